#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The installed Flatpak, driven in its sandbox: files come through the real portals, and nothing
else can be seen."""

import os
import pathlib
import struct
import subprocess
import sys
import threading
import zlib

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "app"))

import galleytest  # noqa: E402
from galleyother import Other  # noqa: E402
from galleytest import (  # noqa: E402
    APP_ID, ROLE, Failure, Node, Program, Session, equal, press, run, test, type_text, wait_for, xdotool,
)
from gi.repository import Atspi, GLib  # noqa: E402

PROJECT = pathlib.Path(__file__).resolve().parent.parent.parent
OWN = pathlib.Path(os.environ["HOME"]) / ".var/app" / APP_ID
ONE_ISSUE = "---\ntitle: Issue One\n---\n\n# Hello\n\nA paragraph.\n"


def png(width, height):
    """A picture of one colour."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\x30\x90\x60" * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows))
            + chunk(b"IEND", b""))


def flatpak(*arguments, text=None):
    return subprocess.run(
        ["flatpak", "run", "--user", *map(str, arguments)], input=text, capture_output=True,
        text=True, timeout=galleytest.LIMIT * 2,
    )


def applications(name):
    desktop = Atspi.get_desktop(0)
    desktop.clear_cache_single()
    found = (desktop.get_child_at_index(index) for index in range(desktop.get_child_count()))
    return [Node(one) for one in found if one is not None and name in (one.get_name() or "").lower()]


class Sandboxed(Program):
    """One running program, with a sandbox around it."""

    def __init__(self, session, *files):
        self.log = session.folder / "program.log"
        self.bus = session.bus
        forwarded = ["@@", *map(str, files), "@@"] if files else []
        self.process = subprocess.Popen(
            ["flatpak", "run", "--user", "--file-forwarding", APP_ID, *forwarded],
            stdin=subprocess.DEVNULL, stderr=self.log.open("a"), cwd=session.folder,
        )
        self.accessible = wait_for(
            lambda: next(iter(applications("galley-desktop")), None), "the program", 120
        )

    def stop(self):
        if self.has_ended:
            return
        subprocess.run(["flatpak", "kill", APP_ID], stderr=subprocess.DEVNULL)
        self.process.wait(galleytest.LIMIT)
        wait_for(lambda: not applications("galley-desktop"), "the program to leave the bus")


def start(session, *files):
    program = Sandboxed(session, *files)
    session.programs.append(program)
    return program


def choose(path, title, accept):
    """Chooses a file or a folder in the dialog of the portal, by typing its path."""
    dialog = wait_for(
        lambda: next((found for one in applications("portal") if (found := one.find(name=title))), None),
        f"the dialog {title!r}",
    )
    wait_for(lambda: xdotool("getactivewindow", "getwindowname") == title.split(), "the dialog's focus")

    def entry(text):
        return wait_for(
            lambda: next((node for node in dialog.find_all(ROLE.TEXT)
                          if node.text() in (text, f"{text}/")), None),
            f"{text!r} in the dialog",
        )

    # The first key opens the entry, and what is typed meanwhile is lost.
    press("slash")
    first = entry("/")
    wait_for(lambda: first.is_focused, "focus on the entry of the dialog")
    type_text(str(path)[1:])
    entry(str(path))
    dialog.find(ROLE.BUTTON, accept).click()
    wait_for(lambda: not dialog.is_showing, "the dialog to go")


def open_with_chooser(program, path):
    program.action("open")
    choose(path, "Open", "Open")
    window = program.window
    wait_for(lambda: window.is_enabled_action("reload"), "the file to be loaded")
    return window


def grant_site(session, bar):
    click(bar, "Grant the Site Folder…")
    choose(session.folder / "site", "Grant the Site Folder", "Grant")


def click(window, name):
    window.wait(ROLE.BUTTON, name).click()


def page(window):
    """What the preview shows; the WebKit of the runtime says it does not when it is scrolled."""
    return window.find(ROLE.DOCUMENT_WEB, showing=False)


def page_text(window):
    found = page(window)
    return found.text() if found else ""


def wait_page(window, text):
    wait_for(lambda: text in page_text(window), lambda: f"{text!r} on the page: {page_text(window)!r}")


