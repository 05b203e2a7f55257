"""How every benchmark takes its words: wrong ones are told in a line, or with --json as a document, and end with 2."""

import argparse
import itertools
import json
import sys
from typing import NoReturn


def refuse(words: list[str], text: str) -> int:
    """Tell of wrong usage in the form that was asked for; returns the exit code."""
    if "--json" in words:
        print(json.dumps({"error": {"code": "usage", "text": text}}))
    else:
        print(text, file=sys.stderr)
    return 2


def refuse_input(words: list[str], text: str) -> int:
    """Tell of input that is wrong in the form that was asked for; returns the exit code."""
    if "--json" in words:
        print(json.dumps({"error": {"code": "input", "text": text}}))
    else:
        print(text, file=sys.stderr)
    return 1


class Parser(argparse.ArgumentParser):
    """Tells of errors through `refuse`."""

    def __init__(self, words: list[str], **options: str) -> None:
        super().__init__(**options)  # type: ignore[arg-type]  # prog and description are strings
        self.words = words

    def error(self, message: str) -> NoReturn:
        sys.exit(refuse(self.words, f"{self.prog}: {message}"))


def rising_numbers(text: str) -> list[int]:
    """Numbers of 1 or more, comma between them, each larger than the one before."""
    numbers = [int(part) for part in text.split(",")]
    if numbers[0] < 1 or any(second <= first for first, second in itertools.pairwise(numbers)):
        raise ValueError(text)
    return numbers
