"""What must hold of the pages that the program writes. A case gets the page and the work."""

import csv
import io
import json

from expectations import expect
from work import FIXTURES, HEAPS

# The rows of the table that are elements, each as the texts of its cells.
ROWS = """
const table = document.querySelector(".wide");
return [...table.querySelectorAll("tbody tr:not(.space)")].map((row) => [...row.cells].map((cell) => cell.textContent));
"""
POLICY = "return document.querySelector('meta[http-equiv=Content-Security-Policy]').content"


def table(page, path, fragment="#v=table"):
    """All rows of the table of a page: it is made so high that each is an element."""
    page.browser.size(1400, 30000)
    try:
        page.open(path, fragment)
        return page.browser.run(ROWS)
    finally:
        page.browser.size(1200, 800)


def top(work, *arguments):
    text = work.run("top", *arguments, "--format", "csv", "--nodecount", "0", "--nodefraction", "0")
    return {row["name"]: row for row in csv.DictReader(io.StringIO(text))}


def amount(text):
    """A value of bytes as it is written, as a number; two digits after the point are all there is."""
    for unit, size in (("GB", 1 << 30), ("MB", 1 << 20), ("kB", 1 << 10), ("B", 1)):
        if text.endswith(unit):
            return float(text.removesuffix(unit)) * size, size * 0.0051
    return float(text.replace(",", "")), 0.5


def pages_of_fixtures_open(page, work):
    """Pages of all kinds of profiles open under their own policy, without a complaint of the browser"""
    for name in ("incident/leaking/goroutine.pb.gz", "incident/leaking/block.pb.gz", "incident/leaking/mutex.pb.gz", "cpu/labelled.pb.gz",
                 "incident/leaking/heap.pb.gz"):
        page.open(work.view("fixture", FIXTURES / name))
        expect("default-src 'none'" in page.browser.run(POLICY), True, "the policy of " + name)
        expect(page.browser.run("return document.querySelectorAll('.viewer-static').length"), 0, "pictures without script of " + name)
        expect(page.browser.errors(), [], "what is complained about in " + name)


def the_table_equals_top(page, work):
    """Own and with callees of every function and every type are those of top"""
    path = work.view("heap", HEAPS[1])
    for kind in ("inuse_space", "inuse_objects", "alloc_space", "alloc_objects"):
        wanted = top(work, HEAPS[1], "--sample-index", kind, "--unit", "B")
        found = {row[4]: row for row in table(page, path, f"#v=table&t={kind}")}
        expect(len(found) > 12, True, f"{len(found)} rows of {kind}")
        for name, row in found.items():
            for cell, column in ((row[0], "flat"), (row[2], "cum")):
                value, rest = amount(cell)
                expect(abs(value - float(wanted[name][column])) <= rest, True, f"{column} of {name}: {cell}, not {wanted[name][column]}")


def both_sides_equal_top(page, work):
    """Before and after of every function are those of top on each side"""
    path = work.view("change", *HEAPS, command="diff")
    sides = [top(work, heap, "--sample-index", "inuse_space", "--unit", "B") for heap in HEAPS]
    found = table(page, path, "#v=table&t=inuse_space")
    expect(len(found) > 10, True, "rows")
    for row in found:
        for cell, side in zip(row, sides, strict=False):
            value, rest = amount(cell)
            expect(abs(value - float(side.get(row[4], {"cum": 0})["cum"])) <= rest, True, f"{row[4]}: {cell}, not {side.get(row[4])}")


def hostile_profiles_are_text(page, work):
    """Names, labels, files and titles that try to be markup or scripts are only texts, in every view"""
    for name in ("functions", "everywhere"):
        path = work.view(name, FIXTURES / f"names/{name}.pb.gz", "--title", "</script><b>]]>", "--notes", "<img src=x>")
        for view in ("", "#v=table", "#v=tree", "#c=file"):
            page.open(path, view)
            page.push("About")
            made = page.browser.run("return document.querySelectorAll('b, img, iframe, image, object, embed, a, [onload], [onclick]').length")
            expect(made, 0, f"elements made of names in {name}{view}")
            expect(page.browser.run("return window.wasRun ?? false"), False, "whether a name was run")
            expect(page.browser.errors(), [], f"what is complained about in {name}{view}")


def the_page_asks_for_nothing(page, work):
    """The policy refuses every request"""
    page.open(work.view("quiet", HEAPS[1]))
    asked = page.browser.run_until("fetch('https://example.com/').then(() => arguments[0]('sent'), () => arguments[0]('refused'))")
    expect(asked, "refused", "what comes of a request")
    page.browser.errors()


def it_stands_without_scripts(page, work):
    """Where no script runs there is the picture, with a word about why"""
    path = work.view("still", HEAPS[1])
    page.browser.develop("Emulation.setScriptExecutionDisabled", value=True)
    # The page cannot be asked whether it is there.
    page.browser.patience(1)
    try:
        page.open(path, is_shown=False)
    except RuntimeError:
        pass
    finally:
        page.browser.patience(30)
        shown = page.browser.develop("Runtime.evaluate", expression="""JSON.stringify([
            document.querySelectorAll(".viewer-static svg rect").length > 5, document.querySelector(".why").textContent.length > 20])""")
        page.browser.develop("Emulation.setScriptExecutionDisabled", value=False)
    expect(json.loads(shown["result"]["value"]), [True, True], "picture and words")


