"""Servers of a machine's own: one that does as it is told, one that serves fixtures as net/http/pprof does, and proxies."""
import contextlib
import gzip
import os
import select
import socket
import ssl
import threading
import time
import urllib.parse

from harness import CPU, PROFILES


class Server:
    """Hands each connection to a function, in a thread of its own; one that still talks at the end is shut.

    `answer(connection, head)` is given the head of a request; with `talks_first` nothing is read before it.
    """

    def __init__(self, answer, address=("127.0.0.1", 0), tls=None, talks_first=False):
        self.answer, self.tls, self.talks_first = answer, tls, talks_first
        self.heads, self.open = [], []
        family = socket.AF_UNIX if isinstance(address, (str, os.PathLike)) else socket.AF_INET6 if ":" in address[0] else socket.AF_INET
        self.listener = socket.socket(family)
        self.listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.listener.bind(str(address) if family == socket.AF_UNIX else address)
        self.listener.listen(64)
        self.address = self.listener.getsockname()
        threading.Thread(target=self.serve, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.is_over = True
        for place in [self.listener, *self.open]:
            with contextlib.suppress(OSError):
                place.shutdown(socket.SHUT_RDWR)
            place.close()

    is_over = False

    @property
    def port(self):
        return self.address[1]

    @property
    def place(self):
        host = self.address[0]
        return f"[{host}]:{self.port}" if ":" in host else f"{host}:{self.port}"

    def url(self, path="/debug/pprof/heap", scheme=None, host=None):
        return f"{scheme or ('https' if self.tls else 'http')}://{f'{host}:{self.port}' if host else self.place}{path}"

    def serve(self):
        while not self.is_over:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            self.open.append(connection)
            threading.Thread(target=self.talk, args=(connection,), daemon=True).start()

    def talk(self, connection):
        # Whoever is asked may leave at any time.
        with contextlib.suppress(OSError, ValueError):
            if self.tls:
                connection = self.tls.wrap_socket(connection, server_side=True)
                self.open.append(connection)
            head = b"" if self.talks_first else read_head(connection)
            while head or self.talks_first:
                self.heads.append(head)
                if self.answer(connection, head) != "again":
                    break
                head = read_head(connection)
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_WR)
            connection.settimeout(2)
            while connection.recv(65536):
                pass
        connection.close()


def read_head(connection):
    """A request without a body; empty at the end."""
    head = b""
    while b"\r\n\r\n" not in head:
        block = connection.recv(65536)
        if not block:
            return b""
        head += block
    return head


def rests(connection, _=None):
    """Says nothing until the other one leaves."""
    with contextlib.suppress(OSError):
        while connection.recv(65536):
            pass


def header(head, name):
    """What a request's header says; nothing if it is not there."""
    for line in head.decode("latin-1").split("\r\n")[1:]:
        key, _, value = line.partition(":")
        if key.lower() == name.lower():
            return value.strip()
    return ""


def reply(status, body, *headers, kind="application/octet-stream"):
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(body)}", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


def chunked(body, *headers):
    parts = [body[at:at + 2048] for at in range(0, len(body), 2048)]
    head = "\r\n".join(["HTTP/1.1 200 OK", "Content-Type: application/octet-stream", "Transfer-Encoding: chunked", *headers, "", ""]).encode()
    return head + b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def with_duration(profile, seconds):
    """The same profile as what happened in so many seconds: field 10 of the message once more."""
    number, varint = seconds * 1_000_000_000, b""
    while number > 0x7F:
        varint += bytes([number & 0x7F | 0x80])
        number >>= 7
    return gzip.compress(gzip.decompress(profile) + b"\x50" + varint + bytes([number]))


def profile(name):
    return (PROFILES / f"{name}.pb.gz").read_bytes()


class Service:
    """Serves the fixtures of an incident as net/http/pprof serves a program; `allows` may refuse a request."""

    KINDS = "allocs block goroutine goroutineleak heap mutex threadcreate".split()

    def __init__(self, allows=lambda head: True, wait=1.0):
        self.allows, self.wait = allows, wait

    def __call__(self, connection, head):
        connection.sendall(self.answer(head))
        return "again"

    def answer(self, head):
        if not self.allows(head):
            return reply("401 Unauthorized", b"who are you?\n", 'WWW-Authenticate: Basic realm="x"', kind="text/plain")
        parts = urllib.parse.urlsplit(head.split(b" ", 2)[1].decode())
        query = dict(urllib.parse.parse_qsl(parts.query))
        before, _, name = parts.path.partition("/debug/pprof/")
        if before or not parts.path.startswith("/debug/pprof"):
            return reply("404 Not Found", b"404 page not found\n", kind="text/plain")
        if name == "":
            return reply("200 OK", b"<html><head><title>/debug/pprof/</title></head><body>/debug/pprof/<br></body></html>", kind="text/html")
        return self.profile(name, query)

    def profile(self, name, query):
        seconds = int(query.get("seconds", "0") or 0)
        if name == "profile":
            time.sleep(self.wait * (seconds or 30))
            return chunked(CPU.read_bytes(), 'Content-Disposition: attachment; filename="profile"')
        if name not in self.KINDS:
            return reply("404 Not Found", b"Unknown profile\n", "X-Go-Pprof: 1", kind="text/plain; charset=utf-8")
        if query.get("debug", "0") != "0":
            return self.text(name, query["debug"])
        body = profile(name)
        if seconds:
            time.sleep(self.wait * seconds)
            return chunked(with_duration(body, seconds), f'Content-Disposition: attachment; filename="{name}-delta"')
        # Go announces the length of what fits into its buffer.
        headers = ("X-Content-Type-Options: nosniff", f'Content-Disposition: attachment; filename="{name}"')
        return reply("200 OK", body, *headers) if len(body) < 2048 else chunked(body, *headers)

    def text(self, name, debug):
        path = PROFILES / f"{name}.debug{debug}.txt"
        body = path.read_bytes() if path.exists() else gzip.decompress(path.with_suffix(".txt.gz").read_bytes())
        return reply("200 OK", body, "X-Content-Type-Options: nosniff", kind="text/plain; charset=utf-8")


class Proxy:
    """A proxy: CONNECT makes a tunnel, and what is asked in full is passed on to the one place it knows."""

    def __init__(self, goal, password=None):
        self.goal, self.password = goal, password

    def __call__(self, connection, head):
        if self.password and header(head, "Proxy-Authorization") != self.password:
            connection.sendall(reply("407 Proxy Authentication Required", b"", 'Proxy-Authenticate: Basic realm="p"'))
            return None
        with socket.create_connection(self.goal) as beyond:
            if head.startswith(b"CONNECT "):
                connection.sendall(b"HTTP/1.1 200 Connection established\r\nX-Proxy: 1\r\n\r\n")
            else:
                method, url, rest = head.split(b" ", 2)
                path = b"/" + url.split(b"/", 3)[3]
                beyond.sendall(b" ".join([method, path, rest]))
            pipe(connection, beyond)
        return None


def pipe(one, other):
    others = {one: other, other: one}
    while True:
        for place in select.select([one, other], [], [], 10)[0]:
            block = place.recv(65536)
            if not block:
                return
            others[place].sendall(block)


def tls(certificate, key, authority=None, version=None):
    """What a server needs to speak TLS; with `authority` it wants a client's certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    if version:
        context.minimum_version = context.maximum_version = version
    if authority:
        context.load_verify_locations(authority)
        context.verify_mode = ssl.CERT_REQUIRED
    return context
