"""Moderators, reporters and reported things, as the tests of this room need them. Made through the errands people do."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from django.utils import timezone

from samspil.alliances.actions.show import show_alliance
from samspil.alliances.tests.making import DEMO, Two, fine, joined, member, organisation, who
from samspil.identity.actor import VISITOR, Actor, actor_for
from samspil.identity.models import Membership, Organisation, Person
from samspil.moderation.actions.decide import Ruling, decide_case, seen_of
from samspil.moderation.actions.report import NewReport, report_thing
from samspil.moderation.domain.words import Rule, Verdict
from samspil.moderation.models import Case, Decision, Report

NUMBERS = count(1)


def now() -> datetime:
    return timezone.now()


def working(person: Person) -> Actor:
    """The person in a running staff session."""
    return replace(actor_for(Person.objects.get(pk=person.pk)), staff_until=now() + timedelta(hours=1))


def moderator(make_person: Any, municipality: str = DEMO) -> Person:
    """An administrator of a municipality's own organisation."""
    town_hall = Organisation.objects.get(of_municipality=municipality)
    return member(make_person, f"moderator{next(NUMBERS)}@example.dk", town_hall, administrator=True)


def alone(person: Person, municipality: str = DEMO) -> Person:
    """The same moderator, who is the only one of the municipality."""
    Membership.objects.filter(organisation__of_municipality=municipality).exclude(person=person).delete()
    return person


@dataclass
class Reported:
    """A club whose page somebody reported, the club's chair, and the one moderator of its municipality."""

    club: Organisation
    chair: Person
    clerk: Person
    report: Report

    @property
    def case(self) -> Case:
        """The case as it stands in the database now."""
        return Case.objects.get(pk=self.report.case_id)


def report(thing_id: int, kind: str = "organisation", *, by: Actor = VISITOR, email: str = "", text: str = "Det passer ikke") -> Report:
    return report_thing(by, NewReport(kind=kind, thing_id=thing_id, form_key=uuid4(), reason="wrong", text=text, email=email), now=now())


def reported(make_person: Any, *, email: str = "") -> Reported:
    club = organisation(f"Bokseklubben {next(NUMBERS)}")
    club.about = "Vi bokser."
    club.save()
    chair = member(make_person, f"bokser{next(NUMBERS)}@example.dk", club, administrator=True)
    return Reported(club, chair, moderator(make_person), report(club.pk, email=email))


def ruling(case: Case, verdict: Verdict = Verdict.HIDE) -> Ruling:
    """A whole decision of somebody who has read everything."""
    return Ruling(verdict=verdict, rule=Rule.TRUE, text="Det står ikke rigtigt.", seen=seen_of(case))


def decided(person: Person, case: Case, verdict: Verdict = Verdict.HIDE) -> Decision:
    """The moderator's decision, which must not be refused."""
    made: Decision = fine(decide_case(working(person), case.pk, ruling(case, verdict), now=now()))
    return made


def open_alliance(make_person: Any, title: str) -> Two:
    """An alliance whose parties want everybody to see it."""
    two = joined(make_person, title)
    for person, one in ((two.chair, two.club), (two.owner, two.firm)):
        fine(show_alliance(who(person), two.alliance.slug, one.pk, shown=True))
    return two
