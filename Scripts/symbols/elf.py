"""What of an ELF file of 64 bits the comparison needs: how it is loaded, its build, and its functions."""
import struct


class Binary:
    """A program or library, and where it might be loaded."""

    def __init__(self, path, base=None):
        self.path = str(path)
        data = self.data = path.read_bytes()
        assert data[:6] == b"\x7fELF\x02\x01", path
        self.kind, = struct.unpack_from("<H", data, 16)
        self.base = (0x555555554000 if self.kind == 3 else 0) if base is None else base
        start, sections = struct.unpack_from("<QQ", data, 32)
        size, count, row, number = struct.unpack_from("<HHHH", data, 54)
        self.segments = [struct.unpack_from("<IIQQQQQQ", data, start + size * index) for index in range(count)]
        self.sections = [struct.unpack_from("<IIQQQQIIQQ", data, sections + row * index) for index in range(number)]

    @property
    def build(self):
        """The build id of GNU; empty without one."""
        for section in self.sections:
            if section[1] == 7:
                part = self.data[section[4]:section[4] + section[5]]
                if part[12:16] == b"GNU\0" and part[8] == 3:
                    return part[16:].hex()
        return ""

    @property
    def mapping(self):
        """The mapping of its code: start, limit, offset."""
        for kind, flags, offset, address, _, _, memory, _ in self.segments:
            if kind == 1 and flags & 1:
                start, end = address & ~4095, (address + memory + 4095) & ~4095
                return self.base + start, self.base + end, offset & ~4095
        raise ValueError(f"{self.path}: no code")

    @property
    def functions(self):
        """The functions with a size: name, address, size."""
        found = []
        for section in self.sections:
            if section[1] == 2:
                texts = self.sections[section[6]][4]
                for place in range(section[4], section[4] + section[5], 24):
                    name, info, _, index, value, size = struct.unpack_from("<IBBHQQ", self.data, place)
                    if info & 15 == 2 and index and size:
                        start = texts + name
                        found.append((self.data[start:self.data.index(b"\0", start)].decode(), value, size))
        return sorted(set(found), key=lambda item: item[1:])
