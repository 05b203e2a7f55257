"""Whether somebody may be with the children of a need: the facts of the rows, and what the rules say of them. Asked wherever people are placed.

One may say yes before a certificate is seen, and then waits for an answer instead of getting the seat. The machine turns nobody down (GDPR article 22):
whoever assessed a certificate did, or the law asks for it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Q
from django.utils.timezone import localdate

from samspil.core.refusals import Refusal
from samspil.exchange.domain.attest import Attachment, AttestNeed, AttestVerdict, Situation
from samspil.exchange.domain.attest import need as verdict_of
from samspil.exchange.domain.attest_counting import Stay
from samspil.exchange.domain.attest_rules import ChildContact, Employer, WelfareField
from samspil.exchange.domain.checks import Check
from samspil.exchange.domain.eligibility_model import HeldQualification, Reason
from samspil.exchange.domain.signups import SignupState
from samspil.exchange.domain.skills import in_the_way, lacking
from samspil.exchange.models import Certificate, Need, Qualification, Shift, ShiftPlace, Signup

EMPLOYERS = {"public": Employer.MUNICIPALITY, "civil": Employer.ASSOCIATION, "business": Employer.COMPANY}

# The most pressing first.
PRESSING = (AttestNeed.OVERDUE, AttestNeed.BEFORE_START, AttestNeed.NEEDED_BY)
NONE_OF_IT = ["", ChildContact.NONE]


@dataclass(frozen=True)
class Requirement:
    """What a need with children asks for: whose it is, how people meet the children, in which field, how they come, and the first day."""

    need_id: int
    title: str
    organisation_id: int
    employer: Employer
    contact: ChildContact
    field: WelfareField
    attachment: Attachment
    starts: date | None


@dataclass
class Known:
    """What the rows say of some people in one organisation: days with children, by need, and certificates."""

    stays: dict[int, list[tuple[int, Stay, bool]]] = field(default_factory=lambda: defaultdict(list))
    checks: dict[int, list[Check]] = field(default_factory=lambda: defaultdict(list))


def with_children(way: str = "need__") -> Q:
    """Rows whose need (`way` leads there; empty for needs themselves) is with children under 15: told on the form, or by the answer to the law's question."""
    return ~Q(**{f"{way}child_contact__in": NONE_OF_IT}) | Q(**{f"{way}child_contact": "", f"{way}facts__children_under_15": True})


def required_by(need: Need) -> Requirement | None:
    """What a need asks for, None when it is not with children; without an answer how, they are met directly, and again but not steadily."""
    children = need.child_contact or (ChildContact.DIRECT if need.facts.get("children_under_15") else ChildContact.NONE)
    if children == ChildContact.NONE or need.organisation_id is None or need.organisation is None:
        return None
    return Requirement(
        need_id=need.pk,
        title=need.title,
        organisation_id=need.organisation_id,
        employer=EMPLOYERS.get(need.organisation.sector, Employer.NOBODY),
        contact=ChildContact(children),
        field=WelfareField(need.child_field or WelfareField.OTHER),
        attachment=Attachment(need.child_comes or Attachment.NOW_AND_THEN),
        starts=localdate(need.starts_at) if need.starts_at else None,
    )


def known_of(organisation_id: int, people: Iterable[int]) -> Known:
    """The facts of these people in an organisation, in three questions: places, shifts, certificates.

    A place without a day counts on the day its attendance was written down.
    """
    known, ids = Known(), list(people)
    states = [SignupState.ATTENDED, SignupState.CONFIRMED]
    kept = Signup.objects.filter(with_children(), need__organisation=organisation_id, person__in=ids, state__in=states)
    for person, need, state, starts, moved in kept.values_list("person", "need", "state", "need__starts_at", "moved_at"):
        been = state == SignupState.ATTENDED
        if person and (starts or been):
            day = localdate(starts or moved)
            known.stays[person].append((need, Stay(day, day), been))
    shifts = ShiftPlace.objects.filter(with_children("shift__need__"), shift__need__organisation=organisation_id, person__in=ids, state__in=states)
    for person, need, state, begins, ends in shifts.values_list("person", "shift__need", "state", "shift__starts_at", "shift__ends_at"):
        if person:
            known.stays[person].append((need, Stay(localdate(begins), localdate(ends)), state == SignupState.ATTENDED))
    for row in Certificate.objects.filter(organisation=organisation_id, person__in=ids):
        known.checks[row.person_id].append(row.check_)
    return known


