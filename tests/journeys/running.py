"""A running site for the journeys: a database of its own and the real web server on a free port."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parents[2]
LONGEST_START = 60


def free_port() -> int:
    """A loopback port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def address_of(database: str) -> str:
    """DATABASE_URL with another database's name."""
    parts = urlsplit(os.environ.get("DATABASE_URL", "postgresql://samspil@/samspil"))
    return urlunsplit(parts._replace(path=f"/{database}"))


def answers(address: str) -> bool:
    """True when the site says it is well."""
    with suppress(URLError, ConnectionError, TimeoutError), urllib.request.urlopen(f"{address}/healthz", timeout=5) as response:  # noqa: S310  # our own loopback address
        return bool(response.status == 200)
    return False


def environment(database: str, address: str) -> dict[str, str]:
    """What the site's processes are told."""
    return {
        "DATABASE_URL": address_of(database),
        "PYTHONPATH": str(ROOT / "src"),
        "SAMSPIL_BASE_URL": address,
        "SAMSPIL_DEMO": "true",
        "SAMSPIL_RATE_LIMITS": "off",  # one visitor walks many journeys here; the limits have tests of their own
    }


@contextmanager
def served(database: str, folder: Path, more: Mapping[str, str] | None = None) -> Iterator[str]:
    """The site as people meet it, until the block ends; yields its address. `more` are settings besides the usual ones."""
    address = f"http://127.0.0.1:{free_port()}"
    environ = {**os.environ, **environment(database, address), **(more or {})}
    command = [sys.executable, "-m", "samspil.config.web", "--interface", "wsgi", "--workers", "1", "--blocking-threads", "1", "--host", "127.0.0.1"]
    command += ["--port", address.rpartition(":")[2], "samspil.config.wsgi:application"]
    log = folder / "web.log"
    with log.open("wb") as output:
        server = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=output, stderr=subprocess.STDOUT)
        try:
            wait_for(server, address, log)
            yield address
        finally:
            stop(server)


def wait_for(server: "subprocess.Popen[bytes]", address: str, log: Path) -> None:
    """Wait until the site answers; say what it said when it does not."""
    last = time.monotonic() + LONGEST_START
    while not answers(address):
        if server.poll() is not None or time.monotonic() > last:
            raise RuntimeError(f"The web server did not start:\n{log.read_text(errors='replace')[-4000:]}")
        time.sleep(0.1)


def stop(server: "subprocess.Popen[bytes]") -> None:
    """End the server kindly, and for good when it does not listen."""
    server.terminate()
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
