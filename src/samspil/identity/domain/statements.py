"""Where a municipality's accessibility statement may lie. Pure."""

from urllib.parse import urlsplit

# The state's register, where authorities make and publish their statements.
REGISTER = ("was.digst.dk", "www.was.digst.dk")


def own_domains(slug: str, desk_email: str) -> tuple[str, ...]:
    """Domains that are a municipality's own: its name with and without hyphens, and the one its desk gets mail at (many are short: kk.dk)."""
    domains = [f"{slug}.dk", f"{slug.replace('-', '')}.dk"]
    if "@" in desk_email:
        domains.append(desk_email.rpartition("@")[2].lower())
    return tuple(dict.fromkeys(domains))


def why_not(address: str, own: tuple[str, ...]) -> str:
    """Why a statement cannot lie at `address`, in Danish; "" when it can."""
    parts = urlsplit(address)
    if parts.scheme != "https":
        return "Adressen på erklæringen skal begynde med https://"
    place = parts.netloc.lower()
    plain = not set(place) & set("@:")
    if plain and (place in REGISTER or any(place == domain or place.endswith(f".{domain}") for domain in own)):
        return ""
    return f"Erklæringen skal ligge på was.digst.dk eller på kommunens eget domæne, fx {own[-1]}"
