"""What must hold of a flame graph in a browser. A case is a function; its first line says what holds."""

import time

from stacks import percent


def expect(found, wanted, what):
    if found != wanted:
        raise AssertionError(f"{what}: {found!r}, not {wanted!r}")


def is_near(found, wanted, what, within=1.0):
    if abs(found - wanted) > within:
        raise AssertionError(f"{what}: {found}, not {wanted}")


def inner(picture):
    """A frame to work with: the widest that is neither the root nor as wide as it."""
    frames = [frame for frame in picture.frames if 60 < frame.width < 0.9 * picture.room]
    return max(frames, key=lambda frame: (frame.width, -frame.level))


def path_to(picture, frame):
    """The names from below the root to a frame."""
    above = [other for other in picture.frames
             if 1 < other.level <= frame.level and other.left <= frame.center[0] < other.left + other.width]
    return [other.name for other in sorted(above, key=lambda other: other.level)]


def everything_is_there(picture, work):
    """Opens without errors, the root has the total, frames have roles, labels and places in the order of the tabulator"""
    picture.open(work.picture)
    frames = picture.frames
    expect(frames[0].name, "all", "the first frame")
    expect(frames[0].total, work.stacks.total, "the total")
    expect([frame.name for frame in frames if not frame.spoken.startswith(frame.name)], [], "frames that are called differently")
    expect(picture.browser.run("return document.querySelectorAll('[role=treeitem][tabindex=\"0\"]').length"), 1, "stops of the tabulator")
    expect(len(picture.texts("table.unseen tr")) > 3, True, "a table of the largest frames")
    wanted = max(value for name, value in work.own.items())
    row = picture.texts("table.unseen td")[:1]
    expect(work.own[row[0]], wanted, "the first of the table")


def click_zooms(picture, work):
    """A click zooms, ancestors stay as full rows, breadcrumbs, Escape, the button and the way back lead out"""
    picture.open(work.picture)
    frame = inner(picture)
    path = path_to(picture, frame)
    whole = len({other.line for other in picture.frames})
    picture.click(frame)
    zoomed = picture.frame(frame.name, frame.level)
    is_near(zoomed.width, picture.room, "the width of a zoomed frame")
    expect([other.name for other in picture.frames if other.isAbove], ["all", *path[:-1]], "the frames above")
    expect(len(picture.texts("nav li")), len(path), "breadcrumbs")
    expect(len({other.line for other in picture.frames}) <= whole, True, "that the height does not grow")
    picture.browser.press("Escape")
    expect(picture.fragment, "", "the address of all")
    picture.browser.back()
    is_near(picture.frame(frame.name, frame.level).width, picture.room, "the width after going back")
    picture.push("Reset")
    is_near(picture.frame(frame.name, frame.level).width, frame.width, "the width after a reset")
    picture.click(picture.frame(frame.name, frame.level))
    picture.push(picture.texts("nav li button")[0])
    is_near(picture.frame(frame.name, frame.level).width, frame.width, "the width after the first breadcrumb")


def search_finds(picture, work):
    """A search marks names alone, and its percentage is right for all and for the zoomed part"""
    picture.open(work.picture)
    frame = inner(picture)
    path = path_to(picture, frame)
    for pattern in work.patterns:
        picture.search(pattern)
        expect(picture.matched, f"{work.stacks.matched(pattern)} matched", f"what {pattern} matches")
    picture.browser.press("Escape", "Escape")
    expect(picture.matched, "", "what nothing matches")
    picture.click(picture.frame(frame.name, frame.level))
    for pattern in work.patterns:
        picture.search(pattern)
        expect(picture.matched, f"{work.stacks.below(path).matched(pattern)} matched", f"what {pattern} matches when zoomed")
    picture.search("[")
    expect(picture.matched, "not a regular expression", "what is said of a wrong pattern")


def matches_are_walked(picture, work):
    """Enter in the field, n and N go from one match to the next and back, in the order of the picture"""
    picture.open(work.picture)
    pattern = work.patterns[0]
    picture.search(pattern)
    matches = [frame.name for frame in picture.frames if frame.isMatch]
    expect(len(matches) > 1, True, "several matches")
    picture.browser.press("Enter")
    first = picture.focused
    picture.browser.press("n")
    second = picture.focused
    expect(first in matches and second in matches, True, "that matches are chosen")
    picture.browser.press("N")
    expect(picture.focused, first, "the match before")


def keys_move(picture, work):
    """Arrows move between frames that touch, Enter zooms, / is for searching, Escape leads out, Home to the root"""
    picture.open(work.picture)
    for _ in range(20):
        picture.browser.press("Tab")
        if picture.focused:
            break
    expect(picture.focused, "all", "where the tabulator leads")
    picture.browser.press("ArrowDown")
    below = max((frame for frame in picture.frames if frame.level == 2), key=lambda frame: frame.width)
    expect(picture.focused, below.name, "the frame below")
    for key, side in (("ArrowRight", 1), ("ArrowLeft", -1)):
        beside = [frame for frame in picture.frames if frame.level == 2 and (frame.left - below.left) * side > 0]
        if beside:
            picture.browser.press(key)
            expect(picture.focused, min(beside, key=lambda frame: abs(frame.left - below.left)).name, key)
            below = picture.frame(picture.focused, 2)
    picture.browser.press("Enter")
    is_near(picture.frame(below.name, 2).width, picture.room, "the width after Enter")
    picture.browser.press("ArrowUp")
    expect(picture.focused, "all", "the frame above")
    picture.browser.press("Escape")
    expect(picture.fragment, "", "the address of all")
    picture.browser.press("/")
    expect(picture.browser.run("return document.activeElement.type"), "search", "what / focuses")


