#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The bill of materials is made from a table and from what is there, and tells every difference. Prints TAP.

usage: test-make-sbom.py MAKE_SBOM"""
import json
import os
import shutil
import struct
import subprocess
import sys
import tempfile

TOOL = sys.argv[1]
ELF = b"\x7fELF" + bytes(60)
PE = b"MZ" + bytes(58) + struct.pack("<I", 64) + b"PE\0\0" + bytes(20)
TABLE = """
[package]
name = "example"
version = "1.0"
licence = "GPL-3.0-or-later"
[[component]]
name = "reader"
version = "2.1"
licence = "GPL-2.0-or-later"
source = "https://example.org/reader-2.1.tar.gz"
sha256 = "{digest}"
files = ["bin/reader", "lib/libreader.so.*"]
licence-files = ["share/COPYING"]
[[component]]
name = "maps"
version = "3"
licence = "MIT"
source = "https://example.org/maps.tar.gz"
files = ["share/maps/*"]
licence-files = ["share/COPYING"]
[[component]]
name = "platform"
version = "48"
licence = "LGPL-2.1-or-later"
source = "https://example.org/platform"
inside = false
licence-files = ["share/COPYING"]
""".replace("{digest}", "0" * 64)
TREE = {"bin/reader": ELF, "lib/libreader.so.1": ELF + b"1", "share/maps/a.map": b"a map", "share/COPYING": b"You may.\n", "share/x.txt": b"MZ"}


class Package:
    """A folder with files, a table, and the bill made of them."""

    def __init__(self, tree=None, table=TABLE):
        self.folder = tempfile.mkdtemp(prefix="troly-sbom-")
        self.root = os.path.join(self.folder, "root")
        for name, content in {**TREE, **(tree or {})}.items():
            self.put(name, content)
        with open(os.path.join(self.folder, "table.toml"), "w", encoding="utf-8") as file:
            file.write(table)

    def put(self, name, content):
        path = os.path.join(self.root, name)
        if content is None:
            os.remove(path)
            return
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content)

    def path(self, name):
        return os.path.join(self.folder, name)

    def make(self, *options):
        return subprocess.run([TOOL, "make", "--table", self.path("table.toml"), "--root", self.root, "--json", self.path("sbom.json"),
                               "--licences", self.path("licences.txt"), *options], capture_output=True, text=True)

    def check(self):
        return subprocess.run([TOOL, "check", "--json", self.path("sbom.json"), "--root", self.root], capture_output=True, text=True)

    def bill(self):
        with open(self.path("sbom.json"), encoding="utf-8") as file:
            return json.load(file)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder)


def the_bill_names_every_program_with_its_digest():
    with Package() as package:
        made = package.make()
        assert made.returncode == 0, made.stderr
        bill = package.bill()
        assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.5")
        reader = next(c for c in bill["components"] if c["name"] == "reader")
        assert [f["name"] for f in reader["components"]] == ["bin/reader", "lib/libreader.so.1"]
        assert all(len(f["hashes"][0]["content"]) == 64 for f in reader["components"])
        assert reader["licenses"] == [{"license": {"id": "GPL-2.0-or-later"}}]
        assert package.check().returncode == 0, package.check().stderr
        with open(package.path("licences.txt"), encoding="utf-8") as file:
            text = file.read()
        assert text.count("You may.") == 1 and "maps 3: MIT" in text


def the_same_package_gives_the_same_bill():
    with Package() as package:
        package.make()
        first = package.bill()
        package.make()
        assert first == package.bill()


def what_no_table_explains_is_refused():
    table = [  # what is put there, what the message says
        ({"lib/stranger.dll": PE}, "lib/stranger.dll belongs to no component"),
        ({"bin/reader2": ELF}, "bin/reader2 belongs to no component"),
        ({"share/maps/a.map": None}, "maps: nothing is named share/maps/*"),
        ({"share/COPYING": None}, "share/COPYING is not there"),
    ]
    for tree, message in table:
        with Package() as package:
            for name, content in tree.items():
                package.put(name, content)
            made = package.make()
            assert made.returncode == 1 and message in made.stderr, made.stderr
            assert not os.path.exists(package.path("sbom.json"))


def a_table_that_says_too_little_or_too_much_is_refused():
    table = [  # what is changed, into what, what the message says
        ('licence = "MIT"\n', "", "maps: has no licence"),
        ('name = "maps"', 'name = "reader"', "reader is listed 2 times"),
        ('files = ["share/maps/*"]', "", "has files when it is inside"),
        ("0" * 64, "12", "is no SHA-256"),
        ('version = "3"', 'version = "3"\ncolour = "red"', '"colour" is not known'),
        ('files = ["share/maps/*"]', 'files = ["share/maps/*", "bin/reader"]', "bin/reader belongs to reader and maps"),
    ]
    for old, new, message in table:
        assert old in TABLE
        with Package(table=TABLE.replace(old, new)) as package:
            made = package.make()
            assert made.returncode == 1 and message in made.stderr, made.stderr


def every_later_difference_is_told():
    table = [  # what changes after the bill was made, what the message says
        ({"bin/reader": ELF + b"changed"}, "bin/reader is not the file that is listed"),
        ({"bin/reader": None}, "bin/reader is listed and not there"),
        ({"bin/other.exe": PE}, "bin/other.exe is there and not listed"),
        ({"share/maps/a.map": None}, "maps: nothing is named share/maps/*"),
    ]
    for tree, message in table:
        with Package() as package:
            package.make()
            for name, content in tree.items():
                package.put(name, content)
            checked = package.check()
            assert checked.returncode == 1 and message in checked.stderr, checked.stderr


def a_package_linked_with_debians_libraries_names_their_packages():
    program = shutil.which("sh")
    with open(program, "rb") as file:
        content = file.read()
    with Package({"bin/reader": content}) as package:
        made = package.make("--linked")
        assert made.returncode == 0, made.stderr
        names = {c["name"]: c for c in package.bill()["components"]}
        assert "libc6" in names and names["libc6"]["scope"] == "required", sorted(names)
        assert "sources.debian.org" in names["libc6"]["externalReferences"][0]["url"]
        assert package.check().returncode == 0, package.check().stderr


TESTS = [the_bill_names_every_program_with_its_digest, the_same_package_gives_the_same_bill, what_no_table_explains_is_refused,
         a_table_that_says_too_little_or_too_much_is_refused, every_later_difference_is_told,
         a_package_linked_with_debians_libraries_names_their_packages]


def main():
    failed = 0
    print(f"1..{len(TESTS)}")
    for number, test in enumerate(TESTS, 1):
        try:
            test()
            print(f"ok {number} {test.__name__.replace('_', '-')}")
        except Exception as error:
            failed += 1
            print(f"# {error!r}")
            print(f"not ok {number} {test.__name__.replace('_', '-')}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
