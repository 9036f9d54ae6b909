# SPDX-License-Identifier: GPL-3.0-or-later
"""Headless Chromium through its driver, for tests of pages."""
import base64
import json
import socket
import subprocess
import time
import urllib.error
import urllib.request

FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--window-size=1366,768", "--lang=vi"]


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Browser:
    """As much of W3C WebDriver as is needed."""

    def __init__(self, profile):
        self.port = free_port()
        self.driver = subprocess.Popen(["chromedriver", f"--port={self.port}", "--silent"], stdout=subprocess.DEVNULL)
        self.session = ""
        for _ in range(100):
            try:
                self.call("GET", "/status")
                break
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.1)
        options = {"args": FLAGS + [f"--user-data-dir={profile}"]}
        answer = self.call("POST", "/session", {"capabilities": {"alwaysMatch": {
            "browserName": "chrome", "goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}}}})
        self.session = f"/session/{answer['sessionId']}"

    def call(self, method, path, body=None):
        data = json.dumps(body or {}).encode() if method == "POST" else None
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{self.session}{path}", data, method=method,
                                         headers={"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=120) as reply:
            return json.load(reply)["value"]

    def go(self, url):
        self.call("POST", "/url", {"url": url})

    def run(self, script, *args):
        return self.call("POST", "/execute/sync", {"script": script, "args": list(args)})

    def click(self, selector):
        """Presses what leads to another page, and waits for that page."""
        self.run("window.isBefore = true")
        found = self.call("POST", "/element", {"using": "css selector", "value": selector})
        self.call("POST", f"/element/{list(found.values())[0]}/click")
        self.wait()

    def wait(self):
        for _ in range(200):
            if self.run("return !window.isBefore && document.readyState == 'complete'"):
                return
            time.sleep(0.05)
        raise RuntimeError("no new page came")

    def close(self):
        try:
            self.call("DELETE", "")
        finally:
            self.driver.terminate()
            self.driver.wait(20)

    def fill(self, **fields):
        """Puts words into the fields of a form, by their ids without "f-"."""
        for name, words in fields.items():
            self.run("document.getElementById('f-' + arguments[0]).value = arguments[1]", name, words)

    def text(self):
        return self.run("return document.body.innerText")

    def picture(self, path):
        with open(path, "wb") as handle:
            handle.write(base64.b64decode(self.call("GET", "/screenshot")))