def verdict(person_id: int, asked: Requirement, known: Known, today: date) -> AttestVerdict:
    """What the rules say of a person in this task. For a steady task its own days count, else all days with children in the organisation."""
    own = asked.attachment is Attachment.LASTING
    stays = [(stay, been) for need, stay, been in known.stays[person_id] if not own or need == asked.need_id]
    situation = Situation(
        asked.organisation_id,
        asked.field,
        asked.employer,
        asked.contact,
        asked.attachment,
        starts=asked.starts,
        been=tuple(stay for stay, been in stays if been),
        planned=tuple(stay for stay, been in stays if not been),
        checks=tuple(known.checks[person_id]),
    )
    return verdict_of(situation, today)


def verdict_for(person_id: int, asked: Requirement, today: date) -> AttestVerdict:
    """The verdict for one person, read from the rows."""
    return verdict(person_id, asked, known_of(asked.organisation_id, [person_id]), today)


def held_back(person_id: int | None, need: Need, day: date, today: date) -> AttestVerdict | None:
    """Why the person must not be with the children of a need on a day before a certificate is seen; None when nothing holds them back."""
    asked = required_by(need) if person_id else None
    if asked is None or person_id is None:
        return None
    found = verdict_for(person_id, asked, today)
    return found if found.blocked_on(max(day, today)) else None


def asked_by(need: Need) -> frozenset[str]:
    """What a need and its coming shifts ask one to know or have."""
    shifts = Shift.objects.filter(need=need, cancelled_at=None).exclude(requires=[]).values_list("requires", flat=True)
    return frozenset(need.requires).union(*shifts)


def held_by(people: Iterable[int]) -> dict[int, list[HeldQualification]]:
    """What people have told that they know or have."""
    found: dict[int, list[HeldQualification]] = defaultdict(list)
    for row in Qualification.objects.filter(person__in=list(people)):
        found[row.person_id].append(row.held)
    return found


def unskilled(person_id: int | None, requires: Iterable[str], day: date, today: date) -> list[Reason]:
    """What of what is asked for this person lacks on a day, or has told and nobody has seen."""
    wanted = list(requires)
    return lacking(wanted, held_by([person_id])[person_id] if person_id else [], max(day, today), today) if wanted else []


def hindered(person_id: int | None, need: Need, day: date, today: date, *, own: bool, requires: Iterable[str] = ()) -> Refusal | None:
    """What must be in place before somebody is placed in a need on a day: a certificate where children are met, and what the task asks one to know or
    have (`requires`: of the shift besides). `own`: the person asks, who cannot write a certificate in."""
    back = held_back(person_id, need, day, today)
    if back:
        then = "Spørg dem, der leder, om den: de bestiller og ser den." if own else "Skriv den ind under »Børneattester«."
        return Refusal("certificate", f"{back.text} {then}", ", ".join(back.law))
    reason = in_the_way(unskilled(person_id, {*need.requires, *requires}, day, today))
    if reason is None:
        return None
    then = reason.change if own else "Skriv det ind ved personens navn, når I har set det, eller ret, hvad opgaven kræver."
    return Refusal("qualification", f"{reason.text} {then}")


@dataclass(frozen=True)
class Due:
    """Somebody soon needs a certificate in an organisation, or lacks one now: `place` is where it presses most, `told` what both have heard of already."""

    organisation_id: int
    person_id: int
    place: Signup
    verdict: AttestVerdict
    told: frozenset[str] = frozenset()


def due(today: date, person_id: int | None = None) -> list[Due]:
    """Everybody who soon needs a certificate or lacks one now, of those who come, each once an organisation; or what one person needs."""
    coming = [SignupState.ASKED, SignupState.CONFIRMED, SignupState.ATTENDED]
    rows = Signup.objects.filter(with_children(), state__in=coming, person__isnull=False, need__ends_on__gte=today).select_related("need__organisation")
    by_organisation: dict[int, list[Signup]] = defaultdict(list)
    for place in (rows.filter(person=person_id) if person_id else rows).order_by("pk"):
        by_organisation[place.need.organisation_id or 0].append(place)
    found: dict[tuple[int, int], Due] = {}
    for organisation_id, places in by_organisation.items():
        known = known_of(organisation_id, {place.person_id for place in places if place.person_id})
        for place in places:
            asked = required_by(place.need)
            said = verdict(place.person_id, asked, known, today) if asked and place.person_id else None
            if said and place.person_id and said.need in PRESSING and (said.warn or said.blocked):
                key, one = (organisation_id, place.person_id), Due(organisation_id, place.person_id, place, said)
                found[key] = min(found.get(key, one), one, key=lambda each: PRESSING.index(each.verdict.need))
    return [replace(one, told=told_of(by_organisation[one.organisation_id], one.person_id)) for one in found.values()]


def told_of(places: Iterable[Signup], person_id: int) -> frozenset[str]:
    """What both sides have heard of this person."""
    return frozenset(place.certificate_told for place in places if place.person_id == person_id)
