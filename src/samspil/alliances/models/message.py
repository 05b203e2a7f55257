"""Messages between the parties, gathered in conversations, and how far each person has read."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from samspil.alliances.models.alliance import Alliance
from samspil.alliances.models.party import Party


class Conversation(models.Model):
    """All messages of an alliance about one subject; `key` is the subject as two of them compare, and "" gathers those without any.

    `latest` is the number of its newest message, which orders the conversations; `number` is how many it has.
    """

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="conversations")
    subject = models.CharField(max_length=120, blank=True)
    key = models.CharField(max_length=200, blank=True)
    latest = models.BigIntegerField(default=0)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-latest", "-pk"]
        constraints = [models.UniqueConstraint(fields=["alliance", "key"], name="alliances_one_conversation_a_subject")]
        indexes = [models.Index(fields=["alliance", "-latest"], name="alliances_conversations")]
        verbose_name = "samtale"
        verbose_name_plural = "samtaler"

    def __str__(self) -> str:
        return self.subject or f"Samtale {self.pk}"


class Message(models.Model):
    """What somebody wrote to the others for `party`, or as whoever holds the alliance (None). What is taken back has no text any more.

    What a moderator removed has `hidden_at`: its words are kept, so that an appeal can bring them back, and shown to nobody here.
    `edited_at` is when its words were last changed. Who wrote it is shown by the name they have today; a deleted account leaves the party's name alone.
    """

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="messages")
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="messages")
    party = models.ForeignKey(Party, on_delete=models.SET_NULL, null=True, blank=True, related_name="messages")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    text = models.TextField(blank=True)
    written_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(taken_back_at=None) | Q(text=""), name="alliances_taken_back_says_nothing")]
        indexes = [
            models.Index(fields=["alliance", "id"], name="alliances_messages"),
            models.Index(fields=["conversation", "id"], name="alliances_messages_in_turn"),
        ]
        verbose_name = "besked"
        verbose_name_plural = "beskeder"

    def __str__(self) -> str:
        return f"Besked {self.pk}"


class LastSeen(models.Model):
    """The number of the newest message a person has met in an alliance: what came later is new to them."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="+")
    message = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "alliance"], name="alliances_one_mark_each")]
        verbose_name = "læst til"
        verbose_name_plural = "læst til"

    def __str__(self) -> str:
        return f"{self.person_id} i {self.alliance_id}: {self.message}"
