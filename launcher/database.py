"""The database a command works with: the embedded server, up while somebody uses it, or the one of DATABASE_URL."""

import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from launcher import cluster, keys, postgres, server
from launcher.addresses import socket_url
from launcher.given_database import ask_given_database
from launcher.home import Home
from launcher.locks import Lock, alone
from launcher.places import Place, find_place
from launcher.processes import Identity


def given_url(environ: Mapping[str, str]) -> str:
    """Return DATABASE_URL, or nothing when the embedded database is to be used."""
    return environ.get("DATABASE_URL", "").strip()


def embedded_url(home: Home, place: Place, *, superuser: bool = False) -> str:
    """Return the address of the embedded database, for its owner or for the superuser."""
    user, name = (postgres.SUPERUSER, keys.SUPERUSER_PASSWORD) if superuser else (postgres.OWNER, keys.OWNER_PASSWORD)
    return socket_url(user, keys.key(home, name), postgres.DATABASE, str(place.sockets))


def make_cluster(home: Home, environ: Mapping[str, str]) -> None:
    """Make the embedded database if there is none, and mend what a lost key file has broken."""
    place = find_place(home, environ)
    with alone(home.folder("run") / "database.start"):
        if not cluster.exists(place, home):
            server.stop(place)
            cluster.create(place, home)
            return
        cluster.check_version(place)
        if not (keys.has_key(home, keys.OWNER_PASSWORD) and keys.has_key(home, keys.SUPERUSER_PASSWORD)):
            server.stop(place)
            cluster.renew_passwords(place, home)


def orphan_place(home: Home, environ: Mapping[str, str]) -> Place | None:
    """Return where the embedded database lies if there is one and no living command uses it."""
    if given_url(environ) or not (home.state / "database.json").exists():
        return None
    lock = Lock(home.folder("run") / "database.use")
    try:
        return find_place(home, environ) if lock.try_exclusive() else None
    finally:
        lock.close()


@contextmanager
def database(home: Home, environ: Mapping[str, str]) -> Iterator[str]:
    """Have a database during the block and give its address; afterwards the server is as it was before."""
    url = given_url(environ)
    if url:
        ask_given_database(home, url, environ)
        yield url
        return
    make_cluster(home, environ)
    with EmbeddedUse(home, find_place(home, environ)) as use:
        use.join()
        yield embedded_url(home, use.place)


@dataclass
class EmbeddedUse:
    """One command's use of the embedded server. The kernel keeps count of the users, so the dead are not counted."""

    home: Home
    place: Place
    _lock: Lock | None = field(default=None, init=False)
    _serves: bool = field(default=False, init=False)
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def __enter__(self) -> "EmbeddedUse":
        """Be counted from here on."""
        self._lock = Lock(self.home.folder("run") / "database.use")
        return self

    def join(self) -> None:
        """Use the server that is there, or start one that ends with its last user."""
        with self._starting():
            self._held.shared()
            if server.find(self.place) is None:
                self._is_temporary.touch()
                self.process = server.start(self.place, self.home, death=None)
            server.wait_ready(self.place, self.home, self.process)

    def serve(self) -> Identity:
        """Start a server that ends with us; one that another living command uses is taken over as it is."""
        with self._starting():
            nobody_else = self._held.try_exclusive()
            self._held.shared()
            if nobody_else:
                server.stop(self.place)
            self._serves = True
            if server.find(self.place) is None:
                self._is_temporary.unlink(missing_ok=True)
                self.process = server.start(self.place, self.home, death=signal.SIGINT)
            return server.wait_ready(self.place, self.home, self.process)

    def __exit__(self, *_error: object) -> None:
        """Stop the server if it was ours, or if it was started for commands like us and we are the last."""
        with self._starting():
            ours = self._serves and self.process is not None
            if ours or (self._is_temporary.exists() and self._held.try_exclusive()):
                server.stop(self.place)
                self._is_temporary.unlink(missing_ok=True)
            self._held.close()

    @property
    def _held(self) -> Lock:
        if self._lock is None:
            raise RuntimeError("not entered")
        return self._lock

    @property
    def _is_temporary(self) -> Path:
        return self.home.folder("run") / "database.temporary"

    def _starting(self) -> AbstractContextManager[None]:
        return alone(self.home.folder("run") / "database.start")
