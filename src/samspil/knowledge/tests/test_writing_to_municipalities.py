"""The contact form offers the municipalities that read what is written to them; everything else goes to the editors."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django_scopes import scopes_disabled

from samspil.identity.models import Municipality
from samspil.knowledge.models import Enquiry

pytestmark = pytest.mark.django_db


def filled(**changes: str) -> dict[str, str]:
    return {"form_key": str(uuid4()), "topic": "other", "message": "Hej", **changes}


def give_desk(code: str) -> None:
    Municipality.objects.filter(code=code).update(desk_email="bord@example.dk")


def last() -> Enquiry:
    with scopes_disabled():
        return Enquiry.objects.select_related("desk").latest("pk")


def offered(client: Client, query: str = "") -> list[tuple[str, bool]]:
    """Codes to choose from, and whether each is chosen."""
    return [(widget.data["value"], widget.data["selected"]) for widget in client.get(f"/kontakt/{query}").context["form"]["desk"].subwidgets]


def test_only_municipalities_with_a_desk_of_their_own_can_be_chosen(client: Client) -> None:
    give_desk("0350")
    give_desk("0265")
    assert [str(code) for code, _ in offered(client)] == ["", "0350", "0265"]
    assert [str(code) for code, chosen in offered(client, "?kommune=0350") if chosen] == ["0350"]


def test_where_nobody_has_a_desk_nothing_is_asked(client: Client) -> None:
    page = client.get("/kontakt/").content.decode()
    assert "id_desk" not in page
    assert "Samspils redaktion" in page
    give_desk("0350")
    assert "id_desk" in client.get("/kontakt/").content.decode()


@pytest.mark.parametrize("query", ["?kommune=0265", "?kommune=9999", "?kommune=%00", "?kommune="])
def test_an_old_link_to_somebody_without_a_desk_leads_to_the_editors(client: Client, query: str) -> None:
    give_desk("0350")
    assert client.get(f"/kontakt/{query}").status_code == 200
    assert [str(code) for code, chosen in offered(client, query) if chosen and str(code)] == []
    assert client.post("/kontakt/", filled(desk="")).status_code == 302
    assert last().desk is None


def test_a_desk_that_went_while_somebody_wrote_is_told_and_nothing_is_lost(client: Client) -> None:
    give_desk("0265")
    page = client.post("/kontakt/", filled(desk="0350", message="En lang besked"))
    assert page.status_code == 422
    assert "Den kommune læser ikke beskeder her. Vælg igen." in page.content.decode()
    assert "En lang besked" in page.content.decode()


def test_the_editors_see_which_municipality_a_message_is_about(client: Client, settings: Any) -> None:
    assert "Lejre" in client.get("/kontakt/?om=/kommuner/lejre/").content.decode()
    client.post("/kontakt/", filled(about_url="/kommuner/lejre/"))
    assert (last().about_url, last().about_title, last().desk) == ("/kommuner/lejre/", "Lejre", None)
    settings.MUNICIPALITIES = ["0265"]
    assert client.get("/kontakt/?om=/kommuner/lejre/").context["subject"].title == ""
