"""What each errand answers those who may not, at the wrong time, or twice; nothing changes."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.utils.timezone import localdate

from samspil.alliances.actions.accept_agreement import Signature, accept_agreement
from samspil.alliances.actions.answer_law import Page, answer_law
from samspil.alliances.actions.choose_law_texts import choose_law_texts
from samspil.alliances.actions.contribute import write_contribution
from samspil.alliances.actions.describe import describe_alliance, described
from samspil.alliances.actions.invite import NewParty, correct_address, invite_by_mail, invite_organisation, take_back_invitation
from samspil.alliances.actions.look_at_law import look_at_law
from samspil.alliances.actions.move_alliance import Ending, move_alliance
from samspil.alliances.actions.propose_agreement import propose_agreement
from samspil.alliances.actions.remind import remind_party
from samspil.alliances.actions.reply_as_lawyer import Reply, reply_as_lawyer
from samspil.alliances.actions.show import show_alliance
from samspil.alliances.actions.start import MOST_HELD, NewAlliance, start_alliance
from samspil.alliances.actions.tasks import MOST_TASKS, remove_task, save_task
from samspil.alliances.domain.words import Sector, TaskRole
from samspil.alliances.models import Alliance
from samspil.alliances.tests.making import DEMO, WRITTEN, Two, agreed, answered, fine, joined, member, now, organisation, ready, started, who
from samspil.core.refusals import Refusal
from samspil.identity.actor import VISITOR, Actor

pytestmark = pytest.mark.django_db
Errand = Callable[[Actor, Two], object]


def code(result: object) -> str:
    assert isinstance(result, Refusal), result
    return result.code


ERRANDS: dict[str, Errand] = {
    "describe": lambda a, two: describe_alliance(a, two.slug, described(two.room.alliance), revision=1, now=now()),
    "contribute": lambda a, two: write_contribution(a, two.slug, two.club.pk, WRITTEN, revision=1, now=now()),
    "invite": lambda a, two: invite_organisation(a, two.slug, organisation("Ny").pk, now=now()),
    "address": lambda a, two: correct_address(a, two.slug, 1, "ny@example.dk", now=now()),
    "mail": lambda a, two: invite_by_mail(a, two.slug, NewParty(name="Ny", sector=Sector.CIVIL, email="ny@example.dk"), now=now()),
    "take back": lambda a, two: take_back_invitation(a, two.slug, two.party(two.firm).pk, now=now()),
    "task": lambda a, two: save_task(a, two.slug, None, "Ny", {}, now=now()),
    "remove": lambda a, two: remove_task(a, two.slug, 0, now=now()),
    "law": lambda a, two: answer_law(a, two.slug, two.club.pk, Page("hjem", {"keys": True}), now=now()),
    "law seen": lambda a, two: look_at_law(a, two.slug, two.club.pk, now=now()),
    "law texts": lambda a, two: choose_law_texts(a, two.slug, two.club.pk, [], revision=0, now=now()),
    "law reply": lambda a, two: reply_as_lawyer(a, two.slug, two.club.pk, "k", Reply("Svar", "Jurist", localdate()), revision=0, now=now()),
    "propose": lambda a, two: propose_agreement(a, two.slug, now=now()),
    "accept": lambda a, two: accept_agreement(a, two.slug, Signature(two.club.pk, 1, "", "Navn"), now=now()),
    "move": lambda a, two: move_alliance(a, two.slug, "withdraw", ending=Ending(two.club.pk), now=now()),
    "remind": lambda a, two: remind_party(a, two.slug, two.party(two.club).pk, now=now()),
    "show": lambda a, two: show_alliance(a, two.slug, two.club.pk, shown=True),
}


@pytest.mark.parametrize("errand", ERRANDS)
def test_whoever_is_only_invited_is_refused_every_errand(make_person: Any, errand: str) -> None:
    two = started(make_person)
    fine(invite_organisation(who(two.chair), two.slug, two.firm.pk, now=now()))
    assert code(ERRANDS[errand](who(two.owner), two)) == "not-taking-part"


@pytest.mark.parametrize("errand", ["invite", "mail", "task", "propose"])
def test_nothing_moves_when_the_agreement_is_in_place(make_person: Any, errand: str) -> None:
    two, version = agreed(make_person)
    result = ERRANDS[errand](who(two.chair), two)
    assert result == version if errand == "propose" else tick_is_unmoved(result, two)


def tick_is_unmoved(result: object, two: Two) -> bool:
    return code(result) == "not-now" and two.room.plan.law_seen


def test_what_is_given_up_cannot_be_proposed_changed_or_tidied(make_person: Any) -> None:
    two = ready(make_person)
    (task,) = two.room.tasks
    asked = fine(invite_by_mail(who(two.chair), two.slug, NewParty(name="Ny", sector=Sector.CIVIL, email="ny@example.dk"), now=now()))
    fine(move_alliance(who(two.chair), two.slug, "withdraw", ending=Ending(two.club.pk), now=now()))
    new = described(two.room.alliance).__class__("Nyt", "Ny", "Ny", None, None, 2)
    assert code(describe_alliance(who(two.chair), two.slug, new, revision=2, now=now())) == "not-now"
    assert code(remove_task(who(two.chair), two.slug, task.pk, now=now())) == "not-now"
    assert code(take_back_invitation(who(two.chair), two.slug, asked.pk, now=now())) == "not-now"
    again = invite_by_mail(who(two.chair), two.slug, NewParty(name="Ny", sector=Sector.CIVIL, email="endnu-en@example.dk"), now=now())
    assert code(again) == "not-now"


def test_saving_what_stands_already_changes_nothing(make_person: Any) -> None:
    two = ready(make_person)
    (task,), room = two.room.tasks, two.room
    roles = {two.party(two.club).pk: TaskRole.RESPONSIBLE, two.party(two.firm).pk: TaskRole.HELPS}
    assert fine(save_task(who(two.chair), two.slug, task.pk, task.title, roles, revision=0, now=now())).revision == task.revision
    fine(describe_alliance(who(two.chair), two.slug, described(room.alliance), revision=0, now=now()))
    answered(two, "mad-og-koersel", food="regular")
    fine(show_alliance(who(two.chair), two.slug, two.club.pk, shown=False))
    after = Alliance.objects.get(pk=two.alliance.pk)
    assert (after.revision, after.facts_at) == (room.alliance.revision, room.alliance.facts_at)


def test_tasks_are_refused_that_do_not_fit(make_person: Any) -> None:
    two, other = joined(make_person), joined(make_person, "En anden")
    foreign = {other.party(other.club).pk: TaskRole.HELPS}
    assert code(save_task(who(two.chair), two.slug, None, "Ny", foreign, now=now())) == "roles"
    assert code(save_task(who(two.chair), two.slug, 0, "Ny", {}, now=now())) == "no-task"
    two.alliance.tasks.bulk_create([two.alliance.tasks.model(alliance=two.alliance, title="Opgave") for _ in range(MOST_TASKS)])
    assert code(save_task(who(two.chair), two.slug, None, "Ny", {}, now=now())) == "many-tasks"


def test_law_is_read_after_answers_and_reminders_are_for_something(make_person: Any) -> None:
    two = joined(make_person)
    assert code(look_at_law(who(two.chair), two.slug, two.club.pk, now=now())) == "no-facts"
    assert code(remind_party(who(two.chair), two.slug, 0, now=now())) == "nothing-to-do"


def test_the_public_page_is_for_the_own_party_and_for_those_who_speak_for_it(make_person: Any) -> None:
    two = joined(make_person)
    plain = member(make_person, "menig@example.dk", two.club, signatory=False)
    assert code(show_alliance(who(two.chair), two.slug, two.firm.pk, shown=True)) == "not-your-party"
    assert code(show_alliance(who(plain), two.slug, two.club.pk, shown=True)) == "no-say"
    assert fine(show_alliance(who(two.chair), two.slug, two.club.pk, shown=True)).shown


def test_starting_needs_a_person_an_own_organisation_and_has_a_limit(make_person: Any) -> None:
    person, other = make_person(), organisation("De andre")
    new = NewAlliance(title="Nyt", purpose="Ny", target_group="Ny", municipality_code=DEMO)
    assert code(start_alliance(VISITOR, new, now=now())) == "log-in"
    assert code(start_alliance(who(person), replace(new, for_organisation=other.pk), now=now())) == "not-your-party"
    for _ in range(MOST_HELD):
        fine(start_alliance(who(person), new, now=now()))
    assert code(start_alliance(who(person), new, now=now())) == "too-many"
