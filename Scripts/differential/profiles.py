"""Random profiles that hold what real ones hold, and what they hold rarely.

A profile is a dictionary of plain lists; `encode` writes it as pprof's protobuf. Functions, files and labels come from
small pools, so that names collide, stacks recurse and samples merge.
"""

NAMES = [
    "main.main", "main.(*Server).Run", "net/http.(*conn).serve", "runtime.gopark", "runtime.mallocgc",
    "github.com/acme/pool/v2.(*Pool[go.shape.int]).Get", "main.work.func1", "std::vector<int>::push_back(int const&)",
    "(anonymous namespace)::run(char*)", "Cache::operator()(int)", ".PPCEntry", "malloc", "java.util.Map.get",
    "org.acme.Foo.<init>", "com.acme.Bar.run$1", "ünïcode·func", "a b;c", "quote\"back\\slash", "", "x",
]
FILES = ["/src/main.go", "/src/pool/pool.go", "./lib//x.cc", "/proc/self/cwd/base/log.cc", "app/work.go", "../up/../y.c", "C:\\w\\z.c", ""]
BINARIES = ["/usr/bin/tool", "/lib/libc.so.6", "[vdso]", "/opt/app/", ""]
TYPES = [("samples", "count"), ("cpu", "nanoseconds"), ("inuse_space", "bytes"), ("space", "kilobytes"),
         ("objects", "count"), ("delay", "ms"), ("work", "GCU"), ("widgets", "widgets"), ("wall", "seconds")]
TEXTS = {"tenant": ["acme", "globex", "initech, inc", "ünï"], "key": ["1", "2"], "region": ["eu:west", ""],
         "a-long-label-key": ["v"]}
NUMBERS = {"bytes": ["", "bytes", "kb"], "request": [""], "latency": ["ms", "us"], "depth": ["", "levels"]}
DROPS = ["malloc|runtime\\..*", "main\\.work", ".*serve", "runtime\\.gopark", "(", "std::vector.*"]


def profile(random):
    """A random profile; `like` makes others that merge with it."""
    made = {"types": random.sample(TYPES, random.choice([1, 1, 2, 2, 3, 4]))}
    made["default"] = random.choice(["", "", made["types"][0][0], "nothing"])
    made["functions"] = [function(random) for _ in range(random.randint(1, 14))]
    made["mappings"] = [mapping(random, place) for place in range(random.choice([0, 1, 1, 2, 3]))]
    made["locations"] = [location(random, made) for _ in range(random.randint(1, 20))]
    header(random, made)
    fill(random, made)
    return made


def like(random, other, converts):
    """A profile with the tables of another, slightly changed, and samples of its own; `converts`: in other units."""
    made = dict(other)
    if random.random() < 0.2:
        made["types"] = random.sample(made["types"], len(made["types"]))
    if random.random() < 0.15 and len(made["types"]) > 1 and not converts:
        made["types"] = random.sample(made["types"], len(made["types"]) - 1)
    if converts:
        units = {"nanoseconds": "us", "bytes": "kB", "ms": "seconds", "seconds": "ms", "GCU": "milligcu"}
        made["types"] = [(name, units.get(unit, unit)) for name, unit in made["types"]]
    if random.random() < 0.3:
        shift = random.choice([0x1000, 0x100000])
        made["mappings"] = [dict(m, start=m["start"] + shift, limit=m["limit"] + shift) for m in made["mappings"]]
        made["locations"] = [dict(place, address=place["address"] + shift if place["mapping"] else place["address"])
                             for place in made["locations"]]
    if random.random() < 0.3:
        made["locations"] = made["locations"] + [location(random, made)]
    header(random, made, period=other["period"])
    fill(random, made)
    return made


def function(random):
    name = random.choice(NAMES)
    return {"name": name, "system": name if random.random() < 0.7 else "_Z" + str(random.randint(1, 9)),
            "file": random.choice(FILES), "start": random.choice([0, 1, 10])}


def mapping(random, place):
    start = 0x400000 + 0x100000 * place
    return {"start": start, "limit": start + random.choice([0x1000, 0x80000, 0x80123]), "offset": random.choice([0, 0x1000]),
            "file": random.choice(BINARIES), "build": random.choice(["", "", "abc123"]),
            "flags": [random.random() < 0.5 for _ in range(4)]}


def location(random, made):
    count = random.choice([0, 1, 1, 1, 1, 2, 2, 3])
    lines = []
    for _ in range(count):
        index, line = random.randrange(len(made["functions"])), random.choice([0, 1, 12, 12, 300])
        # The reference does not tell the columns of inlined lines apart when it merges, so they follow from the line.
        lines.append((index, line, (index + line) % 3))
    own = random.randint(0, len(made["mappings"]))
    return {"mapping": own, "address": random.choice([0, 0x400100, 0x400100, random.randint(0x400000, 0x480000)]),
            "lines": lines, "folded": random.random() < 0.05}


