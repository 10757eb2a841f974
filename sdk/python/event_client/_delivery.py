"""The background half of `EventClient.track`."""

from __future__ import annotations

import atexit
import logging
import os
import threading
import uuid
import weakref
from typing import List, Optional

from ._http import Answer, NoAnswer, Transport
from ._queue import EventQueue, QueueLimits
from ._retry import RetryPolicy
from ._verdicts import read_verdicts
from .stats import TrackStats

logger = logging.getLogger("event_sdk")

_OF_THIS_PROCESS: "weakref.WeakSet[Delivery]" = weakref.WeakSet()


class Delivery:
    """Sends events in batches, from a thread of its own that begins with the first one.

    A batch is sent until each of its events has a verdict, always under the same Idempotency-Key, for as long as the
    process lives: what that may take in memory is bounded by the queue, which refuses what comes meanwhile.
    """

    def __init__(
        self, transport: Transport, timeout: float, retries: RetryPolicy, limits: QueueLimits, exit_timeout: float
    ) -> None:
        self._transport = transport
        self._exit_timeout = exit_timeout
        self._timeout = timeout
        self._retries = retries
        self._queue = EventQueue(limits)
        self._starting = threading.Lock()
        self._thread: Optional[threading.Thread] = None
        _OF_THIS_PROCESS.add(self)

    def track(self, item: bytes) -> bool:
        """Takes the JSON of an event; False = dropped, and counted."""
        if self._thread is None:
            self._start()
        return self._queue.offer(item)

    def flush(self, timeout: float) -> bool:
        """Waits until everything tracked before has a verdict; False if that takes longer."""
        return self._queue.flush(timeout)

    def close(self, timeout: float) -> bool:
        """Flushes and ends; what has no verdict by then counts as dropped."""
        atexit.unregister(self._close_at_exit)
        is_delivered = self._queue.close(timeout)
        if not is_delivered:
            logger.warning("Closed before the server had taken everything: %s", self.stats())
        return is_delivered

    def stats(self) -> TrackStats:
        return self._queue.stats()

    def start_anew(self) -> None:
        """What a forked child does: its parent has the thread, and sends what was tracked before the fork."""
        self._queue.reset()
        self._starting = threading.Lock()
        self._thread = None

    def _start(self) -> None:
        with self._starting:
            if self._thread is not None:
                return
            thread = threading.Thread(target=self._run, name="eventlane-sender", daemon=True)
            try:
                thread.start()
            except RuntimeError as failure:
                # The interpreter is ending, or the machine has no thread left. The next event tries again.
                logger.warning("No thread to send events from: %s", failure)
                return
            self._thread = thread
            atexit.register(self._close_at_exit)

    def _close_at_exit(self) -> None:
        self.close(self._exit_timeout)

    def _run(self) -> None:
        while True:
            batch = self._queue.next_batch()
            if not batch:
                return
            try:
                self._deliver(batch, str(uuid.uuid4()))
            except Exception:
                # A defect of ours must not be the end of all sending.
                logger.exception("A batch could not be sent to its end; what has no verdict counts as dropped")
                self._queue.settle_under_way()

    def _deliver(self, items: List[bytes], key: str) -> None:
        failures = 0
        while items:
            answer, problem = self._send(items, key)
            if answer is not None and answer.status == 413 and len(items) > 1:
                # This server takes smaller batches; it has nothing of this one.
                middle = len(items) // 2
                self._deliver(items[:middle], key)
                items = items[middle:]
                continue
            if answer is not None and not answer.is_success and not answer.may_pass:
                logger.error("A batch of %d events was refused: %s", len(items), problem)
                self._queue.settle(items, rejected=len(items))
                return
            left = self._settle(items, answer)
            failures = failures + 1 if len(left) == len(items) else 1
            items = left
            if items and not self._rest(failures, answer, problem, len(items)):
                self._queue.settle(items, lost=len(items))
                return

    def _send(self, items: List[bytes], key: str) -> "tuple[Optional[Answer], str]":
        body = b"[" + b",".join(items) + b"]"
        try:
            answer = self._transport.send("POST", "/events/batch", self._timeout, body, {"Idempotency-Key": key})
        except NoAnswer as failure:
            return None, str(failure)
        return answer, f"HTTP {answer.status}" if answer.is_success else str(answer.error())

    def _settle(self, items: List[bytes], answer: Optional[Answer]) -> List[bytes]:
        """Returns what is to be sent again."""
        if answer is None:
            return items
        verdicts = read_verdicts(answer, items)
        self._queue.settle(verdicts.accepted, accepted=len(verdicts.accepted))
        if verdicts.rejected:
            self._queue.settle(verdicts.rejected, rejected=len(verdicts.rejected))
            logger.error(
                "%d of %d events were refused; the first: %s", len(verdicts.rejected), len(items), verdicts.errors[0]
            )
        return verdicts.again

    def _rest(self, failures: int, answer: Optional[Answer], problem: str, left: int) -> bool:
        wait = self._retries.wait_after(failures, answer.retry_after if answer is not None else None)
        logger.warning("%d events were not taken, trying again in %.1f s: %s", left, wait, problem)
        if not self._queue.rest(wait):
            return False
        self._queue.count_retry()
        return True


def _start_anew_in_child() -> None:
    for delivery in list(_OF_THIS_PROCESS):
        delivery.start_anew()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_start_anew_in_child)
