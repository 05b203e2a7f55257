"""The box "Næste skridt" and the card of the agreement say what is true, to each of those who look."""

from typing import Any

import pytest

from samspil.alliances.actions.answer import answer_invitation
from samspil.alliances.actions.invite import invite_organisation
from samspil.alliances.actions.move_alliance import move_alliance
from samspil.alliances.domain.missing import missing
from samspil.alliances.models import AgreementVersion
from samspil.alliances.tests.making import WRITTEN, agreed, client_of, fine, joined, member, now, organisation, proposed, ready, sign, started, who
from samspil.core import events
from samspil.core.models import Notice
from samspil.initiatives.models import Initiative

pytestmark = pytest.mark.django_db


def box(person: Any, address: str) -> str:
    """What stands in the box, or ""."""
    page: str = client_of(person).get(address).content.decode()
    return page.partition('id="naeste">')[2].partition("</section>")[0]


def test_when_all_have_signed_nobody_is_asked_to_sign(make_person: Any) -> None:
    two, version = agreed(make_person)
    for person in (two.chair, two.owner):
        shown = box(person, two.address)
        assert "Alle har sagt ja. Tillykke." in shown
        assert "Vi er gået i gang" in shown
        assert f"Version {version.number} gælder. Alle har sagt ja." in client_of(person).get(two.address).content.decode()
    fine(move_alliance(who(two.owner), two.alliance.slug, "begin", now=now()))
    assert box(two.chair, two.address) == ""
    assert f"Version {version.number} gælder" in client_of(two.chair).get(two.address).content.decode()


def test_whoever_signs_last_is_told_that_there_is_an_agreement_and_led_on_and_so_is_who_began_it_alone(make_person: Any) -> None:
    two, version = proposed(make_person)
    holder = make_person("selv@example.dk")
    Initiative.objects.filter(alliance=two.alliance).update(holder=holder)
    form = {"number": str(version.number), "sha256": version.sha256, "name": "En underskriver"}
    address, led_on = f"{two.address}aftale/", "Gå til alliancen"
    first, last = client_of(two.chair), client_of(two.owner)
    answered = first.post(f"{address}underskriv/", {**form, "for_organisation": str(two.club.pk)}, follow=True).content.decode()
    assert "I har en aftale" not in answered
    answered = last.post(f"{address}underskriv/", {**form, "for_organisation": str(two.firm.pk)}, follow=True).content.decode()
    assert f"Tak. {two.firm.name} har skrevet under. Nu har alle sagt ja: I har en aftale." in answered
    assert led_on in answered
    assert led_on in first.get(address).content.decode()
    events.deliver_waiting()
    assert Notice.objects.filter(recipient_id=holder.pk, text__startswith="Alle har sagt ja til aftalen").count() == 1
    fine(move_alliance(who(two.owner), two.slug, "begin", now=now()))
    assert led_on not in first.get(address).content.decode()


def test_whoever_holds_it_alone_is_told_why_one_party_is_not_two(make_person: Any) -> None:
    two = started(make_person)
    initiative = two.alliance.initiative
    initiative.holder = make_person("selv@example.dk")
    initiative.save()
    said = "Du har startet i dit eget navn, så du er ikke selv en part."
    assert said in box(initiative.holder, two.address)
    assert said not in box(two.chair, two.address)


def test_while_one_has_not_signed_that_is_the_next_step(make_person: Any) -> None:
    two, version = proposed(make_person)
    fine(sign(two.chair, two, two.club, version))
    assert "Send en venlig påmindelse" in box(two.chair, two.address)
    assert "aftale/" in box(two.owner, two.address)
    assert f"Version {version.number} venter på, at alle skriver under" in client_of(two.chair).get(two.address).content.decode()


def test_whoever_just_joined_is_asked_to_write_their_own_words_before_anything_else(make_person: Any) -> None:
    two = started(make_person)
    assert "Inviter en part" in box(two.chair, two.address), "whoever is alone invites first"
    other = organisation("Naboerne")
    neighbour = member(make_person, "nabo@example.dk", other)
    fine(invite_organisation(who(two.chair), two.alliance.slug, other.pk, now=now()))
    fine(answer_invitation(who(neighbour), two.alliance.slug, other.pk, yes=True, now=now()))
    assert "sectors" in {reason.code for reason in missing(two.room.plan)}
    shown = box(neighbour, two.address)
    assert "Skriv, hvad I har at vinde, hvad I har på spil og hvad I bidrager med" in shown
    assert f"bidrag/{two.party(other).pk}/" in shown


def test_the_box_stands_before_the_seven_steps(make_person: Any) -> None:
    two = joined(make_person)
    page = client_of(two.chair).get(two.address).content.decode()
    assert page.index("Næste skridt") < page.index('class="thread')


def test_questions_of_law_are_answered_not_written(make_person: Any) -> None:
    two = ready(make_person)
    two.alliance.facts_at = None
    two.alliance.save()
    shown = box(two.chair, two.address)
    assert "Svar på spørgsmålene" in shown.partition('class="btn"')[2]


def test_the_text_itself_is_read_before_it_is_locked(make_person: Any) -> None:
    two = ready(make_person)
    assert f'href="{two.address}aftale/"' in box(two.chair, two.address)
    page = client_of(two.chair).get(f"{two.address}aftale/").content.decode()
    for told in ("Laver mad", WRITTEN.gain, "Aftalen gælder fra", "Ret det først", "Gør aftalen klar"):
        assert told in page, told
    assert not AgreementVersion.objects.exists()


def test_whoever_has_signed_is_thanked_and_can_remind_the_others(make_person: Any) -> None:
    two, version = proposed(make_person)
    fine(sign(two.chair, two, two.club, version))
    page = client_of(two.chair).get(f"{two.address}aftale/").content.decode()
    assert "Tak. I har sagt ja." in page
    assert f"Nu venter I på {two.firm.name}." in page
    assert "Du må ikke" not in page
    assert f'action="{two.address}paamind/{two.party(two.firm).pk}/"' in page
    plain = member(make_person, "menig@example.dk", two.firm, signatory=False)
    theirs = client_of(plain).get(f"{two.address}aftale/").content.decode()
    assert f"Du må ikke skrive under for {two.firm.name}" in theirs
    assert "Tak. I har sagt ja." not in theirs
