#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole circle: a judge's comment written offline, sent, worked on and approved by two editors in a browser, released, installed by the
updater, found, and told to the judge as applied. Real programs, real HTTP, a real keyring, a real browser. Prints TAP.

usage: test-circle-journeys.py PROGRAM TROLY-CORPUS TROLY-SERVER TRAINING [PART OF A NAME]

TROLY_SHARED: with real law there, the circle is gone with it too. PICTURES: a folder for a picture of every step of the circle on the
training library."""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import circle  # noqa: E402
from accessible import focused, run_journeys, wait_for  # noqa: E402

PROGRAM, CORPUS, SERVER, TRAINING = sys.argv[1:5]
QUESTION = "bên nhận đặt cọc từ chối giao kết hợp đồng thì phải trả lại cọc"
TITLE = "Trả lại cọc khi bên nhận cọc không ký"
ANSWER = "Bên nhận đặt cọc từ chối giao kết thì trả lại tài sản đặt cọc và một khoản tiền tương đương, trừ khi có thỏa thuận khác."
ASKED_LATER = "người nhận cọc đổi ý không ký thì người đặt cọc đòi lại được gì"


class Court:
    """Everything, in a folder that goes with it."""

    def __init__(self, policy="", corpus=None):
        self.folder = tempfile.mkdtemp(prefix="troly-circle-")
        self.pictures = os.environ.get("PICTURES") if corpus is None else None
        self.number = 0
        self.keyring = circle.Keyring(self.folder)
        self.publisher = circle.Publisher(CORPUS, self.folder)
        if corpus is None:
            shutil.copytree(os.path.join(TRAINING, "store"), self.publisher.store)
        else:
            self.publisher.take("--kind", "statute", "--format", "articles", *corpus)
        self.publisher.release()
        self.work = circle.Workstation(PROGRAM, self.folder, self.publisher, policy)
        self.centre = circle.Centre(SERVER, self.folder, self.work.library)
        self.enrolment = os.path.join(self.folder, "dang-ky.json")
        self.centre.enrol(self.enrolment)
        self.centre.start()
        self.office = circle.Office(self.centre, self.folder)
        self.program = None

    def start_program(self):
        self.program = self.work.start()
        self.program.find(contains="Kho dữ liệu bản ")
        return self.program

    def stop_program(self):
        if self.program is not None:
            self.program.quit()
        self.program = None

    def shot(self, name, browser=False):
        if self.pictures is None:
            return
        self.number += 1
        path = os.path.join(self.pictures, f"circle-{self.number:02}-{name}.png")
        if browser:
            self.office.browser.picture(path)
        else:
            time.sleep(1.0)
            subprocess.run(["import", "-window", "root", path], check=True)

    def close(self):
        self.stop_program()
        self.office.browser.close()
        self.centre.stop()
        self.keyring.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    # What the judge does.

    def enrol(self):
        circle.take_in(self.program, self.enrolment)
        self.program.find(contains="Đã nạp xong")
        self.shot("enrolled")
        self.program.keys("Escape")
        wait_for(lambda: next(self.program.all(role="label", name="Tệp đăng ký"), None) is None, "the window of the preferences to close")

    def ask(self, question):
        self.program.type_question(question)
        self.program.find(contains=" văn bản · ")
        self.program.keys("Return")
        focused(self.program, "list item")

    def comment(self, question, text, offline=False):
        """A comment on the first result, by keys alone."""
        self.ask(question)
        self.program.keys("g")
        self.program.find(role="radio button", name="Sai")
        focused(self.program, "radio button")
        self.program.keys("Down", "Down", "space", "Tab")
        self.program.type(text)
        self.shot("comment")
        self.program.keys("ctrl+Return")
        self.program.find(contains="1 góp ý chờ gửi" if offline else "Đã ghi nhận góp ý.")

    def states(self):
        return [n.get_name() for n in self.program.all(role="list item")]

    def fetch_until(self, words):
        """Asks the centre until an item says so."""
        def told():
            if any(words in name for name in self.states()):
                return True
            circle.fetch(self.program)
            time.sleep(1)
            return any(words in name for name in self.states())
        wait_for(told, f"{words}, and not {self.states()}")

    # What the editors do.

    def answer(self, editor, item, citation):
        office = self.office
        office.sign_in("--person", editor)
        office.go("/queue")
        assert "Thiếu" in office.browser.text(), office.browser.text()
        self.shot("queue", True)
        office.go(f"/items/{item}")
        office.press("claim")
        office.browser.fill(title=TITLE, question=ASKED_LATER, text=ANSWER, citations=citation[0], pairs=f"{ASKED_LATER} | {citation[1]}")
        self.shot("answer", True)
        office.press("answer", "propose")

    def approve(self, editor, item):
        self.office.sign_in("--person", editor)
        self.office.go(f"/items/{item}")
        self.shot("approve", True)
        self.office.press("approve")

    def publish(self):
        """What was approved becomes the next release, and the centre is told of it."""
        answers = os.path.join(self.folder, "answers")
        os.mkdir(answers)
        self.centre.command("export", os.path.join(answers, "answers.jsonl"))
        self.publisher.take(answers)
        manifest = self.publisher.release()
        with open(manifest, encoding="utf-8") as file:
            carried = json.load(file)["contributions"]
        assert self.centre.command("published", manifest).split()[0] == "1"
        return carried


def go_round(court, question, citation):
    program = court.start_program()
    court.enrol()
    # Offline: nobody answers at the centre's address.
    court.centre.stop()
    court.comment(question, "con thieu truong hop ben nhan coc doi y", offline=True)
    program.keys("alt+5")
    program.find(role="list item", contains="Chờ gửi. Thiếu: ")
    court.shot("waiting")
    # A new day: the comment is still there, and the centre can be reached.
    court.stop_program()
    court.centre.start()
    program = court.start_program()
    program.keys("alt+5")
    court.fetch_until("Đã nhận")
    court.shot("received")
    item, = court.centre.rows("SELECT id FROM items WHERE state = 'received'")[0]
    editors = court.office.make_people()
    court.answer(editors[0], item, citation)
    court.fetch_until("Đang biên tập")
    # Who wrote the answer cannot approve it.
    assert not court.office.browser.run("return document.querySelector(arguments[0]) != null", "form[action$='/approve']")
    court.approve(editors[1], item)
    court.fetch_until("Đã chấp nhận")
    assert court.publish() == [item]
    # The updater installs the release that lies in the folder now.
    program.keys("alt+2")
    program.press_named("Cập nhật")
    program.press(program.find(role="menu item", contains="Kiểm tra bản mới ngay"))
    program.find(contains="Kho dữ liệu bản 2, ngày ")
    court.ask(ASKED_LATER)
    wait_for(lambda: any(TITLE in (n.get_name() or "") for n in program.all()), "the answer among the results")
    court.shot("found")
    program.keys("alt+5")
    court.fetch_until("Đã áp dụng ở bản 2")
    program.find(role="list item", contains="Đã áp dụng ở bản 2")
    row = next(program.all(role="list item", contains="Đã áp dụng ở bản 2"))
    if next(program.all(role="push button", name="Mở nội dung đã đổi"), None) is None:
        program.tab_to("list item", "Đã áp dụng ở bản 2")
        program.keys("Return")
    court.shot("applied")
    program.press(program.find(role="push button", name="Mở nội dung đã đổi"))
    program.find(role="push button", name=f"Đóng {TITLE}")
    court.shot("opened")
    assert row is not None


def the_circle_on_the_training_library():
    court = Court()
    try:
        go_round(court, QUESTION, ("Điều 41 BLDS-TH", "troly:doc/05-2016-th-qh#d41"))
    finally:
        court.close()


def the_circle_on_real_law():
    with tempfile.TemporaryDirectory() as folder:
        real = circle.real_law(os.environ.get("TROLY_SHARED"), folder)
        if real is None:
            print("# SKIP the circle on real law: TROLY_SHARED has none", flush=True)
            return
        files, question, number, article = real
        court = Court(corpus=files)
    try:
        found = json.loads(circle.run(CORPUS, "search", "--library", court.work.library, "--json", f"điều {article} {number}"))["hits"]
        hit = next(h for h in found if h["number"] == number)
        link = f"troly:doc/{hit['doc']}#{hit['anchor']}"
        go_round(court, question, (f"Điều {article} {number} | {link}", link))
    finally:
        court.close()


def a_workstation_is_enrolled_sends_and_is_shut_out():
    court = Court()
    try:
        program = court.start_program()
        court.enrol()
        assert oct(os.stat(court.work.desk).st_mode)[-3:] == "700"
        secrets = circle.run("gdbus", "call", "--session", "--dest", "org.freedesktop.secrets", "--object-path", "/org/freedesktop/secrets", "--method",
                             "org.freedesktop.Secret.Service.SearchItems", "{'what': 'enrolment'}")
        assert "/org/freedesktop/secrets/" in secrets, secrets
        court.comment(QUESTION, "khoan nay con thieu")
        program.keys("alt+5")
        court.fetch_until("Đã nhận")
        device, = court.centre.rows("SELECT id FROM devices")[0]
        court.centre.command("revoke", "--device", device)
        circle.fetch(program)
        court.program.keys("ctrl+comma")
        circle.connection(program)
        program.find(contains="Trung tâm không nhận máy này")
    finally:
        court.close()


def main():
    missing = [p for p in ("gnome-keyring-daemon", "chromedriver", "chromium", "xdotool") if shutil.which(p) is None]
    if missing:
        print(f"1..0 # SKIP needs {', '.join(missing)}")
        return 0
    return run_journeys([the_circle_on_the_training_library, the_circle_on_real_law, a_workstation_is_enrolled_sends_and_is_shut_out],
                        sys.argv[5] if len(sys.argv) > 5 else "")


sys.exit(main())
