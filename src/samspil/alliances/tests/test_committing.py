"""What parties promise in numbers: part of what is signed, delivered in pieces, and said when it is not kept."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localdate

from samspil.alliances.actions.commit import NewCommitment, deliver, save_commitment, say_missed
from samspil.alliances.actions.leave import leave_alliance
from samspil.alliances.actions.remind_of_commitments import remind
from samspil.alliances.actions.show import show_alliance
from samspil.alliances.domain.commitments import Delivered, Keeping, keeping
from samspil.alliances.models import Commitment, Delivery
from samspil.alliances.tests.making import Two, client_of, fine, joined, member, now, organisation, ready, signed_by_all, who
from samspil.core import events
from samspil.core.models import Notice
from samspil.core.pagecache import STORE
from samspil.core.refusals import Refusal

pytestmark = pytest.mark.django_db
PLACES = NewCommitment("places", "Træningspladser i gartneriet", Decimal(10), "pladser", None, date(2027, 8, 1))


def filled_in(two: Two, **changed: str) -> dict[str, str]:
    data = {"what": PLACES.what, "kind": "places", "quantity": "10", "unit": "pladser", "due_day": "01-08-2027", "revision": "0"}
    return {**data, "for_organisation": str(two.firm.pk), "receiver": str(two.party(two.club).pk), **changed}


def promised(make_person: Any, new: NewCommitment = PLACES) -> tuple[Two, Commitment]:
    """An agreement everybody has signed, in which the firm promises something."""
    two = ready(make_person)
    fine(save_commitment(who(two.owner), two.slug, two.firm.pk, None, new, now=now()))
    signed_by_all(two)
    return two, Commitment.objects.get(alliance=two.alliance)


def code(result: object) -> str:
    assert isinstance(result, Refusal), result
    return result.code


def test_a_promise_is_given_changed_and_taken_back_before_it_is_signed(make_person: Any) -> None:
    two = joined(make_person)
    client, firm = client_of(two.owner), two.party(two.firm)
    assert client.post(f"{two.address}tilsagn/ny/{firm.pk}/", filled_in(two)).status_code == 302
    page = client.get(f"{two.address}tilsagn/").content.decode()
    for told in ("10 pladser: Træningspladser i gartneriet", "senest 1. august 2027", "Ikke underskrevet endnu"):
        assert told in page
    one = Commitment.objects.get()
    address = f"{two.address}tilsagn/{one.pk}/ret/{firm.pk}/"
    assert 'value="10"' in client.get(address).content.decode()
    assert client.post(address, filled_in(two, quantity="7,5", revision="1")).status_code == 302
    assert Commitment.objects.get().quantity == Decimal("7.5")
    late = client.post(address, filled_in(two, quantity="12", revision="1"))
    assert (late.status_code, "Nogen har skrevet her" in late.content.decode()) == (409, True)
    assert client.post(f"{two.address}tilsagn/{one.pk}/fjern/").status_code == 302
    assert not Commitment.objects.exists()
    gone = client.post(address, filled_in(two, revision="2"))
    assert (gone.status_code, PLACES.what in gone.content.decode()) == (409, True)


def test_what_cannot_be_promised_is_refused_and_stays_in_the_form(make_person: Any) -> None:
    two = joined(make_person)
    client, address = client_of(two.owner), f"{two.address}tilsagn/ny/{two.party(two.firm).pk}/"
    for changed, status in (
        ({"quantity": "-1"}, 422),
        ({"quantity": "0"}, 409),
        ({"quantity": "99999999999"}, 422),
        ({"quantity": "1e5000"}, 422),
        ({"quantity": "mange"}, 422),
        ({"first_day": "02-08-2027"}, 409),
        ({"due_day": "30-02-2027"}, 422),
        ({"receiver": "999999"}, 422),
        ({"receiver": str(two.party(two.firm).pk)}, 422),
        ({"what": "010190-1234"}, 422),
        ({"for_organisation": str(two.club.pk)}, 409),
    ):
        answer = client.post(address, filled_in(two, **changed))
        assert answer.status_code == status, changed
    assert not Commitment.objects.exists()


def test_a_promise_is_part_of_what_everybody_signs_and_stands_after_that(make_person: Any) -> None:
    two, one = promised(make_person)
    version = two.room.open_version
    assert version
    (row,) = version.content["promises"]
    assert (row["what"], row["quantity"], row["party"]) == (PLACES.what, "10.00", two.party(two.firm).pk)
    assert "Træningspladser i gartneriet" in client_of(two.chair).get(f"{two.address}aftale/").content.decode()
    changed = client_of(two.owner).post(f"{two.address}tilsagn/{one.pk}/ret/{one.party_id}/", filled_in(two, quantity="2", revision="1"))
    assert (changed.status_code, "Aftalen gælder, så teksten står fast" in changed.content.decode()) == (409, True)
    assert Commitment.objects.get().quantity == 10


def test_deliveries_are_written_by_those_it_concerns_and_add_up(make_person: Any) -> None:
    two, one = promised(make_person)
    address, today = f"{two.address}tilsagn/{one.pk}/levering/", localdate()
    piece = {"day": f"{today:%d-%m-%Y}", "quantity": "4", "evidence": "Fire kontrakter"}
    assert client_of(two.owner).post(address, piece).status_code == 302
    page = client_of(two.chair).get(f"{two.address}tilsagn/").content.decode()
    assert ("4 af 10" in page, "Fire kontrakter" in page, 'value="40"' in page) == (True, True, True)
    assert code(deliver(who(two.chair), two.slug, one.pk, Delivered(today, Decimal(1)), now=now())) == "not-yours"
    assert code(deliver(who(two.owner), two.slug, one.pk, Delivered(today + timedelta(days=1), Decimal(1)), now=now())) == "not-yet"
    assert code(deliver(who(two.owner), two.slug, one.pk, Delivered(today, Decimal(-1)), now=now())) == "impossible"
    assert client_of(two.owner).post(address, {**piece, "evidence": "010190-1234"}).status_code == 422
    fine(deliver(who(two.owner), two.slug, one.pk, Delivered(today, Decimal(6)), now=now()))
    assert Delivery.objects.count() == 2
    page = client_of(two.chair).get(two.address).content.decode()
    assert ("1 af 1 tilsagn er holdt." in page, "Holdt" in page) == (True, True)


def test_a_form_that_is_sent_twice_is_one_promise_and_one_delivery(make_person: Any) -> None:
    two = joined(make_person)
    client, firm = client_of(two.owner), two.party(two.firm)
    for _ in range(2):
        assert client.post(f"{two.address}tilsagn/ny/{firm.pk}/", filled_in(two)).status_code == 302
    assert Commitment.objects.count() == 1
    two, one = promised(make_person, replace(PLACES, what="Noget andet"))
    for _ in range(2):
        piece = {"day": f"{localdate():%d-%m-%Y}", "quantity": "4"}
        assert client_of(two.owner).post(f"{two.address}tilsagn/{one.pk}/levering/", piece).status_code == 302
    assert Delivery.objects.count() == 1
    later = now() + timedelta(hours=1)
    fine(deliver(who(two.owner), two.slug, one.pk, Delivered(localdate(), Decimal(4)), now=later))
    assert Delivery.objects.count() == 2, "four more the same day, written later"


def test_an_open_page_tells_everybody_that_it_was_missed_and_the_parties_alone_why(make_person: Any) -> None:
    two, one = promised(make_person)
    for person, organisation_id in ((two.chair, two.club.pk), (two.owner, two.firm.pk)):
        fine(show_alliance(who(person), two.slug, organisation_id, shown=True))
    fine(say_missed(who(two.owner), two.slug, one.pk, "To mestre blev syge.", now=now()))
    STORE.clear()
    seen, own = Client().get(two.address).content.decode(), client_of(two.chair).get(two.address).content.decode()
    assert ("Blev ikke holdt" in seen, "To mestre" in seen) == (True, False)
    assert ("Blev ikke holdt" in own, "To mestre" in own) == (True, True)


def test_nothing_is_delivered_of_what_is_not_signed(make_person: Any) -> None:
    two = ready(make_person)
    one = fine(save_commitment(who(two.owner), two.slug, two.firm.pk, None, PLACES, now=now()))
    assert code(deliver(who(two.owner), two.slug, one.pk, Delivered(localdate(), Decimal(1)), now=now())) == "not-promised"


def test_what_is_not_kept_is_said_with_a_reason_and_the_others_are_told(make_person: Any) -> None:
    two, one = promised(make_person)
    plain = member(make_person, "menig@example.dk", two.firm, signatory=False)
    assert code(say_missed(who(plain), two.slug, one.pk, "Fordi", now=now())) == "no-say"
    assert code(say_missed(who(two.owner), two.slug, one.pk, " ", now=now())) == "no-reason"
    assert client_of(two.owner).post(f"{two.address}tilsagn/{one.pk}/ikke-holdt/", {"reason": "To mestre blev syge."}).status_code == 302
    events.deliver_waiting()
    assert "kunne ikke holde »Træningspladser i gartneriet«" in Notice.objects.visible_to(who(two.chair)).latest("pk").text
    page = client_of(two.chair).get(f"{two.address}tilsagn/").content.decode()
    assert ("To mestre blev syge." in page, "Blev ikke holdt" in page) == (True, True)


def test_whoever_promised_is_reminded_once_before_and_once_after_the_day(make_person: Any) -> None:
    two, one = promised(make_person)
    days = [remind(one.due_day + timedelta(days=number)) for number in (-15, -14, -13, 0, 1, 2)]
    assert days == [0, 1, 0, 0, 1, 0]
    events.deliver_waiting()
    texts = list(Notice.objects.visible_to(who(two.owner)).filter(text__contains="har lovet").values_list("text", flat=True))
    assert len([text for text in texts if "Dagen er gået" in text or "Dagen nærmer sig" in text]) >= 1
    fine(deliver(who(two.owner), two.slug, one.pk, Delivered(localdate(), Decimal(10)), now=now()))
    Commitment.objects.update(reminded_on=None)
    assert remind(one.due_day) == 0, "what is kept needs no reminder"


def test_a_party_that_leaves_is_told_what_it_breaks_and_that_stays_to_be_seen(make_person: Any) -> None:
    two, one = promised(make_person)
    page = client_of(two.owner).get(f"{two.address}gaa-ud/{one.party_id}/").content.decode()
    assert "Disse tilsagn bliver ikke holdt: Træningspladser i gartneriet" in page
    fine(leave_alliance(who(two.owner), two.slug, two.firm.pk, "Vi lukker.", now=now()))
    one.refresh_from_db()
    assert one.missed_reason == "Parten er gået ud: Vi lukker."
    assert keeping(one.as_promise(), localdate()) is Keeping.MISSED
    assert "Parten er gået ud: Vi lukker." in client_of(two.chair).get(f"{two.address}tilsagn/").content.decode()


def test_nobody_else_sees_or_writes_commitments(make_person: Any) -> None:
    two, one = promised(make_person)
    for stranger in (make_person("fremmed@example.dk"), member(make_person, "anden@example.dk", organisation("De andre"), administrator=True)):
        client = client_of(stranger)
        for place in ("", f"ny/{one.party_id}/", f"{one.pk}/ret/{one.party_id}/", f"{one.pk}/levering/", f"{one.pk}/ikke-holdt/"):
            assert client.get(f"{two.address}tilsagn/{place}").status_code == 404, place
        assert client.post(f"{two.address}tilsagn/{one.pk}/levering/", {"day": "01-01-2026", "quantity": "1"}).status_code == 404
        assert client.post(f"{two.address}tilsagn/{one.pk}/fjern/").status_code == 404
    assert not Delivery.objects.exists()
