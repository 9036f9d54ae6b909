#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules of docs/style.md that a machine can check. Prints TAP: one line a rule; what broke it stands before it.

usage: house.py SOURCE_ROOT BUILD_ROOT"""
import concurrent.futures
import os
import re
import shutil
import subprocess
import sys
import time

ROOT, BUILD = sys.argv[1], sys.argv[2]
LAYERS = {  # layer: the layers it may include, itself apart
    "base": [],
    "release": ["base"],
    "text": ["base"],
    "protocol": ["base", "release", "text"],
    "law": ["base", "text"],
    "corpus": ["base", "text", "law"],
    "compare": ["base", "text", "law", "corpus"],
    "desk": ["base", "protocol", "text", "law", "corpus"],
    "search": ["base", "text", "law", "corpus"],
    "pdf": ["base", "text"],
    "import": ["base", "text", "law", "corpus", "pdf"],
    "publish": ["base", "release", "text", "law", "corpus", "search", "pdf", "import"],
    "sync": ["base", "release", "protocol", "text", "law", "corpus", "desk"],
    "ui": ["base", "release", "protocol", "sync", "text", "law", "corpus", "desk", "compare", "search", "pdf", "import"],
}
GTK_HEADERS = re.compile(r'#include\s*[<"](gtk/|gdk/|gsk/|adwaita|webkit)')
ENGINE_HEADERS = re.compile(r'#include\s*[<"](sqlite3|xapian|poppler|libsoup|glib/poppler)')
GTK_SYMBOLS = re.compile(r"^(gtk|gdk|gsk|adw|webkit)_")
ENGINE_SYMBOLS = re.compile(r"^(sqlite3_|poppler_|soup_|_ZN?K?6Xapian)")
SOURCE = re.compile(r"\.(c|cc|h)$")


def tracked(*prefixes):
    """Files of the project below the prefixes: tracked ones, or all where there is no git."""
    found = []
    try:
        found = subprocess.run(["git", "-C", ROOT, "ls-files", "-co", "--exclude-standard"], capture_output=True,
                               text=True, check=True).stdout.splitlines()
    except (FileNotFoundError, subprocess.CalledProcessError):
        for folder, folders, names in os.walk(ROOT):
            folders[:] = [f for f in folders if not f.startswith((".", "_build"))]
            found += [os.path.relpath(os.path.join(folder, n), ROOT) for n in names]
    return sorted(f for f in found if f.startswith(prefixes) and os.path.isfile(os.path.join(ROOT, f)))


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as handle:
        return handle.read()


def side_by_side(work, items):
    """What the work made of each, in order; as many at a time as the machine has processors."""
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(work, items))


def includes_point_down():
    for path in tracked("app/"):
        if not SOURCE.search(path):
            continue
        layer = path.split("/")[1]
        text = read(path)
        for name in re.findall(r'#include "([a-z]+)/', text):
            if name in LAYERS and name != layer and name not in LAYERS[layer]:
                yield f"{path} includes {name}/"
        if layer != "ui" and GTK_HEADERS.search(text):
            yield f"{path} includes a GTK header below ui/"
        if layer == "ui" and ENGINE_HEADERS.search(text):
            yield f"{path} includes a header of an engine in ui/"


def server_includes_point_down():
    layers = {"sql": [], "oidc": [], "store": ["sql"], "web": ["sql", "store", "oidc"], "stats": ["sql"],
              "api": ["sql", "store", "stats", "web", "oidc"], "pages": ["sql", "store", "stats", "web", "oidc"]}
    for path in tracked("server/"):
        folder = path.split("/")[1]
        if not SOURCE.search(path):
            continue
        text = read(path)
        for name in re.findall(r'#include "server/([a-z]+)/', text):
            if folder in layers and name != folder and name not in layers[folder]:
                yield f"{path} includes server/{name}/"
        if '#include "ui/' in text or GTK_HEADERS.search(text):
            yield f"{path} includes what belongs to ui/"
        if folder != "sql" and re.search(r'#include <(sqlite3|libpq)', text):
            yield f"{path} includes the header of a database outside server/sql/"


def symbols_point_down():
    checked = 0
    for layer in LAYERS:
        archive = os.path.join(BUILD, "app", layer, f"libtl-{layer}.a")
        if not os.path.exists(archive):
            continue
        checked += 1
        listing = subprocess.run(["nm", "-u", archive], capture_output=True, text=True, check=True).stdout
        used = {line.split()[-1] for line in listing.splitlines() if line.strip().startswith("U ")}
        forbidden = ENGINE_SYMBOLS if layer == "ui" else GTK_SYMBOLS
        for symbol in sorted(s for s in used if forbidden.match(s)):
            yield f"libtl-{layer}.a uses {symbol}"
    if checked < 7:
        yield f"only {checked} layers were found in {BUILD}/app: build them all first"


def files_are_short():
    for path in tracked("app/", "publisher/", "server/", "tests/", "resources/", "tools/"):
        lines = read(path).count("\n") if SOURCE.search(path) or path.endswith((".ui", ".py")) else 0
        limit = 200 if path.endswith(".h") else 350 if path.endswith(".ui") else 700
        if lines > limit:
            yield f"{path}: {lines} lines, {limit} are the end"


def functions_are_small():
    sources = [p for p in tracked("app/", "publisher/", "server/") if p.endswith(".c")]
    listing = subprocess.run(["pmccabe", *sources], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for line in listing.splitlines():
        fields = line.split("\t")
        if len(fields) < 6:
            continue
        complexity, lines, place = int(fields[0]), int(fields[4]), fields[5]
        if complexity > 20:
            yield f"{place}: cyclomatic complexity {complexity}, 20 is the end"
        if lines > 80:
            yield f"{place}: {lines} lines, 80 are the end"


def sources_are_formatted():
    sources = [p for p in tracked("app/", "publisher/", "server/", "tests/") if SOURCE.search(p)]
    for stderr in side_by_side(lambda some: subprocess.run(["clang-format", "--dry-run", "-Werror", *some], cwd=ROOT, capture_output=True,
                                                           text=True).stderr, [sources[i:i + 40] for i in range(0, len(sources), 40)]):
        for path in sorted(set(re.findall(r"^([^\s:]+):\d+:", stderr, re.M))):
            yield f"{path} is not formatted: ./dev format"


def sources_carry_their_licence():
    for path in tracked("app/", "publisher/", "tests/", "tools/", "server/"):
        if (SOURCE.search(path) or path.endswith(".py")) and "SPDX-License-Identifier: GPL-3.0-or-later" not in read(path)[:200]:
            yield f"{path} has no SPDX line"


def translatable_files_are_listed():
    listed = {l.strip() for l in read("po/POTFILES").splitlines() if l.strip() and not l.startswith("#")}
    marked = re.compile(r'\b_ \("|\bN_ \("|\bC_ \("|ngettext \(|dgettext \(|dngettext \(')
    for path in tracked("app/", "publisher/", "resources/", "data/"):
        uses = (SOURCE.search(path) and marked.search(read(path))) or (path.endswith(".ui") and "translatable=" in read(path))
        if uses and path not in listed:
            yield f"{path} is not in po/POTFILES"
    for path in sorted(listed):
        if not os.path.exists(os.path.join(ROOT, path)):
            yield f"po/POTFILES names {path}, which does not exist"


def translation_is_complete():
    pot = os.path.join(BUILD, "house.pot")
    files = [l.strip() for l in read("po/POTFILES").splitlines() if l.strip() and not l.startswith("#")]
    if not files:
        yield "po/POTFILES is empty"
        return
    subprocess.run(["xgettext", "--from-code=UTF-8", "--keyword=_", "--keyword=N_", "--keyword=C_:1c,2",
                    "--keyword=g_dgettext:2", "--keyword=g_dngettext:2,3", "--add-comments",
                    "-o", pot, *files], cwd=ROOT, check=True, capture_output=True)
    merged = os.path.join(BUILD, "house-vi.po")
    subprocess.run(["msgmerge", "--no-fuzzy-matching", "-q", "-o", merged, "po/vi.po", pot], cwd=ROOT, check=True)
    for flag, what in (("--untranslated", "not translated"), ("--only-fuzzy", "fuzzy")):
        listing = subprocess.run(["msgattrib", flag, "--no-obsolete", merged], capture_output=True, text=True, check=True).stdout
        for lines in re.findall(r'^msgid (".*"(?:\n".*")*)$', listing, re.M):
            msgid = "".join(re.findall(r'^"(.*)"$', lines, re.M))
            if msgid:  # the head of the file has none
                yield f"{what}: {msgid}"
    checked = subprocess.run(["msgfmt", "--check", "-o", os.devnull, merged], capture_output=True, text=True)
    if checked.returncode:
        yield checked.stderr.strip()


def headers_compile_alone():
    """Each is the only line of a source of its own. The compiler's cache knows those whose includes did not change."""
    flags = subprocess.run(["pkg-config", "--cflags", "gio-2.0", "json-glib-1.0", "libsoup-3.0", "libadwaita-1"], capture_output=True,
                           text=True, check=True).stdout.split()
    compiler = [*(["ccache"] if shutil.which("ccache") else []), "cc"]
    folder = os.path.join(BUILD, "house-headers")
    os.makedirs(folder, exist_ok=True)

    def compile_alone(path):
        stub = os.path.join(folder, path.replace("/", "-") + ".c")
        line = f'#include "{path}"\n'
        if not os.path.exists(stub) or open(stub, encoding="utf-8").read() != line:
            with open(stub, "w", encoding="utf-8") as handle:
                handle.write(line)
        result = subprocess.run([*compiler, "-std=gnu11", "-Wall", "-Wextra", "-Werror", "-Wno-unused-parameter", "-D_GNU_SOURCE",
                                 "-Iapp", "-I.", *flags, "-c", stub, "-o", stub[:-1] + "o"], cwd=ROOT, capture_output=True, text=True)
        return f"{path} does not compile alone: {(result.stderr.splitlines() or ['?'])[0]}" if result.returncode else None

    yield from filter(None, side_by_side(compile_alone, [path for path in tracked("app/", "publisher/", "server/")
                                                         if path.endswith(".h") and "webkit" not in path]))


