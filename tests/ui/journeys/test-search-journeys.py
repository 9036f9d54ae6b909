#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Asking and narrowing in the real program on the training library, driven through accessibility and keys only. Prints TAP.

usage: test-search-journeys.py PROGRAM LIBRARY [PART OF A NAME]"""
import os
import shutil
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from accessible import Atspi, run_journeys, wait_for  # noqa: E402
from common import LIBRARY, PROGRAM, Profile, Program, count_of, question_of, settled_count, shown  # noqa: E402


def both_tone_styles_find_the_same():
    program = Program(PROGRAM, "--library", LIBRARY)
    try:
        counts = []
        for question in ("hòa giải tại Tòa án", "hoà giải tại Toà án"):
            program.type_question(question)
            program.find(role="status bar", contains=" văn bản · ")
            counts.append(settled_count(program))
            program.keys("ctrl+l", "BackSpace")
            shown(program, "Cần tra cứu điều gì")
        assert counts[0] == counts[1], counts
    finally:
        program.quit()


def nothing_found_says_so_and_escape_starts_over():
    program = Program(PROGRAM, "--library", LIBRARY)
    try:
        program.type_question("zzqx wvvk")
        shown(program, "Không tìm thấy")
        program.keys("Escape")
        shown(program, "Cần tra cứu điều gì")
    finally:
        program.quit()


def a_question_opens_its_article_by_keys_alone():
    program = Program(PROGRAM, "--library", LIBRARY)
    try:
        program.type_question("điều 41 blds-th")
        shown(program, "Điều 41. Đặt cọc")
        program.keys("Return")
        wait_for(lambda: next((n for n in program.all(role="list item") if n.get_state_set().contains(Atspi.StateType.FOCUSED)), None),
                 "the focus on a result")
        program.keys("Return")
        program.find(role="frame", contains="BLDS-TH")
        program.keys("ctrl+k")
        entry = program.find(role="entry", name="Câu hỏi")
        wait_for(lambda: entry.get_state_set().contains(Atspi.StateType.FOCUSED), "the focus in the question")
    finally:
        program.quit()


def enter_asks_and_goes_to_the_first_result():
    program = Program(PROGRAM, "--library", LIBRARY)
    try:
        program.type_question("trộm cắp tài sản")
        program.keys("Return")
        wait_for(lambda: next((n for n in program.all(role="list item")
                               if n.get_state_set().contains(Atspi.StateType.FOCUSED)), None), "the focus on a result")
    finally:
        program.quit()


def the_list_of_documents_opens_and_filters():
    program = Program(PROGRAM, "--library", LIBRARY)
    try:
        program.keys("alt+2")
        program.find(role="list", name="Kho văn bản")
        shown(program, "Bộ luật Hình sự tập huấn")
        entry = program.find(role="entry", name="Lọc danh sách")
        entry.get_editable_text_iface().set_text_contents("hinh su")
        shown(program, "Bộ luật Hình sự tập huấn")
    finally:
        program.quit()


def a_damaged_library_is_said_and_not_fatal():
    folder = tempfile.mkdtemp(prefix="troly-damaged-")
    with open(os.path.join(folder, "0" * 64 + ".tlv"), "wb") as volume:
        volume.write(b"SQLite format 3\0 and then nothing")
    program = Program(PROGRAM, "--library", folder)
    try:
        shown(program, "Không mở được kho văn bản")
        assert program.process.poll() is None
    finally:
        program.quit()
        shutil.rmtree(folder)


def a_kind_narrows_and_its_chip_widens_again():
    program = Program(PROGRAM, "--library", LIBRARY)
    try:
        program.type_question("đặt cọc")
        everything = settled_count(program)
        program.press(program.find(role="push button", contains="Án lệ"))
        wait_for(lambda: count_of(program) < everything, "fewer results")
        program.press(program.find(role="push button", name="Án lệ"))
        wait_for(lambda: count_of(program) == everything, "all results again")
    finally:
        program.quit()


def facets_narrow_and_their_chips_widen():
    program = Program(PROGRAM, "--library", LIBRARY)
    try:
        program.type_question("đặt cọc")
        everything = settled_count(program)
        program.press(program.find(role="check box", contains="Dân sự, "))
        wait_for(lambda: count_of(program) < everything, "fewer results")
        narrowed = settled_count(program)
        box = program.find(role="check box", contains="Dân sự, ")
        wait_for(lambda: box.get_state_set().contains(Atspi.StateType.CHECKED), "the chosen facet to be checked")
        assert f"{narrowed}" in box.get_name(), f"{box.get_name()}: {narrowed} results"
        program.press(program.find(role="push button", name="Dân sự"))
        wait_for(lambda: count_of(program) == everything, "all results again")
        program.press(program.find(role="check box", contains="Dân sự, "))
        wait_for(lambda: count_of(program) == narrowed, "fewer results")
        program.press(program.find(role="push button", name="Bỏ hết bộ lọc"))
        wait_for(lambda: count_of(program) == everything, "all results again")
    finally:
        program.quit()


def a_saved_scope_survives_a_restart():
    profile = Profile()
    try:
        program = profile.start()
        program.type_question("đặt cọc")
        everything = settled_count(program)
        program.press(program.find(role="push button", contains="Án lệ"))
        wait_for(lambda: count_of(program) < everything, "fewer results")
        few = settled_count(program)
        program.press_named("Lưu phạm vi này…")
        program.find(role="text", name="Tên phạm vi").get_editable_text_iface().set_text_contents("Chỉ án lệ thôi")
        program.press(program.find(role="push button", name="Lưu"))
        program.find(role="push button", name="Phạm vi: Chỉ án lệ thôi")
        program.quit()
        program = profile.start()
        program.type_question("đặt cọc")
        wait_for(lambda: count_of(program) == everything, "all results")
        program.press(program.find(role="push button", name="Chỉ án lệ thôi"))
        wait_for(lambda: count_of(program) == few, "the results of the scope")
        program.find(role="push button", name="Phạm vi: Chỉ án lệ thôi")
        program.quit()
    finally:
        profile.remove()


def a_recent_question_is_suggested_and_enter_still_means_what_was_typed():
    profile = Profile()
    program = profile.start()
    try:
        program.recent("đặt cọc mua đất")
        program.type_question("đặt")
        suggestion = program.find(role="list item", name="đặt cọc mua đất")
        program.keys("Down")
        wait_for(lambda: suggestion.get_state_set().contains(Atspi.StateType.SELECTED), "the chosen suggestion")
        program.keys("Return")
        entry = program.find(role="entry", name="Câu hỏi")
        wait_for(lambda: question_of(entry) == "đặt cọc mua đất", "the question in the entry")
        program.type_question("đặ")
        program.find(role="list item", name="đặt cọc mua đất")
        program.keys("Return")
        wait_for(lambda: question_of(entry) == "đặ", "the question as typed")
    finally:
        program.quit()
        profile.remove()


def a_question_sent_off_is_remembered_though_the_judge_types_on_at_once():
    profile = Profile()
    program = profile.start()
    try:
        program.type_question("đặt cọc mua đất")
        program.keys("Return")
        program.type_question("đặt")
        program.find(role="list item", name="đặt cọc mua đất")
    finally:
        program.quit()
        profile.remove()


def with_the_history_off_no_file_holds_the_question():
    profile = Profile()
    words = "phạt cọc khi từ chối"
    try:
        program = profile.start()
        program.recent("đặt cọc mua đất")
        wait_for(lambda: profile.files_with("đặt cọc mua đất"), "the question to be kept: else this journey proves nothing")
        program.quit()
        program = profile.start()
        program.keys("ctrl+comma")
        program.press(program.find(role="check box", name="Ghi nhớ các câu hỏi gần đây"))
        wait_for(lambda: not profile.files_with("đặt cọc mua đất"), "the question to be gone")
        program.quit()
        log = tempfile.TemporaryFile()
        program = profile.start(output=log)
        program.recent(words)
        program.keys("Return")
        program.find(role="frame")
        time.sleep(2.5)  # longer than the rest after which a question would be remembered
        program.quit()
        assert not profile.files_with(words), profile.files_with(words)
        log.seek(0)
        assert words.encode() not in log.read(), "the question stands in the log"
    finally:
        profile.remove()


def suggestion_of_a_slip_is_a_link_and_never_applied_by_itself():
    program = Program(PROGRAM, "--library", LIBRARY)
    try:
        entry = program.find(role="entry", name="Câu hỏi")
        program.type_question("trộm căp tài sản")
        link = program.find(role="push button", contains="Có phải bạn muốn tìm: ")
        assert question_of(entry) == "trộm căp tài sản"
        program.press(link)
        wait_for(lambda: question_of(entry) == "trộm cắp tài sản", "the question as it was meant")
        wait_for(lambda: not list(program.all(role="push button", contains="Có phải bạn muốn tìm")), "the link to go")
    finally:
        program.quit()


def an_answer_not_to_be_relied_on_says_so_above_its_hits():
    program = Program(PROGRAM, "--library", LIBRARY)
    try:
        program.type_question("thủ tục nhập khẩu ô tô điện từ nước ngoài theo hạn ngạch")
        shown(program, "Không có câu trả lời đủ tin cậy")
        program.find(role="push button", name="Sao chép câu hỏi")
        assert count_of(program) > 0
    finally:
        program.quit()


def a_chip_of_the_question_is_taken_away_and_put_back():
    program = Program(PROGRAM, "--library", LIBRARY)
    try:
        program.type_question("sổ đỏ")
        chip = program.find(role="push button", contains="sổ đỏ = ")
        with_chip = settled_count(program)
        program.press(chip)
        wait_for(lambda: not list(program.all(contains=" văn bản · ")) or count_of(program) != with_chip, "other results")
        program.press(program.find(role="push button", contains="sổ đỏ = "))
        wait_for(lambda: count_of(program) == with_chip, "the same results again")
    finally:
        program.quit()


def other_passages_of_a_document_are_one_press_away():
    program = Program(PROGRAM, "--library", LIBRARY)
    try:
        program.type_question("tài sản")
        everything = settled_count(program)
        others = program.find(role="push button", contains=" đoạn khác trong văn bản này")
        said = int("".join(c for c in others.get_name() if c.isdigit()))
        program.press(others)
        wait_for(lambda: count_of(program) == 1, "one document alone")
        assert said > 0 and everything > 1
        wait_for(lambda: list(program.all(role="list item")), "its passages")
    finally:
        program.quit()


def an_offered_year_narrows_when_it_is_accepted():
    program = Program(PROGRAM, "--library", LIBRARY)
    try:
        program.type_question("đặt cọc năm 2024")
        year = program.find(role="push button", contains="Chỉ năm 2024")
        program.find(role="check box", contains="2022, ")
        everything = settled_count(program)
        program.press(year)
        wait_for(lambda: count_of(program) < everything, "fewer results")
    finally:
        program.quit()


def a_confirmed_result_is_kept_and_undone():
    profile = Profile()
    try:
        program = profile.start()
        program.type_question("đặt cọc mua đất không công chứng")
        program.keys("Return")
        wait_for(lambda: next((n for n in program.all(role="list item")
                               if n.get_state_set().contains(Atspi.StateType.FOCUSED)), None), "the focus on a result")
        program.keys("x")
        undo = program.find(role="push button", contains="Hoàn tác")
        wait_for(lambda: profile.files_with('"confirm"'), "the confirmation in the file")
        program.press(undo)
        wait_for(lambda: profile.files_with('"undo"'), "the undoing in the file")
    finally:
        program.quit()
        profile.remove()


JOURNEYS = [both_tone_styles_find_the_same, nothing_found_says_so_and_escape_starts_over, a_question_opens_its_article_by_keys_alone,
            enter_asks_and_goes_to_the_first_result, the_list_of_documents_opens_and_filters, a_damaged_library_is_said_and_not_fatal,
            a_kind_narrows_and_its_chip_widens_again, facets_narrow_and_their_chips_widen, a_saved_scope_survives_a_restart,
            a_recent_question_is_suggested_and_enter_still_means_what_was_typed,
            a_question_sent_off_is_remembered_though_the_judge_types_on_at_once, with_the_history_off_no_file_holds_the_question,
            suggestion_of_a_slip_is_a_link_and_never_applied_by_itself, an_answer_not_to_be_relied_on_says_so_above_its_hits,
            a_chip_of_the_question_is_taken_away_and_put_back, other_passages_of_a_document_are_one_press_away,
            an_offered_year_narrows_when_it_is_accepted, a_confirmed_result_is_kept_and_undone]

sys.exit(run_journeys(JOURNEYS, sys.argv[3] if len(sys.argv) > 3 else ""))
