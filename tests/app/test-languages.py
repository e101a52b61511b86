#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""In Chinese, whatever the program shows is Chinese."""

import pathlib
import re

from galleystates import States
from galleytest import ROLE, Failure, run, test

WORD = re.compile(r"[A-Za-z]{3,}")
ROOT = pathlib.Path(__file__).parent.parent.parent

CHINESE = re.compile("[\u3000-\u9fff]")

# Keys; values of settings; words of the site; what the toolkit has not translated.
KNOWN = set("""
Ctrl Alt Shift Tab Return Enter Escape Home End Space production english auto github simple https
level custom inner unset bilibili YouTube Close
""".split())
# Texts of people, code and addresses.
OTHERS = {ROLE.DOCUMENT_WEB, ROLE.TEXT, ROLE.ENTRY}


def known_words():
    """The words that stand in translations, too."""
    po = (ROOT / "po" / "zh_CN.po").read_text("utf-8")
    texts = re.findall(r'^(?:msgstr(?:\[0\])? )?"(.*)"$', po, re.M)
    snippets = (ROOT / "data" / "snippets" / "galley.snippets").read_text("utf-8")
    triggers = set(re.findall('trigger="(.*?)"', snippets))
    translations = [text for text in texts if CHINESE.search(text)]
    return KNOWN | triggers | {word for text in translations for word in WORD.findall(text)}


def names(node):
    """The names of what is on the screen."""
    if not node.is_showing or node.role in OTHERS:
        return
    if node.name:
        yield node.name
    for child in node.children():
        yield from names(child)


@test
def chinese(session):
    """Every page, dialog, menu and popover is wholly Chinese"""
    known = known_words()
    found = {}
    states = States(session, "zh_CN")
    for state in states.all():
        for name in names(states.window):
            if CHINESE.search(name) or re.search(r"[/_&<>]|\w\.\w", name):
                continue
            words = set(WORD.findall(name)) - known
            if words:
                found.setdefault(name, state)
    if found:
        raise Failure("\n".join(f"{state}: {name}" for name, state in found.items()))


run()
