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
from samspil.core.viewers import PUBLIC
from samspil.knowledge.models import Example
from samspil.law.models import LegalAnswer
from samspil.site.api import api

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
CONTRACT: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"), cls=NinjaJSONEncoder))
schema = schemathesis.openapi.from_dict(CONTRACT)
schema.app = application
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


def test_every_example_and_every_answer_is_of_the_declared_shape() -> None:
    for path, model in (("/api/v1/examples/{slug}", Example), ("/api/v1/legal-answers/{slug}", LegalAnswer)):
        slugs = list(model.objects.visible_to(PUBLIC).values_list("slug", flat=True))
        assert slugs
        assert [answered(path, path_parameters={"slug": slug})["slug"] for slug in slugs] == slugs


def test_page_after_page_gives_every_example_once() -> None:
    urls: list[str] = []
    query: dict[str, Any] = {"size": 37}
    while True:
        page = answered("/api/v1/examples", query=query)
        urls += [item["url"] for item in page["items"]]
        if not page["after"]:
            break
        query["after"] = page["after"]
    assert sorted(urls) == sorted(f"/eksempler/{slug}/" for slug in Example.objects.visible_to(PUBLIC).values_list("slug", flat=True))


@pytest.mark.parametrize("after", ["x", "²~2026-01-01", "1~2026-13-40", "~", "9" * 19 + "~2026-01-01", "1~", "-1~2026-01-01"])
def test_a_damaged_key_begins_from_the_first_page(after: str) -> None:
    assert answered("/api/v1/examples", query={"after": after}) == answered("/api/v1/examples")


def test_a_narrowed_list_holds_what_was_asked_for() -> None:
    for name, value in (("area", "aeldre"), ("municipality", "0350"), ("sector", "civil")):
        items = answered("/api/v1/examples", query={name: value, "size": 100})["items"]
        assert items
        assert all(f"{name}:{value}" in item["facets"] for item in items)
    assert {row["topic"] for row in answered("/api/v1/legal-answers", query={"topic": "tilskud"})} == {"tilskud"}
    assert answered("/api/v1/legal-answers", query={"topic": "findes-ikke"}) == []
