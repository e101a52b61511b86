#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is wrong with an issue: the list of it, and the keys that go from one to the next."""

from galleytest import ROLE, equal, press, run, test, wait_for

ISSUE = """---
title: One
---

A [dead](../x.md) link.

A picture ![late](late.png), a reference {{< relref "nowhere" >}}.

Open {{< details >}}
"""
PLACES = ("../x.md", "late.png", '{{< relref "nowhere"', "{{< details")


def open_site(session, text=ISSUE):
    session.file("site/hugo.toml", "title = 'Site'\n")
    window, _ = session.open(text, "site/content/posts/one/index.md")
    return window


def titles(dialog):
    return [row.name for row in dialog.find_all(ROLE.LIST_ITEM, showing=False)]


def wait_caret(window, place):
    source = window.source
    wait_for(
        lambda: source.caret == source.text().index(place),
        lambda: f"the cursor at {place}: {source.text()[source.caret:][:20]!r}",
    )


def show_list(window):
    window.action("problems")
    return window.wait(ROLE.DIALOG, "Problems")


def wait_titles(dialog, *parts):
    """The rows, by a part of each."""
    def complete():
        found = titles(dialog)
        return len(found) == len(parts) and all(p in t for p, t in zip(parts, found))

    wait_for(complete, lambda: f"{parts} in {titles(dialog)}")


@test
def list_of_problems(session):
    """All problems are listed with their lines, and one leads to its place"""
    window = open_site(session)
    dialog = show_list(window)
    wait_titles(dialog, "../x.md", "late.png", "“nowhere”", "details")
    dialog.wait(ROLE.LABEL, "Line 5")
    session.picture("problems")
    dialog.wait(ROLE.LABEL, contains="late.png").click_with_mouse()
    window.wait_gone(ROLE.DIALOG, "Problems")
    wait_caret(window, "late.png")
    wait_for(lambda: window.source.is_focused, "the focus in the text")


@test
def list_follows(session):
    """The open list follows the site, and says when nothing is wrong"""
    window = open_site(session, "A [dead](../x.md) link.\n")
    dialog = show_list(window)
    wait_titles(dialog, "../x.md")
    session.file("site/content/posts/x.md", "---\ntitle: X\n---\n")
    dialog.wait(ROLE.LABEL, "No Problems")
    session.picture("no-problems")


@test
def list_by_keys(session):
    """The list is opened and walked with the keyboard alone"""
    window = open_site(session)
    wait_titles(show_list(window), "../x.md", "late.png", "“nowhere”", "details")
    press("Escape")
    window.wait_gone(ROLE.DIALOG, "Problems")
    window.source.focus()
    press("ctrl+F8")
    dialog = window.wait(ROLE.DIALOG, "Problems")
    wait_for(
        lambda: dialog.find(ROLE.LIST_ITEM, contains="../x.md").is_focused, "the focus on the first"
    )
    press("Down", "Return")
    window.wait_gone(ROLE.DIALOG, "Problems")
    wait_caret(window, "late.png")


@test
def next_and_previous(session):
    """F8 and Shift+F8 go from problem to problem, round the ends, and say what is wrong"""
    window = open_site(session)
    wait_titles(show_list(window), "../x.md", "late.png", "“nowhere”", "details")
    press("Escape")
    window.wait_gone(ROLE.DIALOG, "Problems")
    window.source.focus()
    press("ctrl+Home")
    for place in PLACES + PLACES[:1]:
        press("F8")
        wait_caret(window, place)
    window.wait(ROLE.LABEL, contains="../x.md (line 5)")
    for place in reversed(PLACES):
        press("shift+F8")
        wait_caret(window, place)


@test
def nothing_wrong(session):
    """F8 says it when nothing is wrong"""
    window = open_site(session, "All is well.\n")
    window.wait_page("All is well.")
    window.source.focus()
    press("F8")
    window.wait(ROLE.LABEL, contains="Nothing is known to be wrong")
    equal(window.source.text(), "All is well.\n", "text")


run()
