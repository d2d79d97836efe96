"""What must hold of the viewer's graph and what stands around it. A case is a function; its first line says what holds."""

import re

from expectations import expect, is_near

# The made-up goroutines: this many in all, so many below a server, and these of the leak.
TOTAL, SERVED, LEAKED = "116,372", "29,634", "64,102"
LISTEN = "example.com/router/buffer.(*Stream).listen"
SERVE = "net/http.(*Server).Serve"
# How many colours there are on the canvas.
COLORS = """
const canvas = document.querySelector("canvas");
const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
const found = new Set();
for (let place = 0; place < pixels.length; place += 4) found.add((pixels[place] << 16) + (pixels[place + 1] << 8) + pixels[place + 2]);
return found.size;
"""


def zoomed(page):
    """The page with what is served zoomed."""
    page.open(page.goroutines)
    page.browser.click(*page.point(0.6, 1))
    return page


def the_picture_stands(page):
    """Opens without errors, the picture without script is gone, all frames are drawn, head and types are there"""
    page.open(page.goroutines)
    expect(page.browser.run("return document.querySelectorAll('.viewer-static').length"), 0, "pictures without script")
    expect(page.browser.run(COLORS) > 8, True, "whether there are colours on the canvas")
    expect(page.text("h1"), "event-router · goroutines", "the title")
    expect(page.text(".types [aria-pressed=true] .amount"), TOTAL, "the total of the type")
    expect(page.numbers, f"{TOTAL} goroutines (100% of all)", "what is said of all")
    expect(page.browser.run("return document.querySelectorAll('script').length"), 6, "scripts: five blocks and the viewer")


def a_click_zooms(page):
    """A click zooms and back zooms out; a double click does the same as a click"""
    zoomed(page)
    expect(page.name, SERVE, "what is zoomed")
    expect(page.numbers, f"{SERVED} goroutines (25.46% of all)", "what is said of it")
    expect("z=" in page.fragment, True, "that the address says it")
    expect(page.texts("nav li"), ["all", SERVE], "the path")
    fragment = page.fragment
    page.browser.back()
    page.wait("return document.querySelector('.info .name').textContent === 'all'")
    page.browser.double_click(*page.point(0.6, 1))
    expect(page.fragment, fragment, "where a double click leads")
    page.browser.press("Escape")
    expect(page.name, "all", "what Escape leads to")


def the_pointer_informs(page):
    """The line says name, value, shares, everywhere, inlined, labels and place of what is under the pointer, and keeps it"""
    page.open(page.goroutines)
    page.browser.hover(*page.point(0.2, 2))
    expect(page.name, LISTEN, "the name")
    expect(page.numbers, f"{LEAKED} goroutines (55.08% of all) · inlined · state: select, handler: events", "what is said")
    expect(page.text(".place"), "defined at /src/router/buffer/stream.go:58", "the place")
    page.browser.hover(600, 5)
    expect(page.name, LISTEN, "the name when the pointer has left")


def nothing_above_moves(page):
    """What is zoomed, found, filtered or measured moves nothing above the graph"""
    page.open(page.goroutines)
    top = page.edge[1]

    def check(what):
        expect(page.edge[1], top, "the top of the graph " + what)

    page.browser.click(*page.point(0.6, 1))
    check("when zoomed")
    page.search("lib")
    check("when searched")
    page.push("Keep only")
    check("with a filter")
    page.push("Labels")
    page.click(".value")
    check("with a label")
    page.browser.hover(*page.point(0.3, 4))
    check("with a longer line")
    page.push("time they waited")
    check("of another type")
    page.push("Callers")
    check("of callers")


def search_finds(page):
    """Plain text and patterns find functions, say how many and how much, and are walked"""
    page.open(page.goroutines)
    page.search("buffer.(*Stream)")
    expect(page.found, "1 function, 1 frame, 55.08% of all", "what plain text finds")
    page.search("LIB")
    expect(page.found, "No function matches", "what capitals find")
    page.search("/lib[ab]\\.work/")
    expect(page.found.startswith("2 functions, "), True, f"what a pattern finds: {page.found}")
    page.search("/(/")
    expect(page.found, "Not a valid pattern", "what is said of a pattern that is none")
    page.search("lib")
    page.browser.press("Enter")
    first = page.name
    page.browser.press("Enter")
    expect(page.texts(".said .found")[-1].split(" of ")[0], "2", "which match is the current one")
    expect(first.startswith("example.com/lib"), True, f"that a match is the current frame: {first}")
    expect(all("lib" in text for text in page.texts(".table tbody .name")), True, "that the table has matches only")
    page.browser.press("Escape")
    expect(page.found, "", "what is found after Escape")


