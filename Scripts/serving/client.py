"""A server that is tested, and requests to it byte by byte."""

import contextlib
import json
import os
import pathlib
import signal
import socket
import subprocess
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[2]
GOROUTINES = "Fixtures/incident/healthy/goroutine.pb.gz"
LEAKING = "Fixtures/incident/leaking/goroutine.pb.gz"
POST = {"Content-Type": "application/octet-stream"}


def expect(condition, what):
    if not condition:
        raise AssertionError(what)


class Answer:
    """What came back, taken apart."""

    def __init__(self, raw):
        head, _, self.body = raw.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        self.status = int(lines[0].split(" ")[1]) if lines[0].startswith("HTTP/") else 0
        self.headers = {}
        for line in lines[1:]:
            name, _, value = line.partition(":")
            self.headers.setdefault(name.lower(), []).append(value.strip())

    def header(self, name):
        values = self.headers.get(name.lower(), [])
        expect(len(values) == 1, f"{name} comes {len(values)} times")
        return values[0]

    @property
    def text(self):
        return self.body.decode()

    @property
    def json(self):
        return json.loads(self.body)


class Server:
    """`serve`, from its first line to its end."""

    def __init__(self, program, arguments, folder=ROOT, environment=None):
        signal.signal(signal.SIGINT, signal.default_int_handler)
        self.process = subprocess.Popen([program, "serve", *map(str, arguments)], cwd=folder, stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, text=True, env={**os.environ, "TZ": "UTC", **(environment or {})})
        self.url = self.process.stdout.readline().strip()
        if not self.url:
            raise AssertionError(f"it does not start: {self.process.communicate()[1]}")
        place = urllib.parse.urlsplit(self.url)
        self.port, self.root, self.path = place.port, place.path, None
        self.host = f"127.0.0.1:{self.port}"

    def connect(self, timeout=20):
        if self.path:
            connection = socket.socket(socket.AF_UNIX)
            connection.settimeout(timeout)
            connection.connect(self.path)
            return connection
        return socket.create_connection(("127.0.0.1", self.port), timeout=timeout)

    def raw(self, request, timeout=20):
        """What is answered to some bytes; nothing where the connection ends."""
        with self.connect(timeout) as connection:
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                connection.sendall(request)
            return receive(connection)

    def ask(self, path="", method="GET", headers=None, body=b"", target=None):
        fields = {"Host": self.host, **(headers or {})}
        if body or method == "POST":
            fields.setdefault("Content-Length", str(len(body)))
        lines = [f"{method} {target or self.root + path} HTTP/1.1"] + [f"{name}: {value}" for name, value in fields.items() if value is not None]
        return Answer(self.raw("\r\n".join([*lines, "", ""]).encode() + body))

    def get(self, path="", **query):
        text = urllib.parse.urlencode({name.replace("_", "-"): value for name, value in query.items()})
        return self.ask(f"{path}?{text}" if text else path, headers={"Accept": "text/html"})

    def post(self, path, body=b"", **headers):
        fields = {**POST, "Origin": f"http://{self.host}", **{name.replace("_", "-"): value for name, value in headers.items()}}
        return self.ask(path, "POST", fields, body)

    @property
    def resident(self):
        """Resident memory in bytes."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) * 1024

    def stop(self, how=signal.SIGTERM):
        if self.process.poll() is None:
            self.process.send_signal(how)
        start = time.monotonic()
        _, words = self.process.communicate(timeout=15)
        return self.process.returncode, words, time.monotonic() - start

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
            self.process.communicate()


def receive(connection):
    parts = []
    with contextlib.suppress(ConnectionResetError, TimeoutError):
        while block := connection.recv(1 << 16):
            parts.append(block)
    return b"".join(parts)
