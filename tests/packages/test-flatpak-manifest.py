#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The manifest of the Flatpak says what docs/flatpak.md promises; nothing is built. Prints TAP.

usage: test-flatpak-manifest.py SOURCE_ROOT"""
import difflib
import os
import re
import subprocess
import sys
import tomllib

import yaml

ROOT = sys.argv[1]
MANIFEST = os.path.join(ROOT, "flatpak", "vn.toaan.TroLy.yml")
PERMISSIONS = ["--share=network", "--share=ipc", "--socket=wayland", "--socket=fallback-x11", "--device=dri"]


def read(*path):
    with open(os.path.join(ROOT, *path), encoding="utf-8") as file:
        return file.read()


def manifest():
    return yaml.safe_load(read("flatpak", "vn.toaan.TroLy.yml"))


def components():
    return {c["name"]: c for c in tomllib.loads(read("flatpak", "components.toml"))["component"]}


def archives():
    for module in manifest()["modules"]:
        for source in module["sources"]:
            if source["type"] != "dir":
                yield module["name"], source


def version():
    return re.search(r"version: '([^']+)'", read("meson.build")).group(1)


def the_program_asks_for_these_permissions_and_no_other():
    assert manifest()["finish-args"] == PERMISSIONS, manifest()["finish-args"]


def the_names_are_those_of_the_program():
    name = re.search(r"app_id = '([^']+)'", read("meson.build")).group(1)
    assert manifest()["id"] == name
    assert manifest()["separate-locales"] is False, "a bundle would come without its translations"


def what_the_machine_gives_comes_through_the_extension():
    point = manifest()["add-extensions"][manifest()["id"] + ".Host"]
    assert point["subdirectories"] and point["no-autodownload"] and not point["autodelete"], point
    options = next(m for m in manifest()["modules"] if m["name"] == "troly")["config-opts"]
    for option in ("policydir", "librarydir"):
        value = next(o for o in options if o.startswith(f"-D{option}=")).split("=")[1]
        assert os.path.dirname(value) == os.path.join("/app", point["directory"]), value


def every_archive_has_an_address_and_a_digest():
    found = list(archives())
    assert len(found) >= 5
    for name, source in found:
        assert source["type"] == "archive", f"{name}: {source['type']}"
        assert source["url"].startswith("https://"), source["url"]
        assert re.fullmatch("[0-9a-f]{64}", source["sha256"]), f"{name}: {source['sha256']}"


def nothing_is_fetched_while_it_is_built():
    assert "--share=network" not in str(manifest().get("build-options", ""))
    for module in manifest()["modules"]:
        assert "--share=network" not in str(module.get("build-options", "")), module["name"]


def the_bill_of_materials_lists_the_same_modules():
    listed, modules = components(), [m["name"] for m in manifest()["modules"]]
    assert [n for n, c in listed.items() if c.get("inside", True) and n not in modules] == []
    for name in modules:
        assert name in listed, f"{name} is not in components.toml"
    for name, source in archives():
        assert listed[name]["source"] == source["url"] and listed[name]["sha256"] == source["sha256"], name
        assert listed[name]["version"] in source["url"], name
    assert listed["troly"]["version"] == version() == tomllib.loads(read("flatpak", "components.toml"))["package"]["version"]
    assert listed["org.gnome.Platform"]["version"] == manifest()["runtime-version"]


def every_module_leaves_its_licence():
    for module in manifest()["modules"]:
        folder = f"/app/share/licenses/{manifest()['id']}/{module['name']} "
        assert any(folder in command for command in module["post-install"]), module["name"]


def the_stand_in_differs_in_the_runtime_alone():
    made = subprocess.run([os.path.join(ROOT, "flatpak", "local", "make-manifest"), "12", MANIFEST], capture_output=True, text=True, check=True)
    changed = [line for line in difflib.ndiff(read("flatpak", "vn.toaan.TroLy.yml").splitlines(), made.stdout.splitlines())
               if line.startswith(("- ", "+ "))]
    assert sorted(changed) == sorted(["- runtime: org.gnome.Platform", "+ runtime: org.example.DebianPlatform", "- sdk: org.gnome.Sdk",
                                      "+ sdk: org.example.DebianSdk", f"- runtime-version: '{manifest()['runtime-version']}'",
                                      "+ runtime-version: '12'"]), changed


TESTS = [the_program_asks_for_these_permissions_and_no_other, the_names_are_those_of_the_program,
         what_the_machine_gives_comes_through_the_extension, every_archive_has_an_address_and_a_digest, nothing_is_fetched_while_it_is_built,
         the_bill_of_materials_lists_the_same_modules, every_module_leaves_its_licence, the_stand_in_differs_in_the_runtime_alone]


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
