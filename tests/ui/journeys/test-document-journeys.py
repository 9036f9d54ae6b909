#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents, files of the judge's own, similar cases and links in the real program on the training library, driven through accessibility and
keys only. Prints TAP.

usage: test-document-journeys.py PROGRAM LIBRARY [PART OF A NAME]"""
import os
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import own  # noqa: E402
from accessible import Atspi, run_journeys, walk, wait_for  # noqa: E402
from common import LIBRARY, PROGRAM, Profile, Program, focused, is_focused, link, shown  # noqa: E402


def focused_name(program):
    return next((n.get_name() or n.get_role_name() for n in program.all() if n.get_role_name() != "frame" and is_focused(n)), None)


def name_of_chosen(program):
    """The entry of a name in the dialog of GTK; keys that come before the dialog has the focus are lost."""
    for _ in range(5):
        program.keys("ctrl+l")
        try:
            return wait_for(lambda: next((n for n in program.all(role="text") if n.get_state_set().contains(Atspi.StateType.FOCUSED)
                                          and n.get_editable_text_iface() is not None), None), "the name of the file", timeout=4)
        except AssertionError:
            continue
    raise AssertionError("the dialog does not take a name")


def a_draft_is_chosen_by_keys_and_compared_with_a_judgment():
    folder = tempfile.mkdtemp(prefix="troly-own-")
    path = os.path.join(folder, "du-thao.odt")
    own.write_odt(path, own.DRAFT)
    profile = Profile()
    program = profile.start()
    try:
        entry = program.find(role="entry", name="Câu hỏi")
        wait_for(lambda: entry.get_state_set().contains(Atspi.StateType.FOCUSED), "the focus in the question")
        program.keys("ctrl+o")
        program.find(contains="Mở tệp của bạn", timeout=30)
        name_of_chosen(program).get_editable_text_iface().set_text_contents(path)
        program.keys("Return")
        program.find(role="frame", contains="du-thao.odt")
        wait_for(lambda: profile.files_with("du-thao"), "the list of what was read")
        # "new.part" is the desk's own backup in the making.
        others = [file for file in profile.files_with("du-thao") if not file.startswith(("desk", "new.part"))]
        assert not others, others
        program.type_question("phạt cọc mua bán đất bên bán từ chối ký hợp đồng chuyển nhượng")
        program.find(contains=" văn bản · ")
        program.press(program.find(role="push button", contains="Bản án"))
        program.find(role="push button", name="Bản án")
        program.keys("ctrl+l", "Return")
        wait_for(lambda: next((n for n in program.all(role="list item")
                               if n.get_state_set().contains(Atspi.StateType.FOCUSED)), None), "the focus on a result")
        program.keys("c")
        shown(program, "Chờ so sánh: ")
        program.keys("ctrl+Tab")
        program.find(role="frame", contains="du-thao.odt")
        program.keys("ctrl+d")
        program.find(contains="So sánh với…")
        program.keys("Return")
        shown(program, "khớp: ")
        shown(program, "Tệp của tôi – không rời khỏi máy này")
    finally:
        program.quit()
        profile.remove()
        shutil.rmtree(folder)


def with_the_history_off_no_file_holds_the_name_of_an_own_file():
    folder = tempfile.mkdtemp(prefix="troly-own-")
    path = os.path.join(folder, "du-thao.odt")
    own.write_odt(path, own.DRAFT)
    profile = Profile()
    subprocess.run(["gsettings", "set", "vn.toaan.TroLy", "keep-history", "false"], check=True, env={**os.environ, **profile.env})
    output = open(os.path.join(folder, "output"), "w+b")
    program = Program(PROGRAM, "--library", LIBRARY, path, env=profile.env, output=output)
    try:
        program.find(role="frame", contains="du-thao.odt")
        shown(program, "Tệp của tôi – không rời khỏi máy này")
        own.write_odt(path, own.DRAFT + "Thêm.\n")
        program.find(role="push button", name="Mở lại")
        program.keys("ctrl+shift+o")
        wait_for(lambda: not list(program.all(role="push button", name="Mở lại")), "the file to be read again")
    finally:
        program.quit()
    try:
        assert not profile.files_with("du-thao"), profile.files_with("du-thao")
        output.seek(0)
        assert b"du-thao" not in output.read()
    finally:
        output.close()
        profile.remove()
        shutil.rmtree(folder)


def an_own_file_is_read_with_its_citations_and_opened_again_when_it_was_saved():
    folder, path = own.folder_with_draft()
    program = Program(PROGRAM, "--library", LIBRARY)
    try:
        program.find(role="entry", name="Câu hỏi")
        link(path)
        program.find(role="frame", contains="Dự thảo bản án.odt")
        shown(program, "Tệp của tôi – không rời khỏi máy này")
        text = program.find(role="text", name="Nội dung văn bản")
        wait_for(lambda: text.get_state_set().contains(Atspi.StateType.FOCUSED), "the focus in the text")
        program.keys("ctrl+period")
        wait_for(lambda: "Viện dẫn" in (text.get_description() or ""), "the citation to be told")
        program.keys("Return")
        shown(program, "Điều 41. Đặt cọc")
        program.keys("Escape")
        wait_for(lambda: not list(program.all(role="push button", name="Mở bên cạnh")), "the window of the citation to go")
        own.write_odt(path, own.DRAFT.replace("đúng thẩm quyền.", "đúng thẩm quyền và trong thời hạn."))
        program.find(role="push button", name="Mở lại")
        program.keys("ctrl+shift+o")
        wait_for(lambda: "trong thời hạn" in Atspi.Text.get_text(text.get_text_iface(), 0, -1), "the text that was saved")
    finally:
        program.quit()
        shutil.rmtree(folder)


def from_a_judgment_to_its_like_and_why_and_both_side_by_side_by_keys_alone():
    program = Program(PROGRAM, "--library", LIBRARY)
    try:
        program.type_question("24/2019/DS-ST")
        shown(program, " văn bản · ")
        program.keys("Return")
        focused(program, "list item", "")
        program.keys("Return")
        program.find(contains="Trang 1 trên", timeout=20)
        program.keys("ctrl+shift+t")
        shown(program, "vụ, gần nhất trước")
        row = focused(program, "list item", "điều luật")
        name = row.get_name()
        program.keys("v")
        point = wait_for(lambda: next((n for n in walk(program.find(role="list", name="Vì sao tương tự"))
                                       if n.get_role_name() == "list item"
                                       and n.get_state_set().contains(Atspi.StateType.FOCUSED)), None), "the focus on a point")
        assert point.get_name()
        program.keys("Escape")
        wait_for(lambda: row.get_state_set().contains(Atspi.StateType.FOCUSED), "the focus back on the case")
        program.keys("p")
        focused(program, "list item", "viện dẫn")
        program.keys("Escape")
        wait_for(lambda: row.get_state_set().contains(Atspi.StateType.FOCUSED), "the focus back on the case")
        program.keys("v")
        focused(program, "list item", "")
        program.keys("Return")
        number = name.split(".")[0].split(" ")[-1]
        program.find(role="frame", contains=number)
        program.keys("alt+Left")
        wait_for(lambda: next((n for n in program.all(role="frame", contains="Tương tự: ")), None), "the list again")
        focused(program, "list item", name)
        program.keys("c")
        shown(program, "khớp: ")
    finally:
        program.quit()


def facts_are_written_and_articles_suggested():
    program = Program(PROGRAM, "--library", LIBRARY)
    try:
        program.find(role="entry", name="Câu hỏi")
        program.keys("ctrl+shift+t")
        program.find(role="push button", name="Chọn tệp…")
        facts = program.find(role="text", name="Nội dung vụ việc")
        assert facts.get_editable_text_iface().set_text_contents(
            "Bên bán nhận tiền đặt cọc mua đất rồi không chịu ký hợp đồng chuyển nhượng, bên mua đòi phạt cọc.")
        program.press(program.find(role="push button", name="Tìm vụ tương tự"))
        shown(program, "vụ, gần nhất trước")
        focused(program, "list item", "Tòa án")
        program.keys("p")
        focused(program, "list item", "viện dẫn")
        program.keys("Return")
        program.find(role="frame", contains="TH")
    finally:
        program.quit()


def links_from_outside_open_at_their_place_in_the_running_window():
    program = Program(PROGRAM, "--library", LIBRARY)
    try:
        program.find(role="entry", name="Câu hỏi")
        link("troly:doc/05%2D2016-th-qh#d41")
        program.find(role="frame", contains="BLDS-TH")
        shown(program, "Điều 41. Đặt cọc")
        link("troly:doc/../../etc/passwd#<script>")
        shown(program, "Đây không phải liên kết đến văn bản")
        link("troly:doc/khong-co-van-ban-nay")
        shown(program, "Văn bản này không có trong kho")
        assert program.process.poll() is None
    finally:
        program.quit()


def a_citation_opens_by_keys_and_escape_closes_it():
    program = Program(PROGRAM, "--library", LIBRARY, "troly:doc/05-2016-th-qh#d41")
    try:
        program.find(role="frame", contains="BLDS-TH")
        text = program.find(role="text", name="Nội dung văn bản")
        wait_for(lambda: text.get_state_set().contains(Atspi.StateType.FOCUSED), "the focus in the text")
        # The first stop behind the heading of an article with several versions leads to them.
        program.keys("ctrl+period")
        wait_for(lambda: "Các phiên bản" in (text.get_description() or ""), "the way to the versions to be told")
        program.keys("ctrl+period")
        wait_for(lambda: "Viện dẫn" in (text.get_description() or ""), "the citation to be told")
        program.keys("Return")
        button = program.find(role="push button", name="Mở bên cạnh")
        program.keys("Escape")
        wait_for(lambda: not list(program.all(role="push button", name="Mở bên cạnh")), "the window of the citation to go")
        wait_for(lambda: text.get_state_set().contains(Atspi.StateType.FOCUSED), "the focus back in the text")
        program.keys("Return")
        program.press(program.find(role="push button", name="Nơi khác viện dẫn"))
        program.find(role="list", name="Nơi khác viện dẫn")
        shown(program, "viện dẫn")
    finally:
        program.quit()


def tab_and_f6_reach_every_part_of_a_document():
    program = Program(PROGRAM, "--library", LIBRARY)
    try:
        program.type_question("24/2019/DS-ST")
        shown(program, " văn bản · ")
        program.keys("Return")
        focused(program, "list item", "")
        program.keys("Return")
        program.find(contains="Trang 1 trên", timeout=20)
        focused(program, "panel", "Các trang của bản gốc")
        # Round the whole window, in both directions.
        for key in "Tab", "shift+Tab":
            for name in ("Trình đơn chính", "Mục lục", "Trang nhỏ", "Trang gốc", "Phóng to"):
                for _ in range(60):
                    if focused_name(program) == name:
                        break
                    program.keys(key)
                    time.sleep(0.05)
                assert focused_name(program) == name, f"{key} does not reach {name}"
        parts = ("Ngăn trái", "Mục lục", "Trang gốc", "Các trang của bản gốc")
        for key, order in ("F6", parts), ("shift+F6", parts[::-1]):
            for name in order:
                for _ in range(8):
                    if focused_name(program) == name:
                        break
                    program.keys(key)
                    time.sleep(0.1)
                assert focused_name(program) == name, f"{key} does not reach {name}"
    finally:
        program.quit()


JOURNEYS = [a_draft_is_chosen_by_keys_and_compared_with_a_judgment, with_the_history_off_no_file_holds_the_name_of_an_own_file,
            an_own_file_is_read_with_its_citations_and_opened_again_when_it_was_saved,
            from_a_judgment_to_its_like_and_why_and_both_side_by_side_by_keys_alone, facts_are_written_and_articles_suggested,
            links_from_outside_open_at_their_place_in_the_running_window, a_citation_opens_by_keys_and_escape_closes_it,
            tab_and_f6_reach_every_part_of_a_document]

sys.exit(run_journeys(JOURNEYS, sys.argv[3] if len(sys.argv) > 3 else ""))
