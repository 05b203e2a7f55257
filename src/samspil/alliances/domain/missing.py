"""What an alliance lacks before its parties can agree, and whose turn it is: a list of reasons, never a bare no."""

from collections.abc import Iterator
from dataclasses import dataclass

from samspil.alliances.domain.plan import AlliancePlan, PartyPlan
from samspil.alliances.domain.terms import DataRole
from samspil.alliances.domain.words import SHARE_ASKED, SHARE_OWN, TaskRole

LEAST_PARTIES = 2
LEAST_SECTORS = 2


@dataclass(frozen=True)
class Reason:
    """`subject` and `rest` make the sentence of the list ("Gartneriet Åsen" "har ikke skrevet, hvad de har at vinde"); `step` is what to do now,
    `why` the ground for it. `party` and `task` are ids, or None. `errand` names the form that mends it; `own` is `step` said to that party itself."""

    code: str
    subject: str
    rest: str
    step: str
    why: str
    errand: str
    party: int | None = None
    task: int | None = None
    own: str = ""

    @property
    def text(self) -> str:
        return f"{self.subject} {self.rest}"


WHY_SHARES = "Alle parter skal have noget på spil og noget at vinde. Ellers holder en alliance sjældent."
WHY_BRINGS = "Når alle siger, hvad de kommer med, kan I se, hvor langt I når sammen."
WHY_PARTIES = "En alliance er mindst to parter fra to af samfundets sektorer. Det er forskellene, der gør jer stærke."
WHY_ANSWER = "I kan blive ved med at skrive, mens I venter. Men alle skal have sagt ja, før I kan aftale noget."
WHY_TASKS = "Uden opgaver er der ikke noget at aftale. Skriv dem, som I ville sige det til en nabo."
WHY_RESPONSIBLE = "Hver opgave skal have én ansvarlig. Flere må gerne hjælpe, men én svarer for, at det sker."
WHY_VOLUNTEERS = "Frivillige skal vide, hvem de kan gå til, og hvor deres arbejde slutter. Det beskytter både dem og de ansatte."
WHY_NAMED = "En gruppe borgere står ikke i noget register. Derfor skal de andre vide, hvem de kan spørge efter. Man kan kun skrive sit eget navn."
WHY_SIGNATORY = "En aftale skal godkendes af en, der må sige ja på partens vegne."
WHY_STANDING = "Kommunen spørger alle, der begynder med dens skabelon. Svaret læser parterne, og I kan rette det."
WHY_PERIOD = "Alle skal vide, hvornår det begynder, og hvornår I ser på det igen."
WHY_RULES = "Den part, der skulle beslutte det, er ikke med længere."
WHY_RELATIVES = "Alliancen angår pårørende. Så skal deres syn være med fra begyndelsen: Ingen andre ved, hvad hverdagen koster dem."
WHY_IMPOSED = "Jeres vilkår siger, at navngivne personer får tavshedspligt. Den gælder først, når kommunen har pålagt den person den."
WHY_LAW = "Svarene viser, hvad loven kræver af hver part. I kan svare »Ved ikke« og komme tilbage."
WHY_SERVICE = "En alliance er ikke en spareøvelse. Findes der ingen offentlig ydelse i dag, er det svaret, og så er det klaret."
WHY_RESPONSIBLE_TOMORROW = "Loven kræver ydelsen i dag. Så skal en offentlig myndighed have ansvaret for den i morgen, også når andre hjælper."
WHY_STOP = "Så længe det er sådan, kan aftalen ikke lægges frem. Ret det, I gør, eller ret svaret, hvis det er forkert."
WHY_SEEN = "Så ved alle parter, hvad de skal gøre, hvornår og efter hvilken lov."
# Where the public service of today stands, as law says it (law.domain.public_service).
NOT_SAID, NOT_KNOWN = "not_said", "not_known"
WHY_DATA = "I har svaret, at nogen får oplysninger om mennesker. Så skal det være klart, hvem der svarer for dem."
WHY_PURPOSE = "To linjer er nok. De står øverst i jeres aftale."


def missing(plan: AlliancePlan) -> list[Reason]:
    """Everything that is lacking, the most important first; empty when the parties can agree."""
    of_people = [*of_parties(plan), *of_relatives(plan), *of_answers(plan), *of_shares(plan)]
    of_law_and_terms = [*of_law(plan), *of_terms(plan), *of_confidentiality(plan)]
    of_work = [*of_tasks(plan), *of_questions(plan)]
    of_end = [*of_period(plan), *of_rules(plan), *of_groups(plan), *of_signatories(plan)]
    return [*of_purpose(plan), *of_people, *of_work, *of_law_and_terms, *of_end]


