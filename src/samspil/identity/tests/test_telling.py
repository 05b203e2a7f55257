"""One resolver: what people turned off stays off, what they want gathered is gathered once, and mails that may be turned off end in one click."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from samspil.core.models import Notice
from samspil.identity import jobs, telling
from samspil.identity.actions.choose_notices import choose, stop_mail, turn_everything_off
from samspil.identity.actor import VISITOR, actor_for
from samspil.identity.domain.telling import (
    BY_MAIL,
    DIGESTS,
    EVERYTHING,
    MOST_NAMED,
    THEME_DA,
    WAY_DA,
    Outcome,
    Theme,
    Waiting,
    Way,
    chosen,
    decide,
    groups_of,
    is_due,
    without_mail,
)
from samspil.identity.models import AddressTrouble, NoticeChoice

database = pytest.mark.django_db
WAYS, THEMES, FLAGS = st.sampled_from(Way), st.sampled_from(Theme), st.booleans()
CHOICES = st.dictionaries(st.sampled_from([*map(str, Theme), EVERYTHING]), WAYS)
MONDAY, TUESDAY = datetime(2026, 11, 23, 6, 3, tzinfo=UTC), datetime(2026, 11, 24, 6, 3, tzinfo=UTC)
SECRET = "Aftalen med Havnegade 12 er sagt op"


def message(key: str = "a", theme: Theme = Theme.ALLIANCES, **changes: Any) -> telling.Message:
    return telling.Message(**{"kind": "try", "theme": theme, "key": key, "text": SECRET, "url": "/bord/", **changes})


def addressed_to(person: Any) -> list[Any]:
    return [letter for letter in mail.outbox if letter.to == [person.email]]


@given(WAYS, FLAGS, FLAGS, FLAGS)
def test_what_is_needed_always_goes(way: Way, waits: bool, open_account: bool, dead: bool) -> None:
    assert decide(way, needed=True, waits=waits, open_account=open_account, dead_address=dead) is Outcome.AT_ONCE


@given(FLAGS, FLAGS, FLAGS)
def test_off_is_off_whoever_waits(waits: bool, open_account: bool, dead: bool) -> None:
    assert decide(Way.OFF, needed=False, waits=waits, open_account=open_account, dead_address=dead) is Outcome.NOTHING


@given(WAYS, FLAGS, FLAGS, FLAGS)
def test_no_mail_goes_to_closed_accounts_dead_addresses_or_who_wants_the_page_alone(way: Way, waits: bool, open_account: bool, dead: bool) -> None:
    outcome = decide(way, needed=False, waits=waits, open_account=open_account, dead_address=dead)
    if not open_account or dead or way not in BY_MAIL:
        assert outcome in {Outcome.PAGE, Outcome.NOTHING}
    if not open_account:
        assert outcome is Outcome.NOTHING


def test_gathered_is_the_standard_but_who_is_waited_for_hears_at_once() -> None:
    assert decide(Way.STANDARD, needed=False, waits=False, open_account=True, dead_address=False) is Outcome.DIGEST
    assert decide(Way.STANDARD, needed=False, waits=True, open_account=True, dead_address=False) is Outcome.AT_ONCE
    assert decide(Way.DAILY, needed=False, waits=True, open_account=True, dead_address=False) is Outcome.DIGEST


@given(CHOICES, THEMES)
def test_after_a_press_no_mail_comes_of_the_theme_and_the_others_are_as_before(choices: dict[str, Way], theme: Theme) -> None:
    after = without_mail(choices, theme)
    assert chosen(theme, after) not in BY_MAIL
    assert all(chosen(other, after) is chosen(other, choices) for other in Theme if other is not theme)


@given(CHOICES)
def test_after_a_press_in_a_digest_there_are_no_digests_and_nothing_is_turned_on(choices: dict[str, Way]) -> None:
    after = without_mail(choices, EVERYTHING)
    assert all(chosen(theme, after) not in DIGESTS for theme in [*Theme, "a theme that comes later"])
    assert all(chosen(theme, after) is Way.OFF for theme in Theme if chosen(theme, choices) is Way.OFF)


def test_weekly_goes_on_mondays_daily_always_and_every_choice_has_a_danish_name() -> None:
    assert [is_due(Way.WEEKLY, monday=day) for day in (True, False)] == [True, False]
    assert is_due(Way.DAILY, monday=False)
    assert not is_due(Way.PAGE, monday=True)
    assert (set(THEME_DA), set(WAY_DA)) == (set(Theme), set(Way))


@database
@pytest.mark.parametrize("way", list(Way))
def test_each_way_does_what_it_says(make_person: Callable[..., Any], way: Way) -> None:
    person = make_person()
    choose(actor_for(person), {Theme.ALLIANCES: way})
    telling.tell([person], message())
    at_once, lines = len(addressed_to(person)), Notice.objects.filter(recipient_id=person.pk).count()
    telling.send_digests(TUESDAY if way is not Way.WEEKLY else MONDAY)
    digests = len(addressed_to(person)) - at_once
    expected = {Way.AT_ONCE: (1, 1, 0), Way.PAGE: (0, 1, 0), Way.OFF: (0, 0, 0)}.get(way, (0, 1, 1))
    assert (at_once, lines, digests) == expected


@database
def test_the_same_event_is_never_told_twice(make_person: Callable[..., Any]) -> None:
    person, other = make_person(), make_person("to@example.dk")
    choose(actor_for(other), {Theme.ALLIANCES: Way.AT_ONCE})
    for _ in range(3):
        telling.tell([person, other], message())
        telling.send_digests(TUESDAY)
    assert (len(addressed_to(person)), len(addressed_to(other))) == (1, 1)
    telling.tell([person], message("b"))
    telling.send_digests(TUESDAY)
    assert len(addressed_to(person)) == 2


@database
def test_a_digest_gathers_many_and_says_only_what_it_is_about_and_where(make_person: Callable[..., Any]) -> None:
    person = make_person()
    for number in range(3):
        telling.tell([person], message(f"a{number}"))
    telling.tell([person], message("d", Theme.ORGANISATIONS))
    assert telling.send_digests(TUESDAY) == 1
    (letter,) = addressed_to(person)
    assert "Dine alliancer: 3" in letter.body
    assert "Dine foreninger og organisationer: 1" in letter.body
    assert "/min-side/besked/" in letter.body
    assert SECRET not in letter.message().as_string()
    assert "Havnegade" not in str(letter.alternatives)


ABOUT = "Aftalen er klar til underskrift"


@database
def test_a_digest_says_of_few_what_each_is_and_leads_straight_to_it(make_person: Callable[..., Any]) -> None:
    person = make_person()
    for key, about in (("a", ABOUT), ("b", "En part er kommet med i jeres alliance")):
        telling.tell([person], message(key, about=about))
    assert telling.send_digests(TUESDAY) == 1
    (letter,) = addressed_to(person)
    for notice in Notice.objects.filter(recipient_id=person.pk):
        assert f"- {notice.about}: " in letter.body
        assert f"/min-side/besked/{notice.pk}/" in letter.body
    assert SECRET not in letter.message().as_string()


@given(st.lists(st.builds(Waiting, st.integers(1), THEMES, st.sampled_from(["", ABOUT]))))
def test_a_digest_tells_of_every_line_by_name_or_by_number_and_names_at_most_five_of_a_theme(waiting: list[Waiting]) -> None:
    groups = groups_of(waiting)
    assert sum(group.number for group in groups) == len(waiting)
    for group in groups:
        assert len(group.lines) in {0, group.number}
        assert len(group.lines) <= MOST_NAMED
        assert all(line.about for line in group.lines)
    for theme in Theme:
        few = [one for one in waiting if one.theme is theme]
        if 0 < len(few) <= MOST_NAMED and all(one.about for one in few):
            assert tuple(few) in [group.lines for group in groups]


@database
def test_what_was_read_or_is_old_is_not_mailed_and_weekly_waits_for_monday(make_person: Callable[..., Any]) -> None:
    person = make_person()
    choose(actor_for(person), {Theme.ALLIANCES: Way.WEEKLY})
    for key in ("read", "old", "new"):
        telling.tell([person], message(key))
    Notice.objects.update(created_at=TUESDAY)
    Notice.objects.filter(dedupe_key="read").update(read_at=TUESDAY)
    Notice.objects.filter(dedupe_key="old").update(created_at=TUESDAY - timedelta(days=9))
    assert telling.send_digests(TUESDAY) == 0
    assert telling.send_digests(MONDAY + timedelta(days=7)) == 1
    assert "Dine alliancer: 1" in addressed_to(person)[0].body


@database
def test_turning_off_after_the_event_and_before_the_morning_counts(make_person: Callable[..., Any]) -> None:
    person = make_person()
    telling.tell([person], message())
    turn_everything_off(actor_for(person))
    assert telling.send_digests(TUESDAY) == 0
    assert addressed_to(person) == []


@database
@pytest.mark.parametrize(("hour", "month", "leaves"), [(5, 7, True), (6, 7, False), (5, 12, False), (6, 12, True)])
def test_the_morning_is_seven_in_denmark_summer_and_winter(make_person: Callable[..., Any], hour: int, month: int, leaves: bool) -> None:
    person = make_person()
    with time_machine.travel(datetime(2026, month, 1, hour, 3, tzinfo=UTC), tick=False):
        telling.tell([person], message())
        jobs.send_digests.func(0)
    assert bool(addressed_to(person)) is leaves


@database
def test_closed_accounts_and_dead_addresses_get_neither_mail_nor_digest(make_person: Callable[..., Any]) -> None:
    closed, dead = make_person("lukket@example.dk"), make_person("doed@example.dk")
    closed.is_active = False
    closed.save()
    AddressTrouble.objects.create(email=dead.email, status="5.1.1", first_at=MONDAY, last_at=MONDAY, dead_since=MONDAY)
    telling.tell([closed, dead], message("a", waits=True))
    telling.tell([closed, dead], message("b"))
    telling.send_digests(TUESDAY)
    assert mail.outbox == []
    assert list(Notice.objects.values_list("recipient_id", flat=True)) == [dead.pk] * 2


class Refusing(EmailBackend):
    """A mail server that takes no mail to one address, or is away."""

    error: type[Exception] = OSError

    def send_messages(self, messages: Any) -> int:
        if self.error is SMTPRecipientsRefused:
            raise SMTPRecipientsRefused({})
        raise self.error("away")


@database
def test_a_digest_waits_when_the_mail_server_is_away_and_is_given_up_when_the_address_is_refused(
    make_person: Callable[..., Any], settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, ours = make_person(), settings.EMAIL_BACKEND
    telling.tell([person], message())
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    assert telling.send_digests(TUESDAY) == 0
    assert Notice.objects.get().mailed_at is None
    monkeypatch.setattr(Refusing, "error", SMTPRecipientsRefused)
    assert telling.send_digests(TUESDAY) == 0
    assert Notice.objects.get().mailed_at is not None
    settings.EMAIL_BACKEND = ours
    assert telling.send_digests(TUESDAY) == 0


@database
def test_one_refused_address_keeps_nobody_else_from_hearing(make_person: Callable[..., Any], settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Refusing, "error", SMTPRecipientsRefused)
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    telling.tell([make_person(), make_person("to@example.dk")], message(waits=True))
    assert Notice.objects.count() == 2


def links(letter: Any) -> tuple[str, str]:
    """The address that ends these mails, from the header and from the text."""
    parsed = message_from_bytes(letter.message().as_bytes())
    assert parsed["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    header = re.fullmatch(r"<http://127\.0\.0\.1:8000(/afmeld/\S+/)>", re.sub(r"\s+", "", parsed["List-Unsubscribe"]))
    body = re.search(r"Stop disse mails: http://127\.0\.0\.1:8000(\S+)", letter.body)
    assert header
    assert body
    return header[1], body[1]


@database
@pytest.mark.parametrize("digest", [True, False])
def test_one_click_ends_the_mails_without_log_in_and_looking_changes_nothing(make_person: Callable[..., Any], digest: bool) -> None:
    person = make_person()
    telling.tell([person], message(waits=not digest))
    telling.send_digests(TUESDAY)
    header, body = links(addressed_to(person)[0])
    assert header == body
    stranger = Client(enforce_csrf_checks=True)
    page = stranger.get(header)
    assert page.status_code == 200
    assert person.email not in page.content.decode()
    assert not NoticeChoice.objects.exists()
    assert stranger.post(header, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert stranger.post(header).status_code == 200
    telling.tell([person], message("b", waits=not digest))
    telling.send_digests(TUESDAY)
    assert len(addressed_to(person)) == 1
    assert Notice.objects.filter(recipient_id=person.pk).count() == 2


@database
@pytest.mark.parametrize("token", ["", "1.everything", "1.everything:x", "abc", "1.alliances:" + "a" * 43])
def test_a_made_up_address_stops_nothing(make_person: Callable[..., Any], token: str, client: Client) -> None:
    make_person()
    assert client.post(f"/afmeld/{token or 'x'}/").status_code == 404
    assert not NoticeChoice.objects.exists()


@database
def test_unsubscribing_somebody_who_is_gone_is_harmless() -> None:
    stop_mail(999_999, EVERYTHING)
    assert not NoticeChoice.objects.exists()


@database
def test_needed_mails_have_no_way_to_be_turned_off_and_every_mail_carries_its_mark(make_person: Callable[..., Any]) -> None:
    person = make_person()
    turn_everything_off(actor_for(person))
    telling.needed("identity/mail/role_given", person.email, {"role": "redaktør"})
    (letter,) = addressed_to(person)
    assert "List-Unsubscribe" not in letter.extra_headers
    assert len(letter.extra_headers["X-Samspil-Mail"]) > 30


@database
def test_visitors_choose_nothing() -> None:
    refused = [choose(VISITOR, {Theme.DESK: Way.OFF}), turn_everything_off(VISITOR)]
    assert [result.code for result in refused if result] == ["not-logged-in"] * 2
