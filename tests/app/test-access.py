#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever the program shows, each control has a name that a screen reader can say."""

import os

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

from galleystates import States
from galleytest import ROLE, Failure, Node, press, run, test, wait_for

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
def keys(session):
    """The keyboard gets from pane to pane and out of the source, which takes Tab for itself"""
    session.settings(show_sidebar=True)
    window, _ = session.open("# Orchard\n")
    window.wait_page("Orchard")
    source = window.source
    source.focus()
    press("F6")
    wait_for(lambda: not source.is_focused, "the focus in the preview")
    press("F6")
    wait_for(lambda: source.is_focused, "the focus in the source again")
    press("ctrl+Tab")
    wait_for(lambda: not source.is_focused, "the focus behind the source")


run()
