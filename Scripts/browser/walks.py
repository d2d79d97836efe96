"""What a person can do with any picture, of one profile or of two. A case is a function; its first line says what holds."""

from expectations import expect, inner, is_near, path_to


def click_zooms(picture, subject):
    """A click zooms, ancestors stay as full rows, breadcrumbs, Escape, the button and the way back lead out"""
    picture.open(subject.picture)
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
    picture.push("Zoom out")
    is_near(picture.frame(frame.name, frame.level).width, frame.width, "the width after zooming out")
    picture.click(picture.frame(frame.name, frame.level))
    picture.push(picture.texts("nav li button")[0])
    is_near(picture.frame(frame.name, frame.level).width, frame.width, "the width after the first breadcrumb")


def search_finds(picture, subject):
    """A search finds plain text and patterns, and says how many functions and frames, which part of all and of what is zoomed"""
    picture.open(subject.picture)
    frame = inner(picture)
    path = path_to(picture, frame)
    for query, pattern in subject.queries.items():
        picture.search(query)
        expect(picture.matched, subject.matched(subject.stacks, pattern), f"what {query} matches")
    picture.browser.press("Escape", "Escape")
    expect(picture.matched, "", "what nothing matches")
    picture.click(picture.frame(frame.name, frame.level))
    for query, pattern in subject.queries.items():
        picture.search(query)
        expect(picture.matched, subject.matched(subject.stacks, pattern, subject.stacks.below(path)),
               f"what {query} matches when zoomed")
    for name in ("(*Stream).listen", "[go.shape", "/(/", "nobody is called so"):
        picture.search(name)
        wanted = [other.name for other in picture.frames if name in other.name]
        expect([other.name for other in picture.frames if other.isMatch], wanted, f"what {name} marks")
    for query, words in (("/(/", "Not a valid pattern"), ("/[/", "Not a valid pattern"), ("nobody is called so", "No function matches")):
        picture.search(query)
        expect(picture.matched, words, f"what is said of {query}")
    query, pattern = next(iter(subject.queries.items()))
    picture.search(f"  {query} ")
    expect(picture.matched, subject.matched(subject.stacks, pattern, subject.stacks.below(path)), f"what {query} matches with blanks around it")


def matches_are_walked(picture, subject):
    """Enter in the field, n and N go from one match to the next and back, in the order of the picture"""
    picture.open(subject.picture)
    pattern = subject.query
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
    shown = len([frame for frame in picture.frames if frame.isMatch])
    place, count = map(int, picture.text(".place").split(" of "))
    expect(place >= 1 and count >= shown, True, f"which match it is: {place} of {count}, {shown} wide ones")
    picture.browser.press("n")
    expect(picture.text(".place"), f"{place % count + 1} of {count}", "which match comes next")


def keys_move(picture, subject):
    """Arrows move between frames that touch, Enter zooms, / is for searching, Escape leads out, Home to the root"""
    picture.open(subject.picture)
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


def pivot_turns(picture, subject):
    """A pivot joins a function wherever it is: callers above, callees below, each with its part"""
    picture.open(subject.picture)
    name = subject.pivot
    total, callers, callees = subject.stacks.around(name)
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


