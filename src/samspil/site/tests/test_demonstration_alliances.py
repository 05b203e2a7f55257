"""The demonstration shows alliances in full: at work, in the middle of a change, over and told, and being formed. Made once, and nobody is told of it."""

import pytest
from django.db.models import Value
from django.db.models.functions import Concat
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate

from samspil.alliances import rooms
from samspil.alliances.domain.commitments import Keeping, keeping
from samspil.alliances.domain.missing import missing
from samspil.alliances.models import Alliance, AllianceTemplate, Following
from samspil.core.models import Document, Notice, RecordedEvent
from samspil.identity.models import Membership
from samspil.initiatives.models import Initiative
from samspil.site import demonstration, demonstration_alliances, indexing

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def anew() -> None:
    """The people are there; the alliances are made by the test itself."""
    demonstration.load_people()
    Initiative.objects.update(slug=Concat(Value("before-"), "slug"))
    RecordedEvent.objects.filter(delivered_at=None).delete()


def load() -> dict[str, Alliance]:
    demonstration_alliances.load_alliances()
    found = Alliance.objects.select_related("initiative").exclude(initiative__slug__startswith="before-")
    return {alliance.initiative.slug: alliance for alliance in found}


def test_one_has_begun_and_is_open_and_one_lacks_words() -> None:
    made = load()
    table, harvest = made["onsdagsbordet"], made["haender-til-hoesten"]
    assert (table.stage, table.initiative.openness) == ("running", "public")
    assert missing(rooms.Room(table).plan) == []
    assert (harvest.stage, harvest.initiative.openness) == ("gathering", "parties")
    assert "Gartneriet ved Åen skal skrive, hvad de har at vinde" in {reason.step for reason in missing(rooms.Room(harvest).plan)}


def test_everybody_can_read_and_find_the_open_one_and_nobody_the_other() -> None:
    made = load()
    assert Client().get("/alliancer/onsdagsbordet/").status_code == 200
    assert Client().get("/alliancer/haender-til-hoesten/").status_code == 404
    indexed = set(Document.objects.filter(kind="alliance", audience="public").values_list("object_id", flat=True))
    assert made["onsdagsbordet"].pk in indexed
    assert made["haender-til-hoesten"].pk not in indexed


def test_made_once_and_nobody_is_told() -> None:
    first, told = load(), Notice.objects.count()
    second = load()
    assert {slug: one.pk for slug, one in first.items()} == {slug: one.pk for slug, one in second.items()}
    assert not RecordedEvent.objects.filter(delivered_at=None).exists()
    assert Notice.objects.count() == told == 0
    assert AllianceTemplate.objects.count() == Following.objects.count() == 1


def test_the_table_shows_what_an_alliance_can_hold() -> None:
    table = load()["onsdagsbordet"]
    room, today = rooms.Room(table), localdate()
    standing = {keeping(one.as_promise(room.pieces[one.pk]), today) for one in room.commitments}
    assert standing >= {Keeping.KEPT, Keeping.MISSED, Keeping.RUNNING}
    assert [version.number for version in room.alliance.versions.order_by("number") if version.agreed_at] == [1, 2]
    begins = [meeting.begins > timezone.now() for meeting in table.meetings.order_by("begins")]
    assert begins == [False, True]
    assert {bool(matter.decided_at) for matter in table.matters.all()} == {True, False}
    assert [bool(round_.outcome) for round_ in table.checkups.all()] == [True, True]
    assert table.statuses.count() == 2
    assert {bool(one.confirmed_at) for one in table.impositions.all()} == {True, False}


def test_the_garden_is_over_and_told_where_everybody_reads_it() -> None:
    garden = load()["nabohaven-ved-aaen"]
    assert (garden.stage, garden.continued_with) == ("closed", "Nørrevang Spisevenner")
    assert garden.told_url == "/eksempler/nabohaven-ved-aaen/"
    told = Client().get(garden.told_url).content.decode()
    assert "Dette er en demonstration" in told


def test_the_walk_waits_for_signatures_and_answers() -> None:
    walk = load()["gaatur-fra-doeren"]
    room = rooms.Room(walk)
    assert room.amendment is not None
    assert room.waiting is not None
    assert list(walk.checkups.values_list("closed_on", flat=True)) == [None]


def test_left_out_when_somebody_changed_who_may_do_what() -> None:
    Membership.objects.filter(person__email=demonstration.email_of("gartner")).update(signatory=False)
    assert list(load()) == ["haender-til-hoesten"]


def test_left_out_when_nobody_acts_for_one_of_them() -> None:
    Membership.objects.filter(person__email=demonstration.email_of("gartner")).delete()
    assert load() == {}


def test_the_index_is_made_whole_again_with_alliances_in_it() -> None:
    made = load()
    Document.objects.filter(kind="alliance").delete()
    indexing.renew_everything()
    row = Document.objects.get(kind="alliance", object_id=made["onsdagsbordet"].pk)
    assert (row.audience, row.url) == ("public", "/alliancer/onsdagsbordet/")
    Initiative.objects.update(openness="parties")
    indexing.renew_everything()
    assert not Document.objects.filter(kind="alliance").exclude(audience="nobody").exists()
