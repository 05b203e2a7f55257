"""Rows of exchange."""

from samspil.exchange.models.need import Need
from samspil.exchange.models.offer import Offer
from samspil.exchange.models.signup import Signup

__all__ = ["Need", "Offer", "Signup"]
