"""Telling people on their own pages what happens in the alliances their organisations are in."""

from collections.abc import Iterable

from samspil.alliances.domain.lifecycle import Stage
from samspil.alliances.domain.words import PartyState
from samspil.alliances.events import (
    AgreementProposed,
    AgreementReached,
    AgreementTakenBack,
    AllianceMoved,
    AllianceReopened,
    CommitmentDue,
    CommitmentMissed,
    CommitmentUnmissed,
    DeliveryCorrected,
    LawChanged,
    LawyerReplied,
    PartyAnswered,
    PartyAsked,
    PartyLeft,
    PartyReminded,
)
from samspil.alliances.models import AgreementVersion, Alliance, Commitment, Delivery, LawyersReply, Party
from samspil.identity.domain.telling import Theme
from samspil.identity.models import Membership, Organisation
from samspil.site import notices

ENDED_DA = {Stage.WITHDRAWN.value: "opgivet", Stage.CLOSED.value: "afsluttet"}


def tell(people: Iterable[int], key: str, text: str, url: str, about: str, *, waits: bool = False) -> None:
    """Each of these people, in the way they chose, about their alliances; `about` is what a mail says: neither names nor titles."""
    notices.tell(people, "alliance", key, text, url, about=about, theme=Theme.ALLIANCES, waits=waits)


def people_of(organisations: Iterable[int | None], *, signing: bool = False) -> list[int]:
    """The contacts, signatories and administrators of these organisations, or the signatories alone; everybody in one that has none.
    An agreement keeps the number of one that became part of another."""
    named = [pk for pk in organisations if pk is not None]
    known = [into or pk for pk, into in Organisation.objects.filter(pk__in=named).values_list("pk", "merged_into")]
    members = list(Membership.objects.active().filter(organisation__in=known))
    chosen = [m for m in members if m.signatory or (not signing and (m.contact or m.administrator))]
    answered = {m.organisation_id for m in chosen}
    return sorted({m.person_id for m in [*chosen, *(m for m in members if m.organisation_id not in answered)]})


def party_of(party_id: int) -> Party | None:
    return Party.objects.select_related("alliance__initiative").filter(pk=party_id).first()


def party_asked(event: PartyAsked) -> None:
    """An organisation that is here was asked; an address gets a mail instead."""
    party = party_of(event.party_id)
    if party and party.organisation_id and party.state == PartyState.INVITED:
        text = f"{party.name} er inviteret til »{party.alliance.initiative.title}«"
        tell(people_of([party.organisation_id]), f"party-asked:{party.pk}", text, party.alliance.address, "I er inviteret til en alliance", waits=True)


def party_answered(event: PartyAnswered) -> None:
    """The other parties, or whoever holds the alliance, learn the answer."""
    party = party_of(event.party_id)
    if party:
        alliance = party.alliance
        others = alliance.parties.filter(state=PartyState.JOINED).exclude(pk=party.pk).values_list("organisation_id", flat=True)
        people = {*people_of(others), *([alliance.initiative.holder_id] if alliance.initiative.holder_id else [])}
        text = f"{party.name} {'er med i' if event.joined else 'sagde nej tak til'} »{alliance.initiative.title}«"
        about = "En part er kommet med i jeres alliance" if event.joined else "En part har sagt nej tak til jeres alliance"
        url = alliance.address if event.joined else f"{alliance.address}inviter/#nej"  # why stands there
        tell(sorted(people), f"party-answered:{party.pk}:{event.joined}", text, url, about)


def party_left(event: PartyLeft) -> None:
    """Those who go on learn that somebody went out; why stands on the page."""
    party = party_of(event.party_id)
    if party and party.state == PartyState.LEFT:
        alliance = party.alliance
        others = alliance.parties.filter(state=PartyState.JOINED).values_list("organisation_id", flat=True)
        people = {*people_of(others), *([alliance.initiative.holder_id] if alliance.initiative.holder_id else [])}
        text = f"{party.name} er gået ud af »{alliance.initiative.title}«"
        tell(sorted(people), f"party-left:{party.pk}", text, alliance.address, "En part er gået ud af jeres alliance")


def alliance_ended(event: AllianceMoved) -> None:
    """Everybody who takes part or was asked learns that it was closed or given up; why stands on the page."""
    word = ENDED_DA.get(event.stage)
    alliance = Alliance.objects.select_related("initiative", "ended_for").filter(pk=event.alliance_id, stage=event.stage).first() if word else None
    if alliance:
        title = alliance.initiative.title
        text = f"{alliance.ended_for.name} har {word} »{title}«" if alliance.ended_for else f"»{title}« er {word}"
        key = f"alliance-ended:{alliance.pk}" + (f":{alliance.ended_at.isoformat()}" if alliance.ended_at else "")
        tell(everybody_in(alliance), key, text, alliance.address, f"En alliance, I er med i, er {word}")


