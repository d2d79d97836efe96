"""What is on the shelf: uploads, files that change, services, folders, sources; and how a server ends."""

import gzip
import pathlib
import shutil
import signal
import stat
import subprocess
import tempfile
import time

from client import GOROUTINES, LEAKING, ROOT, Server, expect


def refused(program, *arguments):
    result = subprocess.run([program, "serve", *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, timeout=20, check=False)
    return result.returncode, result.stderr


def uploads(program):
    """A profile that is dropped is shown, and what is none is refused with the reader's words"""
    with Server(program, [GOROUTINES]) as server:
        answer = server.post("upload", (ROOT / LEAKING).read_bytes(), X_File_Name="dropped%20one.pb.gz")
        expect(answer.json == {"profiles": [{"name": "dropped one.pb.gz", "number": 2}]}, answer.text)
        own = server.ask("report/top?p=2&compact-labels").body
        printed = subprocess.run([program, "top", "--compact-labels", LEAKING], cwd=ROOT, capture_output=True, check=True).stdout
        expect(own == printed, "its report")
        expect(server.ask("report/diff?p=2&base=1").status == 200, "compared with the first")
        text = b"goroutine 1 [running]:\nmain.main()\n\t/src/main.go:5 +0x1\n\n"
        pasted = server.post("upload", text)
        expect(pasted.json["profiles"][0]["name"] == "pasted", pasted.text)
        for body, words in ((b"<html>hi</html>", "web page"), (b"", "empty"), (b"\x1f\x8b\x08junk", "gzip")):
            answer = server.post("upload", body, X_File_Name="x")
            expect(answer.status == 422 and words in answer.text, f"{body}: {answer.status} {answer.text}")
        expect(server.post("again?p=2").status == 409, "an upload cannot be read again")
        for _ in range(17):
            answer = server.post("upload", (ROOT / GOROUTINES).read_bytes())
        expect(server.ask("report/top?p=2").status == 404, "the one that was used least is let go")
        expect(server.ask(f"report/top?p={answer.json['profiles'][0]['number']}").status == 200, "the last is there")
        expect(server.ask("report/top?p=1").status == 200, "what was given stays")
    with Server(program, [GOROUTINES, "--no-upload"]) as server:
        expect(server.post("upload", b"x").status == 405, "--no-upload")
        expect(server.post("again?p=1").status == 200, "again without uploads")


def bombs(program):
    """What inflates without end is refused, and memory is as before"""
    with Server(program, [GOROUTINES, "--max-size", "64MB"]) as server:
        bomb = gzip.compress(bytes(300 << 20), 9)
        before = server.resident
        answer = server.post("upload", bomb, X_File_Name="bomb.pb.gz")
        expect(answer.status == 422, f"{answer.status} {answer.text[:100]}")
        expect(server.resident - before < (200 << 20), "memory")
        expect(server.ask("report/top?p=1").status == 200, "the next request")


def changed_files(program):
    """A file that changed is not read in silence, and is read again when asked"""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "heap.pb.gz")
        shutil.copy(ROOT / GOROUTINES, path)
        with Server(program, [path]) as server:
            old = server.ask("report/top?p=1").body
            expect(server.ask("state?p=1").json == {"changed": False}, "at first")
            shutil.copy(ROOT / LEAKING, path)
            expect(server.ask("state?p=1").json == {"changed": True}, "then")
            expect(server.ask("report/top?p=1").body == old, "what was read stays")
            answer = server.ask("report/flamegraph?p=1&flamechart")
            expect(answer.status == 409 and "changed" in answer.text, f"what would have to be read again: {answer.status}")
            path.write_bytes(b"junk")
            expect(server.post("again?p=1").status == 422, "junk")
            expect(server.ask("report/top?p=1").body == old, "what was read stays beside junk")
            shutil.copy(ROOT / LEAKING, path)
            expect(server.post("again?p=1").json == {"profile": 1}, "again")
            expect(b"64281" in server.ask("report/top?p=1").body, "the new one")
            path.unlink()
            expect(server.ask("state?p=1").json == {"changed": True}, "gone")


