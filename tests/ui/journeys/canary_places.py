# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a word can get into the program: every field of every screen, keys, the clipboard, files that are named, opened or dropped, links,
arguments, the environment. Each way types words of its own and goes on from a program that was just started."""
import os
import subprocess
import sys
import time

import circle
import own
import screens
import views
from accessible import Atspi, focused, wait_for

HERE = os.path.dirname(os.path.abspath(__file__))
ASKED = "setting:recent-questions"
NOTE = ("desk:marks.note", "desk:marks.fold")
SENT = ("desk:outbox.body", "line", "packet", "centre:items.body", "centre:items.fold")
NAMED = ("desk:states.value", "desk:recents.title")


class Hand:
    """Types into one running program."""

    def __init__(self, program, words, folder):
        self.program, self.words, self.folder = program, words, folder
        self.seen = set()

    def new(self, place, *keeps):
        return self.words.new(place, *keeps)

    def fields(self):
        for node in self.program.all():
            try:
                if node.get_state_set().contains(Atspi.StateType.EDITABLE) and node.get_editable_text_iface() is not None:
                    yield node
            except Exception:
                continue

    def fill(self, screen, *keeps):
        """A word into each field that is shown and had none yet; what a word brings up may have fields, too."""
        filled = 0
        for node in list(self.fields()):
            try:
                field = f"{node.get_role_name()} {node.get_name()}"
            except Exception:
                continue
            if field in self.seen:
                continue
            self.seen.add(field)
            assert node.get_editable_text_iface().set_text_contents(self.new(f"{screen}: {field}", *keeps)), field
            filled += 1
            self.program.rest()
        assert filled > 0, f"{screen} has no field that had no word yet"

    def ask(self, place, text="{}", *keeps):
        """A question, whole. One that has an answer is among the last questions."""
        self.program.type_question(text.format(self.new(place, *keeps)))
        self.program.rest(timeout=2.0)

    def give(self, what, given, take):
        """Another program gives words to the clipboard, or a file to be dragged, while take() takes them."""
        giver = subprocess.Popen([sys.executable, os.path.join(HERE, "giver.py"), what, given], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        try:
            assert giver.stdout.readline() == b"ready\n"
            take()
        finally:
            giver.stdin.close()
            giver.wait(10)


def questions(hand):
    program = hand.program
    hand.ask("a question")
    hand.ask("a question in quotes", '"{}"')
    hand.ask("a word to leave out", "đặt cọc -{}", ASKED)
    hand.ask("a filter of the question", "đặt cọc năm:{}", ASKED)
    hand.ask("a question for an article", "điều 41 {}", ASKED)
    hand.ask("a question of many lines", "nguyên đơn trình bày\n{}\nbị đơn", ASKED)
    program.type_question("")
    program.keys("ctrl+l")
    program.type(hand.new("a question, key by key"))
    program.rest(timeout=2.0)
    hand.ask("a question asked in earnest", "{}", ASKED)
    program.keys("Return")
    program.rest(timeout=2.0)
    # What was cut from the question, and what another program gave.
    program.type_question(hand.new("the clipboard, cut and pasted"))
    program.keys("ctrl+a", "ctrl+x")
    program.rest(timeout=2.0)
    program.keys("ctrl+v")
    program.rest(timeout=2.0)
    program.type_question("")
    hand.give("words", hand.new("the clipboard of another program"), lambda: (program.keys("ctrl+l", "ctrl+v"), program.rest(timeout=2.0)))
    program.type_question("đặt cọc")
    program.rest(timeout=2.0)


def scopes(hand):
    """A scope with a name, and one that is given up."""
    program = hand.program
    for given_up in (True, False):
        screens.ask(program, "đặt cọc")
        if given_up:
            screens.narrow(program, "push button", "Án lệ")
        screens.filters(program)
        program.press_named("Lưu phạm vi này…")
        name = hand.new("the name of a scope, given up") if given_up else hand.new("the name of a scope", "setting:saved-scopes")
        program.find(role="text", name="Tên phạm vi").get_editable_text_iface().set_text_contents(name)
        program.rest()
        if given_up:
            program.keys("Escape")
        else:
            program.press(program.find(role="push button", name="Lưu"))
            program.find(role="push button", name=f"Phạm vi: {name}")


def day(hand):
    """The date at which law is read."""
    program = hand.program
    program.press(wait_for(lambda: next((n for n in program.all(contains="Hôm nay") if n.get_n_actions() > 0), None), "the date"))
    wait_for(lambda: next((n for n in program.all(name="GtkPopoverContent")), None), "the calendar")
    program.rest()
    hand.seen.add("entry Câu hỏi")
    field = next(n for n in hand.fields() if "ngày" in (n.get_name() or "").lower())
    field.get_editable_text_iface().set_text_contents(hand.new("the date"))
    program.keys("Return")
    program.rest()
    program.keys("Escape")


def lists(hand):
    """Filters of lists."""
    program = hand.program
    hand.seen.add("entry Câu hỏi")
    screens.library(program)
    hand.fill("the documents of the library")
    program.keys("alt+3")
    program.rest()
    program.keys("alt+1")


def similar(hand):
    program = hand.program
    program.keys("ctrl+shift+t")
    program.find(role="push button", name="Chọn tệp…")
    facts = program.find(role="text", name="Nội dung vụ việc").get_editable_text_iface()
    facts.set_text_contents(hand.new("the facts of a case"))
    program.rest()
    facts.set_text_contents("Bên bán nhận tiền đặt cọc mua đất rồi không chịu ký hợp đồng, bên mua là ông "
                            + hand.new("the facts of a case that others were looked for"))
    program.press(program.find(role="push button", name="Tìm vụ tương tự"))
    program.find(contains="vụ, gần nhất trước", timeout=20)
    program.rest()
    program.keys("ctrl+w")


def comments(hand):
    """A comment that is sent, and alone goes over the line, to its own columns; and one that is given up."""
    program = hand.program
    for sent in (True, False):
        screens.ask(program, "bên nhận đặt cọc từ chối giao kết hợp đồng thì phải trả lại cọc")
        program.keys("Return")
        focused(program, "list item")
        program.keys("g")
        program.find(role="radio button", name="Sai")
        focused(program, "radio button")
        program.keys("Down", "space", "Tab")
        program.type(hand.new("a comment", *SENT) if sent else hand.new("a comment, given up"))
        program.rest(timeout=2.0)
        if sent:
            program.keys("ctrl+Return")
            program.find(contains="Đã ghi nhận góp ý.")
        else:
            program.press_named("Xem đúng những gì sẽ gửi")
            program.find(contains=" byte này")
            wait_for(lambda: shut(program), "the sheet to close")


def shut(program):
    """Whether Escape has closed the sheet of a comment."""
    program.keys("Escape")
    program.rest(timeout=2.0)
    return next(program.all(role="radio button", name="Sai"), None) is None


def contribution(hand):
    """A situation that is not handed over."""
    program = hand.program
    program.keys("alt+5")
    program.press(program.find(role="push button", name="Đóng góp tình huống…"))
    focused(program, "text")
    hand.seen.add("entry Câu hỏi")
    hand.fill("a situation")
    program.keys("Return")
    program.rest()
    program.keys("alt+1")


def in_judgment(hand):
    program = hand.program
    screens.judgment(program)
    program.rest()
    for mode, what in (("ctrl+1", "the pages"), ("ctrl+2", "the text")):
        program.keys(mode)
        program.rest()
        program.keys("ctrl+f")
        program.rest()
        program.type(hand.new(f"words to find in {what}"))
        program.rest()
        program.keys("Return", "Escape")
        program.rest()
    program.keys("ctrl+1")
    program.rest()
    program.keys("ctrl+g")
    program.rest()
    program.type(hand.new("the number of a page"))
    program.keys("Return")
    program.rest()
    screens.mark(program, screens.WORDS[0], hand.new("a note on a page", *NOTE), "Xanh lá")
    program.keys("ctrl+Return")
    program.rest()
    program.keys("ctrl+p")
    wait_for(lambda: next((n for n in program.all(role="dialog")), None) or next((n for n in program.all(role="frame", contains="In")), None),
             "the dialog for printing")
    program.rest()
    hand.seen.add("entry Câu hỏi")
    hand.fill("printing")
    program.keys("Escape")
    program.rest()


def in_statute(hand):
    program = hand.program
    screens.statute(program)
    program.rest()
    hand.seen.add("entry Câu hỏi")
    hand.fill("a statute")
    screens.mark(program, screens.WORDS[0], hand.new("a note on a text", *NOTE), "Hồng")
    program.keys("ctrl+Return")
    program.rest()
    program.keys("ctrl+shift+g")
    program.find(role="radio button", name="Sai")
    focused(program, "radio button")
    program.keys("Down", "space", "Tab")
    program.type(hand.new("a comment on a passage, given up"))
    program.rest()
    wait_for(lambda: shut(program), "the sheet to close")
    # There is a highlight now: the list of all of them can be filtered.
    program.keys("alt+3")
    program.rest()
    hand.fill("all highlights")


def files(hand):
    """Files of the judge's own: named, chosen, opened, dropped; damaged, of no kind, not there."""
    program, folder = hand.program, hand.folder
    names = {}
    for what, keeps in (("opened", NAMED), ("damaged", NAMED), ("dropped", NAMED), ("of no kind", ()), ("not there", ())):
        names[what] = os.path.join(folder, hand.new(f"the name of a file that is {what}", *keeps))
    own.write_odt(names["opened"] + ".odt", own.DRAFT + hand.new("what stands in a file") + "\n")
    with open(names["damaged"] + ".pdf", "wb") as file:
        file.write(b"%PDF-1.4\n" + hand.new("what stands in a damaged file").encode())
    with open(names["of no kind"] + ".xyz", "w", encoding="utf-8") as file:
        file.write(hand.new("what stands in a file of no kind"))
    with open(names["dropped"] + ".txt", "w", encoding="utf-8") as file:
        file.write(own.DRAFT + hand.new("what stands in a file that is dropped"))
    views.hand_over(program, names["opened"] + ".odt")
    program.find(contains="không rời khỏi máy này")
    program.rest()
    program.keys("ctrl+f")
    program.rest()
    program.type(hand.new("words to find in an own file"))
    program.rest()
    program.keys("Escape")
    screens.mark(program, "dat coc", hand.new("a note on an own file", *NOTE), "Xanh lá")
    program.keys("ctrl+Return")
    program.rest()
    views.hand_over(program, names["damaged"] + ".pdf")
    program.find(role="push button", name="Thử lại")
    for what, ending in (("of no kind", ".xyz"), ("not there", ".odt")):
        views.hand_over(program, names[what] + ending)
        program.rest()
    hand.give("file", names["dropped"] + ".txt", lambda: program.display.drag((60, 30), (800, 450)))
    program.find(role="frame", contains=os.path.basename(names["dropped"]))
    # A name in the dialog, of what is not there.
    program.keys("ctrl+o")
    program.find(contains="Mở tệp của bạn")
    program.rest()
    subprocess.run(["xdotool", "type", "--delay", "30", "/" + hand.new("a name in the dialog for files")], check=True)
    program.rest()
    program.keys("Return")
    program.rest()
    program.keys("Escape", "Escape")


