#!/usr/bin/env python3
"""Write small profiles that are unusual but sound: whatever some writer does, a reader must take.

usage: oddities.py FOLDER
"""

import pathlib
import sys
from zlib import crc32

from messages import Draft, function, label, line, location, mapping, sample, small, value_type
from wire import block, fixed32, fixed64, gzip, integer, integers, tag, varint


def bent(change):
    draft = small()
    change(draft)
    return draft.encode()


def added(records, *more):
    return bent(lambda draft: getattr(draft, records).extend(more))


def shape_cases():
    """How a profile may be wrapped and ordered."""
    draft = small()
    whole = draft.encode()
    yield "bare.pb", whole
    yield "gzip.pb.gz", gzip(whole)
    third = len(whole) // 3
    yield "gzip-three-members.pb.gz", gzip(whole[:third]) + gzip(b"") + gzip(whole[third:])
    yield "gzip-every-header-field.pb.gz", with_header_fields(gzip(whole))
    yield "strings-last.pb", b"".join(draft.types + draft.rest + draft.samples + draft.locations + draft.functions
                                      + draft.mappings + draft.table())
    yield "strings-first.pb", b"".join(draft.table() + draft.functions + draft.locations + draft.mappings
                                       + draft.samples + draft.rest + draft.types)
    yield "types-last.pb", b"".join(draft.samples + draft.rest[::-1] + draft.table() + draft.locations[::-1]
                                    + draft.functions[::-1] + draft.mappings + draft.types)
    deep, shallow = draft.samples
    yield "order-of-go.pb", b"".join(draft.types + draft.locations[::-1] + draft.functions[::-1] + [deep, shallow]
                                     + draft.rest + draft.mappings + draft.table())
    yield "strings-scattered.pb", scattered(draft)
    yield "no-samples.pb", bent(lambda draft: draft.samples.clear())
    yield "nothing-but-types.pb", b"".join(draft.types + draft.table())
    yield "second-time-after-zero.pb", integer(9, 0) + whole


def with_header_fields(member):
    """The gzip member again with an extra field, a name, a comment and a checksum of the header."""
    header = b"\x1f\x8b\x08\x1e\x80\x43\x6d\x69\x02\xff" + b"\x04\x00ab\x00\x00" + b"cpu.pb\0" + b"a comment\0"
    return header + (crc32(header) & 0xFFFF).to_bytes(2, "little") + member[10:]


def scattered(draft):
    """The string table's entries strewn among all other records: only their own order counts."""
    records = draft.types + draft.samples + draft.mappings + draft.locations + draft.functions + draft.rest
    table = draft.table()
    strewn = [record + text for record, text in zip(records, table, strict=False)]
    return b"".join(strewn + records[len(table):] + table[len(records):])


def number_cases():
    """How integers may be written."""
    unpacked = [sample([3, 2, 1], [3, 30_000_000], packed=False), sample([2, 1], [1, 10_000_000], packed=False)]
    yield "unpacked.pb", bent(lambda draft: draft.samples.__setitem__(slice(None), unpacked))
    yield "mixed-packing.pb", added("samples", block(2, (
        integer(1, 3) + integers(1, [2, 2]) + integers(2, [5]) + integer(1, 1) + integer(2, 50_000_000) + block(1, b""))))
    yield "long-varints.pb", added("samples", block(2, block(1, b"\x83\x80\x80\x00\x81\x00") + integers(2, [1, 10])))
    overlong = block(2, b"\x01" + b"\xff" * 9 + b"\x7f")
    yield "varint-with-bits-over-64.pb", added("samples", block(2, integer(1, 1) + overlong))
    yield "negative-values.pb", added("samples", sample([3, 1], [-3, -30_000_000]), sample([1], [0, -(1 << 63)]))
    yield "largest-values.pb", added("samples", sample([2, 1], [(1 << 63) - 1, (1 << 63) - 1]))
    yield "zero-values.pb", added("samples", sample([1], [0, 0]))
    yield "booleans-above-one.pb", bent(lambda draft: draft.mappings.__setitem__(
        0, mapping(1, 0x400000, 0x800000, has=(7, 1 << 40, 0, -1))))


