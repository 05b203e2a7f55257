"""What comes after a legal check: texts for the agreement, a municipality's answers, seeing the law again, and paper."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate

from samspil.alliances import paper
from samspil.alliances.actions.choose_law_texts import choose_law_texts
from samspil.alliances.actions.look_at_law import look_at_law
from samspil.alliances.actions.move_alliance import Ending, move_alliance
from samspil.alliances.actions.propose_agreement import propose_agreement
from samspil.alliances.actions.renew_law import renew_law
from samspil.alliances.actions.reply_as_lawyer import Reply, reply_as_lawyer
from samspil.alliances.actions.working import Stale
from samspil.alliances.domain.law_texts import offered
from samspil.alliances.domain.missing import missing
from samspil.alliances.events import LawChanged, LawyerReplied
from samspil.alliances.models import AgreementVersion, Alliance, LawAnswered, LawyersReply, LegalCheck
from samspil.alliances.presenting.legal import past_on_paper
from samspil.alliances.tests.making import Two, agreed, answered, client_of, fine, joined, now, proposed, ready, signed_by_all, who
from samspil.core.models import RecordedEvent
from samspil.core.periods import danish_date
from samspil.core.refusals import Refusal
from samspil.identity.models import Organisation
from samspil.law.queries import questionnaire

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
ALL_RUN_OUT = date(2027, 2, 12)


def code(result: object) -> str:
    assert isinstance(result, Refusal), result
    return result.code


def look(two: Two, at: datetime | None = None) -> LegalCheck:
    check: LegalCheck = fine(look_at_law(who(two.chair), two.slug, two.club.pk, now=at or now()))
    return check


def codes(two: Two) -> list[str]:
    return [reason.code for reason in missing(two.room.plan)]


def seen_at(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return str(answer.content.decode())


# Texts for the agreement.


def keys_of(check: LegalCheck) -> list[str]:
    return [text.key for text in offered(check.result)]


def test_texts_that_are_taken_stand_in_the_agreement_with_law_and_day(make_person: Make) -> None:
    two = ready(make_person)
    client, key = client_of(two.chair), keys_of(LegalCheck.objects.get())[-1]
    sent = {"texts": [key], "revision": "0", "for_organisation": str(two.club.pk)}
    assert client.post(f"{two.address}jura/aftaletekst/", sent).status_code == 302
    page = seen_at(client, f"{two.address}aftale/")
    assert "Det kræver loven af os" in page
    assert "Juridisk tjek" in page
    version = signed_by_all(two)
    assert [row["key"] for row in version.content["law"]] == [key]
    assert paper.version_pdf(version).startswith(b"%PDF")
    assert code(choose_law_texts(who(two.chair), two.slug, two.club.pk, [], revision=1, now=now())) == "not-now", "what is signed stands"
    assert "Aftalen gælder, så teksterne i den står fast." in seen_at(client, f"{two.address}jura/aftaletekst/")


def test_taking_a_text_takes_back_an_agreement_that_waits(make_person: Make) -> None:
    two, version = proposed(make_person)
    keys = keys_of(LegalCheck.objects.get())
    fine(choose_law_texts(who(two.chair), two.slug, two.club.pk, [], revision=0, now=now()))
    assert AgreementVersion.objects.get(pk=version.pk).closed_at is None, "nothing was chosen, so nothing changed"
    fine(choose_law_texts(who(two.chair), two.slug, two.club.pk, keys[:1], revision=0, now=now()))
    assert AgreementVersion.objects.get(pk=version.pk).closed_at is not None
    late = choose_law_texts(who(two.owner), two.slug, two.firm.pk, keys[1:2], revision=0, now=now())
    assert isinstance(late, Stale)
    assert code(choose_law_texts(who(two.chair), two.slug, two.firm.pk, keys, revision=1, now=now())) == "not-your-party"


def test_a_new_check_renews_the_texts_that_were_taken_and_lets_go_of_what_it_no_longer_offers(make_person: Make) -> None:
    two = ready(make_person)
    answered(two, "hjem", keys=True)
    keys = keys_of(look(two))
    fine(choose_law_texts(who(two.chair), two.slug, two.club.pk, keys, revision=0, now=now()))
    taken = {row["key"] for row in two.room.alliance.law_texts}
    answered(two, "hjem", keys=False)
    kept = {row["key"] for row in two.room.alliance.law_texts}
    assert kept == taken, "only a check that was read changes the texts"
    fresh = keys_of(look(two))
    assert {row["key"] for row in two.room.alliance.law_texts} == taken & set(fresh)
    assert taken - set(fresh)


# The municipality's answers.


def town_in(two: Two, make_person: Make) -> Organisation:
    """The firm becomes a municipality's organisation."""
    Organisation.objects.filter(pk=two.firm.pk).update(kind="municipality")
    answered(two, "penge", municipal_money="grant")
    answered(two, "offentlig-opgave", handed_over_task=True)
    return two.firm


