"""Small files, small functions, honest names, and a reason beside every exception from the rules."""

import ast
import re
from pathlib import Path

import pytest

from samspil.core.styles import PARTS as PARTS_OF_STYLE
from tests.house.places import ROOT, SOURCE, files, named, python_files, tree_of

MOST_LINES, USUAL_LINES = 400, 250
MOST_IN_FUNCTION, USUAL_IN_FUNCTION = 40, 25
MOST_IN_TEMPLATE, LONGEST_LINE = 150, 160
MOST_LINES_OF_STYLE = 150
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "misc"}
PARTS = ("src", "launcher", "tests", "bench")
SUPPRESSION = re.compile(r"#\s*(?:noqa(?!\w)|type:\s*ignore)(?P<codes>[:\[\w, \-\]]*?)(?P<rest>\s+[#–-].*|)$", re.MULTILINE)


def part_of(name: str) -> list[Path]:
    return [path for path in python_files() if path.is_relative_to(ROOT / name)]


def nineteen_of_twenty(sizes: list[int]) -> int:
    """The 95th percentile."""
    return sorted(sizes)[int(len(sizes) * 0.95)] if sizes else 0


@pytest.mark.parametrize("part", PARTS)
def test_files_are_short(part: str) -> None:
    sizes = {named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in part_of(part)}
    assert not {name: size for name, size in sizes.items() if size > MOST_LINES}
    assert nineteen_of_twenty(list(sizes.values())) <= USUAL_LINES


@pytest.mark.parametrize("part", PARTS)
def test_functions_are_short(part: str) -> None:
    sizes: dict[str, int] = {}
    for path in part_of(part):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
                sizes[f"{named(path)}:{node.lineno} {node.name}"] = node.end_lineno - node.lineno + 1
    assert not {name: size for name, size in sizes.items() if size > MOST_IN_FUNCTION}
    assert nineteen_of_twenty(list(sizes.values())) <= USUAL_IN_FUNCTION


def test_templates_are_short() -> None:
    sizes = {named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCE.glob("*/templates/**/*") if path.is_file()}
    assert len(sizes) > 20, "the test looks in the wrong place"
    assert not {name: size for name, size in sizes.items() if size > MOST_IN_TEMPLATE}


def test_lines_of_templates_are_short() -> None:
    """Texts of mails are left out: a line break there is one in the mail."""
    lines = {path: path.read_text(encoding="utf-8").splitlines() for path in SOURCE.glob("*/templates/**/*") if path.suffix in {".html", ".xml"}}
    long = {named(path): numbers for path, text in lines.items() if (numbers := [n for n, line in enumerate(text, 1) if len(line) > LONGEST_LINE])}
    assert len(lines) > 20, "the test looks in the wrong place"
    assert not long


def test_style_sheets_are_short_and_each_is_joined() -> None:
    sizes = {named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCE.glob("**/*.css")}
    assert not {name: size for name, size in sizes.items() if size > MOST_LINES_OF_STYLE}
    assert {f"src/samspil/core/styles/{part}.css" for part in PARTS_OF_STYLE} == {name for name in sizes if "/styles/" in name}


def test_no_file_or_folder_has_an_empty_name() -> None:
    assert not [named(path) for path in files(".py", ".html", ".css", ".js", ".md") if EMPTY_NAMES & {*path.parent.relative_to(ROOT).parts, path.stem}]


def unreasoned(text: str) -> list[str]:
    """Suppressions of a linter or type checker without a reason behind them."""
    return [found[0].strip() for found in SUPPRESSION.finditer(text) if len(re.findall(r"\w+", found["rest"])) < 2]


def test_every_suppression_says_why() -> None:
    assert not {named(path): bare for path in python_files() if path != Path(__file__) and (bare := unreasoned(path.read_text(encoding="utf-8")))}


def test_a_bare_suppression_is_noticed() -> None:
    assert unreasoned("x = 1  # noqa\ny = 2  # type: ignore[arg-type]\nz = 3  # noqa: S101, E501\n") != []
    assert len(unreasoned("x = 1  # noqa: S101\ny = 2  # type: ignore[arg-type]  # the library is wrong here\nz = 3  # noqa: S104 - compared, not bound")) == 1
