"""The plain pages: front page, the root of each section, and pages of text."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField

from samspil.content.addresses import is_free
from samspil.content.models.base_page import BasePage
from samspil.content.models.fixed import Fixed
from samspil.content.models.presented import with_checks
from samspil.content.questions import with_short_answers
from samspil.core.templatetags.ui import rich

TEXT_FEATURES = ["h2", "h3", "bold", "link", "document-link", "ol", "ul"]


class HomePage(Fixed, BasePage):
    """The root of the site. Its address is answered by site's front page."""

    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]

    class Meta:
        verbose_name = "forside"


class SectionPage(Fixed, BasePage):
    """The root of a section ("Eksempler", "Jura"); the section's room answers its address."""

    parent_page_types: ClassVar[list[str]] = ["content.HomePage"]

    class Meta:
        verbose_name = "afsnit"


class StandardPageForm(WagtailAdminPageForm):
    """A page of text cannot have an address that the site answers itself."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        slug = cleaned.get("slug")
        if slug and not is_free(f"{self.parent_page.get_url() or '/'}{slug}/"):
            self.add_error("slug", "Den adresse bruger sitet selv til noget andet. Vælg en anden.")
        return cleaned


class StandardPage(BasePage):
    """A page of text: about, help, privacy, accessibility. It lies where no room answers the addresses."""

    body = RichTextField("tekst", features=TEXT_FEATURES)
    updated_on = models.DateField("sidst opdateret", null=True, blank=True)

    base_form_class = StandardPageForm
    content_panels = [*BasePage.content_panels, FieldPanel("body"), FieldPanel("updated_on")]
    parent_page_types: ClassVar[list[str]] = ["content.HomePage", "content.SectionPage", "content.StandardPage"]
    template = "content/standard_page.html"

    class Meta:
        verbose_name = "tekstside"

    @classmethod
    def can_create_at(cls, parent: Any) -> bool:
        return bool(super().can_create_at(parent)) and is_free(f"{parent.get_url() or '/'}ny-side/")

    def can_move_to(self, parent: Any) -> bool:
        return bool(super().can_move_to(parent)) and is_free(f"{parent.get_url() or '/'}{self.slug}/")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The text as visitors see it, with the short answers of the legal questions it lists."""
        return {**super().get_context(request, *args, **kwargs), "text": with_short_answers(rich(self.body))}

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Wagtail has checked the view restrictions; only unrestricted pages are kept for everybody."""
        from samspil.core.pagecache import public_page

        response: TemplateResponse = super().serve(request, *args, **kwargs)
        if not self.get_view_restrictions().exists():
            return public_page(lambda _request: response.render())(request)
        return response

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """As visitors will see it, with the bar that the content checks use."""
        response: TemplateResponse = super().serve(request)
        return with_checks(response.render(), request, self)
