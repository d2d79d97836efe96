"""What must hold of a flame graph in a browser. A case is a function; its first line says what holds."""

import base64
import csv
import hashlib
import io
import re

from expectations import expect, inner, is_near, path_to
from stacks import percent

# Whether the title is seen, and how many trees and how many frames that need no script there are.
STILL = """
const shown = (item) => item.getBoundingClientRect().width > 0;
return [shown(document.querySelector("text.title")), document.querySelectorAll("[role=tree]").length,
  [...document.querySelectorAll("#frames > g")].filter(shown).length];
"""


def everything_is_there(picture, work):
    """Opens without errors, the root has the total, frames have roles, labels and places in the order of the tabulator"""
    picture.open(work.picture)
    frames = picture.frames
    expect(frames[0].name, "all", "the first frame")
    # They would be laid out in vain, which takes longest in a large picture.
    expect(picture.browser.run("return document.querySelectorAll('#frames').length"), 0, "frames that need no script")
    expect(frames[0].total, work.stacks.total, "the total")
    expect([frame.name for frame in frames if not frame.spoken.startswith(frame.name)], [], "frames that are called differently")
    expect(picture.browser.run("return document.querySelectorAll('[role=treeitem][tabindex=\"0\"]').length"), 1, "stops of the tabulator")
    expect(len(picture.texts(".unseen tr")) > 3, True, "a table of the largest frames")
    wanted = max(value for name, value in work.own.items())
    row = picture.texts(".unseen td")[:1]
    expect(work.own[row[0]], wanted, "the first of the table")


def words_are_right(picture, work):
    """The line of information has name, value, its own, the parts of all and of what is shown, and the place"""
    picture.open(work.picture)
    frame = inner(picture)
    path = path_to(picture, frame)
    picture.browser.hover(*frame.center)
    expect(picture.text(".info .name"), frame.name, "the name")
    share = percent(work.stacks.below(path).total, work.stacks.total)
    expect(f"{share} of all" in picture.text(".info .numbers"), True, f"{share} of all in {picture.text('.info .numbers')}")
    picture.click(frame)
    below = max((other for other in picture.frames if other.level > frame.level), key=lambda other: other.width)
    picture.browser.hover(*below.center)
    part = percent(below.total, frame.total)
    if part != "100%":
        expect(f"{part} of what is shown" in picture.text(".info .numbers"), True, f"{part} in {picture.text('.info .numbers')}")


def the_place_is_never_cut(picture, work):
    """However long the line of information is, the file and the line in it are seen"""
    for width, is_phone in ((1200, False), (760, False), (390, False), (390, True)):
        picture.browser.size(width, 800, is_phone=is_phone)
        try:
            picture.open(work.picture)
            frame = max((other for other in picture.frames if other.level > 3), key=lambda other: len(other.name))
            picture.browser.run("[...document.querySelectorAll('[role=treeitem]')].find((item) => item.getAttribute('aria-label')"
                                " === arguments[0]).focus()", frame.spoken)
            ends, edges, text = picture.browser.run("""
                const item = document.querySelector(".info .file");
                const text = document.querySelector(".info .text").getBoundingClientRect();
                const corner = (edge) => [edge.right, edge.bottom];
                return [corner(item.getBoundingClientRect()), corner(text), item.textContent];
                """)
            is_seen = all(end <= edge + 1 for end, edge in zip(ends, edges, strict=True))
            expect(is_seen and ":" in text, True, f"where {text!r} ends at {width}: {ends} of {edges}")
        finally:
            picture.browser.size(1200, 800)


def small_frames_come_back(picture, work):
    """A frame that is too narrow to be drawn is there when what it lies in is zoomed"""
    picture.open(work.deep_picture)
    shown = {frame.name for frame in picture.frames}
    expect("small" in shown, False, "whether a small frame is drawn")
    picture.click(picture.frame("narrow"))
    expect("small" in {frame.name for frame in picture.frames}, True, "whether it is drawn when zoomed")


def phone_fits(picture, work):
    """On a phone nothing leaves the screen, and a tap zooms"""
    picture.browser.size(360, 640, is_phone=True)
    try:
        picture.open(work.picture)
        out = picture.browser.run("""
            return [...document.querySelectorAll(".ui button, .ui input, .ui p, .ui h1, [role=treeitem] rect")].filter((item) => {
              const edge = item.getBoundingClientRect();
              return !item.closest("nav") && edge.width > 0 && (edge.left < -1 || edge.right > 361);
            }).map((item) => item.textContent || item.localName);
            """)
        expect(out, [], "what leaves the screen")
        frame = inner(picture)
        picture.browser.click(*frame.center, kind="touch")
        is_near(picture.frame(frame.name, frame.level).width, picture.room, "the width after a tap")
    finally:
        picture.browser.size(1200, 800)


