"""Mail that comes back: only our own, only for good, counted once; the person sees it and mends it."""

import io
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from samspil.core.mail import mark_for
from samspil.identity.actions.address_trouble import address_works, take_bounces
from samspil.identity.actor import VISITOR
from samspil.identity.domain.bounces import bounces_in, letters
from samspil.identity.domain.invitations import VALID_FOR
from samspil.identity.jobs import remove_old_troubles
from samspil.identity.models import AddressTrouble

database = pytest.mark.django_db
REPORT = """From: Mail Delivery System <MAILER-DAEMON@mx.example.dk>
To: samspil@localhost
Subject: Undelivered Mail Returned to Sender
Message-ID: <{key}@mx.example.dk>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="grense"

--grense
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mx.example.dk.

--grense
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.dk
Arrival-Date: Mon, 23 Nov 2026 07:03:00 +0100

Final-Recipient: {recipient}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 User unknown

--grense
{returned}
--grense--
"""
HEADERS = "Content-Type: text/rfc822-headers\n\nSubject: Nyt til dig\nX-Samspil-Mail: {mark}\nTo: {address}\n"
WHOLE = "Content-Type: message/rfc822\n\nSubject: Nyt til dig\nX-Samspil-Mail: {mark}\nTo: {address}\n\nDer er nyt til dig.\n"


def bounce(
    address: str = "borger@example.dk", *, status: str = "5.1.1", action: str = "failed", key: str = "1", mark: str | None = None, **other: str
) -> bytes:
    """A delivery status notification as Postfix writes it, giving back our mail's headers."""
    returned = other.get("returned", HEADERS).format(mark=mark_for(address) if mark is None else mark, address=address)
    recipient = other.get("recipient", f"rfc822; {address}")
    return REPORT.format(key=key, recipient=recipient, action=action, status=status, returned=returned).encode()


def take(data: bytes) -> tuple[int, int, int]:
    taken = take_bounces(data, now=timezone.now())
    return taken.counted, taken.marked, taken.left


@database
@pytest.mark.parametrize("returned", [HEADERS, WHOLE])
@pytest.mark.parametrize("recipient", ["rfc822; borger@example.dk", "RFC822;<Borger@Example.dk>", "utf-8; borger@example.dk"])
def test_an_address_that_is_gone_is_marked_at_once(make_person: Callable[..., Any], returned: str, recipient: str) -> None:
    make_person()
    assert take(bounce(returned=returned, recipient=recipient)) == (1, 1, 0)
    assert AddressTrouble.objects.dead().get().email == "borger@example.dk"


@database
@pytest.mark.parametrize(("status", "times"), [("5.1.1", 1), ("5.1.10", 1), ("5.2.1", 1), ("5.2.2", 3), ("5.7.1", 3), ("5.0.0", 3)])
def test_a_full_mailbox_or_a_policy_counts_for_good_the_third_time(make_person: Callable[..., Any], status: str, times: int) -> None:
    make_person()
    marks = [take(bounce(status=status, key=str(number)))[1] for number in range(times)]
    assert marks == [0] * (times - 1) + [1]


@database
def test_the_same_notification_counts_once(make_person: Callable[..., Any]) -> None:
    make_person()
    counted = [take(bounce(status="5.2.2", key="1"))[0] for _ in range(5)]
    assert counted == [1, 0, 0, 0, 0]
    assert not AddressTrouble.objects.dead().exists()


