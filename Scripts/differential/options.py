"""Random command lines, each as the reference spells it and as pproftool does."""

PATTERNS = ["main", "runtime", "Run|Get", "^main\\.main$", "nothing", "pool\\.go", "(?i)MALLOC", "tool", ".", "gopark", "x$",
            "\\(\\*", "std::", "serve"]
TAGS = ["acme", "tenant=acme", "tenant=acme,globex", "tenant:acme", "key=1", "bytes=1kb:", ":1kb", "512b:1mb",
        "latency=1us:2ms", "nothing=1", "depth=1:", "request=1kb", "region=", "1024", "bytes=:-1b", "12kb34", "depth=512levels"]
KEYS = ["tenant", "key", "region", "tenant", "bytes", "latency", "depth", "none"]
GRANULARITIES = ["functions", "filefunctions", "files", "lines", "addresses"]
# What pprof takes and passes over in a report, and pproftool refuses.
FILTERS = {"focus", "ignore", "hide", "show", "show_from", "prune_from", "tagfocus", "tagignore", "tagshow", "taghide",
           "tagroot", "tagleaf"}
NODES = {"granularity", "noinlines", "showcolumns", "source_path", "trim_path"}
VALUES = {"sample_index", "mean", "relative_percentages"}
REFUSED = {"tags": NODES | {"tagroot", "tagleaf", "prune_from", "add_comment"}, "raw": VALUES | {"granularity", "showcolumns"},
           "diff": {"relative_percentages"}, "comments": FILTERS | NODES | VALUES | {"normalize"},
           "list": {"granularity", "showcolumns"}, "traces": {"relative_percentages"},
           "callgrind": {"granularity", "relative_percentages"}}
UNITS = ["auto", "ms", "kb", "bytes", "seconds", "count", "us", "MB", "hrs", "nonsense"]


# The reference is run with -symbolize=none, and demangles nothing then.
NAMES = ["--demangle", "none"]
# How the reference spells what pproftool calls otherwise: reports that are profiles.
PROFILES = {"merge": ["-proto", "-all_frames"], "convert": ["-proto", "-all_frames"], "diff": ["-proto"],
            "topproto": ["-topproto"]}


def command_line(random, command, names):
    """(reference, pproftool): the command, its options and the profiles, of which there are three."""
    if command in ["merge", "convert"]:
        inputs = names[:1 if command == "convert" else random.choice([2, 3])]
        theirs, ours = saving(random)
        # All of a profile is written with all frames.
        theirs = ["-proto"] + theirs if theirs else PROFILES[command]
        return theirs + inputs, [command] + ours + NAMES + inputs
    base = names[2] if random.random() < 0.2 or command == "diff" else None
    inputs = names[:2] if random.random() < 0.2 else names[:1]
    theirs, ours = options(random, command, base)
    if command == "diff":
        sides = ["--before", base] + [word for name in inputs for word in ["--after", name]]
        return theirs + inputs, ours + ["--format", "pprof"] + sides
    return theirs + inputs, ours + NAMES + inputs


def filters(random, add):
    """Adds some filters."""
    for name in ["focus", "ignore", "hide", "show", "show_from", "prune_from"]:
        if random.random() < 0.12:
            add(name, random.choice(PATTERNS))
    for name in ["tagfocus", "tagignore"]:
        if random.random() < 0.12:
            add(name, random.choice(TAGS))
    for name in ["tagshow", "taghide"]:
        if random.random() < 0.08:
            add(name, random.choice(["tenant", "^b", "key|depth", "nothing"]))
    for name in ["tagroot", "tagleaf"]:
        if random.random() < 0.08:
            add(name, ",".join(random.sample(KEYS, random.choice([1, 2]))))


def saving(random):
    """(reference, pproftool): which part of a profile is saved; nothing for all of it."""
    theirs, ours = [], []

    def add(name, value):
        theirs.append("-%s=%s" % (name, value))
        ours.append("--%s=%s" % (name.replace("_", "-"), value))

    if random.random() < 0.2:
        return theirs, ours
    filters(random, add)
    if random.random() < 0.2:
        add("divide_by", random.choice(["2", "3", "0.5", "1000"]))
    if random.random() < 0.1:
        theirs.append("-all_frames")
        ours.append("--all-frames")
    if set(theirs) <= {"-all_frames"} or random.random() < 0.05:
        add("add_comment", "said so")
    return theirs, ours


