"""The questions of a form as data that a municipality edits, and which of them somebody sees."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from samspil.core.money import Kroner
from samspil.funds.domain.applicants import ApplicantKind


class QuestionKind(StrEnum):
    """What kind of answer a question takes."""

    SHORT_TEXT = "short_text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    YES_NO = "yes_no"
    ONE_OF = "one_of"
    MANY_OF = "many_of"
    FILE = "file"


KIND_DA = {
    QuestionKind.SHORT_TEXT: "Kort tekst",
    QuestionKind.LONG_TEXT: "Lang tekst",
    QuestionKind.NUMBER: "Tal",
    QuestionKind.MONEY: "Beløb",
    QuestionKind.DATE: "Dato",
    QuestionKind.YES_NO: "Ja eller nej",
    QuestionKind.ONE_OF: "Vælg én",
    QuestionKind.MANY_OF: "Vælg en eller flere",
    QuestionKind.FILE: "Fil",
}
CHOICES = frozenset({QuestionKind.ONE_OF, QuestionKind.MANY_OF})
# What a later question can hang on: kinds with few possible answers.
CONDITIONAL = CHOICES | {QuestionKind.YES_NO}
TEXTS = frozenset({QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT})
YES, NO = "yes", "no"
# The most characters of a text where the question sets no lower limit, the most files, and the most bytes of one.
MOST_SHORT, MOST_LONG, MOST_FILES, MOST_BYTES = 200, 10_000, 10, 20 * 1024 * 1024
MOST_CHARACTERS = {QuestionKind.SHORT_TEXT: MOST_SHORT, QuestionKind.LONG_TEXT: MOST_LONG}
MOST_NUMBER = 10**12
# What people have documents and pictures in; a call can take fewer.
FILE_ENDINGS = frozenset({"pdf", "png", "jpg", "jpeg", "heic", "docx", "odt", "xlsx", "ods", "pptx", "odp", "txt", "csv"})


@dataclass(frozen=True)
class Option:
    """One answer to choose; `key` is stored, `label` is shown."""

    key: str
    label: str


@dataclass(frozen=True)
class ShownWhen:
    """A question is shown only when the earlier question `question` has one of these answers: keys of options, or "yes" and "no"."""

    question: str
    answers: frozenset[str]


@dataclass(frozen=True)
class GivenFile:
    """A file as the rules look at it; its size in bytes."""

    name: str
    size: int

    @property
    def ending(self) -> str:
        """What stands after the last dot, small letters; "" without a dot."""
        return self.name.rpartition(".")[2].lower() if "." in self.name else ""


Answer = str | int | Kroner | date | bool | tuple[str, ...] | tuple[GivenFile, ...]
Answers = Mapping[str, Answer]


@dataclass(frozen=True)
class Question:
    """One question. `least` and `most` limit characters of a text, a number's value, øre of an amount, and how many options or files; `first` and `last` limit
    a date, both included. `kinds`: applicants who see it, empty for all. `endings`: of files, empty for FILE_ENDINGS."""

    key: str
    kind: QuestionKind
    text: str
    help: str = ""
    required: bool = True
    options: tuple[Option, ...] = ()
    least: int | None = None
    most: int | None = None
    first: date | None = None
    last: date | None = None
    shown_when: ShownWhen | None = None
    kinds: frozenset[ApplicantKind] = field(default_factory=frozenset)
    endings: frozenset[str] = field(default_factory=frozenset)


def answered(question: Question, answer: Answer | None) -> bool:
    """True when something was answered: spaces alone and nothing chosen are no answer, "no" and 0 are."""
    if answer is None:
        return False
    if isinstance(answer, str):
        return bool(answer.strip())
    return answer != () if question.kind in CHOICES | {QuestionKind.FILE} else True


def chosen(answer: Answer | None) -> frozenset[str]:
    """An answer as keys that `ShownWhen` can name."""
    if isinstance(answer, bool):
        return frozenset({YES if answer else NO})
    if isinstance(answer, str):
        return frozenset({answer})
    return frozenset(part for part in answer if isinstance(part, str)) if isinstance(answer, tuple) else frozenset()


def shown(questions: Iterable[Question], answers: Answers, kind: ApplicantKind) -> list[Question]:
    """The questions that this kind of applicant sees with these answers, in their order. A question that hangs on one not shown is not shown, whatever was
    answered there before."""
    seen: dict[str, Question] = {}
    for question in questions:
        when = question.shown_when
        follows = when is None or (when.question in seen and bool(chosen(answers.get(when.question)) & when.answers))
        if follows and (not question.kinds or kind in question.kinds):
            seen[question.key] = question
    return list(seen.values())


def kept(questions: Sequence[Question], answers: Answers, kind: ApplicantKind) -> dict[str, Answer]:
    """The answers to questions that are shown, in the order of the form: what is submitted. A draft keeps the others, so that changing one's mind loses
    nothing."""
    listed = shown(questions, answers, kind)
    return {question.key: answers[question.key] for question in listed if answered(question, answers.get(question.key))}
