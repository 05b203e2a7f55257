"""The rules behind the reasons, each by itself: a person, a task and a moment in, reasons out."""

from collections.abc import Iterator

from samspil.core.periods import danish_date
from samspil.exchange.domain.attest import AttestNeed
from samspil.exchange.domain.eligibility_model import (
    WHO_COMES_DA,
    EligibilityKind,
    HeldQualification,
    Moment,
    PersonFacts,
    Reason,
    Requirement,
    TaskFacts,
    Weight,
    WhoComes,
)
from samspil.exchange.domain.legal_notes import Certainty
from samspil.exchange.domain.matching.facts import kilometres, listed
from samspil.exchange.domain.matching.model import metres
from samspil.exchange.domain.shifts import ClashKind, TakenShift, clashes_with
from samspil.exchange.domain.wall_clock import day_of
from samspil.exchange.domain.weekly import Fit, away_at, fits
from samspil.exchange.domain.weekly_telling import joined, told, told_absence

OF_AGE = 18
KIND_OF = {ClashKind.OVERLAP: EligibilityKind.OVERLAP, ClashKind.CLOSE: EligibilityKind.CLOSE, ClashKind.NIGHT_REST: EligibilityKind.REST}
ANOTHER = "Se efter en anden opgave, eller spørg kontaktpersonen."


def standing(_person: PersonFacts, task: TaskFacts, moment: Moment) -> Iterator[Reason]:
    """The task is off, over or under way."""
    if task.cancelled:
        yield Reason(EligibilityKind.CANCELLED, Weight.CANNOT, "Opgaven er aflyst.", ANOTHER)
    if task.time and task.time[1] <= moment.now:
        yield Reason(EligibilityKind.OVER, Weight.CANNOT, "Opgaven er forbi.", ANOTHER)
    elif task.time and task.time[0] <= moment.now:
        yield Reason(EligibilityKind.BEGUN, Weight.SHOULD_KNOW, "Opgaven er i gang.", "Ring til kontaktpersonen, og hør, om der stadig er brug for hjælp.")


def already(person: PersonFacts, task: TaskFacts, moment: Moment) -> Iterator[Reason]:
    """The person has the shift."""
    if any(taken.id == task.id for taken in person.taken):
        yield Reason(EligibilityKind.ALREADY_IN, Weight.CANNOT, f"{capital(moment.who)} er allerede med.", "Der skal ikke gøres mere.")


def closed(person: PersonFacts, task: TaskFacts, _moment: Moment) -> Iterator[Reason]:
    """It is for others to come."""
    if task.open_to and person.coming not in task.open_to:
        kinds = joined([WHO_COMES_DA[coming] for coming in WhoComes if coming in task.open_to])
        yield Reason(EligibilityKind.CLOSED, Weight.CANNOT, f"Opgaven er for {kinds}.", "Kom sammen med nogen, den er for, eller spørg kontaktpersonen.")


def age(person: PersonFacts, task: TaskFacts, _moment: Moment) -> Iterator[Reason]:
    """An age limit, and minors in private homes (our own rule: no law was read that says it)."""
    if person.age is None:
        if task.min_age is not None or (task.home_visit and not person.with_adult):
            why = f"at man er fyldt {task.min_age} år" if task.min_age is not None else "at vi ved, om man er fyldt 18 år"
            yield Reason(EligibilityKind.AGE_UNKNOWN, Weight.NOT_YET, f"Opgaven kræver, {why}, og alderen er ikke oplyst.", "Skriv fødselsåret på profilen.")
        return
    if task.min_age is not None and person.age < task.min_age:
        text = f"Opgaven kræver, at man er fyldt {task.min_age} år."
        yield Reason(EligibilityKind.TOO_YOUNG, Weight.CANNOT, text, f"Det kan lade sig gøre fra {task.min_age}-årsdagen. Se efter opgaver uden aldersgrænse.")
    if task.home_visit and person.age < OF_AGE:
        weight = Weight.SHOULD_KNOW if person.with_adult else Weight.CANNOT
        text = "Opgaven er i et privat hjem. Under 18 år går man ikke derhen alene."
        change = "Bliv sammen med den voksne hele tiden." if person.with_adult else "Meld dig sammen med en voksen, eller find en opgave uden for hjemmet."
        yield Reason(EligibilityKind.MINOR_HOME_VISIT, weight, text, change, certainty=Certainty.PRACTICE)


