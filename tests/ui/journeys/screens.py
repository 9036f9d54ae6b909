# SPDX-License-Identifier: GPL-3.0-or-later
"""The ways to the screens of the program, for photographs and for the accessibility walk: each takes a program that was just started to
one screen and returns when it is there."""
import os
import re
import tempfile

from accessible import focused, wait_for

# What is asked. Another library than that of the training has other law.
ARTICLE = os.environ.get("ARTICLE", "điều 41 blds-th")
WORDS = os.environ.get("WORDS", "dat coc, ben nhan").split(", ")
CASE = os.environ.get("QUESTION", "phạt cọc mua bán đất bên bán từ chối ký hợp đồng chuyển nhượng")


def ask(program, question):
    program.type_question(question)
    wait_for(lambda: next(program.all(contains=" văn bản · "), None), "results")


def narrow(program, role, contains):
    """Presses what narrows the question, and waits for the other answer."""
    before = program.find(role="status bar", contains=" văn bản · ").get_name()
    program.press(program.find(role=role, contains=contains))
    wait_for(lambda: next((n for n in program.all(role="status bar", contains=" văn bản · ") if n.get_name() != before), None), "other results")
    program.rest()


def open_first(program):
    program.keys("Return")
    focused(program, "list item")
    program.keys("Return")


def shows_pages(program):
    wait_for(lambda: next((n for n in program.all(contains="Trang ") if re.match(r"Trang \d+ trên", n.get_name())), None), "pages", 20)


def start(program):
    program.find(contains="Cần tra cứu điều gì")


def results(program):
    ask(program, os.environ.get("QUESTION", "bên nhận đặt cọc từ chối giao kết hợp đồng thì phải trả lại cọc"))
    program.keys("Return")


def shows_text(program):
    """Large text has no room for the outline: the bar above the text is what is always there."""
    program.find(role="push button", name="Viện dẫn, in và liên kết", timeout=20)
    program.rest()


def statute(program):
    ask(program, ARTICLE)
    open_first(program)
    shows_text(program)


def judgment(program):
    ask(program, CASE)
    narrow(program, "push button", "Bản án")
    open_first(program)
    shows_pages(program)


def pages(program):
    """Two pages side by side, and the small pages."""
    judgment(program)
    program.keys("ctrl+4")
    program.keys("ctrl+t")
    program.rest()
    if not any(program.all(role="list", name="Trang nhỏ")):  # with large text the pane was away: the outline came first
        program.keys("ctrl+t")
    program.find(role="list", name="Trang nhỏ")


def text(program):
    judgment(program)
    program.press(program.find(role="push button", name="Bản chữ"))
    shows_text(program)


def citation(program):
    """The window of the first citation, opened by keys."""
    text(program)
    program.rest()
    program.keys("ctrl+period")
    program.rest()
    program.keys("Return")
    program.find(role="push button", name="Mở bên cạnh")


def cited_by(program):
    """Who else cites an article, beside its text."""
    statute(program)
    program.rest()
    program.keys("ctrl+i")
    program.find(contains=" văn bản viện dẫn")


def versions(program):
    """The versions of an article, by keys, at the first change."""
    statute(program)
    program.rest()
    program.keys("ctrl+shift+v")
    program.find(contains=" thay đổi")
    program.keys("F8")
    program.find(contains="thay đổi 1 trên ")


def mark(program, words, note, colour):
    """Finds words, highlights them and writes a note, by keys."""
    program.keys("ctrl+f")
    program.rest()
    program.type(words)
    program.rest()
    program.keys("Escape")
    program.rest()
    program.keys("ctrl+h")
    program.rest()
    program.keys("ctrl+m")
    program.find(role="push button", name="Xong")
    program.press(wait_for(lambda: next((n for n in program.all(name=colour) if n.get_n_actions() > 0), None), colour))
    program.type(note)
    program.rest()


def marks(program):
    mark(program, WORDS[0], "xem lai khoan nay", "Xanh lá")
    program.keys("ctrl+Return")
    program.rest()
    mark(program, WORDS[1], "so sanh voi an le", "Hồng")


def notes(program):
    """A highlight with its note on the original pages, and the list of them."""
    judgment(program)
    program.rest()
    marks(program)
    program.keys("ctrl+Return")
    program.rest()
    program.keys("ctrl+shift+m")


def notes_text(program):
    """The same in the text, with the window of a highlight open."""
    statute(program)
    program.rest()
    marks(program)


def desk(program):
    """All highlights and notes."""
    notes(program)
    program.rest()
    program.keys("alt+3")


def library(program):
    program.press(program.find(role="push button", name="Kho văn bản"))
    program.find(role="list", name="Kho văn bản")


def empty(program):
    program.type_question("zzqx wvvk")
    program.find(contains="Không tìm thấy")


def error(program):
    program.find(contains="Không mở được kho văn bản")


def no_library(program):
    program.find(contains="Chưa có kho văn bản")


def filters(program):
    """Where there is little room they are behind a button."""
    if any(program.all(contains="Lưu phạm vi này…")):
        return
    for node in list(program.all(role="push button", name="Bộ lọc")):
        if node.get_n_actions() > 0:
            program.press(node)
            program.rest()
            return


def facets(program):
    ask(program, "đặt cọc")
    filters(program)
    narrow(program, "check box", "Dân sự, ")
    program.find(role="push button", name="Dân sự")
    program.rest()


def saved(program):
    """Two scopes with names, of which one is in use."""
    ask(program, "đặt cọc")
    for kind, name in (("Án lệ", "Chỉ án lệ"), ("Bản án", "Bản án của các tòa án nhân dân cấp tỉnh năm nay")):
        narrow(program, "push button", kind)
        filters(program)
        program.press_named("Lưu phạm vi này…")
        program.find(role="text", name="Tên phạm vi").get_editable_text_iface().set_text_contents(name)
        program.press(program.find(role="push button", name="Lưu"))
        program.find(role="push button", name=f"Phạm vi: {name}")
    program.rest()


