# SPDX-License-Identifier: GPL-3.0-or-later
"""A court with everything in it, for journeys through the whole circle: a publisher with a key, releases in a folder, the centre, a
keyring on the bus of the test, and a judge's workstation."""
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "server"))
from accessible import Program, wait_for  # noqa: E402
from browser import Browser, free_port  # noqa: E402

JUDGE, UNIT = "Nguyễn Thị Mẫu", "Tòa án nhân dân khu vực Mẫu"


def run(*arguments, **options):
    return subprocess.run(arguments, check=True, capture_output=True, text=True, **options).stdout


class Keyring:
    """A Secret Service of the test's own session bus."""

    def __init__(self, folder):
        home = os.path.join(folder, "keyring")
        os.mkdir(home, 0o700)
        self.process = subprocess.Popen(
            ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"], stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, "XDG_DATA_HOME": home, "XDG_RUNTIME_DIR": home, "HOME": home})
        self.process.stdin.write(b"mat khau")
        self.process.stdin.close()
        wait_for(lambda: "true" in run("gdbus", "call", "--session", "--dest", "org.freedesktop.DBus", "--object-path", "/", "--method",
                                       "org.freedesktop.DBus.NameHasOwner", "org.freedesktop.secrets"), "the keyring")

    def close(self):
        self.process.terminate()
        self.process.wait(10)


class Publisher:
    """Who makes releases: a store, a key, and the folder in which the newest release lies."""

    def __init__(self, corpus, folder):
        self.corpus, self.folder = corpus, folder
        self.key, self.store, self.volumes, self.releases = (os.path.join(folder, n) for n in ("key", "store", "volumes", "releases"))
        self.serial = 0
        run(corpus, "keygen", "--out", self.key)

    def take(self, *arguments):
        run(self.corpus, "import", "--into", self.store, *arguments)

    def release(self):
        """Builds and signs the next release."""
        self.serial += 1
        run(self.corpus, "build", "--from", self.store, "--out", self.volumes)
        previous = ["--previous", self.releases + ".before"] if self.serial > 1 else []
        if previous:
            shutil.copytree(self.releases, self.releases + ".before")
        run(self.corpus, "release", "--volumes", self.volumes, "--out", self.releases, "--serial", str(self.serial), "--key", self.key + ".key", *previous)
        return os.path.join(self.releases, "manifest.json")


class Centre:
    """The real troly-server, with its people."""

    def __init__(self, program, folder, library):
        self.program, self.data, self.library = program, os.path.join(folder, "centre"), library
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process = None
        self.log = open(os.path.join(folder, "centre.log"), "ab")

    def command(self, name, *arguments):
        return run(self.program, name, "--data", self.data, "--port", str(self.port), "--public-url", self.url, *arguments)

    def start(self):
        self.process = subprocess.Popen([self.program, "--data", self.data, "--port", str(self.port), "--public-url", self.url, "--public-url",
                                         f"http://localhost:{self.port}", "--library", self.library], stdout=subprocess.PIPE, stderr=self.log, text=True)
        self.process.stdout.readline()

    def stop(self):
        if self.process is not None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(40)
        self.process = None

    def enrol(self, out):
        self.command("enrol", "--name", JUDGE, "--unit", "kv1", "--unit-name", UNIT, "--role", "judge", "--out", out)

    def rows(self, query, *values):
        with sqlite3.connect(f"file:{self.data}/troly.sqlite?mode=ro", uri=True) as database:
            return database.execute(query, values).fetchall()


class Office:
    """The browser of the people at the centre."""

    def __init__(self, centre, folder):
        self.centre = centre
        self.browser = Browser(os.path.join(folder, "chromium"))
        self.browser.call("POST", "/window/rect", {"width": 1366, "height": 768})

    def sign_in(self, *arguments):
        link = self.centre.command("link", *arguments).split()[-1]
        self.browser.call("DELETE", "/cookie")
        self.browser.go(link)
        self.browser.click("main button")

    def make_people(self):
        """The first administrator brings in units and people. Returns the two editors' ids."""
        self.sign_in("--name", "Quản Trị Mẫu")
        for page, text in (("/units", f"code,name,parent,level\ntc,Tòa án nhân dân tối cao Mẫu,,tc\nkv1,{UNIT},tc,kv\n"),
                           ("/people", "name,unit,role\nBiên Tập Một,tc,editor\nBiên Tập Hai,tc,editor\n")):
            self.browser.go(self.centre.url + page)
            self.browser.fill(list=text)
            self.browser.click("form:has(#f-list) button")
        return [self.centre.rows("SELECT id FROM people WHERE name = ?", name)[0][0] for name in ("Biên Tập Một", "Biên Tập Hai")]

    def go(self, path):
        self.browser.go(self.centre.url + path)

    def press(self, action, value=None):
        self.browser.click(f"form[action$='/{action}'] button" + (f"[value='{value}']" if value else ""))


class Workstation:
    """A judge's computer: a library of its own, a desk, and a policy that names where releases lie."""

    def __init__(self, program, folder, publisher, policy=""):
        self.program, self.folder, self.publisher = program, folder, publisher
        self.library, self.desk = os.path.join(folder, "library"), os.path.join(folder, "desk")
        conf = os.path.join(folder, "policy")
        os.mkdir(conf)
        with open(os.path.join(conf, "policy.ini"), "w", encoding="utf-8") as file:
            file.write(f"[update]\nsources={publisher.releases}\nkeys={publisher.key}.pub\n{policy}")
        self.env = {"TROLY_POLICY_DIR": conf, "TROLY_DESK_DIR": self.desk, "GSETTINGS_BACKEND": "keyfile"}
        run(publisher.corpus, "install", "--library", self.library, "--key", publisher.key + ".pub", publisher.releases)

    def start(self):
        return Program(self.program, "--library", self.library, env=self.env)


def connection(program):
    """The page of the connection, in the window of the preferences."""
    program.press(program.find(role="page tab", contains="Góp ý và kết nối"))
    program.find(role="label", name="Tệp đăng ký")


def take_in(program, enrolment):
    """The enrolment file is taken in, by the page of the preferences and the dialog for files."""
    program.keys("ctrl+comma")
    connection(program)
    program.press(program.find(role="push button", name="Nạp…"))
    program.find(contains="Chọn tệp đăng ký")
    time.sleep(1)  # the dialog takes the keys
    subprocess.run(["xdotool", "type", "--delay", "30", enrolment], check=True)
    time.sleep(0.5)
    program.keys("Return")


def fetch(program):
    """What the button on the page of comments is for."""
    program.press(program.find(role="push button", name="Gửi và nhận ngay"))


def real_law(shared, folder):
    """Real law beside the project: statutes with their dates, and the corpus of a set of questions. Returns the files to import, what a judge
    asks, and number and article of the law that answers; None without it."""
    statutes, corpus = os.path.join(shared or "", "data", "statutes"), os.path.join(shared or "", "data", "retrieval", "alqac.corpus.jsonl")
    if not os.path.isdir(statutes) or not os.path.isfile(corpus):
        return None
    asked = None
    out = os.path.join(folder, "statutes.jsonl")
    with open(out, "w", encoding="utf-8") as lines:
        for name in sorted(n for n in os.listdir(statutes) if n.endswith(".json")):
            with open(os.path.join(statutes, name), encoding="utf-8") as file:
                law = json.load(file)
            for article in law["articles"]:
                line = {"id": f"{law['number']}#{article['number']}", "law": law["title"], "number": law["number"], "article": article["number"],
                        "title": article["heading"], "text": article["text"], "effective_from": law["effective_from"]}
                lines.write(json.dumps(line, ensure_ascii=False) + "\n")
                # The longest heading of the largest law says most of what it is about.
                rank = (len(law["articles"]), len(article["heading"] or ""))
                if asked is None or rank > asked[0]:
                    asked = (rank, article["heading"], law["number"], article["number"])
    return [out, corpus], asked[1], asked[2], asked[3]
