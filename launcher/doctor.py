"""`./samspil doctor`: what is wrong with this installation, and how to mend it."""

import os
import stat
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass

from launcher import browser, cluster, environment, postgres, preparing, say, server, state, steps
from launcher import home as homes
from launcher.addresses import shown
from launcher.database import given_url
from launcher.given_database import ask_given_database
from launcher.home import Home
from launcher.leftovers import find_leftovers
from launcher.places import find_place, programs_for
from launcher.ports import why_not_bindable
from launcher.project import Address
from launcher.trouble import Trouble


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. A `hint` is missing only for tests; `wrong` must be mended."""

    name: str
    level: str
    text: str
    mend: str = ""


Examination = Callable[[Home, Mapping[str, str]], Iterator[Finding]]


def examine(home: Home, environ: Mapping[str, str]) -> list[Finding]:
    """Look at everything; what goes wrong while looking is a finding too."""
    findings: list[Finding] = []
    for name, look in EXAMINATIONS.items():
        try:
            findings += look(home, environ)
        except Trouble as trouble:
            findings.append(Finding(name, "wrong", trouble.text, "See the text"))
        except OSError as error:
            findings.append(Finding(name, "wrong", f"{error.filename}: {error.strerror}", "Mend the rights of this file or folder"))
    return findings


def tell(findings: list[Finding], *, as_json: bool) -> int:
    """Print the findings; 1 when something is wrong."""
    wrong = [finding for finding in findings if finding.level == "wrong"]
    if as_json:
        say.document({"ok": not wrong, "findings": [asdict(finding) for finding in findings]})
        return 1 if wrong else 0
    for finding in findings:
        say.answer(f"{finding.level:5} {finding.name}: {finding.text}" + (f" -> {finding.mend}" if finding.mend else ""))
    return 1 if wrong else 0


def _python(_home: Home, _environ: Mapping[str, str]) -> Iterator[Finding]:
    yield Finding("python", "ok", f"{sys.version.split()[0]} at {sys.executable}")


def _environment(home: Home, environ: Mapping[str, str]) -> Iterator[Finding]:
    if home.venv_is_given:
        environment.check_given_venv(home)
        yield Finding("environment", "ok", f"{home.venv} (SAMSPIL_VENV, used as it is)")
    elif not os.access(home.python, os.X_OK):
        yield Finding("environment", "wrong", f"{home.venv} has not been made", "./samspil setup")
    elif not steps.is_done(environment.python_step(home, environ), home.stamps):
        yield Finding("environment", "wrong", "requirements/run.txt or the Python has changed, or an installation was interrupted", "./samspil setup")
    else:
        yield Finding("environment", "ok", str(home.venv))


def _disk(home: Home, environ: Mapping[str, str]) -> Iterator[Finding]:
    free, least = homes.free_mb(home.state), homes.least_free_mb(home, environ)
    if free < least:
        yield Finding("disk", "wrong", f"{free} MB free, {least} MB needed", "Make room, or set SAMSPIL_HOME to another disk")
    else:
        yield Finding("disk", "ok", f"{free} MB free")


def _rights(home: Home, _environ: Mapping[str, str]) -> Iterator[Finding]:
    folder = home.state / "keys"
    keys = list(folder.iterdir()) if folder.is_dir() else []
    open_keys = [path for path in keys if path.stat().st_mode & 0o077]
    if open_keys:
        yield Finding("keys", "wrong", f"others may read {open_keys[0]}", f"chmod 600 {folder}/*")
    else:
        yield Finding("keys", "ok", f"{len(keys)} secrets, closed to others")


def _database(home: Home, environ: Mapping[str, str]) -> Iterator[Finding]:
    url = given_url(environ)
    if url:
        found = ask_given_database(home, url, environ)
        yield Finding("database", "ok", f"PostgreSQL {found.major} at {shown(url)} (DATABASE_URL)")
        return
    place = find_place(home, environ)
    if not cluster.exists(place, home):
        yield Finding("database", "wrong", f"{place.data} has not been made", "./samspil setup")
        return
    cluster.check_version(place)
    programs_for(place, home)
    status = place.data.stat()
    if stat.S_IMODE(status.st_mode) & 0o027:
        yield Finding("data folder", "wrong", f"{place.data} is open to others", f"chmod 700 {place.data}")
    if place.account and status.st_uid != place.account.uid:
        yield Finding("data folder", "wrong", f"{place.data} does not belong to {place.account.name}", f"chown -R {place.account.name} {place.data}")
    runs = server.find(place)
    yield Finding("database", "ok", f"PostgreSQL {postgres.MAJOR} in {place.data}, " + (f"running as process {runs.pid}" if runs else "not running"))
    yield Finding("socket", "ok", f"{place.sockets}" + (f" (user {place.account.name})" if place.account else ""))


def _content(home: Home, _environ: Mapping[str, str]) -> Iterator[Finding]:
    if (home.state / "run" / "restore.json").exists():
        yield Finding("restore", "wrong", "a restore was interrupted", "./samspil run (or restore) puts it in order")
    missing = [name for name in ("files", preparing.DATABASE_STEP) if not (home.stamps / name).exists()]
    if missing:
        yield Finding("content", "wrong", f"not set up yet: {', '.join(missing)}", "./samspil setup")
    else:
        yield Finding("content", "ok", "files and database have been set up")


def _running(home: Home, _environ: Mapping[str, str]) -> Iterator[Finding]:
    old = state.load(home)
    if old and old.launcher_lives():
        yield Finding("running", "ok", f"at {old.address}")
        return
    if old and find_leftovers(old):
        yield Finding("running", "wrong", "a killed run has left processes", "./samspil stop")
    reason = why_not_bindable(Address())
    if reason:
        yield Finding("port", "hint", f"port {Address().port}: {reason}", "./samspil run --port 8001")
    else:
        yield Finding("port", "ok", f"{Address().port} is free")


def _test_tools(_home: Home, environ: Mapping[str, str]) -> Iterator[Finding]:
    for tool in browser.TOOLS:
        path = tool.find(environ)
        name = tool.title.lower()
        if path:
            yield Finding(name, "ok", path)
        else:
            mend = f"apt install {' '.join(tool.packages)}, or set {tool.variable}"
            yield Finding(name, "hint", f"missing; only tests need it ({tool.purpose})", mend)


EXAMINATIONS: dict[str, Examination] = {
    "python": _python,
    "environment": _environment,
    "disk": _disk,
    "keys": _rights,
    "database": _database,
    "content": _content,
    "running": _running,
    "test tools": _test_tools,
}
