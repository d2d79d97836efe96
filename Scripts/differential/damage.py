"""Changes to a profile's protobuf that writers do not make: some break it, some only look as if they did.

A message is a list of fields; each remembers how its tag, its length and its number are written, so that any of them can
be made longer than it has to be, or wrong.
"""

from profiles import varint

VARINT, FIXED64, BYTES, FIXED32 = 0, 1, 2, 5
# The fields of a message that are messages, by number.
LABEL, LINE, VALUE_TYPE, FUNCTION, MAPPING = {}, {}, {}, {}, {}
SAMPLE, LOCATION = {3: LABEL}, {4: LINE}
PROFILE = {1: VALUE_TYPE, 2: SAMPLE, 3: MAPPING, 4: LOCATION, 5: FUNCTION, 11: VALUE_TYPE}
# The fields of numbers that may be packed.
PACKED = {(id(SAMPLE), 1), (id(SAMPLE), 2), (id(PROFILE), 13)}
NUMBERS = [0, 1, 2, 3, 7, 127, 128, 1 << 31, (1 << 32) - 1, 1 << 32, (1 << 63) - 1, 1 << 63, (1 << 64) - 1]


class Field:
    """A field: its number, its wire type, and its content: bytes, a number, or the fields of a message."""

    def __init__(self, number, wire, content, kind=None):
        self.number, self.wire, self.content, self.kind = number, wire, content, kind
        self.tag_padding = self.value_padding = self.extra_length = 0

    def encode(self):
        tag = padded(self.number << 3 | self.wire, self.tag_padding)
        if self.wire == VARINT:
            return tag + padded(self.content, self.value_padding)
        content = encode(self.content) if isinstance(self.content, list) else self.content
        if self.wire == BYTES:
            return tag + padded(len(content) + self.extra_length, self.value_padding) + content
        return tag + content


def padded(number, padding):
    """A varint with bytes of zeros behind it."""
    encoded = varint(number)
    return encoded if not padding else encoded[:-1] + bytes([encoded[-1] | 0x80]) + b"\x80" * (padding - 1) + b"\0"


def encode(fields):
    return b"".join(field.encode() for field in fields)


def decode(data, kind=PROFILE):
    """The fields of a message that is whole."""
    fields, place = [], 0
    while place < len(data):
        tag, place = number_at(data, place)
        number, wire = tag >> 3, tag & 7
        if wire == VARINT:
            content, place = number_at(data, place)
        else:
            length = {FIXED64: 8, FIXED32: 4}.get(wire)
            if wire == BYTES:
                length, place = number_at(data, place)
            content, place = data[place:place + length], place + length
        if wire == BYTES and number in kind:
            content = decode(content, kind[number])
        fields.append(Field(number, wire, content, kind.get(number) if wire == BYTES else None))
    return fields


def number_at(data, place):
    number = shift = 0
    while True:
        byte = data[place]
        number |= (byte & 0x7F) << shift
        place, shift = place + 1, shift + 7
        if byte < 0x80:
            return number & (1 << 64) - 1, place


def damaged(random, data):
    """The profile with one to three changes, and what they are."""
    fields, words = decode(data), []
    for _ in range(random.choice([1, 1, 1, 2, 3])):
        message, kind = choose_message(random, fields)
        change = random.choice(CHANGES)
        change(random, message, kind)
        words.append(change.__name__)
    data = encode(fields)
    if random.random() < 0.3:
        change = random.choice(BYTE_CHANGES)
        data = change(random, data)
        words.append(change.__name__)
    return data, words


def choose_message(random, fields):
    """The profile itself or, more often, a message in it."""
    message, kind = fields, PROFILE
    while random.random() < 0.7:
        inner = [field for field in message if isinstance(field.content, list)]
        if not inner:
            break
        field = random.choice(inner)
        message, kind = field.content, field.kind
    return message, kind


def pick(random, message, wire=None):
    """A field of a message, of a wire type if that is given; None if there is none."""
    fields = [field for field in message if wire is None or field.wire == wire]
    return random.choice(fields) if fields else None


def repeat(random, message, kind):
    if field := pick(random, message):
        message.insert(random.randint(0, len(message)), field)


def remove(random, message, kind):
    if field := pick(random, message):
        message.remove(field)


def move(random, message, kind):
    if field := pick(random, message):
        message.remove(field)
        message.insert(random.randint(0, len(message)), field)


