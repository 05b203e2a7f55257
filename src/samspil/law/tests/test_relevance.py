"""Which legal answers does an activity need? Read from the files of content/law, without a database."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.law import queries, sources
from samspil.law.domain.facts import Fact, FactValue


def values_of(fact: Fact) -> st.SearchStrategy[FactValue]:
    known: dict[str, st.SearchStrategy[FactValue]] = {"bool": st.booleans(), "choice": st.sampled_from(fact.choices or ("-",)), "number": st.integers(0, 100)}
    return st.none() | known[fact.kind]


ACTIVITIES = st.fixed_dictionaries({key: values_of(fact) for key, fact in sources.facts().items()})


@given(ACTIVITIES)
def test_every_answer_comes_with_the_facts_that_made_it_relevant(activity: dict[str, FactValue]) -> None:
    for slug, because in queries.relevant_answers(activity).items():
        assert because
        for key in because:
            assert any(trigger.fact == key and trigger.holds(activity) for trigger in sources.triggers()[slug])


@given(ACTIVITIES, st.sampled_from(sorted(sources.facts())))
def test_knowing_less_never_makes_more_answers_relevant(activity: dict[str, FactValue], forgotten: str) -> None:
    assert set(queries.relevant_answers({**activity, forgotten: None})) <= set(queries.relevant_answers(activity))


def test_an_activity_nobody_has_described_needs_no_answer() -> None:
    assert queries.relevant_answers({}) == {}


def test_children_bring_the_child_certificate_and_say_why() -> None:
    assert queries.relevant_answers({"children_under_15": True})["hvornaar-boerneattest"] == ["children_under_15"]
    assert "hvornaar-boerneattest" not in queries.relevant_answers({"children_under_15": False})


def test_every_trigger_of_every_answer_can_come_true() -> None:
    for slug, triggers in sources.triggers().items():
        for trigger in triggers:
            fact = sources.facts()[trigger.fact]
            possible: list[FactValue] = [True, False, *fact.choices, (trigger.below or 0) - 1]
            assert any(slug in queries.relevant_answers({trigger.fact: value}) for value in possible), (slug, trigger)


def test_most_answers_can_be_reached_by_describing_an_activity() -> None:
    with_triggers = [slug for slug, triggers in sources.triggers().items() if triggers]
    assert len(with_triggers) >= 40


def test_every_value_an_answer_shows_is_written_in_the_file_of_values() -> None:
    shown = {key for slug in sources.answer_heads() for key in sources.value_keys(slug)}
    assert shown
    assert shown <= set(sources.values())


ALONE = """
import sys, json, django
from django.db.backends.base.base import BaseDatabaseWrapper
def refuse(self): raise SystemExit("a database was asked")
BaseDatabaseWrapper.connect = refuse
django.setup()
from samspil.law.queries import relevant_answers
print(json.dumps(relevant_answers({"children_under_15": True})))
"""


@pytest.mark.slow
def test_a_process_without_a_database_can_do_a_legal_check() -> None:
    source = Path(__file__).parents[3]
    done = subprocess.run(  # noqa: S603  # our own Python and program
        [sys.executable, "-c", ALONE],
        capture_output=True,
        text=True,
        check=False,
        env={
            "PYTHONPATH": str(source),
            "DJANGO_SETTINGS_MODULE": "samspil.config.settings",
            "DATABASE_URL": "postgresql://nobody@localhost:1/nothing",
            "PATH": "",
        },
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == queries.relevant_answers({"children_under_15": True})
