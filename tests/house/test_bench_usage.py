"""The benchmarks' command line: wrong words cost nothing and are told as docs/benchmarks.md and the commands' contract say."""

import json
import subprocess
import sys
from pathlib import Path

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
    ["alliances", "--alliances", "x"],
    ["alliances", "--papers", "0"],
    ["matching", "--only", "moon"],
    ["matching", "--seed", "x"],
    ["search"],
    ["search", "--set", ".", "--limit", "0"],
    ["search", "--set", ".", "--scale", "x"],
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


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({}, "corpus.jsonl"),
        ({"corpus.jsonl": "{"}, "corpus.jsonl line 1"),
        ({"corpus.jsonl": '{"id": 1}', "qrels.tsv": "a\tb\t1"}, "queries.jsonl"),
        ({"corpus.jsonl": '{"id": 1}', "qrels.tsv": "query\tdocument\trelevance\nq b 1", "queries.jsonl": ""}, "qrels.tsv line 2"),
    ],
)
def test_a_folder_that_is_no_set_ends_with_1_and_says_why(tmp_path: Path, files: dict[str, str], told: str) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = bench("search", "--set", str(tmp_path), "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["error"]["code"] == "input"
    assert told in json.loads(done.stdout)["error"]["text"]
