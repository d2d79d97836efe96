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
    picture.push("Reset")
    is_near(picture.frame(frame.name, frame.level).width, frame.width, "the width after a reset")
    picture.click(picture.frame(frame.name, frame.level))
    picture.push(picture.texts("nav li button")[0])
    is_near(picture.frame(frame.name, frame.level).width, frame.width, "the width after the first breadcrumb")


def search_finds(picture, subject):
    """A search marks names alone, and its percentage is right for all and for the zoomed part"""
    picture.open(subject.picture)
    frame = inner(picture)
    path = path_to(picture, frame)
    for pattern in subject.patterns:
        picture.search(pattern)
        expect(picture.matched, subject.matched(subject.stacks, pattern), f"what {pattern} matches")
    picture.browser.press("Escape", "Escape")
    expect(picture.matched, "", "what nothing matches")
    picture.click(picture.frame(frame.name, frame.level))
    for pattern in subject.patterns:
        picture.search(pattern)
        expect(picture.matched, subject.matched(subject.stacks.below(path), pattern), f"what {pattern} matches when zoomed")
    picture.search("[")
    expect(picture.matched, "not a regular expression", "what is said of a wrong pattern")


def matches_are_walked(picture, subject):
    """Enter in the field, n and N go from one match to the next and back, in the order of the picture"""
    picture.open(subject.picture)
    pattern = subject.patterns[0]
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
    picture.search(subject.patterns[0])
    fragment = picture.fragment
    matched = picture.matched
    for path in (subject.picture, subject.other_picture):
        picture.open(path, fragment)
        is_near(picture.frame(frame.name, frame.level).width, picture.room, f"the width in {path.name}")
    picture.open(subject.picture, fragment)
    expect(picture.matched, matched, "what the link matches")
    picture.open(subject.picture, "#pivot=" + subject.pivot)
    expect(picture.frame(subject.pivot, 1).total, subject.stacks.around(subject.pivot)[0], "the pivot of the link")
    for wrong in ("#zoom=%zz;nowhere", "#pivot=nobody", "#search=[", "#&&=&zoom", "#zoom=" + "a;" * 500):
        picture.open(subject.picture, wrong)
        expect(picture.frames[0].total, subject.stacks.total, f"the total after {wrong[:20]}")


CASES = [click_zooms, search_finds, matches_are_walked, keys_move, pivot_turns, a_link_leads_back]
