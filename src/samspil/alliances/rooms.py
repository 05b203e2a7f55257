"""An alliance with its rows, each kind read in one statement, and as the plan that the rules of the domain look at."""

from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, TypeVar

from django.contrib.postgres.aggregates import JSONBAgg
from django.db.models import Exists, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast, JSONObject

from samspil.alliances.domain.commitments import Delivered
from samspil.alliances.domain.deciding import Rule
from samspil.alliances.domain.law_texts import LawText
from samspil.alliances.domain.lifecycle import IN_FORCE, OPEN_TO_CHANGE, WITH_AGREEMENT
from samspil.alliances.domain.plan import AlliancePlan, PartyPlan, PromisePlan, TaskPlan
from samspil.alliances.domain.terms import STANDARD, Terms
from samspil.alliances.domain.words import Aim, Brought, CoCreation, PartyState, Sector, Share, TaskRole
from samspil.alliances.models import AgreementVersion, Alliance, Amendment, Commitment, DecisionRule, Imposition, Party, PartyContact, Task, WrittenTerms
from samspil.alliances.models.amendment import OPEN
from samspil.core import compiled
from samspil.core.compiled import Given
from samspil.identity.actor import Actor
from samspil.identity.domain.organisations import MemberRole, OrganisationKind
from samspil.identity.models import AddressTrouble, Membership

Row = TypeVar("Row", Party, Task, AgreementVersion, Amendment, Commitment)

# The facts that say that somebody is told something of persons.
OF_PERSONS = ("personal_data", "sensitive_data")