@database
@pytest.mark.parametrize(
    "letter",
    [
        bounce(action="delayed", status="4.4.1"),
        bounce(action="delivered", status="2.0.0"),
        bounce(action="failed", status="4.2.2"),
        bounce(recipient="x400; /S=borger/"),
        bounce(mark=""),
        bounce(mark=mark_for("en-anden@example.dk")),
        b"Subject: Jeg er paa ferie\nAuto-Submitted: auto-replied\n\nStatus: 5.1.1\nFinal-Recipient: rfc822; borger@example.dk\n",
        b"Content-Type: multipart/report; boundary=x\n\n--x\nContent-Type: message/delivery-status\n\n\x00\xff\n--x--\n",
        b"\xff\xfe\x00",
    ],
    ids=["delayed", "delivered", "transient", "no mail address", "unmarked", "another's mark", "holiday", "broken", "bytes"],
)
def test_what_is_not_for_good_not_ours_or_not_known_here_marks_nothing(make_person: Callable[..., Any], letter: bytes) -> None:
    make_person()
    assert take(letter) == (0, 0, 1)
    assert not AddressTrouble.objects.exists()


@database
def test_an_address_of_nobody_here_is_kept_as_long_as_an_invitation_to_it_is_valid() -> None:
    assert take(bounce("fremmed@example.dk")) == (1, 1, 0)
    row = AddressTrouble.objects.get()
    remove_old_troubles.func(0)
    assert AddressTrouble.objects.exists(), "whoever invited it has still to see it"
    AddressTrouble.objects.filter(pk=row.pk).update(last_at=timezone.now() - VALID_FOR - timedelta(hours=1))
    remove_old_troubles.func(0)
    assert not AddressTrouble.objects.exists()


@given(st.binary(max_size=300), st.integers(0, 700))
def test_no_notification_however_broken_breaks_the_reader(noise: bytes, where: int) -> None:
    whole = bounce()
    for data in (noise, whole[:where] + noise + whole[where:], whole[:where]):
        for letter in letters(data):
            assert all(found.status.startswith("5.") for found in bounces_in(letter))


@database
def test_the_command_reads_a_file_a_pile_and_standard_input(make_person: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    addresses = [make_person(f"{name}@example.dk").email for name in ("en", "to", "tre", "fire")]
    one, pile, told = tmp_path / "one.eml", tmp_path / "pile.mbox", io.StringIO()
    one.write_bytes(bounce(addresses[0]))
    pile.write_bytes(b"".join(b"From MAILER-DAEMON Mon Nov 23 07:03:00 2026\n" + bounce(address, key=address) + b"\n" for address in addresses[1:3]))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(bounce(addresses[3]))))
    for source in (str(one), str(pile), "-"):
        call_command("take_bounces", source, stdout=told)
    assert set(AddressTrouble.objects.dead().values_list("email", flat=True)) == set(addresses)
    assert "2 failures counted, 2 addresses marked, 0 messages left alone." in told.getvalue()
    with pytest.raises(CommandError, match="Cannot read"):
        call_command("take_bounces", str(tmp_path / "gone"))


@database
def test_the_person_sees_it_on_my_page_and_mends_it(make_person: Callable[..., Any]) -> None:
    person, client = make_person(), Client()
    client.force_login(person, backend="samspil.identity.backend.PersonBackend")
    assert "kommer tilbage" not in client.get("/min-side/").content.decode()
    take(bounce())
    assert "kommer tilbage" in client.get("/min-side/").content.decode()
    assert client.get("/min-side/adresse-virker/").status_code == 405
    client.post("/min-side/adresse-virker/")
    assert "kommer tilbage" not in client.get("/min-side/").content.decode()
    assert not AddressTrouble.objects.exists()
    assert address_works(VISITOR) == 0


@database
def test_old_troubles_go(make_person: Callable[..., Any]) -> None:
    make_person()
    now = timezone.now()
    AddressTrouble.objects.create(email="vaek@example.dk", status="5.1.1", first_at=now, last_at=now - VALID_FOR, dead_since=now)
    AddressTrouble.objects.create(email="borger@example.dk", status="5.2.2", first_at=now - timedelta(days=91), last_at=now)
    remove_old_troubles.func(0)
    assert not AddressTrouble.objects.exists()
    AddressTrouble.objects.create(email="borger@example.dk", status="5.1.1", first_at=now - timedelta(days=91), last_at=now, dead_since=now)
    remove_old_troubles.func(0)
    assert AddressTrouble.objects.exists()