def old_browsers_say_so(page, work):
    """A browser that cannot inflate keeps the picture, and says why"""
    path = work.view("old", HEAPS[1])
    added = page.browser.develop("Page.addScriptToEvaluateOnNewDocument", source="delete window.DecompressionStream")
    try:
        page.open(path, is_shown=False)
        page.wait("return document.querySelector('.why')?.textContent.startsWith('This browser')")
        expect(page.browser.run("return document.querySelectorAll('.viewer-static svg rect').length > 5"), True, "whether the picture is there")
    finally:
        page.browser.develop("Page.removeScriptToEvaluateOnNewDocument", identifier=added["identifier"])


# The lines that are elements: number, own, with callees, text.
LINES = """
return [...document.querySelectorAll(".source-lines tbody tr:not(.space)")].map((row) => [...row.cells].map((cell) => cell.textContent));
"""
# Until an element is there.
THERE = "const done = arguments[0]; (function ask() { document.querySelector('WHAT') ? done() : setTimeout(ask, 5); })()"


def source_is_shown_with_its_values(page, work):
    """A page with source shows lines with what they have, leads from a function to its line and from a line to its function, and back"""
    program = FIXTURES / "generators/event-router"
    path = work.view("source", HEAPS[1], "--quiet", "--with-source", "--source-path", program,
                     "--trim-path", "github.com/techfrontier/event-router")
    page.open(path, "#v=source")
    page.browser.run_until(THERE.replace("WHAT", ".source-lines .code"))
    lines = {line[0]: line[1:] for line in page.browser.run(LINES)}
    expect(lines["25"][0], "65.06MB", "own of line 25")
    expect(lines["25"][2].strip().startswith("pending:"), True, "the text of line 25")
    page.browser.run("[...document.querySelectorAll('.source-lines tr')].find(({ cells }) => cells[0].textContent === '25').click()")
    expect("newStream" in page.browser.run("return document.querySelector('.info .name').textContent"), True, "the function of line 25")
    page.open(path, "#v=table&q=buffer.newStream")
    page.browser.run("document.querySelector('.wide tbody tr:not(.space)').click()")
    page.browser.run_until(THERE.replace("WHAT", ".place button"))
    page.browser.run("document.querySelector('.place button').click()")
    expect("v=source" in page.browser.run("return location.hash"), True, "the way to the source")
    # Without source there is no such view.
    page.open(work.view("fixture", HEAPS[1]))
    views = page.browser.run("return [...document.querySelectorAll('.views button')].map((button) => button.textContent)")
    expect(views, ["Flame graph", "Callers & callees", "Table", "Tree"], "views")


def samples_are_shown_by_time(page, work):
    """Samples stand as they passed where the order of the file is said to be that of time, or a label tells times; else there is no such view"""
    page.open(work.view("chart", FIXTURES / "converters/cpuprofile/node20.cpuprofile", "--flamechart"), "#v=time")
    boxes = page.browser.run("return document.querySelector('.unseen[role=tree]').querySelectorAll('[role=treeitem]').length")
    expect(boxes > 1, True, "frames for those who do not see them")
    page.search("fib")
    page.browser.press("Enter", "Enter")
    expect("5.63% of all" in page.found and "frame" in page.found, True, page.found)
    page.settle()
    page.browser.run("document.querySelector('.unseen [tabindex=\"0\"]').focus()")
    before, name = page.numbers, page.name
    expect(" · after " in before, True, before)
    page.browser.press("Enter")
    expect(page.name, "all", f"what is current after {name} is as wide as the chart")
    page.browser.press("Escape", "Escape")
    page.push("Save")
    page.browser.press("Escape")
    title, text = page.saved("SVG picture")
    expect(text.count("(idle)") > 0, True, "whether the picture has what came last")
    for path, words in ((FIXTURES / "writers/ddtrace.pb.gz", "samples by their label end_timestamp_ns"), (HEAPS[1], None)):
        page.open(work.view("chart", path, "--quiet"), "#v=time", is_shown=False)
        page.wait("return !document.querySelector('.viewer-static')")
        expect(page.text("nav li") if words else ("By time" in page.texts(".views button") or None), words, "what is said of " + path.name)


def arrows_walk_a_menu(page, work):
    """Arrows lead into the menu of Save and through what can be saved, in turn; Esc leads back to its button"""
    focused = "return document.activeElement.textContent"
    page.open(work.view("menu", HEAPS[1]))
    page.push("Save")
    found = []
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp"):
        page.browser.press(key)
        found.append(page.browser.run(focused))
    expect(found, ["SVG picture", "PNG picture", "Folded stacks", "SVG picture", "Folded stacks"], "what has the focus")
    page.browser.press("Escape")
    expect(page.browser.run(focused), "Save", "what has the focus after Esc")
    expect(page.name, "all", "the current frame, which arrows in a menu leave alone")


CASES = [arrows_walk_a_menu, samples_are_shown_by_time, source_is_shown_with_its_values, pages_of_fixtures_open,
         the_table_equals_top, both_sides_equal_top, hostile_profiles_are_text, the_page_asks_for_nothing,
         it_stands_without_scripts, old_browsers_say_so]
