#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The outline in the sidebar: rows, filter, and moving entries with keyboard and mouse."""

from galleytest import ROLE, Atspi, press, run, test, type_text, wait_for, xdotool

ISSUE = """---
title: Orchard 3
---

Hello.

## 1. Projects

[Apple](https://www.apple.example/a) : red.

[Pear](https://pear.example) : green.

[Plum](https://plum.example) : blue.

## 2. Videos

- [Digging](https://dig.example) for worms
- [Grafting](https://graft.example) for all

## 3. Other
"""

ROWS = [
    "Projects, 3 entries",
    "Apple, apple.example",
    "Pear, pear.example",
    "Plum, plum.example",
    "Videos, 2 entries",
    "Digging, dig.example",
    "Grafting, graft.example",
    "Other, 0 entries",
]


def start(session, content=ISSUE):
    session.settings(show_sidebar=True)
    window, path = session.open(content)
    wait_for(lambda: window.source.text() == content, "the text")
    return window, path


def outline(window):
    return window.wait(ROLE.LIST, "Outline")


def rows(window):
    found = window.find(ROLE.LIST, "Outline")
    return [row.name for row in found.children() if row.role == ROLE.LIST_ITEM] if found else []


def wait_rows(window, expected):
    wait_for(lambda: rows(window) == expected, lambda: f"{expected}: {rows(window)}")


def row(window, name):
    return outline(window).wait(ROLE.LIST_ITEM, contains=name)


def wait_focus(window, name):
    wait_for(lambda: row(window, name).is_focused, f"focus on {name}")


def wait_selected(window, name):
    wait_for(lambda: row(window, name).has(Atspi.StateType.SELECTED), f"{name} to be selected")


def click(window, name):
    """A click on a row: goes there, and the list keeps the focus."""
    row(window, name).click_with_mouse()
    wait_focus(window, name)


def line(window):
    return window.source.text().count("\n", 0, window.source.caret) + 1


def wait_line(window, number):
    wait_for(lambda: line(window) == number, lambda: f"line {number}: {line(window)}")


def wait_source(window, text):
    wait_for(lambda: window.source.text() == text, lambda: f"{text}: {window.source.text()}")


def moved(*order):
    return [ROWS[index] for index in order]


@test
def rows_follow_the_text(session):
    """The rows are the sections and entries, and change as the text does"""
    window, _ = start(session)
    wait_rows(window, ROWS)
    window.source.replace("Pear]", "Quince]")
    wait_for(lambda: "Quince, pear.example" in rows(window), "the new title")
    window.source.insert(window.source.text().index("- [Grafting"), "- [Mulching](/mulch) well\n")
    wait_for(lambda: "Videos, 3 entries" in rows(window), "one more entry")
    wait_for(lambda: "Mulching" in rows(window), "its row")


@test
def click_goes_there(session):
    """A click goes to the line, Enter goes on there; the row of the cursor is selected"""
    window, _ = start(session)
    wait_rows(window, ROWS)
    click(window, "Plum")
    wait_line(window, 13)
    press("Down", "Down")
    wait_focus(window, "Digging")
    wait_line(window, 13)
    press("Return")
    wait_line(window, 17)
    wait_for(lambda: window.source.is_focused, "focus on the source")
    press("ctrl+End")
    wait_selected(window, "Other")
    press("ctrl+Home")
    wait_for(lambda: not row(window, "Other").has(Atspi.StateType.SELECTED), "none to be selected")
    wait_for(lambda: window.source.is_focused, "focus on the source")


@test
def move_by_keyboard(session):
    """Alt+Up and Alt+Down move an entry or a section, which keeps the focus; undo takes it back"""
    window, _ = start(session)
    wait_rows(window, ROWS)
    click(window, "Apple")
    press("alt+Down")
    wait_rows(window, moved(0, 2, 1, 3, 4, 5, 6, 7))
    wait_focus(window, "Apple")
    press("ctrl+z")
    wait_source(window, ISSUE)
    wait_rows(window, ROWS)
    click(window, "Videos")
    press("alt+Up")
    wait_rows(window, moved(4, 5, 6, 0, 1, 2, 3, 7))
    wait_focus(window, "Videos")
    wait_for(lambda: "## 1. Videos" in window.source.text(), "the sections to be numbered")
    press("ctrl+z")
    wait_source(window, ISSUE)


