"""The house keeps its shape: storeys, rooms, pure domains, no signals, foreign keys that point down."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Field, Model

from tests.house.places import DOCS, ROOT, SOURCE, contracts, imported_by, named, product_files, rooms, storeys, tree_of

LINT_IMPORTS = "import sys; from importlinter.cli import lint_imports_command; sys.argv[0] = 'lint-imports'; lint_imports_command()"
COMPUTING = {"numpy", "scipy", "ortools", "numba"}
# Core's pure parts, which domains may build on.
PURE_CORE = ("samspil.core.lifecycle", "samspil.core.money", "samspil.core.periods", "samspil.core.refusals")
CLOCK = {"now", "today", "utcnow", "localdate", "time", "monotonic", "perf_counter"}
DOMAINS = sorted(path for path in SOURCE.glob("*/domain/**/*.py"))
SIGNAL_LISTENER = SOURCE / "content" / "adapter.py"


def test_import_contracts_hold() -> None:
    done = subprocess.run([sys.executable, "-c", LINT_IMPORTS], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[done.stdout.find("Contracts:") :] + done.stderr


def test_every_room_stands_on_a_storey() -> None:
    assert set(rooms()) <= set(storeys())


def test_contracts_name_coherence_itself_once_it_exists() -> None:
    """Until then they name its insides with a wildcard, because import-linter refuses names that do not exist."""
    if (SOURCE / "coherence").exists():
        assert contracts()["coherence-knows"]["source_modules"] == ["samspil.coherence"]
        assert contracts()["coherence-known"]["protected_modules"] == ["samspil.coherence"]
    else:
        assert contracts()["coherence-knows"]["source_modules"] == ["samspil.coherence.**"]


@pytest.mark.parametrize("path", [*DOMAINS, *(SOURCE / f"core/{name.rpartition('.')[2]}.py" for name in PURE_CORE)], ids=named)
def test_domain_imports_only_what_is_pure(path: Path) -> None:
    own = f"samspil.{path.relative_to(SOURCE).parts[0]}.domain"
    impure = {
        module
        for module in imported_by(path)
        if module.partition(".")[0] not in sys.stdlib_module_names | COMPUTING and not module.startswith((own, *PURE_CORE))
    }
    assert not impure


@pytest.mark.parametrize("path", DOMAINS, ids=named)
def test_domain_reads_no_clock_and_throws_no_dice(path: Path) -> None:
    """The time comes in as an argument; random numbers come from random.Random(seed) alone."""
    calls = [node.func for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    owners = [(call.value.id if isinstance(call.value, ast.Name) else "", call.attr) for call in calls]
    assert not [pair for pair in owners if pair[1] in CLOCK and pair[0] in {"datetime", "date", "time", "timezone"}]
    assert not [pair for pair in owners if pair[0] in {"random", "secrets", "uuid"} and pair[1] not in {"Random", "UUID"}]


def test_only_one_file_listens_to_signals() -> None:
    def is_signal(module: str) -> bool:
        return "signals" in module.split(".") or module.startswith("django.dispatch")

    listeners = {named(path) for path in product_files() if path != SIGNAL_LISTENER and any(map(is_signal, imported_by(path)))}
    assert not listeners
    assert any(map(is_signal, imported_by(SIGNAL_LISTENER)))


def test_no_generic_foreign_keys() -> None:
    generic = {"GenericForeignKey", "GenericRelation"}
    users = {named(path) for path in product_files() if {module.rpartition(".")[2] for module in imported_by(path)} & generic}
    assert not users


def our_relations() -> Iterator[tuple[type[Model], str, type[Model]]]:
    """Each foreign key, one-to-one and many-to-many field of our models, with the model it points to."""
    for model in apps.get_models(include_auto_created=True):
        if not model.__module__.startswith("samspil."):
            continue
        for field in model._meta.get_fields():
            if isinstance(field, Field) and field.is_relation and isinstance(field.related_model, type):
                yield model, field.name, field.related_model


def test_foreign_keys_point_to_the_same_room_or_a_lower_storey() -> None:
    found = list(our_relations())
    assert len(found) > 20, "the test looks at the wrong models"
    upwards = [
        f"{model.__name__}.{name} -> {target._meta.label}"
        for model, name, target in found
        if target.__module__.startswith("samspil.")
        and model._meta.app_label != target._meta.app_label
        and storeys()[model._meta.app_label] >= storeys()[target._meta.app_label]
    ]
    assert not upwards


def raw_gets(path: Path) -> Iterator[str]:
    """Places where a view fetches a row past its room's gate."""
    for node in ast.walk(tree_of(path)):
        if not isinstance(node, ast.Call):
            continue
        function = node.func
        from_manager = isinstance(function, ast.Attribute) and function.attr == "get" and "objects" in ast.unparse(function.value).split(".")
        if from_manager or ast.unparse(function).endswith(("get_object_or_404", "get_list_or_404")):
            yield f"{named(path)}:{node.lineno} {ast.unparse(function)}"


def test_views_fetch_rows_through_the_gate_of_their_room() -> None:
    views = [path for path in product_files() if path.name in {"views.py", "api.py"} or "views" in path.parts]
    assert len(views) > 10, "the test looks in the wrong place"
    assert not [place for path in views for place in raw_gets(path)]


def test_only_files_that_architecture_names_lift_the_scope_of_municipalities() -> None:
    lifting = {named(path) for path in product_files() if "django_scopes.scopes_disabled" in imported_by(path)}
    assert lifting, "the test looks in the wrong place"
    text = (DOCS / "architecture.md").read_text(encoding="utf-8")
    paragraph = next(part for part in text.split("\n\n") if part.startswith("**Scopes.**"))
    assert {name for name in lifting if f"`{name}`" not in paragraph} == set()


def test_every_room_with_files_of_its_own_has_an_order_of_them() -> None:
    ordered = {name.removeprefix("samspil.") for contract in contracts().values() if contract["id"].startswith("inside") for name in contract["containers"]}
    # A room may begin with its domain alone, before it has rows and an apps.py.
    begun = {path.parent.name for path in SOURCE.glob("*/domain")} - {"core"}
    assert (set(rooms()) | begun) - {"core"} == ordered
