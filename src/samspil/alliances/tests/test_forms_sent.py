"""What a form sent in an alliance asks of the database, and in whose name the history keeps it."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection

from samspil.alliances.actions.answer import answer_invitation
from samspil.alliances.actions.invite import invite_organisation
from samspil.alliances.models import Party
from samspil.alliances.queries import locked_alliance_for
from samspil.alliances.tests.making import client_of, fine, joined, now, started, who
from samspil.core import history

pytestmark = pytest.mark.django_db


def changed_by(party: Party) -> list[tuple[str, Any]]:
    """What the history tells of a party, and whose it was."""
    rows = Party.pgh_event_model.objects.filter(pgh_obj=party.pk).order_by("pgh_id").select_related("pgh_context")  # type: ignore[attr-defined]  # pghistory adds it
    return [(row.pgh_label, row.pgh_context.metadata["actor"]) for row in rows]


def test_a_form_that_is_sent_asks_little_of_the_database(make_person: Any, django_assert_max_num_queries: Any) -> None:
    two = joined(make_person)
    client = client_of(two.owner)
    fields = {"for_organisation": two.firm.pk, "shown": "yes"}
    client.post(f"{two.address}vis/", fields | {"shown": "no"})
    with django_assert_max_num_queries(6):  # session and person, the alliance, its parties, the change with its event; a savepoint and its end
        assert client.post(f"{two.address}vis/", fields).status_code == 302
    assert two.party(two.firm).shown


def test_each_change_is_in_the_history_as_the_one_who_sent_it(make_person: Any) -> None:
    """Two people in one transaction's length, as the tests run: the later name never covers the earlier."""
    two = joined(make_person)
    for person, organisation in ((two.chair, two.club), (two.owner, two.firm)):
        assert client_of(person).post(f"{two.address}vis/", {"for_organisation": organisation.pk, "shown": "yes"}).status_code == 302
        assert changed_by(two.party(organisation))[-1] == ("changed", person.pk)
    assert changed_by(two.party(two.club))[-1] == ("changed", two.chair.pk)


def test_an_answer_to_an_invitation_is_in_the_history_as_whoever_answered(make_person: Any) -> None:
    two = started(make_person)
    fine(invite_organisation(who(two.chair), two.slug, two.firm.pk, now=now()))
    fine(answer_invitation(who(two.owner), two.slug, two.firm.pk, yes=True, now=now()))
    assert changed_by(two.party(two.firm))[-1] == ("changed", two.owner.pk)


def test_who_changes_is_noted_by_the_statement_that_holds_the_alliance(make_person: Any) -> None:
    two = joined(make_person)
    history.done_by(None)
    locked_alliance_for(who(two.owner), two.slug)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('pghistory.context_metadata')::jsonb ->> 'actor'")
        assert cursor.fetchone() == (str(two.owner.pk),)


def test_history_is_not_noted_outside_a_transaction(monkeypatch: Any) -> None:
    monkeypatch.setattr(history, "connection", SimpleNamespace(in_atomic_block=False))
    with pytest.raises(RuntimeError):
        history.note(1)
