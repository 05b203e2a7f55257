"""Words and municipalities are found by searching, and follow what is written about them."""

import pytest
from django.test import Client
from django.utils import timezone

from samspil.alliances.tests.making import organisation
from samspil.content.events import TermChanged
from samspil.content.models import GlossaryTerm
from samspil.core import events, pagecache
from samspil.core.models import Document
from samspil.core.search import find
from samspil.core.viewers import PUBLIC
from samspil.identity.events import OrganisationChanged, OrganisationConfirmed, OrganisationsMerged
from samspil.identity.models import Municipality, Organisation
from samspil.moderation.events import ThingHidden
from samspil.site import reference, sitemap

pytestmark = pytest.mark.django_db


def found(words: str) -> list[str]:
    return [hit.url for hit in find.find(PUBLIC, words).hits]


def test_a_municipality_is_found_by_its_name() -> None:
    assert "/kommuner/lejre/" in found("Lejre")


def test_a_word_of_the_glossary_is_found_by_itself() -> None:
    term = GlossaryTerm.objects.get(slug="samskabelse")
    assert f"/ordbog/{term.slug}/" in found(term.term)


def test_a_word_that_is_changed_or_taken_out_is_found_as_it_is_now() -> None:
    term = GlossaryTerm.objects.create(slug="proeveord", term="Prøveord", short="Et ord.")
    events.record(TermChanged(term_id=term.pk))
    events.deliver_waiting()
    assert found("prøveord") == ["/ordbog/proeveord/"]
    GlossaryTerm.objects.filter(pk=term.pk).update(term="Andet")
    events.record(TermChanged(term_id=term.pk))
    events.deliver_waiting()
    assert "/ordbog/proeveord/" not in found("prøveord")
    term.delete()
    events.record(TermChanged(term_id=0))
    events.deliver_waiting()
    assert "/ordbog/proeveord/" not in found("andet")


def test_every_word_and_municipality_stands_in_the_sitemap(client: Client) -> None:
    pagecache.STORE.clear()
    addresses = "".join(client.get(f"/sitemap-{number}.xml").content.decode() for number in sitemap.parts(PUBLIC))
    assert all(f"/kommuner/{place.slug}/<" in addresses for place in Municipality.objects.open())
    assert all(f"/ordbog/{term.slug}/<" in addresses for term in GlossaryTerm.objects.all())


def test_renewing_what_stands_there_changes_nothing() -> None:
    before = {kind: reference.renew(kind) for kind in reference.SOURCES}
    assert {kind: reference.renew(kind) for kind in reference.SOURCES} == before


def test_a_word_is_found_as_words_and_not_as_markdown() -> None:
    assert any("](" in body for body in GlossaryTerm.objects.values_list("body", flat=True))
    assert not Document.objects.filter(kind="term", text__contains="](").exists()


def organisations_found(words: str) -> list[str]:
    return [hit.url for hit in find.find(PUBLIC, words).hits if hit.kind == "organisation"]


def test_an_organisation_is_found_while_it_is_confirmed_and_as_it_is_now(client: Client) -> None:
    club = organisation("Xylofonorkestret")
    Organisation.objects.filter(pk=club.pk).update(confirmed_at=None)
    told(OrganisationChanged(organisation_id=club.pk))
    assert organisations_found("xylofonorkestret") == []
    Organisation.objects.filter(pk=club.pk).update(confirmed_at=timezone.now(), about="Vi spiller kvidderbas.")
    told(OrganisationConfirmed(organisation_id=club.pk, confirmed=True))
    assert organisations_found("xylofonorkester") == organisations_found("kvidderbas") == [club.address]
    pagecache.STORE.clear()
    assert "Organisationer 1" in client.get("/soeg/?q=kvidderbas").content.decode()
    Organisation.objects.filter(pk=club.pk).update(name="Zebrafuglene", about="")
    told(OrganisationChanged(organisation_id=club.pk))
    assert organisations_found("kvidderbas") == []
    assert organisations_found("zebrafugl") == [club.address]
    Organisation.objects.filter(pk=club.pk).update(confirmed_at=None)
    told(OrganisationConfirmed(organisation_id=club.pk, confirmed=False))
    assert organisations_found("zebrafuglene") == []


def test_an_organisation_that_is_hidden_or_merged_away_is_found_no_more() -> None:
    club, twin = organisation("Xylofonorkestret"), organisation("Xylofonorkesteret")
    told(OrganisationChanged(organisation_id=club.pk))
    told(OrganisationChanged(organisation_id=twin.pk))
    assert set(organisations_found("xylofonorkestret")) == {club.address, twin.address}
    Organisation.objects.filter(pk=twin.pk).update(merged_into=club)
    told(OrganisationsMerged(merged_id=twin.pk, into_id=club.pk))
    assert organisations_found("xylofonorkestret") == [club.address]
    Organisation.objects.filter(pk=club.pk).update(hidden_at=timezone.now())
    told(ThingHidden(organisation_id=club.pk, initiative_id=None, hidden=True))
    assert organisations_found("xylofonorkestret") == []


def test_a_municipality_s_own_organisation_is_found_as_the_municipality() -> None:
    assert Organisation.objects.exclude(of_municipality=None).exists()
    reference.renew(reference.ORGANISATION)
    assert not Document.objects.filter(kind="organisation", object_id__in=Organisation.objects.exclude(of_municipality=None).values("pk")).exists()


def told(event: events.Event) -> None:
    events.record(event)
    events.deliver_waiting()
