"""Expenses: who may ask whom, what the rules stop with which sentence, and what the treasurer gets."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.utils.timezone import localdate
from openpyxl import load_workbook

from samspil.alliances.tests.making import client_of, fine, member, organisation, who
from samspil.core.models import Notice
from samspil.core.money import Kroner
from samspil.core.personal_data import Subject
from samspil.core.refusals import Refusal
from samspil.exchange import expenses
from samspil.exchange.actions.ask_expense import Asked, answer_expense, ask_expense, forget_expenses, open_payer, take_expense_back
from samspil.exchange.actions.follow_merge import expenses_of, move_expenses, move_payer, paying
from samspil.exchange.domain.claims import ExpenseKind, PayerType, PayMethod
from samspil.exchange.domain.paying import payer_type_of
from samspil.exchange.domain.signups import SignupState
from samspil.exchange.events import ExpenseMoved
from samspil.exchange.models import Expense, Need, Payer, Signup
from samspil.exchange.personal_data import export_expenses, shred_expenses
from samspil.exchange.presenting.expenses import how_paid
from samspil.exchange.tests.making import asked, shown
from samspil.identity.actor import VISITOR
from samspil.identity.models import Organisation, Person
from samspil.site.effort_notices import expense_moved

pytestmark = pytest.mark.django_db
OWN = "/behov/udgifter/"
# Rates of driving are known for this year alone, so the day is said.
DAY = date(2026, 11, 2)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
PHONE = Asked(kind=ExpenseKind.TELEPHONE, method=PayMethod.FLAT, day=DAY, name="En hjælper", amount=Kroner.of(2000), unpaid=True, purpose="Ringede til gæster")
TRIP = Asked(
    kind=ExpenseKind.CAR, method=PayMethod.FLAT, day=DAY, name="En hjælper", km=10, unpaid=True, purpose="Madkasser", origin="Lejre", destination="Roskilde"
)
BILL = Asked(kind=ExpenseKind.OTHER, method=PayMethod.RECEIPT, day=DAY, name="En hjælper", amount=Kroner.of(120), has_receipt=True, purpose="Kaffe")


@pytest.fixture(autouse=True)
def november() -> Iterator[None]:
    """It is the 23rd of November 2026, also for the pages."""
    with time_machine.travel(NOON):
        yield


class World:
    """An association that pays, its two administrators, and somebody who helps."""

    def __init__(self, make_person: Any, kind: str = "association") -> None:
        self.club: Organisation = organisation("Spisevennerne")
        Organisation.objects.filter(pk=self.club.pk).update(kind=kind)
        self.chief: Person = member(make_person, "kasserer@example.dk", self.club, administrator=True)
        self.other: Person = member(make_person, "formand@example.dk", self.club, administrator=True)
        self.helper: Person = make_person("hjaelper@example.dk")
        self.need: Need = asked(self.chief, self.club)
        self.helps(self.helper)
        fine(open_payer(who(self.chief), self.club.pk, on=True, now=NOON))

    def helps(self, person: Person) -> None:
        Signup.objects.create(need=self.need, person=person, name="En hjælper", state=SignupState.CONFIRMED, made_at=NOON, moved_at=NOON)

    def ask(self, what: Asked = PHONE, by: Person | None = None) -> Expense | Refusal:
        return ask_expense(who(by or self.helper), self.club.pk, what, now=NOON)

    def approve(self, row: Expense) -> Expense | Refusal:
        return answer_expense(who(self.chief), row.pk, "approve", now=NOON)


@pytest.fixture
def world(make_person: Any) -> World:
    return World(make_person)


def refusal(result: object) -> str:
    assert isinstance(result, Refusal), result
    return result.code


def told(result: object) -> str:
    assert isinstance(result, Refusal), result
    return f"{result.text} {result.law}".replace("\N{NO-BREAK SPACE}", " ")


def test_a_trip_is_paid_by_the_dated_rate_and_has_a_voucher(world: World) -> None:
    row = fine(world.approve(fine(world.ask(TRIP))))
    assert (row.oere, row.payable) == (3940, 3940)
    assert "BEK nr. 1333 af 20.11.2025" in row.answer["law"]
    page = shown(client_of(world.helper), f"{OWN}krav/{row.pk}/bilag/")
    assert "Fra Lejre til Roskilde" in page
    assert "10 km × 3,94" in page
    assert "CPR-nummer" in page
    assert client_of(world.helper).get(f"{OWN}krav/{fine(world.ask(BILL)).pk}/bilag/").status_code == 404


def test_it_stops_before_the_cap_with_the_law_and_the_order_of_the_rate(world: World) -> None:
    fine(world.ask())
    text = told(world.ask(replace(PHONE, amount=Kroner.of(900))))
    assert "Satsen giver plads til 800 kr." in text
    assert "skattepligtig" in text
    assert "Ligningsloven § 7 M" in text
    assert "BEK nr. 1185 af 19.11.2024" in text, "what waits already counts"
    assert fine(world.ask(replace(PHONE, amount=Kroner.of(800)))).oere == 80_000


def test_approving_is_judged_again_after_what_was_approved_before(world: World) -> None:
    first, second = fine(world.ask()), fine(world.ask(replace(PHONE, amount=Kroner.of(800))))
    Expense.objects.filter(pk=first.pk).update(oere=280_000)
    fine(world.approve(first))
    assert refusal(world.approve(second)) == "stopped"
    second.refresh_from_db()
    assert second.state == "asked"
    assert "giver plads til 0" in shown(client_of(world.chief), f"{OWN}kasse/{world.club.pk}/?aar=2026").replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("kind", ["municipality", "company", "group", "volunteer-centre"])
def test_flat_rates_are_an_associations_alone(make_person: Any, kind: str) -> None:
    assert payer_type_of(kind) is not PayerType.ASSOCIATION
    world = World(make_person)
    Organisation.objects.filter(pk=world.club.pk).update(kind=kind)
    assert "Loven nævner kun foreninger" in told(world.ask())
    fine(world.ask(BILL))
    page = shown(client_of(world.helper), f"{OWN}{world.club.pk}/")
    assert "Kun mod bilag" in page
    assert 'name="km"' not in shown(client_of(world.helper), f"{OWN}{world.club.pk}/bil/").split("<form")[-1]


@pytest.mark.parametrize(
    ("what", "code"),
    [
        (replace(PHONE, unpaid=None), "uncertain"),
        (replace(PHONE, unpaid=False), "receipts_only"),
        (replace(BILL, has_receipt=False), "missing"),
        (replace(BILL, amount=Kroner.of(30_000)), "too-much"),
        (replace(TRIP, origin=""), "missing"),
        (replace(TRIP, day=date(2025, 11, 2)), "uncertain"),
        (replace(BILL, day=date(2026, 11, 24)), "future"),
        (replace(BILL, day=date(2024, 11, 2)), "old"),
    ],
)
def test_what_the_rules_stop_cannot_be_asked(world: World, what: Asked, code: str) -> None:
    assert refusal(world.ask(what)) == code
    assert not Expense.objects.exists()


def test_rate_and_receipt_of_one_kind_are_not_mixed_in_a_year(world: World) -> None:
    fine(world.ask())
    text = told(world.ask(replace(PHONE, method=PayMethod.RECEIPT, has_receipt=True, amount=Kroner.of(50))))
    assert "på den anden måde" in text


def test_one_asks_those_who_pay_and_whom_one_helps(world: World, make_person: Any) -> None:
    stranger = make_person("fremmed@example.dk")
    assert refusal(world.ask(by=stranger)) == "not-helped"
    assert refusal(ask_expense(VISITOR, world.club.pk, PHONE, now=NOON)) == "not-paying"
    assert client_of(stranger).get(f"{OWN}{world.club.pk}/").status_code == 404
    assert refusal(open_payer(who(world.helper), world.club.pk, on=False, now=NOON)) == "not-led"
    row = fine(world.ask())
    fine(open_payer(who(world.chief), world.club.pk, on=False, now=NOON))
    assert refusal(world.ask()) == "not-paying"
    assert fine(world.approve(row)).state == "approved", "what waits is still answered"


def test_nobody_answers_their_own_or_for_another_organisation(world: World, make_person: Any) -> None:
    row = fine(world.ask())
    stranger = member(make_person, "nabo@example.dk", organisation("Naboklubben"), administrator=True)
    assert refusal(answer_expense(who(stranger), row.pk, "approve", now=NOON)) == "not-yours"
    assert refusal(answer_expense(who(world.helper), row.pk, "approve", now=NOON)) == "not-yours"
    assert refusal(take_expense_back(who(world.chief), row.pk, now=NOON)) == "not-yours"
    assert refusal(answer_expense(who(world.chief), row.pk, "refuse", now=NOON)) == "why"
    world.helps(world.chief)
    own = fine(world.ask(BILL, by=world.chief))
    assert refusal(world.approve(own)) == "own"
    assert fine(answer_expense(who(world.other), own.pk, "approve", now=NOON)).state == "approved"
    for address in (f"kasse/{world.club.pk}/", f"kasse/{world.club.pk}/udgifter.xlsx", f"krav/{row.pk}/afvis/", f"krav/{row.pk}/bilag/"):
        assert client_of(stranger).get(f"{OWN}{address}").status_code == 404, address


def test_it_is_taken_back_refused_and_refused_after_all(world: World) -> None:
    row = fine(world.ask())
    fine(take_expense_back(who(world.helper), row.pk, now=NOON))
    assert refusal(world.approve(row)) == "state"
    again = fine(world.approve(fine(world.ask())))
    refused = fine(answer_expense(who(world.chief), again.pk, "refuse", words="Betalt to gange", now=NOON))
    assert (refused.state, refused.payable) == ("refused", 0)
    assert fine(world.ask()), "the cap is free again"
    assert "Betalt to gange" in shown(client_of(world.helper), OWN)


def test_the_pages_ask_answer_and_refuse_a_cpr_number(world: World) -> None:
    client, chief, today = client_of(world.helper), client_of(world.chief), localdate().strftime("%d-%m-%Y")
    address = f"{OWN}{world.club.pk}/andet/"
    form = {"name": "En hjælper", "day": today, "amount": "125,50", "purpose": "Kaffe", "has_receipt": "on"}
    assert "Satsen:" in shown(client, f"{OWN}{world.club.pk}/telefon/")
    assert client.post(address, {**form, "purpose": "010190-1234"}).status_code == 422
    assert client.post(address, {**form, "amount": "-3"}).status_code == 422
    assert client.post(address, {**form, "has_receipt": ""}).status_code == 409
    assert client.post(address, form).status_code == 302
    row = Expense.objects.get()
    assert (row.oere, row.kind, row.method) == (12_550, "other", "receipt")
    meal = {**form, "method": "flat", "unpaid": "yes", "hours_away": "3", "amount": "90"}
    assert client.post(f"{OWN}{world.club.pk}/mad/", meal).status_code == 409
    assert client.get(f"{OWN}{world.club.pk}/findes-ikke/").status_code == 404
    assert "Godkend som" in shown(chief, f"{OWN}kasse/{world.club.pk}/")
    assert chief.post(f"{OWN}krav/{row.pk}/godkend/").status_code == 302
    assert "125,50" in shown(chief, f"{OWN}kasse/{world.club.pk}/")
    assert chief.post(f"{OWN}krav/{row.pk}/afvis/", {"words": ""}).status_code == 422
    assert chief.post(f"{OWN}krav/{row.pk}/afvis/", {"words": "Mangler"}).status_code == 302
    assert chief.post(f"{OWN}krav/{row.pk}/afvis/", {"words": "Igen"}).status_code == 409
    assert chief.post(f"{OWN}kasse/{world.club.pk}/aaben/", {"on": "no"}).status_code == 302
    assert client.post(f"{OWN}krav/{row.pk}/tag-tilbage/").status_code == 302
    assert not Payer.objects.exists()


def test_the_sheet_has_the_year_and_no_text_is_a_formula(world: World) -> None:
    fine(world.approve(fine(world.ask(replace(TRIP, purpose='=HYPERLINK("https://example.dk")', name="+En hjælper")))))
    fine(world.ask(BILL))
    answer = client_of(world.chief).get(f"{OWN}kasse/{world.club.pk}/udgifter.xlsx?aar=2026")
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]  # a file is streamed
    head, *rows = list(book.active.iter_rows(values_only=True))
    assert (len(rows), len(rows[0])) == (1, len(head)), "what is not approved is not booked"
    found = dict(zip(head, rows[0], strict=True))
    assert found["Beløb i øre"] == 3940
    assert found["Betaler"] == "Spisevennerne"
    assert found["Formål"].startswith("'=")
    assert found["Person"].startswith("'+")
    assert all(cell.data_type != "f" for line in book.active.iter_rows() for cell in line)


def test_both_sides_are_told_and_never_how_much(world: World) -> None:
    row = fine(world.ask())
    expense_moved(ExpenseMoved(expense_id=row.pk, state="asked"))
    (line,) = Notice.objects.filter(recipient_id=world.chief.pk, kind="expense")
    assert "2.000" not in f"{line.text}{line.about}"
    fine(world.approve(row))
    expense_moved(ExpenseMoved(expense_id=row.pk, state="approved"))
    assert Notice.objects.filter(recipient_id=world.helper.pk, kind="expense").count() == 1


def test_what_is_kept_goes_with_the_account_and_with_its_year(world: World) -> None:
    waits, done, subject = fine(world.ask()), fine(world.approve(fine(world.ask(TRIP)))), Subject(world.helper.pk, ())
    assert {row["kind"] for row in export_expenses(subject)} == {"telephone", "car"}
    shred_expenses(subject)
    kept = Expense.objects.get()
    assert (kept.pk, kept.person, kept.name, kept.origin) == (done.pk, None, "En, der hjalp", "")
    assert not Expense.pgh_event_model.objects.filter(pgh_obj_id=waits.pk).exists()  # type: ignore[attr-defined]  # pghistory adds it
    assert "En, der hjalp" in shown(client_of(world.chief), f"{OWN}kasse/{world.club.pk}/?aar=2026")
    forget_expenses(date(2028, 12, 31))
    assert Expense.objects.exists()
    forget_expenses(date(2029, 1, 1))
    assert not Expense.objects.exists()


def test_a_year_whose_rate_nobody_knows_is_said_and_not_guessed() -> None:
    assert how_paid(ExpenseKind.CAR, "", flat=True) == "Årets sats er ikke kendt her endnu"
    assert dict(expenses.rates_on(date(2031, 1, 1)))[ExpenseKind.CAR] == ""
    assert how_paid(ExpenseKind.CAR, "", flat=False) == how_paid(ExpenseKind.OTHER, "", flat=True) == "Mod bilag"


def test_they_follow_when_two_organisations_become_one(world: World) -> None:
    fine(world.ask())
    into = organisation("Den store forening")
    assert (expenses_of(world.club).count(), paying(world.club).count()) == (1, 1)
    move_expenses(world.club, into)
    move_payer(world.club, into)
    assert Expense.objects.get().organisation == into
    assert list(Payer.objects.values_list("organisation", flat=True)) == [into.pk]


def test_two_of_one_day_are_never_above_the_years_cap_however_they_come(world: World) -> None:
    for amount in (1000, 1000, 800):
        fine(world.approve(fine(world.ask(replace(PHONE, amount=Kroner.of(amount), day=DAY - timedelta(days=amount // 100))))))
    assert refusal(world.ask(replace(PHONE, amount=Kroner(1)))) == "stopped"
    assert sum(row.payable for row in Expense.objects.filter(state="approved")) == 280_000
    assert len(expenses.own_of(who(world.helper))) == 3
