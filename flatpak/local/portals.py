#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the installed Flatpak reaches through the portals of the desktop, and the centre: a file that is chosen and no other, the secret that
locks the enrolment, and what is sent, with and without a network. Real portals, a real keyring, a real centre. Prints TAP.

usage: portals.py JOURNEYS PROGRAM SERVER LIBRARY HOME [PART OF A NAME]

HOME stays over several calls: the judge who was enrolled in one is found again in the next."""
import os
import re
import subprocess
import sys
import time

JOURNEYS, PROGRAM, SERVER, LIBRARY, HOME = sys.argv[1:6]
PART = sys.argv[6] if len(sys.argv) > 6 else ""
ID = "vn.toaan.TroLy"
sys.argv = [sys.argv[0], PROGRAM, LIBRARY]
sys.path.insert(0, JOURNEYS)
import circle  # noqa: E402
import own  # noqa: E402
from accessible import Atspi, Program, focused, run_journeys, wait_for, walk  # noqa: E402

PRIVATE, INSIDE = os.path.join(HOME, "rieng"), os.path.join(HOME, ".var", "app", ID)
ENROLMENT = os.path.join(PRIVATE, "dang-ky.json")


def start():
    return Program(PROGRAM, env={"XDG_DATA_HOME": os.path.join(HOME, "data"), "GSETTINGS_BACKEND": "keyfile"})


def portal_dialog():
    """The dialog for files of the desktop: not a window of the program."""
    desktop = Atspi.get_desktop(0)
    for index in range(desktop.get_child_count()):
        application = desktop.get_child_at_index(index)
        if application is not None and "portal" in (application.get_name() or ""):
            for node in walk(application):
                if node.get_role_name() == "file chooser" or node.get_role_name() == "dialog":
                    return node
    return None


def name_in(dialog):
    """The entry of a path, when it has the focus."""
    return next((n for n in walk(dialog) if n.get_role_name() in ("text", "entry") and n.get_state_set().contains(Atspi.StateType.FOCUSED)
                 and n.get_editable_text_iface() is not None), None)


def choose(path):
    """Gives the desktop's dialog a path."""
    dialog = wait_for(portal_dialog, "the desktop's dialog for files")
    wait_for(lambda: dialog.get_state_set().contains(Atspi.StateType.ACTIVE), "the dialog to take keys")
    subprocess.run(["xdotool", "key", "ctrl+l"], check=True)
    name = wait_for(lambda: name_in(dialog), "the name of the file")
    subprocess.run(["xdotool", "type", "--delay", "30", path], check=True)  # what is put into it by the bus is not taken
    wait_for(lambda: Atspi.Text.get_text(name, 0, -1) == path, "the path in the dialog")

    def accepted():  # not before the dialog has looked at the folder
        if portal_dialog() is None:
            return True
        [n for n in walk(dialog) if n.get_role_name() == "push button"][-1].do_action(0)
        time.sleep(1)
        return False
    wait_for(accepted, "the dialog to go")


def seen_inside(path):
    """Whether a program in the sandbox, started beside, finds it."""
    return subprocess.run(["flatpak", "run", "--command=test", ID, "-e", path], check=False, env={**os.environ, "HOME": HOME}).returncode == 0


def a_file_that_is_chosen_is_read_and_its_neighbour_is_not_there():
    chosen, neighbour = (os.path.join(PRIVATE, name) for name in ("du-thao.odt", "nhat-ky.odt"))
    for path in (chosen, neighbour):
        own.write_odt(path, own.DRAFT)
    program = start()
    try:
        program.find(role="entry", name="Câu hỏi")
        program.keys("ctrl+o")
        choose(chosen)
        program.find(role="frame", contains="du-thao.odt")
        program.find(contains="Tệp của tôi – không rời khỏi máy này")
        assert seen_inside("/app/bin/troly") and not seen_inside(chosen) and not seen_inside(neighbour)
        documents = f"/run/user/{os.getuid()}/doc/"
        given = subprocess.run(["flatpak", "run", "--command=find", ID, documents, "-type", "f"], check=False, capture_output=True, text=True,
                               env={**os.environ, "HOME": HOME}).stdout
        assert "du-thao.odt" in given and "nhat-ky.odt" not in given, given
    finally:
        program.quit()


