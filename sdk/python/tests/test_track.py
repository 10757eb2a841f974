"""What the cases cannot tell of `track`: threads, processes, and ends."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import unittest
from pathlib import Path
from typing import List, Optional

import event_client
from batch_server import BatchServer
from event_client import EventClient, TrackStats

HOUR = 3600.0
BOUND = 120.0


class TrackTest(unittest.TestCase):
    def setUp(self) -> None:
        logging.getLogger("event_sdk").setLevel(logging.CRITICAL)
        self.addCleanup(logging.getLogger("event_sdk").setLevel, logging.NOTSET)
        self.server = BatchServer()
        self.server.__enter__()
        self.addCleanup(self.server.__exit__, None, None, None)

    def client(self, flush_interval: float = HOUR, **limits: int) -> EventClient:
        client = EventClient(self.server.url, flush_interval=flush_interval, **limits)  # type: ignore[arg-type]
        self.addCleanup(client.close, 0)
        return client

    def test_a_server_that_does_not_answer_holds_nobody_up(self) -> None:
        self.server.may_answer.clear()
        client = self.client(batch_size=1, max_buffered_events=50)

        ids = [client.track("c", "e") for _ in range(60)]

        self.assertEqual([None] * 10, ids[50:])
        stats = client.stats()
        self.assertEqual((60, 0, 10, 50), (stats.tracked, stats.accepted, stats.dropped, stats.pending))
        self.server.may_answer.set()
        self.assertTrue(client.flush(BOUND))
        self.assertEqual(ids[:50], self.server.ids)
        self.assertEqual(TrackStats(60, 50, 0, 10, 0, 0, 0), client.stats())

    def test_an_event_waits_for_others_no_longer_than_the_interval(self) -> None:
        client = self.client(flush_interval=0.01)

        event_id = client.track("c", "e")

        self.assertTrue(self.server.got_request.wait(BOUND))
        self.assertEqual([event_id], self.server.ids)

    def test_many_threads_lose_and_double_nothing(self) -> None:
        client = self.client(batch_size=7)
        ids: List[Optional[str]] = []

        def track() -> None:
            for _ in range(250):
                ids.append(client.track("c", "e"))

        threads = [threading.Thread(target=track) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        self.assertTrue(client.flush(BOUND))
        self.assertEqual(sorted(map(str, ids)), sorted(self.server.ids))
        self.assertEqual(TrackStats(1000, 1000, 0, 0, 0, 0, 0), client.stats())

    def test_a_batch_has_no_more_than_a_mebibyte(self) -> None:
        client = self.client()
        for _ in range(3):
            client.track("c", "e", input="x" * 400_000)

        self.assertTrue(client.flush(BOUND))
        self.assertEqual([2, 1], [len(batch) for batch in self.server.batches])

    def test_closing_gives_up_what_the_server_does_not_want_now(self) -> None:
        self.server.status = 503
        client = self.client(batch_size=2)
        for _ in range(3):
            client.track("c", "e")
        self.assertTrue(self.server.got_request.wait(BOUND))

        self.assertFalse(client.close(timeout=0.01))

        # The sender notices that there is no use in resting for an hour.
        client.flush(BOUND)
        self.assertEqual(TrackStats(3, 0, 0, 3, 0, 0, 0), client.stats())

    def test_leaving_the_context_sends_what_waits(self) -> None:
        with EventClient(self.server.url, flush_interval=HOUR, close_timeout=BOUND) as client:
            event_id = client.track("c", "e")

        self.assertEqual([event_id], self.server.ids)

    def test_the_end_of_the_program_sends_what_waits(self) -> None:
        tracked = self.run_program("print(client.track('c', 'e'), flush=True)")

        self.assertEqual(tracked, self.server.ids)

    def test_an_exception_that_ends_the_program_sends_what_waits(self) -> None:
        tracked = self.run_program("print(client.track('c', 'e'), flush=True)\nraise SystemExit(0)")

        self.assertEqual(tracked, self.server.ids)

    @unittest.skipUnless(hasattr(os, "fork"), "this system has no fork")
    def test_a_forked_child_sends_its_own_events_and_its_parent_the_others(self) -> None:
        tracked = self.run_program(
            """
print(client.track('c', 'parent'), flush=True)
child = os.fork()
if child == 0:
    print(client.track('c', 'child'), flush=True)
    client.close()
    os._exit(0)
os.waitpid(child, 0)
"""
        )

        self.assertEqual(2, len(tracked))
        self.assertEqual(sorted(tracked), sorted(self.server.ids))
        self.assertEqual([1, 1], [len(batch) for batch in self.server.batches])

    def run_program(self, program: str) -> List[str]:
        """Returns the lines that it prints."""
        start = (
            "import os\nfrom event_client import EventClient\n"
            f"client = EventClient({self.server.url!r}, flush_interval={HOUR}, close_timeout={BOUND})\n"
        )
        finished = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", start + program],
            stdout=subprocess.PIPE,
            timeout=BOUND,
            check=True,
            env={**os.environ, "PYTHONPATH": str(Path(event_client.__file__).parents[1])},
        )
        return finished.stdout.decode().split()


if __name__ == "__main__":
    unittest.main()
