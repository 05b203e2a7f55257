"""Reading cases; the gates."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple, Protocol

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature, Signer
from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.utils.module_loading import import_string

from samspil.identity.actor import VISITOR, Actor
from samspil.identity.domain.roles import Role
from samspil.identity.models import Membership, Organisation, Person
from samspil.initiatives.models import Initiative, Participation
from samspil.moderation.domain.cases import STATE_DA, CaseState
from samspil.moderation.domain.words import POSTINGS, Kind, Verdict
from samspil.moderation.models import Appeal, Case, Decision, Report

SIGNED = Signer(salt="samspil.report")
NO_CASE = "Den sag findes ikke her."
NO_THING = "Den side findes ikke, eller den er ikke åben for alle."
MOST_SHOWN = 100
Thing = Organisation | Initiative


class Message(NamedTuple):
    """A message inside an initiative, as moderation knows it: its number, and who wrote it (None: the account is gone)."""

    number: int
    author_id: int | None
    initiative: Initiative


class Posted(NamedTuple):
    """An offer or a need, as moderation knows it: its kind and number, where it lies, and whose it is: an organisation's, or the author's own."""

    kind: Kind
    number: int
    municipality_code: str
    owner_id: int | None
    author_id: int | None


Reported = Organisation | Initiative | Message | Posted


class Messages(Protocol):
    """What site tells of messages (settings.SAMSPIL_WRITTEN): the room that keeps them lies beside this one."""

    def reported(self, actor: Actor, number: int) -> tuple[Message, "Shown"]:
        """One the actor may report; Http404 otherwise."""
        ...

    def shown(self, number: int) -> "Shown | None":
        """How it reads; None when it is no longer kept."""
        ...

    def hidden_at(self, number: int) -> datetime | None:
        """When it was removed; None while it stands."""
        ...

    def hide(self, number: int, at: datetime | None) -> None:
        """Remove it, or bring it back (None)."""
        ...


class Postings(Protocol):
    """What site tells of offers and needs (settings.SAMSPIL_POSTED): the room that keeps them lies beside this one."""

    def reported(self, actor: Actor, kind: Kind, number: int) -> tuple[Posted, "Shown"]:
        """One the actor sees; Http404 otherwise."""
        ...

    def shown(self, kind: Kind, number: int) -> "Shown | None":
        """How it reads; None when it is no longer kept."""
        ...

    def hidden_at(self, kind: Kind, number: int) -> datetime | None:
        """When it was hidden; None while it is shown."""
        ...

    def hide(self, kind: Kind, number: int, at: datetime | None, by: int | None) -> None:
        """Hide it, or show it again (None); everything that shows it follows."""
        ...


def postings() -> Postings:
    """How offers and needs are reached."""
    found: Postings = import_string(settings.SAMSPIL_POSTED)
    return found


def messages() -> Messages:
    """How messages are reached."""
    found: Messages = import_string(settings.SAMSPIL_WRITTEN)
    return found


@dataclass(frozen=True)
class Shown:
    """How a thing looks to everybody: its name, all its text in one, and where it lies. `closed`: only its own see it, so `text` is what reaches those
    they ask, and a moderator sees no more than that.
    """

    title: str
    text: str
    address: str
    closed: bool = False


def shown(thing: Thing) -> Shown:
    """What stands on a thing's page now; site lists how each kind of thing tells it (settings.SAMSPIL_THINGS)."""
    tellers: Mapping[type[Thing], Callable[[Any], Shown]] = import_string(settings.SAMSPIL_THINGS)
    return tellers[type(thing)](thing)


def get_reportable_for_all(kind: str, thing_id: int) -> Thing:
    """A thing that everybody sees; Http404 for all else, so that nobody learns by reporting what is there."""
    found: Thing | None = None
    if kind == Kind.ORGANISATION:
        found = Organisation.objects.visible_to(VISITOR).filter(of_municipality=None, pk=thing_id).first()
    elif kind == Kind.INITIATIVE:
        found = Initiative.objects.visible_to(VISITOR).filter(pk=thing_id).first()
    if found is None:
        raise Http404(NO_THING)
    return found


def get_reportable_for(actor: Actor, kind: str, thing_id: int) -> Thing:
    """A thing that everybody sees, or an initiative that is not open and that the actor takes part in or is asked into. Http404 for all else."""
    if kind == Kind.INITIATIVE and actor.person_id is not None:
        found = Initiative.objects.visible_to(actor).filter(pk=thing_id, hidden_at=None).first()
        if found:
            return found
    return get_reportable_for_all(kind, thing_id)


def shown_of(case: Case) -> Shown:
    """What a case is about as it stands now; of a message that is no longer kept its name alone."""
    if case.posting:
        return postings().shown(case.kind, case.posting) or Shown(case.title, "", case.address, closed=True)
    if not case.message:
        return shown(case.thing)
    return messages().shown(case.message) or Shown(case.title, "", case.address, closed=True)