class Room:
    """An alliance with its rows, each kind read when it is first asked for: what a form changes needs few of them."""

    def __init__(self, alliance: Alliance) -> None:
        self.alliance = alliance

    @cached_property
    def parties(self) -> list[Party]:
        """All that were ever asked, in the order they were."""
        return self.of_it(compiled.objects(parties_of, alliance=self.alliance.pk))

    @cached_property
    def tasks(self) -> list[Task]:
        """The tasks, in the order they were written."""
        return self.of_it(compiled.objects(tasks_of, alliance=self.alliance.pk))

    @cached_property
    def roles(self) -> dict[int, dict[int, TaskRole]]:
        """By task id and party id who does what."""
        return {task.pk: {part["party"]: TaskRole(part["role"]) for part in told(task, "parts_now")} for task in self.tasks}

    @cached_property
    def signing(self) -> frozenset[int]:
        """The organisations in which somebody may sign."""
        return frozenset(party.organisation_id for party in self.parties if party.organisation_id and vars(party)["signs"])

    @cached_property
    def open_versions(self) -> list[AgreementVersion]:
        """The version that holds and the one that waits: one of them, both while an amendment waits, or none."""
        if self.alliance.stage not in WITH_AGREEMENT:
            return []
        return self.of_it(compiled.objects(open_versions_of, alliance=self.alliance.pk))

    @property
    def in_force(self) -> AgreementVersion | None:
        """The version that holds: every party has said yes to it."""
        return next((version for version in self.open_versions if version.agreed_at), None)

    @property
    def waiting(self) -> AgreementVersion | None:
        """The version that waits for a yes: the first agreement, or an amendment of the one in force."""
        return next((version for version in self.open_versions if version.agreed_at is None), None)

    @property
    def open_version(self) -> AgreementVersion | None:
        """The version that holds, or else the one that waits."""
        return self.in_force or self.waiting

    @cached_property
    def amendment(self) -> Amendment | None:
        """The change of the agreement in force that is being written or waits; the agreement holds meanwhile."""
        # A page read with the alliance whether there is one. Whoever holds the alliance asks now: a subquery may have looked before it was held.
        if self.alliance.stage not in IN_FORCE or not vars(self.alliance).get("amending", True):
            return None
        return next(iter(self.of_it(compiled.objects(open_amendment_of, alliance=self.alliance.pk))), None)

    @property
    def open_to_change(self) -> bool:
        """True while what is to be agreed can be written: before there is an agreement, and in an amendment."""
        return self.alliance.stage in OPEN_TO_CHANGE or self.amendment is not None

    @property
    def accepted(self) -> dict[int, str]:
        """The names in which parties said yes to the open version, by party id."""
        return yes_to(self.open_version)

    @cached_property
    def commitments(self) -> list[Commitment]:
        """What the parties promise, the earliest day first."""
        return self.of_it(compiled.objects(commitments_of, alliance=self.alliance.pk))

    @cached_property
    def pieces(self) -> dict[int, tuple[Delivered, ...]]:
        """What was delivered, by commitment id."""
        return {one.pk: tuple(delivered(piece) for piece in told(one, "delivered_now")) for one in self.commitments}

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """Who decides what."""
        return tuple(Rule(*row) for row in compiled.rows(rules_of, alliance=self.alliance.pk))

    @cached_property
    def imposed_on(self) -> int:
        """On how many persons confidentiality is imposed by name; asked only where the terms say that it is."""
        return Imposition.objects.filter(alliance=self.alliance, ended_on=None).count()

    def of_it(self, rows: list[Row]) -> list[Row]:
        """The same rows, which know the alliance without reading it again."""
        for row in rows:
            row.alliance = self.alliance
        return rows

    @cached_property
    def plan(self) -> AlliancePlan:
        """What the rules of the domain look at."""
        initiative, alliance = self.alliance.initiative, self.alliance
        return AlliancePlan(
            title=initiative.title,
            purpose=alliance.purpose,
            target_group=alliance.target_group,
            parties=tuple(self.party_plan(party) for party in self.parties),
            tasks=tuple(self.task_plan(task) for task in self.tasks),
            first=initiative.first_day,
            last=initiative.last_day,
            notice_months=alliance.notice_months,
            place=alliance.place,
            kind=CoCreation(alliance.kind) if alliance.kind else None,
            terms=terms_of(alliance),
            promises=tuple(promised(one) for one in self.commitments) if has_commitments(alliance) else (),
            rules=self.rules,
            concerns_relatives=alliance.concerns_relatives,
            imposed_on=self.imposed_on if terms_of(alliance).imposed else 0,
            people_known=any(alliance.facts.get(fact) for fact in OF_PERSONS),
            unanswered=alliance.unanswered,
            holder_gone=alliance.holder_gone_at is not None and alliance.carrier_id is None,
            facts_known=alliance.facts_at is not None,
            law_seen=law_seen(alliance),
            service=alliance.law_service,
            stops=tuple(alliance.law_stops),
            law_texts=tuple(LawText(**row) for row in alliance.law_texts),
        )

    def party_plan(self, party: Party) -> PartyPlan:
        signs = party.organisation_id in self.signing
        texts = {name.value: getattr(party, name.value) for name in (*Share, *Aim)}
        state, sector = PartyState(party.state), Sector(party.sector)
        gives = tuple(Brought(kind) for kind in party.gives)
        more: dict[str, Any] = {"has_signatory": signs, "organisation_id": party.organisation_id, "gives": gives, "for_relatives": party.for_relatives}
        more["contact_gone"] = party.keeper_gone_at is not None
        more["loose"] = party.loose or bool(party.organisation and party.organisation.kind == OrganisationKind.GROUP)
        more["named_contact"] = vars(party)["named"]
        return PartyPlan(party.pk, party.name, sector, state, **more, **texts)

    def task_plan(self, task: Task) -> TaskPlan:
        return TaskPlan(task.pk, task.title, self.roles[task.pk], task.help, task.contact_gone)

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

    def own_public(self, actor: Actor) -> list[Party]:
        """The public parties the actor acts for."""
        return [party for party in self.own(actor) if party.sector == Sector.PUBLIC]


def yes_to(version: AgreementVersion | None) -> dict[int, str]:
    """The names in which parties said yes to an open version, by party id."""
    return {yes["party"]: yes["name"] for yes in told(version, "yes")} if version else {}


def belongs(actor: Actor, organisation_id: int, role: str = "member") -> bool:
    """True when the actor may do this for the organisation."""
    return actor.belongs_to(organisation_id, MemberRole(role))


def has_commitments(alliance: Alliance) -> bool:
    """False only where it was read that there are none (visible_alliance): then a page need not ask for them."""
    return bool(vars(alliance).get("has_promises", True))


