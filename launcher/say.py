"""Lines for the operator: progress and troubles on standard error, answers on standard output."""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from launcher.trouble import Trouble


def progress(text: str) -> None:
    """Tell how far we are."""
    print(text, file=sys.stderr, flush=True)


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Say in one line what was done and how long it took; say nothing of what failed."""
    begun = time.monotonic()
    terminal = sys.stderr.isatty()
    if terminal:
        print(f"{what} …", end="", file=sys.stderr, flush=True)
    try:
        yield
    except BaseException:
        if terminal:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
        raise
    seconds = time.monotonic() - begun
    start = "\r\033[K" if terminal else ""
    progress(f"{start}{what}: {seconds:.1f} s")


def answer(text: str) -> None:
    """Print what was asked for."""
    print(text, flush=True)


def document(value: object) -> None:
    """Print one JSON document."""
    print(json.dumps(value, ensure_ascii=False, indent=2), flush=True)


def trouble(problem: Trouble, *, as_json: bool) -> int:
    """Tell what went wrong and return the exit code."""
    if as_json:
        document({"error": {"code": problem.code, "text": problem.text}})
    progress(f"samspil: {problem.text}")
    return problem.status