def centre():
    made = circle.Centre(SERVER, HOME, LIBRARY)
    port = os.path.join(HOME, "port")
    if os.path.exists(port):
        with open(port, encoding="ascii") as file:
            made.port = int(file.read())
        made.url = f"http://127.0.0.1:{made.port}"
    else:
        with open(port, "w", encoding="ascii") as file:
            file.write(str(made.port))
        made.enrol(ENROLMENT)
    made.start()
    return made


def comment(program, text):
    program.type_question("bản án đặt cọc")
    program.find(contains=" văn bản · ")
    program.keys("Return")
    focused(program, "list item")
    program.keys("g")
    program.find(role="radio button", name="Sai")
    focused(program, "radio button")
    program.keys("Down", "space", "Tab")
    program.type(text)
    program.keys("ctrl+Return")


def received(program, number):
    """Asks the centre until it has told of so many comments that it has them."""
    def is_so():
        if len(list(program.all(role="list item", contains="Đã nhận. "))) == number:
            return True
        circle.fetch(program)
        time.sleep(1)
        return False
    program.keys("alt+5")
    wait_for(is_so, f"{number} comments that are received")


def secret_of_the_enrolment():
    """It stands in signed text inside the file."""
    with open(ENROLMENT, encoding="utf-8") as file:
        found = re.search(r'"secret\\*":\s*\\*"([^"\\]+)', file.read())
    assert found and len(found.group(1)) > 20, "the enrolment has no secret"
    return found.group(1)


def files_with(words):
    found = []
    for folder, _, names in os.walk(INSIDE):
        for name in names:
            with open(os.path.join(folder, name), "rb") as file:
                if words.encode() in file.read():
                    found.append(name)
    return found


def the_secret_of_the_desktop_locks_the_enrolment_and_a_comment_reaches_the_centre():
    court = centre()
    program = start()
    try:
        program.find(role="entry", name="Câu hỏi")
        program.keys("ctrl+comma")
        circle.connection(program)
        program.press(program.find(role="push button", name="Nạp…"))
        choose(ENROLMENT)
        program.find(contains="Đã nạp xong")
        program.keys("Escape")
        wait_for(lambda: next(program.all(role="label", name="Tệp đăng ký"), None) is None, "the window of the preferences to close")
        kept = os.path.join(INSIDE, "data", "troly", "keyring")
        assert os.listdir(kept) and oct(os.stat(kept).st_mode)[-3:] == "700", kept
        plain = files_with(secret_of_the_enrolment())
        assert not plain, plain
        held = circle.run("gdbus", "call", "--session", "--dest", "org.freedesktop.secrets", "--object-path", "/org/freedesktop/secrets", "--method",
                          "org.freedesktop.Secret.Service.SearchItems", f"{{'app_id': '{ID}'}}")
        assert "/org/freedesktop/secrets/" in held, held
        comment(program, "con thieu khoan 2")
        received(program, 1)
        assert court.rows("SELECT count(*) FROM items")[0][0] == 1
    finally:
        program.quit()
        court.stop()


def without_a_network_a_comment_waits():
    court = centre()
    program = start()
    try:
        program.find(role="entry", name="Câu hỏi")
        comment(program, "con thieu khoan 3")
        program.find(contains="1 góp ý chờ gửi")
        program.keys("alt+5")
        program.find(role="list item", contains="Chờ gửi. ")
        circle.fetch(program)
        program.rest()
        program.find(role="list item", contains="Chờ gửi. ")
        program.find(role="list item", contains="Đã nhận. ")
        assert court.rows("SELECT count(*) FROM items")[0][0] == 1
    finally:
        program.quit()
        court.stop()


def with_the_network_again_it_is_sent_by_who_was_enrolled_before():
    court = centre()
    program = start()
    try:
        program.find(role="entry", name="Câu hỏi")
        received(program, 2)
        wait_for(lambda: court.rows("SELECT count(*) FROM items")[0][0] == 2, "the second comment at the centre")
        wait_for(lambda: next(program.all(contains="góp ý chờ gửi"), None) is None, "nothing that waits")
    finally:
        program.quit()
        court.stop()


os.makedirs(PRIVATE, mode=0o700, exist_ok=True)
sys.exit(run_journeys([a_file_that_is_chosen_is_read_and_its_neighbour_is_not_there,
                       the_secret_of_the_desktop_locks_the_enrolment_and_a_comment_reaches_the_centre, without_a_network_a_comment_waits,
                       with_the_network_again_it_is_sent_by_who_was_enrolled_before], PART))
