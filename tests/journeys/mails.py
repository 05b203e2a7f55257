"""What the site's mails say, from the folder where development puts them."""

import email
import re
from pathlib import Path

from django.conf import settings

CODE = re.compile(r"^([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})$", re.MULTILINE)
LINK = re.compile(r"https?://[^/\s]+(/\S+)")


def newest_mail(to: str) -> str:
    """The text of the newest mail to an address."""
    path = max(Path(settings.EMAIL_FILE_PATH).glob(f"*-{to}.eml"), key=lambda found: found.name)
    message = email.message_from_bytes(path.read_bytes())
    part = next(part for part in message.walk() if part.get_content_type() == "text/plain")
    return bytes(part.get_payload(decode=True)).decode()


def code_from_mail(to: str) -> str:
    """The code in the newest mail to an address."""
    found = CODE.search(newest_mail(to))
    assert found
    return found.group(1)


def path_from_mail(to: str) -> str:
    """The first address of this site in the newest mail to an address, without the host."""
    found = LINK.search(newest_mail(to))
    assert found
    return found.group(1)
