#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The centre's pages in a real browser: headless Chromium through its driver. Prints TAP.

usage: browse-pages.py TROLY_SERVER MAKE_COURT [PICTURES]

Every page is opened at 1366x768; what a judge wrote may not run there, axe-core (environment TROLY_AXE: path of
axe.min.js, which is not part of the project) may find no serious fault, and each page answers to a person who presses
keys only. PICTURES: a folder that gets a picture and a print of each page."""
import base64
import os
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from browser import Browser, free_port  # noqa: E402

PAGES = {
    "bt1": ["/", "/queue", "/queue?view=proposed", "ITEM", "HELD", "/answers", "APPROVED", "RECALLED"],
    "bt2": ["PROPOSED"],
    "tk1": ["/", "/statistics", "/statistics?unit=t01&from=2026-08&to=2026-10", "/statistics/report?unit=t01&from=2026-08&to=2026-10",
            "/fleet", "/statistics?unit=khong-co"],
    "qt1": ["/units", "/people", "/people/tp100", "/arrivals", "/audit", "/answers"],
    "tp100": ["/"],
    None: ["/signin", "/signin?link=abc"],
}


class Centre:
    def __init__(self, server, make_court, folder):
        self.server, self.folder = server, folder
        library = subprocess.run([make_court, folder], check=True, capture_output=True, text=True).stdout.strip()
        self.port = free_port()
        self.log = open(os.path.join(folder, "log"), "w+", encoding="utf-8")
        self.process = subprocess.Popen([server, "--data", folder, "--port", str(self.port), "--library", library],
                                        stdout=subprocess.PIPE, stderr=self.log, text=True)
        self.url = self.process.stdout.readline().split()[-1].replace("127.0.0.1", "localhost")

    def link(self, person):
        out = subprocess.run([self.server, "link", "--data", self.folder, "--person", person, "--port", str(self.port)],
                             check=True, capture_output=True, text=True).stdout
        return out.split()[-1]

    def close(self):
        self.process.terminate()
        self.process.wait(20)


def sign_in(browser, centre, person):
    browser.call("DELETE", "/cookie")
    if person is not None:
        browser.go(centre.link(person))
        browser.click("main button")


class Tap:
    def __init__(self):
        self.count, self.failed = 0, 0

    def ok(self, good, name, detail=""):
        self.count += 1
        self.failed += not good
        for line in str(detail).splitlines() if not good else []:
            print(f"# {line}")
        print(f"{'ok' if good else 'not ok'} {self.count} {name}", flush=True)

    def skip(self, name, why):
        self.count += 1
        print(f"ok {self.count} {name} # SKIP {why}", flush=True)


def first_item(browser, centre, view):
    browser.go(f"{centre.url}/queue?view={view}")
    return browser.run("return document.querySelector('main tbody a').getAttribute('href')")


def work_as_editors(browser, centre):
    """One item that is held and one whose answer waits, made by pressing the buttons."""
    places = {}
    sign_in(browser, centre, "bt1")
    for name in ("PROPOSED", "HELD"):
        places[name] = first_item(browser, centre, "new")
        browser.go(centre.url + places[name])
        browser.click("form[action$='/claim'] button")
        if name == "PROPOSED":
            browser.run("""document.getElementById('f-title').value = 'Ngày bắt đầu tính lãi của khoản vay không định thời hạn';
                document.getElementById('f-question').value = 'Bên cho vay đòi lại mà không báo trước thì tính lãi từ ngày nào?';
                document.getElementById('f-text').value = 'Lãi được tính từ ngày bên cho vay đòi lại. Nếu không báo trước một thời gian hợp lý thì lấy ngày hết thời gian đó.';
                document.getElementById('f-citations').value = 'Điều 1 Luật Mẫu | troly:doc/luat-mau#d1\\nĐiều 2 | troly:doc/luat-mau#d2';""")
            browser.click("button[value='propose']")
    # Two answers are approved, and one of them is taken back.
    for name in ("APPROVED", "RECALLED"):
        sign_in(browser, centre, "bt1")
        places[name] = first_item(browser, centre, "new&verdict=" + ("missing" if name == "RECALLED" else "wrong"))
        browser.go(centre.url + places[name])
        act(browser, "claim")
        act(browser, "answer", "button[value='propose']", title="Ngày trả lãi của khoản vay không kỳ hạn", question="Trả lãi từ ngày nào?",
            text="Từ ngày bên cho vay đòi lại.", citations="Điều 1 Luật Mẫu | troly:doc/luat-mau#d1")
        sign_in(browser, centre, "bt2")
        browser.go(centre.url + places[name])
        act(browser, "approve")
        if name == "RECALLED":
            act(browser, "recall", reason="Căn cứ đã bị thay thế từ đầu tháng.")
    places["ITEM"] = first_item(browser, centre, "new&verdict=other")
    return places


def picture(browser, folder, name):
    if folder is None:
        return
    with open(os.path.join(folder, name + ".png"), "wb") as handle:
        handle.write(base64.b64decode(browser.call("GET", "/screenshot")))
    browser.call("POST", "/window/rect", {"width": 1366, "height": 2400})
    with open(os.path.join(folder, name + "-whole.png"), "wb") as handle:
        handle.write(base64.b64decode(browser.call("GET", "/screenshot")))
    browser.call("POST", "/window/rect", {"width": 1366, "height": 768})
    with open(os.path.join(folder, name + ".pdf"), "wb") as handle:
        handle.write(base64.b64decode(browser.call("POST", "/print", {"background": True})))


def check_page(tap, browser, name, axe):
    faults = [f"console: {entry['message']}" for entry in browser.call("POST", "/se/log", {"type": "browser"})
              if entry["level"] == "SEVERE" and "status of 404" not in entry["message"]]
    wide = browser.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
    title = browser.run("return document.title")
    if wide > 0:
        faults.append(f"{wide} pixels wider than the window")
    if "Trợ lý Thẩm phán" not in title:
        faults.append(f"title {title}")
    if browser.run("return document.querySelectorAll('script,[style],iframe,img').length"):
        faults.append("a script, a style or a picture stands in the page")
    tap.ok(not faults, f"{name} fits the window and runs nothing", "\n".join(faults))
    if axe is None:
        return
    browser.run(axe)
    found = browser.call("POST", "/execute/async", {"script": """const done = arguments[0];
        axe.run().then(r => done(r.violations.map(v => v.impact + ' ' + v.id + ': ' + v.nodes.map(n => n.html).slice(0, 3).join(' | '))))""", "args": []})
    serious = [v for v in found if v.startswith(("serious", "critical"))]
    tap.ok(not serious, f"{name} has no serious fault for axe-core", "\n".join(serious))
    for minor in set(found) - set(serious):
        print(f"# {name}: {minor[:200]}")


def check_keys(tap, browser, centre):
    browser.go(centre.url + "/queue")
    active = browser.call("GET", "/element/active")
    browser.call("POST", f"/element/{list(active.values())[0]}/value", {"text": "\ue004"})
    at = browser.run("return document.activeElement.className")
    shown = browser.run("return document.activeElement.getBoundingClientRect().left >= 0")
    tap.ok(at == "skip" and shown, "the first press of Tab shows the way to the main part", f"{at} {shown}")
    outline = browser.run("""const a = document.querySelector('main a'); a.focus({focusVisible: true});
        return getComputedStyle(a).outlineStyle""")
    tap.ok(outline == "solid", "what has the focus is seen", outline)


ATTACK = "</textarea><script>document.title='XSS'</script><img src=x onerror=\"document.title='XSS'\">"


def act(browser, action, press="button", **fields):
    """Fills a form of an item's page and presses its button, as who opens what is folded."""
    browser.run("document.querySelectorAll('details').forEach(d => d.open = true)")
    for name, words in fields.items():
        browser.run("document.querySelector(arguments[0]).value = arguments[1]", f"form[action$='/{action}'] [name='{name}']", words)
    browser.click(f"form[action$='/{action}'] {press}")


