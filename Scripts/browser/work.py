"""What the cases work with: pictures, and what must be in them."""

import collections
import pathlib
import subprocess

from stacks import Stacks

FIXTURES = pathlib.Path(__file__).resolve().parents[2] / "Fixtures"
HEAPS = [FIXTURES / f"incident/{side}/heap.pb.gz" for side in ("healthy", "leaking")]


class Subject:
    """A picture that can be walked, and the stacks that its widths stand for."""

    patterns = ["event-router", "runtime\\.", "^github.*listen$"]

    def __init__(self, picture, stacks, pivot, other_picture, whole=""):
        self.picture, self.stacks, self.pivot, self.other_picture = picture, stacks, pivot, other_picture
        self._whole = whole

    def matched(self, stacks, pattern):
        """What the picture must say of what a pattern matches in some of the stacks."""
        return f"{stacks.matched(pattern)}{self._whole} matched"


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
        self.stacks = Stacks(self.run("folded", HEAPS[1]))
        self.own = collections.Counter()
        for stack, value in self.stacks.rows:
            self.own[stack[-1]] += value
        pivot = "github.com/techfrontier/event-router/internal/buffer.(*Stream).listen"
        self.subject = Subject(self.picture, self.stacks, pivot, self.other_picture)
        self._compare()

    def _compare(self):
        """Draws what changed, once for each thing that widths can be."""
        self.sides = [Stacks(self.run("folded", "--sample-index", "inuse_space", heap)) for heap in HEAPS]
        pictures = {layout: self.draw_change(layout, *HEAPS, "--sample-index", "inuse_space", "--layout", layout, "--min-width", "0")
                    for layout in ("union", "before", "after")}
        widths = {"union": (self.sides[0] + self.sides[1], " of both sides"),
                  "before": (self.sides[0], " of what was before"), "after": (self.sides[1], " of what is after")}
        self.comparisons = {}
        for layout, (stacks, whole) in widths.items():
            other = pictures["after" if layout == "union" else "union"]
            self.comparisons[layout] = Subject(pictures[layout], stacks, self.sides[0].often_called, other, whole)
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

    def draw_change(self, name, *arguments):
        path = self.folder / f"{name}.svg"
        self.run("diff", *arguments, "-o", path)
        return path
