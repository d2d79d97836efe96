"""Reads the packed profile of a page that `pproftool view` wrote: a second opinion beside the page's own script.

The form is described in CONTRIBUTING.md.
"""
import base64
import dataclasses
import json
import re
import zlib

BLOCK = re.compile(rb'<script type="application/octet-stream" id="s0-([a-z0-9]+)">([A-Za-z0-9+/=]*)</script>')
DEFINED, NAMELESS, OF_LABEL = 1, 2, 4


class Damaged(Exception):
    """The page is not what it should be."""


class Column:
    """Numbers one behind the other."""

    def __init__(self, data):
        self.data, self.place = data, 0

    def number(self):
        value = shift = 0
        while True:
            if self.place >= len(self.data):
                raise Damaged("a block ends within a number")
            byte = self.data[self.place]
            self.place += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    def signed(self):
        value = self.number()
        return value >> 1 ^ -(value & 1)

    def numbers(self, count):
        return [self.number() for _ in range(count)]

    def text(self, length):
        if self.place + length > len(self.data):
            raise Damaged("a block ends within a text")
        self.place += length
        return self.data[self.place - length:self.place].decode()

    def texts(self, count):
        return [self.text(length) for length in self.numbers(count)]

    def end(self):
        if self.place != len(self.data):
            raise Damaged(f"{len(self.data) - self.place} bytes are left of a block")


@dataclasses.dataclass
class FoldedRow:
    """What a name has in folded frames of its own, with what it calls, and as a site: each a list, a value a type."""
    name: int
    labels: int
    owns: list
    totals: list
    sites: list


@dataclasses.dataclass
class Sample:
    node: int
    labels: int
    values: list


