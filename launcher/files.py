"""Files written whole or not at all, and the digests that tell whether inputs have changed."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path


def write_whole(path: Path, text: str, mode: int = 0o644) -> None:
    """Write a file under another name, then give it its name: never half a file, never too open."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    unfinished.unlink(missing_ok=True)
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)


def read_or_empty(path: Path) -> str:
    """Return a file's text, or nothing when there is no such file."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digest_of(paths: Iterable[Path], *words: str) -> str:
    """Return one digest of files (names and contents) and further words."""
    whole = hashlib.sha256("\0".join(words).encode())
    for path in sorted(paths):
        whole.update(f"\0{path}\0{sha256_of(path)}".encode())
    return whole.hexdigest()


def files_below(folder: Path, *, inside: str = "", suffix: str = "", names: tuple[str, ...] = ()) -> Iterator[Path]:
    """Yield the files below `folder`, if wanted only those in a folder named `inside`, with a suffix, or of certain names."""
    for place, folders, found in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__" and not name.startswith("."))
        if inside and inside not in Path(place).relative_to(folder).parts:
            continue
        wanted = (name for name in sorted(found) if name.endswith(suffix) and not name.endswith(".pyc") and (not names or name in names))
        yield from (Path(place, name) for name in wanted)
