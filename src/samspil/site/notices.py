"""Telling staff that something waits for them."""

from samspil.identity import telling
from samspil.identity.domain.roles import Role
from samspil.identity.domain.telling import Theme
from samspil.identity.models import Person
from samspil.knowledge.events import EnquiryReceived
from samspil.law.events import AnswerExpiring
from samspil.law.models import LegalAnswer


def tell_staff(kind: str, key: str, text: str, url: str) -> None:
    """Each person with a staff role, in the way they chose; telling twice is harmless."""
    people = Person.objects.filter(is_active=True, groups__name__in=[role.value for role in Role]).distinct()
    telling.tell(people, telling.Message(kind=kind, theme=Theme.DESK, key=key, text=text, url=url))


def answer_expiring(event: AnswerExpiring) -> None:
    """A legal answer runs out: everybody on the desk hears of it once."""
    answer = LegalAnswer.objects.filter(pk=event.answer_id).first()
    if answer:
        key = f"law-expiry:{answer.pk}:{answer.expires_on.isoformat()}"
        tell_staff("law-expiry", key, f"Svaret »{answer.title}« skal kontrolleres", "/bord/")


def enquiry_received(event: EnquiryReceived) -> None:
    """Somebody has written; the notice says only that, never what."""
    tell_staff("enquiry", f"enquiry:{event.enquiry_id}", "Der er en ny henvendelse på bordet", f"/bord/henvendelser/{event.enquiry_id}/")
