"""An alliance's page is kept under a mark that is another as soon as anything on it is: nothing it reads is forgotten, and nothing old is shown."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from samspil.alliances import marks
from samspil.alliances.actions.commit import NewCommitment, deliver, save_commitment
from samspil.alliances.actions.contribute import Contribution, write_contribution
from samspil.alliances.actions.decision_rules import NewRule, save_rule
from samspil.alliances.actions.invite import NewParty, invite_by_mail, invite_organisation
from samspil.alliances.actions.leave import leave_alliance
from samspil.alliances.actions.propose_agreement import propose_agreement
from samspil.alliances.actions.show import show_alliance
from samspil.alliances.actions.tasks import remove_task, save_task
from samspil.alliances.domain.commitments import Delivered
from samspil.alliances.domain.words import Sector, TaskRole
from samspil.alliances.models import Alliance, Commitment, Task, WrittenTerms
from samspil.alliances.presenting import page
from samspil.alliances.tests.making import Two, client_of, fine, now, organisation, ready, sign, who
from samspil.alliances.views.commitments import all_promised
from samspil.alliances.views.read import agreement_for
from samspil.core import kept
from samspil.core.pagecache import STORE
from samspil.identity.actor import VISITOR
from samspil.identity.models import AddressTrouble, Membership

TABLE = re.compile(r'(?:FROM|JOIN) "((?:alliances|content|core|identity|initiatives)_\w+)"')
MOST_KEPT = 4

pytestmark = pytest.mark.django_db


def mark_of(two: Two) -> str:
    return str(Alliance.objects.annotate(mark=marks.mark()).values_list("mark", flat=True).get(pk=two.alliance.pk))


def promise(two: Two) -> Commitment:
    new = NewCommitment("hours", "Hjælp i køkkenet", Decimal(10), "timer", None, date(2027, 6, 1))
    return fine(save_commitment(who(two.chair), two.slug, two.club.pk, None, new, now=now()))  # type: ignore[no-any-return]  # fine gives what the action gave


def tables_read(two: Two) -> set[str]:
    """Of what the pages that are kept for the club's chair are made, and the one that is stored for strangers."""
    with CaptureQueriesContext(connection) as queries:
        page.shown(who(two.chair), two.room)
        page.shown(VISITOR, two.room)
        all_promised(who(two.chair), two.room)
        agreement_for(who(two.chair), two.room)
    return {table for query in queries for table in TABLE.findall(query["sql"])}


def test_no_table_that_the_page_reads_is_forgotten(make_person: Any) -> None:
    sql = str(Alliance.objects.annotate(mark=marks.mark()).query)
    marked = set(TABLE.findall(sql))
    two = ready(make_person)
    promise(two)
    read = tables_read(two)
    version = fine(propose_agreement(who(two.chair), two.slug, now=now()))
    read |= tables_read(two)
    fine(sign(two.chair, two, two.club, version))
    fine(sign(two.owner, two, two.firm, version))
    read |= tables_read(two)
    fine(leave_alliance(who(two.owner), two.slug, two.firm.pk, "Vi flytter", now=now()))
    read |= tables_read(two)
    assert {"alliances_delivery", "alliances_acceptance", "identity_membership"} <= read
    assert read <= marked


def rename(two: Two) -> None:
    two.firm.name = "Gartneriet ved Åen"
    two.firm.save()


def may_sign_no_more(two: Two) -> None:
    Membership.objects.filter(organisation=two.firm).update(signatory=False)


def is_closed(two: Two) -> None:
    two.owner.is_active = False
    two.owner.save()


def mail_comes_back(two: Two) -> None:
    AddressTrouble.objects.create(email="ny@example.dk", status="5.1.1", first_at=now(), last_at=now())


def is_hidden(two: Two) -> None:
    two.alliance.initiative.hidden_at = now()
    two.alliance.initiative.save()


def write(two: Two) -> None:
    new = Contribution("Et større lokale", "En aften om ugen", "Flere at spise med")
    fine(write_contribution(who(two.chair), two.slug, two.club.pk, new, revision=two.party(two.club).revision, now=now()))


def add_task(two: Two) -> None:
    fine(save_task(who(two.chair), two.slug, None, "Vasker op", {two.party(two.firm).pk: TaskRole.RESPONSIBLE}, now=now()))


def give_role(two: Two) -> None:
    Task.objects.get(alliance=two.alliance).parts.filter(party=two.party(two.firm)).update(role=TaskRole.TOLD)


def decide_who_decides(two: Two) -> None:
    fine(save_rule(who(two.chair), two.slug, None, NewRule("Køb", None, 3), now=now()))


CHANGES: list[Callable[[Two], object]] = [
    rename,
    may_sign_no_more,
    is_closed,
    is_hidden,
    write,
    add_task,
    give_role,
    mail_comes_back,
    lambda two: fine(remove_task(who(two.chair), two.slug, Task.objects.get(alliance=two.alliance).pk, now=now())),
    lambda two: fine(invite_organisation(who(two.chair), two.slug, organisation("Skolen", "education").pk, now=now())),
    lambda two: fine(show_alliance(who(two.chair), two.slug, two.club.pk, shown=True)),
    lambda two: fine(leave_alliance(who(two.owner), two.slug, two.firm.pk, "Vi flytter", now=now())),
    promise,
    decide_who_decides,
    lambda two: WrittenTerms.objects.create(alliance=two.alliance),
]


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_makes_another_mark(make_person: Any, change: Callable[[Two], object]) -> None:
    two = ready(make_person)
    fine(invite_by_mail(who(two.chair), two.slug, NewParty(name="Kirken", sector=Sector.CIVIL, email="ny@example.dk", greeting=""), now=now()))
    before = mark_of(two)
    assert mark_of(two) == before
    with transaction.atomic():  # its rows are written by a transaction of their own, as in life
        change(two)
    assert mark_of(two) != before


def test_a_signature_and_a_delivery_make_another_mark(make_person: Any) -> None:
    two = ready(make_person)
    promised = promise(two)
    version = fine(propose_agreement(who(two.chair), two.slug, now=now()))
    marked = [mark_of(two)]
    for person, one in ((two.chair, two.club), (two.owner, two.firm)):
        fine(sign(person, two, one, version))
        marked.append(mark_of(two))
    fine(deliver(who(two.chair), two.slug, promised.pk, Delivered(date(2026, 11, 1), Decimal(2), ""), now=now()))
    assert len({*marked, mark_of(two)}) == 4


def test_a_kept_page_costs_three_statements_and_shows_what_was_just_changed(make_person: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(STORE, "listening", True)
    two = ready(make_person)
    chair, owner = client_of(two.chair), client_of(two.owner)
    try:
        chair.get(two.address), owner.get(two.address)
        with CaptureQueriesContext(connection) as queries:
            assert "Laver mad" in chair.get(two.address).content.decode()
        assert len(queries) <= MOST_KEPT
        with transaction.atomic():
            add_task(two)
        for client in (chair, owner):
            assert "Vasker op" in client.get(two.address).content.decode()
        assert "Skriv for Gartneriet" not in chair.get(two.address).content.decode()  # each sees their own
    finally:
        kept.PIECES.begin(-1)
