"""An alliance is begun from another, or from a municipality's template; names, people and promises never come along."""

from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from samspil.alliances import templates_of
from samspil.alliances.actions.write_template import NO_TASKS, NOT_YOURS, publish_template, save_template
from samspil.alliances.domain.patterns import PartyPattern, Pattern, TaskPattern, pattern_of, read
from samspil.alliances.domain.plan import AlliancePlan, PartyPlan, TaskPlan, Volunteers
from samspil.alliances.domain.words import Sector, TaskRole
from samspil.alliances.models import Alliance, AllianceTemplate, Beginning, Commitment, WrittenTerms
from samspil.alliances.tests.making import DEMO, OTHER, client_of, fine, joined, member, now, organisation, ready, who
from samspil.alliances.tests.test_directory import hidden, opened
from samspil.identity.models import Organisation
from samspil.moderation.tests.making import moderator, working
from tests.access.roles import begin_session
from tests.access.roles import client_of as client_in_role

TEMPLATES = "/bord/alliancer/skabeloner/"
SENT = {"title": "Fællesspisning", "purpose": "Alle spiser sammen", "task_0": "Laver mad", "by_0": "civil", "municipality": DEMO}
WORDS = st.text("abcdefg æøå.", max_size=60)
NAMES = st.lists(st.sampled_from(["Gartneriet Åsen", "Åsen", "Spisevennerne", "FGU (Nord)", "A+B"]), min_size=1, max_size=4, unique=True)


@given(NAMES, WORDS, st.data())
def test_no_name_address_or_contact_is_in_the_pattern_of_an_alliance(names: list[str], words: str, data: st.DataObject) -> None:
    text = f"{words} {data.draw(st.sampled_from(names)).upper()} skriv til formand@example.dk eller 12 34 56 78 {words}"
    sectors = list(Sector)
    parties = tuple(PartyPlan(number, name, sectors[number % 4], brings=text, gain=text) for number, name in enumerate(names))
    task = TaskPlan(1, text[:120], {0: TaskRole.RESPONSIBLE}, Volunteers(text, "Formanden"))
    found = pattern_of(AlliancePlan("Titel", text, text, parties, (task,)))
    told = str(found.written()).casefold()
    assert not [name for name in names if name.casefold() in told]
    assert "example.dk" not in told
    assert "12 34 56 78" not in told
    assert "formanden" not in told
    assert read(found.written()) == found


@pytest.mark.django_db
def test_a_copy_brings_aim_tasks_and_terms_and_nothing_of_others(make_person: Any) -> None:
    two = ready(make_person, "Fælles bord")
    WrittenTerms.objects.create(alliance=two.alliance, disputes=f"Vi ringer til {two.firm.name}.", **{})
    client = client_of(two.chair)
    page = client.get(f"/alliancer/start/?kopi={two.slug}").content.decode()
    assert "Start en alliance som »Fælles bord«" in page
    told = {"title": "Et bord til", "purpose": "Noget", "target_group": "Naboer", "municipality": DEMO, "for_organisation": two.club.pk}
    assert client.post("/alliancer/start/", {**told, "begin_from": f"kopi:{two.slug}"}).status_code == 302
    made = Alliance.objects.get(initiative__slug="et-bord-til")
    task = made.tasks.get()
    assert task.title == "Laver mad"
    assert [(part.party.organisation_id, part.role) for part in task.parts.all()] == [(two.club.pk, "responsible")]
    assert made.terms.disputes == "Vi ringer til virksomheden."
    assert made.parties.count() == 1
    assert not Commitment.objects.filter(alliance=made).exists()
    kept = str(Beginning.objects.get(pk=made.pk).content)
    assert two.firm.name not in kept
    form = client.get(f"{made.address}bidrag/{made.parties.get().pk}/").content.decode()
    assert "Fra det, I begyndte med" in form
    assert "Lokalet" in form


@pytest.mark.django_db
def test_only_what_one_may_see_is_copied_and_of_others_only_what_everybody_reads(make_person: Any) -> None:
    two, stranger = joined(make_person, "Kun vores"), make_person("fremmed@example.dk")
    WrittenTerms.objects.create(alliance=two.alliance, disputes="Vores egen måde")
    two.alliance.tasks.create(title="Laver mad", volunteers=True, line="Vores egen grænse")
    assert templates_of.copy_of(who(stranger), two.slug) is None
    assert "Kun vores" not in client_of(stranger).get(f"/alliancer/start/?kopi={two.slug}").content.decode()
    opened(two)
    found = templates_of.copy_of(who(stranger), two.slug)
    assert found
    assert (found.pattern.terms, found.pattern.tasks[0].line) == ({}, "")
    own = templates_of.copy_of(who(two.chair), two.slug)
    assert own
    assert own.pattern.terms == {"disputes": "Vores egen måde"}
    hidden(two)
    assert templates_of.copy_of(who(stranger), two.slug) is None


