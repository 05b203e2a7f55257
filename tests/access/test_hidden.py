"""What moderators hide goes from every channel at once, is kept for its owners and for moderators, and comes back in every channel."""

from collections.abc import Iterable
from typing import Any

import pytest
from django.test import Client

from samspil.alliances.tests.making import client_of, fine
from samspil.core import events
from samspil.core.models import Document
from samspil.identity.models import Organisation
from samspil.moderation.actions.decide import reopen_case
from samspil.moderation.domain.words import Verdict
from samspil.moderation.tests.making import decided, moderator, now, open_alliance, report, working
from tests.access.roles import begin_session
from tests.access.test_alliances import CHANNELS, TITLE, WORD, outsiders, shows

pytestmark = pytest.mark.django_db
OPEN = ("/alliancer/", f"/soeg/?q={WORD}", f"/soeg/?q={WORD}&slags=alliance", "/sitemap.xml")


def shown_to(client: Client, channels: Iterable[str]) -> list[str]:
    return [channel for channel in channels if shows(client, channel)]


def test_a_hidden_alliance_is_in_no_channel_for_others_and_comes_back_in_all(make_person: Any) -> None:
    two, clerk = open_alliance(make_person, TITLE), moderator(make_person)
    events.deliver_waiting()
    assert shown_to(Client(), OPEN) == list(OPEN), "the test looks where open alliances stand"
    case = report(two.alliance.initiative_id, "indsats").case
    decided(clerk, case)
    events.deliver_waiting()
    for name, client in outsiders(make_person, two).items():
        assert shown_to(client, CHANNELS) == [], name
        assert client.get(two.address).status_code == 404, name
        assert client.get(f"/anmeld/indsats/{two.alliance.initiative_id}/").status_code == 404, name
    assert Document.objects.get(kind="alliance", object_id=two.alliance.pk).text == ""
    fine(reopen_case(working(clerk), case.pk, now=now()))
    decided(clerk, case, Verdict.KEEP)
    events.deliver_waiting()
    assert shown_to(Client(), OPEN) == list(OPEN)


def test_its_parties_and_the_moderators_of_its_municipality_still_see_it(make_person: Any) -> None:
    two, clerk, elsewhere = open_alliance(make_person, TITLE), moderator(make_person), moderator(make_person, "0350")
    decided(clerk, report(two.alliance.initiative_id, "indsats").case)
    page = client_of(two.owner).get(two.address)
    assert page.status_code == 200
    assert f"/afgoerelse/indsats/{two.alliance.initiative_id}/" in page.content.decode()
    assert "Skjult af moderator" in page.content.decode()
    for person, wanted in ((clerk, 200), (elsewhere, 404)):
        client = client_of(person)
        assert client.get(two.address).status_code == 404, "no staff session, no powers"
        begin_session(client, person)
        assert client.get(two.address).status_code == wanted


def test_a_hidden_organisation_is_in_no_list_and_no_alliance_leads_to_it(make_person: Any) -> None:
    two, clerk = open_alliance(make_person, TITLE), moderator(make_person)
    page = f"/organisationer/{two.club.slug}/"
    assert page in Client().get("/organisationer/").content.decode()
    assert page in Client().get(two.address).content.decode()
    decided(clerk, report(two.club.pk).case)
    events.deliver_waiting()
    for name, client in {"visitor": Client(), "other party": client_of(two.owner)}.items():
        assert client.get(page).status_code == 404, name
        assert page not in client.get("/organisationer/").content.decode(), name
        assert page not in client.get(two.address).content.decode(), name
        assert client.get(f"/anmeld/organisation/{two.club.pk}/").status_code == 404, name
    own = client_of(two.chair)
    assert own.get(page).status_code == 200
    assert page in own.get("/organisationer/").content.decode()
    assert Organisation.objects.get(pk=two.club.pk).name in Client().get(two.address).content.decode(), "what it promised is the alliance's"


def test_the_volunteer_centre_confirms_and_does_not_moderate(make_person: Any) -> None:
    from samspil.alliances.tests.making import member, organisation

    two, clerk = open_alliance(make_person, TITLE), moderator(make_person)
    helper = member(make_person, "frivilligcenter@example.dk", organisation("Frivilligcentret", "volunteer-centre"), administrator=True)
    case = report(two.club.pk).case
    decided(clerk, case)
    actor = working(helper)
    assert actor.confirms_in == {"0000"}
    assert not actor.moderates_in
    assert not Organisation.objects.visible_to(actor).filter(pk=two.club.pk).exists()
    assert not type(case).objects.visible_to(actor).exists()