def write_as_two(browser, centre, look):
    """An answer on its whole way, and an item that is closed: words of editors in every field there is."""
    item, closed = (f"/items/00000000-0000-4000-8000-00000000000{number}" for number in (0, 1))
    fields = {name: ATTACK for name in ("title", "question", "text")}
    citation = "Điều 1 Luật Mẫu " + ATTACK.replace("\n", " ") + " | troly:doc/luat-mau#d1"
    browser.go(centre.url + closed)
    act(browser, "reject", reason=ATTACK)
    look(closed)
    browser.go(centre.url + item)
    act(browser, "answer", "button[value='propose']", citations=citation, pairs=f"{ATTACK} | troly:doc/luat-mau#d1", **fields)
    sign_in(browser, centre, "bt2")
    look(item)
    act(browser, "return", note=ATTACK)
    look(item)
    act(browser, "claim")
    act(browser, "answer", "button[value='propose']", citations=citation, **fields)
    sign_in(browser, centre, "bt1")
    look(item)
    act(browser, "approve")
    look(item)
    look("/answers")
    browser.go(centre.url + item)
    act(browser, "recall", reason=ATTACK)
    look(item)
    look("/answers")


def merge_and_admit(tap, browser, centre, look):
    """Where an item goes, and whom the administrator lets in: what is typed there and what a provider says of a person."""
    item, kept = (f"/items/00000000-0000-4000-8000-00000000000{number}" for number in (2, 3))
    sign_in(browser, centre, "bt1")
    for into in (ATTACK, centre.url + kept + "/" + ATTACK, "javascript:document.title='XSS'"):
        browser.go(centre.url + item)
        act(browser, "merge", into=into)
        look(item)
    browser.go(centre.url + item)
    act(browser, "merge", into=centre.url + kept)
    look(item)
    look(kept)
    browser.go(centre.url + item)
    tap.ok(browser.run("return [...document.querySelectorAll('main a')].some(a => a.getAttribute('href').startsWith(arguments[0]))", kept),
           "an item that was merged leads to the one that is kept", browser.text()[:500])
    sign_in(browser, centre, "qt1")
    look("/arrivals")
    shown = browser.run("return document.querySelectorAll('main section').length")
    tap.ok(shown == 5 and "onload=" in browser.text(), "who waits is shown as the provider names him", browser.text()[:500])
    for field, words in (("unit", ATTACK), ("person", ATTACK), ("person", "00000000-0000-4000-8000-00000000000f"), ("unit", "xss")):
        browser.go(centre.url + "/arrivals")
        browser.run("""const f = document.querySelector(`form:has([name='${arguments[0]}'])`); f.querySelector(`[name='${arguments[0]}']`).value = arguments[1];
            window.isBefore = true; f.submit()""", field, words)
        browser.wait()
        look(None)
    look("/arrivals")
    tap.ok(browser.run("return document.querySelectorAll('main section').length") == 4, "one of them was let in", browser.text()[:500])
    for address in ("/people?unit=xss", "/audit"):
        look(address)
    browser.go(centre.url + "/people/tp100")
    browser.run("""document.querySelectorAll('main form').forEach(f => f.querySelectorAll('input[type=text], input:not([type]), textarea').forEach(i => i.value = arguments[0]));
        window.isBefore = true; document.querySelector("form[action='/people/tp100']").submit()""", ATTACK)
    browser.wait()
    look(None)
    look("/people/tp100")
    browser.go(centre.url + "/answers")
    browser.run("""window.isBefore = true; const f = document.querySelector("form[action='/answers/published']");
        f.querySelector('textarea').value = arguments[0]; f.submit()""", '{"serial": 1, "contributions": ["' + ATTACK.replace('"', '\\"') + '"]}')
    browser.wait()
    look(None)


