#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Precision and recall of `troly-corpus cite` on labelled sentences; README.md says what is compared.

  evaluate.py --program BUILD/publisher/troly-corpus --shared DIR [--only own] [--assert]
"""

import argparse
import json
import os
import re
import subprocess
import sys

import sample

HERE = os.path.dirname(os.path.abspath(__file__))
POINTS = "abcdđeghiklmnopqrstuvxy"
EDITION = re.compile(r"^((?:BL|L|PL|HP)[^\d/:?#]*)(\d{4}|\?)(?=[:#]|$)")
UNRESOLVED = re.compile(r"^(?:\?|[A-Z]+\d+\?)")
PRECISION, RECALL = 0.99, 0.97


def expand(ref):
    """A range as its single units: "X:1.a..c" is X:1.a, X:1.b, X:1.c."""
    ref = re.sub(r"\s*(\[.*|=>.*)$", "", ref)
    match = re.match(r"^(.*[:.])([^.:]+)\.\.([^.:]+)(.*)$", ref)
    if not match:
        return [ref]
    head, first, last, tail = match.groups()
    if first.isdigit() and last.isdigit() and 0 <= int(last) - int(first) <= 1000:
        units = [str(n) for n in range(int(first), int(last) + 1)]
    elif first in POINTS and last in POINTS:
        units = POINTS[POINTS.index(first):POINTS.index(last) + 1]
    else:
        return [ref]
    return [single for unit in units for single in expand(head + unit + tail)]


def units(refs):
    """As a set: whether a sentence names a unit twice is not compared; units without any document,
    reported under "?", and bare numbers ("Quyết định số 14": QD14?) are not compared either."""
    return {single for ref in refs if not UNRESOLVED.match(ref) for single in expand(ref)}


def same_but_for_an_open_edition(left, right):
    one, two = EDITION.match(left), EDITION.match(right)
    return (one and two and "?" in (one.group(2), two.group(2)) and one.group(1) == two.group(1)
            and left[one.end():] == right[two.end():])


def lenient_pairs(missed, extra):
    extra, pairs = set(extra), 0
    for ref in sorted(missed):
        other = next((item for item in sorted(extra) if same_but_for_an_open_edition(ref, item)), None)
        if other:
            extra.remove(other)
            pairs += 1
    return pairs


def cite(program, text):
    run = subprocess.run([program, "cite", "--json"], input=text.encode("utf-8"), stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE, check=False)
    if run.returncode:
        return ["FAILED: %s" % run.stderr.decode("utf-8", "replace").strip()[:200]]
    return [item["ref"] for item in json.loads(run.stdout)["refs"] if item.get("ref")]


def read_lines(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def load(name, shared):
    if name == "own":
        return read_lines(os.path.join(HERE, "own.jsonl"))
    if name == "citations":
        return read_lines(os.path.join(shared, "data/citations.jsonl"))
    labels = sample.labelled("%s-labels.jsonl" % name)
    found = dict(sample.texts(shared, labels))
    lost = [key for key, text in found.items() if text is None]
    if lost:
        print("other text than was labelled, left out: %s" % " ".join(lost))
    return [dict(item, text=found[item["id"]]) for item in labels if found[item["id"]]]


def show(item, expected, got):
    print("WRONG %s: %s" % (item["id"], re.sub(r"\s+", " ", item["text"])))
    print("  expected %s" % " ".join(sorted(expected)))
    print("  got      %s" % " ".join(sorted(got)))
    print("  missed   %s" % " ".join(sorted(expected - got)))
    print("  extra    %s" % " ".join(sorted(got - expected)))


def share(part, whole):
    return part / whole if whole else 1.0


def evaluate(name, program, shared, quiet):
    right = lenient = wanted = found = exact = 0
    items = load(name, shared)
    for item in items:
        expected, got = units(item["expected"]), units(cite(program, item["text"]))
        hits = len(expected & got)
        right += hits
        lenient += hits + lenient_pairs(expected - got, got - expected)
        wanted += len(expected)
        found += len(got)
        exact += expected == got
        if expected != got and not quiet:
            show(item, expected, got)
    precision, recall = share(right, found), share(right, wanted)
    print("%s: %d of %d exact; precision %.4f recall %.4f (%d right, %d found, %d wanted); "
          "open editions allowed: precision %.4f recall %.4f"
          % (name, exact, len(items), precision, recall, right, found, wanted,
             share(lenient, found), share(lenient, wanted)))
    return precision >= PRECISION and recall >= RECALL


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--shared", default=os.environ.get("TROLY_SHARED", ""))
    parser.add_argument("--only", choices=["citations", "own", "real", "more", "blind", "final"])
    parser.add_argument("--quiet", action="store_true", help="figures only")
    parser.add_argument("--assert", dest="strict", action="store_true", help="fail below what is asked for")
    given = parser.parse_args()
    names = [given.only] if given.only else ["citations", "own", "real", "more", "blind", "final"] if given.shared else ["own"]
    good = {name: evaluate(name, given.program, given.shared, given.quiet) for name in names}
    for measured_only in ("more", "blind", "final"):
        good.pop(measured_only, None)
    return 0 if all(good.values()) or not given.strict else 1


if __name__ == "__main__":
    sys.exit(main())