def unknown_cases():
    """Fields that no schema of ours has, in every message, of every legal wire type; and the field numbered 0."""
    unknown = integer(100, 7) + fixed64(101, b"\xff" * 8) + block(102, b"later") + fixed32(103, b"\xff" * 4)
    draft = small()
    deep = block(2, integers(1, [1]) + unknown + integers(2, [1, 10]) + block(3, integer(1, 0) + unknown))
    draft.samples.append(deep)
    draft.types = [block(1, record[2:] + unknown) for record in draft.types]
    draft.functions = [block(5, unknown + record[2:]) for record in draft.functions]
    draft.locations.append(block(4, integer(1, 4) + unknown + block(4, integer(1, 1) + unknown + integer(2, 5))))
    draft.mappings.append(block(3, unknown + integer(1, 2)))
    yield "unknown-fields.pb", unknown + draft.encode() + unknown
    zero = tag(0, 0) + varint(5) + tag(0, 2) + varint(3) + b"\xff\xff\xff" + tag(0, 5) + bytes(4) + tag(0, 1) + bytes(8)
    yield "field-zero.pb", zero + added("samples", block(2, integers(1, [1]) + integers(2, [1, 10])))
    yield "field-zero-in-messages.pb", everywhere(zero)
    far = tag(1 << 40, 0) + varint(5) + ten_bytes(100 << 3) + ten_bytes(7) + ten_bytes(101 << 3 | 2) + ten_bytes(5) + b"later"
    yield "long-tags-in-messages.pb", everywhere(far)
    yield "largest-field-numbers.pb", small().encode() + integer((1 << 28) + 2, 9) + block((1 << 29) - 1, b"far")


def ten_bytes(number):
    """A varint that is as long as one may be."""
    return bytes(number >> shift & 0x7F | 0x80 for shift in range(0, 63, 7)) + b"\x00"


def everywhere(fields):
    """A profile with some fields more in every message."""
    draft = small()
    draft.types = [block(1, record[2:] + fields) for record in draft.types]
    draft.samples.append(block(2, fields + integers(1, [1]) + integers(2, [1, 10]) + block(3, integer(1, 0) + fields)))
    draft.functions = [block(5, fields + record[2:]) for record in draft.functions]
    draft.locations.append(block(4, integer(1, 4) + fields + block(4, integer(1, 1) + fields + integer(2, 5))))
    draft.mappings.append(block(3, fields + integer(1, 2)))
    return draft.encode()


def id_cases():
    """Ids that are neither dense nor small, and what may be missing."""
    draft = small()
    text = draft.index
    huge = [0x7F00_1234_5678, 1 << 33, (1 << 63) + 5, (1 << 64) - 1]
    draft.mappings = [mapping(1 << 40, 0x400000, 0x800000, 0, text("/bin/sparse"))]
    draft.functions = [function(identifier, text("main.main")) for identifier in huge]
    draft.locations = [location(identifier, line(identifier, 1 + place), mapping=1 << 40, address=identifier)
                       for place, identifier in enumerate(huge)]
    draft.samples = [sample(huge, [1, 10_000_000]), sample(huge[2:], [2, 20_000_000])]
    yield "sparse-ids.pb", draft.encode()
    yield "empty-location-list.pb", added("samples", sample([], [4, 40_000_000]), block(2, integers(2, [5, 50_000_000])))
    bare = [location(4, mapping=1, address=0x404040), location(5, mapping=0, address=0x505050), location(6, mapping=0)]
    yield "locations-without-lines.pb", bent(lambda draft: (draft.locations.extend(bare), draft.samples.append(
        sample([4, 5, 6, 1], [1, 10_000_000]))))
    yield "missing-mapping.pb", bent(lambda draft: (draft.locations.append(location(4, line(1, 3), mapping=77)),
                                                    draft.samples.append(sample([4], [1, 10_000_000]))))
    yield "no-mapping.pb", bent(lambda draft: draft.mappings.clear())
    yield "unused-records.pb", bent(lambda draft: (draft.index("never used"), draft.functions.append(function(50, 1)),
                                                   draft.locations.append(location(50, line(50, 1))),
                                                   draft.mappings.append(mapping(9, 0x10000, 0x20000))))
    yield "repeated-strings.pb", bent(repeat_strings)
    yield "same-stack-twice.pb", added("samples", *small().samples)
    yield "recursion.pb", added("samples", sample([3, 2, 3, 2, 2, 2, 1], [1, 10_000_000]))


def repeat_strings(draft):
    """The table holds "main.main" and "" a second time, and a function that uses the copies."""
    copy = len(draft.strings)
    draft.strings += [b"main.main", b""]
    draft.functions.append(function(5, copy, copy + 1, copy + 1))
    draft.locations.append(location(4, line(5, 12)))
    draft.samples.append(sample([4], [1, 10_000_000]))