def check_attacks(tap, browser, centre):
    """What judges sent, what people and units are called, what editors write: none of it runs."""
    sign_in(browser, centre, "bt1")
    ran = []

    def look(address):
        """The page at this address, or the one that is there."""
        if address is not None:
            browser.go(centre.url + address)
        time.sleep(0.1)
        if browser.run("return document.title") == "XSS":
            ran.append(address or browser.run("return location.pathname"))

    for number in range(5):
        item = f"/items/00000000-0000-4000-8000-00000000000{number}"
        look(item)
        browser.click("form[action$='/claim'] button")
        for field in ("title", "question", "text", "citations", "pairs"):
            browser.run("document.getElementById('f-' + arguments[0]).value = arguments[1]", field, ATTACK)
        browser.click("button[value='save']")
        look(item)
        browser.click("button[value='propose']")
        look(item)
        browser.run("document.querySelectorAll('details').forEach(d => d.open = true)")
        browser.run("""window.isBefore = true; const f = document.querySelector("form[action$='/reply']");
            f.querySelector('textarea').value = arguments[0]; f.submit()""", ATTACK)
        browser.wait()
        look(item)
    write_as_two(browser, centre, look)
    merge_and_admit(tap, browser, centre, look)
    sign_in(browser, centre, "bt1")
    look("/queue?view=mine")
    look("/queue?unit=%22%3E%3Cscript%3Edocument.title%3D'XSS'%3C/script%3E&after=1-%22%3E%3Cscript%3E")
    sign_in(browser, centre, "qt1")
    for address in ("/units", "/people?unit=xss", "/people/xss", "/people?q=%22%3E%3Cscript%3Edocument.title%3D'XSS'%3C/script%3E",
                    "/audit", "/statistics", "/statistics?unit=xss"):
        look(address)
    quoted = '"' + ATTACK.replace('"', '""') + '"'
    for page, text in (("/units", f"code,name\n{ATTACK},x"), ("/units", f"code,name,parent,level\nxss2,{quoted},,kv\n"),
                       ("/people", f"name,unit,role\n{quoted},xss2,judge\n")):
        browser.go(centre.url + page)
        browser.fill(list=text)
        browser.click("form:has(#f-list) button")
        if browser.run("return document.title") == "XSS":
            ran.append(f"{page} after a list")
    for address in ("/units", "/people?unit=xss2", "/statistics", "/statistics?unit=xss2", "/audit", "/answers"):
        look(address)
    shown = browser.text()
    tap.ok("<script>" in shown, "what was written is shown as it was written", shown[:500])
    with open(centre.log.name, encoding="utf-8") as file:
        rows = file.read().splitlines()
    said = [row for row in rows if "XSS" in row or "script" in row]
    tap.ok(len(rows) > 50 and not said, "nothing that was typed stands in the log of the centre", "\n".join(said or rows[-3:]))
    tap.ok(not ran, "nothing that people wrote runs in the browser", "\n".join(ran))