def test_a_municipality_answers_what_is_open_and_all_see_it_beside_the_question(make_person: Make) -> None:
    two = joined(make_person)
    town_in(two, make_person)
    page = seen_at(client_of(two.owner), f"{two.address}jura/")
    key = page.split("jura/spoergsmaal/")[1].split("/")[0]
    assert "jura/spoergsmaal/" not in seen_at(client_of(two.chair), f"{two.address}jura/")
    assert client_of(two.chair).get(f"{two.address}jura/spoergsmaal/{key}/").status_code == 404
    client, address = client_of(two.owner), f"{two.address}jura/spoergsmaal/{key}/"
    sent = {"text": "Det er et rent tilskud.", "role": "Juridisk konsulent", "answered_on": "01-11-2026", "revision": "0", "for_organisation": str(two.firm.pk)}
    assert client.post(address, {**sent, "text": "Om 010170-1234"}).status_code == 422
    assert client.post(address, sent).status_code == 302
    assert client.post(address, sent).status_code == 302
    assert LawyersReply.objects.get().revision == 1
    assert RecordedEvent.objects.filter(kind=LawyerReplied.kind).count() == 1
    shown = seen_at(client_of(two.chair), f"{two.address}jura/")
    assert "Det er et rent tilskud." in shown
    assert "Juridisk konsulent" in shown
    assert client.post(address, {**sent, "text": "Et køb."}).status_code == 409
    assert client.get(f"{two.address}jura/spoergsmaal/{'0' * 16}/").status_code == 404


def test_only_a_municipality_answers_and_only_what_is_open_today(make_person: Make) -> None:
    two = joined(make_person)
    reply = Reply("Svar", "Jurist", localdate())
    assert code(reply_as_lawyer(who(two.chair), two.slug, two.club.pk, "k", reply, revision=0, now=now())) == "not-municipality"
    town = town_in(two, make_person)
    assert code(reply_as_lawyer(who(two.owner), two.slug, town.pk, "k", reply, revision=0, now=now())) == "no-question"
    key = seen_at(client_of(two.owner), f"{two.address}jura/").split("jura/spoergsmaal/")[1].split("/")[0]
    ahead = Reply("Svar", "Jurist", localdate() + timedelta(days=1))
    assert code(reply_as_lawyer(who(two.owner), two.slug, town.pk, key, ahead, revision=0, now=now())) == "ahead"


# When the law says something else.


def told_of() -> int:
    return RecordedEvent.objects.filter(kind=LawChanged.kind).count()


def test_answers_that_all_run_out_on_one_day_are_one_task_and_one_notice(make_person: Make) -> None:
    two, _ = agreed(make_person)
    assert renew_law(localdate()) == 0
    assert renew_law(ALL_RUN_OUT) == 1
    assert (told_of(), two.room.alliance.law_again) == (1, "svar, I bygger på, skal kontrolleres")
    assert renew_law(ALL_RUN_OUT) == 0
    assert renew_law(ALL_RUN_OUT + timedelta(days=30)) == 0
    assert told_of() == 1
    page = seen_at(client_of(two.owner), two.address)
    assert "Se loven igen: svar, I bygger på, skal kontrolleres" in page
    assert f'href="{two.address}jura/"' in page


def test_looking_again_settles_it_and_keeps_both_checks(make_person: Make) -> None:
    two, version = agreed(make_person)
    renew_law(ALL_RUN_OUT)
    page = seen_at(client_of(two.chair), f"{two.address}jura/")
    assert "Se loven igen" in page
    later = timezone.make_aware(datetime(2027, 2, 12, 9))
    made = look(two, later)
    assert (made.on, LegalCheck.objects.count(), two.room.alliance.law_again) == (ALL_RUN_OUT, 2, "")
    assert renew_law(ALL_RUN_OUT + timedelta(days=1)) == 0
    assert told_of() == 1
    version.refresh_from_db()
    assert version.closed_at is None, "the agreement still holds"


def test_before_there_is_an_agreement_the_page_says_it_and_nobody_is_told(make_person: Make) -> None:
    two = ready(make_person)
    assert renew_law(ALL_RUN_OUT) == 1
    assert (told_of(), codes(two)) == (0, ["law"])
    later = timezone.make_aware(datetime(2027, 2, 12, 9))
    assert code(propose_agreement(who(two.chair), two.slug, now=later)) == "missing"
    look(two, later)
    assert isinstance(propose_agreement(who(two.chair), two.slug, now=later), AgreementVersion)


