"""Drives a browser by the WebDriver protocol, with nothing but chromedriver and Python's standard library."""

import base64
import json
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

BROWSERS = ["chromium", "chromium-browser", "google-chrome"]
KEYS = {"Enter": "\ue007", "Escape": "\ue00c", "Tab": "\ue004", "Home": "\ue011", "Space": " ",
        "ArrowLeft": "\ue012", "ArrowUp": "\ue013", "ArrowRight": "\ue014", "ArrowDown": "\ue015"}


def find():
    """The paths of a browser and its driver, or None where one of them is missing."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    driver = shutil.which("chromedriver")
    return (browser, driver) if browser and driver else None


class Browser:
    """A headless browser with one window; `with` ends it."""

    def __init__(self, browser, driver, *more_flags):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self._profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self._driver = subprocess.Popen([driver, f"--port={port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._address = f"http://127.0.0.1:{port}"
        self._wait()
        flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
                 f"--user-data-dir={self._profile.name}", *more_flags]
        options = {"browserName": "chrome", "goog:chromeOptions": {"binary": browser, "args": flags},
                   "goog:loggingPrefs": {"browser": "ALL"}}
        session = self._send("POST", "/session", {"capabilities": {"alwaysMatch": options}})
        self._address += f"/session/{session['sessionId']}"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            self._send("DELETE", "")
        finally:
            self._driver.terminate()
            self._driver.wait()
            self._profile.cleanup()

    def _wait(self):
        for _ in range(300):
            try:
                self._send("GET", "/status")
                return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("chromedriver does not answer")

    def _send(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._address + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(json.load(error)["value"]["message"].split("\n")[0]) from None

    def open(self, address):
        self._send("POST", "/url", {"url": address})

    def enter_frame(self, place):
        """Goes into a frame of the page, or with None out of all."""
        self._send("POST", "/frame", {"id": place})

    def back(self):
        self._send("POST", "/back", {})

    def run(self, script, *arguments):
        """What a piece of JavaScript returns."""
        return self._send("POST", "/execute/sync", {"script": script, "args": arguments})

    def run_until(self, script, *arguments):
        """What a piece of JavaScript hands to its last argument, a function."""
        return self._send("POST", "/execute/async", {"script": script, "args": arguments})

    def develop(self, command, **parameters):
        """Sends a command of the protocol for developer tools."""
        return self._send("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def patience(self, seconds):
        """How long a page and its scripts may take."""
        self._send("POST", "/timeouts", {kind: 1000 * seconds for kind in ("script", "pageLoad")})

    def errors(self):
        """What has been complained about since the last time."""
        entries = self._send("POST", "/se/log", {"type": "browser"})
        return [entry["message"] for entry in entries if entry["level"] == "SEVERE"]

    def size(self, width, height, is_phone=False):
        self.develop("Emulation.setDeviceMetricsOverride", width=width, height=height,
                     deviceScaleFactor=2 if is_phone else 1, mobile=is_phone)

    def scheme(self, name):
        """Prefers light or dark."""
        self.develop("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": name}])

    def screenshot(self, path):
        path.write_bytes(base64.b64decode(self._send("GET", "/screenshot")))

    def click(self, x, y, kind="mouse"):
        move = {"type": "pointerMove", "duration": 0, "x": int(x), "y": int(y)}
        self._act({"type": "pointer", "id": kind, "parameters": {"pointerType": kind},
                   "actions": [move, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]})

    def double_click(self, x, y):
        move = {"type": "pointerMove", "duration": 0, "x": int(x), "y": int(y)}
        press = [{"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        self._act({"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": [move, *press, *press]})

    def drag(self, x, y, to_x, to_y):
        def move(x, y, time=0):
            return {"type": "pointerMove", "duration": time, "x": int(x), "y": int(y)}
        self._act({"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": [
            move(x, y), {"type": "pointerDown", "button": 0}, move(to_x, to_y, 100), {"type": "pointerUp", "button": 0}]})

    def hover(self, x, y):
        move = {"type": "pointerMove", "duration": 0, "x": int(x), "y": int(y)}
        self._act({"type": "pointer", "id": "mouse", "actions": [move]})

    def press(self, *keys):
        """Presses keys one after the other: names of KEYS, or letters."""
        values = [KEYS.get(key, key) for key in keys]
        self._act({"type": "key", "id": "keys", "actions": [
            {"type": kind, "value": value} for value in values for kind in ("keyDown", "keyUp")]})

    def _act(self, *sources):
        self._send("POST", "/actions", {"actions": sources})
