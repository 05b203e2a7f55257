"""The map of the site for search engines, in parts: which there are, and what stands in each (sitemaps.org).

A part is a span of the index's own ids, so that finding one and reading it costs the same however many others there are,
and an address stays in its part. Part 0 is what stands in no index.
"""

from datetime import datetime

from django.db import connection

from samspil.core.models import Document
from samspil.core.viewers import Viewer

# The standard allows 50,000 addresses a part. This many stay below what one kept page may weigh (core/pagecache.py).
SPAN = 2_000
# Steps from the first id of one span to the first id of the next that holds something; each step is one look in the index of ids.
FIRST_OF_EACH = """
WITH RECURSIVE first(id) AS (
    (SELECT id FROM core_document WHERE audience = ANY(%(audiences)s) ORDER BY id LIMIT 1)
    UNION ALL
    SELECT (SELECT id FROM core_document WHERE audience = ANY(%(audiences)s) AND id >= (first.id / %(span)s + 1) * %(span)s ORDER BY id LIMIT 1)
    FROM first WHERE first.id IS NOT NULL
)
SELECT id / %(span)s + 1 FROM first WHERE id IS NOT NULL
"""


def parts(viewer: Viewer) -> list[int]:
    """The numbers of the parts that hold something for the viewer."""
    with connection.cursor() as cursor:
        cursor.execute(FIRST_OF_EACH, {"audiences": sorted(viewer.audiences), "span": SPAN})
        return [0, *(number for (number,) in cursor.fetchall())]


def part(viewer: Viewer, number: int) -> list[tuple[str, datetime]]:
    """Addresses of one part and when each changed last."""
    first = (number - 1) * SPAN
    visible = Document.objects.visible_to(viewer).filter(pk__gte=first, pk__lt=first + SPAN)
    return list(visible.order_by("pk").values_list("url", "changed_at"))
