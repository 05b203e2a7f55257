"""Pictures and documents through the editors' own upload pages: only what is what it says, small enough, harmless and described is kept."""

import hashlib
import io
import struct
import zipfile
import zlib
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from PIL import Image
from wagtail.documents.models import Document
from wagtail.models import Collection

from samspil.content.models import SitePicture
from tests.access.files import png
from tests.access.roles import client_of
from tests.hostile.contact import said

pytestmark = pytest.mark.django_db
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
HTML = b"<!DOCTYPE html><html><body><script>alert(1)</script></body></html>"
PHP = b"\xff\xd8\xff\xe0<?php system($_GET['c']); ?>"


def picture_file(form: str = "PNG", size: tuple[int, int] = (60, 40)) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, "#12604a").save(file, form)
    return file.getvalue()


def claiming(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose head says that it is enormous."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")


def dots(width: int, height: int) -> bytes:
    """A real picture, black and small as a file."""
    file = io.BytesIO()
    Image.new("1", (width, height)).save(file, "PNG")
    return file.getvalue()


def zipped(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml").replace("_zip", ".zip"), data)
    return file.getvalue()


def docx(**parts: bytes) -> bytes:
    """A Word file as far as anybody looks: the parts that say so, and more."""
    types = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {"[Content_Types].xml": types, "_rels/.rels": b"<Relationships/>", "word/document.xml": b"<w:document/>", **parts}.items():
            archive.writestr(name, data)
    return file.getvalue()


def begun_before(archive: bytes) -> bytes:
    """The archive, whose end says that its directory stands further on than it does: its parts would begin before the file."""
    at = archive.rfind(b"PK\x05\x06") + 16
    return archive[:at] + struct.pack("<L", int.from_bytes(archive[at : at + 4], "little") + 5_000) + archive[at + 4 :]


def noise(size: int) -> bytes:
    """Bytes that cannot be packed."""
    return hashlib.shake_128(b"noise").digest(size)


def lying(field: int, value: int, part: tuple[str, bytes], *, also_local: bool = False) -> bytes:
    """A Word file whose directory gives another value in one of the fields of its last part (20: packed size, 24: real size)."""
    file = bytearray(docx(**dict([part])))
    places = [file.rindex(b"PK\x01\x02") + field] + ([file.rindex(b"PK\x03\x04") + field - 2] if also_local else [])
    for place in places:
        file[place : place + 4] = struct.pack("<I", value)
    return bytes(file)


def overlapping() -> bytes:
    """A Word file whose directory names one part a thousand times, so that it would be unpacked as often."""
    file = docx(**{"word/media/a.bin": noise(50_000)})
    directory, end = file.index(b"PK\x01\x02"), file.rindex(b"PK\x05\x06")
    last = file[file.rindex(b"PK\x01\x02") : end]
    entries = file[directory:end] + last * 1_000
    number = file.count(b"PK\x01\x02", directory) + 1_000
    return file[:directory] + entries + struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, number, number, len(entries), directory, 0)


@pytest.fixture
def editor(make_person: Any) -> Client:
    return client_of("editor", make_person)


def root() -> str:
    return str(Collection.get_first_root_node().pk)


def upload_picture(client: Client, name: str, content: bytes, description: str = "Et langt bord med mange mennesker") -> HttpResponse:
    file = SimpleUploadedFile(name, content)
    form = {"title": "Billede", "file": file, "description": description, "credit": "", "collection": root(), "tags": ""}
    points = dict.fromkeys(("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"), "")
    return client.post("/redaktion/images/add/", {**form, **points})  # type: ignore[return-value]  # the test client's own response class


def upload_document(client: Client, name: str, content: bytes) -> HttpResponse:
    file = SimpleUploadedFile(name, content)
    return client.post("/redaktion/documents/add/", {"title": "Dokument", "file": file, "collection": root(), "tags": ""})  # type: ignore[return-value]  # as above


GOOD_PICTURES = [("a.png", png()), ("a.jpg", picture_file("JPEG")), ("a.jpeg", picture_file("JPEG")), ("A.PNG", png()), ("a.webp", picture_file("WEBP"))]
BAD_PICTURES = {
    "SVG": ("a.svg", SVG),
    "SVG called png": ("a.png", SVG),
    "SVG called jpg": ("a.jpg", SVG),
    "HTML called png": ("a.png", HTML),
    "HTML behind the first bytes of a JPEG": ("a.jpg", b"\xff\xd8\xff\xe0" + HTML),
    "PHP called jpg": ("a.jpg", PHP),
    "GIF": ("a.gif", picture_file("GIF")),
    "BMP called png": ("a.png", picture_file("BMP")),
    "TIFF called jpg": ("a.jpg", picture_file("TIFF")),
    "JPEG called png": ("a.png", picture_file("JPEG")),
    "zip called png": ("a.png", zipped(a_xml=b"x")),
    "half a picture": ("a.png", png()[:30]),
    "nothing": ("a.png", b""),
    "a picture with an archive behind it": ("a.png", png() + zipped(bomb=b"\0" * 60_000_000)),
    "two endings": ("a.png.html", png()),
    "too many dots": ("a.png", dots(7_000, 7_000)),
    "a few bytes that claim many dots": ("a.png", claiming(6_000, 6_000)),
    "half of a real picture": ("a.jpg", picture_file("JPEG", (900, 600))[:2_000]),
    "enormous": ("a.png", claiming(100_000, 100_000)),
    "absurd": ("a.png", claiming(2**31 - 1, 2**31 - 1)),
    "nine megabytes": ("a.png", png() + b"\0" * 9 * 1024 * 1024),
}


