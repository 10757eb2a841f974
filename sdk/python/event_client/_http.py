"""One HTTP request and its answer."""

from __future__ import annotations

import json
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPException, HTTPMessage
from typing import IO, Any, Dict, Mapping, Optional
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from ._retry import may_pass, parse_retry_after
from ._version import VERSION
from .errors import EventNotFoundError, EventSDKError, EventValidationError


class NoAnswer(Exception):
    """The request was not answered; the server may have seen it."""


@dataclass(frozen=True)
class Answer:
    """An answer.

    Attributes:
        retry_after: seconds; None if the server did not say.
    """

    status: int
    body: bytes
    retry_after: Optional[float]

    @property
    def is_success(self) -> bool:
        return 200 <= self.status < 300

    @property
    def may_pass(self) -> bool:
        return may_pass(self.status)

    def json(self) -> Dict[str, Any]:
        """The body, which must be a JSON object; nothing at all counts as success.

        Raises:
            EventSDKError: it is something else.
        """
        if not self.body:
            return {"success": True}
        parsed = self._parsed()
        if parsed is None:
            raise EventSDKError(
                f"the server answered {self.status} with something that is not a JSON object: is the base_url right?",
                status_code=self.status,
            )
        return parsed

    def error(self) -> EventSDKError:
        """What to raise for this answer, which is not a success."""
        response = self._parsed()
        if response is None:
            response = {"error": self.body.decode("utf-8", "replace")}
        message = response.get("error") or f"HTTP {self.status}"
        if 300 <= self.status < 400:
            message = f"HTTP {self.status}: redirects are not followed; use the address itself as base_url"
        kind = {404: EventNotFoundError, 400: EventValidationError}.get(self.status, EventSDKError)
        return kind(str(message), status_code=self.status, response=response, retry_after=self.retry_after)

    def _parsed(self) -> Optional[Dict[str, Any]]:
        try:
            parsed = json.loads(self.body)
        except ValueError:
            return None
        return parsed if isinstance(parsed, dict) else None


class _NoRedirects(HTTPRedirectHandler):
    """A redirected POST would become a GET, and the API key would go to whatever host is named."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Optional[Request]:
        return None


class Transport:
    """Sends requests to one server. Thread-safe: every request has a connection of its own."""

    def __init__(self, base_url: str, api_key: Optional[str]) -> None:
        self._base_url = base_url
        self._headers = {"Accept": "application/json", "User-Agent": f"eventlane-python/{VERSION}"}
        if api_key is not None:
            self._headers["X-API-Key"] = api_key
        self._opener = build_opener(_NoRedirects)

    def send(
        self, method: str, path: str, timeout: float, body: Optional[bytes], headers: Mapping[str, str]
    ) -> Answer:
        """Sends it once.

        Args:
            path: with the query, encoded.
            timeout: seconds without a byte from the server.
            body: JSON; None for none.

        Raises:
            NoAnswer: there was no whole answer.
        """
        request = Request(self._base_url + path, data=body, method=method, headers={**self._headers, **headers})
        if body is not None:
            request.add_header("Content-Type", "application/json")
        try:
            try:
                with self._opener.open(request, timeout=timeout) as response:
                    return self._answer(response.status, response.headers, response.read())
            except HTTPError as refusal:
                with refusal:
                    return self._answer(refusal.code, refusal.headers, refusal.read())
        except (OSError, HTTPException) as failure:
            raise NoAnswer(str(getattr(failure, "reason", failure)) or type(failure).__name__) from failure

    @staticmethod
    def _answer(status: int, headers: Message, body: bytes) -> Answer:
        return Answer(status, body, parse_retry_after(headers.get("Retry-After")))
