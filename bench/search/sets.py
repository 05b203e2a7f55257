"""Reading a set of documents, queries and judgements, and growing one to many documents."""

import gzip
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

KINDS = ("plain", "typo", "inflect", "split", "join", "ascii")
SEED = 20261122
SENTENCE = re.compile(r"(?<=[.!?])\s+")


class BadSet(Exception):
    """A folder that is no set; says which file and what is wrong."""


@dataclass(frozen=True)
class Paper:
    """One document of a set."""

    name: str
    title: str
    text: str


@dataclass
class TestSet:
    """Documents; by query how relevant which documents are; by kind the queries with their ids."""

    name: str
    papers: list[Paper]
    relevant: dict[str, dict[str, int]]
    queries: dict[str, list[tuple[str, str]]] = field(default_factory=dict)


def read_set(folder: Path, limit: int | None) -> TestSet:
    """The set in a folder, with the first `limit` queries of each kind."""
    papers = [Paper(str(row["id"]), str(row.get("title") or ""), str(row.get("text") or "")) for row in rows(folder, "corpus.jsonl")]
    found = TestSet(folder.resolve().name, papers, read_judgements(folder))
    for kind in KINDS:
        name = "queries.jsonl" if kind == "plain" else f"queries.{kind}.jsonl"
        if kind == "plain" or present(folder, name):
            found.queries[kind] = [(str(row["id"]), str(row["text"])) for row in rows(folder, name)][:limit]
    return found


def read_judgements(folder: Path) -> dict[str, dict[str, int]]:
    """By query the documents that are relevant, and how much."""
    relevant: dict[str, dict[str, int]] = {}
    with opened(folder, "qrels.tsv") as file:
        for number, line in enumerate(file, 1):
            parts = line.rstrip("\r\n").split("\t")
            if len(parts) < 3 or not parts[-1].lstrip("-").isdecimal():
                if line.strip() and number > 1:
                    raise BadSet(f"qrels.tsv line {number}: expected query, document and a number, with tabs between")
                continue
            relevant.setdefault(parts[0], {})[parts[-2]] = int(parts[-1])
    return relevant


def present(folder: Path, name: str) -> bool:
    return (folder / name).exists() or (folder / f"{name}.gz").exists()


def opened(folder: Path, name: str) -> IO[str]:
    """The file, or its packed form."""
    if (folder / name).exists():
        return (folder / name).open(encoding="utf-8")
    if (folder / f"{name}.gz").exists():
        return gzip.open(folder / f"{name}.gz", "rt", encoding="utf-8")
    raise BadSet(f"{folder} has no {name}")


def rows(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON lines."""
    with opened(folder, name) as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                try:
                    row = json.loads(line)
                    row["id"]
                except (ValueError, KeyError, TypeError) as error:
                    raise BadSet(f"{name} line {number}: expected an object with an id") from error
                yield row


def grow(papers: list[Paper], total: int) -> list[Paper]:
    """The same documents and invented ones, `total` in all: as long as the real ones, of sentences from any of them. Their order is the seed's."""
    chance = random.Random(SEED)  # noqa: S311  # test data
    sentences = [sentence for paper in papers for sentence in SENTENCE.split(paper.text) if len(sentence) > 20] or [paper.text for paper in papers]
    grown = list(papers)
    for number in range(len(papers), total):
        model, text = chance.choice(papers), ""
        while len(text) < len(model.text):
            text += chance.choice(sentences) + " "
        grown.append(Paper(f"invented-{number}", chance.choice(papers).title, text.strip()))
    return grown
