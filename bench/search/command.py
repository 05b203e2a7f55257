"""The command: a database of its own, the set's documents in it, every query asked of both engines, and with --check the goals."""

import argparse
import json
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

from bench.database import own_database
from bench.search import judging, sets
from bench.usage import Parser, refuse_input

DATABASE = "samspil_bench_search"
# The least of any one set, and of the mean over several (the goals); speed and size hold at SCALE documents.
LEAST = {"plain": 1.05, "typo": 1.6, "split": 1.6, "ascii": 1.6}
MEAN = {"plain": 1.10, "typo": 1.75, "split": 1.8, "ascii": 1.9}
SCALE, P50_MS, P95_MS, INDEX_MB = 100_000, 50, 120, 500
MOST_DOCUMENTS = 2_000_000
Report = dict[str, Any]


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def arguments(words: list[str]) -> argparse.Namespace:
    parser = Parser(words, prog="./samspil bench search")
    parser.add_argument("--set", type=Path, action="append", required=True, metavar="DIR", help="corpus.jsonl, qrels.tsv, queries.jsonl, queries.KIND.jsonl")
    parser.add_argument("--limit", type=positive, metavar="N", help="the first N queries of each file")
    parser.add_argument("--scale", type=positive, metavar="N", help="invent documents from the set until there are N")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--check", action="store_true", help="exit 1 when a goal is missed")
    return parser.parse_args(words)


def positive(text: str) -> int:
    number = int(text)
    if not 1 <= number <= MOST_DOCUMENTS:
        raise ValueError(text)
    return number


def main(words: list[str]) -> int:
    options = arguments(words)
    try:
        found = [sets.read_set(folder, options.limit) for folder in options.set]
    except (sets.BadSet, OSError, UnicodeDecodeError) as error:
        return refuse_input(words, str(error))
    with own_database(DATABASE):
        from django.core.management import call_command

        call_command("migrate", verbosity=0, stdout=sys.stderr)
        reports = [measured(test_set, options.scale) for test_set in found]
    whole = reports[0] if len(reports) == 1 else {"sets": reports, "mean": means(reports)}
    misses = goals_missed(reports, scaled=options.scale is not None) if options.check else []
    print(json.dumps(whole) if options.json else "\n\n".join(map(table, reports)))
    for miss in misses:
        say(f"goal missed: {miss}")
    return 1 if misses else 0


def measured(test_set: sets.TestSet, scale: int | None) -> Report:
    """One set's report."""
    from bench.search import engines

    papers = sets.grow(test_set.papers, scale) if scale else test_set.papers
    began = time.perf_counter()
    size = engines.fill(papers)
    say(f"{test_set.name}: {len(papers)} documents are ready after {time.perf_counter() - began:.0f} s")
    results = {name: {kind: ask(make(papers), test_set, kind) for kind in test_set.queries} for name, make in engines.ENGINES.items()}
    return {"set": test_set.name, "documents": len(papers), "engines": results, "ratio": ratios(results), "index_mb": size}


def ask(engine: Any, test_set: sets.TestSet, kind: str) -> dict[str, float]:
    """Ask all queries of a kind, one after another; the first is asked before, so that nothing is measured that happens once."""
    answers = []
    for _, text in test_set.queries[kind][:1]:
        engine(text)
    for name, text in test_set.queries[kind]:
        began = time.perf_counter()
        found = engine(text)
        answers.append((found, test_set.relevant.get(name, {}), 1000 * (time.perf_counter() - began)))
    return judging.judged(answers)


def ratios(results: Mapping[str, Mapping[str, Mapping[str, float]]]) -> dict[str, float | None]:
    """By kind the product's nDCG@10 over PostgreSQL's; None where that is nothing."""
    own, other = results["samspil"], results["postgres_or"]
    both = {kind: (own[kind].get("ndcg10", 0.0), other[kind].get("ndcg10", 0.0)) for kind in own}
    return {kind: round(mine / theirs, 3) if theirs else None for kind, (mine, theirs) in both.items()}


def means(reports: Sequence[Report]) -> dict[str, float]:
    """By kind, the ratio of the mean nDCG@10 over sets."""
    found = {}
    for kind in sets.KINDS:
        pairs = [[report["engines"][name][kind]["ndcg10"] for name in ("samspil", "postgres_or")] for report in reports if report["ratio"].get(kind)]
        if pairs:
            mine, theirs = (fmean(column) for column in zip(*pairs, strict=True))
            found[kind] = round(mine / theirs, 3)
    return found


def goals_missed(reports: Sequence[Report], *, scaled: bool) -> list[str]:
    """The goals that are missed, in words: of speed and size for grown sets, of quality for others."""
    if scaled:
        return [miss for report in reports for miss in too_slow_or_large(report)]
    missed = [
        f"{report['set']}: {kind} {ratio} times, goal {LEAST[kind]}"
        for report in reports
        for kind, ratio in report["ratio"].items()
        if kind in LEAST and ratio is not None and ratio < LEAST[kind]
    ]
    whole = means(reports) if len(reports) > 1 else {}
    return missed + [f"mean: {kind} {ratio} times, goal {MEAN[kind]}" for kind, ratio in whole.items() if kind in MEAN and ratio < MEAN[kind]]


def too_slow_or_large(report: Report) -> list[str]:
    missed = [f"{report['set']}: index {report['index_mb']} MB, goal {INDEX_MB}"] if report["index_mb"] > INDEX_MB else []
    for kind, row in report["engines"]["samspil"].items():
        if row and (row["p50_ms"] > P50_MS or row["p95_ms"] > P95_MS):
            missed.append(f"{report['set']}: {kind} p50 {row['p50_ms']} ms, p95 {row['p95_ms']} ms")
    return missed


def table(report: Report) -> str:
    """A set's report as a Markdown table."""
    lines = [f"{report['set']}: {report['documents']} documents, index {report['index_mb']} MB", ""]
    names = ["ndcg10", "mrr10", "recall10", "p50_ms", "p95_ms", "queries"]
    lines += ["| queries | engine | " + " | ".join(names) + " | ratio |", "|" + "---|" * (len(names) + 3)]
    for kind, ratio in report["ratio"].items():
        for engine, rows in report["engines"].items():
            numbers = " | ".join(str(rows[kind].get(name, "")) for name in names)
            lines.append(f"| {kind} | {engine} | {numbers} | {ratio if engine == 'samspil' else ''} |")
    return "\n".join(lines)
