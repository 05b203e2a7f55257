"""A case: all reports of one thing. Who may decide, and who may still appeal."""

from datetime import datetime, timedelta
from enum import StrEnum

from samspil.core.lifecycle import Lifecycle, Step
from samspil.core.refusals import Refusal


class CaseState(StrEnum):
    """WAITING: somebody has reported it. DECIDED: a moderator has decided. APPEALED: somebody has appealed the decision."""

    WAITING = "waiting"
    DECIDED = "decided"
    APPEALED = "appealed"


REPORTER, OWNER, MODERATOR = "reporter", "owner", "moderator"
LIFECYCLE = Lifecycle(
    CaseState.WAITING,
    [
        Step(CaseState.WAITING, "report", CaseState.WAITING, (REPORTER,)),
        Step(CaseState.DECIDED, "report", CaseState.WAITING, (REPORTER,)),
        Step(CaseState.APPEALED, "report", CaseState.APPEALED, (REPORTER,)),
        Step(CaseState.WAITING, "decide", CaseState.DECIDED, (MODERATOR,)),
        Step(CaseState.APPEALED, "decide", CaseState.DECIDED, (MODERATOR,)),
        Step(CaseState.DECIDED, "reopen", CaseState.WAITING, (MODERATOR,)),
        Step(CaseState.DECIDED, "appeal", CaseState.APPEALED, (OWNER, REPORTER)),
        Step(CaseState.WAITING, "appeal", CaseState.APPEALED, (OWNER, REPORTER)),
        Step(CaseState.APPEALED, "appeal", CaseState.APPEALED, (OWNER, REPORTER)),
    ],
)
STATE_DA = {CaseState.WAITING: "Venter", CaseState.APPEALED: "Klage venter", CaseState.DECIDED: "Afgjort"}
# House rule (about six months), so that somebody who is away or ill still gets to say something.
APPEAL_DAYS = 183
# What the reporter wrote, and the address, go this long after the decision; what nobody decides, after twice as long.
KEEP_DAYS_AFTER_DECISION = 365
KEEP_DAYS_WITHOUT_DECISION = 730

IS_PARTY = Refusal("party", "Du er selv part i det her, så det må en anden afgøre. En administrator af Samspil har fået sagen.")
REPORTED_IT = Refusal("reported-it", "Du har selv anmeldt det her, så det må en anden afgøre.")
DECIDED_IT = Refusal("decided-it", "Der er klaget over din afgørelse. Det skal en anden moderator se på, eller en administrator af Samspil.")
TOO_LATE = Refusal("too-late", "Fristen for at klage er gået. Er der sket noget nyt, så anmeld siden igen, eller skriv til os.")
APPEALED_ALREADY = Refusal("appealed", "Du har allerede klaget én gang over den her afgørelse.")


def why_not_decide(*, party: bool, reported: bool, decided_last: bool, appealed: bool) -> Refusal | None:
    """Why this moderator may not decide: is party to the thing, reported it, or made the decision that is appealed."""
    if party:
        return IS_PARTY
    if reported:
        return REPORTED_IT
    return DECIDED_IT if appealed and decided_last else None


def appeal_by(decided_at: datetime) -> datetime:
    """Until when a decision can be appealed."""
    return decided_at + timedelta(days=APPEAL_DAYS)


def why_no_appeal(*, decided_at: datetime, appealed_before: bool, now: datetime) -> Refusal | None:
    """Why this side may not appeal: each may once in the course of a case, until the time is out."""
    if appealed_before:
        return APPEALED_ALREADY
    return TOO_LATE if now > appeal_by(decided_at) else None


def goes_on(*, received_at: datetime, decided_at: datetime | None) -> datetime:
    """When what a reporter wrote, and the address, are deleted at the latest."""
    if decided_at is None:
        return received_at + timedelta(days=KEEP_DAYS_WITHOUT_DECISION)
    return decided_at + timedelta(days=KEEP_DAYS_AFTER_DECISION)