def pictures(window):
    """The widths of the pictures on the page."""
    found = page(window)
    return sorted(node.width for node in found.find_all(ROLE.IMAGE, showing=False)) if found else []


def wait_pictures(window, *widths):
    wait_for(
        lambda: pictures(window) == sorted(widths), lambda: f"pictures {widths}: {pictures(window)}"
    )


def make_site(session, issue):
    session.file("site/hugo.toml", "[markup.goldmark.renderer]\nhardWraps = true\n")
    session.file("site/static/logo.png", png(60, 40))
    session.file("site/content/issues/one/shot.png", png(120, 80))
    return session.file("site/content/issues/one/index.md", issue)


@test
def command(session):
    """The command renders what it is given, and nothing else."""
    path = session.file("issue.md", ONE_ISSUE)
    expected = '<h1 id="hello">Hello</h1>\n<p>A paragraph.</p>\n'
    equal(flatpak(APP_ID, "render", "-", text=ONE_ISSUE).stdout, expected, "standard input")
    result = flatpak("--file-forwarding", APP_ID, "render", "@@", path, "@@")
    equal((result.returncode, result.stdout), (0, expected), "a file")
    result = flatpak(APP_ID, "render", path)
    equal((result.returncode != 0, result.stdout), (True, ""), "a file that was not given")


@test
def permissions(session):
    """No file of the home or the host can be read or written."""
    shown = subprocess.run(
        ["flatpak", "info", "--user", "--show-permissions", APP_ID], capture_output=True, text=True
    ).stdout
    equal([line for line in shown.splitlines() if line.startswith(("filesystems", "persistent"))], [])
    home = pathlib.Path(os.environ["HOME"])
    (home / "secret.txt").write_text("secret")
    outside = session.file("secret.txt", "secret")
    for path in (home / "secret.txt", outside):
        result = flatpak("--command=cat", APP_ID, path)
        equal((result.returncode != 0, result.stdout), (True, ""), path)
        flatpak("--command=sh", APP_ID, "-c", 'echo changed > "$1"', "sh", path)
        equal(path.read_text(), "secret", path)


@test
def sample_issue(session):
    """The sample issue: opened with the file chooser, typed into, seen, saved."""
    sample = PROJECT / "data/templates/sample-issue/index.md"
    path = session.file("sample/index.md", sample.read_bytes())
    path.chmod(0o640)
    program = start(session)
    window = open_with_chooser(program, path)
    wait_page(window, "Kubernetes: The Documentary")
    wait_for(lambda: window.source.is_focused, "focus on the source")
    press("ctrl+End")
    type_text("\nTyped in a sandbox.")
    wait_page(window, "Typed in a sandbox.")
    press("ctrl+s")
    wait_for(lambda: path.read_text().endswith("\nTyped in a sandbox."), "the text in the file")
    window.wait_modified(False)
    equal(path.read_bytes().startswith(sample.read_bytes()), True, "what was not edited")
    equal(oct(path.stat().st_mode & 0o777), oct(0o640), "permissions")
    equal(os.listxattr(path), [], "attributes")
    equal(sorted(os.listdir(path.parent)), ["index.md"], "the folder")


@test
def whole_at_every_moment(session):
    """Whoever reads the file while it is saved through the portal finds old or new text, whole."""
    path = session.file("issue.md", ONE_ISSUE + "word " * 8000 + "end.\n")
    program = start(session)
    window = open_with_chooser(program, path)
    seen, stop = [], threading.Event()

    def watch():
        while not stop.is_set():
            content = path.read_bytes()
            if not (content.startswith(b"---\n") and content.endswith(b"end.\n")):
                seen.append(content[:80])

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        for number in range(5):
            text = f"Save {number}. "
            window.source.insert(window.source.text().index("A paragraph"), text)
            window.action("save")
            wait_for(lambda: text in path.read_text(), f"save {number}")
    finally:
        stop.set()
        watcher.join()
    equal(seen, [], "half a file")
    equal(sorted(os.listdir(session.folder)), ["issue.md", "program.log"], "the folder")


