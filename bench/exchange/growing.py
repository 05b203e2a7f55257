"""A database with many offers and needs: invented tasks of real words at real postcodes, with people who said yes, and entries in the index.

The rows are what the errands would have written, made in bulk: one by one would take hours.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection, transaction
from django.utils.timezone import localdate

from bench.pages.growing import DOCUMENT_COLUMNS, copy, vacuum
from samspil.core.search import rebuilding
from samspil.core.search.index import Entry
from samspil.core.sorting import danish_key
from samspil.core.text import address_of
from samspil.exchange.documents import need_entry, offer_entry
from samspil.exchange.domain.needs import NeedState
from samspil.exchange.domain.offers import OfferState
from samspil.exchange.domain.signups import SignupState
from samspil.exchange.domain.words import AgeGroup, NeedKind, OfferKind, When
from samspil.exchange.models import Need, Offer, Signup
from samspil.exchange.places import Postcode, postcodes
from samspil.identity.models import Municipality, Organisation, Person

SEED, CHUNK = 20261123, 5_000
ZONE = ZoneInfo("Europe/Copenhagen")
PEOPLE, ORGANISATIONS = 2_000, 400
# One need in so many has somebody who said yes.
ANSWERED = 3
WHAT = ("Følg en nabo", "Læs højt", "Kør til fodbold", "Lav mad sammen", "Byg et skur", "Øv dansk", "Gå en tur", "Stå i boden", "Plant træer", "Ret en cykel")
WHERE = ("på biblioteket", "i klubben", "ved skolen", "i haven", "på plejehjemmet", "i forsamlingshuset", "i svømmehallen", "på torvet")
GIVE = (
    "En aften om ugen",
    "En lørdag nu og da",
    "Hjælp med regnskab",
    "Et lokale",
    "En trailer",
    "Dansk og arabisk",
    "En praktikplads",
    "Erfaring fra byggeri",
)
TIMED = (NeedKind.HELP, NeedKind.SHORT)


def grow_to(total: int) -> None:
    """Add invented needs and offers until there are `total` of each, a third of the needs with people who said yes."""
    source = random.Random(SEED)  # noqa: S311  # test data
    maker = Maker(source)
    add(Need, maker.need, total)
    add(Offer, maker.offer, total)
    sign_up(source)
    rebuilding.rebuild()
    vacuum()


def add(model: Any, make: Callable[[int], Need | Offer], total: int) -> None:
    """Rows of one model, with their entries, until there are `total`."""
    have = model.objects.count()
    while have < total:
        rows = [make(have + n) for n in range(min(CHUNK, total - have))]
        with transaction.atomic(), connection.cursor() as cursor:
            in_bulk(cursor, model, rows)
            copy(cursor, "core_document", [*DOCUMENT_COLUMNS, "revision"], list(documents(cursor, rows)))
        have += len(rows)


def in_bulk(cursor: Any, model: Any, rows: list[Any]) -> None:
    """The rows, without history: nobody reads that of made-up rows."""
    table = model._meta.db_table
    cursor.execute(f"SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE {table} DISABLE TRIGGER USER")
    model.objects.bulk_create(rows, batch_size=1_000)
    cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


class Maker:
    """Makes rows that differ in words, place, time and kind, the same for the same seed."""

    def __init__(self, source: random.Random) -> None:
        self.source = source
        self.places: list[Postcode] = list(postcodes().values())
        self.municipalities = list(Municipality.objects.order_by("pk").values_list("pk", flat=True))
        self.organisations = organisations()
        self.people = people()
        self.titles = [" ".join(words) for words in product(WHAT, WHERE)]

    def shared(self, number: int) -> dict[str, Any]:
        """What both have in common; the municipality follows the postcode."""
        place = self.source.choice(self.places)
        now = datetime.now(UTC) - timedelta(minutes=number % 40_000)
        return {
            "postcode": place.code,
            "latitude": place.latitude,
            "longitude": place.longitude,
            "municipality_id": self.municipalities[int(place.code) * len(self.municipalities) // 10_000],
            "whens": self.source.sample([str(when) for when in When], 2),
            "made_at": now,
            "shown_at": now,
            "ends_on": localdate() + timedelta(days=self.source.randint(5, 90)),
        }

    def need(self, number: int) -> Need:
        """A need of an organisation, one in two at a time of its own."""
        kind = self.source.choice([*TIMED, *TIMED, NeedKind.SHIFTS, NeedKind.PAIR, NeedKind.BORROW, NeedKind.BOARD])
        title = self.titles[number % len(self.titles)]
        day = datetime.combine(localdate() + timedelta(days=self.source.randint(1, 60)), datetime.min.time(), ZONE)
        begins = day + timedelta(hours=self.source.randint(8, 19))
        time = {"starts_at": begins, "ends_at": begins + timedelta(hours=2), "ends_on": begins.date()} if kind in TIMED and number % 2 else {}
        told: dict[str, Any] = {"title": title, "slug": f"{address_of(title)}-{number}", "text": f"{title}. Ingen erfaring nødvendig.", "kind": kind}
        told |= {"for_whom": "Naboer", "seats": self.source.choice([1, 2, 5, 20]), "min_age": self.source.choice([None, None, 15, 18])}
        return Need(**{**self.shared(number), **told, **time}, organisation=self.source.choice(self.organisations), state=NeedState.OPEN)

    def offer(self, number: int) -> Offer:
        """An offer, two in three of a person's own."""
        title = self.source.choice(GIVE)
        told: dict[str, Any] = {"title": title, "slug": f"{address_of(title)}-{number}", "text": f"{title}. Skriv, hvis det passer."}
        own: dict[str, Any] = {"poster": self.source.choice(self.people), "age": AgeGroup.ADULT}
        owner = {"organisation": self.source.choice(self.organisations)} if number % 3 == 0 else own
        told["kind"] = self.source.choice(list(OfferKind))
        return Offer(**self.shared(number), **told, **owner, state=OfferState.OPEN)


