"""kill -9 of the worker in the middle of a delivery: the next worker delivers the event, and what it does is done once (mail: at least once)."""

import os
import random
from collections.abc import Sequence
from contextlib import ExitStack

import pytest

from launcher import state
from tests.faults.product import Service, home_of
from tests.faults.visitor import Form
from tests.launcher.checkout import eventually

pytestmark = [pytest.mark.faults, pytest.mark.slow]

KILLS, FORMS, SEED = 2, 15, 20261121
STAFF = "SELECT DISTINCT person_id FROM identity_person_groups ORDER BY 1"
# One row for each form: who was told, and whether the event is delivered.
COURSE = """
SELECT array(SELECT recipient_id FROM core_notice WHERE dedupe_key = 'enquiry:' || q.id ORDER BY 1), e.delivered_at IS NOT NULL
FROM knowledge_enquiry q
JOIN core_recordedevent e ON e.kind = 'knowledge.EnquiryReceived' AND e.payload = jsonb_build_object('enquiry_id', q.id)
WHERE q.email = ANY(%s) ORDER BY array_position(%s, q.email)
"""
BUSY = "SELECT 1 FROM core_recordedevent WHERE delivered_at IS NULL"
Course = tuple[list[int], bool]


@pytest.fixture(autouse=True)
def idle_worker(service: Service) -> None:
    """The worker has nothing to do, so that the next event is the test's own."""
    assert eventually(lambda: not service.rows(BUSY), 60)


def courses(service: Service, forms: Sequence[Form]) -> list[Course]:
    """What has become of each form, in order."""
    emails = [form.email for form in forms]
    return [(told, delivered) for told, delivered in service.rows(COURSE, emails, emails)]


def delivered(service: Service, forms: Sequence[Form]) -> int:
    """How many of the forms have been told of."""
    return sum(course[1] for course in courses(service, forms))


def receipts(service: Service, form: Form) -> int:
    """How many receipts its sender was written."""
    return len(list((home_of(service.checkout).state / "mail").glob(f"*-{form.email}.eml")))


def check_all_is_done(service: Service, forms: Sequence[Form], most_receipts: int) -> None:
    """Every event is delivered, every member of staff told once, every sender at least once."""
    staff = [person for (person,) in service.rows(STAFF)]
    assert staff
    assert eventually(lambda: not service.rows(BUSY), 30)
    assert courses(service, forms) == [(staff, True)] * len(forms)
    assert {receipts(service, form) for form in forms} <= set(range(1, most_receipts + 1))


def test_the_worker_gives_way_to_pages(service: Service) -> None:
    assert os.getpriority(os.PRIO_PROCESS, service.pid(state.WORKER)) > os.getpriority(os.PRIO_PROCESS, service.pid(state.WEB))


@pytest.mark.parametrize(
    ("table", "written"),
    [("core_notice", 1), ("core_recordedevent", 2)],
    ids=["before anything is written", "when mails are written and nothing is committed"],
)
def test_a_worker_killed_in_the_middle_of_a_delivery(service: Service, table: str, written: int) -> None:
    form = Form()
    with ExitStack() as holding:
        with service.held("identity_person_groups", "ACCESS EXCLUSIVE"):  # the delivery has begun, and goes no further until its place is held
            assert form.send(service.run.port) == 302
            assert eventually(lambda: service.waits("identity_person_groups"), 60)
            holding.enter_context(service.held(table))
        assert eventually(lambda: service.waits(table))
        service.kill(state.WORKER)
        assert courses(service, [form]) == [([], False)]
    service.start_again()
    check_all_is_done(service, [form], written)
    assert receipts(service, form) == written


def test_a_worker_killed_at_random_moments_leaves_nothing_undone_and_doubles_nothing(service: Service) -> None:
    moments = random.Random(SEED)  # noqa: S311  # the same moments each time, no secrets
    everything: list[Form] = []
    for _ in range(KILLS):
        forms = [Form() for _ in range(FORMS)]
        assert {form.send(service.run.port) for form in forms} == {302}
        enough = moments.randint(1, FORMS - 3)
        assert eventually(lambda forms=forms, enough=enough: delivered(service, forms) >= enough, 60)  # type: ignore[misc]  # bound in the loop
        service.kill(state.WORKER)
        service.start_again()
        everything += forms
    check_all_is_done(service, everything, KILLS + 1)
