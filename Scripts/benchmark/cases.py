"""What is measured: commands of ours, the same of a peer, and the files that they read."""
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
# The formats that `convert` writes of a cpu profile, one of each kind.
WRITTEN = ["folded", "json", "ndjson", "speedscope", "firefox", "otlp", "cpuprofile", "d3"]


class Case:
    """A command of ours, the same of a peer, and the file whose inflating is the floor."""

    def __init__(self, name, ours, peer=None, floor=None, runs=5):
        self.name, self.ours, self.peer, self.floor, self.runs = name, ours, peer, floor, runs


def cases(data):
    """All cases, in the order of the table."""
    yield from reports(data)
    yield from texts(data)
    yield from many(data)
    yield from pages(data)
    yield from real(data)


def reports(data):
    goroutine = ROOT / "Fixtures/incident/leaking/goroutine.pb.gz"
    small, medium, large, large2 = (data / f"{name}.pb.gz" for name in ("small", "medium", "large", "large2"))
    both = f"{large} {large2}"
    yield Case("top, 3 kB of goroutines", f"top {goroutine}", f"PPROF -top {goroutine}", runs=50)
    yield Case("top, as people type it", f"top {goroutine}", f"GO tool pprof -symbolize=none -top {goroutine}", runs=20)
    yield Case("check, 10 rules on 3 kB", f"check {' '.join(rules())} {goroutine}", runs=30)
    yield Case("top, 2,000 samples", f"top {small}", f"PPROF -top {small}", small, 30)
    yield Case("top, 50,000 samples", f"top {medium}", f"PPROF -top {medium}", medium, 10)
    yield Case("info", f"info {large}", None, large)
    yield Case("top", f"top {large}", f"PPROF -top {large}", large)
    yield Case("tree", f"tree {large}", f"PPROF -tree {large}", large)
    yield Case("dot", f"dot {large}", f"PPROF -dot {large}", large)
    yield Case("dot --call-tree, 300,000 samples", f"dot --call-tree {data}/300000.pb.gz", floor=data / "300000.pb.gz")
    yield Case("traces", f"traces {large}", f"PPROF -traces {large}", large)
    yield Case("tags", f"tags {large}", f"PPROF -tags {large}", large)
    yield Case("top --diff-base", f"top --diff-base {large2} {large}", f"PPROF -top -diff_base={large2} {large}", large)
    yield Case("diff", f"diff {large} {large2}", None, large)
    yield Case("merge of two", f"merge {both} -o {data}/merged.pb.gz", f"PPROF -proto -output={data}/peer.pb.gz {both}", large)
    yield Case("convert", f"convert {large} -o {data}/out.pb.gz", f"PPROF -proto -output={data}/peer.pb.gz {large}", large)
    yield Case("folded", f"folded {large}", None, large)
    yield Case("flamegraph", f"flamegraph {large}", None, large)
    yield Case("check, one rule, 300,000 samples", f"check --assert 'stacks()<=5' {data}/300000.pb.gz", floor=data / "300000.pb.gz")


def texts(data):
    for lines in ("50k", "500k"):
        text = data / f"folded-{lines}.txt"
        yield Case(f"flamegraph of {lines} folded lines", f"flamegraph {text}", f"INFERNO {text}", text)
    yield Case("goroutines, 64,281 in a dump", f"goroutines {data}/debug2-64k.txt")
    perf, speedscope = data / "stacks-2G.perf.txt", data / "stacks-500M.speedscope.json"
    yield Case("top, 2 GB of perf script", f"top {perf}", f"COLLAPSE {perf}", perf)
    yield Case("top, 500 MB of speedscope", f"top {speedscope}", None, speedscope)
    for written in WRITTEN:
        yield Case(f"convert --to {written}, 50,000 samples", f"convert --to {written} {data}/medium.pb.gz -o {data}/out.{written}")


def many(data):
    fleet, runs = data / "hours/profiles", data / "runs"
    yield Case("merge of 1,000 small profiles", f"merge {data}/fleet/* -o {data}/fleet.pb.gz", f"PPROF -proto -output={data}/peer.pb.gz {data}/fleet/*")
    yield Case("merge of 3,360 of a fleet", f"merge --kind cpu -r {fleet} -o {data}/hours.pb.gz",
               f"PPROF -proto -output={data}/peer.pb.gz {fleet}/*/*.cpu.pb.gz")
    yield Case("rows of 10,080 profiles, 4.8 M rows", f"rows -r {fleet} --out {data}/tables")
    yield Case("check of 10,080 profiles", f"check --assert 'count()<=1000000' -r {fleet}")
    yield Case("info of 10,080 profiles", f"info --format ndjson -r {fleet}")
    yield Case("compare, 20 and 20 runs", f"compare --before {runs}/000* {runs}/001* --after {runs}/002* {runs}/003*")


def pages(data):
    leaking = ROOT / "Fixtures/incident/leaking"
    yield Case("view", f"view {data}/large.pb.gz -o {data}/view.html", None, data / "large.pb.gz")
    yield Case("report of an incident", f"report {leaking} -o {data}/report.html", runs=10)


def real(data):
    cpu, heap = data / "real/cpu.pb.gz", data / "real/heap.txt"
    for command in ("top", "dot", "flamegraph"):
        peer = f"PPROF -{command} {cpu}" if command != "flamegraph" else None
        yield Case(f"{command}, cpu of the Go compiler", f"{command} {cpu}", peer, cpu, 10)
    yield Case("top, heap of the Go compiler as text", f"top {heap}", f"PPROF -top {heap}", heap)


def growth(data):
    """Cases that show how time and memory grow."""
    for size in ("10000", "100000", "large", "5000000", "10000000"):
        path = data / f"{size}.pb.gz"
        samples = 1_000_000 if size == "large" else int(size)
        # More than five million need more than the default limit; the message names the option.
        limit = " --max-size 16GB" if samples > 5_000_000 else ""
        for command in ("top", "flamegraph"):
            yield Case(f"{command}, {samples:,} samples", f"{command}{limit} {path}", floor=path)


def rules():
    return [f"--assert 'rule{number}:count()<=100000'" for number in range(10)]


def recipes():
    """The scripts that make the inputs, which are called with these arguments and the path of what they make."""
    profile, text, stacks = HERE / "generate-profile", HERE / "generate-text", HERE / "generate-stacks"
    sizes = {size: [profile, size] for size in ("small", "medium", "large", "10000", "100000", "300000", "5000000", "10000000")}
    return {f"{size}.pb.gz": recipe for size, recipe in sizes.items()} | {
        "large2.pb.gz": [profile, "large", "--seed", "2"],
        "folded-50k.txt": [text, "folded", "50000"], "folded-500k.txt": [text, "folded", "500000"],
        "debug2-64k.txt": [text, "debug2", "64281"],
        "fleet": [profile, "100", "--files", "1000"], "runs": [profile, "24000", "--files", "40"],
        "hours": [ROOT / "Scripts/fleet/make-fleet", "40", "84", "--out"],
        "stacks-2G.perf.txt": [stacks, "perf-script", "2G"],
        "stacks-500M.speedscope.json": [stacks, "speedscope", "500M"],
        "real": [HERE / "real-profiles"],
    }


def generate(data, wanted):
    """Makes the inputs that the commands name and that are not there."""
    data.mkdir(parents=True, exist_ok=True)
    for name, recipe in recipes().items():
        if any(f"{data}/{name}" in text for text in wanted) and not (data / name).exists():
            print(f"generating {name}", file=sys.stderr)
            subprocess.run([*recipe, data / name], check=True)
