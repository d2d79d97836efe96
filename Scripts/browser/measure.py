"""How long a browser takes for a large flame graph, and how many bytes the file has for each frame."""

import pathlib
import re
import statistics
import subprocess
import sys

GENERATOR = pathlib.Path(__file__).resolve().parents[1] / "benchmark/generate-text"
# Until what was asked for is on the screen: two frames of an animation later.
PAINTED = "const done = arguments[arguments.length - 1]; requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())));"
ZOOM = """
const done = arguments[arguments.length - 1];
const item = [...document.querySelectorAll("[role=treeitem]")].filter((item) => item.box.node > 0)[arguments[0]];
const before = performance.now();
item.dispatchEvent(new MouseEvent("click", { bubbles: true }));
requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - before)));
"""


def report(program, picture, folder, wanted):
    """Prints the figures of a picture that has about as many frames as are wanted."""
    text = folder / "stacks.txt"
    subprocess.run([sys.executable, GENERATOR, "folded", str(wanted), text], check=True)
    path = folder / "large.svg"
    share = fitting_share(program, text, path, wanted)
    source = path.read_text(encoding="utf-8")
    drawn = source.count("<g><title>")
    kept = source[source.index('"name":['):].split("]", 1)[0].count(",") + 1
    print(f"--min-width {share:.6f}: {drawn} frames drawn, {kept} kept, {len(source.encode()) / 1e6:.1f} MB,"
          f" {len(source.encode()) / drawn:.0f} bytes for each one drawn")
    picture.browser.develop("Performance.enable", timeDomain="threadTicks")
    print(f"load {median(lambda: load(picture, path)):.0f} ms, processor time {median(lambda: load_work(picture, path)):.0f} ms, zoom {median(lambda: zoom(picture, 1)):.0f} ms,"
          f" out {median(lambda: out(picture)):.0f} ms")


def fitting_share(program, text, path, wanted):
    """Draws the picture with the smallest frames that leave about as many as are wanted; says how small, in percent."""
    least, most = 0.0, 1.0
    for _ in range(14):
        share = (least + most) / 2
        svg = subprocess.run([program, "flamegraph", text, "--no-script", "--min-width", str(share)], capture_output=True, check=True)
        if len(re.findall(b"<g><title>", svg.stdout)) > wanted:
            least = share
        else:
            most = share
    subprocess.run([program, "flamegraph", text, "--min-width", str(most), "-o", path], check=True)
    return most


def median(timed):
    return statistics.median(timed() for _ in range(5))


def load(picture, path):
    picture.open(path)
    return picture.browser.run_until(PAINTED)


def load_work(picture, path):
    """What a load takes of a processor, which does not depend on who else is on the machine."""
    before = worked(picture)
    load(picture, path)
    now = worked(picture)
    # Another process begins from nothing.
    return now - before if now > before else now


def worked(picture):
    """How long the thread of pages has worked so far, in milliseconds of a processor."""
    metrics = picture.browser.develop("Performance.getMetrics")["metrics"]
    return next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration") * 1000


def zoom(picture, place):
    picture.browser.press("Escape")
    return picture.browser.run_until(ZOOM, place)


def out(picture):
    picture.browser.run_until(ZOOM, 1)
    return picture.browser.run_until(ZOOM, 0)
