"""Starting the web server as a production start does, on loopback, and ending it by pid."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from bench.pages.cost import children_of

WORKERS = 2
LONGEST_START_S = 60.0


@dataclass(frozen=True)
class Server:
    """A running server: its port, its process and how long it took to answer."""

    name: str
    port: int
    pid: int
    start_s: float

    @property
    def pids(self) -> list[int]:
        return children_of(self.pid)


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def command(server: str, target: str, port: int) -> list[str]:
    """The same command line the launcher uses, for any WSGI target."""
    if server == "gunicorn":
        options = ["--preload", "--no-control-socket", "--keep-alive", "5", "--worker-class", "gthread", "--threads", "1"]
        return [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", str(WORKERS), *options, target]
    options = ["--interface", "wsgi", "--host", "127.0.0.1", "--workers", str(WORKERS), "--blocking-threads", "1", "--no-ws", "--log-level", "warning"]
    return [sys.executable, "-m", "samspil.config.web", *options, "--port", str(port), target]


@contextmanager
def running(server: str, target: str, environment: Mapping[str, str], first_path: str = "/") -> Iterator[Server]:
    """The server, from when its first page answers 200 until the block ends."""
    port, began = free_port(), time.perf_counter()
    process = subprocess.Popen(command(server, target, port), env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=sys.stderr)
    try:
        wait_until_ready(process, f"http://127.0.0.1:{port}{first_path}")
        yield Server(server, port, process.pid, time.perf_counter() - began)
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(5)


def wait_until_ready(process: "subprocess.Popen[bytes]", address: str) -> None:
    """Ask until the page answers; raises RuntimeError when the server ended or took too long."""
    ends = time.monotonic() + LONGEST_START_S
    while time.monotonic() < ends:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        try:
            with urllib.request.urlopen(address, timeout=20) as answer:  # noqa: S310  # our own loopback address
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("the server did not answer in time")
