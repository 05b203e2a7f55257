"""The pages of alliances, walked as people do: each form shows, saves, and keeps what was typed when it is refused."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from samspil.alliances.actions.show import show_alliance
from samspil.alliances.domain.missing import missing
from samspil.alliances.models import Acceptance, Alliance, Party
from samspil.alliances.tests.making import agreed, client_of, fine, joined, member, organisation, proposed, ready, sign, started, who
from samspil.content.models import KleNumber, WelfareArea
from samspil.core import events
from samspil.core.pagecache import STORE
from samspil.identity.models import Membership

pytestmark = pytest.mark.django_db


def text_of(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return answer.content.decode()


def started_by_form(client: Client, **changed: str) -> Any:
    data = {"title": "Fælles bord", "purpose": "Alle spiser sammen.", "target_group": "Naboer", "municipality": "0000", "for_organisation": ""}
    return client.post("/alliancer/start/", {**data, **changed})


@pytest.fixture(autouse=True)
def high_numbers(db: None) -> None:
    """Ids above a thousand: Danish writes a dot in numbers, and no address may have one."""
    tables = ("alliances_alliance", "alliances_party", "alliances_task", "identity_organisation")
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT setval('{table}_id_seq', nextval('{table}_id_seq') + 5000)")  # our own table names


def test_somebody_without_an_organisation_starts_in_their_own_name(make_person: Any) -> None:
    client = client_of(make_person())
    answer = started_by_form(client)
    alliance = Alliance.objects.select_related("initiative").get()
    assert (answer.status_code, answer["Location"]) == (302, alliance.address)
    page = text_of(client, alliance.address)
    assert "Inviter en part mere" in page
    assert "Næste skridt" in page


def test_what_was_written_before_the_organisation_was_made_stands_in_the_form_when_one_comes_back(make_person: Any) -> None:
    client = client_of(make_person())
    answer = started_by_form(client, then="organisation", municipality="", like_url="/eksempler/aeblemosteriet/", target_group="Ring til 010150-1234")
    assert (answer.status_code, answer["Location"]) == (302, "/organisationer/ny/?next=%2Falliancer%2Fstart%2F%3Ffra%3Daeblemosteriet")
    assert not Alliance.objects.exists()
    page = text_of(client, "/alliancer/start/?fra=aeblemosteriet")
    assert 'value="Fælles bord"' in page
    assert "Alle spiser sammen." in page
    assert "010150" not in page, "what may not be kept is kept nowhere"
    started_by_form(client)
    assert "Fælles bord" not in text_of(client, "/alliancer/start/")


def test_an_alliance_begun_from_an_example_carries_it_along(make_person: Any) -> None:
    client = client_of(make_person())
    page = text_of(client, "/alliancer/start/?fra=aeblemosteriet")
    assert "Start en alliance som »" in page
    assert 'value="/eksempler/aeblemosteriet/"' in page
    started_by_form(client, like_url="/eksempler/aeblemosteriet/")
    alliance = Alliance.objects.get()
    assert alliance.like_url == "/eksempler/aeblemosteriet/"
    assert 'href="/eksempler/aeblemosteriet/"' in text_of(client, alliance.address)
    started_by_form(client, like_url="/eksempler/findes-ikke/", title="Nr. 2")
    assert Alliance.objects.order_by("-pk")[0].like_url == ""


def test_what_was_typed_stays_when_something_is_missing(make_person: Any) -> None:
    client = client_of(make_person())
    answer = started_by_form(client, title="", purpose="Mange ord om noget vigtigt")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Skriv et navn" in page
    assert "Mange ord om noget vigtigt" in page


def test_nobody_starts_for_somebody_elses_organisation(make_person: Any) -> None:
    client, other = client_of(make_person()), organisation("De andre")
    assert started_by_form(client, for_organisation=str(other.pk)).status_code == 422
    assert not Alliance.objects.exists()


def test_every_page_of_an_alliance_shows_in_each_stage(make_person: Any) -> None:
    for two in (started(make_person), joined(make_person), ready(make_person), proposed(make_person)[0], agreed(make_person)[0]):
        client, party = client_of(two.chair), two.party(two.club)
        for place in ("", "beskriv/", "inviter/", "jura/", "jura/svar/mennesker/", "aftale/", "svar/", "opgaver/ny/", f"bidrag/{party.pk}/"):
            page = text_of(client, two.address + place)
            assert "5." not in page.partition("action=")[2].partition(">")[0]
        for task in two.room.tasks:
            assert task.title in text_of(client, f"{two.address}opgaver/{task.pk}/")


def test_the_next_step_is_said_to_each_party_with_its_own_button(make_person: Any) -> None:
    two = joined(make_person)
    client_of(two.chair).post(f"{two.address}bidrag/{two.party(two.club).pk}/", share(two.club.pk, "1"))
    theirs, own = f"{two.firm.name} skal skrive, hvad de har at vinde", "Skriv, hvad I har at vinde"
    for person, said, button in ((two.chair, theirs, "Send en venlig påmindelse"), (two.owner, own, "Skriv det nu")):
        page = text_of(client_of(person), two.address)
        assert said in page
        assert button in page


def hidden(page: str, name: str) -> str:
    """The value of a hidden field as a browser would send it."""
    return page.partition(f'name="{name}" value="')[2].partition('"')[0]


def share(organisation_id: int, revision: str, gain: str = "Flere at spise med") -> dict[str, str]:
    return {"brings": "Lokalet", "stake": "En aften", "gain": gain, "revision": revision, "for_organisation": str(organisation_id)}


def test_two_tabs_as_two_parties_never_write_for_the_wrong_one(make_person: Any) -> None:
    two = joined(make_person)
    both = member(make_person, "begge@example.dk", two.club, two.firm)
    client, club, firm = client_of(both), two.party(two.club), two.party(two.firm)
    first, second = text_of(client, f"{two.address}bidrag/{club.pk}/"), text_of(client, f"{two.address}bidrag/{firm.pk}/")
    assert f"Gem for {two.club.name}" in first
    assert f"Gem for {two.firm.name}" in second
    client.post(f"{two.address}bidrag/{club.pk}/", share(two.club.pk, "1", "Klubbens"))
    client.post(f"{two.address}bidrag/{firm.pk}/", share(two.firm.pk, "1", "Firmaets"))
    assert (two.party(two.club).gain, two.party(two.firm).gain) == ("Klubbens", "Firmaets")
    Membership.objects.filter(person=both, organisation=two.firm).delete()
    answer = client.post(f"{two.address}bidrag/{club.pk}/", share(two.firm.pk, "2", "Forkert"))
    assert answer.status_code == 409
    assert "Du handler ikke længere for den part" in answer.content.decode()
    assert (two.party(two.club).gain, two.party(two.firm).gain) == ("Klubbens", "Firmaets")


def test_two_who_write_at_once_lose_nothing(make_person: Any) -> None:
    two = joined(make_person)
    helper, address = member(make_person, "hjaelper@example.dk", two.club), f"{two.address}bidrag/{two.party(two.club).pk}/"
    client_of(two.chair).post(address, share(two.club.pk, "1", "Formandens ord"))
    answer = client_of(helper).post(address, share(two.club.pk, "1", "Hjælperens ord"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Formandens ord" in page
    assert "Hjælperens ord" in page
    assert two.party(two.club).gain == "Formandens ord"
    assert client_of(helper).post(address, share(two.club.pk, hidden(page, "revision"), "Begges ord")).status_code == 302
    assert two.party(two.club).gain == "Begges ord"


def describing(**changed: str) -> dict[str, str]:
    data = {"title": "Fælles bord", "purpose": "Alle spiser sammen.", "target_group": "Naboer", "first_day": "01-02-2027", "last_day": "31-01-2028"}
    return {**data, "notice_months": "1", "revision": "1", **changed}


def test_the_description_says_how_they_work_together_where_and_in_which_area(make_person: Any) -> None:
    two = joined(make_person)
    client, area, number = client_of(two.chair), WelfareArea.objects.first(), KleNumber.objects.first()
    assert area
    assert number
    more = {"kind": "equal", "place": "Medborgerhuset", "area_id": str(area.pk), "kle_id": str(number.pk)}
    assert client.post(f"{two.address}beskriv/", describing(**more)).status_code == 302
    page = text_of(client, two.address)
    for told in ("Ligeværdig samskabelse.", "må beslutte", "Sted: Medborgerhuset", area.name):
        assert told in page
    alliance = Alliance.objects.select_related("initiative").get(pk=two.alliance.pk)
    assert (alliance.kle_id, alliance.initiative.area_id) == (number.pk, area.pk)
    assert client.post(f"{two.address}beskriv/", describing(kind="andet", revision="2")).status_code == 422
    assert client.post(f"{two.address}beskriv/", describing(area_id="99999", revision="2")).status_code == 422


def test_the_description_refuses_dates_backwards_and_says_when_somebody_else_wrote(make_person: Any) -> None:
    two = joined(make_person)
    client, address = client_of(two.chair), f"{two.address}beskriv/"
    backwards = client.post(address, describing(first_day="01-02-2028", last_day="01.02.2027"))
    assert backwards.status_code == 422
    assert "Slutningen ligger før begyndelsen" in backwards.content.decode()
    assert client.post(address, describing(first_day="01-02-0027")).status_code == 422
    assert client.post(address, describing(notice_months="-1")).status_code == 422
    assert client.post(address, describing(title="Det nye navn")).status_code == 302
    late = client.post(address, describing(title="Et tredje navn"))
    assert late.status_code == 409
    assert "Det nye navn" in late.content.decode()
    assert "Et tredje navn" in late.content.decode()


def test_dates_are_taken_as_people_write_them_and_an_error_says_which_one(make_person: Any) -> None:
    two = joined(make_person)
    client, address = client_of(two.chair), f"{two.address}beskriv/"
    wrong = client.post(address, describing(first_day="til marts", last_day="engang")).content.decode()
    for told in ("Startdato: skriv den sådan: 28-02-2028", "Slutdato: skriv den sådan: 28-02-2028"):
        assert wrong.count(told) == 2, "in the list and beside its field"
    assert 'value="til marts"' in wrong
    assert client.post(address, describing(first_day="1. februar 2027", last_day="31/1-28")).status_code == 302
    two.alliance.initiative.refresh_from_db()
    assert (two.alliance.initiative.first_day, two.alliance.initiative.last_day) == (date(2027, 2, 1), date(2028, 1, 31))


def test_tasks_are_written_changed_and_taken_away(make_person: Any) -> None:
    two = joined(make_person)
    client, club, firm = client_of(two.chair), two.party(two.club), two.party(two.firm)
    new = {"title": "Laver mad", "responsible": str(club.pk), "helps": [str(firm.pk), str(club.pk)], "told": [], "revision": "0"}
    assert client.post(f"{two.address}opgaver/ny/", new).status_code == 302
    (task,) = two.room.tasks
    assert {part.party_id: part.role for part in task.parts.all()} == {club.pk: "responsible", firm.pk: "helps"}
    address = f"{two.address}opgaver/{task.pk}/"
    assert client.post(address, {**new, "title": "Laver varm mad", "revision": "1"}).status_code == 302
    late = client.post(address, {**new, "title": "Laver kold mad", "revision": "1"})
    assert (late.status_code, "Laver varm mad" in late.content.decode(), "Laver kold mad" in late.content.decode()) == (409, True, True)
    assert client.post(f"{address}fjern/").status_code == 302
    gone = client.post(address, {**new, "title": "Laver kold mad", "revision": "2"})
    assert gone.status_code == 409
    assert "Laver kold mad" in gone.content.decode()
    assert client.get(address).status_code == 404


def test_a_task_of_volunteers_says_whom_they_turn_to_and_where_their_work_ends(make_person: Any) -> None:
    two = joined(make_person)
    client, club, firm = client_of(two.chair), two.party(two.club), two.party(two.firm)
    roles = {"title": "Laver mad", "responsible": str(club.pk), "asked": [str(firm.pk)], "revision": "0"}
    assert client.post(f"{two.address}opgaver/ny/", {**roles, "volunteers": "on", "line": "De ansatte løfter."}).status_code == 302
    assert "Skriv en fast kontakt for »Laver mad«" in {reason.step for reason in missing(two.room.plan)}
    page = text_of(client, two.address)
    assert ("De frivillige har ingen fast kontakt endnu." in page, "Spørges" in page) == (True, True)
    (task,) = two.room.tasks
    told = {**roles, "volunteers": "on", "line": "De ansatte løfter.", "contact": "Køkkenlederen, 12 34 56 78", "revision": "1"}
    assert client.post(f"{two.address}opgaver/{task.pk}/", {**told, "contact": "010190-1234"}).status_code == 422
    assert client.post(f"{two.address}opgaver/{task.pk}/", told).status_code == 302
    assert "De frivillige går til Køkkenlederen, 12 34 56 78." in text_of(client, two.address)
    assert client.post(f"{two.address}opgaver/{task.pk}/", {**told, "volunteers": "", "revision": "2"}).status_code == 302
    (task,) = two.room.tasks
    assert (task.help, task.contact) == (None, "")


def test_a_party_says_what_it_lets_go_of_and_how_it_will_see_that_it_was_worth_it(make_person: Any) -> None:
    two = joined(make_person)
    client, club = client_of(two.chair), two.party(two.club)
    address, more = f"{two.address}bidrag/{club.pk}/", {"leaves": "Menuen", "measure": "Ti nye medlemmer"}
    share = {"brings": "Mad", "stake": "Lyst", "gain": "Fællesskab", "revision": "1", "for_organisation": str(two.club.pk)}
    assert client.post(address, {**share, **more}).status_code == 302
    page = text_of(client, two.address)
    assert ("Giver slip på: Menuen" in page, "Det lykkes, når: Ti nye medlemmer" in page) == (True, True)
    assert "Ti nye medlemmer" in text_of(client, address)
    late = client.post(address, {**share, "measure": "Tyve"})
    assert (late.status_code, "Ti nye medlemmer" in late.content.decode()) == (409, True)


def test_an_agreement_is_proposed_read_and_signed_by_two(make_person: Any) -> None:
    two = ready(make_person)
    client = client_of(two.chair)
    assert client.post(f"{two.address}aftale/klar/").status_code == 302
    for person, one in ((two.chair, two.club), (two.owner, two.firm)):
        page = text_of(client_of(person), f"{two.address}aftale/")
        assert f"Skriv under for {one.name}" in page
        form = {name: hidden(page, name) for name in ("for_organisation", "number", "sha256")} | {"name": "En underskriver"}
        assert form["for_organisation"] == str(one.pk)
        assert client_of(person).post(f"{two.address}aftale/underskriv/", form).status_code == 302
    assert "Aftalen er på plads" in text_of(client, two.address)
    assert Acceptance.objects.count() == 2


def test_who_may_sign_is_led_to_the_signature_from_the_top_and_nobody_else_is(make_person: Any) -> None:
    two, version = proposed(make_person)
    reader = member(make_person, "laeser@example.dk", two.firm, signatory=False)
    link = f'href="#underskriv-{two.party(two.firm).pk}"'
    page = text_of(client_of(two.owner), f"{two.address}aftale/")
    top, text, place = page.index(link), page.index("Hvem har skrevet under"), page.index(f'id="underskriv-{two.party(two.firm).pk}"')
    assert top < text < place
    assert f"{two.firm.name} mangler at skrive under." in page
    assert page.count("#underskriv-") == 1, "the others sign for themselves"
    assert "#underskriv-" not in text_of(client_of(reader), f"{two.address}aftale/"), "who may not sign is not led there"
    fine(sign(two.owner, two, two.firm, version))
    assert "#underskriv-" not in text_of(client_of(two.owner), f"{two.address}aftale/"), "a yes is given once"


def test_signing_while_somebody_edits_is_told_and_nothing_is_signed(make_person: Any) -> None:
    two, version = proposed(make_person)
    form = {"for_organisation": str(two.club.pk), "number": "1", "sha256": version.sha256, "name": "En underskriver"}
    client_of(two.owner).post(f"{two.address}bidrag/{two.party(two.firm).pk}/", share(two.firm.pk, "2", "Noget andet"))
    answer = client_of(two.chair).post(f"{two.address}aftale/underskriv/", form)
    assert answer.status_code == 409
    assert "Intet er underskrevet" in answer.content.decode()
    client_of(two.owner).post(f"{two.address}aftale/klar/")
    again = client_of(two.chair).post(f"{two.address}aftale/underskriv/", form)
    page = again.content.decode()
    assert again.status_code == 409
    assert "En underskriver" in page, "the name that was typed is kept"
    assert "Noget andet" in page, "the new text stands above the button"
    assert 'name="number" value="2"' in page
    assert not Acceptance.objects.exists()
    assert client_of(two.chair).post(f"{two.address}aftale/underskriv/", {**form, "name": ""}).status_code == 422


def test_the_agreement_comes_as_pdf_to_those_who_take_part_alone(make_person: Any) -> None:
    two, version = agreed(make_person)
    stranger = make_person("fremmed@example.dk")
    for name in ("udkast.pdf", f"{version.number}.pdf"):
        answer = client_of(two.owner).get(f"{two.address}aftale/{name}")
        assert (answer.status_code, answer["Content-Type"], answer.content[:5]) == (200, "application/pdf", b"%PDF-")
        assert client_of(stranger).get(f"{two.address}aftale/{name}").status_code == 404
    assert client_of(two.owner).get(f"{two.address}aftale/7.pdf").status_code == 404


def test_a_reminder_is_sent_once_in_three_days(make_person: Any, time_machine: Any) -> None:
    two = joined(make_person)
    address = f"{two.address}paamind/{two.party(two.firm).pk}/"
    client = client_of(two.chair)
    client.post(address)
    events.deliver_waiting()
    assert "fået en påmindelse for nylig" in client.post(address, follow=True).content.decode()
    assert "ikke noget at minde dem om" in client.post(f"{two.address}paamind/999999/", follow=True).content.decode()
    sent = Party.objects.get(pk=two.party(two.firm).pk).reminded_at
    assert sent
    time_machine.move_to(sent + timedelta(days=4))
    assert "Påmindelsen er sendt" in client.post(address, follow=True).content.decode()


def test_the_list_shows_own_alliances_and_open_ones(make_person: Any) -> None:
    two = joined(make_person, "Vores egen")
    assert "Vores egen" in text_of(client_of(two.owner), "/alliancer/")
    assert "Vores egen" not in text_of(Client(), "/alliancer/")
    for person, one in ((two.chair, two.club), (two.owner, two.firm)):
        client_of(person).post(f"{two.address}vis/", {"for_organisation": str(one.pk), "shown": "yes"})
    events.deliver_waiting()
    STORE.clear()  # nothing is announced inside a test's transaction
    assert "Vores egen" in text_of(Client(), "/alliancer/")
    page = text_of(Client(), two.address)
    assert "Det mangler I" not in page
    assert "Ikke skrevet endnu" not in page
    client_of(two.owner).post(f"{two.address}vis/", {"for_organisation": str(two.firm.pk), "shown": "no"})
    STORE.clear()
    assert Client().get(two.address).status_code == 404
    assert who(two.owner).belongs_to(two.firm.pk)


def test_the_next_step_is_ones_own_before_that_of_others(make_person: Any) -> None:
    two = joined(make_person)
    for person, own, other in ((two.chair, two.club, two.firm), (two.owner, two.firm, two.club)):
        box = text_of(client_of(person), two.address).partition('id="naeste">')[2].partition("</section>")[0]
        assert "Skriv, hvad I har at vinde" in box
        assert other.name not in box
        assert f"bidrag/{two.party(own).pk}/" in box


def test_a_visitor_is_told_about_the_parties_and_how_to_join_in(make_person: Any) -> None:
    two, _ = agreed(make_person)
    for person, one in ((two.chair, two.club), (two.owner, two.firm)):
        fine(show_alliance(who(person), two.alliance.slug, one.pk, shown=True))
    page = text_of(Client(), two.address)
    assert "De er her" in page
    assert "I er her" not in page.replace("De er her", "")
    assert f"/kontakt/?emne=offer&amp;om={two.address}&amp;kommune=0000" in page
    own = text_of(client_of(two.chair), two.address)
    assert "I er her" in own
    assert "Spørg, om du kan være med" not in own
