#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Journeys through comparisons in the real program on the training library, by keys and accessibility only. Prints TAP.

usage: test-compare-journeys.py PROGRAM LIBRARY [PART OF A NAME]"""
import os
import re
import shutil
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from accessible import Atspi, Program, focused, run_journeys, wait_for, walk  # noqa: E402

PROGRAM, LIBRARY = sys.argv[1], sys.argv[2]


def right_side(program, pressed=None):
    """The documents of the right side, as a screen reader hears them."""
    group = next(program.all(name="Các văn bản bên phải"), None)
    return [n.get_name() for n in (walk(group) if group is not None else []) if n.get_role_name() in ("push button", "toggle button")
            and not n.get_name().startswith("Bỏ khỏi bản so sánh") and (pressed is None or n.get_state_set().contains(Atspi.StateType.PRESSED) == pressed)]


def ask(program, question):
    program.type_question(question)
    program.find(contains=" văn bản · ")
    program.keys("Return")
    focused(program, "list item")


def place_of(program):
    """What the comparison says of the place where the judge stands."""
    return next((n.get_name() for n in program.all(role="label") if re.match(r"(Khớp|Đoạn) \d+ trên \d+, ", n.get_name() or "")), None)


def words_of(node):
    return [n.get_name() for n in walk(node)]


def compare_two(program):
    """Two judgments side by side, by two keys from the results."""
    program.type_question("phạt cọc mua bán đất bên bán từ chối ký hợp đồng chuyển nhượng")
    program.find(contains=" văn bản · ")
    program.press(program.find(role="push button", contains="Bản án"))
    program.find(role="push button", name="Bản án")
    program.keys("ctrl+l")
    program.keys("Return")
    focused(program, "list item")
    program.rest()  # what is counted after the first answer may still set the rows anew
    first = words_of(focused(program, "list item"))
    program.keys("c")
    program.find(contains="Chờ so sánh: ")
    program.keys("Down")
    wait_for(lambda: words_of(focused(program, "list item")) != first, "the next result")
    program.keys("c")
    program.find(contains="khớp: ")


def rows_of_list(program):
    documents = program.find(role="list", name="Kho văn bản")
    return [n for n in walk(documents) if n.get_role_name() == "list item"]


def put_up_row(program, title):
    """C on the first row of the list of documents that is left by a filter."""
    program.keys("alt+2")
    entry = program.find(role="entry", name="Lọc danh sách")
    entry.get_editable_text_iface().set_text_contents(title)
    wait_for(lambda: 0 < len(rows_of_list(program)) < 12, f"the list for {title}")
    program.tab_to("entry", "Lọc danh sách")
    for _ in range(12):
        program.keys("Tab")
        if any(n.get_state_set().contains(Atspi.StateType.FOCUSED) for n in rows_of_list(program)):
            break
    else:
        raise AssertionError("Tab does not reach the list")
    program.keys("c")


def a_citation_opens_beside_what_is_read():
    program = Program(PROGRAM, "--library", LIBRARY)
    try:
        program.type_question("phạt cọc mua bán đất bên bán từ chối ký hợp đồng chuyển nhượng")
        program.find(contains=" văn bản · ")
        program.press(program.find(role="push button", contains="Bản án"))
        program.find(role="push button", name="Bản án")  # the chip of the kind: only judgments are listed
        program.keys("ctrl+l", "Return")
        focused(program, "list item")
        program.keys("Return")
        program.press(program.find(role="push button", name="Bản chữ"))
        text = program.find(role="text", name="Nội dung văn bản")
        program.keys("ctrl+period")
        wait_for(lambda: "Viện dẫn" in (text.get_description() or ""), "the citation to be told")
        program.keys("Return")
        program.press(program.find(role="push button", name="Mở bên cạnh"))
        program.find(contains="khớp: ")
    finally:
        program.quit()


def the_overview_lists_all_passages_and_leads_to_each_by_keys_alone():
    program = Program(PROGRAM, "--library", LIBRARY)
    folder = tempfile.mkdtemp(prefix="troly-overview-")
    path = os.path.join(folder, "bang.pdf")
    try:
        compare_two(program)
        program.keys("F8")
        place = wait_for(lambda: place_of(program), "the first difference")
        program.keys("F4")
        table = program.find(role="list", name="Bảng tổng hợp")
        wait_for(lambda: next((n for n in walk(table) if n.get_state_set().contains(Atspi.StateType.FOCUSED)), None), "the focus in the table")
        nameless = [n for n in walk(table) if n.get_role_name() == "push button" and not n.get_name()]
        assert not nameless, f"{len(nameless)} cells without a name"
        program.keys("ctrl+shift+p")
        name = wait_for(lambda: next((n for n in program.all(role="text") if n.get_state_set().contains(Atspi.StateType.FOCUSED)
                                      and n.get_editable_text_iface() is not None), None), "the name of the file")
        name.get_editable_text_iface().set_text_contents(path)
        program.keys("Return")
        wait_for(lambda: os.path.exists(path), "the table on paper")
        with open(path, "rb") as file:
            assert file.read(5) == b"%PDF-"
        wait_for(lambda: next((n for n in walk(program.find(role="list", name="Bảng tổng hợp"))
                               if n.get_state_set().contains(Atspi.StateType.FOCUSED)), None), "the focus back in the table")
        program.keys("Down")
        program.keys("Return")
        wait_for(lambda: not list(program.all(role="list", name="Bảng tổng hợp")), "both texts again")
        wait_for(lambda: place_of(program) not in (None, place), "the place of the next row")
    finally:
        program.quit()
        shutil.rmtree(folder)


def three_documents_are_pinned_against_one_and_taken_away():
    program = Program(PROGRAM, "--library", LIBRARY)
    try:
        for number, title in enumerate(("hình sự tập huấn", "dân sự tập huấn", "đất đai tập huấn", "tố tụng hình sự tập huấn")):
            put_up_row(program, title)
            if number == 0:
                program.find(contains="Chờ so sánh: ")
                continue
            program.find(contains="khớp: ")
            if number > 1:
                wait_for(lambda: len(right_side(program)) == number, f"{number} documents on the right")
        seen = set()
        for _ in range(3):
            shown = wait_for(lambda: right_side(program, pressed=True), "the document shown")[0]
            seen.add(shown)
            program.keys("ctrl+Tab")
            wait_for(lambda: right_side(program, pressed=True) not in ([], [shown]), "the next document")
        assert len(seen) == 3, seen
        program.keys("ctrl+shift+w")
        wait_for(lambda: len(right_side(program)) == 2, "one document less")
        program.keys("ctrl+w")
        wait_for(lambda: not list(program.all(contains="khớp: ")), "the comparison to go")
        assert not list(program.all(contains="Phím C thêm vào")), "what was put up stays though its comparison is closed"
    finally:
        program.quit()


def what_was_put_up_is_put_down_again():
    program = Program(PROGRAM, "--library", LIBRARY)
    try:
        ask(program, "đặt cọc")
        program.keys("c")
        program.find(contains="Chờ so sánh: ")
        program.press(program.find(role="push button", name="Bỏ ra"))
        wait_for(lambda: not list(program.all(role="push button", name="Bỏ ra")), "the tray to go")
    finally:
        program.quit()


JOURNEYS = [a_citation_opens_beside_what_is_read,
            the_overview_lists_all_passages_and_leads_to_each_by_keys_alone, three_documents_are_pinned_against_one_and_taken_away, what_was_put_up_is_put_down_again]

sys.exit(run_journeys(JOURNEYS, sys.argv[3] if len(sys.argv) > 3 else ""))
