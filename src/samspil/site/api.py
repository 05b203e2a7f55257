"""The read API's root: rooms hang their routers here. OpenAPI 3.1 at /api/v1/openapi.json."""

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError

from samspil.alliances.api import router as alliances
from samspil.core.apis import Problem
from samspil.exchange.api import router as exchange
from samspil.exchange.api_hsds import router as hsds
from samspil.knowledge.api import router as knowledge
from samspil.law.api import router as law
from samspil.site.api_search import router as search

api = NinjaAPI(title="Samspil", version="1", description="Alt offentligt på Samspil. Licens: CC BY 4.0.", docs_url=None, urls_namespace="api")
api.add_router("", knowledge)
api.add_router("", law)
api.add_router("", alliances)
api.add_router("", exchange)
api.add_router("", hsds)
api.add_router("", search)


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Bad parameters, in Danish, with the name of the first one."""
    where = ".".join(str(part) for part in error.errors[0].get("loc", ())) if error.errors else ""
    return api.create_response(request, Problem(code="invalid", text=f"Ret parameteren {where}.").dict(), status=422)
