#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Written variants of citations against a library made from the official codification.

usage: test-citation-variants.py --program TROLY-CORPUS [--library LIB] [--demuc FOLDER] [--count N] [--seed N]

Without --library a library is made from the subjects that hold the codes below. Speaks TAP; skipped where the pages are not there.

Reads articles, clauses and points from the pages' own HTML, writes citations of places that exist in many ways (case, marks, order,
abbreviations, numbers) and asks the library: the first hit must be that place. Prints every variant that leads elsewhere and the share
of right ones; a variant that several documents fit is right when it lists them without opening one silently.
"""
import argparse
import collections
import glob
import html
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import unicodedata

CODES = {
    "100/2015/QH13": ("BLHS", "Bộ luật Hình sự", "2015"),
    "91/2015/QH13": ("BLDS", "Bộ luật Dân sự", "2015"),
    "101/2015/QH13": ("BLTTHS", "Bộ luật Tố tụng hình sự", "2015"),
    "92/2015/QH13": ("BLTTDS", "Bộ luật Tố tụng dân sự", "2015"),
    "45/2019/QH14": ("BLLĐ", "Bộ luật Lao động", "2019"),
    "52/2014/QH13": ("LHNGĐ", "Luật Hôn nhân và gia đình", "2014"),
    "36/2005/QH11": ("LTM", "Luật Thương mại", "2005"),
    "73/2021/QH14": ("LPCMT", "Luật Phòng, chống ma túy", "2021"),
    "51/2014/QH13": ("LPS", "Luật Phá sản", "2014"),
}
LEAST = 0.99
NOTE = re.compile(r"^\(Điều\s+(\d+[a-zđ]?)\s+(.+?)\s+số\s+(\d+/(?:\d{4}/)?[A-ZĐ][A-Za-zĐđ0-9/-]*[A-Za-z0-9])(?=[\s,)])", re.S)


def text_of(fragment):
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", fragment))).strip()


def read_places(pages):
    """{number: (type, {article: {clause: [points]}})}, from the pages."""
    found = collections.defaultdict(lambda: [None, {}])
    for path in pages:
        with open(path, encoding="utf-8", errors="replace") as file:
            page = unicodedata.normalize("NFC", file.read())
        for part in re.split(r"<p[^>]*class='pDieu'[^>]*>", page)[1:]:
            note = re.search(r"<p[^>]*class='pGhiChu'[^>]*>(.*?)</p>", part, re.S)
            match = NOTE.match(text_of(note.group(1))) if note else None
            if not match:
                continue
            article, kind, number = match.groups()
            clauses, last = {}, None
            for line in re.findall(r"<p(?![^>]*class='p(?:GhiChu|ChiDan|Dieu))[^>]*>(.*?)</p>", part[note.end():], re.S):
                line = text_of(line)
                clause = re.match(r"(\d+)\. ", line)
                point = re.match(r"([a-eg-ik-vxyđ])\) ", line)
                if clause:
                    last = clause.group(1)
                    clauses.setdefault(last, [])
                elif point and last:
                    clauses[last].append(point.group(1))
            entry = found[number]
            entry[0] = kind
            entry[1].setdefault(article, clauses)
    return found


def plain(text):
    text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return text.replace("đ", "d").replace("Đ", "D")


def lower_number(number, rng):
    return rng.choice([number, number.lower(), number.replace("/", " / "), "số " + number])


def variant(rng, number, kind, article, clause, point):
    """One way to write the place."""
    code = CODES.get(number)
    if code:
        law = rng.choice([code[0], code[0].lower(), code[1], code[1].lower(), code[1] + " " + code[2], code[0] + " " + code[2],
                          code[1] + " năm " + code[2], code[1].upper(), "của " + code[1], number])
    else:
        law = rng.choice([kind + " " + number, kind + " số " + number, lower_number(number, rng)])
    short = rng.random() < 0.3
    article_word = rng.choice(["đ ", "đ", "Đ"]) if short else rng.choice(["Điều ", "điều ", "ĐIỀU ", "Đ.", "điều"])
    parts = [article_word + article]
    if clause:
        parts.append((rng.choice(["k", "k ", "K"]) if short else rng.choice(["khoản ", "Khoản ", "k.", "k"])) + clause)
    if point:
        parts.append((rng.choice(["điểm ", "Điểm ", "đ.", "điểm "])) + point)
    style = rng.random()
    if style < 0.55 or not clause:
        text = rng.choice([" ", ", ", " "]).join(reversed(parts))
    elif style < 0.85:
        text = rng.choice([", ", " "]).join(parts)
    else:
        text = f"{article}.{clause}" + (f".{point}" if point else "")
        text = rng.choice(["điều ", "đ"]) + text
    before = rng.random() < 0.15 and not law.startswith("của ")
    text = law + rng.choice([" ", ", "]) + text if before else text + rng.choice([" ", ", ", " "]) + law
    if rng.random() < 0.25:
        text = plain(text)
    if rng.random() < 0.1:
        text = unicodedata.normalize("NFD", text)
    if rng.random() < 0.1:
        text = "  " + text.replace(" ", "  ") + "?"
    return text


def draw(rng, places):
    names = [n for n in places if n in CODES]
    others = sorted(n for n in places if n not in CODES)
    number = rng.choice(sorted(names)) if rng.random() < 0.75 else rng.choice(others)
    kind, articles = places[number]
    article = rng.choice(sorted(articles))
    clauses = articles[article]
    clause = rng.choice(sorted(clauses)) if clauses and rng.random() < 0.6 else None
    points = clauses.get(clause) or []
    point = rng.choice(points) if points and rng.random() < 0.6 else None
    return number, kind, article, clause, point


def anchor(article, clause, point):
    place = "d" + article.replace("đ", "dd")
    if clause:
        place += ".k" + clause
    if point:
        place += ".p" + point.replace("đ", "dd")
    return place


def normal(number):
    return plain(number or "").lower().replace(" ", "")


def make_library(program, folder, demuc):
    """A library of the subjects whose pages hold one of the codes."""
    pages = []
    for path in sorted(glob.glob(os.path.join(demuc, "*.html"))):
        with open(path, encoding="utf-8", errors="replace") as file:
            page = file.read()
        if any(f"uật số {number}" in page for number in CODES):
            pages.append(path)
    store, library = os.path.join(folder, "store"), os.path.join(folder, "library")
    for call in (["import", "--format", "phapdien", "--into", store] + pages, ["build", "--from", store, "--out", library]):
        subprocess.run([program] + call, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return library, pages


def ask(program, library, questions):
    lines = "".join(json.dumps({"qid": str(i), "text": text}, ensure_ascii=False) + "\n" for i, text in enumerate(questions))
    done = subprocess.run([program, "search", "--library", library, "-k", "20", "--json", "--batch", "-"],
                          input=lines, capture_output=True, text=True, check=True)
    return [json.loads(line)["hits"] for line in done.stdout.splitlines()]


def judge(case, hits):
    """"right", "listed" or what was opened instead."""
    text, number, place = case
    literal = [h for h in hits if any(w["kind"] in ("citation", "number") for w in h["why"])]
    fits = [normal(h["number"]) == normal(number) and h["anchor"] == place for h in hits]
    if fits and fits[0] and len(literal) <= 1:
        return "right"
    if len(literal) > 1 and True in fits[:len(literal)]:
        return "listed"
    return f"{text!r} wanted {number} {place}, got {hits[0]['number']} {hits[0]['anchor']}" if hits else f"{text!r}: nothing"


def run(arguments, folder):
    library, pages = arguments.library, None
    if library is None:
        library, pages = make_library(arguments.program, folder, arguments.demuc)
    places = read_places(pages if pages is not None else sorted(glob.glob(os.path.join(arguments.demuc, "*.html"))))
    rng = random.Random(arguments.seed)
    cases = []
    while len(cases) < arguments.count:
        number, kind, article, clause, point = draw(rng, places)
        cases.append((variant(rng, number, kind, article, clause, point), number, anchor(article, clause, point)))
    results = [judge(case, hits) for case, hits in zip(cases, ask(arguments.program, library, [c[0] for c in cases]))]
    wrong = [r for r in results if r not in ("right", "listed")]
    for line in wrong:
        print("# " + line)
    share = results.count("right") / len(results)
    print(f"# {results.count('right')} of {len(results)} open the place, {results.count('listed')} list it among others, {len(wrong)} wrong")
    return share >= LEAST and len(wrong) <= (1 - LEAST) * len(results)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--library")
    parser.add_argument("--demuc", default=os.path.join(os.environ.get("TROLY_SHARED", ""), "data/phapdien-2026-01/demuc"))
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=20)
    arguments = parser.parse_args()
    if not os.path.isdir(arguments.demuc):
        print("1..0 # SKIP the pages of the official codification are not there")
        return 0
    print("1..1")
    with tempfile.TemporaryDirectory() as folder:
        ok = run(arguments, folder)
    print(("ok" if ok else "not ok") + " 1 - written variants of citations open the place that is meant")
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
