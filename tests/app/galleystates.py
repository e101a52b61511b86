# SPDX-License-Identifier: GPL-3.0-or-later
"""All that the program can show, one state after another: for tests that look at every control."""

import gettext
import os
import pathlib

from gi.repository import GLib

from galleytest import ROLE, press, speak, wait_for

FAKE = pathlib.Path(__file__).parent.parent / "fake-hugo"

FRONT_MATTER = """---
title: "{title}"
subtitle: ""
description: {text}
date: 2020-01-02T08:00:00+08:00
draft: false
author: {text}
tags: ["{text}", b]
weight: 3
cover: picture.png
custom:
  inner: x
unset:
---
"""

BODY = """
{text} [{text}](https://example.org/), [{text}](missing.md).

## 1. {text}

----

[{text}](https://example.org/1) : {text}.

[{text}](https://example.org/2) : {text}.

## 2. {text}

----

1. [{text}](https://example.org/3) : {text}.
"""

CONFIG = "title = '{text}'\nenableEmoji = true\n[markup.goldmark.renderer]\nunsafe = true\n"

FIELDS = "- name: level\n  type: choice\n  choices: [a, b]\n"


class States:
    """A program in a language, in a site with an issue of words that are no English."""

    def __init__(self, session, language=None, text="梨", env=None):
        self.session = session
        self.text = text
        self.tr = str
        environment = {"GALLEY_HUGO": str(FAKE), **(env or {})}
        if language:
            folder = os.environ["GALLEY_LOCALE_DIR"]
            self.tr = gettext.translation("galley", folder, [language]).gettext
            environment |= speak(language)
        session.settings(show_sidebar=True, hugo_program=str(FAKE))
        session.file("site/hugo.toml", CONFIG.format(text=text))
        session.file("site/.galley/fields.yaml", FIELDS)
        session.file("site/content/posts/one/picture.png", b"")
        page = session.file(
            "site/content/posts/one/index.md",
            FRONT_MATTER.format(title=f"{text} 7", text=text) + BODY.format(text=text),
        )
        self.page = page
        self.program = session.start(page, env=environment)
        self.window = self.program.window
        wait_for(lambda: self.window.is_enabled_action("reload"), "the file to be loaded")
        self.window.wait_page(text)

    @property
    def source(self):
        return self.window.wait(ROLE.TEXT, self.tr("Source"))

    def named(self, role, text):
        """The control that has this English text in the program."""
        return self.window.wait(role, self.tr(text).replace("_", ""))

    def dialog(self, title):
        return self.window.wait(ROLE.DIALOG, self.tr(title))

    def close_dialog(self):
        press("Escape")
        wait_for(lambda: not self.window.find(ROLE.DIALOG), "the dialog to close")

    def all(self):
        """The name of each state, while the program is in it."""
        for state in (self.panes, self.menus, self.search, self.front_matter, self.pages,
                      self.check, self.messages, self.dialogs):
            yield from state()

    def panes(self):
        self.window.wait(ROLE.LIST, self.tr("Outline")).wait(ROLE.LIST_ITEM)
        yield "outline"
        self.window.action("view-mode", GLib.Variant("s", "preview"))
        yield "preview only"
        self.window.action("view-mode", GLib.Variant("s", "both"))

    def open_menu(self, button, what):
        button.click()
        wait_for(lambda: self.window.find(ROLE.MENU), f"the menu of {what}")

    def close_menu(self):
        press("Escape")
        wait_for(lambda: not self.window.find(ROLE.MENU), "the menu to close")

    def menus(self):
        for text in ("Main Menu", "Insert"):
            self.open_menu(self.named(ROLE.TOGGLE_BUTTON, text), text)
            yield text.lower()
            self.close_menu()
        self.named(ROLE.TOGGLE_BUTTON, "Recent Files").click()
        wait_for(lambda: self.window.find(ROLE.LIST, self.tr("Recent Files")), "the recent files")
        yield "recent files"
        press("Escape")
        wait_for(lambda: not self.window.find(ROLE.LIST, self.tr("Recent Files")), "no recent files")
        row = self.window.wait(ROLE.LIST, self.tr("Outline")).wait(ROLE.LIST_ITEM)
        row.click_with_mouse()
        press("shift+F10")
        wait_for(lambda: self.window.find(ROLE.MENU), "the menu of a row")
        yield "menu of a row"
        self.close_menu()
        self.source.focus()
        press("shift+F10")
        wait_for(lambda: self.window.find(ROLE.MENU), "the menu of the source")
        yield "menu of the source"
        self.close_menu()

    def search(self):
        self.source.focus()
        press("ctrl+h")
        button = self.named(ROLE.TOGGLE_BUTTON, "Search Options")
        yield "search"
        button.click()
        wait_for(lambda: self.window.find(ROLE.MENU), "the options")
        yield "search options"
        press("Escape")
        wait_for(lambda: not self.window.find(ROLE.MENU), "the options to close")
        self.named(ROLE.BUTTON, "Close Search").click()

    def front_matter(self):
        self.named(ROLE.PAGE_TAB, "Front Matter").click()
        fields = self.window.wait(ROLE.LIST, self.tr("Fields"))
        fields.wait(ROLE.TEXT, self.tr("Title"))
        yield "front matter"
        self.open_menu(
            fields.wait(ROLE.TOGGLE_BUTTON, self.tr("More for “%s”") % self.tr("Title")), "a field")
        yield "menu of a field"
        self.close_menu()
        fields.wait(ROLE.TOGGLE_BUTTON, self.tr("Date")).click()
        self.window.wait(ROLE.TEXT, self.tr("Date as It Is Written"))
        yield "date"
        press("Escape")
        self.window.wait_gone(ROLE.TEXT, self.tr("Date as It Is Written"))
        self.window.wait(
            ROLE.TOGGLE_BUTTON, self.tr("Add _Field").replace("_", "")).click()
        self.window.wait(name=self.tr("Name of the field"))
        yield "add field"
        press("Escape")
        self.named(ROLE.PAGE_TAB, "Outline").click()

    def pages(self):
        self.window.action("site-settings")
        self.dialog("Site Settings")
        yield "site settings"
        self.close_dialog()
        self.program.action("preferences")
        self.dialog("Preferences")
        yield "preferences"
        self.named(ROLE.PAGE_TAB, "_Snippets").click()
        self.window.wait(ROLE.LABEL, self.tr("In the Text"))
        yield "snippets"
        self.close_dialog()
        self.program.action("shortcuts")
        self.dialog("Keyboard Shortcuts")
        yield "shortcuts"
        self.close_dialog()
        self.program.action("about")
        wait_for(lambda: self.window.find(ROLE.DIALOG), "the about dialog")
        yield "about"
        self.close_dialog()
        self.program.action("new")
        self.dialog("New Issue")
        yield "new issue"
        self.close_dialog()
        self.window.action("add-entry", GLib.Variant("s", "project"))
        self.dialog("Add Entry")
        yield "add entry"
        self.close_dialog()
        self.window.action("problems")
        self.dialog("Problems")
        yield "problems"
        self.close_dialog()

    def check(self):
        self.window.action("check-with-hugo")
        dialog = self.dialog("Check with Hugo")
        tab = dialog.wait(ROLE.PAGE_TAB, self.tr("Differences"))
        yield "check, page"
        tab.click()
        dialog.wait(ROLE.LABEL, self.tr("Where the Preview Differs"))
        yield "check, differences"
        self.close_dialog()

    def messages(self):
        self.source.insert(len(self.source.text()), "x")
        self.page.write_text(self.page.read_text() + "y\n")
        self.named(ROLE.BUTTON, "_Keep Mine")
        yield "changed on disk"
        self.window.action("compare")
        self.dialog("Compare")
        yield "compare"
        self.close_dialog()
        self.window.action("keep-mine")

    def dialogs(self):
        self.window.action("close")
        wait_for(lambda: self.window.find(ROLE.DIALOG) or self.window.find(ROLE.ALERT), "the question")
        yield "save changes"
        press("Escape")
