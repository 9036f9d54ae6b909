# SPDX-License-Identifier: GPL-3.0-or-later
"""The ways to the screens of what is sent to the editors, and of what they answer."""
import time

from accessible import focused, wait_for
from screens import ask, results, start

def comment(program):
    """The sheet, opened from a result by a key."""
    results(program)
    focused(program, "list item")
    program.keys("g")
    program.find(role="radio button", name="Sai")
    focused(program, "radio button")


def ask_editors(program):
    """A question without an answer, filled in for the editors: only to be sent."""
    ask(program, "thủ tục nhập khẩu ô tô điện từ nước ngoài theo hạn ngạch")
    program.press(program.find(role="push button", name="Gửi cho Tổ biên tập…"))
    program.find(role="radio button", name="Thiếu")
    program.rest()


def comment_shown(program):
    """The same with a choice, a text, and the bytes that will be sent."""
    comment(program)
    program.keys("Down", "space")
    program.keys("Tab")
    program.type("khoan nay da duoc sua doi")
    program.press_named("Xem đúng những gì sẽ gửi")
    program.find(contains=" byte này")


def send(program):
    """A comment from a result, by keys alone."""
    comment(program)
    program.keys("Down", "space")
    program.keys("Tab")
    program.type("con thieu khoan 2")
    program.keys("ctrl+Return")
    program.find(contains="1 góp ý chờ gửi")


def page(program):
    """What was sent, with a row unfolded."""
    send(program)
    program.keys("alt+5")
    focused(program, "list item")
    program.keys("Return")
    program.find(role="push button", name="Rút")


def page_empty(program):
    start(program)
    program.keys("alt+5")
    program.find(contains="Chưa gửi gì")


def contribute(program):
    """A situation, with what is like it and a provision, by keys."""
    start(program)
    program.keys("alt+5")
    program.press(program.find(role="push button", name="Đóng góp tình huống…"))
    focused(program, "text")
    program.type("ben nhan dat coc tu choi giao ket thi tra lai coc the nao")
    program.find(contains="gần giống")
    program.keys("Tab")
    program.tab_to("text", "Trả lời")
    program.type("tra lai tai san dat coc va mot khoan tien tuong duong")
    program.tab_to("text", "Điều luật hoặc án lệ")
    program.type("dieu 41 blds-th")
    program.keys("Return")
    program.find(role="push button", contains="Bỏ Điều 41")


def connection(program):
    """The page of the preferences that says who sends, and to whom."""
    start(program)
    program.keys("ctrl+comma")
    program.press(wait_for(lambda: next(program.all(role="page tab", contains="kết nối"), None), "the page"))
    program.find(contains="Máy này chưa đăng ký")


def usage(program):
    """The numbers of use, with a search in them."""
    results(program)
    time.sleep(1.5)
    program.keys("alt+5")
    program.press(program.find(role="push button", name="Số liệu sử dụng…"))
    program.find(role="label", contains="chưa gửi")


VIEWS = {"feedback": comment, "ask-editors": ask_editors, "feedback-preview": comment_shown, "feedback-page": page, "feedback-empty": page_empty, "contribute": contribute,
         "connection": connection, "usage": usage}
