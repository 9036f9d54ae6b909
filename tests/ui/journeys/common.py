# SPDX-License-Identifier: GPL-3.0-or-later
"""What several journeys share: the program with its library, profiles of their own, and what they look for on the screen."""
import os
import shutil
import subprocess
import sys
import tempfile
import time

from accessible import Atspi, Program, wait_for

PROGRAM, LIBRARY = sys.argv[1], sys.argv[2]


def shown(program, text):
    return wait_for(lambda: next(program.all(contains=text), None), text)


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


def settled_count(program):
    """The number of results when it no longer changes: it grows while they are counted."""
    seen = []

    def settled():
        seen.append(count_of(program))
        time.sleep(0.1)
        return seen[-1] if len(seen) > 8 and len(set(seen[-8:])) == 1 else None
    return wait_for(settled, "a number of results that stays")


def question_of(entry):
    return Atspi.Text.get_text(entry, 0, Atspi.Text.get_character_count(entry))


def link(uri):
    """What the desktop does with a link while the program runs: starts it a second time."""
    subprocess.run([PROGRAM, uri], check=True, timeout=30)


def focused(program, role, contains):
    return wait_for(lambda: next((n for n in program.all(role=role, contains=contains)
                                  if n.get_state_set().contains(Atspi.StateType.FOCUSED)), None), f"the focus on {role} {contains}")


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


def wait_for_hit(program):
    """The count follows each letter: what was typed is found when it no longer changes."""
    seen = []

    def settled():
        counts = [n.get_name() for n in program.all(contains=" / ") if n.get_name().split(" / ")[0].isdigit()]
        seen.append(counts[0] if counts else None)
        time.sleep(0.1)
        return seen[-1] is not None and len(seen) > 10 and len(set(seen[-10:])) == 1
    wait_for(settled, "the first hit")


def select_by_keys(program, words):
    """What is found is selected when the find bar goes."""
    program.keys("ctrl+f")
    wait_for(lambda: next((n for n in program.all(contains="Tìm trong văn bản") if is_focused(n)), None), "the focus in the find bar")
    program.type(words)
    wait_for_hit(program)
    program.keys("Escape")
    wait_for(lambda: next((n for n in program.all(role="text") if is_focused(n) and Atspi.Text.get_n_selections(n) > 0), None),
             "what was found to be selected")


def find_highlight_and_note(program, words, note):
    select_by_keys(program, words)
    program.keys("ctrl+h")
    program.keys("ctrl+m")
    focused(program, "text", "Ghi chú")
    program.type(note)
    program.keys("ctrl+Return")
    wait_for(lambda: not list(program.all(role="text", name="Ghi chú")), "the note to be kept")
