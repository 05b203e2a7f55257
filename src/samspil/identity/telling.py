"""The resolver: every mail leaves here, and every line on somebody's own page is put there here.

`tell` is for what people may turn off; their choices decide. `needed` is for what the law or the person asks for: codes, receipts.
A digest marks its lines before it leaves, so that nothing is mailed twice; what was marked and never left stands on the page.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused
from typing import Any

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from samspil.core import compiled, mail
from samspil.core.models import Notice
from samspil.identity.domain.assisted import has_mailbox
from samspil.identity.domain.telling import EVERYTHING, THEME_DA, Outcome, Theme, Waiting, Way, chosen, decide, groups_of, is_due
from samspil.identity.models import AddressTrouble, NoticeChoice, Person

log = structlog.get_logger(__name__)
SIGNED = Signer(salt="samspil.unsubscribe")
DIGEST_REACHES_BACK = timedelta(days=8)
GENERAL = "identity/mail/notice"


@dataclass(frozen=True, kw_only=True)
class Message:
    """Something to tell people. `key` names the event: nobody is told twice. `text` stands on the page, and in no mail.

    `waits`: somebody waits for the person, so the standard is a mail at once. `about` is what the mail says of it: a sentence of ours, without names and
    without anything people wrote; "" lets it name the theme alone. `template` is the text of that mail.
    """

    kind: str
    theme: Theme
    key: str
    text: str
    url: str
    waits: bool = False
    about: str = ""
    template: str = GENERAL
    context: Mapping[str, Any] = field(default_factory=dict)


def needed(template: str, to: str, context: Mapping[str, Any]) -> None:
    """A mail that always goes: to a desk, a receipt, an account's own matters. Raises the backend's error, so a job that calls it is retried."""
    needed_letter(template, to, context).send()


def needed_letter(template: str, to: str, context: Mapping[str, Any]) -> EmailMessage:
    """The same, composed for allauth, which sends it (identity/adapter.py)."""
    letter = mail.compose(template, to, context)
    if not has_mailbox(to):
        letter.to = []  # Django sends nothing that has no recipient
    return letter


def tell(people: Iterable[Person], message: Message) -> None:
    """Tell each person in the way they chose; who has been told of this before is told nothing. Called inside a transaction, by a reaction."""
    everybody = list(people)
    ids = [person.pk for person in everybody]
    told = set(Notice.objects.filter(recipient_id__in=ids, dedupe_key=message.key).values_list("recipient_id", flat=True))
    choices, dead = choices_of(ids), dead_among(person.email for person in everybody)
    for person in everybody:
        if person.pk not in told:
            way = chosen(message.theme, choices.get(person.pk, {}))
            open_account = person.is_active and person.blocked_at is None
            outcome = decide(way, needed=False, waits=message.waits, open_account=open_account, dead_address=person.email.lower() in dead)
            carry_out(person, message, outcome)


def carry_out(person: Person, message: Message, outcome: Outcome) -> None:
    """Put the line on the page, and send the mail that goes at once."""
    if outcome is Outcome.NOTHING:
        return
    at_once = outcome is Outcome.AT_ONCE
    row = {"kind": message.kind, "theme": message.theme, "text": message.text, "about": message.about[:120], "url": message.url}
    told, new = Notice.objects.get_or_create(recipient_id=person.pk, dedupe_key=message.key, defaults={**row, "mailed_at": timezone.now() if at_once else None})
    if new and at_once:
        context = {"theme": THEME_DA[message.theme], "about": message.about, "notice": told.pk, **message.context}
        send_optional(mail.compose(message.template, person.email, context, unsubscribe=unsubscribe_address(person.pk, message.theme)))


def send_optional(letter: EmailMessage) -> None:
    """Send what may be turned off; an address that no server takes keeps nobody else from being told."""
    try:
        letter.send()
    except SMTPRecipientsRefused:
        log.info("mail_refused")


def choices_of(ids: Iterable[int]) -> dict[int, dict[str, Way]]:
    """What each of these people chose, by theme."""
    found: dict[int, dict[str, Way]] = {}
    for person_id, theme, way in NoticeChoice.objects.filter(person_id__in=ids).values_list("person_id", "theme", "way"):
        found.setdefault(person_id, {})[theme] = Way(way)
    return found


def dead_among(addresses: Iterable[str]) -> set[str]:
    """Those of these addresses that mail does not reach, or that are none."""
    asked = {address.lower() for address in addresses}
    without = {address for address in asked if not has_mailbox(address)}
    return without | set(AddressTrouble.objects.dead().filter(email__in=list(asked)).values_list("email", flat=True))


def is_dead(address: str) -> bool:
    """True when mail to this one address has come back for good; asked at each visit to one's own page."""
    return bool(compiled.rows(dead_one, address.lower()))


