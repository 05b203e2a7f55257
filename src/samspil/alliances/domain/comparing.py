"""What two versions of an agreement say differently: party by party, task by task, term by term, promise by promise, and word by word in long texts."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from samspil.alliances.domain.agreement import kind_in_words, promises_in_words, roles_table, sector_word, terms_in_words, with_aims
from samspil.alliances.domain.deciding import rules_in_words
from samspil.alliances.domain.law_texts import law_in_words
from samspil.alliances.domain.words import AIM_DA, BROUGHT_DA, ROLE_DA, SHARE_DA, Brought
from samspil.core.periods import danish_date

# Texts of fewer words than this are shown whole, before and after: word by word they read badly.
SHORT_WORDS = 4
# Less than this much in common (0 to 1), and a text is a new one.
ALIKE = 0.35


class Change(StrEnum):
    """SAME stands in both, ADDED in the later alone, REMOVED in the earlier alone. CHANGED: a thing that both have, and that says something else."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True)
class Piece:
    """A run of words."""

    text: str
    change: Change


@dataclass(frozen=True)
class Difference:
    """One field of a thing, as pieces; `label` is "" where the thing has one field alone."""

    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Thing:
    """A party, task, term or promise that is not the same in both; ADDED or REMOVED as a whole, or CHANGED in some fields."""

    name: str
    change: Change
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class Group:
    """Things of one kind, under their heading."""

    heading: str
    things: tuple[Thing, ...]


# What a thing says, by the label of each field.
Fields = Mapping[str, str]


@dataclass(frozen=True)
class Row:
    """A thing as it stands in one version: `key` finds it again in the other."""

    key: str
    name: str
    fields: Fields


def compare(earlier: dict[str, Any], later: dict[str, Any]) -> list[Group]:
    """What the later content says otherwise than the earlier; empty when a reader would see no difference."""
    numbered = min(earlier["form"], later["form"]) >= NUMBERED_FROM
    groups = [Group(heading, differing(rows(earlier, numbered), rows(later, numbered))) for heading, rows in READ.items()]
    return [group for group in groups if group.things]


def differing(earlier: Iterable[Row], later: Iterable[Row]) -> tuple[Thing, ...]:
    """Things that are not the same, in the order of the later version; what is gone comes last."""
    before, now = keyed(earlier), keyed(later)
    found = [thing(before.get(key), row) for key, row in now.items()] + [thing(row, None) for key, row in before.items() if key not in now]
    return tuple(one for one in found if one.differences)


def keyed(rows: Iterable[Row]) -> dict[tuple[str, int], Row]:
    """By key; two of the same key are told apart by their order."""
    found: dict[tuple[str, int], Row] = {}
    for row in rows:
        found[(row.key, sum(key == row.key for key, _ in found))] = row
    return found


def thing(before: Row | None, now: Row | None) -> Thing:
    """How one thing differs."""
    old, new = before.fields if before else {}, now.fields if now else {}
    change = Change.ADDED if before is None else Change.REMOVED if now is None else Change.CHANGED
    labels = dict.fromkeys((*new, *old))
    told = [Difference(label, pieces(old.get(label, ""), new.get(label, ""))) for label in labels if old.get(label, "") != new.get(label, "")]
    row = now or before
    return Thing(row.name if row else "", change, tuple(told))


def pieces(before: str, now: str) -> tuple[Piece, ...]:
    """The two texts as runs of words; what is SAME or REMOVED makes the earlier one, what is SAME or ADDED the later one."""
    old, new = words_of(before), words_of(now)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if min(len(before.split()), len(now.split())) < SHORT_WORDS or matcher.ratio() < ALIKE:
        return run((Piece(before, Change.REMOVED), Piece(now, Change.ADDED)))
    found = []
    for tag, i, j, k, m in matcher.get_opcodes():
        same = tag == "equal"
        found += [Piece("".join(old[i:j]), Change.SAME if same else Change.REMOVED)]
        found += [] if same else [Piece("".join(new[k:m]), Change.ADDED)]
    return run(found)


def words_of(text: str) -> list[str]:
    """Each word with the space behind it, so that the words together are the text."""
    return re.findall(r"\s*\S+\s*?(?=\s|$)|\s+$", text)


def run(found: Iterable[Piece]) -> tuple[Piece, ...]:
    return tuple(piece for piece in found if piece.text)


def alliance_rows(content: dict[str, Any], numbered: bool) -> list[Row]:
    """What stands of the alliance as a whole."""
    first, last = (danish_date(date.fromisoformat(content[end])) if content[end] else "" for end in ("first", "last"))
    fields = {
        "Navn": content["title"],
        "Formål": content["purpose"],
        "For": content["target_group"],
        "Sted": content.get("place", ""),
        "Samskabelse": kind_in_words(content)[0],
        "Begynder": first,
        "Slutter": last,
        "Måneders varsel": str(content["notice_months"]),
    }
    return [Row("", "", fields)]