def a_link_leads_back(picture, subject):
    """The address brings back zoom, search and pivot, in newer data too; a wrong one does no harm"""
    picture.open(subject.picture)
    frame = inner(picture)
    picture.click(frame)
    picture.search(subject.query)
    fragment = picture.fragment
    matched = picture.matched
    for path in (subject.picture, subject.other_picture):
        picture.open(path, fragment)
        is_near(picture.frame(frame.name, frame.level).width, picture.room, f"the width in {path.name}")
    picture.open(subject.picture, fragment)
    expect(picture.matched, matched, "what the link matches")
    picture.open(subject.picture, "#pivot=" + subject.pivot)
    expect(picture.frame(subject.pivot, 1).total, subject.stacks.around(subject.pivot)[0], "the pivot of the link")
    for wrong, missing in {"#zoom=%zz;nowhere": "%zz", "#pivot=nobody": "nobody", "#search=[": "", "#&&=&zoom": "",
                           "#zoom=" + "a;" * 500: "a"}.items():
        picture.open(subject.picture, wrong)
        expect(picture.frames[0].total, subject.stacks.total, f"the total after {wrong[:20]}")
        words = f"{missing} is not in this picture" if missing else ""
        expect(picture.text("nav").startswith(words), True, f"what is said of {wrong[:20]}: {picture.text('nav')}")
    picture.open(subject.picture, "#search=/listen|main/")
    expect(picture.matched, "Press Enter to search for the pattern in the link", "that a link runs no pattern")
    picture.browser.press("/", "Enter")
    expect("function" in picture.matched, True, "what Enter finds")


def one_frame_is_current(picture, subject):
    """The line, the copied name and the button are about the frame that was pointed at last, though the pointer has left"""
    picture.open(subject.picture)
    frame = inner(picture)
    picture.browser.hover(*frame.center)
    expect(picture.text(".info .name"), frame.name, "the name under the pointer")
    picture.browser.hover(3, 3)
    expect(picture.text(".info .name"), frame.name, "the name when the pointer has left")
    picture.browser.run("""
        window.copied = null;
        Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => { window.copied = text; } }, configurable: true });
        """)
    picture.browser.press("c")
    expect(picture.browser.run("return window.copied"), frame.name, "what is copied")
    picture.browser.press("p")
    expect(next(other.name for other in picture.frames if other.level == 1), frame.name, "what is turned around")


def nothing_above_moves(picture, subject):
    """A double click does what a click does, for zoom, search and breadcrumbs move nothing above the frames"""
    picture.open(subject.picture)
    frame = inner(picture)
    top = picture.frames[0].top
    picture.click(frame)
    picture.click(picture.frame(frame.name, frame.level))
    fragment = picture.fragment
    expect(picture.frames[0].top, top, "the top of the frames when zoomed")
    picture.search(subject.query)
    expect(picture.frames[0].top, top, "the top of the frames when searched")
    picture.open(subject.picture)
    picture.browser.double_click(*inner(picture).center)
    expect(picture.fragment, fragment, "where a double click leads")


def roles_say_where_a_frame_is(picture, subject):
    """Frames say which of their siblings they are, and whether they are open; buttons are called what stands on them"""
    picture.open(subject.picture)
    items = picture.browser.run("""
        return [...document.querySelectorAll("[role=treeitem]")].map((item) =>
          ["aria-level", "aria-posinset", "aria-setsize", "aria-expanded"].map((name) => item.getAttribute(name)));
        """)
    expect(items[0], ["1", "1", "1", "true"], "what the root says")
    expect(all(1 <= int(place) <= int(size) for _, place, size, _ in items), True, "that places are among siblings")
    expect({state for *_, state in items}, {"true", None}, "whether frames are open")
    named = picture.browser.run("return [...document.querySelectorAll('button')].filter((item) => item.hasAttribute('aria-label')).length")
    expect(named, 0, "buttons with another name than their text")


def help_is_there(picture, subject):
    """The question mark shows keys and marks, and hides them again"""
    picture.open(subject.picture)
    picture.browser.press("?")
    expect("Italics" in (picture.text(".help:not([hidden])") or ""), True, "marks")
    picture.browser.press("?")
    expect(picture.text(".help:not([hidden])"), None, "help after another time")
    frame = inner(picture)
    picture.click(frame)
    picture.browser.press("?", "Escape")
    expect(picture.text(".help:not([hidden])"), None, "help after Escape")
    is_near(picture.frame(frame.name, frame.level).width, picture.room, "the width of what was zoomed after Escape")

CASES = [
    click_zooms, search_finds, matches_are_walked, keys_move, pivot_turns, a_link_leads_back, one_frame_is_current,
    nothing_above_moves, roles_say_where_a_frame_is, help_is_there,
]
