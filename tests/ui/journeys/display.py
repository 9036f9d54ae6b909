# SPDX-License-Identifier: GPL-3.0-or-later
"""The display itself, straight from the X server: its keys and its pointer are pressed, and what stands on it is seen."""
import ctypes
import ctypes.util
import time

MODIFIERS = {"ctrl": b"Control_L", "shift": b"Shift_L", "alt": b"Alt_L"}
ZPIXMAP, ALL_PLANES = 2, ctypes.c_ulong(-1).value


class Image(ctypes.Structure):
    """The beginning of XImage."""
    _fields_ = [("width", ctypes.c_int), ("height", ctypes.c_int), ("xoffset", ctypes.c_int), ("format", ctypes.c_int),
                ("data", ctypes.POINTER(ctypes.c_char)), ("byte_order", ctypes.c_int), ("bitmap_unit", ctypes.c_int),
                ("bitmap_bit_order", ctypes.c_int), ("bitmap_pad", ctypes.c_int), ("depth", ctypes.c_int), ("bytes_per_line", ctypes.c_int)]


class Attributes(ctypes.Structure):
    """XWindowAttributes, as far as the state of the map."""
    _fields_ = [("x", ctypes.c_int), ("y", ctypes.c_int), ("width", ctypes.c_int), ("height", ctypes.c_int), ("border_width", ctypes.c_int),
                ("depth", ctypes.c_int), ("visual", ctypes.c_void_p), ("root", ctypes.c_ulong), ("c_class", ctypes.c_int),
                ("bit_gravity", ctypes.c_int), ("win_gravity", ctypes.c_int), ("backing_store", ctypes.c_int),
                ("backing_planes", ctypes.c_ulong), ("backing_pixel", ctypes.c_ulong), ("save_under", ctypes.c_int),
                ("colormap", ctypes.c_ulong), ("map_installed", ctypes.c_int), ("map_state", ctypes.c_int),
                ("rest", ctypes.c_long * 8)]


class Display:
    """A connection of one's own to the display."""

    def __init__(self):
        self.x = ctypes.CDLL(ctypes.util.find_library("X11"))
        self.x.XOpenDisplay.restype = ctypes.c_void_p
        self.x.XDefaultRootWindow.restype = ctypes.c_ulong
        self.x.XGetImage.restype = ctypes.POINTER(Image)
        self.display = ctypes.c_void_p(self.x.XOpenDisplay(None))
        self.root = ctypes.c_ulong(self.x.XDefaultRootWindow(self.display))
        # A window may go between two questions about it: that is no reason to end.
        self.handler = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)(lambda *_: 0)
        self.x.XSetErrorHandler(self.handler)
        _, _, self.width, self.height, _ = self._attributes(self.root)
        self.xtst = ctypes.CDLL(ctypes.util.find_library("Xtst"))
        self.x.XStringToKeysym.restype = self.x.XKeycodeToKeysym.restype = ctypes.c_ulong

    def _press(self, keysym, modifiers):
        code = self.x.XKeysymToKeycode(self.display, ctypes.c_ulong(keysym))
        assert code, f"the keyboard has no key {keysym:#x}"
        if self.x.XKeycodeToKeysym(self.display, code, 0) != keysym and "shift" not in modifiers:
            modifiers = [*modifiers, "shift"]
        codes = [self.x.XKeysymToKeycode(self.display, ctypes.c_ulong(self.x.XStringToKeysym(MODIFIERS[m]))) for m in modifiers] + [code]
        for pressed, order in ((1, codes), (0, codes[::-1])):
            for one in order:
                self.xtst.XTestFakeKeyEvent(self.display, one, pressed, ctypes.c_ulong(0))
        self.x.XSync(self.display, 0)

    def press(self, chord):
        """Presses and lets go keys together, as X names them: "ctrl+shift+Tab"."""
        *modifiers, key = chord.split("+")
        self._press(self.x.XStringToKeysym(key.encode()), modifiers)

    def click(self, x, y):
        """Clicks with the first button of the pointer, which stays there."""
        self.xtst.XTestFakeMotionEvent(self.display, -1, x, y, ctypes.c_ulong(0))
        for pressed in (1, 0):
            self.xtst.XTestFakeButtonEvent(self.display, 1, pressed, ctypes.c_ulong(0))
        self.x.XSync(self.display, 0)

    def drag(self, start, end):
        """Drags what lies at a place to another, with the first button of the pointer."""
        def move(x, y):
            self.xtst.XTestFakeMotionEvent(self.display, -1, int(x), int(y), ctypes.c_ulong(0))
            self.x.XSync(self.display, 0)
            time.sleep(0.05)
        move(*start)
        self.xtst.XTestFakeButtonEvent(self.display, 1, 1, ctypes.c_ulong(0))
        for step in range(1, 21):
            move(*(a + (b - a) * step / 20 for a, b in zip(start, end)))
        time.sleep(0.5)
        move(*end)
        self.xtst.XTestFakeButtonEvent(self.display, 1, 0, ctypes.c_ulong(0))
        self.x.XSync(self.display, 0)
        time.sleep(0.5)

    def type(self, text):
        """Types ASCII text; a key at a time, as fast as nobody does."""
        for letter in text:
            self._press(ord(letter), [])
            time.sleep(0.01)

    def _attributes(self, window):
        attributes = Attributes()
        if not self.x.XGetWindowAttributes(self.display, window, ctypes.byref(attributes)):
            return 0, 0, 0, 0, False
        return attributes.x, attributes.y, attributes.width, attributes.height, attributes.map_state == 2

    def _children(self, window):
        root, parent, children, count = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.POINTER(ctypes.c_ulong)(), ctypes.c_uint()
        if not self.x.XQueryTree(self.display, window, ctypes.byref(root), ctypes.byref(parent), ctypes.byref(children), ctypes.byref(count)):
            return []
        found = [ctypes.c_ulong(children[i]) for i in range(count.value)]
        if children:
            self.x.XFree(children)
        return found

    def windows(self):
        """Where what is shown stands, (x, y, width, height), the uppermost first: windows in the frames of the window manager, and popovers."""
        found = []
        for window in reversed(self._children(self.root)):
            x, y, width, height, mapped = self._attributes(window)
            if not mapped or width < 20 or height < 20:
                continue
            found.append((x, y, width, height))
            for child in self._children(window):
                cx, cy, cwidth, cheight, mapped = self._attributes(child)
                if mapped and cwidth >= 20 and cheight >= 20:
                    found.append((x + cx, y + cy, cwidth, cheight))
        return found

    def take(self, box):
        """The pixels of a part of the display, as bytes; nothing where it lies outside."""
        x, y, width, height = box
        right, bottom = min(x + width, self.width), min(y + height, self.height)
        x, y = max(x, 0), max(y, 0)
        if right <= x or bottom <= y:
            return b""
        image = self.x.XGetImage(self.display, self.root, x, y, right - x, bottom - y, ALL_PLANES, ZPIXMAP)
        if not image:
            return b""
        size = image.contents.bytes_per_line * image.contents.height
        pixels = ctypes.string_at(image.contents.data, size)
        self.x.XDestroyImage(image)
        return pixels
