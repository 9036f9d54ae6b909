#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws sentences from the real texts, always the same ones: README.md says how.

Ids are the source and the range of characters in its text: "case_6284:120-340", "1.pdf:0-80".

  sample.py --shared DIR --draw     {"id","crc"} of the 300 items drawn, a line each
  sample.py --shared DIR --draw-blind  the same of the 360 of blind-labels.jsonl
  sample.py --shared DIR --draw-final  the same of the 180 of final-labels.jsonl
  sample.py --shared DIR --emit     {"id","text"} of the items that real-labels.jsonl names
  sample.py --shared DIR --emit --of blind  the same of another set
  sample.py --shared DIR --show ID  one item with the text around it
"""

import argparse
import html
import json
import os
import random
import re
import subprocess
import sys
import zlib

SEED = 20261122
DRAWN = 300
PLAIN_SHARE = 0.2   # drawn from all items, triggers or not
SOURCE_SHARE = 0.1  # of its half: the most that one document may give
SHORTEST = 15
BLIND_SEED = 17580413
CODIFIED_LEFT_OUT = 20  # of the pages, the largest
BLIND_DRAWN = {"judgments": 130, "pdf": 130, "codification": 40}
DENSE_DRAWN = {"judgments": 25, "pdf": 25, "codification": 10}
FINAL_SEED = 90210733
FINAL_DRAWN = {"judgments": 70, "pdf": 80, "codification": 30}
LONG, LONGEST = 800, 1600

TRIGGER = re.compile(
    r"(?:điều|khoản|điểm)\s+(?:\d|[a-zđ]\b|này)|(?<!pháp )(?<!pháp\n)luật|nghị\s+định|nghị\s+quyết|pháp\s+lệnh"
    r"|thông\s+tư|án\s+lệ|bản\s+án\s+số|quyết\s+định\s+số|công\s+văn|\b(?:BL|L)[A-ZĐ]{2,}", re.I)
RICH = re.compile(
    r"(?:(?:điều|khoản|điểm)\s+\d.*){3}|căn\s+cứ\s+(?:vào\s+)?(?:các\s+)?(?:luật|bộ|nghị|điều|khoản|điểm|pháp)"
    r"|(?:sửa\s+đổi|bổ\s+sung|bãi\s+bỏ).{0,80}(?:điều|khoản)\s+\d|kèm\s+theo|phụ\s+lục\s+[IVX\d]"
    r"|phạt\s+(?:tiền|tù|cảnh).*(?:điều|khoản|điểm)|áp\s+dụng[:\s].{0,40}(?:điều|khoản|điểm)", re.I | re.S)
DENSE = re.compile(r"(?:điều|khoản)\s+\d.*(?:luật|nghị|pháp\s+lệnh|thông\s+tư)|\d/\d{4}/(?!HĐ)[A-ZĐ]", re.I | re.S)
ABBREVIATION = re.compile(r"(?:^|[\s(])(?:\w|[A-ZĐ]{1,3}|TP|Tp|Th[sS]|[Ss]ố|\d{1,2})$")
LABEL = re.compile(r"(?:Điều\s+\d+[a-zđ]?\.|Chương\s+[IVXLC]+|Mục\s+\d+|\d{1,2}[.)]\s|[a-zđ]\)\s|[-+*•–]\s|\[\d|Căn cứ\s)")
END = re.compile(r"[.!?][\"”’)]?\s+(?=[\"“‘(\[]?[A-ZĐÀ-ỴƠƯĂÂÊÔ0-9•+*-])")


def text_of_judgments(shared):
    with open(os.path.join(shared, "data/judgments/judgments.jsonl"), encoding="utf-8") as lines:
        for line in lines:
            judgment = json.loads(line)
            text = judgment["judgment_text"].split("judgment_text:", 1)[1]
            yield judgment["case_id"], text.replace("\r\n", "\n")


def text_of_pdfs(shared, wanted=None):
    folder = os.path.join(shared, "data/pdf")
    for name in sorted(os.listdir(folder)):
        if name.endswith(".pdf") and (not wanted or name in wanted):
            run = subprocess.run(["pdftotext", "-q", "-enc", "UTF-8", os.path.join(folder, name), "-"],
                                 check=True, stdout=subprocess.PIPE)
            yield name, run.stdout.decode("utf-8").replace("\r\n", "\n")


def text_of_codification(shared, wanted=None):
    """What stands in the articles of the codification's pages: no headings, no notes on where an
    article comes from, no references beside it. Tags go, a paragraph ends a line."""
    folder = os.path.join(shared, "data/phapdien-2026-01/demuc")
    for name in sorted(os.listdir(folder)):
        if name.endswith(".html") and (not wanted or name in wanted):
            with open(os.path.join(folder, name), encoding="utf-8-sig") as page:
                parts = re.findall(r"<p class='pNoiDung'>(.*?)(?=<p class='p[A-Z]|$)", page.read(), re.S)
            lines = re.sub(r"</p>|<br */?>|</t[dr]>", "\n", "\n".join(parts).replace("\r\n", "\n"))
            yield name, html.unescape(re.sub(r"<[^>]*>", "", lines)).replace("\xa0", " ")


def breaks(text):
    """Places where an item ends: after a sentence, before a labelled line, before "Căn cứ" at the
    head of a line; in what has none (tables) at a blank line or at last any line."""
    found = set()
    for match in END.finditer(text):
        if text[match.start()] != "." or not ABBREVIATION.search(text[max(0, match.start() - 6):match.start()]):
            found.add(match.end())
    for match in re.finditer(r"\n\s*", text):
        if LABEL.match(text, match.end()):
            found.add(match.end())
    last = 0
    for match in re.finditer(r"\n(\s*)", text):
        if found and match.end() in found:
            last = match.end()
            continue
        inner = [place for place in (last,) if place]
        length = match.start() - max(inner, default=0)
        if (length > LONG and "\n" in match.group(1)) or length > LONGEST:
            found.add(match.end())
            last = match.end()
    return sorted(found)


def items_of(source, text):
    start = 0
    for end in breaks(text) + [len(text)]:
        piece = text[start:end]
        left = start + len(piece) - len(piece.lstrip())
        right = left + len(piece.strip())
        if right - left >= SHORTEST:
            yield "%s:%d-%d" % (source, left, right), text[left:right]
        start = end


def draw_half(sources, count, dice, taken=()):
    items = [item for source, text in sources for item in items_of(source, text) if item[0] not in taken]
    plain = round(count * PLAIN_SHARE)
    drawn, by_source = {}, {}

    def take(pool, wanted):
        dice.shuffle(pool)
        for key, text in pool:
            source = key.rsplit(":", 1)[0]
            if wanted and key not in drawn and by_source.get(source, 0) < count * SOURCE_SHARE:
                drawn[key] = text
                by_source[source] = by_source.get(source, 0) + 1
                wanted -= 1

    take([item for item in items if TRIGGER.search(item[1])], count - plain)
    take(list(items), plain)
    return sorted(drawn.items())


def draw(shared):
    dice = random.Random(SEED)
    return (draw_half(text_of_judgments(shared), DRAWN // 2, dice)
            + draw_half(text_of_pdfs(shared), DRAWN - DRAWN // 2, dice))


def by_size(shared):
    """Pages of the codification of every subject, none of the few that hold half of it."""
    folder = os.path.join(shared, "data/phapdien-2026-01/demuc")
    names = sorted(os.listdir(folder), key=lambda name: (os.path.getsize(os.path.join(folder, name)), name))
    return set(names[:-CODIFIED_LEFT_OUT:2])


def draw_blind(shared):
    """Nothing that another set has; two thirds of what has a trigger is rich: lists of units,
    legal bases, amendment notes, annexes, penalties."""
    dice, other_dice = random.Random(BLIND_SEED), random.Random(BLIND_SEED + 1)
    taken = {item["id"] for name in ("real", "more") for item in labelled("%s-labels.jsonl" % name)}
    sources = {"judgments": text_of_judgments(shared), "pdf": text_of_pdfs(shared),
               "codification": text_of_codification(shared, by_size(shared))}
    drawn, dense = [], []
    for name, count in BLIND_DRAWN.items():
        items = [item for source, text in sources[name] for item in items_of(source, text) if item[0] not in taken]
        pools = [([item for item in items if RICH.search(item[1])], count * 6 // 10),
                 ([item for item in items if TRIGGER.search(item[1])], count * 3 // 10), (items, count)]
        most = max(2, round(count * SOURCE_SHARE))
        half, by_source = {}, {}
        for pool, wanted in pools:
            wanted = min(len(half) + wanted, count)
            for key, text in dice.sample(pool, len(pool)):
                source = key.rsplit(":", 1)[0]
                if len(half) < wanted and key not in half and by_source.get(source, 0) < most:
                    half[key] = text
                    by_source[source] = by_source.get(source, 0) + 1
        drawn += sorted(half.items())
        rest = [item for item in items if item[0] not in half and DENSE.search(item[1])]
        dense += sorted(other_dice.sample(rest, DENSE_DRAWN[name]))
    return drawn + dense


def draw_final(shared):
    """Drawn like the 300, from what no other set has."""
    dice = random.Random(FINAL_SEED)
    taken = {item["id"] for name in ("real", "more", "blind") for item in labelled("%s-labels.jsonl" % name)}
    sources = {"judgments": text_of_judgments(shared), "pdf": text_of_pdfs(shared),
               "codification": text_of_codification(shared, by_size(shared))}
    return [item for name, count in FINAL_DRAWN.items() for item in draw_half(sources[name], count, dice, taken)]


def load_sources(shared, names):
    sources = {}
    if any(name.startswith("case_") for name in names):
        sources.update(text_of_judgments(shared))
    if any(name.endswith(".html") for name in names):
        sources.update(text_of_codification(shared, names))
    if any(name.endswith(".pdf") for name in names):
        sources.update(text_of_pdfs(shared, names))
    return sources


def crc(text):
    return "%08x" % zlib.crc32(text.encode("utf-8"))


def texts(shared, labels):
    """Text of each item; None where the source gives another text today (another pdftotext)."""
    sources = load_sources(shared, {item["id"].rsplit(":", 1)[0] for item in labels})
    for item in labels:
        source, span = item["id"].rsplit(":", 1)
        left, right = map(int, span.split("-"))
        text = sources.get(source, "")[left:right]
        yield item["id"], text if crc(text) == item["crc"] else None


def labelled(name="real-labels.jsonl"):
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), name), encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", default=os.environ.get("TROLY_SHARED", ""))
    parser.add_argument("--draw", action="store_true")
    parser.add_argument("--draw-blind", action="store_true")
    parser.add_argument("--draw-final", action="store_true")
    parser.add_argument("--emit", action="store_true")
    parser.add_argument("--of", default="real", choices=["real", "more", "blind", "final"])
    parser.add_argument("--show", metavar="ID")
    given = parser.parse_args()
    if given.draw or given.draw_blind or given.draw_final:
        drawing = draw if given.draw else draw_blind if given.draw_blind else draw_final
        for key, text in drawing(given.shared):
            print(json.dumps({"id": key, "crc": crc(text)}, ensure_ascii=False))
    elif given.emit:
        for key, text in texts(given.shared, labelled("%s-labels.jsonl" % given.of)):
            print(json.dumps({"id": key, "text": text}, ensure_ascii=False))
    elif given.show:
        source, span = given.show.rsplit(":", 1)
        left, right = map(int, span.split("-"))
        text = load_sources(given.shared, {source})[source]
        print(text[max(0, left - 600):left] + "⟦" + text[left:right] + "⟧" + text[right:right + 300])
    else:
        parser.error("one of --draw, --emit, --show")
    return 0


if __name__ == "__main__":
    sys.exit(main())
