# SPDX-License-Identifier: GPL-3.0-or-later
"""Another program beside Galley, for what comes from the clipboard or is dragged in."""

import os
import subprocess

from galleytest import wait_for

PROGRAM = """
import gi, sys
gi.require_version("Gdk", "4.0")
gi.require_version("Gtk", "4.0")
from gi.repository import Gdk, Gio, GLib, GObject, Gtk
Gtk.init()

def files(paths):
    value = Gdk.FileList.new_from_list([Gio.File.new_for_path(path) for path in paths])
    return Gdk.ContentProvider.new_for_value(GObject.Value(Gdk.FileList, value))

def content(kind, *arguments):
    if kind == "files":
        return files(arguments)
    if kind == "text":
        return Gdk.ContentProvider.new_for_value(arguments[0])
    picture = Gdk.Texture.new_from_filename(arguments[0])
    provider = Gdk.ContentProvider.new_for_value(GObject.Value(Gdk.Texture, picture))
    if kind == "both":
        provider = Gdk.ContentProvider.new_union(
            [Gdk.ContentProvider.new_for_value("words"), provider])
    return provider

def begin(source, drag):
    drag.connect("notify::selected-action", tell)

def tell(drag, _):
    print("wanted" if drag.get_selected_action() else "unwanted", flush=True)

def drag(*arguments):
    window = Gtk.Window(default_width=120, default_height=80, decorated=False)
    source = Gtk.DragSource(content=content(*arguments), actions=Gdk.DragAction.COPY)
    source.connect("drag-begin", begin)
    area = Gtk.Label(label="drag me")
    area.add_controller(source)
    window.set_child(area)
    window.set_title("galley-drag-source")
    window.present()

if sys.argv[1] == "drag":
    drag(*sys.argv[2:])
    print("ok", flush=True)
else:
    Gdk.Display.get_default().get_clipboard().set_content(content(*sys.argv[1:]))
    print("ok", flush=True)
GLib.MainLoop().run()
"""


class Other:
    """Another program, that has something on the clipboard or to be dragged."""

    def __init__(self, *arguments):
        self.arguments = arguments
        self.said = []

    def __enter__(self):
        self.process = subprocess.Popen(
            ["python3", "-c", PROGRAM, *map(str, self.arguments)], stdout=subprocess.PIPE
        )
        os.set_blocking(self.process.stdout.fileno(), False)
        self.wait_for("ok")
        return self

    def wait_for(self, word, action=lambda: None):
        """Waits until the last that it said is a word, doing action meanwhile."""

        def has_said():
            action()
            self.said += (self.process.stdout.read() or b"").decode().split()
            return self.said[-1:] == [word]

        wait_for(has_said, f"the other program to say “{word}”")

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
