"""What the client raises."""

from __future__ import annotations

from typing import Any, Dict, Optional


class EventSDKError(Exception):
    """A request that failed.

    Attributes:
        status_code: the answer's HTTP status; None if there was no answer.
        response: the answer's JSON; None if there was no answer.
        retry_after: seconds after which the server would like to see it again; None if it did not say.
    """

    def __init__(
        self,
        message: str,
        status_code: Optional[int] = None,
        response: Optional[Dict[str, Any]] = None,
        retry_after: Optional[float] = None,
    ) -> None:
        super().__init__(message)
        self.status_code = status_code
        self.response = response
        self.retry_after = retry_after


class EventNotFoundError(EventSDKError):
    """There is no such thing (404)."""


class EventValidationError(EventSDKError):
    """Something breaks a rule: the server said so (400), or nothing was sent because it certainly would."""
