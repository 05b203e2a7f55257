"""Telling people when somebody they turned to in an alliance is gone, and when somebody takes over."""

from samspil.alliances.domain.lifecycle import Stage
from samspil.alliances.domain.words import PartyState
from samspil.alliances.events import BatonGiven, ContactGone, HolderGone, TakenOver
from samspil.alliances.models import Alliance, Handover
from samspil.identity.models import Membership
from samspil.site.alliance_notices import everybody_in, party_of, people_of, tell
from samspil.site.notices import administrators_of

OVER = frozenset({Stage.CLOSED, Stage.WITHDRAWN})


def baton_given(event: BatonGiven) -> None:
    """Whoever takes over, unless they did it themselves."""
    note = Handover.objects.select_related("party", "alliance__initiative").filter(pk=event.handover_id).first()
    if note and note.given_to_id and note.given_to_id != note.given_by_id:
        text = f"Du er nu kontaktperson for {note.party.name} i »{note.alliance.initiative.title}«. Læs, hvad der er i gang"
        where, about = f"{note.alliance.address}stafet/note/{note.pk}/", "Du er blevet kontaktperson i en alliance"
        tell([note.given_to_id], f"baton:{note.pk}", text, where, about, waits=True)


def contact_gone(event: ContactGone) -> None:
    """The organisation's administrators, or whoever else is in it; the other parties when nobody is."""
    party = party_of(event.party_id)
    if party is None or party.keeper_gone_at is None or party.state != PartyState.JOINED or party.alliance.stage in OVER:
        return
    title, where = party.alliance.initiative.title, f"{party.alliance.address}stafet/"
    key = f"contact-gone:{party.pk}:{party.keeper_gone_at:%Y%m%d%H%M%S}"
    own = administrators_of(party.organisation_id or 0) or people_of([party.organisation_id])
    if Membership.objects.active().filter(organisation=party.organisation_id, person__is_active=True).exists():
        text = f"{party.name} har ikke længere en kontaktperson i »{title}«. Vælg en ny"
        tell(own, key, text, where, "Jeres organisation mangler en kontaktperson i en alliance", waits=True)
    else:
        others = party.alliance.parties.filter(state=PartyState.JOINED).exclude(pk=party.pk).values_list("organisation_id", flat=True)
        tell(people_of(others), key, f"Der er ikke længere nogen fra {party.name} i »{title}«", where, "En part i jeres alliance har ikke længere nogen med")


def holder_gone(event: HolderGone) -> None:
    """All who take part or were asked: the alliance is theirs now, and one of them takes over."""
    alliance = Alliance.objects.select_related("initiative").filter(pk=event.alliance_id, carrier=None).exclude(holder_gone_at=None).first()
    if alliance and alliance.holder_gone_at and alliance.stage not in OVER:
        text = f"Den, der startede »{alliance.initiative.title}«, er her ikke længere. Hvem tager over?"
        about = "Den, der startede jeres alliance, er her ikke længere. Hvem tager over?"
        key = f"holder-gone:{alliance.pk}:{alliance.holder_gone_at:%Y%m%d%H%M%S}"
        tell(everybody_in(alliance), key, text, f"{alliance.address}stafet/", about, waits=True)


def taken_over(event: TakenOver) -> None:
    """The other parties."""
    party = party_of(event.party_id)
    if party and party.alliance.carrier_id == party.pk:
        others = party.alliance.parties.filter(state=PartyState.JOINED).exclude(pk=party.pk).values_list("organisation_id", flat=True)
        text = f"{party.name} har taget over i »{party.alliance.initiative.title}«"
        tell(people_of(others), f"taken-over:{party.pk}", text, f"{party.alliance.address}stafet/", "En part har taget over i jeres alliance")
