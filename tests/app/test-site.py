#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The site of an issue: its settings, its changes, what is wrong with it, the check with Hugo."""

import os
import pathlib
import subprocess

from galleytest import ROLE, equal, press, run, test, wait_for

ISSUE = "---\ntitle: Orchard\n---\n\nOne <b>apple</b>\nand a pear.\n"
PAGE = "site/content/posts/one/index.md"
FAKE = pathlib.Path(__file__).parent.parent / "fake-hugo"


def open_site(session, config="title = 'Site'\n", text=ISSUE):
    session.file("site/hugo.toml", config)
    return session.open(text, PAGE)[0]


def show_settings(window):
    window.action("site-settings")
    return window.wait(ROLE.DIALOG, "Site Settings")


def row(dialog, name):
    """The texts of the row of a setting; it may be scrolled away."""
    found = dialog.find(ROLE.LIST_ITEM, name, showing=False)
    return [node.name for node in found.find_all(ROLE.LABEL, showing=False)] if found else []


def wait_row(dialog, name, *parts):
    wait_for(
        lambda: all(any(part in text for text in row(dialog, name)) for part in parts),
        lambda: f"{parts} in {row(dialog, name)}",
    )


@test
def settings(session):
    """The page of settings says what is read, from where, and what is Hugo's default"""
    window = open_site(session, "enableEmoji = true\n[markup.goldmark.renderer]\nunsafe = true\n")
    window.wait_page("apple")
    dialog = show_settings(window)
    wait_row(dialog, "Raw HTML Is Kept", "On", "markup.goldmark.renderer.unsafe · hugo.toml, line 3")
    wait_row(dialog, "Emoji by Name", "On", "hugo.toml, line 1")
    wait_row(dialog, "Typographic Marks", "On", "Hugo’s default")
    wait_row(dialog, "Folder", str(session.folder / "site"))
    wait_row(dialog, "Environment", "production")
    wait_row(dialog, "hugo.toml", "hugo.toml")


@test
def settings_without_site(session):
    """Without a site the page of settings says what is assumed"""
    window, _ = session.open(ISSUE)
    dialog = show_settings(window)
    dialog.wait(ROLE.LABEL, contains="There is no Hugo site")
    wait_row(dialog, "Raw HTML Is Kept", "On", "Galley’s choice without a site")
    press("Escape")
    window.wait_gone(ROLE.DIALOG, "Site Settings")
    window.action("check-with-hugo")
    window.wait(ROLE.LABEL, "No Site to Check With")


@test
def settings_are_searched(session):
    """A setting is found by its words and by its name in Hugo"""
    window = open_site(session)
    dialog = show_settings(window)
    dialog.wait(ROLE.LABEL, "Raw HTML Is Kept")
    press("ctrl+f")
    dialog.wait(ROLE.ENTRY)
    for letter in "linkifyp":
        press(letter)
    dialog.wait(ROLE.LABEL, "Protocol of Addresses in www")
    dialog.wait_gone(ROLE.LABEL, "Raw HTML Is Kept")


@test
def preview_follows(session):
    """The page and the list of settings follow the files of the site"""
    window = open_site(session)
    window.wait_page("One apple and a pear.")
    dialog = show_settings(window)
    wait_row(dialog, "Line Breaks as in the Source", "Off")
    session.file("site/config/_default/markup.toml", "[goldmark.renderer]\nhardWraps = true\n")
    wait_row(dialog, "Line Breaks as in the Source", "On", "config/_default/markup.toml, line 2")
    press("Escape")
    window.wait_gone(ROLE.DIALOG, "Site Settings")
    window.wait_page("One apple\nand a pear.")


@test
def broken_settings(session):
    """Settings that cannot be read are told, and those from before stay"""
    window = open_site(session, "[markup.goldmark.renderer]\nhardWraps = true\n")
    window.wait_page("One apple\nand a pear.")
    session.file("site/hugo.toml", "title = 'Site\n")
    window.message("hugo.toml, line 1")
    window.type("x")
    window.wait_page("apple\nand a pear.")
    dialog = show_settings(window)
    dialog.wait(ROLE.LABEL, contains="hugo.toml, line 1: ")
    wait_row(dialog, "Line Breaks as in the Source", "On")
    session.file("site/hugo.toml", "title = 'Site'\n")
    dialog.wait_gone(ROLE.LABEL, contains="hugo.toml, line 1: ")
    wait_row(dialog, "Line Breaks as in the Source", "Off")
    press("Escape")
    window.wait_gone(ROLE.DIALOG, "Site Settings")
    window.wait_no_message("hugo.toml")