def law_seen(alliance: Alliance) -> bool:
    """True when the legal check was looked at since an answer changed, and says the same today."""
    return bool(alliance.facts_at and alliance.law_seen_at and alliance.law_seen_at >= alliance.facts_at and not alliance.law_again)


def promised(one: Commitment) -> PromisePlan:
    return PromisePlan(one.party_id, one.kind, one.what, one.quantity, one.unit, one.first_day, one.due_day, one.receiver_id, one.pk)


def terms_of(alliance: Alliance) -> Terms:
    """The terms as they are written, or the standard ones."""
    found: WrittenTerms | None = getattr(alliance, "terms", None)
    return found.as_plan() if found else STANDARD


def told(row: Any, annotation: str) -> list[Any]:
    """What the database gathered beside a row; nothing gathered is None there."""
    return vars(row)[annotation] or []


def parties_of() -> QuerySet[Party]:
    """The parties, with whether somebody may sign for them, whether somebody there has named themselves, and whether the mail that invited them came back."""
    signatories = Membership.objects.active().filter(organisation=OuterRef("organisation"), signatory=True, person__is_active=True)
    troubles = AddressTrouble.objects.of_mail(OuterRef("invitation__email"), OuterRef("invitation__made_at"))
    there = Membership.objects.active().filter(organisation=OuterRef("party__organisation"), person=OuterRef("person"), person__is_active=True)
    named = PartyContact.objects.filter(Exists(there), party=OuterRef("pk"))
    rows = Party.objects.filter(alliance=Given("alliance")).select_related("organisation")
    return rows.annotate(signs=Exists(signatories), named=Exists(named), came_back=Exists(troubles)).order_by("pk")


def tasks_of() -> QuerySet[Task]:
    """The tasks, each with its parts."""
    parts = JSONBAgg(JSONObject(party="parts__party_id", role="parts__role"), filter=Q(parts__isnull=False), order_by="parts__pk")
    return Task.objects.filter(alliance=Given("alliance")).annotate(parts_now=parts).order_by("pk")


def commitments_of() -> QuerySet[Commitment]:
    """The commitments, each with its deliveries that count."""
    piece = JSONObject(day="deliveries__day", quantity=Cast("deliveries__quantity", TextField()), evidence="deliveries__evidence")
    counted = Q(deliveries__isnull=False, deliveries__undone_at=None)
    pieces = JSONBAgg(piece, filter=counted, order_by=("deliveries__day", "deliveries__pk"))
    return Commitment.objects.filter(alliance=Given("alliance")).annotate(delivered_now=pieces).order_by("due_day", "pk")


def rules_of() -> QuerySet[Any, Any]:
    """Who decides what: what it is about, the party or None, and days."""
    return DecisionRule.objects.filter(alliance=Given("alliance")).order_by("pk").values_list("about", "decides", "days")


def delivered(piece: dict[str, str]) -> Delivered:
    """A delivery as the database tells it."""
    return Delivered(date.fromisoformat(piece["day"]), Decimal(piece["quantity"]), piece["evidence"])


def open_amendment_of() -> QuerySet[Amendment]:
    """The amendment that is written or waits, with the party that proposed it."""
    return Amendment.objects.filter(alliance=Given("alliance"), state__in=OPEN).select_related("party")


YES = JSONBAgg(
    JSONObject(party="acceptances__party_id", name="acceptances__name"),
    filter=Q(acceptances__isnull=False),
    order_by=("acceptances__accepted_at", "acceptances__pk"),
)


def open_versions_of() -> QuerySet[AgreementVersion]:
    """The versions that wait or hold, with who said yes."""
    return AgreementVersion.objects.filter(alliance=Given("alliance"), closed_at=None).annotate(yes=YES)


def closed_versions_of() -> QuerySet[Any, Any]:
    """Number and yeses of versions that were said yes to before something changed, the latest first."""
    closed = AgreementVersion.objects.filter(alliance=Given("alliance")).exclude(closed_at=None)
    return closed.annotate(yes=YES).filter(yes__isnull=False).order_by("-number").values_list("number", "yes")