def text_names_no_machine():
    bad = re.compile(r"/(root|home/[a-z]+|work)/|https?://(localhost:\d+/pypi|[a-z.]*registry)")
    for path in tracked("app/", "publisher/", "server/", "docs/", "tests/", "tools/", "data/", "README.md", "dev"):
        if path == "tests/house/house.py" or not re.search(r"\.(c|cc|h|md|py|ui|build|sql|json)$|dev$", path):
            continue
        for number, line in enumerate(read(path).splitlines(), 1):
            if bad.search(line):
                yield f"{path}:{number}: names a place of one machine"


RULES = [includes_point_down, server_includes_point_down, symbols_point_down, files_are_short, functions_are_small, sources_are_formatted,
         sources_carry_their_licence, translatable_files_are_listed, translation_is_complete, headers_compile_alone,
         text_names_no_machine]


def main():
    failed = 0
    print(f"1..{len(RULES)}")
    for number, rule in enumerate(RULES, 1):
        began = time.monotonic()
        faults = list(rule())
        for fault in faults:
            print(f"# {fault}")
        failed += bool(faults)
        print(f"{'not ok' if faults else 'ok'} {number} {rule.__name__.replace('_', '-')}")
        print(f"# {time.monotonic() - began:.1f} s")
    return 1 if failed else 0


sys.exit(main())
