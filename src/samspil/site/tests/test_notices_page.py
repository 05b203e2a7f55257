"""The page of what is new: read and unread, a page at a time, own lines alone; and the choices."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from samspil.core.models import Notice
from samspil.identity.domain.telling import EVERYTHING, WAY_DA, Theme, Way
from samspil.identity.models import NoticeChoice

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(make_person: Callable[..., Any]) -> Any:
    return make_person()


def client_of(person: Any) -> Client:
    client = Client()
    client.force_login(person, backend="samspil.identity.backend.PersonBackend")
    return client


def notice(person: Any, key: str = "a", **changes: Any) -> Notice:
    fields = {"kind": "x", "theme": "desk", "text": f"Nyt {key}.", "url": "/eksempler/", "dedupe_key": key, **changes}
    return Notice.objects.create(recipient_id=person.pk, **fields)


def said(response: Any) -> str:
    return str(response.content.decode())


def test_following_a_line_reads_it_and_leads_on(person: Any) -> None:
    line, client = notice(person), client_of(person)
    assert "Ulæst" in said(client.get("/min-side/besked/"))
    assert client.get(f"/min-side/besked/{line.pk}/")["Location"] == "/eksempler/"
    line.refresh_from_db()
    first = line.read_at
    assert first
    client.get(f"/min-side/besked/{line.pk}/")
    line.refresh_from_db()
    assert line.read_at == first
    assert "Ulæst" not in said(client.get("/min-side/besked/"))


def test_a_press_turns_a_line_to_read_and_back(person: Any) -> None:
    line, client = notice(person), client_of(person)
    for read in (True, False, True):
        assert client.post(f"/min-side/besked/{line.pk}/").status_code == 302
        line.refresh_from_db()
        assert bool(line.read_at) is read


def test_all_are_read_with_one_press_ones_own_alone(person: Any, make_person: Callable[..., Any]) -> None:
    other = notice(make_person("to@example.dk"))
    notice(person, "a")
    notice(person, "b")
    client = client_of(person)
    assert client.get("/min-side/besked/laest/").status_code == 405
    client.post("/min-side/besked/laest/")
    assert list(Notice.objects.filter(read_at=None)) == [other]


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_reads_or_follows_anothers_line(person: Any, make_person: Callable[..., Any], method: str) -> None:
    other = notice(make_person("to@example.dk"), text="Til en anden")
    client = client_of(person)
    assert getattr(client, method)(f"/min-side/besked/{other.pk}/").status_code == 404
    assert "Til en anden" not in said(client.get("/min-side/besked/"))
    other.refresh_from_db()
    assert other.read_at is None


def test_a_line_never_leads_off_the_site(person: Any) -> None:
    for number, url in enumerate(["https://evil.example/", "//evil.example/", "", "javascript:alert(1)"]):
        answer = client_of(person).get(f"/min-side/besked/{notice(person, str(number), url=url).pk}/")
        assert answer["Location"] == "/min-side/besked/", url


def test_every_line_is_met_once_page_by_page(person: Any) -> None:
    for number in range(65):
        notice(person, f"nr{number}")
    client, address = client_of(person), "/min-side/besked/"
    seen: list[str] = []
    while address:
        html = said(client.get(address))
        seen += [part.partition(".")[0] for part in html.split(">Nyt nr")[1:]]
        address = f"/min-side/besked/?efter={html.split('?efter=')[1].partition(chr(34))[0]}" if "?efter=" in html else ""
    assert seen == [str(number) for number in reversed(range(65))]


@pytest.mark.parametrize("after", ["x", "-1", "9" * 30, "²"])
def test_a_made_up_place_shows_the_newest(person: Any, after: str) -> None:
    notice(person)
    assert client_of(person).get("/min-side/besked/", {"efter": after}).status_code == 200


def test_choices_are_kept_and_shown_again(person: Any) -> None:
    client = client_of(person)
    page = said(client.get("/min-side/besked/valg/"))
    assert "Dine alliancer" in page
    assert "redaktionens bord" not in page
    wanted = {Theme.ORGANISATIONS: Way.WEEKLY, Theme.ALLIANCES: Way.OFF, EVERYTHING: Way.DAILY}
    assert client.post("/min-side/besked/valg/", wanted).status_code == 302
    assert dict(NoticeChoice.objects.values_list("theme", "way")) == {str(theme): way.value for theme, way in wanted.items()}
    assert f'value="weekly" selected>{WAY_DA[Way.WEEKLY]}' in said(client.get("/min-side/besked/valg/"))


def test_staff_choose_about_the_desk_too_and_a_made_up_way_is_refused(make_person: Callable[..., Any]) -> None:
    client = client_of(make_person("redaktoer@example.dk", "editor"))
    assert "redaktionens bord" in said(client.get("/min-side/besked/valg/"))
    assert client.post("/min-side/besked/valg/", {"texts": "sometimes"}).status_code == 422
    assert not NoticeChoice.objects.exists()


def test_everything_is_turned_off_with_one_press_and_on_again_theme_by_theme(person: Any) -> None:
    client = client_of(person)
    assert client.get("/min-side/besked/fra/").status_code == 405
    client.post("/min-side/besked/fra/")
    assert dict(NoticeChoice.objects.values_list("theme", "way")) == {EVERYTHING: Way.OFF.value}
    assert "Alt er slået fra." in said(client.get("/min-side/besked/valg/"))
    client.post("/min-side/besked/valg/", {Theme.ORGANISATIONS: Way.OFF, Theme.ALLIANCES: Way.DAILY, EVERYTHING: Way.OFF})
    assert "Slår alt fra" in said(client.get("/min-side/besked/valg/"))


def test_the_page_asks_no_more_of_the_database_with_many_lines(person: Any, django_assert_max_num_queries: Any) -> None:
    client = client_of(person)
    for number in range(40):
        notice(person, str(number))
    with django_assert_max_num_queries(6):
        client.get("/min-side/besked/")
