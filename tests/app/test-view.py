#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""View modes, narrow windows, zoom, preferences, and what is remembered."""

import gettext
import os
import pathlib
import re
import signal
import subprocess

from gi.repository import GLib

from galleytest import (ROLE, Atspi, Failure, equal, press, run, speak, test, type_text, wait_for,
                        xdotool)

ARABIC = "ar_EG.UTF-8"
ISSUE = "---\ntitle: Orchard\n---\n\nOne apple.\n"


def mode(name):
    return GLib.Variant("s", name)


def wait_panes(window, source, preview):
    wait_for(lambda: bool(window.find(ROLE.TEXT, "Source")) == source, f"source: {source}")
    wait_for(lambda: bool(window.find(ROLE.DOCUMENT_WEB)) == preview, f"preview: {preview}")


def brightness(spot):
    """How light the screen is there, from 0 to 1."""
    x, y = spot
    picture = subprocess.run(
        ["import", "-window", "root", "-crop", f"1x1+{x}+{y}", "-depth", "8", "gray:-"],
        stdout=subprocess.PIPE,
    )
    return picture.stdout[0] / 255


def resize(window, width, height):
    number = xdotool("search", "--onlyvisible", "--pid", window.program.process.pid)[-1]
    xdotool("windowsize", "--sync", number, width, height)


@test
def view_modes(session):
    """Source, both or preview: by action and by key, told by the action's state"""
    window, _ = session.open(ISSUE)
    wait_panes(window, True, True)
    equal(window.action_state("view-mode"), "both", "state")
    window.action("view-mode", mode("preview"))
    wait_panes(window, False, True)
    equal(window.action_state("view-mode"), "preview", "state")
    press("alt+1")
    wait_panes(window, True, False)
    press("alt+2")
    wait_panes(window, True, True)
    press("alt+3")
    wait_panes(window, False, True)
    window.action("view-mode", mode("upside-down"))
    equal(window.action_state("view-mode"), "preview", "state after nonsense")


@test
def mode_is_remembered(session):
    """A new window starts with the panes of the last one"""
    window, path = session.open(ISSUE)
    window.action("view-mode", mode("source"))
    wait_panes(window, True, False)
    window.action("close")
    window.program.wait_end()
    window = session.start(path).window
    wait_panes(window, True, False)


@test
def narrow_window(session):
    """A narrow window shows one pane and a switcher; made wide again it shows both"""
    window, _ = session.open(ISSUE)
    wait_panes(window, True, True)
    resize(window, 400, 600)
    wait_panes(window, True, False)
    window.wait(ROLE.RADIO_BUTTON, "Preview").click()
    wait_panes(window, False, True)
    window.wait_page("One apple.")
    resize(window, 1100, 600)
    wait_panes(window, True, True)


def sides(node):
    area = Atspi.Component.get_extents(node.accessible, Atspi.CoordType.WINDOW)
    return area.x, area.x + area.width


def cut_off(window):
    """What is not wholly between the sides of the window's content. Bars are drawn over its edge."""
    left, right = sides(next(iter(window.children())))

    def look(node):
        if not node.is_showing:
            return
        start, end = sides(node)
        # What has no place yet has an odd one.
        if start < end < 10000 and (start < left - 1 or end > right + 1):
            yield f"{node} from {start} to {end}"
        if node.role != ROLE.DOCUMENT_WEB:
            for child in node.children():
                yield from look(child)

    return [place for child in window.children() for place in look(child)]


def wait_whole(window):
    wait_for(lambda: not cut_off(window), lambda: "nothing cut off: " + "; ".join(cut_off(window)))


