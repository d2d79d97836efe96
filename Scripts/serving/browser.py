"""What a person does with a server in Chromium, and what a page elsewhere gets from it. Without Chromium nothing is tried, which is said."""

import base64
import contextlib
import http.server
import sys
import threading
import time

from client import GOROUTINES, LEAKING, ROOT, Server, expect

sys.path.insert(0, str(ROOT / "Scripts/browser"))
import webdriver  # its folder is none of Python's

DROP = """
const [selector, files, done] = arguments;
const data = new DataTransfer();
for (const [name, text] of files) data.items.add(new File([Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))], name));
for (const kind of ["dragover", "drop"]) {
  document.querySelector(selector).dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: data }));
}
"""
# What a page elsewhere can try, and what it got.
EVIL = """
const [home, done] = arguments;
(async () => {
  const got = {};
  for (const [name, options] of [["read", {}], ["blind", { mode: "no-cors" }], ["post", { method: "POST", body: "x" }],
    ["upload", { method: "POST", body: "x", headers: { "Content-Type": "application/octet-stream" } }]]) {
    try { const answer = await fetch(home + (name === "read" || name === "blind" ? "" : "upload"), options); got[name] = await answer.text(); }
    catch (error) { got[name] = null; }
  }
  const frame = document.createElement("iframe");
  frame.src = home;
  document.body.append(frame);
  await new Promise((resolve) => { frame.onload = frame.onerror = resolve; setTimeout(resolve, 2000); });
  try { got.frame = frame.contentDocument?.body?.textContent ?? null; } catch { got.frame = null; }
  const opened = window.open(home);
  await new Promise((resolve) => setTimeout(resolve, 800));
  try { got.opened = opened?.document?.body?.textContent ?? null; } catch { got.opened = null; }
  done(got);
})();
"""


class Page(http.server.BaseHTTPRequestHandler):
    """A page of somebody else."""

    def do_GET(self):  # pylint: disable=invalid-name
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>elsewhere</title><body>elsewhere</body>")

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def elsewhere():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()


@contextlib.contextmanager
def chromium(*flags):
    found = webdriver.find()
    if not found:
        print("there is no chromium with chromedriver: nothing is tried in a browser")
        yield None
        return
    with webdriver.Browser(*found, *flags) as browser:
        yield browser


def wait(browser, script, *arguments, what="the page"):
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        with contextlib.suppress(RuntimeError):
            if browser.run(script, *arguments):
                return
        time.sleep(0.05)
    raise AssertionError(f"{what} does not come: {browser.run('return document.body.innerText')[:500]}")


def encoded(path):
    return base64.b64encode((ROOT / path).read_bytes()).decode()


def dropped_and_compared(program):
    """Two files are dropped and compared, a filter is another page, and back goes back; no policy is violated"""
    with chromium() as browser:
        if not browser:
            return
        with Server(program, []) as server:
            browser.open(server.url)
            wait(browser, "return !!document.querySelector('.listing input')", what="the list")
            browser.run(DROP, "body", [["before.pb.gz", encoded(GOROUTINES)]])
            wait(browser, "return !!document.querySelector('.viewer .served')", what="the profile that was dropped")
            expect("178" in browser.run("return document.body.innerText"), "its total")
            browser.run(DROP, ".viewer", [["after.pb.gz", encoded(LEAKING)], ["junk.txt", "PGh0bWw+"]])
            wait(browser, "return !!document.querySelector('dialog .refused li')", what="what was refused")
            expect("junk.txt" in browser.run("return document.querySelector('dialog .refused').innerText"), "the name of what was refused")
            browser.run("[...document.querySelectorAll('dialog a')].find((link) => link.textContent === 'Compare with this one').click()")
            wait(browser, "return location.search.includes('base=') && !!document.querySelector('.viewer .served')", what="the comparison")
            expect("64,281" in browser.run("return document.querySelector('.verdict-line').innerText"), "its verdict")
            browser.press("f")
            wait(browser, "return document.activeElement.name === 'focus'", what="the filter")
            browser.press(*"listen", "Enter")
            wait(browser, "return location.search.includes('focus=listen') && !!document.querySelector('.viewer .served')", what="what is filtered")
            browser.back()
            wait(browser, "return !location.search.includes('focus=') && !!document.querySelector('.viewer .served')", what="the page before")
            for path in ("", "view?p=1", "view?p=2&base=1", "report/flamegraph?p=2", "report/view?p=1", "report/top?p=1"):
                browser.open(server.url + path)
                time.sleep(0.3)
            complaints = [error for error in browser.errors() if "Failed to load resource" not in error]
            expect(complaints == [], f"complaints: {complaints}")


def pages_elsewhere_get_nothing(program):
    """A page on another port that fetches, embeds, posts and opens gets nothing, and changes nothing"""
    with chromium() as browser, elsewhere() as port:
        if not browser:
            return
        with Server(program, [GOROUTINES]) as server:
            for host in ("127.0.0.1", "localhost"):
                browser.open(f"http://{host}:{port}/")
                got = browser.run_until(EVIL, server.url)
                expect(got["read"] is None and got["post"] is None and got["upload"] is None, f"{host}: {got}")
                expect(not got["blind"] and not got["frame"] and not got["opened"], f"{host}: {got}")
            expect(len(server.ask().text.splitlines()) == 1, "what is on the shelf")


def another_name_is_refused(program):
    """A name elsewhere that leads here sees nothing (DNS rebinding)"""
    with chromium("--host-resolver-rules=MAP evil.example 127.0.0.1") as browser:
        if not browser:
            return
        with Server(program, [GOROUTINES]) as server:
            browser.open(f"http://evil.example:{server.port}{server.root}")
            text = browser.run("return document.body.innerText")
            expect("goroutine" not in text, f"it sees {text[:200]}")
            browser.open(server.url)
            wait(browser, "return document.body.innerText.includes('goroutine')", what="the list by its own name")


def works_without_scripts(program):
    """Where no script runs there are the list, the form and the picture"""
    with chromium() as browser:
        if not browser:
            return
        with Server(program, [LEAKING]) as server:
            browser.develop("Emulation.setScriptExecutionDisabled", value=True)
            browser.open(server.url)
            expect("goroutine.pb.gz" in browser.run("return document.body.innerText"), "the list")
            browser.open(server.url + "view?p=1&focus=listen")
            expect(browser.run("return document.querySelectorAll('.viewer-static svg .frames g').length") > 3, "the picture")


CASES = [dropped_and_compared, pages_elsewhere_get_nothing, another_name_is_refused, works_without_scripts]