def dead_one(address: str) -> "QuerySet[AddressTrouble, Any]":
    return AddressTrouble.objects.dead().filter(email=address).values_list("pk")


def unsubscribe_address(person_id: int, theme: str) -> str:
    """Where one press ends mails about a theme, or with EVERYTHING digests; works without log-in, and for this person alone."""
    return f"{settings.BASE_URL}/afmeld/{SIGNED.sign(f'{person_id}.{theme}')}/"


def unsubscribed_from(token: str) -> tuple[int, str] | None:
    """Person and theme of such an address; None when it was not made here."""
    try:
        person_id, _, theme = SIGNED.unsign(token).partition(".")
    except BadSignature:
        return None
    return (int(person_id), theme) if person_id.isdecimal() and theme in {EVERYTHING, *Theme} else None


def send_digests(now: datetime) -> int:
    """One mail to each person with something new that they want gathered; returns how many left. Nothing in it but our own sentences, or how much there is."""
    fresh = Notice.objects.filter(mailed_at=None, read_at=None, created_at__gte=now - DIGEST_REACHES_BACK).exclude(theme="")
    sent = 0
    for person in Person.objects.filter(pk__in=fresh.values("recipient_id"), is_active=True, blocked_at=None).order_by("pk").iterator(chunk_size=500):
        sent += send_digest(person, now)
    return sent


def send_digest(person: Person, now: datetime) -> bool:
    """Mark what goes out, then send it; a mail that the server refuses to take now is tried again next morning."""
    choices, monday = choices_of([person.pk]).get(person.pk, {}), timezone.localtime(now).weekday() == 0
    dead = bool(dead_among([person.email]))
    with transaction.atomic():
        waiting = Notice.objects.select_for_update(skip_locked=True).filter(recipient_id=person.pk, mailed_at=None, read_at=None)
        gathered: list[Waiting] = []
        rows = waiting.filter(created_at__gte=now - DIGEST_REACHES_BACK).exclude(theme="").order_by("pk")
        for pk, theme, about in rows.values_list("pk", "theme", "about"):
            way = chosen(theme, choices)
            outcome = decide(way, needed=False, waits=False, open_account=True, dead_address=dead)
            if outcome is Outcome.DIGEST and is_due(way, monday=monday):
                gathered.append(Waiting(pk, Theme(theme), about))
        marked = [one.pk for one in gathered]
        Notice.objects.filter(pk__in=marked).update(mailed_at=now)
    if not marked:
        return False
    context = {"groups": groups_of(gathered)}
    return sent_digest(mail.compose("identity/mail/digest", person.email, context, unsubscribe=unsubscribe_address(person.pk, EVERYTHING)), marked)


def sent_digest(letter: EmailMessage, marked: list[int]) -> bool:
    """Send; what could not be sent waits again, except where the address itself was refused."""
    try:
        letter.send()
    except SMTPRecipientsRefused:
        return False
    except OSError:  # the mail server is away: SMTP's errors are among them
        Notice.objects.filter(pk__in=marked).update(mailed_at=None)
        log.warning("digest_waits")
        return False
    return True
