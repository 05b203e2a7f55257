"""Archives (zip, also docx and xlsx): what they unpack to, read and not believed.

The directory of an archive says how large each part is. Who makes an archive writes that too, so each part is unpacked
here, a little at a time and never beyond what its directory says, and thrown away.
"""

import zipfile
import zlib
from typing import IO

from django.core.exceptions import ValidationError

LARGEST_UNPACKED = 100 * 1024 * 1024
MOST_RATIO = 100
CHUNK = 64 * 1024
LOCAL_HEAD, LENGTHS_AT = 30, 26
ARCHIVES = (".zip", ".gz", ".7z", ".rar")


def check_archive(file: IO[bytes]) -> None:
    """Refuse archives that unpack to far more than they weigh, hold archives, or are other than their directory says."""
    size = file.seek(0, 2)
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise broken() from error
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    nested = any(part.filename.lower().endswith(ARCHIVES) for part in parts)
    if unpacked > min(LARGEST_UNPACKED, (packed or 1) * MOST_RATIO) or nested:
        raise ValidationError("Filen pakker ud til mere, end vi kan tage imod.", code="archive")
    try:
        # Parts that overlap in the file would be unpacked again and again.
        whole = packed <= size and all(is_as_said(file, part) for part in parts)
    except (OSError, ValueError, OverflowError) as error:  # a part that begins before the file does, or where no file ends
        raise broken() from error
    if not whole:
        raise broken()


def is_as_said(file: IO[bytes], part: zipfile.ZipInfo) -> bool:
    """True when the part, unpacked, has exactly the size that the directory gives."""
    file.seek(part.header_offset)
    head = file.read(LOCAL_HEAD)
    if len(head) < LOCAL_HEAD or part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        return False
    lengths = head[LENGTHS_AT:]
    file.seek(int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:4], "little"), 1)
    if part.compress_type == zipfile.ZIP_STORED:
        return part.compress_size == part.file_size
    return unpacked_size(file, part.compress_size, part.file_size) == part.file_size


def unpacked_size(file: IO[bytes], packed: int, most: int) -> int | None:
    """How much the next `packed` bytes unpack to, looking no further than one byte beyond `most`; None when they are no whole part."""
    unpacker, total = zlib.decompressobj(-zlib.MAX_WBITS), 0
    try:
        while packed > 0 and total <= most and not unpacker.eof:
            chunk = file.read(min(CHUNK, packed))
            packed -= len(chunk)
            if not chunk:
                return None
            while chunk and total <= most:
                total += len(unpacker.decompress(chunk, CHUNK))
                chunk = unpacker.unconsumed_tail
        if total <= most:
            total += len(unpacker.flush())
    except zlib.error:
        return None
    whole = unpacker.eof and not unpacker.unused_data and not packed
    return total if whole or total > most else None


def broken() -> ValidationError:
    """What people are told of an archive that is other than it says."""
    return ValidationError("Filen er gået i stykker. Gem den igen i det program, den kommer fra.", code="broken")
