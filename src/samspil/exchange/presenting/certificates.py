"""Who needs a child certificate, by which rule and by when, as administrators see it; and one's own, as the person sees them."""

from datetime import date
from typing import Any

from django.http import Http404

from samspil.core.periods import danish_date
from samspil.exchange import eligible
from samspil.exchange.domain.attest import AttestNeed, AttestVerdict
from samspil.exchange.domain.checks import STAGE_DA
from samspil.exchange.domain.signups import SignupState
from samspil.exchange.models import Certificate, Signup
from samspil.identity.actor import Actor
from samspil.identity.domain.organisations import MemberRole
from samspil.identity.models import Organisation

# What must be done first stands first.
ORDER = (
    AttestNeed.OVERDUE,
    AttestNeed.BEFORE_START,
    AttestNeed.NEEDED_BY,
    AttestNeed.NOT_OK,
    AttestNeed.ASK,
    AttestNeed.NOT_YET,
    AttestNeed.IN_PLACE,
    AttestNeed.NOT_NEEDED,
)
NEED_DA = {
    AttestNeed.OVERDUE: "Mangler nu",
    AttestNeed.BEFORE_START: "Skal være der før start",
    AttestNeed.NEEDED_BY: "Skal hentes",
    AttestNeed.NOT_OK: "Ikke i orden",
    AttestNeed.ASK: "Spørg",
    AttestNeed.NOT_YET: "Ikke endnu",
    AttestNeed.IN_PLACE: "I orden",
    AttestNeed.NOT_NEEDED: "Ikke nødvendig",
}
COMES = [SignupState.ASKED, SignupState.WAITING, SignupState.OFFERED, SignupState.CONFIRMED, SignupState.ATTENDED, SignupState.ABSENT]
MOST_SHOWN, MOST_READ = 300, 3000


def page(actor: Actor, today: date) -> dict[str, Any]:
    """Every organisation the actor leads with its people, and the actor's own rows."""
    led = [pk for pk in actor.memberships if actor.belongs_to(pk, MemberRole.ADMINISTRATOR)]
    groups = [group(one, today) for one in Organisation.objects.standing().filter(pk__in=led)]
    own = Certificate.objects.visible_to(actor).filter(person=actor.person_id).select_related("organisation")
    due = [line(one.place, one.verdict) for one in eligible.due(today, actor.person_id)] if actor.person_id else []
    return {"groups": groups, "own": [told(row, today) for row in own], "due": due}


def told(row: Certificate, today: date) -> dict[str, Any]:
    """A row in words: where it stands, the days, and when it goes."""
    days = [("Bestilt", row.requested_on), ("Set", row.assessed_on), ("Slettes her", row.delete_on)]
    return {"organisation": row.organisation, "stage": STAGE_DA[row.check_.stage(today)], "days": [(name, danish_date(day)) for name, day in days if day]}


def group(organisation: Organisation, today: date) -> dict[str, Any]:
    """An organisation with those to show, and how many more there are."""
    lines = lines_of(organisation, today)
    return {"organisation": organisation, "lines": lines[:MOST_SHOWN], "more": max(0, len(lines) - MOST_SHOWN)}


def lines_of(organisation: Organisation, today: date) -> list[dict[str, Any]]:
    """People in its needs with children that are not over, those who lack something first."""
    found = Signup.objects.filter(eligible.with_children(), need__organisation=organisation, need__ends_on__gte=today, state__in=COMES).exclude(person=None)
    places = list(found.select_related("need__organisation").order_by("-pk")[:MOST_READ])
    known = eligible.known_of(organisation.pk, {place.person_id for place in places if place.person_id})
    lines = []
    for place in places:
        asked = eligible.required_by(place.need)
        if asked and place.person_id:
            lines.append(line(place, eligible.verdict(place.person_id, asked, known, today)))
    return sorted(lines, key=lambda one: ORDER.index(one["need"]))


def line(place: Signup, found: AttestVerdict) -> dict[str, Any]:
    """One person in one task, with the rule."""
    late = found.blocked or found.warn
    by = danish_date(found.by) if found.by else ""
    told = {"state": NEED_DA[found.need], "text": found.text, "law": ", ".join(found.law), "by": by, "late": late}
    return {"name": place.name, "person_id": place.person_id, "task": place.need, "need": found.need, **told}


def one(actor: Actor, organisation_id: int, person_id: int, today: date) -> dict[str, Any]:
    """The page of one person in an organisation the actor leads; Http404 for everybody else."""
    if not actor.may("exchange.vet", organisation_id):
        raise Http404("Den side findes ikke her.")
    places = Signup.objects.filter(need__organisation=organisation_id, person=person_id).select_related("need__organisation").order_by("-pk")
    place = places.first()
    if place is None:
        raise Http404("Den side findes ikke her.")
    rows = Certificate.objects.visible_to(actor).filter(organisation=organisation_id, person=person_id).select_related("organisation")
    found = most_pressing([verdict for each in places[:MOST_SHOWN] if (verdict := verdict_in(each, today))])
    return {"name": place.name, "organisation": place.need.organisation, "verdict": found, "rows": [told(row, today) for row in rows]}


def verdict_in(place: Signup, today: date) -> AttestVerdict | None:
    """What the rules say of somebody in the task of this place; None where it is not with children."""
    asked = eligible.required_by(place.need)
    return eligible.verdict_for(place.person_id, asked, today) if asked and place.person_id else None


def most_pressing(verdicts: list[AttestVerdict]) -> AttestVerdict | None:
    """The verdict that must be seen to first."""
    return min(verdicts, key=lambda one: ORDER.index(one.need), default=None)
