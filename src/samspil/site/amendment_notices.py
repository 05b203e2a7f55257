"""Telling people on their own pages what becomes of an agreement after it was put forward: a no, a yes taken back, an amendment."""

from samspil.alliances.domain.amending import AmendmentState
from samspil.alliances.domain.lifecycle import IN_FORCE
from samspil.alliances.domain.renewing import Due, clock_of
from samspil.alliances.domain.words import PartyState
from samspil.alliances.events import AcceptanceTakenBack, AgreementDue, AgreementRejected, AgreementReviewed, AmendmentMoved
from samspil.alliances.models import AgreementVersion, Alliance, Amendment, Rejection
from samspil.core.periods import danish_date
from samspil.site.alliance_notices import everybody_in, party_of, people_of, tell


def amendment_moved(event: AmendmentMoved) -> None:
    """The parties learn that one is begun, and that it came to nothing. That it waits, is agreed or was said no to is told with its version."""
    amendment = Amendment.objects.select_related("alliance__initiative", "party", "ended_for").filter(pk=event.amendment_id).first()
    if amendment is None or amendment.alliance.stage not in IN_FORCE:
        return
    alliance, title = amendment.alliance, amendment.alliance.initiative.title
    if event.state == AmendmentState.WRITING and amendment.state == AmendmentState.WRITING:
        text, about = f"{amendment.party.name} foreslår en ændring af aftalen i »{title}«", "Der er foreslået en ændring af jeres aftale"
        tell(everybody_in(alliance), f"amendment-begun:{amendment.pk}", text, f"{alliance.address}aendring/", about)
    if event.state == AmendmentState.DROPPED:
        by = amendment.ended_for.name if amendment.ended_for else "Parterne"
        text, about = f"{by} har droppet ændringen i »{title}«. Aftalen gælder som før.", "En ændring af jeres aftale er droppet"
        tell(all_of(amendment), f"amendment-dropped:{amendment.pk}", text, f"{alliance.address}aendring/", about)


def all_of(amendment: Amendment) -> list[int]:
    """Everybody in the alliance, and those who were to come in with the amendment and are out again."""
    out = amendment.alliance.parties.filter(state=PartyState.LEFT, answered_at=amendment.ended_at).values_list("organisation_id", flat=True)
    return sorted({*everybody_in(amendment.alliance), *people_of(out)})


def agreement_rejected(event: AgreementRejected) -> None:
    """Everybody but the party that said no learns it; what would have to be otherwise stands on the page."""
    said = Rejection.objects.select_related("version__alliance__initiative", "version__amendment", "party").filter(version=event.version_id).first()
    if said:
        alliance, amendment = said.version.alliance, said.version.amendment
        what = "ændringen af aftalen" if amendment else "aftalen"
        after = "Aftalen gælder som før." if amendment else "Læs, hvad der skulle være anderledes."
        text = f"{said.party.name} kan ikke skrive under på {what} i »{alliance.initiative.title}«. {after}"
        people = set(all_of(amendment) if amendment else everybody_in(alliance)) - set(people_of([said.party.organisation_id]))
        address = f"{alliance.address}{'aendring/' if amendment else 'aftale/'}"
        tell(sorted(people), f"agreement-rejected:{said.pk}", text, address, f"En part kan ikke skrive under på {what}", waits=amendment is None)


def acceptance_taken_back(event: AcceptanceTakenBack) -> None:
    """The others learn that a party thinks again."""
    party = party_of(event.party_id)
    if party:
        alliance: Alliance = party.alliance
        people = set(everybody_in(alliance)) - set(people_of([party.organisation_id]))
        text = f"{party.name} har taget sit ja tilbage i »{alliance.initiative.title}«. Aftalen venter igen på dem."
        key = f"acceptance-taken-back:{event.version_id}:{party.pk}:{event.moment}"
        tell(sorted(people), key, text, f"{alliance.address}aftale/", "En part har taget sit ja tilbage")


def agreement_due(event: AgreementDue) -> None:
    """The parties learn that the agreement ends soon, or that they are to look at it again; nothing when it holds no longer."""
    version = AgreementVersion.objects.select_related("alliance__initiative").filter(pk=event.version_id, closed_at=None).first()
    if version:
        alliance, clock = version.alliance, clock_of(version.content, None)
        ends, title = event.due == Due.ENDING, alliance.initiative.title
        day = clock.last if ends else clock.review
        said = f"gælder til {danish_date(day)}. Forny, ændr eller afslut den" if ends and day else "skal I se på igen nu"
        about = "En aftale, I har indgået, slutter snart" if ends else "I skal se på en aftale igen"
        key = f"agreement-due:{version.pk}:{event.due}:{event.day}"
        tell(everybody_in(alliance), key, f"Aftalen i »{title}« {said}.", f"{alliance.address}forny/", about, waits=True)


def agreement_reviewed(event: AgreementReviewed) -> None:
    """The others learn that a party says it stands."""
    party = party_of(event.party_id)
    if party:
        alliance: Alliance = party.alliance
        people = set(everybody_in(alliance)) - set(people_of([party.organisation_id]))
        text = f"{party.name} har noteret, at I har set på aftalen i »{alliance.initiative.title}«, og at den står"
        tell(sorted(people), f"agreement-reviewed:{event.version_id}:{event.day}", text, alliance.address, "I har set på jeres aftale igen")
