"""A delivery that was written wrong is taken back with a reason; what was said to be missed is unsaid. History keeps both, and the tally follows."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.utils.timezone import localdate

from samspil.alliances.actions import correct_delivery as correcting
from samspil.alliances.actions.commit import deliver, say_missed
from samspil.alliances.actions.correct_delivery import correct_delivery, unsay_missed
from samspil.alliances.domain.commitments import Delivered, Keeping, keeping
from samspil.alliances.models import Alliance, Commitment, Delivery
from samspil.alliances.tests.making import Two, client_of, fine, member, now, who
from samspil.alliances.tests.test_committing import code, promised
from samspil.core import events
from samspil.core.models import Notice

pytestmark = pytest.mark.django_db
WRONG = "Der kom 4, ikke 40."


def delivered(make_person: Any, quantity: int = 10) -> tuple[Two, Commitment, Delivery]:
    """A promise of ten with one delivery that the firm's owner wrote."""
    two, one = promised(make_person)
    return two, one, fine(deliver(who(two.owner), two.slug, one.pk, Delivered(localdate(), Decimal(quantity)), now=now()))


def standing(one: Commitment, two: Two) -> tuple[Decimal, Keeping]:
    room = two.room
    promise = next(found for found in room.commitments if found.pk == one.pk).as_promise(room.pieces[one.pk])
    return promise.done, keeping(promise, localdate())


def test_whoever_wrote_it_corrects_it_and_both_can_be_read(make_person: Any) -> None:
    two, one, wrong = delivered(make_person)
    client, address = client_of(two.owner), f"{two.address}tilsagn/levering/{wrong.pk}/"
    assert address in client.get(f"{two.address}tilsagn/").content.decode()
    assert 'value="10"' in client.get(address).content.decode()
    right = {"day": f"{localdate():%d-%m-%Y}", "quantity": "4", "evidence": "Fire kontrakter", "reason": WRONG}
    assert client.post(address, {**right, "reason": ""}).status_code == 422
    assert client.post(address, right).status_code == 302
    assert standing(one, two)[0] == 4
    page = client_of(two.chair).get(f"{two.address}tilsagn/").content.decode()
    for told in ("10 pladser</s>", WRONG, "Fire kontrakter", "4 af 10"):
        assert told in page
    events.deliver_waiting()
    assert "er rettet" in Notice.objects.visible_to(who(two.chair)).latest("pk").text
    assert not Notice.objects.visible_to(who(two.owner)).filter(text__contains="er rettet").exists(), "whoever did it knows"


def test_it_is_taken_back_without_anything_in_its_place(make_person: Any) -> None:
    two, one, wrong = delivered(make_person)
    assert standing(one, two)[1] is Keeping.KEPT
    data = {"day": f"{localdate():%d-%m-%Y}", "quantity": "10", "reason": WRONG, "gone": "1"}
    assert client_of(two.owner).post(f"{two.address}tilsagn/levering/{wrong.pk}/", data).status_code == 302
    assert standing(one, two) == (Decimal(0), Keeping.RUNNING)
    again = client_of(two.owner).post(f"{two.address}tilsagn/levering/{wrong.pk}/", data)
    assert (again.status_code, "allerede taget tilbage" in again.content.decode()) == (409, True)
    assert Delivery.objects.count() == 1


def test_either_partys_contact_corrects_it_and_nobody_else(make_person: Any) -> None:
    two, one, wrong = delivered(make_person)
    Commitment.objects.filter(pk=one.pk).update(receiver=two.party(two.club))
    plain = member(make_person, "menig@example.dk", two.firm, signatory=False)
    contact = member(make_person, "kontakt@example.dk", two.club, signatory=False, contact=True)
    assert code(correct_delivery(who(plain), two.slug, wrong.pk, None, WRONG, now=now())) == "not-yours"
    fine(correct_delivery(who(contact), two.slug, wrong.pk, None, WRONG, now=now()))
    own = fine(deliver(who(plain), two.slug, one.pk, Delivered(localdate(), Decimal(1)), now=now()))
    fine(correct_delivery(who(plain), two.slug, own.pk, None, "Samme tal to gange", now=now()))


def test_what_cannot_stand_instead_is_refused_and_nothing_is_changed(make_person: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    two, _, wrong = delivered(make_person)
    today = localdate()
    for right, reason, refused in (
        (Delivered(today, Decimal(10)), WRONG, "same"),
        (Delivered(today, Decimal(-4)), WRONG, "impossible"),
        (Delivered(today, Decimal(99_999_999)), WRONG, "impossible"),
        (Delivered(today + timedelta(days=1), Decimal(4)), WRONG, "not-yet"),
        (Delivered(today, Decimal(4)), " ", "no-reason"),
    ):
        assert code(correct_delivery(who(two.owner), two.slug, wrong.pk, right, reason, now=now())) == refused
    assert code(correct_delivery(who(two.owner), two.slug, wrong.pk + 999, None, WRONG, now=now())) == "no-delivery"
    monkeypatch.setattr(correcting, "MOST_KEPT", 1)
    assert code(correct_delivery(who(two.owner), two.slug, wrong.pk, Delivered(today, Decimal(4)), WRONG, now=now())) == "many-deliveries"
    Alliance.objects.update(stage="gathering")
    assert code(correct_delivery(who(two.owner), two.slug, wrong.pk, None, WRONG, now=now())) == "not-now"
    stranger = make_person("fremmed@example.dk")
    assert client_of(stranger).get(f"{two.address}tilsagn/levering/{wrong.pk}/").status_code == 404
    assert not Delivery.objects.exclude(undone_at=None).exists()


def test_what_was_missed_is_unsaid_by_those_who_promised_and_the_history_keeps_it(make_person: Any) -> None:
    two, one = promised(make_person)
    address = f"{two.address}tilsagn/{one.pk}/holdt-alligevel/"
    assert code(unsay_missed(who(two.owner), two.slug, one.pk, "De kom", now=now())) == "not-missed"
    fine(say_missed(who(two.owner), two.slug, one.pk, "To mestre blev syge.", now=now()))
    assert address in client_of(two.owner).get(f"{two.address}tilsagn/").content.decode()
    assert address not in client_of(two.chair).get(f"{two.address}tilsagn/").content.decode()
    assert code(unsay_missed(who(two.chair), two.slug, one.pk, "De kom", now=now())) == "no-say"
    assert code(unsay_missed(who(two.owner), two.slug, one.pk, "  ", now=now())) == "no-reason"
    assert code(unsay_missed(who(two.owner), two.slug, one.pk + 999, "De kom", now=now())) == "no-commitment"
    assert "To mestre blev syge." in client_of(two.owner).get(address).content.decode()
    assert client_of(two.owner).post(address, {"reason": "De sidste kom i september."}).status_code == 302
    assert standing(one, two)[1] is Keeping.RUNNING
    assert "De sidste kom i september." in client_of(two.chair).get(f"{two.address}tilsagn/").content.decode()
    assert "To mestre blev syge." in apps.get_model("alliances", "CommitmentEvent").objects.values_list("missed_reason", flat=True)
    events.deliver_waiting()
    assert "har taget tilbage, at" in Notice.objects.visible_to(who(two.chair)).latest("pk").text
    Alliance.objects.update(stage="withdrawn")
    Commitment.objects.update(missed_reason="Igen")
    assert code(unsay_missed(who(two.owner), two.slug, one.pk, "De kom", now=now())) == "not-now"
