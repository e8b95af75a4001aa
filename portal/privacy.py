"""Pages for whoever holds their address, and for nobody else."""

from django.http import HttpResponse


def private(response: HttpResponse) -> HttpResponse:
    """Keep a page out of search engines and caches, and its address from other sites; our own forms need the referrer."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["Referrer-Policy"] = "same-origin"
    return response
