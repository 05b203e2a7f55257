"""Messages between those who ask and those who answer, and blocks between them."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from samspil.exchange.domain.threads import Side
from samspil.exchange.models.need import Need
from samspil.exchange.models.pair import Pair
from samspil.exchange.models.posting import Sight, sight_of
from samspil.identity.models import Organisation

if TYPE_CHECKING:
    from samspil.core.viewers import Viewer


class ThreadQuerySet(models.QuerySet["Thread"]):
    def visible_to(self, viewer: "Viewer | Sight") -> "ThreadQuerySet":
        """For its two sides: a person alone, an organisation all who act for it. Nobody else, and no desk."""
        sight = viewer if isinstance(viewer, Sight) else sight_of(viewer)
        if not sight.person:
            return self.none()
        seen = Q(person=sight.person) | Q(pair__receiver=sight.person)
        if sight.acts_for:
            seen |= Q(organisation__any_of=sight.acts_for) | Q(pair=None, need__organisation__any_of=sight.acts_for)
        return self.filter(seen)


class Thread(models.Model):
    """What two sides write to each other about a need: those who ask, and `person` or `organisation`. With `pair` it is the two of a lasting pair, and
    those who ask do not read it. `latest` is the number of its newest message, which orders the list."""

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="threads")
    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, null=True, blank=True, related_name="threads")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    latest = models.BigIntegerField(default=0)
    made_at = models.DateTimeField()

    objects = ThreadQuerySet.as_manager()

    class Meta:
        ordering = ["-latest", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person=None, organisation__isnull=False) | Q(person__isnull=False, organisation=None), name="exchange_two_sides"
            ),
            models.CheckConstraint(condition=Q(pair=None) | Q(person__isnull=False), name="exchange_a_pair_writes_as_people"),
            models.UniqueConstraint(fields=["need", "pair", "person", "organisation"], nulls_distinct=False, name="exchange_one_thread_between_two"),
        ]
        indexes = [
            models.Index(fields=["person", "-latest"], name="exchange_threads_of_one"),
            models.Index(fields=["need", "-latest"], name="exchange_threads_of_a_need"),
        ]

    def __str__(self) -> str:
        return f"Samtale {self.pk}"

    @property
    def address(self) -> str:
        """Where its page lies."""
        return f"/behov/beskeder/{self.pk}/"


class ThreadMessage(models.Model):
    """What somebody wrote for a `side`. What is taken back has no text any more; what a moderator hid is kept for an appeal and shown to nobody."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="messages")
    side = models.CharField(max_length=6, choices=[(side.value, side.value) for side in Side])
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    text = models.TextField(blank=True)
    written_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(taken_back_at=None) | Q(text=""), name="exchange_taken_back_says_nothing")]
        indexes = [models.Index(fields=["thread", "id"], name="exchange_messages_in_turn"), models.Index(fields=["author", "id"], name="exchange_written_by")]

    def __str__(self) -> str:
        return f"Besked {self.pk}"


class ThreadSeen(models.Model):
    """The newest message a person has met in a thread: what came later is new to them."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="seen")
    message = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "thread"], name="exchange_one_mark_each")]

    def __str__(self) -> str:
        return f"{self.person_id} i {self.thread_id}: {self.message}"


class Block(models.Model):
    """Somebody wants no contact with somebody: neither messages nor places nor proposals between the two. `words` are the blocker's own note."""

    by_person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    by_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    called = models.CharField(max_length=120)
    words = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(by_person=None, by_organisation__isnull=False) | Q(by_person__isnull=False, by_organisation=None), name="exchange_one_who_blocks"
            ),
            models.CheckConstraint(
                condition=Q(person=None, organisation__isnull=False) | Q(person__isnull=False, organisation=None), name="exchange_one_who_is_blocked"
            ),
            models.UniqueConstraint(
                fields=["by_person", "by_organisation", "person", "organisation"], nulls_distinct=False, name="exchange_one_block_between_two"
            ),
        ]

    def __str__(self) -> str:
        return f"Blokering {self.pk}"
