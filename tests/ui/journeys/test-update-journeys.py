#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A judge takes a newer library from a folder and reads what is new, in the real program, by keys and accessibility only. Prints TAP.

usage: test-update-journeys.py PROGRAM TROLY-CORPUS TRAINING [PART OF A NAME]"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from accessible import Program, run_journeys, wait_for, walk  # noqa: E402

PROGRAM, CORPUS, TRAINING = sys.argv[1:4]
ADDED = "Quy định này được áp dụng thống nhất."


def corpus(*arguments):
    subprocess.run([CORPUS, *arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def publish(folder):
    """Release 1 of the training library, installed, and release 2 with one article amended. Returns library, releases and key."""
    key, first, second, library, store = (os.path.join(folder, n) for n in ("key", "first", "second", "library", "store"))
    corpus("keygen", "--out", key)
    corpus("release", "--volumes", os.path.join(TRAINING, "library"), "--out", first, "--serial", "1", "--key", key + ".key")
    corpus("install", "--library", library, "--key", key + ".pub", first)
    shutil.copytree(os.path.join(TRAINING, "store"), store)
    amended = os.path.join(folder, "statutes.jsonl")
    with open(os.path.join(TRAINING, "sources", "statutes.jsonl"), encoding="utf-8") as lines, open(amended, "w", encoding="utf-8") as out:
        for number, line in enumerate(lines):
            article = json.loads(line)
            if number == 5:
                article["text"] += " " + ADDED
            out.write(json.dumps(article, ensure_ascii=False) + "\n")
    corpus("import", "--into", store, "--kind", "statute", "--format", "articles", amended)
    volumes = os.path.join(folder, "volumes")
    shutil.copytree(os.path.join(TRAINING, "library"), volumes)
    corpus("build", "--from", store, "--out", volumes)
    shutil.copytree(first, second)
    corpus("release", "--volumes", volumes, "--out", second, "--serial", "2", "--key", key + ".key", "--previous", first)
    return library, first, second, key + ".pub"


def start(folder, library, source, key):
    """The program on the library, with a policy that names one source and the key."""
    policy = os.path.join(folder, "policy")
    os.mkdir(policy)
    with open(os.path.join(policy, "policy.ini"), "w", encoding="utf-8") as conf:
        conf.write(f"[update]\nsources={source}\nkeys={key}\n")
    return Program(PROGRAM, "--library", library, env={"TROLY_POLICY_DIR": policy, "TROLY_DESK_DIR": os.path.join(folder, "desk")})


def text_of(program):
    """All that is shown of the document in front."""
    view = next(program.all(name="TlReader"), None)
    return "\n".join((node.get_text_iface() and node.get_text(0, -1) or node.get_name() or "") for node in walk(view)) if view else ""


def choose(program, item):
    """Takes an item of the menu of the bar above the documents."""
    program.press_named("Cập nhật")
    program.press(program.find(role="menu item", contains=item))


def back(program, answer):
    """Asks to go to the release before, and answers the question."""
    choose(program, "Quay lại bản trước")
    program.find(contains="Quay lại bản trước?")
    time.sleep(0.5)  # the dialog takes the keys
    program.keys(answer)


def a_newer_library_is_taken_from_a_folder_and_what_is_new_is_read():
    with tempfile.TemporaryDirectory() as folder:
        library, first, second, key = publish(folder)
        program = start(folder, library, first, key)
        try:
            program.find(contains="Kho dữ liệu bản 1, ngày ")
            program.find(contains=" văn bản")
            program.keys("ctrl+shift+u")
            program.find(contains="Chọn thư mục hoặc USB")
            time.sleep(1)  # the dialog takes the keys
            subprocess.run(["xdotool", "type", "--delay", "30", second], check=True)
            time.sleep(0.5)
            program.keys("Return")
            program.find(contains="Kho dữ liệu bản 2, ngày ")
            program.keys("alt+4")
            program.find(contains="1 được sửa đổi, 0 thêm mới, 0 đã rút")
            program.find(role="list item", contains="02/2016/TH-UBTVQH")
            time.sleep(0.5)
            program.keys("Return")
            program.find(contains="Nghị quyết về án phí, lệ phí Tòa án tập huấn · 02/2016/TH-UBTVQH")
        finally:
            program.quit()


def a_tampered_source_is_refused_in_words():
    with tempfile.TemporaryDirectory() as folder:
        library, _, second, key = publish(folder)
        manifest = os.path.join(second, "manifest.json")
        with open(manifest, encoding="utf-8") as file:
            text = file.read()
        with open(manifest, "w", encoding="utf-8") as file:
            file.write(text.replace('"serial":2', '"serial":3'))
        program = start(folder, library, second, key)
        try:
            program.find(contains="Kho dữ liệu bản 1, ngày ")
            program.keys("alt+2")
            choose(program, "Kiểm tra bản mới ngay")
            program.find(contains="Kho dữ liệu không đúng chữ ký – vẫn dùng bản ngày ")
            program.find(contains="Kho dữ liệu bản 1, ngày ")
        finally:
            program.quit()


def a_tab_kept_open_is_read_anew_at_its_place_and_going_back_is_confirmed():
    with tempfile.TemporaryDirectory() as folder:
        library, first, second, key = publish(folder)
        program = start(folder, library, first, key)
        try:
            program.find(contains="Kho dữ liệu bản 1, ngày ")
            program.type_question("02/2016/TH-UBTVQH")
            program.find(role="status bar", contains=" văn bản")
            program.keys("ctrl+k", "Return")
            time.sleep(1)
            program.keys("Return")
            title = "Nghị quyết về án phí, lệ phí Tòa án tập huấn · 02/2016/TH-UBTVQH"
            program.find(contains=title)
            text = wait_for(lambda: text_of(program), "the text of the document")
            assert ADDED not in text, text
            corpus("install", "--library", library, "--key", key, second)
            program.find(contains="Kho dữ liệu bản 2, ngày ")
            wait_for(lambda: ADDED in text_of(program), "the amended text in the tab")
            program.find(contains=title)
            program.keys("alt+2")
            back(program, "Escape")
            program.find(contains="Kho dữ liệu bản 2, ngày ")
            back(program, "alt+q")
            program.find(contains="Kho dữ liệu bản 1, ngày ")
        finally:
            program.quit()


sys.exit(run_journeys([
    a_newer_library_is_taken_from_a_folder_and_what_is_new_is_read,
    a_tampered_source_is_refused_in_words,
    a_tab_kept_open_is_read_anew_at_its_place_and_going_back_is_confirmed,
], sys.argv[4] if len(sys.argv) > 4 else ""))