def several_share_a_page(picture, work):
    """Several pictures in one page have ids of their own, and each is zoomed alone"""
    paths = [work.picture, work.other_picture, *work.static_pictures]
    pictures = [path.read_text(encoding="utf-8").split("?>", 1)[1] for path in paths]
    page = work.folder / "several.html"
    page.write_text("<!doctype html><meta charset=utf-8><title>Several</title>" + "".join(pictures), encoding="utf-8")
    picture.browser.open(page.as_uri())
    twice = picture.browser.run("""
        const ids = [...document.querySelectorAll("[id]")].map((item) => item.id);
        return ids.filter((id, index) => ids.indexOf(id) < index);
        """)
    expect(twice, [], "ids that are there twice")
    before, after = picture.browser.run("""
        const count = () => [...document.querySelectorAll("svg[data-live]")].map((svg) => svg.querySelectorAll(".above").length);
        const before = count();
        const items = document.querySelector("svg[data-live]").querySelectorAll("[role=treeitem]");
        items[Math.min(2, items.length - 1)].dispatchEvent(new MouseEvent("click", { bubbles: true }));
        return [before, count()];
        """)
    expect([len(before), before[0] == after[0], before[1:] == after[1:]], [2, False, True], "what one click zooms")


def names_do_nothing(picture, work):
    """Names that try to be markup, scripts or patterns are only names: shown, found, linked to"""
    for path in work.hostile_pictures:
        picture.open(path)
        expect(picture.browser.run("return document.querySelectorAll('script').length"), 1, "scripts")
        expect(picture.browser.run("return window.wasRun ?? false"), False, "whether a name was run")
        made = picture.browser.run("return document.querySelectorAll('[onload], [onclick], a, image, iframe, img').length")
        expect(made, 0, "elements made of names")
        for frame in [frame for frame in picture.frames if frame.width > 5][:60]:
            picture.open(path, "#pivot=" + picture.browser.run("return encodeURIComponent(arguments[0])", frame.name))
            middle = [other.name for other in picture.frames if other.level == 1]
            expect(middle, [frame.name], "the middle of a link")
        expect(picture.browser.run("return window.wasRun ?? false"), False, "whether a name was run")


def stands_without_scripts(picture, work):
    """As an image, where no script runs, all frames are drawn"""
    picture.browser.open("about:blank")
    source = work.picture.read_text(encoding="utf-8")
    colors = picture.browser.run("""
        const done = new Image();
        done.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(arguments[0]);
        return done.decode().then(() => {
          const canvas = document.createElement("canvas");
          [canvas.width, canvas.height] = [done.width, done.height];
          const pen = canvas.getContext("2d");
          pen.drawImage(done, 0, 0, done.width, done.height);
          const pixels = pen.getImageData(0, 0, done.width, done.height).data;
          const found = new Set();
          for (let place = 0; place < pixels.length; place += 4) found.add(pixels.slice(place, place + 3).join());
          return found.size;
        });
        """, source)
    expect(colors > 20, True, f"{colors} colours in the image")


def failure_leaves_the_picture(picture, work):
    """A script that fails, at once or later, leaves the picture that needs none"""
    source = work.picture.read_text(encoding="utf-8")
    for name, (part, other) in {"at-once": ("<metadata>{", "<metadata>"), "later": ('"legend":[', '"legend":5,"unused":[')}.items():
        path = work.folder / f"broken-{name}.svg"
        path.write_text(source.replace(part, other), encoding="utf-8")
        picture.open(path)
        expect(bool(picture.browser.errors()), True, "whether it fails")
        expect(picture.browser.run(STILL), [True, 0, source.count("<g><title>")], f"what is shown after a failure {name}")


