"""A server of our own on loopback, which fails as it is told to."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext
from threading import Event, Thread

Answer = tuple[int, dict[str, str], bytes]


class Loopback:
    def __init__(self) -> None:
        # The headers that each request came with.
        self.headers: list[dict[str, str]] = []
        self._faults: deque[Answer | None] = deque()
        self.released = Event()
        self.url = ""

    def fail(
        self, status: int = 500, body: bytes = b"", *, times: int = 1, **headers: str
    ) -> None:
        """The next answers; `Retry_After` is the header of that name."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self._faults.extend([(status, named, body)] * times)

    def hang(self) -> None:
        """The next answer never comes."""
        self._faults.append(None)

    def answer(self, path: str) -> Answer | None:
        return self._faults.popleft() if self._faults else self.told(path)

    def told(self, path: str) -> Answer:
        raise NotImplementedError


@contextmanager
def on_loopback(there: Loopback, *, tls: SSLContext | None = None) -> Iterator[None]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            there.headers.append(dict(self.headers.items()))
            answer = there.answer(self.path)
            if answer is None:
                there.released.wait()
                return
            status, headers, body = answer
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            # Who finds it too large hangs up.
            try:
                self.wfile.write(body)
            except ConnectionError:
                return

        def log_message(self, *_arguments: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    scheme = "https" if tls else "http"
    there.url = f"{scheme}://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield
    finally:
        there.released.set()
        server.shutdown()
        thread.join()
        server.server_close()
