# SPDX-License-Identifier: GPL-3.0-or-later
"""The ways to small windows, and to places that have nothing to show."""
from accessible import focused, wait_for
from screens import judgment, library, shows_pages, start, statute, versions


def compare_with(program):
    """What the document in front can be compared with: others that are open."""
    statute(program)
    program.keys("ctrl+k")
    judgment(program)
    program.keys("ctrl+k", "Return")
    focused(program, "list item")
    program.keys("Down")
    program.rest()
    program.keys("Return")
    shows_pages(program)
    program.keys("ctrl+d")
    program.find(contains="So sánh với…")
    program.rest()


def row_menu(program):
    """What can be done with a document of the list."""
    library(program)
    program.tab_to("list item", "")
    program.keys("shift+F10")
    program.find(role="menu item", contains="So sánh")
    program.rest()


def library_none(program):
    """No document of the list has the words."""
    library(program)
    field = wait_for(lambda: next((n for n in program.all(role="entry") if n.get_name() != "Câu hỏi"), None), "the filter of the list")
    assert field.get_editable_text_iface().set_text_contents("zzqx wvvk")
    program.find(contains="Hãy thử ít từ hơn")


def desk_empty(program):
    """No highlight yet."""
    start(program)
    program.keys("alt+3")
    program.find(contains="Chưa có đoạn nào được tô màu")


def selection(program):
    """A word that is selected by a double click, and the bar beside it."""
    judgment(program)
    program.keys("ctrl+f")
    program.rest()
    program.type("dat coc")
    program.find(role="status bar", contains=" / ")
    program.keys("Escape")
    program.rest()
    for height in range(240, 640, 30):  # somewhere in the middle of the page stands a word
        for _ in range(2):
            program.display.click(683, height)
        program.rest()
        if next(program.all(role="push button", contains="Tô màu"), None) is not None:
            return
    raise AssertionError("a double click on the page selects nothing")


def page_number(program):
    """The number of the page, to be written."""
    judgment(program)
    program.keys("ctrl+g")
    program.rest()


def versions_list(program):
    """The list that chooses one of two versions."""
    versions(program)
    program.tab_to("push button", "Phiên bản cũ")
    program.keys("space")
    wait_for(lambda: next((n for n in program.all(name="GtkPopoverContent")), None), "the list")
    program.rest()


VIEWS = {"compare-with": compare_with, "row-menu": row_menu, "library-none": library_none, "desk-empty": desk_empty, "selection": selection,
         "page-number": page_number, "versions-list": versions_list}
