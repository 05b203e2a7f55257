"""Is this process able to serve? For load balancers and the launcher."""

from django.db import Error, connection
from django.http import HttpRequest, JsonResponse

from samspil.core.pagecache import STORE

# Jobs that are due, and events that nobody has told of yet: both are near nought while a worker lives.
WAITING = """
SELECT (SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at < now() - interval '5 minutes')),
       (SELECT count(*) FROM core_recordedevent WHERE delivered_at IS NULL)
"""


def health(request: HttpRequest) -> JsonResponse:
    try:
        with connection.cursor() as cursor:
            cursor.execute(WAITING)
            jobs, events = cursor.fetchone()
    except Error:
        return JsonResponse({"ok": False, "database": False}, status=503)
    return JsonResponse({"ok": True, "database": True, "jobs_waiting": jobs, "events_waiting": events, "page_cache": STORE.listening})
