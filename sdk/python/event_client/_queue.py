"""The bounded queue between `track` and the thread that sends."""

from __future__ import annotations

import threading
import time
from collections import deque
from dataclasses import dataclass
from typing import Deque, List, Optional, Tuple

from .stats import TrackStats

#: Bytes of JSON in one batch, unless a single event is larger. The server takes 10 MiB by default.
MAX_BATCH_BYTES = 1 << 20


@dataclass(frozen=True)
class QueueLimits:
    """When a batch is sent, and how much may wait.

    Attributes:
        batch_size: events that are sent together at most.
        flush_interval: seconds that an event waits for others at most.
        max_events: events that wait or are under way.
        max_bytes: bytes of their JSON.
    """

    batch_size: int
    flush_interval: float
    max_events: int
    max_bytes: int


class EventQueue:
    """Takes events from any thread without ever waiting for the one that sends them; counts what becomes of each.

    Everything that is not settled counts against the limits: also what is under way to the server.
    """

    def __init__(self, limits: QueueLimits) -> None:
        self._limits = limits
        self._is_closed = False
        self.reset()

    def reset(self) -> None:
        """Empties it, with nobody waiting: what a forked child does, whose parent sends what is in here."""
        self._changed = threading.Condition()
        self._waiting: Deque[Tuple[float, bytes]] = deque()
        self._waiting_bytes = 0
        self._flush_up_to = 0
        self._deadline: Optional[float] = None
        self._taken = self._refused = 0
        self._accepted = self._rejected = self._lost = 0
        self._unsettled_bytes = 0
        self._retries = 0

    def offer(self, item: bytes) -> bool:
        """Takes it, unless there is no room or the queue is closed; then it counts as dropped."""
        with self._changed:
            is_full = (
                self._unsettled() >= self._limits.max_events
                or self._unsettled_bytes + len(item) > self._limits.max_bytes
            )
            if is_full or self._is_closed:
                self._refused += 1
                return False
            self._taken += 1
            self._unsettled_bytes += len(item)
            self._waiting_bytes += len(item)
            self._waiting.append((time.monotonic(), item))
            # The first starts the clock of its batch; those between it and a full batch change nothing.
            if len(self._waiting) == 1 or self._is_full_batch():
                self._changed.notify_all()
            return True

    def next_batch(self) -> List[bytes]:
        """Waits until a batch is due; empty = closed, and nothing is left to send."""
        with self._changed:
            while not self._is_due():
                if self._is_closed and not self._waiting:
                    return []
                self._changed.wait(self._until_due())
            batch = [self._pop()]
            room = MAX_BATCH_BYTES - len(batch[0])
            while self._waiting and len(batch) < self._limits.batch_size and len(self._waiting[0][1]) <= room:
                batch.append(self._pop())
                room -= len(batch[-1])
            return batch

    def settle(self, items: List[bytes], accepted: int = 0, rejected: int = 0, lost: int = 0) -> None:
        """Says what became of items that `next_batch` gave; they no longer take room."""
        with self._changed:
            self._accepted += accepted
            self._rejected += rejected
            self._lost += lost
            self._unsettled_bytes -= sum(map(len, items))
            self._changed.notify_all()

    def settle_under_way(self) -> None:
        """Counts as lost what `next_batch` gave and nobody settled."""
        with self._changed:
            self._lost += self._unsettled() - len(self._waiting)
            self._unsettled_bytes = self._waiting_bytes
            self._changed.notify_all()

    def rest(self, seconds: float) -> bool:
        """Waits before a repeat; at once False if `close` does not leave that much time."""
        due = time.monotonic() + seconds
        with self._changed:
            while self._deadline is None or due <= self._deadline:
                left = due - time.monotonic()
                if left <= 0:
                    return True
                self._changed.wait(left)
            return False

    def count_retry(self) -> None:
        with self._changed:
            self._retries += 1

    def flush(self, timeout: float) -> bool:
        """Waits until everything that was taken before is settled; False if that takes longer."""
        with self._changed:
            return self._flush(timeout)

    def close(self, timeout: float) -> bool:
        """Takes no more, waits as `flush` does, then gives up what is left; False if that is anything."""
        with self._changed:
            self._is_closed = True
            self._deadline = time.monotonic() + timeout
            is_settled = self._flush(timeout)
            while self._waiting:
                self._lost += 1
                self._unsettled_bytes -= len(self._pop())
            self._changed.notify_all()
            return is_settled and self._lost == 0

    def stats(self) -> TrackStats:
        with self._changed:
            return TrackStats(
                tracked=self._taken + self._refused,
                accepted=self._accepted,
                rejected=self._rejected,
                dropped=self._refused + self._lost,
                pending=self._unsettled(),
                pending_bytes=self._unsettled_bytes,
                retries=self._retries,
            )

    def _flush(self, timeout: float) -> bool:
        target = self._taken
        self._flush_up_to = max(self._flush_up_to, target)
        self._changed.notify_all()
        return self._changed.wait_for(lambda: self._settled() >= target, timeout)

    def _settled(self) -> int:
        return self._accepted + self._rejected + self._lost

    def _unsettled(self) -> int:
        return self._taken - self._settled()

    def _is_full_batch(self) -> bool:
        return len(self._waiting) >= self._limits.batch_size or self._waiting_bytes >= MAX_BATCH_BYTES

    def _is_due(self) -> bool:
        if not self._waiting:
            return False
        is_flushed = self._taken - len(self._waiting) < self._flush_up_to
        return is_flushed or self._is_full_batch() or self._age() >= self._limits.flush_interval

    def _until_due(self) -> Optional[float]:
        return self._limits.flush_interval - self._age() if self._waiting else None

    def _age(self) -> float:
        return time.monotonic() - self._waiting[0][0]

    def _pop(self) -> bytes:
        item = self._waiting.popleft()[1]
        self._waiting_bytes -= len(item)
        return item
