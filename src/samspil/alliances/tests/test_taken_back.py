"""A version that was said yes to and then changed: those who had said yes are told, and the paper says that it does not hold."""

from typing import Any

import pytest
from django.core import mail

from samspil.alliances import paper
from samspil.alliances.actions.contribute import Contribution, write_contribution
from samspil.alliances.actions.leave import leave_alliance
from samspil.alliances.actions.move_alliance import Ending, move_alliance
from samspil.alliances.models import AgreementVersion
from samspil.alliances.tests.making import Two, agreed, fine, now, proposed, sign, who
from samspil.core import events
from samspil.core.models import Notice

pytestmark = pytest.mark.django_db
GONE = "Jeres ja gælder ikke længere"


def told(person: Any) -> int:
    """How often the person was told that their yes is gone."""
    return Notice.objects.filter(recipient_id=person.pk, text__contains=GONE).count()


def changed(two: Two) -> None:
    """The firm puts a line of its own right."""
    revision = two.party(two.firm).revision
    fine(write_contribution(who(two.owner), two.alliance.slug, two.firm.pk, Contribution("Ny", "Ny", "Ny"), revision=revision, now=now()))
    events.deliver_waiting()


def test_who_had_said_yes_hears_that_it_no_longer_counts(make_person: Any) -> None:
    two, version = proposed(make_person)
    fine(sign(two.chair, two, two.club, version))
    events.deliver_waiting()
    mail.outbox.clear()
    changed(two)
    assert (told(two.chair), told(two.owner)) == (1, 0), "who had not signed has lost nothing"
    assert [letter.to for letter in mail.outbox] == [[two.chair.email]], "somebody waits for the new yes, so it is mailed at once"
    events.deliver_waiting()
    assert told(two.chair) == 1


def test_whoever_leaves_is_not_told_so_and_nobody_when_all_is_given_up(make_person: Any) -> None:
    two, _ = agreed(make_person)
    fine(leave_alliance(who(two.owner), two.alliance.slug, two.firm.pk, "Vi flytter", now=now()))
    events.deliver_waiting()
    assert (told(two.chair), told(two.owner)) == (1, 0)
    other, version = proposed(make_person)
    fine(sign(other.chair, other, other.club, version))
    fine(move_alliance(who(other.chair), other.alliance.slug, "withdraw", ending=Ending(other.club.pk), now=now()))
    events.deliver_waiting()
    assert told(other.chair) == 0


def test_the_paper_of_a_version_says_who_has_not_said_yes_and_that_it_is_taken_back(make_person: Any) -> None:
    two, version = proposed(make_person)
    fine(sign(two.chair, two, two.club, version))
    open_sheet = paper.sheet_of(AgreementVersion.objects.get(pk=version.pk))
    assert open_sheet["stamp"] == ""
    assert [(row["party"], row["name"]) for row in open_sheet["acceptances"]] == [
        (two.club.name, "En underskriver"),
        (two.firm.name, "har ikke sagt ja"),
    ]
    changed(two)
    assert paper.sheet_of(AgreementVersion.objects.get(pk=version.pk))["stamp"] == "Trukket tilbage – gælder ikke"


def test_one_that_all_had_said_yes_to_held_until_somebody_left(make_person: Any) -> None:
    two, version = agreed(make_person)
    assert paper.sheet_of(version)["stamp"] == ""
    fine(leave_alliance(who(two.owner), two.alliance.slug, two.firm.pk, "Vi flytter", now=now()))
    assert paper.sheet_of(AgreementVersion.objects.get(pk=version.pk))["stamp"] == "Gælder ikke længere"
