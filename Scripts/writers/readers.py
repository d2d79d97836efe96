"""Parsers of the forms that pproftool writes: those of others where there are any, else strict ones of the documented grammars."""

import csv
import io
import json
import re
import subprocess
import xml.etree.ElementTree as ElementTree

XLINK = "{http://www.w3.org/1999/xlink}title"
SVG = "{http://www.w3.org/2000/svg}"


def command(*words, data):
    """What a program makes of some bytes; it may neither fail nor complain."""
    done = subprocess.run(words, input=data, capture_output=True, timeout=300, check=False)
    if done.returncode or done.stderr:
        raise AssertionError("%s: exit %d: %s" % (words[0], done.returncode, done.stderr[:300].decode("utf8", "replace")))
    return done.stdout


def xml(data):
    """The root of a document, after xmllint has accepted it."""
    command("xmllint", "--noout", "--huge", "-", data=data)
    return ElementTree.fromstring(data)


def dot(data):
    """(tooltips, labels, title): of what graphviz draws of a graph. A label has its lines as a list.

    The layout is the one that takes least time: dot's own takes minutes for names as long as these. Of two blanks
    graphviz writes the second as one that does not break.
    """
    root = xml(command("dot", "-Ktwopi", "-Tsvg", data=data).replace(b"&#160;", b" "))
    tooltips = [element.get(XLINK) for element in root.iter() if element.get(XLINK) is not None]
    labels = [[text.text or "" for text in group.iter(SVG + "text")] for group in root.iter(SVG + "g")
              if group.get("class") == "node"]
    return tooltips, labels, root.find(SVG + "g").find(SVG + "title").text


def flame_graph(data):
    """(titles of frames, names in the script's data)."""
    root = xml(data)
    titles = [element.text for group in root.iter(SVG + "g") for element in group.findall(SVG + "title")]
    metadata = ["".join(element.itertext()) for element in root.iter() if element.tag.endswith("metadata")]
    return titles, [name for text in metadata for name in json.loads(text)["names"]]


def rows(data):
    """The rows of a CSV as dictionaries; each has as many fields as the first."""
    found = list(csv.reader(io.StringIO(data.decode("utf8"), newline=""), strict=True))
    assert {len(row) for row in found} == {len(found[0])}, "rows of different lengths"
    return [dict(zip(found[0], row, strict=True)) for row in found[1:]]


def markdown(data):
    """(rows of all tables, spans of code outside of them): texts as a reader sees them; raw HTML other than <br> is none."""
    from markdown_it import MarkdownIt
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(data.decode("utf8"))
    tables, spans, row, in_table = [], [], [], False
    for token in tokens:
        assert token.type != "html_block", "raw HTML: %.100r" % token.content
        if token.type in ("table_open", "table_close"):
            in_table = token.type == "table_open"
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            tables.append(row)
        elif token.type == "inline":
            parts = [(child.type, child.content) for child in token.children]
            bad = {kind for kind, content in parts if (kind, content) != ("html_inline", "<br>")} \
                - {"text", "code_inline", "softbreak", "hardbreak"}
            assert not bad, "%s in %.100r" % (bad, token.content)
            if in_table:
                row.append([content for kind, content in parts if kind in ("text", "code_inline") and content])
            else:
                spans += [content for kind, content in parts if kind == "code_inline"]
    return tables, spans


POSITION = r"(?:0x[0-9a-f]+|[0-9]+|[+-][0-9]+|\*)"
NUMBER = r"(?:-?[0-9]+)"
NAME = re.compile(r"(ob|fl|fn|cob|cfi|cfl|cfn)= *(?:\(([0-9]+)\))?(?: +(.*))?")
KINDS = {"ob": "ob", "cob": "ob", "fl": "fl", "cfi": "fl", "cfl": "fl", "fn": "fn", "cfn": "fn"}


class Callgrind:
    """A listing by the grammar in valgrind's manual: its functions as (ob, fl, fn), what they call, and its events.

    Costs may be negative, which the grammar does not know: differences of profiles have such.
    """

    def __init__(self, data):
        self.names, self.functions, self.called, self.events = {"ob": {}, "fl": {}, "fn": {}}, [], [], []
        self.now = dict.fromkeys(["ob", "fl", "fn"], "")
        lines = data.decode("utf8").split("\n")
        assert lines.pop() == "", "the last line does not end"
        assert re.match("positions: instr line$", lines[0]), lines[0]
        self.events = re.fullmatch("events: (.+)", lines[1])[1].split()
        after_call = False
        for line in lines[2:]:
            assert "\0" not in line and not line.endswith("\r"), "a name ends early: %.100r" % line
            if after_call or re.match(r"[0-9+*-]", line):
                assert re.fullmatch(r"%s %s %s" % (POSITION, POSITION, NUMBER), line), "no costs: %.100r" % line
                after_call = False
            elif line.startswith("calls="):
                assert re.fullmatch(r"calls=[0-9]+ %s %s" % (POSITION, POSITION), line), "no call: %.100r" % line
                after_call = True
            elif line:
                self.name(line)

    def name(self, line):
        found = NAME.fullmatch(line)
        assert found, "no line of the grammar: %.100r" % line
        kind, number, text = found[1], found[2], found[3] or ""
        if number and text:
            assert number not in self.names[KINDS[kind]], "defined twice: %.100r" % line
            self.names[KINDS[kind]][number] = text
        name = self.names[KINDS[kind]][number] if number else text
        if kind.startswith("c"):
            if kind == "cfn":
                self.called.append(name)
            return
        self.now[kind] = name
        if kind == "fn":
            self.functions.append(tuple(self.now.values()))


def tap(data):
    """[(is ok, description, {key: text or list})]: of a TAP 14 stream."""
    lines = data.decode("utf8").split("\n")
    assert lines[0] == "TAP version 13" and lines[-1] == ""
    count, points, block = int(re.fullmatch(r"1\.\.([0-9]+)", lines[1])[1]), [], None
    for line in lines[2:-1]:
        point = re.fullmatch(r"(not )?ok [0-9]+ - (.*)", line)
        if point:
            description = re.sub(r"(?<!\\)((?:\\\\)*) # (TODO|SKIP).*", r"\1", point[2])
            points.append((not point[1], re.sub(r"\\([\\#])", r"\1", description), {}))
        elif line.startswith("Bail out! "):
            continue
        elif line == "  ---":
            block = points[-1][2]
        elif line == "  ...":
            block = None
        else:
            item = re.fullmatch(r'  (?:([a-z]+):(?: (".*"|[a-z]+))?|  - (".*"))', line)
            assert item and block is not None, "no line of TAP: %.100r" % line
            if item[3]:
                block["stacks"].append(json.loads(item[3]))
            else:
                block[item[1]] = [] if item[2] is None else json.loads(item[2]) if item[2][0] == '"' else item[2]
    assert len(points) == count
    return points


def github(data):
    """[(level, {property: value}, message)]: of commands of GitHub's runner."""
    def unescaped(text):
        return text.replace("%3A", ":").replace("%2C", ",").replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
    found = []
    for line in data.decode("utf8").split("\n")[:-1]:
        parts = re.fullmatch(r"::(error|warning)(?: ([^:]*))?::(.*)", line)
        assert parts, "no command: %.100r" % line
        properties = [part.split("=", 1) for part in parts[2].split(",")]
        found.append((parts[1], {key: unescaped(value) for key, value in properties}, unescaped(parts[3])))
    return found
