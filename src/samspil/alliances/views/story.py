"""Tell the alliance as an example: the page, the shared text, a party's own part, and sending it to the editors."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from samspil.alliances import queries
from samspil.alliances.actions.tell import send_story, take_yes_back, write_part, write_story
from samspil.alliances.forms.base import PartyForm
from samspil.alliances.forms.story import StoryForm, StoryPartForm
from samspil.alliances.presenting import story as presenting
from samspil.alliances.stories import story_of
from samspil.alliances.views.answers import told
from samspil.alliances.views.write import shown_again, written
from samspil.identity.actor import actor_of

SENT = "Tak. Redaktionen læser det og skriver til jer, når det er ude. I kan tage jeres ja tilbage, til det er offentliggjort."


def place(slug: str) -> str:
    return reverse("alliances:tell", args=[slug])


@login_required
def tell(request: HttpRequest, slug: str) -> HttpResponse:
    """Where the story stands and how it would read."""
    actor = actor_of(request)
    return render(request, "alliances/story/page.html", presenting.page(actor, queries.get_working_room_for(actor, slug)))


@login_required
def text(request: HttpRequest, slug: str) -> HttpResponse:
    """The shared text, begun from what the alliance has written."""
    actor, form, result = actor_of(request), StoryForm(request.POST or None), None
    if form.is_valid():
        data = form.cleaned_data
        result = write_story(actor, slug, form.written(), data["area"], revision=data["revision"], now=timezone.now())
    if written(result):
        return told(request, place(slug), result, "Den fælles tekst er gemt. Nu kan hver part sige ja.")
    room = queries.get_working_room_for(actor, slug)
    form.initial = presenting.text_start(room)
    return shown_again(request, "alliances/story/text.html", {**presenting.place(room), "form": form}, result)


@login_required
def part(request: HttpRequest, slug: str, party_id: int) -> HttpResponse:
    """A party's own part as it will be public, with two buttons: yes, or save it only."""
    actor, form, result, yes = actor_of(request), StoryPartForm(request.POST or None), None, "yes" in request.POST
    if form.is_valid():
        data, now = form.cleaned_data, timezone.now()
        known = {"revision": data["revision"], "story_revision": data["story_revision"]}
        result = write_part(actor, slug, data["for_organisation"], form.written(), yes=yes, now=now, **known)
    if written(result):
        return told(request, place(slug), result, "Tak for jeres ja." if yes else "Det er gemt. I har ikke sagt ja endnu.")
    room = queries.get_working_room_for(actor, slug)
    party = queries.get_own_party_for(actor, room, party_id)
    form.initial = presenting.part_start(room, story_of(room), party)
    return shown_again(request, "alliances/story/part.html", {**presenting.part_page(room, party), "form": form}, result)


@login_required
@require_POST
def send(request: HttpRequest, slug: str) -> HttpResponse:
    """Send it to the editors, for the party on the button."""
    form = PartyForm(request.POST)
    organisation = form.cleaned_data["for_organisation"] if form.is_valid() else 0
    return told(request, place(slug), send_story(actor_of(request), slug, organisation, now=timezone.now()), SENT)


@login_required
@require_POST
def take_back(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a party's yes back, for the party on the button."""
    form = PartyForm(request.POST)
    organisation = form.cleaned_data["for_organisation"] if form.is_valid() else 0
    result = take_yes_back(actor_of(request), slug, organisation, now=timezone.now())
    return told(request, place(slug), result, "Jeres ja er taget tilbage. Intet om jer kommer ud.")
