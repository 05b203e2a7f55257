"""What agreements on paper cost: one alone, and a municipality's in one job, as the worker packs them."""

import statistics
import time
from dataclasses import replace
from datetime import timedelta
from tempfile import TemporaryDirectory

from django.test import override_settings
from django.utils import timezone

from bench.pages.command import say
from samspil.alliances import bundles, paper
from samspil.alliances.actions.order_papers import order_papers
from samspil.alliances.models import AgreementVersion, Alliance, PaperOrder, Party
from samspil.core.refusals import Refusal
from samspil.identity.actor import actor_for
from samspil.identity.models import Organisation, Person
from samspil.initiatives.models import Participation
from samspil.site.demonstration import email_of

DEMO, ALONE = "0000", 20


def printed(number: int) -> dict[str, float]:
    """Seconds for a PDF that a person asks for (the median of ALONE), and for a job of `number` alliances: none of them printed before, and again."""
    with TemporaryDirectory() as media, override_settings(MEDIA_ROOT=media):  # never among the installation's own files
        return measured(number)


def measured(number: int) -> dict[str, float]:
    alone = statistics.median(seconds_of(version) for version in AgreementVersion.objects.order_by("pk").prefetch_related("acceptances")[:ALONE])
    taken_part(number)
    order, first = packed()
    _, again = packed()
    each = {"alone_s": round(alone, 3), "each_s": round(first / order.total, 3)}
    return {"number": order.total, **each, "seconds": round(first, 1), "again_s": round(again, 1), "mb": round(order.size / 1_000_000)}


def seconds_of(version: AgreementVersion) -> float:
    began = time.perf_counter()
    paper.version_pdf(version)
    return time.perf_counter() - began


def taken_part(number: int) -> None:
    """The made-up municipality is a party of so many."""
    town, now = Organisation.objects.get(of_municipality=DEMO), timezone.now()
    others = Alliance.objects.exclude(parties__organisation=town).filter(versions__isnull=False).distinct().order_by("-pk")
    found = list(others[:number])
    told = {"organisation": town, "name": town.name, "sector": "public", "state": "joined", "asked_at": now}
    Party.objects.bulk_create([Party(alliance=one, **told) for one in found])
    Participation.objects.bulk_create([Participation(initiative_id=one.initiative_id, organisation=town) for one in found])


def packed() -> tuple[PaperOrder, float]:
    """The order, and the seconds its job took."""
    order, began = ordered(), time.perf_counter()
    while bundles.pack_some(order.pk):
        order.refresh_from_db()
        if order.done % 200 == 0:
            say(f"{order.done} of {order.total} agreements are packed")
    took = time.perf_counter() - began
    order.refresh_from_db()
    if (order.state, order.done, order.left_out) != ("ready", order.total, []):
        raise RuntimeError(f"not all were packed: {order.state}, {order.done} of {order.total}")
    return order, took


def ordered() -> PaperOrder:
    """As the municipality's administrator orders them."""
    actor = actor_for(Person.objects.get(email=email_of("koordinator")))
    working = replace(actor, staff_until=timezone.now() + timedelta(hours=1))
    made = order_papers(working, DEMO, now=timezone.now())
    if isinstance(made, Refusal):
        raise TypeError(made.text)
    return made
