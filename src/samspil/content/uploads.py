"""Files people send us: kind by content and not by name, size, and archives that would grow beyond bounds."""

import zipfile
from collections.abc import Collection
from typing import IO

import filetype
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.module_loading import import_string

LARGEST_BYTES = 10 * 1024 * 1024
LARGEST_UNPACKED = 100 * 1024 * 1024
MOST_RATIO = 100
ALIASES = {"jpeg": "jpg"}


def check_upload(file: IO[bytes], name: str, *, allowed: Collection[str]) -> None:
    """Raise ValidationError with a Danish reason unless `file` is one of the `allowed` kinds, small enough and clean.

    The kind is read from the first bytes: an SVG or HTML file called .png is refused. A configured scanner
    (SAMSPIL_UPLOAD_SCANNER: dotted path of a function that takes the file and returns a name of what it found) has the last word.
    """
    file.seek(0, 2)
    size = file.tell()
    file.seek(0)
    if size > LARGEST_BYTES:
        raise ValidationError(f"Filen fylder {size // 1_048_576} MB. Den må højst fylde {LARGEST_BYTES // 1_048_576} MB.", code="size")
    guess = filetype.guess_extension(file.read(8192))
    file.seek(0)
    kind = ALIASES.get(guess, guess)
    if kind not in allowed:
        raise ValidationError(f"Filen er ikke af en type, vi kan tage imod. Brug {', '.join(sorted(allowed))}.", code="kind")
    if zipfile.is_zipfile(file):
        check_archive(file)
    file.seek(0)
    if settings.SAMSPIL_UPLOAD_SCANNER:
        found = import_string(settings.SAMSPIL_UPLOAD_SCANNER)(file)
        if found:
            raise ValidationError("Filen ser ud til at indeholde skadelig kode. Den er ikke gemt.", code="harmful")
        file.seek(0)


def check_archive(file: IO[bytes]) -> None:
    """Refuse archives (also docx, xlsx) that unpack to far more than they weigh, or hold archives."""
    file.seek(0)
    with zipfile.ZipFile(file) as archive:
        unpacked = sum(part.file_size for part in archive.infolist())
        packed = sum(part.compress_size for part in archive.infolist()) or 1
        nested = any(part.filename.lower().endswith((".zip", ".gz", ".7z", ".rar")) for part in archive.infolist())
    if unpacked > LARGEST_UNPACKED or unpacked > packed * MOST_RATIO or nested:
        raise ValidationError("Filen pakker ud til mere, end vi kan tage imod.", code="archive")
