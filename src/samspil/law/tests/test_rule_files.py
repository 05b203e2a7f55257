"""The rules of content/law/rules: each can speak, each rests on what exists, and their fingerprint is theirs alone. No database."""

import copy
import shutil
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspil.law.command_line import CONTENT
from samspil.law.domain.certainty import Certainty
from samspil.law.domain.checking.book import fingerprint, read_book
from samspil.law.domain.checking.conditions import ADOPTED, Known
from samspil.law.domain.checking.duties import ACT_FOR, ALSO_ACT_FOR, DANISH, DutyHolder
from samspil.law.domain.checking.engine import Day
from samspil.law.domain.checking.files import expiry, read_law
from samspil.law.domain.checking.rules import BadRules, Rule, RuleBook
from samspil.law.domain.checking.telling import ADOPTED_DA
from samspil.law.domain.checking.texts import filled, values_on
from samspil.law.tests.check_worlds import LAW, day_of, speaking, split, ways
from tests.house import content_rules

RULES = CONTENT / "law" / "rules"
ROWS = [row for path in sorted(RULES.glob("*.toml")) for row in tomllib.loads(path.read_text(encoding="utf-8")).get("rules", [])]
EACH = pytest.mark.parametrize("rule", LAW.book.rules, ids=lambda rule: rule.id)


def texts_of(rule: Rule) -> list[str]:
    return [*(text for duty in rule.duties for text in (duty.what_da, duty.when_da)), *(stop.what_da for stop in rule.stops), *rule.clauses, *rule.questions]


def book_of(folder: Path) -> RuleBook:
    return read_book(folder, LAW.facts, frozenset(LAW.values), LAW.book.expires)


@EACH
def test_every_rule_can_speak(rule: Rule) -> None:
    on = day_of(rule)
    today = {key: float(value.amount) for key, value in values_on(LAW.values, on).items()}
    for way in ways(rule.when, True):
        facts, adopted = split(way)
        if rule.id in speaking(Day(LAW.book, Known(facts, adopted, today), on, values_on(LAW.values, on))):
            return
    pytest.fail(f"nothing makes {rule.id} speak")


@EACH
def test_every_rule_can_be_silent_and_says_where_it_was_read(rule: Rule) -> None:
    assert next(ways(rule.when, False), None) is not None
    assert len(rule.read) > 10
    assert len(rule.theme) > 2


def test_no_fact_is_unused() -> None:
    used = {name for rule in LAW.book.rules for name in rule.when.names()} | {ACT_FOR, ALSO_ACT_FOR}
    assert set(LAW.facts) - used == set()
    assert all(name.removeprefix(ADOPTED) in ADOPTED_DA for name in used - set(LAW.facts))


def test_every_choice_of_every_fact_has_a_danish_word() -> None:
    assert not [fact.key for fact in LAW.facts.values() if fact.choices and len(fact.choices_da) != len(fact.choices)]
    assert not [fact.key for fact in LAW.facts.values() if not fact.group or (fact.kind == "number") != (fact.most is not None)]
    assert set(DANISH) == set(DutyHolder)


def test_questions_and_what_rules_say_are_plain_danish() -> None:
    questions = "\n".join(fact.question_da for fact in LAW.facts.values())
    assert content_rules.lix(questions) < 45
    today = values_on(LAW.values, date(2026, 11, 21))
    hard = {rule.id: round(index) for rule in LAW.book.rules if (index := content_rules.lix("\n".join(filled(text, today) for text in texts_of(rule)))) >= 60}
    assert not hard
    assert content_rules.lix("\n".join(text for rule in LAW.book.rules for text in texts_of(rule))) < 45


def test_only_what_was_read_as_a_prohibition_stops_anything() -> None:
    """Medicine, keys, money and care are practice and responsibility; a stop without law is Samspil's own and says so."""
    stops = {rule.id: rule for rule in LAW.book.rules if rule.stops}
    assert len(stops) == 10
    assert [name for name, rule in stops.items() if not all(stop.law for stop in rule.stops)] == ["no-public-responsible"]
    assert "Samspils egen regel" in stops["no-public-responsible"].stops[0].what_da
    assert not [name for name, rule in stops.items() if set(rule.when.names()) & {"medicine", "keys", "money_handling", "personal_care"}]
    assert not [rule.id for rule in stops.values() if rule.certainty is Certainty.UNCLEAR]


def test_the_five_signs_are_never_used_alone() -> None:
    signs = {"instruction", "usefulness", "substitute", "employment_like", "roster"}
    alone = {rule.id for rule in LAW.book.rules if 0 < len(signs & set(rule.when.names())) < 5}
    assert alone == {"no-binding-shifts", "no-binding-shifts-association", "no-binding-shifts-availability", "no-binding-shifts-early-retirement"}, (
        "only rules on benefits, where law names binding duties, may look at one sign"
    )


def test_what_was_not_verified_is_claimed_nowhere() -> None:
    """The list of what nobody has checked (docs/law/rules.md): it may be asked about, never said."""
    claimed = [
        text
        for rule in LAW.book.rules
        for text in (
            *(duty.what_da for duty in rule.duties),
            *(stop.what_da for stop in rule.stops),
            *rule.clauses,
            *(law for duty in rule.duties for law in duty.law),
        )
    ]
    never = (
        "hygiejnebevis",
        "hygiejneuddannelse",
        "statslig frivilligforsikring",
        "Danske Lov",
        "passagerforsikring",
        "nøgleboks",
        "Forvaltningsloven § 28",
        "BEK 494",
        "BEK 195",
    )
    assert not [(word, text) for word in never for text in claimed if word in text]


