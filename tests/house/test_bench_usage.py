"""The benchmarks' command line: wrong words cost nothing and are told as docs/benchmarks.md and the commands' contract say."""

import json
import subprocess
import sys
import zipfile
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
    ["exchange", "--items", "20,10"],
    ["exchange", "--rounds", "0"],
    ["assignment"],
    ["assignment", "--instances", ".", "--out", "x", "--seconds", "1"],
    ["matching", "--only", "moon"],
    ["matching", "--seed", "x"],
    ["search"],
    ["search", "--set", ".", "--limit", "0"],
    ["search", "--set", ".", "--scale", "x"],
    ["voting"],
    ["voting", "--files", ".", "--limit-s", "0"],
    ["voting", "--files", ".", "--against", "the clock"],
    ["voting", "--sealing", "0"],
    ["voting", "--sealing", "5", "--files", "."],
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


def zipped(folder: Path, text: str) -> None:
    with zipfile.ZipFile(folder / "c02002.zip", "w") as archive:
        archive.writestr("c02002", text)


def test_an_instance_is_solved_and_its_answer_written_down(tmp_path: Path) -> None:
    zipped(tmp_path, "2 2  9 1 1 9  5 5 5 5  5 5")
    (tmp_path / "bounds.txt").write_text("c02002_Min\t2\t2\n", encoding="utf-8")
    done = bench("assignment", "--instances", str(tmp_path), "--out", str(tmp_path / "out"), "--seconds", "5", "--json", "--check")
    assert done.returncode == 0, done.stderr
    row = json.loads(done.stdout)[0]
    assert list(row) == ["name", "value", "best_known", "gap_percent", "seconds"]
    assert (row["name"], row["value"], row["best_known"], row["gap_percent"]) == ("c02002", 2, 2, 0)
    assert (tmp_path / "out" / "c02002.sol").read_text(encoding="utf-8") == "2 1\n"


@pytest.mark.parametrize("text", [None, "", "2 2 1", "0 0", "2 2 x"])
def test_what_is_no_instance_is_refused(text: str | None, tmp_path: Path) -> None:
    if text is not None:
        zipped(tmp_path, text)
    done = bench("assignment", "--instances", str(tmp_path), "--out", str(tmp_path / "out"), "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["error"]["code"] == "input"


VOTE = "META\nkey;value\nbudget;10\nvote_type;approval\nPROJECTS\nproject_id;cost\na;4\nb;6\nVOTES\nvoter_id;vote\n1;a\n2;a,b\n"


def test_a_vote_is_counted_beside_pabutools(tmp_path: Path) -> None:
    (tmp_path / "small.pb").write_text(VOTE, encoding="utf-8")
    done = bench("voting", "--files", str(tmp_path), "--against", "pabutools", "--json", "--check")
    assert done.returncode == 0, done.stderr
    row = json.loads(done.stdout)[0]
    told = [*("file", "vote_type", "engine", "voters", "add1_ms", "samspil_read_ms", "samspil_count_ms", "pabutools_read_ms", "pabutools_count_ms")]
    assert list(row)[:13] == [*told, "ratio_count", "ratio_whole", "same_winners", "peak_mib"]
    assert (row["file"], row["vote_type"], row["engine"], row["voters"], row["same_winners"]) == ("small.pb", "approval", "numpy", 2, True)
    assert row["ratio_count"] > 0


@pytest.mark.parametrize("text", [None, "no vote"])
def test_a_folder_without_votes_is_refused(text: str | None, tmp_path: Path) -> None:
    if text is not None:
        (tmp_path / "a.pb").write_text(text, encoding="utf-8")
    done = bench("voting", "--files", str(tmp_path), "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["error"]["code"] == "input"
