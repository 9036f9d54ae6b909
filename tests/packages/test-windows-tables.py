#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the MSI is made from says what docs/windows.md promises; nothing is built. Prints TAP.

usage: test-windows-tables.py SOURCE_ROOT"""
import mimetypes
import os
import re
import sys
import tomllib
import types

ROOT = sys.argv[1]


def read(*path):
    with open(os.path.join(ROOT, *path), encoding="utf-8") as file:
        return file.read()


def maker():
    """windows/make-msi as a module, without its last line, which runs it."""
    module = types.ModuleType("make_msi")
    module.__file__ = os.path.join(ROOT, "windows", "make-msi")
    exec(read("windows", "make-msi").removesuffix("main()\n"), module.__dict__)
    return module


def components():
    return tomllib.loads(read("windows", "components.toml"))["component"]


def every_archive_is_the_one_that_is_built():
    lock = {name: digest for digest, name in (line.split() for line in read("windows", "sources.lock").splitlines())}
    found = 0
    for part in components():
        if "sha256" in part:
            found += 1
            names = [name for name, digest in lock.items() if digest == part["sha256"]]
            assert len(names) == 1, f"{part['name']}: in windows/sources.lock is no such archive"
            assert f"_{part['version']}" in names[0], f"{part['name']} {part['version']} is {names[0]}"
    assert found > 30


def every_component_has_a_licence_and_its_text():
    for part in components():
        assert part["licence"] and part["licence-files"], part["name"]


def the_formats_are_those_of_the_desktop_entry():
    types_there = set(re.search(r"^MimeType=(.*)$", read("data", "vn.toaan.TroLy.desktop.in"), re.M).group(1).strip(";").split(";"))
    types_here = {mimetypes.guess_type("x" + ending, strict=True)[0] for ending in maker().FORMATS}
    assert types_here == types_there - {"x-scheme-handler/troly"}, types_here ^ types_there


def nothing_is_taken_from_another_program():
    for _, values in maker().registry():
        for value in values:
            key = re.search(r'Key="([^"]*)"', value).group(1)
            ending = re.fullmatch(r"Software\\Classes\\(\.\w+)(.*)", key)
            assert not ending or ending.group(2) == "\\OpenWithProgids", value


def what_windows_shows_is_vietnamese():
    made = maker()
    for text in (made.NAME, made.ABOUT, made.FEATURE, made.NEWER, made.TOO_OLD):
        assert not text.isascii(), text


def a_version_before_is_known_by_this_code():
    assert maker().UPGRADE_CODE == "8F1C2B57-6D0A-4B8E-9A63-52D1F0E7C9B4"


TESTS = [every_archive_is_the_one_that_is_built, every_component_has_a_licence_and_its_text, the_formats_are_those_of_the_desktop_entry,
         nothing_is_taken_from_another_program, what_windows_shows_is_vietnamese, a_version_before_is_known_by_this_code]


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
