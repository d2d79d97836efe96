"""Every command that reads profiles, with what it needs besides the profile, which comes last."""

COMMANDS = {
    "info": ["info"], "top": ["top"], "tree": ["tree"], "peek": ["peek", "."], "list": ["list", "."],
    "goroutines": ["goroutines"], "folded": ["folded"], "flamegraph": ["flamegraph"], "view": ["view"], "traces": ["traces"], "raw": ["raw"],
    "report": ["report"],
    "dot": ["dot"], "callgrind": ["callgrind"], "tags": ["tags"], "comments": ["comments"],
    "convert": ["convert", "--to", "pprof"], "json": ["convert", "--to", "json"], "merge": ["merge"],
    "check": ["check", "--assert", "count() <= 5"], "stacks": ["check", "--assert", "stacks() <= 5"],
    "call tree": ["dot", "--call-tree"], "callgrind tree": ["callgrind", "--call-tree"],
    "rows": ["rows", "--table", "stacks"], "wide rows": ["rows", "--table", "samples", "--wide"], "saving": ["convert", "--granularity", "lines", "--redact"],
    "packages": ["folded", "--tagroot", "package,state"], "addresses": ["top", "--granularity", "addresses"],
    "address tree": ["dot", "--call-tree", "--granularity", "addresses"], "tag roots": ["dot", "--tagroot", "key,key0"],
    "stack groups": ["goroutines", "--by", "stack"],
}

# Those that take a profile twice.
PAIRS = {"diff": ["diff"], "base": ["top", "--diff-base"], "diff of stacks": ["diff", "--by", "stack"]}

# Those that take it as each of several runs.
RUNS = {"compare": ["compare", "--all-rows"]}


def command_line(name, profile):
    """The words after the program's name."""
    if name in PAIRS:
        return [*PAIRS[name], str(profile), str(profile)]
    if name in RUNS:
        return [*RUNS[name], *(word for side in ("--before", "--after") for word in 2 * [side, str(profile)])]
    return [*COMMANDS[name], str(profile)]


NAMES = [*COMMANDS, *PAIRS, *RUNS]
