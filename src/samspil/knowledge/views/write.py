"""Write to a desk: a question, an example that is missing, something that is known, a booking of a consultant."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from samspil.core.ratelimit import too_many
from samspil.identity.actor import actor_of
from samspil.knowledge import about
from samspil.knowledge.actions.send_enquiry import NewEnquiry, send_enquiry
from samspil.knowledge.domain.enquiries import TASK_DA, WRITE_DA, Topic
from samspil.knowledge.forms import EnquiryForm

TASKS = {topic.value: task for topic, task in TASK_DA.items()}


def contact(request: HttpRequest) -> HttpResponse:
    subject = about.subject_of(actor_of(request), (request.POST or request.GET).get("about_url") or request.GET.get("om", ""))
    if request.method != "POST":
        start = {"topic": request.GET.get("emne", ""), "about_url": subject.url, "desk": request.GET.get("kommune", "")}
        return shown(request, EnquiryForm(initial=start), subject)
    form = EnquiryForm(request.POST)
    if not form.is_valid():
        return shown(request, form, subject, status=422)
    if form.is_from_a_program:
        return to_thanks(form.cleaned_data)
    if too_many(request, "enquiry", limit=5, seconds=3600):
        form.add_error(None, "Der er sendt mange beskeder herfra den sidste time. Vent lidt, eller skriv til kommunen.")
        return shown(request, form, subject, status=429)
    send_enquiry(actor_of(request), new_enquiry(form.cleaned_data, subject))
    return to_thanks(form.cleaned_data)


def to_thanks(data: dict[str, Any]) -> HttpResponse:
    """The address says what the page must tell, and nothing anybody typed: no session, and nothing to forge but two words."""
    return HttpResponseRedirect(thanks_address("ja" if data["email"] else "nej", "kommunen" if data["desk"] else "redaktionen"))


@cache
def thanks_address(answer: str, place: str) -> str:
    """The address of the thanks that say these two words."""
    return f"{reverse('knowledge:thanks')}?{urlencode({'svar': answer, 'hos': place})}"


def thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "knowledge/thanks.html", {"section": "", **happened(request.GET)})


def happened(said: Mapping[str, str]) -> dict[str, str]:
    """The two words of the address, when they are words it writes itself."""
    answer, place = said.get("svar", ""), said.get("hos", "")
    return {"answer": answer if answer in {"ja", "nej"} else "", "place": place if place in {"kommunen", "redaktionen"} else ""}


def shown(request: HttpRequest, form: EnquiryForm, subject: about.Subject, status: int = 200) -> HttpResponse:
    topic = str(form["topic"].value() or "")
    # With an example in its heading the form needs not tell once more what it is about.
    like = subject.title if topic == Topic.START_ALLIANCE and subject.url.startswith("/eksempler/") else ""
    task = f"Start en alliance som »{like}«" if like else TASKS.get(topic, WRITE_DA)
    return render(request, "knowledge/contact.html", {"section": "", "form": form, "subject": subject, "task": task, "like": like}, status=status)


def new_enquiry(data: dict[str, Any], subject: about.Subject) -> NewEnquiry:
    """The errand's argument from a valid form."""
    return NewEnquiry(
        form_key=data["form_key"],
        topic=data["topic"],
        message=data["message"],
        name=data["name"],
        organisation=data["organisation"],
        email=data["email"],
        desk_code=data["desk"],
        about_url=subject.url,
        about_title=subject.title,
    )