def pivot_turns(picture, work):
    """A pivot joins a function wherever it is: callers above, callees below, each with its part"""
    picture.open(work.picture)
    name = work.pivot
    total, callers, callees = work.stacks.around(name)
    target = next(frame for frame in picture.frames if frame.name == name)
    picture.browser.hover(*target.center)
    picture.browser.run("document.querySelectorAll('[role=treeitem]').forEach((item) => item.getBoundingClientRect().left"
                        " === arguments[0] && item.getBoundingClientRect().top === arguments[1] && item.focus())",
                        target.left, target.top)
    picture.push("Callers")
    frames = picture.frames
    center = next(frame for frame in frames if frame.level == 1)
    expect((center.name, center.total), (name, total), "the function in the middle")
    for level, wanted in ((0, callers), (2, callees)):
        shown = {frame.name: frame.total for frame in frames if frame.level == level}
        expect({key: wanted[key] for key in shown}, shown, "callers" if level == 0 else "callees")
        expect(bool(shown), bool(wanted), "that there are some")
    expect("pivot=" in picture.fragment, True, "that the address has it")
    picture.push("Callers")
    expect(picture.frames[0].name, "all", "the first frame after that")


def a_link_leads_back(picture, work):
    """The address brings back zoom, search and pivot, in newer data too; a wrong one does no harm"""
    picture.open(work.picture)
    frame = inner(picture)
    picture.click(frame)
    picture.search(work.patterns[0])
    fragment = picture.fragment
    matched = picture.matched
    for path in (work.picture, work.other_picture):
        picture.open(path, fragment)
        is_near(picture.frame(frame.name, frame.level).width, picture.room, f"the width in {path.name}")
    picture.open(work.picture, fragment)
    expect(picture.matched, matched, "what the link matches")
    picture.open(work.picture, "#pivot=" + work.pivot)
    expect(picture.frame(work.pivot, 1).total, work.stacks.around(work.pivot)[0], "the pivot of the link")
    for wrong in ("#zoom=%zz;nowhere", "#pivot=nobody", "#search=[", "#&&=&zoom", "#zoom=" + "a;" * 500):
        picture.open(work.picture, wrong)
        expect(picture.frames[0].total, work.stacks.total, f"the total after {wrong[:20]}")


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


def small_frames_come_back(picture, work):
    """A frame that is too narrow to be drawn is there when what it lies in is zoomed"""
    picture.open(work.deep_picture)
    shown = {frame.name for frame in picture.frames}
    expect("small" in shown, False, "whether a small frame is drawn")
    picture.click(picture.frame("narrow"))
    expect("small" in {frame.name for frame in picture.frames}, True, "whether it is drawn when zoomed")


def phone_fits(picture, work):
    """On a phone nothing leaves the screen, and a tap zooms"""
    picture.browser.size(390, 844, is_phone=True)
    try:
        picture.open(work.picture)
        out = picture.browser.run("""
            return [...document.querySelectorAll(".ui button, .ui input, .ui p, .ui h1, [role=treeitem] rect")].filter((item) => {
              const edge = item.getBoundingClientRect();
              return !item.closest("nav") && edge.width > 0 && (edge.left < -1 || edge.right > 391);
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
    pictures = [path.read_text(encoding="utf-8").split("?>", 1)[1] for path in (work.picture, work.other_picture, work.static_picture)]
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
        expect(picture.browser.run("return document.querySelectorAll('script').length"), 2, "scripts")
        expect(picture.browser.run("return window.wasRun ?? false"), False, "whether a name was run")
        expect(picture.browser.run("return document.querySelectorAll('[onload], [onclick], a, image, iframe, img').length"), 0, "elements made of names")
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


def a_comparison_is_walked(picture, work):
    """A picture of two profiles zooms, its search is right for both sides, and each frame says what changed"""
    picture.open(work.comparison_picture)
    expect(picture.frames[0].total, work.both_stacks.total, "the width of both sides")
    expect([frame.name for frame in picture.frames if " → " not in frame.spoken], [], "frames that do not say what changed")
    pattern = work.patterns[0]
    picture.search(pattern)
    expect(picture.matched, f"{work.both_stacks.matched(pattern)} of both sides matched", f"what {pattern} matches")
    frame = inner(picture)
    path = path_to(picture, frame)
    picture.click(frame)
    is_near(picture.frame(frame.name, frame.level).width, picture.room, "the width of a zoomed frame")
    expect(picture.matched, f"{work.both_stacks.below(path).matched(pattern)} of both sides matched", "what matches when zoomed")
    expect(picture.browser.run("return document.querySelectorAll('.bar').length > 0"), True, "bars of what changed")


CASES = [everything_is_there, click_zooms, search_finds, matches_are_walked, keys_move, pivot_turns, a_link_leads_back,
         words_are_right, small_frames_come_back, a_comparison_is_walked, phone_fits, several_share_a_page, names_do_nothing, stands_without_scripts]
