"""What must hold of the page of an incident: `report`."""

import base64
import json
import re
import subprocess
import time

import contrast
from expectations import expect
from work import FIXTURES

LOWEST_CONTRAST, LOWEST_LINE = 7, 3
PAPER = {"paperWidth": 8.27, "paperHeight": 11.69, "printBackground": True}
RULE = "listen: count(frame:(*Stream).listen) <= 200"

# The texts of the report that are shown, pictures of profiles apart, with their colours and all that is behind them.
TEXTS = """
const walker = document.createTreeWalker(document.querySelector(".sheet"), NodeFilter.SHOW_TEXT);
const texts = [];
while (walker.nextNode()) {
  const holder = walker.currentNode.parentElement;
  if (!walker.currentNode.data.trim() || holder.closest("svg.pproftool, title, desc, [hidden]")) continue;
  const style = getComputedStyle(holder);
  const behind = [];
  for (let item = holder; item; item = item.parentElement) behind.push(getComputedStyle(item).backgroundColor);
  texts.push({ what: walker.currentNode.data.trim().slice(0, 60), ink: holder.closest("svg") ? style.fill : style.color, behind });
}
return texts;
"""
LINES = """
return [...document.querySelectorAll(".series :is(.line, .limit, .baseline, .trend, .bound, .mark)")].map((item) => [item.getAttribute("class"),
  getComputedStyle(item).stroke, getComputedStyle(document.body).backgroundColor]);
"""
POINTS = """
const chart = document.querySelector("svg.series");
const numbers = (name) => chart.dataset[name].split(" ").map(Number);
const [y, plot] = [numbers("y"), numbers("plot")];
return chart.querySelector(".l0").getAttribute("d").split(/[ML]/).filter(Boolean).map((place) => place.split(" ")[1])
  .map((place) => y[0] + (plot[3] - parseFloat(place)) / (plot[3] - plot[1]) * (y[1] - y[0]));
"""
OUT = """
const scrolls = (item) => item !== null && (/auto|scroll/.test(getComputedStyle(item).overflowX) || scrolls(item.parentElement));
return [...document.querySelectorAll(".sheet *")].filter((item) => item.getClientRects().length && !scrolls(item) && !item.closest("svg"))
  .filter((item) => { const edge = item.getBoundingClientRect(); return edge.left < -1 || edge.right > innerWidth + 1; })
  .map((item) => item.tagName + " " + item.textContent.slice(0, 40));
"""


class ReportPage:
    """Pages of incidents, and the browser that shows them."""

    def __init__(self, browser, program, folder):
        self.browser, self.program, self.folder = browser, program, folder
        self.moment = self.make("moment", "--baseline", FIXTURES / "incident/healthy", FIXTURES / "incident/leaking")
        self.series = self.make("series", "--baseline", FIXTURES / "leak/healthy/goroutine.pb.gz", FIXTURES / "leak/series-leaking")
        self.hostile = self.make("hostile", "--title", "</title><script>alert(1)</script>", FIXTURES / "names/goroutines.pb.gz")

    def make(self, name, *words):
        path = self.folder / f"report-{name}.html"
        subprocess.run([self.program, "report", "--quiet", "--assert", RULE, *map(str, words), "-o", str(path)], check=True)
        return path

    def check(self, *words):
        command = [self.program, "check", "--quiet", "--format", "json", *map(str, words)]
        return json.loads(subprocess.run(command, capture_output=True, check=False).stdout)

    def open(self, path):
        self.browser.open("about:blank")
        self.browser.open(f"file://{path}")
        self.wait("return !document.querySelector('.picture') || document.querySelector('.picture button')?.hidden === false")

    def wait(self, script, seconds=20):
        end = time.time() + seconds
        while time.time() < end:
            if self.browser.run(script):
                return
            time.sleep(0.05)
        raise AssertionError("it did not come to this: " + script)


def channels(color):
    """The channels of a colour from 0 to 255, and how much of it covers what is behind."""
    numbers = [float(part) for part in re.findall(r"-?[\d.]+(?:e-?\d+)?", color.replace("srgb", ""))]
    scale = 255 if color.startswith("color(") else 1
    return [part * scale for part in numbers[:3]], numbers[3] if len(numbers) > 3 else 1


