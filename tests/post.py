"""A small mail server and a small GOV.UK Notify on this machine, which keep what they are given."""

import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_string
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit


class MailSink(socketserver.ThreadingTCPServer):
    """Takes mail. `answer_rcpt` and `answer_data` are what it says to an address and to a message; `drops` breaks the
    line after the message was taken, before that is said. With a `file`, a line of it keeps each that was taken."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, file: Path | None = None) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.taken: list[Message] = []
        self.answer_rcpt, self.answer_data, self.drops = "250 yes", "250 taken", False
        self.file = file

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])

    def take(self, text: str) -> None:
        """Keep one message."""
        message = message_from_string(text)
        self.taken.append(message)
        if self.file is not None:
            with self.file.open("a") as stream:
                stream.write(str(message.get_payload()).splitlines()[0] + "\n")


class _Talk(socketserver.StreamRequestHandler):
    server: MailSink

    def handle(self) -> None:
        self._say("220 sink")
        while line := self.rfile.readline().decode().strip():
            word = line[:4].upper()
            if word == "QUIT":
                return self._say("221 bye")
            if word == "DATA":
                if not self._data():
                    return None
            else:
                self._say(self.server.answer_rcpt if word == "RCPT" else "250 yes")
        return None

    def _data(self) -> bool:
        self._say("354 go on")
        lines = []
        while (line := self.rfile.readline().decode()) not in (".\r\n", ""):
            lines.append(line)
        if self.server.answer_data.startswith("250"):
            self.server.take("".join(lines).replace("\r\n", "\n"))
        if self.server.drops:
            return False
        self._say(self.server.answer_data)
        return True

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


class NotifySink(ThreadingHTTPServer):
    """Takes emails as GOV.UK Notify does. `status` is what it answers; `breaks`: it answers 500 after taking."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Notify)
        self.taken: list[dict[str, Any]] = []
        self.status, self.breaks = 201, False

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Notify(BaseHTTPRequestHandler):
    server: NotifySink

    def do_POST(self) -> None:
        sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.server.status == 201:
            self.server.taken.append(sent)
        self._answer(500 if self.server.breaks else self.server.status, {"id": f"n{len(self.server.taken)}"})

    def do_GET(self) -> None:
        asked = parse_qs(urlsplit(self.path).query).get("reference", [""])[0]
        self._answer(200, {"notifications": [{"id": "n"} for sent in self.server.taken if sent["reference"] == asked]})

    def _answer(self, status: int, words: dict[str, Any]) -> None:
        body = json.dumps(words).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing is printed."""


@contextmanager
def running(server: Any) -> Iterator[Any]:
    """The server while it listens."""
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
