import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.alliances.domain.agreement import (
    THIRD,
    canonical,
    content_of,
    counts_for,
    fingerprint,
    kind_in_words,
    roles_table,
    sector_word,
    terms_in_words,
    waiting_parties,
    with_aims,
)
from samspil.alliances.domain.plan import AlliancePlan, PromisePlan, Volunteers
from samspil.alliances.domain.terms import DataRole, data_in_words
from samspil.alliances.domain.words import CoCreation, PartyState, TaskRole, circles
from samspil.alliances.tests.plans import WHOLE, plans

PROMISE = PromisePlan(1, "rooms", "Lokalet", Decimal(10), "aftener", None, date(2027, 6, 1), id=7)
JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inside: st.lists(inside) | st.dictionaries(st.text(), inside), max_leaves=12)


@given(st.dictionaries(st.text(), JSON))
def test_the_same_content_has_one_spelling_whatever_the_order_of_its_keys(content: dict[str, object]) -> None:
    turned = dict(reversed(list(content.items())))
    assert canonical(content) == canonical(turned)
    assert json.loads(canonical(content)) == content
    assert fingerprint(json.loads(canonical(content))) == fingerprint(content)


@given(plans(), plans())
def test_an_acceptance_counts_for_exactly_the_content_it_was_given(one: AlliancePlan, other: AlliancePlan) -> None:
    first, second = content_of(one), content_of(other)
    assert counts_for(fingerprint(first), fingerprint(second)) is (first == second)


@pytest.mark.parametrize(
    "changed",
    [
        replace(WHOLE, title="Et andet bord"),
        replace(WHOLE, purpose="Alle spiser sammen!"),
        replace(WHOLE, last=None),
        replace(WHOLE, place="Torvet"),
        replace(WHOLE, terms=replace(WHOLE.terms, disputes="Vi slår plat og krone.")),
        replace(WHOLE, terms=replace(WHOLE.terms, data_party=2)),
        replace(WHOLE, terms=replace(WHOLE.terms, review_on=None)),
        replace(WHOLE, kind=CoCreation.FACILITATED),
        replace(WHOLE, notice_months=3),
        replace(WHOLE, tasks=WHOLE.tasks[::-1]),
        replace(WHOLE, tasks=(replace(WHOLE.tasks[0], roles={1: TaskRole.RESPONSIBLE, 2: TaskRole.HELPS}), WHOLE.tasks[1])),
        replace(WHOLE, tasks=(replace(WHOLE.tasks[0], volunteers=None), WHOLE.tasks[1])),
        replace(WHOLE, tasks=(replace(WHOLE.tasks[0], volunteers=Volunteers("De ansatte løfter.", "En anden")), WHOLE.tasks[1])),
        replace(WHOLE, parties=(replace(WHOLE.parties[0], gain="Mere"), *WHOLE.parties[1:])),
        replace(WHOLE, parties=(replace(WHOLE.parties[0], leaves="Alt"), *WHOLE.parties[1:])),
        replace(WHOLE, parties=(replace(WHOLE.parties[0], measure="50 gæster"), *WHOLE.parties[1:])),
        replace(WHOLE, parties=(replace(WHOLE.parties[0], organisation_id=99), *WHOLE.parties[1:])),
    ],
)
def test_any_change_makes_another_fingerprint(changed: AlliancePlan) -> None:
    assert fingerprint(content_of(changed)) != fingerprint(content_of(WHOLE))


def test_what_is_no_part_of_the_agreement_changes_nothing() -> None:
    seen = replace(WHOLE, law_seen=False, parties=(*WHOLE.parties, replace(WHOLE.parties[0], id=9, state=PartyState.DECLINED)))
    assert fingerprint(content_of(seen)) == fingerprint(content_of(WHOLE))


def test_an_agreement_of_the_first_form_is_still_read_and_compared_as_it_was() -> None:
    old = content_of(WHOLE, form=1)
    assert set(old["parties"][0]) == {"id", "organisation", "name", "sector", "brings", "stake", "gain"}
    assert set(old["tasks"][0]) == {"title", "roles"}
    assert not {"place", "kind", "terms"} & set(old)
    assert terms_in_words(old) == []
    assert kind_in_words(old) == ("", "")
    assert (with_aims(old["parties"][0])["leaves"], roles_table(old)[0]["volunteers"]) == ("", None)
    less = replace(WHOLE, parties=(replace(WHOLE.parties[0], measure=""), *WHOLE.parties[1:]))
    assert fingerprint(content_of(less, form=1)) == fingerprint(old)


def test_an_agreement_of_the_second_form_lacks_only_what_the_third_brought_in() -> None:
    new, old = content_of(WHOLE), content_of(WHOLE, form=2)
    assert (new["form"], new["tasks"][0]["id"], old["form"]) == (3, WHOLE.tasks[0].id, 2)
    assert set(new) - set(old) == set(THIRD)
    assert set(old["tasks"][0]) == {"title", "roles", "volunteers"}
    assert "id" not in content_of(replace(WHOLE, promises=(PROMISE,)), form=2)["promises"][0]
    assert old["terms"] == new["terms"]


def test_terms_stand_in_words_and_what_is_empty_is_left_out() -> None:
    told = dict(terms_in_words(content_of(replace(WHOLE, terms=replace(WHOLE.terms, conflicts="")))))
    assert told["Vi ser på aftalen igen"] == "Parterne ser på aftalen igen 1. august 2027."
    assert told["Dataansvar"].startswith("Kommunen er dataansvarlig. ")
    assert "Når nogen har en særlig interesse" not in told
    assert "artikel 26" in data_in_words(DataRole.JOINT, "")
    assert data_in_words(None, "Kommunen") == ""


def test_who_has_not_accepted_is_told_in_the_order_of_the_agreement() -> None:
    content = content_of(WHOLE)
    assert waiting_parties(content, []) == [1, 2, 3]
    assert waiting_parties(content, [2, 77]) == [1, 3]
    assert waiting_parties(content, [3, 2, 1]) == []


def test_roles_are_shown_in_words() -> None:
    (cooks, delivers) = roles_table(content_of(WHOLE))
    assert cooks["roles"] == [
        {"party": "Kommunen", "role": "helps", "word": "Hjælper"},
        {"party": "Foreningen", "role": "responsible", "word": "Ansvarlig"},
    ]
    assert [row["word"] for row in delivers["roles"]] == ["Ansvarlig"]
    assert sector_word("knowledge") == "Viden"


def test_business_and_knowledge_share_the_third_circle() -> None:
    assert circles(["public", "knowledge"]) == [True, False, True]
    assert circles([]) == [False, False, False]
