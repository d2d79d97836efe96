"""What a profile means: its header, and its samples with all that they lead to, whatever numbers things have."""

import re

SAMPLE = re.compile(rb"((?: *-?[0-9]+)+): ((?:[0-9]+ )*)")
LOCATION = re.compile(rb" *([0-9]+): (.*)")
MAPPING = re.compile(rb"([0-9]+): (.*)")


def of_raw(printed):
    """What `-raw` prints, with places and binaries at the samples that use them; what is not used is left out.

    The first binary counts even so, for it names the program.
    """
    before, places, binaries = re.split(rb"^Locations\n|^Mappings\n", printed, flags=re.MULTILINE)
    mappings = [MAPPING.fullmatch(line).groups() for line in binaries.splitlines()]
    named = {b"M=" + number: b"[" + text + b"]" for number, text in mappings}
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
