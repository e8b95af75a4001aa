"""The service's own addresses and the bench's."""

from django.urls import path

from bench.views import prepared_answer
from config.urls import handler400, handler403, handler404, handler500
from config.urls import urlpatterns as of_the_service

urlpatterns = [*of_the_service, path("bench/prepared", prepared_answer)]

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
