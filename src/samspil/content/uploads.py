"""Files people send us: kind by content and not by name, size, and archives that would grow beyond bounds."""

import io
import zipfile
from collections.abc import Collection
from typing import IO

import filetype
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.module_loading import import_string
from PIL import Image, ImageOps

from samspil.content.archives import check_archive

LARGEST_BYTES = 10 * 1024 * 1024
ALIASES = {"jpeg": "jpg"}
TEXTS = {"csv", "txt"}
NOTES = {"exif", "xmp", "XML:com.adobe.xmp", "photoshop", "comment", "Comment", "Author", "Description", "Raw profile type exif"}


def check_upload(file: IO[bytes], name: str, *, allowed: Collection[str]) -> None:
    """Raise ValidationError with a Danish reason unless `file` is one of the `allowed` kinds, small enough and clean.

    The kind is read from the first bytes and must be what the name says: an SVG or HTML file called .png is refused. A configured
    scanner (SAMSPIL_UPLOAD_SCANNER: dotted path of a function that takes the file and returns a name of what it found) has the last word.
    """
    file.seek(0, 2)
    size = file.tell()
    file.seek(0)
    if size > LARGEST_BYTES:
        raise ValidationError(f"Filen fylder {size // 1_048_576} MB. Den må højst fylde {LARGEST_BYTES // 1_048_576} MB.", code="size")
    kind, said = kind_of(file), extension(name)
    if kind not in allowed and not (kind == "text" and said in TEXTS & set(allowed)):
        raise ValidationError(f"Filen er ikke af en type, vi kan tage imod. Brug {', '.join(sorted(allowed))}.", code="kind")
    if said not in {kind, *(TEXTS if kind == "text" else ())}:
        raise ValidationError(f"Filen hedder .{said}, men er noget andet: {kind}. Gem den igen i det program, den kommer fra.", code="name")
    if zipfile.is_zipfile(file):
        check_archive(file)
    file.seek(0)
    if settings.SAMSPIL_UPLOAD_SCANNER:
        found = import_string(settings.SAMSPIL_UPLOAD_SCANNER)(file)
        if found:
            raise ValidationError("Filen ser ud til at indeholde skadelig kode. Den er ikke gemt.", code="harmful")
        file.seek(0)


def check_picture(file: IO[bytes]) -> None:
    """Refuse a picture that cannot be drawn from its first dot to its last, or that has more dots than a page can use."""
    file.seek(0)
    try:
        with Image.open(file) as picture:
            if picture.width * picture.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
                raise ValidationError("Billedet har for mange punkter. Gør det mindre, og prøv igen.", code="dots")
            picture.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValidationError("Billedet er gået i stykker. Gem det igen i det program, det kommer fra.", code="broken") from error
    file.seek(0)


def without_notes(file: IO[bytes]) -> bytes | None:
    """The picture without what cameras and programs write into it (where, when, by whom), or None when there is nothing of the kind.

    Sizes of a picture would carry the notes on to every visitor. The picture is turned as the notes say, and keeps its colours.
    """
    file.seek(0)
    with Image.open(file) as picture:
        if not NOTES & set(picture.info):
            return None
        form, colours = str(picture.format), picture.info.get("icc_profile")
        kept = ImageOps.exif_transpose(picture)
    kept.info = {name: value for name, value in kept.info.items() if name == "transparency"}
    out = io.BytesIO()
    kept.save(out, form, quality=92, icc_profile=colours)
    return out.getvalue()


def extension(name: str) -> str:
    """The last part of a file's name, in the spelling used here."""
    said = name.rpartition(".")[2].lower()
    return ALIASES.get(said, said)


def kind_of(file: IO[bytes]) -> str:
    """What the file's first bytes say it is: an extension, "text" for plain text, or "" for what nobody knows."""
    head = file.read(8192)
    file.seek(0)
    guess: str | None = filetype.guess_extension(head)
    if guess:
        return ALIASES.get(guess, guess)
    marked_up = head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    return "" if b"\x00" in head or marked_up or not head else "text"
