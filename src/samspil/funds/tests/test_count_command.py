"""`./samspil count`: what it prints, how it explains, and how it says no. No database."""

import hashlib
import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from samspil.funds import command_line
from samspil.funds.command_line import main
from samspil.funds.tests.elections import text

VOTE = text([30, 40, 36], ["a,b"] * 6 + ["c"] * 4)
KEYS = [
    *("format", "file_sha256", "rule", "settings", "voters", "projects", "budget", "spent", "winners", "prices", "reasons", "runs", "tie_breaks"),
    *("trace_sha256", "engine", "ms"),
]


def printed(file: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], *words: str) -> tuple[int, str, str]:
    path = tmp_path / "a.pb"
    path.write_text(file, encoding="utf-8")
    code = main([str(path), "--rule", "equal-shares", *words])
    out, err = capsysbinary.readouterr()
    return code, out.decode(), err.decode()


def document(file: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], *words: str) -> Any:
    code, out, err = printed(file, tmp_path, capsysbinary, "--json", *words)
    assert (code, err) == (0, "")
    return json.loads(out)


def test_the_result_has_the_keys_its_format_fixes(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    found = document(VOTE, tmp_path, capsysbinary)
    assert list(found) == KEYS
    assert (found["format"], found["file_sha256"]) == ("samspil-count/1", hashlib.sha256(VOTE.encode()).hexdigest())
    assert (found["voters"], found["projects"], found["budget"], found["spent"], found["runs"]) == (10, 3, "100", "66", 1)
    assert (found["winners"], found["prices"]) == (["a", "c"], {"a": "5", "c": "9"})
    assert found["reasons"]["b"] == {
        "won": False,
        "supporters": 6,
        "money": "30",
        "cost": "40",
        "text": "Fik støtte fra 6 personer; der manglede 10 kr. fra dem, der stemte på det.",
    }
    assert set(found["ms"]) == {"read", "count"}


def test_all_settings_stand_beside_the_result(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert document(VOTE, tmp_path, capsysbinary)["settings"] == {
        "utility": "cost",
        "completion": "none",
        "start": "exact",
        "step": "1",
        "stop": "exhaustive",
        "comparison": "none",
        "ties": "cost,votes,id",
    }
    words = ["--utility", "cardinality", "--completion", "add1u", "--start", "floor", "--step", "share:0.001", "--stop", "overspend"]
    asked = document(VOTE, tmp_path, capsysbinary, *words, "--comparison", "exclusion", "--ties", "votes,lot:2026")["settings"]
    assert list(asked.values()) == ["cardinality", "add1u", "floor", "share:0.001", "overspend", "exclusion", "votes,lot:2026"]


def test_prices_are_exact(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    found = document(text(["10,50"], ["a"] * 9), tmp_path, capsysbinary)
    assert (found["prices"], found["spent"]) == ({"a": "7/6"}, "21/2")


def test_equals_are_told(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    found = document(text([10, 10], ["a,b"] * 2), tmp_path, capsysbinary)
    assert found["tie_breaks"] == [{"round": 1, "among": ["a", "b"], "by": "id", "won": "a"}]


def test_the_trace_is_a_file_with_the_fingerprint_that_was_told(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    path = tmp_path / "trace.json"
    found = document(VOTE, tmp_path, capsysbinary, "--trace", str(path))
    assert found["trace_sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    trace = json.loads(path.read_bytes())
    assert trace["file_sha256"] == found["file_sha256"]
    assert trace["rounds"] == [
        {"project": "a", "price": "5", "paid_all": 0, "supporters": 6},
        {"project": "c", "price": "9", "paid_all": 0, "supporters": 4},
    ]


def test_the_fingerprint_is_the_same_when_it_is_counted_again(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """Written down once: a change of it is a change of what is promised, and the format gets a new number."""
    assert document(VOTE, tmp_path, capsysbinary)["trace_sha256"] == "2fc7205a5d4832c6bf8a498b5f9cbdcc814bd6d615874f46f9404b4fb7296bb2"


def test_without_json_it_is_danish_to_read(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    code, out, _ = printed(VOTE.replace("budget;100", "currency;EUR\nbudget;100"), tmp_path, capsysbinary)
    assert code == 0
    assert out.startswith("2 af 3 projekter for 66 EUR af 100 EUR (10 stemmer).\nRegel: equal-shares, utility cost,")
    assert "nej b : Fik støtte fra 6 personer; der manglede 10 EUR fra dem, der stemte på det." in out


def test_a_file_with_another_number_of_votes_than_it_says_is_counted_with_a_warning(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    code, _, err = printed(VOTE.replace("budget;100", "num_votes;11\nnum_projects;3\nbudget;100"), tmp_path, capsysbinary)
    assert (code, err) == (0, "samspil: Filen siger 11 stemmer, men den har 10. Der er talt 10.\n")


def test_what_is_refused_is_told_with_its_line(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    code, out, err = printed(VOTE.replace("a;30", "a;-30"), tmp_path, capsysbinary, "--json")
    refusal = json.loads(out)["error"]
    assert (code, refusal["code"], refusal["line"]) == (1, "bad_number", 7)
    assert err == f"samspil: {refusal['text']}\n"
    code, out, _ = printed(VOTE, tmp_path, capsysbinary, "--json", "--utility", "points")
    assert (code, list(json.loads(out)["error"])) == (1, ["code", "text"])


def test_a_file_that_is_not_there_is_too_big_or_cannot_be_written_is_refused(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main([str(tmp_path / "gone.pb"), "--rule", "greedy"]) == 1
    assert printed(VOTE, tmp_path, capsysbinary, "--trace", str(tmp_path / "gone" / "trace"))[0] == 1
    monkeypatch.setattr(command_line, "MOST_BYTES", 5)
    assert "for stor" in printed(VOTE, tmp_path, capsysbinary)[2]


def test_a_hyphen_reads_what_comes_in(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(VOTE.encode())))
    assert main(["-", "--rule", "greedy", "--json"]) == 0
    found = json.loads(capsysbinary.readouterr().out)
    assert (found["winners"], found["settings"]["step"], found["prices"]) == (["a", "b"], None, {})


WRONG = [
    [],
    ["a.pb"],
    ["a.pb", "--rule", "dice"],
    ["a.pb", "--rule", "greedy", "--ties", "cost"],
    ["a.pb", "--rule", "greedy", "--step", "0"],
    ["a.pb", "--rule", "greedy", "--step", "share:x"],
    ["a.pb", "--rule", "greedy", "--moon"],
    ["a.pb", "b.pb", "--rule", "greedy"],
]


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_wrong_words_are_wrong_usage_also_as_a_document(words: list[str], capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    for as_json in ([], ["--json"]):
        with pytest.raises(SystemExit) as ended:
            main([*words, *as_json])
        assert ended.value.code == 2
        out, err = capsysbinary.readouterr()
        assert err.decode().startswith("samspil: ")
        assert not as_json or json.loads(out)["error"]["code"] == "usage"
