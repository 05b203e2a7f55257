"""Pages that a room presents: the preview shows exactly what visitors will see, made by the room's own functions."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string

from samspil.content.security_policy import mark_preview
from samspil.core.stored import framed
from samspil.identity.actor import actor_of

if TYPE_CHECKING:
    from samspil.core.stored import Parts

# Wagtail counts the words of the first <main> or role="main": in a preview that is the text itself (`data-text` in the templates), not what stands around it.
COUNTED = ((b"<main ", b"<div "), (b"</main>", b"</div>"), (b" data-text>", b' role="main">'))


class Presented:
    """A mixin for page types. The room answers the page's address; Wagtail asks here for previews of drafts.

    Pages lie under the section whose room presents them (`section_slug`), so that their place in the tree is their address.
    """

    section_slug: ClassVar[str]
    presenter: ClassVar[str]  # dotted path of the room's function that makes a page's parts: it lies above the models

    @classmethod
    def can_create_at(cls, parent: Any) -> bool:
        return bool(super().can_create_at(parent)) and parent.slug == cls.section_slug  # type: ignore[misc]  # Wagtail's Page has it

    def can_move_to(self, parent: Any) -> bool:
        return bool(super().can_move_to(parent)) and parent.slug == self.section_slug  # type: ignore[misc]  # Wagtail's Page has it

    def parts(self) -> "Parts":
        """The page's parts as the room shows them; drafts too."""
        made: Parts = import_string(self.presenter)(self)
        return made

    def serve(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """The page as visitors see it."""
        return framed(request, actor_of(request), self.parts())

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The page as visitors will see it, with the bar that lets the editor's content checks look at it."""
        return with_checks(self.serve(request), request, self)


def with_checks(response: HttpResponse, request: HttpRequest, page: object) -> HttpResponse:
    """Put Wagtail's bar at the end of a preview, through which the Checks panel beside the form works, and show it which part is the text."""
    from wagtail.admin.userbar import Userbar

    bar = Userbar(object=page, position="bottom-right").render_html({"request": request})
    for mark, instead in (*COUNTED, (b"</body>", bar.encode() + b"</body>")):
        response.content = response.content.replace(mark, instead)
    mark_preview(response)
    return response
