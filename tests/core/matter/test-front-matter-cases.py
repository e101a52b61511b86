#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-front-matter-cases.py PROGRAM: the cases of front-matter-cases.txt, each also read by another
reader than ours: the same data, but for what is edited. TAP."""

import os
import re
import shlex
import sys

FOLDER = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, FOLDER)
import front_matter  # noqa: E402

SYMBOLS = str.maketrans({"␍": "\r", "␉": "\t", "␂": "\ufeff", "␇": "\x07", "␛": "\x1b",
                         "␊": "\u2028", "␤": "\u0085"})


def plain(text):
    return text.removesuffix("␄\n").translate(SYMBOLS)


def operation(line):
    text = line.replace("\\\\", "\0").replace("\\n", "\n").replace("\0", "\\")
    return tuple(shlex.split(text.translate(SYMBOLS)))


def load(path):
    with open(path, encoding="utf-8", newline="") as file:
        parts = re.split(r"^=== (.*)\n", file.read(), flags=re.M)[1:]
    for name, text in zip(parts[::2], parts[1::2]):
        match = re.fullmatch(r"((?:\$ .*\n)+)<<<\n(.*?)(?:>>>\n(.*)|!!! (.*)\n)\n", text, re.S)
        operations = [operation(line[2:]) for line in match[1].splitlines()]
        after = plain(match[3]) if match[3] is not None else None
        yield name, operations, plain(match[2]), after, match[4]


def check(program, operations, before, after, refusal):
    status, text, message = front_matter.edit(program, before, operations)
    if refusal is not None:
        if status != 1 or text or message.strip() != refusal:
            return f"status {status}, {message.strip()!r}, not {refusal!r}"
        return None
    if status != 0 or text != after:
        return f"status {status}, {message!r}\n{text!r}, not\n{after!r}"
    return front_matter.check(before, operations, after)


def main():
    cases = list(load(os.path.join(FOLDER, "front-matter-cases.txt")))
    failed = 0
    print(f"1..{len(cases)}")
    for number, (name, *case) in enumerate(cases, 1):
        wrong = check(sys.argv[1], *case)
        failed += wrong is not None
        print(f"{'not ok' if wrong else 'ok'} {number} {name}")
        for line in (wrong or "").splitlines():
            print("#", line)
    sys.exit(failed > 0)


main()
