"""An agreement's content, frozen: canonical JSON with a number and a SHA-256. Whoever accepts, accepts exactly these bytes."""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from samspil.alliances.domain.commitments import number_in_words
from samspil.alliances.domain.deciding import rules_content
from samspil.alliances.domain.law_texts import law_content
from samspil.alliances.domain.plan import AlliancePlan, PartyPlan, PromisePlan, TaskPlan
from samspil.alliances.domain.terms import IMPOSED, TERM_DA, DataRole, Terms, data_in_words
from samspil.alliances.domain.words import CO_CREATION_DA, CO_CREATION_MEANS, ROLE_DA, SECTOR_DA, Aim, CoCreation
from samspil.core.periods import danish_date

FORM = 3
STANDS = "De frivillige supplerer og erstatter ikke ansatte. Kommunens ansvar efter loven består, også når andre hjælper."


# What form 3 says of the alliance as a whole beyond form 2, by its name in the content: how it is made of the plan. One line each. A reader asks with
# `content.get(name)`, because agreements of the forms before do not have it.
THIRD: dict[str, Callable[[AlliancePlan], Any]] = {
    "decision_rules": lambda plan: rules_content(plan.rules),
    "law": lambda plan: law_content(plan.law_texts),
    "imposed": lambda plan: plan.terms.imposed,
}
# What each form brought in, by where it stands ("": the alliance as a whole); the earlier forms are the same without it.
ADDED: dict[int, dict[str, frozenset[str]]] = {
    2: {
        "": frozenset({"place", "kind", "terms", "promises"}),
        "parties": frozenset(aim.value for aim in Aim),
        "tasks": frozenset({"volunteers"}),
    },
    3: {"": frozenset(THIRD), "parties": frozenset({"gives", "for_relatives"}), "tasks": frozenset({"id"}), "promises": frozenset({"id"})},
}


def content_of(plan: AlliancePlan, form: int = FORM) -> dict[str, Any]:
    """What the parties agree on, as JSON values; `form` is the shape's number, for those who read it years later and for a version that still waits."""
    content = {
        "form": form,
        "title": plan.title,
        "purpose": plan.purpose,
        "target_group": plan.target_group,
        "place": plan.place,
        "kind": plan.kind.value if plan.kind else "",
        "parties": [party_content(party) for party in plan.joined],
        "tasks": [task_content(plan, task) for task in plan.tasks],
        "first": plan.first.isoformat() if plan.first else None,
        "last": plan.last.isoformat() if plan.last else None,
        "notice_months": plan.notice_months,
        "stands": STANDS,
        "terms": terms_content(plan.terms),
        "promises": [promise_content(promise) for promise in plan.promises if promise.party in {party.id for party in plan.joined}],
        **{name: made_of(plan) for name, made_of in THIRD.items()},
    }
    return in_form(content, form)


def in_form(content: dict[str, Any], form: int) -> dict[str, Any]:
    """The same without what later forms brought in."""
    for later in range(form + 1, FORM + 1):
        added = ADDED[later]
        content = {name: without(value, added.get(name, frozenset())) for name, value in content.items() if name not in added[""]}
    return content


def without(value: Any, lacked: frozenset[str]) -> Any:
    """Rows without some of their fields; whatever is no list of rows is as it was."""
    return [{key: kept for key, kept in row.items() if key not in lacked} for row in value] if lacked and isinstance(value, list) else value


def party_content(party: PartyPlan) -> dict[str, Any]:
    return {
        "id": party.id,
        "organisation": party.organisation_id,
        "name": party.name,
        "sector": party.sector.value,
        "brings": party.brings,
        "stake": party.stake,
        "gain": party.gain,
        "leaves": party.leaves,
        "measure": party.measure,
        "gives": [kind.value for kind in party.gives],
        "for_relatives": party.for_relatives,
    }


def task_content(plan: AlliancePlan, task: TaskPlan) -> dict[str, Any]:
    roles = [{"party": party.id, "role": task.roles[party.id].value} for party in plan.joined if party.id in task.roles]
    return {"id": task.id, "title": task.title, "roles": roles, "volunteers": asdict(task.volunteers) if task.volunteers else None}