def left_out(program):
    """A question of more words than rank."""
    words = ("nguyên đơn trình bày hai bên ký hợp đồng đặt cọc mua nhà đất, bị đơn từ chối bán nên phải chịu phạt cọc gấp đôi số tiền đã nhận, "
             "người có quyền lợi nghĩa vụ liên quan đề nghị tòa án xem xét thẩm quyền, thời hiệu khởi kiện, điều kiện chuyển nhượng quyền sử "
             "dụng đất, giấy chứng nhận, công chứng, chứng thực văn bản, thế chấp, bảo lãnh, thừa kế, ly hôn, trộm cắp, cố ý gây thương tích, "
             "vận chuyển trái phép chất ma túy, tai nạn giao thông, lao động, sa thải, tiền lương, cổ đông, công ty, phá sản ")
    ask(program, words)
    program.rest()


def chips(program):
    ask(program, '"hợp đồng đặt cọc" -"công chứng" năm:2024 tand mua bán đất')
    program.rest()


def suggestions(program):
    program.recent("đặt cọc mua đất không công chứng")
    program.type_question("đặt")
    program.find(role="list item", contains="đặt cọc mua đất")


def why(program):
    ask(program, "đặt cọc mua đất không công chứng có bị phạt cọc không")
    program.keys("Return")
    program.rest()
    program.keys("v")
    program.find(contains="Vì sao có kết quả này")


def no_answer(program):
    ask(program, "thủ tục nhập khẩu ô tô điện từ nước ngoài theo hạn ngạch")


def memory(program):
    """The list of confirmed questions, with one in it."""
    ask(program, "đặt cọc mua đất không công chứng có bị phạt cọc không")
    program.keys("Return")
    program.rest()
    program.keys("x")
    program.find(role="push button", contains="Hoàn tác")
    program.keys("ctrl+comma")
    program.tab_to("list item", "Câu hỏi đã xác nhận")
    program.keys("Return")
    program.find(role="list", name="Câu hỏi đã xác nhận")


def compare(program):
    """Two judgments side by side, at the second difference: two keys from the results."""
    ask(program, CASE)
    narrow(program, "push button", "Bản án")
    program.keys("Return")
    program.rest()
    program.keys("c")
    program.rest()
    program.keys("Down")
    program.rest()
    program.keys("c")
    program.find(contains="khớp: ", timeout=20)
    program.rest()
    program.keys("F8")
    program.rest()
    program.keys("F8")
    program.rest()


def similar(program):
    """Cases like an open judgment, with why."""
    judgment(program)
    program.keys("ctrl+shift+t")
    program.find(contains="vụ, gần nhất trước", timeout=20)
    program.rest()


def similar_why(program):
    """Why the first of them is like it; in a narrow window in place of the list."""
    similar(program)
    program.keys("v")
    program.rest()


def similar_filters(program):
    """What the list can be narrowed to, with one of them in use."""
    similar(program)
    program.press_named("Bộ lọc")
    program.find(contains="vụ đã so sánh")
    program.rest()
    program.press(program.find(role="check box", contains="Bản án"))
    program.find(contains="Chỉ: Bản án", timeout=20)
    program.rest()


def similar_law(program):
    """The articles suggested for facts that were written."""
    similar_start(program)
    program.find(role="text", name="Nội dung vụ việc").get_editable_text_iface().set_text_contents(
        "Bên bán nhận tiền đặt cọc mua đất rồi không chịu ký hợp đồng chuyển nhượng, bên mua đòi phạt cọc.")
    program.press(program.find(role="push button", name="Tìm vụ tương tự"))
    program.find(contains="vụ, gần nhất trước", timeout=20)
    program.rest()
    program.keys("p")


def similar_start(program):
    program.find(role="entry", name="Câu hỏi")
    program.keys("ctrl+shift+t")
    program.find(role="push button", name="Chọn tệp…")


def similar_none(program):
    similar_start(program)
    program.find(role="text", name="Nội dung vụ việc").get_editable_text_iface().set_text_contents("zzqx wvvk")
    program.press(program.find(role="push button", name="Tìm vụ tương tự"))
    program.find(contains="Không có vụ tương tự", timeout=20)


def overview(program):
    """The table of all passages of the same two judgments."""
    compare(program)
    program.keys("F4")
    program.find(role="list", name="Bảng tổng hợp")


SCREENS = {
    "start": start, "results": results, "statute": statute, "judgment": judgment, "pages": pages, "text": text,
    "citation": citation, "cited-by": cited_by, "versions": versions, "library": library, "notes": notes,
    "notes-text": notes_text, "desk": desk, "empty": empty, "facets": facets, "chips": chips, "left-out": left_out,
    "saved": saved, "suggestions": suggestions, "why": why, "no-answer": no_answer, "memory": memory, "compare": compare,
    "overview": overview, "similar": similar, "similar-why": similar_why, "similar-filters": similar_filters,
    "similar-law": similar_law,
    "similar-start": similar_start, "similar-none": similar_none, "error": error, "no-library": no_library,
}


def library_for(journey, folder):
    """The library a journey needs: a damaged or an empty one for the screens that say so."""
    if journey not in ("error", "no-library"):
        return folder
    other = tempfile.mkdtemp(prefix="troly-shot-")
    if journey == "error":
        with open(os.path.join(other, "0" * 64 + ".tlv"), "wb") as volume:
            volume.write(b"this is no volume")
    return other
