"""Forms of content: what an editor uploads is checked before it is kept."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from samspil.content.uploads import check_upload


class CheckedDocumentForm(BaseDocumentForm):
    """Wagtail's form for documents looks at the name alone; this one at the content."""

    def clean_file(self) -> Any:
        file = self.cleaned_data.get("file")
        if file and "file" in self.changed_data:
            check_upload(file.file, file.name, allowed=settings.WAGTAILDOCS_EXTENSIONS)
        return file


class CheckedPictureField(WagtailImageField):
    """Wagtail's field breaks down on a file that begins like a picture and is none; this one says so."""

    def to_python(self, data: Any) -> Any:
        try:
            return super().to_python(data)
        except (OSError, ValueError, SyntaxError) as error:
            raise ValidationError(self.error_messages["invalid_image"], code="invalid_image") from error


class CheckedPictureForm(BaseImageForm):
    """Wagtail's form with the field above, where the form has one: the page for many pictures asks for words after the files."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        old = self.fields.get("file")
        if old:
            self.fields["file"] = CheckedPictureField(label=old.label, required=old.required, widget=old.widget, initial=old.initial)
