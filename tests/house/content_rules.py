"""docs/content.md as tables: which keys each kind of file has, and of what kind their values are."""

import re
from dataclasses import dataclass, field
from datetime import date

Types = tuple[type, ...]
TEXT, NUMBER, DAY, LIST = (str,), (int,), (date,), (list,)


@dataclass(frozen=True)
class Table:
    """The keys of front matter, or of one `[[block]]` in it."""

    required: dict[str, Types]
    optional: dict[str, Types] = field(default_factory=dict)


@dataclass(frozen=True)
class Kind:
    """One folder: keys, blocks with how many there may be, headings (None: any), words in the body."""

    keys: Table
    blocks: dict[str, tuple[Table, int, int]] = field(default_factory=dict)
    headings: tuple[str, ...] | None = None
    needed: tuple[str, ...] = ()
    words: tuple[int, int] = (0, 2000)


EXAMPLE_HEADINGS = ("Hvad går det ud på?", "Hvad krævede det?", "Hvad kom der ud af det?", "Hvad var svært?", "Gode råd")
GUIDE_HEADINGS = ("Før mødet", "På mødet", "Efter mødet")
THREAD = ("need", "found", "agreed", "money", "doing", "measured", "told")
SECTORS = {"public", "civil", "business", "knowledge"}
EVIDENCE = {"told", "counted", "measured", "compared"}
CERTAINTIES = {"sure", "likely", "unclear", "practice"}
GENRES = {
    "publications": {"oplæg", "undersøgelse", "antologi", "vejledning", "charter"},
    "consultants": {"oplæg", "workshop", "temadag", "procesbistand"},
}

KINDS = {
    "examples": Kind(
        Table(
            {
                **dict.fromkeys(("title", "teaser", "place", "evidence", "grade", "drawing", "unknown"), TEXT),
                **dict.fromkeys(("municipalities", "welfare_areas", "kle", "parties", "sources"), LIST),
                "checked": DAY,
                "thread": (dict,),
            },
            {"year_from": NUMBER, "year_to": NUMBER, "period": TEXT, "contact": TEXT, "money": TEXT, "legal": LIST, "related": LIST},
        ),
        {
            "parties": (Table({"name": TEXT, "sector": TEXT}, {"brings": TEXT, "gains": TEXT}), 1, 8),
            "sources": (Table({"text": TEXT}, {"date": TEXT}), 1, 12),
        },
        EXAMPLE_HEADINGS,
        EXAMPLE_HEADINGS[:1],
    ),
    "law/answers": Kind(
        Table(
            {
                **dict.fromkeys(("question", "word", "short", "topic", "certainty"), TEXT),
                **dict.fromkeys(("applies_to", "related", "triggers", "laws"), LIST),
                **dict.fromkeys(("valid_from", "checked", "expires"), DAY),
            },
            {"certainty_note": TEXT, "order": NUMBER, "ways": LIST, "unclear": LIST, "values": LIST},
        ),
        {
            "laws": (Table({"law": TEXT}, {"paragraph": TEXT, "text": TEXT, "number": NUMBER, "year": NUMBER}), 1, 8),
            "ways": (Table({"who": TEXT, "answer": TEXT, "certainty": TEXT}, {"law": TEXT}), 0, 12),
            "unclear": (Table({"text": TEXT}), 0, 12),
            "values": (Table({"key": TEXT}), 0, 12),
        },
        words=(100, 350),
    ),
    "guides": Kind(
        Table(
            {
                **dict.fromkeys(("title", "teaser", "purpose", "source"), TEXT),
                **dict.fromkeys(("examples", "legal", "questions"), LIST),
                **dict.fromkeys(("minutes", "order"), NUMBER),
            }
        ),
        {"questions": (Table({"question": TEXT, "why": TEXT, "sub": LIST, "result": TEXT}), 1, 12)},
        GUIDE_HEADINGS,
        GUIDE_HEADINGS,
    ),
    "articles": Kind(
        Table({**dict.fromkeys(("title", "teaser", "source", "drawing"), TEXT), **dict.fromkeys(("figures", "examples", "legal"), LIST), "date": DAY}),
        {"figures": (Table({"number": TEXT, "text": TEXT}), 0, 8)},
        words=(150, 400),
    ),
    "publications": Kind(Table({**dict.fromkeys(("title", "publisher", "teaser", "kind", "source"), TEXT), "year": NUMBER}), headings=(), words=(60, 200)),
    "consultants": Kind(
        Table({**dict.fromkeys(("title", "kind", "teaser", "for_whom"), TEXT), "minutes": NUMBER, "order": NUMBER}), headings=(), words=(80, 200)
    ),
    "glossary": Kind(Table({"term": TEXT, "short": TEXT, "related": LIST}, {"code": TEXT}), headings=(), words=(0, 80)),
    "pages": Kind(Table(dict.fromkeys(("title", "teaser", "path"), TEXT), {"updated": DAY})),
}

MONTHS = "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
NOT_AN_END = re.compile(rf"(?<=\d)\.(?=\d)|\b(?<=kr)\.|\b(?<=pct)\.|\b(?<=nr)\.|\b(?<=stk)\.|\b(?<=jf)\.|(?<=\d)\.(?= (?:{MONTHS}|klasse|udgave|plads)\b)")
WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def plain(markdown: str) -> str:
    """The text people read: link texts without addresses, no marks, each heading and list item a sentence of its own."""
    lines = re.sub(r"\]\([^)]*\)", "]", markdown).replace("**", "").splitlines()
    said = [line.strip(" #-|[]") for line in lines]
    return "\n".join(line if line.endswith((".", "!", "?", ":")) or not line else f"{line}." for line in said)


def word_count(markdown: str) -> int:
    """Words of the running text, without headings."""
    return len(WORD.findall("\n".join(line for line in markdown.splitlines() if not line.startswith("#"))))


def lix(markdown: str) -> float:
    """Björnsson's readability index: words per sentence, plus the per cent of words longer than six letters."""
    text = NOT_AN_END.sub("", plain(markdown))
    words = WORD.findall(text)
    sentences = len(re.findall(r"[.!?:]+(?=\s|$)", text)) or 1
    return len(words) / sentences + 100 * sum(len(word) > 6 and not word.isdigit() for word in words) / len(words) if words else 0.0