@pytest.mark.parametrize(("name", "content"), GOOD_PICTURES, ids=[name for name, _ in GOOD_PICTURES])
def test_a_picture_with_a_description_is_kept_and_shown(editor: Client, name: str, content: bytes) -> None:
    assert upload_picture(editor, name, content).status_code == 302
    picture = SitePicture.objects.get()
    served = Client().get(picture.get_rendition("width-50").url)
    assert served.status_code == 200
    assert served["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(("name", "content"), BAD_PICTURES.values(), ids=BAD_PICTURES.keys())
def test_what_is_no_picture_is_refused(editor: Client, name: str, content: bytes) -> None:
    assert upload_picture(editor, name, content).status_code == 200
    assert not SitePicture.objects.exists()


@pytest.mark.parametrize("description", ["", "   ", "foto", "\u200b\u200b\u200b\u200b\u200b\u200b"])
def test_a_picture_without_words_for_those_who_do_not_see_it_is_refused(editor: Client, description: str) -> None:
    answer = upload_picture(editor, "a.png", png(), description)
    assert "Skriv med ord, hvad billedet viser" in said(answer)
    assert not SitePicture.objects.exists()


def test_a_file_name_leads_nowhere(editor: Client) -> None:
    assert upload_picture(editor, "../../../../ud.png", png()).status_code == 302
    assert SitePicture.objects.get().file.name == "original_images/ud.png"


def test_the_page_for_many_pictures_asks_for_words_too(editor: Client) -> None:
    form = {"title": "Billede", "files[]": SimpleUploadedFile("a.png", png()), "collection": root()}
    answer = editor.post("/redaktion/images/multiple/add/", form, headers={"X-Requested-With": "XMLHttpRequest"})
    assert answer.status_code in {200, 400}
    assert not SitePicture.objects.exists()
    evil = {"title": "Billede", "files[]": SimpleUploadedFile("a.png", SVG), "collection": root()}
    assert editor.post("/redaktion/images/multiple/add/", evil, headers={"X-Requested-With": "XMLHttpRequest"}).status_code in {200, 400}
    assert not SitePicture.objects.exists()


@pytest.mark.parametrize(("content", "description"), [(png(), ""), (SVG, "Et langt bord"), (claiming(100_000, 100_000), "Et langt bord")])
def test_the_chooser_inside_a_page_keeps_the_same_rules(editor: Client, content: bytes, description: str) -> None:
    before = "image-chooser-upload-"
    form = {"title": "Billede", "file": SimpleUploadedFile("a.png", content), "description": description, "credit": "", "collection": root(), "tags": ""}
    answer = editor.post("/redaktion/images/chooser/create/", {before + name: value for name, value in form.items()})
    assert answer.status_code == 200
    assert not SitePicture.objects.exists()


GOOD_DOCUMENTS = {
    "a.pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n",
    "a.docx": docx(),
    "large.docx": docx(**{"word/media/a.bin": noise(300_000), "word/text.xml": b"<p>Samspil</p>" * 90_000, "word/none.xml": b""}),
    "a.txt": "Referat fra mødet i Ærø".encode(),
    "a.csv": "navn;antal\nÅrhus;3\n".encode("cp1252"),
}
BAD_DOCUMENTS = {
    "HTML": ("a.html", HTML),
    "HTML called txt": ("a.txt", b"  \n" + HTML),
    "HTML called pdf": ("a.pdf", HTML),
    "SVG called csv": ("a.csv", SVG),
    "a program called pdf": ("a.pdf", b"MZ\x90\x00" + b"\0" * 200),
    "a program called txt": ("a.txt", b"\x7fELF\x02\x01\x01" + b"\0" * 200),
    "zip called docx": ("a.docx", zipped(a_xml=b"x")),
    "PDF called docx": ("a.docx", GOOD_DOCUMENTS["a.pdf"]),
    "bomb": ("a.docx", docx(**{"word/media/bomb.xml": b"\0" * 120_000_000})),
    "dense bomb": ("a.docx", docx(**{"word/media/bomb.xml": b"\0" * 20_000_000})),
    "archive in archive": ("a.docx", docx(**{"word/embeddings/inner.zip": zipped(a_xml=b"x")})),
    "bomb that calls itself small": ("a.docx", lying(24, 1_000, ("word/media/bomb.xml", b"\0" * 30_000_000))),
    "bomb that calls itself small twice": ("a.docx", lying(24, 1_000, ("word/media/bomb.xml", b"\0" * 30_000_000), also_local=True)),
    "bomb that calls itself packed small": ("a.docx", lying(20, 10, ("word/media/bomb.xml", b"\0" * 1_000))),
    "part smaller than it says": ("a.docx", lying(24, 2_000, ("word/media/a.xml", noise(1_000)))),
    "part behind the end of the file": ("a.docx", lying(42, 900_000, ("word/media/a.xml", b"a"))),
    "parts that overlap": ("a.docx", overlapping()),
    "part before the beginning of the file": ("a.docx", begun_before(docx())),
    "broken archive": ("a.docx", docx()[:-30] + b"PK\x05\x06" + b"\xff" * 18),
    "eleven megabytes": ("a.txt", b"a" * 11 * 1024 * 1024),
    "nothing": ("a.txt", b""),
    "null characters": ("a.csv", b"a;b\n\x00\x00"),
}


@pytest.mark.parametrize(("name", "content"), GOOD_DOCUMENTS.items(), ids=GOOD_DOCUMENTS.keys())
def test_a_document_is_kept_and_handed_out_without_being_run(editor: Client, name: str, content: bytes) -> None:
    assert upload_document(editor, name, content).status_code == 302
    served = Client().get(Document.objects.get().url)
    assert served.getvalue() == content
    assert (served["X-Content-Type-Options"], served["Content-Security-Policy"]) == ("nosniff", "default-src 'none'")
    assert served["Content-Disposition"].startswith("inline" if name.endswith("pdf") else "attachment")


@pytest.mark.parametrize(("name", "content"), BAD_DOCUMENTS.values(), ids=BAD_DOCUMENTS.keys())
def test_what_is_no_document_is_refused(editor: Client, name: str, content: bytes) -> None:
    answer = upload_document(editor, name, content)
    assert answer.status_code == 200
    assert "Fil" in said(answer)
    assert not Document.objects.exists()


def test_many_documents_at_once_are_looked_at_one_by_one(editor: Client) -> None:
    for name, content, keeps in (("a.pdf", HTML, 0), ("a.pdf", GOOD_DOCUMENTS["a.pdf"], 1)):
        form = {"title": "Dokument", "files[]": SimpleUploadedFile(name, content), "collection": root()}
        assert editor.post("/redaktion/documents/multiple/add/", form, headers={"X-Requested-With": "XMLHttpRequest"}).status_code == 200
        assert Document.objects.count() == keeps


def found_something(file: Any) -> str:
    """A scanner that finds something in every file."""
    return "Eicar"


def test_the_installations_own_scanner_has_the_last_word(editor: Client, settings: Any) -> None:
    settings.SAMSPIL_UPLOAD_SCANNER = f"{__name__}.found_something"
    assert "skadelig kode" in said(upload_picture(editor, "a.png", png()))
    assert "skadelig kode" in said(upload_document(editor, "a.txt", b"hej"))
    assert not SitePicture.objects.exists()
    assert not Document.objects.exists()


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_kept_and_handed_out_without_where_it_was_taken_and_the_right_way_up(editor: Client, form: str) -> None:
    file, notes = io.BytesIO(), Image.Exif()
    notes[0x010E], notes[0x0112] = "Ulrikkes have", 6  # a description, and "turned by a quarter"
    notes.get_ifd(0x8825)[2] = (55.0, 40.0, 12.0)
    Image.new("RGB", (600, 400), "#12604a").save(file, form, exif=notes)
    assert b"Ulrikkes have" in file.getvalue()
    assert upload_picture(editor, f"a.{form.lower()}", file.getvalue()).status_code == 302
    picture = SitePicture.objects.get()
    with picture.file.open("rb") as stored:
        assert b"Ulrikkes have" not in stored.read()
    assert (picture.width, picture.height) == (400, 600)
    for size in ("width-50", "fill-800x480", "original"):
        served = Client().get(picture.get_rendition(size).url).getvalue()
        assert b"Ulrikkes have" not in served, size
        assert not Image.open(io.BytesIO(served)).getexif(), size


def test_a_picture_without_notes_is_kept_as_it_was_sent(editor: Client) -> None:
    assert upload_picture(editor, "a.jpg", picture_file("JPEG")).status_code == 302
    with SitePicture.objects.get().file.open("rb") as stored:
        assert stored.read() == picture_file("JPEG")
