"""The box "Næste skridt": the one thing to do now, for whoever looks; and what is in place already."""

from datetime import timedelta

from django.utils.timezone import localdate

from samspil.alliances.actions.move_alliance import ERRAND_DA
from samspil.alliances.domain.agreement import waiting_parties
from samspil.alliances.domain.contacts import without_contact
from samspil.alliances.domain.lifecycle import IN_FORCE, OPEN_TO_CHANGE, Stage
from samspil.alliances.domain.missing import Reason
from samspil.alliances.domain.renewing import Due, clock_of
from samspil.alliances.models import AgreementVersion, Amendment
from samspil.alliances.presenting.steps import Step
from samspil.alliances.presenting.work_step import work_step
from samspil.alliances.rooms import Room, yes_to
from samspil.core.periods import danish_date
from samspil.identity.actor import Actor

# So long after its end a closed alliance is asked to tell others.
ASKED_TO_TELL = timedelta(weeks=26)
# What stands on the button of the next step, by the code of what is missing.
SAID = {"edit": "Skriv det nu", "remind": "Send en venlig påmindelse", "parties": "Inviter en part", "sectors": "Inviter en part"}
SAID |= {"facts": "Svar på spørgsmålene", "service": "Svar nu", "stop": "Se stoppet", "law": "Læs tjekket", "responsible": "Vælg en ansvarlig"}


DAY_DA = {Due.ENDING: "Den gælder til", Due.OVER: "Den gjaldt til", Due.REVIEW: "Det har I aftalt til"}
WHY_AGAIN = "Aftalen gælder stadig. Læs, hvad der er anderledes, og sig, at I har set det."
NO_PARTY_DA = "Du har startet i dit eget navn, så du er ikke selv en part."


def next_step(actor: Actor, room: Room, lacking: list[Reason]) -> Step | None:
    """The one thing to do now, and the button for whoever looks. That the law says something else comes before all that is planned; what waits for
    the viewer's own party comes before what waits for others, but not before an amendment the viewer can go on with."""
    planned = planned_step(actor, room, lacking)
    own_amendment = planned if room.amendment and planned and not planned.post else None
    return law_step(room) or telling_step(room) or own_amendment or work_step(actor, room) or planned


def law_step(room: Room) -> Step | None:
    """An agreement in force whose legal check says something else than when it was looked at."""
    why = room.alliance.law_again if room.alliance.stage in IN_FORCE else ""
    return Step(f"Se loven igen: {why}", WHY_AGAIN, "Se det juridiske tjek", f"{room.alliance.address}jura/") if why else None


def planned_step(actor: Actor, room: Room, lacking: list[Reason]) -> Step | None:
    """What comes next on the way to an agreement, and with it."""
    address, version, stage = room.alliance.address, room.waiting, room.alliance.stage
    if room.amendment:
        return amending_step(actor, room, room.amendment, lacking)
    if stage == Stage.AGREED:
        return Step("Alle har sagt ja. Tillykke.", "Sig til, når I er gået i gang.", ERRAND_DA["begin"], f"{address}trin/begin/", post=True)
    if stage == Stage.AGREEING and version and lacking == []:
        return signing_step(actor, room, version)
    if lacking and stage in OPEN_TO_CHANGE:
        own = {party.pk for party in room.own(actor)} if stage != Stage.DRAFT else set()
        return step_of(actor, room, first_of(lacking, own))
    if stage in IN_FORCE and room.in_force:
        return period_step(room, room.in_force)
    no = refused(room)
    if stage == Stage.GATHERING and no:
        why = f"»{no['reason']}« Tal sammen, ret teksten, og gør den klar igen."
        return Step(f"{no['party']} kan ikke skrive under endnu", why, "Læs aftalen igennem", f"{address}aftale/")
    if stage == Stage.GATHERING:
        why = "I har skrevet det, der skal stå. Læs det igennem. Så låser I teksten, og alle skriver under på det samme."
        return Step("Gør aftalen klar til underskrift", why, "Læs aftalen igennem", f"{address}aftale/")
    return None


def telling_step(room: Room) -> Step | None:
    """What is closed has one thing left: others can begin from it. None when everybody can read it as an example already, and half a year after its end:
    whoever has not told it by then has chosen not to, and finds it among the alliance's pages."""
    ended = room.alliance.ended_at
    if room.alliance.stage != Stage.CLOSED or room.alliance.told_url or (ended and localdate(ended) + ASKED_TO_TELL < localdate()):
        return None
    why = "Jeres alliance kan blive et eksempel, som andre begynder fra. Hver part siger ja til sin egen del."
    return Step("Fortæl andre, hvad I gjorde", why, "Fortæl det som eksempel", f"{room.alliance.address}fortael/")


def amending_step(actor: Actor, room: Room, amendment: Amendment, lacking: list[Reason]) -> Step:
    """An amendment is written or waits; the agreement holds meanwhile."""
    if lacking:
        return step_of(actor, room, first_of(lacking, {party.pk for party in room.own(actor)}))
    if room.waiting:
        return signing_step(actor, room, room.waiting)
    why = f"{amendment.party.name} foreslår: »{amendment.what}«. Aftalen gælder, til alle har sagt ja til den nye tekst."
    return Step("I er ved at ændre aftalen", why, "Se ændringen", f"{room.alliance.address}aendring/")


