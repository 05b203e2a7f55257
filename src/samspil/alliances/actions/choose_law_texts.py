"""Take texts of the legal check into the agreement."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from samspil.alliances.actions.answer_law import sign
from samspil.alliances.actions.law_standing import speaks_for
from samspil.alliances.actions.working import NOT_YOUR_PARTY, begin, change, stale
from samspil.alliances.domain.law_texts import MOST_TEXTS, chosen, law_content
from samspil.alliances.events import AllianceChanged
from samspil.alliances.models import Alliance, LawAnswered, LegalCheck
from samspil.core import events
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor

NO_CHECK = Refusal("no-check", "Læs det juridiske tjek først. Så kan I vælge, hvad der skal stå i aftalen.")
MANY = Refusal("many-texts", f"Vælg højst {MOST_TEXTS}. Skriv det vigtigste i aftalen, resten står i tjekket.")


@transaction.atomic
def choose_law_texts(actor: Actor, slug: str, for_organisation: int | None, keys: Collection[str], *, revision: int, now: datetime) -> Alliance | Refusal:
    """These of the latest check's texts stand in the agreement, and no others. An agreement that waits is taken back, as by any change of it."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    alliance, check = room.alliance, LegalCheck.objects.filter(alliance=room.alliance).first()
    party, may = speaks_for(actor, room, for_organisation)
    if not may or check is None:
        return NO_CHECK if may else NOT_YOUR_PARTY
    texts = chosen(check.result, set(keys))
    row = LawAnswered.objects.filter(alliance=alliance, group=LawAnswered.TEXTS).first()
    if [text.key for text in texts] == [one["key"] for one in alliance.law_texts]:
        return alliance
    if row and row.revision != revision:
        return stale({"Aftalens tekster": "\n".join(one["text"] for one in alliance.law_texts) or "Ingen"}, row.revision)
    refusal = MANY if len(texts) > MOST_TEXTS else change(room, "edit", now=now)
    if refusal:
        return refusal
    alliance.law_texts = law_content(tuple(texts))
    sign(alliance, LawAnswered.TEXTS, party, actor, now)
    events.change(alliance, ["law_texts"], AllianceChanged(alliance_id=alliance.pk), actor_id=actor.person_id)
    return alliance
