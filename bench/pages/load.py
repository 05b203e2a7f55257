"""A small client: some connections that ask one after the other, and note how long each answer took."""

import http.client
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

CONNECTIONS = 4


@dataclass(frozen=True)
class Ask:
    """One request."""

    path: str
    method: str = "GET"
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Answers:
    """What a load gave: seconds of each answer, statuses and the size of the last body."""

    seconds: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)
    bytes: int = 0
    wall_s: float = 0.0

    @property
    def requests_a_second(self) -> float:
        return len(self.seconds) / self.wall_s if self.wall_s else 0.0

    def percentile(self, share: float) -> float:
        """Milliseconds below which `share` of the answers lie."""
        ordered = sorted(self.seconds)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def run(port: int, asks: Sequence[Ask], connections: int = CONNECTIONS) -> Answers:
    """Send all requests over `connections` connections; bounded by the number of requests."""
    answers, lock, queue = Answers(), threading.Lock(), iter(asks)

    def take() -> Ask | None:
        with lock:
            return next(queue, None)

    began = time.perf_counter()
    threads = [threading.Thread(target=worker, args=(port, take, answers, lock)) for _ in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    answers.wall_s = time.perf_counter() - began
    return answers


def worker(port: int, take: Callable[[], Ask | None], answers: Answers, lock: threading.Lock) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    while ask := take():
        began = time.perf_counter()
        connection.request(ask.method, ask.path, ask.body or None, ask.headers)
        reply = connection.getresponse()
        body = reply.read()
        took = time.perf_counter() - began
        with lock:
            answers.seconds.append(took)
            answers.statuses[reply.status] = answers.statuses.get(reply.status, 0) + 1
            answers.bytes = len(body)
    connection.close()