def folders(program):
    """A folder's profiles are listed, the newest first, and what is none is said"""
    with tempfile.TemporaryDirectory() as folder:
        for name, source in (("20261126T100000Z.goroutine.pb.gz", GOROUTINES), ("20261126T110000Z.goroutine.pb.gz", LEAKING)):
            shutil.copy(ROOT / source, pathlib.Path(folder, name))
        pathlib.Path(folder, "20261126T120000Z.heap.pb.gz").write_bytes(b"\x1f\x8b\x08broken")
        pathlib.Path(folder, "page.html").write_text("<html></html>")
        with Server(program, [folder]) as server:
            lines = server.ask().text.splitlines()
            expect("T110000Z" in lines[0] and "T100000Z" in lines[1], f"the order: {lines}")
            expect("20261126T120000Z.heap.pb.gz" in "\n".join(lines[2:]), "what cannot be read")
            page = server.get().text
            expect("Not shown" in page and "page.html" in page, "what is no profile")
            expect(server.ask("report/info?p=1").status == 404, "no report of that name")
        empty = pathlib.Path(folder, "empty")
        empty.mkdir()
        expect(refused(program, empty)[0] == 2, "an empty folder")


def sources(program):
    """Sources are shown of the folders that were named, and of no other"""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder).resolve()
        (root / "src").mkdir()
        (root / "src" / "work.go").write_text("package main\n\nfunc work() {\n\tselect {}\n}\n")
        (root / "secret.txt").write_text("a secret\nanother\nthird\nfourth\n")
        (root / "src" / "link.go").symlink_to(root / "secret.txt")
        dump = "goroutine {n} [select]:\nmain.{name}()\n\t{file}:4 +0x1\n\n"
        places = [("work", f"{root}/src/work.go"), ("leak", f"{root}/secret.txt"), ("link", f"{root}/src/link.go"), ("passwd", "/etc/passwd"),
                  ("above", f"{root}/src/../secret.txt"), ("relative", "../secret.txt")]
        text = "".join(dump.format(n=n, name=name, file=file) for n, (name, file) in enumerate(places, 1))
        (root / "dump.txt").write_text(text)
        with Server(program, [root / "dump.txt", "--source-path", root / "src"]) as server:
            good = server.ask("source?p=1&function=main.work")
            expect(good.status == 200 and "select {}" in good.text, f"the source: {good.status} {good.text}")
            for name, _ in places[1:]:
                answer = server.ask(f"source?p=1&function=main.{name}")
                expect(answer.status == 422 and "secret" not in answer.text.replace("secret.txt", "") and "root:" not in answer.text, f"{name}: {answer.text}")
            whole = server.ask("report/list?p=1&function=.")
            expect("a secret" not in whole.text and "root:" not in whole.text, "all sources")
            page = server.get("view", p=1, with_source="true")
            expect(page.status == 200, f"a page with sources: {page.status}")
        with Server(program, [root / "dump.txt"]) as server:
            answer = server.ask("source?p=1&function=main.work")
            expect(answer.status == 422 and "--source-path" in answer.text, "no folder was named")


def sockets(program):
    """A socket is its owner's alone; a dead one is replaced, and nothing else"""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "p.sock")
        with Server(program, [GOROUTINES, "--listen", f"unix:{path}"]) as server:
            expect(stat.S_IMODE(path.stat().st_mode) == 0o600, "its permissions")
            server.path, server.host = str(path), "localhost:8080"
            expect(server.ask().status == 200, "an answer")
            status, words = refused(program, GOROUTINES, "--listen", f"unix:{path}")
            expect(status == 2 and "in use" in words, f"a second one: {status} {words}")
            server.process.kill()
            server.process.communicate()
        expect(path.exists(), "a dead socket")
        with Server(program, [GOROUTINES, "--listen", f"unix:{path}"]) as server:
            expect(server.stop()[0] == 0 and not path.exists(), "it is taken away at the end")
        path.write_text("precious")
        status, words = refused(program, GOROUTINES, "--listen", f"unix:{path}")
        expect(status == 2 and path.read_text() == "precious", f"a file: {status} {words}")


