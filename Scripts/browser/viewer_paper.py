"""What must hold of the viewer on paper, on a phone, in saved files, and for what people ask their system for."""

import base64
import re

from expectations import expect
from viewer_cases import COLORS, SERVE, SERVED

PAPER = {"paperWidth": 8.27, "paperHeight": 11.69}
# What leaves the screen to the left or right, but for rows that are scrolled; and what is too small to be touched.
OUT = """
const seen = [...document.querySelectorAll(".viewer :is(button, input, select, p, h1, canvas, .name)")].filter((item) => item.getClientRects().length);
const scrolls = (item) => item !== null && (getComputedStyle(item).overflowX === "auto" && item.scrollWidth > item.clientWidth || scrolls(item.parentElement));
return seen.filter((item) => !scrolls(item) && !item.closest("table, .tree, [role=tree]")).filter((item) => {
  const edge = item.getBoundingClientRect();
  return edge.left < -1 || edge.right > innerWidth + 1;
}).map((item) => item.className || item.textContent);
"""
SMALL = """
return [...document.querySelectorAll(".viewer :is(button, input, select), .viewer tbody tr:not(.space)")].filter((item) => item.getClientRects().length)
  .filter((item) => item.getBoundingClientRect().height < 43.5).map((item) => item.textContent);
"""


def paper_is_light(page):
    """On paper the page is light, without buttons, on one sheet, portrait or landscape; afterwards it is as before"""
    page.browser.scheme("dark")
    try:
        page.open(page.goroutines)
        page.browser.click(*page.point(0.6, 1))
        for is_landscape in (False, True):
            printed = page.browser.develop("Page.printToPDF", landscape=is_landscape, **PAPER)
            sheets = re.findall(rb"/Type\s*/Page\b", base64.b64decode(printed["data"]))
            expect(len(sheets), 1, "sheets")
        expect(page.browser.run("return document.documentElement.dataset.theme ?? ''"), "", "the theme afterwards")
        page.settle()
        page.browser.hover(*page.point(0.5, 1))
        expect(page.name, SERVE, "what is under the pointer afterwards")
    finally:
        page.browser.scheme("light")


def print_draws_anew(page):
    """While it prints the canvas is as wide as paper and has a white ground"""
    page.open(page.goroutines)
    page.browser.run("document.documentElement.dataset.theme = 'dark'; dispatchEvent(new Event('beforeprint'))")
    width, pixel = page.browser.run("""
        const canvas = document.querySelector("canvas");
        return [canvas.width, [...canvas.getContext("2d").getImageData(canvas.width - 3, canvas.height - 3, 1, 1).data].slice(0, 3)];
        """)
    expect([width, pixel], [1440, [255, 255, 255]], "the canvas on paper")
    page.browser.run("dispatchEvent(new Event('afterprint'))")
    expect(page.browser.run("return document.documentElement.dataset.theme"), "dark", "the theme afterwards")


def phones_fit(page):
    """On a phone nothing leaves the screen, targets are large enough, and a tap zooms"""
    page.browser.develop("Emulation.setTouchEmulationEnabled", enabled=True)
    page.browser.size(360, 740, is_phone=True)
    try:
        for path in (page.goroutines, page.difference):
            page.open(path)
            expect(page.browser.run(OUT), [], "what leaves the screen")
            expect(page.browser.run(SMALL), [], "what is too small")
            for view in ("Callers &", "Table", "Tree"):
                page.push(view)
                page.settle()
                expect(page.browser.run("return [innerWidth, document.documentElement.scrollWidth]"), [360, 360], "the width of " + view)
                seen = page.browser.run("const edge = document.querySelector('.info').getBoundingClientRect(); return [edge.bottom, innerHeight]")
                expect(abs(seen[0] - seen[1]) < 2, True, f"where the line of information ends: {seen}")
        page.open(page.goroutines)
        left, top, width, _ = page.edge
        row = page.browser.run("return Math.round(parseFloat(getComputedStyle(document.querySelector('.viewer')).fontSize) * 2)")
        page.browser.click(left + width * 0.6, top + row * 1.5, kind="touch")
        expect(page.name, SERVE, "what a tap zooms")
    finally:
        page.browser.size(1200, 800)
        page.browser.develop("Emulation.setTouchEmulationEnabled", enabled=False)


# How much of the graph is seen, and which rows of buttons are cut without a sign that there is more.
SEEN = """
const edge = (selector) => document.querySelector(selector).getBoundingClientRect();
const rows = [...document.querySelectorAll(".controls, .types, .views, .drawing")].filter((row) => getComputedStyle(row).overflowX === "auto");
const isCut = (row) => row.scrollWidth > row.clientWidth + 4;
return { graph: Math.min(edge(".stage").bottom, edge(".info").top, innerHeight) - edge(".stage").top,
  unmarked: rows.filter((row) => isCut(row) && getComputedStyle(row, row.scrollLeft > 4 ? "::before" : "::after").content === "none").length,
  cut: rows.filter(isCut).length,
  functions: [...document.querySelectorAll(".drawing button")].find((item) => item.textContent === "Functions").getBoundingClientRect().right };
"""


