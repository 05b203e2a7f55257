"""The tables of an alliance's page as plain values: parties by sector, what each brings, and who does what."""

from typing import Any

from samspil.alliances.domain.agreement import sector_word
from samspil.alliances.domain.words import (
    AIM_DA,
    AIM_OF,
    CAME_BACK_DA,
    COLUMNS,
    NOT_WRITTEN,
    PARTY_STATE_DA,
    ROLE_DA,
    SHARE_DA,
    PartyState,
    Share,
    TaskRole,
    circles,
)
from samspil.alliances.models import Party
from samspil.alliances.rooms import Room
from samspil.identity.actor import Actor

MOST_SHOWN = 12  # of what may be 200; the rest is folded
MOST_COLUMNS = 6
COLUMN_DA = ("Kommune", "Civilsamfund", "Erhverv og viden")
COLUMN_CLASS = ("", "party--civil", "party--business")
SIGN = {TaskRole.RESPONSIBLE: "full", TaskRole.HELPS: "half", TaskRole.ASKED: "dotted", TaskRole.TOLD: "ring"}


def columns(told: list[Party]) -> list[dict[str, Any]]:
    """The parties by sector; a column without any is shown too, so that one sees who is not there."""
    found = []
    for sectors, name, look in zip(COLUMNS, COLUMN_DA, COLUMN_CLASS, strict=True):
        own = [party for party in told if party.sector in sectors]
        found.append(
            {
                "name": name,
                "class": look,
                "circles": circles(sectors),
                "parties": [party_line(party) for party in own[:MOST_SHOWN]],
                "too": [party_line(party) for party in own[MOST_SHOWN:]],
            }
        )
    return found


def party_line(party: Party) -> dict[str, Any]:
    """A party in its column."""
    organisation = party.organisation
    words = [organisation.get_kind_display() if organisation else sector_word(party.sector)]
    words += ["ikke bekræftet"] if organisation and organisation.confirmed_at is None else []
    waits = PARTY_STATE_DA[PartyState.INVITED] if party.state == PartyState.INVITED else ""
    trouble = bool(waits and vars(party)["came_back"])
    return {
        "pk": party.pk,
        "name": party.name,
        "meta": " · ".join(words),
        "waits": CAME_BACK_DA if trouble else waits,
        "trouble": trouble,
        "by_mail": organisation is None,
        "url": organisation.address if organisation and not organisation.hidden_at else "",
    }


def value_rows(actor: Actor, room: Room, told: list[Party], works: bool) -> dict[str, Any]:
    """What each party brings, has at stake and gains: the viewer's own first where they are many, and the rest folded."""
    parties = told
    if len(parties) > MOST_SHOWN:
        own = {party.pk for party in room.own(actor)}
        parties = sorted(parties, key=lambda party: party.pk not in own)
    rows = [value_row(party, works) for party in parties]
    return {"names": [SHARE_DA[share] for share in Share], "groups": [rows[:MOST_SHOWN], *([rows[MOST_SHOWN:]] if rows[MOST_SHOWN:] else [])]}


def value_row(party: Party, works: bool) -> dict[str, Any]:
    """What a party brings, has at stake and gains; what is not written is said to those who take part."""
    hole = NOT_WRITTEN if works else ""
    cells = [(SHARE_DA[share], getattr(party, share.value), hole, aim(party, share)) for share in Share]
    return {"pk": party.pk, "name": party.name, "cells": cells, "organisation_id": party.organisation_id}


def aim(party: Party, share: Share) -> tuple[str, str]:
    """What the party added to this share, with the word before it; ("", "") when it added nothing."""
    added = AIM_OF.get(share)
    text: str = getattr(party, added.value) if added else ""
    return (AIM_DA[added], text) if added and text else ("", "")


def roles(room: Room, told: list[Party], works: bool) -> dict[str, Any]:
    """Tasks and who does what in them. With few parties each has a column; with many the roles are listed, so that the table stays readable."""
    parties = room.joined
    names = {party.pk: party.name for party in told}
    rows = []
    for task in room.plan.tasks:
        cells = [
            (names[party.pk], SIGN.get(task.roles[party.pk], "") if party.pk in task.roles else "", role_word(task.roles.get(party.pk))) for party in parties
        ]
        listed = [listed_role(role, [names[pk] for pk, own in task.roles.items() if own is role and pk in names]) for role in TaskRole]
        answered = task.responsible in {party.pk for party in parties}
        hole = "" if answered or not works else "Ingen har ansvaret"
        rows.append({"pk": task.id, "title": task.title, "cells": cells, "listed": listed, "hole": hole, "volunteers": task.volunteers if works else None})
    return {"rows": rows, "names": [party.name for party in parties], "wide": len(parties) > MOST_COLUMNS}


def listed_role(role: TaskRole, names: list[str]) -> tuple[str, str, str, list[str]]:
    """Sign, word and names of those who have a role in a task; what is more than one reads at a glance apart."""
    return SIGN[role], ROLE_DA[role], ", ".join(names[:MOST_SHOWN]), names[MOST_SHOWN:]


def role_word(role: TaskRole | None) -> str:
    return ROLE_DA[role] if role else ""
