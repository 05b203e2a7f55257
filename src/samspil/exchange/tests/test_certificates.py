"""Child certificates: who needs one is computed from the role and from real attendance; nobody is placed before it is seen; only dates are kept."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.utils.timezone import get_current_timezone, localdate

from samspil.alliances.tests.making import client_of, fine, member, now, organisation, who
from samspil.core.models import Notice, RecordedEvent
from samspil.core.refusals import Refusal
from samspil.exchange import eligible
from samspil.exchange.actions.answer_place import answer_place, give_back, take_offered
from samspil.exchange.actions.follow_merge import move_certificates
from samspil.exchange.actions.keep_certificate import Seen, forget_certificates, keep_certificate
from samspil.exchange.actions.sign_up import Yes, sign_up
from samspil.exchange.actions.take_shift import say_who_came, take_shift
from samspil.exchange.domain.signups import SignupState
from samspil.exchange.events import CertificateDue
from samspil.exchange.jobs import look_after_certificates
from samspil.exchange.models import Certificate, Need, Roster, Shift, ShiftPlace, Signup
from samspil.exchange.presenting import certificates
from samspil.exchange.tests.making import asked, shown
from samspil.identity.models import Membership, Organisation, Person
from samspil.site.certificate_notices import certificate_due

pytestmark = pytest.mark.django_db
STEADY = {"child_contact": "direct", "child_field": "leisure", "child_comes": "lasting"}
NOW_AND_THEN = {**STEADY, "child_comes": "now_and_then"}
SEEN = {"outcome": "ok", "assessor": "board"}


class World:
    """A sports club that trains children, its administrator, and somebody who wants to help."""

    def __init__(self, make_person: Any, **how: str) -> None:
        self.club: Organisation = organisation("Boldklubben")
        self.chief: Person = member(make_person, "leder@example.dk", self.club, administrator=True)
        self.helper: Person = make_person("traener@example.dk")
        words: dict[str, Any] = {"title": "Træn de små", "seats": 5, **(how or STEADY)}
        self.need: Need = asked(self.chief, self.club, **words)

    def yes(self) -> Signup:
        signup: Signup = fine(sign_up(who(self.helper), self.need.pk, Yes(name="Træneren", old_enough=True), now=now()))
        return signup

    def note(self, **told: Any) -> Certificate | Refusal:
        days = {"requested_on": localdate() - timedelta(days=5), **(told or {"assessed_on": localdate(), **SEEN})}
        return keep_certificate(who(self.chief), self.club.pk, self.helper.pk, Seen(**days), now=now())


@pytest.fixture
def world(make_person: Any) -> World:
    return World(make_person)


def refusal(result: object) -> str:
    assert isinstance(result, Refusal), result
    return result.code


def test_whoever_comes_steadily_gets_no_place_before_the_certificate_is_seen(world: World) -> None:
    place = world.yes()
    assert place.state == SignupState.ASKED
    refused = answer_place(who(world.chief), place.pk, "confirm", now=now())
    assert isinstance(refused, Refusal)
    assert (refused.code, "Børneattesten skal være hentet" in refused.text, "BEK 1211/2022" in refused.law) == ("certificate", True, True)
    fine(world.note())
    assert "Pladsen er givet" in fine(answer_place(who(world.chief), place.pk, "confirm", now=now()))


def test_a_task_without_children_asks_for_nothing(make_person: Any) -> None:
    assert World(make_person, child_contact="none").yes().state == SignupState.CONFIRMED


def test_the_answer_to_the_laws_question_is_enough(make_person: Any) -> None:
    world = World(make_person, child_contact="")
    Need.objects.update(facts={"children_under_15": True})
    world.need.refresh_from_db()
    found = eligible.required_by(world.need)
    assert found is not None
    assert found.contact == "direct"


def test_who_comes_now_and_then_is_asked_when_the_limit_is_really_reached(make_person: Any) -> None:
    world, today = World(make_person, **NOW_AND_THEN), localdate()
    assert world.yes().state == SignupState.CONFIRMED, "not yet by what has been"
    for back in (150, 100, 40):
        noon = datetime.combine(today - timedelta(days=back), time(12), get_current_timezone())
        shift = Shift.objects.create(need=world.need, role="Træner", seats=1, starts_at=noon, ends_at=noon + timedelta(hours=1))
        ShiftPlace.objects.create(shift=shift, person=world.helper, name="T", state=SignupState.ATTENDED, made_at=now(), moved_at=now())
    coming = Shift.objects.create(need=world.need, role="Træner", seats=1, starts_at=now() + timedelta(days=1), ends_at=now() + timedelta(days=1, hours=1))
    Roster.objects.create(need=world.need, weighed_at=now(), shown_at=now())
    assert refusal(take_shift(who(world.helper), coming.pk, now=now())) == "certificate"
    (due,) = eligible.due(today)
    assert (due.organisation_id, due.person_id, due.verdict.by) == (world.club.pk, world.helper.pk, today - timedelta(days=40) + timedelta(weeks=3))
    fine(world.note())
    assert take_shift(who(world.helper), coming.pk, now=now()) == "Vagten er din. Tak."


def test_only_those_who_lead_and_the_person_see_it(world: World, make_person: Any) -> None:
    world.yes()
    page = shown(client_of(world.chief), "/behov/attester/")
    assert "Træneren" in page
    assert "Skal være der før start" in page
    assert "Træneren" not in shown(client_of(member(make_person, "medlem@example.dk", world.club)), "/behov/attester/")
    other = member(make_person, "naboleder@example.dk", organisation("Naboklubben"), administrator=True)
    address = f"/behov/attester/{world.club.pk}/{world.helper.pk}/"
    assert client_of(other).get(address).status_code == 404
    fine(world.note())
    assert "Set og i orden" in shown(client_of(world.helper), "/behov/attester/")
    assert "Set og i orden" in shown(client_of(world.chief), address)


def test_it_is_written_on_a_form_that_holds_no_words(world: World) -> None:
    world.yes()
    client, today = client_of(world.chief), localdate()
    address = f"/behov/attester/{world.club.pk}/{world.helper.pk}/"
    day = today.strftime("%d-%m-%Y")
    assert client.post(address, {"requested_on": "010190-1234"}).status_code == 422
    assert client.post(address, {"requested_on": day, "outcome": "ok"}).status_code == 409
    assert client.post(address, {"requested_on": day, "outcome": "ok", "assessed_on": day, "assessor": "board"}).status_code == 302
    assert {field.get_internal_type() for field in Certificate._meta.concrete_fields} <= {"BigAutoField", "AutoField", "ForeignKey", "DateField", "CharField"}
    assert all(field.choices for field in Certificate._meta.concrete_fields if field.get_internal_type() == "CharField")


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"requested_on": date(2099, 1, 1)}, "future"),
        ({"assessed_on": date(2099, 1, 1), **SEEN}, "future"),
        ({"assessed_on": date(2020, 1, 1), **SEEN}, "before_request"),
        ({"outcome": "ok"}, "incomplete"),
    ],
)
def test_days_in_the_wrong_order_are_refused(world: World, told: dict[str, Any], code: str) -> None:
    world.yes()
    assert refusal(world.note(**told)) == code


def test_nobody_assesses_themselves_a_stranger_or_for_another_organisation(world: World, make_person: Any) -> None:
    assert refusal(world.note()) == "no-helper"
    world.yes()
    other = member(make_person, "naboleder@example.dk", organisation("Naboklubben"), administrator=True)
    seen = Seen(requested_on=localdate())
    assert refusal(keep_certificate(who(other), world.club.pk, world.helper.pk, seen, now=now())) == "not-yours"
    assert refusal(keep_certificate(who(world.chief), world.club.pk, world.chief.pk, seen, now=now())) == "own"
    fine(world.note(requested_on=localdate()))
    assert refusal(world.note(requested_on=localdate())) == "waits"


def test_a_no_holds_back_and_is_a_persons_decision(world: World) -> None:
    place = world.yes()
    fine(world.note(assessed_on=localdate(), outcome="not_ok", assessor="board"))
    refused = answer_place(who(world.chief), place.pk, "confirm", now=now())
    assert isinstance(refused, Refusal)
    assert "Tal sammen om det" in refused.text


def test_those_who_lead_are_told_once_and_without_a_name(world: World) -> None:
    world.need.starts_at, world.need.ends_at = now() + timedelta(days=5), now() + timedelta(days=5, hours=2)
    world.need.save()
    world.yes()
    look_after_certificates(0)
    (due,) = eligible.due(localdate())
    assert due.verdict.by
    told = CertificateDue(organisation_id=due.organisation_id, person_id=due.person_id, by=due.verdict.by.isoformat(), stage=str(due.verdict.need))
    for _ in range(2):
        certificate_due(told)
    (line,) = Notice.objects.filter(recipient_id=world.chief.pk, kind="certificate")
    assert "Træneren" not in f"{line.text}{line.about}"
    (own,) = Notice.objects.filter(recipient_id=world.helper.pk, kind="certificate")
    assert own.text.startswith("Du skal have en børneattest senest")
    assert "De, der leder, bestiller den" in shown(client_of(world.helper), own.url)


def told_in_the_night() -> list[str]:
    """The stages that two nights' work tells of."""
    before = RecordedEvent.objects.filter(kind=CertificateDue.kind).order_by("pk").values_list("pk", flat=True)
    last = max(before, default=0)
    look_after_certificates(0)
    look_after_certificates(0)
    return list(RecordedEvent.objects.filter(kind=CertificateDue.kind, pk__gt=last).order_by("pk").values_list("payload__stage", flat=True))