@test
def move_from_the_source(session):
    """The entry that the cursor is in moves by an action, too"""
    window, _ = start(session)
    wait_rows(window, ROWS)
    window.source.focus()
    press("ctrl+Home", *["Down"] * 10)
    wait_selected(window, "Pear")
    press("alt+shift+Up")
    wait_rows(window, moved(0, 2, 1, 3, 4, 5, 6, 7))
    wait_line(window, 9)
    window.action("move-down")
    wait_source(window, ISSUE)
    window.source.replace("## 2.", "## 7.")
    window.action("renumber")
    wait_source(window, ISSUE)


@test
def remove_and_undo(session):
    """Delete removes an entry with what belongs to it, and undo restores every byte"""
    window, _ = start(session)
    wait_rows(window, ROWS)
    click(window, "Pear")
    press("Delete")
    wait_for(lambda: "Pear" not in window.source.text(), "the entry to go")
    wait_focus(window, "Plum")
    press("Delete")
    wait_for(lambda: "Projects, 1 entry" in rows(window), "the next one to go")
    press("ctrl+z", "ctrl+z")
    wait_source(window, ISSUE)
    wait_rows(window, ROWS)


@test
def cut_and_paste(session):
    """A whole entry is cut and pasted, in the form of the other section; and copied to a window"""
    window, _ = start(session)
    wait_rows(window, ROWS)
    click(window, "Pear")
    press("ctrl+x")
    wait_for(lambda: "Pear" not in window.source.text(), "the entry to go")
    click(window, "Digging")
    press("ctrl+v")
    wait_for(lambda: "- [Pear](https://pear.example)" in window.source.text(), "a list item")
    wait_focus(window, "Pear")
    press("ctrl+c")
    other = session.file("other.md", "## Projects\n\n[Fig](/fig) : sweet.\n")
    window.program.open(other)
    second = window.program.wait_windows(2)[1]
    wait_rows(second, ["Projects, 1 entry", "Fig"])
    click(second, "Fig")
    press("ctrl+v")
    wait_rows(second, ["Projects, 2 entries", "Fig", "Pear, pear.example"])


@test
def filter_rows(session):
    """What is typed over the list filters it; Enter goes to what was found, Escape shows all"""
    window, _ = start(session)
    wait_rows(window, ROWS)
    click(window, "Projects")
    type_text("graf")
    wait_rows(window, ["Videos, 2 entries", "Grafting, graft.example"])
    type_text("x")
    window.wait(contains="No Entries Found")
    press("Escape")
    wait_rows(window, ROWS)
    type_text("plum")
    wait_rows(window, ["Projects, 3 entries", "Plum, plum.example"])
    press("Return")
    wait_line(window, 13)


@test
def collapse(session):
    """Left closes a section and Right opens it"""
    window, _ = start(session)
    wait_rows(window, ROWS)
    click(window, "Projects")
    press("Left")
    wait_rows(window, [ROWS[0], *ROWS[4:]])
    press("Right")
    wait_rows(window, ROWS)


