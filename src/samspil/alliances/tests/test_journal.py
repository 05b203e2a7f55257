"""The journal: one zip a public party files, the same each time, with what each file is and who signed which content when."""

import hashlib
import json
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.utils.timezone import localdate

from samspil.alliances.actions.confirm_confidentiality import confirm_confidentiality
from samspil.alliances.actions.impose import impose
from samspil.alliances.models import Acceptance, AgreementVersion, Alliance, Matter, Party, Say
from samspil.alliances.tests.making import Two, agreed, client_of, fine, member, now, organisation, who
from samspil.alliances.tests.test_confidentiality import HELPER
from samspil.content.models import KleNumber
from samspil.core.models import RecordedEvent
from samspil.identity.models import Organisation, Person

pytestmark = pytest.mark.django_db


def public(make_person: Any) -> tuple[Two, Organisation, Person]:
    """Two that have agreed, of which one is now known to be a municipality's school."""
    two, _ = agreed(make_person)
    Party.objects.filter(pk=two.party(two.firm).pk).update(sector="public")
    return two, two.firm, two.owner


def taken(two: Two, person: Person) -> tuple[bytes, dict[str, bytes], dict[str, Any]]:
    """The zip, its files and its metadata."""
    answer = client_of(person).get(f"{two.address}journal.zip")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/zip")
    with ZipFile(BytesIO(answer.content)) as pack:
        assert pack.testzip() is None
        files = {entry.filename: pack.read(entry) for entry in pack.infolist()}
    return answer.content, files, json.loads(files["metadata.json"])


def test_the_zip_holds_every_version_and_receipt_with_what_they_are(make_person: Any) -> None:
    two, town, clerk = public(make_person)
    kle = KleNumber.objects.create(number="27.69.99", title="Frivilligt arbejde")
    Alliance.objects.filter(pk=two.alliance.pk).update(kle=kle)
    Acceptance.objects.filter(party=two.party(two.club)).update(assurance="substantial")
    one = fine(impose(who(clerk), two.slug, town.pk, HELPER, now=now()))
    fine(confirm_confidentiality(who(make_person(HELPER.email)), one.key, "En frivillig", now=now()))
    said = {"text": "Må vi købe nøgler?", "raised_by": two.party(two.club), "raised_at": now(), "about": "Køb", "days": 3, "due_day": localdate()}
    matter = Matter.objects.create(alliance=two.alliance, number=1, **said)
    Say.objects.create(matter=matter, party=two.party(two.firm))
    made, files, told = taken(two, clerk)
    assert [(row["text"], row["outcome"], [one["party"] for one in row["said"]]) for row in told["decisions"]] == [
        ("Må vi købe nøgler?", "", [two.party(two.firm).pk])
    ]
    assert set(files) == {"metadata.json", "aftale-version-1.pdf", f"tavshedspligt-{one.pk}.pdf"}
    assert (told["format"], told["alliance"]["kle"]["number"], told["alliance"]["stage"]) == ("samspil-journal/1", "27.69.99", "agreed")
    for row in told["files"]:
        assert (row["sha256"], row["bytes"]) == (hashlib.sha256(files[row["name"]]).hexdigest(), len(files[row["name"]]))
    agreement, receipt = told["files"]
    version = AgreementVersion.objects.get()
    assert (agreement["content_sha256"], agreement["standing"], len(agreement["signatures"])) == (version.sha256, "holds", 2)
    assert {row["assurance"] for row in agreement["signatures"]} == {"substantial", ""}
    assert (receipt["kind"], receipt["person"]) == ("confidentiality", "En frivillig")
    assert all(files[row["name"]].startswith(b"%PDF-") for row in told["files"])
    assert taken(two, clerk)[0] == made, "the same alliance gives the same bytes"
    assert RecordedEvent.objects.filter(kind="alliances.JournalTaken", actor_id=clerk.pk).count() == 2


def test_only_those_who_take_part_for_a_public_party_fetch_it(make_person: Any) -> None:
    two, _, clerk = public(make_person)
    outside = member(make_person, "en@example.dk", organisation("Anden kommune", "municipality"))
    for person in (two.chair, outside, make_person("fremmed@example.dk")):
        assert client_of(person).get(f"{two.address}journal.zip").status_code == 404
    assert "journal.zip" in client_of(clerk).get(f"{two.address}aftale/").content.decode()
    assert "journal.zip" not in client_of(two.chair).get(f"{two.address}aftale/").content.decode()
    assert not RecordedEvent.objects.filter(kind="alliances.JournalTaken").exists()


def test_an_alliance_without_agreements_has_a_journal_and_names_are_safe(make_person: Any) -> None:
    two, _, clerk = public(make_person)
    AgreementVersion.objects.all().update(closed_at=now())
    _, files, told = taken(two, clerk)
    assert told["files"][0]["standing"] == "replaced"
    Acceptance.objects.all().delete()
    _, files, told = taken(two, clerk)
    assert told["files"][0]["standing"] == "withdrawn"
    AgreementVersion.objects.all().delete()
    _, files, told = taken(two, clerk)
    assert set(files) == {"metadata.json"}
    assert all(name.isascii() and "/" not in name and not name.startswith(".") for name in files)
    header = client_of(clerk).get(f"{two.address}journal.zip").headers["Content-Disposition"]
    assert header == f'attachment; filename="journal-{two.slug}.zip"'
