"""What is served is what the program prints, and the command that a page shows prints it."""

import html
import html.parser
import json
import os
import pathlib
import re
import shlex
import subprocess
import tempfile
import urllib.parse

from client import GOROUTINES, LEAKING, ROOT, Server, expect

FILES = [GOROUTINES, "Fixtures/incident/leaking/heap.pb.gz", "Fixtures/goroutines/goroutine.debug2.txt"]
SERIES = "Fixtures/series/leaking"
KINDS = {
    "top": ["text", "json", "ndjson", "csv", "markdown", "pprof"], "tree": ["text", "json", "csv"], "traces": ["text", "json"],
    "tags": ["text", "json", "markdown"], "goroutines": ["text", "json", "csv"], "raw": ["text"], "comments": ["text"], "dot": ["dot"],
    "callgrind": ["callgrind"], "folded": ["folded"], "flamegraph": ["svg"], "peek": ["text"], "view": ["html"],
}
ONE_FORMAT = {"raw", "comments", "dot", "callgrind", "folded", "flamegraph", "peek", "view"}
# What a page keeps from report to report, though these make nothing of it: the program refuses it.
PASSED_OVER = {"tags": {"granularity"}, "goroutines": {"granularity"}}
QUERIES = [{}, {"focus": "main|buffer", "hide": "^runtime\\."}, {"granularity": "files", "ignore": "journal"}]


def files():
    return [name for name in FILES if (ROOT / name).exists()]


def printed(program, *arguments):
    result = subprocess.run([program, *arguments], cwd=ROOT, capture_output=True, check=False, env={**os.environ, "TZ": "UTC"})
    return result.returncode, result.stdout


def same_bytes(program):
    """Every report in every format is the program's output"""
    with Server(program, files()) as server:
        compared = 0
        for number, file in enumerate(files(), 1):
            for kind, formats in KINDS.items():
                for form in formats:
                    compared += same(program, server, number, file, kind, form)
        expect(compared > 100, f"only {compared} were compared")


def options_of_other_reports(program):
    """What a report has not changes nothing in it, and the only format of one may be named"""
    with Server(program, [GOROUTINES, "--mean"]) as server:
        wanted = printed(program, "goroutines", GOROUTINES)[1]
        expect(server.get("report/goroutines", p=1, mean="true").body == wanted, "goroutines with a mean")
        folded = printed(program, "folded", GOROUTINES)[1]
        for more in ({"format": "folded"}, {"divide-by": "2"}, {}):
            expect(server.get("report/folded", p=1, **more).body == folded, f"folded with {more}")


def same(program, server, number, file, kind, form):
    compared = 0
    for asked in QUERIES:
        query = dict(asked) if kind not in ("raw", "comments", "callgrind") else {}
        function = ["."] if kind == "peek" else []
        options = [part for name, value in query.items() if name not in PASSED_OVER.get(kind, ())
                   for part in (f"--{name}", value)]
        if kind not in ONE_FORMAT:
            options += ["--format", form]
            query["format"] = form
        status, wanted = printed(program, kind, *function, *options, file)
        more = {"function": "."} if function else {}
        answer = server.get(f"report/{kind}", p=number, **query, **more)
        if status != 0:
            expect(answer.status in (400, 422), f"{kind} {file}: {answer.status}, where the program ends with {status}")
            continue
        expect(answer.status == 200, f"{kind} {options} {file}: {answer.status} {answer.body[:200]}")
        expect(answer.body == wanted, f"{kind} {options} {file} differs")
        shown = shlex.split(urllib.parse.unquote(answer.header("X-Command")))
        expect(shown[0] == "pproftool", "the command")
        if compared == 0:
            expect(printed(program, *shown[1:])[1] == wanted, f"the command {shown} prints something else")
        compared += 1
    return compared


def differences(program):
    """What is compared with is subtracted, or stands beside"""
    with Server(program, [LEAKING, "--base", GOROUTINES]) as server:
        for name in ("base", "diff-base"):
            for kind in ("top", "tree", "folded", "flamegraph"):
                answer = server.ask(f"report/{kind}?p=1&{name}=2")
                expect(answer.body == printed(program, kind, f"--{name}", GOROUTINES, LEAKING)[1], f"{kind} with {name}")
        for form in ("text", "json", "ndjson", "csv", "markdown", "folded", "svg", "html", "pprof"):
            answer = server.get("report/diff", p=1, base=2, format=form)
            expect(answer.body == printed(program, "diff", "--format", form, GOROUTINES, LEAKING)[1], f"diff as {form}")
        expect(server.get("report/diff", p=1).status == 400, "diff without a base")
        expect("view?p=1&amp;base=2" in server.get().text, "the page links to the difference")


