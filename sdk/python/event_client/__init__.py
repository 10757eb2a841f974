"""Client of Eventlane's HTTP API, of nothing but Python's standard library.

    from event_client import EventClient

    client = EventClient("http://localhost:8080")
    event_id = client.track_event(conversation_id="conv_123", event_name="event_a", latency=142.5)

`EventClient.track` takes events without waiting for the server and sends them in the background.
"""

from ._version import VERSION as __version__
from .answers import ErrorCount, Event, LatencyStats, SessionErrors
from .client import EventClient, create_client
from .errors import EventNotFoundError, EventSDKError, EventValidationError
from .stats import TrackStats

__all__ = [
    "ErrorCount",
    "Event",
    "EventClient",
    "EventNotFoundError",
    "EventSDKError",
    "EventValidationError",
    "LatencyStats",
    "SessionErrors",
    "TrackStats",
    "__version__",
    "create_client",
]
