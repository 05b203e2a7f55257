"""Counting what people searched for and did not find, so that editors learn what is missing. Nobody's name is kept with it."""

import re
from datetime import date, timedelta

from django.db import connection
from django.db.models import Max, QuerySet, Sum

from samspil.core.models import MissedSearch
from samspil.core.search.folding import fold
from samspil.core.text import has_cpr_number

LONGEST, KEPT_DAYS = 80, 90
# A search is told of when it was made so often on one day: what one person alone typed stays unread.
OFTEN = 3
# No more different searches are noted on a day: whoever invents them fills no table.
MOST_A_DAY = 2000
# Four figures or more in all may be part of a telephone, case or CPR number.
FIGURES = re.compile(r"(?:\d\D*){4}")
NOTE = """
INSERT INTO core_missedsearch (words, day, number) SELECT %(words)s::varchar, %(day)s::date, 1
WHERE (SELECT count(*) FROM core_missedsearch WHERE day = %(day)s::date) < %(most)s
   OR EXISTS (SELECT 1 FROM core_missedsearch WHERE day = %(day)s::date AND words = %(words)s::varchar)
ON CONFLICT (words, day) DO UPDATE SET number = core_missedsearch.number + 1
"""


def note(text: str, day: date) -> None:
    """Count a search that found nothing, unless it could name somebody."""
    words = " ".join(fold(text).split())
    if words and may_be_kept(words):
        with connection.cursor() as cursor:
            cursor.execute(NOTE, {"words": words, "day": day, "most": MOST_A_DAY})


def may_be_kept(words: str) -> bool:
    """False for what is long, or looks like an e-mail address, a telephone number or a CPR number."""
    return len(words) <= LONGEST and "@" not in words and not FIGURES.search(words) and not has_cpr_number(words)


def told() -> QuerySet[MissedSearch, tuple[str, int, date]]:
    """Words, how often they were searched for in vain on days when that was often, and the last such day; the most first."""
    often = MissedSearch.objects.filter(number__gte=OFTEN).values("words").annotate(times=Sum("number"), last=Max("day"))
    return often.order_by("-times", "words").values_list("words", "times", "last")


def forget(today: date) -> None:
    """Delete what is older than KEPT_DAYS."""
    MissedSearch.objects.filter(day__lt=today - timedelta(days=KEPT_DAYS)).delete()