def changed(row: dict[str, Any], key: str) -> dict[str, Any]:
    """The rule with one thing of it changed."""
    other = copy.deepcopy(row)
    value = other[key]
    news: dict[type, Any] = {str: f"{value}!", list: [*value, "x"] if isinstance(value, list) else None, dict: {"not": value}, date: date(1999, 1, 1)}
    other[key] = news[type(value)]
    return other


@given(st.integers(0, len(ROWS) - 1), st.data())
@settings(max_examples=40)
def test_the_fingerprint_changes_when_anything_of_a_rule_does(place: int, data: st.DataObject) -> None:
    key = data.draw(st.sampled_from(sorted(ROWS[place])))
    other = [changed(row, key) if n == place else row for n, row in enumerate(ROWS)]
    assert fingerprint(other) != fingerprint(ROWS)
    assert fingerprint([row for n, row in enumerate(ROWS) if n != place]) != fingerprint(ROWS)


@given(st.permutations(ROWS))
@settings(max_examples=10)
def test_the_fingerprint_stays_when_only_the_order_of_rules_changes(rows: list[dict[str, Any]]) -> None:
    assert fingerprint(rows) == fingerprint(ROWS)


def test_the_fingerprint_stays_for_comments_and_other_names_of_files_and_changes_with_a_shared_condition(tmp_path: Path) -> None:
    shutil.copytree(RULES, tmp_path / "rules")
    first = tmp_path / "rules" / "00-conditions.toml"
    first.rename(first.with_name("99-last.toml"))
    last = first.with_name("99-last.toml")
    last.write_text("# A remark.\n" + last.read_text(encoding="utf-8"), encoding="utf-8")
    assert book_of(tmp_path / "rules").sha256 == LAW.book.sha256
    last.write_text(last.read_text(encoding="utf-8").replace('area", in = ["elderly"]', 'area", in = ["elderly", "health"]'), encoding="utf-8")
    assert book_of(tmp_path / "rules").sha256 != LAW.book.sha256


GOOD = """
theme = "Prøve"
[[rules]]
id = "a"
when = { fact = "food", in = ["regular"] }
certainty = "sure"
answer = "faellesspisning-registrering"
read = "Læst et sted"
valid_from = 2026-01-01
obligations = [{ who = "everyone", what_da = "Gør noget.", when_da = "Nu.", law = ["Lov § 1"] }]
"""


def written(folder: Path, text: str) -> Path:
    (folder / "a.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_good_rule_is_read(tmp_path: Path) -> None:
    assert [rule.id for rule in book_of(written(tmp_path, GOOD)).rules] == ["a"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('fact = "food"', 'fact = "moon"', "condition"),
        ('in = ["regular"]', 'in = ["moon"]', "condition"),
        ('in = ["regular"]', "in = []", "condition"),
        ('in = ["regular"]', "is = true", "condition"),
        ('{ fact = "food", in = ["regular"] }', "{ all = [] }", "condition"),
        ('{ fact = "food", in = ["regular"] }', '{ use = "nothing" }', "condition"),
        ('{ fact = "food", in = ["regular"] }', '{ count = 2, of = [{ fact = "keys", is = true }] }', "condition"),
        ('{ fact = "food", in = ["regular"] }', '{ fact = "keys", is = "yes" }', "condition"),
        ('{ fact = "food", in = ["regular"] }', '{ fact = "food_days", below = "no-such-value" }', "condition"),
        ('{ fact = "food", in = ["regular"] }', '{ fact = "food_days", below = true }', "condition"),
        ('{ fact = "food", in = ["regular"] }', '{ adopted = "moon", is = true }', "moon"),
        ('{ fact = "food", in = ["regular"] }', '{ not_known = "food" }', "may only ask"),
        ('{ fact = "food", in = ["regular"] }', '{ not = { any = [{ not_known = "food" }] } }', "may only ask"),
        ('{ fact = "food", in = ["regular"] }', '"food"', "condition"),
        ('"sure"', '"certain"', "certain"),
        ('"faellesspisning-registrering"', '"no-such-answer"', "answer"),
        ('law = ["Lov § 1"]', "law = []", "without law"),
        ('who = "everyone"', 'who = "nobody"', "nobody"),
        ("Gør noget.", "Betal {no-such-value}.", "no-such-value"),
        ("valid_from = 2026-01-01", "valid_from = 2026-01-01\nvalid_to = 2025-01-01", "backwards"),
        ("valid_from = 2026-01-01", "valid_from = 2026-01-01\nextra = 1", "keys"),
        ('read = "Læst et sted"\n', "", "keys"),
        ("valid_from = 2026-01-01", 'valid_from = 2026-01-01\ngives_way_to = ["b"]', "lost"),
        ('obligations = [{ who = "everyone", what_da = "Gør noget.", when_da = "Nu.", law = ["Lov § 1"] }]\n', "", "says nothing"),
    ],
)
def test_a_rule_that_names_what_does_not_exist_is_refused(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert old in GOOD
    with pytest.raises(BadRules, match=says):
        book_of(written(tmp_path, GOOD.replace(old, new)))


def test_two_rules_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadRules, match="twice"):
        book_of(written(tmp_path, GOOD + GOOD.replace('theme = "Prøve"', "")))


def test_an_answer_must_say_when_it_runs_out(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text('+++\nword = "Ja"\n+++\nTekst', encoding="utf-8")
    with pytest.raises(BadRules, match="expires"):
        expiry(tmp_path / "a.md")


def test_the_whole_folder_fits_together() -> None:
    again = read_law(CONTENT / "law")
    assert again.book.sha256 == LAW.book.sha256
    assert len(again.book.rules) > 100
