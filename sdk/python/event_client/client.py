"""The client."""

from __future__ import annotations

import logging
import time
import uuid
from datetime import datetime, timezone
from typing import Any, Collection, Dict, Iterator, List, Mapping, Optional, Sequence, Union, cast
from urllib.parse import quote, urlencode

from . import _retry
from ._delivery import Delivery
from ._event_json import filled, given, new_event_id, time_text, to_json
from ._http import Answer, NoAnswer, Transport
from ._queue import QueueLimits
from .answers import ErrorCount, Event, LatencyStats, SessionErrors
from .errors import EventNotFoundError, EventSDKError, EventValidationError
from .stats import TrackStats

logger = logging.getLogger("event_sdk")

#: Seconds. Who calls is not kept waiting longer than this by what a server asks for.
LONGEST_RETRY_AFTER = 60.0
_PAGE_SIZE = 1000


class EventClient:
    """A client of one server. Thread-safe.

    Writes return when the server has them durably; they are readable about a second later. A write is repeated under
    the same Idempotency-Key, so it has one effect however often it is sent. `track` is for callers that must not wait.
    """

    #: Names to give as `event_names`, for those who use only these.
    VALID_EVENT_NAMES = frozenset({"event_a", "event_b", "event_c"})

    def __init__(
        self,
        base_url: str = "http://localhost:8080",
        timeout: float = 30.0,
        max_retries: int = 3,
        retry_delay: float = 1.0,
        *,
        api_key: Optional[str] = None,
        event_names: Optional[Collection[str]] = None,
        batch_size: int = 500,
        flush_interval: float = 1.0,
        max_buffered_events: int = 10_000,
        max_buffered_bytes: int = 16 << 20,
        close_timeout: float = 5.0,
    ) -> None:
        """Makes a client; nothing is sent yet.

        Args:
            base_url: the server's address, such as https://events.example.com.
            timeout: seconds to wait for the server in one attempt.
            max_retries: how often a request is sent, in all.
            retry_delay: seconds before the second attempt, doubled for each further one, unless the server says when.
            api_key: sent as X-API-Key.
            event_names: if given, other names are refused here, before anything is sent.
            batch_size: tracked events that are sent together at most; the server takes 10,000 by default.
            flush_interval: seconds that a tracked event waits for others at most.
            max_buffered_events: tracked events that may wait for the server; what comes beyond is dropped.
            max_buffered_bytes: the same in bytes of JSON.
            close_timeout: seconds that `close` and the end of the program wait for the server at most.

        Raises:
            EventValidationError: an argument breaks its rule.
        """
        self.base_url = base_url.rstrip("/")
        self.timeout = timeout
        self.max_retries = max_retries
        self.retry_delay = retry_delay
        self.event_names = event_names
        _require(self.base_url.startswith(("http://", "https://")), "base_url must begin with http:// or https://")
        _require(_is_printable(self.base_url), "base_url must be printable ASCII without spaces")
        _require(api_key is None or _is_printable(api_key), "api_key must be printable ASCII without spaces")
        _require(batch_size >= 1, f"batch_size must be at least 1, not {batch_size}")
        self._transport = Transport(self.base_url, api_key)
        limits = QueueLimits(batch_size, flush_interval, max_buffered_events, max_buffered_bytes)
        self._close_timeout = close_timeout
        self._delivery = Delivery(self._transport, timeout, self._retries(), limits, close_timeout)

    def track_event(
        self,
        conversation_id: str,
        event_name: str,
        error: str = "",
        latency: float = 0.0,
        input: str = "",
        input_embeddings: Optional[Sequence[float]] = None,
        output: str = "",
        output_embeddings: Optional[Sequence[float]] = None,
        conversation_metadata: str = "",
        *,
        source: str = "",
        user_id: str = "",
        value: Optional[float] = None,
        properties: Optional[Mapping[str, Any]] = None,
        created_at: Union[str, datetime, None] = None,
        event_id: Optional[str] = None,
        idempotency_key: Optional[str] = None,
    ) -> str:
        """Creates an event and waits until the server has it.

        Args:
            conversation_id: the session; it never changes.
            event_name: what happened: letters, digits and _ . : - (or one of `event_names`).
            error: empty = no error.
            latency: milliseconds.
            conversation_metadata: JSON text, stored as it is.
            properties: any JSON object.
            created_at: when it happened; None = now.
            event_id: a UUID of your own; sent twice, it is one event.
            idempotency_key: names this operation across calls; None = a new one.

        Returns:
            the event's ID.

        Raises:
            EventValidationError: a field breaks a rule.
            EventSDKError: the server refused it otherwise, or could not be reached.
        """
        self._check_new(conversation_id, event_name)
        body = filled(
            conversation_id=conversation_id,
            event_name=event_name,
            error=error,
            latency=latency or None,
            input=input,
            input_embeddings=input_embeddings,
            output=output,
            output_embeddings=output_embeddings,
            conversation_metadata=conversation_metadata,
            source=source,
            user_id=user_id,
            value=value,
            properties=properties,
            created_at=time_text(created_at),
            id=event_id,
        )
        answer = self._write("POST", "/event/", body, idempotency_key)
        data = answer.get("data")
        created = data.get("id") if isinstance(data, dict) else None
        if not created:
            raise EventSDKError("the answer does not tell the event's ID", response=answer)
        logger.debug("Created event %s", created)
        return str(created)

    def track(
        self,
        conversation_id: str,
        event_name: str,
        error: str = "",
        latency: float = 0.0,
        input: str = "",
        input_embeddings: Optional[Sequence[float]] = None,
        output: str = "",
        output_embeddings: Optional[Sequence[float]] = None,
        conversation_metadata: str = "",
        *,
        source: str = "",
        user_id: str = "",
        value: Optional[float] = None,
        properties: Optional[Mapping[str, Any]] = None,
        created_at: Union[str, datetime, None] = None,
        event_id: Optional[str] = None,
    ) -> Optional[str]:
        """Takes an event to send it in the background, with others; never waits.

        The arguments are those of `track_event`. `created_at` is the time of this call unless it is given.

        Returns:
            the event's ID; None if the event was dropped, because too many wait for the server or the client is closed.
            `stats` counts these.

        Raises:
            EventValidationError: the event is not JSON, or lacks what every event has. What else breaks a rule is
                refused by the server later, logged and counted.
        """
        self._check_new(conversation_id, event_name)
        identity = event_id or new_event_id()
        body = filled(
            id=identity,
            conversation_id=conversation_id,
            event_name=event_name,
            error=error,
            latency=latency or None,
            input=input,
            input_embeddings=input_embeddings,
            output=output,
            output_embeddings=output_embeddings,
            conversation_metadata=conversation_metadata,
            source=source,
            user_id=user_id,
            value=value,
            properties=properties,
            created_at=time_text(created_at or datetime.now(timezone.utc)),
        )
        return identity if self._delivery.track(to_json(body)) else None

    def update_event(
        self,
        event_id: str,
        event_name: Optional[str] = None,
        error: Optional[str] = None,
        latency: Optional[float] = None,
        input: Optional[str] = None,
        input_embeddings: Optional[Sequence[float]] = None,
        output: Optional[str] = None,
        output_embeddings: Optional[Sequence[float]] = None,
        conversation_metadata: Optional[str] = None,
        *,
        source: Optional[str] = None,
        user_id: Optional[str] = None,
        value: Optional[float] = None,
        properties: Optional[Mapping[str, Any]] = None,
        idempotency_key: Optional[str] = None,
    ) -> Dict[str, Any]:
        """Changes an event and waits until the server has the change; None leaves a field as it is.

        Returns:
            the server's answer.

        Raises:
            EventValidationError: no field is given, or one breaks a rule.
            EventSDKError: the server refused it otherwise, or could not be reached.
        """
        _require(event_id, "event_id is required")
        if event_name is not None:
            self._check_name(event_name)
        body = given(
            event_name=event_name,
            error=error,
            latency=latency,
            input=input,
            input_embeddings=input_embeddings,
            output=output,
            output_embeddings=output_embeddings,
            conversation_metadata=conversation_metadata,
            source=source,
            user_id=user_id,
            value=value,
            properties=properties,
        )
        _require(body, "at least one field must be given")
        return self._write("PUT", "/event/" + _segment(event_id), body, idempotency_key)

    def delete_event(self, event_id: str, *, idempotency_key: Optional[str] = None) -> Dict[str, Any]:
        """Deletes an event, for good, and waits until the server has the deletion.

        Returns:
            the server's answer.

        Raises:
            EventValidationError: the ID is no UUID.
            EventSDKError: the server refused it otherwise, or could not be reached.
        """
        _require(event_id, "event_id is required")
        return self._write("DELETE", "/event/" + _segment(event_id), None, idempotency_key)

    def get_event(self, event_id: str) -> Optional[Event]:
        """The event as it is now; None if there is none, or it was deleted.

        Raises:
            EventSDKError: the server refused it, or could not be reached.
        """
        _require(event_id, "event_id is required")
        try:
            return cast(Optional[Event], self._read("/event/" + _segment(event_id)).get("data"))
        except EventNotFoundError:
            return None

    def get_events_by_conversation(self, conversation_id: str) -> List[Event]:
        """All events of a conversation, in the order of time.

        Raises:
            EventSDKError: the server refused it, or could not be reached.
        """
        return list(self.iter_events_by_conversation(conversation_id))

    def iter_events_by_conversation(self, conversation_id: str) -> Iterator[Event]:
        """As `get_events_by_conversation`, a page at a time: for conversations that do not fit into memory."""
        _require(conversation_id, "conversation_id is required")
        path = "/events/conversation/" + _segment(conversation_id)
        cursor: Optional[str] = None
        while True:
            answer = self._read(path, limit=_PAGE_SIZE, cursor=cursor)
            yield from cast(List[Event], answer.get("data") or [])
            cursor = answer.get("next_cursor")
            if cursor is None:
                return

    def get_error_counts(self, event_name: str, days: int = 7) -> List[ErrorCount]:
        """Events and errors of this name, per day, over the last days in UTC, today among them.

        Raises:
            EventSDKError: the server refused it, or could not be reached.
        """
        self._check_name(event_name)
        return cast(List[ErrorCount], self._rows("/analytics/errors", event_name=event_name, days=days))

    def get_latency_stats(self, limit: int = 100) -> List[LatencyStats]:
        """The p95 latency per conversation and event name, slowest first.

        Raises:
            EventSDKError: the server refused it, or could not be reached.
        """
        return cast(List[LatencyStats], self._rows("/analytics/latency", limit=limit))

    def get_top_error_sessions(self, limit: int = 100) -> List[SessionErrors]:
        """Conversations by their rate of errors, highest first.

        Raises:
            EventSDKError: the server refused it, or could not be reached.
        """
        return cast(List[SessionErrors], self._rows("/analytics/sessions/top-errors", limit=limit))

    def health_check(self) -> bool:
        """Whether the server lives; False also if it cannot be reached."""
        try:
            return self._read("/health").get("success") is True
        except EventSDKError:
            return False

    def wait_until_ready(self, timeout: float = 60.0, interval: float = 2.0) -> bool:
        """Waits until writes and reads work end to end; False if that takes longer than the timeout.

        Args:
            timeout: seconds.
            interval: seconds from one question to the next.
        """
        deadline = time.monotonic() + timeout
        while True:
            left = deadline - time.monotonic()
            if left <= 0:
                return False
            if self._is_ready(min(self.timeout, left)):
                return True
            _retry.pause(max(0.0, min(interval, deadline - time.monotonic())))

    def flush(self, timeout: float = 10.0) -> bool:
        """Sends what was tracked, and waits until each event has the server's verdict.

        Returns:
            False if that takes longer than the timeout, in seconds; sending goes on.
        """
        return self._delivery.flush(timeout)

    def close(self, timeout: Optional[float] = None) -> bool:
        """Flushes and ends: what is tracked later, or has no verdict within the timeout, is dropped, and counted.

        Happens by itself at the end of the program.

        Args:
            timeout: seconds; None = the client's `close_timeout`.

        Returns:
            whether every tracked event has its verdict.
        """
        return self._delivery.close(self._close_timeout if timeout is None else timeout)

    def stats(self) -> TrackStats:
        """What became of tracked events so far."""
        return self._delivery.stats()

    def __enter__(self) -> EventClient:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"EventClient(base_url='{self.base_url}')"

    def _check_new(self, conversation_id: str, event_name: str) -> None:
        _require(conversation_id, "conversation_id is required")
        self._check_name(event_name)

    def _check_name(self, event_name: str) -> None:
        _require(event_name, "event_name is required")
        if self.event_names is not None and event_name not in self.event_names:
            names = ", ".join(sorted(self.event_names))
            raise EventValidationError(f"event_name must be one of: {names}; got '{event_name}'")

    def _write(self, method: str, path: str, body: Optional[Dict[str, Any]], key: Optional[str]) -> Dict[str, Any]:
        key = str(uuid.uuid4()) if key is None else key
        _require(
            0 < len(key) <= 128 and _is_printable(key),
            "idempotency_key must be 1 to 128 characters of printable ASCII without spaces",
        )
        return self._request(method, path, None if body is None else to_json(body), {"Idempotency-Key": key})

    def _rows(self, path: str, **query: Union[str, int]) -> List[Any]:
        return self._read(path, **query).get("data") or []

    def _read(self, path: str, **query: Union[str, int, None]) -> Dict[str, Any]:
        parameters = urlencode(given(**query))
        return self._request("GET", f"{path}?{parameters}" if parameters else path, None, {})

    def _request(self, method: str, path: str, body: Optional[bytes], headers: Mapping[str, str]) -> Dict[str, Any]:
        retries = self._retries()
        failures = 0
        while True:
            try:
                answer = self._transport.send(method, path, self.timeout, body, headers)
                if answer.is_success:
                    return answer.json()
                error = answer.error()
                may_pass = answer.may_pass
            except NoAnswer as failure:
                error = EventSDKError(f"no answer from {self.base_url}: {failure}")
                may_pass = True
            failures += 1
            wait = retries.wait_after(failures, error.retry_after)
            if not may_pass or failures >= retries.attempts or wait > LONGEST_RETRY_AFTER:
                raise error
            logger.warning("Attempt %d of %d failed, the next in %.1f s: %s", failures, retries.attempts, wait, error)
            _retry.pause(wait)

    def _retries(self) -> _retry.RetryPolicy:
        # Programs may set the attributes later.
        return _retry.RetryPolicy(max(1, self.max_retries), self.retry_delay)

    def _is_ready(self, timeout: float) -> bool:
        try:
            answer = self._transport.send("GET", "/ready", timeout, None, {})
            if answer.status == 404:
                answer = self._transport.send("GET", "/health", timeout, None, {})
            return answer.is_success
        except NoAnswer:
            return False


def create_client(
    base_url: str = "http://localhost:8080", timeout: float = 30.0, max_retries: int = 3, **options: Any
) -> EventClient:
    """An `EventClient`; further options are its own."""
    return EventClient(base_url=base_url, timeout=timeout, max_retries=max_retries, **options)


def _require(condition: object, message: str) -> None:
    if not condition:
        raise EventValidationError(message)


def _is_printable(text: str) -> bool:
    return all("!" <= character <= "~" for character in text)


def _segment(text: str) -> str:
    return quote(text, safe="")
