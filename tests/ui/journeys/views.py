# SPDX-License-Identifier: GPL-3.0-or-later
"""The ways to what the screens of screens.py have besides: menus, windows, bars, and the states of an update; for photographs."""
import os
import re
import subprocess

import feedback_views
import own
import small_views
import update_views
from accessible import wait_for
from screens import CASE, SCREENS, WORDS, ask, compare, judgment, mark, marks, open_first, results, shows_pages, start, statute


def find_list(program, mode="ctrl+1"):
    """The bar for finding, with the list of what was found."""
    judgment(program)
    program.keys(mode)
    program.rest()
    program.keys("ctrl+f")
    program.rest()
    program.type("toa an")
    program.find(role="status bar", contains=" / ")
    program.press_named("Danh sách")
    program.find(role="list", name="Tìm thấy trong văn bản này")


def find_text(program):
    find_list(program, "ctrl+2")


def find_none(program):
    judgment(program)
    program.rest()
    program.keys("ctrl+f")
    program.rest()
    program.type("zzqx")
    program.find(role="status bar", contains="Không")


def mark_popover(program):
    """The window of a highlight on the original pages."""
    judgment(program)
    program.rest()
    mark(program, WORDS[0], "xem lai khoan nay", "Xanh lá")


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
    wait_for(lambda: next((n for n in program.all(name="GtkPopoverContent")), None), "the calendar")
    program.rest()


def preview(program):
    results(program)
    program.rest()
    program.keys("space")


def scan(program):
    """Pages that are pictures: a document of the library, where one is named, or a file of the judge's own."""
    if "SCAN" in os.environ:
        ask(program, os.environ["SCAN"])
        open_first(program)
    else:
        start(program)
        hand_over(program, own.folder_with_scan()[1])
        program.find(contains="Bản quét")
    shows_pages(program)


def presentation(program):
    judgment(program)
    program.keys("ctrl+1")
    program.rest()
    program.keys("F5")
    wait_for(lambda: next((n for n in program.all(role="frame") if re.match(r"Trang \d+ trên", n.get_name() or "")), None), "the page")


def hand_over(program, path):
    """What the desktop does with a file while the program runs: starts it a second time."""
    subprocess.run([program.command, path], check=True, timeout=30)


def own_file(program):
    """A file of the judge's own, chosen by its name."""
    path = os.environ.get("OWN") or own.folder_with_draft()[1]
    start(program)
    program.keys("ctrl+o")
    program.find(contains="Mở tệp của bạn")
    program.rest()
    subprocess.run(["xdotool", "type", "--delay", "30", path], check=True)
    program.rest()
    program.keys("Return")
    program.find(contains="không rời khỏi máy này")


def own_changed(program):
    """The same after an office program has saved it again: it offers to read it anew."""
    path = own.folder_with_draft()[1]
    start(program)
    hand_over(program, path)
    program.find(contains="không rời khỏi máy này")
    own.write_odt(path, own.DRAFT + "3. Án phí theo quy định của pháp luật.\n")
    program.find(role="push button", name="Mở lại")


def own_damaged(program):
    """A tab of a file that cannot be read."""
    path = os.path.join(own.folder_with_scan()[0], "Bản quét hỏng.pdf")
    with open(path, "wb") as file:
        file.write(b"%PDF-1.4\nno page, and no end")
    start(program)
    hand_over(program, path)
    program.find(role="push button", name="Thử lại")


def shortcuts(program):
    start(program)
    program.keys("ctrl+question")
    program.find(contains="Trở về câu hỏi")


def about(program):
    main_menu(program)
    program.rest()
    program.press(wait_for(lambda: next((n for n in program.all(contains="Giới thiệu")), None), "about"))


def preferences(program):
    start(program)
    program.keys("ctrl+comma")
    program.find(contains="Cỡ chữ")


def printing(program):
    """The dialog of the desktop."""
    judgment(program)
    program.rest()
    program.keys("ctrl+p")
    program.rest()


def tray(program):
    """One result that waits for another."""
    ask(program, CASE)
    program.keys("Return")
    program.rest()
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
    program.rest()
    marks(program)
    program.keys("ctrl+Return")
    program.rest()
    program.keys("ctrl+shift+m")


def update_view(state):
    return lambda program: update_views.show(program, state)


VIEWS = {**SCREENS, **feedback_views.VIEWS, **small_views.VIEWS, "about": about, "cited-judgment": cited_judgment,
         "compare-pages": compare_pages, "date": date, "find": find_list,
         "find-none": find_none, "find-text": find_text, "look-menu": look_menu, "main-menu": main_menu, "mark": mark_popover,
         "notes-pane": notes_pane, "own": own_file, "own-changed": own_changed, "own-damaged": own_damaged, "preferences": preferences,
         "presentation": presentation, "preview": preview, "print": printing, "reader-menu": reader_menu, "scan": scan, "shortcuts": shortcuts,
         "tray": tray, **{state: update_view(state) for state in update_views.STATES}}