def everybody_in(alliance: Alliance) -> list[int]:
    """The people of all who take part or were asked, and whoever holds it in their own name."""
    parties = alliance.parties.filter(state__in=[PartyState.JOINED, PartyState.INVITED]).values_list("organisation_id", flat=True)
    return sorted({*people_of(parties), *([alliance.initiative.holder_id] if alliance.initiative.holder_id else [])})


def alliance_reopened(event: AllianceReopened) -> None:
    """Everybody who took part or was asked learns that it was taken up again, and that agreeing begins anew."""
    alliance = Alliance.objects.select_related("initiative").filter(pk=event.alliance_id).first()
    if alliance and alliance.stage not in ENDED_DA:
        party = party_of(event.party_id) if event.party_id else None
        title = alliance.initiative.title
        text = f"{party.name} har taget »{title}« op igen" if party else f"»{title}« er taget op igen"
        key = f"alliance-reopened:{alliance.pk}:{event.moment}"
        tell(everybody_in(alliance), key, f"{text}. Alle skal skrive under på ny.", alliance.address, "En alliance, I er med i, er taget op igen")


def party_reminded(event: PartyReminded) -> None:
    """A friendly reminder; a new one after some days is a new notice."""
    party = party_of(event.party_id)
    if party and party.organisation_id and party.reminded_at:
        text = f"De andre venter på {party.name} i »{party.alliance.initiative.title}«"
        key = f"party-reminded:{party.pk}:{party.reminded_at:%Y%m%d}"
        tell(people_of([party.organisation_id]), key, text, party.alliance.address, "De andre i jeres alliance venter på jer", waits=True)


def agreement_proposed(event: AgreementProposed) -> None:
    """Those who may sign learn that there is something to sign."""
    version = AgreementVersion.objects.select_related("alliance__initiative").filter(pk=event.version_id, closed_at=None).first()
    if version:
        people = people_of([party["organisation"] for party in version.content["parties"]], signing=True)
        about = "En ændring af aftalen er klar til underskrift" if version.amendment_id else "Aftalen er klar til underskrift"
        text = f"{about.removesuffix(' er klar til underskrift')} i »{version.alliance.initiative.title}« er klar til underskrift"
        tell(people, f"agreement-proposed:{version.pk}", text, f"{version.alliance.address}aftale/", about, waits=True)


def agreement_taken_back(event: AgreementTakenBack) -> None:
    """Those who had said yes learn that it no longer counts; whoever left knows. An alliance that was given up has no new text to read,
    and of one that was taken up again, and of a version that a party said no to or that was dropped, all are told otherwise."""
    version = AgreementVersion.objects.select_related("alliance__initiative", "amendment").filter(pk=event.version_id).exclude(closed_at=None).first()
    if version and version.alliance.stage != Stage.WITHDRAWN and not event.reopened and not came_to_nothing(version):
        signed = version.acceptances.exclude(party__state=PartyState.LEFT).values_list("party__organisation", flat=True)
        text = f"Aftalen i »{version.alliance.initiative.title}« er ændret. Jeres ja gælder ikke længere. Læs den nye tekst."
        about = "Aftalen er ændret, og jeres ja gælder ikke længere"
        tell(people_of(signed), f"agreement-taken-back:{version.pk}", text, version.alliance.address, about, waits=True)


def came_to_nothing(version: AgreementVersion) -> bool:
    """True when a party said no to it, or the amendment it was made by is over before it held."""
    return version.agreed_at is None and (version.rejections.exists() or bool(version.amendment and version.amendment.ended_at))


def agreement_reached(event: AgreementReached) -> None:
    """Everybody's people learn that there is an agreement, and so does whoever began it in their own name."""
    version = AgreementVersion.objects.select_related("alliance__initiative").filter(pk=event.version_id).first()
    if version:
        holder = version.alliance.initiative.holder_id
        people = sorted({*people_of([party["organisation"] for party in version.content["parties"]]), *([holder] if holder else [])})
        about = "Alle har sagt ja til ændringen af aftalen" if version.amendment_id else "Alle har sagt ja til aftalen"
        text = f"{about} i »{version.alliance.initiative.title}«"
        tell(people, f"agreement-reached:{version.pk}", text, f"{version.alliance.address}aftale/", about)


