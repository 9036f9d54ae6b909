#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is typed stays where it belongs: words of their own are typed into every place of the program there is, on an enrolled workstation that
talks to a real centre through a line that keeps every byte, and into every field of the centre's pages. Afterwards each word is looked for in
the logs, in every column of the desk and of the centre, in every file of the profile, in what went over the line, and in every packet of the
machine where this user may read them. Prints TAP.

usage: test-canary-journeys.py PROGRAM TROLY-CORPUS TROLY-SERVER TRAINING [PART OF A NAME]"""
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import canary  # noqa: E402
import canary_places as places  # noqa: E402
import circle  # noqa: E402
from accessible import Program, run_journeys, wait_for  # noqa: E402

PROGRAM, CORPUS, SERVER, TRAINING = (os.path.abspath(path) for path in sys.argv[1:5])
WANTED = 50  # places
# A program is started for each, and ends as it comes: by a signal, or by a crash, which leaves no word behind either.
ROUNDS = [[places.enrolment, places.questions, places.scopes, places.day, places.lists], [places.similar, places.contribution, places.links],
          [places.in_judgment], [places.in_statute], [places.files], [places.preferences, places.comments]]
SOME = [[places.questions, places.links, places.comments]]


class Court:
    """A workstation with everything it keeps in one folder, the centre and the line between; the judge's own files lie elsewhere."""

    def __init__(self):
        self.words, self.packets = canary.Words(), canary.Packets()
        self.folder, self.own = tempfile.mkdtemp(prefix="troly-canary-"), tempfile.mkdtemp(prefix="troly-canary-own-")
        self.keyring = circle.Keyring(self.folder)
        publisher = circle.Publisher(CORPUS, self.folder)
        shutil.copytree(os.path.join(TRAINING, "store"), publisher.store)
        publisher.release()
        self.work = circle.Workstation(PROGRAM, self.folder, publisher, "[centre]\nusage=on\n")
        self.centre = circle.Centre(SERVER, self.folder, self.work.library)
        self.line = canary.Line(self.centre.port)
        self.centre.url = f"http://127.0.0.1:{self.line.port}"
        self.enrolment = os.path.join(self.own, "dang-ky.json")
        self.centre.enrol(self.enrolment)
        self.centre.start()
        self.env = {**self.work.env, "G_MESSAGES_DEBUG": "all"}
        for name in ("CONFIG", "DATA", "CACHE", "STATE"):
            self.env[f"XDG_{name}_HOME"] = os.path.join(self.folder, "profile", name.lower())
            os.makedirs(self.env[f"XDG_{name}_HOME"])
        self.log = open(os.path.join(self.folder, "program.log"), "ab")

    def round(self, ways, end=signal.SIGTERM, arguments=(), **env):
        """What could not be typed, a line each."""
        # Only there are original pages.
        library = os.path.join(TRAINING, "library") if places.in_judgment in ways else self.work.library
        program = Program(PROGRAM, "--library", library, *arguments, env={**self.env, **env}, output=self.log)
        program.find(contains="Kho dữ liệu")
        hand = places.Hand(program, self.words, self.own)
        faults = []
        try:
            for way in ways:
                since = time.monotonic()
                try:
                    way(hand)
                    print(f"# {way.__name__}: {time.monotonic() - since:.0f} s", flush=True)
                except AssertionError as error:
                    faults.append(f"{way.__name__}: {error}")
                    program.keys("Escape", "Escape")
        finally:
            program.process.send_signal(end)
            program.process.wait(20)
        return faults

    def enrol(self, hand):
        circle.take_in(hand.program, self.enrolment)
        hand.program.find(contains="Đã nạp xong")
        hand.program.keys("Escape")
        wait_for(lambda: next(hand.program.all(role="label", name="Tệp đăng ký"), None) is None, "the window of the preferences to close")

    def arrives(self, hand):
        """The comment is at the centre, by way of the line."""
        wait_for(lambda: self.centre.rows("SELECT id FROM items"), "the comment to arrive")
        time.sleep(1)

    def run(self, *command, **env):
        """A command that says what it found; only that may hold the word."""
        subprocess.run(command, env={**os.environ, **self.env, **env}, stdout=subprocess.DEVNULL, stderr=self.log, timeout=60, cwd=self.own)

    def faults(self):
        """Where a word stands that may not."""
        words, found = self.words, []
        for where, path in (("desk", os.path.join(self.work.desk, "desk.db")), ("centre", os.path.join(self.centre.data, "troly.sqlite"))):
            for column, value in canary.columns(path):
                found += words.faults(f"{where}:{column}", value)
        found += words.faults("line", bytes(self.line.kept))
        found += words.faults("packet", b" ".join(self.packets.found))
        for path, content in canary.files(self.folder):
            name = os.path.relpath(path, self.folder)
            if path.startswith((self.work.desk, self.centre.data)):
                # The columns were looked at; a word that belongs into none is in no journal of a database, and in no backup.
                where = "desk:" if path.startswith(self.work.desk) else "centre:"
                kept = {word.encode() for word, (_, keeps) in words.typed.items() if any(k.startswith(where) for k in keeps)}
                found += words.faults(f"the file {name}", b" ".join(w for w in canary.WORD.findall(content) if w not in kept))
            elif name.endswith("keyfile"):
                for key, value in canary.settings(path):
                    found += words.faults(f"setting:{key}", value)
            else:
                found += words.faults(f"the file {name}", content)
        return sorted(set(found))

    def close(self):
        self.log.close()
        self.packets.close()
        self.centre.stop()
        self.keyring.close()
        for folder in (self.folder, self.own):
            shutil.rmtree(folder, ignore_errors=True)


