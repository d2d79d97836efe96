"""A service with profiles as net/http/pprof has them, whose process can restart and misbehave."""
import gzip
import hashlib
import http.server
import threading
import time
import urllib.parse


def varint(number):
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def field(number, value):
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    data = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | 2) + varint(len(data)) + data


def packed(numbers):
    return b"".join(map(varint, numbers))


def profile(types, stacks, process=1, seconds=None):
    """A profile of pprof: `types` are names and units, `stacks` lists of functions, leaf first, with their values."""
    texts = [""]

    def text(word):
        if word not in texts:
            texts.append(word)
        return texts.index(word)

    functions = sorted({name for names, _ in stacks for name in names})
    out = b"".join(field(1, field(1, text(name)) + field(2, text(unit))) for name, unit in types)
    for names, values in stacks:
        out += field(2, field(1, packed(functions.index(name) + 1 for name in names)) + field(2, packed(values)))
    start = 0x7f0000000000 + process * 0x10000
    for number, (name, place) in enumerate([("/app/server", 0x400000), ("[vdso]", start)], 1):
        out += field(3, field(1, number) + field(2, place) + field(3, place + 0x2000) + field(5, text(name)) + field(6, text("b1")))
    for number, name in enumerate(functions, 1):
        out += field(4, field(1, number) + field(2, 1) + field(3, 0x400000 + number) + field(4, field(1, number)))
        out += field(5, field(1, number) + field(2, text(name)) + field(3, text(name)))
    out += field(9, int((seconds or time.time()) * 1e9))
    return gzip.compress(out + b"".join(field(6, word) for word in texts))


MAKER = "created by main.main in goroutine 1\n\t/app/main.go:9 +0x2c\n"


def dumped(number):
    return f"goroutine {number} [select]:\nmain.wait()\n\t/app/main.go:7 +0x1d\n{'' if number == 1 else MAKER}\n"


class Service:
    """A service on a port of 127.0.0.1."""
    count = 0

    def __init__(self, name, goroutines=150):
        self.name, self.goroutines, self.asked = name, goroutines, []
        # No two services are one process.
        Service.count += 1
        self.process = 100 * Service.count
        # What is answered in place of a profile, by its path; a function of the handler.
        self.odd = {}
        # How many connections it has, and the most it had.
        self.open = self.most_open = 0
        service = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                service.answer(self)

            def setup(self):
                super().setup()
                service.open += 1
                service.most_open = max(service.most_open, service.open)

            def finish(self):
                super().finish()
                service.open -= 1

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def answer(self, handler):
        address = urllib.parse.urlsplit(handler.path)
        self.asked.append(handler.path)
        if address.path in self.odd:
            return self.odd[address.path](handler)
        body = self.body(address.path.rsplit("/", 1)[-1], urllib.parse.parse_qs(address.query))
        if body is None:
            return send(handler, b"Unknown profile\n", 404, {"X-Go-Pprof": "1"})
        return send(handler, body)

    def body(self, kind, query):
        debug = query.get("debug", ["0"])[0]
        if kind == "goroutine" and debug == "2":
            return "".join(map(dumped, range(1, self.goroutines + 1))).encode()
        if kind == "goroutine" and debug == "1":
            return f"goroutine profile: total {self.goroutines}\n{self.goroutines} @ 0x400001\n#\t0x400001\tmain.wait+0x1\t/app/main.go:7\n\n".encode()
        if kind == "goroutine":
            return profile([("goroutine", "count")], [(["main.wait", "main.main"], [self.goroutines])], self.process)
        if kind == "heap" and debug == "1":
            return b"heap profile: 1: 16 [2: 32] @ heap/1048576\n1: 16 [2: 32] @ 0x400001\n#\t0x400001\tmain.wait+0x1\t/app/main.go:7\n\n"
        if kind == "heap":
            types = [("alloc_objects", "count"), ("alloc_space", "bytes"), ("inuse_objects", "count"), ("inuse_space", "bytes")]
            return profile(types, [(["main.wait", "main.main"], [9, 900, 3, 300 * self.goroutines])], self.process)
        if kind == "profile":
            return profile([("samples", "count"), ("cpu", "nanoseconds")], [(["main.wait"], [3, 30_000_000])], self.process)
        return None


def send(handler, body, status=200, headers=None, length=None):
    handler.send_response(status)
    for name, value in (headers or {}).items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(body) if length is None else length))
    handler.end_headers()
    handler.wfile.write(body)
    handler.close_connection = length is not None


def slowly(handler):
    """Half a profile, and the rest never."""
    names = [hashlib.sha256(bytes([number])).hexdigest() for number in range(100)]
    body = profile([("goroutine", "count")], [([name], [1]) for name in names])
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body[: len(body) // 2])
    handler.wfile.flush()
    time.sleep(60)
