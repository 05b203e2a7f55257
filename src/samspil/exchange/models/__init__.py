"""Rows of exchange."""

from samspil.exchange.models.capacity import PromisedCapacity
from samspil.exchange.models.certificate import Certificate
from samspil.exchange.models.declaration import Declaration, Declaring
from samspil.exchange.models.expense import Expense, Payer
from samspil.exchange.models.hours import GivenHours, ThankYou
from samspil.exchange.models.match import Match
from samspil.exchange.models.need import Need
from samspil.exchange.models.offer import Offer
from samspil.exchange.models.pair import GiverTastes, Pair, PairNo, PairPause, PairTalk
from samspil.exchange.models.pledge import Pledge
from samspil.exchange.models.proof import EffortProof
from samspil.exchange.models.qualification import Qualification
from samspil.exchange.models.search import SavedSearch
from samspil.exchange.models.shift import Roster, Shift, ShiftPlace, ShiftSeries, ShiftSwap, ShiftWish, SubstituteAsk
from samspil.exchange.models.signup import Signup
from samspil.exchange.models.thread import Block, Thread, ThreadMessage, ThreadSeen
from samspil.exchange.models.urgent import UrgentAsk, UrgentCall, UrgentChoice

__all__ = [
    "Block",
    "Certificate",
    "Declaration",
    "Declaring",
    "EffortProof",
    "Expense",
    "GivenHours",
    "GiverTastes",
    "Match",
    "Need",
    "Offer",
    "Pair",
    "PairNo",
    "PairPause",
    "PairTalk",
    "Payer",
    "Pledge",
    "PromisedCapacity",
    "Qualification",
    "Roster",
    "SavedSearch",
    "Shift",
    "ShiftPlace",
    "ShiftSeries",
    "ShiftSwap",
    "ShiftWish",
    "Signup",
    "SubstituteAsk",
    "ThankYou",
    "Thread",
    "ThreadMessage",
    "ThreadSeen",
    "UrgentAsk",
    "UrgentCall",
    "UrgentChoice",
]
