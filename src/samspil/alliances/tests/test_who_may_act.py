"""Every errand in an alliance, found by how it begins: whoever is only asked to take part is refused, whatever the form holds."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction

from samspil.alliances import actions
from samspil.alliances.actions.attend import attend, write_who_was_there
from samspil.alliances.actions.call_meeting import cancel_meeting
from samspil.alliances.actions.change_message import take_back_message
from samspil.alliances.actions.commit import deliver, say_missed
from samspil.alliances.actions.correct_delivery import correct_delivery, unsay_missed
from samspil.alliances.actions.follow_up import finish
from samspil.alliances.actions.impose import end_imposition
from samspil.alliances.actions.invite import invite_organisation
from samspil.alliances.actions.name_contact import drop_contact, name_contact
from samspil.alliances.actions.raise_matter import take_back
from samspil.alliances.actions.remove_file import remove_file
from samspil.alliances.actions.working import NOT_TAKING_PART
from samspil.alliances.actions.write_minutes import write_minutes
from samspil.alliances.domain.commitments import Delivered
from samspil.alliances.tests.making import Two, agreed, fine, now, started, who
from samspil.core.refusals import Refusal

# What those who do not take part yet may do: answer, and what every page may ask first.
THEIRS = {"answer_invitation", "begin"}


def errands() -> Iterator[Callable[..., object]]:
    """Functions of the room's actions that begin with who acts and where."""
    for module in pkgutil.iter_modules(actions.__path__):
        for name, found in inspect.getmembers(importlib.import_module(f"{actions.__name__}.{module.name}"), inspect.isfunction):
            if list(inspect.signature(found).parameters)[:2] == ["actor", "slug"] and found.__module__.endswith(f".{module.name}") and name not in THEIRS:
                yield found


def called(errand: Callable[..., object], actor: Any, slug: str) -> object:
    """The errand with nothing in its form."""
    rest = [one for one in inspect.signature(errand).parameters.values() if one.default is one.empty][2:]
    empty = {one.name: now() if one.name == "now" else None for one in rest}
    return errand(actor, slug, **empty)


@pytest.mark.django_db
def test_whoever_is_only_asked_is_refused_every_errand_before_anything_is_read(make_person: Any) -> None:
    two = started(make_person)
    fine(invite_organisation(who(two.chair), two.slug, two.firm.pk, now=now()))
    outsider, found = who(two.owner), list(errands())
    assert len(found) > 40
    for errand in found:
        with transaction.atomic():
            assert called(errand, outsider, two.slug) == NOT_TAKING_PART, errand.__name__


GONE: dict[str, Callable[[Any, Two], object]] = {
    "yes to a meeting": lambda a, two: attend(a, two.slug, 0, two.club.pk, comes=True, now=now()),
    "who was there": lambda a, two: write_who_was_there(a, two.slug, 0, [], now=now()),
    "minutes": lambda a, two: write_minutes(a, two.slug, 0, 0, "Vi talte", revision=0, now=now()),
    "cancel": lambda a, two: cancel_meeting(a, two.slug, 0, "Sygdom", now=now()),
    "question": lambda a, two: take_back(a, two.slug, 0, now=now()),
    "delivery": lambda a, two: deliver(a, two.slug, 0, Delivered(date(2026, 11, 1), Decimal(1), ""), now=now()),
    "missed": lambda a, two: say_missed(a, two.slug, 0, "Sygdom", now=now()),
    "correction": lambda a, two: correct_delivery(a, two.slug, 0, None, "Forkert", now=now()),
    "unsaid": lambda a, two: unsay_missed(a, two.slug, 0, "Kom alligevel", now=now()),
    "follow-up": lambda a, two: finish(a, two.slug, 0, now=now()),
    "file": lambda a, two: remove_file(a, two.slug, 0, now=now()),
    "confidentiality": lambda a, two: end_imposition(a, two.slug, 0, None, now=now()),
    "contact": lambda a, two: name_contact(a, two.slug, 0, "Formanden", shown=False, now=now()),
    "no contact": lambda a, two: drop_contact(a, two.slug, 0),
    "message": lambda a, two: take_back_message(a, two.slug, 0, now=now()),
}


@pytest.mark.parametrize("errand", GONE)
@pytest.mark.django_db
def test_what_is_gone_or_anothers_is_refused_in_words(make_person: Any, errand: str) -> None:
    two, _ = agreed(make_person)
    refusal = GONE[errand](who(two.chair), two)
    assert isinstance(refusal, Refusal)
    assert refusal.text.endswith((".", "?"))
