"""`./samspil match`: what it prints, why it proposes and what is missing, and how it says no. No database."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from samspil.exchange import command_line
from samspil.exchange.command_line import main
from samspil.exchange.domain.matching.clocks import task_times, window
from samspil.exchange.domain.matching.flow import TooLarge

MONDAY = {"start": "2026-11-23T17:30", "end": "2026-11-23T19:30"}
ANNA = {
    "id": "v1",
    "age": 34,
    "place": [55.676, 12.568],
    "max_km": 8,
    "qualifications": ["driving"],
    "languages": ["da", "ar"],
    "refuses": ["t7"],
    "prefers": {"t2": 3},
    "available": [["2026-11-23T17:00", "2026-11-23T21:00"]],
    "max_tasks": 2,
    "max_hours": 6,
    "together_with": ["v9"],
    "asked_lately": 1,
}
FRIEND = {"id": "v9", "place": [55.676, 12.568], "max_km": 8, "available": ANNA["available"], "age": 20, "qualifications": ["driving"], "languages": ["ar"]}
DRIVE = {"id": "t2", "place": [55.67, 12.56], **MONDAY, "seats": 3, "requires": ["driving"], "languages": ["ar"], "min_age": 18}


def asked(volunteers: list[dict[str, Any]], tasks: list[dict[str, Any]], **more: Any) -> str:
    return json.dumps({"format": "samspil-match/1", "seed": 1, "volunteers": volunteers, "tasks": tasks, **more})


def printed(text: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], *words: str) -> tuple[int, str, str]:
    path = tmp_path / "a.json"
    path.write_text(text, encoding="utf-8")
    code = main([str(path), *words])
    out, err = capsysbinary.readouterr()
    return code, out.decode(), err.decode()


def document(text: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> Any:
    code, out, err = printed(text, tmp_path, capsysbinary, "--json")
    assert (code, err) == (0, "")
    return json.loads(out)


def test_the_result_has_the_keys_its_format_fixes(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    found = document(asked([ANNA, FRIEND], [DRIVE]), tmp_path, capsysbinary)
    assert list(found) == ["format", "status", "gap", "levels", "assignments", "unfilled", "ms"]
    assert (found["format"], found["status"], found["gap"]) == ("samspil-match-result/1", "optimal", 0)
    assert [level["name"] for level in found["levels"]] == ["unfilled_seats", "preference", "fairness", "distance_m"]
    assert [level["value"] for level in found["levels"][:3]] == [1, 3, 1]
    assert [(row["volunteer"], row["task"]) for row in found["assignments"]] == [("v1", "t2"), ("v9", "t2")]
    assert found["assignments"][0]["because"] == [
        "0,8 km væk",
        "ledig mandag den 23. november 2026 kl. 17.30–19.30",
        "har driving",
        "taler ar",
        "er fyldt 18 år",
        "har selv ønsket opgaven (3 point)",
        "kommer sammen med v9",
        "er spurgt 1 gang for nylig",
    ]
    need = "1 frivillig med driving som taler ar fyldt 18 år mangler mellem 17.30 og 19.30"
    assert found["unfilled"] == [
        {
            "task": "t2",
            "seats": 1,
            "because": [need, "der er ikke flere frivillige"],
        }
    ]


WAYS: list[tuple[dict[str, Any], str]] = [
    ({"place": [55.9, 12.56]}, "1 kunne, hvis der ikke var så langt"),
    ({"available": [["2026-11-23T18:00", "2026-11-23T21:00"]]}, "1 kunne, hvis tiden kunne flyttes"),
    ({"available": []}, "1 kunne, hvis tiden kunne flyttes"),
    ({"age": 17}, "1 kunne, hvis aldersgrænsen tillod det"),
    ({"age": None}, "1 kunne, hvis aldersgrænsen tillod det"),
    ({"qualifications": []}, "1 kunne, hvis der ikke blev krævet driving"),
    ({"languages": []}, "1 kunne, hvis der ikke skulle tales ar"),
    ({"refuses": ["t2"]}, "1 kunne, men har sagt nej til netop den"),
    ({"max_hours": 1}, "1 kunne, hvis den var kortere"),
    ({"max_tasks": 0}, "1 kunne, men vil ikke have opgaver nu"),
    ({"together_with": ["gone"]}, "1 kan tage opgaven, men er på andre opgaver eller har nået egne grænser"),
    ({"age": 17, "languages": []}, "ingen af de andre er tæt på at kunne: flere ting står i vejen for hver af dem"),
]


@pytest.mark.parametrize(("said", "told"), WAYS, ids=[str(sorted(said.items())) for said, _ in WAYS])
def test_an_empty_seat_says_what_would_have_to_change(said: dict[str, Any], told: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    found = document(asked([{**FRIEND, **said}], [DRIVE]), tmp_path, capsysbinary)
    assert found["assignments"] == []
    assert found["unfilled"][0]["because"] == ["3 frivillige med driving som taler ar fyldt 18 år mangler mellem 17.30 og 19.30", told]


def test_without_json_it_is_danish_to_read(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    over_midnight = {**DRIVE, "start": "2026-11-23T23:00", "end": "2026-11-24T01:00", "requires": [], "languages": [], "id": "t3"}
    _, out, _ = printed(asked([ANNA, FRIEND], [DRIVE, over_midnight]), tmp_path, capsysbinary)
    assert out.startswith("Fordelingen er bevist bedst.\n  tomme pladser: 4\n")
    assert "t2: v1 (0,8 km væk, ledig mandag" in out
    assert "mangler fra mandag den 23. november 2026 kl. 23.00 til tirsdag den 24. november 2026 kl. 01.00" in out


WRONG = [
    ("{", "not_json", "linje 1"),
    ("[]", "not_json", "ét JSON-objekt"),
    ("{}", "bad_format", "samspil-match/1"),
    ('{"format": NaN}', "bad_value", "NaN"),
    ('{"a": 1, "a": 2}', "twice", '"a"'),
    (asked([], [], moon=1), "unknown_field", '"moon"'),
    (asked([], [], seed="x"), "bad_value", '"seed"'),
    (asked([], "x"), "bad_value", '"tasks"'),  # type: ignore[arg-type]  # wrong on purpose
    (asked(["x"], []), "bad_value", "Frivillig nummer 1"),  # type: ignore[list-item]  # wrong on purpose
    (asked([{"id": 1}], []), "bad_value", '"id"'),
    (asked([{"id": "v"}], []), "missing", '"place", "max_km", "available"'),
    (asked([{**ANNA, "shoe": 44}], []), "unknown_field", '"shoe"'),
    (asked([ANNA, ANNA], []), "twice", '"v1"'),
    (asked([{**ANNA, "place": [91, 0]}], []), "bad_value", '"place"'),
    (asked([{**ANNA, "max_km": -1}], []), "bad_value", '"max_km"'),
    (asked([{**ANNA, "age": True}], []), "bad_value", '"age"'),
    (asked([{**ANNA, "languages": "da"}], []), "bad_value", '"languages"'),
    (asked([{**ANNA, "prefers": {"t2": -1}}], []), "bad_value", '"prefers"'),
    (asked([{**ANNA, "available": [["x"]]}], []), "bad_value", '"available"'),
    (asked([{**ANNA, "available": [["2026-11-23T21:00", "2026-11-23T17:00"]]}], []), "bad_time", "midnat"),
    (asked([], [{**DRIVE, "seats": 0}]), "bad_value", '"seats"'),
    (asked([], [{**DRIVE, "seats": 10_001}]), "bad_value", "10000"),
    (asked([], [{**DRIVE, "end": "2026-11-23T17:30"}]), "bad_time", "midnat"),
    (asked([], [{**DRIVE, "end": "2026-02-30T17:30"}]), "bad_time", "dansk tid"),
    (asked([], [{**DRIVE, "start": "1926-11-23T17:30"}]), "bad_time", "dansk tid"),
    (asked([], [{**DRIVE, "start": "2026-03-29T02:30", "end": "2026-03-29T05:00"}]), "bad_time", "findes ikke"),
]


@pytest.mark.parametrize(("text", "code", "told"), WRONG, ids=[told for _, _, told in WRONG])
def test_wrong_input_is_refused_in_a_danish_line(text: str, code: str, told: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    status, out, err = printed(text, tmp_path, capsysbinary, "--json")
    refusal = json.loads(out)["error"]
    assert (status, refusal["code"]) == (1, code)
    assert told in refusal["text"]
    assert err == f"samspil: {refusal['text']}\n"


def test_the_line_of_broken_json_is_told(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    _, out, _ = printed('{\n"format": }', tmp_path, capsysbinary, "--json")
    assert json.loads(out)["error"]["line"] == 2


def test_a_file_that_is_not_there_or_no_text_is_refused(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main([str(tmp_path / "gone.json")]) == 1
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\xff")
    assert main([str(tmp_path / "bytes")]) == 1
    assert capsysbinary.readouterr().out == b""


def test_a_hyphen_reads_what_comes_in(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(asked([], []).encode())))
    assert main(["-", "--json"]) == 0
    assert json.loads(capsysbinary.readouterr().out)["levels"][0] == {"name": "unfilled_seats", "value": 0}


def test_what_is_too_large_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    def refuse(*_: object) -> None:
        raise TooLarge

    monkeypatch.setattr(command_line, "match", refuse)
    assert "del den op" in printed(asked([], []), tmp_path, capsysbinary)[2]
    monkeypatch.setattr(command_line, "MOST_BYTES", 5)
    assert "for stor" in printed(asked([], []), tmp_path, capsysbinary)[2]


@pytest.mark.parametrize("words", [[], ["a.json", "--seconds", "0"], ["a.json", "--seconds", "nan"], ["a.json", "--moon"], ["a.json", "b.json"]])
def test_wrong_words_are_wrong_usage(words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2


def test_a_night_when_the_clock_moves_is_as_long_as_it_is() -> None:
    def hours(start: str, end: str) -> float:
        begins, ends = task_times(start, end)
        return (ends - begins) / 60

    assert hours("2026-11-23T22:00", "2026-11-24T06:00") == 8
    assert hours("2026-03-28T22:00", "2026-03-29T06:00") == 7
    assert hours("2026-10-24T22:00", "2026-10-25T06:00") == 9
    # The hour from two to three comes twice: the first one is meant, and from 2.45 to 2.15 it can only be the second.
    assert hours("2026-10-25T02:00", "2026-10-25T02:30") == 0.5
    assert hours("2026-10-25T02:45", "2026-10-25T02:15") == 0.5


def test_free_time_holds_both_hours_that_come_twice_and_nothing_of_the_one_that_is_missing() -> None:
    first, last = window("2026-10-25T02:00", "2026-10-25T03:00")
    assert last - first == 120
    first, last = window("2026-03-29T02:15", "2026-03-29T02:45")
    assert last == first
