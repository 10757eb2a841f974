"""The JSON of events as they are sent."""

from __future__ import annotations

import json
import secrets
import time
import uuid
from datetime import datetime, timezone
from typing import Any, Dict, Mapping, Optional, Union

from .errors import EventValidationError


def to_json(value: Mapping[str, Any]) -> bytes:
    """Compact JSON in UTF-8.

    Raises:
        EventValidationError: something in it is not JSON, such as NaN or an object.
    """
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        return text.encode("utf-8")
    except (TypeError, ValueError, RecursionError) as failure:
        raise EventValidationError(f"the event cannot be written as JSON: {failure}") from failure


def given(**fields: Any) -> Dict[str, Any]:
    """The fields that have a value."""
    return {name: value for name, value in fields.items() if value is not None}


def filled(**fields: Any) -> Dict[str, Any]:
    """The fields of a new event that are not empty: empty is what the server takes for absent ones."""
    return {name: value for name, value in given(**fields).items() if not _is_empty(value)}


def _is_empty(value: Any) -> bool:
    return isinstance(value, (str, list, tuple, dict)) and len(value) == 0


def time_text(at: Union[str, datetime, None]) -> Optional[str]:
    """RFC 3339 in UTC with milliseconds; text stays as it is.

    Raises:
        EventValidationError: it has no time zone.
    """
    if at is None or isinstance(at, str):
        return at
    if at.tzinfo is None:
        raise EventValidationError("created_at must have a time zone, such as datetime.now(timezone.utc)")
    return at.astimezone(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def new_event_id() -> str:
    """A UUIDv7, as the server makes them: IDs of events that happen together lie together in its tables."""
    milliseconds = time.time_ns() // 1_000_000
    bits = (milliseconds & ((1 << 48) - 1)) << 80 | secrets.randbits(80)
    bits = bits & ~(0xF << 76) | 0x7 << 76
    bits = bits & ~(0x3 << 62) | 0x2 << 62
    return str(uuid.UUID(int=bits))
