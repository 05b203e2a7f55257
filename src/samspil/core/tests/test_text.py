"""What people type is kept in one form, and never holds a CPR number."""

import calendar
import unicodedata
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import example, given
from hypothesis import strategies as st

from samspil.core.text import at_most, clean, has_cpr_number, refuse_cpr_number

# Combining marks and invisible characters close together are where normal forms break.
TRICKY = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("aåoø \t\r\n\u0301\u030a\u0308\u200b\u200d\u202e\u2066\ufeff\u00ad\x00\x1f")), max_size=80)
BIRTHDAYS = st.dates(date(1900, 1, 1), date(2057, 12, 31))
SERIALS = st.integers(0, 9999).map("{:04}".format)
SPELLINGS = [
    "{date}{serial}",
    "{date}-{serial}",
    "{date} {serial}",
    "{date} - {serial}",
    "{date}\N{EN DASH}{serial}",
    "{date}\N{EM DASH}{serial}",
    "{date}\N{NON-BREAKING HYPHEN}{serial}",
    "{date}\N{HYPHEN}{serial}",
    "{date}\N{MINUS SIGN}{serial}",
    "{date}\N{NO-BREAK SPACE}{serial}",
    "{date}\N{NARROW NO-BREAK SPACE}{serial}",
    "{date}\N{SOFT HYPHEN}{serial}",
    "{date}\N{ZERO WIDTH SPACE}{serial}",
    "{date}\N{ZERO WIDTH JOINER}{serial}",
    "{date}.{serial}",
    "{date}/{serial}",
    "{date}_{serial}",
    "{date}  {serial}",
    "{date}\n{serial}",
    "{date}--{serial}",
    "{date}: {serial}",
]
PLACES = ["{}", "cpr {}", "CPR:{}", "cpr.{}", "nr.{}.", "({})", "min mor,{}, bor alene", "-{}", "{}.", "{}, og hun er syg", "»{}«", "/{}/", "født{}dk", "{} {}"]


@given(TRICKY)
@example("a\u200b\u030a")
@example("e\r\u0301\u2066 ")
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(TRICKY)
def test_clean_text_is_normal_and_holds_nothing_invisible(text: str) -> None:
    kept = clean(text)
    assert kept == unicodedata.normalize("NFC", kept) == kept.strip()
    assert {unicodedata.category(c) for c in kept.replace("\u200d", "").replace("\n", "").replace("\t", "")}.isdisjoint({"Cf", "Cc", "Co", "Cs"})


@given(st.text(alphabet="abc æøåÆØÅ éü.,;:!?()§»«–1234567890", max_size=80))
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert clean(text) == text.strip()


def test_line_breaks_of_every_system_are_one_kind() -> None:
    assert clean("et\r\nto\rtre\nfire") == "et\nto\ntre\nfire"


def test_a_text_cannot_read_differently_from_what_is_stored() -> None:
    assert clean("pay\u202eload\u2066 fil\u200bename\ufeff") == "payload filename"
    assert clean("👩\u200d🌾") == "👩\u200d🌾"


@pytest.mark.parametrize("spelling", SPELLINGS)
@given(BIRTHDAYS, SERIALS)
def test_every_birthday_with_a_serial_is_found_in_every_spelling_and_place(spelling: str, day: date, serial: str) -> None:
    number = spelling.format(date=day.strftime("%d%m%y"), serial=serial)
    missed = [place for place in PLACES if not has_cpr_number(place.replace("{}", number))]
    assert not missed


@pytest.mark.parametrize("number", ["610190-1234", "010190 12 34", "01.01.90 1234", "01-01-90 1234", "01/01/90  1234"])
def test_replacement_numbers_and_numbers_in_pieces_are_found(number: str) -> None:
    assert has_cpr_number(number)


@given(BIRTHDAYS, SERIALS)
def test_a_number_in_wide_digits_is_found(day: date, serial: str) -> None:
    wide = f"{day:%d%m%y}-{serial}".translate({ord("0") + n: 0xFF10 + n for n in range(10)})
    assert has_cpr_number(wide)


@given(st.lists(st.tuples(BIRTHDAYS, SERIALS), min_size=2, max_size=4), st.sampled_from([",", ", ", ";", "/", "\n", " og "]), st.sampled_from(["-", ""]))
def test_numbers_in_a_list_are_found(people: list[tuple[date, str]], comma: str, hyphen: str) -> None:
    assert has_cpr_number(comma.join(f"{day:%d%m%y}{hyphen}{serial}" for day, serial in people))


@given(st.integers(0, 99), st.integers(0, 99), st.integers(0, 99), SERIALS)
def test_ten_digits_that_hold_no_date_are_let_through(day: int, month: int, year: int, serial: str) -> None:
    born = day - 60 if day > 60 else day
    real = 1 <= month <= 12 and 1 <= born <= max(calendar.monthrange(century + year, month)[1] for century in (1900, 2000))
    assert has_cpr_number(f"{day:02}{month:02}{year:02}-{serial}") == real


@pytest.mark.parametrize(
    "text",
    [
        "Ring på 12 34 56 78 eller +45 12345678",
        "EAN 5790000123456",
        "kontonummer 1234-0101901234",
        "Sagen har nummer 01 01 90 12 34",
        "Beløbet er 1.010.190.123,45 kr.",
        "Beløbet er 2501901234,50 kr.",
        "CVR 12345678",
        "Mødet er 01-01-2026 kl. 1230",
        "0101901234567",
        "I årene 2014-2021",
        "",
    ],
)
def test_other_numbers_are_let_through(text: str) -> None:
    assert not has_cpr_number(text)
    refuse_cpr_number(text)


def test_the_refusal_says_why_and_shows_a_way_on_that_works() -> None:
    with pytest.raises(ValidationError) as refused:
        refuse_cpr_number("Hendes nummer er 010190-1234")
    reason = " ".join(refused.value.messages)
    assert "CPR-nummer" in reason
    assert "mellemrum efter hvert andet tal" in reason
    refuse_cpr_number("Vores konto er 01 01 90 12 34")


@given(st.integers(0, 300), st.integers(1, 5000))
def test_a_text_that_is_too_long_is_told_by_how_much(surplus: int, length: int) -> None:
    if surplus == 0:
        at_most(length)("x" * length)
        return
    with pytest.raises(ValidationError, match=f"{surplus} tegn for lang"):
        at_most(length)("x" * (length + surplus))


def test_a_surplus_of_thousands_has_a_point() -> None:
    with pytest.raises(ValidationError, match=r"1\.048\.376 tegn for lang"):
        at_most(200)("x" * 1_048_576)
