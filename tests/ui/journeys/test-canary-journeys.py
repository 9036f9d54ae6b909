#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Words that the judge types anywhere in the program stay where they belong: a word of its own is typed into every field of the views below,
on an enrolled workstation that talks to a real centre through a line that keeps every byte. Afterwards each word is looked for in the log,
in every column of the desk and of the centre, in every file of the profile, and in what went over the line. Prints TAP.

usage: test-canary-journeys.py PROGRAM TROLY-CORPUS TROLY-SERVER TRAINING [PART OF A NAME]"""
import os
import shutil
import signal
import socket
import sqlite3
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import circle  # noqa: E402
from accessible import Atspi, Program, run_journeys, wait_for  # noqa: E402
from views import VIEWS  # noqa: E402

PROGRAM, CORPUS, SERVER, TRAINING = sys.argv[1:5]
WORD = "zqvkanari"
# Views with fields; what stands in each is found, not listed.
PLACES = ["start", "contribute", "feedback", "similar-start", "library"]
# Where a word may be kept: tables of the desk, keys of the settings.
OWN = {"desk": {("marks", "note"), ("marks", "fold"), ("outbox", "body"), ("outbox", "label"), ("states", "value")},
       "settings": {"recent-questions", "saved-scopes", "update-sources", "update-key"}}


class Line:
    """A port that leads to another, and keeps what goes either way."""

    def __init__(self, target):
        self.target, self.kept = target, bytearray()
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                near = self.socket.accept()[0]
                far = socket.create_connection(("127.0.0.1", self.target))
            except OSError:
                return
            for a, b in ((near, far), (far, near)):
                threading.Thread(target=self._carry, args=(a, b), daemon=True).start()

    def _carry(self, source, sink):
        try:
            while data := source.recv(65536):
                self.kept += data
                sink.sendall(data)
        except OSError:
            pass
        for end in (source, sink):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass


def fields(program):
    """Every field that takes words, on the screen now."""
    for node in program.all():
        try:
            if node.get_state_set().contains(Atspi.StateType.EDITABLE) and node.get_editable_text_iface() is not None:
                yield node
        except Exception:
            continue


def fill(program, view, typed):
    """A word into each field; the fields that a word brings up have theirs too."""
    for node in list(fields(program)):
        try:
            word = f"{WORD}{len(typed):03}"
            if node.get_editable_text_iface().set_text_contents(word):
                typed.append((word, view, node.get_role_name(), node.get_name()))
                time.sleep(0.3)
        except Exception:
            continue


def columns(path):
    """(table, column) of every text of a database in which one of the words stands."""
    found = set()
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        for (table,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            for column in [r[1] for r in database.execute(f"PRAGMA table_info({table})")]:
                if database.execute(f"SELECT count(*) FROM {table} WHERE instr(CAST({column} AS TEXT), ?)", (WORD,)).fetchone()[0]:
                    found.add((table, column))
    return found


def files_with(folder):
    for path, _, names in os.walk(folder):
        for name in names:
            if not os.path.isfile(os.path.join(path, name)):  # the keyring's socket
                continue
            with open(os.path.join(path, name), "rb") as file:
                content = file.read()
            if any(WORD.encode(encoding) in content for encoding in ("utf-8", "utf-16-le")):
                yield os.path.join(path, name)


def what_is_typed_stays_where_it_belongs():
    folder = tempfile.mkdtemp(prefix="troly-canary-")
    keyring = circle.Keyring(folder)
    publisher = circle.Publisher(CORPUS, folder)
    shutil.copytree(os.path.join(TRAINING, "store"), publisher.store)
    publisher.release()
    work = circle.Workstation(PROGRAM, folder, publisher, "[centre]\nusage=on\n")
    centre = circle.Centre(SERVER, folder, work.library)
    line = Line(centre.port)
    centre.url = f"http://127.0.0.1:{line.port}"
    centre.enrol(os.path.join(folder, "dang-ky.json"))
    centre.start()
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        work.env[f"XDG_{name}_HOME"] = os.path.join(folder, "profile", name.lower())
        os.makedirs(work.env[f"XDG_{name}_HOME"])
    log = open(os.path.join(folder, "program.log"), "wb")
    typed, gone = [], []
    env = {**work.env, "G_MESSAGES_DEBUG": "all"}
    try:
        for number, view in enumerate(PLACES):
            program = Program(PROGRAM, "--library", work.library, env=env, output=log)
            try:
                if number == 0:
                    circle.take_in(program, os.path.join(folder, "dang-ky.json"))
                    program.find(contains="Đã nạp xong")
                    program.keys("Escape")
                VIEWS[view](program)
                fill(program, view, typed)
                time.sleep(0.5)
                # The last one lives until it has talked to the centre.
                if number == len(PLACES) - 1:
                    wait_for(lambda: b"/v1/session" in bytes(line.kept), "the centre to be talked to")
            except AssertionError as error:
                gone.append(f"{view}: {error}")
            finally:
                # A crash, too, leaves no word behind.
                program.process.send_signal(signal.SIGABRT if number % 5 == 4 else signal.SIGTERM)
                program.process.wait(20)
        log.close()
        faults = list(gone)
        with open(os.path.join(folder, "program.log"), "rb") as file:
            faults += [f"in the log: {row[:200]}" for row in file if WORD.encode() in row]
        faults += [f"in the desk: {place}" for place in columns(os.path.join(work.desk, "desk.db")) - OWN["desk"]]
        # Nothing typed was handed over, so nothing of it goes.
        if WORD.encode() in bytes(line.kept):
            faults.append("on the line to the centre")
        faults += [f"at the centre: {place}" for place in columns(os.path.join(centre.data, "troly.sqlite"))]
        for path in files_with(folder):
            if path.startswith(work.desk):
                continue
            if path.endswith("keyfile"):
                with open(path, encoding="utf-8") as file:
                    faults += [f"in the setting {row.split('=')[0]}" for row in file if WORD in row and row.split("=")[0] not in OWN["settings"]]
            else:
                faults.append(f"in the file {path[len(folder):]}")
        print(f"# {len(typed)} fields in {len(set(t[1] for t in typed))} views", flush=True)
        for word, view, role, name in typed:
            print(f"# {word} {view}: {role} {name}", flush=True)
        assert len(typed) >= 2 * len(PLACES), len(typed)
        assert not faults, "\n".join(faults)
    finally:
        centre.stop()
        keyring.close()
        shutil.rmtree(folder, ignore_errors=True)


def main():
    missing = [p for p in ("gnome-keyring-daemon", "xdotool") if shutil.which(p) is None]
    if missing:
        print(f"1..0 # SKIP needs {', '.join(missing)}")
        return 0
    return run_journeys([what_is_typed_stays_where_it_belongs], sys.argv[5] if len(sys.argv) > 5 else "")


sys.exit(main())
