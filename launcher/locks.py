"""Locks that the kernel drops when their holder dies, so that no lock is ever left behind."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Lock:
    """A lock on one file, exclusive or shared, waited for or only tried."""

    def __init__(self, path: Path) -> None:
        """Open the file; nothing is held yet."""
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)

    def try_exclusive(self) -> bool:
        """Take the lock alone if nobody else holds it."""
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def exclusive(self) -> None:
        """Wait for the lock and take it alone."""
        fcntl.flock(self._file, fcntl.LOCK_EX)

    def shared(self) -> None:
        """Wait for the lock and take it together with others."""
        fcntl.flock(self._file, fcntl.LOCK_SH)

    def close(self) -> None:
        """Let go."""
        os.close(self._file)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Do the block while no other command is in a block with the same file."""
    lock = Lock(path)
    try:
        lock.exclusive()
        yield
    finally:
        lock.close()
