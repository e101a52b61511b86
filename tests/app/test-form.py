# SPDX-License-Identifier: GPL-3.0-or-later
"""The form of the front matter, in the sidebar."""

import base64
import re

from galleytest import ROLE, Atspi, equal, press, run, test, type_text, wait_for

TEXT = """---
title: One   # kept
subtitle: Under
author: Ann
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

DECLARED = """- name: title
  label: Headline
- name: status
  label: Status of it
  choices: [idea, written, sent]
- name: editor
  required: true
"""

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAIAAAAmkwkpAAAAEElEQVR42mM4YWMDRwzEcQAREhQBhrsuHAAAAABJ"
    "RU5ErkJggg=="
)


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
    subtitle = entry(window, "Subtitle")
    subtitle.insert(5, ", 下")
    wait_source(window, "subtitle: Under, 下\n")
    window.wait_page("One more", "Under, 下")
    subtitle.focus()
    undo_once(window, "subtitle: Under\n", "title: One more")
    window.wait_page("Under", without=["下"])
    description = entry(window, "Description")
    description.insert(5, "er: 文")
    wait_source(window, 'description: "Shorter: 文"\n')
    description.focus()
    press("ctrl+z")
    wait_source(window, "description: Short\n", "title: One more")
    press("ctrl+z")
    wait_source(window, "title: One   # kept\n")
    wait_for(lambda: entry(window, "Title").text() == "One", "the form to follow undo")
    window.wait_page("One", without=["One more"])


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
    """A switch and a number are edited, each in one step of undo."""
    window = open_form(session)
    draft = window.wait(ROLE.CHECK_BOX, "Draft")
    draft.click()
    wait_source(window, "draft: true\n")
    window.wait(ROLE.LABEL, contains="This is a draft")
    undo_once(window, "draft: false\n")
    window.wait_gone(ROLE.LABEL, contains="This is a draft")
    wait_for(lambda: not draft.has(Atspi.StateType.CHECKED), "the switch to follow undo")
    weight = entry(window, "Weight")
    weight.focus()
    press("End")
    type_text("75")
    wait_source(window, "weight: 375\n")
    undo_once(window, "weight: 3\n")
    wait_for(lambda: weight.text() == "3", "the number to follow undo")


@test
def chips(session):
    """Texts of a list come and go, on the page too, each in one step of undo."""
    window = open_form(session, TEXT.replace("[a, b]", "[alpha, beta]"))
    window.wait_page("alpha", "beta")
    window.wait(name="Remove “alpha”").click()
    wait_source(window, "tags: [beta]\n")
    window.wait_page("beta", without=["alpha"])
    undo_once(window, "tags: [alpha, beta]\n")
    window.wait_page("alpha", "beta")
    tags = entry(window, "Tags")
    tags.focus()
    type_text("gamma,")
    wait_source(window, "tags: [alpha, beta, gamma]\n")
    window.wait_page("gamma")
    window.wait(name="Remove “gamma”")
    undo_once(window, "tags: [alpha, beta]\n")
    window.wait_page("beta", without=["gamma"])


@test
def author(session):
    """The author is edited, and is on the page."""
    window = open_form(session)
    window.wait_page("Ann")
    author = entry(window, "Author")
    author.focus()
    press("End")
    type_text(" Bee")
    wait_source(window, "author: Ann Bee\n")
    window.wait_page("Ann Bee")
    undo_once(window, "author: Ann\n")
    window.wait_page("Ann", without=["Bee"])


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
def taken_over(session):
    """What “<<” takes over is shown; edited, it becomes an own field; it is not removed."""
    window = open_form(
        session, "---\nbase: &base {subtitle: Under, slug: here}\ntitle: T\n<<: *base # kept\n---\n"
    )
    window.wait_page("T", "Under")
    subtitle = entry(window, "Subtitle")
    equal(subtitle.text(), "Under")
    open_menu(window, "Slug")
    press("r")
    window.wait(ROLE.LABEL, contains="“<<” takes “slug” over from line 2")
    subtitle.focus()
    press("End")
    type_text(" it")
    wait_source(window, "<<: *base # kept\nsubtitle: Under it\n---\n")
    window.wait_page("Under it")
    assert subtitle.is_focused
    undo_once(window, "title: T\n<<: *base # kept\n---\n")
    window.wait_page("Under", without=["Under it"])


@test
def broken(session):
    """Broken front matter is told of and left alone."""
    window = open_form(session)
    fields = window.wait(ROLE.LIST, "Fields")
    window.source.replace("[a, b]", "[a, b")
    window.wait(ROLE.LABEL, contains="Line 9")
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
    window = open_form(session, TEXT.replace("subtitle: Under\n", ""))
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


def open_in_site(session, text, declared=None):
    """A window with an issue of a site that has others."""
    posts = "site/content/posts"
    session.file("site/hugo.toml", "timeZone = 'Asia/Shanghai'\n")
    session.file(f"{posts}/one.md", "---\ntitle: One\ntags: [云原生, gnome, go]\n---\n")
    session.file(f"{posts}/two.md", "---\ntitle: Two\ntags:\n  - gnome\n  - golang\n---\n")
    session.file(f"{posts}/a.png", PICTURE)
    if declared:
        session.file("site/.galley/fields.yaml", declared)
    return open_form(session, text, f"{posts}/three.md")


def labels(window):
    return [node.name for node in window.wait(ROLE.LIST, "Fields").find_all(ROLE.LABEL)]


def open_menu(window, name):
    window.wait(ROLE.TOGGLE_BUTTON, f"More for “{name}”").click_with_mouse()
    window.wait(ROLE.MENU)


def open_group(window, name):
    window.wait(ROLE.LIST, "Fields").find_all(ROLE.LIST_ITEM, name)[-1].click_with_mouse()


def set_value(node, value):
    Atspi.Value.set_current_value(node.accessible, value)


def undo_once(window, *parts):
    """Undoes one step, wherever the focus is."""
    window.action("undo")
    wait_source(window, *parts)


def undo(window, *parts):
    """Undoes one step, as one does who has the focus in the form."""
    press("ctrl+z")
    wait_source(window, *parts)


@test
def long_text_typed(session):
    """A long text is typed: it is counted, is on the page, and is one step of undo."""
    window = open_form(session)
    description = entry(window, "Description")
    description.focus()
    press("ctrl+End")
    type_text(" one\ntwo")
    wait_for(lambda: description.text() == "Short one\ntwo", "what was typed")
    description.insert(13, "，云原生")
    wait_source(window, "description: |-\n  Short one\n  two，云原生\n")
    window.wait(ROLE.LABEL, "16 characters")
    assert description.is_focused
    undo(window, "description: Short\n")


@test
def typing_leaves_the_source(session):
    """Typing into the form leaves caret and scrolling of the source, and the other way round."""
    window = open_form(session)
    window.source.focus()
    press("ctrl+End")
    caret = window.source.caret
    title = entry(window, "Title")
    title.focus()
    press("End")
    type_text("XYZ")
    wait_source(window, "title: OneXYZ   # kept\n")
    equal(window.source.caret, caret + 3)
    assert title.is_focused
    window.source.focus()
    type_text("more")
    wait_for(lambda: "more" in window.page_text(), "the page to follow")
    assert window.source.is_focused
    equal(window.source.caret, caret + 7)
    press("ctrl+Home", "Down", "End")
    press(*["BackSpace"] * 9)
    type_text("!")
    window.wait_page("One")
    wait_for(lambda: title.text() == "OneXYZ!", lambda: f"the form to follow: {title.text()}")
    assert window.source.is_focused


@test
def date(session):
    """A date is typed, and chosen from a calendar, a time, a zone, and now, in its own form."""
    window = open_in_site(session, "---\ntitle: T\ndate: 2026-01-02 10:20:30 # kept\n---\n")
    window.wait(ROLE.TOGGLE_BUTTON, "Date").click()
    written = window.wait(ROLE.TEXT, "Date as It Is Written")
    wait_for(lambda: written.is_focused, "the entry to have the focus")
    press("ctrl+a")
    type_text("2026-02-30")
    window.wait(ROLE.LABEL, contains="This is no date")
    wait_source(window, "date: 2026-01-02 10:20:30 # kept\n")
    press("ctrl+a")
    type_text("2026-02-03 10:20:30")
    wait_source(window, "date: 2026-02-03 10:20:30 # kept\n")
    set_value(window.wait(ROLE.SPIN_BUTTON, "Hour"), 23)
    wait_source(window, "date: 2026-02-03 23:20:30 # kept\n")
    set_value(window.wait(ROLE.SPIN_BUTTON, "Minute"), 5)
    wait_source(window, "date: 2026-02-03 23:05:30 # kept\n")
    window.wait(ROLE.BUTTON, "Now").click()
    wait_for(lambda: "2026-02-03" not in window.source.text(), "the date to be now")
    assert re.search(r"\ndate: \d{4}-\d\d-\d\d \d\d:\d\d:\d\d # kept\n", window.source.text())
    press("Escape")
    window.wait_gone(ROLE.TEXT, "Date as It Is Written")
    window.wait_page(re.search(r"date: ([\d-]+)", window.source.text())[1])
    for part in ("23:05:30", "2026-01-02 10:20:30"):
        window.action("undo")
        wait_source(window, part)


def open_date(window):
    window.wait(ROLE.TOGGLE_BUTTON, "Date").click()
    written = window.wait(ROLE.TEXT, "Date as It Is Written")
    wait_for(lambda: written.is_focused, "the entry to have the focus")


def close_date(window):
    press("Escape")
    window.wait_gone(ROLE.TEXT, "Date as It Is Written")


@test
def calendar(session):
    """A day of the calendar and a zone are chosen; each is one step of undo."""
    first = "date: 2026-01-02T10:20:30+08:00 # kept\n"
    window = open_in_site(session, f"---\ntitle: T\n{first}---\n")
    window.wait_page("2026-01-02 10:20")
    open_date(window)
    press("Tab", "Down", "Down", "space")
    wait_for(lambda: first not in window.source.text(), "another day")
    day = re.search(r"\ndate: (2026-01-\d\d)T10:20:30\+08:00 # kept\n", window.source.text())[1]
    window.wait_page(f"{day} 10:20")
    close_date(window)
    undo_once(window, first)
    window.wait_page("2026-01-02 10:20")
    open_date(window)
    zone = window.wait(ROLE.COMBO_BOX, "Time Zone")
    zone.wait(ROLE.TOGGLE_BUTTON).click_with_mouse()
    type_text("+09:0")
    window.wait(ROLE.LABEL, "+09:00")
    press("Down", "Return")
    wait_source(window, "date: 2026-01-02T10:20:30+09:00 # kept\n")
    wait_for(lambda: zone.accessible.get_description() == "+09:00", "the zone to be told of")
    close_date(window)
    undo_once(window, first)
    open_date(window)
    zone = window.wait(ROLE.COMBO_BOX, "Time Zone")
    zone.wait(ROLE.TOGGLE_BUTTON).click_with_mouse()
    type_text("Site")
    window.wait(ROLE.LABEL, "Site’s Zone")
    press("Down", "Return")
    wait_source(window, "date: 2026-01-02T10:20:30 # kept\n")
    close_date(window)
    undo_once(window, first)


@test
def choice(session):
    """One of the texts that the site declares is chosen."""
    window = open_in_site(session, "---\ntitle: T\nstatus: idea # kept\n---\n", DECLARED)
    window.wait(ROLE.COMBO_BOX, "Status of it").click_with_mouse()
    window.wait(ROLE.LABEL, "written")
    press("Down", "Return")
    wait_source(window, "status: written # kept\n")
    undo(window, "status: idea # kept\n")
    window.source.replace("idea", "lost")
    window.wait(ROLE.LABEL, contains="“lost” is not among what the site wants")


@test
def declared_fields(session):
    """What the site declares orders the form, is followed when it changes, and says what is wrong."""
    window = open_in_site(session, "---\nstatus: idea\ntitle: T\nother: x\n---\n", DECLARED)
    window.wait(ROLE.TEXT, "Headline")
    shown = labels(window)
    assert shown.index("Headline") < shown.index("Status of it") < shown.index("other"), shown
    window.wait(ROLE.TEXT, "editor")
    window.wait(ROLE.LABEL, "This field is missing")
    session.file("site/.galley/fields.yaml", "- other\n- {name: title, label: 標題}\n")
    window.wait(ROLE.TEXT, "標題")
    shown = labels(window)
    assert shown.index("other") < shown.index("標題") < shown.index("status"), shown
    assert "This field is missing" not in shown
    session.file("site/.galley/fields.yaml", "- title\n- {name: [}\n")
    window.wait(ROLE.LABEL, contains=".galley/fields.yaml, line 2: ")


def row_of(window, name):
    return next(
        node for node in window.find_all(ROLE.LIST_ITEM) if name in node.name and node.height > 1
    )


@test
def image(session):
    """The picture of an image is shown, and its address is edited."""
    window = open_in_site(session, "---\ntitle: T\ncover: a.png\n---\n")
    cover = entry(window, "Cover")
    row = row_of(window, "Cover")
    wait_for(lambda: row.find(ROLE.IMAGE), "the picture")
    cover.insert(0, "x/")
    wait_source(window, "cover: x/a.png\n")
    window.wait_page("Picture not found in this site: x/a.png")
    cover.focus()
    undo(window, "cover: a.png\n")
    wait_for(lambda: "not found" not in window.page_text(), "the picture on the page")


@test
def choose_image(session):
    """A file is chosen for a cover: it is on the page, and is one step of undo."""
    window = open_in_site(session, "---\ntitle: T\ncover: none.png # kept\n---\nBody.\n")
    window.wait_page("Picture not found in this site: none.png")
    window.wait(ROLE.BUTTON, "Choose an Image…").click()
    dialog = wait_for(
        lambda: window.program.accessible.find(name="Choose an Image"), "the dialog"
    )
    wait_for(lambda: dialog.find(contains="a.png"), "the file in the dialog")
    dialog.wait(ROLE.BUTTON, "Open").click()
    wait_source(window, "cover: a.png # kept\n")
    wait_for(lambda: "not found" not in window.page_text(), "the picture on the page")
    wait_for(lambda: row_of(window, "Cover").find(ROLE.IMAGE), "the picture in the form")
    undo_once(window, "cover: none.png # kept\n")
    window.wait_page("Picture not found in this site: none.png")


@test
def tree(session):
    """Groups are opened; what is in them is edited, added and removed."""
    window = open_form(
        session,
        "---\ntitle: T\nbigimg:\n  - {src: /a.png, desc: First} # kept\nmenu:\n  main:\n"
        "    weight: 3 # kept\n---\n",
    )
    entry(window, "Title")
    open_group(window, "bigimg")
    open_group(window, "Item 1")
    entry(window, "desc").insert(5, ", 一")
    wait_source(window, '- {src: /a.png, desc: "First, 一"} # kept\n')
    window.wait(ROLE.BUTTON, "Add Item").click_with_mouse()
    wait_source(window, 'src: ""')
    window.action("undo")
    wait_source(window, 'desc: "First, 一"} # kept\nmenu')
    open_group(window, "bigimg")
    open_group(window, "menu")
    open_group(window, "main")
    entry(window, "Weight").insert(1, "5")
    wait_source(window, "    weight: 35 # kept\n")
    entry(window, "Weight").focus()
    undo(window, "    weight: 3 # kept\n")
    open_menu(window, "Weight")
    press("r")
    wait_for(lambda: "weight" not in window.source.text(), "the field to go")
    window.wait(ROLE.BUTTON, "Undo").click()
    wait_source(window, "    weight: 3 # kept\n")


@test
def rename(session):
    """A field gets another name, and keeps its value."""
    window = open_form(session)
    entry(window, "Weight")
    open_menu(window, "Weight")
    press("n")
    name = window.wait(ROLE.TEXT, "Name")
    wait_for(lambda: name.is_focused, "the entry to have the focus")
    press("ctrl+a")
    type_text("order\n")
    wait_source(window, "order: 3\n")
    equal(entry(window, "order").text(), "3")
    window.action("undo")
    wait_source(window, "weight: 3\n")


@test
def completion(session):
    """Chips are proposed from the other issues of the site, and chosen with keys."""
    window = open_in_site(session, "---\ntitle: T\ntags: [gnome]\n---\n")
    tags = entry(window, "Tags")
    tags.focus()
    type_text("go")
    wait_for(lambda: {"go", "golang"} <= set(labels(window)), "both proposals")
    press("Down", "Down", "Return")
    wait_for(lambda: "tags: [gnome, go" in window.source.text(), "the proposal to be taken")
    window.wait_page("go")
    tags.insert(0, "云")
    wait_for(lambda: "云原生" in labels(window), "the proposal")
    press("Escape")
    press("ctrl+a", "BackSpace", "BackSpace")
    wait_source(window, "tags: [gnome]\n")
    assert tags.is_focused
    undo(window, "tags: [gnome, go")
    undo(window, "tags: [gnome]\n")


@test
def wrong(session):
    """What is wrong is told at its field, and no more when it is right."""
    window = open_form(
        session,
        "---\ndate: 2999-01-02\nlastmod: yesterday\ndraft: true\nweight: many\ntags: [a]\n"
        "tags: [b]\n---\n",
    )
    for part in (
        "This date is in the future",
        "“yesterday” is no date that Hugo reads",
        "This is a draft",
        "A number is wanted here",
        "“tags” is already set on line 6",
        "This field is missing",
    ):
        window.wait(ROLE.LIST, "Fields").wait(ROLE.LABEL, contains=part)
    window.wait(ROLE.CHECK_BOX, "Draft").click()
    window.wait_gone(ROLE.LABEL, contains="This is a draft")
    entry(window, "Title").insert(0, "T")
    wait_source(window, "title: ")
    window.wait_gone(ROLE.LABEL, contains="This field is missing")
    window.source.replace("tags: [b]\n", "")
    window.wait_gone(ROLE.LABEL, contains="is already set")


run()
