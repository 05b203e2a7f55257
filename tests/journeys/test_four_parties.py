"""The whole of an alliance: a municipality, an association, a company and a school, four people in four browsers, one of them on a phone throughout.

They come in through the mails, write what they bring and gain, share tasks, promise in numbers, walk the legal check, sign, amend what they signed,
keep one promise and say why another was not kept, check up on themselves, end well, and tell of it; an editor publishes it, and a visitor reads it.
Each does what a person would: follows links, fills in forms, presses buttons. Only the night before a check-up closes is skipped.
"""

from tests.journeys.conftest import Visit
from tests.journeys.four_agree import agree, amend
from tests.journeys.four_keep import check_up, end_well, keep, publish, read, tell
from tests.journeys.four_people import Worker, gather
from tests.journeys.insiders import Behind


def test_four_parties_go_from_an_invitation_to_a_published_example(visit: Visit, worker: Worker, behind: Behind) -> None:
    four = gather(visit, worker)
    agree(four)
    amend(four)
    keep(four)
    check_up(four, behind)
    end_well(four)
    tell(four, worker)
    publish(visit, worker, four.title)
    read(visit, four)
