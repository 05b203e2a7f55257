"""Who acts: roles from groups, staff powers only during a staff session, audiences from what one may see."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.test import RequestFactory
from django.utils import timezone
from wagtail.models import PageViewRestriction

from samspil.content.models import HomePage
from samspil.identity.actor import VISITOR, Actor, actor_for, actor_of
from samspil.identity.domain.roles import Role
from samspil.identity.models import Person

SOON = timedelta(hours=1)


def test_roles_come_from_the_groups_of_the_person(make_person: Callable[..., Any]) -> None:
    person = make_person("redaktoer@example.dk", "editor")
    person.groups.add(Group.objects.get_or_create(name="venner")[0])
    assert actor_for(person).roles == {Role.EDITOR}


def test_an_operator_has_every_role(db: None) -> None:
    assert actor_for(Person.objects.create_superuser("drift@example.dk")).roles == set(Role)


def test_a_role_gives_no_powers_without_a_staff_session(make_person: Callable[..., Any]) -> None:
    actor = actor_for(make_person("redaktoer@example.dk", "editor"))
    assert not actor.is_staff
    assert not actor.may_as(*Role)


def test_powers_end_the_second_the_staff_session_does(make_person: Callable[..., Any]) -> None:
    person = make_person("redaktoer@example.dk", "editor")
    assert replace(actor_for(person), staff_until=timezone.now() + SOON).may_as(Role.EDITOR)
    assert not replace(actor_for(person), staff_until=timezone.now() - timedelta(seconds=1)).may_as(Role.EDITOR)


def test_a_staff_session_without_a_role_gives_no_powers(make_person: Callable[..., Any]) -> None:
    assert not replace(actor_for(make_person("borger@example.dk")), staff_until=timezone.now() + SOON).is_staff


def test_an_editor_may_not_what_a_reviewer_may(staff_actor: Callable[[str], Actor]) -> None:
    editor = staff_actor("editor")
    assert editor.may_as(Role.EDITOR, Role.REVIEWER)
    assert not editor.may_as(Role.REVIEWER, Role.ADMINISTRATOR)


def test_audiences_grow_with_who_one_is(make_person: Callable[..., Any]) -> None:
    person = make_person("borger@example.dk")
    restriction = PageViewRestriction.objects.create(page=HomePage.objects.get(), restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(Group.objects.get_or_create(name="venner")[0])
    assert VISITOR.audiences == {"public"}
    assert actor_for(person).audiences == {"public", "person"}
    person.groups.add(Group.objects.get(name="venner"))
    assert actor_for(person).audiences == {"public", "person", f"view:{restriction.pk}"}


def test_only_an_operator_with_every_right_sees_the_views_of_all_groups(staff_actor: Callable[[str], Actor]) -> None:
    """As Wagtail has it: an administrator who is not in the group would find a page and then be refused."""
    restriction = PageViewRestriction.objects.create(page=HomePage.objects.get(), restriction_type=PageViewRestriction.GROUPS)
    assert staff_actor("administrator").audiences == {"public", "person", "moderator:*"}
    assert f"view:{restriction.pk}" in actor_for(Person.objects.create_superuser("drift@example.dk")).audiences


def test_a_request_without_the_middleware_has_a_visitor(rf: RequestFactory) -> None:
    assert actor_of(rf.get("/")) is VISITOR
