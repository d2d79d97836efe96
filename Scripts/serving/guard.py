"""Who is answered: each way to ask wrongly, with the status it gets. All of it byte by byte."""

import socket
import time

from client import GOROUTINES, POST, Answer, Server, expect, receive


def host(server, *values):
    lines = "".join(f"Host: {value}\r\n" for value in values)
    return Answer(server.raw(f"GET {server.root} HTTP/1.1\r\n{lines}\r\n".encode())).status


def names_of_this_machine_alone(program):
    """Host must be there once, and name this machine or what was allowed"""
    with Server(program, [GOROUTINES, "--allow-host", "tunnel.example"]) as server:
        good = [f"127.0.0.1:{server.port}", "127.0.0.1", "localhost:1", "LOCALHOST", "[::1]:9000", "tunnel.example:443"]
        bad = ["evil.example", "127.0.0.1.evil", "localhost.", "", "0.0.0.0", "localhost:", "[::1"]
        expect([host(server, name) for name in good] == [200] * len(good), "its names")
        expect([host(server, name) for name in bad] == [421] * len(bad), f"others: {[host(server, name) for name in bad]}")
        expect(host(server) == 421, "no Host")
        expect(host(server, "localhost", "localhost") == 421, "two Hosts")
        expect(host(server, "localhost", "evil.example") == 421, "two Hosts that differ")


def token_in_every_path(program):
    """Without the token there is nothing, and nothing is said but at the root what to open"""
    with Server(program, [GOROUTINES]) as server:
        token = server.root.strip("/")
        wrong = ["/x", f"/{token}", f"/{token}x/", f"//{token}/", f"/{token[:-1]}/", f"/{'0' * 32}/", f"/{token.upper()}/X", "/favicon.ico",
                 f"http://127.0.0.1:{server.port}/{token}/", f"/%2e/{token}/", f"/x/../{token}/"]
        for target in wrong:
            answer = server.ask(target=target)
            expect((answer.status, answer.body) == (404, b""), f"{target}: {answer.status}")
        root = server.ask(target="/")
        expect(root.status == 404 and root.text.endswith("the program printed\n") and token not in root.text, f"/: {root.status}")
        for target in ["%2e%2e/etc/passwd", "../../etc/passwd", "view/../view", "report/../top", "report/%74op", "report/top%00", "report/"]:
            expect(server.ask(target).status == 404, f"{target}: {server.ask(target).status}")
        expect(Answer(server.raw(b"GET " + server.root.encode() + b"\0 HTTP/1.1\r\nHost: localhost\r\n\r\n")).status in (0, 200, 400, 404), "NUL")


