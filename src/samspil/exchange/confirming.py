"""The secret in the mail that asks somebody without an account to confirm an offer: signed with the installation's key, and stored nowhere."""

from uuid import UUID

from django.core.signing import BadSignature, Signer

from samspil.exchange.models import Offer

SIGNER = Signer(salt="samspil.exchange.confirm", sep=".")


def token_of(offer: Offer) -> str:
    """What the link carries."""
    return SIGNER.sign(offer.key.hex)


def key_of(token: str) -> UUID | None:
    """The key behind a link; None when it is not ours."""
    try:
        return UUID(SIGNER.unsign(token))
    except (BadSignature, ValueError):
        return None