def promise_content(promise: PromisePlan) -> dict[str, Any]:
    days = {"first": promise.first.isoformat() if promise.first else None, "due": promise.due.isoformat()}
    return {**asdict(promise), "quantity": f"{promise.quantity:.2f}", **days}


def promises_in_words(content: dict[str, Any]) -> list[dict[str, str]]:
    """Who promises what to whom and when; none in agreements of the first form."""
    names = {party["id"]: party["name"] for party in content["parties"]}
    rows = []
    for promise in content.get("promises", []):
        first, due = (danish_date(date.fromisoformat(promise[end])) if promise[end] else "" for end in ("first", "due"))
        rows.append(
            {
                "party": names.get(promise["party"], ""),
                "what": promise["what"],
                "amount": f"{number_in_words(Decimal(promise['quantity']))} {promise['unit']}",
                "receiver": names.get(promise["receiver"], ""),
                "time": f"{first} til {due}" if first else f"senest {due}",
            }
        )
    return rows


def terms_content(terms: Terms) -> dict[str, Any]:
    role = {"role": terms.data_role.value if terms.data_role else "", "party": terms.data_party}
    return {"review": terms.review_on.isoformat() if terms.review_on else None, "data": role, **terms.written}


def terms_in_words(content: dict[str, Any]) -> list[tuple[str, str]]:
    """Each term with its heading; none in agreements of the first form."""
    terms = content.get("terms")
    if not terms:
        return []
    names = {party["id"]: party["name"] for party in content["parties"]}
    role = DataRole(terms["data"]["role"]) if terms["data"]["role"] else None
    data = data_in_words(role, names.get(terms["data"]["party"], ""))
    review = f"Parterne ser på aftalen igen {danish_date(date.fromisoformat(terms['review']))}." if terms["review"] else ""
    rows = [("Vi ser på aftalen igen", review), *((word, terms[name]) for name, word in TERM_DA.items()), ("Dataansvar", data)]
    rows += [("Tavshedspligt", IMPOSED)] if content.get("imposed") else []
    return [(word, text) for word, text in rows if text]


def canonical(content: dict[str, Any]) -> str:
    """One spelling for the same content: keys sorted, no spaces, no escapes that depend on the writer."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def fingerprint(content: dict[str, Any]) -> str:
    """SHA-256 of the canonical JSON in UTF-8, in hexadecimal."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def counts_for(accepted: str, current: str) -> bool:
    """True when an acceptance of the content `accepted` is one of the content `current`."""
    return accepted == current


def waiting_parties(content: dict[str, Any], accepted: Iterable[int]) -> list[int]:
    """Ids of the parties in the agreement that have not accepted it, in its order."""
    done = set(accepted)
    return [party["id"] for party in content["parties"] if party["id"] not in done]


def roles_table(content: dict[str, Any]) -> list[dict[str, Any]]:
    """Each task with the parties' roles in words, for pages and paper."""
    names = {party["id"]: party["name"] for party in content["parties"]}
    words = {role.value: word for role, word in ROLE_DA.items()}
    return [
        {
            "title": task["title"],
            "roles": [{"party": names[row["party"]], "role": row["role"], "word": words[row["role"]]} for row in task["roles"]],
            "volunteers": task.get("volunteers"),
        }
        for task in content["tasks"]
    ]


def with_aims(party: dict[str, Any]) -> dict[str, Any]:
    """A party of an agreement's content, with what agreements of the first form did not have."""
    return {**{aim.value: "" for aim in Aim}, **party}


def kind_in_words(content: dict[str, Any]) -> tuple[str, str]:
    """The kind of co-creation and what it means; ("", "") where none was chosen."""
    kind = CoCreation(content["kind"]) if content.get("kind") else None
    return (CO_CREATION_DA[kind], CO_CREATION_MEANS[kind]) if kind else ("", "")


def sector_word(sector: str) -> str:
    return {key.value: word for key, word in SECTOR_DA.items()}[sector]
