#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The program is killed, and what was typed is there again; files that change meanwhile."""

import hashlib
import os

from gi.repository import GLib

from galleydisk import Disk
from galleytest import ROLE, equal, press, run, test, type_text, wait_for

ISSUE = "---\ntitle: Orchard\n---\n\nOne apple.\n\nTwo pears.\n\nThree plums.\n"
BAR = "had ended before"


def append(window, text):
    source = window.source
    source.insert(len(source.text()), text)


@test
def untitled(session):
    """An issue without a file is there again after a kill, and can be saved"""
    window = session.start().window
    window.source.replace("New Issue", "Ten Trees")
    text = window.source.text()
    session.wait_drafts(text)
    window.program.kill()
    window = session.start().window
    window.source.wait_text(text)
    window.wait_modified()
    bar = window.message(BAR)
    equal(bar.find(ROLE.BUTTON, contains="Compare"), None, "nothing to compare with")
    equal(window.is_enabled_action("undo"), False, "the history begins there")
    window.action("save")
    entry = window.program.accessible.wait(ROLE.TEXT, "Name:")
    wait_for(lambda: entry.is_focused, "the focus on the name")
    press("ctrl+a")
    path = session.folder / "trees.md"
    type_text(f"{path}\n")
    wait_for(path.exists, "the file")
    session.wait_drafts()
    window.wait_no_message(BAR)
    equal(path.read_text(), text, "the file")
    session.wait_session(path)


@test
def with_file(session):
    """Text, cursor and history come back as they were; saving removes the draft"""
    window, path = session.open(ISSUE)
    window.source.replace("pears", "cherries")
    window.source.focus()
    press("ctrl+Home", "Down", "Down", "End")
    caret = window.source.caret
    type_text("x")
    text = window.source.text()
    session.wait_drafts(text)
    window.program.kill()
    equal(path.read_text(), ISSUE, "the file")
    window = session.start(path).window
    window.source.wait_text(text)
    window.message(BAR)
    wait_for(lambda: window.source.caret == caret + 1, "the cursor")
    session.picture("recovered")
    window.action("undo")
    window.source.wait_text(ISSUE)
    window.wait_modified(False)
    window.wait_no_message(BAR)
    session.wait_drafts()
    window.action("redo")
    window.wait_modified()
    window.action("save")
    window.wait_modified(False)
    equal(path.read_text(), text, "the file")
    session.wait_drafts()


@test
def discard(session):
    """Discard goes back to the file, and can be undone"""
    window, path = session.open(ISSUE)
    append(window, "Four figs.\n")
    session.wait_drafts(ISSUE + "Four figs.\n")
    window.program.kill()
    window = session.start().window
    window.message(BAR).wait(ROLE.BUTTON, contains="Discard").click()
    window.source.wait_text(ISSUE)
    window.wait_modified(False)
    session.wait_drafts()
    window.action("undo")
    window.source.wait_text(ISSUE + "Four figs.\n")


@test
def several(session):
    """Each window comes back with its own text"""
    first = session.file("a.md", "# First\n")
    second = session.file("b.md", "# Second\n")
    program = session.start(first, second)
    for window, text in zip(program.wait_windows(2), ("# First\n", "# Second\n")):
        window.source.wait_text(text)
        append(window, "More.\n")
    session.wait_drafts("# First\nMore.\n", "# Second\nMore.\n")
    program.kill()
    program = session.start()
    texts = sorted(window.source.text() for window in program.wait_windows(2))
    wait_for(
        lambda: sorted(window.source.text() for window in program.windows())
        == ["# First\nMore.\n", "# Second\nMore.\n"],
        f"the texts: {texts}",
    )


@test
def closed_is_not_kept(session):
    """What was discarded when its window closed does not come back"""
    window, path = session.open(ISSUE)
    append(window, "Four figs.\n")
    session.wait_drafts(ISSUE + "Four figs.\n")
    window.action("close")
    window.wait(ROLE.BUTTON, "Discard").click()
    window.program.wait_end()
    equal(session.drafts(), [], "drafts")
    window = session.start(path).window
    window.source.wait_text(ISSUE)


