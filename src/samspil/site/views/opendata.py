"""Open data: what is public, as CSV and JSON in one file, with dictionary and licence."""

from datetime import datetime

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from samspil.core.pagecache import public_page
from samspil.site import dumping


@public_page
def overview(request: HttpRequest) -> HttpResponse:
    path = dumping.dump_path()
    made = datetime.fromtimestamp(path.stat().st_mtime, timezone.get_current_timezone()) if path.exists() else None
    return render(request, "site/opendata.html", {"section": "opendata", "tables": dumping.TABLES, "made": made, "size": path.stat().st_size if made else 0})


def dump(request: HttpRequest) -> FileResponse:
    path = dumping.dump_path()
    if not path.exists():
        raise Http404("Filen er ikke lavet endnu. Den bliver lavet hver nat.")
    response = FileResponse(path.open("rb"), as_attachment=True, filename="samspil.zip")
    response["Cache-Control"] = "public, max-age=3600"
    return response
