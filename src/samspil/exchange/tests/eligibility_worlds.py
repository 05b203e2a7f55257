"""A task, somebody who can do it, and the times around them: what tests of eligibility begin from."""

from samspil.exchange.domain.eligibility_model import PersonFacts, TaskFacts
from samspil.exchange.domain.matching.clocks import task_times

NOW = task_times("2026-11-23T08:00", "2026-11-23T09:00")[0]
START, END = task_times("2026-11-25T17:00", "2026-11-25T19:00")
AALBORG, AARHUS = (57.05, 9.92), (56.16, 10.2)
TASK = TaskFacts(7, "Lektiecafé", START, END, seats_left=2)
ADA = PersonFacts(age=34, languages=frozenset({"dansk"}))
