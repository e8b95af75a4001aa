"""How the OpenAPI document describes the partners' keys."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension


class KeyScheme(OpenApiAuthenticationExtension):
    """The security scheme of `Authorization: Api-Key …`."""

    target_class = "partners.authentication.KeyAuthentication"
    name = "PartnerKey"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        """Return the scheme. It is no HTTP scheme of the registry, so it is described as a header."""
        return {
            "type": "apiKey",
            "in": "header",
            "name": "Authorization",
            "description": "A partner's key: `Authorization: Api-Key tn_…`. Each operation for partners names the scope "
            "that a key needs (`read`, `match`, `runs`, `enquiries`, `webhooks`).",
        }
