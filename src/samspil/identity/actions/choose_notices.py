"""Choose how to be told, or not at all."""

from collections.abc import Mapping

from django.db import transaction

from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor
from samspil.identity.domain.telling import EVERYTHING, Way, without_mail
from samspil.identity.models import NoticeChoice, Person
from samspil.identity.telling import choices_of

NOT_LOGGED_IN = Refusal("not-logged-in", "Log ind for at vælge.")


@transaction.atomic
def choose(actor: Actor, ways: Mapping[str, Way]) -> Refusal | None:
    """A person says, theme by theme, how to be told; EVERYTHING stands for themes without a choice of their own."""
    if actor.person_id is None:
        return NOT_LOGGED_IN
    put(actor.person_id, ways)
    return None


@transaction.atomic
def turn_everything_off(actor: Actor) -> Refusal | None:
    """Nothing any more, also of themes that come later; what is needed still goes."""
    if actor.person_id is None:
        return NOT_LOGGED_IN
    write(actor.person_id, {EVERYTHING: Way.OFF})
    return None


@transaction.atomic
def stop_mail(person_id: int, theme: str) -> None:
    """One-click unsubscribe: no more mail about a theme, or with EVERYTHING no more digests. Harmless twice, and when the account is gone."""
    if Person.objects.select_for_update().filter(pk=person_id).exists():
        write(person_id, without_mail(choices_of([person_id]).get(person_id, {}), theme))


def write(person_id: int, choices: Mapping[str, Way]) -> None:
    """These choices and no others."""
    NoticeChoice.objects.filter(person_id=person_id).exclude(theme__in=list(choices)).delete()
    put(person_id, choices)


def put(person_id: int, choices: Mapping[str, Way]) -> None:
    """Write these choices, over what was chosen before."""
    rows = [NoticeChoice(person_id=person_id, theme=str(theme), way=way) for theme, way in choices.items()]
    NoticeChoice.objects.bulk_create(rows, update_conflicts=True, unique_fields=["person", "theme"], update_fields=["way"])
