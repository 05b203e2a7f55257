"""Telling an alliance as an example: written together, each party's yes to its own part, sent, and taken back."""

from typing import Any

import pytest

from samspil.alliances.actions.tell import send_story, take_yes_back, write_part, write_story
from samspil.alliances.domain.story import SharedText
from samspil.alliances.models import Alliance, Story, StoryPart
from samspil.alliances.stories import shortened
from samspil.alliances.tests.making import client_of, fine, joined, member, now, who
from samspil.alliances.tests.making_more import Three, running_three
from samspil.content.models import WelfareArea
from samspil.core.refusals import Refusal
from samspil.identity.models import Organisation, Person

pytestmark = pytest.mark.django_db
TEXT = SharedText(
    "Fælles bord på torvet",
    "Naboer, gartneri og skole dækker et langbord hver onsdag, og alle kan komme.",
    "Nørrevang",
    "Vi spiser sammen.",
    advice="Begynd småt.",
)
OWN = {"brings": "Lokalet", "gains": "Flere at spise med", "delivered": "20 aftener", "learnt": "Spørg tidligt"}


def area() -> int:
    return WelfareArea.objects.get(key="lokalsamfund").pk


def write(three: Three, text: SharedText = TEXT, revision: int = 0) -> Any:
    return write_story(who(three.chair), three.slug, text, area(), revision=revision, now=now())


def say_yes(three: Three, person: Person, one: Organisation, *, yes: bool = True, revision: int = 0, **own: str) -> Any:
    story = Story.objects.get(alliance=three.alliance)
    return write_part(who(person), three.slug, one.pk, {**OWN, **own}, yes=yes, revision=revision, story_revision=story.revision, now=now())


def told(make_person: Any) -> Three:
    """The club and the firm have said yes; the school has not."""
    three = running_three(make_person)
    fine(write(three))
    fine(say_yes(three, three.chair, three.club))
    fine(say_yes(three, three.owner, three.firm, brings="Grøntsager"))
    return three


def sent(make_person: Any) -> Three:
    three = told(make_person)
    fine(send_story(who(three.chair), three.slug, three.club.pk, now=now()))
    return three


def code(result: object) -> str:
    assert isinstance(result, Refusal), result
    return result.code


def state(three: Three) -> str:
    return Story.objects.get(alliance=three.alliance).state


def test_the_parties_write_say_yes_and_send_it_in_the_browser(make_person: Any) -> None:
    three = running_three(make_person)
    client, address = client_of(three.chair), f"{three.address}fortael/"
    begun = client.get(f"{address}tekst/").content.decode()
    assert 'value="Fælles bord"' in begun, "filled in from what the alliance has written"
    assert "Alle spiser sammen." in begun
    form = {**{name: getattr(TEXT, name) for name in TEXT.__dataclass_fields__}, "area": str(area()), "revision": "0"}
    assert client.post(f"{address}tekst/", form).status_code == 302
    assert f"Send det til redaktionen for {three.club.name}" not in client.get(address).content.decode()
    for person, one in three.everybody[:2]:
        party, browser = three.party(one), client_of(person)
        assert f"Sig ja for {one.name}" in browser.get(f"{address}del/{party.pk}/").content.decode()
        own = {**OWN, "for_organisation": str(one.pk), "revision": "0", "story_revision": "1", "yes": "1"}
        assert browser.post(f"{address}del/{party.pk}/", own).status_code == 302
    page = client.get(address).content.decode()
    assert f"{three.school.name} har ikke sagt ja og står som »et uddannelsessted«." in " ".join(page.split())
    assert client.post(f"{address}send/", {"for_organisation": str(three.club.pk)}).status_code == 302
    page = client.get(address).content.decode()
    assert "Redaktionen har haft det siden" in page
    assert client.post(f"{address}traek-tilbage/", {"for_organisation": str(three.club.pk)}).status_code == 302
    assert state(three) == "writing"


def test_a_party_is_begun_with_what_it_has_written_itself(make_person: Any) -> None:
    three = running_three(make_person)
    party = three.party(three.club)
    party.brings = "Lokalet og tyve stole"
    party.save()
    assert "Lokalet og tyve stole" in client_of(three.chair).get(f"{three.address}fortael/del/{party.pk}/").content.decode()
    assert shortened("et to tre", 6) == "et…"


def test_a_change_of_the_shared_text_takes_every_yes_back_and_the_same_again_none(make_person: Any) -> None:
    three = told(make_person)
    fine(write(three, revision=0))
    assert StoryPart.objects.exclude(approved_at=None).count() == len((three.club, three.firm))
    fine(write(three, SharedText(**{**vars(TEXT), "took": "Et år"}), revision=1))
    assert not StoryPart.objects.exclude(approved_at=None).exists()
    late = write_part(who(three.chair), three.slug, three.club.pk, OWN, yes=True, revision=1, story_revision=1, now=now())
    assert code(late) == "story-changed", "a yes is to the text one has read"
    assert code(write(three, revision=1)) == "stale"
    fine(say_yes(three, three.chair, three.club, yes=False, revision=1, learnt="Noget nyt"))
    assert code(say_yes(three, three.chair, three.club, revision=1)) == "stale"


def test_a_part_that_is_sent_twice_is_one_and_may_come_before_the_shared_text(make_person: Any) -> None:
    three = running_three(make_person)
    for _ in range(2):
        again = fine(write_part(who(three.chair), three.slug, three.club.pk, OWN, yes=False, revision=0, story_revision=0, now=now()))
    assert (again.revision, StoryPart.objects.count()) == (1, 1)
    fine(write(three))


