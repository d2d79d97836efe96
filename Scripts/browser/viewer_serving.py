"""What must hold of a page that a server has sent. A case gets the page and the work. What the browser complains
about is taken where a request is refused, and must be nothing elsewhere: no violation of the policy."""

import contextlib

import contrast
from expectations import expect
from viewer_safety import LOWEST_CONTRAST, TEXTS, numbers_of
from viewer_server import ROOT, serving
from work import HEAPS

LINKS = "return [...document.querySelectorAll(arguments[0])].map((link) => [link.textContent, link.getAttribute('href')])"
DROP = """
const data = new DataTransfer();
for (const [name, text] of arguments[0]) data.items.add(new File([text], name));
for (const kind of ["dragover", "drop"]) {
  document.querySelector(".viewer").dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: data }));
}
"""
PASTE = """
const data = new DataTransfer();
data.setData("text/plain", arguments[1]);
const event = new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData: data });
document.querySelector(arguments[0]).dispatchEvent(event);
return event.defaultPrevented;
"""


@contextlib.contextmanager
def opened(page, work, query="p=1", fragment="", **more):
    """A page as a server sends it, and what is served."""
    with serving(work.view("served", HEAPS[1], "--quiet")) as (served, address):
        served.more = more
        page.browser.open("about:blank")
        page.browser.open(f"{address}view?{query}{fragment}")
        page.wait("return !!document.querySelector('.viewer .served')")
        page.settle()
        served.asked.clear()
        yield served


def sheet(page):
    return page.text("dialog .sheet")


def expect_refusals(page):
    """Nothing but refused requests is complained about."""
    found = page.browser.errors()
    expect([error for error in found if "Failed to load resource" not in error], [], "what is complained about")


def only_a_server_has_its_row(page, work):
    """A file has nothing of a server; a page of a server has the command, and no violation of its policy"""
    page.open(work.view("alone", HEAPS[1]))
    expect(page.browser.run("return document.querySelectorAll('.served, .notice, form').length"), 0, "parts of a server in a file")
    page.browser.press("f")
    expect(page.browser.run("return document.querySelectorAll('dialog').length"), 0, "sheets of a server in a file")
    with opened(page, work, "p=1&focus=listen"):
        expect(page.text(".command"), "pproftool view --focus listen heap.pb.gz", "the command")
        expect(page.browser.run(LINKS, ".served a"), [["All profiles", ROOT]], "where the link leads")
        for view in ("Callers", "Table", "Source", "Tree", "Flame"):
            page.push(view)
        page.push("Copy")
        page.wait("return /^(Copied|Selected)$/.test(document.querySelector('.command + button').textContent)")
        expect(page.browser.errors(), [], "what is complained about")


def a_filter_is_another_page(page, work):
    """Filters are a form of the same page: what is empty is left out, all else is kept, and back goes back"""
    with opened(page, work, "p=1&base=2&focus=listen&sample-index=alloc_space&nodecount=9", "#v=table&z=00") as served:
        page.browser.press("f")
        expect(page.browser.run("return document.activeElement.name"), "focus", "where the focus is")
        page.browser.press(*"listening")
        page.browser.run("document.querySelector('[name=hide]').value = 'a+b&c'; document.querySelector('[name=granularity]').value = 'lines'")
        page.push("Apply")
        page.wait("return new URLSearchParams(location.search).has('hide') && !!document.querySelector('.served')")
        expect(served.asked, [("GET", "view", {"p": "1", "base": "2", "sample-index": "alloc_space", "nodecount": "9", "focus": "listening",
                                               "hide": "a+b&c", "granularity": "lines"})], "what is asked for")
        expect(page.fragment, "#v=table", "what is kept behind the #")
        page.push("Filter (3)")
        page.click("dialog .acts a")
        page.wait("return !new URLSearchParams(location.search).has('hide') && !!document.querySelector('.served')")
        expect(served.asked[-1][2], {"p": "1", "base": "2", "sample-index": "alloc_space", "nodecount": "9"}, "what is asked for without a filter")
        page.browser.back()
        page.browser.back()
        page.wait("return new URLSearchParams(location.search).get('focus') === 'listen' && !!document.querySelector('.served')")


