"""Real elections: the three that were decided by Equal Shares come out as they were published, and what other programs found for others holds."""

import json
from typing import Any

import pytest

from samspil.funds.domain.voting.counting import count
from samspil.funds.domain.voting.model import Settings
from samspil.funds.tests.elections import REAL, real, winners, won

PUBLISHED = {
    "Netherlands_Assen_2024.pb": Settings(completion="add1"),
    "Poland_Swiecie_2023.pb": Settings(completion="add1"),
    "Poland_Wieliczka_2023_Green_Budget.pb": Settings(completion="add1", start="floor", stop="overspend", comparison="satisfaction"),
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_published_winners_win(name: str) -> None:
    given = real(name)
    published = {project.id for project in given.projects if project.columns["selected"] == "1"}
    assert set(won(given, PUBLISHED[name])) == published


def reference(name: str) -> dict[str, Any]:
    """What another program found; a skipped test where its files are not."""
    path = REAL / "expected" / f"{name}.json"
    if not path.exists():
        pytest.skip(f"{path} is not on this machine")
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def file_of(name: str) -> str:
    """Where a reference's file lies here."""
    return name.replace("test/fixtures", "expected")


def by(given: str, settings: Settings) -> list[str]:
    """Who wins, in order of names."""
    return sorted(won(real(file_of(given)), settings))


BY_ID = ("id",)
TIES = {"maxVotes": "votes", "minCost": "cost"}


def test_equal_shares_of_another_program() -> None:
    for name, told in reference("pabutools_reference").items():
        assert by(name, Settings(ties=BY_ID)) == told["winners"], name


def test_equal_shares_of_both_utilities() -> None:
    for name, told in reference("pabutools_satisfaction_reference").items():
        for utility in ("cost", "cardinality"):
            assert by(name, Settings(utility=utility, ties=BY_ID)) == told[utility], (name, utility)


def test_phragmen_and_greedy() -> None:
    rules = {"phragmen": Settings("phragmen", ties=BY_ID)}
    rules |= {f"greedy_{utility}": Settings("greedy", utility, ties=BY_ID) for utility in ("cost", "cardinality")}
    for name, told in reference("pabutools_rules_reference").items():
        assert {rule: by(name, settings) for rule, settings in rules.items()} == {rule: told[rule] for rule in rules}, name


def test_points_and_rankings() -> None:
    for name, told in reference("pabutools_cardinal_reference").items():
        assert by(name, Settings(ties=BY_ID)) == told["winners"], name
    for name, told in reference("pabutools_ordinal_reference").items():
        assert by(name, Settings("borda", ties=BY_ID)) == told["winners"], name


def settings_of(told: dict[str, Any]) -> Settings:
    """The settings of the tool in the browser, in our words: there `integral` is a floored start, which only its add1 knows, and each step is so much more."""
    again = told["completion"].startswith("add1")
    return Settings(
        completion=told["completion"],
        start="floor" if again and "integral" in told["add1options"] else "exact",
        step=Settings().step * told["increment"],
        comparison=told["comparison"],
        ties=(*(TIES[word] for word in told["tieBreaking"] if word in TIES), "id"),
    )


def test_the_tool_in_the_browser() -> None:
    given = real("expected/poland_wieliczka_2023_green-budget.pb")
    for name, told in reference("js_reference").items():
        found = count(given, settings_of(told["params"]))
        assert (name, winners(given, found), found.spent) == (name, told["result"]["winners"], told["result"]["totalCost"])


def test_the_tool_in_the_browser_on_parts_of_three_elections() -> None:
    for name, told in reference("pb_reference").items():
        given = real(f"expected/pb/{told['fixture']}")
        found = count(given, settings_of(told["params"]))
        if "error" in told:
            # It has no order for these equals; we tell that there were some.
            assert any(", ".join(row["among"]) in told["error"] for row in found.trace["tie_breaks"])
            continue
        assert (name, sorted(winners(given, found)), found.spent) == (name, sorted(told["result"]["winners"]), told["result"]["totalCost"])
