"""A legal answer that runs out puts a task on the desk in time, and says so itself."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from samspil.content.models import DeskTask
from samspil.core import events, pagecache
from samspil.core.models import RecordedEvent
from samspil.law.actions.raise_expiry_tasks import raise_expiry_tasks
from samspil.law.events import AnswerExpiring
from samspil.law.jobs import raise_tasks
from samspil.law.models import LegalAnswer

pytestmark = pytest.mark.django_db
SLUG = "hvornaar-boerneattest"
EXPIRES = date(2040, 2, 12)


@pytest.fixture(autouse=True)
def held_for_years(monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests move answers far into the future, where no check can have been."""
    monkeypatch.setattr("samspil.law.models.answer.MOST_DAYS_UNCHECKED", 100_000)


@pytest.fixture
def answer() -> LegalAnswer:
    """One answer that runs out on EXPIRES, while all others hold much longer."""
    LegalAnswer.objects.update(expires_on=date(2060, 1, 1))
    page: LegalAnswer = LegalAnswer.objects.get(slug=SLUG)
    move(page, EXPIRES)
    return page


def move(page: LegalAnswer, expires: date) -> None:
    """Publish the answer with another expiry, as an editor who has checked it does."""
    page.expires_on = expires
    page.save_revision().publish()
    events.deliver_waiting()


def waiting() -> list[tuple[str, date]]:
    return list(DeskTask.objects.waiting().filter(kind="law-expiry").values_list("url", "due_on"))


def test_the_task_comes_thirty_days_before_and_not_earlier(answer: LegalAnswer) -> None:
    assert raise_expiry_tasks(today=EXPIRES - timedelta(days=31)) == 0
    assert waiting() == []
    assert raise_expiry_tasks(today=EXPIRES - timedelta(days=30)) == 1
    assert waiting() == [(f"/redaktion/pages/{answer.pk}/edit/", EXPIRES)]


def test_the_task_comes_once_however_often_one_looks(answer: LegalAnswer) -> None:
    for days in (30, 30, 12, 1, 0, -10):
        raise_expiry_tasks(today=EXPIRES - timedelta(days=days))
    assert len(waiting()) == 1
    assert RecordedEvent.objects.filter(kind=AnswerExpiring.kind).count() == 1


def test_the_task_is_done_when_the_answer_is_renewed(answer: LegalAnswer) -> None:
    raise_expiry_tasks(today=EXPIRES - timedelta(days=20))
    move(answer, EXPIRES + timedelta(days=365))
    assert raise_expiry_tasks(today=EXPIRES - timedelta(days=19)) == 0
    assert waiting() == []
    assert DeskTask.objects.get(kind="law-expiry").done_at


def test_a_renewed_answer_gets_a_new_task_when_it_runs_out_again(answer: LegalAnswer) -> None:
    raise_expiry_tasks(today=EXPIRES - timedelta(days=20))
    move(answer, EXPIRES + timedelta(days=365))
    assert raise_expiry_tasks(today=EXPIRES + timedelta(days=340)) == 1
    assert waiting() == [(f"/redaktion/pages/{answer.pk}/edit/", EXPIRES + timedelta(days=365))]


def test_an_answer_taken_down_needs_no_task(answer: LegalAnswer) -> None:
    raise_expiry_tasks(today=EXPIRES - timedelta(days=20))
    answer.unpublish()
    assert raise_expiry_tasks(today=EXPIRES - timedelta(days=19)) == 0
    assert waiting() == []


def test_other_tasks_of_the_desk_stay(answer: LegalAnswer) -> None:
    DeskTask.objects.create(key="other", kind="other", title="Andet", url="/bord/", due_on=EXPIRES)
    raise_expiry_tasks(today=EXPIRES)
    assert DeskTask.objects.waiting().filter(kind="other").exists()


def test_each_morning_the_worker_looks(answer: LegalAnswer) -> None:
    with time_machine.travel(datetime.combine(EXPIRES - timedelta(days=30), datetime.min.time(), ZoneInfo("Europe/Copenhagen"))):
        raise_tasks.func(0)
    assert len(waiting()) == 1


def test_staff_see_the_task_on_the_desk(answer: LegalAnswer, staff_client: Callable[[str], Client]) -> None:
    with time_machine.travel(datetime.combine(EXPIRES - timedelta(days=30), datetime.min.time(), ZoneInfo("Europe/Copenhagen"))):
        raise_tasks.func(0)
        page = staff_client("editor").get("/bord/").content.decode()
    assert f"Kontrollér svaret »{answer.title}«" in page
    assert "om 30 dage" in page


def page_on(day: date) -> str:
    """The answer's page as a visitor sees it on a day."""
    pagecache.STORE.clear()
    with time_machine.travel(datetime.combine(day, datetime.min.time(), ZoneInfo("Europe/Copenhagen"))):
        return Client().get(f"/jura/{SLUG}/").content.decode()


def test_the_page_warns_before_and_says_when_the_answer_has_run_out(answer: LegalAnswer) -> None:
    before, warned, last, after = (page_on(EXPIRES + timedelta(days=days)) for days in (-31, -30, -1, 0))
    assert "note--amber" not in before
    assert "Svaret udløber om 30 dage." in warned
    assert "Svaret udløber om 1 dag." in last
    assert "Svaret er udløbet." in after
    assert "Svaret er udløbet." not in last


def test_the_banner_is_gone_when_the_answer_is_renewed(answer: LegalAnswer) -> None:
    assert "Svaret er udløbet." in page_on(EXPIRES)
    move(answer, EXPIRES + timedelta(days=365))
    assert "Svaret er udløbet." not in page_on(EXPIRES)
