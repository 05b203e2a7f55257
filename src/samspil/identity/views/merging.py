"""Staff find organisations that are here twice, see what merging would do, and merge."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from samspil.core.refusals import Refusal
from samspil.identity import merging
from samspil.identity.actions.merge_organisations import merge_organisations, why_not
from samspil.identity.actor import actor_of
from samspil.identity.organisation_forms import MergeForm


def overview(request: HttpRequest) -> HttpResponse:
    """What looks alike, and two of one's own choice: what is written leads to one, or to a choice among several."""
    actor = actor_of(request)
    asked = {key: request.GET.get(key, "")[:120] for key in ("luk", "behold")}
    found = {key: merging.found_by(actor, text) if text.strip() else [] for key, text in asked.items()}
    if all(len(some) == 1 for some in found.values()) and found["luk"] != found["behold"]:
        return redirect("site:merge", merged_id=found["luk"][0].pk, into_id=found["behold"][0].pk)
    picks = [(key, text, found[key]) for key, text in asked.items()]
    return render(request, "identity/duplicates.html", {"section": "desk", "pairs": merging.pairs_for(actor), "picks": picks, "asked": any(asked.values())})


def merge(request: HttpRequest, merged_id: int, into_id: int) -> HttpResponse:
    """What happens before it happens; the button says which one stays."""
    actor = actor_of(request)
    merged, into = merging.get_pair_for(actor, merged_id, into_id)
    form = MergeForm(request.POST or None, initial={"trusted": bool(merged.confirmed_at or not into.confirmed_at)}, closes=merged.name)
    refusal = why_not(actor, merged, into)
    if request.method == "POST" and form.is_valid():
        result = merge_organisations(actor, merged_id, into_id, trusted=form.cleaned_data["trusted"], now=timezone.now())
        if not isinstance(result, Refusal):
            messages.success(request, f"To sider er slået sammen til {result.name}. Den gamle adresse fører hertil.")
            return redirect("organisations:organisation", slug=result.slug)
        refusal = result
    shown = {"section": "desk", "merged": merged, "into": into, "form": form, "refusal": refusal, **merging.preview(merged, into)}
    return render(request, "identity/merge.html", shown, status=409 if refusal and request.method == "POST" else 422 if form.errors else 200)
