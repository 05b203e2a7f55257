"""Logging in through another: what an installation says of its OpenID Connect provider, and what an ID token must hold.

Source: OpenID Connect Core 1.0, section 3.1.3.7 (ID token validation). Signature, issuer, audience and time are checked where the token is read.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from samspil.identity.domain.assurance import Assurance

LONGEST_ISSUER, LONGEST_SUBJECT, LONGEST_NAME = 200, 191, 40
OWN_MACHINE = ("127.0.0.1", "localhost", "::1")
CPR_ALONE = re.compile(r"(\d\d)(\d\d)\d\d[- ]?\d{4}")
LAST_MONTH, LAST_DAY, REPLACED = 12, 31, 60


@dataclass(frozen=True, kw_only=True)
class OutsideLogin:
    """The provider of an installation.

    `issuer` is its address as it stands in every ID token; issuer and subject together are the key of a person. `levels` maps values of the claim
    `level_claim` to levels of assurance; values it does not know give no level. `acr` asks the provider for a level ("acr_values"), "" for none.
    """

    issuer: str
    client_id: str
    name: str
    secret: str = field(repr=False)
    scopes: tuple[str, ...] = ("openid",)
    acr: str = ""
    level_claim: str = "acr"
    levels: Mapping[str, Assurance] = field(default_factory=dict, hash=False)

    def level_of(self, claims: Mapping[str, Any]) -> Assurance | None:
        """The level that an ID token tells, or None when it tells none that is known here."""
        told = claims.get(self.level_claim)
        return self.levels.get(told) if isinstance(told, str) else None


@dataclass(frozen=True)
class OutsideIdentity:
    """All that is taken from an ID token: who at which provider, a suggested e-mail that nobody has proved here, and the level."""

    issuer: str
    subject: str
    email: str = ""
    level: Assurance | None = None


def identity_in(claims: Mapping[str, Any], *, login: OutsideLogin, nonce: str) -> OutsideIdentity | str:
    """The identity in the claims of a verified ID token, or the code of what is wrong: "nonce", "party" or "subject".

    Every other claim – name, CPR number, address – is left behind here.
    """
    if not nonce or claims.get("nonce") != nonce:
        return "nonce"
    audience = claims.get("aud")
    others = isinstance(audience, list) and len(audience) > 1
    if ("azp" in claims or others) and claims.get("azp") != login.client_id:
        return "party"
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT or is_cpr_number(subject):
        return "subject"
    email = claims.get("email")
    return OutsideIdentity(login.issuer, subject, email if isinstance(email, str) else "", login.level_of(claims))


def is_cpr_number(text: str) -> bool:
    """True for a text that is a CPR number and nothing else; in a replacement number the day is 60 higher."""
    found = CPR_ALONE.fullmatch(text.strip())
    if not found:
        return False
    day, month = int(found[1]), int(found[2])
    return 1 <= (day - REPLACED if day > REPLACED else day) <= LAST_DAY and 1 <= month <= LAST_MONTH


def levels_from(text: str) -> dict[str, Assurance]:
    """The mapping that "VALUE=low,VALUE=substantial" says; values may hold "=" and ":". ValueError for a level that is none."""
    pairs = [part.strip().rpartition("=") for part in text.split(",") if part.strip()]
    return {value.strip(): Assurance(level.strip()) for value, _, level in pairs if value.strip()}


def trouble_with(login: OutsideLogin, *, production: bool) -> str:
    """What an operator must put right, in English, or ""."""
    parts = urlsplit(login.issuer)
    near = parts.scheme == "http" and parts.hostname in OWN_MACHINE and not production
    checks = {
        "SAMSPIL_OIDC_ISSUER must begin with https://.": parts.scheme == "https" or near,
        f"SAMSPIL_OIDC_ISSUER is longer than {LONGEST_ISSUER} characters.": len(login.issuer) <= LONGEST_ISSUER,
        "SAMSPIL_OIDC_ISSUER needs SAMSPIL_OIDC_CLIENT_ID, SAMSPIL_OIDC_SECRET and SAMSPIL_OIDC_NAME.": bool(login.client_id and login.secret and login.name),
        f"SAMSPIL_OIDC_NAME is longer than {LONGEST_NAME} characters.": len(login.name) <= LONGEST_NAME,
        "SAMSPIL_OIDC_SCOPES must hold openid.": "openid" in login.scopes,
    }
    return next((text for text, holds in checks.items() if not holds), "")