def header(random, made, period=None):
    made["time"] = random.choice([0, 1767225600_000000000, 1767225600_123456789])
    made["duration"] = random.choice([0, 0, 5_000000000, 1234567890, 90 * 60_000000000])
    made["period"] = period or random.choice([("", ""), ("cpu", "nanoseconds"), ("space", "bytes")])
    made["period_value"] = random.choice([0, 1, 10000000])
    made["comments"] = random.sample(["first", "#hidden", "second one", "third"], random.choice([0, 0, 1, 2]))
    made["doc"] = random.choice(["", "", "https://example.com/doc"])
    made["drop"] = random.choice([""] * 4 + DROPS)
    made["keep"] = random.choice(["", "", ".*gopark", "malloc"])


def fill(random, made):
    signs = random.choice([[1], [1], [1, 1, 1, -1]])
    scale = random.choice([1, 10, 1000, 100000, 10**9])
    stacks = [[random.randrange(len(made["locations"])) for _ in range(random.choice([0, 1, 2, 3, 5, 8, 12]))]
              for _ in range(random.randint(1, 12))]
    made["samples"] = []
    for _ in range(random.choice([0, 1, 5, 20, 40])):
        values = [random.choice([0, 1, random.randint(1, 9), random.randint(1, 1000)]) * scale * random.choice(signs)
                  for _ in made["types"]]
        made["samples"].append({"stack": random.choice(stacks), "values": values, "labels": labels(random)})
    if random.random() < 0.5:
        made["samples"] = list({str((s["stack"], s["labels"])): s for s in made["samples"]}.values())


def converts(random, made):
    """Whether the profiles that are like another come in other units.

    The reference drops a sample for which all that is converted is 0, whatever else it holds, before it adds up
    samples that are the same, and after it has seen which types all profiles have. One who reads profile after
    profile cannot know: so there must not be several samples that are the same, all that are converted have to be
    of one profile, and no type may be dropped.
    """
    return random.random() < 0.3 and not repeats(made)


def repeats(made):
    """Whether several samples have the same stack and labels."""
    keys = [str((sample["stack"], sample["labels"])) for sample in made["samples"]]
    return len(set(keys)) < len(keys)


def labels(random):
    found = []
    if random.random() < 0.5:
        return found
    for _ in range(random.choice([1, 1, 2, 3, 4])):
        if random.random() < 0.5:
            key = random.choice(list(TEXTS))
            found.append((key, random.choice(TEXTS[key])))
        else:
            key = random.choice(list(NUMBERS))
            found.append((key, random.choice([0, 1, 512, 1024, 4096, 1 << 20, -3]), random.choice(NUMBERS[key])))
    return found


def encode(made):
    """The profile as a bare protobuf."""
    strings = {"": 0}

    def string(text):
        return strings.setdefault(text, len(strings))

    body = bytearray()
    for name, unit in made["types"]:
        body += block(1, field(1, string(name)) + field(2, string(unit)))
    for sample in made["samples"]:
        packed = b"".join(varint(place + 1) for place in sample["stack"])
        data = (block(1, packed) if packed else b"") + block(2, b"".join(map(varint, sample["values"])))
        for label in sample["labels"]:
            if len(label) == 2:
                data += block(3, field(1, string(label[0])) + field(2, string(label[1])))
            else:
                data += block(3, field(1, string(label[0])) + field(3, label[1]) + field(4, string(label[2])))
        body += block(2, data)
    for place, m in enumerate(made["mappings"]):
        data = field(1, place + 1) + field(2, m["start"]) + field(3, m["limit"]) + field(4, m["offset"])
        data += field(5, string(m["file"])) + field(6, string(m["build"]))
        body += block(3, data + b"".join(field(7 + bit, int(flag)) for bit, flag in enumerate(m["flags"])))
    for row, place in enumerate(made["locations"]):
        data = field(1, row + 1) + field(2, place["mapping"]) + field(3, place["address"])
        for index, line, column in place["lines"]:
            data += block(4, field(1, index + 1) + field(2, line) + field(3, column))
        body += block(4, data + field(5, int(place["folded"])))
    for place, f in enumerate(made["functions"]):
        data = field(1, place + 1) + field(2, string(f["name"])) + field(3, string(f["system"]))
        body += block(5, data + field(4, string(f["file"])) + field(5, f["start"]))
    body += field(7, string(made["drop"])) + field(8, string(made["keep"]))
    body += field(9, made["time"]) + field(10, made["duration"])
    body += block(11, field(1, string(made["period"][0])) + field(2, string(made["period"][1])))
    body += field(12, made["period_value"])
    for comment in made["comments"]:
        body += varint(13 << 3) + varint(string(comment))
    body += field(14, string(made["default"])) + field(15, string(made["doc"]))
    for text in strings:
        body += block(6, text.encode("utf8", "surrogateescape"))
    return bytes(body)


def varint(number):
    number &= (1 << 64) - 1
    encoded = bytearray()
    while number >= 0x80:
        encoded.append(number & 0x7F | 0x80)
        number >>= 7
    encoded.append(number)
    return bytes(encoded)


def field(number, value):
    return varint(number << 3) + varint(value) if value else b""


def block(number, data):
    return varint(number << 3 | 2) + varint(len(data)) + data
