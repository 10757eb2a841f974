"""When to send a request again."""

from __future__ import annotations

import random
import re
import time
from dataclasses import dataclass
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from typing import Optional

#: Seconds. Waits double up to here.
LONGEST_WAIT = 30.0

#: Seconds. Whoever asks for more is believed so far: a date may be read by a clock that is wrong.
LONGEST_ASKED_WAIT = 7200.0

_SECONDS = re.compile(r"[0-9]+")


@dataclass(frozen=True)
class RetryPolicy:
    """How often a request is sent, and how long to wait in between.

    Attributes:
        attempts: in all; at least 1.
        delay: seconds before the second attempt; it doubles with each one.
    """

    attempts: int
    delay: float

    def wait_after(self, failures: int, retry_after: Optional[float]) -> float:
        """Seconds to wait after so many attempts in a row, at least one, have failed.

        What the server asks for is kept. Otherwise the waits of many clients are spread, so that they do not all come
        back at the same moment.
        """
        if retry_after is not None:
            return retry_after
        longest = min(self.delay * 2.0 ** min(failures - 1, 30), LONGEST_WAIT)
        return random.uniform(longest / 2, longest)


def may_pass(status: int) -> bool:
    """Whether the same request may get another answer later."""
    return status in (408, 429) or status >= 500


def parse_retry_after(value: Optional[str]) -> Optional[float]:
    """Seconds from now, at most two hours, of either form of the header; None if it is absent or neither."""
    if value is None:
        return None
    if _SECONDS.fullmatch(value.strip()):
        return min(float(value), LONGEST_ASKED_WAIT)
    try:
        at = parsedate_to_datetime(value)
    except (TypeError, ValueError, OverflowError):
        return None
    if at.tzinfo is None:
        at = at.replace(tzinfo=timezone.utc)
    return min(max(0.0, (at - datetime.now(timezone.utc)).total_seconds()), LONGEST_ASKED_WAIT)


def pause(seconds: float) -> None:
    """Waits; tests put something else in its place."""
    time.sleep(seconds)
