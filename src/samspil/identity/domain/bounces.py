"""Reading what mail servers send back (RFC 3464 delivery status notifications)."""

from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.policy import compat32

# The address cannot be reached as it is: no such mailbox, no such domain, moved, closed (RFC 3463).
GONE = frozenset({"5.1.0", "5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1", "5.4.4"})
# Other refusals (a full mailbox, a policy) count as for good when they have come this many times.
TIMES = 3
MARK = "X-Samspil-Mail"


@dataclass(frozen=True)
class Bounce:
    """One address that one mail could not reach. `mark` is what our own mail carried, "" when the notification does not return it."""

    address: str
    status: str
    mark: str
    key: str

    @property
    def gone(self) -> bool:
        """True when one such answer is enough."""
        return self.status in GONE


def letters(data: bytes) -> list[bytes]:
    """The messages of a file: one, or the many of an mbox."""
    if not data.startswith(b"From "):
        return [data] if data.strip() else []
    return [part.partition(b"\n")[2] for part in data[5:].replace(b"\r\n", b"\n").split(b"\nFrom ")]


def bounces_in(data: bytes) -> list[Bounce]:
    """The permanent failures that one message reports; none for any other mail, delays or broken notifications."""
    message = message_from_bytes(data, policy=compat32)
    if message.get_content_type() != "multipart/report":
        return []
    mark = mark_of(message)
    key = str(message.get("Message-ID", "")).strip()
    return [Bounce(address, status, mark, key) for address, status in failures(message)]


def failures(message: Message) -> Iterator[tuple[str, str]]:
    """Address and status of each recipient that failed for good."""
    for part in message.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        blocks = part.get_payload()
        for block in blocks if isinstance(blocks, list) else []:
            if not isinstance(block, Message):
                continue
            status = str(block.get("Status", "")).partition("(")[0].strip()
            address = address_in(str(block.get("Original-Recipient") or block.get("Final-Recipient") or ""))
            if address and status.startswith("5.") and str(block.get("Action", "")).strip().lower() == "failed":
                yield address, status


def address_in(field: str) -> str:
    """The address of "rfc822; somebody@example.dk", in small letters; "" when it is of another kind."""
    kind, _, address = field.partition(";")
    address = address.strip().strip("<>").lower()
    return address if kind.strip().lower() in {"rfc822", "utf-8"} and "@" in address else ""


def mark_of(message: Message) -> str:
    """Our mark in the returned mail or its returned headers."""
    for part in message.walk():
        raw = part.get_payload(decode=True) if part.get_content_type() == "text/rfc822-headers" else None
        returned = message_from_bytes(raw, policy=compat32) if isinstance(raw, bytes) else part
        if part is not message and returned.get(MARK):
            return str(returned[MARK]).strip()
    return ""
