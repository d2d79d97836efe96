"""How long a browser takes for a large flame graph, and how many bytes the file has for each frame."""

import collections
import pathlib
import re
import statistics
import subprocess
import sys

GENERATOR = pathlib.Path(__file__).resolve().parents[1] / "benchmark/generate-text"
TIMES = 5
# Until what was asked for is on the screen: two frames of an animation later.
PAINTED = """
const done = arguments[arguments.length - 1];
requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())));
"""
# When something was on the screen, and when all was loaded, from the beginning of the navigation on.
LOADED = """
const paint = performance.getEntriesByType("paint").map((entry) => entry.startTime);
return [Math.min(...paint), performance.getEntriesByType("navigation")[0].loadEventEnd];
"""
ZOOM = """
const done = arguments[arguments.length - 1];
const item = [...document.querySelectorAll("[role=treeitem]")][arguments[0]];
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
    for name, times in measured(picture, path).items():
        print(f"{name}: {statistics.median(times):.0f} ms, at best {min(times):.0f} ms")


def measured(picture, path):
    """How long each thing took each time, in milliseconds."""
    times = collections.defaultdict(list)
    for _ in range(TIMES):
        for name, time in load(picture, path).items():
            times[name].append(time)
        times["zoom"].append(zoom(picture, 1))
        times["out"].append(zoom(picture, 0))
    return times


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


def load(picture, path):
    """Loads the picture; says when it was there, and what that took of a processor.

    Processor time does not depend on who else is on the machine.
    """
    picture.browser.open("about:blank")
    before = worked(picture)
    picture.browser.open(path.as_uri())
    picture.browser.run_until(PAINTED)
    now = worked(picture)
    paint, loaded = picture.browser.run(LOADED)
    # Another process begins from nothing.
    work = {name: now[name] - before[name] if now[name] > before[name] else now[name] for name in now}
    return {"first paint": paint, "load": loaded, **work}


def worked(picture):
    """How long the process of the page has worked so far, in milliseconds of a processor."""
    metrics = {metric["name"]: metric["value"] for metric in picture.browser.develop("Performance.getMetrics")["metrics"]}
    return {"processor time of the load": metrics["ProcessTime"] * 1000, "of that its main thread": metrics["TaskDuration"] * 1000}


def zoom(picture, place):
    return picture.browser.run_until(ZOOM, place)
