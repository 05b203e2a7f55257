"""What the example holds stands beside the form: one press puts it into a field, nothing is saved by that, and what may not be seen is not shown."""

from html import unescape
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.alliances.domain import suggestions
from samspil.alliances.tests.making import Two, client_of, started
from samspil.core.models import StoredPage
from samspil.core.search import index

LIKE = "/eksempler/90-procent-i-en-forening/"
BROUGHT = "Tilbud, som klasserne kan prøve"
PATTERN = {
    "parties": [
        {"name": "Skolen", "sector": "public", "brings": "Prøver", "gains": ""},
        {"name": "Foreningen", "sector": "civil", "brings": "Tilbud", "gains": "Nye"},
    ],
    "done": ["Alle klasser prøver"],
}


def test_a_party_is_offered_first_what_its_like_brought_and_only_what_the_example_says() -> None:
    found = [(one.field, one.text, one.who) for one in suggestions.for_party(PATTERN, "civil")]
    assert found == [("brings", "Tilbud", "Foreningen"), ("brings", "Prøver", "Skolen"), ("gain", "Nye", "Foreningen")]
    assert suggestions.for_party({}, "civil") == []


def test_a_task_is_offered_what_was_done_but_not_what_stands_as_a_task_already_or_is_too_long() -> None:
    assert [one.text for one in suggestions.for_task(PATTERN)] == ["Alle klasser prøver"]
    assert suggestions.for_task(PATTERN, ["ALLE KLASSER PRØVER"]) == []
    assert [one.text for one in suggestions.for_task({**PATTERN, "done": []}, ["prøver"])] == ["Tilbud"]
    assert suggestions.for_task({"done": ["a" * 121]}) == []


@given(st.text(max_size=200), st.text(min_size=1, max_size=50))
def test_nothing_written_is_lost_and_taking_over_twice_is_taking_over_once(written: str, text: str) -> None:
    once = suggestions.taken_over(written, text)
    assert written.rstrip() in once
    assert text.strip() in once
    assert suggestions.taken_over(once, text) == once


def begun_from(make_person: Any) -> Two:
    two = started(make_person)
    two.alliance.like_url = LIKE
    two.alliance.save()
    return two


@pytest.mark.django_db
def test_one_press_puts_the_examples_text_into_the_field_and_saves_nothing(make_person: Any) -> None:
    two = begun_from(make_person)
    client, party = client_of(two.chair), two.party(two.club)
    address = f"{two.address}bidrag/{party.pk}/"
    assert f"»{BROUGHT}«" in unescape(client.get(address).content.decode())
    typed = {"brings": "Vores lokale", "stake": "", "gain": "", "revision": "1", "for_organisation": str(two.club.pk)}
    page = unescape(client.post(address, {**typed, "use": f"brings:{BROUGHT}"}).content.decode())
    assert f"Vores lokale\n{BROUGHT}</textarea>" in page
    assert "Teksten står i feltet" in page
    assert "Der er noget, der mangler" not in page
    assert two.party(two.club).brings == ""
    assert client.post(address, {**typed, "brings": BROUGHT}).status_code == 302
    assert two.party(two.club).brings == BROUGHT


@pytest.mark.django_db
def test_a_task_is_begun_from_what_the_example_did_with_what_was_ticked_kept(make_person: Any) -> None:
    two = begun_from(make_person)
    client, party = client_of(two.chair), str(two.party(two.club).pk)
    address, did = f"{two.address}opgaver/ny/", "Alle klasser prøver foreningernes tilbud"
    page = client.post(address, {"title": "", "responsible": party, "helps": [], "told": [party], "revision": "0", "use": f"title:{did}"}).content.decode()
    assert f'value="{did}"' in page
    assert f'<option value="{party}" selected' in page
    assert two.room.tasks == []
    assert client.post(address, {"title": did, "responsible": party, "revision": "0"}).status_code == 302
    assert f"»{did}«" not in client.get(address).content.decode(), "what stands as a task is not offered again"


@pytest.mark.django_db
def test_a_made_up_press_puts_nothing_in_and_keeps_what_was_typed(make_person: Any) -> None:
    two = begun_from(make_person)
    page = client_of(two.chair).post(f"{two.address}opgaver/ny/", {"title": "Vores egen", "revision": "0", "use": "title:Noget andet"}).content.decode()
    assert 'value="Vores egen"' in page
    assert "Noget andet" not in page
    assert two.room.tasks == []


@pytest.mark.django_db
def test_an_example_that_is_hidden_offers_nothing_more(make_person: Any) -> None:
    two = begun_from(make_person)
    address = f"{two.address}bidrag/{two.party(two.club).pk}/"
    page = StoredPage.objects.get(url=LIKE)
    StoredPage.objects.filter(pk=page.pk).update(audience="view:7")
    assert BROUGHT not in client_of(two.chair).get(address).content.decode()
    index.remove(page.kind, page.object_id)
    assert BROUGHT not in client_of(two.chair).get(address).content.decode()