def main():
    tap = Tap()
    pictures = sys.argv[3] if len(sys.argv) > 3 else None
    if not shutil.which("chromedriver") or not shutil.which("chromium"):
        tap.skip("the pages in a browser", "needs the packages chromium and chromium-driver")
        print("1..1")
        return 0
    path = os.environ.get("TROLY_AXE", "")
    axe = open(path, encoding="utf-8").read() if os.path.isfile(path) else None
    if axe is None:
        tap.skip("axe-core", "needs axe-core from npm: TROLY_AXE is the path of axe.min.js")
    with tempfile.TemporaryDirectory() as folder:
        data = os.path.join(folder, "data")
        os.mkdir(data)
        centre = Centre(sys.argv[1], sys.argv[2], data)
        browser = Browser(os.path.join(folder, "profile"))
        try:
            browser.call("POST", "/window/rect", {"width": 1366, "height": 768})
            places = work_as_editors(browser, centre)
            check_keys(tap, browser, centre)
            check_attacks(tap, browser, centre)
            for person, addresses in PAGES.items():
                sign_in(browser, centre, person)
                for number, address in enumerate(addresses):
                    browser.call("POST", "/se/log", {"type": "browser"})
                    browser.go(centre.url + places.get(address, address))
                    name = f"{person or 'nobody'}-{number}"
                    picture(browser, pictures, name)
                    check_page(tap, browser, f"{name} {address}", axe)
        finally:
            browser.close()
            centre.close()
    print(f"1..{tap.count}")
    return 1 if tap.failed else 0


sys.exit(main())
