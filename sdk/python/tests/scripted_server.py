"""An HTTP server that answers what a case says, and remembers what it got that the case does not."""

from __future__ import annotations

import json
import os
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Dict, List
from urllib.parse import parse_qsl

from matching import Variables

# A machine's proxy knows nothing of our servers.
os.environ["no_proxy"] = "127.0.0.1"


class ScriptedServer:
    """Expects requests in order. Use it as a context."""

    def __init__(self, requests: List[Dict[str, Any]], variables: Variables) -> None:
        self._expected = requests
        self._variables = variables
        self._seen = 0
        self._lock = threading.Lock()
        #: What was not as expected.
        self.differences: List[str] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> ScriptedServer:
        self._thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def check(self) -> None:
        """Fails unless exactly what was expected came."""
        missing = [f"{request['method']} {request['path']} did not come" for request in self._expected[self._seen :]]
        if self.differences or missing:
            raise AssertionError("\n".join(self.differences + missing))

    def answer(self, seen: Dict[str, Any]) -> Any:
        with self._lock:
            if self._seen == len(self._expected):
                self.differences.append(f"nothing more was expected, but there came {seen}")
                return {"status": 418, "text": "nothing more was expected"}
            expected = self._expected[self._seen]
            self._seen += 1
            self._compare(expected, seen)
            return expected["answer"] if expected["answer"] == "close" else self._variables.fill(expected["answer"])

    def _compare(self, expected: Dict[str, Any], seen: Dict[str, Any]) -> None:
        for part in ("method", "path", "query", "body"):
            if not self._variables.matches(expected.get(part, {} if part == "query" else None), seen[part]):
                self._differ(part, expected.get(part), seen[part])
        for name, value in expected.get("headers", {}).items():
            if not self._variables.matches(value, seen["headers"].get(name)):
                self._differ(name, value, seen["headers"].get(name))
        for name in expected.get("absent_headers", []):
            if name in seen["headers"]:
                self._differ(name, None, seen["headers"][name])

    def _differ(self, what: str, expected: Any, seen: Any) -> None:
        self.differences.append(f"request {self._seen}: {what} is {seen!r}, not {expected!r}")

    def _handler(self) -> type:
        script = self

        class Handler(BaseHTTPRequestHandler):
            def _serve(self) -> None:
                path, _, query = self.path.partition("?")
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                seen = {
                    "method": self.command,
                    "path": path,
                    "query": dict(parse_qsl(query)),
                    "headers": self.headers,
                    "body": json.loads(body) if body else None,
                }
                answer = script.answer(seen)
                if answer != "close":
                    self._send(answer)

            def _send(self, answer: Dict[str, Any]) -> None:
                content = json.dumps(answer["body"]) if "body" in answer else answer["text"]
                self.send_response(answer["status"])
                for name, value in answer.get("headers", {}).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(content.encode())

            do_GET = do_POST = do_PUT = do_DELETE = _serve

            def log_message(self, format: str, *args: Any) -> None:
                pass

        return Handler
