"""Small inputs that ask for much: each is a name and a function that gives its bytes in pieces.

Compressed ones repeat one gzip member, which takes no time to write and inflates to any size.
"""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "Fixtures" / "generators"))
from wire import block, gzip, integer, integers, varint

MEMBER = 16 << 20
TYPES = block(1, integer(1, 1) + integer(2, 2))
STRINGS = b"".join(block(6, text) for text in [b"", b"samples", b"count", b"main"])
FUNCTION = block(5, integer(1, 1) + integer(2, 3))


def location(number):
    return block(4, integer(1, number) + block(4, integer(1, 1)))


LOCATION = location(1)


def inflating(record):
    """Ten gigabytes of one record in ten megabytes of gzip."""
    def pieces(scale):
        yield gzip(STRINGS + TYPES)
        member = gzip(record * (MEMBER // len(record)))
        for _ in range(max(1, int(640 * scale))):
            yield member
    return pieces


def unpacking(outer, inner, count, prefix=b""):
    """One record of many tiny fields, each of which unpacks to much more."""
    def pieces(scale):
        yield STRINGS + TYPES + FUNCTION + LOCATION
        yield block(outer, prefix + inner * int(count * scale))
        if outer != 2:
            yield block(2, integers(1, [1]) + integers(2, [1]))
    return pieces


def labelled(scale, text, label):
    """A sample with a million labels, each made of its number, and a text for each."""
    count = int(1_000_000 * scale)
    yield STRINGS + TYPES + FUNCTION + LOCATION
    for number in range(count):
        yield block(6, text % number)
    yield block(2, integers(1, [1]) + integers(2, [1]) + b"".join(block(3, label(number)) for number in range(count)))


def labels(scale):
    """Each label has a key of its own."""
    return labelled(scale, b"key%d", lambda number: integer(1, number + 4) + integer(2, 3))


def label_units(scale):
    """All labels have one key, and each a unit of its own."""
    return labelled(scale, b"unit%d", lambda number: integer(1, 3) + integer(3, number + 1) + integer(4, number + 4))


def label_sets(scale):
    """A million samples, each with a label of its own."""
    yield STRINGS + TYPES + FUNCTION + LOCATION
    for number in range(int(1_000_000 * scale)):
        yield block(6, b"tenant %d" % number)
        yield block(2, integers(1, [1]) + integers(2, [1]) + block(3, integer(1, 3) + integer(2, number + 4)))


def stacks(depth, samples):
    """Samples whose stacks are very deep, each frame another function."""
    def pieces(scale):
        frames = int(depth * scale)
        yield STRINGS + TYPES
        for number in range(1, frames + 1):
            yield block(6, b"frame%d" % number)
            yield block(5, integer(1, number) + integer(2, number + 3))
            yield block(4, integer(1, number) + block(4, integer(1, number)))
        for sample in range(samples):
            yield block(2, integers(1, range(1 + sample, frames + 1)) + integers(2, [1]))
    return pieces


def long_name(scale):
    """A name of 64 KiB that a hundred thousand places of a program share."""
    yield STRINGS + TYPES + block(6, b"n" * (1 << 16)) + block(5, integer(1, 1) + integer(2, 4))
    for number in range(1, int(100_000 * scale) + 1):
        yield block(4, integer(1, number) + integer(3, number) + block(4, integer(1, 1)))
        yield block(2, integers(1, [number, max(1, number - 1)]) + integers(2, [1]))


def recursion(scale):
    """One function that calls itself ten million times."""
    yield STRINGS + TYPES + FUNCTION + LOCATION
    yield block(2, integers(1, [1] * int(10_000_000 * scale)) + integers(2, [1]))


def spelled_name(scale):
    """A name of 200 kB on each of fifty thousand frames of a stack."""
    yield STRINGS + TYPES + block(6, b"n" * 200_000) + block(5, integer(1, 1) + integer(2, 4)) + LOCATION
    yield block(2, integers(1, [1] * int(50_000 * scale)) + integers(2, [1]))


def inlined(scale):
    """A stack of twenty thousand frames, each with as many inlined functions."""
    count = int(20_000 * scale)
    yield STRINGS + TYPES + FUNCTION + block(4, integer(1, 1) + block(4, integer(1, 1)) * count)
    yield block(2, integers(1, [1] * count) + integers(2, [1]))


def claims(scale):
    """A string table of 2^31 entries, or so a reference says, and a record of 2^62 bytes."""
    yield STRINGS + TYPES + block(5, integer(1, 1) + integer(2, 1 << 31)) + LOCATION
    yield block(2, integers(1, [1]) + integers(2, [1]))


def claimed_length(scale):
    yield STRINGS + TYPES + b"\x12" + varint(1 << 62) + b"\x00" * 100


def numbers(scale):
    """The largest and smallest numbers wherever there is one."""
    largest, smallest = (1 << 63) - 1, 1 << 63
    yield STRINGS + TYPES + block(3, integer(1, 1) + integer(2, 1) + integer(3, (1 << 64) - 1))
    yield block(5, integer(1, (1 << 64) - 1) + integer(2, 3) + integer(5, smallest))
    yield block(4, integer(1, (1 << 64) - 1) + integer(2, 1) + integer(3, (1 << 64) - 1)
                + block(4, integer(1, (1 << 64) - 1) + integer(2, smallest) + integer(3, largest)))
    for value in [largest, largest, smallest, smallest, 0, 1]:
        yield block(2, integers(1, [(1 << 64) - 1] * 3) + integers(2, [value])
                    + block(3, integer(1, 3) + integer(3, value) + integer(4, 2)))
    yield integer(9, smallest) + integer(10, largest) + integer(12, smallest)


def line(text, size):
    """One line of a gigabyte."""
    def pieces(scale):
        size_left = int(size * scale)
        while size_left > 0:
            yield text * (1 << 16)
            size_left -= len(text) << 16
        yield b" 1\n"
    return pieces


def stacks_apart(scale):
    """Five hundred stacks of a million frames that have nothing in common."""
    depth = int(1_000_000 * scale)
    yield gzip(STRINGS + TYPES + FUNCTION)
    for number in range(1, 501):
        name = block(6, b"f%d" % number) + block(5, integer(1, number + 1) + integer(2, number + 3))
        yield gzip(name + block(4, integer(1, number) + block(4, integer(1, number + 1)))
                   + block(2, block(1, varint(number) * depth) + integers(2, [1])))


def repeated(start, text, count):
    """A text whose lines repeat, each of which is kept."""
    def pieces(scale):
        yield start
        for _ in range(int(count * scale) // 1000 + 1):
            yield text * 1000
    return pieces


def folded_names(scale):
    """A million stacks, no two alike."""
    for number in range(int(1_000_000 * scale)):
        yield b"main;f%d;g%d 1\n" % (number, number)


def debug1_labels(scale):
    """debug=1 with a million labels at one stack."""
    yield b"goroutine profile: total 1\n1 @ 0x1\n# labels: {"
    count = int(1_000_000 * scale)
    for number in range(count):
        yield b'"k%d":"v"%s' % (number, b", " if number + 1 < count else b"")
    yield b"}\n#\t0x1\tmain.main+0x1\t/main.go:1\n"


def dump_frames(scale):
    """debug=2 with one goroutine a million frames deep."""
    yield b"goroutine 1 [running]:\n"
    for number in range(int(1_000_000 * scale)):
        yield b"main.f%d(...)\n\t/main.go:%d +0x1\n" % (number, number)


def dump_goroutines(scale):
    """debug=2 with a million goroutines."""
    for number in range(1, int(1_000_000 * scale) + 1):
        yield b"goroutine %d [select, %d minutes]:\nmain.f%d()\n\t/main.go:%d +0x1\n\n" % (number, number, number % 997, number)


BOMBS = {
    "inflates-to-zeros": inflating(b"\0\0"),
    "inflates-to-empty-samples": inflating(b"\x12\0"),
    "inflates-to-empty-locations": inflating(b"\x22\0"),
    "inflates-to-locations": inflating(LOCATION),
    "inflates-to-functions": inflating(FUNCTION),
    "inflates-to-mappings": inflating(b"\x1a\0"),
    "inflates-to-strings": inflating(b"\x32\0"),
    "inflates-to-sample-types": inflating(b"\x0a\0"),
    "inflates-to-comments": inflating(block(13, b"\1" * 4096)),
    "inflates-to-period-types": inflating(b"\x5a\0"),
    "inflates-to-one-stack": inflating(block(2, integers(1, [1]) + integers(2, [1]))),
    "inflates-to-values": inflating(block(2, integers(2, [1] * 4096))),
    "inflates-to-text": inflating(b"main;work 1\n"),
    "record-of-empty-lines": unpacking(4, b"\x22\0", 50_000_000, integer(1, 2)),
    "record-of-empty-labels": unpacking(2, b"\x1a\0", 50_000_000, integers(1, [1]) + integers(2, [1])),
    "record-of-values": unpacking(2, b"\x10\1", 50_000_000, integers(1, [1])),
    "record-of-comments": unpacking(13, b"\1", 100_000_000),
    "labels": labels,
    "label-units": label_units,
    "label-sets": label_sets,
    "deep-stack": stacks(1_000_000, 1),
    "deep-stacks": stacks(100_000, 50),
    "long-name": long_name,
    "recursion": recursion,
    "spelled-name": spelled_name,
    "inlined": inlined,
    "string-of-2-31": claims,
    "length-of-2-62": claimed_length,
    "largest-numbers": numbers,
    "line-of-frames": line(b"main;", 1 << 30),
    "line-without-end": line(b"abcdefgh", 1 << 30),
    "stacks-apart": stacks_apart,
    "folded-names": folded_names,
    "debug1-labels": debug1_labels,
    "dump-frames": dump_frames,
    "dump-goroutines": dump_goroutines,
    "dumps": repeated(b"", b"goroutine 1 [x]:\nf()\n\ta:1\n\n", 10_000_000),
    "debug1-profiles": repeated(b"", b"x profile: total 1\n", 20_000_000),
    "debug1-samples": repeated(b"x profile: total 1\n", b"1 @ 0x1\n", 100_000_000),
    "debug1-frames": repeated(b"x profile: total 1\n1 @ 0x1\n", b"#\t0x1\n", 100_000_000),
    "debug1-statistics": repeated(b"heap profile: 1: 1 [1: 1] @ heap/1\n1: 1 [1: 1] @ 0x1\n# runtime.MemStats\n", b"#\n", 100_000_000),
}
