"""Where messages may be sent: to public addresses by HTTPS, never into a network of ours or of the receiver's host."""

import ipaddress
from urllib.parse import urlsplit

from django.conf import settings

LONGEST = 500
_ALLOCATED = ipaddress.IPv6Network("2000::/3")  # what else looks global is of old or special use
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_INSIDE = (".localhost", ".local", ".internal", ".intranet", ".home.arpa", ".lan")


def why_not(url: str) -> str | None:
    """Return the code of what is wrong with an address that a partner gives, as far as it can be told from its text.

    What the name leads to is asked when a message is sent, each time: it may change.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return "not_an_address"
    plain = parts.scheme == "http" and settings.WEBHOOKS_TO_LOOPBACK
    if not url.isascii() or not url.isprintable() or " " in url or not host or port == 0:
        return "not_an_address"
    if parts.scheme != "https" and not plain:
        return "not_https"
    if parts.username is not None or parts.fragment:
        return "not_an_address"
    return None if _may_name(host.rstrip(".")) else "address_not_public"


def _may_name(host: str) -> bool:
    try:
        return is_allowed(str(ipaddress.ip_address(host)))
    except ValueError:
        if settings.WEBHOOKS_TO_LOOPBACK and host == "localhost":
            return True
        # A last label of digits is an address in an old form (127.1, 0x7f.1), which systems read each in their way.
        return (
            "." in host and not host.lower().endswith(_INSIDE) and not host.rpartition(".")[2][:1].isdigit()
        )


def is_allowed(address: str) -> bool:
    """Say whether a message may be sent to a network address."""
    one = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(one, ipaddress.IPv6Address):
        if one.ipv4_mapped:
            one = one.ipv4_mapped
        elif one in _NAT64:
            one = ipaddress.IPv4Address(int(one) & 0xFFFFFFFF)
        elif (one not in _ALLOCATED and not one.is_loopback) or one.sixtofour or one.teredo:
            return False
    if one.is_loopback:
        return bool(settings.WEBHOOKS_TO_LOOPBACK)
    return one.is_global and not one.is_multicast