def qualifications(person: PersonFacts, task: TaskFacts, moment: Moment) -> Iterator[Reason]:
    """What the task asks one to know or have, in the task's order."""
    for asked in task.requires:
        yield from qualification(asked, [held for held in person.held if held.name == asked.name], task, moment)


def qualification(asked: Requirement, held: list[HeldQualification], task: TaskFacts, moment: Moment) -> Iterator[Reason]:
    """One qualification: in place on the day, or what is the matter with the one that lasts longest."""
    today, day = day_of(moment.now), day_of(moment.now if task.time is None else task.time[0])
    if any(one.holds_on(max(today, day)) and not one.pending for one in held):
        return
    allowed = Weight.NOT_YET if asked.strict else Weight.SHOULD_KNOW
    if any(one.holds_on(max(today, day)) for one in held):
        change = "Det skal være på plads, før man kan melde sig." if asked.strict else "Man kan melde sig nu, når det er på plads før opgaven."
        yield Reason(EligibilityKind.QUALIFICATION_PENDING, allowed, f"{capital(asked.name)} venter på at blive bekræftet.", change)
        return
    last = max((one.expires for one in held if one.expires and not one.pending), default=None)
    if last is None:
        change = f"Har du det, så skriv det på profilen. Ellers spørg, hvor man kan få {asked.name}."
        yield Reason(EligibilityKind.QUALIFICATION_MISSING, Weight.NOT_YET, f"Opgaven kræver {asked.name}.", change)
    elif last < today:
        text = f"{capital(asked.name)} udløb {danish_date(last)}."
        yield Reason(EligibilityKind.QUALIFICATION_EXPIRED, Weight.NOT_YET, text, "Forny det, og skriv den nye dato på profilen.")
    else:
        text = f"{capital(asked.name)} udløber {danish_date(last)}, før opgaven."
        yield Reason(EligibilityKind.QUALIFICATION_EXPIRES, allowed, text, "Forny det før opgaven, og skriv den nye dato på profilen.")


def capital(name: str) -> str:
    """The name to begin a sentence with."""
    return name[:1].upper() + name[1:]


def certificate(person: PersonFacts, task: TaskFacts, moment: Moment) -> Iterator[Reason]:
    """The child certificate, as attest.py sees it. It is asked for by who has the volunteer, so that one may sign up before it is; unless it is strict."""
    found = person.certificate
    if found is None or found.need in {AttestNeed.NOT_NEEDED, AttestNeed.IN_PLACE}:
        return
    day = day_of(moment.now if task.time is None else task.time[0])
    if found.need is AttestNeed.NOT_OK:
        weight, change = Weight.CANNOT, "Tal med den, der har set attesten. Der er også opgaver uden børn."
    elif found.need is AttestNeed.OVERDUE:
        weight, change = Weight.NOT_YET, "Når attesten er set og skrevet ind, er der åbent igen."
    elif found.need is AttestNeed.ASK:
        weight, change = Weight.SHOULD_KNOW, "Spørg den, der har ansvaret for opgaven."
    elif found.blocked_on(day):
        weight = Weight.NOT_YET if task.certificate_strict else Weight.SHOULD_KNOW
        change = "Attesten skal være set, før man kan melde sig." if task.certificate_strict else "Man kan melde sig nu, og begynde, når attesten er set."
    elif found.need is AttestNeed.NEEDED_BY or found.warn:
        weight, change = Weight.SHOULD_KNOW, "Få attesten bestilt i god tid."
    else:
        return
    yield Reason(EligibilityKind.CERTIFICATE, weight, found.text, change, found.law, found.certainty)


def language(person: PersonFacts, task: TaskFacts, moment: Moment) -> Iterator[Reason]:
    """Languages the task needs."""
    if person.languages is None:
        if task.languages:
            text = f"I opgaven tales {listed(task.languages)}, og vi ved ikke, om {moment.who} gør."
            yield Reason(EligibilityKind.LANGUAGE, Weight.SHOULD_KNOW, text, "Skriv sprogene på profilen.")
    elif lacking := task.languages - person.languages:
        text = f"I opgaven tales {listed(lacking)}."
        yield Reason(EligibilityKind.LANGUAGE, Weight.NOT_YET, text, f"Taler {moment.who} det alligevel, så skriv det på profilen.")


