"""Telling people that something waits for them, or has happened to what is theirs."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from samspil.core.models import Notice
from samspil.identity import responsible, telling
from samspil.identity.domain.organisations import ClaimOutcome, OrganisationKind
from samspil.identity.domain.roles import Role
from samspil.identity.domain.telling import Theme
from samspil.identity.events import (
    ConfirmationAsked,
    LetInByStaff,
    MemberAsked,
    MemberCame,
    NumberClaimed,
    NumberDecided,
    OrganisationConfirmed,
    OrganisationDeclined,
    OrganisationMade,
    OrganisationsMerged,
)
from samspil.identity.models import Membership, NumberClaim, Organisation, Person
from samspil.knowledge.events import EnquiryReceived
from samspil.law.events import AnswerExpiring
from samspil.law.models import LegalAnswer

CAME, CONFIRMED = "Du er kommet med i en organisation", "Jeres organisation er bekræftet"


def tell_staff(kind: str, key: str, text: str, url: str, about: str) -> None:
    """Each person with a staff role, in the way they chose; telling twice is harmless."""
    people = Person.objects.filter(is_active=True, groups__name__in=[role.value for role in Role]).distinct()
    telling.tell(people, telling.Message(kind=kind, theme=Theme.DESK, key=key, text=text, url=url, about=about))


def tell(people: Iterable[int], kind: str, key: str, text: str, url: str, *, about: str = "", theme: Theme = Theme.ORGANISATIONS, waits: bool = False) -> None:
    """Each of these people, in the way they chose; `about` is what a mail says of it."""
    message = telling.Message(kind=kind, theme=theme, key=key, text=text[:300], url=url, waits=waits, about=about)
    telling.tell(Person.objects.filter(pk__in=people), message)


def over(keys: Iterable[str]) -> None:
    """What these lines said waits for nobody any more: they stand as read, and are mailed to nobody."""
    Notice.objects.filter(dedupe_key__in=list(keys), read_at=None).update(read_at=timezone.now())


def administrators_of(organisation_id: int) -> list[int]:
    """Whoever answers for an organisation."""
    return list(Membership.objects.active().filter(organisation=organisation_id, administrator=True).values_list("person", flat=True))


def member_asked(event: MemberAsked) -> None:
    """Somebody wants to come in: its administrators hear of it, or who answers where there are none."""
    asked = Membership.objects.select_related("organisation").filter(pk=event.membership_id, active_from=None).first()
    if asked:
        text = f"En person vil gerne med i {asked.organisation.name}"
        if not responsible.is_led(asked.organisation_id):
            return nobody_to_answer(asked)
        people, key = administrators_of(asked.organisation_id), f"member-asked:{asked.pk}"
        tell(people, "member", key, text, asked.organisation.members_address, about="Nogen vil gerne med i jeres organisation", waits=True)


def nobody_to_answer(asked: Membership) -> None:
    """Nobody leads it: those who may let the first in hear of it. A municipality without people of its own is the installation's to answer for."""
    where, about = f"/bord/organisationer/uden-administrator/{asked.pk}/", "Nogen vil med i en organisation, der ingen administrator har"
    text = f"En person vil med i {asked.organisation.name}, som ingen administrator har"
    tell(responsible.staff_for([asked.organisation]), "member", f"member-unled:{asked.pk}", text, where, about=about, waits=True)


def let_in_by_staff(event: LetInByStaff) -> None:
    """The other members learn who administers their organisation now, and that staff let them in."""
    came = Membership.objects.active().select_related("organisation").filter(organisation=event.organisation_id, person=event.person_id).first()
    if came:
        others = Membership.objects.active().filter(organisation=came.organisation_id).exclude(person=event.person_id).values_list("person", flat=True)
        text, where = f"{came.organisation.name} har fået en administrator, fordi den ingen havde", came.organisation.members_address
        tell(others, "member", f"let-in:{came.pk}", text, where, about="Jeres organisation har fået en ny administrator")


def member_came(event: MemberCame) -> None:
    """Whoever came in learns it."""
    organisation = Organisation.objects.filter(pk=event.organisation_id).first()
    if organisation:
        tell([event.person_id], "member", f"member-came:{organisation.pk}", f"Du er med i {organisation.name}", organisation.address, about=CAME)


def organisation_made(event: OrganisationMade) -> None:
    """Whoever confirms in its municipality hears of a new organisation."""
    organisation = Organisation.objects.filter(pk=event.organisation_id).first()
    if organisation:
        tell_confirmers(
            organisation,
            f"organisation-made:{organisation.pk}",
            f"{organisation.name} venter på at blive bekræftet",
            "En organisation venter på at blive bekræftet",
        )


def tell_confirmers(organisation: Organisation, key: str, text: str, about: str) -> None:
    """Whoever confirms organisations where this one is at home."""
    kind = OrganisationKind.VOLUNTEER_CENTRE.value
    centre = Q(organisation__kind=kind, organisation__confirmed_at__isnull=False, organisation__hidden_at=None)
    who = (
        Membership.objects.active()
        .filter(administrator=True, organisation__municipality=organisation.municipality_id)
        .filter(Q(organisation__of_municipality__isnull=False) | (centre if organisation.kind != OrganisationKind.VOLUNTEER_CENTRE else Q()))
    )
    tell(who.values_list("person", flat=True), "organisation", key, text, "/bord/organisationer/", about=about)


