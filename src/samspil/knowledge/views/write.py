"""Write to a desk: a question, an example that is missing, something that is known, a booking of a consultant."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from samspil.core.ratelimit import too_many
from samspil.identity.actor import actor_of
from samspil.knowledge import about
from samspil.knowledge.actions.send_enquiry import NewEnquiry, send_enquiry
from samspil.knowledge.forms import EnquiryForm


def contact(request: HttpRequest) -> HttpResponse:
    subject = about.subject_of(actor_of(request), (request.POST or request.GET).get("about_url") or request.GET.get("om", ""))
    if request.method != "POST":
        start = {"topic": request.GET.get("emne", ""), "about_url": subject.url, "desk": request.GET.get("kommune", "")}
        return shown(request, EnquiryForm(initial=start), subject)
    form = EnquiryForm(request.POST)
    if not form.is_valid():
        return shown(request, form, subject, status=422)
    if form.is_from_a_program:
        return redirect("knowledge:thanks")
    if too_many(request, "enquiry", limit=5, seconds=3600):
        form.add_error(None, "Der er sendt mange beskeder herfra den sidste time. Vent lidt, eller skriv til kommunen.")
        return shown(request, form, subject, status=429)
    send_enquiry(actor_of(request), new_enquiry(form.cleaned_data, subject))
    return redirect("knowledge:thanks")


def thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "knowledge/thanks.html", {"section": ""})


def shown(request: HttpRequest, form: EnquiryForm, subject: about.Subject, status: int = 200) -> HttpResponse:
    return render(request, "knowledge/contact.html", {"section": "", "form": form, "subject": subject}, status=status)


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