def matches_become_filters(page):
    """What is found can be kept or left out; a pill says so and is taken away; totals follow"""
    page.open(page.goroutines)
    page.search("listen")
    page.push("Leave these out")
    expect(page.numbers, "52,270 goroutines (100% of what is kept)", "what is left")
    expect(page.texts(".pill bdi"), ["without listen"], "the pills")
    page.search("Server")
    page.push("Keep only")
    expect(page.numbers, f"{SERVED} goroutines (100% of what is kept)", "what both leave")
    page.push("×")
    page.push("×")
    expect(page.numbers, f"{TOTAL} goroutines (100% of all)", "what is there without filters")


def the_legend_finds(page):
    """A click on a package in the legend finds its functions, and its filter is a pill"""
    page.open(page.goroutines)
    page.click(".legend button")
    expect(page.found, "example.com/router/buffer, 1 function, 1 frame, 55.08% of all", "what is found")
    page.push("Keep only")
    expect(page.texts(".pill bdi"), ["only example.com/router/buffer"], "the pills")
    expect(page.numbers, f"{LEAKED} goroutines (100% of what is kept)", "what is kept")


def types_are_switched(page):
    """Another type is one key away, and one of nothing is no dead end"""
    page.open(page.goroutines)
    page.browser.press("2")
    expect(page.numbers, "145.47s (100% of all)", "the total")
    page.browser.press("3")
    expect(page.numbers, "145.47s (100% of all)", "the total after the key of an empty type")
    expect(page.browser.run("return document.querySelectorAll('.types button:disabled').length"), 1, "types of nothing")


def the_verdict_leads(page):
    """The line of the verdict zooms to what it is about"""
    page.open(page.goroutines)
    page.click(".verdict-text")
    expect(page.name, LISTEN, "what is zoomed")


def colors_are_switched(page):
    """Colours stand for packages, own share, files, or values of a label, and the legend says which"""
    page.open(page.goroutines)
    for value, heading in (("own", "What waits in a function"), ("file", "Own, by file"), ("label:0", "Most of a frame has state"),
                           ("package", "Waiting in")):
        page.browser.run("""
            const choice = document.querySelector(".choice select");
            choice.value = arguments[0];
            choice.dispatchEvent(new Event("change"));
            """, value)
        expect(page.text(".legend .heading"), heading, "the heading of the legend")
        expect(len(page.texts(".legend > :not(.heading)")) > 2, True, "that the legend has entries")


def stacks_are_reversed(page):
    """The key r merges stacks from their leaves; a click zooms there too"""
    page.open(page.goroutines)
    page.browser.press("r")
    page.browser.hover(*page.point(0.2, 1))
    expect(page.name, "runtime.gopark", "what most stacks end in")
    page.browser.click(*page.point(0.2, 2))
    expect(page.texts("nav li"), ["all", "runtime.gopark", "runtime.selectgo"], "the path")
    fragment = page.fragment
    page.open(page.goroutines, fragment)
    expect(page.texts("nav li"), ["all", "runtime.gopark", "runtime.selectgo"], "the path of a link")


def the_wheel_widens(page):
    """Ctrl and wheel widen what is under the pointer, a drag moves it, Escape shows all again"""
    page.open(page.goroutines)
    x, y = page.point(0.6, 1)
    page.browser.run("""
        const [x, y] = arguments;
        document.querySelector("canvas").dispatchEvent(new WheelEvent("wheel", {
          bubbles: true, cancelable: true, ctrlKey: true, deltaY: -60, clientX: x, clientY: y }));
        """, x, y)
    page.settle()
    page.browser.hover(*page.point(0.63, 1))
    expect(page.name, SERVE, "what is under the pointer still")
    left, top, width, _ = page.edge
    page.browser.drag(x, y, left + width * 0.95, y)
    page.settle()
    page.browser.hover(*page.point(0.7, 1))
    expect(page.name, "example.com/router.(*Router).dispatch", "what has come under the pointer")
    page.browser.press("Escape")
    page.settle()
    page.browser.hover(*page.point(0.75, 1))
    expect(page.name, SERVE, "what is there when all is shown")


