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
FOUND = "Tìm thấy trong văn bản này"
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
    program.rest()  # until then the results may be those of all kinds of document
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
            program.press(wait_for(lambda: next(n for n in program.all(name="Danh sách") if n.get_n_actions() > 0), "the list's button"))
            hits = program.find(role="list", name=FOUND)
            wait_for(lambda: any("òa án" in (n.get_name() or "") for n in walk(hits)), "hits with the words around them")
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
        pages = program.find(name=PAGES)
        for keys in ("ctrl+4", "ctrl+5", "ctrl+3", "ctrl+r", "ctrl+shift+r", "ctrl+9", "ctrl+0", "ctrl+plus", "ctrl+minus", "ctrl+Down"):
            program.keys(keys)
            assert has(pages, Atspi.StateType.FOCUSED), keys
        program.keys("ctrl+g")
        wait_for(lambda: not has(pages, Atspi.StateType.FOCUSED), "the focus in the number of the page")
        program.keys("1", "Return")
        wait_for(lambda: has(pages, Atspi.StateType.FOCUSED), "the focus back on the pages")
        for key in ("F5", "F11"):
            program.keys(key)
            program.find(role="frame", contains="Trang 1 trên ")
            program.rest()  # the keys are its own only then
            program.keys("Escape")
            wait_for(lambda: not list(program.all(role="frame", contains="Trang 1 trên ")), "the presentation to end")
    finally:
        program.quit()


def everything_in_the_reader_has_a_name():
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
    finally:
        program.quit()


JOURNEYS = [words_are_found_and_the_focus_comes_back, keys_select_on_the_pages, pages_are_looked_at_in_every_way_and_presented,
            everything_in_the_reader_has_a_name]

sys.exit(run_journeys(JOURNEYS, sys.argv[3] if len(sys.argv) > 3 else ""))
