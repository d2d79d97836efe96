"""Serves the files of a folder as the profiles of a service, for tests: folder.py FOLDER PORT-FILE.

The port that it took stands in PORT-FILE once it answers; it ends when somebody removes that file.
"""
import gzip
import http.server
import pathlib
import sys
import threading
import time
import urllib.parse

FILES = {("goroutine", "0"): "goroutine.pb.gz", ("goroutine", "2"): "goroutine.debug2.txt", ("heap", "0"): "heap.pb.gz",
         ("heap", "1"): "heap.debug1.txt", ("goroutineleak", "0"): "goroutineleak.pb.gz"}
FOLDER, PORT_FILE = map(pathlib.Path, sys.argv[1:])


def content(name):
    if (FOLDER / name).exists():
        return (FOLDER / name).read_bytes()
    packed = FOLDER / f"{name}.gz"
    return gzip.decompress(packed.read_bytes()) if packed.exists() else None


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        address = urllib.parse.urlsplit(self.path)
        debug = urllib.parse.parse_qs(address.query).get("debug", ["0"])[0]
        name = FILES.get((address.path.rsplit("/", 1)[-1], debug))
        body = content(name) if name else None
        self.send_response(404 if body is None else 200)
        if body is None:
            body = b"Unknown profile\n"
            self.send_header("X-Go-Pprof", "1")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
    threading.Thread(target=server.serve_forever, daemon=True).start()
    PORT_FILE.write_text(str(server.server_address[1]))
    while PORT_FILE.exists():
        time.sleep(0.05)
