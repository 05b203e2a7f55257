"""Every file the site is born with obeys docs/content.md. Each test looks at all files of a kind and lists what is wrong by file."""

import re
import tomllib
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from samspil.content.files import ContentFile, read_folder
from samspil.core.text import has_cpr_number
from samspil.knowledge.domain.enquiries import Topic
from samspil.knowledge.domain.words import SCENES
from samspil.law.domain.facts import BadFacts, read_facts, read_trigger
from samspil.law.domain.topics import TOPICS
from samspil.law.domain.values import read_values
from samspil.site.preparing import AREAS
from tests.house import content_rules as rules
from tests.house.places import CONTENT

FILES = {kind: read_folder(CONTENT / kind) for kind in rules.KINDS}
SLUGS = {kind: {file.slug for file in files} for kind, files in FILES.items()}
PLACES = {
    "eksempler": "examples",
    "jura": "law/answers",
    "droeftelser": "guides",
    "artikler": "articles",
    "ordbog": "glossary",
    "publikationer": "publications",
}
FIXED = {
    *(f"/{place}/" for place in PLACES),
    "/",
    "/kommuner/",
    "/konsulenter/",
    "/kontakt/",
    "/soeg/",
    "/aabne-data/",
    "/min-side/",
    "/alliancer/start/",
    "/konto/log-ind/",
}
ADDRESSES = FIXED | {file.head["path"] for file in FILES["pages"]} | {f"/kontakt/?emne={topic}" for topic in Topic}
ACT = re.compile(r"https://www\.retsinformation\.dk/eli/lta/(\d{4})/(\d+)")
ACTS = [{"year": law.get("year"), "number": law.get("number")} for file in FILES["law/answers"] for law in file.head["laws"]]
LINK = re.compile(r"\]\(([^)]*)\)")
PRIVATE = {
    "an e-mail address": re.compile(r"[\w.+-]+@[\w-]+\.\w+"),
    "a phone number": re.compile(
        r"(?<![\d.,§-])(?:\+45 ?)?\d{2} \d{2} \d{2} \d{2}(?!\d)|\+45 ?\d{8}|(?<![\w.,-])\d{4} \d{4}(?![\d.])|(?i:tlf|telefon|ring)\.? (?:på )?\d{8}"
    ),
    "HTML": re.compile(r"</?[a-zA-Z][^>]*>"),
}
every_kind = pytest.mark.parametrize("kind", sorted(rules.KINDS))


def complaints(kind: str, check: Callable[[ContentFile], list[str]]) -> dict[str, list[str]]:
    """What is wrong, by file."""
    return {file.slug: wrong for file in FILES[kind] if (wrong := check(file))}


