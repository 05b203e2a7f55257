"""Who gives what to whom: the picture is whole and readable for two to twelve parties, and the table tells all of it."""

import re
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from samspil.alliances.actions.commit import save_commitment
from samspil.alliances.actions.name_contact import drop_contact, name_contact
from samspil.alliances.actions.show import show_alliance
from samspil.alliances.domain.giving import gifts
from samspil.alliances.domain.plan import AlliancePlan, PartyPlan, PromisePlan
from samspil.alliances.domain.words import Brought, Sector
from samspil.alliances.models import Party, PartyContact
from samspil.alliances.presenting import giving
from samspil.alliances.tests.making import Two, client_of, fine, joined, member, now, organisation, who
from samspil.alliances.tests.test_committing import PLACES, code
from samspil.core.pagecache import STORE

DUE = date(2027, 8, 1)
kinds = st.lists(st.sampled_from(list(Brought)), unique=True).map(tuple)
names = st.text(min_size=1, max_size=120)


@st.composite
def plans(draw: Any, most: int = 14) -> AlliancePlan:
    """Alliances of up to `most` parties that promise each other things."""
    number = draw(st.integers(0, most))
    parties = tuple(PartyPlan(pk, draw(names), draw(st.sampled_from(list(Sector))), gives=draw(kinds)) for pk in range(1, number + 1))
    ends = st.integers(1, max(number, 1))
    told = st.tuples(ends, st.sampled_from(["hours", "money", "other"]), st.none() | ends)
    rows = draw(st.lists(told, max_size=10)) if number else []
    promises = tuple(PromisePlan(giver, kind, "Noget", Decimal(2), "stk.", None, DUE, receiver) for giver, kind, receiver in rows if giver != receiver)
    return AlliancePlan("Fælles bord", "", "", parties, promises=promises)


@given(plans())
def test_every_gift_has_a_line_inside_the_picture_and_stands_in_its_words(plan: AlliancePlan) -> None:
    among = {party.id for party in plan.parties}
    made, found = giving.giving_of(plan, among), gifts(plan, among)
    assert (made is None) == (not 2 <= len(plan.parties) <= giving.MOST)
    if made:
        assert len(made.lines) == len(found)
        assert len(made.givers) == len(plan.parties)
        assert len(made.silent) == len(among - {gift.giver for gift in found})
        for line in made.lines:
            across, *rest = [float(number) for number in re.findall(r"-?\d+", line.path)]
            assert 0 <= across <= made.wide
            assert all(0 <= place <= max(made.wide, made.height) for place in rest)
            assert 0 < int(line.point[1:].split()[1].split("l")[0]) < made.height
        for party in (*made.givers, *made.receivers):
            assert all(len(text) <= giving.LETTERS and 0 < y <= made.height + 6 for text, y in party.lines)
        assert all(promise in made.label for gift in found for promise in gift.promises)


@given(plans(6))
def test_gifts_of_one_party_never_overlap_those_of_the_next(plan: AlliancePlan) -> None:
    made = giving.giving_of(plan, {party.id for party in plan.parties})
    if made:
        tops = [party.y for party in made.givers]
        assert all(after - before >= giving.LINE for before, after in pairwise(tops))


def test_what_is_promised_to_a_party_that_is_not_shown_is_left_out() -> None:
    parties = tuple(PartyPlan(pk, f"Part {pk}", Sector.CIVIL) for pk in (1, 2, 3))
    promises = (PromisePlan(1, "hours", "Vagter", Decimal(3), "timer", None, DUE, 3), PromisePlan(1, "money", "Tilskud", Decimal(5), "kr.", None, DUE, 2))
    plan = AlliancePlan("Bord", "", "", parties, promises=promises)
    assert [(gift.receiver, gift.words) for gift in gifts(plan, {1, 2})] == [(2, "penge; 5 kr.: Tilskud")]


def told(two: Two) -> None:
    """The club brings people and rooms, and the firm promises it places."""
    Party.objects.filter(pk=two.party(two.club).pk).update(gives=["people", "rooms"], brings="Lokalet <b>og</b> os")
    fine(save_commitment(who(two.owner), two.slug, two.firm.pk, None, PLACES, now=now()))


