"""Reading alliances; the gates."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import QuerySet
from django.http import Http404

from samspil.alliances.domain.plan import AlliancePlan, PartyPlan, TaskPlan
from samspil.alliances.domain.words import PartyState, Sector, TaskRole
from samspil.alliances.models import AgreementVersion, Alliance, Party, PartyInvitation, Task
from samspil.core.models import Document
from samspil.core.viewers import Viewer
from samspil.identity.actor import Actor
from samspil.identity.domain.invitations import hashed
from samspil.identity.domain.organisations import MemberRole
from samspil.identity.models import Membership, Organisation
from samspil.law.domain.facts import FactValue
from samspil.law.queries import relevant_answers

NO_SUCH = "Den alliance findes ikke her."
MOST_SHOWN = 20
MOST_FOUND = 12
SHORTEST_SEARCH = 2
LEGAL_ANSWER = "legal-answer"


@dataclass
class Room:
    """An alliance with its rows, read in a fixed number of queries, and as a plan for the rules."""

    alliance: Alliance
    parties: list[Party]
    tasks: list[Task]
    signing: frozenset[int] = frozenset()
    open_version: AgreementVersion | None = None
    accepted: dict[int, str] = field(default_factory=dict)

    @cached_property
    def plan(self) -> AlliancePlan:
        """What the rules of the domain look at."""
        initiative, alliance = self.alliance.initiative, self.alliance
        return AlliancePlan(
            title=initiative.title,
            purpose=alliance.purpose,
            target_group=alliance.target_group,
            parties=tuple(self.party_plan(party) for party in self.parties),
            tasks=tuple(task_plan(task) for task in self.tasks),
            first=initiative.first_day,
            last=initiative.last_day,
            notice_months=alliance.notice_months,
            facts_known=alliance.facts_at is not None,
            law_seen=bool(alliance.facts_at and alliance.law_seen_at and alliance.law_seen_at >= alliance.facts_at),
        )

    def party_plan(self, party: Party) -> PartyPlan:
        signs = party.organisation_id in self.signing
        texts = {"brings": party.brings, "stake": party.stake, "gain": party.gain}
        state, sector = PartyState(party.state), Sector(party.sector)
        return PartyPlan(party.pk, party.name, sector, state, has_signatory=signs, organisation_id=party.organisation_id, **texts)

    @property
    def holder_id(self) -> int | None:
        """The person who holds the alliance in their own name, or None."""
        return self.alliance.initiative.holder_id

    @property
    def standing(self) -> list[Party]:
        """The parties that take part or have been asked."""
        return [party for party in self.parties if party.state in {PartyState.JOINED, PartyState.INVITED}]

    @property
    def joined(self) -> list[Party]:
        """The parties that take part."""
        return [party for party in self.parties if party.state == PartyState.JOINED]

    def own(self, actor: Actor, role: str = "member") -> list[Party]:
        """The joined parties the actor may do this for."""
        return [party for party in self.joined if party.organisation_id and belongs(actor, party.organisation_id, role)]


def task_plan(task: Task) -> TaskPlan:
    return TaskPlan(task.pk, task.title, {part.party_id: TaskRole(part.role) for part in task.parts.all()})


def belongs(actor: Actor, organisation_id: int, role: str = "member") -> bool:
    """True when the actor may do this for the organisation."""
    return actor.belongs_to(organisation_id, MemberRole(role))


def get_alliance_for(actor: Actor, slug: str) -> Alliance:
    """The alliance, if the actor may see it; Http404 otherwise."""
    found = Alliance.objects.visible_to(actor).select_related("initiative__lead", "initiative__area").filter(initiative__slug=slug).first()
    if found is None:
        raise Http404(NO_SUCH)
    return found


def locked_alliance_for(actor: Actor, alliance_id: int) -> Alliance:
    """The alliance, held until the transaction ends, so that everything in it happens one after the other; Http404 when the actor may not see it."""
    rows = Alliance.objects.select_for_update(of=("self", "initiative")).select_related("initiative")
    found = rows.visible_to(actor).filter(pk=alliance_id).first()
    if found is None:
        raise Http404(NO_SUCH)
    return found


def room_of(alliance: Alliance) -> Room:
    """Everything in an alliance: parties, tasks, who can sign, the open version and its acceptances."""
    parties = list(alliance.parties.select_related("organisation"))
    tasks = list(alliance.tasks.prefetch_related("parts"))
    version = alliance.versions.filter(closed_at=None).first()
    accepted = dict(version.acceptances.values_list("party_id", "name")) if version else {}
    return Room(alliance, parties, tasks, signing_organisations(party.organisation_id for party in parties), version, accepted)


def past_of(room: Room) -> dict[str, list[Party] | list[AgreementVersion]]:
    """Parties that went out again, and agreements that held or were said yes to before something changed."""
    versions = room.alliance.versions.exclude(closed_at=None).filter(acceptances__isnull=False).distinct()
    return {"parties": [party for party in room.parties if party.state == PartyState.LEFT], "versions": list(versions.prefetch_related("acceptances__party"))}


def signing_organisations(ids: Iterable[int | None]) -> frozenset[int]:
    """Those of the organisations in which somebody may sign."""
    known = [pk for pk in ids if pk is not None]
    return frozenset(Membership.objects.active().filter(organisation__in=known, signatory=True).values_list("organisation_id", flat=True))


def get_working_room_for(actor: Actor, slug: str) -> Room:
    """The alliance for somebody who takes part; Http404 for all others, also for those who may see its page."""
    room = room_of(get_alliance_for(actor, slug))
    if not actor.may("alliances.work", room):
        raise Http404(NO_SUCH)
    return room


def get_own_party_for(actor: Actor, room: Room, party_id: int) -> Party:
    """One of the parties the actor acts for; Http404 otherwise."""
    found = next((party for party in room.own(actor) if party.pk == party_id), None)
    if found is None:
        raise Http404("Du handler ikke for den part.")
    return found


def get_task_of(room: Room, task_id: int) -> Task:
    """A task of the alliance; Http404 for another alliance's."""
    found = next((task for task in room.tasks if task.pk == task_id), None)
    if found is None:
        raise Http404("Den opgave findes ikke i alliancen.")
    return found