def endings(program):
    """It ends at once when it is told to, and by itself when nobody asks"""
    for how in (signal.SIGTERM, signal.SIGINT):
        with Server(program, [GOROUTINES]) as server:
            status, words, seconds = server.stop(how)
            expect((status, words) == (0, "") and seconds < 1, f"{how}: {status} {words} {seconds}")
    with Server(program, [GOROUTINES]) as server:
        open_one = server.connect()
        time.sleep(0.2)
        status, _, seconds = server.stop()
        expect(status == 0 and seconds < 3, f"with a connection: {status} {seconds}")
        open_one.close()
    with Server(program, [GOROUTINES, "--exit-after", "1s"]) as server:
        time.sleep(0.6)
        expect(server.ask().status == 200, "meanwhile")
        start = time.monotonic()
        expect(server.process.wait(timeout=5) == 0 and 0.8 < time.monotonic() - start < 2.5, "nobody asks")


def refusals(program):
    """What cannot be served is refused in one line"""
    with Server(program, [GOROUTINES]) as server:
        taken = refused(program, GOROUTINES, "--listen", f"127.0.0.1:{server.port}")
        expect(taken[0] == 2 and "--listen" in taken[1] and "in use" in taken[1], taken[1])
    cases = [(["nothing.pb.gz"], "nothing.pb.gz"), ([GOROUTINES, "--listen", "0.0.0.0:0"], "--allow-remote"), ([GOROUTINES, "--listen", "box:1"], "numeric"),
             ([GOROUTINES, "--allow-remote"], "--allow-host"), (["--no-upload"], "nothing to show"), ([GOROUTINES, "--exit-after", "soon"], "--exit-after"),
             (["README.md"], "README.md"), ([GOROUTINES, "--base", GOROUTINES, "--diff-base", GOROUTINES], "together")]
    for arguments, words in cases:
        status, said = refused(program, *arguments)
        expect(status == 2 and words in said, f"{arguments}: {status} {said}")


def remote(program):
    """Other machines are answered only under the names that were given, and a person is warned"""
    arguments = [GOROUTINES, "--listen", "0.0.0.0:0", "--allow-remote", "--allow-host", "box.example"]
    with Server(program, arguments) as server:
        expect(server.ask(headers={"Host": "box.example:8080"}).status == 200, "its name")
        expect(server.ask().status == 421, "another")
        expect("ssh -L" in server.stop()[1], "the warning")


def nothing_written(program):
    """No file is made, neither here nor at home"""
    with tempfile.TemporaryDirectory() as folder:
        home = pathlib.Path(folder, "home")
        home.mkdir()
        shutil.copy(ROOT / GOROUTINES, pathlib.Path(folder, "a.pb.gz"))
        before = sorted(str(path) for path in pathlib.Path(folder).rglob("*"))
        with Server(program, ["a.pb.gz"], folder=folder, environment={"HOME": str(home), "TMPDIR": folder, "PPROF_TMPDIR": ""}) as server:
            for path in ("", "view?p=1", "report/top?p=1&format=pprof", "report/view?p=1", "report/flamegraph?p=1"):
                server.get(path)
            server.post("upload", (ROOT / LEAKING).read_bytes())
            server.stop()
        expect(sorted(str(path) for path in pathlib.Path(folder).rglob("*")) == before, "what lies there")


CASES = [uploads, bombs, changed_files, folders, sources, sockets, endings, refusals, remote, nothing_written]
