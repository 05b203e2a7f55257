"""Following: one's own choice that nobody sees, told of what everybody can read, and of nothing once an alliance is closed to others."""

from typing import Any

import pytest
from django.core import mail
from django.http import Http404
from django.test import Client

from samspil.alliances import follows
from samspil.alliances.actions import follow as following
from samspil.alliances.actions.follow import MANY, NOTHING, Followed, follow
from samspil.alliances.events import AgreementReached, AllianceMoved, AllianceShown, CommitmentDelivered
from samspil.alliances.models import Alliance, Following
from samspil.alliances.tests.making import DEMO, Two, client_of, fine, joined, now, proposed, who
from samspil.alliances.tests.test_directory import AREA, hidden, opened, page, placed
from samspil.core import events
from samspil.core.models import Notice
from samspil.identity import telling
from samspil.identity.actions.choose_notices import turn_everything_off
from samspil.identity.models import Person

pytestmark = pytest.mark.django_db
MINE = "/alliancer/foelger/"


def lines(person: Person) -> list[str]:
    return list(Notice.objects.filter(recipient_id=person.pk, kind="followed").order_by("pk").values_list("text", flat=True))


def happens(two: Two) -> None:
    """Everything followers may hear of."""
    pk = two.alliance.pk
    for event in (
        AgreementReached(alliance_id=pk, version_id=1),
        CommitmentDelivered(alliance_id=pk, commitment_id=1),
        CommitmentDelivered(alliance_id=pk, commitment_id=1),
        AllianceMoved(alliance_id=pk, stage="closed"),
        AllianceShown(alliance_id=pk, public=True),
    ):
        events.record(event)
    events.deliver_waiting()


def test_who_follows_hears_of_it_in_the_digest_once_and_stops_with_one_press(make_person: Any) -> None:
    two, person = opened(joined(make_person, "Åbent bord")), make_person("nabo@example.dk")
    client = client_of(person)
    assert "Du hører, når parterne bliver enige" in client.get(f"{two.address}foelg/").content.decode()
    assert not Following.objects.exists(), "only a press follows"
    for _ in range(2):
        client.post(f"{two.address}foelg/")
    row = Following.objects.get()
    assert "Åbent bord" in client.get(MINE).content.decode()
    happens(two)
    assert len(lines(person)) == 4
    assert "Aftalen er på plads i »Åbent bord«" in lines(person)
    mail.outbox.clear()
    telling.send_digests(now())
    assert [letter.to for letter in mail.outbox if "nabo@example.dk" in letter.to] == [["nabo@example.dk"]]
    assert "Åbent bord" not in mail.outbox[0].body
    client_of(make_person("anden@example.dk")).post(f"{MINE}{row.pk}/stop/")
    assert Following.objects.count() == 1, "nobody stops for another"
    client.post(f"{MINE}{row.pk}/stop/")
    assert not Following.objects.exists()


@pytest.mark.parametrize("close", [hidden, lambda two: opened(two, shown=False)], ids=["hidden", "closed"])
def test_followers_of_what_is_no_longer_open_hear_nothing_and_see_nothing(make_person: Any, close: Any) -> None:
    two, person = placed(opened(joined(make_person, "Var åbent")), DEMO), make_person("nabo@example.dk")
    for wanted in (Followed(slug=two.slug), Followed(municipality=DEMO), Followed(area=AREA)):
        fine(follow(who(person), wanted, now=now()))
    close(two)
    before = lines(person)
    happens(two)
    assert lines(person) == before
    assert "Var åbent" not in client_of(person).get(MINE).content.decode()
    assert client_of(person).get(f"{two.address}foelg/").status_code == 404
    with pytest.raises(Http404):
        follow(who(make_person("ny@example.dk")), Followed(slug=two.slug), now=now())


def test_a_private_alliance_is_followed_by_nobody(make_person: Any) -> None:
    two, person = placed(proposed(make_person, "Kun vores")[0], DEMO), make_person("nabo@example.dk")
    fine(follow(who(person), Followed(municipality=DEMO), now=now()))
    happens(two)
    assert lines(person) == []


def test_a_municipalitys_and_an_areas_alliances_are_followed_as_one(make_person: Any) -> None:
    person = make_person("nabo@example.dk")
    client = client_of(person)
    assert "alle alliancer om ældre" in client.get(f"/alliancer/foelg/?omraade={AREA}").content.decode()
    client.post(f"/alliancer/foelg/?omraade={AREA}")
    client.post(f"/alliancer/foelg/?kommune={DEMO}")
    assert Following.objects.filter(person=person).count() == 2
    two = placed(joined(make_person, "Et nyt bord"), DEMO)
    opened(two)
    assert f'href="/alliancer/foelg/?omraade={AREA}"' in page(f"?omraade={AREA}")
    assert "Følg disse" not in page(f"?omraade={AREA}&part=civil")
    assert lines(person) == ["Ny alliance, som alle kan se: »Et nyt bord«"], "told once, though it is followed twice"
    assert client.post("/alliancer/foelg/?kommune=9999").status_code == 302
    assert follow(who(person), Followed(), now=now()) == NOTHING


def test_turned_off_is_off(make_person: Any) -> None:
    two, person = opened(joined(make_person, "Åbent bord")), make_person("nabo@example.dk")
    fine(follow(who(person), Followed(slug=two.slug), now=now()))
    turn_everything_off(who(person))
    happens(two)
    assert lines(person) == []


def test_how_many_follow_is_told_from_five_on_and_never_who(make_person: Any) -> None:
    two = opened(joined(make_person, "Åbent bord"))
    people = [make_person(f"nabo{number}@example.dk") for number in range(5)]
    for person in people[:4]:
        fine(follow(who(person), Followed(slug=two.slug), now=now()))
    alliance = Alliance.objects.get(pk=two.alliance.pk)
    assert follows.number_told(alliance) == 0
    fine(follow(who(people[4]), Followed(slug=two.slug), now=now()))
    assert follows.number_told(alliance) == 5
    told = client_of(two.chair).get(f"{two.address}foelg/").content.decode()
    assert "5 følger den." in told
    assert "nabo" not in told


def test_there_is_an_end_to_what_one_person_follows(make_person: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "MOST_FOLLOWED", 0)
    assert follow(who(make_person("nabo@example.dk")), Followed(municipality=DEMO), now=now()) == MANY
    assert Client().get(MINE).status_code == 302
