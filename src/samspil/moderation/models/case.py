"""Reports, gathered in one case a thing, with what was decided about it and who appealed."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from samspil.identity.models import Municipality, Organisation
from samspil.initiatives.models import Initiative
from samspil.moderation.domain.cases import LIFECYCLE, STATE_DA
from samspil.moderation.domain.words import KIND_DA, POSTINGS, REASON_DA, RULE_DA, VERDICT_DA, Kind

if TYPE_CHECKING:
    from samspil.identity.actor import Actor

STATES = [(state.value, word) for state, word in STATE_DA.items()]
REASONS = [(reason.value, word) for reason, word in REASON_DA.items()]
RULES = [(rule.value, word) for rule, word in RULE_DA.items()]
OUTCOMES = [(outcome.value, word) for outcome, word in VERDICT_DA.items()]

POSTED = [(kind.value, KIND_DA[kind]) for kind in sorted(POSTINGS)]


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, actor: "Actor") -> "CaseQuerySet":
        """A municipality's own moderators see what lies there; administrators of the installation see all. In a staff session, and nobody else."""
        if actor.may("moderation.everywhere"):
            return self.all()
        return self.filter(municipality__in=actor.moderates_in) if actor.is_staff else self.none()


class Case(models.Model):
    """All that was reported, decided and appealed about one thing: an organisation's page, what is open of an initiative, one message inside it, or an
    offer or a need.

    `message` is the number of that message (the room that keeps it lies beside this one, so the database cannot point to it), else None; `author` wrote it.
    `posting` is the number of an offer or a need (`posting_kind`), of another room too; `owner` is the organisation whose it is, else it is `author`'s.
    `title` and `address` are as they were at the newest report. `waits_since` is when somebody last began to wait; None when nobody does.
    """

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    message = models.BigIntegerField(null=True, blank=True)
    posting_kind = models.CharField(max_length=12, choices=POSTED, blank=True)
    posting = models.BigIntegerField(null=True, blank=True)
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    address = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=STATES, default=LIFECYCLE.start)
    opened_at = models.DateTimeField()
    waits_since = models.DateTimeField(null=True, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["waits_since", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=((Q(organisation=None) ^ Q(initiative=None)) & Q(posting=None, owner=None))
                | Q(organisation=None, initiative=None, posting__isnull=False),
                name="moderation_a_case_is_about_one_thing",
            ),
            models.CheckConstraint(condition=Q(posting=None) ^ ~Q(posting_kind=""), name="moderation_a_posting_has_a_kind"),
            models.UniqueConstraint(fields=["posting_kind", "posting"], condition=~Q(posting=None), name="moderation_one_case_a_posting"),
            models.CheckConstraint(condition=Q(message=None) | Q(organisation=None), name="moderation_a_message_lies_in_an_initiative"),
            models.UniqueConstraint(fields=["initiative", "message"], condition=~Q(initiative=None), nulls_distinct=False, name="moderation_one_case_a_thing"),
        ]
        verbose_name = "sag"
        verbose_name_plural = "sager"

    def __str__(self) -> str:
        return f"Sag {self.pk}"

    @property
    def kind(self) -> Kind:
        """What sort of thing it is about."""
        if self.posting:
            return Kind(self.posting_kind)
        if self.message:
            return Kind.MESSAGE
        return Kind.ORGANISATION if self.organisation_id else Kind.INITIATIVE

    @property
    def thing(self) -> Organisation | Initiative:
        """What it is about, of a message the initiative it lies in; the database lets no case be about nothing."""
        found = self.organisation or self.initiative
        if found is None:
            raise ValueError("a case about nothing")
        return found

    @property
    def desk_address(self) -> str:
        """Where moderators see it."""
        return f"/bord/anmeldelser/{self.pk}/"

    @property
    def owners_address(self) -> str:
        """Where the owners of the thing see what was decided."""
        return f"/afgoerelse/{self.kind.value}/{self.posting or self.message or self.organisation_id or self.initiative_id}/"


class Decision(models.Model):
    """What a moderator decided, by which rule ("" when it stays) and why, in plain words.

    `root` is the first decision of the course when this one answers an appeal, else None.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="decisions")
    outcome = models.CharField(max_length=6, choices=OUTCOMES)
    rule = models.CharField(max_length=10, choices=RULES, blank=True)
    text = models.TextField()
    root = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="later")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        verbose_name = "afgørelse"
        verbose_name_plural = "afgørelser"

    def __str__(self) -> str:
        return f"Afgørelse {self.pk} i sag {self.case_id}"


class Report(models.Model):
    """What somebody reported. `said` is what stood there then. `form_key` makes sending twice harmless. `decision` is the newest that answers it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="reports")
    form_key = models.UUIDField(unique=True)
    reason = models.CharField(max_length=12, choices=REASONS)
    text = models.TextField()
    said = models.TextField(blank=True)
    email = models.EmailField(blank=True)
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    received_at = models.DateTimeField()
    decision = models.ForeignKey(Decision, on_delete=models.SET_NULL, null=True, blank=True, related_name="reports")

    class Meta:
        ordering = ["pk"]
        verbose_name = "anmeldelse"
        verbose_name_plural = "anmeldelser"

    def __str__(self) -> str:
        return f"Anmeldelse {self.pk}"


class Appeal(models.Model):
    """Somebody asks another moderator to look again. `report` is None when it is the thing's owners who ask. `answer` is the decision it led to."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="appeals")
    report = models.ForeignKey(Report, on_delete=models.CASCADE, null=True, blank=True, related_name="appeals")
    text = models.TextField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    answer = models.ForeignKey(Decision, on_delete=models.SET_NULL, null=True, blank=True, related_name="answers")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["decision", "report"], nulls_distinct=False, name="moderation_one_appeal_each")]
        verbose_name = "klage"
        verbose_name_plural = "klager"

    def __str__(self) -> str:
        return f"Klage {self.pk}"
