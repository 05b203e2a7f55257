"""Where the embedded database lies: below the home, or elsewhere when its own user cannot get there."""

import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from launcher import postgres, say
from launcher.account import Account
from launcher.files import read_or_empty, write_whole
from launcher.home import Home
from launcher.socket_folder import choose_socket_folder
from launcher.system_user import can, database_account, may_enter
from launcher.trouble import Trouble

FALLBACK = Path("/var/lib/samspil")


@dataclass(frozen=True)
class Place:
    """The folders of one database cluster, and whose they are (nobody's but ours without an account)."""

    base: Path
    sockets: Path
    account: Account | None
    home_id: str

    @property
    def data(self) -> Path:
        """PostgreSQL's data folder."""
        return self.base / "data"


def find_place(home: Home, environ: Mapping[str, str]) -> Place:
    """Decide where the database lies and remember it, so that it is found again."""
    memory = _remembered(home)
    inside = home.state / "pg"
    asked = environ.get("SAMSPIL_PG_DIR")
    base = Path(asked).expanduser().absolute() if asked else Path(memory.get("base") or inside)
    account = database_account(environ, base / "data")
    if account and not _reachable(account, base):
        base = _elsewhere(home, base, account, is_asked=bool(asked))
    if str(base) != memory.get("base", str(inside)) or "id" not in memory:
        memory = {"id": memory.get("id") or secrets.token_hex(8)} | ({} if base == inside else {"base": str(base)})
        write_whole(_memory_file(home), json.dumps(memory) + "\n")
    sockets = choose_socket_folder(base, short_name(home), account, environ)
    return Place(base, sockets, account, memory["id"])


def short_name(home: Home) -> str:
    """Return ten letters that stand for this home."""
    return hashlib.sha256(os.fsencode(home.state)).hexdigest()[:10]


def _memory_file(home: Home) -> Path:
    return home.state / "database.json"


def _remembered(home: Home) -> dict[str, str]:
    try:
        found = json.loads(read_or_empty(_memory_file(home)) or "{}")
    except ValueError:
        return {}
    return {str(name): str(value) for name, value in found.items()} if isinstance(found, dict) else {}


def _reachable(account: Account, base: Path) -> bool:
    """Tell whether the account can get to the folder, or to the nearest folder above it that exists."""
    while not base.exists():
        base = base.parent
    return may_enter(account, base)


def _elsewhere(home: Home, base: Path, account: Account, *, is_asked: bool) -> Path:
    """Return the fallback folder, unless somebody has said where, or there are data that would be lost."""
    if is_asked:
        raise Trouble("database_folder", f"The user {account.name} cannot get to SAMSPIL_PG_DIR ({base}). Choose a folder below an open one, such as /var/lib.")
    if (base / "data").exists():
        closed = f"The database lies in {base}, but its user {account.name} cannot get there any more: a folder above it has been closed."
        raise Trouble("database_folder", f"{closed} Open it again (chmod o+x), or move the folder and set SAMSPIL_PG_DIR.")
    fallback = FALLBACK / short_name(home)
    say.progress(f"The user {account.name} cannot get to {home.state}, so the database lies in {fallback}")
    return fallback


def belongs(place: Place, home: Home) -> bool:
    """Tell whether what lies there is this home's: elsewhere than below the home, a note says whose it is."""
    return place.base == home.state / "pg" or read_or_empty(_home_note(place)).strip() == place.home_id


def _home_note(place: Place) -> Path:
    return place.base / "home.id"


def open_place(place: Place, home: Home) -> None:
    """Make the base folder, and set aside what another, forgotten home has left in the same spot."""
    if place.base == home.state / "pg":
        _make(place.base, place.account)
        return
    if place.data.exists() and not belongs(place, home):
        aside = place.base.with_name(f"{place.base.name}-set-aside-{secrets.token_hex(3)}")
        place.base.rename(aside)
        say.progress(f"An older database of a home that is gone was set aside in {aside} (remove it when you do not need it)")
    _make(place.base, place.account)
    write_whole(_home_note(place), place.home_id + "\n")


def _make(base: Path, account: Account | None) -> None:
    missing = [folder for folder in (base.parent, *base.parent.parents) if not folder.exists()]
    for folder in reversed(missing):
        folder.mkdir(mode=0o755)
        folder.chmod(0o755)
    base.mkdir(mode=0o750, exist_ok=True)
    if account and base.stat().st_uid != account.uid:
        account.own(base, 0o750)


def programs_for(place: Place, home: Home) -> Path:
    """Return PostgreSQL's programs, copied beside the data when its user cannot reach the environment."""
    original = postgres.find_programs(home)
    if place.account is None or can(place.account, [str(original / "bin" / "postgres"), "--version"]):
        return original
    copy = place.base / f"programs-{postgres.MAJOR}-{postgres.wheel_version(home)}"
    if not copy.exists():
        unfinished = place.base / "programs.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        postgres.copy_programs(original, unfinished)
        for path in (unfinished, *unfinished.rglob("*")):
            place.account.own(path, path.stat().st_mode & 0o777 | 0o500)
        unfinished.rename(copy)
    return postgres.copied_programs(copy)