def reports_are_links(page, work):
    """Each report in each format is a link with the filters and the type that is shown; peek and list get the function"""
    with opened(page, work, "p=1&focus=a%26b", "#q=newStream"):
        page.browser.press("n", "1")
        page.settle()
        page.push("Reports")
        links = dict(page.browser.run("return [...document.querySelectorAll('dialog dd a')].map((link) => [link.ariaLabel, link.getAttribute('href')])"))
        expect(links["top as json"], ROOT + "report/top?p=1&focus=a%26b&sample-index=alloc_objects&format=json", "top")
        expect(list(links), ["top as text", "top as json", "top as pprof", "peek as text", "list as text"], "reports")
        page.browser.run("const field = document.querySelector('dialog input'); field.value = 'a.*'; field.dispatchEvent(new Event('input'))")
        expect(page.browser.run(LINKS, "dialog dd a")[3][1].split("&")[-1], "function=a.*", "the pattern of peek")
        page.browser.run("const field = document.querySelector('dialog input'); field.value = ''; field.dispatchEvent(new Event('input'))")
        expect(page.browser.run(LINKS, "dialog dd a")[3][1], None, "peek at nothing")
    with opened(page, work, "p=1", "#v=table&q=buffer.newStream"):
        page.click(".wide tbody tr:not(.space)")
        page.push("Reports")
        expect(page.browser.run("return document.querySelector('dialog input').value"),
               "^github\\.com/techfrontier/event-router/internal/buffer\\.newStream$", "the function that is asked for")


def a_dropped_profile_is_opened(page, work):
    """One file that is dropped is opened; its bytes and its name arrive as they are"""
    with opened(page, work) as served:
        page.browser.run(DROP, [["a é <b>.pb", "profile\0\n"]])
        page.wait("return location.search === '?p=3' && !!document.querySelector('.served')")
        expect(served.uploads, [("a é <b>.pb", b"profile\0\n")], "what has arrived")
        expect(served.asked, [("POST", "upload", {}), ("GET", "view", {"p": "3"})], "what is asked for")


def several_are_listed(page, work):
    """Of several files all are listed, to be opened or compared; those that are refused with the words of the server"""
    with opened(page, work) as served:
        page.browser.run(DROP, [["a.pb", "profile"], ["no <img>.txt", "what?"], ["b.pb", "profileprofile"]])
        page.wait("return !!document.querySelector('dialog .refused')")
        expect(page.texts("dialog .refused li"), ["no <img>.txt: it is no profile, but a text"], "what was refused")
        expect(page.browser.run("return document.querySelectorAll('.viewer img').length"), 0, "elements made of names")
        links = page.browser.run(LINKS, "dialog .profiles a")
        expect(len(links), 8, "links to other profiles")
        expect(links[2:4], [["Open", ROOT + "view?p=3"], ["Compare with this one", ROOT + "view?p=3&base=1"]], "links of a new one")
        expect([kind for kind, *_ in served.asked], ["POST", "POST", "POST"], "what is asked for")
        page.browser.press("Escape")
        expect(page.browser.run("return document.querySelectorAll('dialog').length"), 0, "sheets after Esc")
        expect_refusals(page)


def a_text_is_pasted(page, work):
    """A pasted text is a file, but not in a field; nothing is taken where it may not be"""
    with opened(page, work) as served:
        expect(page.browser.run(PASTE, ".tools input", "profile"), False, "whether a field loses what is pasted")
        page.browser.run(PASTE, ".viewer", "goroutine 1 [running]:")
        page.wait("return !!document.querySelector('dialog .refused')")
        expect(served.uploads, [("pasted.txt", b"goroutine 1 [running]:")], "what has arrived")
        expect_refusals(page)
    with opened(page, work, mayUpload=False) as served:
        page.browser.run(PASTE, ".viewer", "profile")
        page.browser.run(DROP, [["a.pb", "profile"]])
        page.push("Profiles")
        expect("Open a file" in sheet(page), False, "whether there is a button for files")
        expect(served.asked, [], "what is asked for")


def a_changed_file_is_read_again(page, work):
    """A file that changed is said when one comes back to the page, and read again on demand, in the place that is shown"""
    with opened(page, work, "p=1", "#v=table") as served:
        page.browser.run("dispatchEvent(new Event('focus'))")
        page.settle()
        expect(page.text(".notice"), "", "what is said of a file that is as it was")
        served.changed.add(1)
        page.browser.run("dispatchEvent(new Event('focus'))")
        page.wait("return document.querySelector('.notice').textContent.startsWith('heap.pb.gz changed on disk')")
        served.asked.clear()
        page.push("Read again")
        page.wait("return document.querySelector('.viewer')?.dataset.view === 'table' && document.querySelector('.notice')?.textContent === ''")
        expect(served.asked[:2], [("POST", "again", {"p": "1"}), ("GET", "view", {"p": "1"})], "what is asked for")
    with opened(page, work, again="service") as served:
        page.browser.run("dispatchEvent(new Event('focus'))")
        page.push("Fetch again")
        page.wait("return document.querySelector('.notice').textContent.includes('the service answers 503')")
        expect([kind for kind, *_ in served.asked], ["POST"], "what is asked for")
        expect_refusals(page)


