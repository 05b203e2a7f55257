"""The agreement's page: its text, who has said yes, and what is asked of the viewer."""

from typing import Any

from samspil.alliances.domain.agreement import (
    content_of,
    kind_in_words,
    promises_in_words,
    roles_table,
    sector_word,
    terms_in_words,
    waiting_parties,
    with_aims,
)
from samspil.alliances.domain.deciding import rules_in_words
from samspil.alliances.domain.law_texts import law_in_words
from samspil.alliances.domain.lifecycle import IN_FORCE, Stage
from samspil.alliances.domain.missing import advised, listed, missing
from samspil.alliances.domain.words import AIM_DA, ROLE_DA, circles
from samspil.alliances.models import Acceptance, AgreementVersion
from samspil.alliances.presenting import amendments
from samspil.alliances.presenting.next_step import refused, remind_url
from samspil.alliances.printing import sure_in_words, time_in_words
from samspil.alliances.rooms import Room
from samspil.identity.actor import Actor

MOST_REMINDERS = 5
OVER = frozenset({Stage.CLOSED, Stage.WITHDRAWN})


def agreement(actor: Actor, room: Room, version: AgreementVersion | None) -> dict[str, Any]:
    """The agreement's page: its text, who has said yes, and forms for the parties the viewer may sign for."""
    if version is None:
        lacking, over = missing(room.plan), room.alliance.stage in OVER
        return {
            "lacking": lacking,
            "over": over,
            "refused_by": refused(room),
            "advice": advised(room.plan),
            **(text_of(content_of(room.plan)) if not lacking and not over else {"content": None}),
        }
    accepted = {row.party_id: row for row in version.acceptances.all()}
    waiting = set(waiting_parties(version.content, accepted)) if version.closed_at is None else set()
    signing = [party for party in room.own(actor, "signatory") if party.pk in waiting]
    waits = [party for party in version.content["parties"] if party["id"] in waiting]
    return {
        **text_of(version.content),
        "version": version,
        "answers": [answer_of(party["name"], accepted.get(party["id"])) for party in version.content["parties"]],
        "signing": signing,
        "journal": actor.may("alliances.journalise", room),
        "may_not": [party.name for party in room.own(actor) if party.pk in waiting and party not in signing],
        "thanks": any(party.pk in accepted for party in room.own(actor)),
        "settled": alliance_agreed(room, version),
        "waits_for": listed([party["name"] for party in waits]) if waits else "",
        "amends": amendments.of_version(version) if version.agreed_at is None else None,
        "may_amend": room.alliance.stage in IN_FORCE,
        "amending": room.amendment is not None,
        "said_yes": [party for party in room.own(actor, "signatory") if party.pk in accepted] if version.agreed_at is None else [],
        "reminders": [(party["name"], remind_url(room, party["id"])) for party in waits[:MOST_REMINDERS]],
    }


def answer_of(name: str, row: Acceptance | None) -> dict[str, Any]:
    """A party's yes, with how sure the log-in was of who gave it, where that is known."""
    return {"name": name, "row": row, "sure": sure_in_words(row.assurance) if row else ""}


def alliance_agreed(room: Room, version: AgreementVersion) -> bool:
    """True when everybody has said yes to this version, and nobody has said yet that they have begun."""
    return version.agreed_at is not None and version.closed_at is None and room.alliance.stage == Stage.AGREED


def text_of(content: dict[str, Any]) -> dict[str, Any]:
    """What stands in an agreement, as its page shows it."""
    parties = [{**with_aims(party), "sector_word": sector_word(party["sector"]), "circles": circles([party["sector"]])} for party in content["parties"]]
    tasks = [{"title": task["title"], "listed": by_role(task["roles"]), "volunteers": task["volunteers"]} for task in roles_table(content)]
    words: dict[str, Any] = {
        "rules": rules_in_words(content),
        "aims": {aim.value: word for aim, word in AIM_DA.items()},
        "time": time_in_words(content),
        "kind": kind_in_words(content),
    }
    told = {"terms": terms_in_words(content), "law": law_in_words(content), "promises": promises_in_words(content)}
    return {"content": content, "parties": parties, "tasks": tasks, **told, **words}


def by_role(rows: list[dict[str, str]]) -> list[tuple[str, str]]:
    """Each role in words with the parties that have it."""
    return [(word, ", ".join(row["party"] for row in rows if row["role"] == role.value)) for role, word in ROLE_DA.items()]
