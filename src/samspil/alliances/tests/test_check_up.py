"""Check-ups: opened by the clock or by hand, answered alone, closed at once, and gone but for what may be shown."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localdate, make_aware

from samspil.alliances.actions.check_up import Answers, answer_checkup, ask_for_checkup
from samspil.alliances.actions.check_ups_by_clock import close, close_over, open_due, open_if_due, remind
from samspil.alliances.actions.leave import leave_alliance
from samspil.alliances.domain.checkup import EACH, EARLY_AFTER, OPEN_DAYS, PAUSE_DAYS, REMIND_AFTER, Question
from samspil.alliances.jobs import check_up
from samspil.alliances.models import Alliance, CheckUp, CheckUpReply
from samspil.alliances.tests.making import client_of, fine, joined, member, who
from samspil.alliances.tests.making_more import Three, running_three
from samspil.core import events
from samspil.core.models import Notice
from samspil.core.refusals import Refusal
from samspil.identity.models import Organisation, Person

pytestmark = pytest.mark.django_db
DAY = date(2026, 12, 1)
FORM = {**{question.value: "4" for question in Question}, "own_words": "", "revision": "0"}


def morning(day: date) -> datetime:
    return make_aware(datetime(day.year, day.month, day.day, 7, 50))


def marks(step: int | None = 4, **other: int | None) -> dict[Question, int | None]:
    return {question: other.get(question.value, step) for question in Question}


def asked(three: Three, day: date = DAY) -> CheckUp:
    found: CheckUp = fine(ask_for_checkup(who(three.chair), three.slug, three.club.pk, now=morning(day)))
    return found


def answer(three: Three, person: Person, one: Organisation, answers: Answers, *, revision: int = 0, day: date = DAY) -> Any:
    return answer_checkup(who(person), three.slug, one.pk, answers, revision=revision, now=morning(day))


def all_answer(three: Three, *steps: int | None) -> None:
    for (person, one), step in zip(three.everybody, steps, strict=True):
        fine(answer(three, person, one, Answers(marks(trust=step))))


def page(person: Person, three: Three) -> str:
    told: str = client_of(person).get(f"{three.address}tjek/").content.decode()
    return told


def code(result: object) -> str:
    assert isinstance(result, Refusal), result
    return result.code


def test_a_party_asks_all_answer_alone_and_next_morning_they_see_it_together(make_person: Any) -> None:
    three = running_three(make_person)
    chair = client_of(three.chair)
    assert "Intet tjek endnu" in page(three.chair, three)
    assert chair.post(f"{three.address}tjek/bed-om/", {"for_organisation": str(three.club.pk)}).status_code == 302
    for (person, one), step in zip(three.everybody, ("1", "5", "4"), strict=True):
        party = three.party(one)
        sent = client_of(person).post(f"{three.address}tjek/svar/{party.pk}/", {**FORM, "trust": step, "for_organisation": str(one.pk)})
        assert sent.status_code == 302, sent.content.decode()
    assert "3 af 3 parter har svaret" in page(three.chair, three)
    assert "Gennemsnit" not in page(three.chair, three), "nothing is shown before it closes"
    assert close_over(localdate()) == 0, "an answer can be changed until the morning"
    assert close_over(localdate() + timedelta(days=1)) == 1
    told = page(three.owner, three)
    for text in (
        "3 af 3 parter svarede.",
        "I ser forskelligt på tilliden: tag det op på næste møde.",
        "Vi stoler på hinanden: 1 passer slet ikke, 1 passer godt",
    ):
        assert text in told, text
    assert "Svarene som tabel" in told
    assert "En part kan bede om det næste tjek fra den" in told
    assert "Bed om et tjek for" not in told, "no button that would be refused"
    assert not CheckUpReply.objects.filter(checkup__alliance=three.alliance).exists(), "no answer and no writer is kept"


def test_of_two_answers_the_pages_show_the_same_whatever_they_were(make_person: Any) -> None:
    """The whole page of a party that answered itself, letter by letter, with both answers the other could have given."""
    three, seen = running_three(make_person), []
    for number, step in enumerate((1, 5)):
        round_ = asked(three, DAY + number * (timedelta(days=PAUSE_DAYS + 1)))
        fine(answer(three, three.chair, three.club, Answers(marks(3))))
        fine(answer(three, three.owner, three.firm, Answers(marks(step))))
        opened = page(three.chair, three)
        fine(answer(three, three.owner, three.firm, Answers(marks(2)), revision=1))
        assert bare(page(three.chair, three)) == bare(opened), "nor does a changed answer show"
        fine(answer(three, three.owner, three.firm, Answers(marks(step)), revision=2))
        assert close(round_.pk, DAY)
        seen.append(bare(page(three.chair, three)))
        CheckUp.objects.all().update(alliance=three.alliance, closed_on=DAY)
        kept = CheckUp.objects.get(pk=round_.pk)
        assert (kept.outcome, kept.lines) == ({"answered": 2, "spreads": dict.fromkeys(map(str, Question))}, [])
        CheckUp.objects.all().delete()
    assert "Færre end tre tog stilling" in seen[0]
    assert seen[0] == seen[1]


def bare(told: str) -> str:
    """A page without what is another each time it is asked for."""
    return "\n".join(line for line in told.splitlines() if "csrf" not in line.lower())


def test_what_a_party_wants_read_is_shown_with_its_name_and_nothing_else_is(make_person: Any) -> None:
    three = running_three(make_person)
    round_ = asked(three)
    fine(answer(three, three.chair, three.club, Answers(marks(), "Hvem har nøglen?", line_shown=True)))
    fine(answer(three, three.owner, three.firm, Answers(marks(), "Det er hemmeligt", line_shown=False)))
    fine(answer(three, three.head, three.school, Answers(marks(), "  ", line_shown=True)))
    close(round_.pk, DAY)
    assert not close(round_.pk, DAY), "once"
    told = page(three.owner, three)
    assert told.index("»Hvem har nøglen?«") < told.rindex(three.club.name)
    assert "hemmeligt" not in told + str(CheckUp.objects.get(pk=round_.pk).lines)


def test_one_answer_a_party_that_two_may_write_but_not_over_each_other(make_person: Any) -> None:
    three = running_three(make_person)
    asked(three)
    other = member(make_person, "kasserer@example.dk", three.club, signatory=False, contact=True)
    first = fine(answer(three, three.chair, three.club, Answers(marks(4))))
    assert fine(answer(three, three.chair, three.club, Answers(marks(4)))).revision == first.revision, "a form sent twice is one"
    address = f"{three.address}tjek/svar/{three.party(three.club).pk}/"
    late = client_of(other).post(address, {**FORM, "trust": "1", "for_organisation": str(three.club.pk)})
    assert (late.status_code, "Nogen har skrevet her" in late.content.decode()) == (409, True)
    assert "Passer godt" in late.content.decode()
    client = client_of(other)
    assert 'id="id_trust_3" name="trust" type="radio" value="4" checked required' in client.get(address).content.decode().replace("\n", " ")
    assert client.post(address, {**FORM, "trust": "0", "revision": "1", "for_organisation": str(three.club.pk)}).status_code == 302
    assert CheckUpReply.objects.get(party=three.party(three.club)).trust is None
    assert f"Ret svaret for {three.club.name}" in page(other, three)


def test_only_who_speaks_for_a_party_answers_or_asks_for_it(make_person: Any) -> None:
    three = running_three(make_person)
    plain = member(make_person, "menig@example.dk", three.club, signatory=False)
    assert code(ask_for_checkup(who(plain), three.slug, three.club.pk, now=morning(DAY))) == "no-say"
    assert code(ask_for_checkup(who(three.chair), three.slug, three.firm.pk, now=morning(DAY))) == "not-your-party"
    asked(three)
    assert code(answer(three, plain, three.club, Answers(marks()))) == "no-say"
    assert code(answer(three, three.chair, three.firm, Answers(marks()))) == "not-your-party"
    assert "Jeres kontaktperson, underskriver eller administrator svarer." in page(plain, three)
    client = client_of(plain)
    assert client.get(f"{three.address}tjek/svar/{three.party(three.club).pk}/").status_code == 302, "told why, on the check-up's page"
    assert client.get(f"{three.address}tjek/svar/{three.party(three.firm).pk}/").status_code == 404
    with pytest.raises(Exception, match="findes ikke"):
        ask_for_checkup(who(member(make_person, "fremmed@example.dk")), three.slug, three.club.pk, now=morning(DAY))


def test_a_holder_of_an_alliance_who_is_no_party_answers_nothing(make_person: Any) -> None:
    three = running_three(make_person)
    initiative = three.alliance.initiative
    initiative.holder = make_person("holder@example.dk")
    initiative.save()
    assert code(ask_for_checkup(who(initiative.holder), three.slug, three.club.pk, now=morning(DAY))) == "not-your-party"
    assert client_of(initiative.holder).get(f"{three.address}tjek/").status_code == 200
    initiative.holder = None
    initiative.openness = "public"
    initiative.save()
    stranger = make_person("nabo@example.dk")
    assert code(ask_for_checkup(who(stranger), three.slug, three.club.pk, now=morning(DAY))) == "not-taking-part"
    assert code(answer(three, stranger, three.club, Answers(marks()))) == "not-taking-part"


def test_it_is_refused_plainly_while_it_makes_no_sense(make_person: Any) -> None:
    three = running_three(make_person)
    assert code(answer(three, three.chair, three.club, Answers(marks()))) == "none-open"
    asked(three)
    assert code(ask_for_checkup(who(three.owner), three.slug, three.firm.pk, now=morning(DAY))) == "open-now"
    close(CheckUp.objects.get().pk, DAY)
    soon = ask_for_checkup(who(three.owner), three.slug, three.firm.pk, now=morning(DAY + timedelta(days=PAUSE_DAYS - 1)))
    assert isinstance(soon, Refusal)
    assert "29. december 2026" in soon.text
    fine(ask_for_checkup(who(three.owner), three.slug, three.firm.pk, now=morning(DAY + timedelta(days=PAUSE_DAYS))))
    two = joined(make_person)
    assert code(ask_for_checkup(who(two.chair), two.slug, two.club.pk, now=morning(DAY))) == "too-early"
    Alliance.objects.filter(pk=two.alliance.pk).update(stage="running")
    assert code(ask_for_checkup(who(two.chair), two.slug, two.club.pk, now=morning(DAY))) == "too-few"
    told = client_of(two.chair).get(f"{two.address}tjek/").content.decode()
    assert "Tal om det i stedet" in told
    assert "Hvad skal vi kunne regne med hos hinanden?" in told


def test_an_answer_that_is_not_whole_comes_back_with_what_was_chosen(make_person: Any) -> None:
    three = running_three(make_person)
    asked(three)
    address = f"{three.address}tjek/svar/{three.party(three.club).pk}/"
    sent = client_of(three.chair).post(address, {**FORM, "trust": "", "pace": "2", "for_organisation": str(three.club.pk)})
    assert sent.status_code == 422
    assert "Vælg et svar ved »Vi stoler på hinanden«" in sent.content.decode()
    assert 'id="id_pace_1" name="pace" type="radio" value="2" checked required' in sent.content.decode().replace("\n", " ")
    assert client_of(three.chair).post(address, {**FORM, "trust": "6", "for_organisation": str(three.club.pk)}).status_code == 422


def test_the_clock_opens_early_and_twice_a_year_and_asks_no_two_parties_alone(make_person: Any) -> None:
    three, two = running_three(make_person, DAY), joined(make_person)
    Alliance.objects.filter(pk=two.alliance.pk).update(stage="running", begun_on=DAY)
    own = CheckUp.objects.filter(alliance=three.alliance)
    open_due(DAY + EARLY_AFTER - timedelta(days=1))
    assert not own.exists()
    first = DAY + EARLY_AFTER
    open_due(first)
    open_due(first)
    assert [round_.occasion for round_ in own.all()] == ["early"]
    assert not open_if_due(three.alliance.pk, first + EACH), "not beside one that is open"
    close_over(first + timedelta(days=OPEN_DAYS + 1))
    open_due(first + EACH - timedelta(days=1))
    assert own.count() == 1
    open_due(first + EACH)
    assert [round_.occasion for round_ in own.all()] == ["early", "half"]
    assert not CheckUp.objects.filter(alliance=two.alliance).exists()


def test_the_parties_are_told_when_it_opens_closes_and_once_when_they_have_not_answered(make_person: Any) -> None:
    three = running_three(make_person)
    round_ = asked(three, localdate())
    fine(answer(three, three.chair, three.club, Answers(marks())))
    for days in (REMIND_AFTER - 1, REMIND_AFTER, REMIND_AFTER + 1):
        remind(round_.opened_on + timedelta(days=days))
    assert CheckUp.objects.get(pk=round_.pk).reminded_on == round_.opened_on + timedelta(days=REMIND_AFTER)
    events.deliver_waiting()
    opened, reminded = notices(f"checkup-opened:{round_.pk}"), notices(f"checkup-reminded:{round_.pk}")
    assert opened == {three.chair.pk, three.owner.pk, three.head.pk}
    assert reminded == {three.owner.pk, three.head.pk}
    close_over(round_.closes_on)
    assert CheckUp.objects.get(pk=round_.pk).closed_on is None, "the last day is theirs"
    check_up(0)
    close_over(round_.closes_on + timedelta(days=1))
    events.deliver_waiting()
    assert notices(f"checkup-closed:{round_.pk}") == opened


def notices(key: str) -> set[int]:
    """Who was told this."""
    return set(Notice.objects.filter(dedupe_key__contains=key).values_list("recipient_id", flat=True))


def test_who_has_gone_out_is_no_longer_counted_and_its_answer_is_deleted_with_the_others(make_person: Any) -> None:
    three = running_three(make_person)
    round_ = asked(three)
    all_answer(three, 1, 2, 3)
    fine(leave_alliance(who(three.head), three.slug, three.school.pk, "Vi lukker", now=morning(DAY)))
    assert "2 af 2 parter har svaret" in page(three.chair, three)
    close(round_.pk, DAY)
    assert CheckUp.objects.get(pk=round_.pk).result.answered == len((three.club, three.firm))
    assert not CheckUpReply.objects.filter(checkup=round_).exists()


def test_the_course_over_rounds_is_drawn_beside_the_answers(make_person: Any) -> None:
    three = running_three(make_person)
    for number, steps in enumerate(((5, 5, 5), (3, 4, 3))):
        round_ = asked(three, DAY + number * timedelta(days=PAUSE_DAYS))
        all_answer(three, *steps)
        close(round_.pk, round_.opened_on)
    told = page(three.chair, three)
    assert "Mindre godt end sidst" in told
    assert "Sidst 5,0." in told
    assert '<polyline points="10,8 110,25"/>' in told


def test_the_page_asks_no_more_of_the_database_for_more_rounds(make_person: Any, django_assert_max_num_queries: Any) -> None:
    three = running_three(make_person)
    client: Client = client_of(three.chair)
    for number in range(3):
        round_ = asked(three, DAY + number * timedelta(days=PAUSE_DAYS))
        all_answer(three, 4, 4, 4)
        close(round_.pk, round_.opened_on)
    asked(three, DAY + timedelta(days=200))
    with django_assert_max_num_queries(12):
        client.get(f"{three.address}tjek/")
