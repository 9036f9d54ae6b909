# SPDX-License-Identifier: GPL-3.0-or-later
"""What must be true of every screen: whatever can be acted on has a name, Tab reaches all of it and can be seen where it is."""
import os
import re
import time

from gi.repository import GLib

from accessible import Atspi, wait_for, walk

STATE = Atspi.StateType
CONTROLS = ("push button", "toggle button", "check box", "radio button", "entry", "text", "list", "list item", "menu item", "page tab",
            "combo box", "spin button", "slider", "link", "switch", "table", "tree", "tree item", "grid", "scroll bar", "dialog", "frame")
CLASS_NAME = re.compile(r"^(Gtk|Tl|Adw)[A-Z]\w*$")
ICON_NAME = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)+$")

# What GTK or libadwaita keep to themselves: (role, name as a pattern, where it hangs as a pattern), and why it has to stay.
NAMELESS = (
    ("scroll bar", r"GtkScrollbar", r".*", "belongs to the view it moves, takes no focus, and GTK gives it values, not a name"),
)
FILLERS = (
    ("filler", r".+", r"AdwTabBox", "libadwaita takes the focus on a widget around the tab, whose role nobody else can set any more"),
)
UNREACHED = (
    ("filler", r".+", r"AdwTabBox", "of the tabs that in front is a stop; the arrows and Ctrl+Tab go to the others"),
    ("push button", r"Đóng .+", r".*AdwTabBox", "closes a tab that is not in front, or one that has the focus, as Ctrl+W does"),
    ("push button", r"Thu nhỏ|Phóng to hết cỡ|Khôi phục|Đóng", r".*", "GTK keeps Tab from the buttons of the window's frame: the window manager has keys for them"),
)
DEBUG = "WALK_DEBUG" in os.environ
TOPS = ("application", "frame", "dialog", "window", "alert", "menu")
STOPS = 250  # more than any screen has
PADDING = 40, 20  # between what a widget holds and its ring: the bus tells where the former is
ROWS = 3  # rows of one list that are visited before the walk jumps to its end


def holds(states, state):
    return states.contains(state)


class States:
    """The states of a node as they were when it was looked at: those of the bus's library change with the node."""

    def __init__(self, states, sensitive):
        self.held = {state for state in (STATE.FOCUSABLE, STATE.ACTIVE) if states.contains(state)} | ({STATE.SENSITIVE} if sensitive else set())

    def contains(self, state):
        return state in self.held


class Stop:
    """Something that had the focus."""

    def __init__(self, node):
        self.node = node
        self.role = node.get_role_name()
        self.name = node.get_name() or ""
        # Rows of a list are the same few widgets for other lines.
        self.key = (node, self.name) if self.role == "list item" else node
        # Rows of a list that are made of the same parts are drawn alike.
        self.kind = (self.role, *parts_of(node, list_of(node))) if self.role == "list item" else (self.role, re.sub(r"\d+", "#", self.name))

    def __str__(self):
        return f"{self.role} “{self.name[:60]}”"


def parts_of(row, its_list):
    """The name of a list, and the roles of what a row of it holds."""
    try:
        return (its_list.get_name() if its_list is not None else "", *sorted({node.get_role_name() for node in walk(row)}))
    except GLib.Error:
        return ("gone meanwhile",)


def extents(node):
    e = node.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
    return e.x, e.y, e.width, e.height


def alive(node):
    """Whether it is still there: rows of lists come and go."""
    try:
        return holds(node.get_state_set(), STATE.VISIBLE)
    except GLib.Error:
        return False


def top_of(node):
    """The window, or the popover, in which a node stands; None where it is gone."""
    try:
        child = None
        while node is not None and node.get_role_name() not in TOPS and not (child and child.get_name() == "GtkPopoverContent"):
            node, child = node.get_parent(), node
        return node
    except GLib.Error:
        return None


def list_of(node):
    """The list in which a node stands, or None."""
    while node is not None and node.get_role_name() not in TOPS:
        if node.get_role_name() == "list":
            return node
        node = node.get_parent()
    return None


def row_of(node):
    """The row of a list in which a node stands, or None."""
    try:
        while node is not None and node.get_role_name() not in TOPS:
            if node.get_role_name() == "list item":
                return node
            node = node.get_parent()
    except GLib.Error:
        pass  # gone meanwhile
    return None


def changed(before, after):
    """Where two pictures of a place differ."""
    return {index for index in range(0, min(len(before), len(after)), 4) if before[index:index + 4] != after[index:index + 4]}


