"""The profile somebody owns: only what they chose, a code that tells no name, and nothing once it is taken back."""

import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils.timezone import localdate

from samspil.alliances.tests.making import client_of, fine, now, who
from samspil.core.personal_data import Subject
from samspil.core.refusals import Refusal
from samspil.exchange import profiles
from samspil.exchange.actions.prove_effort import LENGTH, MOST_PROOFS, Chosen, make_proof, proof_by, take_proof_back
from samspil.exchange.actions.say_thanks import say_thanks
from samspil.exchange.domain.profiles import ProfilePart, certificate
from samspil.exchange.domain.skills import Skill
from samspil.exchange.jobs import forget_who_helped
from samspil.exchange.models import EffortProof, Qualification
from samspil.exchange.personal_data import export_proofs, shred_proofs
from samspil.exchange.presenting.profile import sheet
from samspil.exchange.tests.making import shown
from samspil.exchange.tests.test_given_hours import World
from samspil.identity.actor import VISITOR

pytestmark = pytest.mark.django_db
PAGE, CHECK = "/behov/min-indsats/profil/", "/behov/bevis/"
ALL = Chosen(parts=profiles.PARTS, name="Hjælperen Hanne")
DOC = Path(__file__).parents[4] / "docs" / "volunteer-profile.md"


@pytest.fixture
def world(make_person: Any) -> World:
    return World(make_person)


def made(world: World, **how: Any) -> EffortProof:
    proof: EffortProof = fine(make_proof(who(world.helper), Chosen(**{"parts": ALL.parts, "name": ALL.name, **how}), now=now()))
    return proof


def refusal(result: object) -> str:
    assert isinstance(result, Refusal), result
    return result.code


def test_a_code_tells_hours_period_and_to_whom_and_never_a_name(world: World) -> None:
    proof = made(world)
    page = shown(Client(), f"{CHECK}?kode={proof.code_words.lower()}")
    assert "Beviset gælder" in page
    assert "5 timer" in page
    assert world.club.name in page
    assert "Hanne" not in page
    assert world.club.name not in shown(Client(), f"{CHECK}?kode={made(world, parts=[ProfilePart.HOURS]).code}"), "it was not chosen"
    assert proof_by(f" {proof.code} ") == proof
    assert Client().get(f"{CHECK}?kode={proof.code}").headers["Cache-Control"] == "no-store"


def test_taken_back_it_says_the_same_as_a_code_that_never_was(world: World) -> None:
    proof = made(world)
    assert client_of(world.helper).post(f"{PAGE}{proof.pk}/tag-tilbage/").status_code == 302
    assert not EffortProof.objects.exists()
    gone, never = (shown(Client(), f"{CHECK}?kode={code}") for code in (proof.code, "A" * LENGTH))
    assert gone.replace(proof.code, "") == never.replace("A" * LENGTH, "")
    assert "Koden gælder ikke" in gone


def test_what_it_says_stays_as_it_was_made(world: World) -> None:
    proof = made(world)
    world.place.delete()
    assert "5 timer" in shown(Client(), f"{CHECK}?kode={proof.code}")
    assert "2 timer" in shown(Client(), f"{CHECK}?kode={made(world).code}")


def test_only_what_was_chosen_stands_in_the_file_and_the_document_tells_every_key(world: World) -> None:
    fine(say_thanks(who(world.chair), world.free.pk, "Tak for æblerne", now=now()))
    Qualification.objects.create(person=world.helper, skill=Skill.FIRST_AID, seen_by=world.club, seen_on=localdate(), told_at=now())
    Qualification.objects.create(person=world.helper, skill=Skill.LICENCE, told_at=now())
    client = client_of(world.helper)
    told = client.post(PAGE, {"what": "file", "parts": ["hours"], "to": ""})
    assert told.headers["Content-Type"].startswith("application/json")
    some = json.loads(told.content)
    assert set(some) == {"format", "version", "made_on", "made_by", "hours", "first_day", "last_day"}
    assert (some["format"], some["version"], some["hours"]) == ("samspil-volunteer-profile", 1, 5.0)
    parts = [str(part) for part in profiles.PARTS if part is not ProfilePart.NAME]
    every = json.loads(client.post(PAGE, {"what": "file", "name": "Hanne", "parts": parts}).content)
    assert every["thanks"][0]["text"] == "Tak for æblerne"
    documented = set(re.findall(r"`(\w+)`", "".join(line.split("|")[1] for line in DOC.read_text(encoding="utf-8").splitlines() if line.startswith("| `"))))
    assert set(every) == documented
    assert every["qualifications"] == [{"name": "førstehjælpskursus", "issuer": world.club.name, "until": None}], "only what somebody has seen"