def texts_of(value: Any) -> Iterator[str]:
    """Every text in front matter."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from texts_of(part)


def wrong_keys(where: str, row: dict[str, Any], table: rules.Table) -> list[str]:
    """Keys that are missing, unknown, empty or of another kind than the table says."""
    allowed = table.required | table.optional
    wrong = [f"{where}: {key} is missing" for key in table.required if key not in row]
    wrong += [f"{where}: {key} is not a key" for key in row if key not in allowed]
    wrong += [f"{where}: {key} is of another kind" for key, value in row.items() if key in allowed and not isinstance(value, allowed[key])]
    return wrong + [f"{where}: {key} is empty" for key, value in row.items() if isinstance(value, str) and not value.strip()]


def unmet(demands: dict[str, bool]) -> list[str]:
    """The demands that do not hold."""
    return [demand for demand, holds in demands.items() if not holds]


def test_the_whole_stock_is_there() -> None:
    assert not [kind for kind, files in FILES.items() if not files]
    assert len(FILES["examples"]) == 125
    assert len(FILES["law/answers"]) >= 45


@every_kind
def test_files_have_the_keys_of_their_kind(kind: str) -> None:
    rule = rules.KINDS[kind]

    def check(file: ContentFile) -> list[str]:
        wrong = wrong_keys("front matter", file.head, rule.keys) + ([] if re.fullmatch(r"[a-z0-9-]+", file.slug) else ["file name"])
        for block, (table, least, most) in rule.blocks.items():
            rows = file.head.get(block, [])
            wrong += [] if least <= len(rows) <= most else [f"{block}: {len(rows)} blocks"]
            wrong += [line for row in rows for line in wrong_keys(block, row, table)]
        return wrong

    assert not complaints(kind, check)


@every_kind
def test_bodies_have_their_headings_and_length(kind: str) -> None:
    rule = rules.KINDS[kind]

    def check(file: ContentFile) -> list[str]:
        headings = re.findall(r"^(#+) +(.*?) *$", file.body, re.MULTILINE)
        titles = [title for _, title in headings]
        return unmet(
            {
                "headings are ## alone": all(marks == "##" for marks, _ in headings),
                "headings are of the list": rule.headings is None or set(titles) <= set(rule.headings),
                "no heading is missing": set(rule.needed) <= set(titles),
                "no heading stands twice": len(titles) == len(set(titles)),
                f"{rules.word_count(file.body)} words": rule.words[0] <= rules.word_count(file.body) <= rule.words[1],
            }
        )

    assert not complaints(kind, check)


@every_kind
def test_texts_name_nobody_privately(kind: str) -> None:
    def check(file: ContentFile) -> list[str]:
        said = [file.body, *texts_of({key: value for key, value in file.head.items() if key not in {"triggers", "path"}})]
        found = [f"{what}: {match.group()}" for what, pattern in PRIVATE.items() for text in said if (match := pattern.search(text))]
        return found + [f"a CPR number: {text[:60]}" for text in said if has_cpr_number(text)]

    assert not complaints(kind, check)


@pytest.mark.parametrize("text", ["Skriv til navn@example.dk", "Ring på 12345678", "12 34 56 78", "+45 12345678", "Tlf. 12345678", "1234 5678", "<b>nej</b>"])
def test_private_things_are_noticed(text: str) -> None:
    assert any(pattern.search(text) for pattern in PRIVATE.values())


@every_kind
def test_texts_are_plain_and_teasers_fit_their_cards(kind: str) -> None:
    least, most = {"law/answers": (40, 240), "glossary": (20, 159)}.get(kind, (60, 220))

    def check(file: ContentFile) -> list[str]:
        teaser = file.head.get("teaser") or file.head.get("short", "")
        index = rules.lix("\n".join([file.body, teaser, file.head.get("purpose", "")]))
        return unmet({f"teaser of {len(teaser)} characters": least <= len(teaser) <= most, f"LIX {index:.1f}": index < 45})

    assert not complaints(kind, check)


def leads_somewhere(address: str) -> bool:
    """True for a page that always exists, for /eksempler/<slug>/ and its like when the file does, and for an act a legal answer names."""
    if act := ACT.fullmatch(address):
        return {"year": int(act[1]), "number": int(act[2])} in ACTS
    place, _, slug = address.strip("/").partition("/")
    return address in ADDRESSES or (address == f"/{place}/{slug}/" and slug in SLUGS.get(PLACES.get(place, ""), set()))


@every_kind
def test_links_and_slugs_lead_to_what_exists(kind: str) -> None:
    targets = {"related": kind, "examples": "examples", "legal": "law/answers"}

    def check(file: ContentFile) -> list[str]:
        lost = [link for text in (file.body, *texts_of(file.head)) for link in LINK.findall(text) if not leads_somewhere(link)]
        lost += [f"{key}: {slug}" for key, target in targets.items() for slug in file.head.get(key, []) if slug not in SLUGS[target] - {file.slug}]
        return lost + ([] if file.head.get("drawing", SCENES[0]) in SCENES else ["drawing"])

    assert not complaints(kind, check)


def first_column(name: str) -> set[str]:
    return {line.split("\t")[0] for line in (CONTENT / f"{name}.tsv").read_text(encoding="utf-8").splitlines()[1:]}


def test_examples_use_known_values_within_their_limits() -> None:
    municipalities, kle, areas = first_column("municipalities"), first_column("kle"), {key for key, _ in AREAS}

    def check(file: ContentFile) -> list[str]:
        head, steps = file.head, file.head["thread"]
        done = rules.word_count(file.body.partition("## Hvad går det ud på?")[2].partition("\n## ")[0])
        return unmet(
            {
                "municipalities": set(head["municipalities"]) <= municipalities,
                "KLE numbers": set(head["kle"]) <= kle and 1 <= len(head["kle"]) <= 3,
                "welfare areas": set(head["welfare_areas"]) <= areas and 1 <= len(head["welfare_areas"]) <= 3,
                "sectors": {party["sector"] for party in head["parties"]} <= rules.SECTORS,
                "evidence and grade": head["evidence"] in rules.EVIDENCE and head["grade"] in {"A", "B"},
                "steps in order": list(steps) == [step for step in rules.THREAD if step in steps],
                "steps of up to 60 characters": all(0 < len(text) <= 60 for text in steps.values()),
                "years in order": head.get("year_from", 0) <= head.get("year_to", 9999),
                "title of up to 90 characters": len(head["title"]) <= 90,
                "up to four links": max(len(head.get("legal", [])), len(head.get("related", []))) <= 4,
                f"{done} words of what was done": 40 <= done <= 160,
            }
        )

    assert not complaints("examples", check)


def test_legal_answers_use_known_values_within_their_limits() -> None:
    values = read_values(CONTENT / "law" / "values.toml")

    def check(file: ContentFile) -> list[str]:
        head = file.head
        return unmet(
            {
                "topic": head["topic"] in TOPICS,
                "certainty": {head["certainty"], *(way["certainty"] for way in head.get("ways", []))} <= rules.CERTAINTIES,
                "an answer of one or two words": len(head["word"].split()) <= 2,
                "up to four related answers": len(head["related"]) <= 4,
                "dated values": {row["key"] for row in head.get("values", [])} <= set(values),
                "number and year of a law together": all(("number" in law) == ("year" in law) for law in head["laws"]),
                "dates in order": head["valid_from"] <= head["checked"] < head["expires"],
                "checked again within a year": (head["expires"] - head["checked"]).days <= 366,
            }
        )

    assert not complaints("law/answers", check)


def test_triggers_name_facts_and_choices_that_exist() -> None:
    facts = read_facts(CONTENT / "law" / "facts.toml")

    def check(file: ContentFile) -> list[str]:
        try:
            return [] if [read_trigger(row, facts) for row in file.head["triggers"]] else ["no trigger"]
        except BadFacts as error:
            return [str(error)]

    assert not complaints("law/answers", check)


def test_dated_values_say_what_they_are_and_how_long_they_hold() -> None:
    rows = tomllib.loads((CONTENT / "law" / "values.toml").read_text(encoding="utf-8"))["values"]
    texts = dict.fromkeys(("key", "name", "unit", "check", "law", "source"), rules.TEXT)
    table = rules.Table({**texts, "amount": (int, float), "valid_from": rules.DAY}, {"valid_to": rules.DAY, "certainty": rules.TEXT})
    assert not [line for row in rows for line in wrong_keys(row["key"], row, table)]
    assert not [row["key"] for row in rows if "valid_to" in row and row["valid_to"] < row["valid_from"]]


def test_guides_say_why_each_question_is_asked() -> None:
    def check(file: ContentFile) -> list[str]:
        return [row["question"] for row in file.head["questions"] if not 40 <= rules.word_count(row["why"]) <= 120 or not row["sub"]]

    assert not complaints("guides", check)


def test_publications_and_consultants_are_of_a_known_kind() -> None:
    assert not [file.slug for kind, genres in rules.GENRES.items() for file in FILES[kind] if file.head["kind"] not in genres]


def test_lix_counts_sentences_and_long_words() -> None:
    assert rules.lix("Vi ses nu. Du kan komme.") == 3
    assert rules.lix("Velfærdsalliancer kræver samarbejdspartnere.") == pytest.approx(3 + 100 * 2 / 3)
    assert rules.lix("Det koster 1.000.000 kr. hos os den 1. januar 2027.") == 10
    assert rules.lix("## Hvad nu?\n- En ting\n- To ting") == 2
