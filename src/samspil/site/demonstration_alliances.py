"""Demonstration alliances of the made-up municipality: one that has begun and is open to everybody, one that lacks a party's words.

They are made by the errands people do, so they are always as the rules want them. What is there stays as it is.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import structlog
from django.db import transaction
from django.utils import timezone

from samspil.alliances import events as told
from samspil.alliances.actions.accept_agreement import Signature, accept_agreement
from samspil.alliances.actions.answer import answer_invitation
from samspil.alliances.actions.answer_law import Page, answer_law
from samspil.alliances.actions.commit import NewCommitment, deliver, save_commitment
from samspil.alliances.actions.contribute import Contribution, write_contribution
from samspil.alliances.actions.describe import Description, describe_alliance
from samspil.alliances.actions.invite import invite_organisation
from samspil.alliances.actions.look_at_law import look_at_law
from samspil.alliances.actions.move_alliance import move_alliance
from samspil.alliances.actions.propose_agreement import propose_agreement
from samspil.alliances.actions.show import show_alliance
from samspil.alliances.actions.start import NewAlliance, start_alliance
from samspil.alliances.actions.tasks import save_task
from samspil.alliances.domain.commitments import Delivered
from samspil.alliances.domain.plan import Volunteers
from samspil.alliances.domain.words import CoCreation, TaskRole
from samspil.alliances.models import Alliance
from samspil.content.models import KleNumber, WelfareArea
from samspil.core import events
from samspil.core.refusals import Refusal
from samspil.core.text import address_of
from samspil.identity.actor import Actor, actor_for
from samspil.identity.models import Organisation, Person
from samspil.identity.models.municipality import DEMO_CODE
from samspil.initiatives.models import Initiative
from samspil.law.domain.facts import FactValue
from samspil.site import indexing
from samspil.site.demonstration import ORGANISATIONS, email_of

log = structlog.get_logger(__name__)
TOWN, CLUB, FIRM = "koordinator", "formand", "gartner"
OWN, HELPS, ASKED, TOLD = TaskRole.RESPONSIBLE, TaskRole.HELPS, TaskRole.ASKED, TaskRole.TOLD
# The table's welfare area and KLE number.
AREA, FILED = "aeldre", "27.34.20"
EVENTS = [told.AllianceStarted, told.AllianceChanged, told.AllianceMoved, told.AllianceShown, told.PartyAsked, told.PartyAnswered, told.PartyWrote]
EVENTS += [told.AgreementProposed, told.AgreementAccepted, told.AgreementReached, told.CommitmentDelivered]

TABLE = NewAlliance(
    title="Onsdagsbordet",
    purpose="Flere ældre skal spise sammen med andre i stedet for alene. Hver onsdag laver vi mad af det, der er i sæson, og spiser sammen.",
    target_group="Ældre i Nørrevang, der ofte spiser alene, og alle, der har lyst til at spise med",
    municipality_code=DEMO_CODE,
    like_url="/eksempler/spisevenner/",
)
AT_THE_TABLE = {
    TOWN: Contribution(
        "Køkkenet i Medborgerhuset om onsdagen og en koordinator, man kan ringe til i arbejdstiden",
        "At flere ældre spiser for lidt, når de sidder alene med maden",
        "Borgere, der får et fast fællesskab, og viden om, hvad der virker",
        measure="Halvdelen af gæsterne spiste alene før",
        gives=["hours", "rooms"],
    ),
    CLUB: Contribution(
        "Otte frivillige, der laver mad, dækker bord og byder velkommen",
        "De frivilliges lyst: Det skal blive ved med at være rart at være med",
        "Flere medlemmer og et sted at være hele året",
        leaves="At maden altid er som i vores egen klub",
        measure="Ti nye medlemmer efter et år",
        gives=["people", "hours"],
    ),
    FIRM: Contribution(
        "Grøntsager fra maj til november og en rundvisning om året",
        "Tid i den travle høst",
        "At byen kender os, og at mindre går til spilde",
        gives=["knowledge", "things"],
    ),
}
AT_THE_STOVE = "De frivillige laver mad og spiser med. Ansatte i hjemmeplejen hjælper med medicin og med at komme frem og tilbage."
AT_WORK = (
    ("Laver mad og dækker bord", {CLUB: OWN, FIRM: ASKED, TOWN: TOLD}, Volunteers(AT_THE_STOVE, "koordinatoren i Medborgerhuset")),
    ("Leverer grøntsager hver tirsdag", {FIRM: OWN, CLUB: TOLD}, None),
    ("Åbner køkkenet og holder det i orden", {TOWN: OWN, CLUB: HELPS}, None),
    ("Inviterer dem, der ellers spiser alene", {TOWN: OWN, CLUB: HELPS, FIRM: TOLD}, None),
)
AT_LAW: dict[str, dict[str, FactValue]] = {
    "mennesker": {"area": "elderly", "youngest_helped": 65, "elderly_task": "activity", "children_under_15": False, "child_concern": None},
    "offentlig-opgave": {"service_today": "voluntary", "service_tomorrow": "municipality", "handed_over_task": False, "replaces_staff": False},
    "frivillige": {"volunteers_act_for": "association", "volunteers_also_act_for": "none", "youngest_volunteer": 17, "insured_by": "association"},
    "mad-og-koersel": {"food": "regular", "food_organised": True, "food_days": 40, "driving": "none"},
    "penge": {"municipal_money": "none", "municipal_premises": True, "popular_education": None, "payments": "receipts"},
}
HARVEST = NewAlliance(
    title="Hænder til høsten",
    purpose="Unge, der mangler et arbejde, prøver kræfter i gartneriet nogle uger om efteråret, og foreningen sørger for maden og fællesskabet.",
    target_group="Unge i Nørrevang uden arbejde eller uddannelse",
    municipality_code=DEMO_CODE,
)


@dataclass
class Side:
    """An organisation and who acts for it."""

    actor: Actor
    organisation: Organisation


class Refused(Exception):
    """Somebody who tried the demonstration has changed who may do what; then an alliance cannot be made, and need not be."""


def load_alliances() -> None:
    """Make each of the alliances, unless its address is taken."""
    for new, make in ((TABLE, make_table), (HARVEST, make_harvest)):
        if not Initiative.objects.filter(slug=address_of(new.title)).exists():
            try:
                load(make)
            except Refused as refused:
                log.warning("demonstration_refused", alliance=new.title, why=str(refused))


@transaction.atomic
def load(make: Callable[[dict[str, Side], datetime], str]) -> None:
    """Make one alliance and put it in the index. Nobody is told of what only shows how it looks."""
    slug = make({TOWN: side_of(TOWN), CLUB: side_of(CLUB), FIRM: side_of(FIRM)}, timezone.now())
    pk = Alliance.objects.get(initiative__slug=slug).pk
    indexing.renew_alliance(told.AllianceChanged(alliance_id=pk))
    for event in EVENTS:
        events.settle(event, alliance_id=pk)


def side_of(name: str) -> Side:
    """One of the demonstration people, for the organisation they may do everything for."""
    own = next((address_of(title) for title, _, who, _ in ORGANISATIONS if who == name), None)
    rows = Organisation.objects.standing()
    found = rows.filter(slug=own).first() if own else rows.filter(of_municipality=DEMO_CODE).first()
    actor = actor_for(Person.objects.get(email=email_of(name)))
    if found is None or not actor.belongs_to(found.pk):
        raise Refused("nobody acts for one of the organisations")
    return Side(actor, found)


def make_table(sides: dict[str, Side], now: datetime) -> str:
    """From the first idea to an agreement that has begun."""
    slug, parties = gathered(TABLE, CLUB, sides, now)
    club, first = sides[CLUB].actor, now.date() - timedelta(days=30)
    period = Description(
        TABLE.title,
        TABLE.purpose,
        TABLE.target_group,
        first,
        date(first.year + 1, first.month, 1),
        notice_months=1,
        area_id=WelfareArea.objects.filter(key=AREA).values_list("pk", flat=True).first(),
        place="Medborgerhuset i Nørrevang",
        kind=CoCreation.EQUAL.value,
        kle_id=KleNumber.objects.filter(number=FILED).values_list("pk", flat=True).first(),
    )
    fine(describe_alliance(club, slug, period, revision=1, now=now))
    for name, written in AT_THE_TABLE.items():
        fine(write_contribution(sides[name].actor, slug, sides[name].organisation.pk, written, revision=1, now=now))
    for title, roles, volunteers in AT_WORK:
        fine(save_task(club, slug, None, title, {parties[name]: role for name, role in roles.items()}, volunteers=volunteers, now=now))
    for group, answers in AT_LAW.items():
        fine(answer_law(club, slug, sides[CLUB].organisation.pk, Page(group, answers), now=now))
    fine(look_at_law(club, slug, sides[CLUB].organisation.pk, now=now))
    firm = sides[FIRM]
    crates = NewCommitment("other", "Grøntsager fra marken", Decimal(40), "kasser", None, date(first.year + 1, first.month, 1), parties[CLUB])
    promised = fine(save_commitment(firm.actor, slug, firm.organisation.pk, None, crates, now=now))
    version = fine(propose_agreement(club, slug, now=now))
    for side in sides.values():
        signature = Signature(side.organisation.pk, version.number, version.sha256, f"For {side.organisation.name}")
        fine(accept_agreement(side.actor, slug, signature, now=now))
        fine(show_alliance(side.actor, slug, side.organisation.pk, shown=True))
    fine(move_alliance(club, slug, "begin", now=now))
    fine(deliver(firm.actor, slug, promised.pk, Delivered(first + timedelta(days=20), Decimal(12), "Følgesedler fra tre uger"), now=now))
    return slug


def make_harvest(sides: dict[str, Side], now: datetime) -> str:
    """Three parties that have begun to write."""
    slug, parties = gathered(HARVEST, FIRM, sides, now)
    firm = sides[FIRM]
    places = NewCommitment("places", "Træningspladser i gartneriet", Decimal(6), "pladser", None, date(now.year + 1, 8, 1), parties[TOWN])
    fine(save_commitment(firm.actor, slug, firm.organisation.pk, None, places, now=now))
    written = Contribution("Seks pladser i tre uger med en fast mentor", "At høsten kommer i hus", "", gives=["people", "access"])
    fine(write_contribution(firm.actor, slug, firm.organisation.pk, written, revision=1, now=now))
    return slug


def gathered(new: NewAlliance, begins: str, sides: dict[str, Side], now: datetime) -> tuple[str, dict[str, int]]:
    """An alliance one of them begins and the others join: its name in addresses, and the id of each party."""
    own = sides[begins]
    alliance = fine(start_alliance(own.actor, replace(new, for_organisation=own.organisation.pk), now=now))
    for side in sides.values():
        if side is not own:
            fine(invite_organisation(own.actor, alliance.slug, side.organisation.pk, now=now))
            fine(answer_invitation(side.actor, alliance.slug, side.organisation.pk, yes=True, now=now))
    ids = dict(alliance.parties.values_list("organisation_id", "pk"))
    return alliance.slug, {name: ids[side.organisation.pk] for name, side in sides.items()}


def fine(result: Any) -> Any:
    """What an errand gave; raises Refused."""
    if isinstance(result, Refusal):
        raise Refused(result.code)
    return result
