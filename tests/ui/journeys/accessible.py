# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real program through the accessibility bus, as a screen reader would: finds by role and name, waits for conditions,
never for time."""
import os
import subprocess
import time
import traceback
import uuid

# The program must not warn; the accessibility library of this driver does, of things that vanish while it looks at them.
STRICTNESS = {"G_DEBUG": "fatal-criticals"}
os.environ.pop("G_DEBUG", None)

import gi  # noqa: E402

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

from display import Display  # noqa: E402

TIMEOUT = 30.0  # a busy machine is no fault
Atspi.set_timeout(10000, 10000)


class Ended(AssertionError):
    """The program is gone: nothing is to be waited for any more."""


def wait_for(condition, what, timeout=TIMEOUT):
    """The first true value of condition(); fails after the time-out."""
    end = time.monotonic() + timeout
    while time.monotonic() < end:
        try:
            value = condition()
        except Ended:
            raise
        except Exception:  # an accessible may vanish between two calls
            value = None
        if value:
            return value
        time.sleep(0.05)
    raise AssertionError(f"waited {timeout:.0f} s in vain for {what}")


def walk(node, top=True):
    """The node and all below it that are visible, depth first; what goes away meanwhile is left out. GTK 4.8 does not tell what is scrolled out
    of sight."""
    try:
        if node is None or not (top or node.get_state_set().contains(Atspi.StateType.VISIBLE)):
            return
    except GLib.Error:
        return
    yield node
    try:
        children = node.get_child_count()
    except GLib.Error:
        return
    for index in range(children):
        try:
            child = node.get_child_at_index(index)
        except GLib.Error:
            continue
        yield from walk(child, False)


def comes_from(pid, top, mark):
    """Whether a process is another or was started below it. A program in a sandbox speaks to the bus through a proxy, which Flatpak leaves
    to nobody: it is known by what the environment says."""
    try:
        with open(f"/proc/{pid}/environ", "rb") as file:
            if mark.encode() in file.read().split(b"\0"):
                return True
    except OSError:  # another's, or gone
        pass
    try:
        while pid > 1 and pid != top:
            with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
                pid = int(file.read().rsplit(")", 1)[1].split()[1])
    except OSError:  # it has just gone
        return False
    return pid == top


class Program:
    """A running troly."""

    started = []  # the processes of a journey

    def __init__(self, program, *arguments, env=None, output=None):
        self.command = program
        name, value = "TROLY_JOURNEY", str(uuid.uuid4())
        self.mark = f"{name}={value}"
        self.process = subprocess.Popen([program, *arguments], env={**os.environ, **STRICTNESS, **(env or {}), name: value},
                                        stdout=output, stderr=output)
        Program.started.append(self.process)
        self.display = Display()
        self.application = wait_for(self._find, "the program on the accessibility bus")

    def _find(self):
        if self.process.poll() is not None:
            raise Ended(f"the program ended with status {self.process.returncode}")
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(index)
            if child is not None and comes_from(child.get_process_id(), self.process.pid, self.mark) and child.get_child_count() > 0:
                return child
        return None

    def all(self, role=None, name=None, contains=None):
        for node in walk(self.application):
            try:
                if role is not None and node.get_role_name() != role:
                    continue
                if name is not None and node.get_name() != name:
                    continue
                if contains is not None and contains not in (node.get_name() or ""):
                    continue
                yield node
            except Exception:
                continue

    def find(self, role=None, name=None, contains=None, timeout=TIMEOUT):
        def found():
            if self.process.poll() is not None:
                raise Ended(f"the program ended with status {self.process.returncode}")
            return next(self.all(role, name, contains), None)

        return wait_for(found, f"{role or 'anything'} {name or contains or ''}", timeout)

    def outline(self):
        """What a screen reader is shown, a line a node: for messages of failed tests."""
        return [f"{node.get_role_name()}: {node.get_name()}" for node in walk(self.application)]

    def press(self, node):
        assert node.do_action(0), f"{node.get_role_name()} {node.get_name()} does nothing"

    def press_named(self, name):
        """A menu button is two buttons to the bus, of which only the inner one can be pressed."""
        self.press(wait_for(lambda: next((n for n in self.all(role="push button", name=name) if n.get_n_actions() > 0), None), name))

    def keys(self, *keys):
        """Presses keys one after the other: "ctrl+shift+t"."""
        for key in keys:
            self.display.press(key)
        self.has_taken(sum(2 * len(key.split("+")) for key in keys))

    def type(self, text):
        """Types ASCII text into what has the focus, key by key."""
        self.display.type(text)
        self.has_taken(2 * len(text))

    def tab_to(self, role, contains):
        """Moves the focus as a hand on the keyboard does. A window of GTK 4.8 does not take the focus from the bus. What got the focus is
        told by an event; only where it stood before has to be looked for."""
        reached = []

        def focus_cb(event, *_):
            if event.detail1 and event.source is not None:
                reached.append(event.source)

        def is_it(node):
            return node.get_role_name() == role and contains in (node.get_name() or "")

        for node in self.all(role=role, contains=contains):
            if node.get_state_set().contains(Atspi.StateType.FOCUSED):
                return node
        listener = Atspi.EventListener.new(focus_cb)
        listener.register("object:state-changed:focused")
        try:
            for _ in range(120):
                reached.clear()
                self.keys("Tab")
                end = time.monotonic() + 1.0  # inside a text Tab goes on without an event
                while not reached and time.monotonic() < end:
                    GLib.MainContext.default().iteration(False)
                    time.sleep(0.005)
                if reached and is_it(reached[-1]):
                    return reached[-1]
        finally:
            listener.deregister("object:state-changed:focused")
        raise AssertionError(f"Tab does not reach {role} {contains}")

    def type_question(self, text):
        """Puts text into the question entry, as an input method would: whole."""
        entry = self.find(role="entry", name="Câu hỏi")
        self.keys("ctrl+l")
        assert entry.get_editable_text_iface().set_text_contents(text), "the question entry cannot be edited"

    def answer(self):
        """Returns when the program has answered a question that only it can answer: where its first window stands. False: it has none."""
        try:
            self.application.get_child_at_index(0).get_component_iface().get_extents(Atspi.CoordType.WINDOW)
        except (AttributeError, GLib.Error):
            return False  # a window that has just gone
        return True

    def has_taken(self, events):
        """Waits until the program has seen what was pressed. Keys come to it from the display and all else from the bus: without this a text put
        into an entry overtakes the Return that was to send off the one before. A turn of its main loop takes one event and answers one question
        at most, so as many answers as there were events, and some for what came before them, say that all were taken."""
        for _ in range(events + 4):
            if not self.answer():
                return

    def rest(self, quiet=0.4, timeout=10.0):
        """Waits until nothing moves on the display any more while the program answers: what a key has begun that nothing on the bus tells of
        is over then. A program that never rests is waited for no longer than the time-out."""
        end, since, last = time.monotonic() + timeout, 0.0, None
        while time.monotonic() < end:
            self.answer()
            now = self.display.take((0, 0, self.display.width, self.display.height))
            if now != last:
                last, since = now, time.monotonic()
            elif time.monotonic() - since >= quiet:
                return
            time.sleep(0.05)

    def recent(self, text):
        """Asks a question in earnest, so that it is remembered."""
        self.type_question(text)
        self.keys("Return")
        self.find(contains=" văn bản · ")

    def quit(self):
        self.process.terminate()
        self.process.wait(10)


def focused(program, role):
    """The node of that role which has the focus."""
    return wait_for(lambda: next((n for n in program.all(role=role) if n.get_state_set().contains(Atspi.StateType.FOCUSED)), None),
                    f"the focus on a {role}")


def run_journeys(journeys, part=""):
    """Runs those with the part in their name and prints TAP. Returns the status of the program."""
    failed = 0
    journeys = [j for j in journeys if part in j.__name__]
    print(f"1..{len(journeys)}", flush=True)
    for number, journey in enumerate(journeys, 1):
        try:
            journey()
            outcome = "ok"
        except Exception:
            outcome = "not ok"
            failed += 1
            for line in traceback.format_exc().splitlines():
                print(f"# {line}")
        for process in Program.started:  # one left by a failure would be given the documents of the next journey
            if process.poll() is None:
                process.kill()
                process.wait()
        Program.started.clear()
        print(f"{outcome} {number} {journey.__name__.replace('_', '-')}", flush=True)
    return 1 if failed else 0