@pytest.mark.django_db
def test_a_template_is_a_draft_until_it_is_published_and_then_offered(make_person: Any) -> None:
    client = client_in_role("clerk", make_person)
    assert client.post(f"{TEMPLATES}ny/", SENT).status_code == 302
    made = AllianceTemplate.objects.get()
    assert "Fællesspisning" in client.get(TEMPLATES).content.decode()
    starter = client_of(member(make_person, "formand@example.dk", organisation("Foreningen")))
    assert "Fællesspisning" not in starter.get("/alliancer/start/").content.decode()
    assert "Fællesspisning" not in starter.get(f"/alliancer/start/?skabelon={made.pk}").content.decode()
    client.post(f"{TEMPLATES}{made.pk}/offentlig/", {"public": "yes"})
    assert f"?skabelon={made.pk}" in starter.get("/alliancer/start/").content.decode()
    assert "Alle spiser sammen" in starter.get(f"/alliancer/start/?skabelon={made.pk}").content.decode()
    client.post(f"{TEMPLATES}{made.pk}/offentlig/", {"public": "no"})
    assert f"?skabelon={made.pk}" not in starter.get("/alliancer/start/").content.decode()


@pytest.mark.django_db
def test_a_form_that_was_opened_before_somebody_else_saved_is_answered_with_both(make_person: Any) -> None:
    client = client_in_role("clerk", make_person)
    client.post(f"{TEMPLATES}ny/", SENT)
    made = AllianceTemplate.objects.get()
    address = f"{TEMPLATES}{made.pk}/"
    assert client.post(address, {**SENT, "title": "Den ene", "revision": 1}).status_code == 302
    answer = client.post(address, {**SENT, "title": "Den anden", "revision": 1})
    assert answer.status_code == 409
    assert "Den ene" in answer.content.decode()
    assert "Den anden" in answer.content.decode()
    assert client.post(address, {**SENT, "title": "", "revision": 2}).status_code == 422


@pytest.mark.django_db
def test_another_municipalitys_templates_are_neither_seen_nor_written(make_person: Any) -> None:
    ours, theirs = (working(moderator(make_person, code)) for code in (DEMO, OTHER))
    pattern = Pattern(tasks=(TaskPattern("Laver mad"),), parties=(PartyPattern("civil", "Foreningen", "Hænder"),))
    made = fine(save_template(ours, None, DEMO, "Vores", pattern, now=now()))
    assert save_template(theirs, None, DEMO, "Deres", pattern, now=now()) == NOT_YOURS
    person = moderator(make_person, OTHER)
    client = client_in_role("person", make_person)
    client.force_login(person, backend="samspil.identity.backend.PersonBackend")
    begin_session(client, person)
    assert client.get(f"{TEMPLATES}{made.pk}/").status_code in {302, 404}
    assert client.post(f"{TEMPLATES}{made.pk}/slet/").status_code in {302, 404}
    assert AllianceTemplate.objects.filter(pk=made.pk).exists()
    assert templates_of.source_of(theirs, f"skabelon:{made.pk}") is None


@pytest.mark.django_db
def test_an_empty_template_is_not_published_and_a_deleted_one_leaves_what_began_with_it(make_person: Any) -> None:
    clerk = moderator(make_person)
    made = fine(save_template(working(clerk), None, DEMO, "Tom", Pattern(), now=now()))
    assert publish_template(working(clerk), made.pk, public=True, now=now()) == NO_TASKS
    client = client_in_role("clerk", make_person)
    client.post(f"{TEMPLATES}{made.pk}/slet/")
    assert not AllianceTemplate.objects.exists()


@pytest.mark.django_db
def test_a_template_is_made_of_an_alliance_and_says_so(make_person: Any) -> None:
    two = opened(ready(make_person, "Godt bord"))
    client = client_in_role("clerk", make_person)
    page = client.get(f"{TEMPLATES}ny/?kopi={two.slug}").content.decode()
    assert "Laver mad" in page
    assert two.club.name not in page
    client.post(f"{TEMPLATES}ny/?kopi={two.slug}", SENT)
    assert AllianceTemplate.objects.get().copied_from == "Godt bord"
    assert "lavet af »Godt bord«" in client.get(TEMPLATES).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["?skabelon=x", "?skabelon=%C2%B2", "?skabelon=99999999999999999999", "?kopi=findes-ikke", "?kopi=%00"])
def test_a_beginning_that_does_not_exist_is_a_start_from_scratch(make_person: Any, query: str) -> None:
    client: Client = client_of(make_person("ny@example.dk"))
    answer = client.get(f"/alliancer/start/{query}")
    assert answer.status_code == 200
    assert "Begynd fra noget" in answer.content.decode()
    assert Organisation.objects.exists()
