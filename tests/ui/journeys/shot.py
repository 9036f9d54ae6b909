#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes the program to a view and photographs it: shot.py --program P --library L --corpus C --training T --out FILE.png VIEW
SCALE=2 gives 200 % text, SCHEME=dark, light or contrast the look. QUESTION, ARTICLE and SCAN are asked in place of what the training
library answers, and WORDS (two, with a comma between) highlighted, where another is shown; OWN is a file of one's own."""
import argparse
import os
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import update_views  # noqa: E402
from accessible import Program  # noqa: E402
from screens import library_for  # noqa: E402
from views import VIEWS  # noqa: E402


def setting_for(view, options):
    """What a view is started with: a library, and for those of the update releases and a policy."""
    if view in update_views.STATES:
        return update_views.STATES[view](update_views.Tools(options.corpus, options.training), tempfile.mkdtemp(prefix="troly-shot-"))
    return update_views.Setting(library_for(view, options.library))


def look():
    """The environment of the look that is wished for."""
    env = {}
    if os.environ.get("SCHEME") == "dark":
        env["ADW_DEBUG_COLOR_SCHEME"] = "prefer-dark"
    if os.environ.get("SCHEME") == "contrast":
        env["ADW_DEBUG_HIGH_CONTRAST"] = "1"
    if os.environ.get("SCALE"):
        # Without a settings daemon GTK takes the size of text from the display's resources.
        subprocess.run(["xrdb", "-nocpp", "-merge"], check=True, text=True,
                       input=f"Xft.dpi: {int(float(os.environ['SCALE']) * 96)}\n")
    return env


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--library", required=True)
    parser.add_argument("--corpus", required=True, help="troly-corpus, for the views of the update")
    parser.add_argument("--training", required=True, help="the folder of the training corpus, for the views of the update")
    parser.add_argument("--out", required=True)
    parser.add_argument("view", choices=sorted(VIEWS))
    return parser.parse_args()


def main():
    if sys.argv[1:] == ["--list"]:
        print("\n".join(sorted(VIEWS)))
        return 0
    options = arguments()
    setting = setting_for(options.view, options)
    command = [*setting.launcher, os.path.abspath(options.program)]
    program = Program(command[0], *command[1:], "--library", setting.library, env={**look(), **setting.env})
    try:
        VIEWS[options.view](program)
        time.sleep(1.0)  # let the last frame and the page images arrive
    except AssertionError:
        for line in program.outline()[:80]:
            print(line[:120], file=sys.stderr)
        raise
    finally:
        subprocess.run(["import", "-window", "root", options.out], check=False)
        program.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
