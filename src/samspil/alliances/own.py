"""The viewer's own alliances, with what waits for them: for the first page one looks at. Two statements, however many there are."""

from typing import Any, NamedTuple

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When

from samspil.alliances import waiting
from samspil.alliances.domain.lifecycle import STAGE_DA, Stage
from samspil.alliances.domain.turns import Standing, turn
from samspil.alliances.domain.words import PartyState
from samspil.alliances.models import Acceptance, AgreementVersion, Alliance, Party
from samspil.core import compiled
from samspil.core.compiled import Given
from samspil.identity.actor import Actor
from samspil.identity.domain.organisations import MemberRole

MOST_SHOWN = 10
OVER = [Stage.CLOSED.value, Stage.WITHDRAWN.value]
ALLIANCE = ("pk", "stage", "initiative__title", "initiative__slug")


class OwnAlliance(NamedTuple):
    """`waits` is what waits for the viewer, or ""; `url` leads there."""

    title: str
    url: str
    stage: str
    waits: str


def own_alliances(actor: Actor) -> list[OwnAlliance]:
    """Those that are not over: first what waits for the viewer, then the newest."""
    if actor.person_id is None:
        return []
    found = {pk: own_alliance(stage, title, slug) for pk, stage, title, slug in compiled.rows(held_by, person=actor.person_id)}
    mine = compiled.rows(parties_of_own, frozenset(actor.memberships)) if actor.memberships else []
    for pk, stage, title, slug, *party in mine:
        before, now = found.get(pk), own_alliance(stage, title, slug, standing(actor, *party))
        found[pk] = before if before and before.waits else now
    newest = sorted(found, reverse=True)
    return [found[pk] for pk in sorted(newest, key=lambda pk: not found[pk].waits)][:MOST_SHOWN]


def own_alliance(stage: str, title: str, slug: str, party: Standing | None = None) -> OwnAlliance:
    waits = turn(Stage(stage), party) if party else None
    return OwnAlliance(title, f"/alliancer/{slug}/{waits.place if waits else ''}", STAGE_DA[Stage(stage)], waits.text if waits else "")


def standing(actor: Actor, pk: int, organisation_id: int, state: str, unwritten: bool, unsigned: bool, *work: Any) -> Standing:
    """The party as `parties_of_own` read it."""
    return Standing(pk, PartyState(state), unwritten, unsigned, actor.belongs_to(organisation_id, MemberRole.SIGNATORY), *work)


def parties_of_own(organisations: frozenset[int]) -> QuerySet[Any, Any]:
    """The parties that these organisations are or are asked to be, each with its alliance, whether it has words to write and whether a version
    waits for its yes."""
    yes = Acceptance.objects.filter(version=OuterRef("pk"), party=OuterRef(OuterRef("pk")))
    waits = AgreementVersion.objects.filter(~Exists(yes), alliance=OuterRef("alliance"), closed_at=None, agreed_at=None)
    parties = Party.objects.filter(organisation__in=sorted(organisations), state__in=[PartyState.JOINED.value, PartyState.INVITED.value])
    unwritten = Case(When(Q(brings="") | Q(stake="") | Q(gain=""), then=Value(True)), default=Value(False))
    known = {"unwritten": unwritten, "unsigned": Exists(waits), "unchecked": Exists(waiting.rounds_open_to_party())}
    known["asked"] = Exists(waiting.questions_to_party())
    told = parties.exclude(alliance__stage__in=OVER).annotate(**known).order_by("-alliance_id")
    of_party = ("pk", "organisation", "state", "unwritten", "unsigned", "alliance__law_again", "unchecked", "asked")
    return told.values_list(*(f"alliance__{name}" for name in ALLIANCE), *of_party)[: MOST_SHOWN * 2]


def held_by() -> QuerySet[Any, Any]:
    """The alliances a person holds in their own name."""
    return Alliance.objects.filter(initiative__holder=Given("person")).exclude(stage__in=OVER).order_by("-pk").values_list(*ALLIANCE)[:MOST_SHOWN]
