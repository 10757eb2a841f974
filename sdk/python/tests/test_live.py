"""Against a server that runs: EVENTLANE_URL, and EVENTLANE_API_KEY where keys are configured."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
import unittest
import uuid
from datetime import datetime, timezone
from pathlib import Path
from typing import Callable, TypeVar

import event_client
from event_client import EventClient, EventSDKError, EventValidationError, TrackStats

T = TypeVar("T")
BOUND = 120.0


@unittest.skipUnless("EVENTLANE_URL" in os.environ, "EVENTLANE_URL names no server")
class LiveTest(unittest.TestCase):
    def setUp(self) -> None:
        self.client = EventClient(os.environ["EVENTLANE_URL"], api_key=os.environ.get("EVENTLANE_API_KEY"))
        self.addCleanup(self.client.close)
        self.conversation = f"py/ {uuid.uuid4()}"
        self.name = f"py_{uuid.uuid4().hex}"

    def test_an_event_is_created_updated_and_deleted(self) -> None:
        self.assertTrue(self.client.health_check())
        self.assertTrue(self.client.wait_until_ready())
        event_id = self.client.track_event(
            self.conversation,
            self.name,
            latency=150.5,
            input="Hello, world! 世界 🙂",
            input_embeddings=[0.25, -1.0],
            conversation_metadata='{"tier":"free"}',
            value=2.5,
            properties={"plan": {"tier": "gold"}},
            created_at=datetime(2026, 3, 27, 12, 0, 0, 123000, timezone.utc),
        )
        created = eventually(lambda: self.client.get_event(event_id), lambda event: event is not None)
        assert created is not None
        expected = {
            "id": event_id,
            "conversation_id": self.conversation,
            "conversation_metadata": '{"tier":"free"}',
            "event_name": self.name,
            "source": "",
            "user_id": "",
            "value": 2.5,
            "error": "",
            "latency": 150.5,
            "input": "Hello, world! 世界 🙂",
            "output": "",
            "input_embeddings": [0.25, -1.0],
            "output_embeddings": [],
            "properties": {"plan": {"tier": "gold"}},
            "created_at": "2026-03-27T12:00:00.123Z",
            "updated_at": created["updated_at"],
        }
        self.assertEqual(expected, created)

        answer = self.client.update_event(event_id, error="timeout", latency=5000.0)
        self.assertEqual({"success": True, "message": "event update queued", "data": {"id": event_id}}, answer)
        changed = eventually(
            lambda: self.client.get_event(event_id), lambda event: event is not None and event["error"] != ""
        )
        assert changed is not None
        expected.update(error="timeout", latency=5000.0, updated_at=changed["updated_at"])
        self.assertEqual(expected, changed)
        self.assertEqual([changed], self.client.get_events_by_conversation(self.conversation))

        self.client.delete_event(event_id)
        self.assertIsNone(eventually(lambda: self.client.get_event(event_id), lambda event: event is None))
        self.assertEqual([], self.client.get_events_by_conversation(self.conversation))

    def test_the_same_operation_twice_has_one_effect(self) -> None:
        key = str(uuid.uuid4())
        first = self.client.track_event(self.conversation, self.name, idempotency_key=key)

        self.assertEqual(first, self.client.track_event(self.conversation, self.name, idempotency_key=key))

    def test_tracked_events_are_counted(self) -> None:
        for number in range(50):
            error = "boom" if number % 5 == 0 else ""
            self.client.track(self.conversation, self.name, latency=float(number), error=error)
        refused = self.client.track(self.conversation, self.name, latency=-1.0)
        self.assertTrue(self.client.flush(BOUND))
        # A server that is slow for a moment is asked again.
        self.assertEqual(TrackStats(51, 50, 1, 0, 0, 0, 0), self.client.stats()._replace(retries=0))

        # Each read for itself: they need not become fresh at the same moment.
        counts = eventually(
            lambda: self.client.get_error_counts(self.name, days=2),
            lambda rows: sum(row["total_count"] for row in rows) == 50,
        )
        self.assertEqual(10, sum(row["error_count"] for row in counts))
        self.assertEqual({self.name}, {row["event_name"] for row in counts})
        events = eventually(
            lambda: self.client.get_events_by_conversation(self.conversation), lambda rows: len(rows) == 50
        )
        self.assertEqual(sorted(map(float, range(50))), sorted(event["latency"] for event in events))
        self.assertNotIn(refused, [event["id"] for event in events])
        slowest = eventually(
            lambda: [row for row in self.client.get_latency_stats(limit=10_000) if row["event_name"] == self.name],
            lambda rows: [row["event_count"] for row in rows] == [50],
        )
        self.assertEqual([(self.conversation, 50)], [(row["conversation_id"], row["event_count"]) for row in slowest])
        expected = {"conversation_id": self.conversation, "total_events": 50, "error_events": 10, "error_rate": 0.2}
        self.assertIn(
            expected,
            eventually(lambda: self.client.get_top_error_sessions(limit=10_000), lambda rows: expected in rows),
        )

    def test_the_examples_of_the_readme_work(self) -> None:
        readme = (Path(__file__).resolve().parents[1] / "README.md").read_text(encoding="utf-8")
        examples = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
        self.assertEqual(2, len(examples))
        here = f"EventClient({os.environ['EVENTLANE_URL']!r}, api_key={os.environ.get('EVENTLANE_API_KEY')!r}"
        for example in examples:
            program = "from event_client import EventClient\n" + example.replace(', api_key="…"', "")
            self.assertIn('EventClient("http://localhost:8080"', program)
            with self.subTest(example):
                run("-c", program.replace('EventClient("http://localhost:8080"', here))

    def test_the_package_run_as_a_program_shows_an_event(self) -> None:
        shown = run("-m", "event_client", os.environ["EVENTLANE_URL"])

        self.assertRegex(shown, r'(?s)^created .*"conversation_id": "sdk_demo".*\ndeleted ')

    def test_what_breaks_a_rule_is_refused(self) -> None:
        with self.assertRaises(EventValidationError) as raised:
            self.client.track_event(self.conversation, self.name, latency=-1.0)
        self.assertEqual(
            (400, "latency must be >= 0", {"success": False, "error": "latency must be >= 0"}),
            (raised.exception.status_code, str(raised.exception), raised.exception.response),
        )

    @unittest.skipUnless("EVENTLANE_API_KEY" in os.environ, "EVENTLANE_API_KEY gives no key")
    def test_a_wrong_key_is_refused(self) -> None:
        stranger = EventClient(os.environ["EVENTLANE_URL"], api_key="wrong")
        with self.assertRaises(EventSDKError) as raised:
            stranger.get_latency_stats()
        self.assertEqual(401, raised.exception.status_code)
        stranger.track(self.conversation, self.name)
        self.assertTrue(stranger.close(BOUND))
        self.assertEqual(TrackStats(1, 0, 1, 0, 0, 0, 0), stranger.stats())


def run(*arguments: str) -> str:
    """Returns what Python prints; fails if it does."""
    environment = {**os.environ, "PYTHONPATH": str(Path(event_client.__file__).parents[1])}
    return subprocess.run(
        [sys.executable, *arguments], env=environment, stdout=subprocess.PIPE, check=True, timeout=BOUND
    ).stdout.decode()


def eventually(read: Callable[[], T], is_right: Callable[[T], bool]) -> T:
    """Reads until it is right, or the bound is over; returns what was read last."""
    deadline = time.monotonic() + BOUND
    seen = read()
    while not is_right(seen) and time.monotonic() < deadline:
        time.sleep(0.1)
        seen = read()
    return seen


if __name__ == "__main__":
    unittest.main()
