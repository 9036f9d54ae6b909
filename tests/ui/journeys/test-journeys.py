#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Journeys through the real program on the training library, driven through accessibility and keys only. Prints TAP.

usage: test-journeys.py PROGRAM LIBRARY [PART OF A NAME]"""
import os
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import own  # noqa: E402
from accessible import Atspi, Program, run_journeys, walk, wait_for  # noqa: E402

PROGRAM, LIBRARY = sys.argv[1], sys.argv[2]


def shown(program, text):
    return wait_for(lambda: next(program.all(contains=text), None), text)


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


def both_tone_styles_find_the_same():
    program = Program(PROGRAM, "--library", LIBRARY)
    try:
        counts = []
        for question in ("hòa giải tại Tòa án", "hoà giải tại Toà án"):
            program.type_question(question)
            summary = program.find(role="status bar", contains=" văn bản · ")
            counts.append(summary.get_name().split(" văn bản · ")[0])
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


def everything_that_can_be_pressed_has_a_name():
    program = Program(PROGRAM, "--library", LIBRARY)
    try:
        program.type_question("đặt cọc")
        shown(program, " văn bản · ")
        nameless = [n.get_role_name() for n in walk(program.application)
                    if n.get_role_name() in ("push button", "toggle button", "entry", "list", "page tab", "menu item")
                    and (not n.get_name() or n.get_name().startswith(("Gtk", "Tl", "Adw")))]
        assert not nameless, nameless
    finally:
        program.quit()


class Profile:
    """A profile of its own, with settings in a file: what is kept there survives the program."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="troly-profile-")
        self.env = {"GSETTINGS_BACKEND": "keyfile"}
        for name in ("CONFIG", "DATA", "CACHE", "STATE"):
            self.env[f"XDG_{name}_HOME"] = os.path.join(self.folder, name.lower())
            os.mkdir(self.env[f"XDG_{name}_HOME"])

    def start(self, **options):
        return Program(PROGRAM, "--library", LIBRARY, env=self.env, **options)

    def files_with(self, words):
        """The files in which the words stand, in any encoding a program would use."""
        found = []
        for folder, _, names in os.walk(self.folder):
            for name in names:
                with open(os.path.join(folder, name), "rb") as file:
                    content = file.read()
                if any(words.encode(encoding) in content for encoding in ("utf-8", "utf-16-le", "unicode_escape")):
                    found.append(name)
        return found

    def remove(self):
        shutil.rmtree(self.folder)


def count_of(program):
    """The number of results the status line of the search tells."""
    name = program.find(role="status bar", contains=" văn bản · ").get_name()
    return int("".join(c for c in name.split(" văn bản · ")[0] if c.isdigit()))


def question_of(entry):
    return Atspi.Text.get_text(entry, 0, Atspi.Text.get_character_count(entry))


def a_kind_narrows_and_its_chip_widens_again():
    program = Program(PROGRAM, "--library", LIBRARY)
    try:
        program.type_question("đặt cọc")
        everything = count_of(program)
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
        everything = count_of(program)
        program.press(program.find(role="check box", contains="Dân sự, "))
        wait_for(lambda: count_of(program) < everything, "fewer results")
        narrowed = count_of(program)
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
        everything = count_of(program)
        program.press(program.find(role="push button", contains="Án lệ"))
        wait_for(lambda: count_of(program) < everything, "fewer results")
        few = count_of(program)
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


def texts_of_hits(program):
    return [n.get_name() for n in program.all(role="list item")]


def a_chip_of_the_question_is_taken_away_and_put_back():
    program = Program(PROGRAM, "--library", LIBRARY)
    try:
        program.type_question("sổ đỏ")
        chip = program.find(role="push button", contains="sổ đỏ = ")
        with_chip = count_of(program)
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
        everything = count_of(program)
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
        everything = count_of(program)
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


def link(uri):
    """What the desktop does with a link while the program runs: starts it a second time."""
    subprocess.run([PROGRAM, uri], check=True, timeout=30)


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


def focused(program, role, contains):
    return wait_for(lambda: next((n for n in program.all(role=role, contains=contains)
                                  if n.get_state_set().contains(Atspi.StateType.FOCUSED)), None), f"the focus on {role} {contains}")


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
def is_focused(node):
    return node.get_state_set().contains(Atspi.StateType.FOCUSED)


