"""Profiles whose names try to break out of every form, and how each form has to show them."""

import pathlib
import posixpath
import re
import sys
import unicodedata

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "Fixtures/generators"))
import messages
import names
from wire import gzip, integer

# Longer than graphviz reads in one piece; and what Foundation's parsers, by which tests read the fixtures, leave out.
MORE = ["x" * 20_000, "\\" * 20_000, "€" * 9_000, "\ufeffmark"]
NAMES = names.NAMES + MORE
# Graphviz takes minutes to lay out a graph with names as long as the others.
SHORT = [name for name in NAMES if len(name) <= 200]


def functions(kind, unit, chosen=NAMES):
    """Each name as a leaf, called by main.main, and all of them as one stack."""
    names.NAMES = chosen
    return gzip(names.functions(kind, unit))


def everywhere(chosen=NAMES):
    """Each name as function, file, binary, build id, key and text of a label, unit and comment."""
    names.NAMES = chosen
    return gzip(names.everywhere())


def alone(name, kind="goroutine", unit="count", file="/src/x.go"):
    """A profile of one stack with one name."""
    draft = messages.Draft()
    text = draft.index
    draft.types = [messages.value_type(1, text(kind), text(unit))]
    draft.mappings = [messages.mapping(1, 0x1000, 0x100000, 0, text("/bin/tool"), 0, (1, 1, 1, 1))]
    for number, function in enumerate([name, "main.main"], 1):
        place = text(function)
        draft.functions.append(messages.function(number, place, place, text(file)))
        draft.locations.append(messages.location(number, messages.line(number, number), address=0x1000 + number))
    draft.samples = [messages.sample([1, 2], [3], messages.label(text("key"), text(name)))]
    draft.rest = [messages.value_type(11, text(kind), text(unit)), integer(12, 1)]
    return gzip(draft.encode())


def decoded(name):
    """A name as Unicode, as JSON has it."""
    return name.decode("utf8", "replace") if isinstance(name, bytes) else name


def acts(character):
    """Whether a character acts on a terminal or turns the direction of a text."""
    code = ord(character)
    return code < 0x20 or 0x7F <= code <= 0x9F or code == 0x61C or 0x200E <= code <= 0x200F \
        or 0x2028 <= code <= 0x202E or 0x2066 <= code <= 0x2069


def in_a_path(name):
    """As names of files are shown: the characters that stand for bytes which are no UTF-8 are shown as their own bytes."""
    return re.sub("[\U0010ff80-\U0010ffff]", lambda found: "".join("\\x%02x" % byte for byte in found[0].encode()), name)


def on_a_line(name):
    """As tables show it: what acts is escaped."""
    escapes = {"\n": "\\n", "\t": "\\t"}
    return "".join(escapes.get(c, "\\u{%x}" % ord(c)) if acts(c) else c for c in decoded(name))


def in_a_picture(name):
    """As pictures show it: what ends a line is a blank, what acts or is no character is U+FFFD."""
    def shown(c):
        if c in "\n\t\r\u2028\u2029":
            return " "
        code = ord(c)
        return "\ufffd" if acts(c) or code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF else c
    return "".join(map(shown, decoded(name)))


def in_a_cell(name):
    """As CSV has it: what a spreadsheet would run has an apostrophe before it."""
    text = on_a_line(name)
    return "'" + text if text[:1] in tuple("=+-@＝＋－＠") and not re.fullmatch(r"[+-]?[0-9]+", text) else text


def cleaned(name):
    """The name of a file, as Go's filepath.Clean has it."""
    return posixpath.normpath(decoded(name)) if name else ""


def in_callgrind(name):
    """As KCachegrind has it, which skips blanks at the beginning."""
    return re.sub("^ ", "_", in_a_picture(name))


def in_folded(name):
    """As folded stacks have it: `;` and a number at the end mean something."""
    text = "".join("," if c == ";" else " " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in decoded(name))
    text = re.sub("^ ", "_", text)
    text = re.sub("^#( |$)", "#_", text)
    return re.sub(r" (?=\S*$)", lambda m: "_" if re.fullmatch(r"[0-9]+", text[m.end():]) else m[0], text)


def nameless(binary):
    """A profile of one frame without a name, in a binary."""
    draft = messages.Draft()
    text = draft.index
    draft.types = [messages.value_type(1, text("cpu"), text("nanoseconds"))]
    draft.mappings = [messages.mapping(1, 0x1000, 0x100000, 0, text(binary))]
    draft.locations = [messages.location(1, address=0x1001)]
    draft.samples = [messages.sample([1], [3])]
    return gzip(draft.encode())