def pages(program):
    """A page is the file of `view` or `diff`, but for the line of its policy"""
    with Server(program, [LEAKING, GOROUTINES]) as server:
        for path, command in (("view?p=1", ["view", LEAKING]), ("view?p=1&focus=listen", ["view", "--focus", "listen", LEAKING]),
                              ("view?p=1&base=2", ["diff", "--format", "html", GOROUTINES, LEAKING])):
            served, wanted = server.get(path).body.split(b"\n"), printed(program, *command)[1].split(b"\n")
            differ = [(one, two) for one, two in zip(served, wanted, strict=True) if one != two]
            expect(len(served) == len(wanted) and len(differ) == 1, f"{path}: {len(differ)} lines differ")
            expect(b"http-equiv" in differ[0][1] and b"pproftool-server" in differ[0][0], "which line differs")
            told = json.loads(html.unescape(re.search(r'content="([^"]*)"', differ[0][0].decode())[1]))
            expect(told["root"] == server.root and told["profile"] == 1, "what the page is told")
            shown = shlex.split(told["command"])
            with tempfile.TemporaryDirectory() as folder:
                expect(printed(program, *shown[1:], "-o", f"{folder}/x.html")[0] == 0, f"{shown} does not run")


def checks(program):
    """Rules say of a profile what `check` says, and of a folder what `report` tells, with points that lead to profiles"""
    with tempfile.TemporaryDirectory() as folder:
        rules = pathlib.Path(folder, "leaks.yaml")
        rules.write_text("version: 2\nrules:\n  - id: guard\n    assert: count() <= 300\n", encoding="utf-8")
        with Server(program, [SERIES, "--rules", rules]) as server:
            entries = server.ask().text.splitlines()
            place, file = next(line.split()[:2] for line in entries if "goroutine.pb.gz" in line)
            for form in ("text", "json", "junit", "tap", "sarif", "github", "markdown", "prometheus"):
                answer = server.get("report/check", p=place, format=form)
                status, wanted = printed(program, "check", "--rules", rules, "--format", form, file)
                expect(answer.status == 200 and answer.body == wanted and status in (0, 1), f"check as {form}: {answer.text[:200]}")
            expect(server.get("report/check", p=place, **{"assert": "a: count() <= 1", "format": "json"}).body
                   == printed(program, "check", "--assert", "a: count() <= 1", "--format", "json", "--rules", rules, file)[1], "a rule of the request")
            expect(server.get("report/check", p=place, rules="/etc/passwd").status == 400, "a file of the request")
            expect("FAIL guard" in server.ask().text and "1 failed" in server.get().text, "the verdict on all of it")
            page = server.get("series").text
            expect("guard" in page and "fails" in page, "the page of rules")
            links = re.findall(r'<a href="(view\?p=\d+)">', page)
            expect(len(links) >= 10 and server.get(links[-1]).status == 200, f"{len(links)} points lead to profiles")


def verdicts_are_of_what_is_shown(program):
    """A file that was replaced is not judged in place of the one that is shown; one that came later is named"""
    leaking, healthy = (pathlib.Path("Fixtures/incident", name, "goroutine.pb.gz").read_bytes() for name in ("leaking", "healthy"))
    with tempfile.TemporaryDirectory() as folder:
        rules, file = pathlib.Path(folder, "leaks.yaml"), pathlib.Path(folder, "a", "goroutine.pb.gz")
        rules.write_text("version: 2\nrules:\n  - id: guard\n    assert: count() <= 300\n", encoding="utf-8")
        file.parent.mkdir()
        file.write_bytes(leaking)
        with Server(program, [file.parent, "--rules", rules]) as server:
            file.write_bytes(healthy)
            text = server.ask().text
            expect("64281" in text and "has changed since it was read" in text and "PASS" not in text, f"a replaced file: {text}")
            expect(server.get("series").status == 409, "the charts of a replaced file")
        with Server(program, [file.parent, "--rules", rules]) as server:
            file.with_name("later.goroutine.pb.gz").write_bytes(leaking)
            text = server.ask().text
            expect("FAIL guard" in text and "later.goroutine.pb.gz came later: judged" in text, f"a new file: {text}")