@test
def conflict(session):
    """The file changed after the kill: nothing is overwritten, and the lines can be chosen"""
    window, path = session.open(ISSUE)
    window.source.replace("pears", "cherries")
    window.source.replace("plums", "figs")
    mine = window.source.text()
    session.wait_drafts(mine)
    window.program.kill()
    theirs = ISSUE.replace("pears", "melons").replace("One apple", "Ten apples")
    path.write_text(theirs)
    window = session.start().window
    window.source.wait_text(mine)
    bar = window.message("changed this file")
    equal(path.read_text(), theirs, "the file")
    bar.wait(ROLE.BUTTON, contains="Compare").click()
    window.wait(ROLE.TOGGLE_BUTTON, contains="Ten apples")
    session.picture("compare")
    window.find(ROLE.TOGGLE_BUTTON, contains="Ten apples").click()
    window.wait(ROLE.BUTTON, "Apply").click()
    window.wait_gone(ROLE.BUTTON, "Apply")
    merged = mine.replace("One apple", "Ten apples")
    window.source.wait_text(merged)
    window.wait_no_message("changed this file")
    window.wait_modified()
    window.action("save")
    window.wait_modified(False)
    equal(path.read_text(), merged, "the file")


def leave_record(folder, path, old, new):
    """What a program leaves that is killed while it writes over a file with several names"""
    fields = f"File: {path.as_uri()}\nLength of the old content: {len(old.encode())}\n\n"
    data = (fields + old + new).encode()
    folder.mkdir(parents=True, exist_ok=True)
    record = folder / ".galley-0123456789abcdef.rescue"
    record.write_bytes(f"Galley rescue 1 {hashlib.sha256(data).hexdigest()}\n".encode() + data)
    return record


@test
def rescued(session):
    """What was being written in place is finished; where others wrote since, it is a question"""
    mine = ISSUE + "Four figs.\n"
    half = session.file("half.md", mine[:-3])
    theirs = session.file("theirs.md", "# Theirs\n")
    beside = session.file("beside.md", mine[:-3])
    # What was opened lately tells in which folders a record may be.
    program = session.start(session.file("recent.md", "# Recent\n"))
    program.window.source.wait_text("# Recent\n")
    program.window.action("close")
    program.wait_end()
    rescue = session.state / "rescue"
    record = leave_record(session.folder, beside, ISSUE, mine)
    leave_record(rescue, half, ISSUE, mine).rename(rescue / "half.rescue")
    leave_record(rescue, theirs, ISSUE, mine)
    window = session.start().window
    window.source.wait_text(mine)
    window.message("changed this file").wait(ROLE.BUTTON, contains="Compare")
    window.wait(ROLE.LABEL, contains="theirs.md")
    equal(half.read_text(), mine, "the file that was half written")
    equal(beside.read_text(), mine, "the file with a record beside it")
    equal(record.exists(), False, "the record beside it")
    equal(theirs.read_text(), "# Theirs\n", "the file that others wrote")
    equal(list(rescue.iterdir()), [], "the records")
    session.wait_drafts(mine)


@test
def killed_while_typing(session):
    """Killed at any moment, it has at least what was kept on the disk before"""
    path = session.file("issue.md", "")
    typed = ""
    for turn in range(5):
        program = session.start(path)
        window = program.window
        wait_for(lambda: window.is_enabled_action("reload"), "the file")
        window.source.wait_text(typed)
        window.source.focus()
        press("ctrl+End")
        for word in range(turn * 3 + 1):
            type_text(f"word{word} ")
        wait_for(session.drafts, "a draft")
        kept = session.drafts()[0]
        program.kill()
        window = session.start().window
        wait_for(lambda: window.source.text().startswith(kept), f"the text {kept!r}")
        typed = window.source.text()
        window.action("save")
        window.wait_modified(False)
        equal(path.read_text(), typed, "the file")
        window.action("close")
        window.program.wait_end()


@test
def no_files(session):
    """A pipe, a folder and a file that nobody may read are refused with a message, at once"""
    pipe = session.folder / "pipe.md"
    os.mkfifo(pipe)
    folder = session.folder / "folder.md"
    folder.mkdir()
    program = session.start(pipe)
    program.window.message("pipe.md")
    program.open(folder)
    wait_for(
        lambda: any(
            window.find(ROLE.LABEL, contains="This is a folder") for window in program.windows()
        ),
        "the message about the folder",
    )


@test
def odd_files(session):
    """A huge line, mixed line ends, invalid UTF-8 and NULs: read whole or refused, never changed"""
    for name, content in (
        ("long.md", b"x" * 20_000_000),
        ("mixed.md", b"a\r\nb\nc\rd\r\n"),
        ("invalid.md", b"# T\xfftle\n\nab\x81\x8d\n"),
        ("nul.md", b"# Title\0\n"),
    ):
        path = session.file(name, content)
        program = session.start(path)
        window = program.window
        wait_for(
            lambda: window.is_enabled_action("reload") or window._messages(name), f"{name}"
        )
        equal(path.read_bytes(), content, name)
        program.stop()


