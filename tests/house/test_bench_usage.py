"""The benchmarks' command line: wrong words cost nothing and are told as docs/benchmarks.md and the commands' contract say."""

import json
import subprocess
import sys

import pytest

from tests.house.places import ROOT

WRONG = [
    [],
    ["nonsense"],
    ["pages", "--bogus"],
    ["pages", "--items", "x"],
    ["pages", "--items", "20,10"],
    ["pages", "--items", "0"],
    ["pages", "--rounds", "0"],
]


def bench(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "bench", *words], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_wrong_usage_ends_with_2_before_anything_is_prepared(words: list[str]) -> None:
    done = bench(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.strip()


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_with_json_wrong_usage_is_one_document(words: list[str]) -> None:
    done = bench(*words, "--json")
    assert done.returncode == 2
    assert json.loads(done.stdout)["error"]["code"] == "usage"
