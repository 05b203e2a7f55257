"""The OpenID Connect provider of an installation, read from the environment (docs/operations.md)."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environs import Env

from samspil.identity.domain.outside_login import OutsideLogin, levels_from, trouble_with


def outside_login(env: Env, *, production: bool) -> OutsideLogin | None:
    """The provider, or None where SAMSPIL_OIDC_ISSUER is not set; a half setting stops the start."""
    issuer = env.str("SAMSPIL_OIDC_ISSUER", "")
    if not issuer:
        return None
    try:
        levels = levels_from(env.str("SAMSPIL_OIDC_LEVELS", ""))
    except ValueError as error:
        raise ImproperlyConfigured(f"SAMSPIL_OIDC_LEVELS: {error}: the levels are low, substantial and high.") from error
    login = OutsideLogin(
        issuer=issuer,
        client_id=env.str("SAMSPIL_OIDC_CLIENT_ID", ""),
        secret=env.str("SAMSPIL_OIDC_SECRET", ""),
        name=env.str("SAMSPIL_OIDC_NAME", ""),
        scopes=tuple(env.str("SAMSPIL_OIDC_SCOPES", "openid").split()),
        acr=env.str("SAMSPIL_OIDC_ACR", ""),
        level_claim=env.str("SAMSPIL_OIDC_LEVEL_CLAIM", "acr"),
        levels=levels,
    )
    trouble = trouble_with(login, production=production)
    if trouble:
        raise ImproperlyConfigured(trouble)
    return login


def origins(env: Env, login: OutsideLogin | None) -> list[str]:
    """Where forms may lead besides this site: the provider, and what SAMSPIL_OIDC_ORIGINS names (a broker leads on to others)."""
    named: list[str] = env.list("SAMSPIL_OIDC_ORIGINS", [])
    parts = urlsplit(login.issuer) if login else None
    return [*([f"{parts.scheme}://{parts.netloc}"] if parts else []), *named]
