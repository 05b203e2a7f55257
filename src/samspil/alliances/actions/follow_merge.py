"""What alliances do when two organisations become one: its parties follow, with all they wrote and signed."""

from django.db.models import Q, QuerySet

from samspil.alliances.domain.lifecycle import OPEN_TO_CHANGE
from samspil.alliances.events import AllianceChanged
from samspil.alliances.models import AgreementVersion, Alliance, Party
from samspil.alliances.models.party import OUT
from samspil.core import events
from samspil.core.refusals import Refusal
from samspil.identity.models import Organisation
from samspil.initiatives.models import Participation


def parties_of(organisation: Organisation) -> "QuerySet[Party]":
    """Everywhere it is, was or was asked to be a party."""
    return Party.objects.filter(organisation=organisation)


def why_not_follow(merged: Organisation, into: Organisation) -> Refusal | None:
    """Both are parties of one alliance, or one is about to sign: the text that waits names it as it is."""
    own, theirs = (parties_of(one).exclude(state__in=OUT).values("alliance") for one in (merged, into))
    both = Alliance.objects.select_related("initiative").filter(Q(pk__in=own) & Q(pk__in=theirs)).first()
    if both:
        return Refusal("both-parties", f"Begge er parter i »{both.initiative.title}«. Den ene skal gå ud først.")
    waits = AgreementVersion.objects.filter(closed_at=None, agreed_at=None)
    signing = Alliance.objects.select_related("initiative").filter(pk__in=own, versions__in=waits).first()
    if signing:
        return Refusal("signing", f"{merged.name} er ved at skrive under i »{signing.initiative.title}«. Vent, til aftalen er på plads.")
    return None


def follow_merge(merged: Organisation, into: Organisation) -> None:
    """Its parties become the other's. In an alliance that is being written they take its name; what is agreed keeps the name it was agreed under."""
    for participation in Participation.objects.filter(organisation=merged):
        if Participation.objects.filter(organisation=into, initiative=participation.initiative_id).exists():
            participation.delete()
        else:
            participation.organisation = into
            participation.save(update_fields=["organisation"])
    touched = list(parties_of(merged).values_list("alliance", flat=True).distinct())
    parties_of(merged).filter(alliance__stage__in=[stage.value for stage in OPEN_TO_CHANGE]).update(name=into.name, sector=into.sector)
    parties_of(merged).update(organisation=into)
    for pk in touched:
        events.record(AllianceChanged(alliance_id=pk))
