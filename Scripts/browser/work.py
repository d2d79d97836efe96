"""What the cases work with: pictures, and what must be in them."""

import collections
import pathlib
import subprocess
import sys

from stacks import Stacks

FIXTURES = pathlib.Path(__file__).resolve().parents[2] / "Fixtures"
GENERATOR = FIXTURES.parent / "Scripts/benchmark/generate-profile"
HEAPS = [FIXTURES / f"incident/{side}/heap.pb.gz" for side in ("healthy", "leaking")]


class Subject:
    """A picture that can be walked, and the stacks that its widths stand for."""

    # What is typed, and the pattern that says the same.
    queries = {"event-router": "event-router", "runtime.": "runtime\\.", "/^github.*listen$/": "^github.*listen$"}
    query = "event-router"
    # What the one function has that the last of them finds, where it has nothing before.
    only_after = "13.50MB"

    def __init__(self, picture, stacks, pivot, other_picture, whole="all", names=None):
        self.picture, self.stacks, self.pivot, self.other_picture = picture, stacks, pivot, other_picture
        self._whole = whole
        # The stacks that have the names of the file: a layout of one side has those of both.
        self._names = names or stacks

    def matched(self, stacks, pattern, zoomed=None):
        """What the picture must say of what a pattern matches, and of that in the stacks that are zoomed."""
        functions, frames = self._names.counted(pattern)[0], stacks.counted(pattern)[1]
        if functions == 1 and frames == 0:
            return f"1 function, 0 → {self.only_after}, only after, not drawn"
        found = [f"{functions} function{'' if functions == 1 else 's'}", f"{frames} frame{'' if frames == 1 else 's'}",
                 f"{stacks.matched(pattern)} of {self._whole}"]
        return ", ".join(found + ([f"{zoomed.matched(pattern)} of what is shown"] if zoomed else []))


class Work:
    """All pictures."""

    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        # All frames are wide enough to be drawn, so that what is drawn can be held against the stacks.
        self.picture = self.draw("heap", HEAPS[1])
        self.other_picture = self.draw("other", FIXTURES / "incident/leaking/allocs.pb.gz", "--sample-index", "inuse_space")
        self.static_pictures = [self.draw("static", HEAPS[1], "--no-script"), self.draw_change("static-change", *HEAPS, "--no-script")]
        self.hostile_pictures = [self.draw(name, FIXTURES / f"names/{name}.pb.gz", "--title", "</script>]]>", "--notes", "]]><b>")
                                 for name in ("functions", "everywhere")]
        self.deep_picture = self.draw("deep", text="wide 97000\nnarrow 2950\nnarrow;small 50\n")
        # 122 rows, and more notes than fit into what is left of a sheet.
        tall = ";".join(f"frame{depth}" for depth in range(121))
        self.tall_picture = self.draw("tall", "-", "--notes", "A note. " * 200, text=f"{tall} 9\nother 1\n")
        self.stacks = Stacks(self.run("folded", HEAPS[1]))
        self.own = collections.Counter()
        for stack, value in self.stacks.rows:
            self.own[stack[-1]] += value
        pivot = "github.com/techfrontier/event-router/internal/buffer.(*Stream).listen"
        self.subject = Subject(self.picture, self.stacks, pivot, self.other_picture)
        self._compare()
        # Most of its frames are not in the file.
        self.large_profile = folder / "large.pb.gz"
        subprocess.run([sys.executable, GENERATOR, "small", self.large_profile], check=True)
        self.large_picture = self.draw("large", self.large_profile)
        self.chart = self.draw("chart", FIXTURES / "cpu/labelled.pb.gz", "--flamechart")
        self.empty_picture = self.draw("empty", text="a 0\n")

    def _compare(self):
        """Draws what changed, once for each thing that widths can be."""
        self.sides = [Stacks(self.run("folded", "--sample-index", "inuse_space", heap)) for heap in HEAPS]
        pictures = {layout: self.draw_change(layout, *HEAPS, "--sample-index", "inuse_space", "--layout", layout, "--min-width", "0")
                    for layout in ("union", "before", "after")}
        widths = {"union": (self.sides[0] + self.sides[1], "both sides"),
                  "before": (self.sides[0], "what was before"), "after": (self.sides[1], "what is after")}
        self.comparisons = {}
        for layout, (stacks, whole) in widths.items():
            other = pictures["after" if layout == "union" else "union"]
            self.comparisons[layout] = Subject(pictures[layout], stacks, self.sides[0].often_called, other, whole, self.sides[0] + self.sides[1])
        # What this one has in small frames cannot be seen, and is said.
        self.lossy_comparison = self.draw_change("lossy", *HEAPS, "--sample-index", "inuse_space", "--min-width", "25")

    @property
    def subjects(self):
        return {"": self.subject, **self.comparisons}

    def run(self, *arguments, text=None):
        done = subprocess.run([self.program, *map(str, arguments)], input=text, capture_output=True, text=True, check=True)
        return done.stdout

    def draw(self, name, *arguments, text=None):
        path = self.folder / f"{name}.svg"
        self.run("flamegraph", *(arguments or ["-"]), "-o", path, text=text)
        return path

    def view(self, name, *arguments, command="view"):
        """The page that holds a whole profile."""
        path = self.folder / f"{name}.html"
        self.run(command, *arguments, "-o", path)
        return path

    def draw_change(self, name, *arguments):
        path = self.folder / f"{name}.svg"
        self.run("diff", *arguments, "-o", path)
        return path
