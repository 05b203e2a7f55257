"""The legal check as its pages show it. What it says is law's; here it is put in the order people need it in."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from samspil.alliances.actions.law_standing import OVER, check_now
from samspil.alliances.actions.reply_as_lawyer import is_municipality
from samspil.alliances.domain.presumed import Presumed, presumed
from samspil.alliances.models import LawAnswered, LawyersReply, LegalCheck
from samspil.alliances.rooms import Room, law_seen
from samspil.core.periods import danish_date
from samspil.identity.actor import Actor
from samspil.law.domain.asking import QuestionTurn
from samspil.law.domain.certainty import DOTS, Certainty
from samspil.law.domain.checking.editions import Difference, difference
from samspil.law.domain.checking.telling import answer
from samspil.law.queries import questionnaire

MOST_EARLIER = 12
OWN_RULE = "Samspils egen regel, ikke en lov"


def page(actor: Actor, room: Room, on: date) -> dict[str, Any]:
    """The check of today, with what the viewer may do."""
    alliance = room.alliance
    check = check_now(alliance, on)
    checks = list(LegalCheck.objects.filter(alliance=alliance).select_related("party").defer("facts", "result")[:MOST_EARLIER])
    latest = LegalCheck.objects.get(pk=checks[0].pk) if checks and alliance.law_again else None
    replies = {row.key: row for row in LawyersReply.objects.filter(alliance=alliance).select_related("party")}
    own, changes = room.own(actor), alliance.stage not in OVER
    return {
        **place(room),
        **told(check, replies),
        "answered": alliance.facts_at is not None,
        "again": again(alliance.law_again, latest, check) if latest else None,
        "seen": law_seen(alliance),
        "groups": groups(room, signed(alliance.pk)),
        "earlier": checks,
        "speakers": speakers(actor, room) if changes else [],
        "lawyers": [party for party in own if is_municipality(party)] if changes else [],
        "letter": letter(check, room) if check["ask"] else "",
        "taken": len(alliance.law_texts),
    }


def place(room: Room) -> dict[str, Any]:
    """What every page of the check shows."""
    return {
        "section": "alliances",
        "alliance": room.alliance,
        "initiative": room.alliance.initiative,
        "version": room.waiting,
        "open_to_change": room.open_to_change,
    }


def told(check: Mapping[str, Any], replies: Mapping[str, LawyersReply] | None = None) -> dict[str, Any]:
    """An explained check: stops, duties by subject, what is open, days in words."""
    themes: dict[str, list[dict[str, Any]]] = {}
    for row in check["duties"]:
        themes.setdefault(row["theme"], []).append({**with_dots(row), "from": day(row["valid_from"]), "to": day(row["valid_to"])})
    return {
        "check": check,
        "stops": [with_dots(row) for row in check["stops"]],
        "themes": themes,
        "ask": [{**row, "reply": (replies or {}).get(row["key"])} for row in check["ask"]],
        "open_asked": [row for row in check["open"] if row["turn"] == QuestionTurn.ASKED],
        "open_waits": len([row for row in check["open"] if row["turn"] == QuestionTurn.WAITS]),
        "on": day(check["on"]),
        "until": day(check["again_on"]),
    }


def with_dots(row: Mapping[str, Any]) -> dict[str, Any]:
    """A line of a check with how sure it is, as the component draws it; practice is law to nobody, and says so."""
    certainty = Certainty(row["certainty"])
    sure = {"word": row["sure"], "dots": DOTS[certainty], "meaning": row["means"]}
    return {**row, "sure": sure, "law": ", ".join(row["law"]), "practice": certainty is Certainty.PRACTICE}


def day(text: str) -> str:
    """An ISO date in words, or ""."""
    return danish_date(date.fromisoformat(text)) if text else ""


def again(why: str, latest: LegalCheck, check: Mapping[str, Any]) -> dict[str, Any]:
    """Why it must be looked at again, and what differs since."""
    found: Difference = difference(latest.result, check)
    return {"why": why, "since": danish_date(latest.on), "difference": found}


def signed(alliance_id: int) -> dict[str, LawAnswered]:
    """Who answered which page, by its key."""
    return {row.group: row for row in LawAnswered.objects.filter(alliance=alliance_id).select_related("party")}


def groups(room: Room, by: Mapping[str, LawAnswered]) -> list[dict[str, Any]]:
    """The pages of questions with how far they are."""
    asking, facts = questionnaire(), room.alliance.facts
    turns = asking.turns(facts)
    rows = []
    for group in asking.groups:
        asked = [question.fact.key for question in group.questions if turns[question.fact.key] is QuestionTurn.ASKED]
        given, unknown = [key for key in asked if key in facts], [key for key in asked if key in facts and facts[key] is None]
        rows.append({"key": group.key, "title": group.title, "asked": len(asked), "given": len(given), "unknown": len(unknown), "by": by.get(group.key)})
    return rows


def speakers(actor: Actor, room: Room) -> list[tuple[int | None, str]]:
    """For whom the viewer may speak: an organisation and the party's name; (None, "") for whoever holds it in their own name."""
    own: list[tuple[int | None, str]] = [(party.organisation_id, party.name) for party in room.own(actor)]
    return own or ([(None, "")] if room.holder_id == actor.person_id else [])


