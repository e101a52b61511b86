#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Typing into the source, and what the page and the window make of it."""

from galleytest import ROLE, equal, press, run, test, type_text, wait_for

ISSUE = """---
title: "Ten trees"
date: 2026-03-01
tags: [wood]
---

An old orchard.

## Projects

- [Apple](https://example.org/apple): red.
"""


@test
def shows_the_issue(session):
    """Title, text, headings and links of the file are on the page"""
    window, _ = session.open(ISSUE)
    window.wait_page("Ten trees", "An old orchard.", "Projects", "Apple")
    page = window.page
    wait_for(lambda: page.find(ROLE.HEADING, contains="Projects"), "the heading")
    wait_for(lambda: page.find(ROLE.LINK, contains="Apple"), "the link")
    wait_for(lambda: window.name == "Ten trees", "the title of the window")
    equal(window.is_enabled_action("save"), False, "save without changes")
    equal(window.is_enabled_action("undo"), False, "undo without changes")


@test
def typing_shows_up(session):
    """What is typed into “Source” shows in “Preview”"""
    window, _ = session.open(ISSUE)
    window.wait_page("An old orchard.")
    window.source.focus()
    press("ctrl+End")
    type_text("\n## Posts\n\nA walnut *falls* far\n")
    window.wait_page("Posts", "A walnut falls far")
    wait_for(lambda: window.page.find(ROLE.HEADING, contains="Posts"), "the new heading")
    window.wait_modified()
    window.wait_enabled("save")


@test
def title_follows(session):
    """The window is called what the front matter says, while it is typed"""
    window, _ = session.open(ISSUE)
    window.source.focus()
    press("ctrl+Home", "Down", "End", "Left")
    type_text(" and a bush")
    wait_for(lambda: window.name == "• Ten trees and a bush", "the title")
    window.wait_page("Ten trees and a bush")


@test
def other_scripts(session):
    """Text of any script shows in the preview as it is put in"""
    window, _ = session.open(ISSUE)
    window.wait_page("An old orchard.")
    source = window.source
    source.insert(len(source.text()), "\n周刊第 42 期 — Größe, élan, 🍎 עץ\n")
    window.wait_page("周刊第 42 期 — Größe, élan, 🍎 עץ")


@test
def front_matter_error(session):
    """Front matter that does not parse shows a bar with the line; a repair takes it away"""
    window, _ = session.open(ISSUE)
    window.wait_page("Ten trees")
    window.source.focus()
    press("ctrl+Home", "Down", "End", "BackSpace")
    bar = window.message("ront matter")
    window.wait_page("An old orchard.", "Projects")
    press("ctrl+End")
    bar.wait(ROLE.BUTTON, "Go to Line 2").click()
    source = window.source
    wait_for(lambda: source.caret == ISSUE.index("title:"), "the cursor in line 2")
    press("End")
    type_text('"')
    window.wait_no_message("ront matter")
    window.wait_page("Ten trees")


@test
def undo_and_redo(session):
    """Undo and redo change the text, and with the last undo it is as it was saved"""
    window, _ = session.open(ISSUE)
    window.wait_page("An old orchard.")
    window.source.focus()
    press("ctrl+End")
    type_text("walnut")
    window.wait_page("walnut")
    window.action("undo")
    window.wait_page("An old orchard.", without=["walnut"])
    equal(window.source.text(), ISSUE, "the source after undo")
    window.wait_modified(False)
    window.wait_enabled("undo", False)
    window.action("redo")
    window.wait_page("walnut")
    window.source.focus()
    press("ctrl+z")
    window.wait_page("An old orchard.", without=["walnut"])
    window.wait_enabled("redo")


@test
def find_again(session):
    """What was searched for last is replaced by typing, though a match is selected meanwhile"""
    window, _ = session.open(ISSUE + "\nPlum, apple, plum.\n")
    window.wait_page("Plum")
    for word in ("plum", "apple"):
        window.action("find")
        field = window.wait(ROLE.TEXT, "Find")
        field.focus()
        type_text(word)
        wait_for(lambda: field.text() == word, lambda: f"{word!r} in the field: {field.text()!r}")
        press("Return", "Escape")
        window.wait_gone(ROLE.TEXT, "Find")


@test
def find_and_replace(session):
    """Find and Replace changes every match, as one step of undo"""
    window, _ = session.open(ISSUE + "\nApple, apple, Apple pie.\n")
    window.wait_page("Apple pie")
    window.action("replace")
    window.wait(ROLE.TEXT, "Find").focus()
    type_text("Apple")
    window.wait(ROLE.TEXT, "Replace With").focus()
    type_text("Quince")
    window.wait(ROLE.BUTTON, contains="All").click()
    window.wait_page("Quince, Quince, Quince pie", without=["Apple"])
    window.action("undo")
    window.wait_page("Apple, apple, Apple pie", without=["Quince"])


