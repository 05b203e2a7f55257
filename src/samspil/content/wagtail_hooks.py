"""The editors' admin trimmed to what editors use, in our colours, and what it tells the house."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from samspil.content.events import QuestionSetChanged, TermChanged
from samspil.content.models import GlossaryTerm, QuestionSet
from samspil.core import events

SHOWN = {"explorer", "images", "documents", "words", "desk", "rules"}


class GlossaryViews(SnippetViewSet):
    """The glossary. Reviewers write in it: its words are public at once."""

    model = GlossaryTerm
    icon = "openquote"
    menu_label = "Ordbog"
    list_display = ("term", "short")
    search_fields = ("term", "short", "body")


class QuestionViews(SnippetViewSet):
    """The set discussions of the guides."""

    model = QuestionSet
    icon = "list-ul"
    menu_label = "Spørgsmål til drøftelser"
    list_display = ("title",)


@register_snippet
class Words(SnippetViewSetGroup):
    """What reviewers keep beside the pages."""

    items = (GlossaryViews, QuestionViews)
    menu_label = "Ord og spørgsmål"
    menu_name = "words"
    menu_icon = "openquote"
    menu_order = 400


@hooks.register("construct_main_menu")
def keep_what_editors_use(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Wagtail's reports, settings and help are for those who run it; people with roles are managed on the desk."""
    menu_items[:] = [item for item in menu_items if item.name in SHOWN]


@hooks.register("register_admin_menu_item")
def desk_item() -> MenuItem:
    return MenuItem("Bordet", "/bord/", name="desk", icon_name="home", order=10)


@hooks.register("register_admin_menu_item")
def rules_item() -> MenuItem:
    return MenuItem("Sådan skriver vi", "/hjaelp/for-redaktoerer/", name="rules", icon_name="help", order=2000)


@hooks.register("construct_page_action_menu")
def answer_first(menu_items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """While a text is in review the way out is the answer: publishing around it is not offered, and approving is the first button.

    A text sent back is sent again; beginning the review anew would do the same and only lose what the reviewer wrote.
    """
    page = context.get("page")
    menu_items[:] = [item for item in menu_items if item.name != "action-restart-workflow"]
    if page and page.workflow_in_progress:
        menu_items[:] = [item for item in menu_items if item.name != "action-publish"]
        menu_items.sort(key=lambda item: item.name != "approve")


@hooks.register("before_bulk_action")
def publish_nothing_in_review(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> HttpResponse | None:
    """Publishing many pages at once is no way round a review either: none of them is published."""
    waiting = [page.get_admin_display_title() for page in texts_in_review(objects, action)] if action_type == "publish" else []
    if not waiting:
        return None
    messages.error(request, f"Intet er udgivet. Til gennemsyn er: {', '.join(waiting[:5])}. Godkend dem, eller send dem tilbage først.")
    return redirect(action.next_url)


def texts_in_review(objects: list[Any], action: Any) -> list[Page]:
    """The pages among them that are in review, and those below them when they too are to be published."""
    pages = [page for page in objects if isinstance(page, Page)]
    below = [page for page in pages if action.cleaned_form.cleaned_data.get("include_descendants")]
    pages += [draft for page in below for draft in page.get_descendants().not_live().specific()]
    return [page for page in pages if page.specific.workflow_in_progress]


@hooks.register("insert_global_admin_css")
def colours() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("content/admin.css"))


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def tell_of_snippet(request: HttpRequest, instance: Any) -> None:
    """Words and questions are public when they are saved: whoever shows them looks again."""
    if isinstance(instance, QuestionSet):
        instance.renumber()
        QuestionSet.objects.filter(pk=instance.pk).update(edited_at=timezone.now())
    tell([instance], request.user.pk)


@hooks.register("after_delete_snippet")
def tell_of_deleted(request: HttpRequest, instances: Iterable[Any]) -> None:
    tell(instances, request.user.pk)


def tell(instances: Iterable[Any], actor_id: int | None) -> None:
    """One event a word or set of questions."""
    for instance in instances:
        if isinstance(instance, GlossaryTerm):
            events.record(TermChanged(term_id=instance.pk or 0), actor_id=actor_id)
        elif isinstance(instance, QuestionSet):
            events.record(QuestionSetChanged(question_set_id=instance.pk or 0), actor_id=actor_id)
