# SPDX-License-Identifier: GPL-3.0-or-later
"""A Windows of the test's own: Wine with the fonts a Vietnamese interface needs, on a private display, and eyes and hands for it. There is no
accessibility bus under Wine: what is shown is read from pictures (tesseract), what is kept from files."""
import csv
import difflib
import glob
import io
import os
import re
import shutil
import struct
import subprocess
import time
import unicodedata

FONTS = {"DejaVu Sans": "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", "DejaVu Sans Bold": "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf",
         "DejaVu Serif": "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf",
         "Liberation Serif": "/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf",
         "Liberation Serif Bold": "/usr/share/fonts/truetype/liberation/LiberationSerif-Bold.ttf",
         "Liberation Serif Italic": "/usr/share/fonts/truetype/liberation/LiberationSerif-Italic.ttf",
         "Tahoma": "/usr/share/wine/fonts/tahoma.ttf", "Tahoma Bold": "/usr/share/wine/fonts/tahomabd.ttf"}
FONTS_KEY = "HKEY_LOCAL_MACHINE\\Software\\Microsoft\\Windows NT\\CurrentVersion\\Fonts"
METRICS_KEY = "HKEY_CURRENT_USER\\Control Panel\\Desktop\\WindowMetrics"
PROGRAM = "C:\\Program Files\\TroLy\\bin\\troly.exe"


def plain(text):
    """Without marks and case: what the reading of pictures gets right."""
    text = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return re.sub(r"[^a-z0-9]+", " ", "".join(c for c in text if not unicodedata.combining(c)).lower()).strip()


def in_a_row(words):
    return all(abs(a[2] + a[4] / 2 - b[2] - b[4] / 2) < 8 and -2 < b[1] - a[1] - a[3] < 30 for a, b in zip(words, words[1:]))


def alike(wanted, seen):
    """A letter in seven may have been read wrong."""
    return wanted == seen or difflib.SequenceMatcher(None, " ".join(wanted), " ".join(seen)).ratio() >= 0.85


