"""`./samspil legal-check`: what it prints, and how it says no. No database."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from samspil.law import queries, sources
from samspil.law.command_line import CONTENT, main
from samspil.law.domain.checking.engine import check
from samspil.law.domain.checking.telling import told
from samspil.law.tests.check_worlds import LAW, TODAY, Activity

ROOT = CONTENT.parent
ASKED = {"format": "samspil-legal/1", "on": "2026-11-21", "municipality": "0350", "facts": {"children_under_15": True, "roster": None}}


@pytest.fixture
def activity(tmp_path: Path) -> Path:
    path = tmp_path / "activity.json"
    path.write_text(json.dumps(ASKED), encoding="utf-8")
    return path


def printed(arguments: list[str], capsysbinary: pytest.CaptureFixture[bytes]) -> tuple[int, str, str]:
    code = main(arguments)
    out, err = capsysbinary.readouterr()
    return code, out.decode(), err.decode()


def document(arguments: list[str], capsysbinary: pytest.CaptureFixture[bytes]) -> Any:
    code, out, err = printed(arguments, capsysbinary)
    assert (code, err) == (0, "")
    return json.loads(out)


def test_the_result_has_the_keys_its_format_fixes(activity: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    found = document([str(activity), "--json"], capsysbinary)
    assert list(found) == ["format", "on", "obligations", "stops", "clauses", "ask_a_lawyer", "missing_facts", "rules_sha256"]
    assert (found["format"], found["on"], found["rules_sha256"]) == ("samspil-legal-result/1", "2026-11-21", LAW.book.sha256)
    duty = found["obligations"][0]
    assert list(duty) == ["id", "who", "what_da", "when_da", "law", "answer", "certainty", "valid_from", "valid_to", "because", "rule"]
    assert (duty["id"], duty["answer"], duty["valid_from"], duty["valid_to"]) == ("child-certificate", "hvornaar-boerneattest", "2024-01-01", None)
    assert duty["because"] == ["children_under_15"]
    assert "roster" in found["missing_facts"]


def test_stops_clauses_and_questions_have_their_keys(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    path = tmp_path / "a.json"
    facts = {"restraint": True, "area": "adults", "youngest_helped": 18, "insured_by": "state"}
    path.write_text(json.dumps({**ASKED, "facts": facts}), encoding="utf-8")
    found = document([str(path), "--json"], capsysbinary)
    assert list(found["stops"][0]) == ["id", "what_da", "law", "because"]
    assert list(found["clauses"][0]) == ["id", "text_da"]
    assert list(found["ask_a_lawyer"][0]) == ["question_da", "because"]


def test_every_fact_is_listed_with_its_kind_and_choices(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    rows = document(["--facts", "--json"], capsysbinary)
    assert [row["key"] for row in rows] == list(LAW.facts)
    assert all(list(row) == ["key", "kind", "choices", "question_da"] for row in rows)
    assert {row["kind"] for row in rows} == {"bool", "choice", "number"}
    assert all(bool(row["choices"]) == (row["kind"] == "choice") for row in rows)


def test_without_json_it_is_danish_to_read(activity: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    _, out, _ = printed([str(activity)], capsysbinary)
    assert out.startswith("Juridisk tjek den 21. november 2026\n")
    assert "Den, de frivillige hjælper på vegne af: Hent en børneattest" in out
    assert "  Lov: Lov om børneattest § 2" in out
    assert "  Fordi: Er der børn under 15 år med? Ja" in out
    assert "Det ved vi ikke endnu\n- Hvilket område hører indsatsen til?" in out
    _, out, _ = printed(["--facts"], capsysbinary)
    assert "youngest_volunteer (tal 0-120): Hvor gammel er den yngste frivillige?" in out


def test_answers_are_told_in_danish_too() -> None:
    facts: Activity = {"area": "adults", "oldest_helped": 40, "volunteers_act_for": "municipality", "payments": "flat_rate"}
    result = check(LAW.book, LAW.values, facts, TODAY, {"insurance_guidelines": True})
    text = told(result, LAW.facts, facts)
    assert "Hvilket område hører indsatsen til? Voksne" in text
    assert "Kommunens retningslinjer for forsikring" in text
    young: Activity = {"youngest_volunteer": 14, "companion": True, "companion_for_child": True}
    assert "Hvor gammel er den yngste frivillige? 14" in told(check(LAW.book, LAW.values, young, TODAY), LAW.facts, young)


def test_an_activity_no_rule_speaks_of_is_told_so(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({**ASKED, "facts": dict.fromkeys(key for key, fact in LAW.facts.items() if fact.kind == "bool")}), encoding="utf-8")
    _, out, _ = printed([str(path)], capsysbinary)
    assert "Det skal I gøre" not in out
    assert "Det ved vi ikke endnu" in out


@pytest.mark.parametrize(
    ("raw", "code"),
    [(b"", "not_json"), (b"\xff\xfe{", "not_json"), (b"x" * 1_000_001, "too_big"), (b'{"format": "samspil-legal/0"}', "bad_format"), (None, "no_file")],
)
def test_what_is_refused_is_one_danish_line_and_with_json_a_document(
    raw: bytes | None, code: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = tmp_path / "a.json"
    if raw is not None:
        path.write_bytes(raw)
    status, out, err = printed([str(path), "--json"], capsysbinary)
    assert status == 1
    error = json.loads(out)["error"]
    assert error["code"] == code
    assert err == f"samspil: {error['text']}\n"
    assert printed([str(path)], capsysbinary)[:2] == (1, "")


def test_json_that_breaks_off_is_refused_with_its_line(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"format": "samspil-legal/1",\n"on": 2026-11-21}', encoding="utf-8")
    _, out, err = printed([str(path), "--json"], capsysbinary)
    assert json.loads(out)["error"]["line"] == 2
    assert "linje 2" in err


@pytest.mark.parametrize(("raw", "status"), [(json.dumps(ASKED).encode(), 0), (b"{", 1), (b"x" * 1_000_001, 1), (b"", 1)])
def test_a_hyphen_reads_what_comes_in(raw: bytes, status: int, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    code, out, _ = printed(["-", "--json"], capsysbinary)
    assert code == status
    assert ("error" in json.loads(out)) is (status == 1)


def test_a_folder_is_no_file(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert printed([str(tmp_path)], capsysbinary)[0] == 1


@pytest.mark.parametrize("arguments", [[], ["--facts", "a.json"], ["a.json", "b.json"], ["--fact"], ["a.json", "--moon"]])
def test_wrong_words_are_wrong_usage(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2


@pytest.mark.parametrize(
    ("arguments", "status"), [(["a.json", "--json"], 0), (["--facts"], 0), (["nothing.json"], 1), ([], 2), (["--facts", "a.json"], 2), (["-x"], 2)]
)
def test_the_launcher_needs_no_packages_no_database_and_reads_files_from_where_one_stands(arguments: list[str], status: int, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(ASKED), encoding="utf-8")
    env = {"PATH": "", "HOME": str(tmp_path), "SAMSPIL_HOME": str(tmp_path / "state"), "DATABASE_URL": "postgresql://nobody@localhost:1/nothing"}
    command = [sys.executable, "-S", str(ROOT / "samspil"), "legal-check", *arguments]
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)  # noqa: S603  # our own Python and launcher
    assert done.returncode == status, done.stderr
    assert bool(done.stderr) == (status != 0)
    assert not (tmp_path / "state").exists()
    if arguments[-1:] == ["--json"]:
        assert json.loads(done.stdout)["format"] == "samspil-legal-result/1"


def test_other_rooms_ask_the_same_check() -> None:
    facts: Activity = {"children_under_15": True, "roster": None}
    assert queries.legal_check(facts, TODAY, "0350") == queries.legal_check(facts, TODAY)
    assert queries.legal_check(facts, TODAY).rules_sha256 == LAW.book.sha256
    assert sources.law_files().book.sha256 == LAW.book.sha256


def test_facts_an_alliance_remembers_that_are_gone_or_changed_are_as_unknown() -> None:
    old: Activity = {"children_under_15": True, "no_longer_a_fact": True, "area": "moon", "youngest_volunteer": "15"}
    assert queries.legal_check(old, TODAY) == queries.legal_check({"children_under_15": True}, TODAY)
