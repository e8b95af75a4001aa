"""Partners to the REST framework. Named in the settings by its path."""

from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request

from partners.callers import PartnerCaller, partner_of

CHALLENGE = 'Api-Key realm="api"'


class KeyAuthentication(BaseAuthentication):
    """Takes the partner that the middleware has found; it has answered whom it has not found."""

    def authenticate(self, request: Request) -> tuple[PartnerCaller, PartnerCaller] | None:
        """Return the partner as the user, or None for a request without a key."""
        partner = partner_of(request)
        return (partner, partner) if partner else None

    def authenticate_header(self, request: Request) -> str:
        """Return what a caller without credentials is told to bring."""
        return CHALLENGE
