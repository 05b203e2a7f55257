"""Reading funds and calls; the gates."""

from collections.abc import Sequence

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from samspil.funds.call_data import whole
from samspil.funds.domain.calls import FundCallState
from samspil.funds.domain.parts import FundPart
from samspil.funds.models import Call, FormQuestion, Fund, FundRole
from samspil.funds.models.fund import runs
from samspil.identity.actor import Actor
from samspil.identity.models import Municipality

NO_FUND, NO_CALL, NO_QUESTION = "Den pulje findes ikke her.", "Den runde findes ikke her.", "Det spørgsmål findes ikke her."
MOST_FUNDS = 500


def get_fund_for(actor: Actor, slug: str) -> Fund:
    """The fund, if the actor may see it; Http404 otherwise."""
    return fund_or_404(Fund.objects.visible_to(actor), slug)


def get_handled_fund_for(actor: Actor, slug: str, *parts: FundPart) -> Fund:
    """The fund, if the actor runs it or has one of these parts in it, any part when none is named; Http404 otherwise."""
    return fund_or_404(Fund.objects.handled_by(actor, *parts), slug)


def fund_or_404(rows: QuerySet[Fund], slug: str) -> Fund:
    """One of these funds by its address."""
    found = rows.filter(slug=slug).select_related("municipality", "area").first()
    if found is None:
        raise Http404(NO_FUND)
    return found


def get_call_for(actor: Actor, fund_slug: str, slug: str) -> Call:
    """The call with all that belongs to it, if the actor may see it; Http404 otherwise."""
    return call_or_404(Call.objects.visible_to(actor).filter(fund__in=Fund.objects.visible_to(actor)), fund_slug, slug)


def get_handled_call_for(actor: Actor, fund_slug: str, slug: str, *parts: FundPart) -> Call:
    """The call with all that belongs to it, if the actor runs its fund or has one of these parts in it; Http404 otherwise."""
    return call_or_404(Call.objects.filter(fund__in=Fund.objects.handled_by(actor, *parts)), fund_slug, slug)


def call_or_404(rows: QuerySet[Call], fund_slug: str, slug: str) -> Call:
    """One of these calls by its address."""
    found = whole(rows).filter(fund__slug=fund_slug, slug=slug).first()
    if found is None:
        raise Http404(NO_CALL)
    return found


def get_question_for(call: Call, key: str) -> FormQuestion:
    """A question of a call that was read through its gate; Http404 otherwise."""
    found = next((row for row in call.questions.all() if row.key == key), None)
    if found is None:
        raise Http404(NO_QUESTION)
    return found


def shown_funds(actor: Actor, municipality_code: str = "") -> QuerySet[Fund]:
    """Funds that anybody may read, of one municipality or of all."""
    rows = Fund.objects.visible_to(actor).exclude(shown_at=None).select_related("municipality", "area")
    return rows.filter(municipality=municipality_code) if municipality_code else rows


def municipalities_with_funds(actor: Actor) -> list[tuple[str, str]]:
    """Codes and names of the municipalities that show a fund."""
    return list(shown_funds(actor).order_by("municipality__name").values_list("municipality", "municipality__name").distinct())


def calls_of(actor: Actor, funds: Sequence[Fund]) -> list[Call]:
    """The calls of these funds that the actor may see, the newest first."""
    return list(whole(Call.objects.visible_to(actor).filter(fund__in=[fund.pk for fund in funds])))


def public_calls(actor: Actor) -> QuerySet[Call]:
    """Every call that is published, of funds that are shown; whatever part the actor has in others."""
    return whole(Call.objects.visible_to(actor).exclude(state=FundCallState.DRAFT).exclude(fund__shown_at=None))


def handled_funds(actor: Actor) -> list[Fund]:
    """The funds somebody works with, with how many calls are not yet over."""
    live = Count("calls", filter=~Q(calls__state__in=[FundCallState.ACCOUNTED, FundCallState.CANCELLED]))
    return list(Fund.objects.handled_by(actor).select_related("municipality").annotate(live=live)[:MOST_FUNDS])


def places_to_begin(actor: Actor) -> list[Municipality]:
    """The municipalities somebody may make a fund in."""
    return list(Municipality.objects.filter(code__in=runs(actor)).order_by("name"))


def parts_in(fund: Fund) -> list[FundRole]:
    """Who works with a fund that was read through its gate."""
    return list(fund.parts.select_related("person").order_by("part", "pk"))
