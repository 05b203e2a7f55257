"""Is this process able to serve? For load balancers and the launcher."""

from django.db import Error, connection
from django.http import HttpRequest, JsonResponse

from samspil.core.pagecache import STORE


def health(request: HttpRequest) -> JsonResponse:
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at < now() - interval '5 minutes')"
            )
            waiting = cursor.fetchone()[0]
    except Error:
        return JsonResponse({"ok": False, "database": False}, status=503)
    return JsonResponse({"ok": True, "database": True, "jobs_waiting": waiting, "page_cache": STORE.listening})