def test_it_is_recorded_once_a_stage_and_anew_when_it_was_in_place(world: World) -> None:
    world.yes()
    assert told_in_the_night() == ["before_start"]
    noon = now() - timedelta(days=3)
    shift = Shift.objects.create(need=world.need, role="Træner", seats=1, starts_at=noon, ends_at=noon + timedelta(hours=1))
    ShiftPlace.objects.create(shift=shift, person=world.helper, name="T", state=SignupState.ATTENDED, made_at=now(), moved_at=now())
    assert told_in_the_night() == ["overdue"]
    row = fine(world.note())
    assert told_in_the_night() == []
    assert set(Signup.objects.values_list("certificate_told", flat=True)) == {""}
    Certificate.objects.filter(pk=row.pk).delete()
    assert told_in_the_night() == ["overdue"]


def test_whoever_lacks_it_keeps_the_place_and_stands_on_the_roster_by_name(world: World) -> None:
    world.yes()
    Signup.objects.update(state=SignupState.CONFIRMED)
    Need.objects.update(kind="shifts")
    Roster.objects.create(need=world.need, weighed_at=now(), shown_at=now())
    begins = now() + timedelta(days=2)
    shift = Shift.objects.create(need=world.need, role="Træner", seats=1, starts_at=begins, ends_at=begins + timedelta(hours=1))
    place = ShiftPlace.objects.create(shift=shift, person=world.helper, name="Træneren", state=SignupState.CONFIRMED, made_at=now(), moved_at=now())
    at = f"{world.need.address}vagter/"
    page = shown(client_of(world.chief), at)
    assert "Der mangler noget" in page
    assert "Den skrives ind under »Børneattester«." in page
    own = shown(client_of(world.helper), at)
    assert "Spørg dem, der leder, om den." in own
    assert "afbud/" in own, "the place is still theirs, also to give back"
    Shift.objects.update(starts_at=now() - timedelta(hours=2), ends_at=now() - timedelta(hours=1))
    said = fine(say_who_came(who(world.chief), place.pk, "attend", now=now()))
    assert said.startswith("Det er skrevet ned. Træneren må ikke hjælpe igen, før det er på plads:")
    fine(world.note())
    assert "Der mangler noget" not in shown(client_of(world.chief), at)


