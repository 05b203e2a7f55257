"""Moderators decide: who may, what happens to the thing, who is told."""

from dataclasses import replace
from typing import Any

import pytest
from django.core import mail
from django.http import Http404
from django.test import Client

from samspil.alliances.tests.making import client_of, fine, member, organisation, who
from samspil.core import events
from samspil.core.models import RecordedEvent
from samspil.core.refusals import Refusal
from samspil.identity.actor import actor_for
from samspil.identity.models import Membership, Organisation
from samspil.moderation import queries
from samspil.moderation.actions.decide import decide_case, reopen_case
from samspil.moderation.domain.words import Verdict
from samspil.moderation.models import Decision
from samspil.moderation.tests.making import alone, decided, moderator, now, open_alliance, report, reported, ruling, working
from tests.access.roles import begin_session

pytestmark = pytest.mark.django_db


def test_what_is_hidden_is_seen_by_its_own_people_and_moderators_alone_and_comes_back_as_it_was(make_person: Any) -> None:
    there, stranger = reported(make_person), make_person("fremmed@example.dk")
    before = Organisation.objects.filter(pk=there.club.pk).values().get()
    decided(there.clerk, there.case)
    page = f"/organisationer/{there.club.slug}/"
    assert Client().get(page).status_code == client_of(stranger).get(page).status_code == 404
    own = client_of(there.chair).get(page)
    assert own.status_code == 200
    assert f"/afgoerelse/organisation/{there.club.pk}/" in own.content.decode()
    assert Organisation.objects.visible_to(working(there.clerk)).filter(pk=there.club.pk).exists()
    assert not Organisation.objects.visible_to(working(moderator(make_person, "0350"))).filter(pk=there.club.pk).exists()
    assert not Organisation.objects.visible_to(actor_for(there.clerk)).filter(pk=there.club.pk).exists(), "no staff session, no powers"
    fine(reopen_case(working(there.clerk), there.case.pk, now=now()))
    decided(there.clerk, there.case, Verdict.KEEP)
    assert Client().get(page).status_code == 200
    assert Organisation.objects.filter(pk=there.club.pk).values().get() == before


def test_a_warning_hides_nothing_and_the_owners_hear_of_it(make_person: Any) -> None:
    there = reported(make_person)
    decided(there.clerk, there.case, Verdict.WARN)
    events.deliver_waiting()
    assert Client().get(f"/organisationer/{there.club.slug}/").status_code == 200
    (letter,) = [letter for letter in mail.outbox if there.chair.email in letter.to]
    assert letter.subject == "En side, du er med til at eje, skal rettes"
    assert f"/afgoerelse/organisation/{there.club.pk}/" in letter.body
    assert "Det står ikke rigtigt." not in letter.body
    assert "En side, du er med til at eje, skal rettes" in client_of(there.chair).get("/min-side/").content.decode(), "not in a mail alone"
    told = client_of(there.chair).get(f"/afgoerelse/organisation/{there.club.pk}/").content.decode()
    assert "Det står ikke rigtigt." in told
    assert "Skriv det, der passer" in told


def test_a_page_that_stays_is_told_to_whoever_reported_and_its_owners_are_left_in_peace(make_person: Any) -> None:
    there = reported(make_person, email="nabo@example.dk")
    decided(there.clerk, there.case, Verdict.KEEP)
    events.deliver_waiting()
    assert [letter.to for letter in mail.outbox if letter.to != [there.clerk.email]] == [["nabo@example.dk"]] * 2
    followed = Client().get(f"/anmeldelse/{queries.token_of(there.report)}/").content.decode()
    assert "Siden bliver stående" in followed
    assert "Det står ikke rigtigt." in followed
    assert there.clerk.email not in followed


def test_only_the_municipalitys_moderators_and_the_installations_administrators_see_and_decide(make_person: Any) -> None:
    there = reported(make_person)
    others = [
        who(there.chair),
        working(there.chair),
        actor_for(there.clerk),
        working(moderator(make_person, "0350")),
        working(make_person("redaktoer@example.dk", "editor")),
        working(make_person("korrektur@example.dk", "reviewer")),
    ]
    for actor in others:
        with pytest.raises(Http404):
            decide_case(actor, there.case.pk, ruling(there.case), now=now())
    assert not Decision.objects.exists()
    decided(make_person("chef@example.dk", "administrator"), there.case)


