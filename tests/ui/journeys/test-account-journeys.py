#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A judge signs in with an account of the court and out again: the real program, the real centre, npm's oidc-provider, a keyring, and
Chromium as the browser of the system. Prints TAP.

usage: test-account-journeys.py PROGRAM TROLY-CORPUS TROLY-SERVER TRAINING [PART OF A NAME]

PICTURES: a folder for pictures of the steps; SCHEME and SCALE as for shot.py."""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import circle  # noqa: E402
from accessible import Program, run_journeys, wait_for  # noqa: E402
from browser import Browser, free_port  # noqa: E402
from shot import look  # noqa: E402

PROGRAM, CORPUS, SERVER, TRAINING = sys.argv[1:5]
SCRIPTS = os.path.join(HERE, "..", "..", "server")
ROW = "Tài khoản tòa án"
REFUSED = "Hệ thống đăng nhập của tòa án không cho đăng nhập."
UNREACHED = "Chưa liên lạc được với trung tâm hoặc hệ thống đăng nhập của tòa án"


class Provider:
    """npm's oidc-provider, with one account."""

    def __init__(self, installed, folder):
        self.state = os.path.join(folder, "provider")
        os.mkdir(self.state)
        with open(os.path.join(self.state, "accounts.json"), "w", encoding="utf-8") as file:
            json.dump({"mau": {"name": circle.JUDGE, "troly_unit": "kv1", "troly_role": "judge"}}, file)
        self.said = open(os.path.join(folder, "provider.log"), "w+b")
        self.process = subprocess.Popen(["node", os.path.join(SCRIPTS, "oidc-provider.mjs"), installed, self.state, "0", "a",
                                         "http://localhost:1/signin/callback"], stdin=subprocess.PIPE, stdout=self.said, stderr=subprocess.DEVNULL)
        self.issuer = wait_for(lambda: next((row for row in self.lines() if row.startswith("http://")), None), "the provider")

    def lines(self):
        with open(self.said.name, encoding="utf-8") as file:
            return file.read().splitlines()

    def close(self):
        if not self.process.stdin.closed:
            self.process.stdin.close()
        self.process.wait(20)


class Desktop:
    """What the desktop opens addresses with: nothing, or a program that writes down what it is to open."""

    def __init__(self, folder):
        self.share, self.asked = os.path.join(folder, "share"), os.path.join(folder, "asked")
        os.makedirs(os.path.join(self.share, "applications"))
        for name in os.listdir("/usr/share"):
            if name != "applications":
                os.symlink(os.path.join("/usr/share", name), os.path.join(self.share, name))

    def install_browser(self):
        script = os.path.join(self.share, "trinh-duyet")
        with open(script, "w", encoding="utf-8") as file:
            file.write(f'#!/bin/sh\nprintf %s "$1" >"{self.asked}.new" && mv "{self.asked}.new" "{self.asked}"\n')
        os.chmod(script, 0o755)
        with open(os.path.join(self.share, "applications", "trinh-duyet.desktop"), "w", encoding="utf-8") as file:
            file.write(f"[Desktop Entry]\nType=Application\nName=Trình duyệt\nExec={script} %u\nMimeType=x-scheme-handler/http;\n")
        with open(os.path.join(self.share, "applications", "mimeapps.list"), "w", encoding="utf-8") as file:
            file.write("[Default Applications]\nx-scheme-handler/http=trinh-duyet.desktop\n")

    def take(self):
        """The address that was to be opened."""
        def found():
            if not os.path.exists(self.asked):
                return None
            with open(self.asked, encoding="utf-8") as file:
                return file.read()
        url = wait_for(found, "the browser to be opened")
        os.remove(self.asked)
        return url


