"""Where alliances may begin, and the way from an invitation through a new organisation to a yes."""

from typing import Any

import pytest
from django.core import mail

from samspil.alliances.actions.invite import NewParty, invite_by_mail
from samspil.alliances.actions.start import NewAlliance, start_alliance
from samspil.alliances.domain.words import Sector
from samspil.alliances.models import Alliance, PartyInvitation
from samspil.alliances.tests.making import DEMO, client_of, fine, now, started, who
from samspil.core import events
from samspil.core.refusals import Refusal
from samspil.identity.invitation_secrets import secret_of
from samspil.identity.models import Municipality, Organisation

pytestmark = pytest.mark.django_db
FORM = {"title": "Fælles bord", "purpose": "Alle spiser sammen", "target_group": "Naboer", "municipality": DEMO, "for_organisation": "", "like_url": ""}


def test_no_alliance_begins_in_a_municipality_that_has_closed_for_them(make_person: Any) -> None:
    Municipality.objects.filter(code=DEMO).update(alliances_open=False)
    client = client_of(make_person("naesten@example.dk"))
    answer = client.post("/alliancer/start/", FORM)
    assert answer.status_code == 409
    assert "har lukket for nye alliancer" in answer.content.decode()
    assert "Alle spiser sammen" in answer.content.decode(), "what was typed stays"
    assert not Alliance.objects.exists()
    assert client.post("/alliancer/start/", {**FORM, "municipality": "0350"}).status_code == 302


def test_whoever_belongs_there_is_told_before_anything_is_written_and_what_is_begun_goes_on(make_person: Any) -> None:
    two = started(make_person)
    Municipality.objects.filter(code=DEMO).update(alliances_open=False)
    client = client_of(two.chair)
    assert "har lukket for nye alliancer" in client.get("/alliancer/start/").content.decode()
    assert client.get(two.address).status_code == client.get(f"{two.address}inviter/").status_code == 200


def test_an_unknown_municipality_is_refused_in_the_action_too(make_person: Any) -> None:
    new = NewAlliance(title="x", purpose="x", target_group="x", municipality_code="9999")
    answer = start_alliance(who(make_person("en@example.dk")), new, now=now())
    assert isinstance(answer, Refusal)
    assert answer.code == "no-municipality"


def test_from_the_invitation_a_new_group_is_made_and_says_yes_in_one_stream(make_person: Any) -> None:
    two = started(make_person)
    fine(invite_by_mail(who(two.chair), two.alliance.slug, NewParty(name="Naboerne på Søvej", sector=Sector.CIVIL, email="nabo@example.dk"), now=now()))
    events.deliver_waiting()
    assert any("nabo@example.dk" in letter.to for letter in mail.outbox)
    place = f"/alliancer/invitation/{secret_of(PartyInvitation.objects.get().key)}/"
    client = client_of(make_person("nabo@example.dk"))
    page = client.get(place)
    assert "/organisationer/ny/?next=" in page.content.decode()
    make = client.get("/organisationer/ny/", {"next": place, "navn": "Naboerne på Søvej", "kommune": DEMO}).content.decode()
    assert 'value="Naboerne på Søvej"' in make
    assert f'name="next" value="{place}"' in make
    made = client.post("/organisationer/ny/", {"next": place, "kind": "group", "name": "Naboerne på Søvej", "municipality": DEMO})
    assert made["Location"] == place, "back to the invitation, not to the members"
    group = Organisation.objects.get(name="Naboerne på Søvej")
    assert "Sig ja for Naboerne på Søvej" in client.get(place).content.decode()
    assert client.post(place, {"for_organisation": str(group.pk), "yes": "1"}).status_code == 302
    assert two.alliance.parties.get(organisation=group).state == "joined"


@pytest.mark.parametrize("wanted", ["https://ond.example/", "//ond.example/", "javascript:alert(1)", "ond-uden-streg"])
def test_the_way_back_never_leads_off_the_site(make_person: Any, wanted: str) -> None:
    client = client_of(make_person("nabo@example.dk"))
    assert wanted not in client.get("/organisationer/ny/", {"next": wanted}).content.decode()
    made = client.post("/organisationer/ny/", {"next": wanted, "kind": "group", "name": "Naboerne på Søvej", "municipality": DEMO})
    assert made["Location"].startswith("/organisationer/")
