"""The parts of the documentation that are made from code: docs/events.md, and states and permissions in each room's README.

`python -m tests.house.write_docs` writes them anew; tests/house/test_documented.py says when that was forgotten.
"""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from pathlib import Path
from types import ModuleType
from typing import Any

from rules.permissions import permissions
from rules.predicates import Predicate

from samspil.core.lifecycle import Lifecycle
from samspil.identity import permissions as identity_permissions
from tests.house.places import DOCS, SOURCE, rooms

EVENTS = DOCS / "events.md"
BEGIN, END = "<!-- made by python -m tests.house.write_docs -->", "<!-- end -->"
EVENTS_HEAD = """# Events

Made from code by `python -m tests.house.write_docs`. A room records an event in the transaction of the deed; a worker
calls the reactions that `src/samspil/site/reactions.py` lists, at least once. Fields are ids and plain values.

| Event | When | Fields | Reactions |
|---|---|---|---|
"""


def event_classes() -> list[type[Any]]:
    """Every event of every room, by name; events that tests define are left out."""
    from samspil.core.events import KINDS

    for room in rooms():
        if (SOURCE / room / "events.py").exists() or (SOURCE / room / "events").exists():
            importlib.import_module(f"samspil.{room}.events")
    return [KINDS[kind] for kind in sorted(KINDS) if ".events" in KINDS[kind].__module__]


def events_page() -> str:
    """docs/events.md as it must be now."""
    from samspil.site.reactions import REACTIONS

    rows = []
    for event in event_classes():
        said = " ".join((inspect.getdoc(event) or "").split())
        names = ", ".join(f"`{field.name}`" for field in fields(event))
        reactions = ", ".join(f"`{reaction.__module__.removeprefix('samspil.')}.{reaction.__name__}`" for reaction in REACTIONS.get(event, []))
        rows.append(f"| `{event.kind}` | {said} | {names} | {reactions or 'none yet'} |")
    return EVENTS_HEAD + "\n".join(rows) + "\n"


def domain_modules(room: str) -> Iterator[ModuleType]:
    """The modules of a room's domain."""
    folder = SOURCE / room / "domain"
    for module in pkgutil.iter_modules([str(folder)]) if folder.exists() else []:
        yield importlib.import_module(f"samspil.{room}.domain.{module.name}")


def matrix(corner: str, rows: Iterable[tuple[str, Iterable[str]]]) -> str:
    """A table of rows against the names that any row has; a dot where a row has the name."""
    listed = [(label, list(names)) for label, names in rows]
    columns = list(dict.fromkeys(name for _, names in listed for name in names))
    head = f"| {corner} | {' | '.join(columns)} |\n|---|{'---|' * len(columns)}"
    return "\n".join([head, *(f"| {label} | {' | '.join('●' if name in names else '' for name in columns)} |" for label, names in listed)])


def states_and_permissions(module: ModuleType) -> Iterator[str]:
    """What one module of a domain says: each lifecycle as a diagram and a table, each table of rights as a table."""
    for name, value in vars(module).items():
        title = f"{module.__name__.removeprefix('samspil.')}.{name}"
        if isinstance(value, Lifecycle):
            yield f"## States (`{title}`)\n\n```mermaid\n{value.diagram()}\n```"
            steps = [(f"{step.errand} ({step.state} → {step.to})", step.who) for step in value.steps]
            yield f"## Who may do what (`{title}`)\n\n{matrix('errand', steps)}"
        elif name.endswith("_RIGHTS"):
            rights = dict.fromkeys(right for held in value.values() for right in held)
            rows = [(right, [str(role) for role, held in value.items() if right in held]) for right in rights]
            yield f"## Who may do what (`{title}`)\n\n{matrix('right', rows)}"


def table_of_permissions(room: str) -> str:
    """The room's permissions (permissions.py) with whom each is for, "" when it has none."""
    own = {name: predicate for name, predicate in permissions.items() if name.partition(".")[0] == room}
    rows = [f"| `{name}` | {who(predicate, room)} |" for name, predicate in sorted(own.items())]
    return "\n".join(["## Who may do what (`permissions.py`)\n", "| permission | who |", "|---|---|", *rows]) if rows else ""


def who(predicate: Predicate, room: str) -> str:
    """A predicate in words: its own, or its parts' for one that is put together; it stands in identity's table or in the room's own."""
    words = {**vars(identity_permissions), **vars(importlib.import_module(f"samspil.{room}.permissions"))}
    parts = [inspect.getdoc(words[name]) for name in re.findall(r"\w+", predicate.name) if name in words]
    return " Or: ".join(part for part in parts if part)


def made_part(room: str) -> str:
    """What stands between the markers of a room's README, "" when it has neither states nor rights."""
    parts = [part for module in domain_modules(room) for part in states_and_permissions(module)]
    return "\n\n".join(part for part in [*parts, table_of_permissions(room)] if part)


def readme_of(room: str) -> Path:
    return SOURCE / room / "README.md"


def renewed(room: str, text: str) -> str:
    """A room's README with its made part as it must be now."""
    before = text.partition(BEGIN)[0].rstrip()
    made = made_part(room)
    return f"{before}\n\n{BEGIN}\n\n{made}\n\n{END}\n" if made else f"{before}\n"


def main() -> None:
    """Write everything anew."""
    import django

    django.setup()
    EVENTS.write_text(events_page(), encoding="utf-8")
    for room in rooms():
        readme = readme_of(room)
        if readme.exists():
            readme.write_text(renewed(room, readme.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
