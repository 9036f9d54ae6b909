#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A judge comments on a result without a network, changes what was written and takes it back, by keys and accessibility only. Prints TAP.

usage: test-feedback-journeys.py PROGRAM LIBRARY [PART OF A NAME]"""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import feedback_views  # noqa: E402
from accessible import Program, focused, run_journeys, wait_for  # noqa: E402

PROGRAM, LIBRARY = sys.argv[1:3]


def a_comment_waits_is_changed_and_is_taken_back():
    program = Program(PROGRAM, "--library", LIBRARY)
    try:
        feedback_views.page(program)
        program.find(role="list item", contains="Chờ gửi. Sai: Điều 41")
        program.tab_to("push button", "Sửa")
        program.keys("Return")
        program.find(contains="Sửa góp ý")
        focused(program, "text")
        program.keys("ctrl+a")
        program.type("con thieu khoan 3")
        program.keys("ctrl+Return")
        program.find(contains="con thieu khoan 3")
        program.tab_to("push button", "Rút")
        program.keys("Return")
        program.find(role="list item", contains="Đã rút. Sai: Điều 41")
        wait_for(lambda: next(program.all(contains="góp ý chờ gửi"), None) is None, "nothing that waits")
    finally:
        program.quit()


sys.exit(run_journeys([a_comment_waits_is_changed_and_is_taken_back], sys.argv[3] if len(sys.argv) > 3 else ""))
