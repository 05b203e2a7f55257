"""Names of files and titles that read as something else: up a folder, a header's next line, text from right to left, a formula, three hundred characters."""

import io
import re
import zipfile
from typing import Any
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from samspil.alliances.models import FileVersion, Meeting, SharedFile
from samspil.alliances.tests.making import Two, agreed, client_of, joined
from samspil.alliances.tests.making_meetings import meeting
from samspil.core.sheets import write_sheet
from samspil.initiatives.models import Initiative

pytestmark = pytest.mark.django_db
NAMES = [
    "../../../etc/passwd",
    "..\\..\\vindue.txt",
    "/etc/cron.d/ond",
    "referat\r\nSet-Cookie: a=b",
    "referat\x00.exe\x1b[31m",
    "referat\u202etxt.exe",
    "\u2066skjult\u2069\u200b\ufeff",
    "a" * 300,
    "æ" * 300,
    '=HYPERLINK("http://ond.example";"Klik")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    '"; filename="ond.exe',
    "CON",
    "...",
]
UNSEEN = re.compile("[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
plain = pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))


def told_name(answer: Any) -> str:
    """The name that the header gives the file."""
    header = answer["Content-Disposition"]
    assert not UNSEEN.search(header)
    encoded, quoted = re.search(r"filename\*=utf-8''([^;]+)", header), re.search(r'filename="((?:[^"\\]|\\.)*)"', header)
    return unquote(encoded[1]) if encoded else quoted[1] if quoted else ""


def share(two: Two, title: str, name: str) -> None:
    file = SimpleUploadedFile("x.txt", b"Vi ses.")
    vars(file)["_name"] = f"{name}.txt"  # past Django's own cleaning, as another client would send it
    client_of(two.chair).post(f"{two.address}filer/ny/", {"for_organisation": two.club.pk, "title": title, "file": file})


@plain
def test_a_shared_file_leaves_under_a_name_that_is_only_a_name(make_person: Any, name: str) -> None:
    two = joined(make_person)
    share(two, name[:120], name)
    share(two, "", name)
    share(two, "Referat", name)
    # A line break or a quote in it breaks the form on its way; then nothing is kept.
    assert SharedFile.objects.exists() or set('\n"') & set(name), "the harmless title is taken whatever the file was called"
    client = client_of(two.owner)
    assert client.get(f"{two.address}filer/").status_code == 200
    for version in FileVersion.objects.all():
        answer = client.get(f"{two.address}filer/{version.file_id}/{version.number}/")
        told = told_name(answer)
        assert answer.status_code == 200
        assert told.endswith(".txt")
        assert len(told) < 120
        assert not set('/\\:;"\r\n') & set(told)
        assert not told.startswith((".", "=", "@"))
        assert not UNSEEN.search(told)


@plain
def test_a_meeting_is_one_event_in_a_calendar_whatever_it_is_called(make_person: Any, name: str) -> None:
    two = joined(make_person)
    pk = meeting(two)
    Meeting.objects.filter(pk=pk).update(title=name[:120].replace("\x00", ""))
    answer = client_of(two.owner).get(f"{two.address}moeder/{pk}/moede.ics")
    made = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]  # the test client's answer has both
    lines = made.decode().split("\r\n")
    assert sum(line == "BEGIN:VEVENT" for line in lines) == 1
    assert not any(line.startswith(("Set-Cookie", "ATTACH", "filename")) for line in lines)
    assert not any("\r" in line or "\n" in line or len(line.encode()) > 75 for line in lines)
    assert not set("/\\\r\n") & set(told_name(answer))


@plain
def test_the_journal_and_the_paper_of_an_alliance_have_names_without_folders(make_person: Any, name: str) -> None:
    two, _ = agreed(make_person)
    Initiative.objects.filter(alliance=two.alliance).update(title=name[:120].replace("\x00", ""))
    client = client_of(two.owner)
    answer = client.get(f"{two.address}aftale/1.pdf")
    assert answer.content.startswith(b"%PDF")
    assert not set("/\\\r\n:") & set(told_name(answer))
    draft = client.get(f"{two.address}aftale/udkast.pdf")
    assert draft.content.startswith(b"%PDF"), "what is written last is printed, whatever signs stand in it"


@plain
def test_a_sheet_opens_with_the_name_as_text(name: str) -> None:
    file = io.BytesIO()
    write_sheet(file, "Alle", [(name, 10)], [[name]])
    page = load_workbook(file).active
    for cell in (page["A1"], page["A2"]):
        assert cell.data_type in {"s", "inlineStr"}, "no formula"
        assert not str(cell.value).lstrip(" ").startswith(("=", "@", "+", "-"))
    with zipfile.ZipFile(file) as pack:
        assert not any(".." in one or one.startswith("/") for one in pack.namelist())
