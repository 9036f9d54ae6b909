#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""On a computer of several users each has files that no other can read, whatever the umask of the session is: the real program does what
leaves files, with umask 0, and everything it wrote is looked at. Prints TAP.

usage: test-private-files.py PROGRAM LIBRARY"""
import os
import shutil
import stat
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from accessible import Program, run_journeys, wait_for  # noqa: E402

PROGRAM, LIBRARY = sys.argv[1:3]


def home_of(name, folder):
    """The environment of a user whose home is as open as can be."""
    home = os.path.join(folder, name)
    env = {"HOME": home, "GSETTINGS_BACKEND": "keyfile"}
    for variable, place in {"XDG_DATA_HOME": ".local/share", "XDG_CONFIG_HOME": ".config", "XDG_CACHE_HOME": ".cache",
                            "XDG_STATE_HOME": ".local/state"}.items():
        env[variable] = os.path.join(home, place)
        os.makedirs(env[variable], mode=0o777)
    return home, env


def open_to_others(home):
    """What of the program others could read or write; folders of the desktop itself are as they were made."""
    found = []
    for folder, folders, names in os.walk(home):
        for name in folders + names:
            path = os.path.join(folder, name)
            mode = os.lstat(path).st_mode
            relative = os.path.relpath(path, home)
            if "troly" in relative or relative.startswith(".config/glib-2.0/settings"):
                if mode & 0o077 and not stat.S_ISLNK(mode):
                    found.append(f"{relative} {stat.S_IMODE(mode):o}")
    return sorted(found)


def reachable(home, found):
    """Of these, what is not behind a folder that is shut."""
    def shut(relative):
        parts = relative.rsplit(" ", 1)[0].split(os.sep)[:-1]
        return any(not os.stat(os.path.join(home, *parts[:n])).st_mode & 0o077 for n in range(1, len(parts) + 1))
    return [entry for entry in found if not shut(entry)]


def use(env):
    """Leaves a question, a place, a highlight, settings, and what a PDF and the search keep."""
    program = Program(PROGRAM, "--library", LIBRARY, env=env)
    try:
        program.find(contains="Cần tra cứu điều gì")
        program.recent("phạt cọc mua bán đất bên bán từ chối ký hợp đồng chuyển nhượng")
        program.keys("Return")
        program.rest()
        program.keys("Return")
        program.rest()
        desk = os.path.join(env["XDG_DATA_HOME"], "troly", "desk", "desk.db")
        wait_for(lambda: os.path.exists(desk), "a desk")
        time.sleep(1)
        # While it runs, with what SQLite has beside the file.
        return open_to_others(env["HOME"])
    finally:
        program.quit()


def everything_that_is_written_is_the_user_s_alone():
    old = os.umask(0)
    folder = tempfile.mkdtemp(prefix="troly-private-")
    try:
        home, env = home_of("a", folder)
        running = use(env)
        ended = open_to_others(home)
        written = [os.path.join(f, n) for f, _, names in os.walk(home) for n in names if "troly" in f]
        assert len(written) > 1, f"the program wrote next to nothing: {written}"
        assert not running, f"others may use, while it runs: {running}"
        assert not ended, f"others may use: {ended}"
    finally:
        os.umask(old)
        shutil.rmtree(folder)


def modes_that_were_too_wide_are_taken_back():
    old = os.umask(0)
    folder = tempfile.mkdtemp(prefix="troly-private-")
    try:
        home, env = home_of("a", folder)
        use(env)
        for place, folders, names in os.walk(os.path.join(env["XDG_DATA_HOME"], "troly")):
            for name in folders + names:
                os.chmod(os.path.join(place, name), 0o777 if name in folders else 0o666)
        use(env)
        left = reachable(home, open_to_others(home))
        assert not left, f"others may use: {left}"
    finally:
        os.umask(old)
        shutil.rmtree(folder)


sys.exit(run_journeys([everything_that_is_written_is_the_user_s_alone, modes_that_were_too_wide_are_taken_back],
                      sys.argv[3] if len(sys.argv) > 3 else ""))
