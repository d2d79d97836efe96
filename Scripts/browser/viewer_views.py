"""What must hold of the viewer's table, callers, tree, labels, and of what its address keeps."""

from expectations import expect
from viewer_cases import LEAKED, LISTEN, SERVE, SERVED, TOTAL

DISPATCH = "example.com/router.(*Router).dispatch"


def rows(page):
    """The rows of the table that are seen, each as the texts of its cells."""
    return page.browser.run("""
        return [...document.querySelectorAll(".table")].find((table) => table.getClientRects().length)
          .querySelectorAll("tbody tr:not(.space)").values().map((row) => [...row.cells].map((cell) => cell.textContent)).toArray();
        """)


def the_table_is_a_table(page):
    """The table has all functions, sorted by any head, with a row count, and few rows that are elements"""
    page.open(page.goroutines)
    page.browser.press("t")
    found = rows(page)
    expect(found[0], [LEAKED, "55.08%", LEAKED, "55.08%", LISTEN, "example.com/router/buffer"], "the first row")
    expect(page.browser.run("return document.querySelector('.wide table').getAttribute('aria-rowcount')"), "24", "the number of rows")
    page.click(".wide th.text button")
    names = [row[4] for row in rows(page)]
    expect(names, sorted(names), "the order by name")
    expect(page.texts("th[aria-sort=ascending]")[0].startswith("Function"), True, "what the table is sorted by")
    page.browser.press("t")
    expect(page.browser.run("return document.querySelector('.viewer').dataset.view"), "flame", "what t leads back to")


def rows_are_walked(page):
    """Arrows go through the rows, a row tells the line, Enter shows the callers"""
    page.open(page.goroutines)
    page.click(".table tbody tr:not(.space)")
    expect(page.name, LISTEN, "the function of the first row")
    page.browser.press("ArrowDown")
    expect(page.name, "example.com/liba.Work", "the function of the next row")
    everywhere = page.numbers.split(" ")[0]
    page.browser.press("Enter")
    expect(page.browser.run("return document.querySelector('.viewer').dataset.view"), "callers", "the view")
    expect(page.numbers.split(" ")[0], everywhere, "what the function has over all stacks")


def callers_are_joined(page):
    """One function over all stacks has its callers above and its callees below; a click turns to another"""
    page.open(page.goroutines)
    page.browser.hover(*page.point(0.6, 1))
    page.browser.press("s")
    expect(page.numbers.startswith(f"{SERVED} goroutines"), True, page.numbers)
    page.browser.hover(*page.point(0.2, 1))
    expect(page.name, "net/http.(*conn).serve", "what is below")
    page.browser.click(*page.point(0.2, 1))
    page.settle()
    page.browser.hover(*page.point(0.2, 0))
    expect(page.name, SERVE, "what is above")
    expect("f=" in page.fragment, True, "that the address says it")
    page.browser.back()
    page.wait("return document.querySelector('nav').textContent.includes('Serve:')")


def the_function_is_seen(page):
    """However many callers stand above a function, it is on the screen"""
    page.browser.size(1200, 420)
    try:
        page.open(page.goroutines)
        page.search("libc")
        page.browser.press("Enter")
        page.browser.run("document.activeElement.blur()")
        page.browser.press("s")
        page.settle()
        scrolled, height, whole = page.browser.run("""
            const room = document.querySelector(".scroll");
            return [room.scrollTop, room.clientHeight, document.querySelector(".whole").offsetHeight];
            """)
        expect(whole > height, True, "whether the picture is higher than its room")
        expect(scrolled > 0, True, "whether it is scrolled to the function")
        page.browser.hover(*page.point(0.5, (height / 2) / page.edge[3] - 0.5))
        expect(page.name, "example.com/libc.Work", "what is in the middle")
    finally:
        page.browser.size(1200, 800)


def all_views_agree(page):
    """Own and with callees of each function are the same in the table, in the callers, and in the folded stacks that are saved"""
    page.open(page.goroutines)
    _, text = page.saved("Folded")
    stacks = [(stack.split(";"), int(value)) for stack, value in (line.rsplit(" ", 1) for line in text.splitlines())]
    expect(sum(value for _, value in stacks), 116372, "the sum of the stacks")
    page.browser.press("t")
    for row in rows(page):
        wanted = sum(value for stack, value in stacks if row[4] in [name.replace(";", ":") for name in stack])
        expect(int(row[2].replace(",", "")), wanted, "what stacks have that hold " + row[4])
    for row in rows(page)[:6]:
        page.open(page.goroutines)
        page.browser.press("t")
        index = [other[4] for other in rows(page)].index(row[4])
        page.click(".wide tbody tr:not(.space)", index)
        page.browser.press("Enter")
        expect(page.numbers.split(" ")[0], row[2], "what the callers say of " + row[4])