def look_through(session, width, scale, language=None):
    """Opens all that a narrow window has, and wants it to fit. Ten pixels are the window's edge."""
    session.scale_text(scale)
    session.settings(window_width=width, window_height=600)
    env = speak(language) if language else None
    tr = str
    if language:
        folder = os.environ["GALLEY_LOCALE_DIR"]
        tr = gettext.translation("galley", folder, [language]).gettext
    text = ISSUE + "\n## Pears\n\n----\n\n[A long name of a pear](https://example.org/) : one.\n"
    window, path = session.open(text, env=env)
    window.wait(ROLE.TOGGLE_BUTTON, tr("Main Menu"))
    wait_for(lambda: window.width == width, lambda: f"{width} pixels: {window.width}")
    wait_whole(window)
    source = window.wait(ROLE.TEXT, tr("Source"))
    source.focus()
    press("ctrl+h")
    window.wait(ROLE.BUTTON, tr("Close Search"))
    wait_whole(window)
    source.insert(0, "x")
    path.write_text(text + "Theirs.\n")
    window.wait(ROLE.BUTTON, tr("_Keep Mine").replace("_", ""))
    wait_whole(window)
    window.action("keep-mine")
    press("Escape")
    window.action("sidebar")
    window.wait(name=tr("Filter Outline"))
    wait_whole(window)
    window.action("sidebar-page", GLib.Variant("s", "front-matter"))
    window.wait(ROLE.BUTTON, tr("_Add Front Matter").replace("_", ""))
    wait_whole(window)
    window.action("undo")
    window.wait(ROLE.LIST, tr("Fields"))
    wait_whole(window)
    window.action("sidebar")
    for name, title in (("problems", "Problems"), ("site-settings", "Site Settings")):
        window.action(name)
        window.wait(ROLE.DIALOG, tr(title))
        wait_whole(window)
        press("Escape")
        window.wait_gone(ROLE.DIALOG)
    window.action("add-entry", mode("project"))
    window.wait(ROLE.DIALOG, tr("Add Entry"))
    wait_whole(window)
    press("Escape")
    window.wait_gone(ROLE.DIALOG)
    for name, title in (("preferences", "Preferences"), ("shortcuts", "Keyboard Shortcuts")):
        window.program.action(name)
        window.wait(ROLE.DIALOG, tr(title))
        wait_whole(window)
        press("Escape")
        window.wait_gone(ROLE.DIALOG)


@test
def narrowest_window(session):
    """Nothing is cut off in the narrowest window"""
    look_through(session, 370, 1)


@test
def narrow_dialog(session):
    """A dialog at the bottom of a narrow window starts on its first field, each time it is opened"""
    session.settings(window_width=400, window_height=600)
    session.file("site/hugo.toml", "title = 'Orchard'\n")
    window = session.start(session.file("site/content/weekly-7/index.md", ISSUE)).window
    wait_for(lambda: window.width == 400, lambda: f"400 pixels: {window.width}")
    wait_for(lambda: window.is_enabled_action("reload"), "the file to be loaded")
    for text in ("One", "Two"):
        for title, name in (("Add Entry", "Title"), ("New Issue", "File")):
            if title == "Add Entry":
                window.action("add-entry", mode("project"))
            else:
                window.program.action("new")
            field = window.wait(ROLE.DIALOG, title).wait(ROLE.TEXT, name)
            wait_for(lambda: field.is_focused, f"the focus on {name}")
            press("ctrl+a")
            type_text(text)
            field.wait_text(text)
            press("Escape")
            window.wait_gone(ROLE.DIALOG)


@test
def large_text(session):
    """Nothing is cut off in a narrow window with text of twice the size"""
    look_through(session, 420, 2)


@test
def large_german_text(session):
    """Nothing is cut off in a narrow window with long words of twice the size"""
    look_through(session, 420, 2, "de")


@test
def right_to_left(session):
    """From right to left the sidebar is on the right, but the hour is before the minute"""
    # GTK asks the locale itself, not the language of its words.
    if ARABIC.replace("UTF-8", "utf8") not in subprocess.getoutput("locale -a").split():
        return
    session.settings(show_sidebar=True)
    window, _ = session.open(ISSUE.replace("title", "date: 2020-01-02T08:30:00+08:00\ntitle"),
                             env={"LANG": ARABIC, "LANGUAGE": ""})
    wait_panes(window, True, True)
    window.wait_page("One apple.")
    outline = window.wait(ROLE.PAGE_TAB, "Outline")
    wait_for(lambda: sides(window.source)[1] <= sides(outline)[0], "the sidebar on the right")
    window.action("sidebar-page", mode("front-matter"))
    window.wait(ROLE.LIST, "Fields").wait(ROLE.TOGGLE_BUTTON, "Date").click()
    hour, minute = (window.wait(ROLE.SPIN_BUTTON, name) for name in ("Hour", "Minute"))
    wait_for(lambda: sides(hour)[1] <= sides(minute)[0], "the hour before the minute")


