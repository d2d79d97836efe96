#!/usr/bin/env python3
"""Write one damaged profile a fault, and the table of what a good message about each must say.

usage: damage.py FOLDER

The table's second column holds the words a message must contain, with | between them. Its third says what the
reference does with the file, which Scripts/regenerate-fixtures checks.
"""

import pathlib
import struct
import sys
import zlib

from messages import function, line, location, mapping, sample, small, value_type
from wire import block, fixed32, fixed64, gzip, integer, tag, varint


def bent(change):
    draft = small()
    change(draft)
    return draft.encode()


def added(records, record):
    """The small profile with one more record in one of its lists."""
    return bent(lambda draft: getattr(draft, records).append(record))


def replaced(records, record):
    """The small profile with the first record of a list replaced."""
    def change(draft):
        getattr(draft, records)[0] = record
    return bent(change)


def flipped(data, position):
    damaged = bytearray(data)
    damaged[position] ^= 0xFF
    return bytes(damaged)


def gzip_cases():
    whole = small().encode()
    packed = gzip(whole)
    half = len(packed) // 2
    yield "empty-file.pb", b"", "empty"
    yield "empty-inside-gzip.pb.gz", gzip(b""), "empty"
    yield "gzip-truncated-in-magic.pb.gz", packed[:2], "truncated"
    yield "gzip-truncated-in-header.pb.gz", packed[:7], "truncated"
    yield "gzip-truncated-after-header.pb.gz", packed[:10], "truncated"
    yield "gzip-truncated-in-body.pb.gz", packed[:half], "truncated"
    yield "gzip-truncated-before-trailer.pb.gz", packed[:-8], "truncated"
    yield "gzip-truncated-in-trailer.pb.gz", packed[:-3], "truncated"
    yield "gzip-truncated-second-member.pb.gz", gzip(whole[:40]) + gzip(whole[40:])[:-20], "truncated"
    yield "gzip-wrong-checksum.pb.gz", flipped(packed, -8), "gzip"
    yield "gzip-wrong-length.pb.gz", flipped(packed, -4), "gzip"
    yield "gzip-damaged-body.pb.gz", stored_block_with_wrong_length(whole), "gzip"
    yield "gzip-unknown-method.pb.gz", packed[:2] + b"\x07" + packed[3:], "gzip"
    yield "gzip-then-garbage.pb.gz", packed + b"garbage after the end\n", "gzip"
    yield "gzip-then-zeros.pb.gz", packed + bytes(16), "gzip"
    yield "concatenated.pb", whole + whole, "concatenated"
    yield "concatenated.pb.gz", packed + packed, "concatenated"


def stored_block_with_wrong_length(data):
    """A member whose one block is stored and whose length does not match its own complement."""
    header = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
    body = b"\x01" + struct.pack("<HH", len(data), len(data)) + data
    return header + body + struct.pack("<II", zlib.crc32(data), len(data))


def wire_cases():
    whole = small().encode()
    for wire_type in (3, 4, 6, 7):
        yield f"wire-type-{wire_type}.pb", whole + tag(20, wire_type) + b"\0\0\0\0", f"wire type {wire_type}"
        nested = block(2, tag(20, wire_type) + b"\0\0\0\0")
        yield f"wire-type-{wire_type}-in-sample.pb", added("samples", nested), f"wire type {wire_type}"
    endless = b"\x80" * 10 + b"\x01"
    yield "varint-of-11-bytes.pb", whole + tag(10, 0) + endless, "varint"
    yield "varint-of-11-bytes-as-tag.pb", whole + endless, "varint"
    yield "varint-of-11-bytes-as-length.pb", whole + tag(6, 2) + endless, "varint"
    yield "varint-of-11-bytes-in-location.pb", added("locations", block(4, tag(1, 0) + endless)), "varint"
    yield "varint-of-11-bytes-in-packed-ids.pb", added("samples", block(2, block(1, endless))), "varint"
    yield "varint-cut-in-packed-ids.pb", added("samples", block(2, block(1, b"\x01\x80"))), "varint"
    yield "length-past-the-end.pb", whole + tag(6, 2) + varint(300) + b"main.lost", "past the end"
    yield "length-of-64-bits.pb", whole + tag(6, 2) + varint(-1) + b"main.lost", "past the end"
    in_sample, in_label = block(2, tag(1, 2) + varint(90) + b"\x01"), block(2, tag(3, 2) + varint(90) + b"\x08\x01")
    yield "length-past-the-end-in-sample.pb", added("samples", in_sample), "past the end"
    yield "length-past-the-end-in-label.pb", added("samples", in_label), "past the end"
    yield "fixed64-past-the-end.pb", whole + fixed64(20, b"1234"), "past the end"
    yield "fixed32-past-the-end-in-function.pb", added("functions", block(5, fixed32(20, b"12"))), "past the end"
    yield "truncated-in-string.pb", whole[:whole.index(b"router.match") + 6], "truncated"
    yield "truncated-in-sample.pb", whole[:whole.index(block(1, b"\x03\x02\x01")) + 3], "truncated"
    yield "truncated-in-last-varint.pb", whole[:-1], "truncated"
    yield "truncated-after-tag.pb", whole + tag(6, 2), "truncated"


