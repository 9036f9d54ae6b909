#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Another program of the desktop: puts words on the clipboard, or offers a file to be dragged out of its window, which stands in the upper
left corner, until its standard input ends. Says "ready" when it does.

usage: giver.py words TEXT | file PATH"""
import sys

import gi

gi.require_version("Gdk", "4.0")
gi.require_version("Gtk", "4.0")
from gi.repository import Gdk, Gio, GLib, GObject, Gtk  # noqa: E402


def ready():
    print("ready", flush=True)
    return GLib.SOURCE_REMOVE


def show(application, what, given):
    window = Gtk.ApplicationWindow(application=application, title="Cho", decorated=False, default_width=120, default_height=60)
    label = Gtk.Label(label="Kéo")
    window.set_child(label)
    if what == "words":
        window.get_clipboard().set_content(Gdk.ContentProvider.new_for_value(given))
    else:
        value = GObject.Value(Gdk.FileList, Gdk.FileList.new_from_list([Gio.File.new_for_path(given)]))
        source = Gtk.DragSource(content=Gdk.ContentProvider.new_for_value(value), actions=Gdk.DragAction.COPY)
        window.add_controller(source)
    window.present()
    GLib.timeout_add(500, ready)
    GLib.io_add_watch(0, GLib.PRIORITY_DEFAULT, GLib.IOCondition.IN | GLib.IOCondition.HUP, lambda *_: application.quit())


def main():
    application = Gtk.Application(application_id=None, flags=Gio.ApplicationFlags.NON_UNIQUE)
    application.connect("activate", lambda application: show(application, sys.argv[1], sys.argv[2]))
    application.run([])


main()
