#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The desktop starts the program: by its desktop file, over D-Bus, for a type of file."""

import os
import pathlib
import signal
import subprocess

from gi.repository import Gio, GLib

from galleytest import APP_ID, LIMIT, ROLE, Program, equal, press, run, test, wait_for

DATA = pathlib.Path(os.environ["GSETTINGS_SCHEMA_DIR"])


def call_bus(session, method, parameters=None):
    name = "org.freedesktop.DBus"
    reply = session.bus.call_sync(
        name, "/org/freedesktop/DBus", name, method, parameters, None,
        Gio.DBusCallFlags.NONE, -1, None,
    )
    return reply.unpack()


class Activated(Program):
    """The program that the session bus started."""

    def __init__(self, session):
        self.log = session.folder / "program.log"
        self.bus = session.bus
        self.process = self
        self.pid = wait_for(self._find_pid, "the program on the session bus")
        self.accessible = wait_for(self._find_accessible, "the program on the accessibility bus")
        session.programs.append(self)

    def _find_pid(self):
        return call_bus(self, "GetConnectionUnixProcessID", GLib.Variant("(s)", (APP_ID,)))[0]

    def poll(self):
        return None if os.path.exists(f"/proc/{self.pid}/exe") else 0

    def stop(self):
        if self.poll() is None:
            os.kill(self.pid, signal.SIGTERM)
        wait_for(lambda: not self._owns_name(), "the end of the program")

    def _owns_name(self):
        owned = call_bus(self, "NameHasOwner", GLib.Variant("(s)", (APP_ID,)))[0]
        return owned and self._find_pid() == self.pid


def install(session):
    """The desktop file and the service file as they are installed, but for the built program."""
    data = pathlib.Path(os.environ["XDG_DATA_HOME"])
    program = os.environ["GALLEY_DESKTOP_PROGRAM"]
    for name, folder in ((f"{APP_ID}.desktop", "applications"), (f"{APP_ID}.service", "dbus-1/services")):
        lines = (DATA / name).read_text().splitlines()
        lines = [
            f"Exec={program} {line.partition(' ')[2]}" if line.startswith("Exec=") else line
            for line in lines
        ]
        path = data / folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines) + "\n")
    subprocess.run(["update-desktop-database", data / "applications"], check=True)
    call_bus(session, "ReloadConfig")
    return wait_for(
        lambda: Gio.DesktopAppInfo.new(f"{APP_ID}.desktop"), "the desktop file to be known"
    )


def launch(info, *files):
    loop = GLib.MainLoop()
    problems = []

    def done(source, result):
        try:
            source.launch_uris_finish(result)
        except GLib.Error as error:
            problems.append(error)
        loop.quit()

    info.launch_uris_async([file.as_uri() for file in files], None, None, done)
    loop.run()
    equal(problems, [], "problems")


@test
def open_with(session):
    """Markdown files can be opened with it, which the session bus starts for that"""
    info = install(session)
    for kind in ("text/markdown", "text/x-markdown"):
        ids = [app.get_id() for app in Gio.AppInfo.get_recommended_for_type(kind)]
        assert f"{APP_ID}.desktop" in ids, (kind, ids)
    equal(info.get_boolean("DBusActivatable"), True, "started over D-Bus")

    first = session.file("a b/first, 第一.md", "# One apple\n")
    launch(info, first)
    program = Activated(session)
    program.window.wait_page("One apple")

    # The program that runs takes the next ones; one that is open is only shown.
    launch(info, session.file("second.md", "# Two pears\n"), first)
    window = program.wait_windows(2)[1]
    window.wait_page("Two pears")


@test
def started_alone(session):
    """Without a file it starts with an empty issue, and a second start shows its window"""
    info = install(session)
    launch(info)
    program = Activated(session)
    program.window.wait_page("One or two sentences")
    launch(info)
    equal(len(program.windows()), 1, "windows")


LAST = """---
title: "Orchard Weekly, Issue 7"
date: 2020-03-01T08:00:00+08:00
---

This is issue 7.
"""


@test
def new_issue(session):
    """The action New Issue shows the issue behind the last one that was worked on"""
    info = install(session)
    equal(info.list_actions(), ["new"], "actions")
    equal(info.get_action_name("new"), "New Issue", "its name")

    # Nothing is known yet: an empty one.
    info.launch_action("new", None)
    program = Activated(session)
    program.window.wait_page("One or two sentences")
    program.stop()

    session.file("site/hugo.toml", "")
    file = session.file("site/content/weekly-7/index.md", LAST)
    writer = session.start(file)
    writer.window.wait_page("This is issue 7.")
    writer.window.source.focus()
    press("ctrl+q")
    writer.wait_end()

    info.launch_action("new", None)
    program = Activated(session)
    window = program.window
    dialog = window.wait(ROLE.DIALOG, "New Issue")
    dialog.wait(ROLE.LABEL, "Orchard Weekly, Issue 8")
    dialog.wait(ROLE.TEXT, "File").wait_text("content/weekly-8/index.md")
    dialog.wait(ROLE.BUTTON, "Empty Issue Instead").click()
    window.wait_gone(ROLE.DIALOG, "New Issue")
    equal(len(program.windows()), 1, "windows")
    window.wait_page("One or two sentences")

    info.launch_action("new", None)
    equal(len(program.wait_windows(2)), 2, "windows")


@test
def new_issue_by_command(session):
    """A desktop that knows no D-Bus activation runs the command of the action"""
    info = install(session)
    command = info.get_string("Exec").split()
    keys = GLib.KeyFile()
    keys.load_from_file(info.get_filename(), GLib.KeyFileFlags.NONE)
    equal(keys.get_string("Desktop Action new", "Exec").split()[1:], ["--new"], "the command")
    first = session.start("--new")
    first.window.wait_page("One or two sentences")
    subprocess.run([command[0], "--new"], check=True, timeout=LIMIT, cwd=session.folder)
    first.wait_windows(2)


run()
