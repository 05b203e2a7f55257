"""Two errands that meet in the database: whoever loses is told so in plain words, and keeps what was typed."""

from typing import Any

import pytest
from django.db import IntegrityError, OperationalError
from psycopg.errors import DeadlockDetected, ForeignKeyViolation

from samspil.alliances.tests.making import client_of, member, organisation
from samspil.identity.views import organisations

pytestmark = pytest.mark.django_db
WRITTEN = {"about": "Vi bokser hver tirsdag, og bagefter spiser vi sammen i klubbens eget køkken."}


def test_a_deadlock_is_answered_in_danish_and_what_was_typed_is_kept(make_person: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def met(*args: Any) -> None:
        raise OperationalError("deadlock detected") from DeadlockDetected()

    club = organisation("Bokseklubben")
    client = client_of(member(make_person, "formand@example.dk", club, administrator=True))
    monkeypatch.setattr(organisations, "change_organisation", met)
    answered = client.post(f"{club.address}ret/", WRITTEN)
    page = answered.content.decode()
    assert (answered.status_code, "Intet er ændret" in page, WRITTEN["about"] in page) == (409, True, True)


@pytest.mark.logs_errors
def test_a_fault_of_ours_is_still_a_fault(make_person: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(*args: Any) -> None:
        raise IntegrityError("no such row") from ForeignKeyViolation()

    club = organisation("Bokseklubben")
    client = client_of(member(make_person, "formand@example.dk", club, administrator=True))
    client.raise_request_exception = False
    monkeypatch.setattr(organisations, "change_organisation", wrong)
    assert client.post(f"{club.address}ret/", WRITTEN).status_code == 500
