"""The form of a backup: one tar with database.dump, media/… and, last, manifest.json with the SHA-256 of each."""

import hashlib
import io
import json
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO

from launcher.trouble import Trouble

FORMAT = "samspil-backup/1"
DUMP = "database.dump"
MANIFEST = "manifest.json"
MEDIA = "media"
BLOCK = 1 << 20


class _HashedFile(io.BufferedReader):
    """A file that is hashed while it is read."""

    def __init__(self, path: Path) -> None:
        super().__init__(io.FileIO(path))
        self.sha256 = hashlib.sha256()

    def read(self, size: int | None = -1, /) -> bytes:
        block = super().read(size)
        self.sha256.update(block)
        return block


@dataclass
class Writer:
    """An archive being written."""

    tar: tarfile.TarFile
    files: dict[str, dict[str, str | int]] = field(default_factory=dict)

    def add(self, path: Path, name: str) -> None:
        """Add one file under a name; a file that vanished meanwhile is left out."""
        try:
            with _HashedFile(path) as file:
                entry = tarfile.TarInfo(name)
                entry.size = path.stat().st_size
                entry.mtime = int(path.stat().st_mtime)
                entry.mode = 0o600
                self.tar.addfile(entry, file)
        except FileNotFoundError:
            return
        self.files[name] = {"sha256": file.sha256.hexdigest(), "size": entry.size}

    def finish(self, facts: Mapping[str, str]) -> None:
        """Add the manifest: the archive is whole with it and not before."""
        text = json.dumps({"format": FORMAT, **facts, "files": self.files}, ensure_ascii=False, indent=2).encode()
        entry = tarfile.TarInfo(MANIFEST)
        entry.size = len(text)
        entry.mode = 0o600
        self.tar.addfile(entry, io.BytesIO(text))


def verify(path: Path) -> dict[str, object]:
    """Read an archive from end to end and return its manifest; anything missing, changed or added is refused."""
    found: dict[str, dict[str, str | int]] = {}
    manifest: dict[str, object] | None = None
    try:
        with tarfile.open(path, "r:") as tar:
            for entry in tar:
                file = tar.extractfile(entry) if entry.isreg() else None
                if file is None or not _is_inside(entry.name):
                    raise Trouble("backup", f"{path} holds {entry.name}, which a backup never holds. Nothing was changed.")
                if entry.name == MANIFEST:
                    manifest = json.loads(file.read())
                else:
                    found[entry.name] = {"sha256": _sha256_of(file), "size": entry.size}
    except FileNotFoundError as error:
        raise Trouble("backup", f"There is no file {path}.") from error
    except (tarfile.TarError, ValueError, EOFError, OSError) as error:
        raise Trouble("backup", f"{path} is not a whole backup ({error}). Nothing was changed.") from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT or DUMP not in found:
        raise Trouble("backup", f"{path} is not a whole backup of Samspil: its manifest or its database is missing. Nothing was changed.")
    if manifest.get("files") != found:
        raise Trouble("backup", f"{path} is damaged: its content differs from its manifest. Nothing was changed.")
    return manifest


def _sha256_of(file: IO[bytes]) -> str:
    whole = hashlib.sha256()
    while block := file.read(BLOCK):
        whole.update(block)
    return whole.hexdigest()


def _is_inside(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return name in (DUMP, MANIFEST) or (len(parts) > 1 and parts[0] == MEDIA and ".." not in parts)


def unpack(path: Path, dump: Path, media: Path) -> None:
    """Write a verified archive's dump and media to these places."""
    with tarfile.open(path, "r:") as tar:
        for entry in tar:
            file = tar.extractfile(entry)
            if file is None or entry.name == MANIFEST:
                continue
            target = dump if entry.name == DUMP else media.joinpath(*PurePosixPath(entry.name).parts[1:])
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("wb") as out:
                while block := file.read(BLOCK):
                    out.write(block)
