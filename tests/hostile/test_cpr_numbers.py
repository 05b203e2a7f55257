"""A CPR number in the contact form: refused with why and with a way on; other numbers are taken."""

from datetime import date

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from samspil.core.text import has_cpr_number
from tests.hostile.contact import kept, said, send

BIRTHDAYS = st.dates(date(1900, 1, 1), date(2057, 12, 31))
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
SERIALS = st.integers(0, 9999).map("{:04}".format)
# Beside the plain spellings, which core/tests/test_text.py tries: people who write the day as they write dates.
DATED = ["{:%d.%m.%y}-{}", "{:%d-%m-%y}-{}", "{:%d/%m/%y}-{}", "{:%d %m %y} {}", "{:%d %m %y}-{}", "{:%d%m%Y}-{}", "{:%d.%m.%Y}-{}", "{:%d-%m-%Y}-{}"]
ORDINARY = [
    "Mødet er 12.10.2026 kl. 1430",
    "fra 01.01.2019 til 31.12.2020",
    "i perioden 2014-2021",
    "01.09.2023-30.06.2024",
    "Ring på 20 10 19 90 eller +45 20101990",
    "reg. 1234 konto 5678901234",
    "konto 01 01 90 12 34",
    "CVR 25019012 og P-nummer 10 03 45 67 89",
    "EAN 5798000012345",
    "sag 2024-0101901234",
    "Beløbet er 1.010.190,50 kr.",
    "postnr. 4320, ca. 120190 borgere",
    "ISBN 978-87-12-34567-8",
]


@pytest.mark.parametrize("spelling", DATED)
@given(BIRTHDAYS, SERIALS)
def test_a_number_whose_day_is_written_as_a_date_is_found(spelling: str, day: date, serial: str) -> None:
    number = spelling.format(day, serial)
    assert has_cpr_number(number)
    assert has_cpr_number(f"Min mor ({number}) bor alene.")


@given(DAYS, DAYS, st.sampled_from(["–", "-", " - ", " til "]), st.sampled_from(["%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d", "%d.%m.%y"]))
def test_a_period_is_no_number(first: date, last: date, between: str, form: str) -> None:
    assert not has_cpr_number(f"Vi var med {first.strftime(form)}{between}{last.strftime(form)}.")


@given(DAYS, st.times(), st.sampled_from(["%d.%m.%Y", "%d/%m/%Y", "%d.%m.%y"]), st.sampled_from(["{} kl. {:%H%M}", "{} kl. {:%H.%M}", "{} {:%H:%M}"]))
def test_a_day_with_a_time_is_no_number(day: date, time: object, form: str, both: str) -> None:
    assert not has_cpr_number(both.format(day.strftime(form), time))


@given(st.integers(0, 99_999_999), st.sampled_from(["{:08}", "+45 {:08}", "+45{:08}", "0045 {:08}"]))
def test_a_danish_telephone_number_is_no_number(number: int, form: str) -> None:
    digits = f"{number:08}"
    assert not has_cpr_number(form.format(number))
    assert not has_cpr_number(f"{digits[:2]} {digits[2:4]} {digits[4:6]} {digits[6:]}")
    assert not has_cpr_number(f"{digits[:4]} {digits[4:]}")


@given(st.integers(0, 9_999_999_999))
def test_any_number_passes_when_it_is_written_as_the_refusal_says(number: int) -> None:
    digits = f"{number:010}"
    assert not has_cpr_number(" ".join(digits[place : place + 2] for place in range(0, 10, 2)))


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_numbers_are_taken(text: str) -> None:
    assert not has_cpr_number(text)


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["message", "organisation", "name"])
@pytest.mark.parametrize("number", ["010190-1234", "0101901234", "010190 1234", "01.01.90-1234", "01\u200b0190\u20111234", "０１０１９０-１２３４"])
def test_the_contact_form_refuses_a_number_with_why_and_a_way_on(client: Client, field: str, number: str) -> None:
    answer = send(client, **{field: f"Det er {number}"})
    assert answer.status_code == 422
    assert "ligner et CPR-nummer. Det må vi ikke gemme" in said(answer)
    assert "skriv et mellemrum efter hvert andet tal" in said(answer)
    assert not kept()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["0101901234@example.dk", "010190-1234@example.dk", "mor.010190_1234@example.dk", "navn@010190-1234.dk"])
def test_the_contact_form_refuses_a_number_in_the_address_by_the_same_rule(client: Client, address: str) -> None:
    answer = send(client, email=address)
    assert answer.status_code == 422
    assert "ligner et CPR-nummer. Det må vi ikke gemme" in said(answer)
    assert not kept()


@pytest.mark.django_db
def test_the_contact_form_takes_other_numbers(client: Client) -> None:
    assert send(client, message="\n".join(ORDINARY)).status_code == 302
    assert [enquiry.message for enquiry in kept()] == ["\n".join(ORDINARY)]
