"""What became of events that were given to `EventClient.track`."""

from __future__ import annotations

from typing import NamedTuple


class TrackStats(NamedTuple):
    """Counts since the client was made: tracked == accepted + rejected + dropped + pending."""

    #: Events given to `track`.
    tracked: int
    #: Events that the server has, durably.
    accepted: int
    #: Events that the server refused for good.
    rejected: int
    #: Events for which there was no room, that came after `close`, or that `close` could not deliver in its time.
    dropped: int
    #: Events that wait for the server, also those under way to it.
    pending: int
    #: Bytes of JSON of the pending events.
    pending_bytes: int
    #: Requests that were repeats of an earlier one.
    retries: int
