"""Folded stacks, from which the cases work out by themselves what a picture must show."""

import collections
import re


class Stacks:
    """Stacks with their values, root first."""

    def __init__(self, text):
        self.rows = []
        for line in text.splitlines():
            stack, value = line.rsplit(" ", 1)
            self.rows.append((stack.split(";"), int(value)))

    def __add__(self, other):
        both = Stacks("")
        both.rows = self.rows + other.rows
        return both

    @property
    def often_called(self):
        """The function that has most of those which have callers and callees."""
        sums = collections.Counter()
        for stack, value in self.rows:
            for name in set(stack[1:-1]):
                sums[name] += value
        return sums.most_common(1)[0][0]

    @property
    def total(self):
        return sum(value for _, value in self.rows)

    def below(self, path):
        """Those that begin with a path of names."""
        found = Stacks("")
        found.rows = [(stack, value) for stack, value in self.rows if stack[:len(path)] == path]
        return found

    def matched(self, pattern):
        """What the stacks have that hold a matching name, in percent as the picture writes it."""
        part = sum(value for stack, value in self.rows if any(re.search(pattern, name) for name in stack))
        return percent(part, self.total)

    def counted(self, pattern):
        """How many names match, and how many frames of them there are in a tree of the stacks."""
        names = {name for stack, _ in self.rows for name in stack if re.search(pattern, name)}
        paths = {tuple(stack[:end + 1]) for stack, _ in self.rows for end, name in enumerate(stack) if name in names}
        return len(names), len(paths)

    def around(self, name):
        """What a function has wherever it is, and of that each caller and each callee next to it.

        Of a recursion the call nearest to the root counts, and of callees each of the stack once.
        """
        total, callers, callees = 0, collections.Counter(), collections.Counter()
        for stack, value in self.rows:
            if name not in stack:
                continue
            place = stack.index(name)
            total += value
            if place > 0:
                callers[stack[place - 1]] += value
            if place + 1 < len(stack):
                callees[stack[place + 1]] += value
        return total, callers, callees


def percent(part, whole):
    if part in (0, whole):
        return "100%" if part else "0%"
    text = f"{part / whole * 100:.2f}%"
    return "<0.01%" if text == "0.00%" else text
