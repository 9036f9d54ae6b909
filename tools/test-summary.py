#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts single test cases over meson's log, names every skip with its reason, and closes with the line
"N passed, N failed, N skipped". Exit status 1 when anything failed or nothing ran."""
import json
import re
import sys

TAP = re.compile(r"^(not ok|ok)\b\s*\d*\s*(?:- )?(.*?)(?:\s+#\s*(SKIP|TODO)\b\s*(.*))?$", re.I)


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
    outcome = {"OK": "passed", "EXPECTEDFAIL": "passed", "SKIP": "skipped"}.get(record["result"], "failed")
    if not found:
        return [(record["name"], outcome, "the program skipped itself" if outcome == "skipped" else "")]
    if outcome == "failed" and not any(c[1] == "failed" for c in found):
        found.append((record["name"] + " (" + record["result"].lower() + ")", "failed", ""))
    return found


def main():
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    failed, skipped = [], []
    with open(sys.argv[1], encoding="utf-8") as log:
        for line in log:
            record = json.loads(line)
            for name, outcome, reason in cases(record):
                counts[outcome] += 1
                if outcome == "failed":
                    failed.append(f"{record['name']}: {name}")
                if outcome == "skipped":
                    skipped.append(f"{record['name']}: {name}: {reason or 'no reason given'}")
    for title, names in (("skipped", skipped), ("failed", failed)):
        for name in names:
            print(f"{title}: {name}")
    print(f"{counts['passed']} passed, {counts['failed']} failed, {counts['skipped']} skipped")
    return 1 if counts["failed"] or not counts["passed"] else 0


sys.exit(main())
