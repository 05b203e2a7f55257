"""The calls of the program that sets sheets (typesetting.py): one alone, or many after each other without starting it each time."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Timer
from types import TracebackType
from typing import Any, Self

SOURCE = Path(__file__).resolve().parents[2]
PROGRAM = [sys.executable, "-m", "samspil.alliances.typesetting"]
MOST_SECONDS = 60
# What makes a PDF of a sheet: `printed`, or a press that is kept running.
Printer = Callable[[dict[str, Any]], bytes]


class NotPrinted(RuntimeError):
    """The typesetting program ended without a PDF; `str()` holds what it said."""


def surroundings() -> dict[str, str]:
    """The program's environment: ours, with our source."""
    return {**os.environ, "PYTHONPATH": str(SOURCE)}


def printed(data: dict[str, Any]) -> bytes:
    """The PDF of a sheet, made by a program of its own, so that no web process keeps typst's memory. Raises NotPrinted."""
    try:
        done = subprocess.run(  # noqa: S603  # our own program; people's texts go in as JSON on its standard input
            PROGRAM,
            input=json.dumps(data).encode(),
            capture_output=True,
            timeout=MOST_SECONDS,
            check=True,
            env=surroundings(),
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as wrong:
        said = wrong.stderr or b""
        raise NotPrinted(said.decode(errors="replace")[-500:]) from wrong
    return done.stdout


class Press:
    """The program kept running for as long as the `with` lasts, for whoever makes many sheets one after the other; for one thread.

    It is started with the first sheet, and anew after one that took longer than MOST_SECONDS or made it break down.
    """

    def __init__(self) -> None:
        self.program: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, wrong: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()

    def printed(self, data: dict[str, Any]) -> bytes:
        """The PDF of a sheet. Raises NotPrinted."""
        program = self.program or self.start()
        timer = Timer(MOST_SECONDS, program.kill)
        timer.start()
        try:
            made = answer(program, json.dumps(data).encode() + b"\n")
        except (OSError, ValueError) as wrong:  # it was killed, or ended in the middle of its answer
            self.stop()
            raise NotPrinted(str(wrong)) from wrong
        finally:
            timer.cancel()
        return made

    def start(self) -> "subprocess.Popen[bytes]":
        """A new program; what it complains of goes where ours does."""
        self.program = subprocess.Popen(  # noqa: S603  # our own program, as above
            [*PROGRAM, "--many"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=surroundings()
        )
        return self.program

    def stop(self) -> None:
        """End it, also in the middle of something."""
        if self.program:
            self.program.kill()
            self.program.communicate()
            self.program = None


def answer(program: "subprocess.Popen[bytes]", line: bytes) -> bytes:
    """What the program makes of a line. Raises NotPrinted with what it said, ValueError or OSError when it is gone."""
    if program.stdin is None or program.stdout is None:
        raise ValueError("the press has no pipes")
    program.stdin.write(line)
    program.stdin.flush()
    length = int(program.stdout.readline() or b"gone")
    made = program.stdout.read(abs(length))
    if len(made) < abs(length):
        raise ValueError("the press ended in the middle of a sheet")
    if length < 0:
        raise NotPrinted(made.decode(errors="replace")[-500:])
    return made
