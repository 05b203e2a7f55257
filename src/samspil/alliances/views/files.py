"""Files of the parties: see them, share one, fetch a version, take one away."""

from django.contrib.auth.decorators import login_required
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from samspil.alliances import queries, together
from samspil.alliances.actions.remove_file import remove_file
from samspil.alliances.actions.share_file import share_file
from samspil.alliances.domain.files import KINDS, safe_name
from samspil.alliances.forms.files import FileForm, VersionForm
from samspil.alliances.presenting import files as shown
from samspil.alliances.presenting import talk
from samspil.alliances.views.answers import told
from samspil.alliances.views.write import shown_again, shown_with, written
from samspil.core.ratelimit import too_many
from samspil.identity.actor import actor_of

MOST_AN_HOUR = 60
# Whatever a file holds, a browser runs nothing of it.
SAFE = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox"}


@login_required
def files(request: HttpRequest, slug: str) -> HttpResponse:
    actor = actor_of(request)
    return render(request, "alliances/files/files.html", shown.page(actor, queries.get_working_room_for(actor, slug)))


@login_required
def share(request: HttpRequest, slug: str, file_id: int | None = None) -> HttpResponse:
    """A new file, or the next version of one."""
    actor, result = actor_of(request), None
    room = queries.get_working_room_for(actor, slug)
    found = together.get_file_of(room, file_id) if file_id else None
    form = (VersionForm if found else FileForm)(request.POST or None, request.FILES or None)
    if form.is_valid() and too_many(request, "alliance-file", limit=MOST_AN_HOUR, seconds=3600):
        form.add_error(None, "Der er lagt mange filer op herfra den sidste time. Vent lidt.")
    if form.is_valid():
        result = share_file(actor, slug, form.cleaned_data["for_organisation"], file_id, form.written(), now=timezone.now())
    if written(result):
        return told(request, reverse("alliances:files", args=[slug]), result, "Filen er lagt op.")
    return shown_again(request, "alliances/files/share.html", {**talk.place(actor, room), **shown_with(room, form), "file": found}, result)


@login_required
@never_cache
def version(request: HttpRequest, slug: str, file_id: int, number: int) -> FileResponse:
    """The bytes, for those who take part and nobody else; always as a file to keep, never as a page."""
    room = queries.get_working_room_for(actor_of(request), slug)
    found = together.get_file_version_of(room, file_id, number)
    try:
        content = default_storage.open(found.place)
    except FileNotFoundError as gone:
        raise Http404("Filen er her ikke.") from gone
    name = safe_name(found.file.title, found.number, found.kind)
    return FileResponse(content, as_attachment=True, filename=name, content_type=KINDS[found.kind], headers=SAFE)


@login_required
def remove(request: HttpRequest, slug: str, file_id: int) -> HttpResponse:
    """Asked first: what is taken away is gone."""
    actor = actor_of(request)
    if request.method == "POST":
        result = remove_file(actor, slug, file_id, now=timezone.now())
        return told(request, reverse("alliances:files", args=[slug]), result, "Filen er fjernet.")
    room = queries.get_working_room_for(actor, slug)
    return render(request, "alliances/files/remove.html", {**talk.place(actor, room), "file": together.get_file_of(room, file_id)})
