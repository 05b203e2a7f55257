"""`./samspil backup FILE`: database and media in one file, read back before it gets its name."""

import os
import platform
import tarfile
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from launcher import archive, say
from launcher.clients import Clients
from launcher.database import database
from launcher.files import files_below
from launcher.home import Home
from launcher.trouble import Trouble


def backup(home: Home, environ: Mapping[str, str], target: Path) -> dict[str, object]:
    """Write the backup and return its manifest; a file of that name is replaced only by a whole one."""
    target = target.expanduser().absolute()
    if target.is_dir() or not target.parent.is_dir():
        raise Trouble("backup", f"Cannot write {target}: name a file in a folder that exists.")
    try:
        with tempfile.TemporaryDirectory(prefix=".samspil-backup-", dir=target.parent) as folder:
            unfinished = Path(folder, "backup.tar")
            _write(home, environ, Path(folder), unfinished)
            with say.timed("Backup read back and compared"):
                manifest = archive.verify(unfinished)
            unfinished.chmod(0o600)
            unfinished.replace(target)
    except PermissionError as error:
        raise Trouble("backup", f"Cannot write in {target.parent}: you may not. Name a file in a folder of yours.") from error
    return manifest


def _write(home: Home, environ: Mapping[str, str], folder: Path, unfinished: Path) -> None:
    dump = folder / archive.DUMP
    with database(home, environ) as url:
        clients = Clients(home, environ, url)
        with say.timed("Database written out"):
            clients.dump(dump)
            server = clients.sql("SHOW server_version")
        clients.listing(dump)
    with say.timed("Media added"), unfinished.open("wb") as file:
        with tarfile.open(fileobj=file, mode="w:", format=tarfile.PAX_FORMAT) as tar:
            writer = archive.Writer(tar)
            writer.add(dump, archive.DUMP)
            for path in files_below(home.media):
                writer.add(path, f"{archive.MEDIA}/{path.relative_to(home.media).as_posix()}")
            writer.finish(_facts(home, server))
        file.flush()
        os.fsync(file.fileno())


def _facts(home: Home, server: str) -> dict[str, str]:
    return {"made": datetime.now(UTC).isoformat(timespec="seconds"), "samspil": _version(home), "postgresql": server, "python": platform.python_version()}


def _version(home: Home) -> str:
    """Return the product's version from pyproject.toml, as far as it says one."""
    import tomllib

    with suppress(OSError, tomllib.TOMLDecodeError, KeyError):
        return str(tomllib.loads((home.root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])
    return "unknown"
