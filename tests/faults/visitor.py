"""A visitor who fills in the contact form and sends it over the network, again if no answer came."""

import http.client
import itertools
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode

ADDRESSES = (f"198.18.{number // 250}.{number % 250 + 1}" for number in itertools.count())
# Ten digits in a row of a key can look like a CPR number, which the form refuses; letters cannot.
AS_LETTERS = str.maketrans("0123456789", "ghijklmnop")
# What the form's page gives a browser: a cookie, and the same letters in a hidden field.
TOKEN = "c" * 32


@dataclass
class Form:
    """A contact form as it stands in one visitor's browser: the same key however often it is sent."""

    key: uuid.UUID = field(default_factory=uuid.uuid4)
    address: str = field(default_factory=lambda: next(ADDRESSES))
    acknowledged: bool = False

    @property
    def name(self) -> str:
        """The key in letters alone."""
        return self.key.hex.translate(AS_LETTERS)

    @property
    def email(self) -> str:
        """The visitor's address, by which rows and receipts are known."""
        return f"{self.name}@example.dk"

    def begin(self, port: int) -> http.client.HTTPConnection:
        """Send the form and do not wait for the answer."""
        filled = {"form_key": str(self.key), "topic": "other", "message": f"Besked {self.name}", "email": self.email, "csrfmiddlewaretoken": TOKEN}
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": f"csrftoken={TOKEN}", "X-Forwarded-For": self.address}
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        link.request("POST", "/kontakt/", urlencode(filled), headers)
        return link

    def send(self, port: int) -> int:
        """Send the form and return the answer's status; 302 means that it is kept."""
        link = self.begin(port)
        try:
            status = link.getresponse().status
        finally:
            link.close()
        self.acknowledged = status == 302
        return status

    def was_cut_off(self, port: int) -> bool:
        """Send the form; true when the server died over it."""
        try:
            status = self.send(port)
        except (OSError, http.client.HTTPException):
            return True
        assert status == 302
        return False


def send_until_cut_off(port: int) -> Iterator[Form]:
    """Send one form after the other; the last one, which is given too, got no answer."""
    while True:
        form = Form()
        cut_off = form.was_cut_off(port)
        yield form
        if cut_off:
            return
