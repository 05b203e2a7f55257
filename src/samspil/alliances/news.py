"""What is new among the alliances that everybody may see: those that were opened, and those whose parties agreed."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import F, OuterRef, QuerySet, Subquery, TextField
from django.db.models.expressions import Combinable
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce, Greatest

from samspil.alliances.domain.lifecycle import Stage
from samspil.alliances.models import Alliance, Amendment
from samspil.alliances.models.amendment import OPEN
from samspil.core.viewers import PUBLIC

MOST_NEWS = 50
# In these an agreement holds, or has held to the end.
AGREED = [stage.value for stage in (Stage.AGREED, Stage.RUNNING, Stage.CLOSED)]


class News(NamedTuple):
    """One piece of news. `agreed`: the parties agreed; otherwise the alliance was opened to everybody."""

    title: str
    address: str
    purpose: str
    at: datetime
    agreed: bool


def newest() -> list[News]:
    """The newest first, at most MOST_NEWS. What was agreed before the alliance was opened is news from when it was."""
    public = Alliance.objects.visible_to(PUBLIC).exclude(shown_at=None)
    agreed = public.filter(stage__in=AGREED).exclude(agreed_at=None)
    found = [*told(public, F("shown_at"), agreed=False), *told(agreed, Greatest("shown_at", "agreed_at"), agreed=True)]
    return sorted(found, key=lambda news: (news.at, news.address), reverse=True)[:MOST_NEWS]


def told(found: QuerySet[Alliance], moment: Combinable, *, agreed: bool) -> list[News]:
    """The newest of these by a moment of theirs."""
    holds = Amendment.objects.filter(alliance=OuterRef("pk"), state__in=OPEN)  # what is only proposed is nobody else's yet
    titled = Coalesce(Subquery(holds.values(was=KT("stood__title"))), F("initiative__title"), output_field=TextField())
    meant = Coalesce(Subquery(holds.values(was=KT("stood__purpose"))), F("purpose"))
    rows = found.annotate(at=moment, titled=titled, meant=meant).order_by("-at", "-pk").values_list("titled", "initiative__slug", "meant", "at")[:MOST_NEWS]
    return [News(title, f"/alliancer/{slug}/", purpose, at, agreed) for title, slug, purpose, at in rows]
