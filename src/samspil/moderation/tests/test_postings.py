"""An offer or a need that somebody reports: a case of its own, hidden everywhere at once, told to whose it is, and shown again after an appeal."""

from typing import Any

import pytest
from django.http import Http404
from django.test import Client

from samspil.alliances.tests.making import client_of, fine, who
from samspil.core import events
from samspil.core.models import Document, Notice
from samspil.exchange.models import Need, Offer
from samspil.exchange.tests.making import asked, club_and_chair, offered
from samspil.identity.actions.delete_account import delete_account
from samspil.identity.models import Organisation, Person
from samspil.moderation import queries
from samspil.moderation.actions.appeal import appeal_as_owner
from samspil.moderation.domain.words import Kind, Verdict
from samspil.moderation.models import Case
from samspil.moderation.tests.making import decided, moderator, now, report, working

pytestmark = pytest.mark.django_db


def club_with_chief(make_person: Any) -> tuple[Organisation, Person]:
    """An association, and its chair who may speak for it."""
    club, chair = club_and_chair(make_person)
    chair.memberships.update(administrator=True)
    return club, chair


def reads(address: str, person: Person | None = None) -> int:
    return (client_of(person) if person else Client()).get(address).status_code


def test_a_need_that_is_hidden_is_nowhere_and_its_owners_read_why_and_appeal(make_person: Any) -> None:
    club, chair = club_with_chief(make_person)
    need, clerk = asked(chair, club, text="Køb vores støvsugere."), moderator(make_person)
    page = Client().get(need.address).content.decode()
    assert f"/anmeld/behov/{need.pk}/" in page
    case = report(need.pk, "behov").case
    assert (case.kind, case.owner, case.author, case.title) == (Kind.NEED, club, None, need.title)
    decided(clerk, case)
    events.deliver_waiting()
    assert reads(need.address) == 404
    assert not Document.objects.filter(kind="need", object_id=need.pk).exclude(audience="nobody").exists()
    assert need.title not in Client().get("/behov/").content.decode()
    assert need.title not in Client().get("/behov/nyt.atom").content.decode()
    assert all(one["title"] != need.title for one in Client().get("/api/v1/needs").json()["items"])
    assert "En moderator har skjult det." in client_of(chair).get(need.address).content.decode()
    assert Notice.objects.filter(recipient_id=chair.pk, kind="decision").exists()
    told = client_of(chair).get(case.owners_address)
    assert "Det står ikke rigtigt." in told.content.decode()
    fine(appeal_as_owner(who(chair), "behov", need.pk, "Det er en foræring.", now=now()))
    decided(moderator(make_person), Case.objects.get(), Verdict.KEEP)
    events.deliver_waiting()
    assert reads(need.address) == 200


def test_an_offer_in_ones_own_name_lends_the_case_no_words_and_is_its_authors_to_defend(make_person: Any) -> None:
    person, neighbour = make_person("giver@example.dk"), make_person("nabo@example.dk")
    offer, clerk = offered(person, title="Jeg bor alene på Testvej"), moderator(make_person)
    with pytest.raises(Http404):
        report(offer.pk, "tilbud")
    case = report(offer.pk, "tilbud", by=who(neighbour)).case
    assert (case.author, case.owner) == (person, None)
    assert "Testvej" not in case.title
    assert "Testvej" in queries.shown_of(case).text
    decided(clerk, case)
    events.deliver_waiting()
    assert reads(offer.address, neighbour) == 404
    assert reads(offer.address, person) == 200
    assert queries.answers_for(who(person), case)
    assert not queries.answers_for(who(neighbour), case)
    assert delete_account(who(person)) is None
    case.refresh_from_db()
    assert case.author is None
    assert "Testvej" not in f"{case.title}{queries.shown_of(case)}"


def test_a_minors_offer_is_reported_by_nobody_who_may_not_see_it(make_person: Any) -> None:
    offer = offered(make_person("ung@example.dk"), age="minor")
    with pytest.raises(Http404):
        report(offer.pk, "tilbud", by=who(make_person("nysgerrig@example.dk")))
    assert Client().get(f"/anmeld/tilbud/{offer.pk}/").status_code == 404


def test_what_is_hidden_or_was_never_there_cannot_be_reported(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    need = asked(chair, club, shown=False)
    for number in (need.pk, 999_999):
        assert Client().get(f"/anmeld/behov/{number}/").status_code == 404
    shown = asked(chair, club, title="En anden")
    Need.objects.filter(pk=shown.pk).update(hidden_at=now())
    assert client_of(chair).get(f"/anmeld/behov/{shown.pk}/").status_code == 404


def test_whoever_is_party_does_not_decide_and_what_is_deleted_is_decided_all_the_same(make_person: Any) -> None:
    person, clerk = make_person("giver@example.dk"), moderator(make_person)
    own = offered(clerk)
    assert queries.is_party(working(clerk), report(own.pk, "tilbud", by=who(person)).case)
    offer = offered(person, title="Et andet")
    case = report(offer.pk, "tilbud", by=who(make_person("nabo@example.dk"))).case
    Offer.objects.filter(pk=offer.pk).delete()
    decided(clerk, case)
    case.refresh_from_db()
    assert (case.state, queries.hidden_at(case), queries.shown_of(case).text) == ("decided", None, "")


def test_the_form_says_what_it_is_about(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    need = asked(chair, club)
    page = Client().get(f"/anmeld/behov/{need.pk}/").content.decode()
    assert need.title in page