def drag_row(window, name, target, below):
    """Drags a row to above or below the middle of another one, until it has moved. The first steps
    of the pointer may be lost, while the list is still being laid out."""
    before = rows(window)

    def try_to_drag():
        if rows(window) != before:
            return True
        x, y = row(window, name).place()
        to = row(window, target)
        to_y = to.place()[1] + (1 if below else -1) * (to.height // 2 - 6)
        xdotool("mousemove", "--sync", x, y, "mousedown", 1)
        # The window answers between the steps, as it has time to when a hand moves the pointer.
        for step in range(1, 21):
            xdotool("mousemove", "--sync", x + step, y + (to_y - y) * step // 20)
            rows(window)
        xdotool("mouseup", 1)
        return False

    wait_for(try_to_drag, f"{name} to be dragged")


@test
def drag(session):
    """An entry is dragged into another section, and within its own"""
    window, _ = start(session)
    wait_rows(window, ROWS)
    drag_row(window, "Apple", "Digging", below=True)
    expected = moved(0, 2, 3, 4, 5, 1, 6, 7)
    expected[0], expected[3] = "Projects, 2 entries", "Videos, 3 entries"
    wait_rows(window, expected)
    window.action("undo")
    wait_source(window, ISSUE)
    wait_rows(window, ROWS)
    drag_row(window, "Plum", "Apple", below=False)
    wait_rows(window, moved(0, 3, 1, 2, 4, 5, 6, 7))
    window.action("undo")
    wait_source(window, ISSUE)


@test
def drag_section(session):
    """A section is dragged among the sections, with its entries, and the numbers follow"""
    window, _ = start(session)
    wait_rows(window, ROWS)
    drag_row(window, "Videos", "Projects", below=False)
    wait_rows(window, moved(4, 5, 6, 0, 1, 2, 3, 7))
    text = window.source.text()
    assert text.index("## 1. Videos") < text.index("- [Grafting") < text.index("## 2. Projects"), text
    window.action("undo")
    wait_source(window, ISSUE)


@test
def stays_while_one_writes(session):
    """What is written elsewhere opens no section, and scrolls the list of a long issue nowhere"""
    entries = "".join(f"[Entry {n}](https://example.org/{n}) : words {n}.\n\n" for n in range(200))
    content = f"## Projects\n\n{entries}## Videos\n\n- [Digging](https://dig.example) for worms\n"
    window, _ = start(session, content)
    wait_for(lambda: "Projects, 200 entries" in rows(window), "the rows")
    click(window, "Entry 3,")
    press("End")
    wait_focus(window, "Digging")
    y = row(window, "Digging").place()[1]
    window.source.replace("words 50.", "other words, 50.")
    window.wait_page("other words, 50.")
    window.source.replace("[Entry 60]", "[Quince]")
    window.wait_page("Quince")
    wait_for(lambda: row(window, "Digging").place()[1] == y, "the row to stay where it is")

    press("Left", "Left")
    wait_for(lambda: "Digging, dig.example" not in rows(window), "the section to be closed")
    window.source.replace("words 70.", "other words, 70.")
    window.wait_page("other words, 70.")
    assert "Digging, dig.example" not in rows(window), rows(window)[-3:]


def extents(node):
    return Atspi.Component.get_extents(node.accessible, Atspi.CoordType.WINDOW)


@test
def new_row_is_whole(session):
    """The row of an entry that is new below the others comes wholly into view"""
    entries = "".join(f"[Entry {n}](https://example.org/{n}) : words {n}.\n\n" for n in range(40))
    content = f"## Projects\n\n{entries}"
    window, _ = start(session, content)
    wait_for(lambda: "Projects, 40 entries" in rows(window), "the rows")
    window.source.focus()
    press("ctrl+shift+p")
    dialog = window.wait(ROLE.DIALOG, "Add Entry")
    title = dialog.wait(ROLE.TEXT, "Title")
    wait_for(lambda: title.is_focused, "focus on the title")
    type_text("Quince")
    dialog.wait(ROLE.BUTTON, "Add").click()
    wait_selected(window, "Quince")
    view = extents(outline(window))
    bottom = view.y + view.height
    wait_for(
        lambda: (area := extents(row(window, "Quince"))).y + area.height <= bottom,
        lambda: f"the row to end above {bottom}: {extents(row(window, 'Quince')).y}",
    )


@test
def nothing_to_show(session):
    """An issue without sections says so, until there is one"""
    window, _ = start(session, "Hello.\n")
    window.wait(contains="No Sections Yet")
    window.source.insert(7, "\n## Tools\n")
    wait_rows(window, ["Tools, 0 entries"])


run()