@test
def long_lines(session):
    """Of a long line the middle is hidden, pasted and restored too, and the file has all of it"""
    session.settings(view_mode="source")
    line = "![](data:image/png;base64," + "Qk0" * 100_000 + ") end\n"
    window, path = session.open("One.\n\n" + line)
    window.message("Line 3 is too long").wait(ROLE.BUTTON, contains="Go to Line 3").click()
    wait_for(lambda: window.source.caret == len("One.\n\n"), "the cursor on the line")
    press("ctrl+shift+End", "ctrl+c", "ctrl+Home", "ctrl+v")
    window.message("Line 1 is too long")
    type_text("Zero.")
    text = line + "Zero.One.\n\n" + line
    session.wait_drafts(text)
    window.program.kill()
    window = session.start(path).window
    window.message(BAR)
    window.message("Line 1 is too long")
    window.action("save")
    window.wait_modified(False)
    equal(path.read_text(), text, "the file")


def stalled(path, gate):
    """The first call of a save in the folder of this file waits until the gate is opened."""
    return {
        "LD_PRELOAD": os.environ["GALLEY_FAULTS_LIBRARY"],
        "GALLEY_FAULT_FOLDER": str(path.parent),
        "GALLEY_FAULT_AT": "1",
        "GALLEY_FAULT": "stall",
        "GALLEY_FAULT_GATE": str(gate),
    }


@test
def slow_save(session):
    """A save that takes long says so; meanwhile one types on; cancelled, it leaves the file alone"""
    gate = session.folder / "gate"
    os.mkfifo(gate)
    path = session.file("slow/issue.md", ISSUE)
    window = session.start(path, env=stalled(path, gate)).window
    window.source.wait_text(ISSUE)
    append(window, "Four figs.\n")
    window.action("save")
    bar = window.message("is being saved")
    session.picture("saving")
    append(window, "Five quinces.\n")
    text = ISSUE + "Four figs.\nFive quinces.\n"
    window.source.wait_text(text)
    session.wait_drafts(text)
    window.action("close")  # waits for the save
    bar.wait(ROLE.BUTTON, "Cancel").click()
    window.message("is being cancelled")
    os.close(os.open(gate, os.O_WRONLY))
    window.wait_no_message("is being cancelled")
    equal(path.read_text(), ISSUE, "the file")
    equal([file.name for file in path.parent.iterdir()], ["issue.md"], "nothing left behind")
    equal(window.is_modified, True, "modified")
    window.action("save")
    window.wait_modified(False)
    equal(path.read_text(), text, "the file")


def save_as(window, path):
    window.action("save-as")
    name_file(window, path)


def name_file(window, path):
    entry = window.program.accessible.wait(ROLE.TEXT, "Name:")
    wait_for(lambda: entry.is_focused, "the focus on the name")
    press("ctrl+a")
    type_text(f"{path}\n")


@test
def save_as_while_saving(session):
    """What is saved while a save goes on is saved after it: in another place, or the same"""
    gate = session.folder / "gate"
    os.mkfifo(gate)
    path = session.file("slow/issue.md", ISSUE)
    window = session.start(path, env=stalled(path, gate)).window
    window.source.wait_text(ISSUE)
    append(window, "Four figs.\n")
    window.action("save")
    window.message("is being saved")
    append(window, "Five quinces.\n")
    text = ISSUE + "Four figs.\nFive quinces.\n"
    window.source.wait_text(text)
    other = session.folder / "other.md"
    save_as(window, other)
    window = window.program.window
    os.close(os.open(gate, os.O_WRONLY))
    wait_for(other.exists, "the other file")
    window.wait_modified(False)
    equal(other.read_text(), text, "the other file")
    equal(path.read_text(), ISSUE + "Four figs.\n", "the first file")


