"""How sure a log-in is of who somebody is: the three levels of NSIS, the Danish standard for electronic identities (version 2.0, chapter 3)."""

from enum import StrEnum


class Assurance(StrEnum):
    """A level of assurance; each holds what the one before it holds."""

    LOW = "low"
    SUBSTANTIAL = "substantial"
    HIGH = "high"

    def reaches(self, needed: "Assurance") -> bool:
        """True when this level is at least the one that is needed."""
        order = list(Assurance)
        return order.index(self) >= order.index(needed)


ASSURANCE_DA = {Assurance.LOW: "lav", Assurance.SUBSTANTIAL: "betydelig", Assurance.HIGH: "høj"}
