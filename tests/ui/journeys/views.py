# SPDX-License-Identifier: GPL-3.0-or-later
"""The ways to what the screens of screens.py have besides: menus, windows, bars, and the states of an update; for photographs."""
import os
import subprocess
import time

import feedback_views
import own
import update_views
from accessible import wait_for
from screens import CASE, SCREENS, ask, compare, judgment, mark, marks, open_first, results, shows_pages, start, statute


def find_list(program, mode="ctrl+1"):
    """The bar for finding, with the list of what was found."""
    judgment(program)
    program.keys(mode)
    time.sleep(1)
    program.keys("ctrl+f")
    time.sleep(0.5)
    program.type("toa an")
    program.find(role="status bar", contains=" / ")
    program.press_named("Danh sách")
    program.find(role="list", name="Tìm thấy trong văn bản này")


def find_text(program):
    find_list(program, "ctrl+2")


def find_none(program):
    judgment(program)
    time.sleep(1)
    program.keys("ctrl+f")
    time.sleep(0.5)
    program.type("zzqx")
    program.find(role="status bar", contains="Không")


def mark_popover(program):
    """The window of a highlight on the original pages."""
    judgment(program)
    time.sleep(1)
    mark(program, "dat coc", "xem lai khoan nay", "Xanh lá")


def look_menu(program):
    judgment(program)
    program.press_named("Cách xem trang")


def reader_menu(program):
    judgment(program)
    program.press_named("Viện dẫn, in và liên kết")


def main_menu(program):
    start(program)
    program.press_named("Trình đơn chính")


def date(program):
    start(program)
    program.press(wait_for(lambda: next((n for n in program.all(contains="Hôm nay") if n.get_n_actions() > 0), None), "the date"))


def preview(program):
    results(program)
    time.sleep(1)
    program.keys("space")


def scan(program):
    """Pages that are pictures."""
    ask(program, os.environ.get("SCAN", CASE))
    open_first(program)
    shows_pages(program)


def presentation(program):
    judgment(program)
    program.keys("ctrl+1")
    time.sleep(0.5)
    program.keys("F5")
    program.find(role="frame", contains="Trang 1 trên ")


def own_file(program):
    """A file of the judge's own."""
    path = os.environ.get("OWN") or own.folder_with_draft()[1]
    start(program)
    program.keys("ctrl+o")
    time.sleep(1.5)
    subprocess.run(["xdotool", "type", "--delay", "30", path], check=True)
    time.sleep(0.5)
    program.keys("Return")
    program.find(contains="không rời khỏi máy này")


def shortcuts(program):
    start(program)
    program.keys("ctrl+question")
    program.find(contains="Trở về câu hỏi")


def about(program):
    main_menu(program)
    time.sleep(0.5)
    program.press(wait_for(lambda: next((n for n in program.all(contains="Giới thiệu")), None), "about"))


def preferences(program):
    start(program)
    program.keys("ctrl+comma")
    program.find(contains="Cỡ chữ")


def printing(program):
    """The dialog of the desktop."""
    judgment(program)
    time.sleep(1)
    program.keys("ctrl+p")
    time.sleep(1)


def tray(program):
    """One result that waits for another."""
    ask(program, CASE)
    program.keys("Return")
    time.sleep(1)
    program.keys("c")
    program.find(contains="Chờ so sánh: ")


def compare_pages(program):
    compare(program)
    program.keys("ctrl+1")


def cited_judgment(program):
    """Who cites an open document, in a judgment: nobody, most often."""
    judgment(program)
    program.keys("ctrl+shift+i")


def notes_pane(program):
    """The list of highlights beside the text."""
    statute(program)
    time.sleep(1)
    marks(program)
    program.keys("ctrl+Return")
    time.sleep(0.5)
    program.keys("ctrl+shift+m")


def update_view(state):
    return lambda program: update_views.show(program, state)


VIEWS = {**SCREENS, **feedback_views.VIEWS, "about": about, "cited-judgment": cited_judgment, "compare-pages": compare_pages, "date": date, "find": find_list,
         "find-none": find_none, "find-text": find_text, "look-menu": look_menu, "main-menu": main_menu, "mark": mark_popover,
         "notes-pane": notes_pane, "own": own_file, "preferences": preferences, "presentation": presentation, "preview": preview,
         "print": printing, "reader-menu": reader_menu, "scan": scan, "shortcuts": shortcuts, "tray": tray,
         **{state: update_view(state) for state in update_views.STATES}}
