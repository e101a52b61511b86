# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the desktop program as a person does: reads the screen through the accessibility bus,
types with the keyboard, and calls the program's actions on D-Bus.

A test is a function with the decorator @test; it gets a Session, which starts programs and knows a
folder of its own. run() runs all tests of a file and prints TAP. Nothing here waits for a fixed
time: wait_for() waits for a condition, and only a failure takes as long as its limit."""

import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback

import gi

import galleywatch

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

APP_ID = "io.github.galleyeditor.Galley"
APP_PATH = "/io/github/galleyeditor/Galley"
LIMIT = 60  # seconds until a condition that does not come true is a failure

ROLE = Atspi.Role
tests = []


class Failure(Exception):
    pass


class Skip(Exception):
    """The system lacks what a test needs."""


def test(function):
    tests.append(function)
    return function


def wait_for(condition, what, limit=LIMIT):
    """The first true value of condition(); things may come and go while it looks. what says in a
    failure what did not come, a text or a function that makes it then."""
    end = time.monotonic() + limit
    problem = None
    while True:
        try:
            value = condition()
            if value:
                return value
        except GLib.Error as error:
            problem = error
        if time.monotonic() > end:
            text = what() if callable(what) else what
            raise Failure(f"waited {limit} s in vain for {text}: {problem or ''}")
        time.sleep(0.03)


def equal(got, expected, what=""):
    if got != expected:
        raise Failure(f"{what}: expected {expected!r}, got {got!r}")


def xdotool(*arguments):
    result = subprocess.run(["xdotool", *map(str, arguments)], stdout=subprocess.PIPE, text=True)
    return result.stdout.split()


def press(*keys):
    xdotool("key", "--clearmodifiers", "--delay", 20, *keys)


def type_text(text):
    """Types text key by key. Only what the keyboard has: use Node.insert() for the rest."""
    for part in text.splitlines(keepends=True):
        if part.rstrip("\n"):
            xdotool("type", "--delay", 12, "--", part.rstrip("\n"))
        if part.endswith("\n"):
            press("Return")


def speak(language):
    """What to put into the environment of a program that is to speak a language, such as zh_CN. It
    needs any locale of the system but C."""
    names = subprocess.run(["locale", "-a"], stdout=subprocess.PIPE, text=True).stdout.split()
    names = [name for name in names if name.endswith(".utf8") and not name.startswith("C.")]
    names.sort(key=lambda name: (not name.startswith(language), not name.startswith("en")))
    if not names:
        raise Failure(f"the system has no locale for {language}, nor another in UTF-8")
    return {"LANG": names[0].replace(".utf8", ".UTF-8"), "LANGUAGE": language}


class Node:
    """Something on the screen."""

    def __init__(self, accessible):
        self.accessible = accessible

    @property
    def name(self):
        return self.accessible.get_name() or ""

    @property
    def role(self):
        return self.accessible.get_role()

    def has(self, state):
        self.accessible.clear_cache_single()
        return self.accessible.get_state_set().contains(state)

    @property
    def is_showing(self):
        return self.has(Atspi.StateType.SHOWING)

    @property
    def is_enabled(self):
        return self.has(Atspi.StateType.SENSITIVE)

    @property
    def is_focused(self):
        return self.has(Atspi.StateType.FOCUSED)

    def children(self):
        self.accessible.clear_cache_single()
        for index in range(self.accessible.get_child_count()):
            child = self.accessible.get_child_at_index(index)
            if child is not None:
                yield Node(child)

    def walk(self):
        yield self
        for child in self.children():
            yield from child.walk()

    def find_all(self, role=None, name=None, contains=None, showing=True):
        found = []
        for node in self.walk():
            if role is not None and node.role != role:
                continue
            if name is not None and node.name != name:
                continue
            if contains is not None and contains not in node.name:
                continue
            if showing and not node.is_showing:
                continue
            found.append(node)
        return found

    def find(self, role=None, name=None, contains=None, showing=True):
        """The node, or None when there is none."""
        return next(iter(self.find_all(role, name, contains, showing)), None)

    def wait(self, role=None, name=None, contains=None):
        return wait_for(
            lambda: self.find(role, name, contains), f"{role} named {name or contains!r}"
        )

    def wait_text(self, text):
        wait_for(lambda: self.text() == text, lambda: f"the text {text!r}: {self.text()!r}")

    def wait_gone(self, role=None, name=None, contains=None):
        wait_for(
            lambda: not self.find(role, name, contains), f"{role} {name or contains!r} to go"
        )

    def text(self):
        """The text of the node; of a page with that of all elements in it."""
        self.accessible.clear_cache_single()
        if not self.accessible.is_text():
            return "\n".join(filter(None, (child.text() for child in self.children())))
        # Not -1 for its end: an entry then says it is empty.
        length = Atspi.Text.get_character_count(self.accessible)
        text = Atspi.Text.get_text(self.accessible, 0, length)
        if "\ufffc" in text:
            for child in self.children():
                text = text.replace("\ufffc", child.text() + "\n", 1)
        return text

    def insert(self, position, text):
        if not Atspi.EditableText.insert_text(
            self.accessible, position, text, len(text.encode())
        ):
            raise Failure("the text cannot be edited")

    def replace(self, old, new):
        """Puts new in the place of the first old."""
        start = self.text().index(old)
        Atspi.EditableText.delete_text(self.accessible, start, start + len(old))
        self.insert(start, new)
        wait_for(lambda: new in self.text(), f"{new!r} in place of {old!r}")

    @property
    def caret(self):
        return Atspi.Text.get_caret_offset(self.accessible)

    def click(self):
        wait_for(lambda: self.is_enabled, f"{self} to be enabled")
        if not Atspi.Action.do_action(self.accessible, 0):
            raise Failure(f"{self} cannot be clicked")

    @property
    def width(self):
        return Atspi.Component.get_extents(self.accessible, Atspi.CoordType.WINDOW).width

    @property
    def height(self):
        return Atspi.Component.get_extents(self.accessible, Atspi.CoordType.WINDOW).height

    def character_place(self, offset):
        """Where a character of the text is in the window."""
        area = Atspi.Text.get_character_extents(self.accessible, offset, Atspi.CoordType.WINDOW)
        return area.x, area.y

    def place(self):
        """The middle of the node on the screen."""
        ancestors = [self]
        while ancestors[-1].role not in (ROLE.FRAME, ROLE.APPLICATION):
            ancestors.append(Node(ancestors[-1].accessible.get_parent()))
        in_page = any(node.role == ROLE.DOCUMENT_WEB for node in ancestors)
        # What WebKit takes for the screen is the window. GTK counts from the window's content.
        kind = Atspi.CoordType.SCREEN if in_page else Atspi.CoordType.WINDOW
        area = Atspi.Component.get_extents(self.accessible, kind)
        frame = Atspi.Component.get_extents(ancestors[-1].accessible, Atspi.CoordType.WINDOW)
        number = xdotool(
            "search", "--onlyvisible", "--pid", self.accessible.get_process_id(), "--name",
            re.escape(ancestors[-1].name),
        )[-1]
        shell = dict(
            line.split("=") for line in xdotool("getwindowgeometry", "--shell", number)
        )
        x, y = int(shell["X"]) + area.x, int(shell["Y"]) + area.y
        if not in_page:
            x, y = x - frame.x, y - frame.y
        return x + area.width // 2, y + area.height // 2

    def click_with_mouse(self):
        xdotool("mousemove", "--sync", *self.place(), "click", 1)

    def focus(self):
        if not self.is_focused:
            self.click_with_mouse()
        wait_for(lambda: self.is_focused, f"focus on {self}")

    def __str__(self):
        return f"{self.role.value_nick} “{self.name}”"


class Window(Node):
    """A window of the program, with its actions."""

    def __init__(self, program, accessible, path):
        super().__init__(accessible)
        self.program = program
        self.path = path

    @property
    def source(self):
        return self.wait(ROLE.TEXT, "Source")

    @property
    def page(self):
        """What the preview shows."""
        return wait_for(lambda: self.find(ROLE.DOCUMENT_WEB), "the page")

    def page_text(self):
        page = self.find(ROLE.DOCUMENT_WEB)
        return page.text() if page else ""

    def wait_page(self, *parts, without=()):
        def complete():
            text = self.page_text()
            return all(part in text for part in parts) and not any(
                part in text for part in without
            )

        wait_for(
            complete,
            lambda: f"{parts} and not {list(without)} on the page: {self.page_text()[:2000]!r}",
        )

    def type(self, text):
        self.source.focus()
        type_text(text)

    def action(self, name, parameter=None):
        self.program.activate(self.path, name, parameter)

    def is_enabled_action(self, name):
        return self.program.describe(self.path, name)[0]

    def action_state(self, name):
        return self.program.describe(self.path, name)[2][0]

    def wait_enabled(self, name, enabled=True):
        wait_for(lambda: self.is_enabled_action(name) == enabled, f"{name} enabled: {enabled}")

    @property
    def is_modified(self):
        return self.name.startswith("• ")

    def wait_modified(self, modified=True):
        wait_for(lambda: self.is_modified == modified, f"modified: {modified}")

    def _messages(self, part):
        return [
            bar for bar in self.find_all(ROLE.ALERT) if bar.find(ROLE.LABEL, contains=part)
        ]

    def message(self, part):
        """The bar that says part."""
        return wait_for(lambda: self._messages(part), f"a bar that says {part!r}")[0]

    def wait_no_message(self, part):
        wait_for(lambda: not self._messages(part), f"no more {part!r}")


class Program:
    """One running desktop program."""

    def __init__(self, session, *files, env=None, disk=None):
        program = os.environ["GALLEY_DESKTOP_PROGRAM"]
        preload = os.environ.get("GALLEY_OBJECT_WATCH", "")
        if os.environ.get("GALLEY_WATCH"):
            preload += " " + os.environ["GALLEY_FAULTS_LIBRARY"]
        self.log = session.folder / "program.log"
        self.bus = session.bus
        self.process = subprocess.Popen(
            [program, *map(str, files)],
            stdin=subprocess.DEVNULL,
            stderr=self.log.open("a"),
            env={**os.environ, "HOME": str(session.home), "LD_PRELOAD": preload, **(env or {})},
            cwd=session.folder,
            preexec_fn=disk and disk.mount,
        )
        if disk is not None:
            disk.process = self.process
        self.accessible = wait_for(self._find_accessible, "the program on the accessibility bus")

    def _find_accessible(self):
        if self.process.poll() is not None:
            raise Failure(f"the program ended with {self.process.returncode}")
        desktop = Atspi.get_desktop(0)
        desktop.clear_cache_single()
        for index in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(index)
            if child is not None and child.get_process_id() == self.process.pid:
                return Node(child)
        return None

    def call(self, path, interface, method, parameters=None):
        return self.bus.call_sync(
            APP_ID, path, interface, method, parameters, None, Gio.DBusCallFlags.NONE, -1, None
        )

    def activate(self, path, name, parameter=None):
        parameters = [parameter] if parameter is not None else []
        self.call(
            path, "org.gtk.Actions", "Activate", GLib.Variant("(sava{sv})", (name, parameters, {}))
        )

    def action(self, name, parameter=None):
        self.activate(APP_PATH, name, parameter)

    def describe(self, path, name):
        reply = self.call(path, "org.gtk.Actions", "Describe", GLib.Variant("(s)", (name,)))
        return reply.unpack()[0]

    def open(self, *files):
        uris = [pathlib.Path(file).absolute().as_uri() for file in files]
        self.call(
            APP_PATH, "org.freedesktop.Application", "Open", GLib.Variant("(asa{sv})", (uris, {}))
        )

    def _paths(self):
        reply = self.call(APP_PATH + "/window", "org.freedesktop.DBus.Introspectable", "Introspect")
        info = Gio.DBusNodeInfo.new_for_xml(reply.unpack()[0])
        return [f"{APP_PATH}/window/{node.path}" for node in info.nodes]

    def windows(self):
        """The windows in the order they were made."""
        frames = [node for node in self.accessible.children() if node.role == ROLE.FRAME]
        paths = sorted(self._paths(), key=lambda path: int(path.rsplit("/", 1)[1]))
        if len(frames) != len(paths):
            return []
        return [Window(self, frame.accessible, path) for frame, path in zip(frames, paths)]

    def wait_windows(self, number):
        return wait_for(
            lambda: (lambda found: found if len(found) == number else None)(self.windows()),
            f"{number} windows",
        )

    @property
    def window(self):
        return self.wait_windows(1)[0]

    @property
    def has_ended(self):
        return self.process.poll() is not None

    def wait_end(self):
        wait_for(lambda: self.has_ended, "the end of the program")
        equal(self.process.returncode, 0, "exit status")

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        if not self.has_ended:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(LIMIT)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


class Session:
    """What one test has: a folder, a home, and the programs it started."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="galley-test-"))
        self.home = pathlib.Path(os.environ["HOME"])
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        self.state = pathlib.Path(os.environ["XDG_STATE_HOME"]) / "galley"
        self.programs = []

    def drafts(self):
        """The texts that are kept in case the program is killed."""
        return [
            path.read_text().split("\n\n", 1)[1] for path in sorted(self.state.glob("drafts/*/*.md"))
        ]

    def wait_drafts(self, *texts):
        def complete():
            try:
                return self.drafts() == list(texts)
            except FileNotFoundError:  # while it was read
                return False

        wait_for(complete, lambda: f"the drafts {texts}: {self.drafts()}")

    def wait_session(self, *files):
        """Which files the next start will open again."""

        def found():
            keys = GLib.KeyFile()
            keys.load_from_file(str(self.state / "session"), GLib.KeyFileFlags.NONE)
            groups = keys.get_groups()[0]
            return sorted(keys.get_string(group, "File") for group in groups)

        wait_for(lambda: found() == sorted(file.as_uri() for file in files), "the session")

    def settings(self, **values):
        """Sets keys of the settings, before the program starts or while it runs."""
        file = pathlib.Path(os.environ["XDG_CONFIG_HOME"]) / "glib-2.0/settings/keyfile"
        keys = GLib.KeyFile()
        if file.exists():
            keys.load_from_file(str(file), GLib.KeyFileFlags.NONE)
        for name, value in values.items():
            text = value if isinstance(value, str) else GLib.Variant(
                {bool: "b", int: "i", float: "d"}[type(value)], value
            ).print_(False)
            if isinstance(value, str):
                text = f"'{value}'"
            keys.set_value("io/github/galleyeditor/Galley", name.replace("_", "-"), text)
        file.parent.mkdir(parents=True, exist_ok=True)
        keys.save_to_file(str(file))

    def scale_text(self, factor):
        """Makes the text of programs that start now larger, as people who see badly do."""
        (self.home / ".Xdefaults").write_text(f"Xft.dpi: {round(96 * factor)}\n")

    def setting(self, name):
        """The value as text; None for the default."""
        file = pathlib.Path(os.environ["XDG_CONFIG_HOME"]) / "glib-2.0/settings/keyfile"
        keys = GLib.KeyFile()
        try:
            keys.load_from_file(str(file), GLib.KeyFileFlags.NONE)
            return keys.get_value("io/github/galleyeditor/Galley", name)
        except GLib.Error:
            return None

    def file(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def start(self, *files, **options):
        program = Program(self, *files, **options)
        self.programs.append(program)
        return program

    def open(self, content="", name="issue.md", **options):
        """A window with a file of this content; and the file."""
        path = self.file(name, content)
        program = self.start(path, **options)
        window = program.window
        wait_for(lambda: window.is_enabled_action("reload"), "the file to be loaded")
        return window, path

    def complaints(self):
        """What the program wrote that it should not have to."""
        log = self.folder / "program.log"
        lines = log.read_text(errors="replace").splitlines() if log.exists() else []
        own = re.compile(r"\(galley-desktop:.*(WARNING|CRITICAL) \*\*")
        # GTK's file chooser: Galley has no tree store.
        complaints = [
            line for line in lines if own.search(line) and "gtk_tree_store_remove" not in line
        ]
        return complaints + galleywatch.waits(lines)

    def end(self):
        for program in self.programs:
            program.stop()
        shutil.rmtree(pathlib.Path(os.environ["XDG_CONFIG_HOME"]) / "glib-2.0", True)
        shutil.rmtree(pathlib.Path(os.environ["XDG_DATA_HOME"]), True)
        os.makedirs(os.environ["XDG_DATA_HOME"])
        (self.home / ".Xdefaults").unlink(missing_ok=True)
        shutil.rmtree(self.state, True)

    def picture(self, name):
        folder = pathlib.Path(os.environ.get("GALLEY_TEST_PICTURES", "."))
        if folder.is_dir():
            subprocess.run(["import", "-window", "root", str(folder / f"{name}.png")])


def describe(problem):
    text = "".join(traceback.format_exception(problem))
    return "\n".join("# " + line for line in text.splitlines())


def run_one(number, function):
    session = Session()
    title = (function.__doc__ or function.__name__).splitlines()[0].rstrip(".")
    problem = skipped = None
    try:
        function(session)
    except Skip as reason:
        skipped = reason
    except Exception as error:
        problem = error
        session.picture(function.__name__)
    session.end()
    complaints = session.complaints()
    if problem is None and complaints:
        problem = Failure("the program complained")
    directive = f" # SKIP {skipped}" if skipped else ""
    print(f"{'not ok' if problem else 'ok'} {number} - {title}{directive}", flush=True)
    if problem is not None:
        print(describe(problem), *(f"# {line}" for line in complaints), sep="\n", flush=True)
        log = session.folder / "program.log"
        if log.exists():
            lines = log.read_text(errors="replace").splitlines()
            print("".join(f"# {line}\n" for line in lines if not line.startswith("galley-watch")))
    subprocess.run(["chmod", "-R", "u+w", str(session.folder)])
    shutil.rmtree(session.folder, True)
    return problem is None


def run():
    chosen = [f for f in tests if len(sys.argv) < 2 or any(a in f.__name__ for a in sys.argv[1:])]
    print(f"1..{len(chosen)}", flush=True)
    results = [run_one(number, function) for number, function in enumerate(chosen, 1)]
    sys.exit(0 if all(results) else 1)
