"""The directory of alliances: what it counts is what everybody may see, with map, feed, API and open data saying the same."""

import json
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from samspil.alliances import news
from samspil.alliances.actions.leave import leave_alliance
from samspil.alliances.actions.show import show_alliance
from samspil.alliances.api import alliance_rows
from samspil.alliances.models import Alliance
from samspil.alliances.queries import own_alliances
from samspil.alliances.tests.making import OTHER, Two, agreed, client_of, fine, joined, who
from samspil.content.models import WelfareArea
from samspil.core import events, pagecache
from samspil.core.search import facets
from samspil.core.viewers import PUBLIC
from samspil.identity.models import Membership
from samspil.initiatives.models import Initiative
from samspil.moderation.events import ThingHidden
from samspil.site import dumping

pytestmark = pytest.mark.django_db
AREA = "aeldre"


def placed(two: Two, municipality: str = OTHER) -> Two:
    """The alliance in a municipality that has a place on the map, and in a welfare area."""
    Initiative.objects.filter(alliance=two.alliance).update(lead=municipality, area=WelfareArea.objects.get(key=AREA))
    return two


def opened(two: Two, *, shown: bool = True) -> Two:
    """Both parties let everybody see it, or no longer."""
    for person, one in ((two.chair, two.club), (two.owner, two.firm)):
        fine(show_alliance(who(person), two.slug, one.pk, shown=shown))
    events.deliver_waiting()
    return two


def hidden(two: Two) -> Two:
    """A moderator took it from everybody."""
    Initiative.objects.filter(alliance=two.alliance).update(hidden_at=timezone.now())
    events.record(ThingHidden(organisation_id=None, initiative_id=two.alliance.initiative_id, hidden=True))
    events.deliver_waiting()
    return two


