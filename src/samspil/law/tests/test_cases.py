"""The written cases of docs/law/cases: what a careful lawyer would defend, and what must not be claimed. No database."""

import json
from pathlib import Path
from typing import Any

import pytest

from samspil.law.command_line import CONTENT
from samspil.law.domain.checking.engine import check
from samspil.law.domain.checking.files import municipality_codes, read_law
from samspil.law.domain.checking.requests import read_request
from samspil.law.domain.checking.results import LegalResult

LAW = read_law(CONTENT / "law")
MUNICIPALITIES = municipality_codes(CONTENT / "municipalities.tsv")
FILES = sorted((CONTENT.parent / "docs" / "law" / "cases").glob("*.json"))
CASES = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def read(path: Path) -> dict[str, Any]:
    case: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return case


def result_of(case: dict[str, Any]) -> LegalResult:
    request = read_request(json.dumps(case["input"]), LAW.facts, MUNICIPALITIES)
    return check(LAW.book, LAW.values, request.facts, request.on)


def lost_obligations(result: LegalResult, wanted: list[dict[str, Any]]) -> list[str]:
    """Wanted duties that are not there with their holder, law and certainty; what stands instead is named."""
    rows = {(row.id, row.who.value): row for row in result.obligations}
    lost = []
    for want in wanted:
        row = rows.get((want["id"], want["who"]))
        if row is None or row.certainty != want["certainty"] or not all(any(law in said for said in row.law) for law in want["law"]):
            lost.append(f"{want} is {row or sorted(rows)}")
    return lost


def claims(result: LegalResult) -> str:
    """Everything the check says as law or text for an agreement; questions claim nothing."""
    duties = [" ".join((row.what_da, row.when_da, *row.law)) for row in result.obligations]
    return "\n".join([*duties, *(" ".join((row.what_da, *row.law)) for row in result.stops), *(row.text_da for row in result.clauses)])


@CASES
def test_a_case_is_answered_as_a_careful_lawyer_would(path: Path) -> None:
    case = read(path)
    result, wanted = result_of(case), case["expect"]
    assert not lost_obligations(result, wanted["obligations"])
    assert sorted(row.id for row in result.stops) == sorted(wanted["stops"])
    asked = [row.question_da for row in result.ask_a_lawyer]
    assert not [part for part in wanted["ask_a_lawyer"] if not any(part in text for text in asked)], asked
    assert set(wanted["clauses"]) <= {row.id for row in result.clauses}
    assert set(wanted["missing_facts"]) <= set(result.missing_facts)


@CASES
def test_nothing_is_claimed_in_a_case_that_was_not_read(path: Path) -> None:
    case = read(path)
    result, never = result_of(case), case["must_not_claim"]
    said = [(row.id, row.who.value) for row in result.obligations]
    assert not [(name, who) for name, who in said for row in never["obligations"] if row["id"] == name and row.get("who", who) == who]
    assert not [word for word in never["words"] if word in claims(result)], claims(result)
    assert not set(never["missing_facts"]) & set(result.missing_facts)


def test_cases_are_many_and_each_tells_its_story_and_its_ground() -> None:
    assert len(FILES) >= 30
    told = [read(path) for path in FILES]
    assert not [case for case in told if len(case["story_da"]) < 20 or not case["rests_on"]]
    inputs = [json.dumps(case["input"], sort_keys=True) for case in told]
    assert len(set(inputs)) == len(inputs)


def test_cases_name_rules_and_facts_that_exist() -> None:
    """A duty that no rule says can never be claimed: forbidding it would test nothing."""
    ids = {duty.id for rule in LAW.book.rules for duty in rule.duties}
    named = {row["id"] for path in FILES for part in ("expect", "must_not_claim") for row in read(path)[part]["obligations"]}
    assert named <= ids
    facts = {key for path in FILES for part in ("expect", "must_not_claim") for key in read(path)[part]["missing_facts"]}
    assert facts <= set(LAW.facts)
