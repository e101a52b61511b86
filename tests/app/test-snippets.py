#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Snippets: written with Tab, chosen from lists and menus, and those of people's own."""

import os
import pathlib

from gi.repository import GLib

from galleytest import ROLE, equal, press, run, test, type_text, wait_for

ISSUE = """---
title: "Ten trees"
---

An old orchard.

## Projects

[Apple](https://example.org/apple) — red.

"""

OWN = """<?xml version="1.0"?>
<snippets>
  <snippet trigger="{trigger}" _name="{name}">
    <text languages="markdown"><![CDATA[{text}]]></text>
  </snippet>
</snippets>
"""


def own(trigger="project", name="Mine", text="Own ${1:words}."):
    return OWN.format(trigger=trigger, name=name, text=text)


def user_folder():
    folder = pathlib.Path(os.environ["XDG_DATA_HOME"]) / "galley/snippets"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def open_preferences(window):
    """The page of the preferences."""
    window.program.action("snippets")
    dialog = window.wait(ROLE.DIALOG, "Preferences")
    dialog.wait(contains="Add Snippet")
    return dialog


def wait_proposal(window, text):
    """The list of proposals; asked for again where it did not come by itself."""

    def is_there():
        if window.find(ROLE.LABEL, contains=text):
            return True
        press("ctrl+space")
        return False

    wait_for(is_there, f"a proposal {text!r}")


@test
def fill_in(session):
    """A trigger and Tab make an entry; Tab goes from field to field; undo takes it back"""
    window, _ = session.open(ISSUE)
    window.wait_page("An old orchard.")
    source = window.source
    source.focus()
    press("ctrl+End")
    type_text("project")
    press("Tab")
    source.wait_text(ISSUE + "[Name](https://) — What it is")
    type_text("Pear")
    press("Tab")
    type_text("https://example.org/pear")
    press("Tab")
    type_text("green.")
    press("Tab")
    type_text("!")
    source.wait_text(ISSUE + "[Pear](https://example.org/pear) — green.!")
    window.wait_page("Pear", "green.!")
    press("shift+Home", "BackSpace")
    source.wait_text(ISSUE)

    type_text("video")
    press("Tab")
    source.wait_text(ISSUE + "**Title** — What there is to see\n\n{{< youtube ID >}}")
    press("ctrl+z")
    source.wait_text(ISSUE + "video")


@test
def list_of_proposals(session):
    """A list offers snippets at the start of a line; Down and Enter choose; Enter alone is Enter"""
    window, _ = session.open(ISSUE)
    window.wait_page("An old orchard.")
    source = window.source
    source.focus()
    press("ctrl+End")
    type_text("sec")
    window.wait(ROLE.LABEL, contains="A heading for entries")
    press("Return")
    source.wait_text(ISSUE + "sec\n")
    window.wait_gone(ROLE.LABEL, contains="A heading for entries")
    press("Return")
    type_text("sec")
    wait_proposal(window, "A heading for entries")
    press("Down", "Return")
    source.wait_text(ISSUE + "sec\n\n## Section\n\n")
    type_text("Posts")
    press("Tab")
    type_text("{{< fig")
    wait_proposal(window, "Shortcode")
    press("Down", "Return")
    source.wait_text(ISSUE + "sec\n\n## Posts\n\n{{< figure  >}}")


@test
def menu(session):
    """The menu inserts a picture behind the paragraph, as one step of undo; keys do the same"""
    window, _ = session.open(ISSUE)
    window.wait_page("An old orchard.")
    source = window.source
    source.focus()
    press("ctrl+Home", *["Down"] * 4, "Right")
    window.wait(ROLE.TOGGLE_BUTTON, "Insert").click()
    window.wait(ROLE.MENU, "Insert")
    press("i")
    image = "![What it shows](picture.png)"
    source.wait_text(ISSUE.replace("orchard.\n", f"orchard.\n\n{image}\n"))
    wait_for(lambda: source.is_focused, "the focus on the source")
    window.action("undo")
    source.wait_text(ISSUE)
    window.wait_enabled("undo", False)

    source.focus()
    press("ctrl+End", "ctrl+shift+m")
    source.wait_text(ISSUE + image + "\n")
    window.action("undo")
    source.wait_text(ISSUE)


@test
def where_it_belongs(session):
    """Fields of the front matter stay there, entries in the body, and nothing is in code"""
    window, _ = session.open("---\n\n---\n\n```\n\n```\n")
    source = window.source
    source.focus()
    press("ctrl+Home", "Down")
    type_text("draft")
    press("Tab")
    source.wait_text("---\ndraft: true\n---\n\n```\n\n```\n")
    press("ctrl+End", "Up", "Up")
    type_text("project")
    press("Tab")
    source.wait_text("---\ndraft: true\n---\n\n```\nproject \n```\n")
    window.action("insert-snippet", GLib.Variant("s", "title"))
    window.wait(ROLE.LABEL, contains="No snippet “title” for this place")


@test
def own_snippets(session):
    """People's own snippets override Galley's, a site's override both, also while it runs"""
    session.file("site/hugo.toml", "")
    session.file("site/.galley/snippets/site.snippets", own("ours", text="Ours $0."))
    (user_folder() / "mine.snippets").write_text(own())
    window, _ = session.open("", name="site/content/issue.md")
    source = window.source

    def expands(word, expected):
        def tried():
            source.focus()
            press("ctrl+a", "BackSpace")
            source.wait_text("")
            type_text(word)
            press("Tab")
            return source.text() == expected

        wait_for(tried, f"{word} to become {expected!r}")

    expands("project", "Own words.")
    expands("ours", "Ours .")
    session.file("site/.galley/snippets/site.snippets", own("project", text="Ours ${1:words}."))
    expands("project", "Ours words.")


@test
def preferences(session):
    """The preferences list the snippets with their origin, and say where a file is wrong"""
    folder = user_folder()
    (folder / "mine.snippets").write_text(own(text="Own ${1:words}."))
    (folder / "wrong.snippets").write_text("<snippets>\n<snippet/>\n</snippets>\n")
    window, _ = session.open(ISSUE)
    dialog = open_preferences(window)
    dialog.wait(ROLE.LABEL, contains="wrong.snippets")
    dialog.wait(ROLE.LABEL, contains="Line 2:")
    dialog.wait(ROLE.LABEL, "Mine")
    dialog.wait(ROLE.LABEL, "Yours")
    dialog.wait(ROLE.LABEL, "Blog Post")
    dialog.wait(ROLE.LABEL, "Galley")
    (folder / "wrong.snippets").unlink()
    dialog.wait_gone(ROLE.LABEL, contains="wrong.snippets")


@test
def add_a_snippet(session):
    """Add Snippet makes a file of the person's own and opens it"""
    window, _ = session.open(ISSUE)
    dialog = open_preferences(window)
    file = user_folder() / "galley.snippets"
    dialog.wait(contains="Add Snippet").click_with_mouse()
    wait_for(lambda: file.exists() and 'trigger="mine"' in file.read_text(), "the new file")
    equal(file.read_text().count("<snippet "), 1, "the number of snippets")


run()