@dataclass(frozen=True)
class Advice:
    """Something that may be left out and is worth having: `place` is where it is written, below the alliance's address."""

    text: str
    why: str
    place: str


def advised(plan: AlliancePlan) -> list[Advice]:
    """What is worth writing before the parties agree; it never keeps them from agreeing."""
    why = "Det giver jer albuerum: den, det handler om, kan beslutte uden at vente på de andre, og I kan se, hvor hurtigt I beslutter."
    return [] if plan.rules else [Advice("Skriv, hvem der beslutter hvad, og inden for hvor mange dage.", why, "beslutninger/#regler")]


def next_step(plan: AlliancePlan) -> Reason | None:
    """The one thing to do now; None when nothing is lacking."""
    return next(iter(missing(plan)), None)


def of_purpose(plan: AlliancePlan) -> Iterator[Reason]:
    if not plan.purpose.strip():
        yield Reason("purpose", "Formålet", "er ikke skrevet", "Skriv, hvad I vil sammen", WHY_PURPOSE, "describe")
    if not plan.target_group.strip():
        yield Reason("target-group", "Målgruppen", "er ikke skrevet", "Skriv, hvem I gør det for", WHY_PURPOSE, "describe")


def of_parties(plan: AlliancePlan) -> Iterator[Reason]:
    """Who has been asked counts here: whoever has not answered is waited for, not asked for again."""
    hoped = (*plan.joined, *plan.invited)
    if len(hoped) < LEAST_PARTIES:
        yield Reason("parties", "Alliancen", "har ikke to parter endnu", "Inviter en part mere", WHY_PARTIES, "invite")
    elif len({party.sector for party in hoped}) < LEAST_SECTORS:
        yield Reason("sectors", "Parterne", "er alle fra samme sektor", "Inviter en part fra en anden sektor", WHY_PARTIES, "invite")


def of_relatives(plan: AlliancePlan) -> Iterator[Reason]:
    """Whoever has been asked counts here too."""
    if plan.concerns_relatives and not any(party.for_relatives for party in (*plan.joined, *plan.invited)):
        yield Reason("relatives", "Ingen", "taler for de pårørende", "Inviter nogen, der taler for de pårørende", WHY_RELATIVES, "invite")


def of_answers(plan: AlliancePlan) -> Iterator[Reason]:
    for party in plan.invited:
        yield Reason("answer", party.name, "har ikke svaret på invitationen", f"{party.name} skal svare på invitationen", WHY_ANSWER, "answer", party.id)


def of_shares(plan: AlliancePlan) -> Iterator[Reason]:
    """One reason a party: what it has still to write, most important first."""
    for party in plan.joined:
        if party.unwritten:
            yield share_reason(party)


def share_reason(party: PartyPlan) -> Reason:
    first = party.unwritten[0]
    asked = listed([SHARE_ASKED[share] for share in party.unwritten])
    own = f"Skriv, {listed([SHARE_OWN[share] for share in party.unwritten])}"
    why = WHY_SHARES if first.value != "brings" else WHY_BRINGS
    return Reason(f"share-{first.value}", party.name, f"har ikke skrevet, {asked}", f"{party.name} skal skrive, {asked}", why, "contribute", party.id, own=own)


def of_tasks(plan: AlliancePlan) -> Iterator[Reason]:
    if not plan.tasks:
        yield Reason("tasks", "Opgaverne", "er ikke skrevet", "Skriv den første opgave", WHY_TASKS, "task")
    joined = {party.id for party in plan.joined}
    for task in plan.tasks:
        if task.responsible not in joined:
            yield Reason(
                "responsible", task.title, "har ingen ansvarlig", f"Find en ansvarlig for »{task.title}«", WHY_RESPONSIBLE, "task", task.responsible, task.id
            )
        if task.volunteers and task.volunteers.lacks:
            lacks = listed(task.volunteers.lacks)
            step = f"Skriv {lacks} for »{task.title}«"
            yield Reason("volunteers", task.title, f"mangler {lacks}", step, WHY_VOLUNTEERS, "task", task.responsible, task.id)


