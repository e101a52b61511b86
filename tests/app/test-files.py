#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Opening, saving, and files that change or cannot be written."""

import os
import shutil
import subprocess

from gi.repository import GLib

from galleytest import ROLE, Skip, equal, press, run, test, type_text, wait_for

ISSUE = """---
title: Orchard   # a comment
odd:   [ 1,2 ]
---

One apple.

Two pears. \x20


* three
"""


def save(window):
    window.wait_enabled("save")
    window.action("save")
    window.wait_modified(False)


@test
def one_word(session):
    """Open, change a word, save: that word is all that changed in the file"""
    window, path = session.open(ISSUE)
    window.source.replace("pears", "plums")
    window.wait_page("Two plums.")
    save(window)
    equal(path.read_bytes(), ISSUE.replace("pears", "plums").encode(), "the file")


@test
def odd_bytes(session):
    """Line ends, byte order mark, spaces and a missing last line end stay as they were"""
    content = b"\xef\xbb\xbf---\r\ntitle: Orchard\r\n---\r\n\r\nTwo pears. \t\r\n\r\n\r\nno end"
    window, path = session.open(content)
    window.source.replace("pears", "plums")
    save(window)
    equal(path.read_bytes(), content.replace(b"pears", b"plums"), "the file")


@test
def other_encodings(session):
    """A file in GB18030 or UTF-16 is read right and saved in its own encoding"""
    text = "---\ntitle: 周刊\n---\n\n本期推荐 pears 和苹果，值得一看。\n" * 3
    for encoding in ("gb18030", "utf-16"):
        window, path = session.open(text.encode(encoding), name=f"{encoding}.md")
        window.wait_page("本期推荐 pears 和苹果")
        window.source.replace("pears", "plums")
        save(window)
        equal(path.read_bytes().decode(encoding), text.replace("pears", "plums", 1), encoding)
        window.program.stop()


@test
def reload_unmodified(session):
    """A file changed by another program is shown anew when nothing was typed"""
    window, path = session.open(ISSUE)
    window.wait_page("Two pears.")
    path.write_text(ISSUE.replace("pears", "cherries"))
    window.wait_page("Two cherries.", without=["pears"])
    equal(window.is_modified, False, "modified")


@test
def replaced_file(session):
    """The same when the other program puts a new file in its place"""
    window, path = session.open(ISSUE)
    window.wait_page("Two pears.")
    other = session.file("other", ISSUE.replace("pears", "cherries"))
    os.replace(other, path)
    window.wait_page("Two cherries.", without=["pears"])


