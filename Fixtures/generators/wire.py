"""A writer of the protobuf wire format, and of pprof's messages on top of it.

Every function gives bytes, so a message is written by joining its fields; nothing checks that the result makes sense,
since half of the fixtures must not.
"""

import gzip as _gzip


def varint(number):
    """The number as a varint; a negative one as its 64-bit two's complement."""
    number &= (1 << 64) - 1
    encoded = bytearray()
    while number >= 0x80:
        encoded.append(number & 0x7F | 0x80)
        number >>= 7
    encoded.append(number)
    return bytes(encoded)


def tag(field, wire_type):
    return varint(field << 3 | wire_type)


def integer(field, number):
    """A varint field, written even when it is zero."""
    return tag(field, 0) + varint(number)


def fixed64(field, data):
    return tag(field, 1) + data


def fixed32(field, data):
    return tag(field, 5) + data


def block(field, data):
    """A length-delimited field: a string, a message or packed integers."""
    return tag(field, 2) + varint(len(data)) + data


def integers(field, numbers, packed=True):
    """A repeated integer, packed as proto3 does it or one field a number as proto2 did."""
    if packed:
        return block(field, b"".join(map(varint, numbers))) if numbers else b""
    return b"".join(integer(field, number) for number in numbers)


def gzip(data):
    """One gzip member without a name or a time, so that the same data gives the same bytes."""
    return _gzip.compress(data, 9, mtime=0)