@test
def close_while_copying(session):
    """Closing waits until a copy is whole"""
    gate = session.folder / "gate"
    os.mkfifo(gate)
    path = session.file("issue.md", ISSUE)
    other = session.folder / "slow/copy.md"
    other.parent.mkdir()
    window = session.start(path, env=stalled(other, gate)).window
    window.source.wait_text(ISSUE)
    window.source.replace("pears", "plums")
    path.write_text(ISSUE.replace("pears", "cherries"))
    window.message("changed this file").wait(ROLE.BUTTON, contains="Copy").click()
    name_file(window, other)
    window = window.program.window
    window.message("is being saved")
    window.action("close")
    os.close(os.open(gate, os.O_WRONLY))
    window.wait(ROLE.BUTTON, "Discard").click()
    window.program.wait_end()
    equal(other.read_text(), ISSUE.replace("pears", "plums"), "the copy")
    equal([file.name for file in other.parent.iterdir()], ["copy.md"], "nothing left behind")


@test
def full_disk(session):
    """On a full disk the file stays as it was and the text in the window, until there is room"""
    disk = Disk(session.folder / "disk", 256 * 1024)
    content = ISSUE + "Figs and quinces.\n" * 2000
    path = disk.put("issue.md", content)
    disk.put("state/placeholder", "")
    window = session.start(path, disk=disk, env={"XDG_STATE_HOME": str(disk.folder / "state")}).window
    window.source.wait_text(content)
    file = disk.path(path)
    files = lambda: sorted(found.name for found in file.parent.iterdir())
    drafts = lambda: list(disk.path(disk.folder / "state").glob("galley/drafts/*/*.md"))

    disk.fill()
    append(window, "Four figs.\n")
    text = content + "Four figs.\n"
    window.wait(ROLE.LABEL, contains="cannot be kept in case of a crash")
    equal(drafts(), [], "no draft that is not whole")
    window.action("save")
    bar = window.message("The disk is full. Your text is still here; save it again or in another")
    session.picture("full-disk")
    equal(file.read_text(), content, "the file")
    equal(files(), ["filler", "issue.md", "state"], "nothing left behind")
    equal(window.is_modified, True, "modified")
    equal(window.source.text(), text, "the text")
    bar.wait(ROLE.BUTTON, contains="Save As")

    disk.make_room()
    append(window, "Five plums.\n")
    text += "Five plums.\n"
    wait_for(lambda: [draft for draft in drafts() if draft.read_text().endswith(text)], "a draft")
    bar.wait(ROLE.BUTTON, contains="Try Again").click()
    window.wait_modified(False)
    window.wait_no_message("The disk is full")
    equal(file.read_text(), text, "the file")
    wait_for(lambda: not drafts(), "the draft to go")


@test
def windows(session):
    """The files of the last time are opened again where the cursor was, if that is wanted"""
    session.settings(restore_session=True)
    first = session.file("a.md", "# First\n\none\n")
    second = session.file("b.md", "# Second\n\ntwo\n")
    gone = session.file("c.md", "# Third\n")
    program = session.start(gone, first, second)
    found = program.wait_windows(3)
    for window, file in zip(found, (gone, first, second)):
        window.source.wait_text(file.read_text())
    found[1].action("view-mode", GLib.Variant("s", "source"))
    found[2].source.focus()  # it is in front of the others
    press("ctrl+End")
    wait_for(lambda: found[2].source.caret == 14, "the cursor")
    program.action("quit")
    program.wait_end()
    gone.unlink()
    program = session.start()
    texts = lambda: sorted(window.source.text() for window in program.wait_windows(2))
    wait_for(lambda: texts() == [first.read_text(), second.read_text()], "the texts")
    found = {window.source.text(): window for window in program.windows()}
    wait_for(lambda: found[second.read_text()].source.caret == 14, "the cursor again")
    equal(found[first.read_text()].action_state("view-mode"), "source", "the view mode")
    program.action("quit")
    program.wait_end()
    session.settings(restore_session=False)
    window = session.start().window
    wait_for(lambda: "title:" in window.source.text(), "a new issue")


@test
def copy(session):
    """Save a Copy leaves the question open and the file as it is"""
    window, path = session.open(ISSUE)
    window.source.replace("pears", "plums")
    path.write_text(ISSUE.replace("pears", "cherries"))
    window.message("changed this file").wait(ROLE.BUTTON, contains="Copy").click()
    entry = window.program.accessible.wait(ROLE.TEXT, "Name:")
    entry.wait_text("Copy of issue.md")
    wait_for(lambda: entry.is_focused, "the focus on the name")
    press("ctrl+a")
    other = session.folder / "copy.md"
    type_text(f"{other}\n")
    wait_for(other.exists, "the copy")
    equal(other.read_text(), ISSUE.replace("pears", "plums"), "the copy")
    equal(path.read_text(), ISSUE.replace("pears", "cherries"), "the file")
    window.program.window.message("changed this file")


run()