@test
def zoom(session):
    """Zoom acts on the pane with the focus, and ends at the last level"""
    window, _ = session.open(ISSUE)
    window.source.focus()
    press("ctrl+plus")
    wait_for(lambda: str(session.setting("source-zoom")).startswith("1.1"), "larger source")
    equal(session.setting("preview-zoom"), None, "preview untouched")
    press("ctrl+minus", "ctrl+minus")
    wait_for(lambda: str(session.setting("source-zoom")).startswith("0.9"), "smaller source")
    window.action("view-mode", mode("preview"))
    wait_panes(window, False, True)
    window.action("zoom-in")
    wait_for(lambda: str(session.setting("preview-zoom")).startswith("1.1"), "larger preview")
    for _ in range(8):
        window.action("zoom-in")
    window.wait_enabled("zoom-in", False)
    press("ctrl+0")
    wait_for(lambda: float(session.setting("preview-zoom")) == 1, "normal size")
    window.wait_enabled("zoom-in")


@test
def zoom_with_the_wheel(session):
    """Ctrl and the wheel zoom the pane under the pointer"""
    window, _ = session.open(ISSUE)
    window.wait_page("One apple.")
    xdotool("mousemove", "--sync", *window.page.place(), "keydown", "ctrl", "click", 4)
    wait_for(lambda: str(session.setting("preview-zoom")).startswith("1.1"), "larger preview")
    xdotool("mousemove", "--sync", *window.source.place(), "click", 5, "keyup", "ctrl")
    wait_for(lambda: str(session.setting("source-zoom")).startswith("0.9"), "smaller source")


