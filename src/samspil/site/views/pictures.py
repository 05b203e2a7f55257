"""Picture files, behind the gate of the picture they belong to."""

from django.http import FileResponse, Http404, HttpRequest

from samspil.content.models import SitePictureRendition


def picture(request: HttpRequest, name: str) -> FileResponse:
    """One size of a picture. Only files that are a picture's size are served, and those of a closed collection only to whom it lets in."""
    found = SitePictureRendition.objects.filter(file=name).select_related("image__collection").first()
    if found is None or "\x00" in name:
        raise Http404("Det billede findes ikke.")
    restrictions = list(found.image.collection.get_view_restrictions())
    if not all(restriction.accept_request(request) for restriction in restrictions):
        raise Http404("Det billede er ikke åbent for dig.")
    try:
        response = FileResponse(found.file.open("rb"))
    except FileNotFoundError as error:
        raise Http404("Det billede findes ikke.") from error
    response["Cache-Control"] = "private, no-store" if restrictions else "public, max-age=3600"
    return response
