#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-front-matter-random.py PROGRAM [SEED…]: front matter made by chance, edited by chance. TAP.

After each edit another reader finds what it should, and a line that the edit is not about is still
there as it was."""

import json
import os
import random
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import front_matter  # noqa: E402

WORDS = ["a", "云原生", "第1期", "yes", "1.0", "2026-01-01", "null", "~", "a: b", "a #b", " a", "b ",
         "", "- a", "it's", '"q"', "\\n", "🚀", "a,b", "[x]", "{y}", "#c", "@d", "%e", "&f", "*g", "!h",
         "|", ">", "?", "k:", "0x1F", "1_000", "tab\there", "line\nbreak", "two\n\nbreaks\n", "---",
         "...", "+++", "x\n---\ny", "x\n+++\ny", "\x07", "\u2028", "\u00a0", "http://a.b/c?d=e#f", "'", '"',
         "é" * 50, "  two\n lines", "end\n\n", "true", "No", "1:30", "<<", "=", ".inf", "0", "-1", "'''",
         '"""', "a\\", "\u0085", "a  b", "x" * 300]
NAMES = ["title", "date", "tags", "categories", "img", "draft", "weight", "名", "a b", "x-y", "params",
         "Description", "z1", "it's", "q"]
COMMENTS = ["", "", "", " # note", "  # 'x: y'"]


def double(text):
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f").replace(
        "\u2028", "\\u2028").replace("\u0085", "\\u0085")


def yaml_scalar(chance, indent, flow):
    form = chance.randrange(7 if not flow else 4)
    if form == 0:
        return chance.choice(["plain", "云 原生", "a-b", "3.5x", "http://a.b/c"])
    if form == 1:
        return "'" + chance.choice(["it''s", "", "x # y", "云"]) + "'"
    if form == 2:
        return double(chance.choice(WORDS))
    if form == 3:
        return chance.choice(["1", "2.50", "true", "2024-01-02", "2024-01-02T03:04:05+08:00", "null"])
    lines = [chance.choice(["one", "two words here", "---", "", "  deeper", "# no comment", "k: v"])
             for _ in range(chance.randrange(3))]
    head = chance.choice(["|", "|-", "|+", ">", ">-"]) + chance.choice(COMMENTS)
    lines = ["first"] + lines
    return head + "".join("\n" + (indent + "  " + line if line else "") for line in lines)


def yaml_value(chance, indent, depth):
    form = chance.randrange(9)
    if form == 0 and depth < 3:
        deeper = indent + "  "
        return "".join(f"\n{deeper}k{i}:{yaml_value(chance, deeper, depth + 1)}"
                       for i in range(chance.randint(1, 3)))
    if form == 1 and depth < 3:
        at = indent + chance.choice(["", "  "])
        return "".join(f"\n{at}-{yaml_value(chance, at, 3)}" for i in range(chance.randint(1, 4)))
    if form == 2:
        at = indent + "  "
        return "".join(f"\n{at}- src: {yaml_scalar(chance, at + '  ', True)}"
                       f"\n{at}  desc: {yaml_scalar(chance, at + '  ', False)}"
                       for i in range(chance.randint(1, 3)))
    if form == 3:
        items = [yaml_scalar(chance, "", True) for _ in range(chance.randrange(4))]
        return " [" + ", ".join(i if i[0] in "'\"" or "," not in i else "x" for i in items) + "]" \
            + chance.choice(COMMENTS)
    if form == 4:
        items = [f"f{i}: {yaml_scalar(chance, '', True)}" for i in range(chance.randrange(3))]
        return chance.choice([" {" + ", ".join(items) + "}",
                              " {" + ",".join(f"\n{indent}   {item}" for item in items) + "}"])
    if form == 5:
        return ""
    scalar = yaml_scalar(chance, indent, False)
    return " " + scalar + (chance.choice(COMMENTS) if "\n" not in scalar and scalar[0] not in "|>"
                           else "")


def make_yaml(chance):
    out = ""
    for name in chance.sample(NAMES, chance.randint(0, 8)):
        if chance.random() < 0.2:
            out += chance.choice(["# about\n", "\n"])
        out += f"{name}:{yaml_value(chance, '', 0)}\n"
    return f"---\n{out}---\nbody\n"


def toml_value(chance, depth):
    form = chance.randrange(8)
    if form == 0 and depth < 2:
        gap = chance.choice([" ", "\n  "])
        items = [toml_value(chance, depth + 1) for _ in range(chance.randrange(4))]
        return "[" + ("," + gap).join(items) + chance.choice(["", ",", "\n"] if items else [""]) + "]"
    if form == 1 and depth < 2:
        return "{ " + ", ".join(f"f{i} = {toml_value(chance, 2)}" for i in range(chance.randrange(3))) + " }"
    if form == 2:
        return chance.choice(["1", "2.50", "true", "2024-01-02", "2024-01-02T03:04:05+08:00", "0xff"])
    if form == 3:
        return chance.choice(["'it is'", "''", "'云 # x'", "'''a\n'b'\n'''", '"""\none\\\n  two"""'])
    return double(chance.choice(WORDS))


