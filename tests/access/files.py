"""Files of editors: a document and a picture, in the open or in a closed collection."""

import io

from django.core.files.base import ContentFile
from PIL import Image
from wagtail.documents.models import Document
from wagtail.models import Collection

from samspil.content.models import SitePicture


def png(width: int = 80, height: int = 40) -> bytes:
    """A small picture as a file."""
    file = io.BytesIO()
    Image.new("RGB", (width, height), "#12604a").save(file, "PNG")
    return file.getvalue()


def collection() -> Collection:
    """A collection below the root."""
    found: Collection | None = Collection.objects.filter(name="Samling").first()
    return found or Collection.get_first_root_node().add_child(name="Samling")


def document() -> Document:
    return Document.objects.create(title="Referat", file=ContentFile(b"Et referat.", "referat.txt"), collection=collection())


def picture() -> SitePicture:
    file = ContentFile(png(), "billede.png")
    made: SitePicture = SitePicture.objects.create(title="Billede", file=file, description="Et langt bord", collection=collection(), width=80, height=40)
    return made
