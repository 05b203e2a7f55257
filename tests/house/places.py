"""Where things of the repository lie: what the house tests look at."""

import ast
import os
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "samspil"
CONTENT = ROOT / "content"
DOCS = ROOT / "docs"
NOT_OURS = {"var", "node_modules", "__pycache__", ".git", ".venv", "venv", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", ".import_linter_cache"}


def files(*suffixes: str) -> Iterator[Path]:
    """Every file of the repository with one of these endings, without what tools made."""
    for folder, folders, names in os.walk(ROOT):
        folders[:] = sorted(name for name in folders if name not in NOT_OURS)
        yield from (Path(folder) / name for name in sorted(names) if name.endswith(suffixes))


def python_files() -> list[Path]:
    """All Python a person wrote: migrations are written by Django."""
    return [path for path in files(".py") if "migrations" not in path.parts]


def product_files() -> list[Path]:
    """Python of the product without its tests."""
    return [path for path in python_files() if path.is_relative_to(SOURCE) and "tests" not in path.parts]


def tree_of(path: Path) -> ast.Module:
    """The file as a syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def named(path: Path) -> str:
    """The path as people say it."""
    return str(path.relative_to(ROOT))


def rooms() -> list[str]:
    """The rooms that exist, by name."""
    return sorted(path.parent.name for path in SOURCE.glob("*/apps.py"))


@cache
def contracts() -> dict[str, Any]:
    """The import contracts of pyproject.toml, by id."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {contract["id"]: contract for contract in settings["tool"]["importlinter"]["contracts"]}


@cache
def storeys() -> dict[str, int]:
    """The storey of each room, 0 at the top, from the contract."""
    layers = contracts()["storeys"]["layers"]
    return {room.strip(" ()"): number for number, layer in enumerate(layers) for room in layer.split("|")}


def imported_by(path: Path) -> set[str]:
    """Every module a file imports, also inside functions, with the names it takes from it."""
    found: set[str] = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found