def make_toml(chance):
    out = ""
    for name in chance.sample(NAMES, chance.randint(0, 6)):
        key = name if name.replace("-", "").isascii() and name.replace("-", "").isalnum() else double(name)
        out += chance.choice(["", "", "# about\n", "\n"])
        out += f"{key} = {toml_value(chance, 0)}{chance.choice(COMMENTS)}\n"
    if chance.random() < 0.4:
        out += f"[menu]\n# in it\nmain = {toml_value(chance, 1)}\n"
    if chance.random() < 0.3:
        out += "".join(f"\n[[bigimg]]\nsrc = {double(chance.choice(WORDS))}\n" for _ in range(2))
    return f"+++\n{out}+++\nbody\n"


def make_json(chance):
    def value(depth):
        form = chance.randrange(6)
        if form == 0 and depth < 2:
            return [value(depth + 1) for _ in range(chance.randrange(3))]
        if form == 1 and depth < 2:
            return {f"f{i}": value(depth + 1) for i in range(chance.randrange(3))}
        return chance.choice([1, 2.5, True, None, chance.choice(WORDS)])

    data = {name: value(0) for name in chance.sample(NAMES, chance.randint(0, 7))}
    return json.dumps(data, indent=chance.choice([None, 2, "\t"]),
                      ensure_ascii=chance.random() < 0.3) + "\nbody\n"


def paths(data, before=""):
    items = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in items:
        if isinstance(key, int):
            path = f"{before}[{key}]"
        else:
            name = key if not set(key) & set('.[]"\\ ') and key else json.dumps(key, ensure_ascii=False)
            path = f"{before}.{name}" if before else name
        yield path, value
        if isinstance(value, (dict, list)):
            yield from paths(value, path)


def choose(chance, data):
    there = list(paths(data))
    form = chance.randrange(10)
    if there and form < 4:
        return ("set", chance.choice(there)[0], chance.choice(WORDS))
    if there and form == 4:
        return ("unset", chance.choice(there)[0])
    if there and form == 5:
        return ("yaml", chance.choice(there)[0],
                chance.choice(["[a, 'b: c', 3]", "true", "5", "2026-01-01", "{k: v, l: [1, 2]}", "[]",
                               "'x'", "{}", "[云, '#']"]))
    lists = [(path, value) for path, value in there if isinstance(value, list) and value]
    if lists and form == 6:
        path, value = chance.choice(lists)
        return ("insert", path, chance.randint(0, len(value)), chance.choice(WORDS))
    if there and form == 8:
        path = chance.choice(there)[0]
        return ("rename", path, "renamed") if not path.endswith("]") else ("set", path, "renamed")
    return chance.choice([("set", "fresh", chance.choice(WORDS)), ("strings", "series", "a,云,c: d"),
                          ("yaml", "new.deep[0].x", "1"), ("set", "subtitle", chance.choice(WORDS))])


def untouched(text, operations):
    """The comments of their own lines, of which no edit of a value may lose one."""
    if any(o[0] == "unset" or o[0] == "yaml" for o in operations):
        return []
    return [line for line in text.split("\n") if line in ("# about", "# in it")]


def run(program, seed):
    """(refused, what is wrong)."""
    chance = random.Random(seed)
    text = chance.choice([make_yaml, make_yaml, make_toml, make_json])(chance)
    newline = chance.choice(["\n", "\n", "\r\n"])
    if newline != "\n" and "'''" not in text and '"""' not in text:
        text = text.replace("\n", newline)
    if chance.random() < 0.1:
        text = "\ufeff" + text
    kind, content, _ = front_matter.split(text)
    data = front_matter.read(kind, content)
    operations = [choose(chance, data)]
    where = f"seed {seed}: {operations!r} of {text!r}"

    status, after, message = front_matter.edit(program, text, operations)
    if status == 1:
        return True, None if after == "" and message else f"{where}: refused, but “{after}”"
    if status != 0:
        return False, f"{where}: status {status}, {message}"
    wrong = front_matter.check(text, operations, after)
    if wrong:
        return False, f"{where}: {wrong}; {after!r}"
    lost = [line for line in untouched(text.replace("\r\n", "\n"), operations)
            if line not in after.replace("\r\n", "\n").split("\n")]
    return False, f"{where}: lost {lost!r}: {after!r}" if lost else None


def main():
    program = sys.argv[1]
    seeds = [int(seed) for seed in sys.argv[2:]] or range(600)
    refused = 0
    failures = []
    for seed in seeds:
        no, wrong = run(program, seed)
        refused += no
        if wrong:
            failures.append(wrong)
    print("1..2")
    for failure in failures[:20]:
        print("#", failure)
    print(f"{'not ok' if failures else 'ok'} 1 edits do what they say ({len(seeds)} by chance)")
    share = refused * 100 // len(seeds)
    print(f"{'not ok' if share > 5 else 'ok'} 2 few are refused ({refused})")
    sys.exit(bool(failures) or share > 5)


main()
