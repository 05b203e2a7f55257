"""The editors' desk: what waits for this person, what runs out, texts on their way; for staff alone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from samspil.core import events, pagecache
from samspil.identity.actor import VISITOR, Actor
from samspil.identity.domain.roles import Role
from samspil.knowledge.actions.send_enquiry import NewEnquiry, send_enquiry
from samspil.law.actions.raise_expiry_tasks import raise_expiry_tasks
from samspil.law.models import LegalAnswer
from samspil.site import charts, desking
from samspil.site.tests.editing import TITLE, write
from samspil.site.unpublished import texts_on_their_way

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def titles(actor: Actor) -> list[str]:
    return [row.title for row in desking.desk(actor, TODAY).waiting]


def expire(days: int) -> LegalAnswer:
    answer: LegalAnswer = LegalAnswer.objects.live().get(slug="har-frivillige-tavshedspligt")
    answer.expires_on = TODAY + timedelta(days=days)
    answer.checked_on = min(answer.checked_on, answer.expires_on - timedelta(days=1))
    answer.save_revision().publish()
    return answer


def test_only_staff_at_work_see_the_desk(client: Client, make_person: Callable[..., Any], staff_client: Callable[[str], Client]) -> None:
    assert client.get("/bord/").status_code == 302
    citizen = Client()
    citizen.force_login(make_person("borger@example.dk"), backend="samspil.identity.backend.PersonBackend")
    assert citizen.get("/bord/").status_code == 302
    assert staff_client("editor").get("/bord/").status_code == 200


def test_an_answer_waits_30_days_before_it_runs_out_and_leaves_when_it_is_renewed(staff_actor: Callable[[str], Actor]) -> None:
    actor, answer = staff_actor("editor"), expire(20)
    raise_expiry_tasks(today=TODAY)
    assert titles(actor) == [f"Kontrollér svaret »{answer.title}«"]
    shown = desking.desk(actor, TODAY)
    assert [row.when for row in shown.expiring] == ["om 20 dage"]
    expire(300)
    events.deliver_waiting()
    assert titles(actor) == []


def test_an_answer_that_runs_out_again_on_the_same_day_waits_again(staff_actor: Callable[[str], Actor]) -> None:
    actor = staff_actor("editor")
    for days in (20, 300, 20):
        expire(days)
        raise_expiry_tasks(today=TODAY)
    assert len(titles(actor)) == 1


def test_an_answer_that_has_run_out_is_overdue(staff_actor: Callable[[str], Actor]) -> None:
    expire(-3)
    raise_expiry_tasks(today=TODAY)
    row = desking.desk(staff_actor("editor"), TODAY).waiting[0]
    assert row.late
    assert row.why.startswith("for 3 dage siden")
    assert [row.late for row in desking.desk(staff_actor("reviewer"), TODAY).expiring] == [True]


def test_an_enquiry_waits_for_everybody(staff_actor: Callable[[str], Actor]) -> None:
    send_enquiry(VISITOR, NewEnquiry(form_key=uuid4(), topic="error", message="Der er en fejl"))
    for role in Role:
        assert titles(staff_actor(role)) == ["Noget er forkert: Der er en fejl"]


def test_a_text_in_review_waits_for_those_who_may_publish(staff_client: Callable[[str], Client], staff_actor: Callable[[str], Actor]) -> None:
    write(staff_client("editor"), "action-submit")
    assert titles(staff_actor("reviewer")) == [TITLE]
    assert titles(staff_actor("administrator")) == [TITLE]
    (text,) = texts_on_their_way()
    assert (text.title, text.state, text.live) == (TITLE, "Til gennemsyn", False)


def test_a_text_sent_back_waits_for_the_one_who_wrote_it(
    staff_client: Callable[[str], Client], make_person: Callable[..., Any], staff_actor: Callable[[str], Actor]
) -> None:
    from samspil.identity.actor import actor_for
    from samspil.identity.models import Person

    page = write(staff_client("editor"), "action-submit")
    state = page.current_workflow_task_state
    reviewer = staff_client("reviewer")
    reviewer.post(f"/redaktion/pages/workflow/action/{page.pk}/reject/{state.pk}/", {"comment": "Kilden mangler"})
    writer = replace(actor_for(Person.objects.get(email="editor@example.dk")), staff_until=timezone.now() + timedelta(hours=1))
    other = replace(actor_for(make_person("anden@example.dk", "editor")), staff_until=timezone.now() + timedelta(hours=1))
    assert titles(writer) == [TITLE]
    assert titles(other) == []


def test_the_first_thing_is_the_most_urgent(staff_actor: Callable[[str], Actor]) -> None:
    expire(-10)
    raise_expiry_tasks(today=TODAY)
    send_enquiry(VISITOR, NewEnquiry(form_key=uuid4(), topic="other", message="Hej"))
    assert [title[:10] for title in titles(staff_actor("editor"))] == ["Kontrollér", "Noget ande"]


def test_numbers_and_bars_are_those_of_the_site(staff_actor: Callable[[str], Actor]) -> None:
    shown = desking.desk(staff_actor("editor"), TODAY)
    assert sum(bar.number for bar in shown.evidence) == 125
    assert max(bar.share for bar in shown.evidence) == 100
    assert charts.bars([("Intet", 0)]) == (charts.Bar("Intet", 0, 0),)


@pytest.mark.parametrize(
    ("told", "every", "says"),
    [
        (0, 0, "Ingen eksempler endnu"),
        (0, 125, "Ingen er kun fortalt"),
        (1, 125, "Næsten ingen er kun fortalt"),
        (40, 125, "3 ud af 10 er kun fortalt"),
        (63, 125, "Halvdelen er kun fortalt"),
        (9, 12, "8 ud af 10 er kun fortalt"),
        (124, 125, "Næsten alle er kun fortalt"),
        (125, 125, "Alle er kun fortalt"),
    ],
)
def test_the_chart_has_its_finding_as_heading(told: int, every: int, says: str) -> None:
    assert charts.evidence_finding({"evidence:told": told, "evidence:counted": every - told}) == says


def test_the_heading_of_the_chart_is_on_the_desk(staff_actor: Callable[[str], Actor], staff_client: Callable[[str], Client]) -> None:
    finding = desking.desk(staff_actor("reviewer"), TODAY).finding
    assert f'<h2 class="h3">{finding}</h2>' in staff_client("editor").get("/bord/").content.decode()


def test_the_desk_asks_no_more_of_the_database_for_more_work(staff_client: Callable[[str], Client], django_assert_max_num_queries: Any) -> None:
    client = staff_client("reviewer")
    for number in range(8):
        write(client, slug=f"skrivestuen-{number}")
        send_enquiry(VISITOR, NewEnquiry(form_key=uuid4(), topic="other", message="Hej"))
    with django_assert_max_num_queries(14):
        page = client.get("/bord/")
    assert page.content.decode().count('<th scope="row">') == 8


def test_administrators_find_the_way_to_people_and_roles(staff_client: Callable[[str], Client]) -> None:
    assert b"/bord/personer/" in staff_client("administrator").get("/bord/").content
    assert b"/bord/personer/" not in staff_client("editor").get("/bord/").content


def test_what_runs_out_soon_leads_to_where_it_is_mended(staff_client: Callable[[str], Client]) -> None:
    answer, client = expire(20), staff_client("editor")
    pagecache.STORE.clear()
    row = client.get("/bord/").content.decode().partition("Udløber snart")[2].partition("</section>")[0]
    assert f'href="/redaktion/pages/{answer.pk}/edit/"' in row
    assert client.get(f"/redaktion/pages/{answer.pk}/edit/").status_code == 200
