"""The rules, and what has been decided by them: for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from samspil.core.pagecache import public_page
from samspil.moderation import queries
from samspil.moderation.domain.cases import APPEAL_DAYS, KEEP_DAYS_AFTER_DECISION
from samspil.moderation.domain.words import RULE_DA, RULE_MEANS


@public_page
def rules(request: HttpRequest) -> HttpResponse:
    """Without session: the same for all."""
    shown = {"rules": [(RULE_DA[rule], RULE_MEANS[rule]) for rule in RULE_DA], "months": APPEAL_DAYS // 30, "days": KEEP_DAYS_AFTER_DECISION}
    return render(request, "moderation/rules.html", {"section": "", **shown, "log": queries.log_of_year(timezone.now())})
