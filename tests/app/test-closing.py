#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Closing windows with and without unsaved text."""

from galleytest import ROLE, equal, run, test, wait_for

ISSUE = "---\ntitle: Orchard\n---\n\nOne apple.\n"


def open_changed(session):
    window, path = session.open(ISSUE)
    source = window.source
    source.insert(len(source.text()), "Two pears.\n")
    window.wait_modified()
    return window, path


@test
def nothing_to_save(session):
    """A window without changes closes at once, and the program ends with the last one"""
    window, path = session.open(ISSUE)
    window.action("close")
    window.program.wait_end()
    equal(path.read_text(), ISSUE, "the file")


@test
def untouched_template(session):
    """A new issue that nobody touched closes without a question"""
    window = session.start().window
    wait_for(lambda: "title:" in window.source.text(), "the template")
    window.action("close")
    window.program.wait_end()


@test
def cancel(session):
    """Cancel keeps window and text"""
    window, path = open_changed(session)
    window.action("close")
    window.wait(ROLE.BUTTON, "Cancel").click()
    window.wait_gone(ROLE.BUTTON, "Cancel")
    equal(window.source.text(), ISSUE + "Two pears.\n", "the source")
    equal(path.read_text(), ISSUE, "the file")
    equal(window.is_modified, True, "modified")


@test
def discard(session):
    """Discard closes and leaves the file as it was"""
    window, path = open_changed(session)
    window.action("close")
    window.wait(ROLE.BUTTON, "Discard").click()
    window.program.wait_end()
    equal(path.read_text(), ISSUE, "the file")


@test
def save(session):
    """Save writes the file, then closes"""
    window, path = open_changed(session)
    window.action("close")
    window.wait(ROLE.BUTTON, "Save")
    dialog = wait_for(
        lambda: next(
            (
                node
                for node in window.find_all(ROLE.DIALOG) + window.find_all(ROLE.ALERT)
                if node.find(ROLE.BUTTON, "Discard")
            ),
            None,
        ),
        "the question",
    )
    dialog.wait(ROLE.BUTTON, "Save").click()
    window.program.wait_end()
    equal(path.read_text(), ISSUE + "Two pears.\n", "the file")


@test
def failed_save_stays(session):
    """When Save fails the window stays, says why and keeps the text"""
    window, path = open_changed(session)
    away = session.folder / "away"
    away.mkdir()
    path.unlink()
    path.mkdir()
    window.action("close")
    dialog = wait_for(
        lambda: next(
            (
                node
                for node in window.find_all(ROLE.DIALOG) + window.find_all(ROLE.ALERT)
                if node.find(ROLE.BUTTON, "Discard")
            ),
            None,
        ),
        "the question",
    )
    dialog.wait(ROLE.BUTTON, "Save").click()
    window.message("issue.md")
    equal(window.source.text(), ISSUE + "Two pears.\n", "the source")
    equal(window.program.has_ended, False, "ended")


@test
def quit_asks(session):
    """Quit closes what is saved and asks about what is not"""
    window, path = open_changed(session)
    program = window.program
    program.action("new")
    program.wait_windows(2)
    program.action("quit")
    window = program.window
    window.wait(ROLE.BUTTON, "Discard").click()
    program.wait_end()
    equal(path.read_text(), ISSUE, "the file")


@test
def quit_cancelled(session):
    """After a Quit that was cancelled the session is kept as before"""
    files = [session.file(f"{name}.md", f"# {name}\n") for name in ("a", "b", "c")]
    program = session.start(*files)
    for window, file in zip(program.wait_windows(3), files):
        window.source.wait_text(file.read_text())
    session.wait_session(*files)
    for window in program.windows()[1:]:
        window.source.insert(0, "x")
        window.wait_modified()
    program.action("quit")
    for window in program.wait_windows(2):
        window.wait(ROLE.BUTTON, "Cancel").click()
        window.wait_gone(ROLE.BUTTON, "Cancel")
    session.wait_session(*files[1:])
    window = next(window for window in program.windows() if "b" in window.source.text())
    window.action("close")
    window.wait(ROLE.BUTTON, "Discard").click()
    program.wait_windows(1)
    session.wait_session(files[2])


run()