def test_whoever_is_party_or_reported_it_does_not_decide(make_person: Any) -> None:
    there = reported(make_person)
    Membership.objects.create(person=there.clerk, organisation=there.club, asked_at=now(), active_from=now())
    refused = decide_case(working(there.clerk), there.case.pk, ruling(there.case), now=now())
    assert isinstance(refused, Refusal)
    assert refused.code == "party"
    second = moderator(make_person)
    report(there.club.pk, by=who(second))
    refused = decide_case(working(second), there.case.pk, ruling(there.case), now=now())
    assert isinstance(refused, Refusal)
    assert refused.code == "reported-it"
    decided(moderator(make_person), there.case)


def test_an_alliance_the_municipality_is_in_waits_for_the_installations_administrator(make_person: Any) -> None:
    two, clerk = open_alliance(make_person, "Fælles bord"), alone(moderator(make_person))
    Membership.objects.create(person=clerk, organisation=two.club, asked_at=now(), active_from=now())
    made = report(two.alliance.initiative_id, "indsats")
    chief = make_person("chef@example.dk", "administrator")
    assert chief.pk in queries.moderators_for(made.case)
    assert clerk.pk not in queries.moderators_for(made.case)
    refused = decide_case(working(clerk), made.case_id, ruling(made.case), now=now())
    assert isinstance(refused, Refusal)
    decided(chief, made.case)
    two.alliance.initiative.refresh_from_db()
    assert two.alliance.initiative.hidden_at
    assert two.alliance.initiative.openness == "public", "what the parties chose is not lost"


def test_nothing_is_decided_unread_twice_or_without_reason(make_person: Any) -> None:
    there = reported(make_person)
    opened = ruling(there.case)
    report(there.club.pk, text="Noget andet")
    actor = working(there.clerk)
    codes = []
    for told in (opened, replace(ruling(there.case), text=" "), replace(ruling(there.case), rule=None)):
        refused = decide_case(actor, there.case.pk, told, now=now())
        assert isinstance(refused, Refusal)
        codes.append(refused.code)
    assert codes == ["changed", "no-text", "no-rule"]
    decided(there.clerk, there.case)
    refused = decide_case(actor, there.case.pk, ruling(there.case), now=now())
    assert isinstance(refused, Refusal)
    assert refused.code == "not-now"
    assert Decision.objects.count() == 1
    assert RecordedEvent.objects.filter(kind="moderation.ThingHidden").count() == 1


def test_the_desk_shows_what_stood_there_then_and_keeps_what_was_typed_when_something_new_came(make_person: Any) -> None:
    there = reported(make_person)
    Organisation.objects.filter(pk=there.club.pk).update(about="Vi spiller skak.")
    client = client_of(there.clerk)
    prepare(client, there.clerk)
    shown = client.get(there.case.desk_address).content.decode()
    assert "Vi bokser." in shown
    assert "Vi spiller skak." in shown
    form = {"outcome": "hide", "rule": "true", "text": "Min lange begrundelse", "seen": "0"}
    answer = client.post(there.case.desk_address, form)
    assert answer.status_code == 409
    assert "Min lange begrundelse" in answer.content.decode()
    assert client.post(there.case.desk_address, {**form, "seen": "1"}).status_code == 302
    assert client.get("/bord/anmeldelser/?vis=decided").status_code == 200
    there.club.refresh_from_db()
    assert there.club.hidden_at


def prepare(client: Any, person: Any) -> None:
    """What the desk asks of staff: a second factor and a staff session."""
    from allauth.mfa.totp.internal.auth import TOTP

    TOTP.activate(person, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    begin_session(client, person)


def test_the_desk_takes_few_queries_however_many_cases_wait(make_person: Any, django_assert_max_num_queries: Any) -> None:
    clerk = moderator(make_person)
    client = client_of(clerk)
    prepare(client, clerk)
    for number in range(30):
        report(organisation(f"Klub {number}").pk)
    with django_assert_max_num_queries(10):
        assert client.get("/bord/anmeldelser/").status_code == 200


def test_a_plain_member_reads_the_decision_and_others_do_not(make_person: Any) -> None:
    there, plain = reported(make_person), None
    address = f"/afgoerelse/organisation/{there.club.pk}/"
    plain = make_person("medlem@example.dk")
    Membership.objects.create(person=plain, organisation=there.club, asked_at=now(), active_from=now())
    assert client_of(plain).get(address).status_code == 404, "nothing is decided yet"
    decided(there.clerk, there.case)
    page = client_of(plain).get(address)
    assert page.status_code == 200
    assert "Send klagen" not in page.content.decode()
    assert client_of(plain).post(address, {"text": "Nej"}).status_code == 409
    assert client_of(member(make_person, "anden@example.dk")).get(address).status_code == 404
    assert Client().get(address).status_code == 302