def get_version_for(actor: Actor, room: Room, number: int) -> AgreementVersion:
    """A version of an alliance's agreement, for those who take part; Http404 otherwise."""
    found = room.alliance.versions.filter(number=number).prefetch_related("acceptances").first()
    if found is None or not actor.may("alliances.work", room):
        raise Http404("Den udgave af aftalen findes ikke.")
    return found


def invitation_of(secret: str) -> PartyInvitation | None:
    """The invitation a mail carries, or None; the secret itself opens it."""
    return PartyInvitation.objects.select_related("party__alliance__initiative", "party__organisation").filter(secret_hash=hashed(secret)).first()


def own_organisations(actor: Actor, role: str = "member") -> QuerySet[Organisation]:
    """The organisations the actor may do this for, by name."""
    return Organisation.objects.standing().filter(pk__in=[pk for pk, roles in actor.memberships.items() if role in roles]).order_by("name_key")


def own_alliances(actor: Actor) -> list[Alliance]:
    """The newest alliances the actor takes part in or is asked to; not those that are merely open to everybody."""
    audiences = [audience for audience in actor.audiences if audience.startswith("org:")]
    mine = Alliance.objects.filter(initiative__participations__organisation__in=[int(name[4:]) for name in audiences])
    held = Alliance.objects.filter(initiative__holder=actor.person_id) if actor.person_id else Alliance.objects.none()
    return list(Alliance.objects.filter(pk__in=mine.values("pk").union(held.values("pk"))).select_related("initiative")[:MOST_SHOWN])


def open_alliances(viewer: Viewer, before: int | None) -> list[Alliance]:
    """One more than a page of the alliances open to everybody, newest first, from the key `before` on."""
    found = (
        Alliance.objects.visible_to(viewer).filter(initiative__openness="public", initiative__hidden_at=None).select_related("initiative__lead").order_by("-pk")
    )
    return list((found.filter(pk__lt=before) if before else found)[: MOST_SHOWN + 1])


def like_of(viewer: Viewer, url: str) -> Document | None:
    """The example an alliance was begun from, as the index knows it; None when the viewer may not see it or it is gone."""
    return Document.objects.visible_to(viewer).filter(kind="example", url=url).only("title", "url", "teaser").first() if url else None


def organisations_named(actor: Actor, words: str, but: Iterable[int]) -> list[Organisation]:
    """Organisations the actor may see whose name has these words, for picking a party; those in `but` are left out."""
    words = words.strip()
    if len(words) < SHORTEST_SEARCH:
        return []
    found = Organisation.objects.visible_to(actor).filter(name__icontains=words).exclude(pk__in=list(but)).select_related("municipality")
    return list(found.order_by("name_key")[:MOST_FOUND])


def fitting_answers(viewer: Viewer, facts: dict[str, FactValue]) -> list[Document]:
    """The legal answers that the ticked facts make relevant and the viewer may see, by title."""
    urls = [f"/jura/{slug}/" for slug in relevant_answers(facts)]
    return list(Document.objects.visible_to(viewer).filter(kind=LEGAL_ANSWER, url__in=urls).order_by("title_key").only("title", "url", "teaser"))
