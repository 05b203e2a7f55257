"""An alliance as plain values: what the rules of this folder look at. Standard library only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from samspil.alliances.domain.deciding import Rule
from samspil.alliances.domain.law_texts import LawText
from samspil.alliances.domain.terms import STANDARD, Terms
from samspil.alliances.domain.words import Brought, CoCreation, PartyState, Sector, Share, TaskRole


@dataclass(frozen=True)
class PartyPlan:
    """A party as it stands. `has_signatory`: somebody may accept an agreement for it; `organisation_id` is None until its invitation is answered.
    `gives` are the kinds of what it brings; `for_relatives`: it speaks for the relatives; `contact_gone`: whom the others turned to is not here any more;
    `loose`: a group of citizens that is no legal person; `named_contact`: somebody there has named themselves as whom the others ask for."""

    id: int
    name: str
    sector: Sector
    state: PartyState = PartyState.JOINED
    brings: str = ""
    stake: str = ""
    gain: str = ""
    leaves: str = ""
    measure: str = ""
    has_signatory: bool = True
    organisation_id: int | None = None
    gives: tuple[Brought, ...] = ()
    for_relatives: bool = False
    contact_gone: bool = False
    loose: bool = False
    named_contact: bool = False

    @property
    def shares(self) -> dict[Share, str]:
        """What it has written, by what was asked."""
        return {Share.BRINGS: self.brings, Share.STAKE: self.stake, Share.GAIN: self.gain}

    @property
    def unwritten(self) -> list[Share]:
        """What it has still to write: to win comes first, because that is what holds an alliance together."""
        return [share for share in (Share.GAIN, Share.STAKE, Share.BRINGS) if not self.shares[share].strip()]


@dataclass(frozen=True)
class Volunteers:
    """That volunteers help in a task: `line` is where their work ends and that of employees begins, `contact` whom they can always turn to."""

    line: str = ""
    contact: str = ""

    @property
    def lacks(self) -> list[str]:
        """What is not written yet, in words."""
        return [word for word, text in (("en fast kontakt", self.contact), ("en grænse til de ansattes arbejde", self.line)) if not text.strip()]


@dataclass(frozen=True)
class TaskPlan:
    """A task and the parties that have a role in it, by party id; `volunteers` is None when none help in it. `contact_gone`: the person the volunteers
    turned to is not here any more."""

    id: int
    title: str
    roles: Mapping[int, TaskRole] = field(default_factory=dict)
    volunteers: Volunteers | None = None
    contact_gone: bool = False

    @property
    def responsible(self) -> int | None:
        """The party that answers for it; None when there is none. The table lets no task have two."""
        return next((party for party, role in self.roles.items() if role is TaskRole.RESPONSIBLE), None)


@dataclass(frozen=True)
class PromisePlan:
    """What a party promises in numbers (domain/commitments.py), as it is agreed: `party` and `receiver` are party ids, `id` is the commitment's."""

    party: int
    kind: str
    what: str
    quantity: Decimal
    unit: str
    first: date | None
    due: date
    receiver: int | None = None
    id: int = 0


@dataclass(frozen=True)
class AlliancePlan:
    """The whole alliance. `facts_known`: somebody answered the legal check's questions; `law_seen`: the check was looked at since, and says the same today;
    `service`: where the public service of today stands, as law's PublicService says it; `stops`: what the check says must not happen;
    `law_texts`: what was taken of the check into the agreement; `people_known`: somebody is told something of persons; `concerns_relatives`: relatives
    are among those it is about; `imposed_on`: on how many persons confidentiality is imposed by name; `holder_gone`: whoever held
    it in their own name is gone, and nobody has taken over; `unanswered`: how many of the municipality's own questions nobody has answered."""

    title: str
    purpose: str
    target_group: str
    parties: tuple[PartyPlan, ...] = ()
    tasks: tuple[TaskPlan, ...] = ()
    first: date | None = None
    last: date | None = None
    notice_months: int = 1
    place: str = ""
    kind: CoCreation | None = None
    terms: Terms = STANDARD
    people_known: bool = False
    concerns_relatives: bool = False
    imposed_on: int = 0
    promises: tuple[PromisePlan, ...] = ()
    rules: tuple[Rule, ...] = ()
    facts_known: bool = False
    law_seen: bool = False
    service: str = "not_said"
    stops: tuple[str, ...] = ()
    law_texts: tuple[LawText, ...] = ()
    holder_gone: bool = False
    unanswered: int = 0

    @property
    def joined(self) -> tuple[PartyPlan, ...]:
        """The parties that take part."""
        return tuple(party for party in self.parties if party.state is PartyState.JOINED)

    @property
    def invited(self) -> tuple[PartyPlan, ...]:
        """The parties that have not answered."""
        return tuple(party for party in self.parties if party.state is PartyState.INVITED)
