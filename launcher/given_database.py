"""The database of DATABASE_URL: reached and new enough, or one plain line that says why not."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from launcher.addresses import check_form, shown
from launcher.home import Home
from launcher.programs import ask
from launcher.trouble import Trouble

LEAST_MAJOR = 15
QUESTION = """
import json, os, psycopg
try:
    with psycopg.connect(os.environ["DATABASE_URL"], connect_timeout=8, autocommit=True) as link:
        found = {"version": link.info.server_version}
        if found["version"] >= 150000:
            row = link.execute("select current_setting('server_encoding'), to_regclass('django_migrations') is not null").fetchone()
            found["encoding"], found["prepared"] = row
except psycopg.Error as error:
    found = {"error": str(error)}
print(json.dumps(found))
"""
REASONS = (
    ("password authentication failed", "the server refuses the user or the password"),
    ("no password supplied", "the server wants a password"),
    ("does not exist", "the server has no such database or user"),
    ("Connection refused", "nothing answers there"),
    ("No such file or directory", "nothing answers there"),
    ("could not translate host name", "the host name is not known"),
    ("failed to resolve host", "the host name is not known"),
    ("Name or service not known", "the host name is not known"),
    ("timeout", "the server did not answer in time"),
    ("Network is unreachable", "the network is not reachable"),
    ("SSL", "the server and this machine do not agree on encryption (sslmode)"),
)


@dataclass(frozen=True)
class GivenDatabase:
    """What a server told about itself."""

    version: int
    prepared: bool

    @property
    def major(self) -> int:
        """The version that people know it by."""
        return self.version // 10000


def ask_given_database(home: Home, url: str, environ: Mapping[str, str]) -> GivenDatabase:
    """Connect once with the environment's own driver and judge the server."""
    check_form(url)
    done = ask([str(home.python), "-c", QUESTION], env={**environ, "DATABASE_URL": url})
    try:
        found = json.loads(done.stdout)
    except ValueError:
        found = {"error": (done.stderr.strip().splitlines() or ["the driver psycopg is missing: run ./samspil setup"])[-1]}
    if "error" in found:
        text = f"The database of DATABASE_URL ({shown(url)}) cannot be used: {_reason(str(found['error']))}."
        raise Trouble("database_url", f"{text} Mend DATABASE_URL, or unset it to use the embedded database.")
    major = int(found["version"]) // 10000
    if major < LEAST_MAJOR:
        raise Trouble("database_too_old", f"The server of DATABASE_URL ({shown(url)}) is PostgreSQL {major}; Samspil needs {LEAST_MAJOR} or newer.")
    if found["encoding"] != "UTF8":
        raise Trouble("database_url", f"The database of DATABASE_URL ({shown(url)}) is in {found['encoding']}; Samspil needs UTF8.")
    return GivenDatabase(int(found["version"]), bool(found["prepared"]))


def _reason(error: str) -> str:
    for sign, reason in REASONS:
        if sign in error:
            return reason
    lines = [line.strip() for line in error.splitlines() if line.strip()]
    return lines[-1] if lines else "no reason given"
