"""Pages about the API that are only read: what else is asked of them is refused as everywhere in the API."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from config.problems import problem_response

Page = Callable[..., HttpResponse]
METHODS = ("GET", "HEAD")


def only_read(view: Page) -> Page:
    """Let a page be read; answer any other method with a problem that names those, whoever sends it."""

    @csrf_exempt  # nothing is ever written: there is nothing to be led into
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method in METHODS:
            return view(request, *args, **kwargs)
        return problem_response(request, "method-not-allowed", headers={"Allow": ", ".join(METHODS)})

    return answered
