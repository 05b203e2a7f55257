"""Two parties sign, propose an amendment, or say yes and no, at the very same moment. Commits, because only other connections race."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.db import connection

from samspil.alliances.actions.amend import Proposal, begin_amendment
from samspil.alliances.actions.propose_agreement import propose_agreement
from samspil.alliances.actions.reject_agreement import Objection, reject_agreement
from samspil.alliances.domain.lifecycle import Stage
from samspil.alliances.models import Acceptance, AgreementVersion, Alliance, Amendment, Party, Rejection
from samspil.alliances.tests.making import Two, agreed, fine, now, proposed, sign, who
from samspil.alliances.tests.test_amending import changed
from samspil.core.models import RecordedEvent
from samspil.core.refusals import Refusal
from samspil.identity.models import Membership, Organisation, Person
from samspil.initiatives.models import Initiative


@pytest.fixture(autouse=True)
def committed(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock():
        kinds = (Organisation, Person, RecordedEvent, Initiative)
        last = [model.objects.order_by("-pk").values_list("pk", flat=True).first() or 0 for model in kinds]
        yield
        organisations, people, told, initiatives = last
        Rejection.objects.all().delete()
        Acceptance.objects.filter(version__alliance__initiative__gt=initiatives).delete()
        Alliance.objects.filter(initiative__gt=initiatives).delete()
        for name in ("AllianceEvent", "PartyEvent"):
            apps.get_model("alliances", name).objects.all().delete()
        Initiative.objects.filter(pk__gt=initiatives).delete()
        Membership.objects.filter(person__gt=people).delete()
        Organisation.objects.filter(pk__gt=organisations).delete()
        RecordedEvent.objects.filter(pk__gt=told).delete()
        Person.objects.filter(pk__gt=people).delete()


def proved(email: str) -> Person:
    """A person with this address, kept for others to see."""
    person = Person.objects.create_user(email)
    EmailAddress.objects.create(user=person, email=email, primary=True, verified=True)
    return person


def at_once(*errands: Callable[[], object]) -> list[object]:
    """Each errand from a thread and a connection of its own, all let go at the same time; what they gave, in their order."""
    ready, results = threading.Barrier(len(errands)), dict[int, object]()

    def do(number: int, errand: Callable[[], object]) -> None:
        ready.wait()
        try:
            results[number] = errand()
        finally:
            connection.close()

    hands = [threading.Thread(target=do, args=one) for one in enumerate(errands)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    return [results.get(number) for number in range(len(errands))]


def codes(results: list[object]) -> list[str]:
    return sorted(result.code if isinstance(result, Refusal) else "" for result in results)


def stage(two: Two) -> str:
    return Alliance.objects.get(pk=two.alliance.pk).stage


def test_two_signatures_at_the_same_moment_are_both_counted_and_make_one_agreement() -> None:
    two, version = proposed(proved)
    results = at_once(*[lambda p=p, o=o: sign(p, two, o, version) for p, o in ((two.chair, two.club), (two.owner, two.firm)) for _ in range(2)])
    assert codes(results) == [""] * 4
    assert version.acceptances.count() == 2
    assert stage(two) == Stage.AGREED
    assert RecordedEvent.objects.filter(kind="alliances.AgreementReached", payload__version_id=version.pk).count() == 1


def test_of_two_amendments_proposed_at_the_same_moment_one_is_begun_and_the_other_is_told_of_it() -> None:
    two, _ = agreed(proved)
    asked = ((two.chair, two.club), (two.owner, two.firm))
    results = at_once(*[lambda p=p, o=o: begin_amendment(who(p), two.slug, Proposal(o.pk, f"Noget {o.pk}", "Derfor"), now=now()) for p, o in asked])
    assert codes(results) == ["", "amending"]
    assert Amendment.objects.filter(alliance=two.alliance).count() == 1


def test_a_yes_and_a_no_at_the_same_moment_leave_one_version_in_force_and_nothing_half_done() -> None:
    two, first = agreed(proved)
    changed(two)
    second: AgreementVersion = fine(propose_agreement(who(two.chair), two.slug, now=now()))
    no = Objection(two.firm.pk, second.number, "Det kan vi ikke")
    results = at_once(lambda: sign(two.chair, two, two.club, second), lambda: reject_agreement(who(two.owner), two.slug, no, now=now()))
    assert codes(results) in (["", ""], ["", "outdated"]), "whoever came last is told that it is over, or was in time"
    assert not isinstance(results[1], Refusal)
    held = AgreementVersion.objects.get(alliance=two.alliance, closed_at=None)
    assert held == first
    assert Party.objects.get(pk=two.party(two.club).pk).gain != "Meget mere", "the rows are back"
