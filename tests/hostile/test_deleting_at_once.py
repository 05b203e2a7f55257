"""An account is deleted at the very moment its person signs, or comes in, in another tab. Commits, because only other connections race."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.db import DatabaseError, connection
from django.test import Client

from samspil.alliances.actions import accept_agreement as signing
from samspil.alliances.actions import invite as asking
from samspil.alliances.actions import working
from samspil.alliances.events import PartyAsked
from samspil.alliances.models import Acceptance, AgreementVersion, Alliance, Party
from samspil.alliances.tests.making import Two, client_of, fine, member, now, organisation, proposed, sign, who
from samspil.core.models import Notice, RecordedEvent
from samspil.identity.actions import invite_member as inviting
from samspil.identity.actions.delete_account import delete_account
from samspil.identity.invitation_secrets import secret_of
from samspil.identity.models import Invitation, Membership, Organisation, Person
from samspil.initiatives.models import Initiative, Participation

WAITS = 0.5  # seconds in which the other comes as far as it can
PATIENCE = 20


@pytest.fixture(autouse=True)
def no_repeated_queries() -> None:
    """The guard against asking twice is off: whoever comes second at the same moment looks again, and should."""


@pytest.fixture(autouse=True)
def committed(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock():
        models = (Organisation, Person, RecordedEvent, Initiative)
        organisations, people, told, initiatives = (model._default_manager.order_by("-pk").values_list("pk", flat=True).first() or 0 for model in models)
        yield
        made = Alliance.objects.filter(initiative__gt=initiatives)
        Acceptance.objects.filter(version__alliance__in=made).delete()
        AgreementVersion.objects.filter(alliance__in=made).delete()
        Party.objects.filter(alliance__in=made).delete()
        Participation.objects.filter(initiative__gt=initiatives).delete()
        for name in ("AllianceEvent", "PartyEvent"):
            apps.get_model("alliances", name).objects.all().delete()
        made.delete()
        Initiative.objects.filter(pk__gt=initiatives).delete()
        Invitation.objects.filter(organisation__gt=organisations).delete()
        Membership.objects.filter(organisation__gt=organisations).delete()
        Organisation.objects.filter(pk__gt=organisations).delete()
        RecordedEvent.objects.filter(pk__gt=told).delete()
        Notice.objects.filter(recipient_id__gt=people).delete()
        Person.objects.filter(pk__gt=people).delete()


def proved(email: str) -> Person:
    """A person with this address, kept for others to see."""
    person = Person.objects.create_user(email)
    EmailAddress.objects.create(user=person, email=email, primary=True, verified=True)
    return person


def together(*errands: Callable[[], object]) -> list[object]:
    """Run each in a thread with its own connection; what each answered, or what broke it."""
    results: list[object] = [None] * len(errands)

    def run(at: int, errand: Callable[[], object]) -> None:
        try:
            results[at] = errand()
        except DatabaseError as error:
            results[at] = error
        connection.close()

    hands = [threading.Thread(target=run, args=each) for each in enumerate(errands)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join(PATIENCE)
    return results


def own_alliance() -> tuple[Two, AgreementVersion]:
    """An alliance the chair holds in their own name, with an agreement that waits for their signature."""
    two, version = proposed(proved)
    Initiative.objects.filter(pk=two.alliance.initiative_id).update(holder=two.chair)
    return two, version


def test_signing_and_deleting_wait_for_each_other_in_one_order_and_both_are_done(monkeypatch: pytest.MonkeyPatch) -> None:
    two, version = own_alliance()
    half_way, actor = threading.Event(), who(two.chair)
    real = signing.conclude

    def slowly(*rows: Any) -> None:
        half_way.set()
        threading.Event().wait(WAITS)
        real(*rows)

    def delete() -> object:
        assert half_way.wait(PATIENCE)
        return delete_account(actor)

    monkeypatch.setattr(signing, "conclude", slowly)
    signed, deleted = together(lambda: sign(two.chair, two, two.club, version), delete)
    assert (type(signed), deleted) == (Acceptance, None)
    kept = Acceptance.objects.get(version=version)
    assert (kept.person_id, kept.name) == (None, "En underskriver"), "the agreement keeps the name, and no way to the account"


def test_coming_in_by_invitation_and_deleting_do_not_wait_for_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    club, guest = organisation("Klubben"), proved("gaest@samtidig.example")
    chair = member(proved, "formand@samtidig.example", club, administrator=True)
    secret = secret_of(fine(inviting.invite_member(who(chair), club.pk, guest.email, frozenset(), now=now())).key)
    half_way, actor, real = threading.Event(), who(guest), inviting.come_in

    def slowly(*rows: Any, **how: Any) -> Membership:
        half_way.set()
        threading.Event().wait(WAITS)
        return real(*rows, **how)

    def delete() -> object:
        assert half_way.wait(PATIENCE)
        return delete_account(actor)

    monkeypatch.setattr(inviting, "come_in", slowly)
    came, deleted = together(lambda: inviting.accept_invitation(actor, secret, now=now()), delete)
    assert (type(came), deleted) == (Membership, None)
    assert not Membership.objects.filter(organisation=club).exclude(person=chair).exists()


def test_an_organisation_can_be_asked_while_one_of_its_people_deletes_the_account(monkeypatch: pytest.MonkeyPatch) -> None:
    two, _ = own_alliance()
    third = organisation("Tredje")
    Membership.objects.create(person=two.chair, organisation=third, asked_at=now(), active_from=now())
    half_way, actor, asker, real = threading.Event(), who(two.chair), who(two.owner), PartyAsked

    def slowly(**told: int) -> PartyAsked:
        half_way.set()
        threading.Event().wait(WAITS)
        return real(**told)

    def delete() -> object:
        assert half_way.wait(PATIENCE)
        return delete_account(actor)

    monkeypatch.setattr(asking, "PartyAsked", slowly)
    asked, deleted = together(lambda: asking.invite_organisation(asker, two.slug, third.pk, now=now()), delete)
    assert (type(asked), deleted) == (Party, None)


def test_signing_when_the_account_has_just_gone_is_told_so_and_signs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    two, version = own_alliance()
    here, gone, real, actor = threading.Event(), threading.Event(), working.begin, who(two.chair)
    client = client_of(two.chair)

    def late(*args: Any) -> Any:
        here.set()
        assert gone.wait(PATIENCE)
        return real(*args)

    def delete() -> object:
        assert here.wait(PATIENCE)
        result = delete_account(actor)
        gone.set()
        return result

    monkeypatch.setattr(signing, "begin", late)
    form = {"for_organisation": two.club.pk, "number": version.number, "sha256": version.sha256, "name": "En underskriver"}
    answered, deleted = together(lambda: client.post(f"{two.address}aftale/underskriv/", form), delete)
    assert deleted is None
    assert (getattr(answered, "status_code", answered), getattr(answered, "headers", {}).get("Location")) == (302, "/konto-slettet/")
    assert not Acceptance.objects.filter(version=version).exists()
    assert Client().get("/konto-slettet/").status_code == 200
