#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An issue is started from the last one, and links become entries of it."""

import http.server
import subprocess
import threading

from gi.repository import Atspi, GLib

from galleytest import ROLE, equal, press, run, test, wait_for

LAST = """---
title: "Orchard Weekly, Issue 7"
date: 2020-03-01T08:00:00+08:00
draft: false
author: "A Gardener"
tags: ["trees"]
cover: "apple.jpg"
photos: [{src: "pear.jpg"}]
---

This is issue 7.

## Projects

----

[Apple](https://example.org/apple) : red.

## Posts

----

[On pears](https://example.org/pears) : green.
"""

BLOGS = "## Posts\n\n[On pears](https://example.org/pears) : green.\n"


def make_site(session):
    session.file("site/hugo.toml", "")
    return session.file("site/content/weekly-7/index.md", LAST)


def propose(session):
    """The page with the proposal for the issue behind the last one."""
    file = make_site(session)
    program = session.start(file)
    window = program.window
    window.wait_page("This is issue 7.")
    window.source.focus()
    press("ctrl+n")
    dialog = window.wait(ROLE.DIALOG, "New Issue")
    dialog.wait(ROLE.LABEL, "Orchard Weekly, Issue 8")
    return program, window, dialog, file.parent.parent / "weekly-8/index.md"


def path_entry(dialog):
    return dialog.wait(ROLE.TEXT, "File")


def set_path(dialog, text):
    entry = path_entry(dialog)
    entry.accessible.set_text_contents(text)
    entry.wait_text(text)


@test
def next_issue(session):
    """New Issue shows the next one before it writes anything, then writes and opens it"""
    program, window, dialog, file = propose(session)
    path_entry(dialog).wait_text("content/weekly-8/index.md")
    dialog.wait(ROLE.LABEL, "content/weekly-7/index.md")
    dialog.wait(ROLE.LABEL, "author, tags")
    text = dialog.wait(ROLE.TEXT, "Text of the New Issue").text()
    assert "This is issue 8." in text and "Apple" not in text, text
    equal(file.parent.exists(), False, "a folder before Create")

    dialog.wait(ROLE.BUTTON, "Create").click()
    new = program.wait_windows(2)[1]
    new.wait_page("This is issue 8.")
    equal(file.read_text(), text, "the file")
    equal(new.source.text(), text, "the source")
    assert 'title: "Orchard Weekly, Issue 8"' in text and "draft: true" in text, text
    assert 'cover: ""' in text and 'photos: [{src: ""}]' in text and 'author: "A Gardener"' in text, text
    equal((file.parent.parent / "weekly-7/index.md").read_text(), LAST, "the last issue")


@test
def never_over_another(session):
    """A file that is there already is never overwritten, and people choose another place"""
    program, window, dialog, file = propose(session)
    taken = session.file("site/content/taken.md", "mine\n")
    set_path(dialog, "content/taken.md")
    dialog.wait(ROLE.LABEL, contains="There is a file already")
    equal(dialog.wait(ROLE.BUTTON, "Create").is_enabled, False, "Create")
    set_path(dialog, "../outside.md")
    dialog.wait(ROLE.LABEL, contains="in the folder of the site")
    set_path(dialog, "content/other")
    dialog.wait(ROLE.LABEL, contains="must end in “.md”")

    # Made by another one after the page looked.
    set_path(dialog, "content/late.md")
    dialog.wait_gone(ROLE.LABEL, contains="must end in “.md”")
    wait_for(lambda: dialog.wait(ROLE.BUTTON, "Create").is_enabled, "Create to be enabled")
    late = session.file("site/content/late.md", "late\n")
    dialog.wait(ROLE.BUTTON, "Create").click()
    dialog.wait(ROLE.LABEL, contains="There is a file already")
    equal((taken.read_text(), late.read_text()), ("mine\n", "late\n"), "the files")
    equal(len(program.windows()), 1, "windows")


@test
def empty_issue(session):
    """Empty Issue is the template, and without a series there is no page to ask"""
    program, window, dialog, file = propose(session)
    dialog.wait(ROLE.BUTTON, "Empty Issue Instead").click()
    new = program.wait_windows(2)[1]
    new.wait_page("One or two sentences")
    equal(file.exists(), False, "the next issue")

    alone = session.file("alone/text.md", "# Nothing of a series\n")
    program.open(alone)
    # In the window that nobody used yet.
    new.wait_page("Nothing of a series")
    new.source.focus()
    press("ctrl+n")
    program.wait_windows(3)[2].wait_page("One or two sentences")


@test
def own_template(session):
    """Edit Template opens the person's own text for new issues"""
    window, _ = session.open("x\n")
    window.program.action("edit-template")
    template = window.program.wait_windows(2)[1]
    template.wait_page("One or two sentences")
    assert "{{title}}" in template.source.text(), template.source.text()


def copy(text):
    """Puts text on the clipboard, where it stays as long as the process that it returns."""
    code = (
        "import gi; gi.require_version('Gtk', '4.0'); from gi.repository import Gdk, GLib, Gtk\n"
        "import sys; Gtk.init(); c = Gdk.Display.get_default().get_clipboard()\n"
        "c.set(sys.argv[1]); print('ok', flush=True); GLib.MainLoop().run()"
    )
    process = subprocess.Popen(["python3", "-c", code, text], stdout=subprocess.PIPE)
    process.stdout.readline()
    return process


