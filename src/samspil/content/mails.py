"""Mails about review. They never quote a text: mail is not a safe place, and a draft is not public."""

from collections.abc import Iterable

from wagtail.models import Page

from samspil.content.events import ReviewAnswered, ReviewAsked
from samspil.core import mail
from samspil.core.models import Notice
from samspil.identity.domain.roles import Role
from samspil.identity.models import Person


def tell_reviewers(event: ReviewAsked) -> None:
    """Whoever may publish learns that a text waits; not the one who sent it."""
    reviewers = Person.objects.filter(groups__name__in=[Role.REVIEWER, Role.ADMINISTRATOR], is_active=True).exclude(pk=event.asked_by or 0).distinct()
    tell(reviewers, event.page_id, "review-asked", "En tekst venter på dit gennemsyn.", "content/mail/review_asked", approved=False)


def tell_editor(event: ReviewAnswered) -> None:
    """The one who asked for the review learns how it went."""
    text = "Din tekst er godkendt og udgivet." if event.approved else "Din tekst er sendt tilbage."
    editor = Person.objects.filter(pk=event.asked_by or 0, is_active=True)
    tell(editor, event.page_id, "review-answered", text, "content/mail/review_answered", approved=event.approved)


def tell(people: Iterable[Person], page_id: int, kind: str, text: str, template: str, *, approved: bool) -> None:
    """A line on each person's own page, and a mail the first time it is put there."""
    page = Page.objects.filter(pk=page_id).first()
    if page is None:
        return
    key = f"{kind}:{page_id}:{page.latest_revision_id}"
    for person in people:
        _, new = Notice.objects.get_or_create(
            recipient_id=person.pk, dedupe_key=key, defaults={"kind": kind, "text": text, "url": f"/redaktion/pages/{page_id}/edit/"}
        )
        if new:
            mail.send(template, person.email, {"approved": approved})
