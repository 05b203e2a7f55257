"""At work, the page says what waits for the reader's own party, and nothing of what waits for others."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils.timezone import localdate

from samspil.alliances import own
from samspil.alliances.actions.check_up import Answers, answer_checkup, ask_for_checkup
from samspil.alliances.actions.decide import Word, say
from samspil.alliances.actions.raise_matter import NewMatter, raise_matter
from samspil.alliances.domain.checkup import Question
from samspil.alliances.domain.deciding import Reply
from samspil.alliances.models import Alliance
from samspil.alliances.tests.making import client_of, fine, now, who
from samspil.alliances.tests.making_more import Three, running_three
from samspil.identity.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(make_person: Any) -> Three:
    made = running_three(make_person, localdate() - timedelta(days=10))
    made.alliance.parties.update(brings="Tid", stake="Tid", gain="Naboskab")
    return made


def box(three: Three, person: Person) -> str:
    page = client_of(person).get(three.address).content.decode()
    return page.partition('class="next')[2].partition("</section>")[0]


def waits(three: Three, person: Person) -> str:
    return next(one.waits for one in own.own_alliances(who(person)) if one.url.startswith(three.address))


def test_an_open_check_up_is_the_next_step_until_the_party_has_answered(three: Three) -> None:
    assert "Hvordan går det mellem jer?" not in box(three, three.chair)
    fine(ask_for_checkup(who(three.owner), three.slug, three.firm.pk, now=now()))
    assert "Hvordan går det mellem jer?" in box(three, three.chair)
    assert f"tjek/svar/{three.party(three.club).pk}/" in box(three, three.chair)
    assert waits(three, three.chair) == "svar på alliancetjekket"
    fine(answer_checkup(who(three.chair), three.slug, three.club.pk, Answers(dict.fromkeys(Question, 4)), revision=0, now=now()))
    assert "Hvordan går det mellem jer?" not in box(three, three.chair)
    assert "Hvordan går det mellem jer?" in box(three, three.head)


def test_a_question_waits_for_those_who_have_not_answered(three: Three) -> None:
    matter = fine(raise_matter(who(three.owner), three.slug, three.firm.pk, NewMatter("Må vi låne et telt?"), now=now()))
    assert "Må vi låne et telt?" in box(three, three.chair)
    assert waits(three, three.chair) == "svar på et spørgsmål"
    fine(say(who(three.chair), three.slug, matter.number, three.club.pk, Word(Reply.YES), now=now()))
    assert "Må vi låne et telt?" not in box(three, three.chair)
    assert "Må vi låne et telt?" in box(three, three.head)


def test_the_law_is_looked_at_first(three: Three) -> None:
    fine(ask_for_checkup(who(three.owner), three.slug, three.firm.pk, now=now()))
    Alliance.objects.filter(pk=three.alliance.pk).update(law_again="Reglen er ændret")
    assert "Se loven igen: Reglen er ændret" in box(three, three.chair)
    assert waits(three, three.chair) == "se loven igen"
