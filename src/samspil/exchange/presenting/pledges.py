"""What somebody who helps reads and confirms, and the receipt."""

from datetime import date
from typing import Any

from django.utils.timezone import localdate

from samspil.core.periods import danish_date
from samspil.exchange.models import Need, Pledge
from samspil.exchange.pledges import imposes, text_for
from samspil.identity.domain.assurance import ASSURANCE_DA, Assurance
from samspil.law.domain.confidentiality import NOT_READ_DA, PROMISE_SOURCES_DA, SOURCES_DA

KEPT_DA = "Kvitteringen slettes tre år efter opgavens sidste dag. Dit navn står kun for dig og for dem, der søger folk til opgaven."


def page(need: Need, own: Pledge | None, name: str) -> dict[str, Any]:
    """The person's page: the text, and the receipt once it is confirmed. `name` stands in the text until then."""
    imposed = own.imposed if own else imposes(need)
    return {
        "need": need,
        "pledge": own,
        "asker": need.organisation.name if need.organisation else "",
        "imposed": imposed,
        "text": own.text if own else text_for(need, name, localdate()),
        "sources": SOURCES_DA if imposed else PROMISE_SOURCES_DA,
        "not_read": NOT_READ_DA,
        "confirmed": danish_date(localdate(own.confirmed_at)) if own else "",
        "sure": sure(own),
        "kept": KEPT_DA,
    }


def sure(own: Pledge | None) -> str:
    """How sure the log-in was of who confirmed, by the levels of NSIS; "" where nobody told it."""
    return f"bekræftet ved log-in på sikringsniveau {ASSURANCE_DA[Assurance(own.assurance)]} (NSIS)" if own and own.assurance else ""


def told(need: Need, person_id: int | None, days: dict[int, date]) -> str:
    """What those who ask read beside somebody's name; "" where the need asks for nothing."""
    if not need.confidential or person_id is None:
        return ""
    day = days.get(person_id)
    return f"Har bekræftet tavshed {danish_date(day)}" if day else "Har ikke bekræftet tavshed. Fortæl ikke noget fortroligt endnu."


def on_paper(own: Pledge) -> dict[str, Any]:
    """What stands on the printed receipt (the template `receipt`)."""
    asker, confirmed = (own.need.organisation.name if own.need.organisation else ""), danish_date(localdate(own.confirmed_at))
    level = sure(own)
    return {
        "lead": f"{asker} og {own.name}",
        "confirmed": f"{own.name} bekræftede den {confirmed}, at teksten her er læst{f', {level}' if level else ''}.",
        "ends": "",
        "text": own.text,
        "sources": list(SOURCES_DA if own.imposed else PROMISE_SOURCES_DA),
        "not_read": NOT_READ_DA,
        "kept": f"{asker} svarer for oplysningerne: dit navn, teksten og dagen. {KEPT_DA}",
        "foot": "Kvitteringen findes også på opgavens side på Samspil.",
    }
