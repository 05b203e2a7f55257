"""Who gives what to whom: what each party says it brings, and what it has promised to somebody, as one list for a picture and a table."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from samspil.alliances.domain.commitments import CommitmentKind, number_in_words
from samspil.alliances.domain.plan import AlliancePlan, PartyPlan, PromisePlan
from samspil.alliances.domain.words import BROUGHT_DA, Brought

# What each kind of commitment is an instance of.
BROUGHT_BY = {
    CommitmentKind.PLACES: Brought.ACCESS,
    CommitmentKind.HOURS: Brought.HOURS,
    CommitmentKind.ROOMS: Brought.ROOMS,
    CommitmentKind.MONEY: Brought.MONEY,
    CommitmentKind.EQUIPMENT: Brought.THINGS,
    CommitmentKind.MENTORS: Brought.PEOPLE,
}


@dataclass(frozen=True)
class Gift:
    """What one party gives to another, or (`receiver` None) to everybody the alliance is for: its kinds, and what was promised in numbers."""

    giver: int
    receiver: int | None
    kinds: tuple[Brought, ...]
    promises: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """Kinds and promises as they are read aloud."""
        return "; ".join([*([", ".join(BROUGHT_DA[kind].lower() for kind in self.kinds)] if self.kinds else []), *self.promises])


def gifts(plan: AlliancePlan, among: Collection[int]) -> list[Gift]:
    """Every party's gifts in the parties' order: first what is for everybody, then what somebody receives. Parties outside `among` are left out."""
    parties = [party for party in plan.parties if party.id in among]
    return [gift for party in parties for gift in gifts_of(party, [one for one in plan.promises if one.party == party.id], among)]


def gifts_of(party: PartyPlan, promises: Iterable[PromisePlan], among: Collection[int]) -> list[Gift]:
    """The gifts of one party."""
    by_receiver: dict[int | None, list[PromisePlan]] = {}
    for one in promises:
        if one.receiver is None or one.receiver in among:
            by_receiver.setdefault(one.receiver, []).append(one)
    to_all = by_receiver.pop(None, [])
    found = [Gift(party.id, None, in_order([*party.gives, *kinds_of(to_all)]), said(to_all))] if party.gives or to_all else []
    return found + [Gift(party.id, receiver, in_order(kinds_of(own)), said(own)) for receiver, own in sorted(by_receiver.items(), key=lambda one: one[0] or 0)]


def kinds_of(promises: Iterable[PromisePlan]) -> list[Brought]:
    """What these promises are; one of no kind is none."""
    kinds = (CommitmentKind(one.kind) for one in promises)
    return [BROUGHT_BY[kind] for kind in kinds if kind in BROUGHT_BY]


def in_order(kinds: Iterable[Brought]) -> tuple[Brought, ...]:
    """Each kind once, in the order of the enum."""
    found = set(kinds)
    return tuple(kind for kind in Brought if kind in found)


def said(promises: Iterable[PromisePlan]) -> tuple[str, ...]:
    """Each promise in words: "10 pladser: Træningspladser"."""
    return tuple(f"{number_in_words(one.quantity)} {one.unit}: {one.what}" for one in promises)


def in_one_line(party: str, receivers: dict[int | None, str], own: Iterable[Gift]) -> str:
    """All that one party gives, as a sentence for whoever does not see the picture."""
    told = [f"{gift.words} til {receivers[gift.receiver]}" for gift in own]
    return f"{party} giver {'; '.join(told)}." if told else f"{party} har ikke skrevet, hvad de giver."