def renumber(random, message, kind):
    """Another number in a field of numbers."""
    if field := pick(random, message, VARINT):
        field.content = random.choice([*NUMBERS, random.randrange(64)])


def pad_tag(random, message, kind):
    if field := pick(random, message):
        field.tag_padding = random.choice([1, 3, 4, 5, 8, 9, 10])


def pad_value(random, message, kind):
    """A number or a length that is written longer than it has to be; ten bytes are the most."""
    field = pick(random, message, random.choice([VARINT, BYTES]))
    if field:
        field.value_padding = random.choice([1, 3, 4, 5, 8, 9, 10])


def wrong_length(random, message, kind):
    if field := pick(random, message, BYTES):
        field.extra_length = random.choice([-1, 1, 2, 100, 1 << 20, 1 << 31, 1 << 40, 1 << 62, (1 << 64) - 1 - 200])


def wrong_wire_type(random, message, kind):
    """A wire type that does not fit the field; 3 and 4 are groups, 6 and 7 are none."""
    if field := pick(random, message):
        field.wire = random.choice([VARINT, FIXED64, BYTES, FIXED32, 3, 4, 6, 7])
        field.content = random.choice(NUMBERS) if field.wire == VARINT else {FIXED64: b"8 bytes!", FIXED32: b"four"}.get(field.wire, b"")


def field_zero(random, message, kind):
    """A field that no message may have; the reference skips it."""
    message.insert(random.randint(0, len(message)), random.choice(unknown(0)))


def unknown_field(random, message, kind):
    number = random.choice([16, 17, 99, 1 << 20, (1 << 29) - 1, 1 << 29, (1 << 32) - 1, 1 << 58, (1 << 61) - 1])
    message.insert(random.randint(0, len(message)), random.choice(unknown(number)))


def unknown(number):
    return [Field(number, VARINT, 5), Field(number, FIXED64, b"8 bytes!"), Field(number, BYTES, b"some"),
            Field(number, FIXED32, b"four"), Field(number, BYTES, b"")]


def group(random, message, kind):
    place = random.randint(0, len(message))
    message[place:place] = [Field(random.choice([1, 2, 20]), 3, b""), Field(1, VARINT, 1), Field(20, 4, b"")]


def repack(random, message, kind):
    """Packed numbers one by one, or single ones packed, or in several parts."""
    places = [place for place, field in enumerate(message) if (id(kind), field.number) in PACKED and field.wire in (VARINT, BYTES)
              and not field.extra_length]
    if not places:
        return
    place = random.choice(places)
    field = message[place]
    if field.wire == VARINT:
        message[place] = Field(field.number, BYTES, padded(field.content, random.choice([0, 0, 2])))
        return
    try:
        numbers, at = [], 0
        while at < len(field.content):
            number, at = number_at(field.content, at)
            numbers.append(number)
    except IndexError:
        return
    cut = random.randint(0, len(numbers))
    message[place:place + 1] = ([Field(field.number, VARINT, number) for number in numbers[:cut]]
                                + [Field(field.number, BYTES, b"".join(map(varint, numbers[cut:])))])


def change_content(random, message, kind):
    """Packed numbers or a text that end early, go on, or hold something else."""
    fields = [field for field in message if field.wire == BYTES and isinstance(field.content, bytes)]
    if fields:
        field = random.choice(fields)
        field.content = random.choice(BYTE_CHANGES)(random, field.content)


def empty(random, message, kind):
    if field := pick(random, message, BYTES):
        field.content = b""


CHANGES = [repeat, remove, move, renumber, renumber, pad_tag, pad_value, wrong_length, wrong_wire_type, field_zero, unknown_field,
           group, repack, change_content, empty]


def flip(random, data):
    if not data:
        return data
    place = random.randrange(len(data))
    return data[:place] + bytes([data[place] ^ 1 << random.randrange(8)]) + data[place + 1:]


def cut(random, data):
    return data[:random.randint(0, len(data))]


def drop(random, data):
    place = random.randint(0, len(data))
    return data[:place] + data[place + random.choice([1, 1, 2, 10]):]


def insert(random, data):
    place = random.randint(0, len(data))
    return data[:place] + random.choice([b"\0", b"\1", b"\x7f", b"\x80", b"\xff", b"\x80" * 9 + b"\1", b"\xff" * 10]) + data[place:]


def append_another(random, data):
    return data + data


BYTE_CHANGES = [flip, flip, cut, drop, insert, append_another]
