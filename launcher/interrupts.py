"""Ctrl-C and termination: while setting up they break off at once, while watching they are noted and looked at."""

import os
import select
import signal
from collections.abc import Iterator
from contextlib import contextmanager

ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Interrupts:
    """What the operator has asked for by signal."""

    def __init__(self) -> None:
        """Nothing is asked yet; signals break off what is being done."""
        self.asked = 0
        self.breaks_off = True
        self._reader, self._writer = os.pipe()
        for end in (self._reader, self._writer):
            os.set_blocking(end, False)

    @contextmanager
    def listening(self) -> Iterator["Interrupts"]:
        """Answer signals during the block, and as before after it."""
        before = {sign: signal.signal(sign, self._note) for sign in (*ENDINGS, signal.SIGCHLD)}
        old_wakeup = signal.set_wakeup_fd(self._writer, warn_on_full_buffer=False)
        try:
            yield self
        finally:
            signal.set_wakeup_fd(old_wakeup)
            for sign, handler in before.items():
                signal.signal(sign, handler)

    def _note(self, sign: int, _frame: object) -> None:
        if sign == signal.SIGCHLD:
            return
        self.asked += 1
        if self.breaks_off:
            raise KeyboardInterrupt

    def wait(self, seconds: float) -> None:
        """Sleep until a signal comes (the death of a child is one), at most so long."""
        select.select([self._reader], [], [], seconds)
        try:
            os.read(self._reader, 1024)
        except BlockingIOError:
            return
