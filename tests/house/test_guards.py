"""The guards of conftest.py notice what they are for, and nothing else."""

from collections.abc import Iterator

import pytest
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine, Origin, Template, engines
from django.test import Client
from django.urls import path
from zeal.errors import NPlusOneError

from samspil.identity.models import Municipality
from tests.house import undefined
from tests.house.places import ROOT, SOURCE

OURS, THEIRS = str(SOURCE / "site" / "templates" / "made-up.html"), "/elsewhere/library/templates/made-up.html"


@pytest.fixture
def engine() -> Engine:
    found: Engine = engines["django"].engine  # type: ignore[attr-defined]  # the Django backend has an engine
    return found


def noted(engine: Engine, source: str, file: str = OURS) -> list[str]:
    """What the guard notes when a template with this source is rendered."""
    Template(source, origin=Origin(file), engine=engine).render(Context({"known": "x", "none": None}))
    return undefined.take()


@pytest.mark.parametrize(
    "source",
    [
        "{{ ghost }}",
        "{{ known.ghost }}",
        "{{ ghost|upper }}",
        "{% with a=ghost %}{{ a }}{% endwith %}",
        "{% if known %}{{ ghost }}{% endif %}",
        "{% blocktranslate %}Hello {{ ghost }}{% endblocktranslate %}",
        "{% blocktranslate with a=ghost %}Hello {{ a }}{% endblocktranslate %}",
    ],
)
def test_missing_variable_in_a_template_of_ours_is_noted(engine: Engine, source: str) -> None:
    assert len(noted(engine, source)) == 1
    assert noted(engine, source)[0].startswith("site/templates/made-up.html: ")


@pytest.mark.parametrize(
    "source", ["{{ known }}", "{{ none }}", "{{ ghost|default:'nobody' }}", "{% if ghost %}{{ ghost }}{% endif %}", "{% for a in ghost %}{{ a }}{% endfor %}"]
)
def test_variable_that_may_be_missing_is_not_noted(engine: Engine, source: str) -> None:
    assert noted(engine, source) == []


def test_templates_of_libraries_are_not_looked_at(engine: Engine) -> None:
    assert noted(engine, "{{ ghost }}", THEIRS) == []


def test_missing_variable_still_renders_as_nothing(engine: Engine) -> None:
    assert Template("[{{ ghost }}{{ ghost|default:'-' }}]", origin=Origin(THEIRS), engine=engine).render(Context()) == "[-]"


def once_per_row(request: HttpRequest) -> HttpResponse:
    return HttpResponse([len(municipality.regions.all()) for municipality in Municipality.objects.all()[:5]])


def all_at_once(request: HttpRequest) -> HttpResponse:
    return HttpResponse([len(municipality.regions.all()) for municipality in Municipality.objects.prefetch_related("regions")[:5]])


urlpatterns = [path("once-per-row/", once_per_row), path("all-at-once/", all_at_once)]


@pytest.mark.django_db
@pytest.mark.urls(__name__)
@pytest.mark.logs_errors
def test_query_asked_once_per_row_fails_the_request() -> None:
    with pytest.raises(NPlusOneError):
        Client().get("/once-per-row/")
    assert Client().get("/all-at-once/").status_code == 200


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    yield
    assert undefined.take() == []


def test_no_test_empties_the_tables_that_others_stand_on() -> None:
    """What must commit does so through `django_db_blocker` (docs/testing.md)."""
    emptying = ("transaction=" + "True", "transactional_" + "db", "Transaction" + "TestCase")
    files = [*SOURCE.glob("*/tests/**/*.py"), *(ROOT / "tests").rglob("*.py")]
    named = {path.name for path in files for word in emptying if word in path.read_text(encoding="utf-8")}
    assert named == set()
