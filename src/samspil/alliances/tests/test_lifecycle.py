import pytest

from samspil.alliances.domain.lifecycle import LIFECYCLE, NOW_AT, OPEN_TO_CHANGE, STAGE_DA, THREAD, Stage
from samspil.core.lifecycle import NotPossible


def test_a_change_while_an_agreement_waits_takes_it_back() -> None:
    assert LIFECYCLE.next(Stage.AGREEING, "edit", "member") == Stage.GATHERING


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage not in OPEN_TO_CHANGE])
def test_nothing_is_edited_once_all_have_accepted(stage: Stage) -> None:
    with pytest.raises(NotPossible):
        LIFECYCLE.next(stage, "edit", "member")


@pytest.mark.parametrize("stage", sorted(OPEN_TO_CHANGE))
def test_everything_can_be_edited_until_all_have_accepted(stage: Stage) -> None:
    assert LIFECYCLE.next(stage, "edit", "member") in OPEN_TO_CHANGE


def test_nobody_agrees_on_behalf_of_all() -> None:
    with pytest.raises(NotPossible):
        LIFECYCLE.next(Stage.AGREEING, "all_accepted", "member")


def test_every_stage_has_danish_words_and_a_place_on_the_thread() -> None:
    assert set(LIFECYCLE.states) == set(Stage) == set(STAGE_DA) == set(NOW_AT)
    assert all(0 <= place < len(THREAD) for place in NOW_AT.values())
