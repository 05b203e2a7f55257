"""The text of an amendment that came to nothing, as a new one can begin with it: who is not here any more is left out, and what has happened since stays."""

from collections.abc import Collection
from typing import Any

from samspil.alliances.domain.terms import DataRole


def text_again(tried: dict[str, Any], stands: dict[str, Any], kept: Collection[int]) -> dict[str, Any]:
    """`tried` and `stands` are contents of the newest form: what was proposed, and what the rows say now. `kept` are the numbers of promises that something
    was delivered of, or that were explained: those stay as they stand."""
    here = {party["id"] for party in stands["parties"]}
    before = {party["id"]: party for party in tried["parties"]}
    promised = [promise for promise in tried["promises"] if promise["id"] not in kept and promise["party"] in here]
    return {
        **tried,
        "parties": [before.get(party["id"], party) for party in stands["parties"]],
        "tasks": [{**task, "roles": [role for role in task["roles"] if role["party"] in here]} for task in tried["tasks"]],
        "promises": [promise for promise in stands["promises"] if promise["id"] in kept] + [received(promise, here) for promise in promised],
        "decision_rules": [rule for rule in tried["decision_rules"] if rule["decides"] is None or rule["decides"] in here],
        "terms": {**tried["terms"], "data": answered_for(tried["terms"]["data"], here)},
    }


def received(promise: dict[str, Any], here: Collection[int]) -> dict[str, Any]:
    """A promise to somebody who is not here is to all."""
    return {**promise, "receiver": promise["receiver"] if promise["receiver"] in here else None}


def answered_for(data: dict[str, Any], here: Collection[int]) -> dict[str, Any]:
    """Who answers for data; nobody yet where it was a party that is not here, so that it is said to be lacking."""
    return {**data, "role": "", "party": None} if data["role"] == DataRole.SINGLE and data["party"] not in here else data