def ground(layers):
    """What stands behind a text: all layers, the nearest first."""
    found = [255.0] * 3
    for layer in reversed(layers):
        color, cover = channels(layer)
        found = [front * cover + back * (1 - cover) for front, back in zip(color, found, strict=True)]
    return found


def nothing_is_asked_for(page):
    """Each page is complete: it asks for nothing, and complains about nothing"""
    for path in (page.moment, page.series, page.hostile):
        page.open(path)
        expect(page.browser.run("return performance.getEntriesByType('resource').length"), 0, "requests")
        expect(page.browser.errors(), [], "errors")
        expect(page.browser.run("return window.wasRun ?? false"), False, "whether a name was run")


def sections_are_there(page):
    """Sections stand in their order, with links that lead to them"""
    page.open(page.moment)
    ids = ["what-happened", "rules", "goroutines", "memory", "cpu", "pictures", "saved"]
    expect(page.browser.run("return [...document.querySelectorAll('section')].map((item) => item.id)"), ids, "sections")
    links = page.browser.run("return [...document.querySelectorAll('nav a')].map((item) => item.hash.slice(1))")
    expect(links, ids, "links")
    expect(page.browser.run("return document.querySelectorAll('section .commands code').length >= 7"), True, "commands")


def charts_show_the_series(page):
    """The points of a chart are those that check prints"""
    page.open(page.series)
    rule = "slope(count(frame:(*Stream).listen)) <= 0"
    report = page.check("--assert", rule, FIXTURES / "leak/series-leaking")
    series = [point["value"] for point in report["rules"][0]["groups"][0]["series"]]
    found = page.browser.run(POINTS)
    expect(len(found), len(series), "points")
    for value, other in zip(series, found, strict=True):
        expect(abs(value - other) < 0.005 * max(series), True, f"{other} for {value}")


def zoom(page):
    """Clicks the frame below the root, which makes it as wide as the graph."""
    place = page.browser.run("const edge = document.querySelector('.overlay canvas').getBoundingClientRect(); return [edge.left + 20, edge.top + 30]")
    before = page.browser.run("return document.querySelectorAll('.viewer nav li').length")
    page.browser.click(*place)
    page.wait(f"return document.querySelectorAll('.viewer nav li').length > {before}")


def each_picture_opens(page):
    """Each picture opens as a whole profile in the place of the report, and closes again"""
    page.open(page.moment)
    count = page.browser.run("return document.querySelectorAll('.picture button').length")
    expect(count, 4, "pictures")
    for number in range(count):
        page.browser.run(f"document.querySelectorAll('.picture button')[{number}].click()")
        page.wait("return document.querySelector('.overlay .viewer canvas')?.width > 0")
        page.wait("return document.querySelector('.sheet').hidden && document.querySelectorAll('.viewer').length === 1")
        zoom(page)
        title = page.browser.run("return document.querySelector('.overlay .back span').textContent")
        expect(title != "", True, "what is shown is named")
        edge = page.browser.run("const edge = document.querySelector('.viewer').getBoundingClientRect(); return [edge.bottom, innerHeight]")
        expect(abs(edge[0] - edge[1]) < 2, True, f"where the viewer ends: {edge}")
        page.browser.run("document.querySelector('.overlay .close').click()")
        expect(page.browser.run("return document.querySelectorAll('.overlay, .viewer').length"), 0, "what stays of it")
        expect(page.browser.run("return document.querySelector('.sheet').hidden"), False, "whether the report is hidden")
        focus = page.browser.run(f"return document.activeElement === document.querySelectorAll('.picture button')[{number}]")
        expect(focus, True, "that the focus is where it was")
    expect(page.browser.errors(), [], "errors")


def damage_is_said(page):
    """A picture whose data is damaged stays, and says why it does not open"""
    path = page.folder / "report-damaged.html"
    text = page.series.read_text(encoding="utf-8")
    path.write_text(re.sub(r'(id="s0-tree">[^<]{10})[^<]*', r"\1", text), encoding="utf-8")
    page.open(path)
    page.browser.run("document.querySelector('.picture button').click()")
    page.wait("return document.querySelector('.picture .why').textContent.startsWith('This picture shows only part of the profile')")
    expect(page.browser.run("return document.querySelector('.sheet').hidden"), False, "whether the report is hidden")
    page.browser.errors()


