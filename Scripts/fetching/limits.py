"""Limits of size, and what is kept of what is fetched."""
import gzip
import os
import re
import signal
import subprocess
import time

from harness import ENVIRONMENT, Failed, case, cases, expect, same
from liars import HALF, HEAP, LENGTH, PAGE, PLAIN, bomb, head, says, then_rests
from servers import Server, Service, chunked, reply


def kept(folder):
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


@case
def max_fetch(context):
    size = len(HEAP)
    for answer in (reply("200 OK", HEAP), chunked(HEAP), head() + HEAP):
        with Server(says(answer)) as server:
            context.gives("info", "--max-fetch", len(PLAIN), server.url())
            context.fails("info", "--max-fetch", size - 1, server.url(), says=rf"larger than {size - 1} bytes; --max-fetch allows more$")
            # It may have as many bytes as come, and inflates to more.
            context.fails("info", "--max-fetch", size, server.url(), says=rf"inflates? to more than {size} bytes; --max-fetch allows more$")
            context.gives("info", "--max-fetch", size, "--max-size", "1GiB", server.url())
            context.fails("info", "--max-size", size, server.url(), says=rf"more than {size} bytes; raise the limit with --max-size")


@case
def bombs_within_their_limit(context):
    with Server(says(reply("200 OK", bomb(32 << 20)))) as server:
        context.fails("info", "--max-fetch", "16MiB", server.url(), says=r"inflates? to more than 16777216 bytes; --max-fetch allows more$")


@case
def saved(context):
    folder = context.folder / "saved"
    with Server(Service()) as server:
        for _ in range(2):
            context.gives("info", "--save", folder, server.url(),
                          says=rf"\Approftool: saved {folder}/127\.0\.0\.1-{server.port}(-2)?\.\d{{8}}T\d{{6}}Z\.heap\.pb\.gz\n\Z")
        context.gives("goroutines", server.url("/debug/pprof/goroutine?debug=1"), env={"PPROF_TMPDIR": str(folder)}, says=r"saved .*\.goroutine\.debug1\.txt")
        same(len(kept(folder)), 3, "files")
        for path in folder.glob("*.heap.pb.gz"):
            same(path.read_bytes(), HEAP, path.name)


@case
def saved_where_nothing_can_be(context):
    file = context.folder / "file"
    file.write_text("")
    with Server(Service()) as server:
        context.fails("info", "--save", file, server.url(), says=rf"{file}: (not a directory|file exists|is no folder)")
        context.fails("info", "--save", "/proc/nothing", server.url(), says=r"/proc/nothing: ")


def nothing_kept(context, answer, options):
    folder = context.folder / "saved"
    with Server(answer) as server:
        context.fails("info", *options, "--save", folder, server.url(), says=".")
        same(kept(folder), [], "files")


# Nothing is kept of these.
cases([
    ("not kept: a page", says(reply("200 OK", PAGE)), []),
    ("not kept: an error", says(reply("500 X", HEAP)), []),
    ("not kept: cut short", says(head(LENGTH), HEAP[:HALF]), []),
    ("not kept: half of right length", says(reply("200 OK", HEAP[:HALF])), []),
    ("not kept: a wrong sum", says(reply("200 OK", HEAP[:-8] + b"12345678")), []),
    ("not kept: too large", says(reply("200 OK", HEAP)), ["--max-fetch", str(HALF)]),
    ("not kept: too slow", then_rests(head(LENGTH), HEAP[:HALF]), ["--timeout", "300ms"]),
    ("not kept: nothing", says(reply("200 OK", b"")), []),
], nothing_kept)


@case
def not_kept_when_interrupted(context):
    folder = context.folder / "saved"
    with Server(then_rests(head(LENGTH), HEAP[:HALF])) as server:
        with subprocess.Popen([context.program, "info", "--save", folder, server.url()], stderr=subprocess.PIPE, env=ENVIRONMENT) as process:
            until(lambda: kept(folder))
            process.send_signal(signal.SIGINT)
            process.wait(5)
        same(kept(folder), [], "files")


def until(holds, limit=5.0):
    end = time.monotonic() + limit
    while not holds():
        if time.monotonic() > end:
            raise Failed(f"it did not come to pass within {limit} s")
        time.sleep(0.02)


@case
def cut_short_behind_what_a_reader_wants(context):
    """A reader may stop at the end of what it reads; what the server promised has to come all the same."""
    debug = Service().text("goroutine", "2").partition(b"\r\n\r\n")[2]
    with Server(says(head(f"Content-Length: {len(HEAP) + 100000}"), HEAP)) as server:
        context.fails("info", server.url(), says=r"ended after \d+ of \d+ bytes$")
    with Server(says(head(f"Content-Length: {len(debug) + 10}"), debug)) as server:
        context.fails("goroutines", server.url("/debug/pprof/goroutine?debug=2"), says=r"ended after \d+ of \d+ bytes$")


@case
def memory_of_a_large_answer(context):
    """100 MB pass through in little memory where the reader needs little: what is refused at its end."""
    filler = os.urandom(1 << 20)
    body = gzip.compress(PLAIN, 1)

    def answer(connection, _):
        connection.sendall(head(f"Content-Length: {len(body) + 100 * len(filler)}") + body)
        for _ in range(100):
            connection.sendall(filler)
    with Server(answer) as server:
        done = context.run("info", server.url())
        expect(done.err, "gzip|after")
        same(len(re.findall("\n", done.err)), 1, "lines")
