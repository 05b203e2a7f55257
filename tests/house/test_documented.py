"""What the code has, the documentation says: models and enums, events, environment variables, states and permissions."""

import ast
import inspect
import re
from pathlib import Path

import pytest
from django.apps import apps

from tests.house import write_docs
from tests.house.places import DOCS, ROOT, SOURCE, product_files, rooms, tree_of

GLOSSARY = DOCS / "glossary.md"
ROW = re.compile(r"^\| `(?P<code>\w+)`(?: \([^)]*\))? \| (?P<danish>[^|]+) \| (?P<definition>[^|]+) \|$", re.MULTILINE)
ENUMS = {"Enum", "StrEnum", "IntEnum", "Flag", "TextChoices", "IntegerChoices"}
MOST_README_LINES = 24


def glossary() -> list[dict[str, str]]:
    return [{name: text.strip() for name, text in row.groupdict().items()} for row in ROW.finditer(GLOSSARY.read_text(encoding="utf-8"))]


def enums() -> set[str]:
    """The name of every enum of the product."""
    classes = [node for path in product_files() for node in ast.walk(tree_of(path)) if isinstance(node, ast.ClassDef)]
    return {node.name for node in classes if {ast.unparse(base).rpartition(".")[2] for base in node.bases} & ENUMS}


def models() -> set[str]:
    """The name of every model of the product."""
    return {model.__name__ for model in apps.get_models() if model.__module__.startswith("samspil.")}


def test_every_model_and_enum_stands_in_the_glossary() -> None:
    assert len(models()) > 20
    assert len(enums()) > 5
    missing = (models() | enums()) - {row["code"] for row in glossary()}
    assert not missing, f"add a row to docs/glossary.md for {sorted(missing)}"


def test_glossary_says_each_word_once_with_a_danish_word_and_one_definition() -> None:
    rows = glossary()
    codes = [row["code"] for row in rows]
    assert len(codes) == len(set(codes)), sorted({code for code in codes if codes.count(code) > 1})
    assert not [row["code"] for row in rows if len(row["definition"]) < 20 or not row["danish"]]
    lines = [line for line in GLOSSARY.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    assert len(lines) == len(rows), "a line of the table is not of the form | `Code` | Danish | definition |"


def test_glossary_has_no_word_the_code_has_forgotten() -> None:
    known = {node.name for path in product_files() for node in ast.walk(tree_of(path)) if isinstance(node, ast.ClassDef)} | models()
    assert not {row["code"] for row in glossary()} - known


def test_every_event_says_when_it_is_told() -> None:
    assert write_docs.event_classes()
    written = {event.kind: inspect.getdoc(event) or "" for event in write_docs.event_classes()}
    made_by_dataclass = {event.kind: f"{event.__name__}(" for event in write_docs.event_classes()}
    assert not [kind for kind, text in written.items() if len(text) < 15 or text.startswith(made_by_dataclass[kind])]


def test_events_page_is_as_the_code_is() -> None:
    assert write_docs.EVENTS.read_text(encoding="utf-8") == write_docs.events_page(), "run python -m tests.house.write_docs"


@pytest.mark.parametrize("room", rooms())
def test_every_room_tells_its_story(room: str) -> None:
    text = write_docs.readme_of(room).read_text(encoding="utf-8")
    assert text == write_docs.renewed(room, text), "run python -m tests.house.write_docs"
    own = text.partition(write_docs.BEGIN)[0].strip().splitlines()
    assert 5 <= len(own) <= MOST_README_LINES


def variables_of(path: Path) -> set[str]:
    """The environment variables a settings file reads."""
    calls = [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    read = [call for call in calls if isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value) == "env" and call.args]
    return {call.args[0].value for call in read if isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)}


def variables_named_in(folder: Path) -> set[str]:
    """Names of ours that the launcher's code holds as whole strings."""
    constants = [node.value for path in folder.glob("*.py") for node in ast.walk(tree_of(path)) if isinstance(node, ast.Constant)]
    return {text for text in constants if isinstance(text, str) and re.fullmatch(r"SAMSPIL_[A-Z_]+", text)}


def test_every_environment_variable_stands_in_the_operators_page() -> None:
    read = [variables_of(path) for path in (SOURCE / "config").glob("*.py")]
    variables = set().union(*read) | variables_named_in(ROOT / "launcher")
    assert len(variables) > 25
    page = (DOCS / "operations.md").read_text(encoding="utf-8")
    missing = sorted(name for name in variables if f"`{name}`" not in page)
    assert not missing, f"docs/operations.md must say what these are for: {missing}"