@test
def grant(session):
    """A folder is granted once: pictures, settings and the next start are there."""
    issue = ONE_ISSUE + "\n![shot](shot.png)\n\nfirst\nsecond\n\n![logo](/logo.png)\n"
    path = make_site(session, issue)
    session.file("outside.png", png(30, 30))
    program = start(session)
    window = open_with_chooser(program, path)
    wait_page(window, "A paragraph.")
    bar = window.message("Galley was given this file alone.")
    text = bar.find(ROLE.LABEL, contains="alone").name
    for part in ("settings and shortcodes of its site", "2 files", "shot.png", "/logo.png"):
        equal(part in text, True, f"{part} in {text!r}")
    equal(120 in pictures(window), False, "a picture that cannot be seen")
    wait_page(window, "Galley was not given this picture: shot.png")

    grant_site(session, bar)
    window.wait_no_message("Galley was given this file alone.")
    wait_pictures(window, 120, 60)
    wait_for(lambda: "first\nsecond" in page_text(window), "the line break of the site's settings")
    window.source.replace("A paragraph.", "Another. ![out](../../../../outside.png)")
    wait_page(window, "Another.")
    window.action("save")
    wait_for(lambda: "Another." in path.read_text(), "the text in the file")
    equal(30 in pictures(window), False, "a picture outside of the folder")
    equal(sorted(os.listdir(path.parent)), ["index.md", "shot.png"], "the folder")
    program.stop()

    path.write_text(issue)
    program = start(session, path)
    window = program.window
    wait_page(window, "A paragraph.")
    wait_pictures(window, 120, 60)
    equal(window._messages("alone"), [], "the bar, when the folder is granted")


@test
def paste(session):
    """What is pasted, a picture or a file, is saved in the folder that was granted, and shown."""
    path = make_site(session, ONE_ISSUE)
    program = start(session)
    window = open_with_chooser(program, path)
    grant_site(session, window.message("Galley was given this file alone."))
    window.wait_no_message("Galley was given this file alone.")
    for kind, name, size in (("texture", "pasted", 70), ("files", "copied", 90)):
        picture = session.file(f"{name}.png", png(size, 50))
        window.source.focus()
        press("ctrl+End")
        with Other(kind, picture):
            press("ctrl+v")
            entry = window.wait(ROLE.TEXT, "Name of the image")
            wait_for(lambda: entry.is_focused, "focus on the name")
            press("ctrl+a")
            type_text(f"{name}.png\n")
            wait_for(lambda: f"![]({name}.png)" in window.source.text(), "the link")
        # A picture without words is not told of.
        window.source.replace("![]", "![words]")
        equal((path.parent / f"{name}.png").exists(), True, f"{name}.png in the bundle")
    wait_pictures(window, 70, 90)
    # Else the next start would bring the text back in a window of its own.
    window.action("save")
    window.wait_modified(False)


@test
def wrong_folder(session):
    """A folder without the issue is not taken; what is declined is not asked for again."""
    path = make_site(session, ONE_ISSUE)
    other = session.file("other/readme.txt", "").parent
    program = start(session)
    window = open_with_chooser(program, path)
    bar = window.message("settings and shortcodes of its site")
    click(bar, "Grant the Site Folder…")
    choose(other, "Grant the Site Folder", "Grant")
    window.wait(ROLE.LABEL, contains=f"{path}")
    click(window, "Close")
    click(window.message("alone"), "Dismiss")
    window.wait_no_message("alone")
    program.stop()

    program = start(session, path)
    window = program.window
    wait_page(window, "A paragraph.")
    wait_for(lambda: window.is_enabled_action("grant-folder"), "the way to grant it after all")
    equal(window._messages("alone"), [], "the bar, when it was dismissed")


def own_complaints(session):
    """The libraries of a newer GNOME warn of what those that Galley is written for do not know."""
    return [line for line in complaints(session) if "CRITICAL" in line or "): WARNING" in line]


complaints = Session.complaints
Session.complaints = own_complaints


def prepare():
    """The portals of the session find the display, and the back end that is tested."""
    folder = pathlib.Path(os.environ["XDG_CONFIG_HOME"]) / "xdg-desktop-portal"
    folder.mkdir()
    (folder / "portals.conf").write_text("[preferred]\ndefault=gtk\n")
    subprocess.run(["dbus-update-activation-environment", "--all"], check=True)


prepare()
run()
