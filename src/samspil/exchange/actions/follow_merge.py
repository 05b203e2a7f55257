"""What exchange does when two organisations become one: offers and needs follow."""

from django.db.models import Max, Q, QuerySet

from samspil.core import events
from samspil.exchange.events import NeedChanged, OfferChanged
from samspil.exchange.models import (
    Block,
    Certificate,
    Declaration,
    Declaring,
    Expense,
    Need,
    Offer,
    Payer,
    PromisedCapacity,
    Qualification,
    Thread,
    ThreadMessage,
)
from samspil.identity.models import Organisation


def offers_of(organisation: Organisation) -> "QuerySet[Offer]":
    """All it offers or offered."""
    return Offer.objects.filter(organisation=organisation)


def needs_of(organisation: Organisation) -> "QuerySet[Need]":
    """All it asks or asked for."""
    return Need.objects.filter(organisation=organisation)


def move_offers(merged: Organisation, into: Organisation) -> None:
    """Its offers become the other's."""
    moved = list(offers_of(merged).values_list("pk", flat=True))
    offers_of(merged).update(organisation=into)
    for pk in moved:
        events.record(OfferChanged(offer_id=pk))


def move_needs(merged: Organisation, into: Organisation) -> None:
    """Its needs become the other's."""
    moved = list(needs_of(merged).values_list("pk", flat=True))
    needs_of(merged).update(organisation=into)
    for pk in moved:
        events.record(NeedChanged(need_id=pk))


def certificates_of(organisation: Organisation) -> "QuerySet[Certificate]":
    """What it noted of people's certificates."""
    return Certificate.objects.filter(organisation=organisation)


def move_certificates(merged: Organisation, into: Organisation) -> None:
    """What it noted becomes the other's; where both wait for an answer from the same person, the newer stays."""
    both = certificates_of(into).filter(outcome="").values("person")
    certificates_of(merged).filter(outcome="", person__in=both).delete()
    certificates_of(merged).update(organisation=into)


def declarations_of(organisation: Organisation) -> "QuerySet[Declaration]":
    """Those it gave."""
    return Declaration.objects.filter(organisation=organisation)


def move_declarations(merged: Organisation, into: Organisation) -> None:
    """Its declarations become the other's, where that gave none for the year."""
    declarations_of(merged).filter(year__in=declarations_of(into).values("year")).delete()
    declarations_of(merged).update(organisation=into)


def declaring_of(organisation: Organisation) -> "QuerySet[Declaring]":
    """What it told that decides whether one is asked for."""
    return Declaring.objects.filter(organisation=organisation)


def move_declaring(merged: Organisation, into: Organisation) -> None:
    """What it told stands for the other, unless that has told it itself."""
    for one in declaring_of(merged):
        same = {"popular_education": one.popular_education, "seeks": one.seeks, "changed_at": one.changed_at}
        Declaring.objects.get_or_create(organisation=into, defaults=same)
    declaring_of(merged).delete()


def promised_by(organisation: Organisation) -> "QuerySet[PromisedCapacity]":
    """What it has promised in alliances."""
    return PromisedCapacity.objects.filter(organisation=organisation)


def move_capacity(merged: Organisation, into: Organisation) -> None:
    """Its promises become the other's."""
    promised_by(merged).update(organisation=into)


def threads_of(organisation: Organisation) -> "QuerySet[Thread]":
    """Those it writes in as the one who gives; those about its own needs follow the needs."""
    return Thread.objects.filter(organisation=organisation)


def move_threads(merged: Organisation, into: Organisation) -> None:
    """Its threads become the other's; where both wrote about the same need, they become one."""
    for thread in threads_of(merged):
        same = threads_of(into).filter(need=thread.need_id).first()
        if same is None:
            Thread.objects.filter(pk=thread.pk).update(organisation=into)
            continue
        ThreadMessage.objects.filter(thread=thread).update(thread=same)
        latest = same.messages.aggregate(latest=Max("pk"))["latest"] or 0
        Thread.objects.filter(pk=same.pk).update(latest=latest)
        thread.delete()


def blocks_of(organisation: Organisation) -> "QuerySet[Block]":
    """Those it made, and those made against it."""
    return Block.objects.filter(Q(by_organisation=organisation) | Q(organisation=organisation))


def move_blocks(merged: Organisation, into: Organisation) -> None:
    """They become the other's; one that says the same twice, or that the two had against each other, goes."""
    for block in blocks_of(merged):
        told = {"by_person": block.by_person_id, "by_organisation": block.by_organisation_id, "person": block.person_id, "organisation": block.organisation_id}
        new = {name: into.pk if name.endswith("organisation") and value == merged.pk else value for name, value in told.items()}
        own = new["by_organisation"] is not None and new["by_organisation"] == new["organisation"]
        if own or Block.objects.filter(**new).exists():
            block.delete()
        else:
            Block.objects.filter(pk=block.pk).update(**new)


def seen_by(organisation: Organisation) -> "QuerySet[Qualification]":
    """Qualifications whose papers it saw."""
    return Qualification.objects.filter(seen_by=organisation)


def move_seen(merged: Organisation, into: Organisation) -> None:
    """What it saw, the other has seen."""
    seen_by(merged).update(seen_by=into)


def expenses_of(organisation: Organisation) -> "QuerySet[Expense]":
    """What it was asked to pay."""
    return Expense.objects.filter(organisation=organisation)


def move_expenses(merged: Organisation, into: Organisation) -> None:
    """What it was asked to pay, the other answers."""
    expenses_of(merged).update(organisation=into)


def paying(organisation: Organisation) -> "QuerySet[Payer]":
    """Whether it takes expenses here."""
    return Payer.objects.filter(organisation=organisation)


def move_payer(merged: Organisation, into: Organisation) -> None:
    """Where either takes expenses, the one that stays does."""
    for one in paying(merged):
        Payer.objects.get_or_create(organisation=into, defaults={"opened_at": one.opened_at})
    paying(merged).delete()
