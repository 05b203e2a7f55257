"""What somebody knows or has, as the person and those who ask for it see it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from samspil.core.periods import danish_date
from samspil.exchange.domain.eligibility_model import HeldQualification
from samspil.exchange.domain.skills import in_words, lacking
from samspil.exchange.models import Qualification, Signup
from samspil.identity.actor import Actor


def own(actor: Actor, today: date) -> list[dict[str, Any]]:
    """The person's own, with who has seen the paper and whether it has run out."""
    return [line(row, today) for row in Qualification.objects.filter(person=actor.person_id).select_related("seen_by")] if actor.person_id else []


def line(row: Qualification, today: date) -> dict[str, Any]:
    """One of them."""
    over = row.expires_on is not None and row.expires_on < today
    until = f"{'Udløb' if over else 'Gælder til'} {danish_date(row.expires_on)}" if row.expires_on else "Udløber ikke"
    seen = f"Set af {row.seen_by.name} {danish_date(row.seen_on)}" if row.seen_by and row.seen_on else "Ikke set af nogen endnu"
    return {"skill": row.skill, "name": row.name.capitalize(), "until": until, "over": over, "seen": seen}


def asked(skills: Iterable[str]) -> str:
    """What a task asks for, in words."""
    return ", ".join(in_words(skills))


def missing(skills: Iterable[str], held: list[HeldQualification], day: date, today: date) -> list[str]:
    """What of it is not in place for somebody, in sentences."""
    return [reason.text for reason in lacking(skills, held, max(day, today), today)]


def of_signup(signup: Signup, skills: Iterable[str], today: date) -> list[dict[str, Any]]:
    """What the task asks for that the person told of; nothing else they told."""
    rows = Qualification.objects.filter(person=signup.person_id, skill__in=list(skills)).select_related("seen_by")
    return [line(row, today) for row in rows] if signup.person_id else []