def small_screens_show_the_graph(page):
    """On the smallest screen a third is the graph's; on a phone rows that are cut show it, and the button of the functions is seen"""
    page.browser.develop("Emulation.setTouchEmulationEnabled", enabled=True)
    try:
        for path in (page.goroutines, page.difference):
            page.browser.size(320, 400, is_phone=True)
            page.open(path)
            seen = page.browser.run(SEEN)
            expect(seen["graph"] >= 133, True, f"how much is seen of the graph: {seen['graph']}")
            expect([seen["unmarked"], seen["cut"] > 0], [0, True], "rows that are cut and do not say so")
            expect(page.browser.run(OUT), [], "what leaves the screen")
            page.browser.size(390, 844, is_phone=True)
            page.open(path)
            seen = page.browser.run(SEEN)
            expect(seen["graph"] >= 300, True, f"how much is seen of the graph on a phone: {seen['graph']}")
            expect(seen["unmarked"], 0, "rows of a phone that are cut and do not say so")
            expect(seen["functions"] < 390, True, f"where the button of the functions ends: {seen['functions']}")
    finally:
        page.browser.size(1200, 800)
        page.browser.develop("Emulation.setTouchEmulationEnabled", enabled=False)


def short_names_differ(page):
    """Functions that are called alike in packages of their own have different names beside the graph"""
    page.open(page.goroutines)
    names = page.browser.run("return [...document.querySelectorAll('.table:not(.wide) tbody .name')].map((item) => [item.textContent, item.title])")
    expect(len(names) > 10, True, f"{len(names)} names")
    expect(len({short for short, _ in names}), len({whole for _, whole in names}), "how many short names there are")
    expect(sum(short != whole for short, whole in names) > 5, True, "whether names are short")


def fingers_widen(page):
    """Two fingers widen what is between them"""
    page.browser.develop("Emulation.setTouchEmulationEnabled", enabled=True, maxTouchPoints=2)
    try:
        page.open(page.goroutines)
        x, y = page.point(0.62, 1)

        def touch(kind, *places):
            points = [{"x": place, "y": y, "id": index} for index, place in enumerate(places)]
            page.browser.develop("Input.dispatchTouchEvent", type=kind, touchPoints=points)

        touch("touchStart", x - 30)
        touch("touchStart", x - 30, x + 30)
        for distance in range(40, 200, 20):
            touch("touchMove", x - distance, x + distance)
        touch("touchEnd")
        page.settle()
        page.browser.hover(*page.point(0.9, 1))
        expect(page.name, SERVE, "what lies at the right, which was far left")
        expect(page.texts("nav li"), ["all"], "that nothing was clicked")
    finally:
        page.browser.develop("Emulation.setTouchEmulationEnabled", enabled=False)


def pictures_are_saved(page):
    """A view is saved as a picture of its frames with their names, and stacks are those of what is shown"""
    page.open(page.goroutines)
    page.browser.click(*page.point(0.6, 1))
    name, text = page.saved("SVG")
    expect([name, text.count(f"<title>{SERVE}, {SERVED} goroutines, 25.46%</title>")], ["event-router-goroutines.svg", 1], "the picture")
    name, text = page.saved("Folded")
    expect(name, "event-router-goroutines.folded.txt", "the name of the stacks")
    expect(sum(int(line.rsplit(" ", 1)[1]) for line in text.splitlines()), int(SERVED.replace(",", "")), "the sum of the stacks")
    expect(all(line.startswith(SERVE) for line in text.splitlines()), True, "that all stacks are of what is zoomed")
    page.browser.run("HTMLAnchorElement.prototype.click = function () { window.saved.name = this.download; }")
    page.push("Save")
    page.push("PNG")
    page.wait("return window.saved.content?.type === 'image/png' && window.saved.content.size > 1000")


def forced_colours_are_kept(page):
    """Where the system forces its colours, frames are lines on its ground"""
    page.browser.develop("Emulation.setEmulatedMedia", features=[{"name": "forced-colors", "value": "active"}])
    try:
        page.open(page.goroutines)
        expect(1 < page.browser.run(COLORS) < 300, True, "whether lines are drawn")
        page.browser.hover(*page.point(0.6, 1))
        expect(page.name, SERVE, "what is under the pointer")
    finally:
        page.browser.develop("Emulation.setEmulatedMedia", features=[])


def windows_of_all_sizes(page):
    """The canvas is as large as its room, also on a screen with more pixels, and never too high for a browser"""
    page.open(page.goroutines)
    for width, height in ((1200, 800), (800, 600), (1600, 3000)):
        page.browser.size(width, height)
        page.settle()
        found = page.browser.run("""
            const canvas = document.querySelector("canvas");
            const room = document.querySelector(".scroll");
            return [Math.abs(canvas.getBoundingClientRect().width - room.clientWidth) < 1, canvas.height <= 8192, canvas.width > 200];
            """)
        expect(found, [True, True, True], f"the canvas in a window of {width} by {height}")
    page.browser.size(1200, 800)


CASES = [paper_is_light, print_draws_anew, phones_fit, small_screens_show_the_graph, short_names_differ, fingers_widen,
         pictures_are_saved, forced_colours_are_kept, windows_of_all_sizes]
