"""Finding a party among the organisations that are here, also when its name is spelt otherwise."""

from typing import Any

import pytest

from samspil.alliances.queries import organisations_named
from samspil.alliances.tests.making import client_of, joined, organisation, started, who

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("words", ["Søndervang komune", "søndervang Kommmune", "Sønervang kommune"])
def test_a_name_spelt_otherwise_is_found(make_person: Any, words: str) -> None:
    two, town = started(make_person), organisation("Søndervang Kommune", "municipality")
    organisation("Søndervang Idrætsforening")
    found = [one.name for one in organisations_named(who(two.chair), words, [])]
    assert found[:1] == [town.name]


def test_the_exact_words_come_alone_and_nothing_finds_nothing(make_person: Any) -> None:
    two = started(make_person)
    organisation("Skakklubben")
    organisation("Skakklubben Tårnet")
    named = [one.name for one in organisations_named(who(two.chair), "skakklubben t", [])]
    assert named == ["Skakklubben Tårnet"]
    for words in ("x", "!!!", "noget helt andet"):
        assert organisations_named(who(two.chair), words, []) == [], words


def test_those_who_are_there_already_are_not_found_again(make_person: Any) -> None:
    two = joined(make_person)
    assert organisations_named(who(two.chair), two.firm.name, [two.firm.pk]) == []


def test_a_party_writes_what_it_may_lose_and_says_yes_to_an_open_page(make_person: Any) -> None:
    two = joined(make_person)
    client = client_of(two.chair)
    assert "Hvad kan I miste, hvis det ikke lykkes?" in client.get(f"{two.address}bidrag/{two.party(two.club).pk}/").content.decode()
    assert f"Ja, alle må se siden ({two.club.name})" in client.get(two.address).content.decode()
