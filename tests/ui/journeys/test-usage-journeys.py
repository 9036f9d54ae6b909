#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A judge's minutes in the real window, counted: what the screens show against what the definitions of docs/usage.md give. Prints TAP.

usage: test-usage-journeys.py PROGRAM LIBRARY [PART OF A NAME]"""
import os
import shutil
import sqlite3
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from accessible import Program, focused, run_journeys, wait_for  # noqa: E402

PROGRAM, LIBRARY = sys.argv[1:3]


def numbers(desk):
    """What the desk has of today."""
    with sqlite3.connect(f"file:{desk}/desk.db?mode=ro", uri=True) as database:
        return dict(database.execute("SELECT counter, sum(value) FROM usage GROUP BY counter"))


def reaches(desk, **wanted):
    wait_for(lambda: {k: numbers(desk).get(k, 0) for k in wanted} == wanted, f"{wanted}, and not {numbers(desk)}")


def ask(program, question):
    program.type_question(question)
    program.find(contains=" văn bản · ")
    program.keys("Return")
    focused(program, "list item")


def a_judge_s_minutes_are_counted_as_defined():
    desk = tempfile.mkdtemp(prefix="troly-usage-")
    program = Program(PROGRAM, "--library", LIBRARY, env={"TROLY_DESK_DIR": desk})
    try:
        program.find(contains="Cần tra cứu điều gì")
        ask(program, "phạt cọc mua bán đất bên bán từ chối ký hợp đồng chuyển nhượng")
        reaches(desk, searches=1, active=1)
        # The first result is opened and read, and a passage of it is found and highlighted.
        program.keys("Return")
        reaches(desk, searches=1, readings=1, answers_used=0)
        program.keys("ctrl+f")
        program.type("dat coc")
        program.find(role="status bar", contains=" / ")
        time.sleep(1)
        program.keys("Escape")
        program.keys("ctrl+h")
        reaches(desk, searches=1, readings=1, answers_used=1)
        # Nothing of the kind is asked: a search without an answer.
        program.type_question("zzqx wvvk")
        program.keys("ctrl+l")
        program.find(contains="Không tìm thấy")
        reaches(desk, searches=2, no_answer=1, readings=1, answers_used=1)
        # Two results side by side.
        ask(program, "phạt cọc đặt cọc")
        program.press(program.find(role="push button", contains="Bản án"))
        time.sleep(1)
        program.keys("ctrl+l", "Return")
        focused(program, "list item")
        program.keys("c")
        program.find(contains="Chờ so sánh: ")
        program.keys("Down", "c")
        program.find(contains="khớp: ")
        reaches(desk, comparisons=1, readings=1, answers_used=2, feedback=0, contributions=0, active=1)
        # What was counted stands on the page.
        program.keys("alt+5")
        program.press(program.find(role="push button", name="Số liệu sử dụng…"))
        program.find(contains="Số liệu sử dụng")
        program.find(role="label", contains="chưa gửi")
        program.find(contains="máy này chưa đăng ký")
    finally:
        program.quit()
        shutil.rmtree(desk)


sys.exit(run_journeys([a_judge_s_minutes_are_counted_as_defined], sys.argv[3] if len(sys.argv) > 3 else ""))
