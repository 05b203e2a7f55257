"""A set of questions is a row: knowledge shows it, council runs it."""

from django.db import models


class QuestionSet(models.Model):
    """The set discussion of one guide, such as the five questions of 28 January 2014."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=150)

    def __str__(self) -> str:
        return self.title


class Question(models.Model):
    """`why` is background, `sub_questions` one a line, `result` what should stand written afterwards."""

    question_set = models.ForeignKey(QuestionSet, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    why = models.TextField(blank=True)
    sub_questions = models.TextField(blank=True)
    result = models.TextField(blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["question_set", "position"], name="content_question_place")]

    def __str__(self) -> str:
        return self.text

    @property
    def sub_question_list(self) -> list[str]:
        return [line for line in self.sub_questions.splitlines() if line.strip()]
