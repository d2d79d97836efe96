"""Where pproftool differs from the reference on purpose, and what is compared there all the same."""

import re

SOURCE = re.compile(rb"^ *\S+ +\S+ +[0-9]+:", re.MULTILINE)
REMARK = re.compile(rb"^Comment: # (?:shows only|names lost by): .*\n", re.MULTILINE)
# A line of a location: `0x400100 M=1  y.c:12:1 s=1(_Z2)`, or what was inlined into it.
NAMELESS = re.compile(rb"^( *[0-9]+: 0x[0-9a-f]+ (?:M=[0-9]+ )?(?:\[F\] )?| {13}) (\S*:[0-9]+:[0-9]+ s=[0-9]+)\((_Z[0-9]+)\)$",
                      re.MULTILINE)
ROUTINE = re.compile(rb"^(?=ROUTINE =+ )", re.MULTILINE)


def recurring(made):
    """The functions that stand on some stack of a profile in several places of one file: (name, last part of the file).

    One that stands there in the same place only is counted once by the reference too.
    """
    found = set()
    for sample in made["samples"]:
        places = {}
        for location in (made["locations"][place] for place in sample["stack"]):
            for index, line, column in location["lines"]:
                function = made["functions"][index]
                key = function["name"].encode("utf8", "surrogateescape"), base(function["file"].encode("utf8"))
                place = line, column, function["start"], function["file"], location["mapping"]
                places.setdefault(key, set()).add(place)
        found |= {key for key, lines in places.items() if len(lines) > 1}
    return found


def base(path):
    return path.rsplit(b"/", 1)[-1]


def listing(output, functions):
    """What `list` prints, without what it counts with all that a function calls where it recurs: the reference counts
    a sample once for each of its places there."""
    parts = ROUTINE.split(output)
    return b"".join(without_cum(part) if ROUTINE.match(part) and key(part) in functions else part for part in parts)


def key(part):
    """The function of a part of the listing."""
    name, file = re.match(rb"ROUTINE =+ (.*) in (.*)", part).groups()
    return name, base(file)


def without_cum(part):
    part = re.sub(rb"^( *\S+) +\S+ \(flat, cum\) +\S+ of Total$", rb"\1 (flat)", part, flags=re.MULTILINE)
    return re.sub(rb"^( *\S+) +\S+ +([0-9]+:)", rb"\1 \2", part, flags=re.MULTILINE)


def has_no_source(output):
    """Whether the reference has found no source at all, for which pproftool gives no answer."""
    return not SOURCE.search(output) and (b"\n Error: " in output or b"\nROUTINE " not in output)


def graph(output):
    """What `dot` prints, with backslashes in labels escaped: the reference does that to functions, not to files."""
    return output.replace(b"C:\\w\\z.c", b"C:\\\\w\\\\z.c")


def calls(output):
    """What `callgrind` prints, with names that begin with a blank beginning with `_`: readers skip blanks there."""
    return re.sub(rb"^(c?fn=\([0-9]+\) ) ", rb"\1_", output, flags=re.MULTILINE)


def named(printed):
    """What `-raw` prints, with functions without a name called by their system names, as a difference calls them
    whatever form of names is asked for."""
    return NAMELESS.sub(rb"\1\3 \2", printed)


def unremarked(printed):
    """What `-raw` prints without our comments on which part of a profile was saved."""
    return REMARK.sub(b"", printed)
