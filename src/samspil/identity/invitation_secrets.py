"""The secret of an invitation: made from a random key and the installation's own secret, so that it is stored nowhere, not even in a job."""

from uuid import UUID

from django.utils.crypto import salted_hmac


def secret_of(key: UUID) -> str:
    """The secret that the mail carries: 256 bits as hexadecimal digits. It changes with SECRET_KEY, and open invitations then end."""
    return salted_hmac("samspil.identity.invitation", str(key), algorithm="sha256").hexdigest()
