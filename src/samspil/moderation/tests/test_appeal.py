"""Both sides may appeal once, and another than the first decides."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from samspil.alliances.tests.making import client_of, fine, member, who
from samspil.core import events
from samspil.core.models import Notice
from samspil.core.refusals import Refusal
from samspil.identity.actor import VISITOR
from samspil.moderation import queries
from samspil.moderation.actions.appeal import appeal_as_owner, appeal_as_reporter
from samspil.moderation.actions.decide import decide_case
from samspil.moderation.domain.cases import APPEAL_DAYS
from samspil.moderation.domain.words import Verdict
from samspil.moderation.models import Appeal
from samspil.moderation.tests.making import Reported, alone, decided, moderator, now, reported, ruling, working

pytestmark = pytest.mark.django_db


def by_owner(there: Reported, text: str = "Det er vores klub") -> Any:
    return appeal_as_owner(who(there.chair), "organisation", there.club.pk, text, now=now())


def test_the_owners_appeal_and_another_moderator_shows_the_page_again(make_person: Any) -> None:
    there, second = reported(make_person, email="nabo@example.dk"), moderator(make_person)
    first = decided(there.clerk, there.case)
    address = f"/afgoerelse/organisation/{there.club.pk}/"
    assert client_of(there.chair).post(address, {"text": "Det er vores klub"}).status_code == 302
    events.deliver_waiting()
    assert there.case.state == "appealed"
    assert Notice.objects.filter(recipient_id=second.pk, text__contains="klaget").exists()
    assert not Notice.objects.filter(recipient_id=there.clerk.pk, text__contains="klaget").exists()
    refused = decide_case(working(there.clerk), there.case.pk, ruling(there.case, Verdict.KEEP), now=now())
    assert isinstance(refused, Refusal)
    assert refused.code == "decided-it"
    mail.outbox.clear()
    last = decided(second, there.case, Verdict.KEEP)
    events.deliver_waiting()
    assert last.root == first
    assert Appeal.objects.get().answer == last
    assert {letter.to[0] for letter in mail.outbox} == {"nabo@example.dk", there.chair.email}
    assert Client().get(f"/organisationer/{there.club.slug}/").status_code == 200
    assert "svaret" in client_of(there.chair).get(address).content.decode()


def test_with_one_moderator_alone_an_administrator_of_the_installation_decides(make_person: Any) -> None:
    there, chief = reported(make_person), make_person("chef@example.dk", "administrator")
    alone(there.clerk)
    decided(there.clerk, there.case)
    fine(by_owner(there))
    events.deliver_waiting()
    assert Notice.objects.filter(recipient_id=chief.pk, kind="moderation").exists()
    decided(chief, there.case, Verdict.HIDE)
    assert there.case.state == "decided"


def test_whoever_reported_appeals_without_an_account_and_only_once(make_person: Any) -> None:
    there, second = reported(make_person), moderator(make_person)
    decided(there.clerk, there.case, Verdict.KEEP)
    address = f"/anmeldelse/{queries.token_of(there.report)}/"
    assert "Send klagen" in Client().get(address).content.decode()
    assert Client().post(address, {"text": ""}).status_code == 422
    assert Client().post(address, {"text": "Jo, det er galt"}).status_code == 302
    assert Client().post(address, {"text": "Jo, det er galt"}).status_code == 409
    decided(second, there.case, Verdict.HIDE)
    page = Client().get(address).content.decode()
    assert "Siden er skjult" in page
    assert "Send klagen" not in page
    assert Appeal.objects.count() == 1


def test_the_side_that_loses_an_appeal_may_still_appeal_once_itself(make_person: Any) -> None:
    there, second = reported(make_person), moderator(make_person)
    decided(there.clerk, there.case, Verdict.KEEP)
    fine(appeal_as_reporter(VISITOR, there.report, "Jo, det er galt", now=now()))
    decided(second, there.case, Verdict.HIDE)
    fine(by_owner(there))
    refused = by_owner(there)
    assert isinstance(refused, Refusal)
    assert refused.code == "appealed"
    decided(there.clerk, there.case, Verdict.KEEP)
    refused = by_owner(there)
    assert isinstance(refused, Refusal)


def test_nobody_appeals_too_late_before_a_decision_with_nothing_to_say_or_without_a_mandate(make_person: Any) -> None:
    there = reported(make_person)
    refused = appeal_as_reporter(VISITOR, there.report, "For tidligt", now=now())
    assert isinstance(refused, Refusal)
    assert refused.code == "no-decision"
    decided(there.clerk, there.case)
    late = appeal_as_owner(who(there.chair), "organisation", there.club.pk, "For sent", now=now() + timedelta(days=APPEAL_DAYS + 1))
    empty = by_owner(there, "  ")
    plain = make_person("medlem@example.dk")
    member(make_person, "x@example.dk", there.club)
    there.club.memberships.create(person=plain, asked_at=now(), active_from=now())
    unspoken = appeal_as_owner(who(plain), "organisation", there.club.pk, "Nej", now=now())
    codes = []
    for one in (late, empty, unspoken):
        assert isinstance(one, Refusal)
        codes.append(one.code)
    assert codes == ["too-late", "no-text", "not-spoken"]
    assert not Appeal.objects.exists()
