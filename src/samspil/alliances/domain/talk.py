"""What holds for messages between the parties: how long one may be changed, what it is called, and when two subjects are one."""

from datetime import datetime, timedelta

# So long a message may still be changed by whoever wrote it; afterwards it can only be taken back.
MAY_CHANGE = timedelta(minutes=15)
LONGEST_MESSAGE, LONGEST_SUBJECT = 4000, 120
NO_SUBJECT_DA = "Fælles samtale"
TAKEN_BACK_DA = "Beskeden er trukket tilbage."


def may_change(written_at: datetime, now: datetime, *, taken_back: bool) -> bool:
    """True while whoever wrote a message may still change its words."""
    return not taken_back and now - written_at < MAY_CHANGE


def subject_key(subject: str) -> str:
    """Two subjects that differ in capitals and blanks alone are one conversation; "" is the conversation of all that has none."""
    return " ".join(subject.casefold().split())


def in_words(number: int, one: str = "", more: str = "") -> str:
    """How many messages; `one` and `more` are what stands before the word."""
    return f"1 {one}besked" if number == 1 else f"{number} {more}beskeder"


def sender_in_words(party: str, person: str) -> str:
    """Who says it, as the parties know each other: the party, and the person's name where there is one. Never an address."""
    return " · ".join(name for name in (party, person) if name)