def methods(program):
    """A GET changes nothing, and two paths alone take a POST"""
    with Server(program, [GOROUTINES]) as server:
        for method in ["OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "POST", "get"]:
            answer = server.ask("view?p=1", method)
            expect(answer.status in (405, 501), f"{method}: {answer.status}")
        expect(server.ask("upload").status == 405, "GET of upload")
        expect(server.ask("upload", "OPTIONS").status == 405, "OPTIONS of upload")
        head = server.ask("report/top?p=1", "HEAD")
        expect((head.status, head.body) == (200, b""), "HEAD")
        expect(head.header("Content-Length") == server.ask("report/top?p=1").header("Content-Length"), "the length of HEAD")


def posts(program):
    """A POST comes from the page itself, and says what it brings"""
    with Server(program, [GOROUTINES]) as server:
        own = {**POST, "Origin": f"http://{server.host}"}
        cases = [({"Origin": None}, 403), ({"Origin": "null"}, 403), ({"Origin": "http://evil.example"}, 403), ({"Origin": "http://127.0.0.1:1"}, 403),
                 ({"Sec-Fetch-Site": "cross-site"}, 403), ({"Sec-Fetch-Site": "same-site"}, 403), ({"Content-Type": "text/plain"}, 415),
                 ({"Content-Type": None}, 415), ({"Content-Type": "multipart/form-data"}, 415), ({"Content-Length": str((64 << 20) + 1)}, 413),
                 ({"Content-Length": str(65 << 20)}, 413), ({"Sec-Fetch-Site": "same-origin"}, 422)]
        for change, status in cases:
            answer = server.ask("upload", "POST", {**own, **change}, b"x")
            expect(answer.status == status, f"{change}: {answer.status}, not {status}")
        expect(server.ask("again?p=1", "POST", {**own, "Origin": "null"}).status == 403, "again of another page")
        # Whatever comes in a body is not looked at before the rest is right.
        order = server.ask("upload", "POST", {"Content-Length": str(65 << 20)})
        expect(order.status == 403, f"no origin, and too long: {order.status}")


def framing(program):
    """What can be read in two ways is refused"""
    with Server(program, [GOROUTINES]) as server:
        start = f"POST {server.root}upload HTTP/1.1\r\nHost: {server.host}\r\nOrigin: http://{server.host}\r\nContent-Type: application/octet-stream\r\n"
        both = Answer(server.raw(f"{start}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n".encode()))
        expect(both.status == 400, f"length and chunks: {both.status}")
        twice = Answer(server.raw(f"{start}Content-Length: 5\r\nContent-Length: 50\r\n\r\nhello".encode()))
        expect(twice.status == 400, f"two lengths: {twice.status}")
        chunked = Answer(server.raw(f"{start}Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nx\r\n".encode()))
        expect(chunked.status in (400, 411, 413), f"a chunk that overflows: {chunked.status}")
        expect(Answer(server.raw(f"{start}Content-Length: 99999999999999999999\r\n\r\n".encode())).status in (400, 411, 413), "a length that overflows")
        old = Answer(server.raw(f"GET {server.root} HTTP/1.0\r\nHost: localhost\r\n\r\n".encode()))
        expect(old.status == 200, f"HTTP/1.0: {old.status}")
        expect(Answer(server.raw(f"GET {server.root} HTTP/1.0\r\n\r\n".encode())).status == 421, "HTTP/1.0 without Host")
        for junk in [b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"GET\r\n\r\n", b"\r\n" * 50, b"GET / HTTP/9.9\r\n\r\n"]:
            server.raw(junk, timeout=1)
        answers = server.raw(f"GET {server.root} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode() * 2)
        expect(answers.count(b"HTTP/1.1 200") == 1, "one request a connection")


def sizes(program):
    """Headers and queries have a most"""
    with Server(program, [GOROUTINES]) as server:
        expect(server.ask(headers={"X": "x" * (30 << 10)}).status == 200, "30 KiB of header")
        expect(server.ask(headers={"X": "x" * (40 << 10)}).status == 431, f"40 KiB of header: {server.ask(headers={'X': 'x' * (40 << 10)}).status}")
        expect(server.ask("?" + "a" * (9 << 10)).status == 414, "9 KiB of query")
        expect(server.ask("report/top?p=1&focus=" + "%24" * 2500, headers={"X": "x" * (30 << 10)}).status == 200, "a long pattern beside a long header")
        expect(server.ask("?a=%zz").status == 400, "a query that is none")
        expect(server.ask("report/top?p=1&focus=a&focus=b").status == 400, "an option twice")


def slowness(program):
    """Silence and trickles end after five seconds, and hold up nobody"""
    with Server(program, [GOROUTINES]) as server:
        silent, trickle = server.connect(), server.connect()
        start = time.monotonic()
        trickle.sendall(f"GET {server.root} HTTP/1.1\r\nHost: localhost\r\n".encode())
        gone = None
        while gone is None and time.monotonic() - start < 9:
            try:
                trickle.sendall(b"X: y\r\n")
            except OSError:
                gone = time.monotonic() - start
            time.sleep(0.25)
        expect(gone and 4.5 < gone < 6.5, f"a header line a quarter of a second ends after {gone}")
        silent.settimeout(4)
        expect(receive(silent) == b"" and time.monotonic() - start < 9, "silence")
        expect(server.ask().status == 200, "the next request")
        half = server.connect()
        half.sendall(f"GET {server.root} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        half.shutdown(socket.SHUT_WR)
        expect(Answer(receive(half)).status in (0, 200), "a half that is closed")


def crowds(program):
    """Thirty-three connections at once are too many, and pass"""
    with Server(program, [GOROUTINES]) as server:
        before = server.resident
        crowd = [server.connect() for _ in range(40)]
        time.sleep(0.5)
        for connection in crowd:
            connection.close()
        deadline = time.monotonic() + 8
        while server.ask().status != 200 and time.monotonic() < deadline:
            time.sleep(0.2)
        expect(server.ask().status == 200, "the next request")
        for _ in range(200):
            server.ask("report/top?p=1")
            server.ask(headers={"Host": "evil"})
        grown = server.resident - before
        expect(grown < (24 << 20), f"memory grew by {grown >> 20} MB")


def headers_of_safety(program):
    """Every answer says how it may be used, whatever it is"""
    with Server(program, [GOROUTINES]) as server:
        answers = [server.ask(), server.get(), server.get("view", p=1), server.get("report/flamegraph", p=1), server.ask(target="/x"),
                   server.ask(headers={"Host": "evil"}), server.ask("view?p=9"), server.ask("upload", "PUT")]
        for answer in answers:
            policy = answer.header("Content-Security-Policy")
            expect("default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy, policy)
            for name, value in [("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"), ("Cache-Control", "no-store"),
                                ("Cross-Origin-Resource-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin")]:
                expect(answer.header(name) == value, name)
            expect(not {"server", "set-cookie", "access-control-allow-origin"} & set(answer.headers), "fields that tell or allow")


CASES = [names_of_this_machine_alone, token_in_every_path, methods, posts, framing, sizes, slowness, crowds, headers_of_safety]
