"""What must hold of the viewer with hostile names, damaged data, and browsers that cannot."""

import pathlib
import re

import contrast
from expectations import expect

LOWEST_CONTRAST, LOWEST_EDGE = 7, 3


def changed(page, name, change):
    """A page of goroutines whose text is another one."""
    path = page.folder / f"{name}.html"
    path.write_text(change(pathlib.Path(page.goroutines).read_text(encoding="utf-8")), encoding="utf-8")
    return path


def names_do_nothing(page):
    """Names that try to be markup, or to lead elsewhere, are text; links are https and say nothing of where they come from"""
    page.open(page.goroutines)
    page.browser.press("t")
    page.search("evil")
    expect(len(page.texts(".wide tbody .name")), 1, "rows of a hostile name")
    expect("<b>" in page.texts(".wide tbody .name")[0], True, "that its markup is text")
    page.browser.press("Enter")
    made = page.browser.run("return document.querySelectorAll('.viewer :is(b, iframe, img, object, embed, form, [onclick], [style*=url])').length")
    expect(made, 0, "elements made of names")
    expect(page.browser.run("return window.wasRun ?? false"), False, "whether a name was run")
    links = page.browser.run("return [...document.querySelectorAll('.viewer a')].map((link) => [link.protocol, link.rel])")
    expect(all(link == ["https:", "noopener noreferrer"] for link in links), True, f"links: {links}")


def a_link_is_encoded(page):
    """The link of a place has its parts percent-encoded"""
    page.open(page.goroutines)
    page.browser.hover(*page.point(0.2, 2))
    expect(page.browser.run("return document.querySelector('.place a').href"),
           "https://example.com/blob/5f1c0ffee/src/router/buffer/stream.go#L58", "where the link leads")


def damage_leaves_the_picture(page):
    """Damaged data leaves the picture that needs no script, and says why"""
    def cut(text):
        return re.sub(r'(id="s0-tree">[^<]{40})[^<]*', r"\1", text)

    def without(text):
        return re.sub(r'<script type="application/octet-stream" id="s0-names">[^<]*</script>', "", text)

    for name, change in {"cut": cut, "without": without, "garbled": lambda text: text.replace('id="s0-head">', 'id="s0-head">AAAA')}.items():
        page.open(changed(page, name, change), is_shown=False)
        page.wait("return document.querySelector('.why')?.textContent")
        expect(page.text(".why").startswith("This picture shows only part of the profile"), True, page.text(".why"))
        expect(page.browser.run("return document.querySelectorAll('.viewer').length"), 0, "viewers of a damaged file")
        expect(len(page.browser.errors()) > 0, True, "whether it is complained about")


def an_old_browser_says_so(page):
    """Without what unpacks the data the picture stays and says why"""
    path = changed(page, "old", lambda text: text.replace("<body>", "<body><script>delete window.DecompressionStream</script>", 1))
    page.open(path, is_shown=False)
    page.wait("return document.querySelector('.why')?.textContent")
    expect("too old" in page.text(".why"), True, page.text(".why"))
    page.browser.errors()


def a_sandbox_is_enough(page):
    """In a sandbox that allows scripts only, the viewer works"""
    path = page.folder / "sandbox.html"
    path.write_text(f'<!doctype html><iframe sandbox="allow-scripts" width="1000" height="700" src="{pathlib.Path(page.goroutines).as_uri()}"></iframe>',
                    encoding="utf-8")
    page.browser.open(path.as_uri())
    page.browser.enter_frame(0)
    page.wait("return !document.querySelector('.viewer-static') && !!document.querySelector('.viewer')")
    page.browser.run("document.querySelector('.verdict-text').click()")
    expect(page.name, "example.com/router/buffer.(*Stream).listen", "what is zoomed")
    page.browser.enter_frame(None)


# Every text that is seen, its colour and, from front to back, what is behind it; then what is written on frames.
TEXTS = """
const walker = document.createTreeWalker(document.querySelector(".viewer"), NodeFilter.SHOW_TEXT);
const texts = [];
while (walker.nextNode()) {
  const holder = walker.currentNode.parentElement;
  if (holder.closest(".unseen, :disabled, select") || !walker.currentNode.data.trim() || !holder.getClientRects().length) continue;
  let behind = holder;
  while (getComputedStyle(behind).backgroundColor === "rgba(0, 0, 0, 0)") behind = behind.parentElement;
  texts.push([holder.textContent, getComputedStyle(holder).color, getComputedStyle(behind).backgroundColor]);
}
return texts;
"""


def numbers_of(color):
    """A colour as red, green and blue from 0 to 255, however the browser writes it."""
    numbers = [float(part) for part in re.findall(r"[\d.]+(?:e-?\d+)?", color.replace("color(srgb", "color("))]
    return [number * 255 for number in numbers[:3]] if color.startswith("color(") else numbers[:3]


def texts_can_be_read(page):
    """All texts around the graph have a contrast of at least 7, light and dark"""
    for scheme in ("light", "dark"):
        page.browser.scheme(scheme)
        try:
            for path, prepare in ((page.goroutines, "Labels"), (page.goroutines, "Table"), (page.difference, "Tree")):
                page.open(path)
                page.push(prepare)
                page.search("lib")
                page.push("Keep only")
                for text, ink, behind in page.browser.run(TEXTS):
                    found = contrast.contrast(numbers_of(ink), numbers_of(behind))
                    expect(found >= LOWEST_CONTRAST, True, f"{found:.2f} for {text[:40]!r} in the {scheme}")
        finally:
            page.browser.scheme("light")


def edges_can_be_seen(page):
    """Edges of what can be pressed and the mark of the focus have a contrast of at least 3, light and dark"""
    for scheme in ("light", "dark"):
        page.browser.scheme(scheme)
        try:
            page.open(page.goroutines)
            page.browser.run("document.querySelector('.tools input').focus()")
            page.browser.press("Tab")
            edge, ground, focus = page.browser.run("""
                const style = (selector) => getComputedStyle(document.querySelector(selector));
                return [style(".title button").borderTopColor, style(".viewer").backgroundColor, style(":focus-visible").outlineColor];
                """)
            for name, color in {"edge": edge, "focus": focus}.items():
                found = contrast.contrast(numbers_of(color), numbers_of(ground))
                expect(found >= LOWEST_EDGE, True, f"{found:.2f} for the {name} in the {scheme}")
        finally:
            page.browser.scheme("light")


CASES = [names_do_nothing, a_link_is_encoded, damage_leaves_the_picture, an_old_browser_says_so, a_sandbox_is_enough, texts_can_be_read,
         edges_can_be_seen]
