#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The passages of test-select-real.c looked at by another reader: check-select.py TEST-SELECT-REAL
The words and their places come from pdftotext (-bbox-layout). What a selection should copy is found out here by rules of its own, which
know nothing of the program's: lines by height, paragraphs by indent, distance and full lines, columns by empty strips, the text of a page
without page numbers, repeated lines and notes. Tells of how many passages both say the same, and where they part. A test in TAP."""
import json
import re
import shutil
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as ElementTree
from statistics import median

# Passages of which the rules here are known to say something else, by their number, with the reason. All others must agree.
PARTED = {47: 'the point stands between two lines, nearer to the lower one, which begins further right'}
MARK = re.compile(r'^(\d+[.)]|[a-zđ]\)|[-–+•]|Điều \d+|Chương |Mục )', re.I)


def letters(text):
    """What must be equal: neither spaces nor hyphens, which stand at line ends."""
    return re.sub(r'[\s\u00ad‐-]', '', unicodedata.normalize('NFC', text))


class Word:
    def __init__(self, element):
        self.left, self.top, self.right, self.bottom = (float(element.get(name)) for name in ('xMin', 'yMin', 'xMax', 'yMax'))
        self.text = element.text or ''
        self.height = self.bottom - self.top
        self.middle = (self.top + self.bottom) / 2


def read_page(file, page, cache={}):
    if (file, page) not in cache:
        out = subprocess.run(['pdftotext', '-bbox-layout', '-f', str(page + 1), '-l', str(page + 1), file, '-'], check=True,
                             stdout=subprocess.PIPE, timeout=60).stdout.decode('utf-8', 'replace')
        out = re.sub(r'[\x00-\x08\x0b\x0c\x0e-\x1f]', '', out)
        root = ElementTree.fromstring(re.sub(r'\sxmlns="[^"]*"', '', out, count=1))
        cache[file, page] = [Word(element) for element in root.iter('word') if (element.text or '').strip()]
    return cache[file, page]


def make_lines(words):
    lines = []
    for word in sorted(words, key=lambda word: word.middle):
        home = next((line for line in lines[-3:] if abs(line[0].middle - word.middle) < 0.5 * max(line[0].height, word.height)), None)
        if home is not None:
            home.append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word.left) for line in lines]


def line_text(line):
    return ' '.join(word.text for word in line)


def body(file, page):
    """The lines of a page without its number, what other pages have at the same place, and notes."""
    lines = make_lines(read_page(file, page))
    if not lines:
        return []
    height = median(word.height for line in lines for word in line)
    others = set()
    for other in (page - 1, page + 1, page - 2, page + 2):
        if other >= 0:
            try:
                around = make_lines(read_page(file, other))
            except (subprocess.SubprocessError, ElementTree.ParseError):
                continue
            others |= {re.sub(r'\d+', '', line_text(line)) for line in around[:2] + around[-2:]}
    edge = [line for line in lines[:2] + lines[-2:]
            if re.fullmatch(r'\D?\d{1,4}\D?', line_text(line)) or re.sub(r'\d+', '', line_text(line)) in others]
    kept = [line for line in lines if line not in edge]
    while kept and median(word.height for word in kept[-1]) < 0.92 * height:
        kept.pop()
    return kept


def column(words, *places):
    """The words between the two empty strips around all @places; all of them when no strip goes around."""
    spans = []
    for left, right in sorted((word.left, word.right) for word in words):
        if spans and left < spans[-1][1] + 7:
            spans[-1][1] = max(spans[-1][1], right)
        else:
            spans.append([left, right])
    span = next((span for span in spans if all(span[0] - 10 <= x <= span[1] + 10 for x in places)), None)
    return [word for word in words if span is None or span[0] <= (word.left + word.right) / 2 <= span[1]]


def nearest(lines, y):
    return min(range(len(lines)), key=lambda i: abs(median(word.middle for word in lines[i]) - y))


def begins(lines, i, left, right, step):
    if i == 0:
        return False
    line, before = lines[i], lines[i - 1]
    return (line[0].left > left + 12 or line[0].top - before[0].top > 1.3 * step or before[-1].right < right - 40
            or MARK.match(line_text(line)) is not None)


def paragraph(file, point):
    lines = make_lines(column([word for line in body(file, point[0]) for word in line], point[1]))
    at = nearest(lines, point[2])
    left = min(line[0].left for line in lines)
    right = max(line[-1].right for line in lines)
    step = median(b[0].top - a[0].top for a, b in zip(lines, lines[1:])) if len(lines) > 1 else 0
    first = end = at
    while first > 0 and not begins(lines, first, left, right, step):
        first -= 1
    while end + 1 < len(lines) and not begins(lines, end + 1, left, right, step):
        end += 1
    whole = letters(''.join(line_text(line) for line in lines[first:end + 1]))
    return whole, first == 0, end == len(lines) - 1


def says_paragraph(file, passage):
    expected, at_start, at_end = paragraph(file, passage['from'])
    text = letters(passage['text'])
    if text == expected:
        return None
    # A paragraph that goes on over the edge of the page.
    if (at_start and text.endswith(expected)) or (at_end and text.startswith(expected)) or (at_start and at_end and expected in text):
        return None
    if text in expected:
        return 'shorter by %d of %d characters' % (len(expected) - len(text), len(expected))
    if expected in text:
        return 'longer by %d over %d characters' % (len(text) - len(expected), len(expected))
    return 'other words'


def says_run(file, passage):
    (first, x, y), (last, to_x, to_y) = passage['from'], passage['to']
    expected, cut_first, cut_last = '', 0, 0
    for page in range(first, last + 1):
        words = [word for line in body(file, page) for word in line]
        if first == last:
            words = column([word for word in words if word.bottom > y and word.top < to_y], x, to_x)
        lines = make_lines(words)
        if lines and page == last:
            lines = lines[:nearest(lines, to_y) + 1]
        if lines and page == first:
            lines = lines[nearest(lines, y):]
        if lines and page == first:
            # What stands before the first point in its line, and behind the second in its line.
            lines[0] = [word for word in lines[0] if word.right > x]
            cut_first = max([len(letters(word.text)) for word in lines[0][:1]] or [0])
        if lines and page == last:
            lines[-1] = [word for word in lines[-1] if word.left < to_x]
            cut_last = max([len(letters(word.text)) for word in lines[-1][-1:]] or [0])
        expected += letters(''.join(line_text(line) for line in lines))
    text = letters(passage['text'])
    at = expected.find(text)
    if at < 0:
        return 'other words'
    if at > cut_first or len(expected) - at - len(text) > cut_last:
        return 'shorter by %d and %d characters' % (at, len(expected) - at - len(text))
    return None


def main():
    program = sys.argv[1]
    print('1..1')
    if shutil.which('pdftotext') is None:
        print('ok 1 - passages # SKIP pdftotext is not here')
        return 0
    out = subprocess.run([program, '--texts'], check=True, stdout=subprocess.PIPE).stdout.decode()
    passages = [json.loads(line) for line in out.splitlines() if line.startswith('{')]
    if not passages:
        print('ok 1 - passages # SKIP the real documents are not beside the project')
        return 0
    wrong, agreed = [], 0
    for number, passage in enumerate(passages, 1):
        for end in ('from', 'to'):
            passage[end][0] = int(passage[end][0])
        said = (says_paragraph if passage['paragraph'] else says_run)(passage['file'], passage)
        agreed += said is None
        if said is not None:
            print('# passage %d (%s): %s%s' % (number, 'paragraph' if passage['paragraph'] else 'from point to point', said,
                                              ': ' + PARTED[number] if number in PARTED else ''))
        if said is not None and number not in PARTED:
            wrong.append(number)
    print('# %d of %d passages agree with what pdftotext reads' % (agreed, len(passages)))
    print('%sok 1 - another reader of PDF copies the same passages' % ('not ' if wrong else ''))
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
