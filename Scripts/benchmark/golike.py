"""A made-up Go program: functions with believable names, and call sites that lead from one to the next.

The same seed and size give the same program on every machine and Python from 3.9 on.
"""

import collections
import random

Function = collections.namedtuple("Function", "name file start")
Line = collections.namedtuple("Line", "function line")

CALL_SITES = 5
# Go's compiler inlines by callee: a small function is inlined wherever it is called, and others nowhere. In real
# profiles one function in four or five is small, and one location in six has inlined lines.
SMALL_EVERY = 5
INLINING_ODDS = 0.17
# Which of a function's call sites a walk goes through: four bits of dice choose, most stacks of a real program
# take the hot one, and the odds are what makes the file compress about as well as a real one.
ODDS = [0] * 10 + [1] * 3 + [2, 3, 4]

PACKAGES = """
runtime sync bytes strings reflect fmt sort io bufio encoding/json encoding/binary compress/flate crypto/tls
net net/http net/http/internal/http2 internal/poll syscall slices maps context database/sql
google.golang.org/grpc google.golang.org/grpc/internal/transport google.golang.org/protobuf/internal/impl
go.opentelemetry.io/otel/sdk/trace go.etcd.io/raft/v3 k8s.io/client-go/tools/cache
github.com/redis/go-redis/v9 github.com/jackc/pgx/v5/pgconn github.com/hashicorp/consul/agent
github.com/techfrontier/event-router/internal/buffer github.com/techfrontier/event-router/internal/route
github.com/techfrontier/event-router/internal/store github.com/techfrontier/event-router/cmd/router
github.com/techfrontier/billing/ledger github.com/techfrontier/billing/encoding
""".split()
RECEIVERS = "Conn Stream Server Client Decoder Encoder Cache Index Tx Pool Session Handler Scheduler Buffer Row".split()
VERBS = "Read Write Decode Encode Scan Merge Split Flush Apply Commit Lookup Process grow copy hash walk serve".split()
NOUNS = "Frame Event Batch Row Key Value Entry Node Page Field Request Response Message Header Block Range".split()
SHAPES = [
    "go.shape.int",
    "go.shape.string",
    "go.shape.[]uint8",
    "go.shape.struct { ID int64; Name string }",
    'go.shape.struct { Key string "json:\\"key\\""; Value []uint8 }',
]
FILES = "codec conn server handler buffer store util".split()


class Program:
    """Call sites as indices: `lines[n]` holds site n's inlined lines, innermost first, `callees[n]` where it may lead."""

    def __init__(self, seed, functions):
        self._random = random.Random(f"program {seed}")
        self.functions = [Function("runtime.goexit", "runtime/asm_amd64.s", 1258)]
        names = set()
        while len(self.functions) < functions:
            function = self._function()
            if function.name not in names:
                names.add(function.name)
                self.functions.append(function)
        self.lines = [[Line(0, 1264)]]
        for function in range(1, functions):
            self.lines += [self._site(function) for _ in range(CALL_SITES)]
        self.callees = [self._callees(site) for site in range(len(self.lines))]

    def stack(self, dice):
        """The sites of one stack, root first: the root, and one more for each byte of dice."""
        callees = self.callees
        site = 0
        sites = [site]
        for die in dice:
            site = callees[site][die & 15]
            sites.append(site)
        return sites

    def _function(self):
        pick = self._random.choice
        package = pick(PACKAGES)
        name = pick(VERBS) + pick(NOUNS)
        form = self._random.random()
        if form < 0.55:
            name = f"(*{pick(RECEIVERS)}).{name}"
        elif form < 0.65:
            name = f"{pick(RECEIVERS)}.{name}"
        elif form < 0.75:
            name = f"{name}[{pick(SHAPES)}]"
        if self._random.random() < 0.1:
            name += f".func{self._random.randint(1, 4)}"
        return Function(f"{package}.{name}", f"{package}/{pick(FILES)}.go", self._random.randint(10, 1500))

    def _site(self, function):
        """A site of the function itself; one in six lies in one or two small functions inlined into it."""
        chain = [function]
        while len(chain) < 3 and self._random.random() < INLINING_ODDS:
            chain.insert(0, max(1, self._near(chain[0]) // SMALL_EVERY) * SMALL_EVERY)
        return [Line(callee, self.functions[callee].start + self._random.randint(1, 60)) for callee in chain]

    def _callees(self, site):
        """The sites a call from here may be found at next: those of one function, or of four behind an interface."""
        caller = self.lines[site][0].function
        if caller == 0:
            return [self._entry() for _ in ODDS]
        targets = [self._target(caller) for _ in range(4 if self._random.random() < 0.25 else 1)]
        return [self._first_site(self._random.choice(targets)) + odd for odd in ODDS]

    def _entry(self):
        return self._first_site(self._called(self._random.randrange(1, len(self.functions))))

    def _first_site(self, function):
        return 1 + (function - 1) * CALL_SITES

    def _target(self, caller):
        """Mostly a neighbour, sometimes one of the few that everybody calls, now and then the caller itself."""
        form = self._random.random()
        if form < 0.05:
            return caller
        if form < 0.35:
            return self._called(1 + int((len(self.functions) - 1) * self._random.random() ** 3))
        return self._called(self._near(caller))

    def _called(self, function):
        """The function, or its neighbour if it is small, for a small one has no frame of its own."""
        return function if function % SMALL_EVERY else function - 1

    def _near(self, function):
        return 1 + (function + self._random.randint(1, 40)) % (len(self.functions) - 1)


def depths(rng, mean):
    """Endless stack depths: bell-shaped about the mean, never under 3."""
    while True:
        yield max(3, round(rng.gauss(mean, mean / 3)))
