#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The contract of the command lines: what --help, the documentation and the manual list is the same; what is wrong ends
with the right exit status, a message that names the file and the place, and nothing on standard output. Prints TAP.

usage: test-command-line.py SOURCES TROLY-CORPUS TROLY-UPDATE [TROLY-SERVER]"""
import json
import os
import re
import subprocess
import sys
import tempfile

SOURCES, CORPUS, UPDATE = map(os.path.abspath, sys.argv[1:4])
SERVER = os.path.abspath(sys.argv[4]) if len(sys.argv) > 4 else None
ENV = dict(os.environ, LC_ALL="C.UTF-8")
ARTICLES = "".join(json.dumps({"id": f"A#{n}", "law": "Luật Thử nghiệm", "article": str(n), "title": title, "text": text,
                               "number": "57/2020/QH14", "effective_from": "2021-01-01"}, ensure_ascii=False) + "\n"
                   for n, title, text in ((1, "Phạm vi", "Luật này quy định về thử nghiệm."), (2, "Trộm cam", "Người nào trộm cam thì bị phạt tiền.")))


class Tap:
    count = failed = 0

    def ok(self, good, name, detail=""):
        self.count += 1
        self.failed += not good
        for line in str(detail).splitlines() if not good else []:
            print(f"# {line}")
        print(f"{'ok' if good else 'not ok'} {self.count} {name}", flush=True)

    def skip(self, name, why):
        self.count += 1
        print(f"ok {self.count} {name} # SKIP {why}", flush=True)


tap = Tap()


def run(*args, stdin=None, before=()):
    done = subprocess.run([*before, *args], input=stdin if stdin is not None else b"", capture_output=True, env=ENV, timeout=120)
    return done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")


def options_of(program, command):
    status, out, _ = run(program, command, "--help") if command else run(program, "--help")
    assert status == 0, (program, command)
    return set(re.findall(r"^  (?:-\w, )?--([a-z-]+)", out.split("Application Options:")[1], re.M))


def named(text):
    """Long options in a synopsis; -k is short for --limit."""
    return set(re.findall(r"--([a-z-]+)", text)) | ({"limit"} if re.search(r"-k[ ,]", text) else set())


def manual(page):
    with open(os.path.join(SOURCES, "docs/man", page), encoding="utf-8") as file:
        text = file.read()
    return re.sub(r"\\f[A-Z]", "", text).replace("\\-", "-")


def check_lists():
    """--help of each command of troly-corpus against docs/cli.md and the manual."""
    with open(os.path.join(SOURCES, "docs/cli.md"), encoding="utf-8") as file:
        rows = [line.split("` |")[0][3:] for line in file if re.match(r"\| `[a-z]+[ `]", line)]
    lines = [line[3:] for line in manual("troly-corpus.1").splitlines() if line.startswith(".B ")]
    commands = re.findall(r"^  ([a-z]+) ", run(CORPUS, "--help")[1], re.M)
    tap.ok(len(commands) > 15 and set(commands) == {row.split()[0] for row in rows}, "the documentation has every command, and no other", commands)
    faults = []
    for command in commands:
        have = options_of(CORPUS, command)
        for where, entries in (("docs/cli.md", rows), ("the manual", lines)):
            told = named(" ".join(entry for entry in entries if entry.split()[0] == command))
            if told != have:
                faults.append(f"{command}: {where} lacks {sorted(have - told)} and has too much {sorted(told - have)}")
    tap.ok(not faults, "help, documentation and manual of troly-corpus list the same options", "\n".join(faults))
    for program, page in ((UPDATE, "troly-update.8"),) + (((SERVER, "troly-server.8"),) if SERVER else ()):
        told = named(manual(page).replace("systemctl enable --now", ""))
        names = [""] if program == UPDATE else re.findall(r"^  ([a-z-]+) ", run(program, "--help")[1], re.M)
        have = {"help", "version"}.union(*(options_of(program, name) for name in names))
        tap.ok(told == have, f"{page} lists the options that there are", f"lacks {have - told}, has too much {told - have}")
        missing = [name for name in names if name and not re.search(rf"^\.B {name}\b", manual(page), re.M)]
        tap.ok(not missing, f"{page} has every command", missing)
        status, out, _ = run(program, "--version")
        tap.ok(status == 0 and re.fullmatch(r"\S+ \d+\.\d+\.\d+\n", out), f"{os.path.basename(program)} tells its version", out)
    usage = run(UPDATE, "--frobnicate")
    tap.ok(usage[0] == 2 and "usage: troly-update [OPTION…]\n" in usage[2], "troly-update is named once in its usage", usage[2])


def check(name, call, status, *words, stdin=None):
    """A call that is wrong or whose work fails: status, words of the message, nothing else on standard output."""
    got, out, err = run(*call, stdin=stdin)
    faults = [f"status {got}, not {status}"] if got != status else []
    faults += [f"no word of “{word}”" for word in words if word not in err]
    faults += [f"“{out[:80]}” on standard output"] if out and status == 2 else []
    faults += ["a complaint of GLib"] if "CRITICAL" in err or "WARNING" in err else []
    tap.ok(not faults, name, "\n".join(faults + [" ".join(call), err]))


def check_library(made):
    corpus = [CORPUS]
    for command, rest in (("search", ["cam"]), ("similar", ["--facts", "trộm cam"]), ("stats", []), ("links", ["57-2020-qh14"]), ("suggest", ["cam"]),
                          ("memory", ["list"]), ("cite", []), ("compare", ["a", "b"]), ("index", [])):
        check(f"{command}: a folder without a volume is no library", [*corpus, command, "--library", "empty", *rest], 1, "empty", "no volume")
        check(f"{command}: a library that is not there is named", [*corpus, command, "--library", "nowhere", *rest], 1, "nowhere")
    asked = [*corpus, "search", "--library", made]
    check("an unknown filter is a wrong call", [*asked, "--filter", "color=red", "cam"], 2, "--filter", "color=red", "case_type")
    check("a filter without a value is a wrong call", [*asked, "--filter", "year=", "cam"], 2, "year=")
    check("similar takes filters as search does", [*corpus, "similar", "--library", made, "--filter", "color", "--facts", "trộm cam"], 2, "color")
    check("an empty question is a wrong call", [*asked, " \t"], 2, "empty")
    check("a memory that is not there is named", [*asked, "--memory", "nowhere/memory", "cam"], 1, "nowhere/memory")
    check("a batch that is a folder is named", [*asked, "--json", "--batch", "empty"], 1, "empty")
    check("a batch with bytes that are no UTF-8 is named with its line", [*asked, "--json", "--batch", "broken.jsonl"], 1, "broken.jsonl:1", "UTF-8")
    check("who cites an unknown document is asked in vain", [*corpus, "links", "--library", made, "--cited-by", "khong-co"], 1, "khong-co")
    check("a previous library that is not there is no first build", [*corpus, "build", "--from", "store", "--out", "again", "--previous", "nowhere"],
          1, "nowhere", "--previous")


def check_files():
    check("a file that is not there is named as it was typed", [CORPUS, "extract", "empty/x.docx"], 1, "empty/x.docx:")
    check("an empty file is named as it was typed", [CORPUS, "extract", "./sub/empty.pdf"], 1, "./sub/empty.pdf:", "empty")
    check("what is no PDF is named as it was typed", [CORPUS, "similar", "--library", "library", "sub/no.pdf"], 1, "sub/no.pdf:", "PDF")
    check("a damaged DOCX is named as it was typed", [CORPUS, "compare", "sub/no.docx", "sub/no.pdf"], 1, "sub/no.docx:")
    check("a folder is not compared", [CORPUS, "compare", "empty", "sub/no.pdf"], 1, "empty: a folder")
    check("a folder is not extracted", [CORPUS, "extract", "sub/dir.pdf"], 1, "sub/dir.pdf")
    check("import: a source that is not there is named with its folder", [CORPUS, "import", "--into", "store2", "sub/nowhere.pdf"], 1, "/sub/nowhere.pdf: ")
    check("import: a source that is no file is named with its folder", [CORPUS, "import", "--into", "store2", "/dev/null"], 1, "/dev/null: not a regular")
    status, out, err = run(CORPUS, "import", "--into", "store2", "empty")
    tap.ok(status == 0 and "empty" in err and "1 skipped" in out, "a folder with nothing in it is told of", out + err)
    status, out, err = run(CORPUS, "extract", "--json", "damaged.txt")
    said = json.loads(out) if status == 0 else {}
    tap.ok(status == 0 and "Phạm vi điều chỉnh" in out and "\ufffd" in out and "Ä" not in out, "a text in UTF-8 with bytes that are damaged stays readable", out)
    tap.ok(any("no UTF-8" in warning for warning in said.get("warnings", [])), "and says that it is damaged", said.get("warnings"))
    for name in ("stats", "search"):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([CORPUS, name, "--library", "library", *(["cam"] if name == "search" else [])], stdout=full, stderr=subprocess.PIPE, env=ENV)
        tap.ok(done.returncode == 1 and b"standard output" in done.stderr, f"{name}: output that cannot be written is a failure", done.stderr)


def check_releases():
    run(CORPUS, "keygen", "--out", "key")
    release = [CORPUS, "release", "--volumes", "library", "--out", "release", "--serial", "1", "--key", "key.key"]
    check("release: a channel that cannot be one is a wrong call", [*release, "--channel", "a b"], 2, "--channel", "a b")
    check("release: a version that is none is a wrong call", [*release, "--minimum-program", "mới"], 2, "--minimum-program", "mới")
    tap.ok(not os.path.exists("release"), "and nothing was packed for it")
    made = run(CORPUS, "release", "--volumes", "library", "--out", "release", "--serial", "1", "--key", "key.key")
    tap.ok(made[0] == 0, "a release is made", made[2])
    verify, install = [CORPUS, "verify"], [CORPUS, "install", "--library", "installed"]
    check("verify: more signatures than keys is a wrong call", [*verify, "--key", "key.pub", "--threshold", "2", "release"], 2, "--threshold")
    check("verify: no signature is a wrong call", [*verify, "--key", "key.pub", "--threshold", "0", "release"], 2, "--threshold")
    check("verify: a root that is none is named", [*verify, "--root", "broken.jsonl", "release"], 1, "broken.jsonl")
    check("install: a root that is none is named", [*install, "--root", "broken.jsonl", "release"], 1, "broken.jsonl")
    check("install: more signatures than keys is a wrong call", [*install, "--key", "key.pub", "--threshold", "2", "release"], 2, "--threshold")
    check("install: a bandwidth below 0 is named", [*install, "--key", "key.pub", "--bandwidth", "-1", "release"], 2, "--bandwidth")
    check("install: a proxy that is no address is not passed by", [*install, "--key", "key.pub", "--proxy", "my proxy", "http://127.0.0.1:9/"], 1, "my proxy")
    status, out, err = run(*install, "--key", "key.pub", "--pack", "mau-xanh", "release")
    tap.ok(status == 0 and "mau-xanh" in err, "install: a pack that the release does not have is told of", out + err)
    check("rollback makes no library", [CORPUS, "rollback", "--library", "no-library"], 1, "no-library")
    check("drop-pack makes no library", [CORPUS, "install", "--library", "no-library", "--drop-pack", "all"], 1, "no-library")
    tap.ok(not os.path.exists("no-library"), "and none is there after it")
    check("update: a policy that is a folder is told once", [UPDATE, "--policy", "empty"], 1, "empty")
    with open("policy.ini", "w", encoding="utf-8") as file:
        file.write("[update]\ncolor=red\n")
    status, _, err = run(UPDATE, "--policy", "policy.ini")
    tap.ok(status == 1 and err.count("policy.ini:2") == 1, "update: a fault of the policy is told once, with its line", err)


def check_centre():
    centre = [SERVER]
    for command in (["revoke", "--person", "00000000-0000-4000-8000-000000000000"], ["audit-verify"], ["export", "out.jsonl"], ["published", "broken.jsonl"]):
        check(f"{command[0]}: a folder without a centre is no centre", [*centre, command[0], "--data", "no-centre", *command[1:]], 1, "no-centre")
    tap.ok(not os.path.exists("no-centre"), "and none is there after it")
    check("serve: a port below 0 is a wrong call", [*centre, "--data", "centre", "--port", "-5"], 2, "-5")
    check("link: nobody is no SQL", [*centre, "link", "--data", "centre", "--person", "ai-do"], 1, "ai-do: nobody")
    for text, words in (('{"code":"a","name":"A"}\n{"code":"b","name":"B","parent":"khong"}\n', ("units.jsonl", "2", "khong")),
                        ('{"code":"a"}\n', ("units.jsonl", "1")), ("", ("units.jsonl",))):
        with open("units.jsonl", "w", encoding="utf-8") as file:
            file.write(text)
        check(f"unit import: line and unit are named ({words[-1]})", [*centre, "unit", "--data", "centre", "import", "units.jsonl"], 1, *words)
    with open("units.jsonl", "w", encoding="utf-8") as file:
        file.write('{"code":"b","name":"Tòa án B","parent":"a","level":"khu vực"}\n{"code":"a","name":"Tòa án A","level":"tỉnh"}\n')
    status, out, err = run(*centre, "unit", "--data", "centre", "import", "units.jsonl")
    tap.ok((status, out) == (0, "2\n"), "unit import takes units in any order and tells their number", out + err)
    check("published: a manifest that is none is named", [*centre, "published", "--data", "centre", "broken.jsonl"], 1, "broken.jsonl")


def check_permissions():
    nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    if os.geteuid() != 0 or run(CORPUS, "--version", before=nobody)[0] != 0:
        tap.skip("what an ordinary user may not read", "needs to be root, and a build folder that others may read")
        return
    os.chmod("release", 0o700)
    os.chmod("sub/no.docx", 0)
    for name, call, words in (("verify", ["verify", "--key", "key.pub", "release"], ("release/manifest.json", "Permission denied")),
                              ("extract", ["extract", "sub/no.docx"], ("sub/no.docx", "Permission denied")),
                              ("build", ["build", "--from", "store", "--out", "closed/library"], ("store/store.db",)),
                              ("keygen", ["keygen", "--out", "closed/key"], ("closed/key", "Permission denied"))):
        status, _, err = run(CORPUS, *call, before=nobody)
        tap.ok(status == 1 and all(word in err for word in words), f"{name}: what may not be read or written is named", err)


def main():
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        os.chdir(folder)
        for name in ("empty", "sub", "sub/dir.pdf", "closed"):
            os.mkdir(name)
        for name, data in (("articles.jsonl", ARTICLES.encode()), ("broken.jsonl", b'{"qid":"1","text":"\xff"}\n'), ("sub/empty.pdf", b""),
                           ("sub/no.pdf", b"xin chao"), ("sub/no.docx", b"xin chao"),
                           ("damaged.txt", "Điều 1. Phạm vi điều chỉnh của văn bản ".encode() + b"\xff\xfe\xc3(" + " về thửa đất".encode())):
            with open(name, "wb") as file:
                file.write(data)
        for call in (["import", "--into", "store", "--format", "articles", "articles.jsonl"], ["build", "--from", "store", "--out", "library"]):
            status, _, err = run(CORPUS, *call)
            assert status == 0, err
        check_lists()
        check_library("library")
        check_files()
        check_releases()
        if SERVER:
            run(SERVER, "link", "--data", "centre")
            check_centre()
        check_permissions()
        os.chdir("/")
    print(f"1..{tap.count}")
    return 1 if tap.failed else 0


sys.exit(main())