def test_an_agreement_is_held_against_the_law_of_the_day_it_is_proposed(make_person: Make) -> None:
    two = ready(make_person)
    later = timezone.make_aware(datetime(2027, 2, 12, 9))
    assert code(propose_agreement(who(two.chair), two.slug, now=later)) == "missing"


def test_an_answer_that_changes_in_an_agreement_in_force_asks_for_a_new_look(make_person: Make) -> None:
    two, _ = agreed(make_person)
    answered(two, "hjem", keys=True)
    assert "Se loven igen: I har ændret et svar" in seen_at(client_of(two.chair), two.address)
    look(two)
    assert two.room.alliance.law_again == ""


def test_alliances_that_are_over_or_have_answered_nothing_are_left_alone(make_person: Make) -> None:
    two = joined(make_person)
    assert renew_law(ALL_RUN_OUT) == 0
    over = ready(make_person, "Slut")
    fine(move_alliance(who(over.chair), over.slug, "withdraw", ending=Ending(over.club.pk), now=now()))
    assert renew_law(ALL_RUN_OUT) == 0
    assert two.room.alliance.law_edition == ""


# On paper.


def test_the_check_comes_as_pdf_to_the_parties_alone(make_person: Make) -> None:
    two = joined(make_person)
    town_in(two, make_person)
    answered(two, "hjem", restraint=True, keys=True)
    key = seen_at(client_of(two.owner), f"{two.address}jura/").split("jura/spoergsmaal/")[1].split("/")[0]
    fine(reply_as_lawyer(who(two.owner), two.slug, two.firm.pk, key, Reply("Et *tilskud* #her", "Jurist", localdate()), revision=0, now=now()))
    answer = client_of(two.chair).get(f"{two.address}jura/tjek.pdf")
    assert answer.content.startswith(b"%PDF")
    assert client_of(make_person("fremmed@example.dk")).get(f"{two.address}jura/tjek.pdf").status_code == 404


def test_pages_of_the_check_cost_the_same_however_much_is_answered(make_person: Make, django_assert_max_num_queries: Any) -> None:
    two = ready(make_person)
    client = client_of(two.chair)
    for place in ("jura/", "jura/svar/hjem/", "jura/aftaletekst/"):
        with django_assert_max_num_queries(14):
            client.get(two.address + place)


def test_an_earlier_check_comes_as_pdf_as_it_stood_that_day(make_person: Make) -> None:
    two = ready(make_person)
    first = two.alliance.legal_checks.latest("pk")
    told = past_on_paper(first)
    assert told["about"].startswith(f"Gemt, som det stod {danish_date(first.on)}. {two.club.name} har set på det.")
    LegalCheck.objects.filter(pk=first.pk).update(facts={**first.facts, "asked_no_more": True})
    first.refresh_from_db()
    assert past_on_paper(first) == told, "a question that is asked no more is left out"
    answered(two, "mennesker", children_under_15=True, child_contact="regular", area="sport_culture")
    assert past_on_paper(first) == told
    address = f"{two.address}jura/tidligere/{first.pk}/"
    assert f'href="{address}tjek.pdf"' in client_of(two.chair).get(address).content.decode()
    answer = client_of(two.chair).get(f"{address}tjek.pdf")
    assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")
    assert client_of(make_person("fremmed@example.dk")).get(f"{address}tjek.pdf").status_code == 404
    other = ready(make_person, "En anden")
    assert client_of(two.chair).get(f"{other.address}jura/tidligere/{first.pk}/tjek.pdf").status_code == 404


def test_what_was_ticked_became_answers(make_person: Make) -> None:
    """The migration that made answers to law's questions of ticked facts, run on rows as they were before it."""
    two, unticked = joined(make_person, "Med kryds"), joined(make_person, "Uden kryds")
    ticked = {"food": True, "sensitive_data": True}
    Alliance.objects.filter(pk=two.alliance.pk).update(facts=ticked, facts_at=now(), law_seen_at=now())
    Alliance.objects.filter(pk=unticked.alliance.pk).update(facts={}, facts_at=None, law_seen_at=None)
    import_module("samspil.alliances.migrations.0016_legal_check").ticks_become_answers(apps, None)
    alliance = Alliance.objects.get(pk=two.alliance.pk)
    assert (alliance.facts, alliance.law_seen_at) == ({**ticked, "personal_data": True}, None)
    rows = LawAnswered.objects.filter(alliance=alliance)
    assert {(row.group, row.answered_at, row.party) for row in rows} == {(group, alliance.facts_at, None) for group in ("oplysninger", "mad-og-koersel")}
    assert not LawAnswered.objects.filter(alliance=unticked.alliance).exists()
    assert {group.key for group in questionnaire().groups} >= {row.group for row in rows}, "each leads to a page that is still asked"