def test_it_is_refused_plainly_while_something_is_missing(make_person: Any) -> None:
    three = running_three(make_person)
    fine(write(three))
    assert code(send_story(who(three.chair), three.slug, three.club.pk, now=now())) == "no-yes"
    assert code(take_yes_back(who(three.chair), three.slug, three.club.pk, now=now())) == "no-yes"
    fine(say_yes(three, three.chair, three.club))
    assert code(send_story(who(three.chair), three.slug, three.club.pk, now=now())) == "not-ready"
    plain = member(make_person, "menig@example.dk", three.club, signatory=False)
    for person, one, why in ((plain, three.club, "no-say"), (three.chair, three.firm, "not-your-party")):
        assert code(send_story(who(person), three.slug, one.pk, now=now())) == why
        assert code(take_yes_back(who(person), three.slug, one.pk, now=now())) == why
        assert code(say_yes(three, person, one)) == why
    two = joined(make_person)
    assert code(write_story(who(two.chair), two.slug, TEXT, None, revision=0, now=now())) == "too-early"
    assert "I kan fortælle om den, når I er gået i gang." in client_of(two.chair).get(f"{two.address}fortael/").content.decode()
    initiative = three.alliance.initiative
    initiative.openness = "public"
    initiative.save()
    stranger = who(make_person("nabo@example.dk"))
    for result in (
        write_story(stranger, three.slug, TEXT, None, revision=0, now=now()),
        write_part(stranger, three.slug, three.club.pk, OWN, yes=True, revision=0, story_revision=0, now=now()),
        send_story(stranger, three.slug, three.club.pk, now=now()),
        take_yes_back(stranger, three.slug, three.club.pk, now=now()),
    ):
        assert code(result) == "not-taking-part"


def test_what_lies_with_the_editors_stands_still_until_a_yes_is_taken_back(make_person: Any) -> None:
    three = sent(make_person)
    assert fine(send_story(who(three.owner), three.slug, three.firm.pk, now=now())).state == "sent", "sent twice is sent once"
    assert code(write(three, SharedText(**{**vars(TEXT), "took": "Et år"}), revision=1)) == "with-editors"
    assert code(say_yes(three, three.chair, three.club, revision=1, learnt="Nyt")) == "with-editors"
    fine(take_yes_back(who(three.owner), three.slug, three.firm.pk, now=now()))
    assert state(three) == "writing"
    fine(say_yes(three, three.owner, three.firm, revision=1, brings="Grøntsager"))


def test_what_is_published_is_the_editors_to_change(make_person: Any) -> None:
    three = sent(make_person)
    Story.objects.filter(alliance=three.alliance).update(state="published", page_url="/eksempler/faelles-bord/")
    Alliance.objects.filter(pk=three.alliance.pk).update(told_url="/eksempler/faelles-bord/")
    assert code(take_yes_back(who(three.chair), three.slug, three.club.pk, now=now())) == "published"
    assert code(say_yes(three, three.chair, three.club, revision=1, learnt="Nyt")) == "published"
    page = client_of(three.chair).get(f"{three.address}fortael/").content.decode()
    assert 'href="/eksempler/faelles-bord/"' in page
    assert "Skriv til redaktionen" in page
    assert 'href="/eksempler/faelles-bord/"' in client_of(three.chair).get(three.address).content.decode()


def test_a_text_with_a_cpr_number_or_without_a_heading_comes_back(make_person: Any) -> None:
    three = running_three(make_person)
    form = {**{name: getattr(TEXT, name) for name in TEXT.__dataclass_fields__}, "area": str(area()), "revision": "0"}
    client, address = client_of(three.chair), f"{three.address}fortael/tekst/"
    for wrong in ({"done": "Hun hedder 010170-1234"}, {"title": ""}):
        assert client.post(address, {**form, **wrong}).status_code == 422
    assert not Story.objects.exists()


def test_what_could_never_be_sent_is_said_before_anybody_has_said_yes(make_person: Any) -> None:
    three = running_three(make_person)
    form = {**{name: getattr(TEXT, name) for name in TEXT.__dataclass_fields__}, "area": str(area()), "revision": "0"}
    client, address = client_of(three.chair), f"{three.address}fortael/"
    for wrong, said in (({"teaser": "Vi spiser."}, "Nu er det 10."), ({"area": ""}, "Vælg et velfærdsområde")):
        reply = client.post(f"{address}tekst/", {**form, **wrong})
        assert (reply.status_code, said in reply.content.decode()) == (422, True)
    assert "og sig ja" not in client.get(address).content.decode()
    early = write_part(who(three.chair), three.slug, three.club.pk, OWN, yes=True, revision=0, story_revision=0, now=now())
    assert code(early) == "not-written"
    fine(write(three))
    assert f"Se, hvordan {three.club.name} kommer til at stå, og sig ja" in client.get(address).content.decode()


def test_the_pages_ask_no_more_than_they_may(make_person: Any, django_assert_max_num_queries: Any) -> None:
    three = told(make_person)
    client = client_of(three.chair)
    for place in ("", "tekst/", f"del/{three.party(three.club).pk}/"):
        with django_assert_max_num_queries(12):
            assert client.get(f"{three.address}fortael/{place}").status_code == 200
