"""What a legal check offers for the agreement, and what the parties take of it. A text stands there as it was read on the day of the check."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from samspil.core.periods import danish_date

MOST_TEXTS = 30


@dataclass(frozen=True)
class LawText:
    """One text: `key` names it in every check, `who` is whom a duty is for ("" for a sentence that is everybody's), `law` what it rests on, `on` the day
    of the check (ISO), `answer` the slug of the legal answer."""

    key: str
    who: str
    text: str
    law: str
    on: str
    answer: str
    theme: str

    @property
    def whole(self) -> str:
        """As it is read."""
        return f"{self.who}: {self.text}" if self.who else self.text


def offered(check: Mapping[str, Any]) -> list[LawText]:
    """Every text of an explained check: its sentences for the agreement, then its duties."""
    texts = [LawText(f"text:{row['id']}", "", row["text"], "", check["on"], row["answer"], row["theme"]) for row in check["clauses"]]
    return [*texts, *(of_duty(row, check["on"]) for row in check["duties"])]


def of_duty(row: Mapping[str, Any], on: str) -> LawText:
    """A duty with when it must be done."""
    return LawText(f"duty:{row['id']}:{row['who']}", row["who_da"], f"{row['what']} {row['when']}", ", ".join(row["law"]), on, row["answer"], row["theme"])


def chosen(check: Mapping[str, Any], keys: Collection[str]) -> list[LawText]:
    """Those with these keys, in the check's order; keys that the check does not offer are left out."""
    return [text for text in offered(check) if text.key in keys]


def law_content(texts: tuple[LawText, ...]) -> list[dict[str, str]]:
    """As they are frozen in an agreement."""
    return [asdict(text) for text in texts]


def law_in_words(content: Mapping[str, Any]) -> list[dict[str, str]]:
    """Each text with what it rests on; none in agreements before form 3."""
    rows = []
    for row in content.get("law", []):
        checked = f"Juridisk tjek {danish_date(date.fromisoformat(row['on']))}"
        rows.append({"text": LawText(**row).whole, "rests_on": f"{row['law']}. {checked}" if row["law"] else checked})
    return rows
