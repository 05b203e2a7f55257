"""The law as it stands on a day, and what a check that was made earlier says otherwise now."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from samspil.law.domain.checking.results import LegalResult
from samspil.law.domain.checking.rules import RuleBook
from samspil.law.domain.checking.texts import values_on
from samspil.law.domain.values import DatedValue


def edition(book: RuleBook, values: Mapping[str, list[DatedValue]], on: date) -> str:
    """A fingerprint of everything a check on this day can rest on: two checks of the same facts in the same edition say the same."""
    rules = [rule.id for rule in book.rules if rule.covers(on)]
    expired = sorted(slug for slug, day in book.expires.items() if on >= day)
    amounts = {key: [str(value.amount), str(value.valid_to), value.certainty] for key, value in values_on(values, on).items()}
    return hashlib.sha256(json.dumps([book.sha256, rules, expired, amounts], sort_keys=True).encode()).hexdigest()[:32]


def lasts_until(result: LegalResult, book: RuleBook) -> date | None:
    """The first day after the check's own on which something it says may no longer hold; None when nothing in it has an end.

    The day a legal answer must be checked again, and the day after the last one a duty is known to hold.
    """
    answers = {*(row.answer for row in result.obligations), *(stop.answer for stop in result.stops)}
    days = [book.expires[slug] for slug in answers]
    days += [date.fromordinal(row.valid_to.toordinal() + 1) for row in result.obligations if row.valid_to]
    return min((day for day in days if day > result.on), default=None)


@dataclass(frozen=True)
class Difference:
    """What a check says today that an earlier one of the same facts did not: stops and duties that came, changed or went, and questions that came."""

    stops: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    less_sure: int = 0

    def __bool__(self) -> bool:
        """True when there is any."""
        return any((self.stops, self.duties, self.gone, self.questions))

    @property
    def in_words(self) -> str:
        """The weightiest of it in a few words, for a heading; "" when nothing differs."""
        found = {
            "der er kommet et stop": self.stops,
            "svar, I bygger på, skal kontrolleres": self.less_sure,
            "det, I skal, er ændret": (*self.duties, *self.gone),
            "der er nye spørgsmål til juristen": self.questions,
        }
        return next((text for text, there in found.items() if there), "")


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> Difference:
    """Between two explained checks (`explaining.py`). How a rule was read, and what is still open, is no difference."""
    old, new = duties_of(before), duties_of(after)
    changed = [key for key, row in new.items() if old.get(key) != row]
    less_sure = sum(1 for key in changed if key in old and old[key]["certainty"] != "unclear" and new[key]["certainty"] == "unclear")
    stopped = {row["id"] for row in before["stops"]}
    asked = {row["key"] for row in before["ask"]}
    return Difference(
        stops=tuple(row["what"] for row in after["stops"] if row["id"] not in stopped),
        duties=tuple(f"{new[key]['who_da']}: {new[key]['what']}" for key in changed),
        gone=tuple(f"{row['who_da']}: {row['what']}" for key, row in old.items() if key not in new),
        questions=tuple(row["question"] for row in after["ask"] if row["key"] not in asked),
        less_sure=less_sure,
    )


def duties_of(check: Mapping[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    """What is compared of each duty, by its id and holder."""
    names = ("who_da", "what", "when", "law", "certainty", "valid_to")
    return {(row["id"], row["who"]): {name: row[name] for name in names} for row in check["duties"]}