def law_changed(event: LawChanged) -> None:
    """The parties of an agreement in force learn once that the law says something else; what, stands on the check's page."""
    alliance = Alliance.objects.select_related("initiative").filter(pk=event.alliance_id).exclude(law_again="").first()
    if alliance and alliance.stage in {Stage.AGREED, Stage.RUNNING}:
        parties = alliance.parties.filter(state=PartyState.JOINED).values_list("organisation_id", flat=True)
        text = f"Se loven igen i »{alliance.initiative.title}«: {alliance.law_again}"
        about = "Loven siger noget andet, end da I så på jeres juridiske tjek"
        tell(people_of(parties), f"law-changed:{alliance.pk}:{event.day}", text, f"{alliance.address}jura/", about, waits=True)


def lawyer_replied(event: LawyerReplied) -> None:
    """The other parties learn that the municipality has answered a question of the legal check."""
    reply = LawyersReply.objects.select_related("alliance__initiative", "party").filter(pk=event.reply_id).first()
    if reply:
        others = reply.alliance.parties.filter(state=PartyState.JOINED).exclude(pk=reply.party_id or 0).values_list("organisation_id", flat=True)
        text = f"{reply.party.name if reply.party else 'Kommunen'} har svaret på et spørgsmål om jura i »{reply.alliance.initiative.title}«"
        about = "Kommunen har svaret på et spørgsmål i jeres juridiske tjek"
        tell(people_of(others), f"lawyer-replied:{reply.pk}:{reply.revision}", text, f"{reply.alliance.address}jura/", about)


def commitment_of(commitment_id: int) -> Commitment | None:
    return Commitment.objects.select_related("party", "alliance__initiative").filter(pk=commitment_id).first()


def others_of(one: Commitment) -> list[int]:
    """The people of the parties that did not give the promise."""
    others = one.alliance.parties.filter(state=PartyState.JOINED).exclude(pk=one.party_id).values_list("organisation_id", flat=True)
    return people_of(others)


def commitment_due(event: CommitmentDue) -> None:
    """Who promised learns that the day is near or over."""
    one = commitment_of(event.commitment_id)
    if one and one.reminded_on and not one.missed_reason:
        over = one.reminded_on > one.due_day
        text = f"{one.party.name} har lovet »{one.what}« i »{one.alliance.initiative.title}«. {'Dagen er gået.' if over else 'Dagen nærmer sig.'}"
        about = "Et tilsagn er ikke nået til tiden" if over else "Et tilsagn skal snart nås"
        tell(people_of([one.party.organisation_id]), f"commitment-due:{one.pk}:{one.reminded_on}", text, f"{one.alliance.address}tilsagn/", about, waits=True)


def commitment_missed(event: CommitmentMissed) -> None:
    """The other parties learn that it was not kept; why stands on the page."""
    one = commitment_of(event.commitment_id)
    if one and one.missed_reason:
        text = f"{one.party.name} kunne ikke holde »{one.what}« i »{one.alliance.initiative.title}«"
        tell(others_of(one), f"commitment-missed:{one.pk}", text, f"{one.alliance.address}tilsagn/", "Et tilsagn i jeres alliance blev ikke holdt")


def commitment_unmissed(event: CommitmentUnmissed) -> None:
    """The other parties learn that it was kept after all, or will be."""
    one = commitment_of(event.commitment_id)
    if one and not one.missed_reason:
        text = f"{one.party.name} har taget tilbage, at »{one.what}« ikke blev holdt i »{one.alliance.initiative.title}«"
        key, about = f"commitment-unmissed:{one.pk}:{event.moment}", "Et tilsagn i jeres alliance står ikke længere som ikke holdt"
        tell(others_of(one), key, text, f"{one.alliance.address}tilsagn/", about)


def delivery_corrected(event: DeliveryCorrected) -> None:
    """All parties but whoever corrected it learn that a number is another one now; why stands on the page."""
    found = Delivery.objects.select_related("commitment__party", "commitment__alliance__initiative").filter(pk=event.delivery_id).first()
    if found and found.undone_at:
        one = found.commitment
        parties = one.alliance.parties.filter(state=PartyState.JOINED).values_list("organisation_id", flat=True)
        people = [pk for pk in people_of(parties) if pk != found.undone_by_id]
        text = f"En levering af »{one.what}« er rettet i »{one.alliance.initiative.title}«"
        tell(people, f"delivery-corrected:{found.pk}", text, f"{one.alliance.address}tilsagn/", "En levering i jeres alliance er rettet")
