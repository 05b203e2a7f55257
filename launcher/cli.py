"""The command line of `./samspil`."""

import argparse
import errno
import os
import signal
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NoReturn

from launcher import checking, doctor, preparing, say
from launcher import stop as stopping
from launcher.backup import backup
from launcher.database import database
from launcher.home import Home, check_room, find_home, open_home
from launcher.project import Address
from launcher.restore import finish_interrupted_restore, restore
from launcher.serve import RunOptions, run
from launcher.trouble import Trouble, Usage

INTERRUPTED = 130
MOST_SECONDS = 86_400
LOOKING = ("stop", "status", "doctor", "legal-check")
PASSED_ON = {
    "test": (checking.test, "set up what tests need and run pytest with the arguments that follow"),
    "manage": (checking.manage, "run a command of Django's manage.py"),
    "count": (checking.count, "count the vote in a Pabulib file by the rule and settings that follow"),
    "bench": (checking.bench, "run a benchmark: pages, …; ./samspil bench NAME --help tells its options"),
}
# The words of `count` are read by samspil/funds/command_line.py, which the launcher cannot load before there is an environment.
COUNT_OPTIONS = """FILE.pb --rule equal-shares|greedy|phragmen|knapsack|borda [--utility cost|cardinality|points] [--completion none|add1|add1u|utilitarian]
[--start exact|floor] [--step 1|share:0.001] [--stop exhaustive|overspend] [--comparison none|satisfaction|exclusion] [--ties cost,votes,id|cost,votes,lot:SEED]
[--trace FILE] [--json] (docs/voting.md)"""


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints are troubles like all others."""

    def error(self, message: str) -> NoReturn:
        raise Usage(f"{message}. See ./samspil --help")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="samspil", description="Samspil: one command runs it, one command tests it.", allow_abbrev=False)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)

    def command(name: str, text: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".", allow_abbrev=False)

    running = command("run", "set up what is missing and serve web, worker and database until Ctrl-C")
    running.add_argument("--port", type=int, default=8000, help="port to listen on (8000)")
    running.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1: this machine only)")
    running.add_argument("--no-demo", action="store_true", help="without the demonstration municipality and its log-ins")
    setup = command("setup", "set up environment, database, files and content without serving")
    setup.add_argument("--no-demo", action="store_true", help="without the demonstration municipality and its log-ins")
    command("stop", "stop what runs, or end what a killed run has left")
    for name, text in (("status", "tell what runs"), ("doctor", "tell what is wrong and how to mend it; exit 1 if anything is")):
        command(name, text).add_argument("--json", action="store_true", help="one JSON document on standard output")
    command("check", "run linter, formatter, types and import contracts")
    for name, text in (("backup", "write database and media to one verified file"), ("restore", "put the content of a backup in place of what is there")):
        filing = command(name, text)
        filing.add_argument("file", type=Path, metavar="FILE")
        filing.add_argument("--json", action="store_true", help="print the backup's manifest")
    _add_legal_check(command("legal-check", "tell what the law asks of an activity described in FILE, or which facts it knows"))
    _add_match(command("match", "propose who does what of FILE: volunteers and tasks as JSON (docs/matching.md)"))
    for name, (_, text) in PASSED_ON.items():
        command(name, text).epilog = COUNT_OPTIONS if name == "count" else None
    return parser


def _add_legal_check(checking_law: argparse.ArgumentParser) -> None:
    what = checking_law.add_mutually_exclusive_group(required=True)
    what.add_argument("file", nargs="?", metavar="FILE", help="an activity as JSON (docs/law/format.md); - reads standard input")
    what.add_argument("--facts", action="store_true", help="list the facts it knows")
    checking_law.add_argument("--json", action="store_true", help="one JSON document on standard output")


def _add_match(matching: argparse.ArgumentParser) -> None:
    matching.add_argument("file", metavar="FILE", help="volunteers and tasks as JSON (docs/matching.md); - reads standard input")
    matching.add_argument("--seconds", type=_seconds, default=20.0, help="time for what a flow alone cannot decide (20)")
    matching.add_argument("--json", action="store_true", help="one JSON document on standard output")


def _seconds(text: str) -> float:
    """Return a time limit above 0 and up to a day."""
    value = float(text)
    if not 0 < value <= MOST_SECONDS:
        raise ValueError(text)
    return value


def launch(arguments: Sequence[str]) -> int:
    """Run one command and return the exit code; whatever goes wrong is one line, never a traceback."""
    as_json = "--json" in arguments
    for sign in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, _break_off)
    try:
        return _dispatch(arguments)
    except Trouble as trouble:
        return say.trouble(trouble, as_json=as_json)
    except KeyboardInterrupt:
        return say.trouble(Trouble("interrupted", "Interrupted; run the same command again to go on.", status=INTERRUPTED), as_json=as_json)
    except OSError as error:
        return say.trouble(_os_trouble(error), as_json=as_json)
    except Exception as error:  # noqa: BLE001 - the operator gets one line, whatever went wrong
        if os.environ.get("SAMSPIL_TRACEBACK"):
            traceback.print_exc()
        text = f"The launcher has a fault ({type(error).__name__}: {error}). Please report it; SAMSPIL_TRACEBACK=1 shows where."
        return say.trouble(Trouble("fault", text), as_json=as_json)


def _break_off(_sign: int, _frame: object) -> NoReturn:
    raise KeyboardInterrupt


def _os_trouble(error: OSError) -> Trouble:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Trouble("disk_full", f"The disk is full ({error.filename or 'while writing'}). Make room and run again.")
    return Trouble("system", f"{error.strerror or error}: {error.filename or ''}")


def _dispatch(arguments: Sequence[str]) -> int:
    if not sys.platform.startswith(("linux", "darwin")):
        raise Trouble("platform", "Samspil runs on Linux and macOS. On Windows use it inside WSL.")
    environ = dict(os.environ)
    home = find_home(environ)
    if arguments and arguments[0] in PASSED_ON and arguments[1:2] not in (["--help"], ["-h"]):
        open_home(home)
        check_room(home, environ)
        return PASSED_ON[arguments[0]][0](home, environ, arguments[1:])
    options = _parser().parse_args(arguments)
    if options.command not in LOOKING:
        open_home(home)
        check_room(home, environ)
    return COMMANDS[options.command](home, environ, options)


def _run(home: Home, environ: Mapping[str, str], options: argparse.Namespace) -> int:
    return run(home, environ, RunOptions(Address(options.host, options.port), demo=not options.no_demo))


def _setup(home: Home, environ: Mapping[str, str], options: argparse.Namespace) -> int:
    with preparing.setting_up(home):
        preparing.prepare_python(home, environ)
        preparing.prepare_cluster(home, environ)
        preparing.prepare_files(home, environ)
        with database(home, environ) as url:
            finish_interrupted_restore(home, environ, url)
            preparing.prepare_database(home, environ, url, demo=not options.no_demo)
    say.progress("Set up. Start it with ./samspil run")
    return 0


def _stop(home: Home, environ: Mapping[str, str], _options: argparse.Namespace) -> int:
    say.answer(stopping.stop(home, environ))
    return 0


def _status(home: Home, environ: Mapping[str, str], options: argparse.Namespace) -> int:
    found = stopping.status(home, environ)
    if options.json:
        say.document(found)
    else:
        stopping.tell_status(found)
    return 0


def _doctor(home: Home, environ: Mapping[str, str], options: argparse.Namespace) -> int:
    return doctor.tell(doctor.examine(home, environ), as_json=options.json)


def _check(home: Home, environ: Mapping[str, str], _options: argparse.Namespace) -> int:
    return checking.check(home, environ)


def _legal_check(home: Home, environ: Mapping[str, str], options: argparse.Namespace) -> int:
    words = ["--facts"] if options.facts else ["--", options.file]
    return checking.legal_check(home, environ, [*(["--json"] if options.json else []), *words])


def _match(home: Home, environ: Mapping[str, str], options: argparse.Namespace) -> int:
    return checking.match(home, environ, [*(["--json"] if options.json else []), "--seconds", str(options.seconds), "--", options.file])


def _backup(home: Home, environ: Mapping[str, str], options: argparse.Namespace) -> int:
    manifest = backup(home, environ, options.file)
    _tell_manifest("Backup written", manifest, options)
    return 0


def _restore(home: Home, environ: Mapping[str, str], options: argparse.Namespace) -> int:
    manifest = restore(home, environ, options.file)
    _tell_manifest("Backup restored", manifest, options)
    return 0


def _tell_manifest(what: str, manifest: Mapping[str, object], options: argparse.Namespace) -> None:
    files = manifest["files"]
    count = len(files) - 1 if isinstance(files, dict) else 0
    if options.json:
        say.document(manifest)
    else:
        say.answer(f"{what}: {options.file} (database and {count} media files, made {manifest['made']})")


COMMANDS: dict[str, Callable[[Home, Mapping[str, str], argparse.Namespace], int]] = {
    "run": _run,
    "setup": _setup,
    "stop": _stop,
    "status": _status,
    "doctor": _doctor,
    "check": _check,
    "legal-check": _legal_check,
    "match": _match,
    "backup": _backup,
    "restore": _restore,
}
