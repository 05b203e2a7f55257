"""A municipality's template asks questions, and every alliance that begins from it answers them before it agrees."""

from typing import Any

import pytest
from django.test import Client

from samspil.alliances import templates_of
from samspil.alliances.actions.answer_standing import answer_standing
from samspil.alliances.actions.start import take_over
from samspil.alliances.actions.write_template import publish_template, save_template
from samspil.alliances.domain.missing import missing
from samspil.alliances.domain.patterns import Pattern, TaskPattern
from samspil.alliances.forms.template import TemplateForm
from samspil.alliances.models import Alliance, AllianceTemplate, StandingQuestion
from samspil.alliances.tests.making import DEMO, OTHER, Two, client_of, fine, joined, now, who
from samspil.core.refusals import Refusal
from samspil.moderation.tests.making import moderator, working

pytestmark = pytest.mark.django_db
ASKED = ("Hvordan finder I de ensomme?", "Hvem har ansvaret for mad-hygiejnen?")


def template(make_person: Any) -> AllianceTemplate:
    """Published, with two questions."""
    clerk = working(moderator(make_person))
    pattern = Pattern(purpose="Spis sammen", tasks=(TaskPattern("Laver mad"),), questions=ASKED)
    made: AllianceTemplate = fine(save_template(clerk, None, DEMO, "Fællesspisning", pattern, now=now()))
    return fine(publish_template(clerk, made.pk, public=True, now=now()))  # type: ignore[no-any-return]  # fine gives what the action gave


def begun(make_person: Any) -> Two:
    two = joined(make_person)
    source = templates_of.source_of(who(two.chair), f"skabelon:{template(make_person).pk}")
    assert source
    take_over(two.alliance, two.party(two.club), source)
    return two


def codes(two: Two) -> list[str]:
    return [reason.code for reason in missing(two.room.plan)]


def test_the_parties_answer_together_and_nobody_agrees_before(make_person: Any) -> None:
    two = begun(make_person)
    client, first = client_of(two.owner), StandingQuestion.objects.earliest("pk")
    assert "Spørgsmål fra kommunen" in client.get(two.address).content.decode()
    page = client.get(f"{two.address}spoergsmaal/").content.decode()
    assert [text in page for text in ASKED] == [True, True]
    assert "standing" in codes(two)
    address = f"{two.address}spoergsmaal/{first.pk}/{two.party(two.firm).pk}/"
    data = {"answer": "Vi går ud med postbuddet", "revision": "0", "for_organisation": str(two.firm.pk)}
    assert ASKED[0] in client.get(address).content.decode()
    assert client.post(address, data).status_code == 302
    assert client.post(address, {**data, "answer": "010190-1234", "revision": "1"}).status_code == 422
    other = f"{two.address}spoergsmaal/{first.pk}/{two.party(two.club).pk}/"
    late = client_of(two.chair).post(other, {**data, "answer": "Andet", "for_organisation": str(two.club.pk)})
    assert (late.status_code, "postbuddet" in late.content.decode()) == (409, True)
    last = StandingQuestion.objects.latest("pk")
    fine(answer_standing(who(two.chair), two.slug, last.pk, two.club.pk, "Klubben", revision=0, now=now()))
    assert (Alliance.objects.get(pk=two.alliance.pk).unanswered, "standing" in codes(two)) == (0, False)
    fine(answer_standing(who(two.chair), two.slug, last.pk, two.club.pk, "", revision=1, now=now()))
    assert "standing" in codes(two), "taken back"


def test_nobody_else_reads_or_answers_and_no_question_of_another_alliance(make_person: Any) -> None:
    two, other = begun(make_person), joined(make_person, "Et andet bord")
    first = StandingQuestion.objects.earliest("pk")
    for client in (client_of(other.chair), Client()):
        assert client.get(f"{two.address}spoergsmaal/").status_code in {302, 404}
    assert client_of(other.chair).get(f"{other.address}spoergsmaal/{first.pk}/{other.party(other.club).pk}/").status_code == 404
    tried = [(other, other.chair, other.club), (two, two.chair, two.firm)]
    refused = [answer_standing(who(person), one.slug, first.pk, organisation.pk, "Nej", revision=0, now=now()) for one, person, organisation in tried]
    assert [refusal.code for refusal in refused if isinstance(refusal, Refusal)] == ["no-question", "not-your-party"]
    assert "ikke begyndt fra en skabelon" in client_of(other.chair).get(f"{other.address}spoergsmaal/").content.decode()


def test_a_municipality_writes_its_questions_one_a_line(make_person: Any) -> None:
    form = TemplateForm({"title": "Spis", "questions": "Hvem?\n\n Hvem? \nHvor?"})
    assert (form.is_valid(), form.written().questions) == (True, ("Hvem?", "Hvor?"))
    assert not TemplateForm({"title": "Spis", "questions": "\n".join(f"Nr. {n}?" for n in range(13))}).is_valid()
    assert not TemplateForm({"title": "Spis", "questions": "x" * 301}).is_valid()
    one = template(make_person)
    clerk = working(moderator(make_person, OTHER))
    with pytest.raises(Exception, match="findes ikke"):
        save_template(clerk, one.pk, OTHER, "Kapret", Pattern(), revision=1, now=now())
