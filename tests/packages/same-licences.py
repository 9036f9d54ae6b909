#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the licences that a Debian copyright file names for files are those that a bill of materials has for what is inside.

usage: same-licences.py COPYRIGHT BILL"""
import json
import re
import sys


def of_copyright(path):
    with open(path, encoding="utf-8") as file:
        stanzas = re.split(r"\n\s*\n", file.read())
    found = {}
    for stanza in stanzas:
        if stanza.startswith("Files:"):
            found[re.search(r"^License: *(\S+)$", stanza, re.M).group(1)] = stanza
    told = {m.group(1) for stanza in stanzas for m in [re.match(r"License: *(\S+)\n ", stanza)] if m}
    for name in sorted(set(found) - told):
        sys.exit(f"{path}: nothing is said about {name}")
    return set(found)


def of_bill(path):
    with open(path, encoding="utf-8") as file:
        bill = json.load(file)
    inside = [c for c in bill["components"] if c.get("scope") != "required"]
    return {entry["license"]["id"] for component in inside for entry in component["licenses"]}


def main():
    named, inside = of_copyright(sys.argv[1]), of_bill(sys.argv[2])
    # A copyright file is of the whole source; a package need not hold something of everything.
    if not inside or not inside <= named:
        sys.exit(f"inside: {sorted(inside)}; in the copyright file: {sorted(named)}")


main()
