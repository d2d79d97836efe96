"""What happens to a text between the program that wrote it and the file it is read from.

Each mangling takes and gives bytes. None loses anything that the grammars of the texts need: whatever it gives must be
read as the text itself.
"""

import gzip
import json
import re


def _lines(text):
    """The lines of a text, without the empty one behind the last line feed."""
    lines = text.decode("utf-8", "surrogateescape").split("\n")
    return lines[:-1] if lines and not lines[-1] else lines


def _bytes(text):
    return text.encode("utf-8", "surrogateescape")


def each_line(wrap):
    """A mangling that wraps each line, given its number."""
    return lambda text: _bytes("".join(wrap(number, line) + "\n" for number, line in enumerate(_lines(text))))


def whole(wrap):
    """A mangling that wraps the whole text as one string."""
    return lambda text: _bytes(wrap(text.decode("utf-8", "surrogateescape")))


# White space


def _unindented(text):
    return re.sub(rb"(?m)^[ \t]+", b"", text)


SPACING = {
    "expand": lambda text: text.expandtabs(8),
    "expand-4": lambda text: text.expandtabs(4),
    "blanks for tabs": lambda text: text.replace(b"\t", b" "),
    "indented by blanks": lambda text: re.sub(rb"(?m)^", b"    ", text),
    "indented by a tab": lambda text: re.sub(rb"(?m)^", b"\t", text),
    "indented, then expanded": lambda text: re.sub(rb"(?m)^", b"  ", text).expandtabs(8),
    "quoted in a mail": lambda text: re.sub(rb"(?m)^", b"> ", text),
    "unindented": _unindented,
    "unindented, then expanded": lambda text: _unindented(text).expandtabs(8),
    "blanks at line ends": lambda text: text.replace(b"\n", b"   \n"),
}

# Bytes

ENCODINGS = {
    "CRLF": lambda text: text.replace(b"\n", b"\r\n"),
    "script": lambda text: text.replace(b"\n", b"\r\r\n"),
    "UTF-8 with a mark": lambda text: b"\xef\xbb\xbf" + text,
    "UTF-16, little": lambda text: b"\xff\xfe" + text.decode("utf-8", "replace").encode("utf-16-le"),
    "UTF-16, big": lambda text: b"\xfe\xff" + text.decode("utf-8", "replace").encode("utf-16-be"),
    "PowerShell": lambda text: b"\xff\xfe"
    + text.replace(b"\n", b"\r\n").decode("utf-8", "replace").encode("utf-16-le"),
    "gzip in gzip": lambda text: gzip.compress(gzip.compress(text)),
    "curl -i": lambda text: b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nX-Content-Type-Options: nosniff\r\n\r\n" + text,
    "curl -iL": lambda text: b"HTTP/1.1 302 Found\r\nLocation: /x\r\n\r\nHTTP/2 200 \r\ncontent-type: text/plain\r\n\r\n"
    + text,
    "no last line feed": lambda text: text.rstrip(b"\n"),
    "colours": each_line(lambda number, line: f"\x1b[3{number % 8}m{line}\x1b[0m\x1b[K"),
}

# Logs


def _stamp(number):
    return f"2026-11-26T03:12:44.{123456789 + number}Z"


def _json(value):
    return json.dumps(value, ensure_ascii=False)


def _go_quoted(text):
    """As strconv.Quote writes it."""
    plain = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\", "\r": "\\r"}
    return '"' + "".join(plain.get(letter, letter) for letter in text) + '"'


def _logfmt(text):
    needs_quotes = text == "" or re.search(r'[\s="\\]', text)
    return _go_quoted(text) if needs_quotes else text


def _csv(text):
    return '"' + text.replace('"', '""') + '"' if re.search(r'[",\n]', text) else text


def _syslog(text):
    return text.replace("\t", "#011").replace("\n", "#012")


