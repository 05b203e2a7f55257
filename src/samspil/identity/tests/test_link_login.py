"""Tying a log-in elsewhere to one's own account, and untying it: who may, and what is told."""

from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core import mail

from samspil.core.refusals import Refusal
from samspil.identity.actions import link_login
from samspil.identity.actor import Actor, actor_for

pytestmark = pytest.mark.django_db
HERE = "https://id.example.dk"


@pytest.fixture
def citizen(make_person: Any) -> Actor:
    return actor_for(make_person("borger@example.dk"))


def test_issuer_and_subject_are_all_that_is_kept_and_the_person_is_told(citizen: Actor, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        made = link_login.link(citizen, HERE, "nr-1")
    assert isinstance(made, SocialAccount)
    assert (made.user_id, made.provider, made.uid, made.extra_data) == (citizen.person_id, HERE, "nr-1", {})
    assert link_login.ADDED in str(mail.outbox[-1].body)
    with django_capture_on_commit_callbacks(execute=True):
        assert link_login.unlink(citizen, HERE) is None
    assert link_login.REMOVED in str(mail.outbox[-1].body)


def test_the_same_subject_at_another_issuer_is_somebody_else(citizen: Actor, make_person: Any) -> None:
    link_login.link(citizen, HERE, "nr-1")
    assert isinstance(link_login.link(actor_for(make_person("anden@example.dk")), "https://andet.example.dk", "nr-1"), SocialAccount)


def test_each_refusal_says_why(citizen: Actor, make_person: Any) -> None:
    other = actor_for(make_person("anden@example.dk"))
    assert link_login.link(Actor(), HERE, "nr-1") == link_login.NOT_LOGGED_IN
    assert link_login.unlink(Actor(), HERE) == link_login.unlink(citizen, HERE) == link_login.NONE
    assert not isinstance(link_login.link(citizen, HERE, "nr-1"), Refusal)
    assert link_login.link(citizen, HERE, "nr-1") == link_login.LINKED_ALREADY
    assert link_login.link(citizen, HERE, "nr-2") == link_login.ANOTHER
    assert link_login.link(other, HERE, "nr-1") == link_login.SOMEBODY_ELSES
    assert link_login.unlink(other, HERE) == link_login.NONE
    assert SocialAccount.objects.count() == 1