def own_limits(person: PersonFacts, task: TaskFacts, moment: Moment) -> Iterator[Reason]:
    """What people have set for themselves: what they will not do, and how many hours."""
    unwanted = [words for key, words in sorted(task.involves.items()) if key in person.unwilling]
    if unwanted:
        text = f"Opgaven er med {joined(unwanted)}, og det er valgt fra."
        yield Reason(EligibilityKind.OWN_LIMIT, moment.choice, text, moment.change_of_choice)
    if task.time:
        hours = (task.time[1] - task.time[0]) / 60
        if person.longest_hours is not None and hours > person.longest_hours:
            text = f"Opgaven varer {number(hours)} timer, og grænsen er sat til {number(person.longest_hours)}."
            yield Reason(EligibilityKind.OWN_LIMIT, moment.choice, text, moment.change_of_choice)
        elif person.hours_left is not None and hours > person.hours_left:
            text = f"Opgaven varer {number(hours)} timer, og der er {number(max(0, person.hours_left))} tilbage af dem, der er tilbudt."
            yield Reason(EligibilityKind.OWN_LIMIT, moment.choice, text, moment.change_of_choice)


def number(hours: float) -> str:
    """Hours with at most one decimal: 2 or 2,5."""
    return f"{round(hours, 1):g}".replace(".", ",")


def other_shifts(person: PersonFacts, task: TaskFacts, _moment: Moment) -> Iterator[Reason]:
    """Other shifts of the person: at the same time, or with little time between."""
    if task.time is None:
        return
    others = [taken for taken in person.taken if taken.id != task.id]
    for clash in clashes_with(TakenShift(task.id, task.title, *task.time), others, between=task.between):
        other = clash.second if clash.first.id == task.id else clash.first
        change = f"Meld fra til »{other.title}« først, eller byt med en anden." if clash.hard else "Det er i orden, hvis det kan nås."
        yield Reason(KIND_OF[clash.kind], Weight.CANNOT if clash.hard else Weight.SHOULD_KNOW, clash.text, change)


def free_time(person: PersonFacts, task: TaskFacts, moment: Moment) -> Iterator[Reason]:
    """Days away, and the times one has said; who asks for oneself knows about "now and then"."""
    if person.pattern is None or task.time is None:
        return
    away = away_at(person.pattern, *task.time)
    if away:
        yield Reason(EligibilityKind.AWAY, moment.choice, f"{capital(moment.who)} er væk {told_absence(away)}.", moment.change_of_choice)
        return
    found = fits(person.pattern, *task.time, person.holidays)
    if found.fit is Fit.NO:
        text = f"Tiden ligger uden for det, {moment.who} har skrevet: {told(person.pattern)}."
        yield Reason(EligibilityKind.TIME, moment.choice, text, moment.change_of_choice)
    elif found.fit is Fit.MAYBE and not moment.own:
        yield Reason(EligibilityKind.TIME, Weight.SHOULD_KNOW, f"Personen {found.reason}.", "Spørg, om tiden passer.")


def distance(person: PersonFacts, task: TaskFacts, moment: Moment) -> Iterator[Reason]:
    """Further away than one has said."""
    if person.place is None or task.place is None or person.max_km is None:
        return
    far = metres(person.place, task.place)
    if far > person.max_km * 1000:
        text = f"Der er {kilometres(far)}, og grænsen er sat til {kilometres(person.max_km * 1000)}."
        yield Reason(EligibilityKind.DISTANCE, moment.choice, text, moment.change_of_choice)


def seats(person: PersonFacts, task: TaskFacts, _moment: Moment) -> Iterator[Reason]:
    """No seats, or fewer than those who come together."""
    if task.seats_left <= 0:
        text = "Alle pladser er taget."
        yield Reason(EligibilityKind.FULL, Weight.NOT_YET, text, "Skriv dig på ventelisten. Du får besked, når der bliver en plads.")
    elif task.seats_left < person.party:
        text = f"Der er {task.seats_left} plads{'er' * (task.seats_left > 1)} tilbage, og I er {person.party}."
        yield Reason(EligibilityKind.FULL, Weight.NOT_YET, text, "Kom færre, eller skriv jer på ventelisten.")
