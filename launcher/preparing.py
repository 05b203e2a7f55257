"""What has to be there before Samspil can be served or tested, in order."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from launcher import cluster, environment, say, steps
from launcher.addresses import shown
from launcher.database import given_url, make_cluster
from launcher.files import digest_of, files_below, read_or_empty
from launcher.given_database import ask_given_database
from launcher.home import Home
from launcher.locks import Lock
from launcher.places import find_place
from launcher.programs import ProgramFailed, run_logged, tells_of_full_disk
from launcher.project import manage_command, project_environment
from launcher.steps import Step
from launcher.trouble import Trouble

# The project's modules that make files and content: a change in them asks for the step again.
MAKES_FILES = ("build_assets.py", "assets.py", "sprite.py", "styles.py")
MAKES_CONTENT = ("prepare_site.py", "preparing.py", "loading.py", "documents.py", "demonstration.py", "indexing.py", "dumping.py")
# What decides which municipalities the index knows.
SERVED = ("SAMSPIL_MUNICIPALITIES", "SAMSPIL_DEMO")
DATABASE_STEP = "database"
# build_assets and collectstatic touch no database; an address is needed only so that the settings load.
NO_DATABASE = "postgresql://nobody@/none"


@contextmanager
def setting_up(home: Home) -> Iterator[None]:
    """Let one command at a time set things up; the others wait and find it done."""
    lock = Lock(home.folder("run") / "setup.lock")
    try:
        if not lock.try_exclusive():
            say.progress("Another samspil command is setting things up: waiting for it")
            lock.exclusive()
        yield
    finally:
        lock.close()


def prepare_python(home: Home, environ: Mapping[str, str], *kinds: str) -> None:
    """Have the Python environment with the wanted lists of packages."""
    if home.venv_is_given:
        environment.check_given_venv(home)
        return
    for kind in (environment.RUN, *kinds):
        steps.take(environment.python_step(home, environ, kind), home.stamps)


def prepare_cluster(home: Home, environ: Mapping[str, str]) -> None:
    """Have a database server to use: the embedded one made, or the given one reached."""
    url = given_url(environ)
    if url:
        found = ask_given_database(home, url, environ)
        say.progress(f"Database: PostgreSQL {found.major} at {shown(url)} (DATABASE_URL)")
        return
    place = find_place(home, environ)
    if cluster.exists(place, home):
        make_cluster(home, environ)
        return
    with say.timed("Database server (embedded PostgreSQL)"):
        make_cluster(home, environ)


def prepare_files(home: Home, environ: Mapping[str, str]) -> None:
    """Have fonts, translations and static files made."""
    source = home.root / "src" / "samspil"

    def digest() -> str:
        sources = [
            *files_below(source, inside="static"),
            *files_below(source, inside="styles"),
            *files_below(source, inside="locale", suffix=".po"),
            *files_below(source, names=MAKES_FILES),
        ]
        return digest_of(sources, _packages(home))

    def act() -> None:
        _manage(home, project_environment(home, environ, NO_DATABASE), "build_assets")

    steps.take(Step("files", "Files (fonts, translations, styles)", digest, act, (home.state / "static").is_dir), home.stamps)


def prepare_database(home: Home, environ: Mapping[str, str], url: str, *, demo: bool = True) -> None:
    """Have the tables, the content the site is born with and, if wanted, the demonstration."""
    source = home.root / "src" / "samspil"

    def digest() -> str:
        sources = [
            *files_below(source, inside="migrations", suffix=".py"),
            *files_below(source, names=MAKES_CONTENT),
            *files_below(source, suffix=".html"),
            *files_below(home.root / "content"),
        ]
        served = [f"{name}={environ.get(name, '')}" for name in SERVED]
        return digest_of(sources, _packages(home), _which_database(home, environ, url), f"demo={demo}", *served)

    def act() -> None:
        _manage(home, project_environment(home, environ, url, demo=demo), "prepare_site", *([] if demo else ["--no-demo"]))

    def still_there() -> bool:
        return not given_url(environ) or ask_given_database(home, url, environ).prepared

    doing = "Content (tables, examples, law" + (", demonstration)" if demo else ")")
    steps.take(Step(DATABASE_STEP, doing, digest, act, still_there), home.stamps)


def _packages(home: Home) -> str:
    """Return what stands for the installed packages: what they bring (tables, static files) changes with them."""
    return read_or_empty(home.root / "requirements" / "run.txt")


def _which_database(home: Home, environ: Mapping[str, str], url: str) -> str:
    """Return what tells one database from another."""
    if given_url(environ):
        return shown(url)
    place = find_place(home, environ)
    return f"{place.base} {place.home_id} {(place.data / 'PG_VERSION').stat().st_mtime_ns}"


def _manage(home: Home, env: Mapping[str, str], command: str, *arguments: str) -> None:
    log: Path = home.log(command)
    try:
        run_logged(manage_command(home, command, *arguments), log=log, env=env, cwd=home.root)
    except ProgramFailed as error:
        if tells_of_full_disk(error.output):
            raise Trouble("disk_full", f"The disk is full: {command} could not finish. Make room and run again.") from error
        raise Trouble(command, f"{command} failed: {error.last_line()} (see {log})") from error