def the_tree_opens(page):
    """The tree opens and closes by a click and by keys, and Enter zooms"""
    page.open(page.goroutines)
    page.push("Tree")
    names = page.texts(".line bdi")
    expect(names[:3], ["all", DISPATCH, LISTEN], "the heaviest way, which is open")
    page.click(".line")
    expect(page.texts(".line bdi"), ["all"], "what is left when the root is closed")
    page.browser.press("ArrowRight", "ArrowDown")
    expect(page.name, DISPATCH, "where keys lead")
    page.browser.press("ArrowLeft")
    expect(LISTEN in page.texts(".line bdi"), False, "whether what is below is closed")
    page.browser.press("Enter")
    expect(page.texts("nav li"), ["all", "router.(*Router).dispatch"], "what Enter zooms")


def labels_filter(page):
    """Values of labels can be the only ones or be left out, ranges too; pills say so and totals follow"""
    page.open(page.goroutines)
    page.push("Labels")
    expect(page.texts(".labels h3")[:2], ["state", "handler"], "the keys")
    page.click(".labels .value", 1)
    expect(page.texts(".pill bdi"), ["only state: chan receive"], "the pill")
    expect(page.numbers, "17,382 goroutines (100% of what is kept)", "what is kept")
    page.click(".labels .value", 0)
    expect(page.texts(".pill bdi"), ["only state: chan receive or select"], "the pill of two values")
    page.push("×")
    page.click(".labels .label-row > button:last-child")
    expect(page.texts(".pill bdi"), ["without state: select"], "the pill of what is left out")
    expect(page.numbers, "38,404 goroutines (100% of what is kept)", "what is left")
    page.push("×")
    last = page.browser.run("return [...document.querySelectorAll('.labels section')].at(-1).querySelector('h3').textContent")
    expect(last, "wait in minutes", "the numeric key")
    page.browser.run("[...document.querySelectorAll('.labels section')].at(-1).querySelector('.value').click()")
    expect(page.texts(".pill bdi")[0].startswith("only wait: "), True, "the pill of a range")


def a_link_leads_back(page):
    """Type, zoom, search, filters, colours and side come back by the address alone"""
    page.open(page.goroutines)
    page.push("Labels")
    page.click(".labels .value", 1)
    page.search("Server")
    page.push("Keep only")
    page.browser.press(*"conn", "Enter")
    page.browser.run("document.activeElement.blur()")
    page.browser.press("2")
    page.browser.click(*page.point(0.3, 1))
    wanted = [page.fragment, page.numbers, page.found, page.texts(".pill bdi"), page.texts("nav li")]
    page.open(page.goroutines, page.fragment)
    expect([page.fragment, page.numbers, page.found, page.texts(".pill bdi"), page.texts("nav li")], wanted, "what a link shows")
    page.open(page.difference, "#w=before&c=package&v=table")
    expect(page.texts(".drawing [aria-pressed=true]"), ["Before"], "the side of a link")
    expect(page.browser.run("return [document.querySelector('select').value, document.querySelector('.viewer').dataset.view]"),
           ["package", "table"], "colours and view of a link")


def what_is_not_here_is_said(page):
    """A link to a frame, a function or a label that this profile has not says so"""
    for fragment, words in {"#z=0123456789abcdef": "this frame is not in this profile", "#v=callers&f=0123456789abcdef":
                            "this function is not in this profile", "#l=nothing,%2B,=x": "this label is not in this profile"}.items():
        page.open(page.goroutines, fragment, is_shown=False)
        page.wait("return !document.querySelector('.viewer-static')")
        expect(page.text("nav"), words, "what is said of " + fragment)


def patterns_of_links_wait(page):
    """A pattern that came with a link, in the field or as a filter, runs when somebody asks for it"""
    page.open(page.goroutines, "#q=%2Fbuffer%7Ccodec%2F&x=text:%2Fcodec%2F")
    expect(page.found, "Press Enter to search for the pattern in the link", "what is said")
    expect(page.numbers, f"{TOTAL} goroutines (100% of all)", "that nothing is filtered")
    page.push("Run")
    expect(page.numbers.endswith("of what is kept)"), True, "that it filters when asked to")
    page.browser.run("document.querySelector('.tools input').focus()")
    page.browser.press("Enter")
    expect("function" in page.found, True, "what Enter finds")


CASES = [
    the_table_is_a_table, rows_are_walked, callers_are_joined, the_function_is_seen, all_views_agree, the_tree_opens, labels_filter, a_link_leads_back,
    what_is_not_here_is_said, patterns_of_links_wait,
]