def links(hand):
    """Links and arguments that come while the program runs."""
    program = hand.program
    for what, link in (("a link to a document", "troly:doc/{}"), ("a link to a place", "troly:doc/05-2016-th-qh#{}"),
                       ("a link of no kind", "troly://{}?a=b"), ("an address of the web", "https://{}.example/"), ("a relative path", "{}.pdf")):
        views.hand_over(program, link.format(hand.new(what)))
        program.rest(timeout=2.0)


def enrolment(hand):
    """A file that is no enrolment, by its name and what stands in it."""
    program = hand.program
    path = os.path.join(hand.folder, hand.new("the name of an enrolment") + ".json")
    with open(path, "w", encoding="utf-8") as file:
        file.write('{"body": "' + hand.new("what stands in an enrolment") + '"}')
    circle.take_in(program, path)
    program.find(contains="không")
    program.rest()
    program.keys("Escape")
    time.sleep(0.5)


def preferences(hand):
    """What is to be found in the preferences, and the list of confirmed questions."""
    program = hand.program
    program.keys("ctrl+comma")
    program.find(contains="Cỡ chữ")
    program.rest()
    hand.seen.add("entry Câu hỏi")
    program.type(hand.new("words to find in the preferences"))
    program.rest()
    program.keys("Escape", "Escape")
    program.rest()


def sources(hand):
    """Where new releases come from; on a workstation on which nobody decided that."""
    program = hand.program
    program.keys("ctrl+comma")
    program.rest()
    program.press(wait_for(lambda: next(program.all(role="page tab", contains="Kho dữ liệu"), None), "the page"))
    program.find(contains="Nguồn của kho dữ liệu")
    hand.seen.add("entry Câu hỏi")
    hand.fill("the source of releases", "setting:update-sources", "setting:update-key")
    program.keys("Escape")