def test_it_is_deleted_in_time_and_kept_while_somebody_helps(world: World) -> None:
    world.yes()
    kept = fine(world.note())
    Certificate.objects.update(delete_on=localdate())
    forget_certificates(localdate())
    assert Certificate.objects.get().delete_on > localdate(), "they helped lately"
    Signup.objects.update(moved_at=now() - timedelta(days=900))
    Certificate.objects.update(delete_on=localdate())
    look_after_certificates(0)
    assert not Certificate.objects.exists()
    assert not Certificate.pgh_event_model.objects.filter(pgh_obj_id=kept.pk).exists()  # type: ignore[attr-defined]  # pghistory adds it


def test_the_rule_of_the_task_with_children_stands_on_the_persons_page(world: World) -> None:
    world.yes()
    other = asked(world.chief, world.club, title="Bag en kage")
    fine(sign_up(who(world.helper), other.pk, Yes(name="Træneren"), now=now()))
    assert "er fast og med børn under 15 år" in shown(client_of(world.chief), f"/behov/attester/{world.club.pk}/{world.helper.pk}/")


def test_nobody_takes_an_offered_seat_around_it_and_the_queue_passes_them_by(make_person: Any) -> None:
    world = World(make_person, child_contact="none")
    Need.objects.update(seats=1)
    first = world.yes()
    waiting = make_person("naeste@example.dk")
    queued: Signup = fine(sign_up(who(waiting), world.need.pk, Yes(name="Næste", old_enough=True), now=now()))
    assert queued.state == SignupState.WAITING
    Need.objects.update(**STEADY)
    fine(give_back(who(world.helper), first.pk, now=now()))
    queued.refresh_from_db()
    assert queued.state == SignupState.ASKED, "a seat is offered to nobody who may not take it, and nobody is passed over in silence"
    assert "Spørg dem, der leder, om den" in shown(client_of(waiting), world.need.address)
    Signup.objects.filter(pk=queued.pk).update(state=SignupState.OFFERED, offered_until=now() + timedelta(days=1))
    refused = take_offered(who(waiting), queued.pk, now=now())
    assert isinstance(refused, Refusal)
    assert (refused.code, "Spørg dem, der leder" in refused.text) == ("certificate", True)


