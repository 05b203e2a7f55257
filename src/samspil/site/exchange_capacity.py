"""What is promised in alliances, told to the room of offers and needs; and what was agreed there, told to the alliance it is for."""

from typing import Protocol

from samspil.alliances.domain.lifecycle import Stage
from samspil.alliances.domain.words import PartyState
from samspil.alliances.models import Alliance, Commitment, Party
from samspil.alliances.models.desk_line import HOLDS
from samspil.exchange.actions.keep_capacity import Promised, keep_capacity
from samspil.exchange.domain.matches import MatchState
from samspil.exchange.domain.words import UNIT_DA
from samspil.exchange.events import MatchMoved
from samspil.exchange.models import Match
from samspil.identity.domain.telling import Theme
from samspil.identity.models import Membership
from samspil.site import notices

WRITE_IT = "I har givet %s til en alliance: skriv det som et tilsagn"
ASK_THEM = "%s vil give noget til alliancen: indbyd dem som part"


class OfAlliance(Protocol):
    """An event of one alliance."""

    @property
    def alliance_id(self) -> int:
        """The alliance it happened in."""


def renew_capacity(event: OfAlliance) -> None:
    """While an agreement holds, what its parties promised counts as capacity; before and after, nothing does."""
    alliance = Alliance.objects.filter(pk=event.alliance_id).values_list("initiative", "stage").first()
    if alliance is None:
        return
    initiative_id, stage = alliance
    rows = Commitment.objects.filter(alliance=event.alliance_id, missed_reason="").select_related("party").prefetch_related("deliveries")
    keep_capacity(initiative_id, [promised(one) for one in rows] if Stage(stage).value in HOLDS else [])


def promised(one: Commitment) -> Promised:
    """A commitment as the other room keeps it; a piece that was taken back counts no more."""
    delivered = sum((piece.quantity for piece in one.deliveries.all() if piece.undone_at is None), start=one.quantity - one.quantity)
    return Promised(
        source=one.pk,
        organisation_id=one.party.organisation_id,
        kind=one.kind,
        what=one.what,
        unit=one.unit,
        quantity=one.quantity,
        delivered=delivered,
        until=one.due_day,
    )


def tell_alliance(event: MatchMoved) -> None:
    """What an organisation gives to an alliance's need is its word and not yet a promise in the agreement: those who can make it one are told how."""
    match = Match.objects.select_related("offer__organisation", "need").filter(pk=event.match_id).first()
    if match is None or event.state != MatchState.AGREED or match.offer.organisation is None or match.need.initiative_id is None:
        return
    giver = match.offer.organisation
    parties = list(Party.objects.filter(alliance__initiative=match.need.initiative_id, state=PartyState.JOINED).values_list("organisation", flat=True))
    address = f"/alliancer/{match.need.initiative.slug}/" if match.need.initiative else ""
    if giver.pk in parties:
        what = f"{match.units} {UNIT_DA.get(match.offer.kind, 'personer')}"  # type: ignore[call-overload]  # a StrEnum's value
        told, text, where = members_of([giver.pk]), WRITE_IT % what, f"{address}tilsagn/"
    else:
        told, text, where = members_of([one for one in parties if one]), ASK_THEM % giver.name, f"{address}parter/inviter/"
    notices.tell(told, "given-to-alliance", f"given:{match.pk}", text, where, about="Nogen vil give noget til en alliance", theme=Theme.ALLIANCES, waits=False)


def members_of(organisations: list[int]) -> list[int]:
    """Everybody who acts for one of these."""
    return sorted(set(Membership.objects.active().filter(organisation__in=organisations).values_list("person", flat=True)))
