"""Alliances over the API and as open data: what everybody can read on their pages, and nothing else."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate
from ninja import Field, Router, Schema, Status

from samspil.alliances.documents import ENDED
from samspil.alliances.domain.commitments import Delivered, keeping
from samspil.alliances.domain.words import PartyState
from samspil.alliances.models import Alliance, Amendment, Commitment, Party
from samspil.alliances.models.alliance import AllianceQuerySet
from samspil.alliances.models.amendment import OPEN
from samspil.alliances.presenting.agreed import as_agreed
from samspil.alliances.rooms import Room
from samspil.core.apis import Problem, Size, Slug, Text, one
from samspil.core.search.lines import Lines, page_of
from samspil.core.viewers import PUBLIC
from samspil.law.api import CHUNK, address

router = Router(tags=["alliancer"])
FEW = CHUNK // 5


class PartyOut(Schema):
    """A party that takes part."""

    name: str = Field(description="part")
    sector: str = Field(description="sektor: public, civil, business, knowledge")
    brings: str = Field(description="bidrager med")
    stake: str = Field(description="har på spil")
    gain: str = Field(description="har at vinde")


class CommitmentOut(Schema):
    """What a party promised in numbers, and how far it has come."""

    party: str = Field(description="part, der har lovet det")
    kind: str = Field(description="slags: places, hours, rooms, money, equipment, mentors, other")
    what: str = Field(description="det, der er lovet")
    quantity: Decimal = Field(description="antal, der er lovet")
    delivered: Decimal = Field(description="antal, der er leveret")
    unit: str = Field(description="enhed")
    due: date = Field(description="sidste dag")
    standing: str = Field(description="hvordan det står i dag: coming, running, soon, kept, overdue, missed")


class AllianceOut(Schema):
    """An alliance that all its parties let everybody see."""

    slug: str = Field(description="sidens navn i adressen")
    title: str = Field(description="titel")
    purpose: str = Field(description="formål")
    target_group: str = Field(description="målgruppe")
    place: str = Field(description="sted")
    municipality: str = Field(description="kommunekode (fire cifre)")
    area: str = Field(description="velfærdsområde")
    kle: str = Field(description="KLE-nummer")
    sought: str = Field(description="parter, der søges; tom, når der ikke søges nogen")
    stage: str = Field(description="trin: draft, gathering, agreeing, agreed, running, closed, withdrawn")
    kind: str = Field(description="form for samskabelse: governed, responsibility, equal, facilitated; tom, når den ikke er valgt")
    first_day: date | None = Field(description="første dag")
    last_day: date | None = Field(description="sidste dag")
    parties: list[PartyOut] = Field(description="parter, der er med")
    commitments: list[CommitmentOut] = Field(description="tilsagn og hvad der er leveret")
    url: str = Field(description="adresse")


def public_alliances() -> AllianceQuerySet:
    """Alliances everybody may see, with all that `full_alliance` reads."""
    joined = Prefetch("parties", Party.objects.filter(state=PartyState.JOINED.value), "taking_part")
    promised = Prefetch("commitments", Commitment.objects.prefetch_related("deliveries"), "promised")
    changing = Prefetch("amendments", Amendment.objects.filter(state__in=OPEN), "being_amended")
    rows: AllianceQuerySet = Alliance.objects.visible_to(PUBLIC).select_related("initiative__area", "kle").prefetch_related(joined, promised, changing)
    return rows.order_by("initiative__slug")


def full_alliance(alliance: Alliance) -> AllianceOut:
    """An alliance as the API and the open-data file give it; while its agreement is amended, as the agreement that holds says."""
    taking_part, promised = vars(alliance)["taking_part"], vars(alliance)["promised"]
    delivered = {row.pk: tuple(Delivered(piece.day, piece.quantity) for piece in row.deliveries.all()) for row in promised}
    if vars(alliance)["being_amended"]:
        room = as_agreed(Room(alliance))
        taking_part, promised, delivered = room.joined, room.commitments, room.pieces
    initiative, parties = alliance.initiative, {party.pk: party for party in taking_part}
    shares = ("name", "sector", "brings", "stake", "gain")
    return AllianceOut(
        **{name: getattr(initiative, name) for name in ("slug", "title", "first_day", "last_day")},
        **{name: getattr(alliance, name) for name in ("purpose", "target_group", "place", "stage", "kind")},
        municipality=initiative.lead_id,
        area=initiative.area.key if initiative.area else "",
        kle=alliance.kle.number if alliance.kle else "",
        sought=alliance.sought if alliance.stage not in ENDED else "",
        parties=[PartyOut(**{name: getattr(party, name) for name in shares}) for party in parties.values()],
        commitments=[told(row, parties[row.party_id].name, delivered[row.pk]) for row in promised if row.party_id in parties],
        url=address("alliancer", initiative.slug),
    )


def told(row: Commitment, party: str, delivered: tuple[Delivered, ...]) -> CommitmentOut:
    """A commitment as everybody reads it: why one was missed is the parties' own."""
    promise = row.as_promise(delivered)
    return CommitmentOut(
        party=party,
        delivered=promise.done,
        due=row.due_day,
        standing=keeping(promise, localdate()),
        **{name: getattr(row, name) for name in ("kind", "what", "quantity", "unit")},
    )


def alliance_rows() -> Iterator[AllianceOut]:
    """Every public alliance, a chunk at a time."""
    return (full_alliance(row) for row in public_alliances().iterator(chunk_size=FEW))


@router.get("/alliances", response={200: Lines, 422: Problem}, summary="Alliancer, som alle kan se, nyeste først")
def alliances(
    request: HttpRequest,
    area: Text = "",
    municipality: Text = "",
    sector: Text = "",
    stage: Text = "",
    kind: Text = "",
    kle: Text = "",
    seeks: Text = "",
    after: Text = "",
    size: Size = 20,
) -> HttpResponse:
    narrowed = {"area": area, "municipality": municipality, "sector": sector, "stage": stage, "kind": kind, "kle": kle, "seeks": seeks}
    return page_of("alliance", after, size, **narrowed)


@router.get("/alliances/{slug}", response={200: AllianceOut, 404: Problem, 422: Problem}, summary="Én alliance")
def alliance(request: HttpRequest, slug: Slug) -> Status[Any]:
    return one(public_alliances().filter(initiative__slug=slug).first(), full_alliance)
