"""Whether a form can be published, what is changed between two versions of it, and what is locked once somebody has submitted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import chain

from samspil.funds.domain.findings import Finding, stop
from samspil.funds.domain.questions import CHOICES, CONDITIONAL, MOST_CHARACTERS, NO, YES, Question, QuestionKind

MOST_QUESTIONS, MOST_OPTIONS = 100, 100


class FormCode(StrEnum):
    """What is wrong with a question of a form, or why it cannot be changed."""

    TOO_MANY_QUESTIONS = "too_many_questions"
    KEY_TWICE = "key_twice"
    TEXT_MISSING = "text_missing"
    OPTIONS_MISSING = "options_missing"
    OPTION_TWICE = "option_twice"
    TOO_MANY_OPTIONS = "too_many_options"
    LIMITS_CROSS = "limits_cross"
    LIMIT_IMPOSSIBLE = "limit_impossible"
    HANGS_ON_NOTHING = "hangs_on_nothing"
    HANGS_ON_LATER = "hangs_on_later"
    HANGS_ON_KIND = "hangs_on_kind"
    HANGS_ON_ANSWER = "hangs_on_answer"
    NEVER_SEEN = "never_seen"
    LOCKED = "locked"


class ChangeKind(StrEnum):
    """What happened to a question from one version of a form to the next."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


CODE_DA = {
    FormCode.TOO_MANY_QUESTIONS: "Et skema kan højst have {most} spørgsmål.",
    FormCode.KEY_TWICE: "To spørgsmål har samme nøgle.",
    FormCode.TEXT_MISSING: "Skriv spørgsmålet.",
    FormCode.OPTIONS_MISSING: "Skriv mindst to svar at vælge imellem.",
    FormCode.OPTION_TWICE: "Det samme svar står der to gange.",
    FormCode.TOO_MANY_OPTIONS: "Der kan højst være {most} svar at vælge imellem.",
    FormCode.LIMITS_CROSS: "Det mindste er større end det største.",
    FormCode.LIMIT_IMPOSSIBLE: "Ingen kan svare inden for de grænser.",
    FormCode.HANGS_ON_NOTHING: "Spørgsmålet vises efter svaret på et spørgsmål, der ikke findes.",
    FormCode.HANGS_ON_LATER: "Et spørgsmål kan kun hænge på et, der står før det.",
    FormCode.HANGS_ON_KIND: "Et spørgsmål kan kun hænge på et, hvor man vælger eller svarer ja eller nej.",
    FormCode.HANGS_ON_ANSWER: "Vælg, hvilke svar spørgsmålet vises efter.",
    FormCode.NEVER_SEEN: "Ingen kommer til at se spørgsmålet: det hænger på et, som andre slags ansøgere ser.",
    FormCode.LOCKED: "Nogen har sendt en ansøgning, så spørgsmålet kan ikke ændres. Hjælpeteksten kan.",
}
CHANGE_DA = {ChangeKind.ADDED: "Nyt", ChangeKind.REMOVED: "Fjernet", ChangeKind.CHANGED: "Ændret", ChangeKind.MOVED: "Flyttet"}
# What can be made clearer without anybody having answered something else.
FREE_FIELDS = frozenset({"help"})


@dataclass(frozen=True)
class QuestionChange:
    """One change of one question; `changed` names the fields, in the order they have in a question."""

    kind: ChangeKind
    key: str
    changed: tuple[str, ...] = ()


def of_options(question: Question) -> Iterator[Finding]:
    """What is wrong with the options of a question that has them."""
    if question.kind not in CHOICES:
        return
    if len(question.options) < 2:
        yield stop(question.key, FormCode.OPTIONS_MISSING)
    if len(question.options) > MOST_OPTIONS:
        yield stop(question.key, FormCode.TOO_MANY_OPTIONS, most=MOST_OPTIONS)
    keys, labels = {option.key for option in question.options}, {option.label.strip().casefold() for option in question.options}
    if min(len(keys), len(labels)) < len(question.options) or "" in labels:
        yield stop(question.key, FormCode.OPTION_TWICE)


