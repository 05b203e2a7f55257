"""Whose turn it is without what the task asks for: not passed over in silence, and the seat goes on."""

from typing import Any

import pytest

from samspil.alliances.tests.making import client_of, fine, now, who
from samspil.core import events
from samspil.core.models import Notice
from samspil.exchange.actions.answer_place import answer_place, give_back
from samspil.exchange.actions.keep_qualification import tell_qualification
from samspil.exchange.actions.sign_up import Yes, sign_up
from samspil.exchange.domain.signups import SignupState
from samspil.exchange.models import Need, Signup
from samspil.exchange.tests.making import asked, club_and_chair, shown
from samspil.identity.models import Person

pytestmark = pytest.mark.django_db


def yes(person: Person, need: Need) -> Signup:
    signup: Signup = fine(sign_up(who(person), need.pk, Yes(name="Signe", old_enough=True), now=now()))
    return signup


def test_the_next_gets_the_seat_and_both_sides_hear_what_the_first_lacks(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    need = asked(chair, club, seats=1)
    had, untaught, taught = (make_person(f"{name}@example.dk") for name in ("har", "uden", "med"))
    place, first, second = yes(had, need), yes(untaught, need), yes(taught, need)
    Need.objects.update(requires=["first_aid"])
    fine(tell_qualification(who(taught), "first_aid", None, now=now()))
    fine(give_back(who(had), place.pk, now=now()))
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (SignupState.ASKED, SignupState.OFFERED)
    events.deliver_waiting()
    (told,) = Notice.objects.filter(recipient_id=untaught.pk)
    assert "Noget skal være på plads" in told.text
    assert "førstehjælp" not in told.about, "what somebody lacks stands in no mail"
    assert Notice.objects.filter(recipient_id=chair.pk, text__startswith="En på ventelisten").exists()
    page = shown(client_of(untaught), need.address)
    assert "førstehjælp" in page
    assert "nummer" not in page
    fine(give_back(who(taught), second.pk, now=now()))
    fine(tell_qualification(who(untaught), "first_aid", None, now=now()))
    fine(answer_place(who(chair), first.pk, "confirm", now=now()))
