"""What the legal check refuses to read, and why, in one plain Danish line. No database."""

import json
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from samspil.law.domain.checking.requests import BadRequest, Request, read_request
from samspil.law.tests.check_worlds import ACTIVITIES, LAW, Activity

CODES = frozenset({"0350", "0265"})
GOOD: dict[str, Any] = {"format": "samspil-legal/1", "on": "2026-11-21", "municipality": "0350", "facts": {"children_under_15": True, "roster": None}}
NOT_BOOLS: tuple[Any, ...] = (1, 0, "true", "ja", [], {}, 1.0)
NOT_AREAS: tuple[Any, ...] = (True, "moon", "", 1, ["adults"], {"adults": True}, "Adults")


def read(row: Any) -> Request:
    return read_request(row if isinstance(row, str) else json.dumps(row), LAW.facts, CODES)


def without(key: str) -> dict[str, Any]:
    return {name: value for name, value in GOOD.items() if name != key}


def test_a_good_request_is_read() -> None:
    assert read(GOOD) == Request(date(2026, 11, 21), {"children_under_15": True, "roster": None}, "0350")
    assert read(without("municipality")).municipality is None
    assert read({**GOOD, "municipality": None}).municipality is None


@given(ACTIVITIES)
def test_every_activity_of_known_facts_is_read_as_it_is(activity: Activity) -> None:
    assume(not any(float(str(activity.get(f"youngest_{who}", 0))) > float(str(activity.get(f"oldest_{who}", 120))) for who in ("helped", "volunteer")))
    assert read({**GOOD, "facts": activity}).facts == activity


@pytest.mark.parametrize(
    ("row", "code", "says"),
    [
        ("", "not_json", "linje 1"),
        ("{", "not_json", "linje 1"),
        ("[]", "not_json", "objekt"),
        ("null", "not_json", "objekt"),
        ("[" * 100_000, "not_json", "JSON"),
        ('{"format": 1' + "0" * 5000 + "}", "not_json", "JSON"),
        ('{"format": "samspil-legal/1", "format": "samspil-legal/1"}', "twice", "format"),
        (json.dumps(GOOD)[:-2] + ', "roster": true}}', "twice", "roster"),
        (without("format"), "bad_format", "ingenting"),
        ({**GOOD, "format": "samspil-legal/2"}, "bad_format", "samspil-legal/2"),
        ({**GOOD, "format": ["samspil-legal/1"]}, "bad_format", "samspil-legal/1"),
        ({**GOOD, "fact": {}}, "unknown_key", "fact"),
        (without("on"), "bad_date", "ingenting"),
        *(
            ({**GOOD, "on": day}, "bad_date", "2026-11-21")
            for day in ("2026-02-30", "21-11-2026", "20261121", "2026-11-21T10:00", "0001-01-01", "9999-12-31", "٢٠٢٦-١١-٢١", "", 20261121, None, True)
        ),
        *(({**GOOD, "municipality": code}, "unknown_municipality", "0350") for code in ("9999", "350", 350, "", "Holstebro", ["0350"])),
        (without("facts"), "bad_facts", "ingenting"),
        ({**GOOD, "facts": []}, "bad_facts", "facts"),
        ({**GOOD, "facts": {"moon": True}}, "unknown_fact", "moon"),
        ({**GOOD, "facts": {"Children_Under_15": True}}, "unknown_fact", "--facts"),
        *(({**GOOD, "facts": {"children_under_15": value}}, "bad_value", "ja eller nej") for value in NOT_BOOLS),
        *(({**GOOD, "facts": {"area": value}}, "bad_value", "adults") for value in NOT_AREAS),
        *(({**GOOD, "facts": {"youngest_volunteer": value}}, "bad_value", "et tal") for value in ("15", True, [15])),
        *(({**GOOD, "facts": {"youngest_volunteer": value}}, "absurd_number", "mellem 0 og 120") for value in (-1, 121, 1e300, 10**300, -0.5)),
        ({**GOOD, "facts": {"hours_month": 745}}, "absurd_number", "744"),
        ({**GOOD, "facts": {"purchase_value": -1}}, "absurd_number", "mellem 0"),
        ('{"format": "samspil-legal/1", "on": "2026-11-21", "facts": {"hours_month": NaN}}', "bad_value", "NaN"),
        ('{"format": "samspil-legal/1", "on": "2026-11-21", "facts": {"hours_month": -Infinity}}', "bad_value", "Infinity"),
        ('{"format": "samspil-legal/1", "on": "2026-11-21", "facts": {"hours_month": 1e999}}', "absurd_number", "744"),
        ({**GOOD, "facts": {"youngest_helped": 20, "oldest_helped": 10}}, "contradiction", "youngest_helped"),
        ({**GOOD, "facts": {"youngest_volunteer": 20, "oldest_volunteer": 19.5}}, "contradiction", "youngest_volunteer"),
    ],
)
def test_a_bad_request_is_refused_in_one_line_that_says_what_is_wrong(row: Any, code: str, says: str) -> None:
    with pytest.raises(BadRequest) as refused:
        read(row)
    assert refused.value.code == code
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 400


@settings(max_examples=30)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(), lambda part: st.lists(part) | st.dictionaries(st.text(), part), max_leaves=8
    )
)
def test_any_json_at_all_is_read_or_refused(row: Any) -> None:
    for asked in (
        row,
        {**GOOD, "on": row},
        {**GOOD, "facts": row},
        {**GOOD, "municipality": row},
        {**GOOD, "facts": {"area": row, "hours_month": row, "keys": row}},
    ):
        with suppress(BadRequest):
            assert isinstance(read(json.dumps(asked)), Request)
