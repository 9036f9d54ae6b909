#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every view in every look, each photographed by shot.py on a display of its own: shots.py FOLDER [VIEW...] -- ARGUMENTS OF shot.py
The pictures are FOLDER/LOOK/VIEW.png, and FOLDER/LOOK.png has all of a look, small. LOOKS chooses some by their names, JOBS how many
are made at a time."""
import concurrent.futures
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "..", "..", "..")
sys.path.insert(0, HERE)
from views import VIEWS  # noqa: E402

SMALL, LARGE = "1366x768", "1920x1080"
LOOKS = {"small-light": (SMALL, {}), "small-dark": (SMALL, {"SCHEME": "dark"}), "small-contrast": (SMALL, {"SCHEME": "contrast"}),
         "small-text200": (SMALL, {"SCALE": "2"}), "large-light": (LARGE, {}), "large-dark": (LARGE, {"SCHEME": "dark"}),
         "large-contrast": (LARGE, {"SCHEME": "contrast"}), "large-text200": (LARGE, {"SCALE": "2"})}


def photograph(look, view, folder, arguments):
    """Returns None, or why there is no picture."""
    size, env = LOOKS[look]
    out = os.path.join(folder, look, view + ".png")
    done = subprocess.run([os.path.join(ROOT, "tools", "with-display"), "python3", os.path.join(HERE, "shot.py"), *arguments, "--out", out, view],
                          env={**os.environ, **env, "SCREEN": size}, capture_output=True, text=True)
    if done.returncode == 0:
        return None
    lines = done.stderr.strip().splitlines() or ["no picture"]
    said = [line for line in lines if line.startswith("AssertionError")] or lines
    return f"{look}/{view}: {said[-1]}"


def main():
    split = sys.argv.index("--")
    folder, *views = sys.argv[1:split]
    arguments = sys.argv[split + 1:]
    folder = os.path.abspath(folder)
    looks = os.environ.get("LOOKS", " ".join(LOOKS)).split()
    views = views or sorted(VIEWS)
    for look in looks:
        os.makedirs(os.path.join(folder, look), exist_ok=True)
    failures = []
    with concurrent.futures.ThreadPoolExecutor(int(os.environ.get("JOBS", "2"))) as pool:
        tasks = [pool.submit(photograph, look, view, folder, arguments) for look in looks for view in views]
        for number, task in enumerate(concurrent.futures.as_completed(tasks), 1):
            failure = task.result()
            if failure:
                failures.append(failure)
            print(f"{number} / {len(tasks)}{': ' + failure if failure else ''}", file=sys.stderr, flush=True)
    for look in looks:
        pictures = [os.path.join(folder, look, view + ".png") for view in views]
        pictures = [picture for picture in pictures if os.path.exists(picture)]
        if pictures:
            subprocess.run(["montage", "-label", "%t", *pictures, "-tile", "3x", "-geometry", "620x+6+6",
                            os.path.join(folder, look + ".png")], check=False)
    print("\n".join(failures) or "All views were reached.")
    return 1 if failures else 0


sys.exit(main())
