"""kill -9 of the worker in the middle of a job: the job runs again, and what it does is done once (mail: at least once)."""

import json
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
# One row for each form: who was told, whether the event is delivered, and what has become of its job.
COURSE = """
SELECT array(SELECT recipient_id FROM core_notice WHERE dedupe_key = 'enquiry:' || q.id ORDER BY 1), e.delivered_at IS NOT NULL, j.status::text, j.attempts
FROM knowledge_enquiry q
JOIN core_recordedevent e ON e.kind = 'knowledge.EnquiryReceived' AND e.payload = jsonb_build_object('enquiry_id', q.id)
JOIN procrastinate_jobs j ON j.task_name = 'core.deliver_event' AND j.args = jsonb_build_object('event_id', e.id)
WHERE q.email = ANY(%s) ORDER BY array_position(%s, q.email)
"""
# Jobs that are due or under way; what a killed worker has left is not the living one's.
BUSY = "SELECT 1 FROM procrastinate_jobs WHERE (status = 'todo' AND coalesce(scheduled_at, now()) <= now()) OR (status = 'doing' {})"
OF_THE_LIVING = "AND worker_id = (SELECT max(id) FROM procrastinate_workers)"
Course = tuple[list[int], bool, str, int]


@pytest.fixture(autouse=True)
def idle_worker(service: Service) -> None:
    """The worker has nothing to do, so that the next job is the test's own."""
    assert eventually(lambda: not service.rows(BUSY.format(OF_THE_LIVING)), 60)


def courses(service: Service, forms: Sequence[Form]) -> list[Course]:
    """What has become of each form, in order."""
    emails = [form.email for form in forms]
    return [(told, delivered, status, attempts) for told, delivered, status, attempts in service.rows(COURSE, emails, emails)]


def delivered(service: Service, forms: Sequence[Form]) -> int:
    """How many of the forms have been told of."""
    return sum(course[1] for course in courses(service, forms))


def receipts(service: Service, form: Form) -> int:
    """How many receipts its sender was written."""
    return len(list((home_of(service.checkout).state / "mail").glob(f"*-{form.email}.eml")))


def kill_worker(service: Service) -> None:
    """kill -9, and make it long ago: a worker counts as dead when it has been silent for half a minute."""
    service.kill(state.WORKER)
    service.rows("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '31 s'")


def rescue(service: Service) -> None:
    """Have done now what the worker does each minute: look for jobs that a dead worker has left."""
    done = service.checkout.samspil("manage", "procrastinate", "defer", "-i", "core.rescue_jobs", json.dumps({"timestamp": 0}))
    assert done.returncode == 0, done.stderr


def check_all_is_done(service: Service, forms: Sequence[Form]) -> None:
    """Every event is delivered, every member of staff told once, and no job stands where a killed worker left it."""
    staff = [person for (person,) in service.rows(STAFF)]
    assert staff
    assert eventually(lambda: not service.rows(BUSY.format("")), 30)
    found = courses(service, forms)
    assert [course[:3] for course in found] == [(staff, True, "succeeded")] * len(forms)
    for form, (_, _, _, attempts) in zip(forms, found, strict=True):
        assert 1 <= receipts(service, form) <= attempts


@pytest.mark.parametrize(
    ("table", "is_delivered", "written"),
    [("core_notice", False, 1), ("core_recordedevent", False, 2), ("procrastinate_jobs", True, 1)],
    ids=["before anything is written", "when mails are written and nothing is committed", "when all is committed and the job is not marked as done"],
)
def test_a_worker_killed_in_the_middle_of_a_job(service: Service, table: str, is_delivered: bool, written: int) -> None:
    form = Form()
    with ExitStack() as holding:
        with service.held("identity_person_groups", "ACCESS EXCLUSIVE"):  # the job has begun, and goes no further until its place is held
            assert form.send(service.run.port) == 302
            assert eventually(lambda: service.waits("identity_person_groups"), 60)
            holding.enter_context(service.held(table))
        assert eventually(lambda: service.waits(table) and delivered(service, [form]) == is_delivered)
        kill_worker(service)
        assert [course[1:3] for course in courses(service, [form])] == [(is_delivered, "doing")]
    service.start_again()
    rescue(service)
    check_all_is_done(service, [form])
    assert receipts(service, form) == written


def test_a_worker_killed_at_random_moments_leaves_nothing_undone_and_doubles_nothing(service: Service) -> None:
    moments = random.Random(SEED)  # noqa: S311  # the same moments each time, no secrets
    everything: list[Form] = []
    for _ in range(KILLS):
        forms = [Form() for _ in range(FORMS)]
        assert {form.send(service.run.port) for form in forms} == {302}
        enough = moments.randint(1, FORMS - 3)
        assert eventually(lambda forms=forms, enough=enough: delivered(service, forms) >= enough, 60)  # type: ignore[misc]  # bound in the loop
        kill_worker(service)
        service.start_again()
        everything += forms
    rescue(service)
    check_all_is_done(service, everything)
