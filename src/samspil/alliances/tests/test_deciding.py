"""Questions that parties ask each other, what those who decide say, and what follows: kept as they were said, with the days they took."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import InternalError, connection, transaction
from django.db.utils import DatabaseError
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from samspil.alliances.actions.decide import Word, say
from samspil.alliances.actions.decision_rules import NewRule, remove_rule, save_rule
from samspil.alliances.actions.follow_up import NewFollowUp, finish, follow_up
from samspil.alliances.actions.leave import leave_alliance
from samspil.alliances.actions.raise_matter import NewMatter, raise_matter, take_back
from samspil.alliances.actions.remind_of_decisions import remind_of_decisions
from samspil.alliances.domain.deciding import Reply
from samspil.alliances.forms.deciding import NO_RULE
from samspil.alliances.models import DecisionRule, FollowUp, Matter, Say
from samspil.alliances.tests.making import Two, client_of, fine, joined, member, now, organisation, ready, signed_by_all, who
from samspil.core import events
from samspil.core.models import Notice
from samspil.core.refusals import Refusal
from samspil.identity.models import Membership, Person

pytestmark = pytest.mark.django_db
HALL = "Må vi bruge hallen om søndagen?"
YES, NO = Word(Reply.YES), Word(Reply.NO, "Der er håndbold")


def code(result: object) -> str:
    assert isinstance(result, Refusal), result
    return result.code


def with_rule(make_person: Any, days: int = 3) -> tuple[Two, DecisionRule]:
    """An alliance in which the club decides purchases."""
    two = joined(make_person)
    new = NewRule("Køb under 5.000 kr.", two.party(two.club).pk, days)
    return two, fine(save_rule(who(two.chair), two.slug, None, new, now=now()))


def asked(two: Two, text: str = HALL, **more: Any) -> Matter:
    """The firm asks."""
    found: Matter = fine(raise_matter(who(two.owner), two.slug, two.firm.pk, NewMatter(text, **more), now=now()))
    return found


def said(two: Two, person: Person, one: Any, matter: Matter, word: Word = YES, *, at: Any = None) -> Any:
    return say(who(person), two.slug, matter.number, one.pk, word, now=at or now())


def test_a_question_under_a_rule_is_decided_by_the_party_the_rule_names_and_the_days_are_counted(make_person: Any) -> None:
    two, rule = with_rule(make_person)
    owner, chair = client_of(two.owner), client_of(two.chair)
    address = f"{two.address}beslutninger/ny/{two.party(two.firm).pk}/"
    assert "Køb under 5.000 kr.: Spisevennerne" in owner.get(address).content.decode()
    data = {"text": "Må vi købe 20 stole?", "rule": str(rule.pk), "for_organisation": str(two.firm.pk)}
    for _ in range(2):
        assert owner.post(address, data).status_code == 302
    matter = Matter.objects.get()
    assert (matter.number, matter.days, matter.due_day - localdate()) == (1, 3, timedelta(3))
    page = chair.get(f"{two.address}beslutninger/").content.decode()
    assert ("Venter på dig" in page, "Må vi købe 20 stole?" in page, "samme dag af 3 dage indtil nu" in page) == (True, True, True)
    form = f"{two.address}beslutninger/1/svar/{two.party(two.club).pk}/"
    assert "Svar for Spisevennerne" in chair.get(f"{two.address}beslutninger/1/").content.decode()
    answer = {"verdict": "yes", "why": "Ja tak", "for_organisation": str(two.club.pk)}
    assert chair.post(form, {**answer, "verdict": ""}).status_code == 422
    assert chair.post(form, answer).status_code == 302
    page = owner.get(f"{two.address}beslutninger/").content.decode()
    for told in ("Ja. Ja tak", "samme dag af 3 dage", "1 af 1 beslutninger kom til tiden.", 'role="img"', "Besluttet"):
        assert told in page, told
    assert "Venter på dig" not in page


def test_no_rule_is_chosen_beforehand_and_one_must_be(make_person: Any) -> None:
    two, _ = with_rule(make_person)
    address, owner = f"{two.address}beslutninger/ny/{two.party(two.firm).pk}/", client_of(two.owner)
    data = {"text": "Må vi købe 20 stole?", "for_organisation": str(two.firm.pk)}
    assert " checked" not in owner.get(address).content.decode()
    assert "Vælg, hvad det hører under" in owner.post(address, data).content.decode()
    assert owner.post(address, {**data, "rule": NO_RULE}).status_code == 302
    assert Matter.objects.get().about == "Alt andet"


def test_the_party_that_the_rule_does_not_name_decides_nothing(make_person: Any) -> None:
    two, rule = with_rule(make_person)
    matter = asked(two, rule_id=rule.pk)
    assert code(said(two, two.owner, two.firm, matter)) == "not-asked"
    assert code(said(two, two.owner, two.club, matter)) == "not-your-party"
    assert client_of(two.owner).get(f"{two.address}beslutninger/1/svar/{two.party(two.club).pk}/").status_code == 404
    assert not Matter.objects.get().decided_at


def test_what_all_decide_is_decided_when_all_have_spoken_and_one_no_is_a_no(make_person: Any) -> None:
    two = joined(make_person)
    matter = asked(two)
    fine(said(two, two.chair, two.club, matter))
    assert Matter.objects.get().decided_at is None
    assert code(said(two, two.owner, two.firm, matter, Word(Reply.NO))) == "no-why"
    fine(said(two, two.owner, two.firm, matter, NO))
    one = Matter.objects.get()
    assert (one.outcome, one.decision, one.decided_on) == ("no", f"Nej. {two.firm.name}: Der er håndbold", localdate())
    assert code(said(two, two.chair, two.club, matter, NO)) == "said"
    fine(said(two, two.owner, two.firm, matter, NO))  # the same twice is once
    assert Say.objects.exclude(said_at=None).count() == 2


def test_nothing_is_written_anew_the_database_itself_refuses_it(make_person: Any) -> None:
    two = joined(make_person)
    matter = asked(two)
    fine(said(two, two.chair, two.club, matter))
    fine(said(two, two.owner, two.firm, matter))
    for rows, changed in (
        (Matter.objects.all(), {"text": "Noget andet"}),
        (Matter.objects.all(), {"decision": "Nej."}),
        (Matter.objects.all(), {"decided_on": date(2020, 1, 1)}),
        (Say.objects.all(), {"verdict": "no"}),
    ):
        with pytest.raises((InternalError, DatabaseError)), transaction.atomic():
            rows.update(**changed)
    correction = asked(two, "Nej, kun den første søndag", corrects=1)
    page = client_of(two.chair).get(f"{two.address}beslutninger/1/").content.decode()
    assert ("Det her er rettet af:" in page, "2. Nej, kun den første søndag" in page) == (True, True)
    assert "Det retter:" in client_of(two.chair).get(f"{two.address}beslutninger/{correction.number}/").content.decode()
    assert code(raise_matter(who(two.owner), two.slug, two.firm.pk, NewMatter("Ret en anden", corrects=99), now=now())) == "no-matter"


def test_a_question_is_taken_back_only_by_its_party_and_only_before_an_answer(make_person: Any) -> None:
    two = joined(make_person)
    first, second = asked(two), asked(two, "Må vi male døren?")
    assert code(take_back(who(two.chair), two.slug, first.number, now=now())) == "not-your-party"
    assert client_of(two.owner).post(f"{two.address}beslutninger/1/traek-tilbage/").status_code == 302
    assert "Trukket tilbage" in client_of(two.chair).get(f"{two.address}beslutninger/").content.decode()
    assert code(said(two, two.chair, two.club, first)) == "not-open"
    fine(said(two, two.chair, two.club, second))
    assert code(take_back(who(two.owner), two.slug, second.number, now=now())) == "answered"
    assert code(take_back(who(two.owner), two.slug, 99, now=now())) == "no-matter"


def test_who_is_late_is_told_once_and_the_page_says_so(make_person: Any) -> None:
    two, rule = with_rule(make_person)
    asked(two, rule_id=rule.pk)
    events.deliver_waiting()
    raised = Notice.objects.get(recipient_id=two.chair.pk, dedupe_key__startswith="matter-raised")
    assert (HALL in raised.text, raised.url) == (True, f"{two.address}beslutninger/1/")
    later = localdate() + timedelta(4)
    assert [remind_of_decisions(localdate() + timedelta(3)), remind_of_decisions(later), remind_of_decisions(later)] == [0, 1, 0]
    events.deliver_waiting()
    assert Notice.objects.filter(dedupe_key__startswith="matter-late").values_list("recipient_id", flat=True).get() == two.chair.pk


def test_the_page_of_the_one_who_waits_says_who_is_over_the_time(make_person: Any, time_machine: Any) -> None:
    two, rule = with_rule(make_person, days=1)
    asked(two, rule_id=rule.pk)
    time_machine.move_to(now() + timedelta(days=2))
    page = client_of(two.owner).get(f"{two.address}beslutninger/").content.decode()
    assert f"Mangler svar fra {two.club.name}" in page
    assert "2 dage af 1 dag indtil nu" in page


def test_what_follows_has_an_owner_and_a_day_and_is_done_or_said_not_to_be(make_person: Any) -> None:
    two = joined(make_person)
    matter, day = asked(two), localdate() + timedelta(5)
    firm = two.party(two.firm).pk
    new = NewFollowUp("Bestil nøgler", firm, day)
    assert code(follow_up(who(two.chair), two.slug, matter.number, new, now=now())) == "not-decided"
    fine(said(two, two.chair, two.club, matter))
    fine(said(two, two.owner, two.firm, matter))
    chair, owner = client_of(two.chair), client_of(two.owner)
    data = {"what": "Bestil nøgler", "owner": str(firm), "due_day": f"{day:%d-%m-%Y}"}
    for _ in range(2):
        assert chair.post(f"{two.address}beslutninger/1/opgave/", data).status_code == 302
    assert chair.post(f"{two.address}beslutninger/1/opgave/", {**data, "due_day": "01-01-2020"}).status_code == 409
    assert code(follow_up(who(two.chair), two.slug, 1, NewFollowUp("Andet", 0, day), now=now())) == "no-owner"
    assert code(follow_up(who(two.chair), two.slug, 99, new, now=now())) == "no-matter"
    one = FollowUp.objects.get()
    events.deliver_waiting()
    assert Notice.objects.get(dedupe_key=f"follow-up:{one.pk}").recipient_id == two.owner.pk
    address = f"{two.address}beslutninger/opgaver/{one.pk}/"
    assert code(finish(who(two.chair), two.slug, one.pk, now=now())) == "not-your-party"
    assert owner.get(address).status_code == 200
    assert owner.post(address, {"reason": ""}).status_code == 422
    assert owner.post(address, {"reason": "Smeden er syg"}).status_code == 302
    assert "Smeden er syg" in chair.get(f"{two.address}beslutninger/opgaver/").content.decode()
    assert owner.post(address, {"done": "1"}).status_code == 302
    assert "Gjort" in chair.get(f"{two.address}beslutninger/opgaver/").content.decode()
    assert code(finish(who(two.owner), two.slug, one.pk, "Alligevel ikke", now=now())) == "settled"
    assert code(finish(who(two.owner), two.slug, 999, now=now())) == "no-follow-up"


def test_what_is_not_done_in_time_is_told_its_owner_once(make_person: Any) -> None:
    two = joined(make_person)
    matter = asked(two)
    fine(said(two, two.chair, two.club, matter))
    fine(said(two, two.owner, two.firm, matter))
    fine(follow_up(who(two.chair), two.slug, 1, NewFollowUp("Bestil nøgler", two.party(two.firm).pk, localdate()), now=now()))
    later = localdate() + timedelta(1)
    assert [remind_of_decisions(later), remind_of_decisions(later)] == [1, 0]
    events.deliver_waiting()
    assert Notice.objects.get(dedupe_key__startswith="follow-up-late").recipient_id == two.owner.pk


def test_a_party_that_goes_out_is_no_longer_waited_for_and_sees_nothing_that_comes_after(make_person: Any) -> None:
    two, rule = with_rule(make_person)
    both, clubs = asked(two), asked(two, "Må vi købe stole?", rule_id=rule.pk)
    fine(said(two, two.owner, two.firm, both))
    fine(leave_alliance(who(two.chair), two.slug, two.club.pk, "Vi flytter", now=now()))
    assert (Matter.objects.get(pk=both.pk).outcome, Matter.objects.get(pk=clubs.pk).decided_at) == ("yes", None)
    page = client_of(two.owner).get(f"{two.address}beslutninger/2/").content.decode()
    assert ("Kan ikke besluttes længere" in page, "Er gået ud af alliancen" in page) == (True, True)
    assert code(raise_matter(who(two.owner), two.slug, two.firm.pk, NewMatter("Nye stole?", rule_id=rule.pk), now=now())) == "nobody-decides"
    for place in ("", "1/", "opgaver/", f"regler/{rule.pk}/", f"ny/{two.party(two.firm).pk}/"):
        assert client_of(two.chair).get(f"{two.address}beslutninger/{place}").status_code == 404, place


def test_nobody_outside_sees_or_does_anything(make_person: Any) -> None:
    two, rule = with_rule(make_person)
    asked(two, rule_id=rule.pk)
    gone, blocked = member(make_person, "gaaet@example.dk", two.club), member(make_person, "spaerret@example.dk", two.club)
    clients = {"other": client_of(member(make_person, "anden@example.dk", organisation("De andre")))}
    clients |= {"gone": client_of(gone), "blocked": client_of(blocked)}
    Membership.objects.filter(person=gone).delete()
    Person.objects.filter(pk=blocked.pk).update(is_active=False, blocked_at=now())
    forms = {
        f"ny/{two.party(two.club).pk}/": {"text": "Ny", "for_organisation": str(two.club.pk)},
        f"1/svar/{two.party(two.club).pk}/": {"verdict": "yes", "for_organisation": str(two.club.pk)},
        "1/traek-tilbage/": {},
        "regler/ny/": {"about": "Ny", "days": "3", "revision": "0"},
        f"regler/{rule.pk}/fjern/": {},
    }
    for name, client in clients.items():
        for place in ("", "1/", "opgaver/"):
            answer = client.get(f"{two.address}beslutninger/{place}")
            assert (answer.status_code in {302, 404}, HALL.encode() in answer.content) == (True, False), (name, place)
        for place, data in forms.items():
            assert client.post(f"{two.address}beslutninger/{place}", data).status_code in {302, 404}, (name, place)
    assert (Matter.objects.count(), DecisionRule.objects.count(), Say.objects.exclude(verdict="").count()) == (1, 1, 0)


def test_rules_are_written_changed_and_taken_away_until_they_are_signed(make_person: Any) -> None:
    two = ready(make_person)
    client, club = client_of(two.chair), two.party(two.club).pk
    data = {"about": "Køb under 5.000 kr.", "decides": str(club), "days": "3", "revision": "0"}
    for _ in range(2):
        assert client.post(f"{two.address}beslutninger/regler/ny/", data).status_code == 302
    rule = DecisionRule.objects.get()
    address = f"{two.address}beslutninger/regler/{rule.pk}/"
    assert 'value="3"' in client.get(address).content.decode()
    assert client.post(address, {**data, "days": "5", "revision": "1"}).status_code == 302
    late = client.post(address, {**data, "days": "9", "revision": "1"})
    assert (late.status_code, "5 dage" in late.content.decode(), 'value="9"' in late.content.decode()) == (409, True, True)
    for wrong, status in (({"days": "0"}, 422), ({"days": "91"}, 422), ({"days": "mange"}, 422), ({"decides": "99999"}, 422), ({"about": "010190-1234"}, 422)):
        assert client.post(f"{two.address}beslutninger/regler/ny/", {**data, "about": "Ny", **wrong}).status_code == status, wrong
    assert client.post(f"{two.address}beslutninger/regler/ny/", {**data, "about": "køb under 5.000 KR."}).status_code == 409
    version = signed_by_all(two)
    assert version.content["decision_rules"] == [{"about": "Køb under 5.000 kr.", "decides": club, "days": 5}]
    page = client.get(f"{two.address}aftale/").content.decode()
    assert ("Hvem beslutter hvad" in page, "Køb under 5.000 kr." in page, "5 dage" in page) == (True, True, True)
    assert code(remove_rule(who(two.chair), two.slug, rule.pk, now=now())) == "not-now"
    assert code(save_rule(who(two.chair), two.slug, 9999, NewRule("Nyt", None, 3), now=now())) == "no-rule"
    assert DecisionRule.objects.count() == 1


def test_a_change_of_a_rule_takes_back_the_text_that_waits_and_a_rule_can_go(make_person: Any) -> None:
    two, rule = with_rule(make_person)
    assert client_of(two.chair).post(f"{two.address}beslutninger/regler/{rule.pk}/fjern/").status_code == 302
    assert client_of(two.chair).post(f"{two.address}beslutninger/regler/{rule.pk}/fjern/").status_code == 302
    assert not DecisionRule.objects.exists()
    assert code(raise_matter(who(two.owner), two.slug, two.firm.pk, NewMatter("Nye stole?", rule_id=rule.pk), now=now())) == "no-rule"


def test_rules_are_advised_and_never_demanded(make_person: Any) -> None:
    two = ready(make_person)
    client = client_of(two.chair)
    assert "Skriv, hvem der beslutter hvad" in client.get(f"{two.address}aftale/").content.decode()
    fine(save_rule(who(two.chair), two.slug, None, NewRule("Køb", None, 3), now=now()))
    page = client.get(f"{two.address}aftale/").content.decode()
    assert ("Skriv, hvem der beslutter hvad" in page, "Gør aftalen klar" in page) == (False, True)


def test_a_rule_whose_party_went_out_is_said_to_be_missing(make_person: Any) -> None:
    two, rule = with_rule(make_person)
    fine(leave_alliance(who(two.chair), two.slug, two.club.pk, "Vi flytter", now=now()))
    page = client_of(two.owner).get(two.address).content.decode()
    assert f"{rule.about}</b> har ingen, der beslutter" in page


def test_the_log_costs_the_same_however_many_questions_there_are(make_person: Any) -> None:
    two, rule = with_rule(make_person)
    client = client_of(two.owner)
    counts = []
    for upto in (1, 12):
        for n in range(upto):
            matter = asked(two, f"Må vi? {upto} {n}", rule_id=rule.pk)
            if n % 2:
                fine(said(two, two.chair, two.club, matter))
                fine(follow_up(who(two.chair), two.slug, matter.number, NewFollowUp(f"Gør {n}", two.party(two.firm).pk, localdate()), now=now()))
        counts.append([queries_of(client, f"{two.address}beslutninger/{place}") for place in ("", "1/", "opgaver/")])
    assert counts[0] == counts[1]
    assert max(counts[1]) <= 14, counts


def queries_of(client: Any, address: str) -> int:
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)