def is_saving(command):
    """Whether a command saves a part of a profile or a difference, so that equal samples may be one."""
    if "diff" in command:
        return "pprof" in command
    given = [word for word in command if word.startswith("-") and "=" in word and word != "-symbolize=none"]
    return bool(given) and bool({"merge", "convert", "-proto"} & set(command))


def options(random, command, base):
    """(reference, pproftool): the command and its options. `base` is a second profile or None."""
    theirs, ours = list(PROFILES.get(command, ["-" + command])), [command]
    if command == "topproto":
        ours = ["top", "--format", "pprof"]
    if command in ["peek", "list"]:
        pattern = random.choice(PATTERNS + ["."] * (6 if command == "list" else 0))
        theirs, ours = ["-%s=%s" % (command, pattern)], [command, pattern]

    def is_refused(name):
        return name in REFUSED.get(command, ())

    def add(name, value):
        if is_refused(name):
            return
        theirs.append("-%s=%s" % (name, value))
        ours.append("--%s=%s" % (name.replace("_", "-"), value))

    def switch(name, ours_name=None):
        if is_refused(name):
            return
        theirs.append("-" + name)
        ours.append("--" + (ours_name or name.replace("_", "-")))

    def maybe(chance):
        return random.random() < chance

    def maybe_table(chance):
        """Whether an option of tables is given, which a difference that is a profile refuses."""
        return maybe(chance) and command != "diff"

    filters(random, add)
    if maybe(0.4) and not is_refused("granularity"):
        granularity = random.choice(GRANULARITIES)
        theirs.append("-" + granularity)
        ours.extend(["--granularity", granularity])
    for name, chance in [("noinlines", 0.15), ("showcolumns", 0.1), ("relative_percentages", 0.15), ("all_frames", 0.1)]:
        if maybe(chance):
            switch(name)
    for name in ["drop_negative", "call_tree", "compact_labels", "mean"]:
        if maybe_table(0.1):
            switch(name)
    if maybe_table(0.3):
        sort = random.choice(["cum", "flat"])
        theirs.append("-" + sort)
        ours.extend(["--sort", sort])
    if maybe(0.2):
        add("unit", random.choice(UNITS))
    if maybe(0.1):
        add("divide_by", random.choice(["2", "3", "0.5", "1000"]))
    if maybe_table(0.25):
        add("nodecount", random.choice(["0", "1", "2", "3", "5", "10", "-1"]))
    if maybe_table(0.2):
        add("nodefraction", random.choice(["0", "0.05", "0.2", "0.5"]))
    if maybe_table(0.2):
        add("edgefraction", random.choice(["0", "0.05", "0.2", "0.5"]))
    # Which pproftool refuses beside what it would overrule.
    if maybe_table(0.15) and not any(option.startswith(("--nodecount", "--nodefraction")) for option in ours):
        theirs.append("-trim=false")
        ours.append("--no-trim")
    if maybe(0.2):
        add("sample_index", random.choice(["0", "1", "samples", "cpu", "inuse_space", "space"]))
    if maybe(0.05):
        add("add_comment", "said so")
    if command == "list" and maybe(0.7):
        # There some of the files are, which pproftool also finds by the ends of names that are cut otherwise.
        add("source_path", "deep/src")
    elif maybe(0.1):
        add("source_path", random.choice(["/home/me/src", "/x/pool:/y/base", "/"]))
    if maybe(0.1) and "--source-path=deep/src" not in ours:
        add("trim_path", random.choice(["/src", "/nowhere:/src/pool/", "lib"]))
    if command == "diff":
        theirs.append("-diff_base=" + base)
    elif base:
        add(random.choice(["base", "diff_base"]), base)
        if maybe(0.2):
            switch("normalize")
    return theirs, ours