class Court:
    def __init__(self, installed):
        self.folder = tempfile.mkdtemp(prefix="troly-account-")
        self.keyring = circle.Keyring(self.folder)
        self.provider = Provider(installed, self.folder)
        publisher = circle.Publisher(CORPUS, self.folder)
        shutil.copytree(os.path.join(TRAINING, "store"), publisher.store)
        publisher.release()
        port = free_port()
        self.work = circle.Workstation(PROGRAM, self.folder, publisher, f"[centre]\nserver=http://127.0.0.1:{port}\n")
        self.centre = circle.Centre(SERVER, self.folder, self.work.library)
        self.centre.port, self.centre.url = port, f"http://127.0.0.1:{port}"
        os.mkdir(self.centre.data)
        with open(os.path.join(self.centre.data, "server.conf"), "w", encoding="utf-8") as file:
            file.write(f"[oidc]\nissuer={self.provider.issuer}\nclient=troly\nadmit=true\n")
        units = os.path.join(self.folder, "units.jsonl")
        with open(units, "w", encoding="utf-8") as file:
            file.write(json.dumps({"code": "kv1", "name": circle.UNIT, "level": "kv"}) + "\n")
        circle.run(SERVER, "unit", "import", "--data", self.centre.data, units)
        self.centre.start()
        self.conf = os.path.join(self.centre.data, "server.conf")
        self.desktop = Desktop(self.folder)
        self.browser = Browser(os.path.join(self.folder, "chromium"))
        self.work.env.update({"XDG_DATA_DIRS": self.desktop.share, **look()})
        self.number = 0

    def start(self):
        program = Program(PROGRAM, "--library", self.work.library, env=self.work.env)
        program.find(contains="Kho dữ liệu bản ")
        program.keys("ctrl+comma")
        circle.connection(program)
        program.find(contains=ROW)
        return program

    def shot(self, name):
        self.number += 1
        if os.environ.get("PICTURES"):
            time.sleep(1.0)
            subprocess.run(["import", "-window", "root", os.path.join(os.environ["PICTURES"], f"account-{self.number}-{name}.png")], check=True)

    def sign_in(self, url):
        """What the judge does in the browser; returns what it shows at the end."""
        self.browser.go(url)
        self.browser.run("document.querySelector('[name=login]').value = 'mau'; document.querySelector('[name=password]').value = 'x'")
        self.browser.click("button[type=submit]")
        self.browser.click("button[type=submit]")
        return self.browser.text()

    def close(self):
        self.browser.close()
        self.centre.stop()
        self.provider.close()
        self.keyring.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def a_judge_signs_in_in_the_browser_and_out_again():
    court = Court(INSTALLED)
    program = None
    try:
        court.desktop.install_browser()
        program = court.start()
        court.shot("offered")
        program.press(program.find(role="push button", name="Đăng nhập"))
        program.find(contains="Xin đăng nhập trong trình duyệt vừa mở")
        court.shot("under-way")
        url = court.desktop.take()
        assert url.startswith(court.provider.issuer + "/auth?"), url
        # Whoever thinks better of it is back where he was, and the port is closed.
        program.press(next(n for n in program.all(role="push button", name="Thôi") if n.get_n_actions() > 0))
        program.find(role="push button", name="Đăng nhập")
        assert not list(program.all(contains="Chưa thực hiện được")), program.outline()
        program.press(program.find(role="push button", name="Đăng nhập"))
        shown = court.sign_in(court.desktop.take())
        assert "close this page" in shown or "đóng trang" in shown, shown
        program.find(contains=f"{circle.JUDGE} · {circle.UNIT}")
        program.find(contains="Kết nối lần cuối lúc")
        court.shot("signed-in")
        assert court.centre.rows("SELECT name, unit, role FROM people") == [(circle.JUDGE, "kv1", "judge")], court.centre.rows("SELECT * FROM people")
        assert len(court.centre.rows("SELECT id FROM devices")) == 1
        assert "given back" not in court.provider.lines()
        program.press(program.find(role="push button", name="Đăng xuất"))
        program.find(contains="Máy này chưa đăng ký")
        wait_for(lambda: "given back" in court.provider.lines(), "the provider to be told")
        court.shot("signed-out")
        secrets = circle.run("gdbus", "call", "--session", "--dest", "org.freedesktop.secrets", "--object-path", "/org/freedesktop/secrets", "--method",
                             "org.freedesktop.Secret.Service.SearchItems", "{'what': 'enrolment'}")
        assert "/org/freedesktop/secrets/" not in secrets, secrets
    finally:
        if program is not None:
            program.quit()
        court.close()


def without_a_browser_the_judge_is_told():
    court = Court(INSTALLED)
    program = None
    try:
        program = court.start()
        program.press(program.find(role="push button", name="Đăng nhập"))
        program.find(contains="Máy này không mở được trình duyệt nào")
        program.find(role="push button", name="Đăng nhập")
        court.shot("no-browser")
        # One that was put in since is used.
        court.desktop.install_browser()
        program.quit()
        program = court.start()
        program.press(program.find(role="push button", name="Đăng nhập"))
        court.sign_in(court.desktop.take())
        program.find(contains=f"{circle.JUDGE} · {circle.UNIT}")
        # The provider is gone when the judge signs out: here it is over all the same, and the judge is told.
        court.provider.close()
        program.press(program.find(role="push button", name="Đăng xuất"))
        program.find(contains="Máy này chưa đăng ký")
        program.find(contains="Đã đăng xuất trên máy này, nhưng chưa báo được")
        court.shot("not-told")
    finally:
        if program is not None:
            program.quit()
        court.close()


