"""An alliance of three parties that is under way, for what only many parties do."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from samspil.alliances.actions.answer import answer_invitation
from samspil.alliances.actions.invite import invite_organisation
from samspil.alliances.models import Alliance, Party
from samspil.alliances.tests.making import NUMBERS, Two, fine, joined, member, now, organisation, who
from samspil.identity.models import Organisation, Person


@dataclass
class Three(Two):
    """A club, a firm and a school with a person each."""

    school: Organisation
    head: Person

    @property
    def everybody(self) -> list[tuple[Person, Organisation]]:
        """Each person with the organisation they speak for."""
        return [(self.chair, self.club), (self.owner, self.firm), (self.head, self.school)]

    @property
    def parties(self) -> list[Party]:
        return list(self.alliance.parties.order_by("pk"))


def running_three(make_person: Any, begun: date | None = None, title: str = "Fælles bord") -> Three:
    """All three are in, and it has begun; that they signed first is tested elsewhere."""
    two, n = joined(make_person, title), next(NUMBERS)
    school = organisation(f"Produktionsskolen {n}", "education")
    head = member(make_person, f"forstander{n}@example.dk", school)
    fine(invite_organisation(who(two.chair), two.slug, school.pk, now=now()))
    fine(answer_invitation(who(head), two.slug, school.pk, yes=True, now=now()))
    Alliance.objects.filter(pk=two.alliance.pk).update(stage="running", begun_on=begun or localdate())
    return Three(two.club, two.firm, two.chair, two.owner, Alliance.objects.select_related("initiative").get(pk=two.alliance.pk), school, head)
