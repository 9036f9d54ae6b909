#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A judge whose home has no room left, from the first start or while they work: the program runs, says what happened and where their work
is, and loses none of it. A small disk as home; needs root. Prints TAP.

usage: test-full-home-journeys.py PROGRAM LIBRARY [PART OF A NAME]"""
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from accessible import Atspi, Program, run_journeys, wait_for  # noqa: E402
from common import LIBRARY, PROGRAM, find_highlight_and_note, focused, open_by_keys, select_by_keys  # noqa: E402

SIZE = "16m"
FULL = "Đĩa đã hết chỗ"
NOTE, MORE, COMMENT = "ghi chu mot", " va them", "con thieu khoan 2"
PICTURES = os.environ.get("PICTURES")  # a folder, for who wants to look


class Home:
    """A home on a disk of its own."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="troly-home-")
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=0700", "tmpfs", self.folder], check=True)
        self.env = {"HOME": self.folder, "GSETTINGS_BACKEND": "keyfile"}
        for variable, place in {"XDG_DATA_HOME": ".local/share", "XDG_CONFIG_HOME": ".config", "XDG_CACHE_HOME": ".cache",
                                "XDG_STATE_HOME": ".local/state"}.items():
            self.env[variable] = os.path.join(self.folder, place)
            os.makedirs(self.env[variable])
        self.filler = os.path.join(self.folder, "filler")
        self.desk = os.path.join(self.env["XDG_DATA_HOME"], "troly", "desk")

    def fill(self):
        """To the last byte. What the program has given back since is taken, too."""
        file = os.open(self.filler, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            while True:
                os.write(file, b"x" * 4096)
        except OSError:
            pass
        finally:
            os.close(file)

    def make_room(self):
        os.remove(self.filler)

    def start(self):
        return Program(PROGRAM, "--library", LIBRARY, env=self.env)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        subprocess.run(["umount", "-l", self.folder], check=True)
        os.rmdir(self.folder)


def picture(program, name):
    if PICTURES:
        program.rest()
        subprocess.run(["import", "-window", "root", os.path.join(PICTURES, name + ".png")], check=True)


def end(program):
    """It ends when it is told to, and not before."""
    assert program.process.poll() is None, f"the program ended with status {program.process.returncode}"
    program.quit()


def a_home_without_room_from_the_start_is_told_and_everything_is_read():
    with Home() as home:
        home.fill()
        program = home.start()
        try:
            told = program.find(contains=FULL).get_name()
            assert home.desk in told and "(" not in told, told
            picture(program, "start")
            wait_for(lambda: next(program.all(contains=FULL), None) is None, "what was said to go")
            for key, name in (("alt+3", "notes"), ("alt+5", "feedback")):
                program.keys(key)
                program.find(role="label", contains=FULL)
                picture(program, name)
            program.keys("alt+1")
            open_by_keys(program, "dieu 41 blds-th")
            program.find(role="frame", contains="BLDS-TH")
            select_by_keys(program, "dat coc")
            program.keys("ctrl+h")
            program.find(contains=FULL)
            picture(program, "highlight")
        finally:
            end(program)


def a_home_that_fills_while_the_judge_writes_loses_nothing():
    with Home() as home:
        program = home.start()
        try:
            open_by_keys(program, "dieu 41 blds-th")
            program.find(role="frame", contains="BLDS-TH")
            find_highlight_and_note(program, "dat coc", NOTE)
            home.fill()
            # A note is written on: what was typed comes back with the window, and is kept when there is room.
            program.keys("ctrl+m")
            focused(program, "text", "Ghi chú")
            program.keys("End")
            program.type(MORE)
            program.keys("ctrl+Return")
            program.find(contains=FULL)
            picture(program, "note")
            home.make_room()
            program.keys("ctrl+m")
            note = focused(program, "text", "Ghi chú")
            assert Atspi.Text.get_text(note, 0, -1) == NOTE + MORE, Atspi.Text.get_text(note, 0, -1)
            program.keys("ctrl+Return")
            wait_for(lambda: not list(program.all(role="text", name="Ghi chú")), "the note to be kept")
            program.keys("ctrl+shift+m")
            program.find(role="list item", contains=NOTE + MORE)
            home.fill()
            # So does a comment.
            program.type_question("bản án đặt cọc")
            program.find(contains=" văn bản · ")
            program.keys("Return")
            focused(program, "list item", "")
            program.keys("g")
            program.find(role="radio button", name="Sai")
            focused(program, "radio button", "")
            program.keys("Down", "space", "Tab")
            program.type(COMMENT)
            program.keys("ctrl+Return")
            program.find(contains="Không lưu được: " + FULL)
            picture(program, "comment")
            home.make_room()
            program.keys("ctrl+Return")
            program.find(contains="1 góp ý chờ gửi")
        finally:
            end(program)
        # The next day, without room again: everything is there.
        home.fill()
        program = home.start()
        try:
            program.find(contains="1 góp ý chờ gửi")
            program.keys("alt+3")
            program.find(role="list item", contains=NOTE + MORE)
            picture(program, "notes-kept")
            program.keys("alt+5")
            program.find(role="list item", contains="Chờ gửi")
            picture(program, "comment-kept")
        finally:
            end(program)


def can_mount():
    with tempfile.TemporaryDirectory() as folder:
        made = subprocess.run(["mount", "-t", "tmpfs", "tmpfs", folder], check=False, capture_output=True).returncode == 0
        if made:
            subprocess.run(["umount", folder], check=True)
        return made


if not can_mount():
    print("1..0 # SKIP only root can make a disk that is full")
    sys.exit(0)
sys.exit(run_journeys([a_home_without_room_from_the_start_is_told_and_everything_is_read,
                       a_home_that_fills_while_the_judge_writes_loses_nothing], sys.argv[3] if len(sys.argv) > 3 else ""))
