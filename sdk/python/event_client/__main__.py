"""Sends an event through a server and reads it back: python -m event_client [BASE_URL], key in EVENTLANE_API_KEY."""

from __future__ import annotations

import json
import os
import sys
import time

from . import EventClient


def main() -> int:
    base_url = sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8080"
    client = EventClient(base_url, api_key=os.environ.get("EVENTLANE_API_KEY"))
    if not client.health_check():
        print(f"{client.base_url} does not answer", file=sys.stderr)
        return 1
    event_id = client.track_event("sdk_demo", "event_a", input="Hello", output="Hi there!", latency=150.5)
    print(f"created {event_id}")
    deadline = time.monotonic() + 60
    event = client.get_event(event_id)
    while event is None and time.monotonic() < deadline:
        time.sleep(0.2)
        event = client.get_event(event_id)
    print(json.dumps(event, indent=2))
    client.delete_event(event_id)
    print(f"deleted {event_id}")
    return 0 if event is not None else 1


if __name__ == "__main__":
    sys.exit(main())
