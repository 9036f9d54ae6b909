# SPDX-License-Identifier: GPL-3.0-or-later
"""Every state of the update of the library, for pictures: each is a small library with releases, a policy, and where it must be slow, a
source that is. `STATES` names them; each takes the folder to work in and the tools, and gives what the program is started with."""
import functools
import http.server
import json
import os
import shutil
import subprocess
import threading
import time

from accessible import wait_for

PAST = "1767225600"  # the first second of 2026: what is good for ten days from then is overdue
ADDED = "Quy định này được áp dụng thống nhất."
SLOW = 4 * 1024  # bytes in a second


class Tools:
    """The publisher's program, and the training library with its sources and its store."""

    def __init__(self, corpus, training):
        self.corpus, self.training = corpus, training

    def run(self, *arguments, then=None):
        env = {**os.environ, **({"SOURCE_DATE_EPOCH": then} if then else {})}
        subprocess.run([self.corpus, *arguments], check=True, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


class Setting:
    """What a program is started with, and what is taken down after it."""

    def __init__(self, library, env=None, launcher=()):
        self.library, self.env, self.launcher = library, env or {}, list(launcher)


def installed(tools, folder, then=None):
    """Release 1, installed. Returns its folder, the library and the key."""
    key, first, library = (os.path.join(folder, n) for n in ("key", "first", "library"))
    tools.run("keygen", "--out", key)
    tools.run("release", "--volumes", os.path.join(tools.training, "library"), "--out", first, "--serial", "213", "--key", key + ".key",
              *(("--expires", "10") if then else ()), then=then)
    tools.run("install", "--library", library, "--key", key + ".pub", first, then=then)
    return first, library, key


def newer(tools, folder, first, key, changed=(5, 9, 14)):
    """Release 2, with some articles amended."""
    store, volumes, second = (os.path.join(folder, n) for n in ("store", "volumes", "second"))
    shutil.copytree(os.path.join(tools.training, "store"), store)
    amended = os.path.join(folder, "statutes.jsonl")
    with open(os.path.join(tools.training, "sources", "statutes.jsonl"), encoding="utf-8") as lines, open(amended, "w", encoding="utf-8") as out:
        for number, line in enumerate(lines):
            article = json.loads(line)
            if number % 40 in changed:
                article["text"] += " " + ADDED
            out.write(json.dumps(article, ensure_ascii=False) + "\n")
    tools.run("import", "--into", store, "--kind", "statute", "--format", "articles", amended)
    shutil.copytree(os.path.join(tools.training, "library"), volumes)
    tools.run("build", "--from", store, "--out", volumes)
    shutil.copytree(first, second)
    tools.run("release", "--volumes", volumes, "--out", second, "--serial", "214", "--key", key + ".key", "--previous", first)
    return second


def policy(folder, source, key, library=None):
    """The administrator's file, and the environment that points to it."""
    place = os.path.join(folder, "policy")
    os.makedirs(place, exist_ok=True)
    with open(os.path.join(place, "policy.ini"), "w", encoding="utf-8") as conf:
        conf.write(f"[update]\nsources={source}\nkeys={key}.pub\n" + (f"library={library}\n" if library else ""))
    return {"TROLY_POLICY_DIR": place, "TROLY_DESK_DIR": os.path.join(folder, "desk")}


class Slow(http.server.SimpleHTTPRequestHandler):
    """Sends what is large a little at a time."""

    def log_message(self, *arguments):
        pass

    def copyfile(self, source, outputfile):
        while block := source.read(SLOW // 8):
            try:
                outputfile.write(block)
                outputfile.flush()
            except OSError:
                return
            if os.path.getsize(source.name) > SLOW:
                time.sleep(0.125)


def serve(folder):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Slow, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_address[1]}/"


def current(tools, folder):
    first, library, key = installed(tools, folder)
    return Setting(library, policy(folder, first, key))


def running(tools, folder):
    first, library, key = installed(tools, folder)
    return Setting(library, policy(folder, serve(newer(tools, folder, first, key)), key))


def news(tools, folder):
    first, library, key = installed(tools, folder)
    return Setting(library, policy(folder, newer(tools, folder, first, key), key))


def error(tools, folder):
    """What is offered was signed by somebody else."""
    first, library, key = installed(tools, folder)
    second = newer(tools, folder, first, key)
    other = os.path.join(folder, "other")
    tools.run("keygen", "--out", other)
    return Setting(library, policy(folder, second, other))


def offline(tools, folder):
    _, library, key = installed(tools, folder)
    return Setting(library, policy(folder, "http://127.0.0.1:9/", key))


def overdue(tools, folder):
    _, library, key = installed(tools, folder, then=PAST)
    return Setting(library, {"TROLY_POLICY_DIR": os.path.join(folder, "none"), "TROLY_DESK_DIR": os.path.join(folder, "desk")})


def machine(tools, folder):
    """A library that this user may not write: root is asked to do without its power to write anywhere."""
    first, library, key = installed(tools, folder)
    os.chmod(library, 0o555)
    launcher = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.geteuid() == 0 else []
    return Setting(library, policy(folder, first, key), launcher)


STATES = {"update": current, "update-running": running, "update-paused": running, "update-error": error, "update-offline": offline,
          "overdue": overdue, "update-machine": machine, "update-preferences": news, "news": news}


def press(program, label):
    program.press(wait_for(lambda: next((n for n in program.all(contains=label) if n.get_n_actions() > 0), None), label))


def show(program, state):
    """Takes the program, started with its setting, to the picture: the update is told above the documents of the library."""
    program.find(contains="Kho dữ liệu bản 21")
    if state == "update-preferences":
        program.keys("ctrl+comma")
        program.rest()
        program.press(wait_for(lambda: next((n for n in program.all(role="page tab", contains="Kho dữ liệu")), None), "the page"))
        program.find(contains="Nguồn của kho dữ liệu")
        return
    program.keys("alt+2")
    program.find(role="list", name="Kho văn bản")
    if state in ("update", "update-error", "update-offline"):
        press(program, "Cập nhật")
        press(program, "Kiểm tra bản mới ngay")
        program.find(contains={"update": "Kho dữ liệu là bản mới nhất", "update-error": "không đúng chữ ký", "update-offline": "Không kết nối"}[state])
    elif state == "news":
        program.find(contains="Kho dữ liệu bản 214", timeout=60)
        program.keys("alt+4")
        program.find(contains="được sửa đổi, ")
    elif state in ("update-running", "update-paused"):
        program.find(contains="Đang tải kho dữ liệu mới: ", timeout=60)
        program.rest(timeout=1.0)  # what is fetched goes on
        if state == "update-paused":
            press(program, "Tạm dừng")
            program.find(contains="Đã tạm dừng")