def open_blogs(session):
    session.settings(fetch_pages=False, fetch_pages_asked=False)
    window, _ = session.open(BLOGS + "\n")
    window.wait_page("On pears")
    source = window.source
    source.focus()
    press("ctrl+End")
    return window, source


@test
def paste(session):
    """A link pasted on an empty line of a section is offered to become an entry; undo leaves it"""
    window, source = open_blogs(session)
    link = "https://github.com/someone/orchard"
    clipboard = copy(link)
    try:
        press("ctrl+v")
        source.wait_text(BLOGS + f"\n{link}")
        window.wait(ROLE.BUTTON, "Make Entry").click()
        source.wait_text(BLOGS + f"\n[orchard]({link}) : ")
        window.wait(ROLE.LABEL, "Fill in titles from the web?")
        window.action("undo")
        source.wait_text(BLOGS + f"\n{link}")
        # The keyboard reaches what a toast offers.
        source.focus()
        press("ctrl+shift+Return")
        source.wait_text(BLOGS + f"\n[orchard]({link}) : ")
        window.action("undo")
        window.action("undo")
        source.wait_text(BLOGS + "\n")
        # In a line it is what it always was.
        press("ctrl+Home", "End", "ctrl+v")
        source.wait_text((BLOGS + "\n").replace("Posts", "Posts" + link))
    finally:
        clipboard.kill()
        clipboard.wait()


FORM_ISSUE = """## 项目

[苹果](https://example.org/apple)：红的

## 文章

1、[梨](https://example.org/pear)

绿的

## 视频

- [李子](https://example.org/plum) - 蓝的
"""


def fill_form(window, keys, expected_kind, **fields):
    window.source.focus()
    press(keys)
    dialog = window.wait(ROLE.DIALOG, "Add Entry")
    wait_for(lambda: dialog.wait(ROLE.RADIO_BUTTON, expected_kind).has(Atspi.StateType.CHECKED),
             expected_kind)
    equal(dialog.wait(ROLE.BUTTON, "Add").is_enabled, False, "Add, with nothing filled in")
    for name, text in fields.items():
        entry = dialog.wait(ROLE.TEXT, name.replace("_", " "))
        entry.accessible.set_text_contents(text)
        entry.wait_text(text)
    dialog.wait(ROLE.BUTTON, "Add").click()
    window.wait_gone(ROLE.DIALOG, "Add Entry")


@test
def form(session):
    """Add Entry puts each kind at the end of its section, in the form there, as one step of undo"""
    window, _ = session.open(FORM_ISSUE)
    source = window.source
    source.wait_text(FORM_ISSUE)
    fill_form(window, "ctrl+shift+p", "Project", Title="杏", Link="https://example.org/apricot",
              Description="黄的")
    one = FORM_ISSUE.replace("红的\n", "红的\n\n[杏](https://example.org/apricot)：黄的\n")
    source.wait_text(one)
    fill_form(window, "ctrl+shift+b", "Blog Post", Link="https://example.org/plum")
    two = one.replace("绿的\n", "绿的\n\n2、[](https://example.org/plum)\n")
    source.wait_text(two)
    # The title is what is missing.
    wait_for(lambda: source.caret == two.index("2、[") + len("2、["), "the cursor in the title")
    wait_for(lambda: source.is_focused, "the focus on the source")
    fill_form(window, "ctrl+shift+v", "Video", Title="桃", Id_or_Address_of_a_Video="BV1xx411c7mD")
    three = two + "- **桃** - \n\n  {{< bilibili BV1xx411c7mD >}}\n"
    source.wait_text(three)
    for text in (two, one, FORM_ISSUE):
        window.action("undo")
        source.wait_text(text)


@test
def form_of_section(session):
    """The button opens the form for what the section at the cursor is about"""
    window, _ = session.open(FORM_ISSUE)
    window.source.wait_text(FORM_ISSUE)
    window.source.focus()
    press("ctrl+End")
    window.wait(ROLE.BUTTON, "Add Entry").click()
    dialog = window.wait(ROLE.DIALOG, "Add Entry")
    wait_for(lambda: dialog.wait(ROLE.RADIO_BUTTON, "Video").has(Atspi.StateType.CHECKED), "Video")
    press("Escape")
    window.wait_gone(ROLE.DIALOG, "Add Entry")
    window.source.wait_text(FORM_ISSUE)


class Pages(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=gbk")
        self.end_headers()
        self.wfile.write("<title>果园里的一天</title>".encode("gbk"))

    def log_message(self, *arguments):
        pass


@test
def fetch(session):
    """When people allow it, the title comes from the page; before that nothing is asked"""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    link = f"http://127.0.0.1:{server.server_port}/day"
    try:
        window, source = open_blogs(session)
        window.action("add-entry", GLib.Variant("s", link))
        source.wait_text(BLOGS + f"\n[]({link}) : \n\n")
        window.wait(ROLE.BUTTON, "Allow").click()
        source.wait_text(BLOGS + f"\n[果园里的一天]({link}) : \n\n")
        window.wait_page("果园里的一天")
        window.action("undo")
        source.wait_text(BLOGS + f"\n[]({link}) : \n\n")
        window.action("undo")
        source.wait_text(BLOGS + "\n")
        equal(session.setting("fetch-pages"), "true", "the setting")
    finally:
        server.shutdown()


run()
