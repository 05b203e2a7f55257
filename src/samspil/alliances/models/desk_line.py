"""What a municipality's desk must know of an alliance to sort, count and narrow twenty thousand of them at once."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

from samspil.alliances.domain.lifecycle import Stage
from samspil.alliances.domain.words import PartyState
from samspil.alliances.models.alliance import Alliance

# Stands for no day at all, so that lines are sorted and leafed through by one column.
NEVER = date(9999, 12, 31)
HOLDS = [Stage.AGREED.value, Stage.RUNNING.value]
KEEPS = [*HOLDS, Stage.CLOSED.value]
# One truth for one line and for all: days that fall only while an agreement holds, as it says them and not as an amendment would; what was promised and
# neither delivered in full nor explained; and whether anybody at all may act in it.
RENEW = """
INSERT INTO alliances_deskline (alliance_id, over, parties, waiting, sectors, review_on, ends_on, unmet_on, missed, orphaned, law, due_on)
SELECT line.*, COALESCE(LEAST(line.ends_on, line.unmet_on), %(never)s) FROM (
    SELECT a.id, a.stage = ANY(%(over)s) AS over,
        (SELECT count(*) FROM alliances_party p WHERE p.alliance_id = a.id AND p.state = %(joined)s) AS parties,
        (SELECT count(*) FROM alliances_party p WHERE p.alliance_id = a.id AND p.state = %(invited)s) AS waiting,
        ARRAY(SELECT DISTINCT p.sector FROM alliances_party p WHERE p.alliance_id = a.id AND p.state = %(joined)s ORDER BY 1)::varchar[] AS sectors,
        CASE WHEN NOT a.stage = ANY(%(holds)s) THEN NULL WHEN v.id IS NULL THEN t.review_on
            WHEN (v.reviewed_at AT TIME ZONE %(zone)s)::date >= (v.content->'terms'->>'review')::date THEN NULL
            ELSE (v.content->'terms'->>'review')::date END AS review_on,
        CASE WHEN NOT a.stage = ANY(%(holds)s) THEN NULL WHEN v.id IS NULL THEN i.last_day ELSE (v.content->>'last')::date END AS ends_on,
        CASE WHEN a.stage = ANY(%(keeps)s) THEN (SELECT min(c.due_day) FROM alliances_commitment c WHERE c.alliance_id = a.id AND c.missed_reason = ''
            AND c.quantity > COALESCE((SELECT sum(d.quantity) FROM alliances_delivery d WHERE d.commitment_id = c.id), 0)) END AS unmet_on,
        (SELECT count(*) FROM alliances_commitment c WHERE c.alliance_id = a.id AND c.missed_reason <> '' AND a.stage = ANY(%(keeps)s)
            AND c.quantity > COALESCE((SELECT sum(d.quantity) FROM alliances_delivery d WHERE d.commitment_id = c.id), 0)) AS missed,
        NOT a.stage = ANY(%(over)s) AND NOT EXISTS (SELECT 1 FROM identity_person h WHERE h.id = i.holder_id AND h.is_active)
            AND NOT EXISTS (SELECT 1 FROM alliances_party p JOIN identity_membership m ON m.organisation_id = p.organisation_id
                JOIN identity_person w ON w.id = m.person_id
                WHERE p.alliance_id = a.id AND p.state = %(joined)s AND m.active_from IS NOT NULL AND w.is_active) AS orphaned,
        (a.law_again <> '' AND a.stage = ANY(%(holds)s)) OR (a.law_stops <> '[]'::jsonb AND NOT a.stage = ANY(%(over)s)) AS law
    FROM alliances_alliance a JOIN initiatives_initiative i ON i.id = a.initiative_id LEFT JOIN alliances_writtenterms t ON t.alliance_id = a.id
        LEFT JOIN alliances_agreementversion v ON v.alliance_id = a.id AND v.closed_at IS NULL AND v.agreed_at IS NOT NULL
    WHERE a.id = ANY(%(alliances)s)
) line
ON CONFLICT (alliance_id) DO UPDATE SET over = excluded.over, parties = excluded.parties, waiting = excluded.waiting, sectors = excluded.sectors,
    review_on = excluded.review_on, ends_on = excluded.ends_on, unmet_on = excluded.unmet_on, missed = excluded.missed, orphaned = excluded.orphaned,
    law = excluded.law, due_on = excluded.due_on
"""
AT_ONCE = 2000


class DeskLine(models.Model):
    """`review_on`, `ends_on`: while an agreement holds, the former until the parties have looked at it. `unmet_on`: the first day of what was promised and
    is neither delivered in full nor explained, also one still to come; `missed` counts the explained. `due_on` is the first day of what everybody can see
    on an open page (an end, something promised), or NEVER. `orphaned`: nobody who may act is left. `law`: the law must be looked at again, or the legal
    check says stop.

    Written by `renew_desk_lines` alone, after everything that happens in the alliance and each night.
    """

    alliance = models.OneToOneField(Alliance, on_delete=models.CASCADE, primary_key=True, related_name="desk")
    over = models.BooleanField()
    parties = models.PositiveIntegerField()
    waiting = models.PositiveIntegerField()
    sectors = ArrayField(models.CharField(max_length=10))
    review_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    unmet_on = models.DateField(null=True)
    missed = models.PositiveIntegerField()
    orphaned = models.BooleanField()
    law = models.BooleanField(default=False)
    due_on = models.DateField(default=NEVER)

    class Meta:
        indexes = [models.Index(fields=["due_on", "-alliance"], name="alliances_desk_by_day")]
        verbose_name = "linje på kommunens bord"
        verbose_name_plural = "linjer på kommunens bord"

    def __str__(self) -> str:
        return f"Alliance {self.alliance_id}: {self.due_on}"


def renew_desk_lines(alliances: Sequence[int]) -> None:
    """Write the lines of these alliances as they are now; those that are gone have none."""
    words: dict[str, Any] = {"over": [Stage.CLOSED.value, Stage.WITHDRAWN.value], "holds": HOLDS, "keeps": KEEPS, "never": NEVER, "zone": settings.TIME_ZONE}
    words |= {"joined": PartyState.JOINED.value, "invited": PartyState.INVITED.value}
    with connection.cursor() as cursor:
        cursor.execute(RENEW, {**words, "alliances": list(alliances)})


def renew_all_desk_lines() -> None:
    """Write every line, some at a time."""
    every = list(Alliance.objects.order_by("pk").values_list("pk", flat=True))
    for first in range(0, len(every), AT_ONCE):
        renew_desk_lines(every[first : first + AT_ONCE])
