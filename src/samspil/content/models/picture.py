"""Pictures: an alternative text is required, and the file is checked before it is kept."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.urls import reverse
from wagtail.images.models import AbstractImage, AbstractRendition

from samspil.content.uploads import check_picture, check_upload, without_notes
from samspil.core.text import clean


class SitePicture(AbstractImage):
    """`description` is the alternative text: what the picture shows, for people who do not see it."""

    description: str
    file: Any
    credit = models.CharField("fotograf eller kilde", max_length=120, blank=True)
    admin_form_fields = (
        "title",
        "file",
        "description",
        "credit",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = "billede"
        verbose_name_plural = "billeder"

    def clean(self) -> None:
        super().clean()
        self.description = clean(self.description)
        if len(self.description) < 5:
            raise ValidationError({"description": "Skriv med ord, hvad billedet viser. Det er for dem, der ikke kan se det."})
        if self.file and not self.file._committed:
            check_upload(self.file.file, self.file.name, allowed={"jpg", "png", "webp", "avif"})
            check_picture(self.file.file)
            plain = without_notes(self.file.file)
            if plain:
                self.file = ContentFile(plain, self.file.name)


class SitePictureRendition(AbstractRendition):
    image = models.ForeignKey(SitePicture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="content_one_rendition")]

    @property
    def url(self) -> str:
        """Our own address, wherever the file lies: a store's address would go round the gate (site/views/pictures.py)."""
        return reverse("picture", args=[self.file.name])
