"""A page of the viewer in a browser: what it shows, and what a person does to it."""

import pathlib
import shutil
import subprocess
import time

from webdriver import KEYS

ROOT = pathlib.Path(__file__).resolve().parents[2]
PACKER = ROOT / "Tests/CAssetsTests/pack.mjs"
LIGHT = {"page": "#ffffff", "ink": "#17191c", "soft": "#474d57", "line": "#c9ced6", "accent": "#0b4fb3", "match": "#f5a3ff",
         "others": "#f3ecdd", "runtime": "#c3c9d2", "standard": "#e8eaed", "root": "#d5d9e0", "grew": "#ffc27a", "shrank": "#a9d7fe",
         "plain": "#e8eaed", **{f"hue{index}": color for index, color in enumerate(
             ["#b3d9f4", "#f4deb3", "#b3f4b3", "#f4b3b3", "#deb3f4", "#b3f4ef", "#f4c9b3", "#e9f4b3", "#f4b3d4", "#b3bef4"])}}
DARK = {"page": "#15171b", "ink": "#f2f3f5", "soft": "#b9c0ca", "line": "#3b414b", "accent": "#9cc3ff", "match": "#7f1f8f",
        "others": "#41351f", "runtime": "#2a2f37", "standard": "#4c525c", "root": "#3a404a", "grew": "#6f430f", "shrank": "#1f4f74",
        "plain": "#4c525c", **{f"hue{index}": color for index, color in enumerate(
            ["#265373", "#644e21", "#1f5e1f", "#732626", "#592673", "#1e5a55", "#734026", "#4d561d", "#73264d", "#263373"])}}
STILL = '<main class="viewer-static"><h1>Still</h1><p class="verdict"></p><p class="why"></p></main>'
# What is seen of the page: a text of each kind, and where the frames around the current one are.
BOXES = """
const edge = document.querySelector("canvas").getBoundingClientRect();
const items = [...document.querySelectorAll(".stage, .unseen[role=tree] [role=treeitem]")].filter((item) => item.box);
return items.map(({ box, tabIndex, ariaLevel, ariaPosInSet, ariaSetSize, ariaExpanded, textContent }) => ({
  x: box.x, width: box.width, row: box.row, isAbove: box.isAbove, total: box.total, own: box.own, tabIndex, spoken: textContent,
  level: Number(ariaLevel), place: Number(ariaPosInSet), size: Number(ariaSetSize), isOpen: ariaExpanded,
}));
"""


def can_be_made():
    return shutil.which("node") is not None


def colors(theme):
    return ";".join(f"--{name}:{value}" for name, value in theme.items())


def make_page(folder, example):
    """Writes the page of an example as the program writes one; says where."""
    path = folder / f"{example}.html"
    subprocess.run(["node", PACKER, "page", path, example], check=True)
    text = path.read_text(encoding="utf-8")
    style = (f"<style>:root{{color-scheme:light;{colors(LIGHT)}}}@media screen and (prefers-color-scheme:dark)"
             f"{{:root:not([data-theme=light]){{color-scheme:dark;{colors(DARK)}}}}}"
             f"@media screen{{:root[data-theme=dark]{{color-scheme:dark;{colors(DARK)}}}}}</style>\n")
    text = text.replace("<style>", style + "<style>", 1)
    if 'class="viewer-static"' not in text:
        text = text.replace("<body>", "<body>" + STILL, 1)
    path.write_text(text, encoding="utf-8")
    return path


class ViewerPage:
    """The page that a browser has open."""

    def __init__(self, browser, folder):
        self.browser, self.folder = browser, folder
        self.goroutines, self.difference = (make_page(folder, example) for example in ("goroutines", "difference"))

    def open(self, path, fragment="", is_shown=True):
        self.browser.open("about:blank")
        self.browser.open(pathlib.Path(path).as_uri() + fragment)
        if is_shown:
            self.wait("return !document.querySelector('.viewer-static') && !!document.querySelector('.unseen [role=treeitem]')"
                      " || document.querySelector('.viewer')?.dataset.view in {table: 1, tree: 1, source: 1}")
        # Labels are read later, and the items of the tree follow a pointer when it rests.
        self.settle()

    def settle(self, milliseconds=250):
        self.browser.run_until("setTimeout(arguments[1], arguments[0])", milliseconds)

    def wait(self, script, *arguments):
        for _ in range(200):
            if self.browser.run(script, *arguments):
                return
            # The page may be about to become another one, so it cannot be asked to wait.
            time.sleep(0.05)
        raise AssertionError(f"waited in vain for {script}")

    def text(self, selector):
        return self.browser.run("return document.querySelector(arguments[0])?.textContent ?? null", selector)

    def texts(self, selector):
        return self.browser.run("return [...document.querySelectorAll(arguments[0])].filter((item) => item.getClientRects().length)"
                                ".map((item) => item.textContent)", selector)

    @property
    def fragment(self):
        return self.browser.run("return location.hash")

    @property
    def name(self):
        return self.text(".info .name")

    @property
    def numbers(self):
        return self.text(".amounts")

    @property
    def found(self):
        return self.text(".said .found")

    @property
    def boxes(self):
        """The frames around the current one, as those who do not see the canvas have them."""
        self.settle(150)
        return self.browser.run(BOXES)

    def center(self, selector, index=0):
        return self.browser.run("""
            const item = [...document.querySelectorAll(arguments[0])].filter((item) => item.getClientRects().length)[arguments[1]];
            item.scrollIntoView({ block: "nearest", inline: "nearest" });
            const edge = item.getBoundingClientRect();
            return [edge.left + edge.width / 2, edge.top + edge.height / 2];
            """, selector, index)

    def click(self, selector, index=0):
        self.browser.click(*self.center(selector, index))

    def push(self, text):
        """Clicks on the button whose text begins so."""
        x, y = self.browser.run("""
            const found = [...document.querySelectorAll(".viewer button")].filter((item) => item.getClientRects().length)
              .find((item) => item.textContent.startsWith(arguments[0]));
            found.scrollIntoView({ block: "nearest", inline: "nearest" });
            const edge = found.getBoundingClientRect();
            return [edge.left + edge.width / 2, edge.top + edge.height / 2];
            """, text)
        self.browser.click(x, y)

    @property
    def edge(self):
        """Where the canvas is, and how high a row is."""
        return self.browser.run("""
            const edge = document.querySelector("canvas").getBoundingClientRect();
            return [edge.left, edge.top, edge.width, Math.round(parseFloat(getComputedStyle(document.querySelector(".viewer")).fontSize) * 1.55)];
            """)

    def point(self, x, line):
        """The place of the page at a part of the canvas's width, in the middle of a row that is counted from the top."""
        left, top, width, row = self.edge
        return left + width * x, top + row * line + row / 2

    def search(self, text):
        self.browser.run("document.querySelector('.tools input').focus(); document.querySelector('.tools input').select()")
        self.browser.press(*(text or [KEYS["Escape"]]))

    def saved(self, button):
        """The text of a file that the page hands out, and its name."""
        self.browser.run("""
            window.saved = null;
            URL.createObjectURL = (content) => { window.saved = { content }; return "data:,"; };
            HTMLAnchorElement.prototype.click = function () { window.saved.name = this.download; };
            """)
        self.push("Save")
        self.push(button)
        self.wait("return window.saved?.name")
        return self.browser.run_until("window.saved.content.text().then((text) => arguments[0]([window.saved.name, text]))")