class Walker:
    """Goes round screens of a program by Tab and says what is wrong with them."""

    def __init__(self, program, seen):
        self.program = program
        self.display = program.display
        self.focus_events = []
        self.listener = Atspi.EventListener.new(self._focus_cb)
        self.listener.register("object:state-changed:focused")
        self.seen = seen  # what was already seen to show its focus, on any screen

    def _focus_cb(self, event, *_):
        if event.detail1 and event.source is not None:
            self.focus_events.append(event.source)

    def _iterate(self):
        while GLib.MainContext.default().iteration(False):
            pass

    def close(self):
        self.listener.deregister("object:state-changed:focused")

    def _excused(self, table, role, name, node):
        return any(role == of_role and re.fullmatch(pattern, name) and re.match(above, self.place(node))
                   for of_role, pattern, above, _ in table)

    # Names, roles and states

    def faults_of_names(self, nodes):
        for node, role, name, states, _ in nodes:
            focusable = holds(states, STATE.FOCUSABLE)
            if not focusable and role not in CONTROLS:
                continue
            if role == "scroll pane" or self._excused(NAMELESS, role, name, node):
                continue  # where a pane takes the focus itself, the round says so
            if not name.strip():
                yield f"{role} at {self.place(node)} has no name"
            elif CLASS_NAME.match(name) or ICON_NAME.match(name):
                yield f"{role} at {self.place(node)} is called {name}"
            elif re.search(r"(^|\s)_\w|\w_\w", name):
                yield f"{role} “{name}”: the name has a mark of a mnemonic in it"
            if focusable and role in ("filler", "unknown", "invalid", "redundant object", "image", "label") and not (
                    role == "label" and Atspi.Text.get_character_count(node) > 0) and not self._excused(FILLERS, role, name, node):
                yield f"{role} “{name}” takes the focus and does not say what it is"

    @staticmethod
    def place(node):
        parts = []
        try:
            while node is not None and node.get_role_name() != "application":
                parts.append(node.get_name() or node.get_role_name())
                node = node.get_parent()
        except GLib.Error:
            parts.append("gone meanwhile")
        return " < ".join(part[:30] for part in parts[1:8])

    # The focus

    def focused(self):
        """What has the focus, innermost."""
        found = None
        for node in walk(self.program.application):
            if node.get_role_name() not in ("frame", "application") and holds(node.get_state_set(), STATE.FOCUSED):
                found = node
        return found

    def press(self, key, seconds=3.0):
        """Presses a key; what gets the focus by it, or None."""
        self._iterate()
        self.focus_events.clear()
        self.display.press(key)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self._iterate()
            if self.focus_events and self.focus_events[-1].get_role_name() == "scroll pane":
                self.settle()  # a pane that holds a list gives the focus on to a row
            if self.focus_events:
                return self.focus_events[-1]
            time.sleep(0.005)
        return None

    def settle(self, answers=6):
        """Takes in what the program has told by the time it has answered some questions, each in a turn of its loop of its own."""
        for _ in range(answers):
            self.program.answer()
            self._iterate()

    def box(self, node, margin=(8, 8)):
        """Where a node stands on the display, with room for a ring around it; None where its window is not to be found."""
        x, y, width, height = extents(node)
        tx, ty, twidth, theight = extents(top_of(node))
        for wx, wy, wwidth, wheight in self.display.windows():
            # The frame of a window without shadow is a few pixels wide, and as wide on all sides.
            if 0 <= wwidth - twidth <= 60 and 0 <= wheight - theight <= 60:
                left, above = wx + (wwidth - twidth) // 2, wy + (wheight - theight) // 2
                return left + x - tx - margin[0], above + y - ty - margin[1], width + 2 * margin[0], height + 2 * margin[1]
        return None

    def changes(self, box, before, seconds=2.0):
        """Whether the part of the display looks otherwise than before, at once or soon."""
        end = time.monotonic() + seconds
        while True:
            if self.display.take(box) != before:
                return True
            if time.monotonic() > end:
                return False
            time.sleep(0.01)

    def at_rest(self, node, margin):
        """Where a node stands and what it looks like when nothing moves there any more."""
        last = None
        for _ in range(30):
            box, at = self.box(node, margin), extents(node)
            now = box, at, self.display.take(box) if box is not None else b""
            if now == last:
                break
            last = now
            time.sleep(0.1)
        return now

    def shows_focus(self, stop):
        """Whether what has the focus looks otherwise than without it: it is left by one key, and entered again by the other. The box is large
        enough for a ring around any padding, of which the bus knows nothing; what changes whichever way the focus goes is not the ring of a
        neighbour. What is scrolled away when it is left the one way may stay where it is the other way."""
        looks, node = [], stop.node
        for leave, back in (("Tab", "shift+Tab"), ("shift+Tab", "Tab")):
            for _ in range(2):
                box, at, before = self.at_rest(node, PADDING)
                self.press(leave)
                self.program.rest()  # the ring fades, and what is scrolled for the next stop has moved
                stays = box is not None and extents(node) == at
                if stays:
                    looks.append((at, changed(before, self.display.take(box))))
                # A list that is scrolled shows the same row by another widget.
                node = self.press(back) or node
                if stays:
                    break
        if DEBUG:
            print(f"#   places {[at for at, _ in looks]}, pixels that change {[len(pixels) for _, pixels in looks]}", flush=True)
        return bool(looks) and (bool(looks[0][1]) if len(looks) == 1 else bool(looks[0][1] & looks[1][1]))

    def shows_focus_alone(self, node):
        """The same of what no key takes the focus from, because there is nothing else: a press of the pointer on words that do nothing hides
        the ring, and a key shows it again."""
        words = next((n for n in walk(top_of(node)) if n.get_role_name() == "label" and n.get_parent().get_role_name() == "panel"), None)
        if words is None:
            return True  # nowhere to press
        x, y, width, height = self.box(words, (0, 0))
        self.display.click(x + width // 2, y + height // 2)
        self.program.rest()
        box, at, without = self.at_rest(node, PADDING)
        self.press("Tab", 0.5)
        return box is not None and self.changes(box, without) and extents(node) == at

    def round(self, nodes):
        """Faults of a round by Tab through what has the focus now."""
        start = self.focused() or self.press("Tab")
        if start is None:
            active = next((n for n, role, _, states, _ in nodes if role == "frame" and holds(states, STATE.ACTIVE)), None)
            if self.stops_of(nodes, active):  # a page on the whole screen has nothing to go to
                yield "nothing has the focus, and Tab gives it to nothing"
            return
        top = top_of(start)
        visited, rows, again = {}, {}, 0
        node, first, home, inside = start, None, None, None
        for _ in range(STOPS):
            stop = Stop(node)
            if DEBUG:
                print(f"#   {stop} at {self.place(node)[:60]}", flush=True)
            again = again + 1 if stop.key in visited else 0
            entered = list_of(node) != inside
            inside = list_of(node)
            # A list is entered again at the row that was left last.
            if visited and (stop.key == first.key or again > 20 or (entered and inside is not None and inside == home)):
                break
            # A pane that was given the focus when what had it went away is no stop of the round.
            if not visited or (len(visited) == 1 and first.role == "scroll pane"):
                first, home = stop, inside
            visited[stop.key] = stop
            if stop.role == "scroll pane" and not stop.name:
                yield f"a scrolled pane without a name takes the focus: {self.place(node)}"
            unseen = stop.kind not in self.seen
            if unseen:
                self.seen.add(stop.kind)
                box, at = self.box(node), extents(node)
                before = self.display.take(box) if box is not None else b""
            if stop.role == "list item" and self.leave_list(node, rows, visited):
                unseen = False
            next_node = self.press("Tab")
            if next_node is not None and not rows and Stop(next_node).key == stop.key and len(self.stops_of(nodes, top)) == 1:
                next_node = None  # it lost the focus and has it again
            if next_node is None and stop.role == "text":
                next_node = self.leave_text(visited)
            elif unseen and next_node is not None and not (box is not None and extents(node) == at and self.changes(box, before, 0.2)):
                seen_again = Stop(self.press("shift+Tab") or node)
                if seen_again.kind != stop.kind:
                    self.seen.discard(stop.kind)  # the way back leads elsewhere: the next of its kind will tell
                elif not self.shows_focus(seen_again):
                    self.seen.discard(stop.kind)
                    yield f"{stop} at {self.place(node)}: the focus is not to be seen"
                next_node = self.press("Tab")
            if next_node is None:
                if not holds(node.get_state_set(), STATE.FOCUSED):
                    self.settle()
                if not holds(node.get_state_set(), STATE.FOCUSED):
                    yield f"Tab from {stop} loses the focus"
                elif inside is not None and all(list_of(entry[0]) == inside for entry in self.stops_of(nodes, top)):
                    pass  # a list alone in its popover: the arrows go through it, Escape closes it
                elif len(self.stops_of(nodes, top)) > 1:
                    yield f"{stop} keeps the focus: Tab does not leave it"
                elif unseen and not self.shows_focus_alone(node):
                    self.seen.discard(stop.kind)
                    yield f"{stop} at {self.place(node)}: the focus, which has nowhere else to go, is not to be seen"
                break
            node = next_node
        else:
            yield f"Tab does not come round in {STOPS} steps"
        if again > 20:
            yield f"Tab goes round without coming back to {first}"
        yield from self.unreached(nodes, top, visited, rows)

    def leave_list(self, node, rows, visited):
        """Of a long list the first rows and the last are visited. Returns whether that jump was made."""
        parent = node.get_parent()
        rows[parent] = rows.get(parent, 0) + 1
        if rows[parent] != ROWS + 1:
            return False
        for _ in range(2):  # a long list only guesses where its end is
            last = self.press("ctrl+End", 1.0) or node
            self.settle()
            visited[Stop(last).key] = Stop(last)
        return True

    def leave_text(self, visited):
        """Tab goes from citation to citation of a text, and leaves it behind the last."""
        for _ in range(40):
            self._iterate()
            self.focus_events.clear()
            for _ in range(10):
                self.display.press("Tab")
            self.program.rest(0.2)
            self._iterate()
            if self.focus_events:
                for node in self.focus_events[:-1]:
                    visited[Stop(node).key] = Stop(node)
                return self.focus_events[-1]
        return None

    def stops_of(self, nodes, top):
        """What Tab should reach in a window or popover."""
        return [entry for entry in nodes if holds(entry[3], STATE.FOCUSABLE) and holds(entry[3], STATE.SENSITIVE)
                and entry[1] != "scroll pane" and entry[4] == top]

    def unreached(self, nodes, top, visited, rows):
        names = {(stop.role, stop.name) for stop in visited.values()}
        around = {row for stop in visited.values() for row in [row_of(stop.node)] if row is not None}
        for node, role, name, states, _ in self.stops_of(nodes, top):
            if node in visited or node in around or (role, name) in names or self._excused(UNREACHED, role, name, node):
                continue
            if not alive(node):
                continue  # gone meanwhile
            if role == "radio button" and any(stop.role == role and stop.node.get_parent() == node.get_parent() for stop in visited.values()):
                continue  # of a group the chosen one is the stop; the arrows go to the others
            inside, parent = False, node.get_parent()
            while parent is not None and parent != top:
                inside = inside or parent in rows or parent in visited
                parent = parent.get_parent()
            # Rows beyond the first few, and what they hold; a list stands for itself by its rows.
            if inside or role in ("list", "tree", "table", "tree table"):
                continue
            yield f"Tab does not reach {role} “{name[:60]}” at {self.place(node)}"

    def nodes(self):
        """What is shown: (node, role, name, states, the window or popover it stands in)."""
        found = []

        def collect(node, top, sensitive):
            try:
                role, states = node.get_role_name(), node.get_state_set()
                if top is not None and not holds(states, STATE.VISIBLE):
                    return
                # What stands in something that cannot be used cannot be used either; GTK says so of the outermost alone.
                sensitive = sensitive and (top is None or holds(states, STATE.SENSITIVE))
                states = States(states, sensitive)
                name = node.get_name() or ""
                # Not every popover is a dialog.
                top = node if role in TOPS else node.get_parent() if name == "GtkPopoverContent" else top
                found.append((node, role, name, states, top))
                for index in range(node.get_child_count()):
                    child = node.get_child_at_index(index)
                    if child is not None:
                        collect(child, top, sensitive)
            except GLib.Error:
                pass  # gone meanwhile

        collect(self.program.application, None, True)
        return found

    def faults(self):
        """All that is wrong with the screen the program shows."""
        nodes = self.nodes()
        return list(dict.fromkeys([*self.faults_of_names(nodes), *self.round(nodes)]))

    def faults_of_leaving(self):
        """What is wrong when Escape is pressed in a window over that of the program: it goes, and what is below has the keys again."""
        def over():
            return [node for node in walk(self.program.application) if node.get_role_name() in TOPS[1:]]

        before = len(over())
        for _ in range(3):  # a search in it, a page of it, and itself
            self.display.press("Escape")
            self.program.rest()
            if len(over()) < before:
                break
        else:
            return ["Escape does not close the window"]
        wait_for(self.focused, "the focus in the window below")
        return []
