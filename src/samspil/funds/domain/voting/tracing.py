"""The trace as bytes, and its fingerprint: whoever counts again gets the same bytes, wherever and by whatever program."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any


def as_bytes(trace: Mapping[str, Any], file_sha256: str) -> bytes:
    """One line of JSON in UTF-8, keys in order, no spaces; begins with the fingerprint of the file that was counted."""
    text = json.dumps({**trace, "file_sha256": file_sha256}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{text}\n".encode()


def fingerprint(raw: bytes) -> str:
    """SHA-256, in hexadecimal."""
    return hashlib.sha256(raw).hexdigest()
