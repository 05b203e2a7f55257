"""Telling about review and comments. Nothing quotes a text: mail is not a safe place, and a draft is not public."""

from collections.abc import Iterable
from typing import Any

from wagtail.models import Page

from samspil.content.events import PageCommented, ReviewAnswered, ReviewAsked
from samspil.identity import telling
from samspil.identity.domain.roles import Role
from samspil.identity.domain.telling import Theme
from samspil.identity.models import Person


def tell_reviewers(event: ReviewAsked) -> None:
    """Whoever may publish learns that a text waits; not the one who sent it."""
    reviewers = Person.objects.filter(groups__name__in=[Role.REVIEWER, Role.ADMINISTRATOR], is_active=True).exclude(pk=event.asked_by or 0).distinct()
    tell(reviewers, event.page_id, "review-asked", "En tekst venter på dit gennemsyn.", template="content/mail/review_asked")


def tell_editor(event: ReviewAnswered) -> None:
    """The one who asked for the review learns how it went."""
    text = "Din tekst er godkendt og udgivet." if event.approved else "Din tekst er sendt tilbage."
    editor = Person.objects.filter(pk=event.asked_by or 0, is_active=True)
    tell(editor, event.page_id, "review-answered", text, template="content/mail/review_answered", context={"approved": event.approved})


def tell_followers(event: PageCommented) -> None:
    """Whoever follows a text, or took part in what is talked of, learns that something was said."""
    followers = Person.objects.filter(pk__in=event.people, is_active=True)
    tell(followers, event.page_id, f"commented-{event.comment_key}", "Der er nye kommentarer til en tekst, du følger.", waits=False)


def tell(people: Iterable[Person], page_id: int, kind: str, text: str, *, waits: bool = True, **mail: Any) -> None:
    """Tell each person of one page's newest revision, once."""
    page = Page.objects.filter(pk=page_id).first()
    if page is None:
        return
    key, url = f"{kind}:{page_id}:{page.latest_revision_id}", f"/redaktion/pages/{page_id}/edit/"
    telling.tell(people, telling.Message(kind=kind, theme=Theme.TEXTS, key=key, text=text, url=url, waits=waits, **mail))
