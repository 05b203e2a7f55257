"""The pages on which an agreement is amended, renewed, said no to and compared."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils.timezone import localdate

from samspil.alliances import paper
from samspil.alliances.actions.contribute import write_contribution
from samspil.alliances.actions.describe import Description, describe_alliance
from samspil.alliances.actions.move_alliance import move_alliance
from samspil.alliances.models import AgreementVersion, Amendment
from samspil.alliances.tests.making import WRITTEN, Two, agreed, client_of, fine, now, proposed, sign, who
from samspil.alliances.tests.test_amending import amending, changed, waits
from samspil.alliances.tests.test_next_step import box
from samspil.core.kept import PIECES
from samspil.core.pagecache import STORE

pytestmark = pytest.mark.django_db


def text(client: Any, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    page: str = answer.content.decode()
    return page


def test_an_amendment_is_proposed_written_made_ready_and_signed_on_the_pages(make_person: Any) -> None:
    two, first = agreed(make_person)
    chair, address = client_of(two.chair), f"{two.address}aendring/"
    shown = text(chair, address)
    assert "Version 1 gælder uændret" in shown
    assert f"Foreslå det for {two.club.name}" in shown
    assert chair.post(address, {"for_organisation": two.club.pk, "what": "Mere at vinde"}).status_code == 422
    form = {"for_organisation": two.club.pk, "what": "Mere at vinde", "why": "Der kommer flere"}
    assert chair.post(address, form).status_code == 302
    assert "Ret først det, I vil have ændret." in text(chair, address)
    assert "I er ved at ændre aftalen" in box(two.owner, two.address)
    fine(write_contribution(who(two.chair), two.slug, two.club.pk, replace(WRITTEN, gain="Meget mere"), revision=2, now=now()))
    shown = text(chair, address)
    assert "<ins><span" in shown
    assert "Meget mere</ins" in shown
    assert chair.post(f"{two.address}aftale/klar/").status_code == 302
    shown = text(client_of(two.owner), f"{two.address}aftale/")
    assert "Det ændrer den i version 1" in shown
    assert "Vi kan ikke skrive under" in shown
    second = AgreementVersion.objects.get(alliance=two.alliance, number=2)
    fine(sign(two.chair, two, two.club, second))
    fine(sign(two.owner, two, two.firm, second))
    assert "Se, hvad version 2 ændrede" in text(chair, address)
    assert "Meget mere" in text(chair, f"{two.address}aftale/sammenlign/?fra=1&til=2")
    assert first.number == 1


def test_who_says_no_says_what_would_have_to_be_otherwise_and_the_others_read_it(make_person: Any) -> None:
    two, version = proposed(make_person)
    owner, address = client_of(two.owner), f"{two.address}aftale/nej/{two.party(two.firm).pk}/"
    assert "Ingen kan længere skrive under" in text(owner, address)
    form = {"for_organisation": two.firm.pk, "number": version.number, "reason": ""}
    assert owner.post(address, form).status_code == 422
    assert owner.post(address, {**form, "reason": "Perioden er for lang"}).status_code == 302
    shown = box(two.chair, two.address)
    assert f"{two.firm.name} kan ikke skrive under endnu" in shown
    assert "»Perioden er for lang«" in shown
    assert "»Perioden er for lang«" in text(client_of(two.chair), f"{two.address}aftale/")
    late = owner.post(address, {**form, "reason": "Noget andet"}, follow=True).content.decode()
    assert "Aftalen er ændret, mens du læste" in late


def test_a_yes_is_taken_back_on_the_agreements_page_until_all_have_said_yes(make_person: Any) -> None:
    two, version = proposed(make_person)
    fine(sign(two.chair, two, two.club, version))
    chair, form = client_of(two.chair), {"for_organisation": two.club.pk, "number": version.number}
    assert f"Tag jeres ja tilbage for {two.club.name}" in text(chair, f"{two.address}aftale/")
    assert "Jeres ja er taget tilbage" in chair.post(f"{two.address}aftale/fortryd/", form, follow=True).content.decode()
    for person, one in ((two.chair, two.club), (two.owner, two.firm)):
        fine(sign(person, two, one, version))
    assert "Tag jeres ja tilbage" not in text(chair, f"{two.address}aftale/")
    assert "Alle har sagt ja, så aftalen gælder" in chair.post(f"{two.address}aftale/fortryd/", form, follow=True).content.decode()


def test_an_amendment_is_given_up_with_a_reason_that_stands_there_afterwards(make_person: Any) -> None:
    two, _ = agreed(make_person)
    amendment = changed(two)
    owner, address = client_of(two.owner), f"{two.address}aendring/drop/"
    assert "Alt står igen som i version 1." in text(owner, address)
    form = {"for_organisation": two.firm.pk, "amendment": amendment.pk, "reason": "Vi venter et år"}
    assert owner.post(address, {**form, "reason": ""}).status_code == 422
    assert owner.post(address, form).status_code == 302
    shown = text(client_of(two.chair), f"{two.address}aendring/")
    assert "»Vi venter et år«" in shown
    assert "Droppet" in shown
    again = owner.post(address, form, follow=True).content.decode()
    assert "Ændringen er ikke længere i gang" in again


def test_the_page_says_when_it_is_time_and_renewing_moves_the_period_by_an_amendment(make_person: Any, time_machine: Any) -> None:
    two, version = agreed(make_person)
    fine(move_alliance(who(two.chair), two.slug, "begin", now=now()))
    assert box(two.chair, two.address) == ""
    last = date.fromisoformat(version.content["last"])
    time_machine.move_to((last - timedelta(days=59)).isoformat() + "T09:00:00+00:00")
    assert "Aftalen slutter snart" in box(two.chair, two.address)
    chair, address = client_of(two.chair), f"{two.address}forny/"
    form = {"for_organisation": two.club.pk, "last_day": "31.1.2028", "review_on": "", "why": "Det virker"}
    assert "Aftalen gælder allerede til 31. januar 2028" in chair.post(address, form).content.decode()
    form["last_day"] = "31.1.2029"
    assert "uden for" not in chair.post(address, {**form, "review_on": "1.1.2031"}).content.decode()
    assert not Amendment.objects.exists()
    assert chair.post(address, form).status_code == 302
    assert Amendment.objects.get().what == "Aftalen skal gælde til 31. januar 2029"
    assert "31. januar 2029</ins" in text(chair, f"{two.address}aendring/")
    assert "I er allerede ved at ændre aftalen" in text(chair, address)


def test_they_look_at_it_and_let_it_stand(make_person: Any) -> None:
    two, version = agreed(make_person)
    AgreementVersion.objects.filter(pk=version.pk).update(content={**version.content, "terms": {**version.content["terms"], "review": "2026-01-01"}})
    fine(move_alliance(who(two.chair), two.slug, "begin", now=now()))
    assert "I skal se på aftalen igen" in box(two.chair, two.address)
    answer = client_of(two.chair).post(f"{two.address}forny/staar/", {"for_organisation": two.club.pk}, follow=True).content.decode()
    assert "Det er noteret" in answer
    version.refresh_from_db()
    assert version.reviewed_at
    assert localdate(version.reviewed_at) == localdate()
    assert box(two.chair, two.address) == ""


def test_where_nothing_holds_there_is_nothing_to_amend_and_the_page_says_what_to_do(make_person: Any) -> None:
    two, _ = proposed(make_person)
    chair = client_of(two.chair)
    assert "Så kan I rette teksten, som den er" in text(chair, f"{two.address}aendring/")
    assert "Der er ingen aftale, der gælder" in text(chair, f"{two.address}forny/")
    assert "Version 1" in text(chair, f"{two.address}aftale/sammenlign/?fra=77&til=x")


def test_an_outsider_with_the_link_finds_nothing_behind_any_of_the_addresses(make_person: Any) -> None:
    two, _ = agreed(make_person)
    waits(two)
    stranger, pk = client_of(make_person("fremmed@example.dk")), two.party(two.club).pk
    for place in ("aendring/", "aendring/drop/", "forny/", f"aftale/nej/{pk}/", "aftale/sammenlign/"):
        assert "findes ikke" in text(stranger, f"{two.address}{place}", 404)
    for place in ("forny/staar/", "aftale/fortryd/", "aendring/", "aendring/drop/", "forny/", f"aftale/nej/{pk}/"):
        assert stranger.post(f"{two.address}{place}", {"for_organisation": two.club.pk}).status_code == 404


@pytest.mark.parametrize("place", ["aendring/", "aftale/", "aftale/sammenlign/", "forny/", ""])
def test_the_pages_cost_few_statements(make_person: Any, place: str, django_assert_max_num_queries: Any) -> None:
    two, _ = agreed(make_person)
    waits(two)
    client = client_of(two.chair)
    client.get(f"{two.address}{place}")
    with django_assert_max_num_queries(14):
        client.get(f"{two.address}{place}")


def test_visitors_see_what_holds_while_it_is_amended(make_person: Any) -> None:
    two, _ = agreed(make_person)
    opened(two)
    amending(two)
    fine(write_contribution(who(two.chair), two.slug, two.club.pk, replace(WRITTEN, gain="Endnu en hemmelighed"), revision=2, now=now()))
    shown = text(client_of(make_person("gaest@example.dk")), two.address)
    assert WRITTEN.gain in shown
    assert "Endnu en hemmelighed" not in shown
    assert "Endnu en hemmelighed" in text(client_of(two.owner), two.address)


def test_no_channel_tells_visitors_what_is_only_proposed(make_person: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(STORE, "listening", True)  # pages are kept, as in life
    two, _ = agreed(make_person)
    opened(two)
    type(two.alliance).objects.filter(pk=two.alliance.pk).update(shown_at=now())
    amending(two)
    new = Description("Et hemmeligt navn", "Et hemmeligt formål", "Naboer", date(2027, 2, 1), date(2028, 1, 31), 1)
    fine(describe_alliance(who(two.chair), two.slug, new, revision=two.room.alliance.revision, now=now()))
    fine(write_contribution(who(two.chair), two.slug, two.club.pk, replace(WRITTEN, gain="Hemmeligt"), revision=2, now=now()))
    guest = client_of(make_person("gaest@example.dk"))
    try:
        for address in (two.address, two.address, f"/api/v1/alliances/{two.slug}", "/alliancer/nyt.atom"):
            told = text(guest, address)
            assert "Alle spiser sammen" in told
            assert "emmelig" not in told, address
    finally:
        PIECES.begin(-1)


def opened(two: Two) -> None:
    """Everybody may see the page."""
    two.alliance.parties.update(shown=True)
    two.alliance.initiative.openness = "public"
    two.alliance.initiative.save()


def test_the_first_page_of_its_paper_says_what_it_changes(make_person: Any) -> None:
    two, _ = agreed(make_person)
    second = waits(two)
    told = paper.sheet_of(AgreementVersion.objects.get(pk=second.pk))["amends"]
    assert told == {
        "heading": "Det ændrer den i version 1",
        "why": "Vi vil vinde mere: Der kommer flere",
        "lines": [f"{two.club.name} – At vinde: før »Flere at spise med«, nu »Meget mere«."],
    }
    assert paper.version_pdf(AgreementVersion.objects.get(pk=second.pk)).startswith(b"%PDF")
