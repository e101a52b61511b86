#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures that are pasted or dropped are saved and linked."""

import datetime
import os
import pathlib
import subprocess

from galleyother import Other
from galleytest import LIMIT, ROLE, Failure, equal, press, run, test, type_text, wait_for, xdotool

TEXT = "---\ntitle: Orchard\n---\n\nOne apple.\n\n"

# A pink square.
SQUARE = pathlib.Path(os.environ["XDG_CACHE_HOME"]) / "square.png"
subprocess.run(["convert", "-size", "40x30", "xc:pink", SQUARE], check=True)


def today():
    return datetime.date.today().isoformat()


def open_bundle(session, text=TEXT):
    session.file("site/hugo.toml", "")
    return session.open(text, name="site/content/weekly-7/index.md")


def at_end(window):
    window.source.focus()
    press("ctrl+End")


def name_entry(window):
    return window.wait(ROLE.TEXT, "Name of the image")


def paste(condition, limit=15):
    """Pastes until condition comes true: what comes from another program comes by several
    messages, and on a busy machine the first try may be too early for it."""
    for last in (False, False, True):
        press("ctrl+v")
        try:
            return wait_for(condition, "what comes of it", LIMIT if last else limit)
        except Failure:
            if last:
                raise


def has_entry(window):
    return lambda: window.find(ROLE.TEXT, "Name of the image")


def paste_picture(window):
    return paste(has_entry(window))


def files(path):
    return sorted(file.name for file in path.parent.iterdir() if not file.name.startswith("."))


@test
def paste_texture(session):
    """A picture on the clipboard is saved beside the issue under a name with the day"""
    window, path = open_bundle(session)
    at_end(window)
    with Other("texture", SQUARE):
        entry = paste_picture(window)
        entry.wait_text(f"{today()}.png")
        window.wait(ROLE.LABEL, "In “content/weekly-7”")
        equal(files(path), ["index.md"], "files before it is accepted")
        # The name is selected, its extension is not.
        type_text("pink square")
        entry.wait_text("pink square.png")
        press("Return")
        window.source.wait_text(TEXT + "![](pink%20square.png)")
    equal(files(path), ["index.md", "pink square.png"], "files")
    size = subprocess.run(
        ["identify", "-format", "%wx%h", path.parent / "pink square.png"],
        check=True, stdout=subprocess.PIPE, text=True,
    ).stdout
    equal(size, "40x30", "the picture")

    # The cursor is where it is said what the picture shows; undo takes all of it.
    window.wait_gone(ROLE.TEXT, "Name of the image")
    type_text("A square")
    window.source.wait_text(TEXT + "![A square](pink%20square.png)")
    wait_for(lambda: window.page.find(ROLE.IMAGE, "A square"), "the picture on the page")
    for _ in range(20):
        if window.source.text() == TEXT:
            break
        window.action("undo")
    window.source.wait_text(TEXT)


@test
def one_step_of_undo(session):
    """Undo takes back the link in one step"""
    window, path = open_bundle(session)
    at_end(window)
    with Other("texture", SQUARE):
        paste_picture(window)
        press("Return")
        window.source.wait_text(TEXT + f"![]({today()}.png)")
    window.action("undo")
    window.source.wait_text(TEXT)
    window.wait_modified(False)
    equal(files(path), [f"{today()}.png", "index.md"], "files")


@test
def never_over_another(session):
    """A name that is taken is refused, also when it is taken meanwhile; Escape does nothing"""
    window, path = open_bundle(session)
    session.file("site/content/weekly-7/taken.png", "mine")
    at_end(window)
    with Other("texture", SQUARE):
        paste_picture(window)
        type_text("Taken")
        window.wait(ROLE.LABEL, "There is a file with this name already.")
        equal(window.wait(ROLE.BUTTON, "Insert").is_enabled, False, "Insert")
        press("Return")
        press("ctrl+a")
        type_text("late.png")
        window.wait_gone(ROLE.LABEL, "There is a file with this name already.")
        session.file("site/content/weekly-7/late.png", "late")
        press("Return")
        window.wait(ROLE.LABEL, "There is a file with this name already.")
        press("Escape")
        window.wait_gone(ROLE.TEXT, "Name of the image")
    window.source.wait_text(TEXT)
    equal((path.parent / "taken.png").read_text(), "mine", "taken.png")
    equal((path.parent / "late.png").read_text(), "late", "late.png")
    equal(files(path), ["index.md", "late.png", "taken.png"], "files")


@test
def paste_files(session):
    """Files are copied to where the site has its pictures; what is there is only linked"""
    session.file("site/hugo.toml", "")
    session.file("site/static/img/2020-01-02-pear.png", SQUARE.read_bytes())
    text = TEXT + "![A pear](/img/2020-01-02-pear.png)\n\n"
    window, path = session.open(text, name="site/content/weekly-7.md")
    other = session.file("Red Apple.PNG", SQUARE.read_bytes())
    at_end(window)
    with Other("files", other):
        paste_picture(window).wait_text(f"{today()}-red-apple.png")
        window.wait(ROLE.LABEL, "In “static/img”")
        press("Return")
        first = text + f"![](/img/{today()}-red-apple.png)"
        window.source.wait_text(first)
    saved = session.folder / f"site/static/img/{today()}-red-apple.png"
    equal(saved.read_bytes(), other.read_bytes(), "the copy")

    at_end(window)
    press("Return")
    with Other("files", session.folder / "site/static/img/2020-01-02-pear.png"):
        linked = first + "\n![](/img/2020-01-02-pear.png)"
        paste(lambda: window.source.text() == linked)
    equal(len(list(saved.parent.iterdir())), 2, "files")


