#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a judge does every day, by the keyboard alone: nothing here presses a button or writes a text through the accessibility bus, which
is only asked what is to be seen. Prints TAP.

usage: test-keyboard-journeys.py PROGRAM LIBRARY [PART OF A NAME]"""
import os
import re
import shutil
import sys
import tempfile
import time
import zipfile
from xml.etree import ElementTree

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from accessible import Atspi, run_journeys, walk, wait_for  # noqa: E402
from common import LIBRARY, PROGRAM, Profile, Program, find_highlight_and_note, focused, is_focused, open_by_keys, shown, wait_for_hit  # noqa: E402

OWN_WORDS = "xem lai khoan nay"


def a_passage_is_found_highlighted_and_noted_by_keys_alone():
    profile = Profile()
    program = profile.start()
    try:
        open_by_keys(program, "dieu 41 blds-th")
        program.find(role="frame", contains="BLDS-TH")
        find_highlight_and_note(program, "dat coc", OWN_WORDS)
        program.keys("ctrl+shift+m")
        focused(program, "list item", OWN_WORDS)
        program.quit()
        program = profile.start()
        program.keys("alt+3")
        program.find(role="entry", name="Tìm trong ghi chú và đoạn đã tô màu")
        program.type("lai khoan")
        item = program.tab_to("list item", OWN_WORDS)
        assert "Vàng" in item.get_name(), item.get_name()
        program.keys("Return")
        program.find(role="frame", contains="BLDS-TH")
    finally:
        program.quit()
        profile.remove()


def put_up(program, question):
    """The first result of a question is put up for comparison."""
    program.keys("ctrl+l")
    wait_for(lambda: is_focused(program.find(role="entry", name="Câu hỏi")), "the focus in the question")
    program.type(question)
    program.keys("Return")
    focused(program, "list item", question.upper())
    program.keys("c")


def place_of(program):
    """What the comparison says of the place where the judge stands."""
    return next((n.get_name() for n in program.all(role="label") if re.match(r"(Khớp|Đoạn) \d+ trên \d+, ", n.get_name() or "")), None)


def file_named_by_keys(program, path):
    """The dialog takes the name of the file; what it proposes is written over."""
    wait_for(lambda: next((n for n in program.all(role="text") if is_focused(n) and n.get_editable_text_iface() is not None), None),
             "the name of the file")
    program.keys("ctrl+a")
    program.type(path)
    time.sleep(0.3)  # the dialog completes names while they are typed
    program.keys("Return")
    wait_for(lambda: os.path.exists(path) and os.path.getsize(path) > 0, "the file")


def two_judgments_are_compared_and_the_overview_saved_by_keys_alone():
    program = Program(PROGRAM, "--library", LIBRARY)
    folder = tempfile.mkdtemp(prefix="troly-compare-")
    path = os.path.join(folder, "so-sanh.odt")
    try:
        put_up(program, "24/2019/ds-st")
        shown(program, "Chờ so sánh: ")
        put_up(program, "40/2023/ds-st")
        shown(program, "khớp: ")
        program.keys("F8")
        place = wait_for(lambda: place_of(program), "the first difference")
        program.keys("F8")
        wait_for(lambda: place_of(program) not in (None, place), "the next difference")
        program.keys("ctrl+e")
        file_named_by_keys(program, path)
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None
            assert archive.read("mimetype") == b"application/vnd.oasis.opendocument.text"
            content = archive.read("content.xml").decode()
        words = " ".join(ElementTree.fromstring(content).itertext())
        assert "24/2019/DS-ST" in words and "40/2023/DS-ST" in words, words[:300]
        links = set(re.findall(r'xlink:href="troly:doc/([^"#]+)', content))
        assert len(links) == 2, f"passages lead to {links}"
    finally:
        program.quit()
        shutil.rmtree(folder)


def a_citation_shows_the_law_of_its_day_and_then_all_versions_by_keys_alone():
    program = Program(PROGRAM, "--library", LIBRARY)
    try:
        open_by_keys(program, "24/2019/ds-st")
        shown(program, "Trang 1 trên")
        program.keys("ctrl+2")
        text = focused(program, "text", "Nội dung văn bản")
        for _ in range(20):
            before = text.get_description()
            program.keys("ctrl+period")
            wait_for(lambda: text.get_description() not in ("", None, before), "the next citation to be told")
            if "Điều 41" in text.get_description():
                break
        program.keys("Return")
        # The judgment was given on the 22nd of May 2019: the text is the one of that day.
        shown(program, "Bản văn có hiệu lực ngày 22/5/2019")
        program.tab_to("push button", "Các phiên bản")
        program.keys("Return")
        versions = program.find(role="list", name="Các phiên bản")
        days = wait_for(lambda: [n.get_name() for n in walk(versions) if n.get_role_name() == "list item"], "the versions")
        assert all(re.search(r"\d{2}/\d{1,2}/\d{4}|hiệu lực", day) for day in days), days
        wait_for(lambda: next((n for n in walk(versions) if is_focused(n)), None), "the focus on a version")
        program.keys("Escape")
        wait_for(lambda: not list(program.all(role="list", name="Các phiên bản")), "the versions to go")
    finally:
        program.quit()


def the_ring_around_the_focus_stays():
    """GTK would take it away after three seconds."""
    program = Program(PROGRAM, "--library", LIBRARY)
    try:
        button = program.tab_to("push button", "Trình đơn chính")
        box = program.display.width - 220, 0, 100, 60  # around that button in the bar of the window
        time.sleep(1)
        with_ring = program.display.take(box)
        time.sleep(4)  # longer than GTK shows it
        wait_for(lambda: program.display.take(box) == with_ring, "the ring to be there still", 5)
        program.keys("Tab")
        wait_for(lambda: not button.get_state_set().contains(Atspi.StateType.FOCUSED), "the focus to go on")
        wait_for(lambda: program.display.take(box) != with_ring, "the ring to go with it")
    finally:
        program.quit()


JOURNEYS = [a_passage_is_found_highlighted_and_noted_by_keys_alone, two_judgments_are_compared_and_the_overview_saved_by_keys_alone,
            a_citation_shows_the_law_of_its_day_and_then_all_versions_by_keys_alone, the_ring_around_the_focus_stays]

sys.exit(run_journeys(JOURNEYS, sys.argv[3] if len(sys.argv) > 3 else ""))
