"""Runs the cases that every SDK runs."""

from __future__ import annotations

import json
import logging
import unittest
from pathlib import Path
from typing import Any, Dict, List
from unittest.mock import patch

from event_client import EventClient, EventNotFoundError, EventSDKError, EventValidationError
from matching import Variables
from scripted_server import ScriptedServer

CASES = Path(__file__).resolve().parents[2] / "conformance" / "cases.json"
HOUR = 3600.0
BOUND = 120.0


class ConformanceTest(unittest.TestCase):
    def setUp(self) -> None:
        logging.getLogger("event_sdk").setLevel(logging.CRITICAL)
        self.addCleanup(logging.getLogger("event_sdk").setLevel, logging.NOTSET)

    def test_cases(self) -> None:
        cases = json.loads(CASES.read_text(encoding="utf-8"))["cases"]
        self.assertGreater(len(cases), 40)
        for case in cases:
            with self.subTest(case["name"]):
                self._run(case)

    def _run(self, case: Dict[str, Any]) -> None:
        variables = Variables()
        waits: List[float] = []

        def rest(_: object, seconds: float) -> bool:
            waits.append(seconds)
            # A client that repeats for ever ends, too.
            return len(waits) < 100

        with patch("event_client._retry.pause", waits.append), patch(
            "event_client._queue.EventQueue.rest", rest
        ), ScriptedServer(case["requests"], variables) as server:
            options = {"flush_interval": HOUR, **case.get("client", {})}
            client = EventClient(server.url, **options)
            try:
                for step in case["steps"]:
                    self._step(client, step, variables)
            finally:
                # Whatever a broken client still has goes to the server, which tells of it.
                client.close(timeout=0 if server.differences else BOUND)
        server.check()
        expected = case.get("waits", [])
        self.assertEqual(len(waits), len(expected), waits)
        for wait, (least, most) in zip(waits, expected):
            self.assertTrue(least <= wait <= most, f"waited {wait} s, not {least} to {most}")

    def _step(self, client: EventClient, step: Dict[str, Any], variables: Variables) -> None:
        call = getattr(client, step["call"])
        arguments = {"timeout": BOUND} if step["call"] in ("flush", "close") else step.get("with", {})
        if "raises" in step:
            with self.assertRaises(EventSDKError) as raised:
                call(**arguments)
            self._check_error(raised.exception, step["raises"])
            return
        returned = call(**arguments)
        if step["call"] == "stats":
            returned = returned._asdict()
        if "returns" in step and not variables.matches(step["returns"], returned):
            self.fail(f"{step['call']} returned {returned!r}, not {step['returns']!r}")

    def _check_error(self, error: EventSDKError, expected: Dict[str, Any]) -> None:
        self.assertEqual(kind(error), expected["kind"], repr(error))
        self.assertEqual(error.status_code, expected.get("status"))
        if "message" in expected:
            self.assertEqual(str(error), expected["message"])
        if "answer" in expected:
            self.assertEqual(error.response, expected["answer"])
        self.assertEqual(error.retry_after, expected.get("retry_after"))


def kind(error: EventSDKError) -> str:
    if isinstance(error, EventValidationError):
        return "validation"
    if isinstance(error, EventNotFoundError):
        return "not_found"
    return "unreachable" if error.status_code is None else "refused"


if __name__ == "__main__":
    unittest.main()
