"""The rows of answers. At run time they are dictionaries; a newer server may add keys."""

from __future__ import annotations

from typing import Any, Dict, List, TypedDict


class _AlwaysThere(TypedDict):
    id: str
    conversation_id: str
    conversation_metadata: str
    event_name: str
    source: str
    user_id: str
    error: str
    latency: float
    input: str
    output: str
    input_embeddings: List[float]
    output_embeddings: List[float]
    properties: Dict[str, Any]
    created_at: str
    updated_at: str


class Event(_AlwaysThere, total=False):
    """An event as it is now. `value` is absent if it was never given; `latency` is in milliseconds."""

    value: float


class ErrorCount(TypedDict):
    """How many events of a name there were on a day in UTC, and how many of them with an error."""

    date: str
    event_name: str
    error_count: int
    total_count: int


class LatencyStats(TypedDict):
    """The p95 latency, in milliseconds, of the events of one name in one conversation."""

    conversation_id: str
    event_name: str
    p95_latency: float
    event_count: int


class SessionErrors(TypedDict):
    """How many events a conversation has, and how many of them with an error; the rate is from 0 to 1."""

    conversation_id: str
    total_events: int
    error_events: int
    error_rate: float