def label_cases():
    draft = small()
    text = draft.index
    size, shard, tenant, note = text("bytes"), text("shard"), text("tenant"), text("note")
    draft.samples += [
        sample([1], [1, 10_000_000], label(size, 0, 4096, text("bytes")), label(shard, 0, 7)),
        sample([1], [2, 20_000_000], label(size, 0, -1, text("kilobytes")), label(shard, 0, 1 << 62, text("furlongs"))),
        sample([1], [3, 30_000_000], *(label(tenant, text(name)) for name in ("acme", "globex", "acme"))),
        sample([1], [4, 40_000_000], label(size, 0, 1, text("bytes")), label(size, 0, 2),
               label(size, 0, 3, text("bytes"))),
        sample([1], [5, 50_000_000], label(tenant), label(note)),
        sample([1], [6, 60_000_000], label(shard, 0, 0, text("count")), label(tenant, text("acme"), 9, text("bytes"))),
        sample([1], [7, 70_000_000], label(tenant, text("acme")), label(tenant, 0, 12), label(0, text("no key"))),
        sample([1], [8, 80_000_000], label(shard, 0, 7), label(tenant, text("acme"))),
        sample([1], [9, 90_000_000], label(tenant, text("acme")), label(shard, 0, 7)),
    ]
    yield "labels.pb", draft.encode()


def field_cases():
    """The fields that few writers set."""
    draft = small()
    text = draft.index
    draft.rest += [
        integer(7, text("runtime\\..*")), integer(8, text("runtime\\.main")),
        integers(13, [text("first"), text("second")]), integer(13, text("#third")),
        integer(14, text("samples")), integer(15, text("https://example.com/profiles?a=1&b=2")),
    ]
    yield "every-field.pb", draft.encode()
    yield "second-period-type.pb", bent(lambda draft: draft.rest.append(block(11, integer(1, draft.index("wall")))))
    yield "period-type-without-fields.pb", bent(lambda draft: draft.rest.append(block(11, b"")))
    yield "scalars-twice.pb", bent(lambda draft: draft.rest.extend([integer(12, 5), integer(10, 6)]))
    yield "unknown-default-type.pb", bent(lambda draft: draft.rest.append(integer(14, draft.index("nosuch"))))
    yield "folded-locations.pb", bent(lambda draft: (
        draft.locations.append(location(4, line(2, 26), address=0x402022, folded=1)),
        draft.samples.append(sample([4, 1], [1, 10_000_000]))))
    yield "columns.pb", bent(lambda draft: (
        draft.locations.append(location(4, line(4, 43, 17), line(3, 38, 9), address=0x403031)),
        draft.locations.append(location(5, line(2, -1, -1), address=0x402023)),
        draft.samples.append(sample([4, 5, 1], [1, 10_000_000]))))
    yield "four-types.pb", four_types()
    yield "one-type.pb", one_type()


def four_types():
    draft = small()
    text = draft.index
    draft.types = [value_type(1, text(kind), text(unit)) for kind, unit in [
        ("alloc_objects", "count"), ("alloc_space", "bytes"), ("inuse_objects", "count"), ("inuse_space", "bytes")]]
    draft.samples = [sample([3, 2, 1], [10, 10_240, 4, 4096], label(text("bytes"), 0, 1024, text("bytes"))),
                     sample([2, 1], [2, 2_097_152, 0, 0], label(text("bytes"), 0, 1_048_576, text("bytes")))]
    draft.rest = [value_type(11, text("space"), text("bytes")), integer(12, 524_288)]
    return draft.encode()


def one_type():
    """A goroutine profile as Go writes it: one type, and nothing else about it but its period."""
    draft = Draft()
    text = draft.index
    draft.types = [value_type(1, text("goroutine"), text("count"))]
    draft.functions = [function(1, text("runtime.gopark")), function(2, text("main.worker"))]
    draft.locations = [location(1, line(1), mapping=0), location(2, line(2), mapping=0)]
    draft.samples = [sample([1, 2], [160]), sample([2], [1])]
    draft.rest = [value_type(11, text("goroutine"), text("count")), integer(12, 1)]
    return draft.encode()


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    for cases in (shape_cases, number_cases, unknown_cases, id_cases, label_cases, field_cases):
        for name, data in cases():
            (folder / name).write_bytes(data)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
