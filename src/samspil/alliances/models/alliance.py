"""An alliance: what several parties want together, from the first draft to the day it is over."""

from typing import TYPE_CHECKING

import pghistory
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest

from samspil.alliances.domain.lifecycle import LIFECYCLE, STAGE_DA
from samspil.alliances.domain.words import CO_CREATION_DA
from samspil.content.models import KleNumber
from samspil.initiatives.models import Initiative

if TYPE_CHECKING:
    from samspil.core.viewers import Viewer
    from samspil.initiatives.models.sight import Sight

KINDS = [(kind.value, word) for kind, word in CO_CREATION_DA.items()]
# What the index calls it.
KIND = "alliance"
STAGES = [(stage.value, word) for stage, word in STAGE_DA.items()]


class AllianceQuerySet(models.QuerySet["Alliance"]):
    def visible_to(self, viewer: "Viewer | Sight") -> "AllianceQuerySet":
        """As its initiative: open ones for everybody, others for those who take part or are asked."""
        return self.filter(initiative__in=Initiative.objects.visible_to(viewer))


def address_of(slug: str) -> str:
    """Where the page of the alliance with this name lies."""
    return f"/alliancer/{slug}/"


@pghistory.track(
    pghistory.InsertEvent("begun"),
    pghistory.UpdateEvent("changed"),
    fields=["stage", "purpose", "target_group", "place", "kind", "notice_months", "facts", "concerns_relatives"],
    model_name="AllianceEvent",
)
class Alliance(models.Model):
    """Title, period, welfare area and who may see it stand on the initiative. `kind` says who sets the aim and who finds the way; `kle` files it;
    `concerns_relatives`: relatives are among those it is about, so somebody must speak for them.

    `facts` are the answers to law's questions on the activity by key, None for "ved ikke"; `facts_at` is when one of them last changed, and `law_seen_at`
    when a party last looked at the legal check. What follows from the answers is kept beside them, so that a page need not ask law: `law_service` is
    law's PublicService, `law_stops` what the check says must not happen, `law_edition` the edition of the law they were last held against, and
    `law_again` why the law must be looked at again, "" when it need not. `law_texts` are texts of a check taken into the agreement.

    `like_url` is the example it was begun from. `shown_at` is when everybody could see it first, `agreed_at` when its parties last agreed. `ended_at`,
    `ended_for` and `end_reason` say when it was closed or given up, on behalf of which party (None: the person who held it) and why.
    `facts` are ticked facts of the activity by key, as law reads them; `facts_at` is when they were ticked and `law_seen_at` when the answers that fit
    them were looked at since. `like_url` is the example it was begun from. `shown_at` is when everybody could
    see it first, `agreed_at` when its parties last agreed, `begun_on` the day they last said that they had begun. `ended_at`, `ended_for` and
    `end_reason` say when it was closed or given up, on behalf of which party (None: the person who held it) and why; `continued_with` who
    carries the task on, or "". `told_url` is the address of the example that tells of it, while there is one that everybody can read.

    `questions` is how many questions of the municipality's template it has, `unanswered` how many of them nobody has answered.
    `sought` says which parties are still looked for, in the words of the party `sought_for`; "" when none are.
    `shows_status`: the parties have written of a quarter what everybody may read (models/status.py).
    `holder_gone_at` is when whoever held it in their own name was gone; `carrier` is the party that has said since that it takes over.

    `revision` rises when its own texts change, so that a form opened before does not overwrite them unseen.
    """

    initiative = models.OneToOneField(Initiative, on_delete=models.CASCADE, related_name="alliance")
    stage = models.CharField(max_length=12, choices=STAGES, default=LIFECYCLE.start)
    purpose = models.TextField(blank=True)
    target_group = models.TextField(blank=True)
    place = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=16, choices=KINDS, blank=True)
    kle = models.ForeignKey(KleNumber, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    concerns_relatives = models.BooleanField(default=False)
    notice_months = models.PositiveSmallIntegerField(default=1)
    like_url = models.CharField(max_length=200, blank=True)
    facts = models.JSONField(default=dict, blank=True)
    facts_at = models.DateTimeField(null=True, blank=True)
    law_seen_at = models.DateTimeField(null=True, blank=True)
    law_service = models.CharField(max_length=12, default="not_said")
    law_stops = models.JSONField(default=list, blank=True)
    law_edition = models.CharField(max_length=32, blank=True, db_index=True)
    law_again = models.CharField(max_length=80, blank=True)
    law_texts = models.JSONField(default=list, blank=True)
    revision = models.PositiveIntegerField(default=1)
    shown_at = models.DateTimeField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    begun_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_for = models.ForeignKey("alliances.Party", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    end_reason = models.CharField(max_length=300, blank=True)
    questions = models.PositiveSmallIntegerField(default=0)
    unanswered = models.PositiveSmallIntegerField(default=0)
    sought = models.CharField(max_length=300, blank=True)
    sought_for = models.ForeignKey("alliances.Party", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    shows_status = models.BooleanField(default=False)
    holder_gone_at = models.DateTimeField(null=True, blank=True)
    carrier = models.ForeignKey("alliances.Party", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    continued_with = models.CharField(max_length=120, blank=True)
    told_url = models.CharField(max_length=200, blank=True)

    objects = AllianceQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            # What is new (news.py), the newest first.
            models.Index(F("shown_at").desc(), F("id").desc(), name="alliances_newest_shown", condition=Q(shown_at__isnull=False)),
            models.Index(
                Greatest("shown_at", "agreed_at").desc(),
                F("id").desc(),
                name="alliances_newest_agreed",
                condition=Q(shown_at__isnull=False, agreed_at__isnull=False),
            ),
        ]
        verbose_name = "alliance"
        verbose_name_plural = "alliancer"

    def __str__(self) -> str:
        return f"Alliance {self.pk}"

    @property
    def slug(self) -> str:
        """Its name in addresses, which never changes: the initiative's."""
        return self.initiative.slug

    @property
    def address(self) -> str:
        """Where its page lies."""
        return address_of(self.slug)