@pytest.mark.django_db
def test_the_page_shows_picture_and_table_to_those_who_may_see_the_alliance(make_person: Any) -> None:
    two = joined(make_person)
    told(two)
    page = client_of(two.chair).get(f"{two.address}billede/").content.decode()
    for words in ("<svg", "mennesker, lokaler til alle, det er for", "10 pladser: Træningspladser i gartneriet", "Lokalet &lt;b&gt;og&lt;/b&gt; os"):
        assert words in page
    assert " style=" not in page
    assert Client().get(f"{two.address}billede/").status_code == 404
    for person, one in ((two.chair, two.club), (two.owner, two.firm)):
        fine(show_alliance(who(person), two.slug, one.pk, shown=True))
    STORE.clear()
    seen = Client().get(f"{two.address}billede/")
    assert (seen.status_code, "<svg" in seen.content.decode(), f"{two.address}kontakt/" in seen.content.decode()) == (200, True, False)


@pytest.mark.django_db
def test_the_page_costs_the_same_however_many_take_part_and_many_get_the_table_alone(make_person: Any) -> None:
    two = joined(make_person)
    told(two)
    client = client_of(two.chair)

    def cost() -> int:
        with CaptureQueriesContext(connection) as counted:
            assert client.get(f"{two.address}billede/").status_code == 200
        return len(counted)

    cost()
    few = cost()
    for number in range(20):
        Party.objects.create(
            alliance=two.alliance, organisation=organisation(f"Forening {number}"), name=f"Forening {number}", sector="civil", state="joined", asked_at=now()
        )
    assert cost() == few <= 14
    page = client.get(f"{two.address}billede/").content.decode()
    assert ("chart giving" in page, "I er for mange til et billede" in page, "22. Forening 19" in page) == (False, True, True)


@pytest.mark.django_db
def test_a_contact_names_themselves_and_visitors_see_it_only_when_that_was_chosen(make_person: Any) -> None:
    two = joined(make_person)
    address = f"{two.address}kontakt/{two.party(two.club).pk}/"
    client, data = client_of(two.chair), {"for_organisation": two.club.pk, "name": "Formanden Selv"}
    assert client.post(address, {**data, "name": ""}).status_code == 422
    assert client.post(address, {**data, "for_organisation": two.firm.pk}).status_code == 409
    assert client.post(address, data).status_code == 302
    assert "Formanden Selv" in client_of(two.owner).get(f"{two.address}billede/").content.decode()
    assert client_of(two.owner).get(address).status_code == 404
    for person, one in ((two.chair, two.club), (two.owner, two.firm)):
        fine(show_alliance(who(person), two.slug, one.pk, shown=True))
    STORE.clear()
    assert "Formanden Selv" not in Client().get(f"{two.address}billede/").content.decode()
    client.post(address, {**data, "shown": "on"})
    STORE.clear()
    assert "Formanden Selv" in Client().get(f"{two.address}billede/").content.decode()
    other = member(make_person, "ny@example.dk", two.club)
    assert "Nu er det Formanden Selv." in client_of(other).get(address).content.decode()
    two.chair.memberships.all().delete()
    assert "Formanden Selv" not in client_of(two.owner).get(f"{two.address}billede/").content.decode(), "no longer in the club"
    assert client_of(other).post(address, {"drop": "1"}).status_code == 302
    assert not PartyContact.objects.exists()
    assert client_of(other).post(address, {"drop": "1"}).status_code == 302, "dropping twice is dropping once"


@pytest.mark.django_db
def test_a_contact_without_a_name_or_a_party_is_refused(make_person: Any) -> None:
    two, stranger = joined(make_person), make_person("fremmed@example.dk")
    assert code(name_contact(who(two.chair), two.slug, two.club.pk, "  ", shown=False, now=now())) == "no-name"
    assert code(drop_contact(who(two.chair), two.slug, two.firm.pk)) == "not-your-party"
    client = client_of(stranger)
    assert client.get(f"{two.address}kontakt/{two.party(two.club).pk}/").status_code == 404
