"""How long a browser takes for a page of the viewer: to open it, to zoom, to search, to show callers."""

import collections
import statistics
import subprocess
import sys

from work import GENERATOR

TIMES = 3
# Until the picture stands and is painted, from the beginning of the navigation on.
OPENED = """
const done = arguments[arguments.length - 1];
const ask = () => document.querySelector(".viewer-static") || !document.querySelector(".viewer") ? setTimeout(ask, 4)
  : requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())));
ask();
"""
# How long something takes until it is on the screen.
ACT = """
const done = arguments[arguments.length - 1];
const edge = document.querySelector("canvas").getBoundingClientRect();
const click = (x, y) => document.querySelector("canvas").dispatchEvent(
  new MouseEvent("click", { bubbles: true, detail: 1, clientX: edge.left + edge.width * x, clientY: edge.top + y }));
const key = (key) => document.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
const type = (text) => {
  const field = document.querySelector(".tools input");
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
};
const actions = {
  zoom: () => click(0.3, 70), out: () => key("Escape"), search: () => type("handler"), "search ended": () => type(""),
  callers: () => key("s"), back: () => key("s"), table: () => key("t"), flame: () => key("t"), reversed: () => key("r"), forward: () => key("r"),
};
const before = performance.now();
actions[arguments[0]]();
requestAnimationFrame(() => setTimeout(() => done(performance.now() - before)));
"""
STEPS = ["zoom", "out", "search", "search ended", "callers", "back", "table", "flame", "reversed", "forward"]


def report(program, browser, folder, size):
    """Prints the figures of a profile that is generated."""
    profile, path = folder / "measured.pb.gz", folder / "measured.html"
    subprocess.run([sys.executable, GENERATOR, size, profile], check=True)
    subprocess.run([program, "view", profile, "-o", path], check=True)
    browser.develop("Performance.enable")
    times = collections.defaultdict(list)
    for _ in range(TIMES):
        browser.open("about:blank")
        browser.open(path.as_uri())
        times["open"].append(browser.run_until(OPENED))
        # Labels are read when the picture stands.
        browser.run_until("setTimeout(arguments[0], 500)")
        for step in STEPS:
            times[step].append(browser.run_until(ACT, step))
    print(f"viewer, {size}: {path.stat().st_size / 1e6:.2f} MB")
    for name, found in times.items():
        print(f"{name}: {statistics.median(found):.0f} ms, at best {min(found):.0f} ms")
    metrics = {metric["name"]: metric["value"] for metric in browser.develop("Performance.getMetrics")["metrics"]}
    print(f"heap of JavaScript: {metrics['JSHeapUsedSize'] / 1e6:.0f} MB")
