#!/usr/bin/env python3
"""Write three profiles whose names try to break out of every format they are written to.

usage: names.py FOLDER

functions.pb.gz has the names as functions, goroutines.pb.gz too, as what goroutines do. everywhere.pb.gz has them as
files, label keys and values, units, mappings, build ids and comments too.
"""

import pathlib
import sys

from messages import Draft, function, label, line, location, mapping, sample, value_type
from wire import gzip, integer

NAMES = [
    "main.main",
    "slices.SortFunc[go.shape.struct { ID int64; Name string }]",
    'encode.Field[go.shape.struct { Key string "json:\\"key,omitempty\\"" }].func1',
    "std::map<std::string, std::vector<int>>::operator[](std::string const&)",
    "<alloc::vec::Vec<T> as core::ops::drop::Drop>::drop",
    "-[NSView drawRect:]",
    "a;b;c",
    ";",
    "ends in a number 42",
    "42",
    "  blanks around  ",
    " ",
    "tab\there",
    "line\nbreak",
    "carriage\rreturn\r\n",
    "nul\0inside",
    "bell\a escape \x1b[31mred\x1b[0m backspace\b\b\b",
    "c1 controls \u0085\u009b31m",
    "line separators \u2028 \u2029",
    'double " quote',
    "single ' quote and `backtick`",
    "back\\slash \\n",
    "a & b &amp; c &#60;",
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    "]]> <!-- --> <![CDATA[",
    "</title></text></svg><svg onload=alert(3)>",
    "javascript:alert(4)",
    "${HOME} $(reboot) %s %n {{template}}",
    "=HYPERLINK(\"http://example.com\")",
    "+1+1",
    "-1",
    "@SUM(A1)",
    "| table | cell | *bold* [link](http://example.com)",
    "# heading",
    "--option",
    "../../etc/passwd",
    "שלום עולם",
    "\u202eesrever\u202c and \u2066isolated\u2069",
    "zero\u200bwidth\ufeff",
    "combining e\u0301\u0323 against é",
    "世界.函数",
    "👩‍👩‍👧‍👦.render 🔥",
    "\U0010fffd last plane, \ufffd replaced, \ufffe\uffff not characters",
    "runtime.goexit",
    "a" * 10_000,
    "Générique" * 1_000,
    "",
    b"invalid \xff\xfe bytes",
    b"cut in a character \xe4\xb8",
    b"surrogate \xed\xa0\x80 and overlong \xc0\xaf",
    b"latin caf\xe9",
    "C:\\",
    "two at the end\\\\",
    "\\",
    "\\\\\\",
    'quote behind \\" one',
    'quote at the end\\\\"',
    "\\N \\G \\E \\l \\n \\r \\\\N",
    "C:\\Games\\New\\Lib.Table::run",
    "&lt; &amp;lt; &#65; &foo; a&b;",
    "{record | <port> field}",
    "<b>bold</b>",
    "(12) number",
    "(1)",
    "fn=(3) other",
    "calls=1 2",
    "+3",
    "-3",
    "*",
    "* * 4",
    "# comment",
    "\tindented",
    "\u00a0no break",
    "line\u0085next",
    "\u0301combining at the start",
    "=cmd|' /C calc'!A0",
    "'=1",
    "\uff1dwide(1)",
    "@wide",
    "a\\|b",
    "\\|",
    "`",
    "``",
    "` `",
    "|",
    " | ",
    "~~~",
    "- item",
    "1. item",
    "[x]: y",
    "![x](y)",
    "&amp;",
    "*/ -- \" ' ;",
    "%0A::error::x",
    "a,b:c",
    "mark\ufeffinside",
    "%s%n",
    "TODO # SKIP",
    "...",
    "---",
    "key: value",
    "? x",
    "!tag &anchor *alias",
]


def functions(kind, unit):
    """Each name once as a leaf of its own, called by the first, and all of them as one deep stack."""
    draft = Draft()
    text = draft.index
    draft.types = [value_type(1, text(kind), text(unit))]
    draft.mappings = [mapping(1, 0x1000, 0x100000, has=(1, 1, 1, 1))]
    for number, name in enumerate(NAMES, 1):
        place = text(name)
        draft.functions.append(function(number, place, place))
        draft.locations.append(location(number, line(number, number), address=0x1000 + 16 * number))
        draft.samples.append(sample([number, 1], [number * 1000]))
    draft.samples.append(sample(range(len(NAMES), 0, -1), [100_000]))
    draft.rest = [value_type(11, text(kind), text(unit)), integer(12, 1000)]
    return draft.encode()


def everywhere():
    """Sample n has name n as function, file, label key and label value, and as the unit of a number."""
    draft = Draft()
    text = draft.index
    places = [text(name) for name in NAMES]
    draft.types = [value_type(1, text("]]>;\n\""), text("<b> & 'units'")),
                   value_type(1, text("cpu"), text("nanoseconds"))]
    for number, place in enumerate(places, 1):
        draft.mappings.append(mapping(number, 0x1000 * number, 0x1000 * number + 0xFFF, 0, place, place, (1, 1, 1, 1)))
        draft.functions.append(function(number, place, place, place, number))
        draft.locations.append(location(number, line(number, number), mapping=number, address=0x1000 * number))
        draft.samples.append(sample([number], [1, number * 1000], label(place, place), label(place, 0, number, place)))
        draft.rest.append(integer(13, place))
    draft.rest += [value_type(11, text("cpu"), text("nanoseconds")), integer(12, 1000),
                   integer(15, text("javascript:alert(5)"))]
    return draft.encode()


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "functions.pb.gz").write_bytes(gzip(functions("cpu", "nanoseconds")))
    (folder / "goroutines.pb.gz").write_bytes(gzip(functions("goroutine", "count")))
    (folder / "everywhere.pb.gz").write_bytes(gzip(everywhere()))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