LOGS = {
    "kubectl": each_line(lambda number, line: f"[pod/router-7f9c{number % 10}d/app] {line}"),
    "kubectl --timestamps": each_line(lambda number, line: f"{_stamp(number)} {line}"),
    "containerd": each_line(lambda number, line: f"{_stamp(number)} stderr F {line}"),
    "docker": each_line(
        lambda number, line: f'{{"log":{_json(line + chr(10))},"stream":"stderr","time":"{_stamp(number)}"}}'
    ),
    "docker, long lines parted": each_line(
        lambda number, line: "\n".join(
            f'{{"log":{_json(part)},"stream":"stderr","time":"{_stamp(number)}"}}'
            for part in ([line[:60], line[60:] + "\n"] if len(line) > 60 and line[:1] in "\t#" else [line + "\n"])
        )
    ),
    "compose": each_line(lambda number, line: f"router-1   | {line}"),
    "journald": each_line(lambda number, line: f"Nov 26 03:12:{number % 60:02} host shopd[2981]: {line}"),
    "journald as JSON": each_line(
        lambda number, line: _json({"__CURSOR": f"s={number}", "PRIORITY": "3", "MESSAGE": line, "_PID": "2981"})
    ),
    "syslog": each_line(lambda number, line: f"Nov 26 03:12:{number % 60:02} host shopd[2981]: {_syslog(line)}"),
    "syslog, one message": whole(lambda text: f"Nov 26 03:12:44 host shopd[2981]: {_syslog(text)}\n"),
    "CloudWatch CSV": lambda text: b"timestamp,message\n"
    + each_line(lambda number, line: f"{1764126764000 + number},{_csv(line)}")(text),
    "CloudWatch CSV, one message": whole(lambda text: f"timestamp,message\n1764126764000,{_csv(text + chr(10))}\n"),
    "Loki, text": each_line(lambda number, line: f'{_stamp(number)} {{app="router", pod="router-{number % 3}"}} {line}'),
    "Loki, JSON lines": each_line(
        lambda number, line: _json({"labels": {"app": "router"}, "line": line, "timestamp": _stamp(number)})
    ),
    "slog text": each_line(lambda number, line: f"time={_stamp(number)} level=ERROR msg={_logfmt(line)} pid={number}"),
    "slog text, one record": whole(lambda text: f"time={_stamp(0)} level=ERROR msg=crash stack={_logfmt(text)}\n"),
    "slog JSON": each_line(lambda number, line: _json({"time": _stamp(number), "level": "ERROR", "msg": line})),
    "slog JSON, one record": whole(
        lambda text: _json({"time": _stamp(0), "level": "ERROR", "msg": "crash", "stack": text}) + "\n"
    ),
    "a string that begins with words": whole(
        lambda text: _json({"level": "info", "msg": "=== BEGIN goroutine stack dump ===\n" + text + "=== END ==="}) + "\n"
    ),
    "logrus": each_line(lambda number, line: f'time="{_stamp(number)}" level=info msg={_go_quoted(line)}'),
    "logrus, one record": whole(lambda text: f'time="{_stamp(0)}" level=info msg={_go_quoted(text)}\n'),
    "zap": each_line(lambda number, line: f"{_stamp(number)}\tERROR\trouter/main.go:{12 + number % 9}\t{line}"),
    "zap JSON": each_line(
        lambda number, line: _json({"level": "error", "ts": 1764126764.5 + number, "caller": "router/main.go:12", "msg": line})
    ),
    "zap, first line": whole(lambda text: f"{_stamp(0)}\tERROR\trouter/main.go:12\t{text}"),
    "klog": whole(
        lambda text: 'E1126 03:12:44.123456    2981 main.go:12] "crash" stacktrace=<\n'
        + "".join(f"\t{line}\n" for line in text.split("\n")[:-1])
        + " >\n"
    ),
    "klog, a line each": each_line(lambda number, line: f"E1126 03:12:44.{123456 + number}    2981 main.go:12] {line}"),
    "fly": each_line(lambda number, line: f"{_stamp(number)} app[148ed599c14d18] iad [info]{line}"),
    "fly, with blanks": each_line(lambda number, line: f"{_stamp(number)} app[148ed599c14d18] iad [info] {line}"),
    "Heroku": each_line(lambda number, line: f"2026-11-26T03:12:44.{123456 + number}+00:00 app[web.1]: {line}"),
    "GitHub Actions": each_line(lambda number, line: f"2026-11-26T03:12:44.{1234567 + number}Z {line}"),
    "gh run view": each_line(
        lambda number, line: f"build\tRun go test ./...\t2026-11-26T03:12:44.{1234567 + number}Z {line}"
    ),
    "log package": whole(lambda text: f"2026/11/26 03:12:44 {text}"),
}


def _both(first, second):
    return lambda text: second(first(text))


COMBINED = {
    "expanded, then kubectl": _both(SPACING["expand"], LOGS["kubectl"]),
    "kubectl, then CRLF": _both(LOGS["kubectl"], ENCODINGS["CRLF"]),
    "kubectl, then colours": _both(LOGS["kubectl"], ENCODINGS["colours"]),
    "docker in kubectl": _both(LOGS["docker"], LOGS["kubectl"]),
    "expanded, then GitHub Actions": _both(SPACING["expand"], LOGS["GitHub Actions"]),
    "kubectl, then PowerShell": _both(LOGS["kubectl"], ENCODINGS["PowerShell"]),
    "slog text in a journal": _both(LOGS["slog text"], LOGS["journald"]),
    "unindented, then syslog": _both(SPACING["unindented"], LOGS["syslog"]),
}

MANGLINGS = {**SPACING, **ENCODINGS, **LOGS, **COMBINED}
