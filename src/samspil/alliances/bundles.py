"""The worker's packing of an order: one folder an alliance with its journal (journal.py), and index.json with what is in it and what is not (docs/journal.md).

Each alliance is a part of its own on the disk, written whole or not at all. Whoever goes on after a killed worker makes what lacks and nothing twice.
"""

import json
import os
import shutil
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

import structlog
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from samspil.alliances import journal, orders
from samspil.alliances.actions.order_papers import FOLDER, workshop
from samspil.alliances.domain.papers import AT_ONCE, NOT_PRINTED, NOT_YOURS, OrderState
from samspil.alliances.events import JournalTaken, PapersEnded
from samspil.alliances.models import Alliance, PaperOrder
from samspil.alliances.press import NotPrinted, Press
from samspil.alliances.rooms import Room
from samspil.core import events
from samspil.core.text import address_of
from samspil.identity.actor import Actor, actor_for

log = structlog.get_logger(__name__)
FORMAT, INDEX = "samspil-journals/1", "index.json"


def pack_some(order_id: int) -> bool:
    """Make the next parts of an order, and the file when none lacks; True when there is more to do. Whatever goes wrong ends the order and is raised."""
    order = PaperOrder.objects.select_related("person", "municipality").filter(pk=order_id, state=OrderState.MAKING.value).first()
    if order is None:
        return False
    actor = actor_for(order.person)
    if not order.person.is_active or order.municipality_id not in actor.moderates_in:
        end(order, OrderState.CANCELLED)
        return False
    try:
        with Press() as press:
            more = all(advance(order, actor, pk, press) for pk in order.alliances[order.done : order.done + AT_ONCE]) and order.done < order.total
            if not more and order.done == order.total:
                finish(order, actor, press)
    except Exception:
        end(order, OrderState.FAILED)
        raise
    return more


def advance(order: PaperOrder, actor: Actor, alliance_id: int, press: Press) -> bool:
    """One alliance more; False when the order was cancelled meanwhile. That its journal was taken is written down together with how far it is."""
    why = part_made(order, actor, alliance_id, press)
    with transaction.atomic():
        held = PaperOrder.objects.select_for_update().filter(pk=order.pk, state=OrderState.MAKING.value).first()
        if held is None:
            return False
        order.done += 1
        order.left_out += [{"number": alliance_id, "why": why}] if why else []
        order.save(update_fields=["done", "left_out"])
        if not why:
            events.record(JournalTaken(alliance_id=alliance_id), actor_id=order.person_id, municipality_code=order.municipality_id)
    return True


def part_made(order: PaperOrder, actor: Actor, alliance_id: int, press: Press) -> str:
    """Why there is none, or "" when the part lies there, from now or from before a worker was killed."""
    place = workshop(order.pk) / f"{alliance_id}.zip"
    if place.exists():
        return ""
    alliance = orders.agreements_of(actor, order.municipality_id).select_related("initiative__lead", "initiative__area", "kle").filter(pk=alliance_id).first()
    if alliance is None:
        return NOT_YOURS
    try:
        files = journal.contents(Room(alliance), press.printed)
    except NotPrinted as wrong:
        log.warning("agreement_not_printed", alliance_id=alliance_id, said=str(wrong))
        return NOT_PRINTED
    place.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=place.parent, delete=False) as file, ZipFile(file, "w", ZIP_DEFLATED) as pack:
        for name, made in files:
            journal.put(pack, f"{folder_of(alliance)}/{name}", made)
    os.replace(file.name, place)
    return ""


def folder_of(alliance: Alliance) -> str:
    """Its number and name, safe on every disk."""
    return f"{alliance.pk:06d}-{address_of(alliance.slug)[:40]}".rstrip("-")


def finish(order: PaperOrder, actor: Actor, press: Press) -> None:
    """All parts in one file in the store; whoever ordered it is told. One that was cancelled meanwhile leaves nothing."""
    left_out = {row["number"] for row in order.left_out}
    workshop(order.pk).mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=workshop(order.pk), suffix=".whole") as file:
        put_together(order, [part for pk in order.alliances if pk not in left_out for part in parts_of(order, actor, pk, press)], file)
        order.size, name = file.seek(0, 2), f"{FOLDER}/{order.key}.zip"
        file.seek(0)
        default_storage.delete(name)  # what a killed worker left
        order.place = default_storage.save(name, File(file))
    if not end(order, OrderState.READY):
        default_storage.delete(order.place)


def parts_of(order: PaperOrder, actor: Actor, alliance_id: int, press: Press) -> list[Path]:
    """Its part; made now when another machine's worker made it and has its disk. Empty when it can no longer be made."""
    why = part_made(order, actor, alliance_id, press)
    order.left_out += [{"number": alliance_id, "why": why}] if why else []
    return [] if why else [workshop(order.pk) / f"{alliance_id}.zip"]


def put_together(order: PaperOrder, parts: list[Path], file: IO[bytes]) -> None:
    """The parts' files and the index, read and written one at a time."""
    found: dict[str, list[dict[str, Any]]] = {}
    with ZipFile(file, "w", ZIP_DEFLATED) as whole:
        for part in parts:
            with ZipFile(part) as pack:
                for name in pack.namelist():
                    made = pack.read(name)
                    journal.put(whole, name, made)
                    found.setdefault(name.partition("/")[0], []).append({"name": name, "bytes": len(made), "sha256": journal.sha256(made)})
        folders = [{"number": int(name.partition("-")[0]), "folder": name, "files": files} for name, files in found.items()]
        home = {"code": order.municipality_id, "name": order.municipality.name}
        told: dict[str, Any] = {"format": FORMAT, "municipality": home, "ordered_at": journal.moment(order.ordered_at)}
        told |= {"alliances": folders, "left_out": order.left_out}
        journal.put(whole, INDEX, json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True).encode())


def end(order: PaperOrder, state: OrderState, *, now: datetime | None = None) -> bool:
    """The end of one that is under way, with its parts gone; False when it had ended already."""
    with transaction.atomic():
        under_way = PaperOrder.objects.filter(pk=order.pk, state=OrderState.MAKING.value)
        kept = {"place": order.place, "size": order.size} if state is OrderState.READY else {}
        ended = under_way.update(state=state.value, ended_at=now or timezone.now(), left_out=order.left_out, **kept)
        if ended and state is not OrderState.CANCELLED:
            events.record(PapersEnded(order_id=order.pk), actor_id=order.person_id)
    shutil.rmtree(workshop(order.pk), ignore_errors=True)
    return bool(ended)
