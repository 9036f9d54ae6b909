# SPDX-License-Identifier: GPL-3.0-or-later
"""systemd reads every unit without a complaint, and no service is more exposed than LIMIT ("systemd-analyze security", in tenths).

usage: units.py FOLDER      FOLDER holds *.service, *.socket and *.timer; what "@bindir@" would be is a folder of empty programs"""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

LIMIT = 20


def said(*arguments):
    done = subprocess.run(arguments, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    return done.returncode, (done.stdout + done.stderr).strip()


def copy_units(folder, place):
    """Copies whose programs are there: names of the units."""
    bindir = os.path.join(place, "bin")
    os.mkdir(bindir)
    names = []
    for unit in sorted(unit for kind in ("service", "socket", "timer") for unit in glob.glob(os.path.join(folder, "*." + kind))):
        with open(unit, encoding="utf-8") as handle:
            text = handle.read()
        for program in re.findall(r"@bindir@/([\w-]+)", text):
            shutil.copy("/bin/true", os.path.join(bindir, program))
        names.append(os.path.basename(unit))
        with open(os.path.join(place, names[-1]), "w", encoding="utf-8") as handle:
            handle.write(text.replace("@bindir@", bindir))
    return names


def main():
    number = 0
    passed = True
    program = shutil.which("systemd-analyze")
    with tempfile.TemporaryDirectory() as place:
        names = copy_units(sys.argv[1], place)
        # The manual pages that they name are installed by the packages.
        checks = [(f"{name} is read by systemd without a complaint", "verify", ["--man=no"]) for name in names]
        checks += [(f"{name} is exposed by at most {LIMIT / 10}", "security", ["--offline=true", f"--threshold={LIMIT}"])
                   for name in names if name.endswith(".service")]
        print(f"1..{len(checks)}")
        for title, verb, options in checks:
            number += 1
            if program is None:
                print(f"ok {number} - {title} # SKIP systemd-analyze is not there")
                continue
            status, text = said(program, verb, "--no-pager", *options, os.path.join(place, title.split()[0]))
            good = status == 0 and (verb == "security" or not text)
            passed = passed and good
            print(f"{'ok' if good else 'not ok'} {number} - {title}")
            for line in [] if good else text.splitlines()[-60:]:
                print("# " + line)
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