def themes_are_switched(page):
    """The page follows the system and its button, and the canvas does"""
    pixel = "const c = document.querySelector('canvas'); return [...c.getContext('2d').getImageData(c.width - 3, c.height - 3, 1, 1).data].slice(0, 3)"
    page.browser.scheme("dark")
    try:
        page.open(page.goroutines)
        expect(page.browser.run(pixel), [0x15, 0x17, 0x1b], "the ground of the canvas in the dark")
        page.push("Light")
        page.settle()
        expect(page.browser.run(pixel), [255, 255, 255], "the ground after the button")
        expect(page.browser.run("return getComputedStyle(document.querySelector('.viewer')).backgroundColor"), "rgb(255, 255, 255)", "the page")
    finally:
        page.browser.scheme("light")


def frames_are_items(page):
    """Frames are at most 200 items of a tree with places among their siblings and one stop; arrows move, Enter zooms"""
    page.open(page.goroutines)
    boxes = page.boxes
    expect(0 < len(boxes) <= 200, True, f"{len(boxes)} items")
    expect([box["tabIndex"] for box in boxes].count(0), 1, "stops of the tabulator")
    expect(all(1 <= box["place"] <= box["size"] for box in boxes), True, "that places are among siblings")
    page.browser.press("ArrowDown", "ArrowDown", "ArrowRight")
    expect(page.name, SERVE, "where arrows lead")
    expect(page.browser.run("return document.activeElement.getAttribute('aria-selected')"), "true", "that the focus is there")
    page.browser.press("Enter")
    expect(page.texts("nav li"), ["all", SERVE], "what Enter zooms")
    expect(page.browser.run("return document.activeElement.getAttribute('role')"), "treeitem", "what has the focus then")
    page.settle()
    expect(len(page.boxes) <= 200, True, "how many items there are when zoomed")


def widths_are_values(page):
    """Boxes are as wide as what they have, beside one another and within their callers"""
    page.open(page.goroutines)
    boxes = page.boxes
    whole = boxes[0]["total"][0]
    for box in boxes:
        if not box["isAbove"]:
            is_near(box["width"], box["total"][0] / whole, "the width of " + box["spoken"], 1e-9)
    row = sorted((box for box in boxes if box["row"] == 1), key=lambda box: box["x"])
    for left, right in zip(row, row[1:], strict=False):
        is_near(left["x"] + left["width"], right["x"], "where a box begins", 1e-9)


def keys_are_listed(page):
    """The question mark lists the keys; About has exact totals and builds; Escape closes them"""
    page.open(page.goroutines)
    page.browser.press("?")
    expect("callers and callees" in page.text("dialog"), True, "what keys do")
    page.browser.press("Escape")
    page.wait("return !document.querySelector('dialog')")
    page.push("About")
    expect(all(text in page.text("dialog") for text in ("145,465,000,000", "5f1c0ffee", "A made-up profile.")), True, page.text("dialog"))
    page.push("Close")
    page.browser.run("Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { window.copied = text; } } })")
    page.browser.hover(*page.point(0.2, 2))
    page.browser.press("c")
    expect(page.browser.run("return window.copied"), LISTEN, "what c copies")


def one_side_is_shown(page):
    """Of two sides the line says before, after, change and factor; widths are of both, or of one"""
    page.open(page.difference)
    expect(page.numbers.startswith("14.25MB → 62.56MB, +48.31MB, ×4.39 (100% of both sides)"), True, page.numbers)
    box = next(box for box in page.boxes if "libz.Gone" in box["spoken"] or box["row"] == 1)
    is_near(box["width"], sum(box["total"]) / sum(page.boxes[0]["total"]), "a width of both sides", 1e-9)
    page.push("After")
    expect("w=after" in page.fragment and "of what is after" in page.numbers, True, page.numbers)
    boxes = page.boxes
    for box in boxes:
        is_near(box["width"], box["total"][1] / boxes[0]["total"][1], "a width of what is after", 1e-9)
    expect(any("-4kB" in text for text in page.texts(".remarks p")), True, "that what is not drawn is said")


def change_is_not_colour_alone(page):
    """With the colours of packages what grew is hatched, and what is new or gone is marked by a sign"""
    page.open(page.difference, "#c=package")
    expect("rising lines: grew" in page.text(".legend"), True, "what the legend says")
    name = "New"
    page.search(name)
    page.browser.press("Enter")
    expect(re.search(r"\bnew\b", page.numbers) is not None, True, page.numbers)


CASES = [
    the_picture_stands, a_click_zooms, the_pointer_informs, nothing_above_moves, search_finds, matches_become_filters, the_legend_finds,
    types_are_switched, the_verdict_leads, colors_are_switched, stacks_are_reversed, the_wheel_widens, themes_are_switched,
    frames_are_items, widths_are_values, keys_are_listed, one_side_is_shown, change_is_not_colour_alone,
]
