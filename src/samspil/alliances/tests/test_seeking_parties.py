"""An alliance that looks for more parties; and what followers and the directory are told of alliances, by what holds."""

from typing import Any

import pytest
from django.test import Client

from samspil.alliances.actions.amend import Proposal, begin_amendment
from samspil.alliances.actions.describe import describe_alliance, described
from samspil.alliances.actions.follow import Followed, follow
from samspil.alliances.actions.move_alliance import Ending, move_alliance
from samspil.alliances.actions.seek_parties import seek_parties
from samspil.alliances.events import CommitmentDelivered, StoryAnswered
from samspil.alliances.models import Alliance
from samspil.alliances.tests.making import Two, agreed, client_of, fine, joined, member, now, who
from samspil.alliances.tests.test_directory import dumped, opened, page
from samspil.content.models import KleNumber
from samspil.core import events
from samspil.core.models import Notice
from samspil.core.refusals import Refusal
from samspil.identity.models import Person

pytestmark = pytest.mark.django_db
WANTED = "En virksomhed med en hal"


def lines(person: Person) -> list[str]:
    events.deliver_waiting()
    return list(Notice.objects.filter(recipient_id=person.pk, kind="followed").order_by("pk").values_list("text", flat=True))


def follower(make_person: Any, two: Two) -> Person:
    person: Person = make_person("nabo@example.dk")
    fine(follow(who(person), Followed(slug=two.slug), now=now()))
    return person


def seek(two: Two, text: str = WANTED, before: str = "") -> Any:
    return seek_parties(who(two.chair), two.slug, two.club.pk, text, before, now=now())


def test_who_follows_hears_once_a_day_and_everybody_reads_it_where_the_alliance_is_open(make_person: Any) -> None:
    two = opened(agreed(make_person, "Åbent bord")[0])
    person, address = follower(make_person, two), f"{two.address}soeger/{two.party(two.club).pk}/"
    client = client_of(two.chair)
    assert address in client.get(two.address).content.decode()
    data = {"sought": WANTED, "before": "", "for_organisation": str(two.club.pk)}
    assert client.post(address, data).status_code == 302
    fine(seek(two, "En skole", WANTED))
    assert lines(person) == ["»Åbent bord« søger flere parter"]
    assert "En skole" in Client().get(two.address).content.decode()
    assert "Åbent bord" in page("?soeger=yes")
    api = Client().get("/api/v1/alliances?seeks=yes").json()
    assert [row["title"] for row in api["items"]] == ["Åbent bord"]
    assert next(row for row in dumped() if row["slug"] == two.slug)["sought"] == "En skole"
    assert client.post(address, {**data, "sought": "Noget andet"}).status_code == 409, "somebody has written since"
    several = {**data, "sought": "En skole\r\nog en hal", "before": "En skole"}
    assert client.post(address, several).status_code == 302
    assert client.post(address, {**data, "sought": "En skole", "before": "En skole\r\nog en hal"}).status_code == 302, "lines as browsers send them"
    fine(seek(two, "", "En skole"))
    assert (lines(person), "Åbent bord" in page("?soeger=yes")) == (["»Åbent bord« søger flere parter"], False)


def test_a_closed_alliance_tells_nobody_and_an_ended_one_looks_for_nobody(make_person: Any) -> None:
    two = opened(joined(make_person, "Åbent bord"))
    person = follower(make_person, two)
    opened(two, shown=False)
    fine(seek(two))
    assert lines(person) == []
    assert WANTED not in Client().get(two.address).content.decode()
    opened(two)
    before = lines(person)
    fine(move_alliance(who(two.chair), two.slug, "withdraw", ending=Ending(two.club.pk, "Slut"), now=now()))
    events.deliver_waiting()
    assert (WANTED in Client().get(two.address).content.decode(), "Åbent bord" in page("?soeger=yes")) == (False, False)
    refused = seek(two, "", WANTED)
    assert (isinstance(refused, Refusal), lines(person)) == (True, before)


def test_only_those_who_speak_for_a_party_say_it(make_person: Any) -> None:
    two = joined(make_person)
    plain = member(make_person, "menig@example.dk", two.club, signatory=False)
    refusals = [
        seek_parties(who(plain), two.slug, two.club.pk, WANTED, "", now=now()),
        seek_parties(who(two.chair), two.slug, two.firm.pk, WANTED, "", now=now()),
    ]
    assert [refusal.code for refusal in refusals if isinstance(refusal, Refusal)] == ["no-say", "not-your-party"]
    assert Alliance.objects.get(pk=two.alliance.pk).sought == ""


def test_followers_hear_of_the_example_and_are_led_to_it(make_person: Any) -> None:
    two = opened(agreed(make_person, "Åbent bord")[0])
    person = follower(make_person, two)
    for moment in ("1", "2"):
        events.record(StoryAnswered(alliance_id=two.alliance.pk, state="published", page_url="/eksempler/aabent-bord/", moment=moment))
    events.record(StoryAnswered(alliance_id=two.alliance.pk, state="sent", page_url="", moment="3"))
    assert lines(person) == ["»Åbent bord« er nu et eksempel, som du kan læse"]
    assert Notice.objects.get(kind="followed").url == "/eksempler/aabent-bord/"


def test_followers_never_read_a_title_that_is_only_proposed(make_person: Any) -> None:
    two = opened(agreed(make_person, "Åbent bord")[0])
    person = follower(make_person, two)
    fine(begin_amendment(who(two.chair), two.slug, Proposal(two.club.pk, "Navnet", "Vi flytter"), now=now()))
    alliance = Alliance.objects.select_related("initiative").get(pk=two.alliance.pk)
    changed = described(alliance).__class__(**{**vars(described(alliance)), "title": "Hemmeligt navn"})
    fine(describe_alliance(who(two.chair), two.slug, changed, revision=alliance.revision, now=now()))
    events.record(CommitmentDelivered(alliance_id=alliance.pk, commitment_id=1))
    client = client_of(person)
    assert lines(person) == ["Der er leveret af det, der er lovet i »Åbent bord«"]
    told = client.get("/alliancer/foelger/").content.decode() + client.get(f"{two.address}foelg/").content.decode()
    assert ("Åbent bord" in told, "Hemmeligt navn" in told) == (True, False)


def test_the_directory_and_the_api_are_narrowed_by_kle_number_and_its_main_group(make_person: Any) -> None:
    kle = KleNumber.objects.filter(number__contains=".").earliest("number")
    two = joined(make_person, "Fælles nummer")
    Alliance.objects.filter(pk=two.alliance.pk).update(kle=kle)
    opened(two)
    group = kle.number.partition(".")[0]
    other = KleNumber.objects.exclude(number__startswith=group).earliest("number")
    for number, there in ((kle.number, True), (group, True), (other.number, False)):
        assert ("Fælles nummer" in page(f"?kle={number}")) is there, number
        found = Client().get(f"/api/v1/alliances?kle={number}").json()["items"]
        assert [row["title"] for row in found] == (["Fælles nummer"] if there else []), number
