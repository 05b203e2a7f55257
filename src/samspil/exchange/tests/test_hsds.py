"""Services by HSDS 3: as the standard's schemas ask (tests/hsds/service.json), the same visibility as everywhere, identifiers that hold."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import jsonschema_rs
import pytest
from django.test import Client

from samspil.alliances.tests.making import now
from samspil.exchange.hsds import identifier, need_service, number_of
from samspil.exchange.models import Need, Offer
from samspil.exchange.tests.making import asked, club_and_chair, offered
from samspil.identity.models import Organisation, Person

pytestmark = pytest.mark.django_db
SCHEMA = json.loads((Path(__file__).parent / "hsds" / "service.json").read_text(encoding="utf-8"))
SOUND = jsonschema_rs.validator_for(SCHEMA, validate_formats=True)
LIST = "/api/v1/hsds/services"


@pytest.fixture
def club(make_person: Any) -> tuple[Organisation, Person]:
    return club_and_chair(make_person)


def page(query: str = "") -> dict[str, Any]:
    response = Client().get(f"{LIST}{query}")
    assert response.status_code == 200
    told: dict[str, Any] = response.json()
    return told


def test_everything_told_is_as_the_schemas_ask(club: tuple[Organisation, Person]) -> None:
    begins = now() + timedelta(days=3)
    asked(club[1], club[0], starts_at=begins, ends_at=begins + timedelta(hours=2), languages=("ar", "da"), min_age=15, place="Ved åen")
    asked(club[1], club[0], title="En uden navn", kind="pair", unnamed=True, place="Testvej 4")
    offered(club[1], club[0], kind="place", title="Fem pladser", units=5)
    told = page()
    assert (told["total_items"], told["first_page"], told["last_page"], told["empty"]) == (3, True, True, False)
    for service in told["contents"]:
        assert [error.message for error in SOUND.iter_errors(service)] == []
    assert "Testvej" not in json.dumps(told, ensure_ascii=False)
    timed = next(one for one in told["contents"] if one["schedules"])
    assert timed["schedules"][0]["opens_at"].endswith(("+01:00", "+02:00"))
    counted = next(one for one in told["contents"] if one.get("capacities"))
    assert (counted["capacities"][0]["maximum"], counted["capacities"][0]["unit"]["name"]) == (5, "pladser")


def test_the_schema_refuses_what_is_not_a_service() -> None:
    assert not SOUND.is_valid({"id": "5", "name": "En", "status": "active"})
    assert not SOUND.is_valid({"id": str(uuid4()), "name": "En", "status": "open"})
    assert not SOUND.is_valid({"id": str(uuid4()), "name": "En", "status": "active", "made_up": 1})


def test_what_not_everybody_sees_is_not_told(club: tuple[Organisation, Person], make_person: Any) -> None:
    offered(make_person("giver@example.dk"))
    asked(club[1], club[0], title="En kladde", shown=False)
    hidden = asked(club[1], club[0])
    Need.objects.filter(pk=hidden.pk).update(hidden_at=now())
    assert page()["contents"] == []
    assert Client().get(f"{LIST}/{identifier('need', hidden.pk)}").status_code == 404
    assert Client().get(f"{LIST}/{identifier('offer', Offer.objects.get().pk)}").status_code == 404


def test_one_is_found_by_its_identifier_and_no_other(club: tuple[Organisation, Person]) -> None:
    need = asked(club[1], club[0])
    told = Client().get(f"{LIST}/{identifier('need', need.pk)}")
    assert told.status_code == 200
    assert told.json() == need_service(Need.objects.select_related("organisation", "municipality").get())
    assert Client().get(f"{LIST}/{identifier('offer', need.pk)}").status_code == 404
    assert Client().get(f"{LIST}/{uuid4()}").status_code == 404
    assert Client().get(f"{LIST}/5").status_code == 422


@pytest.mark.parametrize("number", [1, 2**40, 2**62 - 1])
def test_an_identifier_is_a_uuid_of_its_kind_and_leads_back(number: int) -> None:
    given = UUID(identifier("need", number))
    assert (given.version, number_of("need", given), number_of("offer", given)) == (8, number, None)
    assert identifier("need", number) == identifier("need", number) != identifier("need", number, "area")


def test_pages_go_from_needs_on_to_offers(club: tuple[Organisation, Person]) -> None:
    for number in range(3):
        asked(club[1], club[0], title=f"Behov {number}")
        offered(club[1], club[0], title=f"Tilbud {number}")
    pages = [page(f"?per_page=2&page={number}") for number in range(1, 5)]
    assert [len(one["contents"]) for one in pages] == [2, 2, 2, 0]
    assert [one["name"] for told in pages for one in told["contents"]] == [f"{kind} {number}" for kind in ("Behov", "Tilbud") for number in range(3)]
    assert (pages[2]["last_page"], pages[3]["empty"]) == (True, True)
    assert Client().get(f"{LIST}?page=0").status_code == 422


def test_it_says_which_version_it_speaks() -> None:
    assert Client().get("/api/v1/hsds/").json()["version"] == "3.1"
