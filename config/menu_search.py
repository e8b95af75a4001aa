"""The search of the menu, as the theme has it, for page numbers of any sort."""

from django.contrib import admin
from django.core.paginator import InvalidPage
from django.http import Http404, HttpRequest, HttpResponse


def search(request: HttpRequest) -> HttpResponse:
    """Show the pages whose name has what is asked for; a page of results that is none is not found."""
    try:
        return admin.site.search(request)
    except (InvalidPage, ValueError) as error:
        raise Http404 from error