def test_weekly_shifts_keep_the_ok_of_somebody_who_said_yes_long_ago(world: World) -> None:
    world.yes()
    fine(world.note())
    Signup.objects.update(moved_at=now() - timedelta(days=900))
    begins = now() - timedelta(days=7)
    shift = Shift.objects.create(need=world.need, role="Træner", seats=1, starts_at=begins, ends_at=begins + timedelta(hours=1))
    ShiftPlace.objects.create(shift=shift, person=world.helper, name="T", state=SignupState.ATTENDED, made_at=now(), moved_at=now())
    Certificate.objects.update(delete_on=localdate())
    forget_certificates(localdate())
    assert Certificate.objects.exists()


def test_it_follows_when_two_organisations_become_one(world: World) -> None:
    world.yes()
    fine(world.note(requested_on=localdate()))
    into = organisation("Den store klub")
    Certificate.objects.create(organisation=into, person=world.helper, requested_on=localdate(), delete_on=localdate() + timedelta(days=9))
    move_certificates(world.club, into)
    assert Certificate.objects.get().organisation == into
    assert not Membership.objects.filter(organisation=into).exists()


def test_a_long_list_shows_what_lacks_first_and_tells_how_many_more(world: World, make_person: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    world.yes()
    second = make_person("anden@example.dk")
    fine(sign_up(who(second), world.need.pk, Yes(name="En til", old_enough=True), now=now()))
    fine(world.note())
    monkeypatch.setattr(certificates, "MOST_SHOWN", 1)
    group = certificates.group(world.club, localdate())
    assert [line["person_id"] for line in group["lines"]] == [second.pk]
    assert group["more"] == 1
    assert "Og 1 til." in shown(client_of(world.chief), "/behov/attester/")


def test_a_task_that_is_over_asks_for_nothing_any_more(world: World) -> None:
    world.yes()
    day = world.need.ends_on
    assert certificates.lines_of(world.club, day)
    assert not certificates.lines_of(world.club, day + timedelta(days=1))