def organisation_declined(event: OrganisationDeclined) -> None:
    """All its members learn that there is something to answer; what was written stands on its page."""
    organisation = Organisation.objects.filter(pk=event.organisation_id, confirmed_at=None).exclude(declined_at=None).first()
    if organisation and organisation.declined_at:
        people = Membership.objects.active().filter(organisation=organisation).values_list("person", flat=True)
        key = f"organisation-declined:{organisation.pk}:{organisation.declined_at:%Y%m%d%H%M%S}"
        text, about = f"{organisation.name} kan ikke bekræftes endnu. Læs hvorfor, og svar", "Jeres organisation kan ikke bekræftes endnu"
        tell(people, "organisation", key, text, organisation.address, waits=True, about=about)


def confirmation_asked(event: ConfirmationAsked) -> None:
    """Whoever confirms learns that an answer has come."""
    organisation = Organisation.objects.filter(pk=event.organisation_id, confirmed_at=None, declined_at=None).first()
    if organisation:
        text, about = f"{organisation.name} har svaret og venter igen", "En organisation har svaret og venter igen"
        tell_confirmers(organisation, f"confirmation-asked:{organisation.pk}:{event.asked_at}", text, about)


def organisation_confirmed(event: OrganisationConfirmed) -> None:
    """Its administrators learn that it is confirmed."""
    organisation = Organisation.objects.filter(pk=event.organisation_id).first()
    if organisation and event.confirmed:
        key = f"organisation-confirmed:{organisation.pk}"
        tell(administrators_of(organisation.pk), "organisation", key, f"{organisation.name} er bekræftet", organisation.address, about=CONFIRMED)


def number_claimed(event: NumberClaimed) -> None:
    """Staff learn that two say the same, and those who have the number that they may answer; who claims it they are not told."""
    claim = NumberClaim.objects.select_related("organisation", "holder").filter(pk=event.claim_id, answered_at=None).first()
    if claim:
        text = "To organisationer siger, at det samme CVR-nummer er deres"
        staff = responsible.staff_for([claim.organisation, claim.holder])
        tell(staff, "number", f"number-claimed:{claim.pk}", text, f"/bord/organisationer/numre/{claim.pk}/", about=text, waits=True)
        first = NumberClaim.objects.filter(holder=claim.holder, cvr=claim.cvr, answered_at=None).earliest("pk")
        text = f"Andre siger, at CVR-nummeret for {claim.holder.name} er deres. I kan svare"
        about = "Andre siger, at jeres organisations CVR-nummer er deres"
        tell(administrators_of(claim.holder_id), "number", f"number-answer:{first.pk}", text, f"{claim.holder.address}nummer/", about=about, waits=True)


def number_decided(event: NumberDecided) -> None:
    """Both learn what was decided; why stands on their own pages."""
    claim = NumberClaim.objects.select_related("organisation", "holder").filter(pk=event.claim_id).exclude(answered_at=None).first()
    if claim:
        given, key = claim.outcome == ClaimOutcome.GIVEN, f"number-decided:{claim.pk}"
        own, other = ("har fået CVR-nummeret", "har ikke længere CVR-nummeret") if given else ("har ikke fået CVR-nummeret", "beholder CVR-nummeret")
        about = "Det er afgjort, hvem et CVR-nummer hører til"
        where = f"{claim.organisation.address}{'' if given else 'nummer/'}"
        tell(administrators_of(claim.organisation_id), "number", key, f"{claim.organisation.name} {own} {claim.cvr}", where, about=about)
        tell(administrators_of(claim.holder_id), "number", key, f"{claim.holder.name} {other} {claim.cvr}", claim.holder.address, about=about)


def organisations_merged(event: OrganisationsMerged) -> None:
    """The administrators of the one that stays learn what came in, also whoever came with it."""
    merged = Organisation.objects.select_related("merged_into").filter(pk=event.merged_id).first()
    if merged and merged.merged_into:
        into, key = merged.merged_into, f"organisations-merged:{merged.pk}"
        people = Membership.objects.filter(organisation=into).values_list("person", flat=True)
        text = f"To sider for {into.name}" if merged.name == into.name else f"{merged.name} og {into.name}"
        tell(people, "organisation", key, f"{text} er slået sammen", into.address, about="To organisationer er slået sammen")


def answer_expiring(event: AnswerExpiring) -> None:
    """A legal answer runs out: everybody on the desk hears of it once."""
    answer = LegalAnswer.objects.filter(pk=event.answer_id).first()
    if answer:
        key = f"law-expiry:{answer.pk}:{answer.expires_on.isoformat()}"
        tell_staff("law-expiry", key, f"Svaret »{answer.title}« skal kontrolleres", "/bord/", "Et svar om jura skal kontrolleres")


def enquiry_received(event: EnquiryReceived) -> None:
    """Somebody has written; the notice says only that, never what."""
    text = "Der er en ny henvendelse på bordet"
    tell_staff("enquiry", f"enquiry:{event.enquiry_id}", text, f"/bord/henvendelser/{event.enquiry_id}/", text)
