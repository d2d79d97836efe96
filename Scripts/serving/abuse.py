"""What somebody does to a server, or sends it to be opened, so that it falls over or tells more than it may."""

import gzip
import http.server
import os
import pathlib
import shutil
import socket
import tempfile
import threading
import time
import urllib.parse

from client import GOROUTINES, LEAKING, POST, ROOT, Answer, Server, expect


def number(value):
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes([*out, value])


def field(place, content):
    return number(place << 3 | 2) + number(len(content)) + content


def repeating(names, stacks):
    """A profile of stacks, bytes each, of functions with names: the first is 1."""
    out = field(1, b"\x08\x01\x10\x02")
    for stack in stacks:
        out += field(2, field(1, stack) + field(2, b"\x01"))
    for place, _ in enumerate(names, 1):
        out += field(4, b"\x08" + number(place) + field(4, b"\x08" + number(place)))
        out += field(5, b"\x08" + number(place) + b"\x10" + number(place + 2))
    return gzip.compress(out + b"".join(field(6, text) for text in [b"", b"goroutine", b"count", *names]))


def long_names(program):
    """A profile of a few hundred bytes that a report makes gigabytes of is refused, and so is the report"""
    one = repeating([b"n" * 100_000], [bytes([1]) * 10_000])
    many = repeating([b"n" * 50_000, b"m" * 50_000], [bytes(1 + (place >> bit & 1) for bit in range(1000)) for place in range(40)])
    with Server(program, [GOROUTINES]) as server:
        expect(len(one) < 2000 and len(many) < 2000, "they are small")
        answer = server.post("upload", one)
        expect(answer.status != 200 and "as text" in answer.text, f"{answer.status} {answer.body[:100]}")
        expect(server.post("upload", many).status == 200, "no stack is too large")
        for report in ("traces?p=2", "traces?p=2&format=json", "folded?p=2"):
            answer = server.ask("report/" + report)
            expect(answer.status == 422 and "256 MiB" in answer.text, f"{report}: {answer.status} {answer.body[:100]}")
        expect(server.ask("report/top?p=2").status == 200, "what is small of it")
        expect(server.resident < (1 << 30), f"{server.resident >> 20} MB")


def long_fields(program):
    """An answer comes however long its command is"""
    with Server(program, [GOROUTINES]) as server:
        for text in ("%27" * 2600, "%C3%A9" * 1300, "a" * 8000):
            answer = server.ask("report/top?p=1&focus=" + text)
            expect(answer.status == 200, f"{text[:6]}: {answer.status}")
            command = urllib.parse.unquote(answer.header("X-Command"), errors="strict")
            expect(command.startswith("pproftool top --focus") and len(answer.header("X-Command")) < 9000, command[:50])


def silent_crowds(program):
    """Those who say nothing do not keep out who asks"""
    with Server(program, [GOROUTINES]) as server:
        crowd = [server.connect() for _ in range(80)]
        time.sleep(0.3)
        expect([server.ask("state?p=1").status for _ in range(5)] == [200] * 5, "among 80")
        for connection in crowd:
            connection.close()


def uploads_at_once(program):
    """No more is taken at the same time than there is room for"""
    with Server(program, [GOROUTINES]) as server:
        header = "".join(f"{name}: {value}\r\n" for name, value in {"Host": server.host, "Origin": f"http://{server.host}", **POST}.items())
        crowd = []
        for _ in range(16):
            crowd.append(server.connect())
            crowd[-1].sendall(f"POST {server.root}upload HTTP/1.1\r\n{header}Content-Length: {64 << 20}\r\n\r\n".encode())
        time.sleep(0.5)
        answer = Answer(server.raw(f"POST {server.root}upload HTTP/1.1\r\n{header}Content-Length: {64 << 20}\r\n\r\n".encode()))
        expect(answer.status == 503 and "default-src 'none'" in answer.header("Content-Security-Policy"), f"one more: {answer.status}")
        expect(server.ask("state?p=1").status == 200, "meanwhile")
        for connection in crowd:
            connection.close()
        time.sleep(0.5)
        expect(server.post("upload", (ROOT / LEAKING).read_bytes()).status == 200, "afterwards")
        dump = b"goroutine 1 [running]:\nmain.main()\n\t/src/main.go:5 +0x1\n\n"
        answer = server.post("upload", (b"panic: x\n\n" + dump) * 17)
        expect(answer.status == 422 and "has 17 profiles" in answer.text, f"17 in one: {answer.status} {answer.text[:100]}")