@test
def several_files(session):
    """Several pictures are asked about one after the other, and stand below each other"""
    window, path = open_bundle(session)
    one = session.file("one.png", SQUARE.read_bytes())
    two = session.file("two.png", SQUARE.read_bytes())
    at_end(window)
    with Other("files", one, two):
        paste_picture(window)
        for name in ("one", "two"):
            name_entry(window).wait_text(f"{today()}-{name}.png")
            press("Return")
        window.source.wait_text(TEXT + f"![]({today()}-one.png)\n![]({today()}-two.png)")
    equal(files(path), [f"{today()}-one.png", f"{today()}-two.png", "index.md"], "files")


@test
def text_stays_text(session):
    """Text, a picture that comes with text, and other files are pasted as ever"""
    window, path = open_bundle(session)
    at_end(window)
    with Other("text", "plain"):
        paste(lambda: window.source.text() == TEXT + "plain")
    with Other("both", SQUARE):
        paste(lambda: window.source.text() == TEXT + "plainwords")
    notes = session.file("notes.txt", "x")
    with Other("files", notes):
        paste(lambda: "notes.txt" in window.source.text())
    equal(files(path), ["index.md"], "files")


@test
def in_front_matter(session):
    """In front matter the address is written alone"""
    window, path = open_bundle(session, "---\ncover: \n---\n")
    window.wait_page("")
    window.source.focus()
    press("ctrl+Home", "Down", "End", "End")
    with Other("texture", SQUARE):
        paste_picture(window)
        press("Return")
        window.source.wait_text(f"---\ncover: {today()}.png\n---\n")


@test
def without_file(session):
    """An issue that has no file yet is to be saved first, and nothing is lost or written"""
    program = session.start()
    window = program.window
    window.wait_page("One or two sentences")
    at_end(window)
    before = window.source.text()
    with Other("texture", SQUARE):
        paste(lambda: window.find(ROLE.LABEL, contains="save the issue first"))
        window.message("save the issue first").wait(ROLE.BUTTON, "Save")
    equal(window.source.text(), before, "the text")


@test
def no_permission(session):
    """What cannot be written is said above the text"""
    session.file("site/hugo.toml", "")
    pear = session.file("site/static/img/pear.png", SQUARE.read_bytes())
    text = TEXT + "![A pear](/img/pear.png)\n\n"
    window, path = session.open(text, name="site/content/weekly-7.md")
    at_end(window)
    with Other("texture", SQUARE):
        paste_picture(window)
        # Nobody can make a file below a file, not even the administrator.
        pear.parent.rename(pear.parent.parent / "moved")
        pear.parent.write_text("no folder")
        press("Return")
        window.message("The image was not saved.")
    window.source.wait_text(text)


def drag(where, condition, *content):
    """Drags what another program has to a place on the screen, with the mouse, until condition."""

    def move(x, y):
        xdotool("mousemove", "--sync", x, y)

    def shake(x, y):
        move(x + 1, y)
        move(x, y)

    with Other("drag", *content) as other:
        own = wait_for(
            lambda: xdotool("search", "--onlyvisible", "--name", "galley-drag-source"),
            "the window to drag from",
        )[0]
        xdotool("windowmove", own, 1100, 650)
        wait_for(
            lambda: "X=1100" in xdotool("getwindowgeometry", "--shell", own), "the window to move"
        )
        xdotool("windowraise", own)
        move(1150, 690)
        xdotool("mousedown", 1)
        other.wait_for("wanted", lambda: shake(*where))
        xdotool("mouseup", 1)
        return wait_for(condition, "what comes of it")


@test
def drop_picture(session):
    """A picture that is dropped on the source is saved, and linked where it was let go"""
    window, path = open_bundle(session, TEXT + "Two pears.\n")
    window.wait_page("Two pears.")
    picture = session.file("Apple.png", SQUARE.read_bytes())
    # Below the text: at its end.
    drag((300, 600), has_entry(window), "files", picture).wait_text(f"{today()}-apple.png")
    press("Return")
    window.source.wait_text(TEXT + f"Two pears.\n![]({today()}-apple.png)")
    equal(files(path), [f"{today()}-apple.png", "index.md"], "files")


@test
def drop_issue(session):
    """A Markdown file that is dropped on the source or on the page is opened"""
    window, path = open_bundle(session)
    other = session.file("second.md", "# Two pears\n")
    third = session.file("third.md", "# Three plums\n")
    drag((300, 400), lambda: len(window.program.windows()) == 2, "files", other)
    window.program.windows()[1].wait_page("Two pears")
    drag((900, 400), lambda: len(window.program.windows()) == 3, "files", third)
    window.program.windows()[2].wait_page("Three plums")
    window.source.wait_text(TEXT)


@test
def drop_on_form(session):
    """A picture that is dropped on a field of the form is the field's"""
    session.settings(show_sidebar=True, sidebar_page="front-matter")
    window, path = open_bundle(session, "---\ntitle: Orchard\ncover: pear.png\n---\n\nOne apple.\n")
    apple = session.file("site/content/weekly-7/apple.png", SQUARE.read_bytes())
    row = window.wait(ROLE.TEXT, "Cover")
    changed = lambda: "cover: apple.png" in window.source.text()
    drag(row.place(), changed, "files", apple)
    equal(len(window.program.windows()), 1, "windows")


run()