def tell(court):
    print(f"# {len(court.words.typed)} words in {len(court.words.places())} places; {court.packets.read} packets read", flush=True)
    for word, (place, keeps) in court.words.typed.items():
        print(f"# {word} {place}{': ' + ', '.join(sorted(keeps)) if keeps else ''}", flush=True)


def arguments(court):
    """What the program and the publisher's commands are called with."""
    new = court.words.new
    environment = {name: new(f"the environment: {name}") for name in ("USER", "LOGNAME", "HOSTNAME", "TROLY_TEXT_BACKEND", "LC_NAME")}
    yield from court.round([], arguments=["troly:doc/" + new("a link to start with"), f"/khong/co/{new('a file to start with')}.pdf"], **environment)
    court.run(PROGRAM, "--diagnose", "--library", "/khong/co/" + new("a library that is not there"))
    library = court.work.library
    for command in (["search", "--library", library], ["suggest", "--library", library], ["similar", "--library", library, "--facts"]):
        court.run(CORPUS, *command, "đặt cọc " + new(f"a command: {command[0]}"))


def go(court, rounds, wanted):
    faults = []
    for number, ways in enumerate([[court.enrol, *rounds[0]], *rounds[1:]]):
        ways = ways + [court.arrives] if ways[-1] is places.comments else ways
        faults += court.round(ways, signal.SIGABRT if number == 1 else signal.SIGTERM)
    faults += arguments(court)
    nobody = os.path.join(court.folder, "no-policy")
    os.mkdir(nobody)
    if len(rounds) > 1:
        faults += court.round([places.sources], TROLY_POLICY_DIR=nobody)
    court.log.flush()
    tell(court)
    faults += court.faults()
    assert not faults, "\n".join(faults)
    assert len(court.words.places()) >= wanted, len(court.words.places())
    # What looks for the words finds those that were sent.
    sent = next(w.encode() for w, (place, _) in court.words.typed.items() if place == "a comment")
    assert sent in bytes(court.line.kept) and sent.decode() in court.centre.rows("SELECT body FROM items")[0][0]
    lost = court.packets.lost()
    print(f"# {lost} packets lost", flush=True)
    assert court.packets.socket is None or lost > 0 or sent in court.packets.found
    assert os.path.getsize(court.log.name) > 0


def what_is_typed_in_fifty_places_stays_where_it_belongs():
    court = Court()
    try:
        go(court, ROUNDS, WANTED)
    finally:
        court.close()


def what_is_typed_in_some_places_stays_where_it_belongs():
    court = Court()
    try:
        go(court, SOME, 25)
    finally:
        court.close()


def main():
    missing = [p for p in ("gnome-keyring-daemon", "xdotool") if shutil.which(p) is None]
    if missing:
        print(f"1..0 # SKIP needs {', '.join(missing)}")
        return 0
    return run_journeys([what_is_typed_in_some_places_stays_where_it_belongs, what_is_typed_in_fifty_places_stays_where_it_belongs],
                        sys.argv[5] if len(sys.argv) > 5 else "")


sys.exit(main())