def an_ended_server_is_said(page, work):
    """A server that has ended is said; what is shown stays"""
    with opened(page, work) as served:
        served.is_down = True
        page.browser.run("dispatchEvent(new Event('focus'))")
        page.wait("return document.querySelector('.notice').textContent.includes('the server does not answer')")
        page.click(".notice button")
        expect(page.text(".notice"), "", "what is said after Close")
        expect_refusals(page)


def source_is_asked_for(page, work):
    """Source that the page does not hold is asked of the server, a function at a time; why there is none stands there"""
    with opened(page, work, "p=1&focus=x", "#v=table&q=buffer.newStream") as served:
        page.click(".wide tbody tr:not(.space)")
        page.click(".place button.file")
        page.wait("return document.querySelectorAll('pre.source-lines .hot').length === 1")
        name = "github.com/techfrontier/event-router/internal/buffer.newStream"
        expect(served.asked, [("GET", "source", {"p": "1", "function": name, "focus": "x"})], "what is asked for")
        expect(page.name, name, "what the line above is about")
        expect("// <b>&amp;" in page.text("pre.source-lines"), True, "that source is text")
        page.search("malg")
        page.browser.press("Enter")
        page.wait("return document.querySelector('.source-words').textContent.startsWith('No source')")
        expect(page.text(".source-words"), "No source: no source of runtime.malg was found below --source-path", "why there is none")
        expect(page.name, "runtime.malg", "what the line above is about")
        page.browser.back()
        page.wait("return document.querySelectorAll('pre.source-lines .hot').length === 1")
        expect(len(served.asked), 2, "questions: what has come is not asked for again")
        expect_refusals(page)


def texts_of_a_server_can_be_read(page, work):
    """All texts of sheets and of the row have a contrast of at least 7, light and dark; paper has none of them"""
    for scheme in ("light", "dark"):
        page.browser.scheme(scheme)
        try:
            for button in ("Filter", "Reports", "Profiles"):
                with opened(page, work):
                    page.push(button)
                    for text, ink, behind in page.browser.run(TEXTS):
                        found = contrast.contrast(numbers_of(ink), numbers_of(behind))
                        expect(found >= LOWEST_CONTRAST, True, f"{found:.2f} for {text[:40]!r} in the {scheme}")
        finally:
            page.browser.scheme("light")
    with opened(page, work):
        page.browser.develop("Emulation.setEmulatedMedia", media="print")
        try:
            expect(page.texts(".served"), [], "rows of a server on paper")
        finally:
            page.browser.develop("Emulation.setEmulatedMedia", media="")


def a_phone_shows_it(page, work):
    """On a phone the row scrolls and the page does not; all that is pressed is at least 44 px high"""
    page.browser.size(360, 740, is_phone=True)
    page.browser.develop("Emulation.setTouchEmulationEnabled", enabled=True)
    try:
        with opened(page, work):
            expect(page.browser.run("return document.documentElement.scrollWidth <= innerWidth"), True, "whether the page is no wider")
            for button in ("Filter", "Reports", "Profiles"):
                page.browser.run("[...document.querySelectorAll('.served button')].find((item) => item.textContent === arguments[0]).click()", button)
                small = page.browser.run("""
                    return [...document.querySelectorAll("dialog :is(a[href], button, input:not([type=hidden], .unseen), select), .served :is(a, button)")]
                      .filter((item) => item.getBoundingClientRect().height < 44).map((item) => item.textContent || item.name);
                    """)
                expect(small, [], "what is too small in " + button)
                left, right = page.browser.run("const { left, right } = document.querySelector('dialog').getBoundingClientRect(); return [left, right]")
                expect(left >= 0 and right <= 360, True, "whether the sheet is no wider")
                page.browser.run("document.querySelector('dialog').close()")
    finally:
        page.browser.develop("Emulation.setTouchEmulationEnabled", enabled=False)
        page.browser.size(1200, 800)


CASES = [only_a_server_has_its_row, a_filter_is_another_page, reports_are_links, a_dropped_profile_is_opened, several_are_listed,
         a_text_is_pasted, a_changed_file_is_read_again, an_ended_server_is_said, source_is_asked_for, texts_of_a_server_can_be_read,
         a_phone_shows_it]
