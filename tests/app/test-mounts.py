#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A mount whose server is gone: the window comes and takes keys, whatever the disk does."""

from galleytest import run, test, wait_for
from galleywatch import Mount

ISSUE = "---\ntitle: Orchard\n---\n\nOne [apple](more.md).\n\n![pear](pear.png)\n"


def open_site(session):
    """A mount with a site, and a window with an issue of it."""
    mount = Mount(session.folder / "far")
    session.file("far/hugo.toml", "title = 'Far'\n")
    session.file("far/content/more.md", "# More\n")
    path = session.file("far/content/issue.md", ISSUE)
    program = session.start(path, env=mount.env)
    window = program.window
    window.wait_page("apple")
    return mount, window


def work_beside(session, program):
    """Another file is opened, edited, shown and closed."""
    program.open(session.file("near.md", "# Near\n"))
    window = wait_for(
        lambda: next((w for w in program.windows() if "near" in w.name), None), "the other window"
    )
    window.wait_page("Near")
    window.source.insert(0, "Here.\n\n")
    window.wait_page("Here.")
    window.action("save")
    window.wait_modified(False)
    window.action("close")
    wait_for(lambda: not any("near" in w.name for w in program.windows()), "the window to close")


@test
def at_work(session):
    """A mount goes away while an issue on it is edited"""
    mount, window = open_site(session)
    mount.hang()
    window.source.insert(len(ISSUE), "Two [plums](plums.md).\n")
    window.wait_page("plums")
    work_beside(session, window.program)
    window.action("undo")
    window.wait_modified(False)
    window.action("close")
    window.program.wait_end()


@test
def at_start(session):
    """Draft, session and recent file of a mount that is gone do not keep the window"""
    mount, window = open_site(session)
    window.source.insert(len(ISSUE), "Two plums.\n")
    session.wait_drafts(ISSUE + "Two plums.\n")
    window.program.kill()
    mount.hang()
    program = session.start(env=mount.env)
    wait_for(program.windows, "a window")
    work_beside(session, program)
    program.action("quit")


run()
