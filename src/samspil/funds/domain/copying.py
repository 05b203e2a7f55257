"""Last year's call as this year's draft: days a year on, sums as they were, people left out."""

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from samspil.funds.domain.calls import Call
from samspil.funds.domain.questions import Question
from samspil.funds.domain.windows import moved_a_year, wall_of, year_on


class CopyNote(StrEnum):
    """What whoever copies a call should look at. DATES: days were moved to the same weekday of the same week. CONTACT, REVIEWERS: people were not copied.
    REOPENINGS: only the first window was. TEXTS: the words of purpose and questions still say last year's number."""

    DATES = "dates"
    CONTACT = "contact"
    REVIEWERS = "reviewers"
    REOPENINGS = "reopenings"
    TEXTS = "texts"


NOTE_DA = {
    CopyNote.DATES: "Datoerne er flyttet til samme ugedag i samme uge et år senere. Se dem efter, især ved ferier og helligdage.",
    CopyNote.CONTACT: "Vælg, hvem ansøgere kan spørge.",
    CopyNote.REVIEWERS: "Vælg, hvem der vurderer ansøgningerne.",
    CopyNote.REOPENINGS: "Runden var åben mere end én gang. Kun den første periode er kopieret.",
    CopyNote.TEXTS: "Teksterne nævner stadig {year}.",
}


@dataclass(frozen=True)
class CopiedCall:
    """A draft made from another call, what to look at, and the year it was copied from, 0 where it had no window."""

    call: Call
    notes: tuple[CopyNote, ...]
    year: int


def later(day: date | None) -> date | None:
    """A day a year on, None for none."""
    return None if day is None else year_on(day)


def question_on(question: Question) -> Question:
    """A question whose limits of days are a year on."""
    return replace(question, first=later(question.first), last=later(question.last))


def names_year(text: str, year: int) -> bool:
    """True when a text has the year as a number by itself."""
    return re.search(rf"(?<!\d){year}(?!\d)", text) is not None


def copied(call: Call, round_key: str) -> CopiedCall:
    """The draft of the next year's call. Sums, criteria, questions and rules stay; the year in the title goes up; money carried over is not part of a call
    and so not copied. `round_key`: of the new round."""
    year = wall_of(call.windows[0].opens).year if call.windows else 0
    draft = replace(
        call,
        title=re.sub(rf"(?<!\d){year}(?!\d)", str(year + 1), call.title) if year else call.title,
        round=replace(call.round, key=round_key),
        windows=tuple(moved_a_year(window) for window in call.windows[:1]),
        questions=tuple(question_on(question) for question in call.questions),
        meetings=tuple(year_on(day) for day in call.meetings),
        decided_by=later(call.decided_by),
        report_by=later(call.report_by),
        contact=None,
        reviewers=(),
    )
    texts = [call.purpose, call.other_basis, *(text for question in call.questions for text in (question.text, question.help))]
    noted = {
        CopyNote.DATES: bool(call.windows or call.meetings or call.decided_by or call.report_by),
        CopyNote.CONTACT: call.contact is not None,
        CopyNote.REVIEWERS: bool(call.reviewers),
        CopyNote.REOPENINGS: len(call.windows) > 1,
        CopyNote.TEXTS: bool(year) and any(names_year(text, year) for text in texts),
    }
    return CopiedCall(draft, tuple(note for note, holds in noted.items() if holds), year)