def report_texts_can_be_read(page):
    """All texts have a contrast of at least 7, and lines of charts of at least 3, in light and dark"""
    try:
        for scheme in ("light", "dark"):
            page.browser.scheme(scheme)
            for path in (page.moment, page.series):
                page.open(path)
                for item in page.browser.run(TEXTS):
                    found = contrast.contrast(channels(item["ink"])[0], ground(item["behind"]))
                    expect(found >= LOWEST_CONTRAST, True, f"{found:.2f} for {item['what']!r} in {scheme}")
                for kind, stroke, behind in page.browser.run(LINES):
                    found = contrast.contrast(channels(stroke)[0], ground([behind]))
                    expect(found >= LOWEST_LINE, True, f"{found:.2f} for {kind!r} in {scheme}")
    finally:
        page.browser.scheme("light")


def phones_fit_reports(page):
    """On a phone nothing leaves the screen, and buttons are large enough"""
    page.browser.size(360, 740, is_phone=True)
    try:
        for path in (page.moment, page.series, page.hostile):
            page.open(path)
            expect(page.browser.run("return [innerWidth, document.documentElement.scrollWidth]"), [360, 360], "the width")
            expect(page.browser.run(OUT), [], "what leaves the screen")
        small = page.browser.run("return [...document.querySelectorAll('.sheet button')].filter((item) => item.getBoundingClientRect().height < 43.5).length")
        expect(small, 0, "buttons that are too small")
    finally:
        page.browser.size(1200, 800)


def paper_holds_all(page):
    """On paper nothing is cut: each table is whole, and no element is wider than the sheet; an open profile prints the report"""
    page.open(page.moment)
    page.browser.size(718, 1000)
    page.browser.develop("Emulation.setEmulatedMedia", media="print", features=[{"name": "prefers-color-scheme", "value": "dark"}])
    try:
        wide = page.browser.run("""
            return [...document.querySelectorAll(".sheet *")].filter((item) => item.getClientRects().length && !item.closest("svg"))
              .filter((item) => item.getBoundingClientRect().right > 719
                || item.scrollWidth > item.clientWidth + 1 && getComputedStyle(item).overflowX !== "visible")
              .map((item) => item.tagName + "." + item.className + " " + item.textContent.slice(0, 40));
            """)
        expect(wide, [], "what is wider than the paper")
        cut = page.browser.run("""
            return [...document.querySelectorAll(".rows, .viewer-static")].filter((item) => item.scrollHeight > item.clientHeight + 1).length;
            """)
        expect(cut, 0, "tables that are cut")
        expect(page.browser.run("return getComputedStyle(document.body).backgroundColor"), "rgb(255, 255, 255)", "the ground")
    finally:
        page.browser.develop("Emulation.setEmulatedMedia", media="", features=[])
        page.browser.size(1200, 800)
    page.browser.run("document.querySelector('.picture button').click()")
    page.wait("return document.querySelector('.overlay .viewer canvas')?.width > 0")
    printed = [base64.b64decode(page.browser.develop("Page.printToPDF", **PAPER)["data"])]
    page.browser.run("document.querySelector('.overlay .close').click()")
    printed.append(base64.b64decode(page.browser.develop("Page.printToPDF", **PAPER)["data"]))
    sheets = [len(re.findall(rb"/Type\s*/Page\b", data)) for data in printed]
    expect(sheets[0], sheets[1], "sheets with an open profile and without")
    expect(3 <= sheets[1] <= 20, True, f"sheets: {sheets[1]}")


def without_scripts_it_is_all_there(page):
    """Where no script runs the report is whole; its buttons are not there, and that is said"""
    page.browser.develop("Emulation.setScriptExecutionDisabled", value=True)
    try:
        page.browser.open(f"file://{page.moment}")
        hidden = page.browser.develop("DOM.getDocument", depth=1)
        expect(hidden["root"]["nodeName"], "#document", "the page")
        for selector, count in ((".picture button[hidden]", 4), (".picture svg", 4), ("section", 7)):
            found = page.browser.develop("DOM.querySelectorAll", nodeId=hidden["root"]["nodeId"], selector=selector)
            expect(len(found["nodeIds"]), count, selector)
    finally:
        page.browser.develop("Emulation.setScriptExecutionDisabled", value=False)


CASES = [
    nothing_is_asked_for, sections_are_there, charts_show_the_series, each_picture_opens, damage_is_said, report_texts_can_be_read,
    phones_fit_reports, paper_holds_all, without_scripts_it_is_all_there,
]
