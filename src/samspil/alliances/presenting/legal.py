"""What the legal check answers to the facts of an alliance, as rows for its page. The rules are law's; alliances only ask."""

from datetime import date
from typing import Any

from samspil.alliances.models import Alliance
from samspil.law.domain.certainty import DANISH as CERTAINTY_DA
from samspil.law.domain.checking.duties import DANISH as HOLDER_DA
from samspil.law.domain.checking.results import Obligation
from samspil.law.queries import fact_questions, legal_check


def checked(alliance: Alliance, on: date) -> dict[str, Any]:
    """Stops, duties and open questions on a day; each with the law and the ticked facts it rests on."""
    result, asked = legal_check(alliance.facts, on, alliance.initiative.lead_id), fact_questions()
    known = [key for key, value in alliance.facts.items() if value not in {None, False}]

    def because(keys: tuple[str, ...]) -> list[str]:
        return [asked[key] for key in keys if key in known]

    return {
        "stops": [{"what": row.what_da, "law": ", ".join(row.law), "because": because(row.because)} for row in result.stops],
        "duties": [{**duty(row), "because": because(row.because)} for row in result.obligations],
        "ask": [{"question": row.question_da, "because": because(row.because)} for row in result.ask_a_lawyer],
    }


def duty(row: Obligation) -> dict[str, str]:
    """Who must do what and when, by which law, and how sure that is."""
    told = {"who": HOLDER_DA[row.who], "what": row.what_da, "when": row.when_da, "law": ", ".join(row.law)}
    return told | {"sure": CERTAINTY_DA[row.certainty], "url": f"/jura/{row.answer}/"}