def party_rows(content: dict[str, Any], numbered: bool) -> list[Row]:
    """The parties, found again by their number."""
    labels = {**{share.value: word for share, word in SHARE_DA.items()}, **{aim.value: word for aim, word in AIM_DA.items()}}
    found = []
    for party in content["parties"]:
        told = with_aims(party)
        words = {word: told[name] for name, word in labels.items()}
        gives = ", ".join(BROUGHT_DA[Brought(kind)] for kind in told.get("gives", []))
        relatives = "Taler for de pårørende" if told.get("for_relatives") else ""
        fields = {"Part": party["name"], "Sektor": sector_word(party["sector"]), **words, "Giver": gives, "Rolle": relatives}
        found.append(Row(str(party["id"]), party["name"], fields))
    return found


def task_rows(content: dict[str, Any], numbered: bool) -> list[Row]:
    """The tasks with who does what, found again by number, or by title where an earlier form has none."""
    found = []
    for task, told in zip(content["tasks"], roles_table(content), strict=True):
        roles = {word: ", ".join(row["party"] for row in told["roles"] if row["role"] == role.value) for role, word in ROLE_DA.items()}
        helped = told["volunteers"] or {"line": "", "contact": ""}
        line = {"De frivilliges kontakt": helped["contact"], "Grænsen til de ansattes arbejde": helped["line"]}
        key = str(task["id"]) if numbered else task["title"]
        found.append(Row(key, task["title"], {"Opgave": task["title"], **roles, **line}))
    return found


def term_rows(content: dict[str, Any], numbered: bool) -> list[Row]:
    """The terms by their headings."""
    return [Row(word, word, {"": text}) for word, text in terms_in_words(content)]


def promise_rows(content: dict[str, Any], numbered: bool) -> list[Row]:
    """The commitments, found again by number, or by who and what where an earlier form has none."""
    labels = {"party": "Hvem", "what": "Hvad", "amount": "Hvor meget", "receiver": "Til hvem", "time": "Hvornår"}
    found = []
    for promise, told in zip(content.get("promises", []), promises_in_words(content), strict=True):
        key = str(promise["id"]) if numbered else f"{promise['party']} {promise['what']}"
        found.append(Row(key, f"{told['party']}: {told['what']}", {word: told[name] for name, word in labels.items()}))
    return found


def rule_rows(content: dict[str, Any], numbered: bool) -> list[Row]:
    """Who decides what, found again by what it is about."""
    return [Row(row["about"], row["about"], {"Hvem": row["who"], "Hvor hurtigt": row["days"]}) for row in rules_in_words(content)]


def law_rows(content: dict[str, Any], numbered: bool) -> list[Row]:
    """What the agreement took over from the legal check, found again by what it says."""
    return [Row(row["text"], row["rests_on"], {"": row["text"]}) for row in law_in_words(content)]


# Tasks and promises have numbers since form 3.
NUMBERED_FROM = 3
# What is compared, under which heading, in this order: one line for each kind of things that an agreement's content is made of.
READ: dict[str, Callable[[dict[str, Any], bool], list[Row]]] = {
    "Alliancen": alliance_rows,
    "Parterne": party_rows,
    "Roller og ansvar": task_rows,
    "Tilsagn": promise_rows,
    "Hvem bestemmer hvad": rule_rows,
    "Vilkår": term_rows,
    "Fra det juridiske tjek": law_rows,
}


def in_lines(groups: Iterable[Group], most: int) -> list[str]:
    """The same in short lines for the first page of a paper; what is more than `most` is counted in the last."""
    lines = [line_of(group, one, told) for group in groups for one in group.things for told in (one.differences if one.change is Change.CHANGED else (None,))]
    return lines if len(lines) <= most else [*lines[: most - 1], f"Og {len(lines) - most + 1} ændringer til. De står i sammenligningen på alliancens side."]


LINE_DA = {Change.ADDED: "er kommet til", Change.REMOVED: "er taget ud"}
LONGEST_LINE = 160


def line_of(group: Group, one: Thing, told: Difference | None) -> str:
    """One change in one line: "Slutter: før 31. januar 2028, nu 31. januar 2029"."""
    if told is None:
        return f"{group.heading}: {one.name} {LINE_DA[one.change]}."
    what = " – ".join(word for word in (one.name or group.heading, told.label) if word)
    old = "".join(piece.text for piece in told.pieces if piece.change is not Change.ADDED).strip()
    new = "".join(piece.text for piece in told.pieces if piece.change is not Change.REMOVED).strip()
    short = max(len(old), len(new)) <= LONGEST_LINE // 2
    if short:
        return f"{what}: før »{old or 'ikke skrevet'}«, nu »{new or 'ikke skrevet'}«."
    return f"{what}: teksten er ændret."
