#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The manual: F1 opens it, its links lead from page to page, in the language of the user."""

import subprocess

from gi.repository import Atspi

from galleytest import ROLE, equal, press, run, speak, test, wait_for


def open_help(session, **options):
    window = session.open("# Orchard\n", **options)[0]
    window.wait_page("Orchard")
    press("F1")
    return window, help_window(window)


def help_window(window):
    def find():
        frames = [node for node in window.program.accessible.children()
                  if node.role == ROLE.FRAME and node.accessible != window.accessible]
        return frames[0] if frames else None

    return wait_for(find, "the window with the manual")


def wait_page(manual, part):
    def shown():
        page = manual.find(ROLE.DOCUMENT_WEB)
        return page is not None and part in page.text()

    wait_for(shown, f"the page with {part!r}")
    return manual.find(ROLE.DOCUMENT_WEB)


def pages(manual, name="Pages"):
    return manual.wait(ROLE.LIST, name).find_all(ROLE.LIST_ITEM)


@test
def links(session):
    """F1 opens the manual, a link of a page opens the other page, and the list follows"""
    window, manual = open_help(session)
    wait_page(manual, "What is wrong is marked beside the line")
    equal(len(pages(manual)), 6)
    page = manual.find(ROLE.DOCUMENT_WEB)
    page.find(ROLE.LINK, "Snippets", showing=False).click()
    page = wait_page(manual, "A snippet is a piece of text")
    assert manual.wait(ROLE.LIST_ITEM, "Snippets").has(Atspi.StateType.SELECTED)
    manual.find(ROLE.LIST_ITEM, "Keyboard shortcuts").click_with_mouse()
    wait_page(manual, "Go on to the next pane")
    session.picture("help")
    press("Escape")
    wait_for(lambda: len([node for node in window.program.accessible.children()
                          if node.role == ROLE.FRAME]) == 1, "the manual to close")
    window.source.focus()
    press("F1")
    wait_page(help_window(window), "What is wrong is marked beside the line")


@test
def out_of_the_manual(session):
    """A link to the web is opened by the desktop"""
    opened = session.folder / "opened"
    browser = session.file("browser", f"#!/bin/sh\nprintf %s \"$1\" > '{opened}'\n")
    browser.chmod(0o755)
    applications = session.home / ".local/share/applications"
    applications.mkdir(parents=True, exist_ok=True)
    (applications / "browser.desktop").write_text(
        f"[Desktop Entry]\nType=Application\nName=Browser\nExec={browser} %u\n"
        "MimeType=x-scheme-handler/https;\n")
    (session.home / ".config/mimeapps.list").write_text(
        "[Default Applications]\nx-scheme-handler/https=browser.desktop\n")
    subprocess.run(["update-desktop-database", str(applications)])
    _, manual = open_help(session)
    wait_page(manual, "What is wrong is marked beside the line")
    manual.find(ROLE.LIST_ITEM, "Publishing").click_with_mouse()
    wait_page(manual, "The configuration of the site").find(ROLE.LINK, "Hugo").click()
    wait_for(lambda: opened.exists() and opened.read_text(), "the browser")
    equal(opened.read_text(), "https://gohugo.io/", "what it opens")


@test
def chinese(session):
    """In Chinese, the manual is Chinese"""
    _, manual = open_help(session, env=speak("zh_CN"))
    wait_page(manual, "撰写一期周刊")
    names = [row.name for row in pages(manual, "页面")]
    equal(names, ["撰写一期周刊", "片段", "前置元数据", "发布", "文件与沙盒", "键盘快捷键"])
    session.picture("help-zh")


run()
