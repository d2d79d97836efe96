"""A server as `serve` is one, as far as a page can tell: it sends pages of the program with what a server says of itself in place of
the policy, which it sends as a header, and answers what pages ask. What was asked stands in `asked`."""

import contextlib
import html
import http.server
import json
import re
import threading
import urllib.parse

ROOT = "/5f1c0ffee5f1c0ffee/"
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
KINDS = [{"kind": "top", "formats": ["text", "json", "pprof"]}, {"kind": "peek", "formats": ["text"]}, {"kind": "list", "formats": ["text"]}]
LISTED = """Total: 96.58MB
ROUTINE ======================== buffer.newStream in stream.go
   65.06MB    65.06MB (flat, cum) 67.36% of Total
         .          .     24:\treturn &Stream{
   65.06MB    65.06MB     25:\t\tpending: make([]byte, size), // <b>&amp;
         .          .     26:\t}
"""


class Served:
    """What is loaded, what will be answered, and what has been asked."""

    def __init__(self, path):
        self.page = path.read_text(encoding="utf-8")
        self.names = {1: "heap.pb.gz", 2: "yesterday <b>.pb.gz"}
        self.more = {}
        self.changed, self.asked, self.uploads, self.is_down = set(), [], [], False

    def say(self, query):
        """What stands in the page."""
        kept = {key: value for key, value in query.items() if key not in ("p", "base")}
        profile, base = int(query.get("p", 1)), query.get("base")
        return {"root": ROOT, "profile": profile, "base": int(base) if base else None,
                "command": " ".join(["pproftool view", *(f"--{key} {value}" for key, value in kept.items()), self.names.get(profile, "?")]),
                "query": kept, "profiles": [{"number": number, "name": name} for number, name in self.names.items()],
                "kinds": KINDS, "mayUpload": True, "notes": [], "again": "file", **self.more}

    def view(self, query):
        """The page and its policy."""
        rules = html.unescape(POLICY.search(self.page)[1]).replace("form-action 'none'", "form-action 'self'; connect-src 'self'; frame-ancestors 'none'")
        told = html.escape(json.dumps(self.say(query)), quote=True)
        return POLICY.sub(lambda _: f'<meta name="pproftool-server" content="{told}">', self.page), rules

    def uploaded(self, name, body):
        self.uploads.append((name, body))
        if not body.startswith(b"profile"):
            return 422, f"{name}: it is no profile, but a text"
        added = [len(self.names) + index + 1 for index in range(body.count(b"profile"))]
        self.names.update({number: name for number in added})
        return 200, json.dumps({"profiles": [{"number": number, "name": name} for number in added]})


class Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def answer(self, status, text, kind="text/plain", policy=None):
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind + "; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Referrer-Policy", "no-referrer")
        if policy:
            self.send_header("Content-Security-Policy", policy)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        served = self.server.served
        path, _, text = self.path.partition("?")
        query = dict(urllib.parse.parse_qsl(text, keep_blank_values=True))
        name = path.removeprefix(ROOT)
        if name != "favicon.ico" and path != "/favicon.ico":
            served.asked.append(("GET", name, query))
        if served.is_down:
            self.close_connection = True
        elif name == "view":
            page, policy = served.view(query)
            self.answer(200, page, "text/html", policy)
        elif name == "source":
            found = query["function"].endswith("newStream")
            self.answer(200 if found else 404, LISTED if found else f"no source of {query['function']} was found below --source-path")
        elif name == "state":
            self.answer(200, json.dumps({"changed": int(query["p"]) in served.changed}), "application/json")
        else:
            self.answer(200, "asked: " + self.path)

    def do_POST(self):
        served = self.server.served
        path, _, text = self.path.partition("?")
        body = self.rfile.read(int(self.headers["Content-Length"] or 0))
        served.asked.append(("POST", path.removeprefix(ROOT), dict(urllib.parse.parse_qsl(text))))
        if self.headers["Content-Type"] != "application/octet-stream" or self.headers["Origin"] != "http://" + self.headers["Host"]:
            self.answer(415, "not as it was agreed")
        elif path == ROOT + "upload":
            self.answer(*served.uploaded(urllib.parse.unquote(self.headers["X-File-Name"]), body))
        elif served.more.get("again") == "service":
            self.answer(502, "the service answers 503")
        else:
            served.changed.clear()
            self.answer(200, json.dumps({"profile": 1}), "application/json")


@contextlib.contextmanager
def serving(path):
    """Serves the page at a path; gives what is served and the address below which it is."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.served = Served(path)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server.served, f"http://127.0.0.1:{server.server_address[1]}{ROOT}"
        finally:
            server.shutdown()
            thread.join()
