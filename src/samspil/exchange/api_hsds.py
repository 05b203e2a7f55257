"""Services by HSDS 3, for directories of other systems: what everybody can read, and nothing of any person."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Router, Schema, Status

from samspil.core.apis import NOT_FOUND, Problem, Size
from samspil.exchange.api import public_needs, public_offers
from samspil.exchange.hsds import PROFILE, VERSION, need_service, number_of, offer_service

router = Router(tags=["HSDS"])
Page = Annotated[int, Field(ge=1, le=100_000)]


class About(Schema):
    """What this is."""

    version: str = Field(description="HSDS-version")
    profile: str = Field(description="beskrivelse af standarden")


class Services(Schema):
    """A page of services, as HSDS pages them; needs first, then offers, each by address."""

    total_items: int
    total_pages: int
    page_number: int
    size: int
    first_page: bool
    last_page: bool
    empty: bool
    contents: list[dict[str, Any]] = Field(description="tjenester efter HSDS 3")


@router.get("/hsds/", response=About, summary="HSDS: hvilken udgave der svares i")
def about(request: HttpRequest) -> About:
    return About(version=VERSION, profile=PROFILE)


@router.get("/hsds/services", response={200: Services, 422: Problem}, summary="Behov og organisationers tilbud som tjenester efter HSDS 3")
def services(request: HttpRequest, page: Page = 1, per_page: Size = 50) -> Services:
    needs, offers = public_needs().select_related("municipality"), public_offers().select_related("municipality")
    asked, first = needs.count(), (page - 1) * per_page
    total = asked + offers.count()
    pages = -(-total // per_page)
    shown = list(map(need_service, needs[first : first + per_page]))
    shown += map(offer_service, offers[max(0, first - asked) : max(0, first + per_page - asked)])
    told: dict[str, Any] = {"total_items": total, "total_pages": pages, "page_number": page, "size": len(shown), "first_page": page == 1}
    return Services(**told, last_page=page >= pages, empty=not shown, contents=shown)


@router.get("/hsds/services/{service_id}", response={200: dict[str, Any], 404: Problem, 422: Problem}, summary="Én tjeneste efter HSDS 3")
def service(request: HttpRequest, service_id: UUID) -> Status[Any]:
    found = found_of(service_id)
    return Status(200, found) if found else Status(404, NOT_FOUND)


def found_of(service_id: UUID) -> dict[str, Any] | None:
    """The service of an identifier, if everybody may see it."""
    asked, offered = number_of("need", service_id), number_of("offer", service_id)
    need = public_needs().select_related("municipality").filter(pk=asked).first() if asked else None
    offer = public_offers().select_related("municipality").filter(pk=offered).first() if offered else None
    return need_service(need) if need else offer_service(offer) if offer else None
