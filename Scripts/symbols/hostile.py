"""What must not be used, or waited for: files that are no binaries, other builds, tools that lie; and services that are asked."""
import http.server
import os
import pathlib
import threading
import time

from compared import addresses, check, compare, frames, profile, run, write


class Symbols(http.server.BaseHTTPRequestHandler):
    """A service of C++ with a profile of addresses, which knows their names."""
    asked, status, profile = [], 200, b""

    def do_GET(self):
        self.answer(type(self).profile)

    def do_POST(self):
        question = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.asked.append((self.path, question))
        self.answer("".join(f"{place}\tname_of_{place}\n" for place in question.split("+")).encode())

    def answer(self, body):
        self.send_response(self.status if self.command == "POST" else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        pass


def check_service(tools, folder):
    """A profile of an address: its service is asked for the names."""
    file = folder / "service.pb"
    file.write_bytes(profile([(0x400000, 0x500000, 0, "/gone/app", "")], [0x401000, 0x402000]))
    Symbols.profile = file.read_bytes()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Symbols)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    done = tools.ours(f"{address}/pprof/heap?seconds=1", tools.path())
    names = [lines[0].split()[0] for lines in frames(done.stdout).values()]
    check("a service is asked for names", names == ["name_of_0x401000", "name_of_0x402000"] and not done.stderr, f"{names} {done.stderr}")
    check("as go tool pprof asks", Symbols.asked == [("/pprof/symbol", "0x401000+0x402000")], Symbols.asked)
    if tools.pprof:
        theirs = run(tools.pprof, "-raw", f"{address}/pprof/heap", env=dict(os.environ, PPROF_TMPDIR=str(folder), PPROF_BINARY_PATH="", HOME="/nonexistent"))
        compare("a service, as pprof", frames(done.stdout), frames(theirs.stdout))
        check("both ask the same", len(set(Symbols.asked)) == 1, Symbols.asked)
    Symbols.status = 404
    done = tools.ours(f"{address}/debug/pprof/heap", tools.path())
    check("a service without symbols is said", "/debug/pprof/symbol gives no names: the server answered 404" in done.stderr, done.stderr)
    strict = tools.ours(f"{address}/debug/pprof/heap", tools.path(), "--strict", check=False)
    check("and an error with --strict", strict.returncode == 2, strict.stderr)
    server.shutdown()


def check_refusals(tools, built, folder):
    """What must not be used, or waited for, is said on a line."""
    binary = built.get("c-pie") or next(iter(built.values()))
    path = tools.path("llvm-symbolizer") or tools.path()
    tricks = folder / "tricks"
    tricks.mkdir()
    (tricks / "empty").write_bytes(b"")
    (tricks / "text").write_text("#!/bin/sh\necho no program\n")
    (tricks / "archive").write_bytes(b"!<arch>\n" + b"x" * 200)
    (tricks / "cut").write_bytes(binary.data[:90])
    (tricks / "loop").symlink_to(tricks / "loop")
    os.mkfifo(tricks / "fifo")
    (tricks / "folder").mkdir()
    expected = [
        (tricks / "gone", "no binary found for"), (tricks / "empty", "is not an ELF file"), (tricks / "text", "is not an ELF file"),
        (tricks / "archive", "is not an ELF file"), (tricks / "cut", "is damaged"), (tricks / "loop", "too many levels of symbolic links"),
        (tricks / "fifo", "is not a regular file"), (tricks / "folder", "is not a regular file"), ("/dev/zero", "not files"), ("[vdso]", "not files"),
    ]
    for place, words in expected:
        file = write(folder / "trick.pb", binary, file=str(place), named="")
        begin = time.monotonic()
        done = tools.ours(file, path, check=False)
        said = done.stderr + run(tools.program, "info", "--symbolize", file).stdout
        is_quick = time.monotonic() - begin < 5
        check(f"a binary that is {pathlib.Path(place).name}", done.returncode == 0 and words in said and is_quick, said)
        if "not files" not in words:
            strict = tools.ours(file, path, "--strict", check=False)
            check(f"the same with --strict: {pathlib.Path(place).name}", strict.returncode == 2 and strict.stderr.count("\n") == 1, strict.stderr)
    other = write(folder / "other.pb", binary, named="abcd" * 10)
    done = tools.ours(other, path)
    check("another build", "the build id differs" in done.stderr and not any(frames(done.stdout).values()), done.stderr)
    check("another build is an error with --strict", tools.ours(other, path, "--strict", check=False).returncode == 2)


def check_tools(tools, built, folder):
    """Tools that say less, more or other than they are asked, or nothing: the table is still there."""
    binary = built.get("c-pie") or next(iter(built.values()))
    file = write(folder / "tools.pb", binary)
    lies = {
        "nothing": ("exit 0", "exited with status 0"), "failing": ("exit 3", "exited with status 3"),
        "babble": ("exec yes", "unreadable"), "one line": ("exec tr -d '\\n' < /dev/zero", "unreadable"),
        "killed": ("kill -9 $$", "was killed by signal 9"),
        "other addresses": ("""while read -r line; do echo '{"Address":"0x1","Symbol":[]}'; done""", "unreadable"),
    }
    for name, (script, words) in lies.items():
        place = folder / f"tool-{name.replace(' ', '-')}"
        place.mkdir()
        for program in ["llvm-symbolizer", "addr2line"]:
            (place / program).write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{script}\n")
            (place / program).chmod(0o755)
        done = tools.ours(file, str(place))
        named = sum(1 for lines in frames(done.stdout).values() if lines)
        check(f"a tool with {name}", words in done.stderr and named == len(addresses(binary)), done.stderr)
        leftover = run("ps", "-eo", "args", check=False).stdout
        check(f"a tool with {name} is gone", str(place) not in leftover, leftover)
