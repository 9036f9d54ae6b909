#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line of the program: what --help lists is in its manual, and calls that are wrong or fail say so. Without a
display. Prints TAP.

usage: test-call.py SOURCES TROLY"""
import os
import re
import subprocess
import sys
import tempfile

SOURCES, PROGRAM = map(os.path.abspath, sys.argv[1:3])
count = failed = 0


def ok(good, name, detail=""):
    global count, failed
    count += 1
    failed += not good
    for line in str(detail).splitlines() if not good else []:
        print(f"# {line}")
    print(f"{'ok' if good else 'not ok'} {count} {name}", flush=True)


def run(*args, out=subprocess.PIPE):
    with tempfile.TemporaryDirectory() as home:
        env = dict(os.environ, HOME=home, XDG_RUNTIME_DIR=home, XDG_DATA_HOME=home + "/data", XDG_CONFIG_HOME=home + "/config",
                   XDG_CACHE_HOME=home + "/cache", XDG_STATE_HOME=home + "/state")
        for name in ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS"):
            env.pop(name, None)
        done = subprocess.run([PROGRAM, *args], stdout=out, stderr=subprocess.PIPE, env=env, text=True, timeout=60)
        return done.returncode, done.stdout, done.stderr


status, text, _ = run("--help")
with open(os.path.join(SOURCES, "docs/man/troly.1"), encoding="utf-8") as file:
    told = set(re.findall(r"--([a-z-]+)", file.read().replace("\\-", "-")))
have = {name for name in re.findall(r"--([a-z-]+)", text) if not name.startswith("help-")}
ok(status == 0 and told == have, "the manual lists the options that there are", f"lacks {have - told}, has too much {told - have}")
ok("[TỆP|LIÊN-KẾT…]" in text, "the help says that files and links can be named", text)
for call in (["--frobnicate"], ["--library"], ["--diagnose", "--frobnicate"]):
    status, text, err = run(*call)
    ok(status == 2 and not text and call[-1].strip("-") in err and "troly --help" in err, f"{' '.join(call)} is a wrong call", f"{status} {text} {err}")
status, text, _ = run("--version")
ok(status == 0 and re.fullmatch(r"troly \d+\.\d+\.\d+\n", text), "the version is told", text)
status, text, _ = run("--diagnose", "--library", "/khong/co")
ok(status == 1 and "✗" in text, "a report of a library that is not there tells it", text)
with open("/dev/full", "w", encoding="utf-8") as full:
    status, _, err = run("--diagnose", out=full)
ok(status == 1 and "Không ghi được" in err, "a report that cannot be written is a failure", f"{status} {err}")
print(f"1..{count}")
sys.exit(1 if failed else 0)
