"""The read API keeps its contract: every answer is declared, of the declared shape, and no request breaks it (schemathesis, all checks)."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from ninja.responses import NinjaJSONEncoder

from samspil.config.wsgi import application
from samspil.content.models import GlossaryTerm
from samspil.core.viewers import PUBLIC
from samspil.knowledge.models import Article, Consultancy, CouncilGuide, Example, Publication
from samspil.law import sources
from samspil.law.models import LegalAnswer
from samspil.site.api import api

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
CONTRACT: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"), cls=NinjaJSONEncoder))
schema = schemathesis.openapi.from_dict(CONTRACT)
schema.app = application
# Lists of the API that are given a page at a time, with the things they hold.
PAGED: dict[str, tuple[str, Any]] = {
    "examples": ("eksempler", Example),
    "guides": ("droeftelser", CouncilGuide),
    "articles": ("artikler", Article),
    "publications": ("publikationer", Publication),
    "consultancies": ("konsulenter", Consultancy),
    "glossary": ("ordbog", GlossaryTerm),
}
# Nothing is written, so sharing the database between examples is safe.
BOUNDED = settings(
    max_examples=120, deadline=None, derandomize=True, database=None, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck)
)


@pytest.fixture(autouse=True)
def database(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The API only reads, so it is tried as it runs: each request closes its own connection."""
    with django_db_blocker.unblock():
        yield


@schema.parametrize()
@BOUNDED
def test_every_request_is_answered_as_the_contract_says(case: Any) -> None:
    case.call_and_validate()


def test_the_contract_that_is_served_is_the_one_that_is_tried(client: Client) -> None:
    assert client.get("/api/v1/openapi.json").json() == CONTRACT
    assert CONTRACT["openapi"].startswith("3.1")


def answered(path: str, **parameters: Any) -> Any:
    """The answer to one request of the contract, checked like the made-up ones."""
    return schema[path]["GET"].Case(**parameters).call_and_validate().json()


def slugs_of(model: Any) -> list[str]:
    """What everybody may see of a kind."""
    rows = model.objects.all() if model is GlossaryTerm else model.objects.visible_to(PUBLIC)
    return list(rows.values_list("slug", flat=True))


@pytest.mark.parametrize(("name", "model"), [*((name, model) for name, (_, model) in PAGED.items()), ("legal-answers", LegalAnswer)])
def test_every_public_thing_is_of_the_declared_shape(name: str, model: Any) -> None:
    slugs = slugs_of(model)
    assert slugs
    assert [answered(f"/api/v1/{name}/{{slug}}", path_parameters={"slug": slug})["slug"] for slug in slugs] == slugs


@pytest.mark.parametrize("name", PAGED)
def test_page_after_page_gives_everything_once(name: str) -> None:
    folder, model = PAGED[name]
    urls: list[str] = []
    query: dict[str, Any] = {"size": 3 if name != "examples" else 37}
    while True:
        page = answered(f"/api/v1/{name}", query=query)
        urls += [item["url"] for item in page["items"]]
        if not page["after"]:
            break
        query["after"] = page["after"]
    assert sorted(urls) == sorted(f"/{folder}/{slug}/" for slug in slugs_of(model))


def test_the_glossary_comes_in_danish_order() -> None:
    titles = [item["title"] for item in answered("/api/v1/glossary", query={"size": 100})["items"]]
    assert titles == [term.term for term in GlossaryTerm.objects.order_by("term_key", "pk")]
    assert titles[-1][0].casefold() in "æøå"


@pytest.mark.parametrize("name", PAGED)
@pytest.mark.parametrize("after", ["x", "²~2026-01-01", "~", "9" * 19 + "~2026-01-01", "-1~2026-01-01"])
def test_a_damaged_key_begins_from_the_first_page(after: str, name: str) -> None:
    assert answered(f"/api/v1/{name}", query={"after": after}) == answered(f"/api/v1/{name}")


@pytest.mark.parametrize("after", ["1~2026-13-40", "1~"])
def test_a_key_with_a_damaged_date_begins_from_the_first_page(after: str) -> None:
    assert answered("/api/v1/examples", query={"after": after}) == answered("/api/v1/examples")


def test_dated_values_and_facts_are_given_as_the_files_of_content_say() -> None:
    assert {value["key"] for value in answered("/api/v1/legal-values")} == set(sources.values())
    facts = {fact["key"]: fact for fact in answered("/api/v1/legal-facts")}
    assert list(facts) == list(sources.facts())
    pointed = [t for slug in slugs_of(LegalAnswer) for t in answered("/api/v1/legal-answers/{slug}", path_parameters={"slug": slug})["triggers"]]
    assert pointed
    assert all(t["fact"] in facts and set(t["among"]) <= set(facts[t["fact"]]["choices"]) for t in pointed)


def test_a_narrowed_list_holds_what_was_asked_for() -> None:
    for name, value in (("area", "aeldre"), ("municipality", "0350"), ("sector", "civil")):
        items = answered("/api/v1/examples", query={name: value, "size": 100})["items"]
        assert items
        assert all(f"{name}:{value}" in item["facets"] for item in items)
    reports = answered("/api/v1/publications", query={"genre": "undersøgelse", "size": 100})["items"]
    assert {slug for slug in slugs_of(Publication) if any(item["url"] == f"/publikationer/{slug}/" for item in reports)} == set(
        Publication.objects.visible_to(PUBLIC).filter(genre="undersøgelse").values_list("slug", flat=True)
    )
    assert {row["topic"] for row in answered("/api/v1/legal-answers", query={"topic": "tilskud"})} == {"tilskud"}
    assert answered("/api/v1/legal-answers", query={"topic": "findes-ikke"}) == []
