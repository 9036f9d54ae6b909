#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading a judgment of the training library by keys alone, seen through accessibility. Prints TAP.

usage: test-reader-journeys.py PROGRAM LIBRARY [PART OF A NAME]"""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from accessible import Atspi, Program, run_journeys, walk, wait_for  # noqa: E402

PROGRAM, LIBRARY = sys.argv[1], sys.argv[2]
PAGES, TEXT = "Các trang của bản gốc", "Nội dung văn bản"
FIND = "Tìm trong văn bản này"
ACTIONABLE = ("push button", "toggle button", "entry", "text", "list", "menu item", "check box")


def has(node, state):
    return node.get_state_set().contains(state)


def in_focus(program):
    """What has the keyboard, or None."""
    return next((n for n in walk(program.application) if has(n, Atspi.StateType.FOCUSED)), None)


def wait_focus(program, name):
    wait_for(lambda: in_focus(program).get_name() == name, f"the focus on {name}")


def reader(program):
    return next(program.all(name="TlReader"))


def open_a_judgment():
    """A program with the first judgment that a question finds, opened by keys, as original pages."""
    program = Program(PROGRAM, "--library", LIBRARY)
    program.type_question("bản án đặt cọc")
    program.press(program.find(role="push button", contains="Bản án"))
    program.find(role="status bar", contains=" văn bản · ")
    program.keys("ctrl+k", "Return")
    wait_for(lambda: in_focus(program).get_role_name() == "list item", "the focus on a result")
    program.keys("Return")
    program.find(name="Trang gốc")
    program.keys("ctrl+1")
    wait_focus(program, PAGES)
    return program


def words_are_found_and_the_focus_comes_back():
    program = open_a_judgment()
    try:
        for mode, document in (("ctrl+1", PAGES), ("ctrl+2", TEXT)):
            program.keys(mode)
            wait_focus(program, document)
            program.keys("ctrl+f")
            wait_for(lambda: has(program.find(role="entry", name=FIND), Atspi.StateType.FOCUSED), "the focus in the find bar")
            program.keys("ctrl+a", "t", "o", "a", "space", "a", "n")
            count = wait_for(lambda: next((n.get_name() for n in program.all(role="status bar", contains=" / ")
                                           if not n.get_name().endswith("…")), None), "hits")
            at, total = (int(part) for part in count.split(" / "))
            assert total > 2, count
            program.keys("Return")
            program.find(role="status bar", name=f"{at % total + 1} / {total}")
            program.keys("shift+F3")
            program.find(role="status bar", name=f"{at} / {total}")
            program.press(program.find(role="toggle button", name="Danh sách"))
            wait_for(lambda: "án" in program.find(role="list", name="Các chỗ tìm thấy").get_child_at_index(0).get_child_at_index(0)
                     .get_name(), "the first hit with the words around it")
            program.keys("ctrl+f", "Escape")
            wait_focus(program, document)
            assert not list(program.all(role="entry", name=FIND))
    finally:
        program.quit()


def keys_select_on_the_pages():
    program = open_a_judgment()
    try:
        pages = program.find(name=PAGES)
        program.keys("shift+End")
        wait_for(lambda: (pages.get_description() or "").startswith("Đã chọn: "), "the line to be told")
        line = pages.get_description()
        program.keys("shift+Down")
        wait_for(lambda: len(pages.get_description() or "") > len(line), "more to be told")
    finally:
        program.quit()


def pages_are_looked_at_in_every_way_and_presented():
    program = open_a_judgment()
    try:
        for keys in ("ctrl+4", "ctrl+5", "ctrl+3", "ctrl+r", "ctrl+shift+r", "ctrl+9", "ctrl+0", "ctrl+plus", "ctrl+minus", "ctrl+Down"):
            program.keys(keys)
            wait_focus(program, PAGES)
            assert has(program.find(name=PAGES), Atspi.StateType.VISIBLE)
        program.keys("ctrl+g")
        wait_focus(program, "Trang")
        program.keys("1", "Return")
        for key in ("F5", "F11"):
            program.keys(key)
            program.find(role="frame", contains="Trình chiếu")
            program.keys("Escape")
            wait_for(lambda: not list(program.all(role="frame", contains="Trình chiếu")), "the presentation to end")
    finally:
        program.quit()


def everything_in_the_reader_has_a_name_and_can_be_reached():
    program = open_a_judgment()
    try:
        program.keys("ctrl+f")
        program.find(role="entry", name=FIND)
        nameless = [n.get_role_name() for n in walk(reader(program))
                    if n.get_role_name() in ACTIONABLE and has(n, Atspi.StateType.FOCUSABLE)
                    and (not n.get_name() or n.get_name().startswith(("Gtk", "Tl", "Adw")))]
        assert not nameless, nameless
        program.keys("Escape")
        wait_focus(program, PAGES)
        reached = set()
        for _ in range(60):
            program.keys("Tab")
            node = wait_for(lambda: in_focus(program), "something with the focus")
            if node.get_name() in reached:
                break
            reached.add(node.get_name())
        missing = {"Trang gốc", "Bản chữ", "Trang", "Mục lục", "Trang nhỏ"} - reached
        assert not missing, (missing, reached)
    finally:
        program.quit()


JOURNEYS = [words_are_found_and_the_focus_comes_back, keys_select_on_the_pages, pages_are_looked_at_in_every_way_and_presented,
            everything_in_the_reader_has_a_name_and_can_be_reached]

sys.exit(run_journeys(JOURNEYS, sys.argv[3] if len(sys.argv) > 3 else ""))