def organisations() -> list[Organisation]:
    """Confirmed associations all over the country."""
    known, now = Organisation.objects.filter(slug__startswith="maalt-"), datetime.now(UTC)
    if not known.exists():
        pattern = Organisation.objects.get(slug="noerrevang-spisevenner")
        codes = list(Municipality.objects.order_by("pk").values_list("pk", flat=True))
        for number in range(ORGANISATIONS):
            pattern.pk, pattern.cvr, pattern.slug, pattern.name = None, "", f"maalt-{number}", f"Foreningen nummer {number}"
            pattern.municipality_id, pattern.confirmed_at, pattern._state.adding = codes[number % len(codes)], now, True
            pattern.save()
    return list(known.order_by("pk"))


def people() -> list[Person]:
    """Accounts that nobody logs in with."""
    known = Person.objects.filter(email__startswith="maalt")
    if not known.exists():
        Person.objects.bulk_create(Person(email=f"maalt{number}@example.dk", is_active=True) for number in range(PEOPLE))
    return list(known.order_by("pk"))


def sign_up(source: random.Random) -> None:
    """People in one need of three that has none."""
    known, now = people(), datetime.now(UTC)
    free = Need.objects.filter(slug__regex="-[0-9]+$", signups=None).order_by("pk").values_list("pk", flat=True)
    told = {"name": "En nabo", "state": SignupState.CONFIRMED, "made_at": now, "moved_at": now}
    rows = [Signup(need_id=pk, person=source.choice(known), **told) for pk in free[::ANSWERED]]
    with transaction.atomic(), connection.cursor() as cursor:
        in_bulk(cursor, Signup, rows)


def documents(cursor: Any, rows: list[Any]) -> Iterator[list[Any]]:
    """Index entries of new rows, with the next numbers of the index."""
    cursor.execute("SELECT nextval('core_document_revision_seq') FROM generate_series(1, %s)", [len(rows)])
    revisions = [revision for (revision,) in cursor.fetchall()]
    for row, revision in zip(rows, revisions, strict=True):
        entry = need_entry(row) if isinstance(row, Need) else offer_entry(row)
        if entry:
            yield [*values(replace(entry)), revision]


def values(entry: Entry) -> list[Any]:
    """An entry in the order of DOCUMENT_COLUMNS."""
    now, day = datetime.now(UTC), entry.sort_on
    assert isinstance(day, date)  # noqa: S101  # for the type checker
    start = [entry.kind, entry.object_id, "da", entry.audience, entry.municipalities, entry.url, entry.title, danish_key(entry.title)]
    return [*start, "", entry.teaser, entry.text, True, entry.card, entry.facets, day, now, now]
