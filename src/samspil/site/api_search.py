"""Search and municipalities over the API."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Field, Router, Schema

from samspil.core.apis import Problem, Text
from samspil.core.search import find
from samspil.core.viewers import PUBLIC
from samspil.site.dumping import municipality_rows

router = Router(tags=["fælles"])


class HitOut(Schema):
    kind: str
    url: str
    title: str
    teaser: str


class ResultOut(Schema):
    """`total` is exact up to 500."""

    total: int
    items: list[HitOut]


class RegionOut(Schema):
    region: str
    first: str
    last: str | None


class MunicipalityOut(Schema):
    code: str
    name: str
    slug: str
    regions: list[RegionOut]


@router.get("/search", response={200: ResultOut, 422: Problem}, summary="Søg i alt offentligt")
def search(request: HttpRequest, q: Text, page: Annotated[int, Field(ge=1, le=50)] = 1) -> ResultOut:
    result = find.find(PUBLIC, q, page=page)
    return ResultOut(total=result.total, items=[HitOut(kind=h.kind, url=h.url, title=h.title, teaser=h.teaser) for h in result.hits])


@router.get("/municipalities", response={200: list[MunicipalityOut]}, summary="Kommunerne og deres region")
def municipalities(request: HttpRequest) -> list[MunicipalityOut]:
    return [
        MunicipalityOut(
            code=row["code"], name=row["name"], slug=row["slug"], regions=[RegionOut(region=r["region"], first=r["from"], last=r["to"]) for r in row["regions"]]
        )
        for row in municipality_rows()
    ]
