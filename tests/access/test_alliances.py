"""Who sees an alliance, through every channel, and what each of those who take part may do."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samspil.alliances.models import Acceptance, Alliance, Party
from samspil.alliances.tests.making import Two, agreed, client_of, joined, member, now, organisation, proposed, ready, started
from samspil.core import events
from samspil.core.models import Document
from samspil.identity.models import Membership
from samspil.initiatives.models import Participation

pytestmark = pytest.mark.django_db
WORD = "kvidderfugl"
TITLE = f"Fælles {WORD}"
CHANNELS = ("/alliancer/", f"/soeg/?q={WORD}", f"/soeg/?q={WORD}&slags=alliance", f"/api/v1/search?q={WORD}", "/sitemap.xml", "/")


def shows(client: Client, address: str) -> bool:
    """True when the answer tells of the alliance; what the visitor asked for is repeated, so its address is looked for."""
    answer = client.get(address)
    told = answer.content.decode()
    if address == "/sitemap.xml":  # an address stands in the part that its row's number falls in
        told = "".join(client.get(part).content.decode() for part in re.findall(r"/sitemap-\d+\.xml", told))
    return answer.status_code == 200 and f"/alliancer/faelles-{WORD}/" in told


def outsiders(make_person: Any, two: Two) -> dict[str, Client]:
    """Everybody who has nothing to do with it, or no longer has."""
    waiting = make_person("venter@example.dk")
    other, gone, blocked = organisation("De andre"), member(make_person, "gaaet@example.dk", two.club), member(make_person, "spaerret@example.dk", two.club)
    clients = {
        "visitor": Client(),
        "person": client_of(make_person("uden@example.dk")),
        "other organisation": client_of(member(make_person, "anden@example.dk", other, administrator=True)),
        "other municipality": client_of(member(make_person, "nabokommune@example.dk", organisation("Naboer", municipality="0350"))),
        "gone": client_of(gone),
        "blocked": client_of(blocked),
        "asked to come in": client_of(waiting),
    }
    Membership.objects.filter(person=gone).delete()
    blocked.is_active = False
    blocked.save()
    Membership.objects.create(person=waiting, organisation=two.club, asked_at=now(), active_from=None)
    return clients


def test_an_alliance_of_its_parties_is_seen_by_nobody_else_in_any_channel(make_person: Any) -> None:
    two, version = agreed(make_person, TITLE)
    events.deliver_waiting()
    assert shows(client_of(two.owner), "/alliancer/"), "the test looks where alliances stand"
    for name, client in outsiders(make_person, two).items():
        assert [channel for channel in CHANNELS if shows(client, channel)] == [], name
        assert client.get(two.address).status_code == 404, name
        for place in ("aftale/", "aftale/udkast.pdf", f"aftale/{version.number}.pdf", "beskriv/", "svar/"):
            assert client.get(two.address + place).status_code in {302, 404}, (name, place)


def forms(two: Two) -> dict[str, dict[str, str]]:
    """Everything that can be sent to an alliance, by address, with values that would do something."""
    club, firm = two.party(two.club), two.party(two.firm)
    share = {"brings": "Ny", "stake": "Ny", "gain": "Ny", "revision": str(club.revision), "for_organisation": str(two.club.pk)}
    return {
        "beskriv/": {"title": "Ny", "purpose": "Ny", "target_group": "Ny", "notice_months": "1", "revision": str(two.room.alliance.revision)},
        "inviter/": {"name": "Ny", "sector": "civil", "email": "ny@example.dk"},
        f"inviter/{organisation('Ny').pk}/": {},
        f"inviter/{firm.pk}/traek-tilbage/": {},
        f"inviter/{firm.pk}/venter/": {"email": "ny@example.dk"},
        "svar/": {"for_organisation": str(two.firm.pk), "yes": "1"},
        f"paamind/{firm.pk}/": {},
        "vis/": {"for_organisation": str(two.club.pk), "shown": "yes"},
        f"bidrag/{club.pk}/": share,
        "opgaver/ny/": {"title": "Ny", "revision": "0"},
        "kendetegn/": {},
        "kendetegn/laest/": {},
        "jura/svar/hjem/": {"for_organisation": str(two.club.pk), "keys": "ja", "revision": "0"},
        "jura/laest/": {"for_organisation": str(two.club.pk)},
        "jura/aftaletekst/": {"for_organisation": str(two.club.pk), "texts": "duty:food-registration:organiser"},
        "jura/spoergsmaal/abc/": {"for_organisation": str(two.club.pk), "text": "Ny", "role": "Ny", "answered_on": "01-11-2026"},
        "aftale/klar/": {},
        "opgiv/": {"for_organisation": str(two.club.pk), "reason": "Ny"},
        "trin/withdraw/": {},
        "genoptag/": {"for_organisation": str(two.club.pk)},
    }


def picture(alliance: Alliance) -> tuple[Any, ...]:
    """Everything of an alliance that a form can change."""
    parties = list(Party.objects.filter(alliance=alliance).order_by("pk").values_list())
    row = Alliance.objects.filter(pk=alliance.pk).values_list(
        "stage", "purpose", "facts", "facts_at", "law_seen_at", "law_texts", "initiative__title", "initiative__openness"
    )
    return parties, list(row), list(alliance.tasks.values_list()), alliance.versions.count(), Acceptance.objects.count(), Participation.objects.count()


def test_nobody_else_changes_anything_by_any_form(make_person: Any) -> None:
    two = ready(make_person, TITLE)
    sent = forms(two)
    before = picture(two.alliance)
    for name, client in outsiders(make_person, two).items():
        for place, data in sent.items():
            assert client.post(two.address + place, data).status_code in {302, 404}, (name, place)
            assert picture(two.alliance) == before, (name, place)


def test_whoever_is_only_invited_sees_the_page_and_changes_nothing_but_the_answer(make_person: Any) -> None:
    two = started(make_person, TITLE)
    client_of(two.chair).post(f"{two.address}inviter/{two.firm.pk}/")
    client = client_of(two.owner)
    assert client.get(two.address).status_code == 200
    assert "er spurgt, om I vil være med" in client.get(two.address).content.decode()
    before = picture(two.alliance)
    for place, data in forms(two).items():
        if place != "svar/":
            assert client.post(two.address + place, data).status_code == 404, place
            assert picture(two.alliance) == before, place
    assert client.post(f"{two.address}svar/", {"for_organisation": str(two.firm.pk), "no": "1"}).status_code == 409
    assert client.post(f"{two.address}svar/", {"for_organisation": str(two.firm.pk), "no": "1", "reason": "Ikke nu"}).status_code == 302
    assert client.get(two.address).status_code == 404
    assert two.alliance.parties.get(name=two.firm.name).reason == "Ikke nu"


def show(two: Two, yes: str = "yes") -> None:
    for person, one in ((two.chair, two.club), (two.owner, two.firm)):
        client_of(person).post(f"{two.address}vis/", {"for_organisation": str(one.pk), "shown": yes})
    events.deliver_waiting()


def test_an_open_alliance_is_found_by_everybody_and_goes_from_every_channel_at_once(make_person: Any) -> None:
    two, version = agreed(make_person, TITLE)
    show(two)
    for channel in ("/alliancer/", f"/soeg/?q={WORD}", f"/soeg/?q={WORD}&slags=alliance", "/sitemap.xml"):
        assert shows(Client(), channel), channel
    page = Client().get(two.address).content.decode()
    assert "Underskriver" not in page, "who signed is the parties' own business"
    assert Client().get(f"{two.address}aftale/{version.number}.pdf").status_code == 302
    client_of(two.owner).post(f"{two.address}vis/", {"for_organisation": str(two.firm.pk), "shown": "no"})
    events.deliver_waiting()
    assert [channel for channel in CHANNELS if shows(Client(), channel)] == []
    assert Document.objects.get(kind="alliance", object_id=two.alliance.pk).text == ""


def test_one_party_alone_opens_nothing_and_a_plain_member_has_no_say(make_person: Any) -> None:
    two = joined(make_person, TITLE)
    client_of(two.chair).post(f"{two.address}vis/", {"for_organisation": str(two.club.pk), "shown": "yes"})
    assert Client().get(two.address).status_code == 404
    plain = client_of(member(make_person, "menig@example.dk", two.firm, signatory=False))
    plain.post(f"{two.address}vis/", {"for_organisation": str(two.firm.pk), "shown": "yes"})
    client_of(two.chair).post(f"{two.address}vis/", {"for_organisation": str(two.firm.pk), "shown": "yes"})
    client_of(two.owner).post(f"{two.address}vis/", {"for_organisation": "²", "shown": "yes"})
    assert not two.party(two.firm).shown


def test_a_new_party_closes_an_open_page_until_it_has_said_yes_too(make_person: Any) -> None:
    two, third = joined(make_person, TITLE), organisation("Tredje", "education")
    show(two)
    client_of(two.chair).post(f"{two.address}inviter/{third.pk}/")
    assert Client().get(two.address).status_code == 200
    client_of(member(make_person, "laerer@example.dk", third)).post(f"{two.address}svar/", {"for_organisation": str(third.pk), "yes": "1"})
    assert Client().get(two.address).status_code == 404


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def fill(two: Two, parties: int, tasks: int) -> None:
    """So many more parties that take part, and tasks in which each has a role."""
    made = [organisation(f"Part {number}") for number in range(parties)]
    rows = [Party(alliance=two.alliance, organisation=one, name=one.name, sector="civil", state="joined", asked_at=now(), gain="Noget") for one in made]
    Party.objects.bulk_create(rows)
    Participation.objects.bulk_create([Participation(initiative=two.alliance.initiative, organisation=one) for one in made])
    for number in range(tasks):
        task = two.alliance.tasks.create(title=f"Opgave {number}")
        task.parts.bulk_create([task.parts.model(task=task, party=row, role="helps") for row in rows])


PLACES: dict[str, Callable[[Two], str]] = {"page": lambda two: two.address, "draft": lambda two: f"{two.address}opgaver/ny/"}


@pytest.mark.parametrize("place", PLACES)
def test_a_page_takes_no_more_queries_with_two_hundred_parties(make_person: Any, place: str) -> None:
    small, large = ready(make_person, "En lille"), ready(make_person, "En stor")
    fill(small, 1, 1)
    fill(large, 198, 12)
    counts = [queries_of(client_of(two.chair), PLACES[place](two)) for two in (small, large)]
    assert counts[0] == counts[1] <= 14


def test_two_hundred_parties_are_enough_and_one_more_is_told_so(make_person: Any) -> None:
    two = joined(make_person, TITLE)
    fill(two, 198, 1)
    answer = client_of(two.chair).post(f"{two.address}inviter/", {"name": "Nr. 201", "sector": "civil", "email": "nr201@example.dk"})
    assert answer.status_code == 409
    assert "En alliance kan have 200 parter" in answer.content.decode()
    assert "nr201@example.dk" in answer.content.decode()
    assert two.alliance.parties.count() == 200
    assert client_of(two.chair).get(f"{two.address}aftale/udkast.pdf").content[:5] == b"%PDF-"


def test_nobody_reads_the_invitation_of_another_in_the_mail_of_a_third(make_person: Any) -> None:
    two = proposed(make_person, TITLE)[0]
    client_of(two.chair).post(f"{two.address}inviter/", {"name": "Skolen", "sector": "knowledge", "email": "skolen@example.dk"})
    mail.outbox.clear()
    events.deliver_waiting()
    assert [message.to for message in mail.outbox] == [["skolen@example.dk"]]