def open_by_keys(program, question):
    """Asks, and opens the first result."""
    entry = program.find(role="entry", name="Câu hỏi")
    shown(program, "Cần tra cứu điều gì")
    program.keys("ctrl+l")
    wait_for(lambda: is_focused(entry), "the focus in the question")
    program.type(question)
    shown(program, " văn bản · ")
    program.keys("Return")
    focused(program, "list item", "")
    program.keys("Return")


def find_highlight_and_note(program, words, note):
    program.keys("ctrl+f")
    wait_for(lambda: next((n for n in program.all(contains="Tìm trong văn bản") if is_focused(n)), None), "the focus in the find bar")
    program.type(words)
    wait_for(lambda: next((n for n in program.all(contains=" / ") if n.get_name().split(" / ")[0].isdigit()), None), "the first hit")
    program.keys("Escape")
    shown(program, "Tô màu")  # the bar beside what is selected
    program.keys("ctrl+h")
    program.keys("ctrl+m")
    focused(program, "text", "Ghi chú")
    program.type(note)
    program.keys("ctrl+Return")
    wait_for(lambda: not list(program.all(role="text", name="Ghi chú")), "the note to be kept")


def a_passage_is_found_highlighted_and_noted_by_keys_alone():
    profile = Profile()
    try:
        program = profile.start()
        open_by_keys(program, "dieu 41 blds-th")
        program.find(role="frame", contains="BLDS-TH")
        find_highlight_and_note(program, "dat coc", "xem lai khoan nay")
        program.keys("ctrl+shift+m")
        focused(program, "list item", "xem lai khoan nay")
        program.quit()
        program = profile.start()
        program.keys("alt+3")
        program.find(role="entry", name="Tìm trong ghi chú và đoạn đã tô màu")
        program.type("lai khoan")
        item = program.tab_to("list item", "xem lai khoan nay")
        assert "Vàng" in item.get_name(), item.get_name()
        program.keys("Return")
        program.find(role="frame", contains="BLDS-TH")
        program.quit()
    finally:
        program.quit()
        profile.remove()


def focused_name(program):
    return next((n.get_name() or n.get_role_name() for n in program.all() if n.get_role_name() != "frame" and is_focused(n)), None)


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
        others = [file for file in profile.files_with("du-thao") if not file.startswith("desk")]
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


JOURNEYS = [a_draft_is_chosen_by_keys_and_compared_with_a_judgment, with_the_history_off_no_file_holds_the_name_of_an_own_file,
            an_own_file_is_read_with_its_citations_and_opened_again_when_it_was_saved,
            from_a_judgment_to_its_like_and_why_and_both_side_by_side_by_keys_alone, facts_are_written_and_articles_suggested,
            links_from_outside_open_at_their_place_in_the_running_window, a_citation_opens_by_keys_and_escape_closes_it,
            a_passage_is_found_highlighted_and_noted_by_keys_alone, tab_and_f6_reach_every_part_of_a_document,
            suggestion_of_a_slip_is_a_link_and_never_applied_by_itself, an_answer_not_to_be_relied_on_says_so_above_its_hits,
            a_chip_of_the_question_is_taken_away_and_put_back, other_passages_of_a_document_are_one_press_away,
            an_offered_year_narrows_when_it_is_accepted, a_confirmed_result_is_kept_and_undone,
            a_kind_narrows_and_its_chip_widens_again, facets_narrow_and_their_chips_widen, a_saved_scope_survives_a_restart,
            a_recent_question_is_suggested_and_enter_still_means_what_was_typed, with_the_history_off_no_file_holds_the_question,
            a_question_opens_its_article_by_keys_alone, enter_asks_and_goes_to_the_first_result, both_tone_styles_find_the_same,
            nothing_found_says_so_and_escape_starts_over, the_list_of_documents_opens_and_filters,
            a_damaged_library_is_said_and_not_fatal, everything_that_can_be_pressed_has_a_name]


sys.exit(run_journeys(JOURNEYS, sys.argv[3] if len(sys.argv) > 3 else ""))
