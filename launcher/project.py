"""The Django project as the launcher sees it: the environment it gets, and the commands that start its parts."""

from collections.abc import Mapping
from dataclasses import dataclass

from launcher import keys
from launcher.addresses import without_client_variables
from launcher.environment import python_environment
from launcher.home import Home
from launcher.processes import RUN_MARK
from launcher.trouble import Trouble

SETTINGS = "samspil.config.settings"
MANAGE = "samspil.config.manage"
WEB = "samspil.config.web"
WSGI = "samspil.config.wsgi:application"


@dataclass(frozen=True)
class Address:
    """Where the web server listens."""

    host: str = "127.0.0.1"
    port: int = 8000

    @property
    def probe_host(self) -> str:
        """The host to reach it by from this machine."""
        return {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(self.host, self.host)  # noqa: S104 - compared, not bound

    @property
    def url(self) -> str:
        """The address to type into a browser here."""
        host = f"[{self.probe_host}]" if ":" in self.probe_host else self.probe_host
        return f"http://{host}:{self.port}"


def project_environment(
    home: Home, environ: Mapping[str, str], database_url: str, address: Address | None = None, mark: str = "", *, demo: bool = True
) -> dict[str, str]:
    """Return the environment of everything of the project that we start: secrets go this way, never on a command line.

    Without `demo` it is told so, whatever it would do by itself; with it, the environment we were given decides.
    """
    own = {
        "DATABASE_URL": database_url,
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "PYTHONPATH": str(home.root / "src"),
        "SAMSPIL_HOME": str(home.state),
        "SAMSPIL_SECRET_KEY": environ.get("SAMSPIL_SECRET_KEY") or keys.key(home, keys.SECRET_KEY),
    }
    if address and not environ.get("SAMSPIL_BASE_URL"):
        own["SAMSPIL_BASE_URL"] = address.url
    if mark:
        own[RUN_MARK] = mark
    if not demo:
        own["SAMSPIL_DEMO"] = "0"
    return without_client_variables(python_environment(environ)) | own


def manage_command(home: Home, *arguments: str) -> list[str]:
    """Return a call of Django's manage.py."""
    return [str(home.python), "-m", MANAGE, *arguments]


def worker_command(home: Home) -> list[str]:
    """Return the call that delivers events and works through the jobs."""
    return manage_command(home, "worker")


def web_command(home: Home, address: Address, environ: Mapping[str, str]) -> list[str]:
    """Return the call of the web server; which one and why stands in docs/decisions/0011."""
    workers = environ.get("SAMSPIL_WEB_PROCESSES") or "2"
    if not workers.isdecimal() or int(workers) < 1:
        raise Trouble("server", "SAMSPIL_WEB_PROCESSES must be a number of 1 or more.")
    start = [str(home.python), "-m", WEB, "--workers", workers]
    options = ["--interface", "wsgi", "--blocking-threads", "1", "--workers-kill-timeout", "6", "--no-ws", "--log-level", "warning"]
    return [*start, *options, "--host", address.host, "--port", str(address.port), WSGI]