def several_in_one_text(program):
    """The command of one of several dumps says which"""
    with tempfile.TemporaryDirectory() as folder:
        dump = "goroutine 1 [running]:\nmain.{name}()\n\t/src/main.go:5 +0x1\n\n"
        text = pathlib.Path(folder, "dumps.txt")
        text.write_text("".join(f"panic: {name}\n\n" + dump.format(name=name) for name in ("first", "second")), encoding="utf-8")
        with Server(program, [text]) as server:
            expect(len(server.ask().text.splitlines()) == 2, server.ask().text)
            for kind in ("top", "check"):
                words = shlex.split(urllib.parse.unquote(server.ask(f"report/{kind}?p=2").header("X-Command")))
                expect(words[-3:] == ["--nth", "2", str(text)], f"{kind}: {words}")


def errors(program):
    """What is wrong is said where it was asked, and by whom"""
    with Server(program, [GOROUTINES]) as server:
        page = server.get("view", p=1, focus="(")
        expect(page.status == 400 and 'name="focus"' in page.text and 'aria-invalid="true"' in page.text, "a wrong pattern")
        expect("missing closing )" in page.text, "what is wrong with it")
        top = "report/top?p=1"
        cases = [(f"{top}&focus=(", 400), ("report/nothing?p=1", 404), ("nothing", 404), ("report/top", 400), ("report/top?p=7", 404),
                 ("report/top?p=x", 400), (f"{top}&output=/tmp/x", 400), (f"{top}&source-path=/etc", 400), (f"{top}&base=http://x", 400),
                 (f"{top}&from=pprof", 400), ("report/peek?p=1", 400), ("report/peek?p=1&function=nobody", 422), (f"{top}&sample-index=nothing", 400),
                 (f"{top}&cum=2", 400), ("report/list?p=1&function=listen", 422), ("view?p=1&with-source", 403), (f"{top}&format=svg", 400),
                 ("source?p=1&function=main.main", 422), ("state?p=1", 200)]
        for path, status in cases:
            answer = server.ask(path)
            expect(answer.status == status, f"{path}: {answer.status}, not {status}: {answer.body[:200]}")
            expect(status == 200 or answer.body.count(b"\n") >= 1, f"{path} says nothing")
        nothing = server.get("report/top", p=1, focus="nobody")
        notes = urllib.parse.unquote(nothing.header("X-Notes"))
        expect(nothing.status == 200 and notes == "Focus expression matched no samples", f"a filter that matches nothing is named: {notes}")


class Elements(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, sorted(name for name, _ in attrs)))


def elements(text):
    parser = Elements()
    parser.feed(text)
    return parser.found


def hostile_names(program):
    """Names of a stranger make no element more than plain ones"""
    evil = '</script><script>alert(1)</script>"><img src=x onerror=alert(1)>\x1b[31m\u202e'
    # As long, and of the same package.
    plain = re.sub("[<>\"'=\x1b\u202e]", "a", evil)
    with Server(program, [GOROUTINES]) as server:
        numbers = []
        for name in (plain, evil):
            stacks = f"main;{name.replace(';', ',')} 10\nmain;other 5\n".encode()
            answer = server.post("upload", stacks, X_File_Name=urllib.parse.quote(f"{name}.folded"))
            expect(answer.status == 200, answer.text)
            numbers.append(answer.json["profiles"][0]["number"])
        counts = []
        for number, name in zip(numbers, (plain, evil), strict=True):
            texts = [server.get("view", p=number).text, server.get("view", p=number, focus="(" + name).text,
                     server.get("view", p=number, title=name).text, server.get("report/flamegraph", p=number, title=name).text]
            counts.append([elements(text) for text in texts])
            shown = server.get("view", p=number, base=1)
            expect(shown.status == 200 or "text/plain" in shown.header("Content-Type"), "what is wrong is no page")
        expect([sorted(map(str, found)) for found in counts[0]] == [sorted(map(str, found)) for found in counts[1]], "the pages of a profile differ")
        listing = server.get().text
        expect("<img" not in listing and "\x1b" not in listing and "\u202e" not in listing, "the list of profiles")
        rows = [found for found in elements(listing) if found[0] == "tr"]
        expect(len(rows) == 4, f"{len(rows)} rows")
        expect("\x1b" not in server.ask().text, "the list as text")


CASES = [same_bytes, options_of_other_reports, differences, pages, checks, verdicts_are_of_what_is_shown, several_in_one_text, errors, hostile_names]
