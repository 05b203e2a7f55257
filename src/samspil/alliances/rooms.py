"""An alliance with its rows, read in few statements, and as the plan that the rules of the domain look at."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.contrib.postgres.aggregates import JSONBAgg
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from samspil.alliances.domain.lifecycle import WITH_AGREEMENT
from samspil.alliances.domain.plan import AlliancePlan, PartyPlan, TaskPlan
from samspil.alliances.domain.words import PartyState, Sector, TaskRole
from samspil.alliances.models import AgreementVersion, Alliance, Party, Task
from samspil.core import compiled
from samspil.core.compiled import Given
from samspil.identity.actor import Actor
from samspil.identity.domain.organisations import MemberRole
from samspil.identity.models import AddressTrouble, Membership


@dataclass
class Room:
    """An alliance with its rows. `roles` says by task id and party id who does what; `signing` holds the organisations in which somebody may sign;
    `accepted` has the names in which parties said yes to the open version, by party id."""

    alliance: Alliance
    parties: list[Party]
    tasks: list[Task]
    roles: dict[int, dict[int, TaskRole]] = field(default_factory=dict)
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
            tasks=tuple(TaskPlan(task.pk, task.title, self.roles[task.pk]) for task in self.tasks),
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


def belongs(actor: Actor, organisation_id: int, role: str = "member") -> bool:
    """True when the actor may do this for the organisation."""
    return actor.belongs_to(organisation_id, MemberRole(role))


def room_of(alliance: Alliance) -> Room:
    """Everything in an alliance: parties, tasks, who can sign, the open version and its acceptances."""
    parties = compiled.objects(parties_of, alliance=alliance.pk)
    tasks = compiled.objects(tasks_of, alliance=alliance.pk)
    versions = compiled.objects(open_version_of, alliance=alliance.pk) if alliance.stage in WITH_AGREEMENT else []
    version = next(iter(versions), None)
    rows: list[Party | Task | AgreementVersion] = [*parties, *tasks, *([version] if version else [])]
    for row in rows:
        row.alliance = alliance
    roles = {task.pk: {part["party"]: TaskRole(part["role"]) for part in told(task, "parts_now")} for task in tasks}
    signing = frozenset(party.organisation_id for party in parties if party.organisation_id and vars(party)["signs"])
    accepted = {yes["party"]: yes["name"] for yes in told(version, "yes")} if version else {}
    return Room(alliance, parties, tasks, roles, signing, version, accepted)


def told(row: Any, annotation: str) -> list[Any]:
    """What the database gathered beside a row; nothing gathered is None there."""
    return vars(row)[annotation] or []


def parties_of() -> QuerySet[Party]:
    """The parties, with whether somebody may sign for them, and whether the mail that invited them came back."""
    signatories = Membership.objects.active().filter(organisation=OuterRef("organisation"), signatory=True, person__is_active=True)
    troubles = AddressTrouble.objects.of_mail(OuterRef("invitation__email"), OuterRef("invitation__made_at"))
    rows = Party.objects.filter(alliance=Given("alliance")).select_related("organisation")
    return rows.annotate(signs=Exists(signatories), came_back=Exists(troubles)).order_by("pk")


def tasks_of() -> QuerySet[Task]:
    """The tasks, each with its parts."""
    parts = JSONBAgg(JSONObject(party="parts__party_id", role="parts__role"), filter=Q(parts__isnull=False), order_by="parts__pk")
    return Task.objects.filter(alliance=Given("alliance")).annotate(parts_now=parts).order_by("pk")


YES = JSONBAgg(
    JSONObject(party="acceptances__party_id", name="acceptances__name"),
    filter=Q(acceptances__isnull=False),
    order_by=("acceptances__accepted_at", "acceptances__pk"),
)


def open_version_of() -> QuerySet[AgreementVersion]:
    """The version that waits or holds, if there is one, with who said yes."""
    return AgreementVersion.objects.filter(alliance=Given("alliance"), closed_at=None).annotate(yes=YES)


def closed_versions_of() -> QuerySet[Any, Any]:
    """Number and yeses of versions that were said yes to before something changed, the latest first."""
    closed = AgreementVersion.objects.filter(alliance=Given("alliance")).exclude(closed_at=None)
    return closed.annotate(yes=YES).filter(yes__isnull=False).order_by("-number").values_list("number", "yes")
