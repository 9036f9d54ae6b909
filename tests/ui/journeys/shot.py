#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes the program to a screen and photographs it: shot.py --program P --library L --out FILE.png JOURNEY
SCALE=2 gives 200 % text, SCHEME=dark, light or contrast the look."""
import argparse
import os
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from accessible import Program  # noqa: E402
from screens import SCREENS, library_for  # noqa: E402


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--library", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("journey", choices=sorted(SCREENS))
    options = parser.parse_args()
    env = {}
    if os.environ.get("SCHEME") == "dark":
        env["ADW_DEBUG_COLOR_SCHEME"] = "prefer-dark"
    if os.environ.get("SCHEME") == "contrast":
        env["ADW_DEBUG_HIGH_CONTRAST"] = "1"
    if os.environ.get("SCALE"):
        # Without a settings daemon GTK takes the size of text from the display's resources.
        subprocess.run(["xrdb", "-nocpp", "-merge"], check=True, text=True,
                       input=f"Xft.dpi: {int(float(os.environ['SCALE']) * 96)}\n")
    program = Program(options.program, "--library", library_for(options.journey, options.library), env=env)
    try:
        SCREENS[options.journey](program)
        time.sleep(1.0)  # let the last frame and the page images arrive
    except AssertionError:
        for line in program.outline()[:80]:
            print(line[:120], file=sys.stderr)
        raise
    finally:
        subprocess.run(["import", "-window", "root", options.out], check=True)
        program.quit()
    return 0


sys.exit(main())