def sums_are_of_the_whole_profile(picture, work):
    """Callers, search and information of a function say what top says, though most frames are not in the file"""
    table = work.run("top", work.large_profile, "--format", "csv", "--nodecount", "0", "--unit", "ns")
    rows = list(csv.DictReader(io.StringIO(table)))
    total = work.run("folded", work.large_profile)
    whole = sum(int(line.rsplit(" ", 1)[1]) for line in total.splitlines())
    parts = 0
    for row in rows[:: len(rows) // 12]:
        picture.open(work.large_picture, "#pivot=" + picture.browser.run("return encodeURIComponent(arguments[0])", row["name"]))
        wanted = picture.browser.run("return arguments[0] >= 1e9 ? (arguments[0] / 1e9).toFixed(2).replace(/\\.00$/, '') + 's'"
                                     " : (arguments[0] / 1e6).toFixed(2).replace(/\\.00$/, '') + 'ms'", int(row["cum"]))
        words = picture.text("nav")
        said = re.search(r": (?:(\S+) of )?(\S+?)(?: is shown here)?$", words)
        expect(said and said[2], wanted, f"what is said of {row['name']}: {words}")
        parts += said[1] is not None
        picture.paste(row["name"])
        if picture.matched.startswith("1 function,"):
            expect(percent(int(row["cum"]), whole) + " of all" in picture.matched, True,
                   f"{percent(int(row['cum']), whole)} of all in {picture.matched}")
    expect(parts > 0, True, "whether only a part of some function is shown")


def a_policy_can_name_them(picture, work):
    """Style and scripts run under a policy of their hashes, the same for all pictures, and the picture is alive"""
    sources = [path.read_text(encoding="utf-8").split("?>", 1)[1] for path in (work.picture, work.comparisons["union"].picture)]
    hashes = []
    for source in sources:
        texts = re.findall(r"<(?:style|script)>(.*?)</(?:style|script)>", source, re.DOTALL)
        texts = [text.removeprefix("<![CDATA[").removesuffix("]]>") for text in texts]
        hashes.append(["'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'" for text in texts])
    expect(hashes[0], hashes[1], "the hashes of another picture")
    style, *scripts = hashes[0]
    page = work.folder / "policy.html"
    for policy, live in ((f"default-src 'none'; style-src {style}; script-src {' '.join(scripts)}", len(sources)),
                         (f"default-src 'none'; style-src 'self'; script-src {' '.join(scripts)}", 0)):
        page.write_text(f'<!doctype html><meta charset=utf-8><meta http-equiv="Content-Security-Policy" content="{policy}">'
                        "<title>Policy</title>" + "".join(sources), encoding="utf-8")
        picture.browser.open(page.as_uri())
        expect(picture.browser.run("return document.querySelectorAll('svg[data-live]').length"), live, f"live pictures under {policy[:60]}")
        black = picture.browser.run("return [...document.querySelectorAll('.frames rect')].filter((item) => "
                                    "getComputedStyle(item).fill === 'rgb(0, 0, 0)').length")
        expect(black, 0, "black frames")
        picture.browser.errors()


def the_same_picture_may_stand_twice(picture, work):
    """A page with the same file twice has no id twice, and each is zoomed alone"""
    source = work.picture.read_text(encoding="utf-8").split("?>", 1)[1]
    page = work.folder / "twice.html"
    page.write_text("<!doctype html><meta charset=utf-8><title>Twice</title>" + source + source, encoding="utf-8")
    picture.browser.open(page.as_uri())
    expect(picture.browser.run("return document.querySelectorAll('svg[data-live]').length"), 2, "live pictures")
    expect(picture.browser.run("return document.querySelectorAll('[id]').length"), 0, "ids")
    heights = picture.browser.run("return [...document.querySelectorAll('svg[data-live]')].map((item) => item.getBoundingClientRect().height)")
    expect(heights[0], heights[1], "the height of the other")


# How wide the root of a picture and its room are, and how high the picture and what is in it.
DRAWN = """
const edge = (selector) => document.querySelector(selector)?.getBoundingClientRect() ?? { width: 0, height: 0 };
return [edge("[role=treeitem] rect").width, edge(".scroll svg").width, edge("svg").height, edge(".ui").height];
"""
# Shows a holder, and goes on when the screen was drawn.
SHOW = "document.querySelector('#holder').style.cssText = 'width: 600px'; setTimeout(arguments[0], 300);"


def what_was_hidden_is_drawn_when_shown(picture, work):
    """In a tab that is opened later, or in a frame without a width at first, a picture is drawn once there is room"""
    source = work.picture.read_text(encoding="utf-8").split("?>", 1)[1]
    page = work.folder / "hidden.html"
    inline = f'<div id="holder" style="display: none">{source}</div>'
    framed = f'<div id="holder" style="STYLE"><iframe src="{work.picture.name}" style="width: 100%; height: 500px; border: 0"></iframe></div>'
    for kind, content in {"a hidden element": inline, "an empty frame": framed.replace("STYLE", "width: 0"),
                          "a hidden frame": framed.replace("STYLE", "display: none")}.items():
        page.write_text(f"<!doctype html><meta charset=utf-8><title>Hidden</title>{content}", encoding="utf-8")
        picture.browser.open(page.as_uri())
        height = picture.browser.run("return document.querySelector('svg')?.getAttribute('height')")
        expect(height != "0", True, f"whether there is a height in {kind}")
        picture.browser.run_until(SHOW)
        if "frame" in kind:
            picture.browser.enter_frame(0)
        root, room, height, inside = picture.browser.run(DRAWN)
        picture.browser.enter_frame(None)
        expect(room > 500 and abs(root - room) < 1, True, f"the width of the root in {kind}: {root} of {room}")
        expect(height >= inside - 1, True, f"the height in {kind}: {height} of {inside}")


def paper_is_enough(picture, work):
    """Printed, nothing is cut off or dark, and no button is there"""
    for path in (work.picture, work.large_picture, work.tall_picture):
        picture.open(path)
        picture.search(work.subject.query if path == work.picture else "o")
        picture.browser.scheme("dark")
        try:
            picture.browser.run("window.dispatchEvent(new Event('beforeprint'))")
            picture.browser.develop("Emulation.setEmulatedMedia", media="print")
            picture.browser.size(720, 1000)
            edges = picture.browser.run("""
                return [...document.querySelectorAll("[role=treeitem] rect")].map((item) => item.getBoundingClientRect())
                  .map((edge) => [edge.left, edge.right, edge.bottom]).reduce((most, edge) => most.map((side, place) =>
                    place === 0 ? Math.min(side, edge[0]) : Math.max(side, edge[place])), [1e9, 0, 0]);
                """)
            expect(edges[0] >= 0 and edges[1] <= 721 and edges[2] <= 1001, True, f"where the frames of {path.name} end: {edges}")
            shown = picture.browser.run("return [...document.querySelectorAll('.tools button, .info button, .status > button')]"
                                        ".filter((item) => item.getBoundingClientRect().width > 0).length")
            expect(shown, 0, "buttons on paper")
            ground = picture.browser.run("return getComputedStyle(document.querySelector('.ui')).backgroundColor")
            expect(ground, "rgb(255, 255, 255)", "the ground")
            widest, bottom, top = picture.browser.run("""
                const frames = [...document.querySelectorAll("[role=treeitem] rect")].map((item) => item.getBoundingClientRect());
                return [frames[0].width, document.querySelector(".words").getBoundingClientRect().bottom, frames[0].top];
                """)
            expect(widest > 400, True, f"the width of the frames of {path.name}: {widest}")
            expect(bottom <= top, True, f"where the legend and the notes of {path.name} end: {bottom}, frames begin at {top}")
            cut = picture.browser.run("return [...document.querySelectorAll('.name, .numbers, .amounts, .where, .found')]"
                                      ".filter((item) => item.scrollWidth > item.clientWidth + 1 && getComputedStyle(item).overflow !== 'visible')"
                                      ".map((item) => item.className)")
            expect(cut, [], "words that are cut off on paper")
        finally:
            picture.browser.size(1200, 800)
            picture.browser.develop("Emulation.setEmulatedMedia", media="")
            picture.browser.scheme("light")


def a_chart_has_a_time_axis(picture, work):
    """Above frames in the order of time stand times, which follow the zoom"""
    picture.open(work.chart)
    marks = picture.texts(".axis text")
    expect(len(marks) > 3, True, f"marks: {marks}")
    picture.click(inner(picture))
    expect(picture.texts(".axis text") != marks, True, "marks when zoomed")


def nothing_is_said_to_be_nothing(picture, work):
    """A profile of zeros gives a picture that says so, and whose keys do no harm"""
    picture.open(work.empty_picture)
    expect("Nothing to draw" in picture.text(".words"), True, "what is said")
    picture.browser.press("p", "c", "n", "Escape", "ArrowDown", "?")


def fingers_find_buttons(picture, work):
    """Where fingers point, what is pressed is 44 pixels high"""
    picture.browser.develop("Emulation.setTouchEmulationEnabled", enabled=True)
    picture.browser.size(360, 640, is_phone=True)
    try:
        picture.open(work.picture)
        picture.click(inner(picture))
        small = picture.browser.run("""
            return [...document.querySelectorAll(".ui button, .ui input")].filter((item) => {
              const edge = item.getBoundingClientRect();
              return edge.width > 0 && edge.height < 44;
            }).map((item) => item.textContent || item.localName);
            """)
        expect(small, [], "what is too small")
    finally:
        picture.browser.develop("Emulation.setTouchEmulationEnabled", enabled=False)
        picture.browser.size(1200, 800)


CASES = [
    everything_is_there, words_are_right, the_place_is_never_cut, small_frames_come_back, failure_leaves_the_picture, phone_fits, several_share_a_page,
    names_do_nothing, stands_without_scripts, sums_are_of_the_whole_profile, a_policy_can_name_them, the_same_picture_may_stand_twice,
    what_was_hidden_is_drawn_when_shown, paper_is_enough, a_chart_has_a_time_axis, nothing_is_said_to_be_nothing, fingers_find_buttons,
]
