"""kill -9 of the web server in the middle of a POST: what was acknowledged is kept, and what is sent once more is kept once."""

import random
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest

from bench.pages.cost import children_of, memory_mib
from launcher import state
from tests.faults.product import Service
from tests.faults.visitor import Form, send_until_cut_off
from tests.launcher.checkout import eventually

pytestmark = [pytest.mark.faults, pytest.mark.slow]

KILLS, SENDERS, SEED = 3, 2, 20261121
KEPT = """
SELECT q.form_key, count(e.id)
FROM knowledge_enquiry q
LEFT JOIN core_recordedevent e ON e.kind = 'knowledge.EnquiryReceived' AND e.payload = jsonb_build_object('enquiry_id', q.id)
WHERE q.email = ANY(%s) GROUP BY q.id ORDER BY q.form_key
"""


def kept(service: Service, forms: Iterable[Form]) -> list[tuple[UUID, int]]:
    """Each enquiry that came of these forms: its key, and how often it was told that it was received."""
    return service.rows(KEPT, [form.email for form in forms])


def each_once(forms: Iterable[Form]) -> list[tuple[UUID, int]]:
    """What is kept when every form is one enquiry that was told once."""
    return sorted((form.key, 1) for form in forms)


def sent_until_killed(service: Service, moment: float) -> list[Form]:
    """Visitors send forms at the same time; the server is killed so long after the first answer."""
    sent: list[Form] = []
    port = service.run.port
    with ThreadPoolExecutor(SENDERS) as pool:
        visitors = [pool.submit(lambda: sent.extend(send_until_cut_off(port))) for _ in range(SENDERS)]
        assert eventually(lambda: bool(sent))
        time.sleep(moment)
        service.kill(state.WEB)
        for visitor in visitors:
            visitor.result(60)
    return sent


def test_the_web_processes_share_what_was_loaded_before_they_were_forked(service: Service) -> None:
    service.run.get()
    _, *answering = children_of(service.pid(state.WEB))
    assert len(answering) == 2
    for process in answering:
        resident, proportional = (memory_mib([process], of) for of in ("Rss", "Pss"))
        assert proportional < 0.65 * resident, "alone with all it has loaded, a process counts nine tenths"


def test_a_web_server_killed_at_random_moments_loses_no_form_and_doubles_none(service: Service) -> None:
    moments = random.Random(SEED)  # noqa: S311  # the same moments each time, no secrets
    everything: list[Form] = []
    for _ in range(KILLS):
        sent = sent_until_killed(service, moments.uniform(0, 0.4))
        assert sum(not form.acknowledged for form in sent) == SENDERS
        service.start_again()
        there = kept(service, sent)
        assert set(each_once(form for form in sent if form.acknowledged)) <= set(there)
        assert {told for _, told in there} == {1}
        assert [form.send(service.run.port) for form in sent if not form.acknowledged] == [302] * SENDERS
        everything += sent
    assert kept(service, everything) == each_once(everything)


def test_a_form_whose_keeping_was_cut_short_is_there_whole_or_not_at_all_and_can_be_sent_again(service: Service) -> None:
    """It is kept by one statement, which the database may end although nobody waits for its answer."""
    form = Form()
    with service.held("core_recordedevent"):  # the enquiry is written, and what tells of it waits
        link = form.begin(service.run.port)
        assert eventually(lambda: service.waits("core_recordedevent"))
        service.kill(state.WEB)
        link.close()
    service.start_again()
    assert kept(service, [form]) in ([], each_once([form]))
    assert form.send(service.run.port) == 302
    assert kept(service, [form]) == each_once([form])


def test_a_form_that_was_kept_and_never_answered_is_kept_once_when_it_is_sent_again(service: Service) -> None:
    form = Form()
    link = form.begin(service.run.port)
    assert eventually(lambda: bool(kept(service, [form])))
    service.kill(state.WEB)
    link.close()
    service.start_again()
    assert form.send(service.run.port) == 302
    assert kept(service, [form]) == each_once([form])
