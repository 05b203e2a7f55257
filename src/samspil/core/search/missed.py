"""Counting what people searched for and did not find, so that editors learn what is missing. Nobody's name is kept with it.

What was typed is not kept at first: only a keyed seal of it, which counts. The words are written down when the same was searched for on DAYS different
days and TIMES times in all, so what one person alone typed once, of themselves or of others, stands nowhere.
"""

import re
from datetime import date, timedelta

from django.db import connection
from django.db.models import Max, QuerySet, Sum
from django.utils.crypto import salted_hmac

from samspil.core.models import MissedSearch
from samspil.core.search.folding import fold
from samspil.core.text import has_cpr_number

LONGEST, KEPT_DAYS = 80, 90
# More words than this are a sentence, and sentences tell of people.
MOST_WORDS = 6
DAYS, TIMES = 3, 5
# No more different searches are noted on a day: whoever invents them fills no table.
MOST_A_DAY = 2000
# Four figures or more in all may be part of a telephone, case or CPR number.
FIGURES = re.compile(r"(?:\d\D*){4}")
# Two words after each other that begin with a capital are how people write a name; one is how a telephone begins a line.
NAME = re.compile(r"\b[A-ZÆØÅÉ][^\W\d_]+[ \-]+(?:[A-ZÆØÅ]\.? )?[A-ZÆØÅÉ][a-zæøåéö]+")
MAIL = re.compile(r"@|\bsnabel|\(at\)|\[at\]|\bmailto\b")
NOTE = """
INSERT INTO core_missedsearch (seal, words, day, number) SELECT %(seal)s::varchar, '', %(day)s::date, 1
WHERE (SELECT count(*) FROM core_missedsearch WHERE day = %(day)s::date) < %(most)s
   OR EXISTS (SELECT 1 FROM core_missedsearch WHERE day = %(day)s::date AND seal = %(seal)s::varchar)
ON CONFLICT (seal, day) DO UPDATE SET number = core_missedsearch.number + 1
"""
WRITE_DOWN = """
UPDATE core_missedsearch SET words = %(words)s::varchar WHERE seal = %(seal)s::varchar AND words = ''
AND (SELECT count(*) >= %(days)s AND sum(number) >= %(times)s FROM core_missedsearch WHERE seal = %(seal)s::varchar)
"""


def note(text: str, day: date) -> None:
    """Count a search that found nothing, unless it could name somebody."""
    words = " ".join(fold(text).split())
    if words and not NAME.search(text) and may_be_kept(words):
        told: dict[str, str | int | date] = {"words": words, "seal": seal_of(words), "day": day, "most": MOST_A_DAY, "days": DAYS, "times": TIMES}
        with connection.cursor() as cursor:
            cursor.execute(NOTE, told)
            cursor.execute(WRITE_DOWN, told)


def seal_of(words: str) -> str:
    """What counts for the words and does not show them to whoever has the database without the installation's key."""
    return salted_hmac("samspil.missed-search", words, algorithm="sha256").hexdigest()


def may_be_kept(words: str) -> bool:
    """False for what is long, or looks like an e-mail address, a telephone number or a CPR number."""
    short = len(words) <= LONGEST and words.count(" ") < MOST_WORDS
    return short and not MAIL.search(words) and not FIGURES.search(words) and not has_cpr_number(words)


def told() -> QuerySet[MissedSearch, tuple[str, int, date]]:
    """Words that were searched for in vain on many days, how often, and the last such day; the most first."""
    often = MissedSearch.objects.exclude(words="").values("words").annotate(times=Sum("number"), last=Max("day"))
    return often.order_by("-times", "words").values_list("words", "times", "last")


def forget(today: date) -> None:
    """Delete what is older than KEPT_DAYS."""
    MissedSearch.objects.filter(day__lt=today - timedelta(days=KEPT_DAYS)).delete()
