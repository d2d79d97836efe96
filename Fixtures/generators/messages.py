"""pprof's messages: each function gives one record of a profile, and takes indices into the string table for strings."""

from wire import block, integer, integers


def value_type(field, kind, unit):
    return block(field, integer(1, kind) + integer(2, unit))


def sample(locations, values, *labels, packed=True):
    return block(2, integers(1, locations, packed) + integers(2, values, packed) + b"".join(labels))


def label(key, text=0, number=0, unit=0):
    return block(3, integer(1, key) + integer(2, text) + integer(3, number) + integer(4, unit))


def mapping(identifier, start=0, limit=0, offset=0, filename=0, build_id=0, has=(0, 0, 0, 0)):
    """`has` says whether functions, file names, line numbers and inlined frames are known."""
    numbers = [identifier, start, limit, offset, filename, build_id, *has]
    return block(3, b"".join(integer(field, number) for field, number in enumerate(numbers, 1)))


def location(identifier, *lines, mapping=1, address=0, folded=None):
    body = integer(1, identifier) + integer(2, mapping) + integer(3, address) + b"".join(lines)
    return block(4, body if folded is None else body + integer(5, folded))


def line(function, number=0, column=0):
    return block(4, integer(1, function) + integer(2, number) + integer(3, column))


def function(identifier, name, system_name=0, filename=0, start_line=0):
    numbers = [identifier, name, system_name, filename, start_line]
    return block(5, b"".join(integer(field, number) for field, number in enumerate(numbers, 1)))


def string(text):
    return block(6, text if isinstance(text, bytes) else text.encode())


class Draft:
    """A profile as lists of records, to be bent before they are joined."""

    def __init__(self):
        self.types, self.samples, self.mappings, self.locations, self.functions = [], [], [], [], []
        self.strings = [b""]
        self.rest = []

    def index(self, text):
        """The place of a string in the table, where it is put if it was not there."""
        data = text if isinstance(text, bytes) else text.encode()
        if data not in self.strings:
            self.strings.append(data)
        return self.strings.index(data)

    def table(self):
        return [string(text) for text in self.strings]

    def encode(self):
        return b"".join(self.types + self.samples + self.mappings + self.locations + self.functions
                        + self.table() + self.rest)


def small():
    """A sound CPU profile of two samples, three locations, four functions and one inlined frame."""
    draft = Draft()
    text = draft.index
    draft.types = [value_type(1, text("samples"), text("count")), value_type(1, text("cpu"), text("nanoseconds"))]
    program, build_id = text("/usr/local/bin/event-router"), text("5f3c0a1b")
    draft.mappings = [mapping(1, 0x400000, 0x800000, 0, program, build_id, (1, 1, 1, 1))]
    source = text("/src/router/main.go")
    names = ["main.main", "main.serve", "router.(*Table).Route", "router.match"]
    draft.functions = [function(number, text(name), text(name), source, number * 10)
                       for number, name in enumerate(names, 1)]
    draft.locations = [
        location(1, line(1, 12), address=0x401010),
        location(2, line(2, 25), address=0x402020),
        location(3, line(4, 43), line(3, 38), address=0x403030),
    ]
    draft.samples = [
        sample([3, 2, 1], [3, 30_000_000]),
        sample([2, 1], [1, 10_000_000], label(text("tenant"), text("acme"))),
    ]
    draft.rest = [
        integer(9, 1_767_225_600_000_000_000), integer(10, 2_000_000_000),
        value_type(11, text("cpu"), text("nanoseconds")), integer(12, 10_000_000),
    ]
    return draft
