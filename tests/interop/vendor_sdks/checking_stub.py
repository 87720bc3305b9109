"""A loopback server that judges every request with the independent verifier and gives the shortest answer that an SDK can read."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Dict, List, NamedTuple, Optional
from urllib.parse import parse_qsl

from verifier import HttpRequest, MalformedRequest, Verdict, verify


class Seen(NamedTuple):
    """One request and what the verifier said of it."""

    request: Optional[HttpRequest]
    verdict: Verdict

    @property
    def query(self) -> Dict[str, str]:
        return {name.decode(): value.decode() for name, value in self.request.decoded_query()}

    @property
    def form(self) -> Dict[str, str]:
        return dict(parse_qsl(self.request.body.decode(), keep_blank_values=True))

    @property
    def json(self) -> Any:
        return json.loads(self.request.body)


class CheckingStub:
    """Use in a `with`; `seen` holds the requests in their order."""

    def __init__(self, secrets: Dict[str, str]) -> None:
        self.seen: List[Seen] = []
        stub = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                url = "http://%s%s" % (self.headers.get("Host"), self.path)
                request = None
                try:
                    # The SDKs put UTF-8 into header values; this server reads every header as Latin-1.
                    headers = {name: value.encode("latin-1").decode("utf-8") for name, value in self.headers.items()}
                    request = HttpRequest(self.command, url, headers, body)
                    verdict = verify(request, secrets.get)
                except (MalformedRequest, UnicodeDecodeError) as error:
                    verdict = Verdict(False, "", str(error))
                stub.seen.append(Seen(request, verdict))
                self.answer(200 if verdict.accepted else 401, verdict)

            do_GET = do_POST

            def answer(self, status: int, verdict: Verdict) -> None:
                if status == 200:
                    document = {"request_id": "r", "count": 0, "phones": [], "jobs": [], "RequestId": "R", "Data": [], "InstanceModel": []}
                else:
                    document = {"error_code": "STUB", "error_msg": verdict.why, "Code": "Stub", "Message": verdict.why, "RequestId": "R"}
                body = json.dumps(document).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                """Quiet: the tests say what went wrong."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        # Otherwise closing waits for connections that the SDKs keep open.
        self._server.block_on_close = False
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def endpoint(self) -> str:
        return "http://127.0.0.1:%d" % self._server.server_address[1]

    def __enter__(self) -> "CheckingStub":
        self._thread.start()
        return self

    def __exit__(self, *_: Any) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
