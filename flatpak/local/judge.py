#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What one judge leaves on a computer and finds again: a note, a comment that waits to be sent, a question asked, a library of their own.
Drives the installed program by keys, seen through accessibility; a line a thing found.

usage: judge.py JOURNEYS PROGRAM HOME window|write|look|refused"""
import os
import subprocess
import sys

JOURNEYS, PROGRAM, HOME, TASK = sys.argv[1:5]
sys.argv = [sys.argv[0], PROGRAM, "-"]
sys.path.insert(0, JOURNEYS)
from accessible import Program, focused  # noqa: E402
from common import find_highlight_and_note, open_by_keys  # noqa: E402

QUESTION, NOTE, COMMENT = "dieu 41 blds-th", "xem lai khoan nay", "con thieu khoan 2"


def start():
    return Program(PROGRAM, env={"XDG_DATA_HOME": os.path.join(HOME, "data"), "GSETTINGS_BACKEND": "keyfile"})


def window():
    program = start()
    program.find(role="entry", name="Câu hỏi")
    program.find(contains="Cần tra cứu điều gì")
    return program


def write():
    program = start()
    open_by_keys(program, QUESTION)
    program.find(role="frame", contains="BLDS-TH")
    find_highlight_and_note(program, "dat coc", NOTE)
    program.recent("bản án đặt cọc")
    focused(program, "list item")
    program.keys("g")
    program.find(role="radio button", name="Sai")
    focused(program, "radio button")
    program.keys("Down", "space", "Tab")
    program.type(COMMENT)
    program.keys("ctrl+Return")
    program.find(contains="1 góp ý chờ gửi")
    return program


def look():
    program = start()
    program.find(contains="1 góp ý chờ gửi")
    program.keys("alt+3")
    program.find(role="list item", contains=NOTE)
    program.keys("alt+5")
    program.find(role="list item", contains="Chờ gửi")
    program.type_question(QUESTION)
    program.find(contains=" văn bản · ")
    return program


def refused():
    """A desk that a newer version has written is left alone, and the judge is told."""
    program = start()
    program.find(contains="phiên bản mới hơn")
    return program


program = {"window": window, "write": write, "look": look, "refused": refused}[TASK]()
subprocess.run(["import", "-window", "root", os.path.join(HOME, TASK + ".png")], check=True)
if TASK == "window":
    print("\n".join(program.outline()))
program.quit()
