#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts single test cases over meson's log, names every skip with its reason and what failed with its last words, and closes with the line
"N passed, N failed, N skipped". Exit status 1 when anything failed or nothing ran.

usage: test-summary.py LOG [LOG-OF-THE-SECOND-RUN]
       test-summary.py --worth-another-run LOG

Programs of the lane `ui` are driven from outside through the display and the bus, where a busy machine can look like a fault. When no more
than five of them failed, --worth-another-run names them; what they said at the second run, alone, counts, and that there was a first is told."""
import json
import os
import re
import sys

TAP = re.compile(r"^(not ok|ok)\b\s*\d*\s*(?:- )?(.*?)(?:\s+#\s*(SKIP|TODO)\b\s*(.*))?$", re.I)
GOOD = {"OK": "passed", "EXPECTEDFAIL": "passed", "SKIP": "skipped"}
DRIVEN = "troly:ui / "
MOST_AGAIN = 5
WORDS_BEFORE, WORDS_AFTER, WORDS, LINE = 14, 4, 40, 300


def cases(record):
    """(name, outcome, reason) of each case in one test program's record."""
    found = []
    for line in (record.get("stdout") or "").splitlines():
        whole = re.match(r"^1\.\.0\s*#\s*SKIP\s*(.*)", line, re.I)
        if whole:
            return [(record["name"], "skipped", whole.group(1))]
        match = TAP.match(line)
        if match:
            result, name, directive, reason = match.groups()
            if directive and directive.upper() == "SKIP":
                found.append((name, "skipped", reason))
            else:
                found.append((name, "passed" if result == "ok" else "failed", ""))
    outcome = GOOD.get(record["result"], "failed")
    if not found:
        return [(record["name"], outcome, "the program skipped itself" if outcome == "skipped" else "")]
    if outcome == "failed" and not any(c[1] == "failed" for c in found):
        found.append((record["name"] + " (" + record["result"].lower() + ")", "failed", ""))
    return found


def last_words(record):
    """What a program that failed said around its failures, or at its end: enough to know where to look when nothing but the summary is kept."""
    lines = [line for line in (record.get("stdout") or "").splitlines() + (record.get("stderr") or "").splitlines() if line.strip()]
    around = {near for at, line in enumerate(lines) if line.startswith(("not ok", "Bail out"))
              for near in range(max(at - WORDS_BEFORE, 0), min(at + WORDS_AFTER + 1, len(lines)))}
    kept = [lines[at] for at in sorted(around)] or lines[-WORDS_AFTER:]
    return [line[:LINE] for line in kept[:WORDS]]


def read(path):
    with open(path, encoding="utf-8") as log:
        return [json.loads(line) for line in log]


def failed_of(records):
    return [record for record in records if record["result"] not in GOOD]


def name_those_worth_another_run(records):
    names = [record["name"] for record in failed_of(records)]
    if len(names) <= MOST_AGAIN and all(name.startswith(DRIVEN) for name in names):
        print(*(name.removeprefix(DRIVEN) for name in names))


def main():
    if sys.argv[1] == "--worth-another-run":
        name_those_worth_another_run(read(sys.argv[2]))
        return 0
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    failed, skipped = [], []
    first = read(sys.argv[1])
    again = {record["name"]: record for record in read(sys.argv[2])} if len(sys.argv) > 2 and os.path.exists(sys.argv[2]) else {}
    for when, records in (("", first), (" the second time", again.values())):
        for record in failed_of(records):
            print(f"what {record['name']} said{when}:", *last_words(record), sep="\n  | ")
    for record in first:
        for name, outcome, reason in cases(again.get(record["name"], record)):
            counts[outcome] += 1
            if outcome == "failed":
                failed.append(f"{record['name']}: {name}")
            if outcome == "skipped":
                skipped.append(f"{record['name']}: {name}: {reason or 'no reason given'}")
    for title, names in (("skipped", skipped), ("failed at first, beside others; its second run, alone, counts", list(again)), ("failed", failed)):
        for name in names:
            print(f"{title}: {name}")
    print(f"{counts['passed']} passed, {counts['failed']} failed, {counts['skipped']} skipped")
    return 1 if counts["failed"] or not counts["passed"] else 0


sys.exit(main())
