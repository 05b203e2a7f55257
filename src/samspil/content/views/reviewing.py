"""Wagtail's views of the form and of answers to a review, with our words: it says itself neither what was sent back nor that it was published."""

import json
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.admin.urls import display_custom_404
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.workflow import CollectWorkflowActionDataView, WorkflowActionView
from wagtail.models import Comment, CommentReply, PageSubscription

from samspil.content.events import PageCommented
from samspil.content.reviewing import ANSWER_FIRST, SAY_WHAT, SentBackForm, review_of, say_how_it_ended
from samspil.core import events


class ReviewedEditView(EditView):
    """The form, with the review above it."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "review": review_of(self.page, self.request.user)}

    def form_valid(self, form: Any) -> HttpResponse:
        """The form comes back with what was typed when it is answered in a way that review has no room for."""
        wrong = self.out_of_turn()
        if wrong:
            form.add_error(None, wrong)
            refused: HttpResponse = self.form_invalid(form)
            return refused
        done: HttpResponse = super().form_valid(form)
        return done

    def out_of_turn(self) -> str:
        """Why this answer is refused, or "". The dialog asks for the comment; here it is asked for again of whoever sends without one.

        Publishing is not offered while a text is in review, but a form that was open before it went there still has the button.
        """
        if self.action_name == "publish" and self.page.workflow_in_progress:
            return ANSWER_FIRST
        sends_back = self.action_name == "perform_workflow_action" and self.workflow_action == "reject"
        return SAY_WHAT if sends_back and not SentBackForm(self.answer()).is_valid() else ""

    def answer(self) -> dict[str, Any]:
        """What the dialog gathered, or nothing when it is no such thing."""
        try:
            gathered = json.loads(self.request.POST.get("workflow-action-extra-data", ""))
        except ValueError:
            return {}
        return gathered if isinstance(gathered, dict) else {}

    def send_commenting_notifications(self, changes: dict[str, Any]) -> None:
        """In place of Wagtail's mails, which ask nobody's choices: told as an event, with who follows the text or took part in the thread."""
        threads = [*(comment.pk for comment in changes["resolved_comments"]), *(comment.pk for comment, _ in changes["new_replies"])]
        fresh = [*(comment.pk for comment in changes["new_comments"]), *(reply.pk for _, replies in changes["new_replies"] for reply in replies)]
        if threads or fresh or changes["deleted_comments"]:
            people = followers(self.page.pk, threads) - {self.request.user.pk}
            key = "-".join(map(str, fresh)) or f"{timezone.now():%Y%m%d%H%M%S}"
            events.record(PageCommented(page_id=self.page.pk, people=sorted(people), comment_key=key[:60]), actor_id=self.request.user.pk)

    def add_save_confirmation_message(self) -> None:
        if self.action_name == "perform_workflow_action":
            say_how_it_ended(self.request, self.page.pk, self.workflow_action)
        else:
            super().add_save_confirmation_message()


def followers(page_id: int, comment_ids: list[int]) -> set[int]:
    """Who follows a text, and who wrote in these comments' threads."""
    following = PageSubscription.objects.filter(page_id=page_id, comment_notifications=True).values_list("user_id", flat=True)
    begun = Comment.objects.filter(pk__in=comment_ids).values_list("user_id", flat=True)
    answered = CommentReply.objects.filter(comment_id__in=comment_ids).values_list("user_id", flat=True)
    return {*following, *begun, *answered}


class NeedsWords:
    """Sending back needs a comment."""

    action_name: str

    def get_form_class(self) -> Any:
        return SentBackForm if self.action_name == "reject" else super().get_form_class()  # type: ignore[misc]  # Wagtail's view has it


class AskView(NeedsWords, CollectWorkflowActionDataView):
    """The dialog on the form."""


class AnswerView(NeedsWords, WorkflowActionView):
    """The answer given from a list, or by a program."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        valid = not self.form_class or self.form_class(request.POST).is_valid()
        reply: HttpResponse = super().post(request, *args, **kwargs)
        if valid:
            say_how_it_ended(request, self.object.pk, self.action_name)
        elif request.headers.get("X-Requested-With") != "XMLHttpRequest":
            messages.error(request, SAY_WHAT)
        return reply


def as_wagtail_does(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """What Wagtail puts around each of its own views."""
    guarded: Callable[..., HttpResponse] = never_cache(display_custom_404(require_admin_access(view)))
    return guarded


edit, ask, answer = (as_wagtail_does(view.as_view()) for view in (ReviewedEditView, AskView, AnswerView))
