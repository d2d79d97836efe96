"""Servers that lie, dawdle or never end: each has to be one line, in time."""
import gzip
import time

from harness import Failed, case, cases, is_heap
from servers import Server, chunked, profile, reply, rests

HEAP = profile("heap")
PLAIN = gzip.decompress(HEAP)
OK = b"HTTP/1.1 200 OK\r\n"


def head(*lines):
    return OK + b"".join(line.encode("latin-1") + b"\r\n" for line in lines) + b"\r\n"


def says(*blocks):
    """Sends what is given, and ends."""
    def answer(connection, _):
        for block in blocks:
            connection.sendall(block)
    return answer


def then_rests(*blocks):
    def answer(connection, _):
        says(*blocks)(connection, _)
        rests(connection)
    return answer


def endless(start, block, pause=0.0):
    """Sends the same for ever."""
    def answer(connection, _):
        connection.sendall(start)
        while True:
            connection.sendall(block)
            time.sleep(pause)
    return answer


def a_byte_at_a_time(connection, _):
    for at in range(len(HEAP)):
        connection.sendall((head(f"Content-Length: {len(HEAP)}") + HEAP)[at:at + 1] if at < 40 else b"x")
        time.sleep(0.2)


def resets(*blocks):
    """Breaks the connection off, so that the other side is told of it."""
    def answer(connection, _):
        import socket
        import struct
        says(*blocks)(connection, _)
        time.sleep(0.05)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()
    return answer