def of_limits(question: Question) -> Iterator[Finding]:
    """What is wrong with the limits of a question."""
    crossed = question.least is not None and question.most is not None and question.least > question.most
    late = question.first is not None and question.last is not None and question.first > question.last
    if crossed or late:
        yield stop(question.key, FormCode.LIMITS_CROSS)
    highest = len(question.options) if question.kind is QuestionKind.MANY_OF else MOST_CHARACTERS.get(question.kind)
    if highest is not None and ((question.least or 0) > highest or (question.most is not None and question.most < 1)):
        yield stop(question.key, FormCode.LIMIT_IMPOSSIBLE)


def of_hanging(question: Question, before: Sequence[Question], later: Sequence[Question]) -> Iterator[Finding]:
    """What is wrong with the earlier question that a question hangs on."""
    when = question.shown_when
    if when is None:
        return
    on = next((earlier for earlier in before if earlier.key == when.question), None)
    if on is None:
        there = any(other.key == when.question for other in later)
        yield stop(question.key, FormCode.HANGS_ON_LATER if there else FormCode.HANGS_ON_NOTHING)
        return
    if on.kind not in CONDITIONAL:
        yield stop(question.key, FormCode.HANGS_ON_KIND)
        return
    possible = {YES, NO} if on.kind is QuestionKind.YES_NO else {option.key for option in on.options}
    if not when.answers or not when.answers <= possible:
        yield stop(question.key, FormCode.HANGS_ON_ANSWER)
    if on.kinds and question.kinds and not on.kinds & question.kinds:
        yield stop(question.key, FormCode.NEVER_SEEN)


def faults_of_form(questions: Sequence[Question]) -> list[Finding]:
    """Everything wrong with a form, in its order; empty when it can be published."""
    if len(questions) > MOST_QUESTIONS:
        return [stop("questions", FormCode.TOO_MANY_QUESTIONS, most=MOST_QUESTIONS)]
    found: list[Finding] = []
    for place, question in enumerate(questions):
        before, later = questions[:place], questions[place:]
        if not question.key or any(earlier.key == question.key for earlier in before):
            found.append(stop(question.key, FormCode.KEY_TWICE))
        if not question.text.strip():
            found.append(stop(question.key, FormCode.TEXT_MISSING))
        found += chain(of_options(question), of_limits(question), of_hanging(question, before, later))
    return found


def compared(old: Sequence[Question], new: Sequence[Question]) -> list[QuestionChange]:
    """What is otherwise in a newer version of a form: what was removed, in the old order, then the rest in the new. Moved are those that must
    be taken out for the rest to stand in the same order in both; that a new one stands between two moves neither."""
    was, now = {question.key: question for question in old}, {question.key: question for question in new}
    changes = [QuestionChange(ChangeKind.REMOVED, key) for key in was if key not in now]
    order_was, order_now = [key for key in was if key in now], [key for key in now if key in was]
    blocks = SequenceMatcher(None, order_was, order_now, autojunk=False).get_matching_blocks()
    stayed = {key for block in blocks for key in order_was[block.a : block.a + block.size]}
    for key, question in now.items():
        if key not in was:
            changes.append(QuestionChange(ChangeKind.ADDED, key))
            continue
        names = tuple(one.name for one in fields(Question) if getattr(was[key], one.name) != getattr(question, one.name))
        if names:
            changes.append(QuestionChange(ChangeKind.CHANGED, key, names))
        if key not in stayed:
            changes.append(QuestionChange(ChangeKind.MOVED, key))
    return changes


def why_locked(old: Sequence[Question], new: Sequence[Question], submitted: int) -> list[Finding]:
    """Why a form cannot be changed so, at each question; empty when it can. Once somebody has submitted (`submitted` applications, withdrawn ones too), only
    help texts can: everybody answers the same questions."""
    if not submitted:
        return []
    locked = [change for change in compared(old, new) if change.kind is not ChangeKind.CHANGED or not set(change.changed) <= FREE_FIELDS]
    return [stop(key, FormCode.LOCKED) for key in dict.fromkeys(change.key for change in locked)]
