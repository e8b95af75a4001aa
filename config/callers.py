"""Who asks the API, whether that key may do this, and whether they have asked too often: before any view."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from config.problems import problem_response
from partners.authentication import CHALLENGE
from partners.callers import PartnerCaller, UnknownKey, find_caller
from partners.limits import PERIOD, Allowance, Taken, hidden_address
from partners.sandbox import LIMIT as SANDBOX_LIMIT
from partners.sandbox import find_sandbox_caller, is_sandbox
from partners.scopes import ANY

PREFIX = "/api/"
UNCOUNTED = {"/api/health"}  # a monitor asks without end, and must be answered when nothing else is
Answer = Callable[[HttpRequest], HttpResponseBase]


class Callers:
    """Looks the key up, counts the request, and says in the answer's headers how many more may come."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer a request of the API, or refuse it; leave everything else as it is."""
        if not request.path_info.startswith(PREFIX) or request.path_info in UNCOUNTED:
            if request.method == "POST" and settings.ANONYMOUS_LIMIT:
                request.hidden_address = hidden_address(address_of(request))  # type: ignore[attr-defined]
            return self.get_response(request)
        in_sandbox = is_sandbox(request)
        partner, known = _partner(request, find_sandbox_caller if in_sandbox else find_caller)
        request.partner = partner  # type: ignore[attr-defined]
        policy, limit = (
            ("key", partner.requests_per_minute) if partner else ("anonymous", settings.ANONYMOUS_LIMIT)
        )
        if (
            in_sandbox
        ):  # its key is everybody's, and what is tried out there takes nothing from the real limit
            policy, limit = "sandbox", SANDBOX_LIMIT if settings.ANONYMOUS_LIMIT else 0
        if not limit:
            return self.get_response(request) if known else _unknown_key(request)
        name = _name_of(request, partner)
        if partner is None and request.method == "POST":
            request.hidden_address = name  # type: ignore[attr-defined]
        allowance = Allowance(lambda: _name_of(request, partner), limit)
        request.allowance = allowance  # type: ignore[attr-defined]  # a request of many parts spends more of it
        taken = allowance.spend(name)
        if not taken.allowed:
            response: Any = problem_response(
                request, "too-many-requests", headers={"Retry-After": str(taken.seconds)}
            )
        else:
            response = self.get_response(request) if known else _unknown_key(request)
        _say_limit(response, policy, limit, taken)
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Refuse a key without the scope that the view states; a view that states none is not for keys."""
        partner: PartnerCaller | None = getattr(request, "partner", None)
        if partner is None:
            return None
        scope = getattr(getattr(view, "cls", view), "scope", None)
        if scope == ANY or scope in partner.scopes:
            return None
        return problem_response(request, "missing-scope")


def _name_of(request: HttpRequest, partner: PartnerCaller | None) -> str:
    if is_sandbox(request):
        return f"s{hidden_address(address_of(request))}"
    return partner.key_id.hex if partner else hidden_address(address_of(request))


def _partner(request: HttpRequest, find: Callable[[str], PartnerCaller]) -> tuple[PartnerCaller | None, bool]:
    """Return the partner, if it comes with a key, and whether what it comes with is known."""
    presented = request.META.get("HTTP_AUTHORIZATION")
    if presented is None:
        return None, True
    try:
        return find(presented), True
    except UnknownKey:
        return None, False


def _unknown_key(request: HttpRequest) -> HttpResponseBase:
    return problem_response(request, "unknown-key", headers={"WWW-Authenticate": CHALLENGE})


def _say_limit(response: HttpResponseBase, policy: str, limit: int, taken: Taken) -> None:
    """Set the headers of draft-ietf-httpapi-ratelimit-headers."""
    response.headers["RateLimit-Policy"] = f'"{policy}";q={limit};w={PERIOD}'
    response.headers["RateLimit"] = f'"{policy}";r={taken.left};t={taken.seconds}'


def address_of(request: HttpRequest) -> str:
    """Return the address of who asks: as the one proxy in front says, where there is one, else of the connection."""
    if settings.HTTPS:
        return (
            request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
            or request.META["REMOTE_ADDR"]
        )
    return request.META.get("REMOTE_ADDR", "")
