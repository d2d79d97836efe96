"""Pictures of what a person sees of the viewer: every view, light, dark, on a phone, printed."""

import base64

from work import FIXTURES, HEAPS


def take(page, work, folder):
    """Writes them all into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    goroutines = work.view("leak", FIXTURES / "incident/leaking/goroutine.pb.gz")
    change = work.view("change", *HEAPS, command="diff")
    pages = {"made": page.goroutines, "leak": goroutines, "change": change, "cpu": work.view("cpu", FIXTURES / "cpu/labelled.pb.gz")}
    browser = page.browser
    for scheme in ("light", "dark"):
        browser.scheme(scheme)
        for width, height, is_phone in ((1280, 800, False), (820, 640, False), (390, 780, True)):
            browser.size(width, height, is_phone=is_phone)
            for name, path in pages.items():
                for view, prepare in views(page).items():
                    page.open(path, is_shown=False)
                    page.wait("return !document.querySelector('.viewer-static')")
                    prepare()
                    page.settle()
                    browser.screenshot(folder / f"view-{name}-{view}-{width}-{scheme}.png")
    browser.scheme("light")
    browser.size(1200, 800)
    for name, path in pages.items():
        page.open(path)
        for is_landscape in (False, True):
            printed = browser.develop("Page.printToPDF", landscape=is_landscape, paperWidth=8.27, paperHeight=11.69)
            (folder / f"view-{name}-{'wide' if is_landscape else 'high'}.pdf").write_bytes(base64.b64decode(printed["data"]))


def views(page):
    return {
        "flame": lambda: None, "callers": lambda: page.browser.press("s"), "table": lambda: page.browser.press("t"),
        "tree": lambda: page.push("Tree"), "reversed": lambda: page.browser.press("r"), "search": lambda: page.search("runtime"),
        "keys": lambda: page.browser.press("?"),
    }
