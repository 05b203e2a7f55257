"""The engine on rule books of two or three rules, where one sees what each line does. No database."""

from datetime import date
from pathlib import Path

import pytest

from samspil.law.domain.certainty import Certainty
from samspil.law.domain.checking.book import fingerprint, read_book
from samspil.law.domain.checking.duties import DutyHolder
from samspil.law.domain.checking.engine import check
from samspil.law.domain.checking.results import LegalResult
from samspil.law.tests.check_worlds import LAW, TODAY, Activity, asked
from samspil.law.tests.test_rule_files import ROWS

RULE = """
[[rules]]
id = "{id}"
when = {{ fact = "{fact}", is = true }}
certainty = "sure"
answer = "faellesspisning-registrering"
read = "Læst et sted"
valid_from = {first}
gives_way_to = [{gives}]
obligations = [{{ id = "{duty}", who = "organiser", only = ["association", "company"], what_da = "Gør noget.", when_da = "Nu.", law = ["Lov § 1"] }}]
"""


def rule(name: str, fact: str, first: str = "2026-01-01", gives: str = "", duty: str = "duty") -> str:
    return RULE.format(id=name, fact=fact, first=first, gives=gives and f'"{gives}"', duty=duty)


def answered(folder: Path, rules: str, activity: Activity, on: date = TODAY) -> LegalResult:
    (folder / "a.toml").write_text('theme = "Prøve"\n' + rules, encoding="utf-8")
    return check(read_book(folder, LAW.facts, frozenset(LAW.values), LAW.book.expires), LAW.values, activity, on)


@pytest.mark.parametrize(
    ("act_for", "also", "holders"),
    [
        ("association", None, {DutyHolder.ASSOCIATION: ("keys", "volunteers_act_for")}),
        ("association_by_agreement", "none", {DutyHolder.ASSOCIATION: ("keys", "volunteers_act_for")}),
        ("association", "company", {DutyHolder.ASSOCIATION: ("keys", "volunteers_act_for"), DutyHolder.COMPANY: ("keys", "volunteers_also_act_for")}),
        ("association", "association", {DutyHolder.ASSOCIATION: ("keys", "volunteers_act_for")}),
        ("municipality", "company", {DutyHolder.COMPANY: ("keys", "volunteers_also_act_for")}),
        ("municipality", "municipality", {}),
        ("self", None, {}),
        (None, None, {DutyHolder.ORGANISER: ("keys",)}),
        (None, "company", {DutyHolder.ORGANISER: ("keys",), DutyHolder.COMPANY: ("keys", "volunteers_also_act_for")}),
    ],
)
def test_whoever_the_volunteers_act_for_has_the_duty(tmp_path: Path, act_for: str | None, also: str | None, holders: dict[DutyHolder, tuple[str, ...]]) -> None:
    result = answered(tmp_path, rule("a", "keys"), {"keys": True, "volunteers_act_for": act_for, "volunteers_also_act_for": also})
    assert {row.who: row.because for row in result.obligations} == holders
    assert result.missing_facts == (("volunteers_act_for",) if act_for is None else ())


def test_a_rule_that_gives_way_is_silent_and_asks_for_nothing(tmp_path: Path) -> None:
    rules = rule("a", "medicine", gives="b") + rule("b", "keys", duty="other")
    silent = answered(tmp_path, rules, {"keys": True, "medicine": True, "volunteers_act_for": "company"})
    assert [row.rule for row in silent.obligations] == ["b"]
    assert answered(tmp_path, rules, {"keys": True, "volunteers_act_for": "company"}).missing_facts == ()
    assert answered(tmp_path, rules, {"keys": False, "volunteers_act_for": "company"}).missing_facts == ("medicine",)


def test_a_rule_read_for_later_days_asks_unless_another_says_the_same_duty(tmp_path: Path) -> None:
    rules = rule("a", "keys", first="2027-01-01") + rule("b", "medicine") + rule("c", "personal_care", duty="other")
    alone = answered(tmp_path, rules, {"keys": True, "volunteers_act_for": "company"})
    assert [row.question_da for row in alone.ask_a_lawyer] == ["Prøve: Vi har læst reglerne fra den 1. januar 2027. Hvad gælder den 21. november 2026?"]
    assert [row.because for row in alone.ask_a_lawyer] == [("keys",)]
    assert answered(tmp_path, rules, {"keys": True, "medicine": True, "volunteers_act_for": "company"}).ask_a_lawyer == ()
    assert len(answered(tmp_path, rules, {"keys": True, "personal_care": True, "volunteers_act_for": "company"}).ask_a_lawyer) == 1
    assert answered(tmp_path, rules, {"keys": None, "volunteers_act_for": "company"}).ask_a_lawyer == ()


def test_a_rule_that_has_ended_asks_what_holds_now(tmp_path: Path) -> None:
    ended = rule("a", "keys").replace("valid_from = 2026-01-01", "valid_from = 2026-01-01\nvalid_to = 2026-06-30")
    result = answered(tmp_path, ended, {"keys": True, "volunteers_act_for": "company"})
    assert [row.question_da for row in result.ask_a_lawyer] == ["Prøve: Vi har læst reglerne til den 30. juni 2026. Hvad gælder den 21. november 2026?"]
    before = answered(tmp_path, ended, {"keys": True, "volunteers_act_for": "company"}, date(2026, 6, 30))
    assert [row.valid_to for row in before.obligations] == [date(2026, 6, 30)]


def test_an_amount_that_is_not_known_on_the_day_is_said_to_be_so() -> None:
    activity: Activity = {"payments": "flat_rate", "payer": "association"}
    row = check(LAW.book, {}, activity, TODAY).obligations[0]
    assert "Telefon (tallet for den dag kendes ikke)" in row.what_da
    assert row.certainty is Certainty.UNCLEAR
    known = asked(activity).obligations[0]
    assert (known.id, known.certainty) == (row.id, Certainty.LIKELY)
    assert "Telefon 2.800 kr./år" in known.what_da


def test_the_order_of_a_rules_own_lines_is_no_change() -> None:
    turned = [dict(reversed(list(row.items()))) for row in ROWS]
    assert fingerprint(turned) == fingerprint(ROWS)
