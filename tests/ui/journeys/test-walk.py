#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A walk through every view of the program, as somebody goes it who does not see the screen or does not use a pointer: whatever can be acted
on has a name, Tab reaches all of it, and what has the focus looks otherwise than without it. Prints TAP, a line a view.

usage: test-walk.py PROGRAM LIBRARY CORPUS TRAINING SHARE [VIEW...]     SHARE is 1/2 for the first half of the views"""
import os
import shutil
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import update_views  # noqa: E402
from accessible import Atspi, GLib, Program, run_journeys  # noqa: E402
from screens import library_for  # noqa: E402
from views import VIEWS  # noqa: E402
from walking import Walker  # noqa: E402

PROGRAM, LIBRARY, CORPUS, TRAINING, SHARE = sys.argv[1:6]
# Views that are not walked through, and why.
NOT_WALKED = {}
# Windows over that of the program: Escape closes them, and the keys are where they were.
DIALOGS = ("about", "connection", "memory", "preferences", "print", "shortcuts", "update-preferences")
SEEN = set()


def start(view, folder):
    if view in update_views.STATES:
        setting = update_views.STATES[view](update_views.Tools(CORPUS, TRAINING), folder)
    else:
        setting = update_views.Setting(library_for(view, LIBRARY))
    # What a view leaves on the desk is not there for the next one.
    desk = {f"XDG_{name}_HOME": os.path.join(folder, name.lower()) for name in ("DATA", "STATE")}
    command = [*setting.launcher, os.path.abspath(PROGRAM)]
    return Program(command[0], *command[1:], "--library", setting.library, env={**desk, **setting.env})


def walk_through(view):
    """What is wrong in a view."""
    folder = tempfile.mkdtemp(prefix="troly-walk-")
    began = time.monotonic()
    program = start(view, folder)
    walker = Walker(program, SEEN)
    try:
        VIEWS[view](program)
        program.rest()  # the screen that was there before is still on the bus for a moment
        there = time.monotonic()
        faults = walker.faults()
        if view in DIALOGS:
            faults += walker.faults_of_leaving()
        print(f"# {view}: {there - began:.1f} s to it, {time.monotonic() - there:.1f} s through it", flush=True)
        return faults
    except GLib.Error as error:
        return [f"something went away while it was looked at: {error.message}"]
    finally:
        walker.close()
        program.quit()
        shutil.rmtree(folder, ignore_errors=True)


def journey_of(view):
    def journey():
        faults = walk_through(view)
        if faults:
            # A key that came late on a busy machine looks like a fault; one that is there is there again.
            for fault in faults[:10]:
                print(f"# walked once more because of: {fault}", flush=True)
            faults = walk_through(view)
        assert not faults, "\n".join([f"{len(faults)} faults", *faults[:40]])

    journey.__name__ = view
    return journey


def main():
    Atspi.set_timeout(10000, 10000)
    views = sys.argv[6:] or [view for view in VIEWS if view not in NOT_WALKED]
    share, shares = (int(number) for number in SHARE.split("/"))
    return run_journeys([journey_of(view) for view in views[share - 1::shares]])


sys.exit(main())