def page(query: str = "", client: Client | None = None) -> str:
    pagecache.STORE.clear()
    answer = (client or Client()).get(f"/alliancer/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def counted(facet: str) -> int:
    """How many the directory counts with a value."""
    pagecache.STORE.clear()
    return facets.count("alliance", PUBLIC.audiences, {}).by_value.get(facet, 0)


def dumped() -> list[dict[str, Any]]:
    """The rows of the open-data file."""
    return list(next(table for table in dumping.TABLES if table.name == "alliancer").rows())


def channels(title: str) -> dict[str, bool]:
    """Where the alliance of this title stands, by channel."""
    client, word = Client(), title.split()[-1]
    pagecache.STORE.clear()
    told = {
        "directory": page(),
        "narrowed": page(f"?kommune={OTHER}&omraade={AREA}"),
        "searched": page(f"?q={word.lower()}"),
        "feed": client.get("/alliancer/nyt.atom").content.decode(),
        "list of the API": json.dumps(client.get("/api/v1/alliances?size=100").json(), ensure_ascii=False),
        "open data": json.dumps(dumped(), ensure_ascii=False),
        "municipality": client.get("/kommuner/lejre/").content.decode(),
    }
    return {name: title in text for name, text in told.items()}


def test_an_open_alliance_stands_in_every_channel_and_in_none_when_it_is_closed_or_hidden(make_person: Any) -> None:
    title = "Fælles kvidderfugl"
    two = placed(joined(make_person, title))
    before = counted(f"municipality:{OTHER}")
    events.deliver_waiting()
    address = f"/api/v1/alliances/{two.slug}"
    assert not any(channels(title).values())
    assert Client().get(address).status_code == 404
    opened(two)
    assert all(channels(title).values()), channels(title)
    assert counted(f"municipality:{OTHER}") == before + 1
    assert Client().get(address).json()["title"] == title
    for close in (hidden, lambda two: opened(two, shown=False)):
        close(two)
        assert not any(channels(title).values()), channels(title)
        assert counted(f"municipality:{OTHER}") == before
        assert Client().get(address).status_code == 404
        Initiative.objects.filter(alliance=two.alliance).update(hidden_at=None)


def test_the_map_has_a_circle_and_the_list_beside_it_the_same_place(make_person: Any) -> None:
    two = placed(joined(make_person, "Et sted i landet"))
    assert 'id="kort"' not in page()
    opened(two)
    html = page("?part=civil")
    assert "<title>Lejre: 1</title>" in html
    assert html.count(f'href="/alliancer/?part=civil&amp;kommune={OTHER}') == 2, "the circle and the line beside it keep what is chosen"
    assert "Et sted i landet" in page(f"?kommune={OTHER}")
    assert "Et sted i landet" not in page("?kommune=0265")


def test_every_group_narrows_and_says_how_many(make_person: Any) -> None:
    opened(placed(agreed(make_person, "Den ene")[0]))
    opened(placed(joined(make_person, "Den anden"), "0265"))
    html = page("?trin=agreed")
    assert "Den ene" in html
    assert "Den anden" not in html
    assert re.search(r'value="gathering".*?<b>1</b>', html, re.S)
    assert "Den anden" in page("?trin=gathering&part=business")
    assert "Ingen alliancer passer endnu" in page("?trin=withdrawn")


def test_the_viewers_own_stand_above_also_those_nobody_else_sees(make_person: Any) -> None:
    two = joined(make_person, "Kun for os")
    assert "Kun for os" in page(client=client_of(two.chair))
    assert "Kun for os" not in page()


def test_what_stands_above_is_as_it_is_now_and_each_ones_own(make_person: Any) -> None:
    two, other = joined(make_person, "Kun for os"), joined(make_person, "De andres")
    for _ in range(2):  # drawn, and found again
        assert "De andres" not in page(client=client_of(two.chair))
        assert "Kun for os" not in page(client=client_of(other.chair))
    assert "Fælles nu" not in page(client=client_of(two.owner))
    Initiative.objects.filter(alliance=two.alliance).update(title="Fælles nu")
    shown = page(client=client_of(two.owner))
    assert "Fælles nu" in shown
    assert "Kun for os" not in shown
    fine(leave_alliance(who(two.owner), two.slug, two.firm.pk, "Vi kan ikke mere", now=timezone.now()))
    assert "Fælles nu" not in page(client=client_of(two.owner))
    held = Initiative.objects.filter(alliance=two.alliance)
    held.update(holder=two.owner)
    assert "Fælles nu" in page(client=client_of(two.owner)), "held in one's own name"
    told = client_of(two.chair)
    told.post(f"{two.address}vis/", {"for_organisation": str(two.club.pk), "shown": "yes"})
    assert 'role="status"' in page(client=told)
    assert 'role="status"' not in page(client=told), "said once"


@pytest.mark.usefixtures("living_process")
def test_the_directory_asks_as_little_of_whoever_is_in_many(make_person: Any) -> None:
    def asked(client: Client) -> int:
        page(client=client)
        pagecache.STORE.clear()
        with CaptureQueriesContext(connection) as caught:
            client.get("/alliancer/")
        return len(caught)

    two = opened(joined(make_person, "Nr. 1"))
    client = client_of(two.chair)
    few = asked(client)
    for number in range(2, 25):
        more = joined(make_person, f"Nr. {number}")
        Membership.objects.create(person=two.chair, organisation=more.club, asked_at=timezone.now(), active_from=timezone.now())
    assert asked(client) == few <= 8
    assert [one.title for one in own_alliances(who(two.chair))] == [f"Nr. {number}" for number in range(24, 4, -1)]


def test_the_feed_tells_of_what_was_opened_and_of_what_was_agreed(make_person: Any) -> None:
    two = opened(agreed(make_person, "Nyt bord")[0])
    pagecache.STORE.clear()
    told = Client().get("/alliancer/nyt.atom").content.decode()
    assert f"{two.address}#aftale" in told
    assert "Ny alliance: Nyt bord" in told
    assert "Aftalen er på plads: Nyt bord" in told
    row = Alliance.objects.get(pk=two.alliance.pk)
    opened(opened(two, shown=False))
    assert Alliance.objects.get(pk=two.alliance.pk).shown_at == row.shown_at, "opened again is no news"


def test_the_feed_reads_the_newest_in_the_order_an_index_has(make_person: Any) -> None:
    opened(agreed(make_person, "Nyt bord")[0])
    with CaptureQueriesContext(connection) as caught:
        assert {one.agreed for one in news.newest()} == {True, False}
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")  # so few rows are read at once otherwise
        plans = []
        for query in caught:
            cursor.execute(f"EXPLAIN {query['sql']}")
            plans.append("\n".join(row[0] for row in cursor.fetchall()))
    for plan, index in zip(plans, ("alliances_newest_shown", "alliances_newest_agreed"), strict=True):
        assert index in plan, plan
        assert "Sort" not in plan, plan


def test_the_page_tells_search_engines_what_it_is_only_when_everybody_may_see_it(make_person: Any) -> None:
    two = joined(make_person, "</script>Bord")
    assert "ld+json" not in client_of(two.chair).get(two.address).content.decode()
    opened(two)
    told = re.search(r'<script type="application/ld\+json">(.*?)</script>', Client().get(two.address).content.decode(), re.S)
    assert told
    assert json.loads(told[1])["name"] == "</script>Bord"


def test_open_data_says_what_the_api_says(make_person: Any) -> None:
    two = opened(agreed(make_person, "Åbent bord")[0])
    own = next(row for row in alliance_rows() if row.slug == two.slug)
    assert [party.name for party in own.parties] == [two.club.name, two.firm.name]
    assert next(row for row in dumped() if row["slug"] == two.slug) == own.model_dump(mode="json")


@pytest.mark.usefixtures("living_process")
@pytest.mark.parametrize("query", ["", f"?kommune={OTHER}&trin=gathering"])
def test_the_directory_takes_six_queries_however_many_there_are(make_person: Any, query: str) -> None:
    def asked() -> int:
        pagecache.STORE.clear()
        with CaptureQueriesContext(connection) as caught:
            Client().get(f"/alliancer/{query}")
        return len(caught)

    opened(placed(joined(make_person, "Nr. 1")))
    asked()
    few = asked()
    for number in range(2, 6):
        opened(placed(joined(make_person, f"Nr. {number}")))
    asked()
    assert asked() == few <= 6
