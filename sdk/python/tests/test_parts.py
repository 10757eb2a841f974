"""The small parts."""

from __future__ import annotations

import time
import unittest
import uuid
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime

from event_client import EventClient, EventSDKError, EventValidationError, create_client
from event_client._event_json import new_event_id, time_text, to_json
from event_client._retry import RetryPolicy, parse_retry_after


class PartsTest(unittest.TestCase):
    def test_retry_after_is_seconds_or_a_date(self) -> None:
        in_an_hour = format_datetime(datetime.now(timezone.utc) + timedelta(hours=1), usegmt=True)

        self.assertEqual(7.0, parse_retry_after("7"))
        self.assertAlmostEqual(HOUR, parse_retry_after(in_an_hour) or 0, delta=60)
        self.assertEqual(0.0, parse_retry_after("Wed, 21 Oct 2015 07:28:00 GMT"))
        self.assertEqual([None, None, None], [parse_retry_after(value) for value in (None, "soon", "-1")])

    def test_nobody_is_made_to_wait_for_ever(self) -> None:
        for value in ("99999999999", "Fri, 31 Dec 9999 23:59:59 GMT"):
            with self.subTest(value):
                self.assertEqual(2 * HOUR, parse_retry_after(value))
        self.assertIsNone(parse_retry_after("\u00b2"))

    def test_waits_end_growing(self) -> None:
        policy = RetryPolicy(3, 1.0)

        self.assertTrue(15 <= policy.wait_after(10_000, None) <= 30)
        self.assertEqual(0.0, RetryPolicy(3, 0.0).wait_after(5, None))

    def test_ids_are_uuids_of_version_7_that_tell_their_time(self) -> None:
        before = time.time_ns() // 1_000_000
        made = uuid.UUID(new_event_id())
        after = time.time_ns() // 1_000_000

        self.assertEqual((7, uuid.RFC_4122), (made.version, made.variant))
        self.assertTrue(before <= made.int >> 80 <= after)
        self.assertNotEqual(new_event_id(), new_event_id())

    def test_times_are_told_in_utc(self) -> None:
        berlin = timezone(timedelta(hours=2))

        self.assertEqual("2026-03-27T12:00:00.123Z", time_text(datetime(2026, 3, 27, 14, 0, 0, 123456, berlin)))
        self.assertEqual("2026-03-27T12:00:00Z", time_text("2026-03-27T12:00:00Z"))
        with self.assertRaisesRegex(EventValidationError, "created_at must have a time zone"):
            time_text(datetime(2026, 3, 27))

    def test_what_is_not_json_is_refused(self) -> None:
        for value in (float("nan"), float("inf"), object(), "\ud800"):
            with self.subTest(value), self.assertRaisesRegex(EventValidationError, "cannot be written as JSON"):
                to_json({"value": value})

    def test_wrong_arguments_are_named(self) -> None:
        for argument, value in {"base_url": "localhost:8080", "api_key": "a\nb", "batch_size": 0}.items():
            with self.subTest(argument), self.assertRaisesRegex(EventValidationError, argument):
                EventClient(**{argument: value})  # type: ignore[arg-type]

    def test_a_client_does_not_tell_its_key(self) -> None:
        client = create_client("http://localhost:8080/", api_key="evl_secret")

        self.assertEqual("EventClient(base_url='http://localhost:8080')", repr(client))
        self.assertNotIn("evl_secret", str(vars(client)))

    def test_an_error_knows_nothing_that_it_was_not_told(self) -> None:
        error = EventSDKError("message")

        self.assertEqual(
            ("message", None, None, None), (str(error), error.status_code, error.response, error.retry_after)
        )


HOUR = 3600

if __name__ == "__main__":
    unittest.main()
