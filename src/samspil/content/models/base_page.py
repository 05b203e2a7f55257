"""What every public page has: a visibility rule and a short text for lists and search engines."""

from typing import TYPE_CHECKING, Any

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.admin.widgets.slug import SlugInput
from wagtail.models import Page, PageManager, PageQuerySet, PageViewRestriction

from samspil.content.widgets import CountedText, when_to_publish
from samspil.core.text import without_controls

if TYPE_CHECKING:
    from samspil.core.viewers import Viewer

DANISH_LETTERS = [("[æÆ]", "ae"), ("[øØ]", "oe"), ("[åÅ]", "aa")]


def page_audience(page: Page) -> str:
    """The audience of a page, which every restriction on the way down to it must let in.

    "nobody" for drafts, for pages behind a shared password and for pages behind two restrictions to groups: those are
    found only by their address, never in lists. People of one group's view are logged in, so such a view covers "person".
    """
    if not page.live:
        return "nobody"
    restrictions = list(page.get_view_restrictions())
    views = [restriction for restriction in restrictions if restriction.restriction_type == PageViewRestriction.GROUPS]
    if len(views) > 1 or any(restriction.restriction_type == PageViewRestriction.PASSWORD for restriction in restrictions):
        return "nobody"
    if views:
        return f"view:{views[0].pk}"
    return "person" if restrictions else "public"


class BasePageQuerySet(PageQuerySet):
    def visible_to(self, viewer: "Viewer") -> "BasePageQuerySet":
        """Live pages outside every view restriction, and those whose restrictions all let the viewer in."""
        allowed = viewer.audiences
        barred = models.Q()
        for restriction in PageViewRestriction.objects.select_related("page").only("id", "restriction_type", "page__path", "page__depth"):
            opens = {PageViewRestriction.LOGIN: "person", PageViewRestriction.GROUPS: f"view:{restriction.pk}"}.get(restriction.restriction_type)
            if opens not in allowed:
                barred |= models.Q(path__startswith=restriction.page.path)
        found: BasePageQuerySet = self.live()
        return found.exclude(barred) if barred else found


BasePageManager = PageManager.from_queryset(BasePageQuerySet)


class BasePage(Page):
    """Parent of every page type. Teasers are plain text."""

    search_description: str
    teaser = models.CharField("kort fortalt", max_length=300, blank=True, help_text="Står på kort, i søgning og hos søgemaskiner. 60-220 tegn.")

    objects = BasePageManager()
    content_panels = [*Page.content_panels, FieldPanel("teaser", widget=CountedText)]
    promote_panels = [FieldPanel("slug", widget=SlugInput(formatters=DANISH_LETTERS))]
    settings_panels = when_to_publish()

    class Meta:
        abstract = True

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        for field in self._meta.concrete_fields:
            value = getattr(self, field.attname)
            if isinstance(field, models.CharField | models.TextField) and isinstance(value, str):
                setattr(self, field.attname, without_controls(value))
        super().full_clean(*args, **kwargs)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_description = self.search_description or self.teaser
        super().save(*args, **kwargs)
