"""Demonstration alliances of the made-up municipality: one at work in full, one in the middle of a change, one that is over and told, and one being formed.

They are made by the errands people do, on days that lie back in time, so they are always as the rules want them. What is there stays as it is.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import structlog
from django.db import transaction
from django.utils import timezone

from samspil.alliances import events as told
from samspil.alliances.actions.follow import Followed, follow
from samspil.alliances.actions.start import NewAlliance
from samspil.alliances.actions.write_template import publish_template, save_template
from samspil.alliances.domain.patterns import PartyPattern, Pattern, TaskPattern
from samspil.alliances.domain.words import CoCreation
from samspil.alliances.models import Alliance, AllianceTemplate
from samspil.core import events
from samspil.core.text import address_of
from samspil.identity.actor import actor_for
from samspil.identity.models import Person
from samspil.identity.models.municipality import DEMO_CODE
from samspil.initiatives.models import Initiative
from samspil.site import indexing
from samspil.site.demonstration import email_of
from samspil.site.made_up.garden import GARDEN, make_garden
from samspil.site.made_up.harvest import HARVEST, make_harvest
from samspil.site.made_up.sides import CLUB, FIRM, TOWN, Days, Refused, Side, fine, side_of
from samspil.site.made_up.table import TABLE, make_table
from samspil.site.made_up.table_work import work_at_the_table
from samspil.site.made_up.walk import WALK, make_walk

log = structlog.get_logger(__name__)
Maker = Callable[[dict[str, Side], Days], str]
EVENTS = [getattr(told, name) for name in told.__all__]
TEMPLATE = Pattern(
    purpose="Naboer, der ellers er alene, mødes fast om noget, de har lyst til.",
    target_group="Borgere, der gerne vil have mere selskab",
    kind=CoCreation.EQUAL.value,
    parties=(PartyPattern("public", "Kommunen", "Et lokale og en fast kontakt"), PartyPattern("civil", "Foreningen", "Frivillige, der har lyst")),
    tasks=(TaskPattern("Inviterer dem, der gerne vil med", "public"), TaskPattern("Byder velkommen", "civil", "De frivillige er vært, ikke personale.")),
)


def load_alliances() -> None:
    """Make each of the alliances, unless its address is taken, and what people have made of them."""
    makers: tuple[tuple[NewAlliance, Maker], ...] = ((GARDEN, make_garden), (TABLE, make_whole_table), (WALK, make_walk), (HARVEST, make_harvest))
    for new, make in makers:
        if not Initiative.objects.filter(slug=address_of(new.title)).exists():
            try:
                load(make)
            except Refused as refused:
                log.warning("demonstration_refused", alliance=new.title, why=str(refused))


@transaction.atomic
def load(make: Maker) -> None:
    """Make one alliance and put it in the index. Nobody is told of what only shows how it looks."""
    slug = make({TOWN: side_of(TOWN), CLUB: side_of(CLUB), FIRM: side_of(FIRM)}, Days(timezone.now()))
    pk = Alliance.objects.get(initiative__slug=slug).pk
    indexing.renew_alliance(told.AllianceChanged(alliance_id=pk))
    for event in EVENTS:
        events.settle(event, alliance_id=pk)


def make_whole_table(sides: dict[str, Side], days: Days) -> str:
    """The table with all that happened since, the municipality's template, and a citizen who follows it."""
    made = make_table(sides, days)
    work_at_the_table(made, days)
    offer_template(sides[TOWN], days)
    fine(follow(actor_for(Person.objects.get(email=email_of("borger"))), Followed(slug=made.slug), now=days.now))
    return made.slug


def offer_template(side: Side, days: Days) -> None:
    """A template of the municipality's own, for whoever starts an alliance there."""
    if AllianceTemplate.objects.filter(municipality=DEMO_CODE).exists():
        return
    at_work = replace(side.actor, staff_until=days.now + timedelta(hours=1))
    made = fine(save_template(at_work, None, DEMO_CODE, "Fast mødested i nabolaget", TEMPLATE, now=days.now))
    fine(publish_template(at_work, made.pk, public=True, now=days.now))