@test
def divider_is_remembered(session):
    """The line between the panes is where it was in the last window"""
    window, path = session.open(ISSUE)
    window.wait_page("One apple.")
    x, y = window.source.place()
    width = window.source.width
    xdotool("mousemove", "--sync", x + width // 2, y, "mousedown", 1)
    xdotool("mousemove", "--sync", x + width // 2 - 30, y)
    xdotool("mousemove", "--sync", x + width // 2 - 150, y, "mouseup", 1)
    wait_for(lambda: window.source.width <= width - 100, "a narrower source")
    width = window.source.width
    window.action("close")
    window.program.wait_end()
    window = session.start(path).window
    wait_for(lambda: abs(window.source.width - width) <= 2, f"a source of width {width}")


@test
def scrolls_together(session):
    """The preview goes where the source goes, and the source where the preview goes"""
    text = "".join(f"## Part {n}\n\nWords of part {n}.\n\n" for n in range(1, 31))
    window, _ = session.open(ISSUE + text)
    source = window.source
    x, y = source.place()
    bottom = y + source.height // 2
    last = wait_for(
        lambda: window.page.find(ROLE.HEADING, "Part 30", showing=False), "the last part"
    )
    wait_for(lambda: last.place()[1] > bottom, "the last part out of sight in the preview")
    source.focus()
    press("ctrl+End")
    wait_for(lambda: last.place()[1] < bottom, "the last part in the preview")
    title = source.text().index("title:")
    wait_for(lambda: source.character_place(title)[1] < 0, "the first line out of sight")
    xdotool("mousemove", "--sync", x + source.width, y, "click", "--repeat", 40, "--delay", 5, 4)
    wait_for(lambda: source.character_place(title)[1] > 0, "the first line in the source")


@test
def preferences(session):
    """What is set in the preferences is kept, and can be set back"""
    window, _ = session.open(ISSUE)
    window.program.action("preferences")
    dialog = window.wait(ROLE.DIALOG, "Preferences")
    row = dialog.wait(ROLE.CHECK_BOX, "Wrap Long Lines")
    row.click_with_mouse()
    wait_for(lambda: session.setting("wrap-text") == "false", "the setting")
    row.click_with_mouse()
    wait_for(lambda: session.setting("wrap-text") != "false", "the setting back")
    row = dialog.wait(ROLE.CHECK_BOX, "Custom Font")
    row.click_with_mouse()
    wait_for(lambda: session.setting("custom-font") not in (None, "''"), "a font")
    row.click_with_mouse()
    wait_for(lambda: session.setting("custom-font") == "''", "no font")
    press("Escape")
    window.wait_gone(ROLE.DIALOG, "Preferences")


@test
def preview_colors(session):
    """A dark preview is chosen in the preferences, and is dark at once"""
    window, _ = session.open(ISSUE)
    window.wait_page("One apple.")
    spot = window.page.place()
    wait_for(lambda: brightness(spot) > 0.8, "a light page")
    window.program.action("preferences")
    window.wait(ROLE.COMBO_BOX, "Colors").click_with_mouse()
    window.wait(ROLE.LABEL, "Dark")
    press("Down", "Down", "Return")
    wait_for(lambda: session.setting("preview-theme") == "'dark'", "the setting")
    press("Escape")
    window.wait_gone(ROLE.DIALOG, "Preferences")
    wait_for(lambda: brightness(spot) < 0.3, "a dark page")


@test
def shortcuts_and_about(session):
    """The keyboard shortcuts and About can be shown"""
    window, _ = session.open(ISSUE)
    window.program.action("about")
    dialog = window.wait(ROLE.DIALOG, "About")
    dialog.wait(ROLE.LABEL, "Galley")
    press("Escape")
    window.wait_gone(ROLE.DIALOG, "About")
    press("ctrl+question")
    dialog = window.wait(ROLE.DIALOG, "Keyboard Shortcuts")
    dialog.wait(ROLE.LABEL, "Source and Preview")


@test
def accessible_names(session):
    """Every button on the window has a name"""
    window, _ = session.open(ISSUE)
    window.wait_page("One apple.")
    page = window.page
    inside = {id(node) for node in page.walk()}
    for role in (ROLE.BUTTON, ROLE.TOGGLE_BUTTON, ROLE.RADIO_BUTTON):
        for node in window.find_all(role):
            if id(node) not in inside:
                equal(bool(node.name), True, f"{role.value_nick} has a name")


def web_process(program):
    """The process below the program that draws the page."""
    parents = {}
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            name, rest = (folder / "stat").read_text().split("(", 1)[1].rsplit(")", 1)
        except OSError:  # ended meanwhile
            continue
        parents[int(folder.name)] = (name, int(rest.split()[1]))
    for number, (name, parent) in parents.items():
        while parent in parents and parent != program.process.pid:
            parent = parents[parent][1]
        if parent == program.process.pid and name.startswith("WebKitWebProces"):
            return number
    return None


@test
def crashed_preview_comes_back(session):
    """When the process that draws the page is killed, the page and all that was typed come back"""
    window, _ = session.open(ISSUE)
    window.wait_page("One apple.")
    window.source.focus()
    press("ctrl+End")
    window.type("New words. ")
    window.wait_page("New words.")
    os.kill(wait_for(lambda: web_process(window.program), "the web process"), signal.SIGKILL)
    window.wait(contains="was started again")
    window.type("And more. ")
    window.wait_page("New words. And more.")


@test
def hanging_preview_is_replaced(session):
    """When the process that draws the page hangs before it has done so, another one takes over"""
    path = session.file("issue.md", ISSUE)
    for last in (False, False, True):
        program = session.start(path)
        first = wait_for(lambda: web_process(program), "the web process")
        os.kill(first, signal.SIGSTOP)
        try:
            wait_for(lambda: web_process(program) not in (first, None), "another web process")
            break
        except Failure:
            # Perhaps the page was there already.
            os.kill(first, signal.SIGKILL)
            program.stop()
            if last:
                raise
    program.window.wait_page("One apple.")


@test
def hanging_reload_is_replaced(session):
    """So it does when a page that is there is loaded again"""
    window, _ = session.open(ISSUE)
    window.wait_page("One apple.")
    first = wait_for(lambda: web_process(window.program), "the web process")
    os.kill(first, signal.SIGSTOP)
    session.settings(remote_images=False)
    wait_for(lambda: web_process(window.program) not in (first, None), "another web process")
    window.wait_page("One apple.")


@test
def page_with_any_names(session):
    """Whatever names a page gives its pictures and fields, it follows what is typed and clicked"""
    scripts = pathlib.Path(__file__).parents[2] / "data/preview"
    words = {word for file in scripts.glob("*.js") for word in re.findall(r"\w+", file.read_text())}
    pictures = "".join(f'<img hidden name="{word}" id="{word}">\n' for word in sorted(words))
    fields = "".join(f'<input type="hidden" name="{word}">\n' for word in sorted(words))
    window, _ = session.open(f"First.\n\n<form>{pictures}{fields}<h2>In a form.</h2></form>\n\nLast.\n")
    window.wait_page("First.", "In a form.", "Last.")
    window.type("Typed at the start. ")
    window.wait_page("Typed at the start. First.")
    press("ctrl+End")
    window.type("Typed at the end.")
    window.wait_page("Typed at the start. First.", "In a form.", "Last. Typed at the end.")
    window.page.wait(ROLE.HEADING, "In a form.").click_with_mouse()
    wait_for(lambda: window.source.caret < 50, "the cursor in the form")
    window.type("Typed in the middle. ")
    window.wait_page("Typed in the middle.")


run()