def of_questions(plan: AlliancePlan) -> Iterator[Reason]:
    """What the municipality asks of all who begin from its template."""
    if plan.unanswered:
        lacks = "mangler ét svar" if plan.unanswered == 1 else f"mangler {plan.unanswered} svar"
        yield Reason("standing", "Kommunens spørgsmål", lacks, "Svar på kommunens spørgsmål", WHY_STANDING, "standing")


def of_law(plan: AlliancePlan) -> Iterator[Reason]:
    if not plan.facts_known:
        yield Reason("facts", "Jura", "er ikke set på", "Svar på spørgsmål om det, I laver", WHY_LAW, "questions")
        return
    if plan.service == NOT_SAID:
        yield Reason("service", "Det offentliges ansvar", "er ikke beskrevet", "Sig, om der findes en offentlig ydelse i dag", WHY_SERVICE, "service")
    elif plan.service == NOT_KNOWN:
        step = "Find ud af, hvem der har ansvaret for den offentlige ydelse i morgen"
        yield Reason("service", "Det offentliges ansvar", "er ikke afklaret", step, WHY_RESPONSIBLE_TOMORROW, "service")
    for stop in plan.stops:
        yield Reason("stop", "Et stop", f"står i vejen: {stop}", "Løs det, der står i vejen", f"{stop} {WHY_STOP}", "law")
    if not plan.law_seen:
        yield Reason("law", "Det juridiske tjek", "er ikke læst", "Læs, hvad loven kræver af jer", WHY_SEEN, "law")


def of_terms(plan: AlliancePlan) -> Iterator[Reason]:
    """Who answers for data must be decided once somebody is told something of persons; the other terms are standard until others are written."""
    role, party = plan.terms.data_role, plan.terms.data_party
    if role is DataRole.SINGLE and party not in {one.id for one in plan.joined}:
        yield Reason("data", "Dataansvaret", "har ingen part", "Vælg, hvem der er dataansvarlig", WHY_DATA, "terms")
    elif plan.people_known and role in {None, DataRole.NONE}:
        yield Reason("data", "Dataansvaret", "er ikke aftalt", "Aftal, hvem der svarer for oplysninger om mennesker", WHY_DATA, "terms")


def of_rules(plan: AlliancePlan) -> Iterator[Reason]:
    """Rules may be left out; one that names a party that is not in the alliance decides nothing."""
    joined = {party.id for party in plan.joined}
    for rule in plan.rules:
        if rule.decides is not None and rule.decides not in joined:
            yield Reason("decides", rule.about, "har ingen, der beslutter", f"Vælg, hvem der beslutter »{rule.about}«", WHY_RULES, "decisions")


def of_confidentiality(plan: AlliancePlan) -> Iterator[Reason]:
    """Terms that say that it is imposed hold nobody until somebody is named."""
    if plan.terms.imposed and not plan.imposed_on:
        yield Reason("imposed", "Ingen", "er pålagt tavshedspligt ved navn", "Pålæg tavshedspligt, person for person", WHY_IMPOSED, "confidentiality")


def of_period(plan: AlliancePlan) -> Iterator[Reason]:
    if plan.first is None or plan.last is None:
        yield Reason("period", "Perioden", "er ikke skrevet", "Skriv, fra hvornår og til hvornår", WHY_PERIOD, "describe")


def of_groups(plan: AlliancePlan) -> Iterator[Reason]:
    """A loose group of citizens takes part with a person the others know by name."""
    for party in plan.joined:
        if party.loose and not party.named_contact:
            step, own = f"En fra {party.name} skal skrive sit navn som kontakt", "Skriv dit navn, så de andre ved, hvem de kan spørge efter"
            yield Reason("group-contact", party.name, "har ikke skrevet, hvem man kan spørge efter", step, WHY_NAMED, "named", party.id, own=own)


def of_signatories(plan: AlliancePlan) -> Iterator[Reason]:
    for party in plan.joined:
        if not party.has_signatory:
            step, own = f"{party.name} skal vælge, hvem der må skrive under", "Vælg, hvem der må skrive under for jer"
            yield Reason("signatory", party.name, "har ikke valgt, hvem der må skrive under", step, WHY_SIGNATORY, "signatory", party.id, own=own)


def listed(parts: list[str]) -> str:
    """Words as Danes list them: "a, b og c"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} og {parts[-1]}"


def roles_fit(roles: dict[int, TaskRole], joined: set[int]) -> bool:
    """True when at most one party answers for the task and every party with a role takes part."""
    return list(roles.values()).count(TaskRole.RESPONSIBLE) <= 1 and set(roles) <= joined