class Desktop:
    """Wine in FOLDER, made anew, and a display."""

    def __init__(self, folder, size="1366x768"):
        self.folder = folder
        self.wine_folder = os.path.join(folder, "wine")
        self.drive = os.path.join(self.wine_folder, "drive_c")
        self.size = size
        self.children = []
        shutil.rmtree(self.wine_folder, ignore_errors=True)
        os.makedirs(os.path.join(folder, "no-fonts"), exist_ok=True)
        config = os.path.join(folder, "fonts.conf")
        with open(config, "w", encoding="utf-8") as file:  # Wine would register every font of the machine
            file.write(f"<?xml version='1.0'?><!DOCTYPE fontconfig SYSTEM 'fonts.dtd'><fontconfig><dir>{folder}/no-fonts</dir>"
                       f"<cachedir>{folder}/no-fonts</cachedir></fontconfig>")
        self.env = {**os.environ, "WINEPREFIX": self.wine_folder, "WINEARCH": "win64", "WINEDEBUG": "-all", "FONTCONFIG_FILE": config,
                    "WINEDLLOVERRIDES": "mscoree,mshtml=;winemenubuilder.exe=d", "GSK_RENDERER": "cairo", "LANG": "C.UTF-8"}
        for name in ("DISPLAY", "WAYLAND_DISPLAY", "LANGUAGE", "LC_ALL"):
            self.env.pop(name, None)

    # ---- Machine ----

    def boot(self):
        self.run("wine", "wineboot", "-i", timeout=300)
        self.run("wineserver", "-w", timeout=300)
        fonts = os.path.join(self.drive, "windows", "Fonts")
        for path in FONTS.values():
            shutil.copy(path, fonts)
        # The font of messages is what GTK draws with; Windows has Segoe UI there.
        face = struct.pack("<5i8B", -13, 0, 0, 0, 400, 0, 0, 0, 1, 0, 0, 0, 0) + "DejaVu Sans".encode("utf-16-le").ljust(64, b"\0")
        lines = ["Windows Registry Editor Version 5.00", "", f"[{METRICS_KEY}]"]
        lines += [f'"{name}Font"=hex:{",".join(f"{b:02x}" for b in face)}' for name in ("Message", "Menu", "Caption", "Status", "SmCaption")]
        lines += ["", f"[{FONTS_KEY}]"] + [f'"{name} (TrueType)"="{os.path.basename(path)}"' for name, path in FONTS.items()]
        path = os.path.join(self.folder, "fonts.reg")
        with open(path, "w", encoding="utf-8", newline="\r\n") as file:
            file.write("\n".join(lines) + "\n")
        self.wine("regedit", "/S", self.windows_path(path))
        self.run("wineserver", "-w", timeout=120)

    def show(self):
        """Starts the display with a window manager and a compositor, without which menus are black."""
        reading, writing = os.pipe()
        self.child("Xvfb", "-displayfd", str(writing), "-screen", "0", self.size + "x24", "-nolisten", "tcp", pass_fds=(writing,))
        os.close(writing)
        with os.fdopen(reading) as file:
            self.env["DISPLAY"] = ":" + file.readline().strip()
        self.child("openbox")
        self.child("xcompmgr", "-n")
        time.sleep(1)

    def close(self):
        if os.path.isdir(self.wine_folder):
            self.run("wineserver", "-k", timeout=60)
        for child in reversed(self.children):
            child.terminate()
            child.wait()

    def child(self, *command, **options):
        process = subprocess.Popen(command, env=self.env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
        self.children.append(process)
        return process

    def run(self, *command, timeout=120):
        return subprocess.run(command, env=self.env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=timeout, check=False)

    def wine(self, *command, timeout=180):
        return self.run("wine", *command, timeout=timeout)

    def windows_path(self, path):
        return "Z:" + os.path.realpath(path).replace("/", "\\")

    def query(self, key):
        """What the registry holds below a key, or nothing."""
        done = self.wine("reg", "query", key, "/s")
        return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""

    def msi(self, *arguments):
        """Returns what msiexec said: 0, or the last eight bits of a number of Windows Installer's, and how long it took."""
        self.quit()
        begin = time.monotonic()
        done = self.wine("msiexec", *arguments, timeout=600)
        self.run("wineserver", "-w", timeout=120)
        return done.returncode, time.monotonic() - begin

    # ---- The program ----

    def start(self, *arguments):
        """Returns the seconds until a window of the program was shown."""
        begin = time.monotonic()
        log = open(os.path.join(self.folder, "program.log"), "ab")
        subprocess.Popen(("wine", PROGRAM, *arguments), env=self.env, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        while not self.window():
            if time.monotonic() - begin > 120:
                raise AssertionError("no window of the program in two minutes")
            time.sleep(0.1)
        return time.monotonic() - begin

    def window(self):
        tree = self.run("xwininfo", "-root", "-tree").stdout.decode("utf-8", "replace")
        return any('"troly.exe"' in line and re.search(r"[0-9]{3,}x[0-9]{3,}\+", line) for line in tree.splitlines())

    def quit(self):
        """Closes the window as a judge does, and waits until all processes are gone, also the session bus, which holds files open for a while."""
        for _ in range(3):
            if not self.window():
                break
            self.key("Escape")  # a menu would take the press for itself
            self.press(1343, 22)
            end = time.monotonic() + 15
            while self.window() and time.monotonic() < end:
                time.sleep(0.3)
        if self.window():
            raise AssertionError("the window does not close")
        self.run("wineserver", "-w", timeout=120)

    def processes(self):
        """Names of the programs that run in this Wine, as Linux has them: fifteen letters."""
        names, mark = [], f"WINEPREFIX={self.wine_folder}\0".encode()
        for folder in glob.glob("/proc/[0-9]*"):
            try:
                with open(folder + "/environ", "rb") as environ, open(folder + "/comm", encoding="utf-8", errors="replace") as name:
                    if mark in environ.read() + b"\0":
                        names.append(name.read().strip())
            except OSError:
                continue
        return names

    # ---- Eyes and hands ----

    def rest(self, seconds=30):
        """Waits until nothing changes on the display for two seconds."""
        end, before, since = time.monotonic() + seconds, None, time.monotonic()
        while time.monotonic() < end:
            with open(self.picture("rest.ppm"), "rb") as file:
                now = file.read()
            if now != before:
                before, since = now, time.monotonic()
            elif time.monotonic() - since > 2:
                return
            time.sleep(0.4)

    def picture(self, name):
        path = os.path.join(self.folder, name)
        self.run("import", "-window", "root", path)
        return path

    def words(self, box=None):
        """(text, left, top, width, height) of every word on the display; enlarged, because letters are small."""
        path, large = self.picture("eyes.png"), os.path.join(self.folder, "eyes-large.png")
        crop = ["-crop", "%dx%d+%d+%d" % (box[2], box[3], box[0], box[1]), "+repage"] if box else []
        self.run("convert", path, *crop, "-colorspace", "Gray", "-resize", "250%", large)
        said = self.run("tesseract", large, "-", "-l", "vie", "--psm", "11", "tsv").stdout.decode("utf-8", "replace")
        left, top = (box[0], box[1]) if box else (0, 0)
        found = []
        for row in csv.DictReader(io.StringIO(said), delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["text"] and row["text"].strip():
                parts = plain(row["text"]).split()
                width = int(row["width"]) / 2.5 / max(1, len(parts))
                for i, part in enumerate(parts):  # "BLHS-TH" is two words, as where it is looked for
                    found.append((part, left + int(row["left"]) / 2.5 + i * width, top + int(row["top"]) / 2.5, width, int(row["height"]) / 2.5))
        return found

    def text(self, box=None):
        return " ".join(word[0] for word in self.words(box))

    def see(self, words, seconds=20, box=None):
        """Waits until the words are shown; without marks, in one line. Returns their middle."""
        wanted, end = plain(words).split(), time.monotonic() + seconds
        while True:
            seen = self.words(box)
            for i in range(len(seen) - len(wanted) + 1):
                part = seen[i:i + len(wanted)]
                if in_a_row(part) and alike(wanted, [w[0] for w in part]):
                    return (part[0][1] + part[-1][1] + part[-1][3]) / 2, part[0][2] + part[0][4] / 2
            if time.monotonic() > end:
                raise AssertionError(f"“{words}” is not seen: " + " ".join(w[0] for w in seen))
            time.sleep(0.5)

    def press(self, x, y, button=1):
        for before in (24, 12, 4, 0):  # as a hand does: Wine gives the first press on a window that just opened to the one below it
            self.run("xdotool", "mousemove", str(int(x) - before), str(int(y)))
            time.sleep(0.15)
        self.run("xdotool", "click", str(button))
        time.sleep(0.8)

    def press_on(self, words, seconds=20, box=None):
        self.press(*self.see(words, seconds, box))

    def drag(self, from_x, from_y, to_x, to_y):
        self.run("xdotool", "mousemove", str(from_x), str(from_y))
        time.sleep(0.3)
        self.run("xdotool", "mousedown", "1")
        for i in range(1, 11):
            self.run("xdotool", "mousemove", str(int(from_x + (to_x - from_x) * i / 10)), str(int(from_y + (to_y - from_y) * i / 10)))
            time.sleep(0.1)
        self.run("xdotool", "mouseup", "1")
        time.sleep(0.8)

    def type(self, text):
        self.run("xdotool", "type", "--delay", "60", text)
        time.sleep(0.5)

    def key(self, *names):
        for name in names:
            self.run("xdotool", "key", name)
            time.sleep(0.3)
