"""Organisations, their people, and alliances in each stage, as the tests of this room need them. Made through the errands people do."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from typing import Any, cast

from django.test import Client
from django.utils import timezone

from samspil.alliances import rooms
from samspil.alliances.actions.accept_agreement import Signature, accept_agreement
from samspil.alliances.actions.answer import answer_invitation
from samspil.alliances.actions.answer_law import Page, answer_law
from samspil.alliances.actions.contribute import Contribution, write_contribution
from samspil.alliances.actions.describe import Description, describe_alliance
from samspil.alliances.actions.invite import invite_organisation
from samspil.alliances.actions.look_at_law import look_at_law
from samspil.alliances.actions.propose_agreement import propose_agreement
from samspil.alliances.actions.start import NewAlliance, start_alliance
from samspil.alliances.actions.tasks import save_task
from samspil.alliances.domain.words import TaskRole
from samspil.alliances.models import Acceptance, AgreementVersion, Alliance, Party
from samspil.alliances.rooms import Room
from samspil.core.refusals import Refusal
from samspil.core.sorting import danish_key
from samspil.identity.actor import Actor, actor_for
from samspil.identity.models import Membership, Organisation, Person
from samspil.law.domain.facts import FactValue

DEMO, OTHER = "0000", "0350"
WRITTEN = Contribution("Lokalet", "En aften om ugen", "Flere at spise med")
NUMBERS = count(1)


def now() -> datetime:
    return timezone.now()


def organisation(name: str, kind: str = "association", municipality: str = DEMO) -> Organisation:
    """A confirmed organisation."""
    told = {"kind": kind, "name": name, "name_key": danish_key(name), "compared": name.lower(), "slug": f"org-{next(NUMBERS)}"}
    return Organisation.objects.create(**told, municipality_id=municipality, made_at=now(), confirmed_at=now())


def member(make_person: Any, email: str, *organisations: Organisation, **roles: bool) -> Person:
    """A person who is in these organisations, as a signatory unless said otherwise."""
    person: Person = make_person(email)
    for one in organisations:
        Membership.objects.create(person=person, organisation=one, asked_at=now(), active_from=now(), **{"signatory": True, **roles})
    return person


def who(person: Person) -> Actor:
    """The actor as the next visit would read it."""
    return actor_for(Person.objects.get(pk=person.pk))


def client_of(person: Person) -> Client:
    """A browser in which the person is logged in."""
    client = Client()
    client.force_login(person, backend="samspil.identity.backend.PersonBackend")
    return client


@dataclass
class Two:
    """A club and a firm with a person each, and an alliance the club began."""

    club: Organisation
    firm: Organisation
    chair: Person
    owner: Person
    alliance: Alliance

    @property
    def slug(self) -> str:
        return self.alliance.initiative.slug

    @property
    def address(self) -> str:
        return self.alliance.address

    @property
    def room(self) -> Room:
        """The alliance as it stands in the database now."""
        return rooms.Room(Alliance.objects.select_related("initiative").get(pk=self.alliance.pk))

    def party(self, one: Organisation) -> Party:
        return self.alliance.parties.get(organisation=one)


def fine(result: Any) -> Any:
    """The result of an errand that must not be refused."""
    assert not isinstance(result, Refusal), result
    return result


def started(make_person: Any, title: str = "Fælles bord") -> Two:
    """A draft with one party."""
    n = next(NUMBERS)
    club, firm = organisation(f"Spisevennerne {n}"), organisation(f"Gartneriet {n}", "company")
    chair, owner = member(make_person, f"formand{n}@example.dk", club), member(make_person, f"ejer{n}@example.dk", firm)
    new = NewAlliance(title=title, purpose="Alle spiser sammen.", target_group="Naboer", municipality_code=DEMO, for_organisation=club.pk)
    return Two(club, firm, chair, owner, fine(start_alliance(who(chair), new, now=now())))


def joined(make_person: Any, title: str = "Fælles bord") -> Two:
    """Both parties are in."""
    two = started(make_person, title)
    fine(invite_organisation(who(two.chair), two.alliance.slug, two.firm.pk, now=now()))
    fine(answer_invitation(who(two.owner), two.alliance.slug, two.firm.pk, yes=True, now=now()))
    return two


def ready(make_person: Any, title: str = "Fælles bord") -> Two:
    """Nothing is missing."""
    two = joined(make_person, title)
    slug = two.slug
    new = Description(title, "Alle spiser sammen.", "Naboer", date(2027, 2, 1), date(2028, 1, 31), 1)
    fine(describe_alliance(who(two.chair), slug, new, revision=1, now=now()))
    fine(write_contribution(who(two.chair), slug, two.club.pk, WRITTEN, revision=1, now=now()))
    fine(write_contribution(who(two.owner), slug, two.firm.pk, WRITTEN, revision=1, now=now()))
    roles = {two.party(two.club).pk: TaskRole.RESPONSIBLE, two.party(two.firm).pk: TaskRole.HELPS}
    fine(save_task(who(two.chair), slug, None, "Laver mad", roles, now=now()))
    answered(two, "mad-og-koersel", food="regular")
    answered(two, "offentlig-opgave", service_today="none")
    fine(look_at_law(who(two.chair), slug, two.club.pk, now=now()))
    return two


def answered(two: Two, group: str, **answers: FactValue) -> Alliance:
    """The chair answers a page of the legal check's questions for the club."""
    row = two.alliance.law_answered.filter(group=group).first()
    page = Page(group, answers, row.revision if row else 0)
    return cast(Alliance, fine(answer_law(who(two.chair), two.slug, two.club.pk, page, now=now())))


def proposed(make_person: Any, title: str = "Fælles bord") -> tuple[Two, AgreementVersion]:
    """A version waits for both."""
    two = ready(make_person, title)
    version: AgreementVersion = fine(propose_agreement(who(two.chair), two.alliance.slug, now=now()))
    return two, version


def sign(person: Person, two: Two, one: Organisation, version: AgreementVersion) -> Acceptance | Refusal:
    """The person signs this version for the organisation."""
    return accept_agreement(who(person), two.alliance.slug, Signature(one.pk, version.number, version.sha256, "En underskriver"), now=now())


def agreed(make_person: Any, title: str = "Fælles bord") -> tuple[Two, AgreementVersion]:
    """Both have signed."""
    two = ready(make_person, title)
    return two, signed_by_all(two)


def signed_by_all(two: Two) -> AgreementVersion:
    """What stands now is frozen, and both sign it."""
    version: AgreementVersion = fine(propose_agreement(who(two.chair), two.slug, now=now()))
    fine(sign(two.chair, two, two.club, version))
    fine(sign(two.owner, two, two.firm, version))
    return version
