"""What may be shown of a check-up: nothing from which one party's answer can be worked out when fewer than three took a stand."""

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.alliances.domain.checkup import (
    EACH,
    EARLY_AFTER,
    FEWEST,
    MOST_PROMPTS,
    STEPS,
    Occasion,
    Outcome,
    Prompt,
    Question,
    Reply,
    Spread,
    due,
    ends,
    moved,
    outcome_from,
    outcome_of,
    spread_of,
    talks,
    trend,
)

MARK = st.sampled_from([*STEPS, None])
MARKS: st.SearchStrategy[Mapping[Question, int | None]] = st.fixed_dictionaries(dict.fromkeys(Question, MARK))
DAY = date(2026, 11, 22)


def replies(least: int, most: int) -> st.SearchStrategy[list[Reply]]:
    """Rounds with so many parties; sometimes one person writes for several."""
    voices = st.integers(1, 4)
    return st.lists(st.builds(Reply, voices, MARKS), min_size=least, max_size=most)


def alike(marks: int | None, trust: int | None = None) -> dict[Question, int | None]:
    return {**dict.fromkeys(Question, marks), **({Question.TRUST: trust} if trust else {})}


def everything_shown(rounds: list[Outcome]) -> object:
    """All that any page can make of these rounds: the outcomes, the courses and the prompts."""
    return rounds, [trend(rounds, question) for question in Question], talks(rounds)


@given(replies(0, 2), st.data())
def test_of_two_or_fewer_answers_nothing_is_shown_but_how_many_they_were(told: list[Reply], data: st.DataObject) -> None:
    other = [Reply(reply.voice, data.draw(MARKS)) for reply in told]
    assert everything_shown([outcome_of(told)]) == everything_shown([outcome_of(other)])


@given(replies(0, 6), st.data())
def test_what_too_few_took_a_stand_on_looks_the_same_whatever_they_answered(told: list[Reply], data: st.DataObject) -> None:
    """Also when others did not know: their number is no help, for it is not told either."""
    question = data.draw(st.sampled_from(list(Question)))
    known = {reply.voice for reply in told if reply.marks[question] is not None}
    if len(known) >= FEWEST:
        return
    other = [Reply(reply.voice, {**reply.marks, question: data.draw(MARK) if reply.voice in known else None}) for reply in told]
    assert outcome_of(told) == outcome_of(other)


@given(st.lists(replies(0, 5), min_size=1, max_size=4), st.data())
def test_no_number_of_rounds_helps_to_work_out_an_answer_that_is_not_shown(rounds: list[list[Reply]], data: st.DataObject) -> None:
    """Rounds are shown each for itself; no sum or average goes across them, so nothing can be taken from one another."""
    other = [[Reply(reply.voice, data.draw(MARKS)) for reply in told] if len(told) < FEWEST else told for told in rounds]
    assert everything_shown([outcome_of(told) for told in rounds]) == everything_shown([outcome_of(told) for told in other])


@pytest.mark.parametrize("number", [1, 2])
def test_a_party_that_takes_its_own_answer_away_learns_nothing_of_the_only_other(number: int) -> None:
    """Every answer the other could have given fits what is shown."""
    for own in product([*STEPS, None], repeat=number - 1):
        seen = [outcome_of([Reply(1, alike(theirs)), *(Reply(2, alike(mark)) for mark in own)]) for theirs in [*STEPS, None]]
        assert all(one == seen[0] for one in seen)


def test_two_parties_with_one_writer_are_one_voice() -> None:
    """Who wrote two of three answers would know the third."""
    three = [Reply(1, alike(4)), Reply(1, alike(4)), Reply(2, alike(2))]
    assert spread_of(Question.TRUST, three) is None
    assert spread_of(Question.TRUST, [*three, Reply(3, alike(2))]) == Spread((0, 2, 0, 2, 0), 0)


@given(replies(3, 8))
def test_what_is_shown_counts_every_party_once(told: list[Reply]) -> None:
    outcome = outcome_of(told)
    for question, spread in outcome.spreads.items():
        if spread:
            assert sum(spread.counts) + spread.unknown == outcome.answered == len(told)
            marks = [mark for reply in told if (mark := reply.marks[question])]
            assert spread.mean == Fraction(sum(marks), len(marks))
    assert outcome_from(outcome.as_json()) == outcome


@given(st.lists(replies(0, 6), max_size=4))
def test_no_meeting_is_given_more_to_talk_of_than_it_can_carry_and_each_is_of_something_shown(rounds: list[list[Reply]]) -> None:
    outcomes = [outcome_of(told) for told in rounds]
    found = talks(outcomes)
    assert len(found) <= MOST_PROMPTS
    assert len({talk.question for talk in found}) == len(found)
    assert all(outcomes[-1].spreads[talk.question] for talk in found)


def round_of(trust: tuple[int, int, int], others: int = 4) -> Outcome:
    return outcome_of([Reply(voice, alike(others, step)) for voice, step in enumerate(trust)])


def test_where_views_differ_the_parties_are_told_what_to_ask_each_other() -> None:
    (talk,) = talks([round_of((1, 5, 4))])
    assert (talk.question, talk.why, talk.text) == (Question.TRUST, Prompt.DIFFER, "I ser forskelligt på tilliden: tag det op på næste møde.")


def test_what_most_find_bad_and_what_got_worse_are_said_too() -> None:
    assert [talk.why for talk in talks([round_of((2, 2, 2))])] == [Prompt.LOW]
    assert [talk.why for talk in talks([round_of((5, 5, 5)), round_of((4, 4, 4))])] == [Prompt.FELL]
    assert talks([round_of((4, 4, 4)), round_of((5, 5, 5))]) == []
    texts = [talks(rounds)[0].text for rounds in ([round_of((2, 2, 2))], [round_of((5, 5, 5)), round_of((4, 4, 4))])]
    assert texts == [
        "»Vi stoler på hinanden« passer ikke på de fleste af jer: tag det op på næste møde.",
        "»Vi stoler på hinanden« passer mindre godt end sidst: tag det op på næste møde.",
    ]


def test_a_course_goes_over_rounds_that_are_not_shown() -> None:
    rounds = [round_of((5, 5, 5)), outcome_of([Reply(1, alike(1))]), round_of((4, 4, 4))]
    assert trend(rounds, Question.TRUST) == [5, None, 4]
    assert moved(trend(rounds, Question.TRUST)) == -1
    assert moved(trend(rounds[:2], Question.TRUST)) == moved([]) == 0


def test_trust_is_asked_about_early_and_then_twice_a_year() -> None:
    assert due(DAY, None, DAY + EARLY_AFTER - timedelta(days=1)) is None
    assert due(DAY, None, DAY + EARLY_AFTER) is Occasion.EARLY
    assert due(DAY, DAY, DAY + EACH - timedelta(days=1)) is None
    assert due(DAY, DAY, DAY + EACH) is Occasion.HALF_YEARLY


def test_a_round_ends_after_its_last_day_or_the_morning_after_everybody_answered() -> None:
    later = DAY + timedelta(days=1)
    assert not ends(DAY, None, DAY)
    assert ends(DAY, None, later)
    assert not ends(later, DAY, DAY)
    assert ends(later + timedelta(days=9), DAY, later)
