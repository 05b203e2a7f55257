"""Whether answers are in order: a list of what is wrong, each at its question."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import StrEnum

from samspil.core.money import Kroner
from samspil.funds.domain.applicants import ApplicantKind
from samspil.funds.domain.budgets import MOST_AMOUNT
from samspil.funds.domain.findings import Finding, stop
from samspil.funds.domain.questions import (
    FILE_ENDINGS,
    MOST_BYTES,
    MOST_CHARACTERS,
    MOST_FILES,
    MOST_NUMBER,
    Answer,
    Answers,
    GivenFile,
    Question,
    QuestionKind,
    answered,
    shown,
)

MEGABYTE = 1024 * 1024


class AnswerCode(StrEnum):
    """What is wrong with an answer."""

    MISSING = "missing"
    NO_SUCH_QUESTION = "no_such_question"
    WRONG_KIND = "wrong_kind"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    ONE_LINE = "one_line"
    TOO_SMALL = "too_small"
    TOO_LARGE = "too_large"
    AMOUNT_TOO_SMALL = "amount_too_small"
    AMOUNT_TOO_LARGE = "amount_too_large"
    TOO_EARLY = "too_early"
    TOO_LATE = "too_late"
    NO_SUCH_OPTION = "no_such_option"
    CHOSEN_TWICE = "chosen_twice"
    TOO_FEW = "too_few"
    TOO_MANY = "too_many"
    WRONG_FILE = "wrong_file"
    EMPTY_FILE = "empty_file"
    FILE_TOO_LARGE = "file_too_large"


CODE_DA = {
    AnswerCode.MISSING: "Spørgsmålet skal besvares.",
    AnswerCode.NO_SUCH_QUESTION: "Spørgsmålet findes ikke længere.",
    AnswerCode.WRONG_KIND: "Svaret kan ikke læses. Svar igen.",
    AnswerCode.TOO_SHORT: "Skriv mindst {least} tegn. Der er {there}.",
    AnswerCode.TOO_LONG: "Skriv højst {most} tegn. Der er {there}.",
    AnswerCode.ONE_LINE: "Svaret skal stå på én linje.",
    AnswerCode.TOO_SMALL: "Tallet skal være mindst {least}.",
    AnswerCode.TOO_LARGE: "Tallet kan højst være {most}.",
    AnswerCode.AMOUNT_TOO_SMALL: "Beløbet skal være mindst {least}.",
    AnswerCode.AMOUNT_TOO_LARGE: "Beløbet kan højst være {most}.",
    AnswerCode.TOO_EARLY: "Datoen kan tidligst være {first}.",
    AnswerCode.TOO_LATE: "Datoen kan senest være {last}.",
    AnswerCode.NO_SUCH_OPTION: "Vælg blandt de svar, der er.",
    AnswerCode.CHOSEN_TWICE: "Det samme er valgt to gange.",
    AnswerCode.TOO_FEW: "Vælg mindst {least}.",
    AnswerCode.TOO_MANY: "Vælg højst {most}.",
    AnswerCode.WRONG_FILE: "Filen {name} kan ikke bruges. Brug {endings}.",
    AnswerCode.EMPTY_FILE: "Filen {name} er tom.",
    AnswerCode.FILE_TOO_LARGE: "Filen {name} er for stor. En fil kan højst fylde {most} MB.",
}


def of_text(question: Question, answer: Answer) -> list[Finding]:
    """What is wrong with a text; characters are counted without spaces at the ends."""
    if not isinstance(answer, str):
        return [stop(question.key, AnswerCode.WRONG_KIND)]
    there, most = len(answer.strip()), min(question.most or MOST_CHARACTERS[question.kind], MOST_CHARACTERS[question.kind])
    found = []
    if question.least is not None and there < question.least:
        found.append(stop(question.key, AnswerCode.TOO_SHORT, least=question.least, there=there))
    if there > most:
        found.append(stop(question.key, AnswerCode.TOO_LONG, most=most, there=there))
    if question.kind is QuestionKind.SHORT_TEXT and "\n" in answer.strip():
        found.append(stop(question.key, AnswerCode.ONE_LINE))
    return found


def of_number(question: Question, answer: Answer) -> list[Finding]:
    """What is wrong with a number; it is never beyond MOST_NUMBER."""
    if not isinstance(answer, int) or isinstance(answer, bool):
        return [stop(question.key, AnswerCode.WRONG_KIND)]
    least = -MOST_NUMBER if question.least is None else max(question.least, -MOST_NUMBER)
    most = MOST_NUMBER if question.most is None else min(question.most, MOST_NUMBER)
    if answer < least:
        return [stop(question.key, AnswerCode.TOO_SMALL, least=least)]
    return [stop(question.key, AnswerCode.TOO_LARGE, most=most)] if answer > most else []


def of_money(question: Question, answer: Answer) -> list[Finding]:
    """What is wrong with an amount; it is never below nothing or beyond MOST_AMOUNT."""
    if not isinstance(answer, Kroner):
        return [stop(question.key, AnswerCode.WRONG_KIND)]
    least = Kroner(max(question.least or 0, 0))
    most = MOST_AMOUNT if question.most is None else min(Kroner(question.most), MOST_AMOUNT)
    if answer < least:
        return [stop(question.key, AnswerCode.AMOUNT_TOO_SMALL, least=least)]
    return [stop(question.key, AnswerCode.AMOUNT_TOO_LARGE, most=most)] if answer > most else []


def of_date(question: Question, answer: Answer) -> list[Finding]:
    """What is wrong with a day."""
    if not isinstance(answer, date):
        return [stop(question.key, AnswerCode.WRONG_KIND)]
    if question.first is not None and answer < question.first:
        return [stop(question.key, AnswerCode.TOO_EARLY, first=question.first)]
    return [stop(question.key, AnswerCode.TOO_LATE, last=question.last)] if question.last is not None and answer > question.last else []


def of_yes_no(question: Question, answer: Answer) -> list[Finding]:
    """What is wrong with a yes or no."""
    return [] if isinstance(answer, bool) else [stop(question.key, AnswerCode.WRONG_KIND)]


def of_one(question: Question, answer: Answer) -> list[Finding]:
    """What is wrong with one chosen answer."""
    return [] if answer in {option.key for option in question.options} else [stop(question.key, AnswerCode.NO_SUCH_OPTION)]


def of_number_of(question: Question, number: int) -> list[Finding]:
    """Whether so many options or files are too few or too many."""
    if question.least is not None and number < question.least:
        return [stop(question.key, AnswerCode.TOO_FEW, least=question.least)]
    most = min(question.most or MOST_FILES, MOST_FILES) if question.kind is QuestionKind.FILE else question.most
    return [stop(question.key, AnswerCode.TOO_MANY, most=most)] if most is not None and number > most else []


def of_many(question: Question, answer: Answer) -> list[Finding]:
    """What is wrong with several chosen answers."""
    if not isinstance(answer, tuple):
        return [stop(question.key, AnswerCode.WRONG_KIND)]
    if not set(answer) <= {option.key for option in question.options}:
        return [stop(question.key, AnswerCode.NO_SUCH_OPTION)]
    if len(set(answer)) < len(answer):
        return [stop(question.key, AnswerCode.CHOSEN_TWICE)]
    return of_number_of(question, len(answer))


def of_file(where: str, given: GivenFile, endings: frozenset[str] = FILE_ENDINGS) -> list[Finding]:
    """What is wrong with one file, by its name and size; what is in it is looked at where it is stored."""
    if given.ending not in (endings or FILE_ENDINGS):
        return [stop(where, AnswerCode.WRONG_FILE, name=given.name, endings=", ".join(sorted(endings or FILE_ENDINGS)))]
    if given.size <= 0:
        return [stop(where, AnswerCode.EMPTY_FILE, name=given.name)]
    return [stop(where, AnswerCode.FILE_TOO_LARGE, name=given.name, most=MOST_BYTES // MEGABYTE)] if given.size > MOST_BYTES else []


def of_files(question: Question, answer: Answer) -> list[Finding]:
    """What is wrong with files."""
    if not isinstance(answer, tuple) or not all(isinstance(part, GivenFile) for part in answer):
        return [stop(question.key, AnswerCode.WRONG_KIND)]
    files = [part for part in answer if isinstance(part, GivenFile)]
    return of_number_of(question, len(files)) + [one for part in files for one in of_file(question.key, part, question.endings)]


CHECKS: Mapping[QuestionKind, Callable[[Question, Answer], list[Finding]]] = {
    QuestionKind.SHORT_TEXT: of_text,
    QuestionKind.LONG_TEXT: of_text,
    QuestionKind.NUMBER: of_number,
    QuestionKind.MONEY: of_money,
    QuestionKind.DATE: of_date,
    QuestionKind.YES_NO: of_yes_no,
    QuestionKind.ONE_OF: of_one,
    QuestionKind.MANY_OF: of_many,
    QuestionKind.FILE: of_files,
}


def faults_of_answer(question: Question, answer: Answer | None) -> list[Finding]:
    """Everything wrong with the answer to one question that is shown."""
    if answer is None or not answered(question, answer):
        return [stop(question.key, AnswerCode.MISSING)] if question.required else []
    return CHECKS[question.kind](question, answer)


def faults_of_answers(questions: Sequence[Question], answers: Answers, kind: ApplicantKind) -> list[Finding]:
    """Everything wrong with a set of answers, in the order of the form; answers to questions there are not come last. What was answered to a question that is
    not shown is no fault: it is not submitted."""
    found = [fault for question in shown(questions, answers, kind) for fault in faults_of_answer(question, answers.get(question.key))]
    known = {question.key for question in questions}
    return found + [stop(key, AnswerCode.NO_SUCH_QUESTION) for key in sorted(set(answers) - known)]
