"""Hold alliances against the law as it stands on a day: who must look at it again is told once."""

from datetime import date

from django.db import transaction

from samspil.alliances.actions.law_standing import FOLLOWS, OVER, hold_against
from samspil.alliances.domain.lifecycle import IN_FORCE
from samspil.alliances.events import LawChanged
from samspil.alliances.models import Alliance
from samspil.alliances.models.desk_line import renew_desk_lines
from samspil.core import events
from samspil.law.queries import edition_on

CHUNK = 200


def renew_law(today: date) -> int:
    """Every alliance that is not over and was last held against another edition of the law; how many must look again. Idempotent."""
    edition, told, after = edition_on(today), 0, 0
    rows = Alliance.objects.exclude(stage__in=[stage.value for stage in OVER]).exclude(facts_at=None).exclude(law_edition=edition)
    while found := list(rows.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:CHUNK]):
        told += sum(renew_one(pk, today) for pk in found)
        after = found[-1]
    return told


@transaction.atomic
def renew_one(pk: int, today: date) -> bool:
    """What the latest check says today that it did not say when it was looked at: one task for the alliance, however much it is.

    An agreement in force tells its parties; before there is one, the page says it when they come.
    """
    alliance = Alliance.objects.select_for_update(of=("self",)).select_related("initiative").get(pk=pk)
    differs = hold_against(alliance, today)
    alliance.save(update_fields=["law_again", *FOLLOWS])
    renew_desk_lines([pk])
    if differs and alliance.stage in IN_FORCE:
        events.record(LawChanged(alliance_id=pk, day=today.isoformat()))
    return differs
