"""Nothing is handed out that nobody decided on, the index tells by which paragraph, and rules say when things are deleted."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.funds.domain.disclosure import (
    CODE_DA,
    EXTENT_DA,
    INDEX_HEAD,
    CaseDocument,
    DisclosureCode,
    Extent,
    JournalCase,
    LeftOut,
    Marking,
    bundle_of,
    faults_of,
    index_rows,
    journal_record,
)
from samspil.funds.domain.remarks import told
from samspil.funds.domain.retention import (
    RETAINED_DA,
    SINCE_DA,
    Retained,
    RetentionRule,
    Since,
    deletions_of,
    due_for_deletion,
    later,
)

DAY = date(2027, 5, 1)
APPLICATION = CaseDocument(1, "Application", "application", DAY, "file-1")
REVIEW = CaseDocument(2, "Review", "review", date(2027, 4, 1), "file-2")
LETTER = CaseDocument(3, "Letter", "letter", DAY, "file-3")
DOCUMENTS = [LETTER, APPLICATION, REVIEW]
PARTS = (LeftOut("page 2, telephone", "§ B"), LeftOut("page 3", "§ B"))
MARKINGS = [Marking(1, Extent.IN_PART, left_out=PARTS, file="file-1b"), Marking(2, Extent.WITHHELD, "§ A"), Marking(3, Extent.WHOLE)]


def test_every_word_has_its_danish() -> None:
    assert set(EXTENT_DA) == set(Extent)
    assert set(CODE_DA) == set(DisclosureCode)
    assert set(SINCE_DA) == set(Since)
    assert set(RETAINED_DA) == set(Retained)


def test_the_index_lists_every_document_and_the_bundle_holds_what_is_given() -> None:
    bundle = bundle_of(DOCUMENTS, MARKINGS)
    assert [(line.document.id, line.extent, line.laws) for line in bundle.index] == [
        (2, Extent.WITHHELD, ("§ A",)),
        (1, Extent.IN_PART, ("§ B",)),
        (3, Extent.WHOLE, ()),
    ]
    assert bundle.files == ((2, "file-1b"), (3, "file-3"))
    rows = index_rows(bundle)
    assert all(len(row) == len(INDEX_HEAD) for row in rows)
    assert rows[1] == (2, DAY, "Application", "application", "Givet, men dele er udeladt", "page 2, telephone, page 3", "§ B")


def test_what_nobody_decided_on_is_not_handed_out() -> None:
    assert [told(one, CODE_DA) for one in faults_of(DOCUMENTS, MARKINGS[1:])] == ["Tag stilling til Application."]
    with pytest.raises(ValueError, match="decided"):
        bundle_of(DOCUMENTS, MARKINGS[1:])


@pytest.mark.parametrize(
    ("marking", "codes"),
    [
        (Marking(1, Extent.WITHHELD, " "), [DisclosureCode.PARAGRAPH_MISSING]),
        (Marking(1, Extent.IN_PART), [DisclosureCode.PLACE_MISSING, DisclosureCode.NO_REDACTED_FILE]),
        (Marking(1, Extent.IN_PART, left_out=(LeftOut(" ", ""),), file="x"), [DisclosureCode.PLACE_MISSING, DisclosureCode.PARAGRAPH_MISSING]),
        (Marking(1, Extent.IN_PART, left_out=PARTS, file="file-1"), [DisclosureCode.SAME_FILE]),
    ],
)
def test_an_exemption_names_its_paragraph_and_the_file_without_it(marking: Marking, codes: list[DisclosureCode]) -> None:
    assert [one.code for one in faults_of([APPLICATION], [marking])] == codes


def test_one_decision_for_each_document_of_the_case() -> None:
    assert [one.code for one in faults_of(DOCUMENTS, [*MARKINGS, MARKINGS[0]])] == [DisclosureCode.TWICE]
    assert [one.code for one in faults_of(DOCUMENTS, [*MARKINGS, Marking(9, Extent.WHOLE)])] == [DisclosureCode.UNKNOWN_DOCUMENT]


@given(st.lists(st.sampled_from(Extent), max_size=8))
def test_no_file_of_a_withheld_document_is_ever_in_the_bundle(extents: list[Extent]) -> None:
    documents = [CaseDocument(n, str(n), "x", DAY, f"whole-{n}") for n in range(len(extents))]
    bundle = bundle_of(documents, [Marking(n, extent, "§", PARTS, f"part-{n}") for n, extent in enumerate(extents)])
    names = {Extent.WHOLE: "whole", Extent.IN_PART: "part"}
    assert [file for _, file in bundle.files] == [f"{names[extent]}-{n}" for n, extent in enumerate(extents) if extent in names]


def test_a_record_for_the_case_system_can_be_written_as_it_is() -> None:
    case = JournalCase("F-12", "A press", "Village fund 2027", "The association", "12345678", "27.15.12", DAY, None, "granted", 1_000_000)
    record = journal_record(case, DOCUMENTS)
    assert json.loads(json.dumps(record)) == record
    assert record["received"] == "2027-05-01"
    assert record["decided"] is None
    assert record["documents"] == [
        {"number": 1, "title": "Review", "kind": "review", "date": "2027-04-01", "file": "file-2"},
        {"number": 2, "title": "Application", "kind": "application", "date": "2027-05-01", "file": "file-1"},
        {"number": 3, "title": "Letter", "kind": "letter", "date": "2027-05-01", "file": "file-3"},
    ]
    assert journal_record(replace(case, decided=DAY), [])["decided"] == "2027-05-01"


RULES = [RetentionRule("draft", Since.CALL_CLOSED, 0, 30), RetentionRule("receipt", Since.LAST_PAID, 60), RetentionRule("receipt", Since.CASE_CLOSED, 12)]


def test_each_kind_goes_by_its_rule_and_the_last_of_several() -> None:
    happened = {Since.CALL_CLOSED: DAY, Since.LAST_PAID: DAY, Since.CASE_CLOSED: date(2031, 6, 1)}
    found = deletions_of(["receipt", "draft", "letter"], happened, RULES)
    assert [(one.kind, one.on, one.kept) for one in found] == [
        ("receipt", date(2032, 6, 1), None),
        ("draft", date(2027, 5, 31), None),
        ("letter", None, Retained.NO_RULE),
    ]
    assert due_for_deletion(found, date(2027, 5, 30)) == []
    assert due_for_deletion(found, date(2027, 5, 31)) == ["draft"]
    assert due_for_deletion(found, date(2032, 6, 1)) == ["receipt", "draft"]


def test_nothing_is_deleted_while_its_time_does_not_run_or_it_is_held() -> None:
    assert deletions_of(["receipt"], {Since.LAST_PAID: DAY}, RULES)[0].kept is Retained.WAITS
    held = deletions_of(["draft"], {Since.CALL_CLOSED: DAY}, RULES, on_hold=True)
    assert (held[0].kept, due_for_deletion(held, date(2099, 1, 1))) == (Retained.ON_HOLD, [])


@pytest.mark.parametrize(
    ("day", "months", "expected"), [((2027, 1, 31), 1, (2027, 2, 28)), ((2027, 11, 30), 1, (2027, 12, 30)), ((2028, 2, 29), 12, (2029, 2, 28))]
)
def test_months_end_where_they_end(day: tuple[int, int, int], months: int, expected: tuple[int, int, int]) -> None:
    assert later(date(*day), RetentionRule("x", Since.DECIDED, months)) == date(*expected)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 240))
def test_more_months_are_never_earlier(day: date, months: int) -> None:
    first, second = (later(day, RetentionRule("x", Since.DECIDED, count)) for count in (months, months + 1))
    assert day <= first < second
    assert first.day <= day.day
