"""An association declares for the year that it fetches child certificates; the municipality notes one it was given another way."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from samspil.core import events, history
from samspil.core.refusals import Refusal
from samspil.exchange.declaring import among_children, associations, verdicts
from samspil.exchange.domain.declarations import DeclarationState
from samspil.exchange.events import DeclarationDue, DeclarationGiven, DeclarationTakenBack
from samspil.exchange.models import Declaration, Declaring
from samspil.identity.actor import Actor
from samspil.identity.domain.organisations import OrganisationKind
from samspil.identity.models import Organisation

NOT_LED = Refusal("not-led", "Det gør en administrator i foreningen.")
NOT_YOURS = Refusal("not-yours", "Det kan kun en, der tager imod for den kommune, foreningen ligger i.")
NO_ASSOCIATION = Refusal("no-association", "Erklæringen er for foreninger. Den organisation er ikke skrevet ind som en forening.")
OTHER_YEAR = Refusal("other-year", "Erklæringen gælder ét kalenderår. Skriv en dag i år, som er kommet.")
ALREADY = Refusal("already", "Den er allerede i orden for i år. Se den på listen.")
CHANGED = Refusal("changed", "En anden i foreningen har lige svaret. Her er det, der er gemt nu.")
LATE = Refusal("late", "Den er givet før i dag. Er den forkert, så skriv til kommunen.")
# House rule: so long a municipality may have to show what it rested a grant on.
KEPT_YEARS = 5


def held(organisation_id: int) -> Organisation | None:
    """The organisation's row, held."""
    return Organisation.objects.select_for_update(of=("self",), no_key=True).standing().filter(pk=organisation_id).first()


@transaction.atomic
def tell_what_it_is(actor: Actor, organisation_id: int, *, popular_education: bool | None, seeks: bool, stamp: str, now: datetime) -> Declaring | Refusal:
    """Write down what decides whether a declaration is asked for. `stamp`: the answers that were shown; others mean that somebody answered meanwhile."""
    organisation = held(organisation_id)
    refused = why_not(actor, organisation)
    if refused or organisation is None:
        return refused or NOT_LED
    stands = Declaring.objects.filter(organisation=organisation).first()
    if stamp != (stands.stamp if stands else ""):
        return CHANGED
    told = {"popular_education": popular_education, "seeks": seeks, "changed_at": now}
    return Declaring.objects.update_or_create(organisation=organisation, defaults=told)[0]


@transaction.atomic
def declare(actor: Actor, organisation_id: int, *, now: datetime) -> Declaration | Refusal:
    """Give it for this year; twice is once."""
    organisation = held(organisation_id)
    refused = why_not(actor, organisation)
    if refused or organisation is None:
        return refused or NOT_LED
    return keep(actor, organisation, localdate(now), received=False, now=now)


@transaction.atomic
def note_received(actor: Actor, organisation_id: int, day: date, *, now: datetime) -> Declaration | Refusal:
    """The municipality writes down that it was given one this year, on paper or by mail."""
    organisation = held(organisation_id)
    if organisation is None or not actor.may("exchange.place", organisation.municipality_id):
        return NOT_YOURS
    if organisation.kind != OrganisationKind.ASSOCIATION:
        return NO_ASSOCIATION
    today = localdate(now)
    if day.year != today.year or day > today:
        return OTHER_YEAR
    if Declaration.objects.filter(organisation=organisation, year=day.year).exists():
        return ALREADY
    return keep(actor, organisation, day, received=True, now=now)


def keep(actor: Actor, organisation: Organisation, day: date, *, received: bool, now: datetime) -> Declaration:
    """The row of the year; one that stands already stays as it is."""
    history.done_by(actor.person_id)
    # Whoever gives one without the two answers is reminded of the next as well.
    Declaring.objects.get_or_create(organisation=organisation, defaults={"seeks": True, "changed_at": now})
    told = {"given_on": day, "received": received, "noted_at": now, "noted_by_id": actor.person_id}
    row, is_new = Declaration.objects.get_or_create(organisation=organisation, year=day.year, defaults=told)
    if is_new:
        events.record(DeclarationGiven(organisation_id=organisation.pk, year=day.year, received=received))
    return row


@transaction.atomic
def take_back(actor: Actor, organisation_id: int, *, now: datetime) -> Refusal | None:
    """Whoever gave or noted it takes it back on the same day."""
    organisation = held(organisation_id)
    if organisation is None:
        return NOT_LED
    found = Declaration.objects.filter(organisation=organisation, year=localdate(now).year).first()
    if found is None:
        return None
    if found.received and not actor.may("exchange.place", organisation.municipality_id):
        return NOT_YOURS
    if not found.received and not actor.may("exchange.vet", organisation_id):
        return NOT_LED
    if localdate(found.noted_at) != localdate(now):
        return LATE
    history.done_by(actor.person_id)
    found.delete()
    events.record(DeclarationTakenBack(organisation_id=organisation_id, year=found.year))
    return None


def why_not(actor: Actor, organisation: Organisation | None) -> Refusal | None:
    """Why this person does not speak for this association."""
    if organisation is None or not actor.may("exchange.vet", organisation.pk):
        return NOT_LED
    return None if organisation.kind == OrganisationKind.ASSOCIATION else NO_ASSOCIATION


@transaction.atomic
def forget_declarations(today: date) -> None:
    """Those that have had their time go, and their history after them: deleting a row writes a line of its own there."""
    over = today.year - KEPT_YEARS
    Declaration.objects.filter(year__lt=over).delete()
    Declaration.pgh_event_model.objects.filter(year__lt=over).delete()  # type: ignore[attr-defined]  # pghistory adds it


def remind(today: date) -> None:
    """Those who lead an association hear once a year that it is missing, and once that it soon ends; what has had its time is deleted.
    Those who have never answered and have a task with children are asked."""
    forget_declarations(today)
    rows = {row.pk: row for row in Declaring.objects.filter(organisation__in=associations(), seeks=True)}
    for pk, found in verdicts(list(rows), today).items():
        state = "missing" if found.state is DeclarationState.MISSING else "ends" if found.warn else ""
        if state and rows[pk].told != f"{today.year}:{state}":
            with transaction.atomic():
                Declaring.objects.filter(pk=pk).update(told=f"{today.year}:{state}")
                events.record(DeclarationDue(organisation_id=pk, year=today.year, missing=state == "missing"))
    ask_those_among_children(today)


def ask_those_among_children(today: date) -> None:
    """Once a year: an association with a task with children that has not said whether a declaration is asked of it."""
    mark = f"{today.year}:ask"
    asked = set(Declaring.objects.filter(told=mark).values_list("organisation", flat=True))
    for pk in among_children(today).exclude(pk__in=asked).values_list("pk", flat=True):
        with transaction.atomic():
            Declaring.objects.update_or_create(organisation_id=pk, defaults={"told": mark})
            events.record(DeclarationDue(organisation_id=pk, year=today.year, missing=False, unanswered=True))