def secrets(program):
    """No page tells the password of an address or of a proxy"""
    body = (ROOT / GOROUTINES).read_bytes()

    class Service(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Service) as service:
        threading.Thread(target=service.serve_forever, daemon=True).start()
        place = f"127.0.0.1:{service.server_port}"
        for arguments in ([f"http://bob:s3cret@{place}/debug/pprof/goroutine"],
                          [f"http://{place}/debug/pprof/goroutine", "--proxy", f"http://bob:s3cret@{place}"]):
            with Server(program, arguments) as server:
                for path in ("", "view?p=1", "report/top?p=1", "report/check?p=1"):
                    answer = server.get(*path.split("?")[:1], **({"p": 1} if "?" in path else {}))
                    expect(answer.status == 200 and "s3cret" not in f"{answer.headers}" + answer.text, f"{path}: {answer.status}")
        service.shutdown()


def names_of_uploads(program):
    """The command that is shown names a file, whatever it is called"""
    with Server(program, [GOROUTINES]) as server:
        for place, (name, words) in enumerate([("--output=x", "./--output=x"), ("-ox", "./-ox"), ("a\x1b[201~\r", "$'a\\033[201~\\015'")], 2):
            expect(server.post("upload", (ROOT / LEAKING).read_bytes(), X_File_Name=urllib.parse.quote(name)).status == 200, name)
            command = urllib.parse.unquote(server.ask(f"report/tags?p={place}").header("X-Command"))
            expect(command == "pproftool tags " + words, command)


def files_no_more(program):
    """What takes the place of a file and has no end is not read again; whether a file is there is not told"""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "a.pb.gz")
        shutil.copy(ROOT / GOROUTINES, path)
        with Server(program, [path]) as server:
            path.unlink()
            os.mkfifo(path)
            answer = server.post("again?p=1")
            expect(answer.status == 422 and "not a regular file" in answer.text, f"a pipe: {answer.status} {answer.text}")
            path.unlink()
            path.symlink_to("/dev/zero")
            expect(server.post("again?p=1").status == 422, "a device")
        source = pathlib.Path(folder, "src")
        source.mkdir()
        (source / "a.go").write_text("package a\n" * 5)
        places = [f"{source}/a.go", "/etc/passwd", "/etc/nothing-of-that-name"]
        dump = "".join(f"goroutine {n} [select]:\nmain.f{n}()\n\t{place}:3 +0x1\n\n" for n, place in enumerate(places, 1))
        pathlib.Path(folder, "dump.txt").write_text(dump)
        with Server(program, [pathlib.Path(folder, "dump.txt"), "--source-path", source]) as server:
            text = server.ask("report/list?p=1&function=main").text
            expect("package a" in text, "what lies inside")
            expect(text.count("could not find file /etc/") == 2 and "permission" not in text and "no such" not in text, text)


def sockets_of_others(program):
    """At the end only the server's own socket is taken away"""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "p.sock")
        with Server(program, [GOROUTINES, "--listen", f"unix:{path}"]) as server:
            path.unlink()
            path.write_text("precious")
            expect(server.stop()[0] == 0 and path.read_text() == "precious", "a file")
        path.unlink()
        with socket.socket(socket.AF_UNIX) as busy, socket.socket(socket.AF_UNIX) as client:
            busy.bind(str(path))
            busy.listen(0)
            client.connect(str(path))
            try:
                with Server(program, [GOROUTINES, "--listen", f"unix:{path}"]):
                    expect(False, "it listens where another does")
            except AssertionError as error:
                expect("in use" in str(error), f"a busy one: {error}")


def idle_for_others(program):
    """Who has no token does not keep a server from ending"""
    with Server(program, [GOROUTINES, "--exit-after", "1s"]) as server:
        start = time.monotonic()
        while server.process.poll() is None and time.monotonic() - start < 5:
            try:
                server.ask(target="/nothing")
            except OSError:
                break
            time.sleep(0.2)
        expect(server.process.wait(timeout=2) == 0 and time.monotonic() - start < 4, "it goes on")


def large_answers(program):
    """Answers that are read slowly do not fill the memory"""
    profile = repeating([b"n" * 50_000, b"m" * 50_000], [bytes(1 + (place >> bit & 1) for bit in range(1000)) for place in range(4)])
    with Server(program, [GOROUTINES]) as server:
        expect(server.post("upload", profile).status == 200, "it is small")
        crowd, begun = [], []
        for _ in range(7):
            connection = socket.socket()
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.settimeout(30)
            connection.connect(("127.0.0.1", server.port))
            connection.sendall(f"GET {server.root}report/traces?p=2 HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            begun.append(Answer(connection.recv(12)).status)
            crowd.append(connection)
        expect(begun.count(200) in (4, 5) and begun.count(503) == len(begun) - begun.count(200), f"{begun}")
        expect(server.ask("state?p=1").status == 200, "meanwhile")
        for connection in crowd:
            connection.close()
        time.sleep(1)
        expect(server.ask("report/traces?p=2").status == 200, "afterwards")


CASES = [long_names, long_fields, silent_crowds, uploads_at_once, secrets, names_of_uploads, files_no_more, sockets_of_others, idle_for_others,
         large_answers]
