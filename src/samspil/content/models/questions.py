"""A set of questions is a row: knowledge shows it, council runs it."""

from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel


class QuestionSet(ClusterableModel):
    """The set discussion of one guide, such as the five questions of 28 January 2014."""

    slug = models.SlugField("navn i adresser", max_length=80, unique=True, help_text="Små bogstaver og bindestreger.")
    title = models.CharField("titel", max_length=150)
    edited_at = models.DateTimeField(null=True, editable=False)  # set when somebody edits in the admin: then the file no longer decides

    panels = [FieldPanel("title"), FieldPanel("slug"), InlinePanel("questions", label="spørgsmål", heading="Spørgsmål", min_num=1)]

    class Meta:
        verbose_name = "spørgsmålssæt"
        verbose_name_plural = "spørgsmålssæt"

    def __str__(self) -> str:
        return self.title

    def renumber(self) -> None:
        """Places from 0 without gaps. Wagtail's form counts so, and saves only the rows it sees change."""
        for place, question in enumerate(Question.objects.filter(question_set=self)):
            if question.position != place:
                Question.objects.filter(pk=question.pk).update(position=place)


class Question(models.Model):
    """`why` is background, `sub_questions` one a line, `result` what should stand written afterwards."""

    question_set = ParentalKey(QuestionSet, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField(editable=False)
    text = models.CharField("spørgsmål", max_length=300)
    why = models.TextField("hvorfor spørge om det?", blank=True)
    sub_questions = models.TextField("underspørgsmål", blank=True, help_text="Ét på hver linje.")
    result = models.TextField("hvad skal stå skrevet bagefter?", blank=True)

    sort_order_field = "position"

    class Meta:
        # No constraint on places: between a form's saving and renumber() two may share one.
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text

    @property
    def sub_question_list(self) -> list[str]:
        return [line for line in self.sub_questions.splitlines() if line.strip()]
