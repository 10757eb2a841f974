"""An HTTP server that accepts every batch, when it is allowed to."""

from __future__ import annotations

import json
import os
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Dict, List

os.environ["no_proxy"] = "127.0.0.1"


class BatchServer:
    """Keeps what it is sent. Use it as a context."""

    def __init__(self) -> None:
        #: The items of each batch.
        self.batches: List[List[Dict[str, Any]]] = []
        #: Set when a request has come.
        self.got_request = threading.Event()
        #: No request is answered before this is set.
        self.may_answer = threading.Event()
        self.may_answer.set()
        #: Beside 202, every batch is refused with this status, to be sent again in an hour.
        self.status = 202
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def ids(self) -> List[str]:
        """Of all items, in the order in which they came."""
        with self._lock:
            return [item["id"] for batch in self.batches for item in batch]

    def __enter__(self) -> BatchServer:
        self._thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self.may_answer.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _handler(self) -> type:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                items = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                with server._lock:
                    server.batches.append(items)
                server.got_request.set()
                server.may_answer.wait()
                self.send_response(server.status)
                if server.status != 202:
                    self.send_header("Retry-After", "3600")
                self.end_headers()
                if server.status == 202:
                    results = [{"index": index, "status": "accepted"} for index in range(len(items))]
                    self.wfile.write(json.dumps({"results": results}).encode())

            def log_message(self, format: str, *args: Any) -> None:
                pass

        return Handler