def known_already(room: Room) -> dict[str, Presumed]:
    """What the alliance itself seems to say to the questions."""
    kinds = {party.pk: party.organisation.kind for party in room.joined if party.organisation}
    area = room.alliance.initiative.area
    return presumed(room.plan, kinds, area.key if area else "")


def letter(check: Mapping[str, Any], room: Room) -> str:
    """A text one can send to the municipality's lawyer: the questions with the facts behind them, and no names of persons."""
    lines = ["Hej", "", f"Vi er i gang med alliancen »{room.alliance.initiative.title}« og har lavet et juridisk tjek den {day(check['on'])}.", ""]
    lines.append("Det kunne ikke afgøres ud fra det, vi har svaret. Kan I hjælpe os med disse spørgsmål?")
    for number, row in enumerate(check["ask"], 1):
        lines += ["", f"{number}. {row['question']}", *reasons(row["because"])]
    return "\n".join([*lines, "", "Tjekket bygger på svar om aktiviteten. Der er ingen personoplysninger i det.", "", "Venlig hilsen", ""])


def on_paper(room: Room, on: date) -> dict[str, Any]:
    """The check of a day for its paper: the same lines as the page, with the answers it was made from."""
    replies = {row.key: row for row in LawyersReply.objects.filter(alliance=room.alliance).select_related("party")}
    return lines_on_paper(check_now(room.alliance, on), room.alliance.facts, replies)


def past_on_paper(found: LegalCheck) -> dict[str, Any]:
    """A check that a party looked at, as it stood that day."""
    by = f" {found.party.name} har set på det." if found.party else ""
    shown = lines_on_paper(found.result, found.facts, {})
    return {**shown, "about": f"Gemt, som det stod {danish_date(found.on)}.{by} I dag kan det sige noget andet."}


def lines_on_paper(check: Mapping[str, Any], facts: Mapping[str, Any], replies: Mapping[str, LawyersReply]) -> dict[str, Any]:
    """A check with the answers it was made from; an answer to a question that is asked no more is left out."""
    shown = told(check, replies)
    return {
        "about": f"Lavet {shown['on']} ud fra parternes svar." + (f" Se på det igen senest {shown['until']}." if shown["until"] else ""),
        "stops": [{"what": row["what"], "law": row["law"] or OWN_RULE, "because": plain(row)} for row in shown["stops"]],
        "themes": [{"name": name, "rows": [duty_on_paper(row) for row in rows]} for name, rows in shown["themes"].items()],
        "ask": [{"question": row["question"], "because": plain(row), **reply_on_paper(row["reply"])} for row in shown["ask"]],
        "open": [row["question"] for row in check["open"]],
        "answers": [
            {"question": question.fact.question_da, "answer": answer(question.fact, facts[key])}
            for key, question in questionnaire().questions.items()
            if key in facts
        ],
        "trail": f"Reglernes fingeraftryk, SHA-256: {check['rules_sha256']}.",
    }


def duty_on_paper(row: Mapping[str, Any]) -> dict[str, Any]:
    """Who must do what, by what law, and how sure."""
    sure = "Praksis, ikke et krav i loven" if row["practice"] else f"{row['law']}. Sikkerhed: {row['sure']['word'].lower()}"
    days = f"Gælder fra {row['from']}" + (f" til {row['to']}" if row["to"] else "")
    return {"who": row["who_da"], "what": row["what"], "when": row["when"], "rests_on": f"{sure}. {days}.", "because": plain(row)}


def reply_on_paper(reply: LawyersReply | None) -> dict[str, str]:
    """A municipality's answer with the role that gave it."""
    return {"reply": reply.text, "by": f"({reply.role}, {danish_date(reply.answered_on)})"} if reply else {"reply": "", "by": ""}


def plain(row: Mapping[str, Any]) -> list[str]:
    """The facts a line rests on, as question and answer."""
    return [f"{reason['question']} {reason['answer']}".rstrip() for reason in row["because"]]


def reasons(because: Iterable[Mapping[str, str]]) -> list[str]:
    """The facts a question rests on."""
    return [f"   – {row['question']} {row['answer']}".rstrip() for row in because]
