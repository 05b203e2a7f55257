"""The baton is given on, and nothing is lost when somebody leaves: the contact, whoever helped the volunteers, the holder, or everybody."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core import mail

from samspil.alliances import together
from samspil.alliances.actions.answer import answer_invitation
from samspil.alliances.actions.commit import NewCommitment, save_commitment
from samspil.alliances.actions.hand_over import hand_over
from samspil.alliances.actions.invite import invite_organisation
from samspil.alliances.actions.leave import leave_alliance
from samspil.alliances.actions.start import NewAlliance, start_alliance
from samspil.alliances.actions.take_over import give_to_parties, take_over
from samspil.alliances.actions.tasks import save_task
from samspil.alliances.domain.contacts import without_contact
from samspil.alliances.domain.handover import MOST_LINES, Underway, note_for
from samspil.alliances.domain.plan import AlliancePlan, PartyPlan, PromisePlan, TaskPlan, Volunteers
from samspil.alliances.domain.words import PartyState, Sector, TaskRole
from samspil.alliances.jobs import NOTES_KEPT, remove_old_notes
from samspil.alliances.models import Alliance, Handover, Party, Task
from samspil.alliances.tests.making import DEMO, Two, client_of, fine, joined, member, now, organisation, ready, who
from samspil.core import events
from samspil.core.models import Notice
from samspil.core.refusals import Refusal
from samspil.identity.actions.change_member import end_membership
from samspil.identity.actions.delete_account import delete_account
from samspil.identity.models import Membership, Organisation, Person

PROMISE = PromisePlan(1, "hours", "Hjælp i køkkenet", Decimal("2.5"), "timer", None, date(2027, 6, 1))
PLAN = AlliancePlan(
    title="Fælles bord",
    purpose="Alle spiser sammen",
    target_group="Naboer",
    parties=(PartyPlan(1, "Klubben", Sector.CIVIL), PartyPlan(2, "Gartneriet", Sector.BUSINESS)),
    tasks=(TaskPlan(7, "Vasker op", {1: TaskRole.TOLD}), TaskPlan(8, "Laver mad", {1: TaskRole.RESPONSIBLE, 2: TaskRole.HELPS})),
)


def test_the_note_tells_what_is_under_way_for_the_party_and_nothing_else() -> None:
    note = {one.heading: one for one in note_for(PLAN, 1, Underway((PROMISE,), meetings=("Styregruppen 3. juni",), files=("Referat",)))}
    assert note["Jeres opgaver"].lines == ("Laver mad: ansvarlig", "Vasker op: får besked")
    assert note["Det, I har lovet, og som ikke er nået endnu"].lines == ("2,5 timer: Hjælp i køkkenet, senest 1. juni 2027",)
    assert (note["Møder"].lines, note["Her er filerne"].lines) == (("Styregruppen 3. juni",), ("Referat",))
    assert not any("Gartneriet" in line for one in note.values() for line in one.lines)
    assert [one.heading for one in note_for(replace(PLAN, tasks=()), 2, Underway())] == ["Næste skridt"]


def test_a_long_list_says_how_many_more_there_are() -> None:
    files = next(one for one in note_for(PLAN, 1, Underway(files=tuple(str(n) for n in range(MOST_LINES + 3)))) if one.place == "filer/")
    assert (len(files.lines), files.rest) == (MOST_LINES, 3)


def test_nobody_is_missed_where_somebody_is_turned_to() -> None:
    assert without_contact(PLAN) == []
    gone = replace(PLAN, parties=(replace(PLAN.parties[0], contact_gone=True), replace(PLAN.parties[1], contact_gone=True, state=PartyState.LEFT)))
    assert [reason.text for reason in without_contact(gone)] == ["Klubben har ingen kontaktperson"]
    task = replace(PLAN, tasks=(replace(PLAN.tasks[0], volunteers=Volunteers("x", "y"), contact_gone=True),))
    assert [reason.text for reason in without_contact(task)] == ["Vasker op har ingen kontaktperson"]
    assert [reason.code for reason in without_contact(replace(PLAN, holder_gone=True))] == ["holder"]
    assert without_contact(replace(PLAN, holder_gone=True, parties=())) == []


pytestmark = pytest.mark.django_db


def code(result: object) -> str:
    assert isinstance(result, Refusal), result
    return result.code


def named(make_person: Any, email: str, name: str, one: Organisation, **roles: bool) -> Person:
    person = member(make_person, email, one, **roles)
    Person.objects.filter(pk=person.pk).update(first_name=name, last_name="Prøve")
    return Person.objects.get(pk=person.pk)


def told(person: Person) -> str:
    return " / ".join(Notice.objects.filter(recipient_id=person.pk).values_list("text", flat=True))


def test_whoever_begins_or_says_yes_is_the_contact_of_their_party(make_person: Any) -> None:
    two = joined(make_person)
    assert (two.party(two.club).keeper, two.party(two.firm).keeper) == (two.chair, two.owner)


def test_the_baton_is_given_on_with_a_note_that_both_read(make_person: Any) -> None:
    two = ready(make_person)
    fine(save_commitment(who(two.chair), two.slug, two.club.pk, None, NewCommitment("hours", "Opvask", Decimal(9), "timer", None, date(2027, 6, 1)), now=now()))
    heir = named(make_person, "afloeser@example.dk", "Afløser", two.club, signatory=False)
    client, address = client_of(two.chair), f"{two.address}stafet/"
    assert f"Giv stafetten videre for {two.club.name}" in client.get(address).content.decode()
    place = f"{address}{two.party(two.club).pk}/"
    assert "Afløser Prøve" in client.get(place).content.decode()
    data = {"for_organisation": two.club.pk, "to": heir.pk, "words": "Nøglen hænger i skuret"}
    for _ in range(2):
        answer = client.post(place, data)
        assert answer.status_code == 302
    note = Handover.objects.get()
    assert two.party(two.club).keeper == heir
    events.deliver_waiting()
    assert "Du er nu kontaktperson" in told(heir)
    assert "skuret" not in "".join(str(letter.message()) for letter in mail.outbox)
    for person in (heir, two.chair):
        page = client_of(person).get(answer["Location"]).content.decode()
        for text in ("Nøglen hænger i skuret", "Laver mad: ansvarlig", "9 timer: Opvask", "Afløser Prøve"):
            assert text in page, text
    assert client_of(two.owner).get(answer["Location"]).status_code == 404, "the note is the party's own"
    page = client_of(two.owner).get(address).content.decode()
    assert ("Afløser Prøve" in page, heir.email in page, f"for {two.club.name}" in page) == (True, False, False)
    Handover.objects.filter(pk=note.pk).update(given_at=now() - NOTES_KEPT - timedelta(days=1))
    remove_old_notes.func(0)
    assert not Handover.objects.exists()


def test_only_the_contact_or_who_speaks_for_the_party_gives_it_on_and_only_to_its_own(make_person: Any) -> None:
    two = joined(make_person)
    plain = member(make_person, "menig@example.dk", two.club, signatory=False)
    assert code(hand_over(who(plain), two.slug, two.club.pk, plain.pk, now=now())) == "no-say"
    assert code(hand_over(who(two.chair), two.slug, two.firm.pk, two.owner.pk, now=now())) in {"not-your-party", "not-yours"}
    assert code(hand_over(who(two.chair), two.slug, two.club.pk, two.owner.pk, now=now())) == "nobody"
    Party.objects.filter(pk=two.party(two.club).pk).update(keeper=None)
    assert fine(hand_over(who(plain), two.slug, two.club.pk, plain.pk, now=now())).given_to == plain
    place = f"{two.address}stafet/{two.party(two.club).pk}/"
    assert client_of(two.chair).post(place, {"for_organisation": two.club.pk, "to": "²"}).status_code == 422
    assert client_of(two.chair).post(place, {"for_organisation": two.club.pk, "to": plain.pk, "words": "010190-1234"}).status_code == 422
    assert client_of(two.owner).get(place).status_code == 404


def leaves(person: Person, one: Organisation) -> None:
    """The membership ends, and the worker hears of it, and of what follows from it."""
    fine(end_membership(who(person), Membership.objects.get(person=person, organisation=one).pk))
    events.deliver_waiting()
    events.deliver_waiting()


def test_when_the_contact_leaves_the_alliance_says_so_and_the_administrators_are_told(make_person: Any) -> None:
    two = ready(make_person)
    leader, contact = member(make_person, "leder@example.dk", two.club, administrator=True), named(make_person, "gaar@example.dk", "Gaarud", two.club)
    fine(hand_over(who(two.chair), two.slug, two.club.pk, contact.pk, now=now()))
    task = Task.objects.get(alliance=two.alliance)
    Task.objects.filter(pk=task.pk).update(volunteers=True, line="Vi bærer ikke", contact="Ring til gaarud prøve")
    leaves(contact, two.club)
    assert f"{two.club.name} har ikke længere en kontaktperson" in told(leader)
    page = client_of(two.chair).get(two.address).content.decode()
    for text in ("Vælg en ny kontaktperson", f"<b>{two.club.name}</b> har ingen kontaktperson", "<b>Laver mad</b> har ingen kontaktperson"):
        assert text in page, text
    assert "Ingen kontaktperson" in client_of(two.owner).get(f"{two.address}stafet/").content.decode()
    fine(hand_over(who(two.chair), two.slug, two.club.pk, two.chair.pk, now=now()))
    roles = {two.party(two.club).pk: TaskRole.RESPONSIBLE, two.party(two.firm).pk: TaskRole.HELPS}
    new = Volunteers("Vi bærer ikke", "Formanden")
    fine(save_task(who(two.chair), two.slug, task.pk, task.title, roles, volunteers=new, revision=task.revision, now=now()))
    assert without_contact(two.room.plan) == []


def test_nothing_is_lost_with_an_account_or_when_somebody_came_back_meanwhile(make_person: Any) -> None:
    two = joined(make_person)
    other = member(make_person, "bliver@example.dk", two.club)
    membership = Membership.objects.get(person=two.chair, organisation=two.club)
    fine(end_membership(who(two.chair), membership.pk))
    Membership.objects.create(person=two.chair, organisation=two.club, asked_at=now(), active_from=now())
    events.deliver_waiting()
    assert two.party(two.club).keeper == two.chair, "who came back is still turned to"
    assert delete_account(who(two.chair)) is None
    events.deliver_waiting()
    party = two.party(two.club)
    assert (party.keeper, party.keeper_gone_at is not None) == (None, True)
    assert "har ikke længere en kontaktperson" in told(other)
    fine(leave_alliance(who(other), two.slug, two.club.pk, "Nok", now=now()))
    assert two.party(two.club).keeper_gone_at is None


def held(make_person: Any, *, answered: bool = True) -> tuple[Person, Two]:
    """Somebody holds an alliance in their own name, and a club was asked, and has said yes or not."""
    club, holder = organisation("Klubben"), make_person("ildsjael@example.dk")
    chair = member(make_person, "formanden@example.dk", club)
    new = NewAlliance(title="Et bord", purpose="Mad", target_group="Naboer", municipality_code=DEMO)
    alliance = fine(start_alliance(who(holder), new, now=now()))
    fine(invite_organisation(who(holder), alliance.slug, club.pk, now=now()))
    if answered:
        fine(answer_invitation(who(chair), alliance.slug, club.pk, yes=True, now=now()))
    return holder, Two(club, club, chair, chair, alliance)


def test_an_alliance_whose_holder_deletes_the_account_is_the_parties_and_one_takes_over(make_person: Any) -> None:
    holder, two = held(make_person)
    second = organisation("Skolen", "education")
    teacher = member(make_person, "laerer@example.dk", second)
    fine(invite_organisation(who(holder), two.slug, second.pk, now=now()))
    fine(answer_invitation(who(teacher), two.slug, second.pk, yes=True, now=now()))
    assert code(take_over(who(two.chair), two.slug, two.club.pk, now=now())) == "not-held"
    assert delete_account(who(holder)) is None
    events.deliver_waiting()
    assert "Hvem tager over?" in told(two.chair)
    assert "Sig, hvem der tager over" in client_of(two.chair).get(two.address).content.decode()
    Party.objects.filter(pk=two.party(two.club).pk).update(keeper=None)
    answer = client_of(two.chair).post(f"{two.address}stafet/tag-over/", {"for_organisation": two.club.pk})
    assert answer.status_code == 302
    assert fine(take_over(who(two.chair), two.slug, two.club.pk, now=now())) == two.party(two.club)
    assert (code(take_over(who(teacher), two.slug, second.pk, now=now())), two.party(two.club).keeper) == ("taken", two.chair)
    assert code(take_over(who(teacher), two.slug, two.club.pk, now=now())) in {"not-your-party", "not-yours"}
    events.deliver_waiting()
    assert "Klubben har taget over" in told(teacher)
    page = client_of(teacher).get(f"{two.address}stafet/").content.decode()
    assert ("Klubben har taget over" in page, "Hvem tager over?" in page) == (True, False)


def test_a_holder_gives_the_alliance_to_the_parties_when_there_are_some(make_person: Any) -> None:
    holder, two = held(make_person, answered=False)
    assert code(give_to_parties(who(holder), two.slug, now=now())) == "nobody-in"
    assert "Når en part er kommet med" in client_of(holder).get(f"{two.address}stafet/").content.decode()
    fine(answer_invitation(who(two.chair), two.slug, two.club.pk, yes=True, now=now()))
    assert code(give_to_parties(who(two.chair), two.slug, now=now())) in {"not-your-party", "not-yours"}
    assert "Giv alliancen til parterne" in client_of(holder).get(f"{two.address}stafet/").content.decode()
    assert client_of(holder).post(f"{two.address}stafet/til-parterne/").status_code == 302
    assert client_of(holder).get(two.address).status_code == 404
    assert client_of(two.chair).get(two.address).status_code == 200


def test_an_alliance_that_nobody_can_act_in_is_found_for_the_municipality(make_person: Any) -> None:
    two, lonely = joined(make_person), held(make_person, answered=False)
    mine = Alliance.objects.filter(pk__in=[two.alliance.pk, lonely[1].alliance.pk])

    def lost() -> set[int]:
        return set(together.orphaned().filter(pk__in=mine).values_list("pk", flat=True))

    assert lost() == set()
    for person, one in ((two.chair, two.club), (two.owner, two.firm)):
        assert lost() == set()
        leaves(person, one)
    assert lost() == {two.alliance.pk}
    assert "Der er ikke længere nogen fra" in told(two.owner)
    Person.objects.filter(pk=lonely[0].pk).update(is_active=False)
    assert lost() == {two.alliance.pk, lonely[1].alliance.pk}
    Alliance.objects.filter(pk=two.alliance.pk).update(stage="withdrawn")
    assert lost() == {lonely[1].alliance.pk}
