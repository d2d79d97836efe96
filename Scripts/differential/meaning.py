"""What a profile means: its header, and its samples with all that they lead to, whatever numbers things have."""

import re

SAMPLE = re.compile(rb"((?: *-?[0-9]+)+): ((?:[0-9]+ )*)")
LOCATION = re.compile(rb" *([0-9]+): (.*)")
PLACED = re.compile(rb"0x([0-9a-f]+) <0x([0-9a-f]+)/0x[0-9a-f]+/([^>]*?) *(?:\[(?:FN|FL|LN|IN)\])*>")
MAPPING = re.compile(rb"([0-9]+): (.*)")


def of_raw(printed):
    """What `-raw` prints, with places and binaries at the samples that use them; what is not used is left out.

    The first binary counts even so, for it names the program.
    """
    before, places, binaries = re.split(rb"^Locations\n|^Mappings\n", printed, flags=re.MULTILINE)
    mappings = [MAPPING.fullmatch(line).groups() for line in binaries.splitlines()]
    named = {b"M=" + number: b"<" + text + b">" for number, text in mappings}
    locations, last = {}, None
    for line in places.splitlines():
        found = LOCATION.fullmatch(line) if not line.startswith(b" " * 13) else None
        if found:
            last = found[1]
            locations[last] = re.sub(rb"M=[0-9]+", lambda name: named[name[0]], found[2], count=1)
        else:
            locations[last] += b" < " + line.strip()
    lines = []
    for line in before.splitlines():
        found = SAMPLE.fullmatch(line)
        lines += [found[1] + b":"] + [b"    " + locations[number] for number in found[2].split()] if found else [line]
    return b"\n".join(lines + [text for _, text in mappings[:1]]) + b"\n"


def added_up(meaning):
    """The same with equal samples as one, in an order of their own; samples of zeros are left out, and binaries are the
    same wherever they were loaded."""
    lines, sums, sample = [], {}, None
    for line in meaning.splitlines():
        if re.fullmatch(rb"(?: *-?[0-9]+)+:", line):
            add(sums, sample)
            sample = [[int(number) for number in line[:-1].split()]]
        elif sample and line.startswith(b"    "):
            sample.append(PLACED.sub(offset, line))
        else:
            lines.append(line)
    add(sums, sample)
    samples = sorted(frames for frames, values in sums.items() if any(values))
    return b"\n".join(lines + [b"%s %r" % (b"\n".join(frames), sums[frames]) for frames in samples]) + b"\n"


def offset(place):
    """A place in a binary, wherever that was loaded and whatever it is called if it has a build ID: equal ones may be
    one."""
    binary = re.sub(rb" .* (?=[0-9a-f]+$)", b" ", place[3])
    return b"%x in %s" % ((int(place[1], 16) - int(place[2], 16)) % 2**64, binary)


def add(sums, sample):
    """Adds the values of a sample to those of its equals."""
    if sample:
        known = sums.get(tuple(sample[1:]), [0] * len(sample[0]))
        sums[tuple(sample[1:])] = [one + other for one, other in zip(known, sample[0], strict=True)]