@test
def broken_settings_are_dismissed(session):
    """A bar about the settings goes when it is told to, and comes with another problem"""
    window = open_site(session, "title = 'Site\n")
    window.message("hugo.toml, line 1").find(ROLE.BUTTON, "Dismiss").click()
    window.wait_no_message("hugo.toml, line 1")
    session.file("site/hugo.toml", "\n\ntitle = 'Site\n")
    window.message("hugo.toml, line 3")


def checks():
    """What is there of checks that are under way, or were."""
    folder = pathlib.Path(os.environ["XDG_CACHE_HOME"]) / "galley"
    return set(folder.glob("check-*"))


@test
def check_finishes(session):
    """The check shows the page in its theme and the differences, and goes to a line"""
    session.settings(hugo_program=str(FAKE))
    square = session.file("site/static/square.png", "")
    subprocess.run(["convert", "-size", "40x30", "xc:pink", square], check=True)
    window = open_site(session, text="---\ntitle: One\n---\n\nSame.\n\nOther.\n")
    window.wait_page("Other.")
    window.action("check-with-hugo")
    dialog = window.wait(ROLE.DIALOG, "Check with Hugo")
    dialog.wait(ROLE.HEADING, "Fake Theme")
    page = dialog.wait(ROLE.DOCUMENT_WEB)
    equal("a script" in page.text(), False, "a script ran")
    wait_for(lambda: page.wait(ROLE.IMAGE, "A square").width == 40, "the picture of the site")
    dialog.wait(ROLE.PAGE_TAB, "Differences").click_with_mouse()
    dialog.wait(ROLE.LABEL, "<p>Other.</p>")
    dialog.wait(ROLE.LABEL, "<p>Another.</p>")
    dialog.wait(ROLE.LABEL, "Line 7").click_with_mouse()
    window.wait_gone(ROLE.DIALOG, "Check with Hugo")
    source = window.source
    wait_for(lambda: source.caret == source.text().index("Other."), "the line of the difference")


@test
def check_fails(session):
    """What Hugo complains of is shown, and leads to the line"""
    session.settings(hugo_program=str(FAKE))
    window = open_site(session, text="---\ntitle: One\n---\n\nText\nfake: fail\n")
    window.wait_page("fake: fail")
    window.action("check-with-hugo")
    dialog = window.wait(ROLE.DIALOG, "Check with Hugo")
    dialog.wait(ROLE.LABEL, contains='"index.md:6:2": no such shortcode').click_with_mouse()
    window.wait_gone(ROLE.DIALOG, "Check with Hugo")
    source = window.source
    wait_for(lambda: source.caret == source.text().index("fake:"), "the line of the complaint")


@test
def check_is_cancelled(session):
    """A check that takes long is cancelled, and leaves nothing behind"""
    session.settings(hugo_program=str(FAKE))
    started = session.folder / "started"
    before = checks()
    window = open_site(session, text=f"fake: hang {started}\n")
    window.wait_page("fake: hang")
    window.action("check-with-hugo")
    dialog = window.wait(ROLE.DIALOG, "Check with Hugo")
    wait_for(started.exists, "the start of the check")
    dialog.wait(ROLE.BUTTON, "Cancel").click()
    window.wait_gone(ROLE.DIALOG, "Check with Hugo")
    wait_for(lambda: checks() <= before, "the end of what was made for the check")


@test
def no_hugo(session):
    """Where there is no Hugo, how to get it is said"""
    session.settings(hugo_program="/nowhere/hugo")
    window = open_site(session)
    window.wait_page("apple")
    window.action("check-with-hugo")
    window.wait(ROLE.LABEL, "Hugo Was Not Found")
    equal(window.is_modified, False, "modified")


run()