def period_step(room: Room, version: AgreementVersion) -> Step | None:
    """The agreement in force ends soon, is over, or is to be looked at again."""
    reviewed = localdate(version.reviewed_at) if version.reviewed_at else None
    clock = clock_of(version.content, reviewed)
    due = clock.due(localdate())
    if due is None:
        return None
    said = {Due.ENDING: "Aftalen slutter snart", Due.OVER: "Aftalens periode er gået", Due.REVIEW: "I skal se på aftalen igen"}
    day = clock.review if due is Due.REVIEW else clock.last
    why = f"{DAY_DA[due]} {danish_date(day) if day else ''}. Tal om, hvad den har givet jer hver især, og vælg sammen."
    return Step(said[due], why, "Forny, ændr eller afslut", f"{room.alliance.address}forny/")


def refused(room: Room) -> dict[str, str] | None:
    """Which party said no to the latest version and what would have to be otherwise, where that was read with the alliance."""
    no = vars(room.alliance).get("refused") or {}
    return no if no.get("reason") else None


def contact_step(actor: Actor, room: Room) -> Step | None:
    """Somebody is gone whom the others turned to, and the reader is one who can mend it: that comes before all else."""
    own, address = {party.pk for party in room.own(actor)}, room.alliance.address
    for reason in without_contact(room.plan):
        if reason.code == "holder":
            return Step(reason.step, reason.why, "Sig, hvem der tager over", f"{address}stafet/")
        if reason.code == "contact" and reason.party in own:
            return Step(reason.own, reason.why, "Vælg en kontaktperson", f"{address}stafet/{reason.party}/")
    return None


def first_of(lacking: list[Reason], own: set[int]) -> Reason:
    """What comes first. What the viewer's own party lacks comes before all else: nobody but they can do it."""
    return next((reason for reason in lacking if reason.party in own), lacking[0])


def signing_step(actor: Actor, room: Room, version: AgreementVersion) -> Step:
    """Somebody has still to sign; whoever looks signs first."""
    waiting = set(waiting_parties(version.content, yes_to(version)))
    own = [party for party in room.own(actor, "signatory") if party.pk in waiting]
    first = next((party for party in room.joined if party.pk in waiting), None)
    why = "Når alle har skrevet under på den samme tekst, har I en aftale."
    if own:
        heading = "Skriv under på aftalen" if len(own) == 1 else f"{own[0].name} skal skrive under"
        return Step(heading, why, "Læs og skriv under", f"{room.alliance.address}aftale/")
    name = (first or room.joined[0]).name
    return Step(f"{name} skal skrive under", why, SAID["remind"], remind_url(room, first.pk if first else 0), post=True)


def step_of(actor: Actor, room: Room, reason: Reason) -> Step:
    """The first of what is missing, with its button: a form for those who can mend it, a reminder for the others."""
    address = room.alliance.address
    own = {party.pk: party for party in room.own(actor)}
    forms = {
        "describe": "beskriv/",
        "invite": "inviter/",
        "questions": "jura/svar/mennesker/",
        "service": "jura/svar/offentlig-opgave/",
        "law": "jura/",
        "standing": "spoergsmaal/",
        "terms": "vilkaar/",
        "decisions": "beslutninger/#regler",
        "confidentiality": "tavshed/",
        "task": f"opgaver/{reason.task}/" if reason.task else "opgaver/ny/",
    }
    if reason.errand in forms:
        alone = reason.errand == "invite" and room.holder_id == actor.person_id and not own
        return Step(
            reason.step, f"{reason.why} {NO_PARTY_DA}" if alone else reason.why, SAID.get(reason.code, SAID["edit"]), f"{address}{forms[reason.errand]}"
        )
    party = own.get(reason.party or 0)
    heading = reason.own if len(own) == 1 else reason.step
    if party and reason.errand == "contribute":
        return Step(heading, reason.why, SAID["edit"], f"{address}bidrag/{party.pk}/")
    if party and reason.errand == "named":
        return Step(heading, reason.why, "Skriv dit navn", f"{address}kontakt/{party.pk}/")
    if party and party.organisation:
        return Step(heading, reason.why, "Vælg, hvem der må skrive under", party.organisation.members_address)
    if any(asked.pk == reason.party and asked.organisation_id is None for asked in room.standing):
        return Step(reason.step, reason.why, "Se invitationen", f"{address}inviter/")
    return Step(reason.step, reason.why, SAID["remind"], remind_url(room, reason.party or 0), post=True)


def remind_url(room: Room, party_id: int) -> str:
    return f"{room.alliance.address}paamind/{party_id}/"


def done(room: Room, lacking: list[Reason]) -> list[str]:
    """What is in place, told beside what is missing."""
    codes = {reason.code for reason in lacking}
    told = {
        "I er mindst to parter fra to sektorer": {"parties", "sectors"},
        "Alle har svaret": {"answer", "parties"},
        "Alle har skrevet, hvad de bidrager med, har på spil og har at vinde": {"share-brings", "share-stake", "share-gain", "parties", "answer"},
        "Hver opgave har én ansvarlig": {"tasks", "responsible"},
        "I har set på juraen": {"facts", "law", "service", "stop"},
        "Perioden er aftalt": {"period"},
    }
    return [text for text, needs in told.items() if not codes & needs]
