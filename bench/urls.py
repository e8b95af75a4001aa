"""The bench's address, before those of the service: below /api/, so that the same middleware has the same to do."""

from django.urls import path

from bench.views import empty_answer, prepared_answer
from config.urls import handler400, handler403, handler404, handler500
from config.urls import urlpatterns as of_the_service

urlpatterns = [
    path("api/bench/prepared", prepared_answer),
    path("api/bench/empty", empty_answer),
    *of_the_service,
]

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
