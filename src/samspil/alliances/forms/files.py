"""What people fill in to share a file. It is judged by its content before anything is kept; the acting organisation stands on the button."""

from typing import Any

from django import forms
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from samspil.alliances.actions.share_file import NewFile
from samspil.alliances.domain.files import KINDS
from samspil.content.uploads import check_picture, check_upload, extension, without_notes
from samspil.core.form_fields import CleanCharField
from samspil.core.text import clean, refuse_cpr_number

PICTURES = frozenset({"jpg", "png"})
LONGEST_NAME = 150
ACCEPTED = ",".join(f".{kind}" for kind in (*KINDS, "jpeg"))


class CheckedFileField(forms.FileField):
    """A file of one of the sorts the parties share, small enough, and clean."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        found = super().clean(data, initial)
        if isinstance(found, UploadedFile) and found.file is not None:
            name = clean(found.name or "")
            refuse_cpr_number(name)
            check_upload(found.file, name, allowed=KINDS)
            if extension(name) in PICTURES:
                check_picture(found.file)
        return found


class VersionForm(forms.Form):
    """A file, or its next version."""

    for_organisation = forms.IntegerField(widget=forms.HiddenInput, required=False)
    file = CheckedFileField(
        label=_("Which file?"),
        help_text=_("File hint"),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        error_messages={"required": _("Choose a file"), "empty": _("The file is empty. Choose another.")},
    )

    def written(self) -> NewFile:
        """What a valid form holds. Pictures lose what a camera wrote into them: where, when and by whom."""
        data = self.cleaned_data
        file, name = data["file"], clean(data["file"].name)
        kind = extension(name)
        bare = without_notes(file.file) if kind in PICTURES else None
        return NewFile(data.get("title") or "", name[-LONGEST_NAME:], kind, ContentFile(bare) if bare else file.file)


class FileForm(VersionForm):
    """A new file with what it is called here."""

    title = CleanCharField(label=_("What is it called?"), limit=120, help_text=_("File title hint"), error_messages={"required": _("Write a title")})
    field_order = ("title", "file")
