"""Pictures of what a person sees: light, dark, zoomed, searched, turned around, on a phone."""


def take(picture, work, folder):
    """Writes them all into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for scheme in ("light", "dark"):
        picture.browser.scheme(scheme)
        for name, (path, prepare) in views(picture, work).items():
            picture.open(path)
            prepare()
            picture.browser.screenshot(folder / f"{name}-{scheme}.png")
        picture.browser.size(360, 640, is_phone=True)
        picture.open(work.picture)
        picture.browser.screenshot(folder / f"phone-{scheme}.png")
        take_without_scripts(picture, work, folder, f"phone-{scheme}")
        picture.browser.size(1200, 800)
        take_without_scripts(picture, work, folder, scheme)


def take_without_scripts(picture, work, folder, kind):
    picture.browser.develop("Emulation.setScriptExecutionDisabled", value=True)
    for name, path in {"heap": work.picture, "union": work.comparisons["union"].picture}.items():
        picture.open(path)
        picture.browser.screenshot(folder / f"without-scripts-{name}-{kind}.png")
    picture.browser.develop("Emulation.setScriptExecutionDisabled", value=False)


def views(picture, work):
    def zoom():
        frames = [frame for frame in picture.frames if frame.level > 2 and frame.width < 0.7 * picture.room]
        picture.click(max(frames, key=lambda frame: frame.width))

    def pivot():
        picture.open(work.picture, "#pivot=" + work.subject.pivot)

    return {
        "whole": (work.picture, lambda: None),
        "zoomed": (work.picture, zoom),
        "searched": (work.picture, lambda: picture.search(work.subject.query)),
        "pivot": (work.picture, pivot),
        **{layout: (subject.picture, lambda: None) for layout, subject in work.comparisons.items()},
        "union-zoomed": (work.comparisons["union"].picture, zoom),
        "union-searched": (work.comparisons["union"].picture, lambda: picture.search(work.subject.query)),
        "union-pivot": (work.comparisons["union"].picture, lambda: picture.open(
            work.comparisons["union"].picture, "#pivot=" + work.comparisons["union"].pivot)),
        "hostile": (work.hostile_pictures[0], lambda: None),
    }
