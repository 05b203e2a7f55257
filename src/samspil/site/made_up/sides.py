"""Who acts in the made-up alliances, and how an errand is done for one of them on a day that lies back in time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from samspil.alliances.actions.accept_agreement import Signature, accept_agreement
from samspil.alliances.actions.answer import answer_invitation
from samspil.alliances.actions.answer_law import Page, answer_law
from samspil.alliances.actions.contribute import Contribution, write_contribution
from samspil.alliances.actions.describe import Description, describe_alliance
from samspil.alliances.actions.invite import invite_organisation
from samspil.alliances.actions.look_at_law import look_at_law
from samspil.alliances.actions.move_alliance import move_alliance
from samspil.alliances.actions.propose_agreement import propose_agreement
from samspil.alliances.actions.show import show_alliance
from samspil.alliances.actions.start import NewAlliance, start_alliance
from samspil.alliances.actions.tasks import save_task
from samspil.alliances.domain.plan import Volunteers
from samspil.alliances.domain.words import TaskRole
from samspil.alliances.models import Alliance
from samspil.content.models import KleNumber, WelfareArea
from samspil.core.refusals import Refusal
from samspil.core.text import address_of
from samspil.identity.actor import Actor, actor_for
from samspil.identity.models import Organisation, Person
from samspil.identity.models.municipality import DEMO_CODE
from samspil.law.domain.facts import FactValue
from samspil.site.demonstration import ORGANISATIONS, email_of

TOWN, CLUB, FIRM = "koordinator", "formand", "gartner"
OWN, HELPS, ASKED, TOLD = TaskRole.RESPONSIBLE, TaskRole.HELPS, TaskRole.ASKED, TaskRole.TOLD
Facts = Mapping[str, Mapping[str, FactValue]]
Work = tuple[str, dict[str, TaskRole], Volunteers | None]
# How they are called where a name stands: role names, never somebody's.
CALLED = {TOWN: "Frivilligkoordinatoren", CLUB: "Foreningsformanden", FIRM: "Ejeren af gartneriet"}
SATURDAY = 5


@dataclass
class Side:
    """An organisation and who acts for it."""

    actor: Actor
    organisation: Organisation


class Refused(Exception):
    """Somebody who tried the demonstration has changed who may do what; then an alliance cannot be made, and need not be."""


def fine(result: Any) -> Any:
    """What an errand gave; raises Refused."""
    if isinstance(result, Refusal):
        raise Refused(f"{result.code}: {result}")
    return result


def side_of(name: str) -> Side:
    """One of the demonstration people, for the organisation they may do everything for."""
    own = next((address_of(title) for title, _, who, _ in ORGANISATIONS if who == name), None)
    rows = Organisation.objects.standing()
    found = rows.filter(slug=own).first() if own else rows.filter(of_municipality=DEMO_CODE).first()
    actor = actor_for(Person.objects.get(email=email_of(name)))
    if found is None or not actor.belongs_to(found.pk):
        raise Refused("nobody acts for one of the organisations")
    return Side(actor, found)


@dataclass(frozen=True)
class Days:
    """Days counted from the day of preparation, so that nothing is ever stale; `now` is that day's moment."""

    now: datetime

    def day(self, days: int) -> date:
        """So many days from today."""
        return timezone.localdate(self.now) + timedelta(days=days)

    def at(self, days: int, hour: int = 10, minute: int = 0) -> datetime:
        """An hour of such a day; of today, the moment of preparation."""
        return self.now if days == 0 else timezone.make_aware(datetime.combine(self.day(days), time(hour, minute)))

    def working(self, days: int) -> int:
        """The same, or the Monday after when it is a Saturday or Sunday."""
        weekday = self.day(days).weekday()
        return days + (7 - weekday if weekday >= SATURDAY else 0)


@dataclass(frozen=True)
class Made:
    """An alliance in the making: its name in addresses, the id of each party, and who acts for it."""

    slug: str
    parties: Mapping[str, int]
    sides: Mapping[str, Side]

    @property
    def pk(self) -> int:
        """The alliance's id."""
        return Alliance.objects.values_list("pk", flat=True).get(initiative__slug=self.slug)

    def by(self, name: str, errand: Callable[..., Any], *args: Any, **more: Any) -> Any:
        """One of the people does an errand."""
        return fine(errand(self.sides[name].actor, self.slug, *args, **more))

    def on_behalf(self, name: str, errand: Callable[..., Any], *args: Any, **more: Any) -> Any:
        """One of the people does an errand for their organisation."""
        return self.by(name, errand, self.sides[name].organisation.pk, *args, **more)

    def write(self, person: str, parts: Mapping[str, Contribution], work: tuple[Work, ...], now: datetime) -> None:
        """What each party brings and gains, and who does what."""
        for name, written in parts.items():
            self.on_behalf(name, write_contribution, written, revision=1, now=now)
        for title, roles, volunteers in work:
            self.by(person, save_task, None, title, {self.parties[name]: role for name, role in roles.items()}, volunteers=volunteers, now=now)

    def ask_law(self, person: str, facts: Facts, now: datetime) -> None:
        """The questions of the legal check, and that somebody has read what it says."""
        for group, answers in facts.items():
            self.on_behalf(person, answer_law, Page(group, answers), now=now)
        self.on_behalf(person, look_at_law, now=now)

    def propose(self, person: str, now: datetime) -> Any:
        """What is written becomes a version to sign."""
        return self.by(person, propose_agreement, now=now)

    def sign(self, name: str, version: Any, now: datetime) -> None:
        """One of the parties says yes."""
        signature = Signature(self.sides[name].organisation.pk, version.number, version.sha256, CALLED[name])
        self.by(name, accept_agreement, signature, now=now)

    def begin(self, person: str, now: datetime) -> None:
        """All sign what is written, let everybody see it, and go to work."""
        version = self.propose(person, now)
        for name in self.sides:
            self.sign(name, version, now)
            self.on_behalf(name, show_alliance, shown=True)
        self.by(person, move_alliance, "begin", now=now)
        # Going to work is said on the day itself, whatever day a made-up alliance is in.
        Alliance.objects.filter(initiative__slug=self.slug).update(begun_on=timezone.localdate(now), shown_at=now)


def gathered(new: NewAlliance, begins: str, sides: dict[str, Side], now: datetime) -> Made:
    """An alliance one of them begins and the others join."""
    own = sides[begins]
    alliance = fine(start_alliance(own.actor, replace(new, for_organisation=own.organisation.pk), now=now))
    for side in sides.values():
        if side is not own:
            fine(invite_organisation(own.actor, alliance.slug, side.organisation.pk, now=now))
            fine(answer_invitation(side.actor, alliance.slug, side.organisation.pk, yes=True, now=now))
    ids = dict(alliance.parties.values_list("organisation_id", "pk"))
    return Made(alliance.slug, {name: ids[side.organisation.pk] for name, side in sides.items()}, sides)


def describe(made: Made, person: str, new: NewAlliance, period: tuple[date, date], now: datetime, **more: Any) -> None:
    """When, where, what kind and under which numbers; `area` and `kle` are keys."""
    area = WelfareArea.objects.filter(key=more.pop("area")).values_list("pk", flat=True).first()
    kle = KleNumber.objects.filter(number=more.pop("kle", "")).values_list("pk", flat=True).first()
    told = Description(new.title, new.purpose, new.target_group, *period, notice_months=1, area_id=area, kle_id=kle, **more)
    made.by(person, describe_alliance, told, revision=1, now=now)