def test_a_proof_can_be_of_one_organisation_alone(world: World) -> None:
    assert made(world, to=world.club.name).data["organisers"] == [world.club.name]
    assert refusal(make_proof(who(world.helper), Chosen(parts=ALL.parts, name="H", to="Naboklubben"), now=now())) == "nothing"


def test_proofs_that_cannot_be_made_are_refused(world: World) -> None:
    actor = who(world.helper)
    assert refusal(make_proof(VISITOR, ALL, now=now())) == "not-in"
    assert refusal(make_proof(actor, Chosen(parts=[ProfilePart.NAME], name="H"), now=now())) == "no-hours"
    assert refusal(make_proof(actor, Chosen(parts=[ProfilePart.HOURS]), now=now())) == "no-name"
    assert refusal(make_proof(who(world.chair), ALL, now=now())) == "nothing"
    for _ in range(MOST_PROOFS):
        made(world)
    assert refusal(make_proof(actor, ALL, now=now())) == "too-many"


def test_nobody_takes_back_or_prints_the_proof_of_another(world: World) -> None:
    proof = made(world)
    assert refusal(take_proof_back(who(world.chair), proof.pk)) == "not-yours"
    assert refusal(take_proof_back(VISITOR, proof.pk)) == "not-yours"
    assert client_of(world.chair).get(f"{PAGE}{proof.pk}/bevis.pdf").status_code == 404


def test_the_page_makes_it_lists_it_and_refuses_a_cpr_number(world: World) -> None:
    client = client_of(world.helper)
    told = {"what": "proof", "parts": ["hours", "organisers"], "name": "Hanne", "to": ""}
    assert client.post(PAGE, {**told, "name": "Hanne 010190-1234"}).status_code == 422
    assert client.post(PAGE, {**told, "name": ""}).status_code == 409
    assert client.post(PAGE, told).status_code == 302
    assert EffortProof.objects.get().code_words in shown(client, PAGE)


def test_the_paper_is_a_pdf_with_the_code_and_what_was_chosen(world: World) -> None:
    fine(say_thanks(who(world.chair), world.free.pk, "#set page(fill: red) Tak", now=now()))
    proof = made(world)
    told = sheet(proof, "https://example.dk/behov/bevis/?kode=X")
    assert [part["heading"] for part in told["parts"]] == [heading for heading, _ in certificate(profiles.read_again(proof.data))][1:]
    answer = client_of(world.helper).get(f"{PAGE}{proof.pk}/bevis.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_codes_cannot_be_tried_without_end(world: World, settings: Any) -> None:
    cache.clear()
    settings.RATE_LIMITS = True
    client = Client()
    answers = [client.get(f"{CHECK}?kode=AAAA").status_code for _ in range(62)]
    cache.clear()
    assert answers[0] == 200
    assert answers[-1] == 429


def test_it_is_the_persons_to_have_and_goes_with_the_account_or_with_age(world: World) -> None:
    proof, subject = made(world), Subject(world.helper.pk, ())
    assert export_proofs(subject)[0]["code"] == proof.code
    EffortProof.objects.update(made_at=now() - timedelta(days=6 * 365))
    forget_who_helped(0)
    assert not EffortProof.objects.exists()
    made(world)
    shred_proofs(subject)
    assert not EffortProof.objects.exists()


def test_a_day_is_told_once_where_all_was_given_on_one(world: World) -> None:
    world.place.delete()
    page = shown(Client(), f"{CHECK}?kode={made(world).code}")
    assert " til " not in page.split("Periode")[1].split("</dd>")[0]
    assert localdate().year == made(world).made_at.year
