"""How a case of test-fetching runs the program, and what it expects of it."""
import dataclasses
import functools
import os
import pathlib
import re
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROFILES = ROOT / "Fixtures/incident/leaking"
CPU = ROOT / "Fixtures/cpu/labelled.pb.gz"
HEAP = PROFILES / "heap.pb.gz"
# What a failure may take beyond its limit, besides the start of the program.
GRACE = 0.3
# Nothing of whoever runs the tests may choose a proxy, an authority or a folder.
ENVIRONMENT = {"PATH": os.environ.get("PATH", ""), "HOME": "/nonexistent", "LC_ALL": "C.UTF-8", "TZ": "UTC"}

CASES = []


class Failed(Exception):
    """What a case expected and did not get."""


class Slow(Failed):
    """What took too long, as it may on a busy machine."""


class Skipped(Exception):
    """What a case needs and this machine has not."""


def case(function):
    """Enters a function as a case of its name."""
    CASES.append((function.__name__.replace("_", " "), function))
    return function


def cases(table, run):
    """Enters a case for each row of a table, whose first cell is the name."""
    for row in table:
        CASES.append((row[0], lambda context, row=row: run(context, *row[1:])))


@dataclasses.dataclass
class Done:
    """How a run of the program ended."""
    code: int
    out: bytes
    err: str
    seconds: float


@dataclasses.dataclass
class Context:
    """What a case is given: the program and a folder of its own."""
    program: str
    folder: pathlib.Path
    certificates: object
    static: str | None
    # How long the program takes to start, in seconds.
    start: float

    def run(self, *arguments, env=None, limit=30.0, stdin=None):
        began = time.monotonic()
        try:
            done = subprocess.run([self.program, *map(str, arguments)], capture_output=True, env=ENVIRONMENT | (env or {}), timeout=limit,
                                  input=stdin, check=False)
        except subprocess.TimeoutExpired:
            raise Failed(f"{arguments[0]} did not end within {limit} s") from None
        return Done(done.returncode, done.stdout, done.stderr.decode(errors="replace"), time.monotonic() - began)

    def gives(self, *arguments, env=None, says=r"\A\Z"):
        """The standard output of a run that has to be a good one, and to say what is expected and nothing else."""
        done = self.run(*arguments, env=env)
        if done.code:
            raise Failed(f"exit {done.code}: {done.err.strip()}")
        expect(done.err, says)
        return done.out

    def fails(self, *arguments, says, env=None, within=3.0):
        """A run that has to fail by one line, in time."""
        done = self.run(*arguments, env=env)
        if done.code != 2:
            raise Failed(f"exit {done.code} in place of 2: {done.err.strip()[:200]}")
        if done.out:
            raise Failed(f"standard output has {len(done.out)} bytes")
        one_line(done.err)
        expect(done.err, says)
        if done.seconds > within + GRACE + self.start:
            raise Slow(f"it took {done.seconds:.2f} s, more than {within} s: {done.err.strip()}")
        return done


def start_time(program):
    """How long the program takes for an address that refuses, at best."""
    def once():
        began = time.monotonic()
        subprocess.run([program, "info", "http://127.0.0.1:1/debug/pprof/heap"], capture_output=True, env=ENVIRONMENT, check=False)
        return time.monotonic() - began
    return min(once() for _ in range(5))


@functools.cache
def merged(program):
    """What `merge` makes of the heap profile of the fixtures."""
    return subprocess.run([program, "merge", "-o", "-", HEAP], capture_output=True, env=ENVIRONMENT, check=True).stdout


def is_heap(context, *arguments, env=None, says=r"\A\Z"):
    """What an address gives has to be that profile, to the byte."""
    same(context.gives("merge", "-o", "-", *arguments, env=env, says=says), merged(context.program), "merge")


def one_line(text):
    if not text.startswith("pproftool: ") or text.count("\n") != 1 or not text.endswith("\n"):
        raise Failed(f"not one line of the program: {text!r}")
    if re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text):
        raise Failed(f"a character that acts on a terminal: {text!r}")


def expect(text, pattern):
    if not re.search(pattern, text):
        raise Failed(f"{text.strip()!r} does not match {pattern!r}")


def same(one, other, what):
    if one != other:
        raise Failed(f"{what}: {str(one)[:200]!r} is not {str(other)[:200]!r}")


def passes(name, function, context, options, mayBeSlow=False):
    """Runs a case; true, false, or None when it was skipped.

    - `mayBeSlow`: gives Slow for one that failed by its time only, without a word of it.
    """
    began = time.monotonic()
    try:
        function(context)
    except Slow as error:
        if mayBeSlow:
            return Slow
        print(f"FAIL {name}: {error}", flush=True)
        return False
    except Skipped as reason:
        print(f"skip {name}: {reason}", flush=True)
        return None
    except Failed as error:
        print(f"FAIL {name}: {error}", flush=True)
        return False
    except Exception as error:
        print(f"FAIL {name}: {type(error).__name__}: {error}", flush=True)
        return False
    if options.verbose:
        print(f"ok   {name} ({time.monotonic() - began:.2f} s)", file=sys.stderr, flush=True)
    return True
