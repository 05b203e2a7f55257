"""A checkout of a stand-in product, so that the launcher is tried for real and still quickly."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
FAKE_PROJECT = Path(__file__).parent / "fake_project"
READY = "Samspil is ready: "


# With these pip reaches nothing: nobody listens there.
UNROUTABLE = {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_CONFIG_FILE": os.devnull}


def clean_environment() -> dict[str, str]:
    """Return our environment without anything that steers Samspil, Django or PostgreSQL."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("SAMSPIL_", "DJANGO_", "PG", "FAKE_")) and name not in {"DATABASE_URL", "PYTHONPATH", "CI"}
    }


def free_port() -> int:
    """Return a loopback port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Run:
    """A running `./samspil run`."""

    process: subprocess.Popen[str]
    port: int
    log: Path

    @property
    def url(self) -> str:
        """Where it serves."""
        return f"http://127.0.0.1:{self.port}/"

    def get(self) -> str:
        """Return the front page."""
        return self._request("GET")

    def post(self) -> str:
        """Write one note, committed when this returns."""
        return self._request("POST")

    def _request(self, method: str) -> str:
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            link.request(method, "/")
            return link.getresponse().read().decode()
        finally:
            link.close()

    def said(self) -> str:
        """Return what it told on standard error."""
        return self.log.read_text()

    def stop(self) -> int:
        """End it as a service manager does and return the exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(60)


@dataclass
class Checkout:
    """A folder with the launcher and a project."""

    root: Path
    env: dict[str, str]
    logs: Path
    runs: list[Run] = field(default_factory=list)

    @property
    def home(self) -> Path:
        """Its state."""
        return Path(self.env.get("SAMSPIL_HOME") or self.root / "var")

    def samspil(self, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
        """Run one command to its end."""
        return subprocess.run(
            [sys.executable, str(self.root / "samspil"), *arguments], env=self.env | env, capture_output=True, text=True, timeout=900, cwd="/", check=False
        )

    def start(self, *arguments: str, port: int = 0, **env: str) -> Run:
        """Start `run` and do not wait."""
        port = port or free_port()
        log = self.logs / f"run-{len(self.runs)}.log"
        with log.open("w") as errors:
            process = subprocess.Popen(
                [sys.executable, str(self.root / "samspil"), "run", "--port", str(port), *arguments],
                env=self.env | env,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                cwd="/",
            )
        self.runs.append(Run(process, port, log))
        return self.runs[-1]

    def serve(self, *arguments: str, port: int = 0, **env: str) -> Run:
        """Start `run` and wait until it says that it is ready."""
        run = self.start(*arguments, port=port, **env)
        assert run.process.stdout is not None
        line = run.process.stdout.readline()
        assert line == f"{READY}{run.url.rstrip('/')}\n", run.said()
        return run

    def stop_runs(self) -> None:
        """End what a test has left running."""
        for run in self.runs:
            if run.process.poll() is None:
                run.stop()
            if run.process.stdout:
                run.process.stdout.close()
        self.runs.clear()

    def sql(self, text: str) -> str:
        """Ask the database through the project."""
        done = self.samspil("manage", "sql", text)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


@contextmanager
def new_checkout(parent_mode: int = 0o755) -> Iterator[Checkout]:
    """Make a checkout in a folder of its own, and leave nothing behind."""
    folder = Path(tempfile.mkdtemp(prefix="samspil-test-"))
    folder.chmod(parent_mode)
    root = folder / "checkout"
    shutil.copytree(FAKE_PROJECT, root / "src" / "samspil" / "config", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(REPOSITORY / "src" / "samspil" / "config" / "web.py", root / "src" / "samspil" / "config")
    (root / "src" / "samspil" / "__init__.py").touch()
    shutil.copy(REPOSITORY / "samspil", root)
    shutil.copytree(REPOSITORY / "launcher", root / "launcher", ignore=shutil.ignore_patterns("__pycache__"))
    (root / "requirements").mkdir()
    (root / "requirements" / "run.txt").write_text("psycopg==3.0 --hash=sha256:" + 64 * "0" + "\n")
    shutil.copy(root / "requirements" / "run.txt", root / "requirements" / "dev.txt")
    checkout = Checkout(root, clean_environment() | {"SAMSPIL_VENV": sys.prefix}, folder)
    try:
        yield checkout
    finally:
        checkout.stop_runs()
        if checkout.home.exists():
            checkout.samspil("stop")
        shutil.rmtree(folder, ignore_errors=True)


def eventually(holds: Callable[[], bool], seconds: float = 20.0) -> bool:
    """Wait until something holds; tell whether it did in time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if holds():
            return True
        time.sleep(0.05)
    return holds()


def one_line(done: subprocess.CompletedProcess[str]) -> str:
    """Return the only line of an error, and fail when there is a traceback or more than one line."""
    lines = done.stderr.strip().splitlines()
    assert "Traceback" not in done.stderr, done.stderr
    assert len(lines) == 1, done.stderr
    return lines[0]