def hidden_at(case: Case) -> datetime | None:
    """Since when nobody sees it; None while it is shown."""
    if case.posting:
        return postings().hidden_at(case.kind, case.posting)
    return messages().hidden_at(case.message) if case.message else case.thing.hidden_at


def get_reported(actor: Actor, kind: str, thing_id: int) -> tuple[Reported, Shown]:
    """A thing the actor may report, and how it reads; or one message that somebody wrote inside one. Http404 for all else."""
    if kind == Kind.MESSAGE:
        return messages().reported(actor, thing_id)
    if kind in POSTINGS:
        return postings().reported(actor, Kind(kind), thing_id)
    thing = get_reportable_for(actor, kind, thing_id)
    return thing, shown(thing)


def get_invited(secret: str) -> tuple[Thing, Shown]:
    """What the secret of an invitation opens, and what whoever has it reads there; Http404 for a secret of nothing. Site knows which rooms invite."""
    opened: Callable[[str], tuple[Thing, Shown] | None] = import_string(settings.SAMSPIL_INVITED)
    found = opened(secret)
    if found is None:
        raise Http404("Den invitation findes ikke. Se, om hele adressen fra mailen kom med.")
    return found


def municipality_of(reported: Reported) -> str:
    """The code of the municipality a thing lies in."""
    if isinstance(reported, Posted):
        return reported.municipality_code
    thing = reported.initiative if isinstance(reported, Message) else reported
    return thing.municipality_id if isinstance(thing, Organisation) else thing.lead_id


def of_thing(thing: Reported) -> dict[str, Any]:
    """What finds the case of a thing."""
    if isinstance(thing, Posted):
        return {"posting_kind": thing.kind.value, "posting": thing.number}
    if isinstance(thing, Message):
        return {"initiative_id": thing.initiative.pk, "message": thing.number}
    return {"organisation_id": thing.pk} if isinstance(thing, Organisation) else {"initiative_id": thing.pk, "message": None}


def organisations_of(case: Case) -> list[int]:
    """The organisations whose thing it is: the organisation itself (or what it became part of), or those that take part."""
    if case.organisation or case.posting:
        whose = case.organisation or case.owner
        return [whose.merged_into_id or whose.pk] if whose else []
    # Not those who are merely asked: else an invitation to the municipality would make its moderators party to the case.
    return list(Participation.objects.filter(initiative=case.initiative_id, joined=True).values_list("organisation_id", flat=True))


def holder_of(case: Case) -> int | None:
    """The person whose own it is: an initiative held, or an offer made, in their own name."""
    if case.posting:
        return None if case.owner_id else case.author_id
    return case.initiative.holder_id if case.initiative else None


def is_party(actor: Actor, case: Case) -> bool:
    """True for a member of an organisation whose thing it is, and for the person who holds it in their own name."""
    holder = holder_of(case)
    return (holder is not None and holder == actor.person_id) or not actor.memberships.keys().isdisjoint(organisations_of(case))


def owns(actor: Actor, case: Case) -> bool:
    """True for those whose it is: of a message whoever wrote it alone, else everybody who is party to the thing."""
    if case.message:
        return case.author_id is not None and case.author_id == actor.person_id
    return is_party(actor, case)


def answers_for(actor: Actor, case: Case) -> bool:
    """True for those of its owners who may speak for it: contacts, signatories and administrators, and whoever holds it in their own name; of a message
    whoever wrote it.
    """
    if case.message:
        return owns(actor, case)
    holder = holder_of(case)
    spoken = [pk for pk, roles in actor.memberships.items() if len(roles) > 1]
    return actor.person_id is not None and (actor.person_id == holder or not set(spoken).isdisjoint(organisations_of(case)))


def owners_of(case: Case) -> list[Person]:
    """Who is told of a decision: the contacts, signatories and administrators of its organisations, and whoever holds it; of a message who wrote it."""
    if case.message:
        return list(Person.objects.filter(pk__in=[case.author_id] if case.author_id else [], is_active=True))
    speaks = Q(contact=True) | Q(signatory=True) | Q(administrator=True)
    members = Membership.objects.active().filter(speaks, organisation__in=organisations_of(case)).values("person")
    holder = holder_of(case)
    return list(Person.objects.filter(Q(pk__in=members) | Q(pk__in=[holder] if holder else []), is_active=True).order_by("pk"))


def moderators_for(case: Case, *, but: int | None = None) -> list[int]:
    """Whom a case waits for: the municipality's own, without those who are party to it or the one in `but`; else the installation's administrators."""
    party, spared = Membership.objects.active().filter(organisation__in=organisations_of(case)).values("person"), [but] if but else []
    own = Membership.objects.active().filter(administrator=True, organisation__of_municipality=case.municipality_id, person__is_active=True)
    found = list(own.exclude(person__in=party).exclude(person__in=spared).values_list("person", flat=True))
    if found:
        return found
    administrators = Person.objects.filter(groups__name=Role.ADMINISTRATOR.value, is_active=True).exclude(pk__in=party).exclude(pk__in=spared)
    return list(administrators.values_list("pk", flat=True))


