"""What views of alliances share in how they answer a refusal."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from samspil.alliances.actions.working import NOT_TAKING_PART, Stale
from samspil.alliances.domain.checkup import QUESTION_DA
from samspil.alliances.domain.closing import EXIT_DA
from samspil.alliances.domain.story import TEXT_DA
from samspil.alliances.domain.terms import TERM_DA
from samspil.core.refusals import Refusal

LABELS: dict[str, str] = {
    "title": "Navn",
    "purpose": "Formål",
    "target_group": "Målgruppe",
    "place": "Sted",
    "what": "Tilsagn",
    "about": "Reglen",
    "meeting": "Mødet",
    "minutes": "Referatet",
    "answer": "Svaret",
    **TERM_DA,
    "first_day": "Begynder",
    "last_day": "Slutter",
    "notice_months": "Måneders varsel",
    "brings": "Bidrager med",
    "stake": "På spil",
    "gain": "At vinde",
    "responsible": "Ansvarlig",
    "helps": "Hjælper",
    "asked": "Spørges",
    "told": "Får besked",
    "line": "Grænsen mellem frivilliges og ansattes arbejde",
    "contact": "De frivilliges faste kontakt",
    "went_well": "Det gik godt",
    "hard": "Det er svært",
    "needed": "Det har vi brug for",
    "leaves": "Giver slip på",
    "measure": "Det lykkes, når",
    **{question.value: text for question, text in QUESTION_DA.items()},
    "own_words": "Jeres linje",
    "learnt": "Det lærte I",
    **{f"{one.value}_by": word for one, word in EXIT_DA.items()},
    "onward": "Opgaven",
    "onward_to": "Føres videre af",
    **TEXT_DA,
    "gains": "Får ud af det",
    "delivered": "Har leveret",
}


def refused_form(request: HttpRequest, template: str, form: Form, refusal: Refusal, shown: dict[str, Any], *, field: str | None = None) -> HttpResponse:
    """The form again with what was typed and why it was refused (beside `field` where one is to blame); after a collision also with what the other
    wrote, and ready to be saved over it."""
    stands = []
    if isinstance(refusal, Stale):
        data = request.POST.copy()  # the fields keep what was typed; only the revision is the newest
        data["revision"] = str(refusal.revision)
        form.data = data
        stands = [(LABELS.get(name, name), text) for name, text in refusal.stands.items() if text]
    form.add_error(field, refusal.text)
    return render(request, template, {**shown, "form": form, "stands": stands}, status=409)


def told(request: HttpRequest, address: str, result: object, said: str) -> HttpResponse:
    """Back to a page with what happened, or with why it did not; Http404 for those who take no part, as for every page that is the parties' own."""
    if result == NOT_TAKING_PART:
        raise Http404(NOT_TAKING_PART.text)
    if isinstance(result, Refusal):
        messages.warning(request, result.text)
    else:
        messages.success(request, said)
    return redirect(address)
