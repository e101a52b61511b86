# SPDX-License-Identifier: GPL-3.0-or-later
"""The form of the front matter, in the sidebar."""

from galleytest import ROLE, equal, press, run, test, type_text, wait_for

TEXT = """---
title: One   # kept
description: Short
date: 2026-01-02
draft: false
tags: [a, b]
weight: 3
custom:
  inner: x
---
Body.
"""


def open_form(session, text=TEXT, name="issue.md"):
    session.settings(show_sidebar=True, sidebar_page="front-matter")
    window, path = session.open(text, name=name)
    return window


def wait_source(window, *parts):
    wait_for(
        lambda: all(part in window.source.text() for part in parts),
        lambda: f"{parts} in {window.source.text()!r}",
    )


def entry(window, name):
    return window.wait(ROLE.LIST, "Fields").wait(ROLE.TEXT, name)


@test
def text_fields(session):
    """A text and a long text are edited, the page follows, and undo is one step."""
    window = open_form(session)
    title = entry(window, "Title")
    equal(title.text(), "One")
    title.insert(3, " more")
    wait_source(window, "title: One more   # kept\n")
    window.wait_page("One more")
    description = entry(window, "Description")
    description.insert(5, "er: 文")
    wait_source(window, 'description: "Shorter: 文"\n')
    description.focus()
    press("ctrl+z")
    wait_source(window, "description: Short\n", "title: One more")
    press("ctrl+z")
    wait_source(window, "title: One   # kept\n")
    wait_for(lambda: entry(window, "Title").text() == "One", "the form to follow undo")


@test
def typing_keeps_focus(session):
    """Typing into a field leaves focus and caret where they are."""
    window = open_form(session)
    title = entry(window, "Title")
    title.focus()
    press("Home")
    type_text("A: b ")
    wait_source(window, 'title: "A: b One"   # kept\n')
    wait_for(lambda: title.text() == "A: b One", "the text of the field")
    assert title.is_focused
    equal(title.caret, 5)
    press("ctrl+z")
    wait_source(window, "title: One   # kept\n")


@test
def switches_and_numbers(session):
    """A switch and a number are edited."""
    window = open_form(session)
    window.wait(ROLE.CHECK_BOX, "Draft").click()
    wait_source(window, "draft: true\n")
    window.wait(ROLE.LABEL, contains="This is a draft")
    weight = entry(window, "Weight")
    weight.insert(1, "7")
    wait_source(window, "weight: 37\n")


@test
def chips(session):
    """A list of texts is added to and removed from."""
    window = open_form(session)
    window.wait(name="Remove “a”").click()
    wait_source(window, "tags: [b]\n")
    entry(window, "Tags").insert(0, "c,")
    wait_source(window, "tags: [b, c]\n")
    window.wait(name="Remove “c”")


@test
def source_to_form(session):
    """The form follows what is typed into the source."""
    window = open_form(session)
    entry(window, "Title")
    window.source.replace("One", "Two")
    wait_for(lambda: entry(window, "Title").text() == "Two", "the form to follow")
    window.source.replace("weight: 3\n", "weight: 3\nslug: here\n")
    equal(entry(window, "Slug").text(), "here")


@test
def broken(session):
    """Broken front matter is told of and left alone."""
    window = open_form(session)
    fields = window.wait(ROLE.LIST, "Fields")
    window.source.replace("[a, b]", "[a, b")
    window.wait(ROLE.LABEL, contains="Line 7")
    wait_for(lambda: not fields.is_enabled, "the form to be insensitive")
    window.source.replace("[a, b", "[a, b]")
    wait_for(lambda: fields.is_enabled, "the form to come back")


@test
def remove_field(session):
    """A field is removed, and comes back."""
    window = open_form(session)
    entry(window, "Weight")
    window.wait(ROLE.TOGGLE_BUTTON, "More for “Weight”").click_with_mouse()
    window.wait(ROLE.MENU)
    press("r")
    wait_for(lambda: "weight" not in window.source.text(), "the field to go")
    window.wait(ROLE.BUTTON, "Undo").click()
    wait_source(window, "weight: 3\n")


@test
def add_field(session):
    """A field is added."""
    window = open_form(session)
    entry(window, "Title")
    window.wait(ROLE.TOGGLE_BUTTON, "Add Field").click()
    name = window.wait(name="Name of the field")
    wait_for(lambda: name.is_focused, "the entry to have the focus")
    type_text("subtitle\n")
    wait_source(window, 'title: One   # kept\nsubtitle: ""\n')
    entry(window, "Subtitle").insert(0, "Under")
    wait_source(window, 'subtitle: "Under"\n')


@test
def without_front_matter(session):
    """A file without front matter gets some."""
    window = open_form(session, "Body.\n")
    window.wait(ROLE.BUTTON, "Add Front Matter").click()
    wait_source(window, '---\ntitle: ""\n---\nBody.\n')
    entry(window, "Title").insert(0, "New")
    wait_source(window, 'title: "New"\n')
    window.wait_page("New")


run()
