"""Forms of content: what an editor uploads is checked before it is kept."""

from typing import Any

from django.conf import settings
from wagtail.documents.forms import BaseDocumentForm

from samspil.content.uploads import check_upload


class CheckedDocumentForm(BaseDocumentForm):
    """Wagtail's form for documents looks at the name alone; this one at the content."""

    def clean_file(self) -> Any:
        file = self.cleaned_data.get("file")
        if file and "file" in self.changed_data:
            check_upload(file.file, file.name, allowed=settings.WAGTAILDOCS_EXTENSIONS)
        return file
