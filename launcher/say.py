"""Lines for the operator: progress and troubles on standard error, answers on standard output."""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

from launcher.trouble import Trouble

WIPE = "\r\033[K"


def _put(stream: TextIO, text: str) -> None:
    with suppress(BrokenPipeError):
        stream.write(text)
        stream.flush()


def progress(text: str) -> None:
    """Tell how far we are."""
    _put(sys.stderr, text + "\n")


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Say in one line what was done and how long it took; say nothing of what failed."""
    begun = time.monotonic()
    terminal = sys.stderr.isatty()
    if terminal:
        _put(sys.stderr, f"{what} …")
    try:
        yield
    except BaseException:
        if terminal:
            _put(sys.stderr, WIPE)
        raise
    seconds = time.monotonic() - begun
    start = WIPE if terminal else ""
    progress(f"{start}{what}: {seconds:.1f} s")


def answer(text: str) -> None:
    """Print what was asked for."""
    _put(sys.stdout, text + "\n")


def document(value: object) -> None:
    """Print one JSON document."""
    answer(json.dumps(value, ensure_ascii=False, indent=2))


def trouble(problem: Trouble, *, as_json: bool) -> int:
    """Tell what went wrong and return the exit code."""
    if as_json:
        document({"error": {"code": problem.code, "text": problem.text}})
    progress(f"samspil: {problem.text}")
    return problem.status