def ask(url):
    """Status and words of an answer."""
    try:
        with urllib.request.urlopen(url, timeout=20) as reply:
            return reply.status, reply.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def begin(court, program):
    """The judge presses the button: what the browser is to open, and what is asked there."""
    program.press(program.find(role="push button", name="Đăng nhập"))
    url = court.desktop.take()
    return url, {name: values[0] for name, values in urllib.parse.parse_qs(urllib.parse.urlsplit(url).query).items()}


def refused(court, program, words, picture=None):
    program.find(contains=words)
    program.find(role="push button", name="Đăng nhập")
    if picture:
        court.shot(picture)


def who_is_refused_is_told_why_and_can_try_again():
    court = Court(INSTALLED)
    program = None
    try:
        court.desktop.install_browser()
        program = court.start()
        # He says no at the provider.
        url, _ = begin(court, program)
        court.browser.go(url)
        court.browser.click("a[href*='/abort']")
        assert "not signed in" in court.browser.text() or "chưa được đăng nhập" in court.browser.text(), court.browser.text()
        refused(court, program, REFUSED, "refused")
        # He closes the browser: the program waits until he breaks off, and its port is closed then.
        url, asked = begin(court, program)
        court.browser.go(url)
        court.browser.go("about:blank")
        program.find(contains="Xin đăng nhập trong trình duyệt vừa mở")
        # An answer that nobody asked for ends nothing, nor does one of a provider that was not asked.
        for state, issuer in (("a" * 43, court.provider.issuer), (asked["state"], "http://127.0.0.1:1")):
            status, said = ask(f"{asked['redirect_uri']}?" + urllib.parse.urlencode({"code": "abc", "state": state, "iss": issuer}))
            assert status == 400 and "<p>" in said, (status, said)
        time.sleep(1)
        program.find(contains="Xin đăng nhập trong trình duyệt vừa mở")
        program.press(next(n for n in program.all(role="push button", name="Thôi") if n.get_n_actions() > 0))
        program.find(role="push button", name="Đăng nhập")
        try:
            ask(asked["redirect_uri"])
            raise AssertionError("the port is still open")
        except urllib.error.URLError:
            pass
        # He signs in and out; the code of that sign-in is of no use to another.
        url, _ = begin(court, program)
        court.sign_in(url)
        used = urllib.parse.parse_qs(urllib.parse.urlsplit(court.browser.call("GET", "/url")).query)["code"][0]
        program.find(contains=f"{circle.JUDGE} · {circle.UNIT}")
        devices = len(court.centre.rows("SELECT id FROM devices"))
        program.press(program.find(role="push button", name="Đăng xuất"))
        program.find(contains="Máy này chưa đăng ký")
        url, asked = begin(court, program)
        ask(f"{asked['redirect_uri']}?" + urllib.parse.urlencode({"code": used, "state": asked["state"], "iss": court.provider.issuer}))
        refused(court, program, REFUSED)
        assert len(court.centre.rows("SELECT id FROM devices")) == devices
        # The centre names a provider that calls itself otherwise.
        court.centre.stop()
        with open(court.conf, encoding="utf-8") as file:
            right = file.read()
        with open(court.conf, "w", encoding="utf-8") as file:
            file.write(right.replace("http://127.0.0.1", "http://localhost"))
        court.centre.start()
        program.press(program.find(role="push button", name="Đăng nhập"))
        refused(court, program, REFUSED)
        assert not os.path.exists(court.desktop.asked), "the browser was sent to a provider that is another"
        # Nobody can be reached: first the provider, then the centre neither.
        court.centre.stop()
        with open(court.conf, "w", encoding="utf-8") as file:
            file.write(right)
        court.centre.start()
        court.provider.close()
        program.press(program.find(role="push button", name="Đăng nhập"))
        refused(court, program, UNREACHED, "unreached")
        court.centre.stop()
        program.press(program.find(role="push button", name="Đăng nhập"))
        refused(court, program, UNREACHED)
        # Reading goes on as before.
        program.keys("Escape")
        program.type_question("đặt cọc")
        program.find(contains=" văn bản · ")
    finally:
        if program is not None:
            program.quit()
        court.close()


missing = [p for p in ("gnome-keyring-daemon", "chromedriver", "chromium") if shutil.which(p) is None]
if missing:
    print(f"1..0 # SKIP needs {', '.join(missing)}")
    sys.exit(0)
found = subprocess.run([os.path.join(SCRIPTS, "oidc-install")], capture_output=True, text=True)
if found.returncode != 0:
    print(f"1..0 # SKIP no provider of OpenID Connect: {found.stderr.strip()}")
    sys.exit(0)
INSTALLED = found.stdout.strip()
sys.exit(run_journeys([a_judge_signs_in_in_the_browser_and_out_again, without_a_browser_the_judge_is_told,
                       who_is_refused_is_told_why_and_can_try_again],
                      sys.argv[5] if len(sys.argv) > 5 else ""))
