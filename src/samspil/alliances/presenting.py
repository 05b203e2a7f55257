"""What the pages of alliances show, as plain values for templates."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.timezone import localtime

from samspil.alliances import charts, queries
from samspil.alliances.actions.move_alliance import ERRAND_DA, errands_of
from samspil.alliances.domain.agreement import content_of, roles_table, sector_word, waiting_parties
from samspil.alliances.domain.lifecycle import LIFECYCLE, MEMBER, NOW_AT, OPEN_TO_CHANGE, STAGE_DA, THREAD, Stage
from samspil.alliances.domain.missing import Reason, listed, missing
from samspil.alliances.domain.words import CAME_BACK_DA, COLUMNS, NOT_WRITTEN, PARTY_STATE_DA, ROLE_DA, SHARE_DA, PartyState, Share, TaskRole, circles
from samspil.alliances.models import AgreementVersion, Alliance, Party
from samspil.alliances.printing import time_in_words
from samspil.alliances.rooms import Room
from samspil.core.drawn import drawn
from samspil.core.periods import danish_date
from samspil.identity.actor import Actor
from samspil.initiatives.models import Openness

HIDDEN_DA = "Skjult af moderator"
MOST_COLUMNS = 6
MOST_REMINDERS = 5
MOST_SHOWN = 12  # of what may be 200; the rest is folded
COLUMN_DA = ("Kommune", "Civilsamfund", "Erhverv og viden")
COLUMN_CLASS = ("", "party--civil", "party--business")
SIGN = {TaskRole.RESPONSIBLE: "full", TaskRole.HELPS: "half", TaskRole.TOLD: "ring"}
NOTHING: dict[str, Any] = {"open_to_change": False, "next": None, "version": None, "own": []}
OVER = frozenset({Stage.CLOSED, Stage.WITHDRAWN})
ENDING_PLACE = {"close": "afslut/", "withdraw": "opgiv/"}
# What stands on the button of the next step, by the code of what is missing.
SAID = {"edit": "Skriv det nu", "remind": "Send en venlig påmindelse", "parties": "Inviter en part", "sectors": "Inviter en part"}
SAID |= {"facts": "Sæt kryds", "law": "Læs svarene", "responsible": "Vælg en ansvarlig"}


@dataclass(frozen=True)
class Step:
    """The box "Næste skridt": what, why, and the button. `post` is True when the button changes something."""

    heading: str
    why: str
    button: str = ""
    url: str = ""
    post: bool = False


class Own(NamedTuple):
    """A party the viewer acts for."""

    pk: int
    name: str
    organisation_id: int | None
    shown: bool


def page(actor: Actor, room: Room) -> dict[str, Any]:
    """An alliance's page for whoever may see it."""
    initiative = room.alliance.initiative
    drawing = drawn("alliances/room.html", **shown(actor, room))
    unlisted = initiative.openness != Openness.PUBLIC
    return {"section": "alliances", "title": initiative.title, "purpose": room.alliance.purpose, "unlisted": unlisted, "room": drawing}


def shown(actor: Actor, room: Room) -> dict[str, Any]:
    """What the page shows, as plain values; what is the parties' own business only when the viewer is one of them."""
    alliance, initiative = room.alliance, room.alliance.initiative
    works = actor.may("alliances.work", room)
    fitting = queries.answers_that_fit(alliance.facts) if works else []
    known = queries.known_pages(actor, [*([alliance.like_url] if alliance.like_url else []), *fitting])
    over = alliance.stage in OVER
    asked = [] if over else [party.name for party in room.standing if party.state == PartyState.INVITED and party.organisation_id in actor.memberships]
    told = room.standing if works or asked else room.joined  # who is asked and has not answered is the parties' own business
    return {
        "alliance": {"address": alliance.address, "purpose": alliance.purpose, "target_group": alliance.target_group},
        "initiative": {name: getattr(initiative, name) for name in ("pk", "title", "openness", "hidden_at")} | {"area": str(initiative.area or "")},
        "stage": STAGE_DA[Stage(alliance.stage)],
        "openness": HIDDEN_DA if initiative.hidden_at else initiative.get_openness_display(),
        "thread": thread(room) if alliance.stage != Stage.WITHDRAWN else [],
        "like": next((page for page in known if page.kind == queries.EXAMPLE), None),
        "asked": asked,
        "works": works,
        "over": over,
        "ended": ended(room, works) if over else None,
        "columns": columns(told),
        "picture": charts.circles_of(room.plan, {party.pk for party in told}),
        "values": value_rows(actor, room, told, works),
        "roles": roles(room, told, works),
        "gauges": [(SIGN[role], ROLE_DA[role]) for role in TaskRole],
        **(for_parties(actor, room, [page for page in known if page.kind == queries.LEGAL_ANSWER]) if works else NOTHING),
    }


