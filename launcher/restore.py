"""`./samspil restore FILE`: the backup is verified, filled into a new database beside the old one, then both change places."""

import json
import secrets
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from launcher import archive, preparing, say, steps
from launcher.clients import Clients
from launcher.database import database
from launcher.files import read_or_empty, write_whole
from launcher.home import Home
from launcher.locks import Lock
from launcher.trouble import Trouble

MAINTENANCE = "postgres"


@dataclass(frozen=True)
class Swap:
    """A restore under way, written down so that an interrupted one is finished or undone by the next command."""

    current: str
    new: str
    old: str
    media_new: str
    media_old: str


def restore(home: Home, environ: Mapping[str, str], source: Path) -> dict[str, object]:
    """Put the content of a backup in place of what is there, wholly or not at all; return its manifest."""
    lock = Lock(home.folder("run") / "launcher.lock")
    try:
        if not lock.try_exclusive():
            raise Trouble("running", "Samspil is running, and a restore would change the database under it. Stop it first: ./samspil stop")
        with say.timed("Backup read and compared"):
            manifest = archive.verify(source)
        with database(home, environ) as url:
            finish_interrupted_restore(home, environ, url)
            _restore(home, Clients(home, environ, url), source)
            steps.forget(preparing.DATABASE_STEP, home.stamps)
    finally:
        lock.close()
    return manifest


def _restore(home: Home, clients: Clients, source: Path) -> None:
    name = secrets.token_hex(4)
    current = clients.database
    media_new, media_old = (str(home.state / f"media.{side}-{name}") for side in ("new", "old"))
    swap = Swap(current, f"{current}_new_{name}", f"{current}_old_{name}", media_new, media_old)
    dump = home.folder("run") / f"restore-{name}.dump"
    _note(home, swap)
    try:
        with say.timed("Backup unpacked"):
            Path(swap.media_new).mkdir(mode=0o750)
            archive.unpack(source, dump, Path(swap.media_new))
        with say.timed("Database filled"):
            clients.sql(f"CREATE DATABASE {quoted(swap.new)} TEMPLATE template0 ENCODING 'UTF8'{_same_locale(clients)}", database=MAINTENANCE)
            clients.load(dump, swap.new)
            clients.sql("ANALYZE", database=swap.new)
        with say.timed("Old and new changed places"):
            _change_databases(clients, swap)
    finally:
        dump.unlink(missing_ok=True)
        _settle(home, clients, swap)


def _same_locale(clients: Clients) -> str:
    """Return what gives the new database the locale of the present one where that differs from the server's own."""
    what = "SELECT format('LOCALE_PROVIDER libc LC_COLLATE %L LC_CTYPE %L', datcollate, datctype) FROM pg_database"
    ask = f"{what} WHERE datname = current_database() AND datlocprovider = 'c'"
    return f" {clients.sql(ask)}".rstrip()


def _change_databases(clients: Clients, swap: Swap) -> None:
    """Rename both databases at once; connections that come in between are ended, a few times if need be."""
    renames = [f"ALTER DATABASE {quoted(one)} RENAME TO {quoted(other)}" for one, other in ((swap.current, swap.old), (swap.new, swap.current))]
    for attempt in range(5):
        for name in (swap.current, swap.new):
            clients.end_connections(name, by_way_of=MAINTENANCE)
        try:
            clients.sql(*renames, database=MAINTENANCE, together=True)
        except Trouble as trouble:
            if attempt == 4 or "being accessed" not in trouble.text:
                raise
        else:
            return


def finish_interrupted_restore(home: Home, environ: Mapping[str, str], url: str) -> None:
    """Finish or undo a restore that was killed: finished when the databases had changed places, else undone."""
    text = read_or_empty(_note_file(home))
    if text:
        swap = Swap(**json.loads(text))
        say.progress("A restore was interrupted: putting that in order")
        _settle(home, Clients(home, environ, url), swap)


def _settle(home: Home, clients: Clients, swap: Swap) -> None:
    """Bring media and databases to the same side of the swap, and remove the other side."""
    there = set(clients.sql("SELECT datname FROM pg_database", database=MAINTENANCE).splitlines())
    if swap.old in there:
        _change_media(home, swap)
    for name in (swap.new, swap.old):
        if name in there and name != swap.current:
            # Not `WITH (FORCE)`: that fails when the server itself is tidying the database; without it DROP tells the tidying to stop.
            clients.end_connections(name, by_way_of=MAINTENANCE)
            clients.sql(f"DROP DATABASE IF EXISTS {quoted(name)}", database=MAINTENANCE)
    for folder in (swap.media_new, swap.media_old):
        shutil.rmtree(folder, ignore_errors=True)
    for part in (*home.folder("run").glob("restore-*.dump"), *home.folder("run").glob("restore-*.sql")):
        part.unlink()
    _note_file(home).unlink(missing_ok=True)


def _change_media(home: Home, swap: Swap) -> None:
    """Put the new media in place of the old; done already when there are no new ones."""
    new, old = Path(swap.media_new), Path(swap.media_old)
    if not new.exists():
        return
    if home.media.exists() and not old.exists():
        home.media.rename(old)
    new.rename(home.media)


def _note_file(home: Home) -> Path:
    return home.folder("run") / "restore.json"


def _note(home: Home, swap: Swap) -> None:
    write_whole(_note_file(home), json.dumps(asdict(swap)) + "\n", mode=0o600)


def quoted(name: str) -> str:
    """Return a database's name as SQL wants it."""
    return '"' + name.replace('"', '""') + '"'
