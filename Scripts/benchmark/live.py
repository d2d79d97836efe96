"""What is measured of programs that answer: pages of a server, and a round of collecting."""
import contextlib
import pathlib
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

from cases import ROOT

sys.path += [str(ROOT / "Scripts/serving"), str(ROOT / "Scripts/collecting")]
from client import Server
from service import Service

RUNS = 5
SERVICES = 20


class Live:
    """A name, and what measures it: seconds of each run and peak MiB, of ours and of the peer, which is None without one."""

    def __init__(self, name, measure, inputs=()):
        self.name, self.measure, self.inputs = name, measure, list(inputs)


def live_cases(data):
    large = data / "large.pb.gz"
    yield Live("serve, from its start to the first table", lambda program, peers: first_page(program, peers, large), [str(large)])
    yield Live("serve, the table with another focus", lambda program, peers: second_look(program, peers, large), [str(large)])
    yield Live(f"collect, goroutines and heaps of {SERVICES} services", lambda program, peers: one_round(program))


def first_page(program, peers, profile):
    ours = [timed_start(lambda: Server(program, ["--no-browser", profile])) for _ in range(RUNS)]
    theirs = [timed_start(lambda: PprofServer(peers["PPROF"], profile))] if "PPROF" in peers else []
    return result(ours), result(theirs)


def timed_start(start):
    begin = time.monotonic()
    with start() as server:
        table(server, "")
        return time.monotonic() - begin, peak(server.process.pid)


def second_look(program, peers, profile):
    with Server(program, ["--no-browser", profile]) as server:
        ours = looks(server)
    if "PPROF" not in peers:
        return result(ours), None
    with PprofServer(peers["PPROF"], profile) as server:
        return result(ours), result(looks(server))


def looks(server):
    """Each with a focus that was not asked for before; the first makes what all share."""
    table(server, "")
    times = []
    for number in range(RUNS):
        begin = time.monotonic()
        table(server, "abcdefgh"[number])
        times.append((time.monotonic() - begin, peak(server.process.pid)))
    return times


def table(server, focus):
    if isinstance(server, PprofServer):
        return server.get(f"top?f={focus}")
    answer = server.get("report/top", p=1, **({"focus": focus} if focus else {}))
    if answer.status != 200:
        raise ValueError(f"serve answers {answer.status}: {answer.text[:80]}")
    return answer.text


class PprofServer:
    """`pprof -http`, which answers when it has read everything."""

    def __init__(self, pprof, profile):
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.process = subprocess.Popen([*pprof.split(), "-symbolize=none", "-no_browser", f"-http=127.0.0.1:{self.port}", profile],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def get(self, path):
        while True:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{path}") as answer:
                    return answer.read()
            except urllib.error.HTTPError as error:
                return error.read()
            except urllib.error.URLError:
                time.sleep(0.02)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()


def one_round(program):
    """A round, and the same files by curl, one after the other, as people do it by hand."""
    with contextlib.ExitStack() as stack:
        services = [Service(f"s{number}") for number in range(SERVICES)]
        for service in services:
            stack.callback(service.stop)
        folder = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory()))
        targets = [f"s{number}={service.url}" for number, service in enumerate(services)]
        paths = [f"{service.url}/debug/pprof/{kind}" for service in services for kind in ("goroutine", "heap")]
        ours = [timed([program, "collect", "--profiles", "goroutine,heap", *targets, "-o", folder / str(run)]) for run in range(RUNS)]
        theirs = [timed(["sh", "-c", 'for url; do curl -sS -o x "$url"; done', "sh", *paths], folder) for _ in range(RUNS)]
        return result(ours), result(theirs)


def timed(command, folder=None):
    begin = time.monotonic()
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.monotonic() - begin, None


def peak(process):
    status = pathlib.Path(f"/proc/{process}/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def result(runs):
    """The median, the fastest and the slowest in seconds, and the peak in MiB; None without runs."""
    if not runs:
        return None
    times = [seconds for seconds, _ in runs]
    peaks = [memory for _, memory in runs if memory is not None]
    return statistics.median(times), min(times), max(times), max(peaks, default=None)