def for_parties(actor: Actor, room: Room, answers: list[queries.Known]) -> dict[str, Any]:
    """What only those who take part see."""
    alliance, lacking = room.alliance, missing(room.plan)
    own = [Own(party.pk, party.name, party.organisation_id, party.shown) for party in room.own(actor)]
    may_leave = "leave" in LIFECYCLE.possible(alliance.stage, MEMBER) and (len(room.joined) > 1 or room.holder_id)
    past = queries.past_of(room)
    promised = past.versions[0][1] if past.versions and room.open_version is None else []
    gone = max((party for party in past.parties if party.name in promised), key=lambda party: party.answered_at or party.asked_at, default=None)
    return {
        "open_to_change": alliance.stage in OPEN_TO_CHANGE,
        "next": next_step(actor, room, lacking),
        "missing": lacking[:MOST_SHOWN],
        "missing_too": lacking[MOST_SHOWN:],
        "done": done(room, lacking),
        "answers": answers,
        "version": {"number": room.open_version.number, "waits": alliance.stage == Stage.AGREEING} if room.open_version else None,
        "own": own,
        "can_leave": own if may_leave else [],
        "past": {
            "parties": [(party.name, party.answered_at, party.reason) for party in past.parties],
            "versions": past.versions,
            "gone": gone and {"name": gone.name, "reason": gone.reason},
        },
        "showing": [party.name for party in room.joined if party.shown],
        "errands": [(errand, ERRAND_DA[errand], ENDING_PLACE.get(errand, "")) for errand in errands_of(alliance.stage)],
    }


def ended(room: Room, works: bool) -> dict[str, str]:
    """That it is over; who ended it and what they said is for those who took part."""
    alliance = room.alliance
    by = next((party.name for party in room.parties if works and party.pk == alliance.ended_for_id), "")
    return {
        "text": "Alliancen er opgivet." if alliance.stage == Stage.WITHDRAWN else "Alliancen er afsluttet.",
        "by": " · ".join([*([by] if by else []), *([day(alliance.ended_at)] if alliance.ended_at else [])]),
        "reason": alliance.end_reason if works else "",
    }


def thread(room: Room) -> list[dict[str, str]]:
    """The seven steps from need to effect, with where the alliance is."""
    now, first = NOW_AT[Stage(room.alliance.stage)], room.plan.first
    texts = [
        "",
        "",
        "",
        "Hvis I får brug for dem",
        f"Planlagt {danish_date(first)}" if first else "Når aftalen er på plads",
        "Når I er i gang",
        "Når I er klar",
    ]
    texts[0] = day(room.alliance.initiative.begun_at)
    answered = sorted(party.answered_at for party in room.joined if party.answered_at)
    texts[1] = day(answered[1]) if len(answered) > 1 else ""
    return [
        {"name": name, "text": "I er her" if place == now else texts[place], "state": "done" if place < now else "now" if place == now else "open"}
        for place, name in enumerate(THREAD)
    ]


def day(moment: datetime) -> str:
    return danish_date(localtime(moment).date())


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
    cells = [(SHARE_DA[share], getattr(party, share.value), hole) for share in Share]
    return {"pk": party.pk, "name": party.name, "cells": cells, "organisation_id": party.organisation_id}


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
        rows.append({"pk": task.id, "title": task.title, "cells": cells, "listed": listed, "hole": "" if answered or not works else "Ingen har ansvaret"})
    return {"rows": rows, "names": [party.name for party in parties], "wide": len(parties) > MOST_COLUMNS}


def listed_role(role: TaskRole, names: list[str]) -> tuple[str, str, str, list[str]]:
    """Sign, word and names of those who have a role in a task; what is more than one reads at a glance apart."""
    return SIGN[role], ROLE_DA[role], ", ".join(names[:MOST_SHOWN]), names[MOST_SHOWN:]


def role_word(role: TaskRole | None) -> str:
    return ROLE_DA[role] if role else ""


def next_step(actor: Actor, room: Room, lacking: list[Reason]) -> Step | None:
    """The one thing to do now, and the button for whoever looks."""
    address, version, stage = room.alliance.address, room.open_version, room.alliance.stage
    if stage == Stage.AGREED:
        return Step("Alle har sagt ja. Tillykke.", "Sig til, når I er gået i gang.", ERRAND_DA["begin"], f"{address}trin/begin/", post=True)
    if stage == Stage.AGREEING and version and lacking == []:
        return signing_step(actor, room, version)
    if lacking and stage in OPEN_TO_CHANGE:
        own = {party.pk for party in room.own(actor)} if stage != Stage.DRAFT else set()
        return step_of(actor, room, first_of(lacking, own))
    if stage == Stage.GATHERING:
        why = "I har skrevet det, der skal stå. Læs det igennem. Så låser I teksten, og alle skriver under på det samme."
        return Step("Gør aftalen klar til underskrift", why, "Læs aftalen igennem", f"{address}aftale/")
    return None


def first_of(lacking: list[Reason], own: set[int]) -> Reason:
    """What comes first. What the viewer's own party lacks comes before all else: nobody but they can do it."""
    return next((reason for reason in lacking if reason.party in own), lacking[0])


