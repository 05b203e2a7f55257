"""Files of the parties: judged by content, kept in versions, fetched by those who take part alone, and gone when they are removed."""

import io
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from samspil.alliances.actions.leave import leave_alliance
from samspil.alliances.actions.remove_file import remove_file
from samspil.alliances.actions.share_file import NewFile, share_file
from samspil.alliances.domain.files import MOST_BYTES, MOST_FILES, MOST_VERSIONS, safe_name, size_in_words, why_no_room
from samspil.alliances.models import FileVersion, SharedFile
from samspil.alliances.tests.making import Two, client_of, fine, joined, member, now, organisation, who
from samspil.core.refusals import Refusal

SECRET = b"Referat: vi koeber en bil."


@given(st.text(max_size=300), st.integers(1, 99))
def test_a_files_name_never_holds_what_a_header_or_a_folder_would_read_otherwise(title: str, number: int) -> None:
    name = safe_name(title, number, "pdf")
    assert name.endswith(".pdf")
    assert len(name) < 120
    assert not set('/\\\r\n"\x00:;') & set(name)


def test_what_there_is_no_room_for_is_said_with_a_way_on() -> None:
    assert why_no_room(0, 0, 0, 10) == ""
    assert why_no_room(MOST_FILES, 0, 0, 10).startswith("I har 200 filer")
    assert why_no_room(0, MOST_VERSIONS, 0, 10).startswith("Filen har 50 versioner")
    assert "af 200,0 MB" in why_no_room(0, 0, MOST_BYTES, 1)
    assert (size_in_words(10), size_in_words(1024 * 1024 * 3 // 2)) == ("1 kB", "1,5 MB")


def text_file(content: bytes = SECRET, name: str = "referat.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def shared(two: Two, content: bytes = SECRET) -> SharedFile:
    """The club shares a file."""
    made = fine(share_file(who(two.chair), two.slug, two.club.pk, None, NewFile("Referat", "referat.txt", "txt", io.BytesIO(content)), now=now()))
    file: SharedFile = made.file
    return file


def body(client: Client, address: str) -> bytes:
    answer = client.get(address)
    return b"".join(answer.streaming_content) if answer.streaming else b""  # type: ignore[attr-defined]  # the test client's answer has both


def code(result: object) -> str:
    assert isinstance(result, Refusal), result
    return result.code


@pytest.mark.django_db
def test_a_party_shares_a_file_and_another_fetches_it_as_a_file_and_never_as_a_page(make_person: Any) -> None:
    two = joined(make_person)
    chair, owner, address = client_of(two.chair), client_of(two.owner), f"{two.address}filer/"
    assert "I har ingen filer endnu" in owner.get(address).content.decode()
    assert chair.post(f"{address}ny/", {"for_organisation": two.club.pk, "title": "Referat fra maj", "file": text_file()}).status_code == 302
    page = owner.get(address).content.decode()
    for told in ("Referat fra maj", two.club.name, "TXT, 1 kB", "1 kB af 200,0 MB"):
        assert told in page, told
    version = FileVersion.objects.get()
    answer = owner.get(f"{address}{version.file_id}/1/")
    assert b"".join(answer.streaming_content) == SECRET  # type: ignore[attr-defined]  # as above
    assert answer["Content-Disposition"] == 'attachment; filename="Referat fra maj.txt"'
    assert (answer["X-Content-Type-Options"], "sandbox" in answer["Content-Security-Policy"]) == ("nosniff", True)
    assert ("private" in answer["Cache-Control"], answer["Content-Type"]) == (True, "text/plain; charset=utf-8")
    assert owner.get(f"{address}{version.file_id}/2/").status_code == 404


@pytest.mark.django_db
def test_a_new_version_keeps_the_earlier_ones(make_person: Any) -> None:
    two = joined(make_person)
    file, client = shared(two), client_of(two.owner)
    address = f"{two.address}filer/{file.pk}/"
    assert "Ny version af Referat" in client.get(f"{address}ny-version/").content.decode()
    for _ in range(2):  # a form that is sent twice is one
        assert client.post(f"{address}ny-version/", {"for_organisation": two.firm.pk, "file": text_file(b"Andet udkast")}).status_code == 302
    assert list(file.versions.values_list("number", flat=True)) == [2, 1]
    assert (body(client, f"{address}1/"), body(client, f"{address}2/")) == (SECRET, b"Andet udkast")
    page = client_of(two.chair).get(f"{two.address}filer/").content.decode()
    assert ("Tidligere versioner" in page, two.firm.name in page) == (True, True)
    assert shared(two) == file


@pytest.mark.django_db
def test_what_is_not_in_order_is_refused_in_plain_words_and_nothing_is_kept(make_person: Any, settings: Any) -> None:
    two = joined(make_person)
    client, address = client_of(two.chair), f"{two.address}filer/ny/"
    good = {"for_organisation": two.club.pk, "title": "Referat"}
    for changed, status in (
        ({}, 422),
        ({"file": text_file(b"")}, 422),
        ({"file": text_file(b"<svg onload=alert(1)>", "tegning.svg")}, 422),
        ({"file": text_file(b"<html>", "side.txt")}, 422),
        ({"file": text_file(b"MZ\x90\x00", "program.pdf")}, 422),
        ({"file": text_file(b"\x89PNG\r\n\x1a\n", "billede.png")}, 422),
        ({"file": text_file(name="010190-1234.txt")}, 422),
        ({"file": text_file(), "title": "010190-1234"}, 422),
        ({"file": text_file(), "title": ""}, 422),
        ({"file": text_file(), "for_organisation": two.firm.pk}, 409),
        ({"file": text_file(), "for_organisation": ""}, 409),
    ):
        assert client.post(address, {**good, **changed}).status_code == status, changed
    settings.SAMSPIL_UPLOAD_SCANNER = "samspil.alliances.tests.test_sharing_files.finds_everything"
    assert "skadelig kode" in client.post(address, {**good, "file": text_file()}).content.decode()
    assert not FileVersion.objects.exists()


def finds_everything(file: object) -> str:
    """A scanner that trusts nothing."""
    return "EICAR"


@pytest.mark.django_db
def test_a_picture_loses_what_the_camera_wrote_into_it(make_person: Any) -> None:
    two, out = joined(make_person), io.BytesIO()
    notes = Image.Exif()
    notes[0x010E] = "Hjemme hos formanden"
    Image.new("RGB", (8, 8), "#12604a").save(out, "JPEG", exif=notes)
    data = {"for_organisation": two.club.pk, "title": "Lokalet", "file": SimpleUploadedFile("lokale.jpeg", out.getvalue())}
    assert client_of(two.chair).post(f"{two.address}filer/ny/", data).status_code == 302
    version = FileVersion.objects.get()
    kept = default_storage.open(version.place).read()
    assert (b"Hjemme hos" in out.getvalue(), b"Hjemme hos" in kept, version.kind, version.size) == (True, False, "jpg", len(kept))


@pytest.mark.django_db
def test_an_alliance_that_is_full_says_so(make_person: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    two = joined(make_person)
    shared(two)
    monkeypatch.setattr("samspil.alliances.domain.files.MOST_BYTES", 30)
    new = NewFile("Mere", "mere.txt", "txt", io.BytesIO(b"x" * 20))
    assert code(share_file(who(two.owner), two.slug, two.firm.pk, None, new, now=now())) == "no-room"
    assert code(share_file(who(two.owner), two.slug, two.firm.pk, 0, new, now=now())) == "no-file"


@pytest.mark.django_db
def test_the_party_that_shared_it_removes_it_for_good_and_the_list_says_so(make_person: Any, django_capture_on_commit_callbacks: Any) -> None:
    two = joined(make_person)
    file = shared(two)
    place, address = file.versions.get().place, f"{two.address}filer/{file.pk}/"
    assert default_storage.exists(place)
    assert code(remove_file(who(two.owner), two.slug, file.pk, now=now())) == "not-yours"
    assert code(remove_file(who(two.owner), two.slug, 0, now=now())) == "no-file"
    assert "Fjern »Referat«?" in client_of(two.chair).get(f"{address}fjern/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            assert client_of(two.chair).post(f"{address}fjern/").status_code == 302
    assert not default_storage.exists(place)
    page = client_of(two.owner).get(f"{two.address}filer/").content.decode()
    assert ("Fjernet" in page, "Referat" in page, f"{file.pk}/1/" in page) == (True, True, False)
    assert client_of(two.owner).get(f"{address}1/").status_code == 404


@pytest.mark.django_db
def test_nobody_outside_sees_or_fetches_anything_and_a_party_that_left_fetches_nothing_newer(make_person: Any) -> None:
    two, other = joined(make_person), joined(make_person, "En anden")
    file = shared(two)
    place = file.versions.get().place
    stranger = member(make_person, "fremmed@example.dk", organisation("De andre"))
    for client in (Client(), client_of(stranger)):
        for path in ("", "ny/", f"{file.pk}/1/", f"{file.pk}/ny-version/", f"{file.pk}/fjern/"):
            assert client.get(f"{two.address}filer/{path}").status_code in {302, 404}, path
        assert client.post(f"{two.address}filer/ny/", {"for_organisation": two.club.pk, "title": "x", "file": text_file()}).status_code in {302, 404}
        assert client.get(f"/medier/{place}", follow=True).status_code == 404
    assert client_of(other.chair).get(f"{other.address}filer/{file.pk}/1/").status_code == 404, "no other alliance's address leads to it"
    fine(leave_alliance(who(two.chair), two.slug, two.club.pk, "Vi har ikke tid", now=now()))
    assert client_of(two.chair).get(f"{two.address}filer/{file.pk}/1/").status_code == 404
    assert fine(remove_file(who(two.owner), two.slug, file.pk, now=timezone.now())), "what a party left behind is everybody's to take away"


@pytest.mark.django_db
def test_the_list_costs_the_same_with_many_files(make_person: Any) -> None:
    two = joined(make_person)
    file, client = shared(two), client_of(two.owner)

    def cost() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert client.get(f"{two.address}filer/").status_code == 200
        return len(caught)

    cost()
    few = cost()
    for number in range(20):
        one = SharedFile.objects.create(alliance=two.alliance, title=f"Fil {number}", party=file.party)
        told = {"party": file.party, "uploaded_at": now(), "name": "x.txt", "kind": "txt", "size": 1, "sha256": "x", "place": "x"}
        FileVersion.objects.bulk_create([FileVersion(file=one, number=n, **told) for n in (1, 2)])
    assert (cost(), few <= 14) == (few, True)