def wrong_type_cases():
    yield "sample-as-varint.pb", added("samples", integer(2, 7)), "wire type 0"
    yield "string-as-varint.pb", bent(lambda draft: draft.rest.append(integer(6, 7))), "wire type 0"
    yield "time-as-bytes.pb", bent(lambda draft: draft.rest.__setitem__(0, block(9, b"now"))), "wire type 2"
    yield "period-as-fixed64.pb", bent(lambda draft: draft.rest.append(fixed64(12, bytes(8)))), "wire type 1"
    yield "location-ids-as-fixed64.pb", added("samples", block(2, fixed64(1, bytes(8)))), "wire type 1"
    yield "function-id-as-fixed32.pb", added("functions", block(5, fixed32(1, bytes(4)))), "wire type 5"
    yield "line-as-varint.pb", added("locations", block(4, integer(1, 4) + integer(4, 1))), "wire type 0"
    yield "folded-as-bytes.pb", added("locations", block(4, integer(1, 4) + block(5, b""))), "wire type 2"
    yield "has-functions-as-fixed64.pb", added("mappings", block(3, integer(1, 2) + fixed64(7, bytes(8)))), "wire type 1"


def rule_cases():
    def without(records):
        return bent(lambda draft: getattr(draft, records).clear())

    yield "missing-sample-type.pb", without("types"), "sample type"
    yield "too-few-values.pb", added("samples", sample([1], [1])), "value"
    yield "too-many-values.pb", added("samples", sample([1], [1, 2, 3])), "value"
    yield "no-values.pb", added("samples", sample([1], [])), "value"
    yield "mapping-id-zero.pb", added("mappings", mapping(0, 0x900000, 0xA00000)), "mapping|0"
    yield "location-id-zero.pb", added("locations", location(0, line(1, 1))), "location|0"
    yield "function-id-zero.pb", added("functions", function(0, 1)), "function|0"
    yield "mapping-id-twice.pb", added("mappings", mapping(1, 0x900000, 0xA00000)), "mapping 1"
    yield "location-id-twice.pb", added("locations", location(3, line(1, 1))), "location 3"
    yield "function-id-twice.pb", added("functions", function(4, 1)), "function 4"
    yield "missing-location.pb", added("samples", sample([9, 1], [1, 10])), "location 9"
    yield "location-zero-in-sample.pb", added("samples", sample([0, 1], [1, 10])), "location 0"
    yield "missing-function.pb", added("locations", location(4, line(9, 1))), "location 4|function 9"
    yield "line-with-function-zero.pb", added("locations", location(4, line(0, 7))), "location 4|function 0"


def string_cases():
    yield "string-0-not-empty.pb", bent(lambda draft: draft.strings.__setitem__(0, b"oops")), "string"
    yield "no-string-table.pb", bent(lambda draft: draft.strings.clear()), "string"
    yield "string-past-the-table.pb", added("functions", function(5, 99)), "string 99"
    yield "string-negative.pb", added("functions", function(5, -1)), "string -1"
    yield "string-of-64-bits.pb", added("functions", function(5, 1 << 62)), f"string {1 << 62}"
    yield "sample-type-past-the-table.pb", replaced("types", value_type(1, 99, 1)), "string 99"
    yield "label-key-past-the-table.pb", added("samples", sample([1], [1, 10]) + block(2, labelled(99))), "string 99"
    yield "file-past-the-table.pb", replaced("mappings", mapping(1, filename=99)), "string 99"
    yield "comment-past-the-table.pb", bent(lambda draft: draft.rest.append(integer(13, 99))), "string 99"


def labelled(key):
    return block(1, b"\x01") + block(2, b"\x01\x02") + block(3, integer(1, key) + integer(2, 1))


def foreign_cases():
    yield "picture.pb.gz", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0), "is a picture (PNG)"
    yield "prose.txt", b"This is a letter, not a profile.\nIt says so in plain words.\n", "is no profile; it says: \"This is a letter, not a profile.\""
    yield "object.json", b'{"profile": {"samples": [], "unit": "none"}}\n', "JSON with the key 'profile'"
    yield "page.html", b"<!DOCTYPE html>\n<html><body>404 page not found</body></html>\n", "is a web page: \"404 page not found\""
    yield "program.elf", b"\x7fELF\x02\x01\x01" + bytes(57), "is a program"
    yield "zeros.bin", bytes(64), "begins 00 00 00"
    yield "prose-inside-gzip.pb.gz", gzip(b"This is a letter, not a profile.\n"), "is no profile; it says: \"This is a letter, not a profile.\""


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for cases in (gzip_cases, wire_cases, wrong_type_cases, rule_cases, string_cases, foreign_cases):
        for name, data, words in cases():
            (folder / name).write_bytes(data)
            rows.append(f"{name}\t{words}\trefuses\n")
    (folder / "expected.tsv").write_text("file\twords\treference\n" + "".join(sorted(rows)))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
