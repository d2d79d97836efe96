"""What tests of symbols share: profiles of addresses, the frames that are printed, pproftool and pprof side by side."""
import os
import pathlib
import re
import shutil
import subprocess
import tempfile

from service import field, packed

FAILED = []


def run(*command, env=None, check=True, **options):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False, env=env, **options)
    if check and done.returncode != 0:
        raise RuntimeError(f"{command}: {done.stderr}")
    return done


def addresses(binary, count=120):
    """The beginning, the middle and the end of functions, all over the binary but for its own ones first."""
    functions = binary.functions
    own = [item for item in functions if re.search(r"work|hidden|seen|deep|shapes|secret|main|Shape|twice|Box", item[0])]
    step = max(1, len(functions) // 25)
    chosen = own[:20] + functions[::step][:25]
    places = {place for _, start, size in chosen for place in (start, start + size // 2, start + size - 1, start + size // 3)}
    first, last, offset = binary.mapping
    del offset
    return [place for place in sorted(binary.base + place for place in places) if first <= place < last][:count]


def profile(mappings, places):
    """A profile of pprof with nothing but addresses: `mappings` are (start, limit, offset, file, build)."""
    texts = ["", "samples", "count"]

    def text(word):
        if word not in texts:
            texts.append(word)
        return texts.index(word)

    out = field(1, field(1, 1) + field(2, 2))
    for number in range(len(places)):
        out += field(2, field(1, packed([number + 1])) + field(2, packed([1])))
    for number, (start, limit, offset, file, named) in enumerate(mappings, 1):
        out += field(3, field(1, number) + field(2, start) + field(3, limit) + field(4, offset) + field(5, text(file)) + field(6, text(named)))
    for number, place in enumerate(places, 1):
        mapping = next((index for index, row in enumerate(mappings, 1) if row[0] <= place < row[1]), 0)
        out += field(4, field(1, number) + field(2, mapping) + field(3, place))
    return out + b"".join(field(6, word) for word in texts)


def write(path, binary, file=None, named=None, places=None):
    row = (*binary.mapping, binary.path if file is None else file, binary.build if named is None else named)
    path.write_bytes(profile([row], places or addresses(binary)))
    return path


def frames(raw):
    """The frames of each location of what `-raw` prints: by address, a list of names with their lines."""
    found, place = {}, None
    for line in raw.partition("\nLocations\n")[2].partition("\nMappings\n")[0].splitlines():
        begins = re.match(r"\s*\d+: (0x[0-9a-f]+)(?: M=\d+)? ?(.*)", line)
        if begins:
            place = begins[1]
            found[place] = []
        frame = (begins[2] if begins else line).strip()
        # What addr2line says of a line that it does not know is a file to pprof, which also keeps a frame of nothing.
        frame = frame.replace(" ??:?:0:0 s=", " :0:0 s=").replace(":?:0:0 s=", ":0:0 s=")
        if frame and not frame.startswith(":0:0"):
            found[place].append(frame)
    return found


def lines_only(found):
    """Files and lines without names, of those that have any."""
    return {place: [line.rsplit(" s=", 1)[0].split(" ")[-1] for line in lines if " :0:0" not in line] for place, lines in found.items()}


def without_symbols(found):
    """Frames without the linker's names: code that functions share has several, of which pprof takes any for addr2line's."""
    return {place: [re.sub(r"\(_\S*\)$", "", line) for line in lines] for place, lines in found.items()}


class Tools:
    """pproftool, and the others, with what they find in PATH."""

    def __init__(self, program, pprof, folder):
        self.program, self.pprof, self.folder = program, pprof, folder

    def path(self, *names):
        """A PATH with nothing but these tools."""
        place = pathlib.Path(tempfile.mkdtemp(dir=self.folder))
        for name in names:
            if not shutil.which(name):
                return None
            (place / name).symlink_to(shutil.which(name))
        return str(place)

    def ours(self, file, path, *words, check=True):
        env = dict(os.environ, PATH=path, HOME="/nonexistent", TZ="UTC", PPROF_BINARY_PATH="")
        return run(self.program, "raw", "--symbolize", *words, file, env=env, check=check)

    def theirs(self, file, path, binaries="", mode="local"):
        env = dict(os.environ, PATH=path, HOME="/nonexistent", TZ="UTC", PPROF_BINARY_PATH=binaries, PPROF_TMPDIR=str(self.folder))
        return run(self.pprof, "-raw", f"-symbolize={mode}", file, env=env)


def check(name, holds, why=""):
    print(f"{'ok     ' if holds else 'FAILED '} {name}{'' if holds else ': ' + str(why)[:2000]}", flush=True)
    if not holds:
        FAILED.append(name)


def compare(name, ours, theirs, least=1.0):
    """Whether all locations have the same frames: `least` of them must have one."""
    named = sum(1 for lines in theirs.values() if lines)
    different = [(place, lines, ours.get(place)) for place, lines in theirs.items() if ours.get(place) != lines]
    depth = sum(len(lines) for lines in theirs.values())
    is_enough = named >= least * len(theirs)
    check(f"{name}: {len(theirs)} addresses, {named} named, {depth} frames", theirs and is_enough and not different,
          f"{len(different)} differ, first {different[:2]}")