class Packed:
    """A whole profile: names, a tree whose node 0 is the root, samples a side, sets of labels."""

    def __init__(self, page):
        blocks = {name.decode(): zlib.decompress(base64.b64decode(text, validate=True), -15)
                  for name, text in BLOCK.findall(page)}
        self.head = json.loads(blocks.pop("head"))
        sizes = {name: len(data) for name, data in blocks.items()}
        if sizes != self.head["sizes"]:
            raise Damaged(f"blocks of {sizes} bytes, not {self.head['sizes']}")
        self.source = json.loads(blocks.pop("source")) if "source" in blocks else None
        columns = {name: Column(data) for name, data in blocks.items()}
        self.read_names(columns["names"])
        self.read_tree(columns["tree"])
        self.samples = [self.read_samples(columns[f"samples{side}"], side) for side in range(len(self.head["sides"]))]
        self.read_labels(columns["labels"])
        self.order = self.read_order(columns["order"]) if self.head["order"] else None
        self.folded_name, self.folded = None, [[] for _ in self.head["sides"]]
        if self.head["folded"]:
            self.read_folded(columns["folded"])
        for column in columns.values():
            column.end()

    def read_names(self, column):
        count = self.head["names"]
        self.names = column.texts(count)
        self.groups, self.flags, self.file_of, self.lines, forms = (column.numbers(count) for _ in range(5))
        self.forms = [[self.read_form(column, name) for _ in range(count)] for name, count in zip(self.names, forms, strict=True)]
        self.files = column.texts(self.head["files"])
        if max(self.groups) >= len(self.head["groups"]) or max(self.file_of) > len(self.files):
            raise Damaged("a name is of a group or a file that there is not")

    @staticmethod
    def read_form(column, name):
        start, end = column.numbers(2)
        if start == end:
            return column.text(column.number())
        units = name.encode("utf-16-le")
        if end * 2 > len(units):
            raise Damaged("a short form ends behind its name")
        return units[start * 2:end * 2].decode("utf-16-le")

    def read_tree(self, column):
        count = self.head["nodes"]
        self.name_of = [0, *column.numbers(count - 1)]
        self.depths, self.parents, path = [0], [0], [0]
        for node, pops in enumerate(column.numbers(count - 1), 1):
            depth = self.depths[-1] + 1 - pops
            if depth < 1 or self.name_of[node] >= len(self.names):
                raise Damaged("a node without a caller or a name")
            del path[depth:]
            self.depths.append(depth)
            self.parents.append(path[-1])
            path.append(node)
        self.inlined = [False]
        while len(self.inlined) < count:
            for kind in (False, True):
                if len(self.inlined) < count:
                    self.inlined += [kind] * column.number()

    def read_samples(self, column, side):
        count = self.head["samples"][side]
        nodes, node = [], 0
        for step in column.numbers(count):
            node += step
            nodes.append(node)
        sets = column.numbers(count)
        if nodes and nodes[-1] >= self.head["nodes"] or sets and max(sets) >= self.head["labelSets"]:
            raise Damaged("a sample of a node or of labels that there are not")
        types = [int(kind["gcd"]) for kind in self.head["types"]]
        values = [[column.signed() * gcd for _ in range(count)] for gcd in types]
        return [Sample(nodes[row], sets[row], [own[row] for own in values]) for row in range(count)]

    def read_order(self, column):
        """The samples as they passed: together they are the samples."""
        rows, row = [], 0
        for _ in range(self.head["order"]["count"]):
            row += column.signed()
            rows.append(row)
        values = [[column.signed() * int(kind["gcd"]) for _ in rows] for kind in self.head["types"]]
        sums = [[0] * len(self.head["types"]) for _ in self.samples[0]]
        for place, row in enumerate(rows):
            for kind, column_of in enumerate(values):
                sums[row][kind] += column_of[place]
        if sums != [sample.values for sample in self.samples[0]]:
            raise Damaged("the samples in their order are not the samples")
        return rows, values

    def read_folded(self, column):
        told = self.head["folded"]
        self.folded_name, node, count = told["name"], 0, 0
        for step in column.numbers(told["folds"]):
            node += step
            if self.name_of[node] != self.folded_name:
                raise Damaged("a node of a function stands for folded frames")
        count = sum(column.numbers(told["folds"]))
        if count != told["frames"] or self.name_of.count(self.folded_name) != told["folds"]:
            raise Damaged(f"{count} frames are folded, not {told['frames']}")
        self.folded = [self.read_folded_rows(column, count) for count in told["rows"]]

    def read_folded_rows(self, column, count):
        names, sets = column.numbers(count), column.numbers(count)
        owns, totals, sites = [], [], []
        for kind in self.head["types"]:
            owns.append([column.signed() * int(kind["gcd"]) for _ in range(count)])
            totals.append([column.signed() * int(kind["gcd"]) for _ in range(count)])
            sites.append([column.signed() * int(kind["gcd"]) for _ in range(count)] if kind["isBySite"] else owns[-1])
        return [FoldedRow(names[row], sets[row], *([values[row] for values in columns] for columns in (owns, totals, sites)))
                for row in range(count)]

    def read_labels(self, column):
        texts = column.texts(self.head["labelTexts"])
        keys = self.head["labels"]
        self.label_sets = []
        for count in column.numbers(self.head["labelSets"]):
            self.label_sets.append(count)
        self.label_sets = [[self.read_pair(column, keys, texts) for _ in range(count)] for count in self.label_sets]

    @staticmethod
    def read_pair(column, keys, texts):
        key = keys[column.number()]
        return key["key"], column.signed() if key["isNumeric"] else texts[column.number()]

    def path(self, node):
        """The names from the root to a node."""
        names = []
        while node:
            names.append(self.name_of[node])
            node = self.parents[node]
        return names[::-1]

    def drawn(self, kind, side=0, keeps=lambda labels, path: True):
        """What each name has in a picture, where no width is negative; of name 0 what all have."""
        owns = {}
        for sample in self.samples[side]:
            if keeps(self.label_sets[sample.labels], self.path(sample.node)):
                owns[sample.node] = owns.get(sample.node, 0) + sample.values[kind]
        totals = {0: 0}
        for node, value in owns.items():
            for name in {0, *self.path(node)} if value > 0 else ():
                totals[name] = totals.get(name, 0) + value
        return totals

    def sums(self, kind, side=0, keeps=lambda labels, path: True, sees_folded=True):
        """What each name has of its own, and with what it calls, once a stack.

        What lies in folded frames counts, unless a filter cannot see it.
        """
        owns, totals = {}, {}
        for sample in self.samples[side]:
            value = sample.values[kind]
            names = self.path(sample.node)
            if not value or not keeps(self.label_sets[sample.labels], names):
                continue
            if names:
                owns[names[-1]] = owns.get(names[-1], 0) + value
            for name in set(names):
                totals[name] = totals.get(name, 0) + value
        owns.pop(self.folded_name, None)
        totals.pop(self.folded_name, None)
        for row in self.folded[side] if sees_folded else ():
            if keeps(self.label_sets[row.labels], []):
                owns[row.name] = owns.get(row.name, 0) + row.owns[kind]
                totals[row.name] = totals.get(row.name, 0) + row.totals[kind]
        return owns, totals
