#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever the program shows, each control has a name that a screen reader can say."""

import os

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

from galleystates import States
from galleytest import ROLE, Failure, Node, equal, press, run, test, wait_for

# What a person uses, whether or not the keyboard reaches it.
CONTROLS = {
    ROLE.BUTTON, ROLE.TOGGLE_BUTTON, ROLE.CHECK_BOX, ROLE.RADIO_BUTTON, ROLE.COMBO_BOX, ROLE.ENTRY,
    ROLE.PASSWORD_TEXT, ROLE.TEXT, ROLE.SPIN_BUTTON, ROLE.SLIDER, ROLE.LIST_ITEM, ROLE.TREE_ITEM,
    ROLE.LIST, ROLE.TREE, ROLE.PAGE_TAB, ROLE.PAGE_TAB_LIST, ROLE.MENU_ITEM, ROLE.CHECK_MENU_ITEM,
    ROLE.RADIO_MENU_ITEM, ROLE.LINK, ROLE.CALENDAR, ROLE.DIALOG, ROLE.FRAME,
}
# They take the focus, but hand it on.
CONTAINERS = {
    ROLE.DOCUMENT_WEB, ROLE.FILLER, ROLE.PANEL, ROLE.SCROLL_PANE, ROLE.LIST, ROLE.TREE,
}
# Their content is their name, if they have no other.
NAMED_BY_CONTENT = {
    ROLE.LIST_ITEM, ROLE.TREE_ITEM, ROLE.MENU_ITEM, ROLE.CHECK_MENU_ITEM, ROLE.RADIO_MENU_ITEM,
}


def controls(node, path=()):
    """The controls that are on the screen, each with what it is in. What is on the page of the
    preview is the issue's own."""
    if not node.is_showing:
        return
    here = (*path, str(node))
    if node.role in CONTROLS or node.has(Atspi.StateType.FOCUSABLE):
        yield node, here
    if node.role != ROLE.DOCUMENT_WEB:
        for child in node.children():
            yield from controls(child, here)


def labels(node):
    """What a relation says that the node is called."""
    for relation in node.accessible.get_relation_set():
        if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY:
            for index in range(relation.get_n_targets()):
                label = Node(relation.get_target(index))
                yield label.name or label.text()


def spoken(node):
    """What a screen reader calls the node."""
    name = node.name or " ".join(labels(node))
    if not name and node.role in NAMED_BY_CONTENT:
        name = " ".join(label.name for label in node.find_all(ROLE.LABEL))
    return name.strip()


def nameless(window):
    return [" › ".join(path[-6:]) for node, path in controls(window)
            if node.role not in CONTAINERS and node.width > 0 and not spoken(node)]


@test
def names(session):
    """Every control of every page, dialog, menu and popover has a name"""
    found = {}
    states = States(session, os.environ.get("GALLEY_TEST_LANGUAGE"))
    for number, state in enumerate(states.all()):
        if os.environ.get("GALLEY_STATE_PICTURES"):
            session.picture(f"state-{number:02}-{state.replace(' ', '-').replace(',', '')}")
        for path in nameless(states.window):
            found.setdefault(path, state)
    if found:
        raise Failure("\n".join(f"{state}: {path}" for path, state in found.items()))


@test
def panes(session):
    """F6 goes on from pane to pane, Shift+F6 back; hidden panes are left out"""
    session.settings(show_sidebar=True)
    window, _ = session.open("# Orchard\n\n## Pears\n\n----\n\n[A](https://example.org/) : B.\n")
    window.wait_page("Orchard")
    sidebar = window.wait(ROLE.LIST, "Outline")
    sidebar.wait(ROLE.LIST_ITEM)
    source = window.source

    def where():
        if source.is_focused:
            return "source"
        return "sidebar" if any(node.is_focused for node in sidebar.walk()) else "elsewhere"

    def step(key, place):
        press(key)
        wait_for(lambda: where() == place, f"the focus in {place}")

    source.focus()
    for place in ("elsewhere", "sidebar", "source", "elsewhere"):
        step("F6", place)
    for place in ("source", "sidebar", "elsewhere", "source"):
        step("shift+F6", place)
    window.action("view-mode", GLib.Variant("s", "source"))
    window.wait_gone(ROLE.DOCUMENT_WEB)
    step("F6", "sidebar")
    step("F6", "source")


@test
def tab(session):
    """Ctrl+Tab and Ctrl+Shift+Tab get out of the source, which takes Tab for itself"""
    window, _ = session.open("# Orchard\n")
    window.wait_page("Orchard")
    source = window.source
    for key in ("ctrl+Tab", "ctrl+shift+Tab"):
        source.focus()
        press(key)
        wait_for(lambda: not source.is_focused, f"the focus to go with {key}")
    window.action("view-mode", GLib.Variant("s", "source"))
    window.wait_gone(ROLE.DOCUMENT_WEB)
    source.focus()
    press("ctrl+shift+Tab")
    wait_for(lambda: not source.is_focused, "the focus in the header bar")
    equal(source.text(), "# Orchard\n", "the text")


@test
def escape(session):
    """Escape closes the check with Hugo from its page, too"""
    states = States(session)
    states.window.action("check-with-hugo")
    dialog = states.dialog("Check with Hugo")
    page = dialog.wait(ROLE.DOCUMENT_WEB)
    page.click_with_mouse()
    states.close_dialog()


run()
