"""The result of a legal check as plain Danish text, for whoever reads a terminal."""

from collections.abc import Iterable, Iterator, Mapping

from samspil.law.domain.certainty import DANISH as CERTAINTY_DA
from samspil.law.domain.checking.conditions import ADOPTED
from samspil.law.domain.checking.duties import DANISH as HOLDER_DA
from samspil.law.domain.checking.results import LegalResult, Obligation
from samspil.law.domain.checking.texts import day_da
from samspil.law.domain.facts import Fact, FactValue

ADOPTED_DA = {"insurance_guidelines": "Kommunens retningslinjer for forsikring"}


def told(result: LegalResult, facts: Mapping[str, Fact], known: Mapping[str, FactValue]) -> str:
    """Stops first, then duties, questions, texts for the agreement and what is still unknown."""
    parts = [
        block("Stop", [line(row.what_da, row.law, row.because, facts, known) for row in result.stops]),
        block("Det skal I gøre", [duty(row, facts, known) for row in result.obligations]),
        block("Spørg kommunens jurist", [line(row.question_da, (), row.because, facts, known) for row in result.ask_a_lawyer]),
        block("Tekst til aftalen", [row.text_da for row in result.clauses]),
        block("Det ved vi ikke endnu", [facts[key].question_da for key in result.missing_facts]),
    ]
    said = [part for part in parts if part] or ["Vi kender ingen regler, der gælder for det, I har oplyst."]
    return "\n\n".join([f"Juridisk tjek den {day_da(result.on)}", *said, f"Reglernes fingeraftryk: {result.rules_sha256}"])


def block(title: str, lines: list[str]) -> str:
    """A heading with its lines; nothing when there are none."""
    return "\n".join([title, *(f"- {text}" for text in lines)]) if lines else ""


def duty(row: Obligation, facts: Mapping[str, Fact], known: Mapping[str, FactValue]) -> str:
    """One duty: who, what, when, law, how sure and why."""
    text = f"{HOLDER_DA[row.who]}: {row.what_da} {row.when_da} (Sikkerhed: {CERTAINTY_DA[row.certainty]}. Svar: /jura/{row.answer}/)"
    return line(text, row.law, row.because, facts, known)


def line(text: str, law: Iterable[str], because: Iterable[str], facts: Mapping[str, Fact], known: Mapping[str, FactValue]) -> str:
    """A text with its law and its facts on lines of their own."""
    laws, reasons = "; ".join(law), "; ".join(reason(key, facts, known) for key in because)
    return "\n".join([text, *([f"  Lov: {laws}"] if laws else []), *([f"  Fordi: {reasons}"] if reasons else [])])


def reason(key: str, facts: Mapping[str, Fact], known: Mapping[str, FactValue]) -> str:
    """A fact as question and answer."""
    if key.startswith(ADOPTED):
        return ADOPTED_DA[key.removeprefix(ADOPTED)]
    return f"{facts[key].question_da} {answer(facts[key], known.get(key))}"


def answer(fact: Fact, value: FactValue) -> str:
    """A value in Danish."""
    if value is None or isinstance(value, bool):
        return {True: "Ja", False: "Nej", None: "Ved ikke"}[value]
    labels = dict(zip(fact.choices, fact.choices_da, strict=False))
    return labels.get(str(value), str(value)).capitalize()


def questions(facts: Iterable[Fact]) -> Iterator[str]:
    """Every fact on a line: its key, what it can be, and the question."""
    for fact in facts:
        kinds = {"bool": "true, false", "choice": ", ".join(fact.choices), "number": f"tal {fact.least}-{fact.most}"}
        yield f"{fact.key} ({kinds[fact.kind]}): {fact.question_da}"
