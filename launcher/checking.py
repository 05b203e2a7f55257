"""`./samspil test`, `check`, `manage`, `bench`, `match` and `count`: the environment is made, then the tool has the word. `legal-check` needs none."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from launcher import preparing, say
from launcher.browser import test_tools
from launcher.database import database
from launcher.environment import DEV, python_environment
from launcher.home import Home
from launcher.programs import run_attached
from launcher.project import manage_command, project_environment

LINT_IMPORTS = "import sys; from importlinter.cli import lint_imports_command; sys.argv[0] = 'lint-imports'; lint_imports_command()"
PURE_BENCHES = ("assignment", "matching", "voting")
CHECKS = (
    ("ruff", ["-m", "ruff", "check"]),
    ("format", ["-m", "ruff", "format", "--check"]),
    ("types", ["-m", "mypy"]),
    ("import contracts", ["-c", LINT_IMPORTS]),
)


def test(home: Home, environ: Mapping[str, str], arguments: Sequence[str]) -> int:
    """Run pytest with everything it needs; its exit code is ours."""
    with preparing.setting_up(home):
        preparing.prepare_python(home, environ, DEV)
        preparing.prepare_cluster(home, environ)
        preparing.prepare_files(home, environ)
        tools = test_tools(environ, home.log("apt"))
    with database(home, environ) as url:
        env = project_environment(home, environ, url) | tools
        return run_attached([str(home.python), "-m", "pytest", *arguments], env=env, cwd=home.root)


def check(home: Home, environ: Mapping[str, str]) -> int:
    """Run linter, formatter, types and import contracts, all of them; 1 when any finds something."""
    with preparing.setting_up(home):
        preparing.prepare_python(home, environ, DEV)
    env = project_environment(home, environ, preparing.NO_DATABASE)
    failed = []
    for name, command in CHECKS:
        with say.timed(name):
            if run_attached([str(home.python), *command], env=env, cwd=home.root):
                failed.append(name)
    say.progress(f"Not in order: {', '.join(failed)}" if failed else "All in order")
    return 1 if failed else 0


def manage(home: Home, environ: Mapping[str, str], arguments: Sequence[str]) -> int:
    """Run a command of Django's manage.py."""
    return _with_database(home, environ, manage_command(home, *arguments))


def bench(home: Home, environ: Mapping[str, str], arguments: Sequence[str]) -> int:
    """Run a benchmark; those of the pure cores need no database."""
    with preparing.setting_up(home):
        preparing.prepare_python(home, environ, DEV)
        if arguments[:1] and arguments[0] in PURE_BENCHES:
            env = project_environment(home, environ, preparing.NO_DATABASE)
            return run_attached([str(home.python), "-m", "bench", *arguments], env=env, cwd=home.root)
        preparing.prepare_files(home, environ)
    return _with_database(home, environ, [str(home.python), "-m", "bench", *arguments])


def legal_check(home: Home, environ: Mapping[str, str], arguments: Sequence[str]) -> int:
    """Run the legal check with this very Python: it needs no packages, no database and nothing set up."""
    env = python_environment(environ) | {"PYTHONPATH": str(home.root / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    return run_attached([sys.executable, "-m", "samspil.law.command_line", *arguments], env=env, cwd=Path.cwd())


def match(home: Home, environ: Mapping[str, str], arguments: Sequence[str]) -> int:
    """Match volunteers and tasks of a file: the environment's packages, and no database."""
    with preparing.setting_up(home):
        preparing.prepare_python(home, environ)
    env = project_environment(home, environ, preparing.NO_DATABASE)
    return run_attached([str(home.python), "-m", "samspil.exchange.command_line", *arguments], env=env, cwd=Path.cwd())


def count(home: Home, environ: Mapping[str, str], arguments: Sequence[str]) -> int:
    """Count the vote of a file: the environment's packages, and no database."""
    with preparing.setting_up(home):
        preparing.prepare_python(home, environ)
    env = project_environment(home, environ, preparing.NO_DATABASE)
    return run_attached([str(home.python), "-m", "samspil.funds.command_line", *arguments], env=env, cwd=Path.cwd())


def _with_database(home: Home, environ: Mapping[str, str], command: Sequence[str]) -> int:
    with preparing.setting_up(home):
        preparing.prepare_python(home, environ)
    with database(home, environ) as url:
        return run_attached(command, env=project_environment(home, environ, url), cwd=home.root)
