"""How often one address may do one thing. The address is hashed and forgotten with the window."""

import hashlib
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The visitor's address: the peer's, or behind SAMSPIL_TRUSTED_PROXIES proxies the one the outermost trusted proxy saw."""
    proxies: int = settings.TRUSTED_PROXIES
    forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    if proxies and len(forwarded) >= proxies:
        return str(forwarded[-proxies])
    return str(request.META.get("REMOTE_ADDR", ""))


def household(address: str) -> str:
    """What is counted as one: an IPv4 address, or the 64 bits of an IPv6 address that one connection is given."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        return str(parsed.ipv4_mapped or ip_network((parsed, 64), strict=False))
    return str(parsed)


def hidden_key(key: str, prefix: str, version: int) -> str:
    """How every key of the cache is written down: allauth's limits have addresses in theirs, and the table is in every backup."""
    return hashlib.blake2b(f"{prefix}:{version}:{key}".encode(), key=settings.SECRET_KEY.encode()[:64], digest_size=24).hexdigest()


def too_many(request: HttpRequest, what: str, *, limit: int, seconds: int) -> bool:
    """Take one of the address's `limit` places, each for `seconds`; True when all are taken. Two requests never get the same place."""
    if not settings.RATE_LIMITS:
        return False
    places = [f"limit:{what}:{household(client_address(request))}:{number}" for number in range(limit)]
    taken = cache.get_many(places)
    return not any(place not in taken and cache.add(place, 1, seconds) for place in places)