def git(folder, *arguments):
    """What git says, whatever the settings of the system and the user are."""
    environment = {
        **os.environ, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org",
    }
    subprocess.run(["git", *arguments], cwd=folder, env=environment, check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@test
def git_checkout(session):
    """Another version that git puts there is shown at once, or asked about: nothing is lost"""
    if shutil.which("git") is None:
        raise Skip("git is not installed")
    other = ISSUE.replace("pears", "cherries") + "* four\n"
    path = session.file("site/issue.md", ISSUE)
    for step in (["init", "--quiet"], ["add", "."], ["commit", "-m", "first"], ["tag", "first"]):
        git(path.parent, *step)
    path.write_text(other)
    git(path.parent, "commit", "-am", "second")
    git(path.parent, "tag", "second")

    window = session.start(path).window
    window.wait_page("Two cherries.", "four")
    git(path.parent, "checkout", "first")
    window.wait_page("Two pears.", without=["cherries", "four"])
    window.wait_modified(False)
    git(path.parent, "checkout", "second")
    window.source.wait_text(other)
    window.wait_modified(False)
    window.action("undo")
    window.source.wait_text(ISSUE)
    window.wait_modified()
    window.action("redo")
    window.source.wait_text(other)
    window.wait_modified(False)

    window.source.replace("apple", "quince")
    git(path.parent, "checkout", "first")
    bar = window.message("changed this file")
    equal(window.source.text(), other.replace("apple", "quince"), "the text is kept")
    equal(path.read_text(), ISSUE, "so is the file")
    bar.wait(ROLE.BUTTON, contains="Theirs").click()
    window.source.wait_text(ISSUE)
    window.wait_modified(False)


@test
def keep_mine(session):
    """Changed on both sides, asked: the person's text is kept, and saving it works"""
    window, path = session.open(ISSUE)
    window.source.replace("pears", "plums")
    path.write_text(ISSUE.replace("pears", "cherries"))
    window.message("changed this file").wait(ROLE.BUTTON, contains="Keep").click()
    window.wait_no_message("changed this file")
    equal("plums" in window.source.text(), True, "the text is kept")
    save(window)
    equal(path.read_text(), ISSUE.replace("pears", "plums"), "the file")


@test
def take_theirs(session):
    """Changed on both sides, asked: the file's text is taken"""
    window, path = session.open(ISSUE)
    window.source.replace("pears", "plums")
    path.write_text(ISSUE.replace("pears", "cherries"))
    window.message("changed this file").wait(ROLE.BUTTON, contains="Theirs").click()
    window.wait_no_message("changed this file")
    window.wait_page("Two cherries.", without=["plums"])
    window.wait_modified(False)


@test
def save_over_changed(session):
    """Saving over a file that another program changed asks first"""
    window, path = session.open(ISSUE)
    window.source.replace("pears", "plums")
    path.write_text(ISSUE.replace("pears", "cherries"))
    window.message("changed this file")
    window.action("save")
    window.wait(ROLE.BUTTON, "Cancel").click()
    window.wait_gone(ROLE.BUTTON, "Cancel")
    equal(path.read_text(), ISSUE.replace("pears", "cherries"), "the file after Cancel")
    window.action("save")
    window.wait(ROLE.BUTTON, "Replace").click()
    window.wait_modified(False)
    equal(path.read_text(), ISSUE.replace("pears", "plums"), "the file after Replace")


@test
def failed_save(session):
    """A save that fails says why, and keeps the text and the old file; trying again works"""
    window, path = session.open(ISSUE, name="shelf/issue.md")
    window.source.replace("pears", "plums")
    shelf = path.parent
    away = shelf.with_name("away")
    shelf.rename(away)
    window.action("save")
    bar = window.message("issue.md")
    equal(window.is_modified, True, "modified after the failure")
    equal("plums" in window.source.text(), True, "the text is kept")
    equal((away / "issue.md").read_text(), ISSUE, "the old file")
    away.rename(shelf)
    bar.wait(ROLE.BUTTON, contains="Try Again").click()
    window.wait_modified(False)
    window.wait_no_message("issue.md")
    equal(path.read_text(), ISSUE.replace("pears", "plums"), "the file")


@test
def missing_file(session):
    """A file that is not there: the window says so, and Try Again opens it when it is"""
    path = session.folder / "not-there.md"
    window = session.start(path).window
    bar = window.message("not-there.md")
    path.write_text("Here now.\n")
    bar.wait(ROLE.BUTTON, contains="Try Again").click()
    window.wait_page("Here now.")
    window.wait_no_message("not-there.md")


@test
def no_text(session):
    """A file that is not text is refused with a message, and stays as it is"""
    content = bytes(range(256)) * 40
    path = session.file("picture.md", b"\x89PNG\r\n\x1a\n\0\0" + content)
    window = session.start(path).window
    window.message("picture.md")
    equal(path.read_bytes(), b"\x89PNG\r\n\x1a\n\0\0" + content, "the file")


@test
def save_as(session):
    """Save As proposes a name from the title, and the window is then about the new file"""
    program = session.start()
    window = program.window
    window.source.replace("New Issue", "Ten Trees")
    wait_for(lambda: "Ten Trees" in window.name, "the title")
    window.action("save-as")
    entry = program.accessible.wait(ROLE.TEXT, "Name:")
    entry.wait_text("ten-trees.md")
    wait_for(lambda: entry.is_focused, "the focus on the name")
    press("ctrl+a")
    path = session.folder / "trees.md"
    type_text(f"{path}\n")
    wait_for(path.exists, "the file")
    window = program.window
    window.wait_modified(False)
    equal(window.source.text(), path.read_text(), "the file")
    source = window.source
    source.insert(len(source.text()), "More.\n")
    save(window)
    equal(path.read_text().endswith("More.\n"), True, "the second save")


@test
def several_files(session):
    """Several files open in windows of their own; a file that is open raises its window"""
    first = session.file("a.md", "# First\n")
    second = session.file("b.md", "# Second\n")
    program = session.start(first, second)
    windows = program.wait_windows(2)
    for window, text in zip(windows, ("First", "Second")):
        window.wait_page(text)
    program.open(first, session.file("c.md", "# Third\n"))
    program.wait_windows(3)[2].wait_page("Third")
    link = session.folder / "link.md"
    link.symlink_to(first)
    program.open(link)
    fourth = GLib.Variant("s", session.file("d.md", "# Fourth\n").as_uri())
    program.action("open-file", fourth)
    program.wait_windows(4)[3].wait_page("Fourth")


@test
def new_issue_gives_way(session):
    """A file opens in the place of a new issue, and beside one that somebody began to write"""
    program = session.start()
    window = program.window
    wait_for(lambda: "title:" in window.source.text(), "the template")
    program.open(session.file("a.md", "# First\n"))
    program.window.wait_page("First")
    program.action("new")
    new = program.wait_windows(2)[1]
    source = new.source
    source.insert(len(source.text()), "words")
    new.wait_modified()
    program.open(session.file("b.md", "# Second\n"))
    program.wait_windows(3)[2].wait_page("Second")


@test
def link_is_followed(session):
    """Saving through a symbolic link writes the file it leads to, and keeps its permissions"""
    target = session.file("kept.md", ISSUE)
    target.chmod(0o640)
    link = session.folder / "link.md"
    link.symlink_to(target)
    window = session.start(link).window
    window.wait_page("Two pears.")
    window.source.replace("pears", "plums")
    save(window)
    equal(link.is_symlink(), True, "the link is still one")
    equal(target.read_text(), ISSUE.replace("pears", "plums"), "the file")
    equal(target.stat().st_mode & 0o777, 0o640, "its permissions")


@test
def recent_files(session):
    """A file that was open is among the recent files of the next window"""
    window, path = session.open("# Orchard\n", name="orchard-42.md")
    window.wait_page("Orchard")
    window.action("close")
    window.program.wait_end()
    window = session.start().window
    window.wait(ROLE.TOGGLE_BUTTON, "Recent Files").click()
    window.wait(ROLE.LABEL, "orchard-42.md")
    press("Down", "Return")
    wait_for(lambda: window.program.window.source.text() == "# Orchard\n", "the file")


run()