def bomb(size):
    """A profile that inflates to about so many bytes: texts of zeros follow it."""
    return gzip.compress(PLAIN + (b"\x32\xfe\x07" + bytes(1022)) * (size // 1025))


HALF = len(HEAP) // 2
PAGE = b"<!DOCTYPE html><html><head><title>Sign in</title></head><body>Who are you?</body></html>"
GZIPPED = gzip.compress(HEAP)
NOWHERE = r"redirects to something that is not an http or https address$"
SOON = ["--timeout", "600ms"]
LENGTH = f"Content-Length: {len(HEAP)}"

def within(options):
    """The limit that is asked for, else what a machine that is busy may need."""
    texts = dict(zip(options[::2], options[1::2], strict=False)) if options and options[0] == "--timeout" else {}
    text = texts.get("--timeout", "3s")
    return float(text[:-2]) / 1000 if text.endswith("ms") else float(text[:-1])


def lies(context, answer, options, pattern):
    with Server(answer) as server:
        context.fails("info", *options, server.url(), says=rf"\Approftool: {server.url().replace('.', '[.]')}: .*(?:{pattern})", within=within(options))


# What is answered, options, and what has to be said.
cases([
    ("length too long", says(head(f"Content-Length: {len(HEAP) + 7}"), HEAP), [], rf"ended after {len(HEAP)} of {len(HEAP) + 7} bytes$"),
    ("length too long, without end", then_rests(head(f"Content-Length: {len(HEAP) + 7}"), HEAP), SOON,
     rf"only {len(HEAP)} bytes of the answer arrived within 0.6 s; --timeout allows more time$"),
    ("length too short", says(head(f"Content-Length: {HALF}"), HEAP), [], r"the gzip data|cut short|truncated|ends "),
    ("half a profile of right length", says(head(f"Content-Length: {HALF}"), HEAP[:HALF]), [], r"gzip|cut short|truncated"),
    ("length negative", says(head("Content-Length: -5"), HEAP), [], r"has contradictory lengths, or one that is not a number$"),
    ("length twice", says(head(LENGTH, f"Content-Length: {HALF}"), HEAP), [], r"has contradictory lengths, or one that is not a number$"),
    ("length twice in one", says(head(f"Content-Length: {len(HEAP)}, {HALF}"), HEAP), [], r"has contradictory lengths, or one that is not a number$"),
    ("length 2^65", says(head(f"Content-Length: {1 << 65}"), HEAP), [], r"has contradictory lengths, or one that is not a number$"),
    ("length 2^63", says(head(f"Content-Length: {1 << 63}"), HEAP), [], r"has contradictory lengths, or one that is not a number$"),
    ("length of no digits", says(head("Content-Length: many"), HEAP), [], r"has contradictory lengths, or one that is not a number$"),
    ("length of an exabyte", then_rests(head("Content-Length: 999999999999999999"), HEAP), SOON, r"larger than 268435456 bytes; --max-fetch allows more$"),
    ("nothing, announced", says(head("Content-Length: 0")), [], r"200, but it is empty$"),
    ("nothing, not announced", says(head()), [], r"200, but it is empty$"),
    ("no content", says(b"HTTP/1.1 204 No Content\r\n\r\n"), [], r"the server answered 204"),
    ("chunk ffffffffffffffffff", says(head("Transfer-Encoding: chunked"), b"ffffffffffffffffff\r\n", HEAP), [], r"the answer is damaged: "),
    ("chunk of no number", says(head("Transfer-Encoding: chunked"), b"xyz\r\n", HEAP), [], r"the answer is damaged: "),
    ("chunk negative", says(head("Transfer-Encoding: chunked"), b"-1\r\n", HEAP), [], r"the answer is damaged: "),
    ("chunks cut short", says(chunked(HEAP)[:-7]), [], r"ended after \d+ bytes, before its end$"),
    ("chunks without the last", says(chunked(HEAP)[:-5]), [], rf"ended after {len(HEAP)} bytes, before its end$"),
    ("chunk extension without end", endless(head("Transfer-Encoding: chunked"), b"1;" + b"x" * 4096), ["--timeout", "1s"],
     r"the answer is damaged: |only \d+ bytes of the answer arrived within 1 s"),
    ("endless headers", endless(OK, b"X: " + b"y" * 1000 + b"\r\n"), [], r"the answer's headers do not end$"),
    ("an endless header", endless(OK + b"X: ", b"y" * 4096), [], r"the answer's headers do not end$|the answer is damaged: "),
    ("endless 100s", endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), [], r"the answer's headers do not end$"),
    ("slow endless 100s", endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n", 0.05), SOON, r"only 0 bytes of the answer arrived within 0.6 s"),
    ("endless body", endless(head() + PLAIN, b"\x32\xfe\x07" + bytes(1022)), ["--max-fetch", "4MiB"], r"larger than 4194304 bytes; --max-fetch allows more$"),
    ("endless chunks", endless(head("Transfer-Encoding: chunked"), b"10000\r\n" + HEAP[:10] + bytes(65526) + b"\r\n"), ["--max-fetch", "4MiB"],
     r"larger than 4194304 bytes; --max-fetch allows more$|gzip"),
    ("a byte at a time", a_byte_at_a_time, SOON, r"only \d+ bytes of the answer arrived within 0.6 s; --timeout allows more time$"),
    ("a byte of body at a time", endless(head("Content-Length: 100000") + HEAP[:100], b"x", 0.05), SOON,
     r"only \d+ bytes of the answer arrived within 0.6 s; --timeout allows more time$"),
    ("silence after the request", rests, SOON, r"connected, but no answer within 0.6 s; --timeout allows more time$"),
    ("silence after headers", then_rests(head(LENGTH)), SOON, r"only 0 bytes of the answer arrived within 0.6 s; --timeout allows more time$"),
    ("silence in the headers", then_rests(OK + b"Content-Le"), SOON, r"only 0 bytes of the answer arrived within 0.6 s"),
    ("closed at once", says(), [], r"the server closed the connection without an answer$"),
    ("reset at once", resets(), [], r"the server closed the connection without an answer$|the connection broke after 0 bytes$"),
    ("reset in the headers", resets(OK), [], r"the server closed the connection without an answer$|the connection broke after 0 bytes$"),
    ("reset in the body", resets(head(LENGTH), HEAP[:HALF]), [], rf"(the connection broke after {HALF} bytes|ended after {HALF} of {len(HEAP)} bytes)$"),
    ("HTTP/0.9", says(HEAP), [], r"the server there does not speak HTTP; did you mean https://"),
    ("another protocol", says(b"SSH-2.0-OpenSSH_9.2\r\n"), [], r"the server there does not speak HTTP; did you mean https://"),
    ("HTTP/7.3", says(b"HTTP/7.3 200 OK\r\n\r\n" + HEAP), [], r"does not speak HTTP; did you mean https://"),
    ("a status of no number", says(b"HTTP/1.1 ABC OK\r\n\r\n" + HEAP), [], r"does not speak HTTP; did you mean https://"),
    ("a status of 999", says(b"HTTP/1.1 999 Odd\r\n\r\n" + HEAP), [], r"the server answered 999"),
    ("HTML", says(reply("200 OK", PAGE, kind="text/html")), [], r'200, but a web page \("Sign in"\)$'),
    ("HTML without a title", says(reply("200 OK", b"<html><body></body></html>", kind="text/html")), [], r"200, but a web page$"),
    ("JSON that complains", says(reply("200 OK", b'{"error": "no route"}', kind="application/json")), [], r'200, but .*no route'),
    ("words", says(reply("200 OK", b"profiling is off\n", kind="text/plain")), [], r'200, but .*"profiling is off"'),
    ("a program", says(reply("200 OK", b"\x7fELF\x02\x01\x01" + bytes(200))), [], r"200, but .*program"),
    ("bytes of no format", says(reply("200 OK", b"\x01\x02\x03\x04" * 9)), [], r"200, but .*begins with the bytes 01 02 03"),
    ("HTML in gzip", says(reply("200 OK", gzip.compress(PAGE), "Content-Encoding: gzip", kind="text/html")), [], r'200, but a web page \("Sign in"\)$'),
    ("gzip of no gzip", says(reply("200 OK", b"hello, world\n", "Content-Encoding: gzip")), [], r'200, but .*"hello, world"'),
    ("gzip with a wrong sum", says(reply("200 OK", HEAP[:-8] + b"12345678")), [], r"gzip"),
    ("gzip damaged", says(reply("200 OK", HEAP[:HALF] + b"\xff" * 99 + HEAP[HALF + 99:])), [], r"gzip"),
    ("gzip in gzip in gzip, cut", says(reply("200 OK", gzip.compress(GZIPPED)[:-20], "Content-Encoding: gzip")), [], r"gzip"),
    ("brotli", says(reply("200 OK", b"\x8b\x02\x80hello\x03", "Content-Encoding: br")), [], r"200, but .*begins with the bytes 8b 02 80"),
    ("gzip bomb", says(reply("200 OK", bomb(8 << 20))), ["--max-fetch", "1MiB"], r"inflates? to more than .*; --max-fetch allows more$"),
    ("redirect loop", says(reply("302 Found", b"", "Location: /debug/pprof/heap")), ["--follow"], r"the server redirects more than 5 times$"),
    ("redirect, not followed", says(reply("302 Found", b"", "Location: /login?x=1")), [],
     r"redirects to http://127.0.0.1:\d+/login\?x=1; --follow follows it$"),
    ("redirect to a file", says(reply("302 Found", b"", "Location: file:///etc/passwd")), ["--follow"], NOWHERE),
    ("redirect to a file, not followed", says(reply("302 Found", b"", "Location: file:///etc/passwd")), [], NOWHERE),
    ("redirect to a socket", says(reply("302 Found", b"", "Location: http+unix://%2Ftmp%2Fx/")), ["--follow"], NOWHERE),
    ("redirect to nowhere", says(reply("302 Found", b"")), ["--follow"], r"the server answered 302 Found$"),
    ("redirect to no address", says(reply("302 Found", b"", "Location: http://")), ["--follow"], r"."),
    ("redirect with ESC", says(reply("302 Found", b"", "Location: /a\x1b[31mb")), [], r"."),
    ("Retry-After: 99999", says(reply("503 Service Unavailable", b"busy\n", "Retry-After: 99999", kind="text/plain")), [],
     r'the server answered 503 Service Unavailable: "busy"$'),
    ("cpu profiling is on", says(reply("500 Internal Server Error", b"Could not enable CPU profiling: cpu profiling already in use\n", kind="text/plain")), [],
     r'the server answered 500 Internal Server Error: "Could not enable CPU profiling: cpu profiling already in use"$'),
    ("ESC in the reason", says(b"HTTP/1.1 503 \x1b]0;owned\x07\r\nContent-Length: 6\r\n\r\n\x1b[31mx\n"), [], r"the server answered 503"),
    ("an error without end", endless(b"HTTP/1.1 500 X\r\n\r\n", b"no " * 1000), [], r'the server answered 500 Internal Server Error: "no no '),
    ("an error that dawdles", then_rests(b"HTTP/1.1 500 X\r\nContent-Length: 99\r\n\r\nbusy\n"), SOON,
     r'the server answered 500 Internal Server Error: "busy"$'),
    ("NUL in a header", says(OK + b"X: a\0b\r\n" + LENGTH.encode() + b"\r\n\r\n" + HEAP), [], r"the answer is damaged: |does not speak HTTP"),
], lies)


def odd(context, answer, pattern):
    with Server(answer) as server:
        is_heap(context, server.url(), says=pattern)


# What is odd, and a profile all the same; the last is what is said of it.
cases([
    ("100 Continue before", says(b"HTTP/1.1 100 Continue\r\nContent-Length: 3\r\n\r\n", reply("200 OK", HEAP)), r"\A\Z"),
    ("103 Early Hints before", says(b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n", reply("200 OK", HEAP)), r"\A\Z"),
    ("the same length twice", says(head(LENGTH, LENGTH), HEAP), r"\A\Z"),
    ("HTTP/1.0", says(b"HTTP/1.0 200 OK\r\n\r\n", HEAP), r"\A\Z"),
    ("no length", says(head(), HEAP), r"\A\Z"),
    ("chunks with a trailer", says(chunked(HEAP)[:-2] + b"X-Sum: 1\r\n\r\n"), r"\A\Z"),
    ("Content-Encoding: gzip", says(reply("200 OK", GZIPPED, "Content-Encoding: gzip")), r"\A\Z"),
    ("Content-Encoding: gzip of what is not", says(reply("200 OK", HEAP, "Content-Encoding: identity")), r"\A\Z"),
    ("length and chunks", says(chunked(HEAP).replace(b"\r\n", f"\r\nContent-Length: {HALF}\r\n".encode(), 1)), r"\A\Z"),
    ("more after the end", says(reply("200 OK", HEAP) + b"HTTP/1.1 200 OK\r\n\r\nmore"), r"\A\Z"),
    ("a reason of nothing", says(b"HTTP/1.1 200\r\n" + LENGTH.encode() + b"\r\n\r\n" + HEAP), r"\A\Z"),
], odd)


@case
def no_length_and_not_gzip(context):
    """What may be incomplete is said when it is fetched, and stays so in what is saved of it."""
    saved, doubt = context.folder / "doubtful.pb.gz", "the server does not say where its answer ends, so the answer may be incomplete"
    warning = rf"\A[^\n]*warning: incomplete: {doubt}\n\Z"
    with Server(says(head(), PLAIN)) as server:
        context.gives("merge", "-o", saved, server.url(), says=warning)
    context.gives("top", saved, says=warning)


@case
def silence_after_accept(context):
    with Server(rests, talks_first=True) as server:
        context.fails("info", "--insecure", "--connect-timeout", "500ms", server.url(scheme="https"), within=0.5,
                      says=r"not connected within 0.5 s; --connect-timeout allows more time$")
        context.fails("info", "--insecure", "--timeout", "400ms", server.url(scheme="https"), within=0.4,
                      says=r"not connected within 0.4 s; --timeout allows more time$")


@case
def silence_of_twenty_seconds(context):
    with Server(then_rests(head(LENGTH) + HEAP[:HALF])) as server:
        context.fails("info", server.url(), says=rf"after {HALF} bytes, nothing more arrived for 20 s$", within=20.2)


@case
def no_answer_to_a_connection(context):
    # 192.0.2.0/24 belongs to nobody; where there is no way to it at all, that is said at once.
    context.fails("info", "--connect-timeout", "500ms", "http://192.0.2.1/debug/pprof/heap", within=0.5,
                  says=r"not connected within 0.5 s; --connect-timeout allows more time$|cannot be reached: |192.0.2.1 refuses ")


@case
def redirects_are_followed(context):
    with Server(says(reply("200 OK", HEAP))) as goal, Server(says(reply("307 Temporary Redirect", b"", f"Location: {goal.url()}"))) as server:
        is_heap(context, "--follow", "--bearer", "env:X", server.url(), env={"X": "hidden"})
        if b"hidden" in b"".join(goal.heads) or b"hidden" not in server.heads[0]:
            raise Failed("the secret went to another server, or not to its own")
