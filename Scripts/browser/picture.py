"""A flame graph in a browser: what it shows, and what a person does to it."""

import pathlib

import webdriver

# The frames that have an element of their own, in the order in which they are drawn.
FRAMES = """
const names = JSON.parse(document.querySelector("metadata").textContent).names;
return [...document.querySelectorAll("[role=treeitem]")].map((item) => {
  const edge = item.querySelector("rect").getBoundingClientRect();
  return {
    name: names[item.box.name], total: item.box.total, other: item.box.other, line: item.box.line, isAbove: item.box.isAbove,
    isMatch: item.classList.contains("match"), hasFocus: item === document.activeElement,
    level: Number(item.getAttribute("aria-level")), spoken: item.getAttribute("aria-label"),
    label: item.querySelector("text")?.textContent ?? "",
    left: edge.left, top: edge.top, width: edge.width, height: edge.height,
  };
});
"""


class Frame:
    """One frame as it is on the screen."""

    def __init__(self, facts):
        self.__dict__.update(facts)

    @property
    def center(self):
        return self.left + self.width / 2, self.top + self.height / 2


class Picture:
    """The flame graph that a browser has open."""

    def __init__(self, browser):
        self.browser = browser

    def open(self, path, fragment=""):
        self.browser.open("about:blank")
        self.browser.open(pathlib.Path(path).as_uri() + fragment)

    @property
    def frames(self):
        return [Frame(facts) for facts in self.browser.run(FRAMES)]

    def frame(self, name, level=None):
        """The first frame of a name, perhaps only of those on a level."""
        return next(frame for frame in self.frames if frame.name == name and level in (None, frame.level))

    @property
    def focused(self):
        return next((frame.name for frame in self.frames if frame.hasFocus), None)

    def text(self, selector):
        return self.browser.run("return document.querySelector(arguments[0])?.textContent ?? null", selector)

    def texts(self, selector):
        return self.browser.run(
            "return [...document.querySelectorAll(arguments[0])].map((found) => found.textContent)", selector)

    @property
    def fragment(self):
        return self.browser.run("return location.hash")

    @property
    def room(self):
        """How wide the widest frame can be."""
        return self.browser.run("return document.querySelector('.scroll svg').getBoundingClientRect().width")

    def click(self, frame):
        self.browser.click(*frame.center)

    def push(self, text):
        """Clicks on the button that has a text."""
        x, y = self.browser.run("""
            const found = [...document.querySelectorAll("button")].find((button) => button.textContent === arguments[0]);
            const edge = found.getBoundingClientRect();
            return [edge.left + edge.width / 2, edge.top + edge.height / 2];
            """, text)
        self.browser.click(x, y)

    def search(self, pattern):
        """Types a pattern in place of what is in the field, by keys alone."""
        if self.browser.run("return document.activeElement?.localName") != "input":
            self.browser.press("/")
        self.browser.run("document.activeElement.select()")
        self.browser.press(*(pattern or [webdriver.KEYS["Escape"]]))

    def paste(self, pattern):
        """Searches for a pattern at once, where typing it would search a large picture for each of its letters."""
        self.browser.press("/")
        self.browser.run("document.activeElement.value = arguments[0]", pattern[:-1])
        self.browser.press(pattern[-1])

    @property
    def matched(self):
        return self.text(".found")