@test
def find_shows_the_source(session):
    """Find brings the source back when only the preview is visible"""
    session.settings(view_mode="preview")
    window, _ = session.open(ISSUE)
    wait_for(lambda: not window.find(ROLE.TEXT, "Source"), "the preview alone")
    window.action("find")
    window.wait(ROLE.TEXT, "Source")


@test
def paste_makes_a_link(session):
    """An address pasted over selected words makes them a link"""
    window, _ = session.open("Read this now.\n\nhttps://example.org/wood\n")
    window.wait_page("Read this now.")
    source = window.source
    source.focus()
    press("ctrl+End", "Up", "shift+End", "ctrl+c", "ctrl+Home")
    press(*["Right"] * 5, *["shift+Right"] * 4, "ctrl+v")
    source.wait_text(
        "Read [this](https://example.org/wood) now.\n\nhttps://example.org/wood\n"
    )
    wait_for(lambda: window.page.find(ROLE.LINK, contains="this"), "the link on the page")


@test
def bold_and_italic(session):
    """Ctrl+B and Ctrl+I mark the selection and unmark it again"""
    window, _ = session.open("One word here.\n")
    source = window.source
    source.focus()
    press("ctrl+Home", "ctrl+Right", *["Right"], *["shift+Right"] * 4, "ctrl+b")
    source.wait_text("One **word** here.\n")
    press("ctrl+b")
    source.wait_text("One word here.\n")
    press("ctrl+i")
    wait_for(lambda: source.text() in ("One *word* here.\n", "One _word_ here.\n"), "italic")


@test
def lists_go_on(session):
    """Enter goes on with a list, and ends it on an empty item"""
    window, _ = session.open("")
    window.type("Fruit:\n\n- pear\nplum\n\nend")
    window.source.wait_text("Fruit:\n\n- pear\n- plum\n\nend")
    window.wait_page("pear", "plum", "end")


SCRIPTS = """---
title: "<script>document.title='bad'</script>"
---

<script>document.body.textContent = "taken over"</script>
<img src="x" onerror="document.body.textContent='taken over'">
<svg onload="document.body.textContent='taken over'"></svg>
<iframe srcdoc="<script>parent.document.body.textContent='taken over'</script>"></iframe>
<details open ontoggle="document.body.textContent='taken over'"><summary>s</summary>d</details>
<meta http-equiv="refresh" content="0;url=https://example.org/">
<form action="https://example.org/"><button autofocus onfocus="document.body.textContent='taken over'">Send</button></form>
<base href="https://example.org/">

[harmless](javascript:document.body.textContent='taken%20over')

The end of it.
"""


@test
def scripts_do_not_run(session):
    """Script in the text does not run: the page stays what the text says"""
    window, _ = session.open(SCRIPTS)
    window.wait_page("The end of it.")
    link = window.page.find(ROLE.LINK, contains="harmless")
    if link is not None:
        link.click_with_mouse()
    for button in window.page.find_all(ROLE.BUTTON):
        button.click_with_mouse()
    # Typing still shows up after all that: nothing was replaced, nobody went away.
    window.source.focus()
    press("ctrl+End")
    type_text("And on it goes.")
    window.wait_page("The end of it.", "And on it goes.", without=["taken over"])
    equal("bad" in (window.page.name,), False, "the page's title was changed")


@test
def links_do_not_navigate(session):
    """A click on a link leaves the preview where it is"""
    window, _ = session.open(ISSUE)
    window.wait_page("Apple")
    window.page.wait(ROLE.LINK, contains="Apple").click_with_mouse()
    window.source.focus()
    press("ctrl+End")
    type_text("still here")
    window.wait_page("An old orchard.", "still here")


@test
def click_finds_source(session):
    """A click on a block of the page moves the cursor to its source"""
    window, _ = session.open(ISSUE + "\nLast words.\n")
    window.wait_page("Last words.")
    paragraph = wait_for(
        lambda: next((n for n in window.page.find_all(ROLE.PARAGRAPH) if "Last" in n.text()), None),
        "the paragraph",
    )
    paragraph.click_with_mouse()
    wait_for(lambda: window.source.is_focused, "the focus on the source")
    press("End")
    type_text(" Indeed.")
    window.wait_page("Last words. Indeed.")


run()