def get_case_for(actor: Actor, case_id: int, *, lock: bool = False) -> Case:
    """A case the actor moderates; Http404 otherwise. With `lock` others wait until this transaction ends."""
    found = Case.objects.visible_to(actor).select_related("organisation", "initiative", "owner", "municipality").filter(pk=case_id)
    case = (found.select_for_update(of=("self",)) if lock else found).first()
    if case is None:
        raise Http404(NO_CASE)
    return case


def about(kind: str, thing_id: int) -> Q | None:
    """What finds the case of a thing in an address."""
    messages_own = {Kind.INITIATIVE.value: Q(initiative=thing_id, message=None), Kind.MESSAGE.value: Q(message=thing_id)}
    posted = {one.value: Q(posting_kind=one.value, posting=thing_id) for one in POSTINGS}
    return {Kind.ORGANISATION.value: Q(organisation=thing_id), **messages_own, **posted}.get(kind)


def desk_address_for(actor: Actor, kind: str, thing_id: int) -> str:
    """Where a moderator who is not party to a thing sees its case; "" for all others."""
    found = Case.objects.visible_to(actor).select_related("organisation", "initiative", "owner").filter(about(kind, thing_id) or Q(pk=None)).first()
    return found.desk_address if found and not is_party(actor, found) else ""


def get_own_case_for(actor: Actor, kind: str, thing_id: int) -> Case:
    """The case of a thing, for its owners and once something was decided; Http404 otherwise."""
    which = about(kind, thing_id)
    found = Case.objects.select_related("organisation", "initiative", "owner").filter(which, decisions__isnull=False).first() if which else None
    if found is None or not owns(actor, found):
        raise Http404(NO_CASE)
    return found


def token_of(report: Report) -> str:
    """What opens a report's own page, without log-in, for whoever made it."""
    return SIGNED.sign(str(report.pk))


def get_report_of(token: str) -> Report:
    """The report a token opens; Http404 when it was not made here, or the report is gone."""
    try:
        number = SIGNED.unsign(token)
    except BadSignature:
        number = ""
    found = (
        Report.objects.select_related("case__organisation", "case__initiative", "case__owner", "decision").filter(pk=int(number)).first()
        if number.isdecimal()
        else None
    )
    if found is None:
        raise Http404("Den anmeldelse findes ikke. Se, om hele adressen kom med.")
    return found


def latest_of(case: Case) -> Decision | None:
    """The newest decision of a case."""
    return case.decisions.order_by("-pk").first()


def appealed_before(decision: Decision, report: Report | None) -> bool:
    """True when this reporter (or with None the owners) appealed earlier in the course that a decision belongs to."""
    root = decision.root_id or decision.pk
    return Appeal.objects.filter(Q(decision=root) | Q(decision__root=root), report=report).exists()


def cases_for(actor: Actor, state: str) -> QuerySet[Case]:
    """Cases in a state that the actor moderates, who has waited longest first; the newest first among the decided. PermissionDenied for others."""
    if not actor.may("moderation.read"):
        raise PermissionDenied("Anmeldelser behandles af kommunens egne medarbejdere og af administratorer.")
    found = Case.objects.visible_to(actor).filter(state=state).select_related("municipality").annotate(number=Count("reports", distinct=True))
    return found.order_by("-pk" if state == CaseState.DECIDED else "waits_since", "pk")


def numbers_for(actor: Actor) -> dict[str, int]:
    """How many cases the actor moderates in each state."""
    counted = dict(Case.objects.visible_to(actor).order_by().values("state").annotate(number=Count("pk")).values_list("state", "number"))
    return {state.value: counted.get(state.value, 0) for state in STATE_DA}


def open_appeals(case: Case) -> QuerySet[Appeal]:
    """Appeals nobody has answered."""
    return Appeal.objects.filter(decision__case=case, answer=None)


def reported_by(actor: Actor, reports: Iterable[Report]) -> bool:
    """True when the actor made one of the reports."""
    return any(report.reporter_id == actor.person_id for report in reports if report.reporter_id)


def log_of_year(now: datetime) -> dict[str, int]:
    """How much was reported, hidden, shown again or let stand in the last twelve months: numbers alone, for everybody."""
    since = now - timedelta(days=365)
    decided = dict(Decision.objects.filter(decided_at__gte=since).order_by().values("outcome").annotate(number=Count("pk")).values_list("outcome", "number"))
    appeals = Appeal.objects.filter(made_at__gte=since).count()
    return {"reports": Report.objects.filter(received_at__gte=since).count(), "appeals": appeals, **{o.value: decided.get(o.value, 0) for o in Verdict}}
