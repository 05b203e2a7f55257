"""Enquiries on the desk: told apart, taken and given back, and found again when they are answered."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_scopes import scopes_disabled

from samspil.identity.actor import VISITOR, Actor
from samspil.identity.models import Municipality
from samspil.knowledge.actions.move_enquiry import move_enquiry
from samspil.knowledge.actions.send_enquiry import NewEnquiry, send_enquiry
from samspil.knowledge.models import Enquiry
from samspil.knowledge.queries import A_PAGE
from samspil.site import desking
from samspil.site.tests.editing import read, write

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
LONG = "Der står noget forkert om åbningstiden, og mit telefonnummer er 12345678"


def sent(**fields: str) -> Enquiry:
    return send_enquiry(VISITOR, NewEnquiry(form_key=uuid4(), **{"topic": "error", "message": LONG, **fields}))


def titles(actor: Actor) -> list[str]:
    return [row.title for row in desking.desk(actor, TODAY).waiting]


def listed(client: Client, state: str, after: int = 0) -> list[str]:
    return [row["url"] for row in client.get(f"/bord/henvendelser/?vis={state}&efter={after}").context["rows"]]


def test_rows_tell_who_wrote_and_to_which_municipality(staff_actor: Callable[[str], Actor]) -> None:
    Municipality.objects.filter(code="0350").update(desk_email="bord@example.dk")
    sent(organisation="Sportsklubben", desk_code="0350")
    sent(name="Formanden")
    sent()
    assert titles(staff_actor("editor")) == [
        "Noget er forkert: Sportsklubben · Lejre",
        "Noget er forkert: Formanden",
        "Noget er forkert: Der står noget forkert om åbningstiden, …",
    ]


def test_no_list_holds_more_of_a_message_than_its_first_words(staff_client: Callable[[str], Client]) -> None:
    client, _ = staff_client("editor"), sent()
    for address in ("/bord/", "/bord/henvendelser/"):
        assert "12345678" not in client.get(address).content.decode()


def test_what_a_colleague_has_taken_waits_for_nobody_else(staff_actor: Callable[[str], Actor]) -> None:
    enquiry, mine, other = sent(), staff_actor("editor"), staff_actor("reviewer")
    move_enquiry(mine, enquiry.pk, "take", now=timezone.now())
    assert len(titles(mine)) == 1
    assert titles(other) == []
    assert desking.desk(other, TODAY).numbers[0][0] == 1, "it is still not answered"
    move_enquiry(mine, enquiry.pk, "release", now=timezone.now())
    assert len(titles(other)) == 1


def test_the_page_says_who_has_it_and_lets_it_be_given_back(staff_client: Callable[[str], Client]) -> None:
    client, enquiry = staff_client("editor"), sent()
    address = f"/bord/henvendelser/{enquiry.pk}/"
    assert "Taget af" not in read(client.get(address).content.decode())
    client.post(address, {"errand": "take"})
    shown = read(client.get(address).content.decode())
    assert "Taget af editor@example.dk" in shown
    assert "Læg tilbage" in shown
    client.post(address, {"errand": "release"})
    assert "Taget af" not in read(client.get(address).content.decode())


def test_answered_enquiries_are_found_again(staff_client: Callable[[str], Client], staff_actor: Callable[[str], Actor]) -> None:
    client, actor, first, second = staff_client("editor"), staff_actor("reviewer"), sent(), sent()
    for enquiry in (first, second):
        move_enquiry(actor, enquiry.pk, "answer", now=timezone.now())
    assert listed(client, "received") == []
    assert listed(client, "answered") == [f"/bord/henvendelser/{enquiry.pk}/" for enquiry in (second, first)]


@pytest.mark.parametrize("state", ["received", "answered"])
def test_the_list_has_pages_that_hold_every_enquiry_once(staff_client: Callable[[str], Client], staff_actor: Callable[[str], Actor], state: str) -> None:
    client, actor, number = staff_client("editor"), staff_actor("reviewer"), A_PAGE + 3
    for enquiry in [sent() for _ in range(number)]:
        if state == "answered":
            move_enquiry(actor, enquiry.pk, "answer", now=timezone.now())
    following = client.get(f"/bord/henvendelser/?vis={state}").context["next"]
    pages = [listed(client, state), listed(client, state, following)]
    assert [len(page) for page in pages] == [A_PAGE, 3]
    assert len({*pages[0], *pages[1]}) == number


@pytest.mark.parametrize("query", ["?vis=alt", "?efter=x", "?efter=-1", "?efter=99999999999999999999", "?vis=answered&efter=²"])
def test_an_address_somebody_made_up_shows_a_list(staff_client: Callable[[str], Client], query: str) -> None:
    assert staff_client("editor").get(f"/bord/henvendelser/{query}").status_code == 200


def test_the_list_asks_no_more_of_the_database_for_more_rows(staff_client: Callable[[str], Client]) -> None:
    client = staff_client("editor")
    sent()
    with CaptureQueriesContext(connection) as few:
        client.get("/bord/henvendelser/")
    for _ in range(12):
        sent()
    with CaptureQueriesContext(connection) as many:
        client.get("/bord/henvendelser/")
    assert len(few) == len(many) <= 10


@pytest.mark.parametrize(("slug", "model"), [("eksempel", "knowledge/example"), ("juridisk-svar", "law/legalanswer"), ("artikel", "knowledge/article")])
def test_the_desk_leads_to_the_form_of_a_new_text(staff_client: Callable[[str], Client], slug: str, model: str) -> None:
    client = staff_client("editor")
    assert f'href="/bord/ny/{slug}/"' in client.get("/bord/").content.decode()
    reply = client.get(f"/bord/ny/{slug}/", follow=True)
    assert reply.status_code == 200
    assert f"/redaktion/pages/add/{model}/" in reply.redirect_chain[0][0]
    assert client.get("/bord/ny/noget/").status_code == 404


def test_a_text_that_came_back_stands_above_any_number_of_enquiries(staff_client: Callable[[str], Client]) -> None:
    """Whoever comes first takes an enquiry; the text waits for its writer alone."""
    for number in range(desking.MOST_WAITING + 1):
        sent(name=f"Borger {number}")
    with scopes_disabled():
        Enquiry.objects.update(received_at=timezone.now() - timedelta(days=9))
    editor, reviewer = staff_client("editor"), staff_client("reviewer")
    page = write(editor, "action-submit")
    assert reviewer.get("/bord/").context["desk"].waiting[0].title == page.draft_title
    task = page.current_workflow_task_state.pk
    reviewer.post(f"/redaktion/pages/workflow/action/{page.pk}/reject/{task}/", {"comment": "Kilden mangler"})
    desk = editor.get("/bord/")
    assert desk.context["desk"].waiting[0].comment == "Kilden mangler"
    assert desk.context["desk"].oldest == "for 9 dage siden"
    assert f"{desking.MOST_WAITING + 2} ting venter på dig." in read(desk.content.decode())


def test_the_list_says_how_many_there_are_in_each_state_and_what_nameless_ones_are_about(staff_client: Callable[[str], Client]) -> None:
    client = staff_client("editor")
    first, _ = sent(), sent(name="Formanden")
    client.post(f"/bord/henvendelser/{first.pk}/", {"errand": "take"})
    html = read(client.get("/bord/henvendelser/").content.decode())
    assert "Modtaget 1" in html
    assert "I gang 1" in html
    assert "Besvaret 0" in html
    taken = read(client.get("/bord/henvendelser/?vis=taken").content.decode())
    assert "»Der står noget forkert om åbningstiden, …«" in taken
    assert "Uden navn" in taken