def signing_step(actor: Actor, room: Room, version: AgreementVersion) -> Step:
    """Somebody has still to sign; whoever looks signs first."""
    waiting = set(waiting_parties(version.content, room.accepted))
    own = [party for party in room.own(actor, "signatory") if party.pk in waiting]
    first = next((party for party in room.joined if party.pk in waiting), None)
    why = "Når alle har skrevet under på den samme tekst, har I en aftale."
    if own:
        heading = "Skriv under på aftalen" if len(own) == 1 else f"{own[0].name} skal skrive under"
        return Step(heading, why, "Læs og skriv under", f"{room.alliance.address}aftale/")
    name = (first or room.joined[0]).name
    return Step(f"{name} skal skrive under", why, SAID["remind"], remind_url(room, first.pk if first else 0), post=True)


def step_of(actor: Actor, room: Room, reason: Reason) -> Step:
    """The first of what is missing, with its button: a form for those who can mend it, a reminder for the others."""
    address = room.alliance.address
    own = {party.pk: party for party in room.own(actor)}
    forms = {"describe": "beskriv/", "invite": "inviter/", "facts": "kendetegn/", "task": f"opgaver/{reason.task}/" if reason.task else "opgaver/ny/"}
    if reason.errand in forms:
        return Step(reason.step, reason.why, SAID.get(reason.code, SAID["edit"]), f"{address}{forms[reason.errand]}")
    party = own.get(reason.party or 0)
    heading = reason.own if len(own) == 1 else reason.step
    if party and reason.errand == "contribute":
        return Step(heading, reason.why, SAID["edit"], f"{address}bidrag/{party.pk}/")
    if party and party.organisation:
        return Step(heading, reason.why, "Vælg, hvem der må skrive under", party.organisation.members_address)
    if any(asked.pk == reason.party and asked.organisation_id is None for asked in room.standing):
        return Step(reason.step, reason.why, "Se invitationen", f"{address}inviter/")
    return Step(reason.step, reason.why, SAID["remind"], remind_url(room, reason.party or 0), post=True)


def remind_url(room: Room, party_id: int) -> str:
    return f"{room.alliance.address}paamind/{party_id}/"


def done(room: Room, lacking: list[Reason]) -> list[str]:
    """What is in place, told beside what is missing."""
    codes = {reason.code for reason in lacking}
    told = {
        "I er mindst to parter fra to sektorer": {"parties", "sectors"},
        "Alle har svaret": {"answer", "parties"},
        "Alle har skrevet, hvad de bidrager med, har på spil og har at vinde": {"share-brings", "share-stake", "share-gain", "parties", "answer"},
        "Hver opgave har én ansvarlig": {"tasks", "responsible"},
        "I har set på juraen": {"facts", "law"},
        "Perioden er aftalt": {"period"},
    }
    return [text for text, needs in told.items() if not codes & needs]


def agreement(actor: Actor, room: Room, version: AgreementVersion | None) -> dict[str, Any]:
    """The agreement's page: its text, who has said yes, and forms for the parties the viewer may sign for."""
    if version is None:
        lacking, over = missing(room.plan), room.alliance.stage in OVER
        return {"lacking": lacking, "over": over, **(text_of(content_of(room.plan)) if not lacking and not over else {"content": None})}
    accepted = {row.party_id: row for row in version.acceptances.all()}
    waiting = set(waiting_parties(version.content, accepted)) if version.closed_at is None else set()
    signing = [party for party in room.own(actor, "signatory") if party.pk in waiting]
    waits = [party for party in version.content["parties"] if party["id"] in waiting]
    return {
        **text_of(version.content),
        "version": version,
        "answers": [{"name": party["name"], "row": accepted.get(party["id"])} for party in version.content["parties"]],
        "signing": signing,
        "may_not": [party.name for party in room.own(actor) if party.pk in waiting and party not in signing],
        "thanks": any(party.pk in accepted for party in room.own(actor)),
        "waits_for": listed([party["name"] for party in waits]) if waits else "",
        "reminders": [(party["name"], remind_url(room, party["id"])) for party in waits[:MOST_REMINDERS]],
    }


def text_of(content: dict[str, Any]) -> dict[str, Any]:
    """What stands in an agreement, as its page shows it."""
    parties = [{**party, "sector_word": sector_word(party["sector"]), "circles": circles([party["sector"]])} for party in content["parties"]]
    tasks = [{"title": task["title"], "listed": by_role(task["roles"])} for task in roles_table(content)]
    return {"content": content, "parties": parties, "tasks": tasks, "time": time_in_words(content)}


def by_role(rows: list[dict[str, str]]) -> list[tuple[str, str]]:
    """Each role in words with the parties that have it."""
    return [(word, ", ".join(row["party"] for row in rows if row["role"] == role.value)) for role, word in ROLE_DA.items()]


def card(alliance: Alliance) -> dict[str, Any]:
    """An alliance in a list."""
    stage = STAGE_DA[Stage(alliance.stage)]
    return {"url": alliance.address, "title": alliance.initiative.title, "text": alliance.purpose, "when": stage}
