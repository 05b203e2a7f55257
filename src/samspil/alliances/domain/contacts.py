"""Who is turned to in an alliance, and what is said when nobody is: somebody left, or their account is gone."""

from collections.abc import Iterator

from samspil.alliances.domain.missing import Reason
from samspil.alliances.domain.plan import AlliancePlan

WHY_CONTACT = "Den, de andre plejede at gå til, er her ikke længere. Vælg en ny, så intet bliver liggende."
WHY_HOLDER = "Den, der startede alliancen, er her ikke længere. Alt, I har skrevet, er her stadig. Sig, hvem der tager over, så I kan gå videre."
WHY_TASK = "De frivillige skal vide, hvem de kan gå til. Skriv en ny kontakt, og sig det til dem."


def without_contact(plan: AlliancePlan) -> list[Reason]:
    """Where somebody was turned to and nobody is any more. It keeps no one from agreeing, so it is told beside what is missing (domain/missing.py)."""
    return [*of_holder(plan), *of_contacts(plan), *of_task_contacts(plan)]


def of_holder(plan: AlliancePlan) -> Iterator[Reason]:
    if plan.holder_gone and plan.joined:
        yield Reason("holder", "Alliancen", "har ikke nogen, der holder den", "Sig, hvem der tager over", WHY_HOLDER, "handover")


def of_contacts(plan: AlliancePlan) -> Iterator[Reason]:
    for party in plan.joined:
        if party.contact_gone:
            step, own = f"{party.name} skal vælge en ny kontaktperson", "Vælg en ny kontaktperson"
            yield Reason("contact", party.name, "har ingen kontaktperson", step, WHY_CONTACT, "contact", party.id, own=own)


def of_task_contacts(plan: AlliancePlan) -> Iterator[Reason]:
    for task in plan.tasks:
        if task.contact_gone:
            step = f"Skriv en ny kontaktperson for »{task.title}«"
            yield Reason("task-contact", task.title, "har ingen kontaktperson", step, WHY_TASK, "task", task.responsible, task.id)
