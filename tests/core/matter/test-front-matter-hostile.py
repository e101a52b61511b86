#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-front-matter-hostile.py PROGRAM: each edit at each place of front matter that is hard to
edit. TAP.

What is not refused says what it should to another reader, and a text that is set touches no byte
outside of the value that it replaces; no comment is lost, and the body is what it was. Part of it is
tried with other line ends, a byte order mark, and no body. VERBOSE=1 tells what is refused."""

import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import front_matter  # noqa: E402

import yaml  # noqa: E402


class Loader(front_matter.Loader):
    """Takes tags of applications, too."""


def construct_any(loader, suffix, node):
    if isinstance(node, yaml.ScalarNode):
        return f"!{suffix} {node.value}"
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    return front_matter.construct_map(loader, node)


Loader.add_multi_constructor("!", construct_any)
front_matter.Loader = Loader

YAML = {
    "anchors": """
base: &base {x: 1, y: [a, b]} # c1
ref: *base   # c2
items: &items # c3
- one # c4
- &two two
again: *items
last: *two
""",
    "merge": """
base: &b
  x: 1 # c1
  y: two
more: # c2
  <<: *b # c3
  y: 3
  # c4
both: {<<: *b, z: 1}
""",
    "indentation indicators": """
a: |2
    two more
  # no comment
  base
b: |1-
  one more
 x
c: >2+ # c1

    deeper

  folded


# c2
d: >-2
   k: v
  --
e: end
""",
    "block scalars": """
# c1
a: |+
  kept


b: | # c2
  it's # no comment
   deeper
    - x

  after
# c3
c: >
  folded
  text

   as is
  end
d:
  e: |-
    x: y
    ...
  f: g # c4
list:
  - |
    one
    two
  - >-
    three
  - four # c5
""",
    "flow with comments": """
flow: { # c1
  a: 1, # c2
  'b': "two", # c3
  # c4
  c: [x, # c5
      y # c6
      , z,
  ], # c7
  } # c8
list: [ # c9
  one, # c10
  # c11
  two # c12
]
tight: {a: 1,b: 2}
empty: {}
none: [ ]
""",
    "flow oddities": """
a: [x: 1, y, {z: w}]
b: {k: , l: "m", "n":o, 'p' :q}
c: ["a,b", 'c]', d e, "f\\
   g"]
d: {a: [1, [2, [3]]], b: {c: {d: e}}}
e: [a, b,]
f: [
a, b
  ]
g: {? k : v}
""",
    "tabs": """
a: x # c1\ty
b: "c\td"
e: 'f\tg' # c2\th
i: |
  tab\t
  \tx
j: >-
  k\tl

  \tm
n: ["o\tp", q] # c3\t
""",
    "quoted names": """
"a b": 1 # c1
'it''s': two
"esc\\u00e9\\t": three
"": four
'': five
"d.e": six
[f]: x
""",
    "odd names": """
名前: 一 # c1
"云 原生": [甲, 乙]
? g
: seven # c2
? [h]
: x
1: number
true: yes
2026-01-01: date
http://x: y
a#b: c#d
k : spaced # c3
-x: dash
é̂: combined
🚀: 🌕
""",
    "several lines": """
a: plain
  goes on # c1
b: 'single

  goes on' # c2
c: "double \\
  goes on
  and on" # c3
d:
  below # c4
e: # c5
  # c6
  'below, too'
f:

  - g
  - h
    goes on
""",
    "nothing": """
a:
b: # c1
c: ~ # c2
d: null
e: ""
f: ''
g: !!null
h:
  # c3
i:
-
- # c4
- x
j: {k: , l: ~}
""",
    "lists in lists": """
a:
- - x # c1
  - y
-
  - z # c2
- - - deep
b:
  - k: v # c3
    l: w
  -
    k: v2
  - {k: v3}
  # c4
  - m:
    - n
    - o: p
      q: r
c: [[x, y], [z]]
""",
    "tags": """
a: !!str 123 # c1
b: !custom {x: 1}
c: !!set {x, y}
d: !!int "3"
e: !!binary aGk=
f: ! plain
g: !!seq [a] # c2
h: &anchor !!str tagged
i: !!str &other tagged
""",
    "comments": """
# c1

  # c2
a: x# no comment
b: x # c3 # same: x

# c4
c: 'x # no' # c5
d: # c6
  - e # c7

  # c8
  - f
 # c9
g: h
# c10
""",
    "indentation": """
a:
      b: x # c1
      c:
        d: y
        # c2
      e: z
f:
 - g
 - h: i
   j: k
l:
- m
n:
    - o

    - p
""",
    "no space after": """
a: {"b":1,"c":[1,2]}
d: ["x":1]
""",
    "end mark": "\na: x # c1\nb: [y]\n...\n",
    "end mark and comment": "\na: x\nb:\n  - y # c1\n# c2\n... # c3\n",
    "long": "\na: " + "x " * 3000 + "y # c1\nb: [" + ", ".join("n%d" % i for i in range(300)) + "]\n",
    "odd characters": "\na: \"\\0\\x07\\u2028\"\nb: x\u00a0y # c1\nc: \u00a0\nd: '\u2028a\u0085b'\n",
    "like other things": """
a: 0o17
b: 0x1F
c: 1_000
d: 12:30:45
e: .inf
f: Yes
g: _
h: "<<"
i: 2026-01-01 10:00:00 +08:00
j: 1e3
k: +1
l: -l
m: ---x
n: .5
o: "1"
p: no # c1
""",
}

TOML = {
    "dotted": """
a.b = 1 # c1
a.c.d = "x"
a . e = 'y'
"a.b".c = 1
'q r'.s = [1] # c2
a."f g" = 3
site."google.com" = true
""",
    "tables": """
title = "x" # c1

# c2
[a] # c3
  b = 1
  c.d = 2 # c4

[ e . "f g" ] # c5
h = 3
# c6

[a.i]
j = "k"
[z.y.x]
[z]
w = 1
""",
    "arrays of tables": """
[[a]] # c1
b = 1
[[a.c]] # c2
d = 1
[[a.c]]
d = 2
[[a]]
# c3
b = 2
[a.e]
f = 3
[[g]]
[[g]]
h = 1
""",
    "inline tables": """
a = {b = 1, c = "x", d = {e = 1}} # c1
f = { g.h = 1, g.i = 2 }
j = {}
k = [{l = 1}, {l = 2, m = [1]}] # c2
n.o = {p = 1}
""",
    "arrays": """
a = [ # c1
  "x", # c2
  # c3
  "y" # c4
  , 'z',
] # c5
b = [[1, 2], [3], []]
c = []
d = [
]
e = [ "f", ]
g=["h","i"]
""",
    "long strings": '''
a = """
one
  two \\
     three # no comment
""" # c1
b = \'\'\'
it's
raw\\n\'\'\'
c = """x"y""z"""
d = """""" # c2
e = \'\'\'a\'\'b\'\'\'
f = """+++ x""" # c3
''',
    "scalars": """
a = 0xDEAD_beef # c1
b = 1_000.5e-3
c = 2026-01-01T10:00:00.123456+08:00
d = 2026-01-01 10:00:00Z
e = 2026-01-01T10:00:00
f = 10:00:00
g = 2026-01-01
h = +7
i = 0b11
j = "\\u4e2d\\U0001F680\\t\\"\\\\" # c2
k = 'C:\\x'
l = false
""",
    "names": """
"" = 1
"a b" = 2 # c1
'c"d' = 3
"名" = "一" # c2
1 = 4
-x_ = 5
"e\\tf" = 6
2026-01-01 = 7
""",
    "spacing": "\n  a   =    1   # c1\n\tb\t=\t'x'\t# c2\n\n\n   [ c ]\n\td=1\n\n# c3\n",
}

JSON = {
    "spacing": '{\n\n  "a" : 1 ,\n"b":[ ] , "c" :\n { "d"\t:\t"e" }\n ,"f": [1,\n 2\n]}\n',
    "tight": '{"a":1,"b":[1,2],"c":{"d":"e","f":[]},"g":null}\n',
    "escapes": '{"a\\u0062": "\\ud83d\\ude80\\/\\b\\u0000", "\\"q\\"": "\\u4e2d\\n", "é": "\\\\"}\n',
    "numbers": '{"a": -0, "b": 1E+3, "c": 1.50, "d": 12345678901234567890, "e": true}\n',
    "nested": '{\n\t"a": [\n\t\t{"b": 1},\n\t\t{\n\t\t\t"b": 2\n\t\t}\n\t],\n\t"c": {}\n}\n',
    "empty": "{}\n",
    "long line": '{"a": "' + "x" * 5000 + '", "b": [' + ", ".join(map(str, range(300))) + "]}\n",
    "yaml words": '{"a": "yes", "b": "- x", "c": "# no", "d": "---", "e": "\u2028"}\n',
}

TEXTS = ["new", "yes", "it's \"x\": # y", "two\nlines\n", " ", "", "---", "云\u2028🚀"]
BODY = "Body: *x*\n\n---\n\n# c99\n"


def documents():
    for name, content in YAML.items():
        yield f"yaml, {name}", f"---{content}---\n{BODY}"
    for name, content in TOML.items():
        yield f"toml, {name}", f"+++{content}+++\n{BODY}"
    for name, content in JSON.items():
        yield f"json, {name}", content + BODY


def variants(text):
    """The text with other line ends, a byte order mark, and cut where the body starts."""
    yield text
    yield "\ufeff" + text.replace("\n", "\r\n")
    yield text[:text.index(BODY)].removesuffix("\n")


def quote(name):
    if re.fullmatch(r"[\w-]+", name):
        return name
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


def paths(data, before="", depth=0):
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        if isinstance(key, int):
            path = f"{before}[{key}]"
        else:
            path = f"{before}.{quote(key)}" if before else quote(key)
        yield path, value
        if isinstance(value, (dict, list)) and depth < 4:
            yield from paths(value, path, depth + 1)


def operations(data):
    """All edits that are tried, those of the first and the last item for all of a long list."""
    there = [(path, value) for path, value in paths(data)
             if not re.search(r"\[(?!0\]|1\]|2\]|299\])\d+\]", path)]
    number = 0
    for path, value in there:
        number += 1
        yield "set", path, TEXTS[number % len(TEXTS)]
        yield "set", path, TEXTS[(number + 3) % len(TEXTS)]
        yield "yaml", path, ["[a, 'b: c']", "true", "{k: v, l: [1, 2]}", "[]"][number % 4]
        yield "unset", path
        if not path.endswith("]"):
            yield "rename", path, ["renamed", "a new: name"][number % 2]
        if isinstance(value, list):
            yield "insert", path, 0, TEXTS[number % len(TEXTS)]
            yield "insert", path, len(value), "last"
        elif isinstance(value, dict):
            yield "set", f"{path}.fresh", "inner"
    yield "set", "fresh", "云"
    yield "set", "subtitle", "two\nlines"
    yield "yaml", "tags", "[a, b]"
    yield "yaml", "new.deep[0].x", "1"


def comments(text):
    return re.findall(r"# c\d+\b", text)


def value_area(text, path):
    """Where another reader finds the value of a path in YAML, as (start, end) of the text."""
    kind, content, _ = front_matter.split(text)
    if kind != "yaml":
        return None
    node = yaml.compose(content, front_matter.Loader)
    for step in front_matter.steps(path):
        if isinstance(step, int):
            node = node.value[step]
        else:
            node = next(value for key, value in node.value if key.value == step)
    if not isinstance(node, yaml.ScalarNode):
        return None
    start = text.index("---") + 3
    return start + node.start_mark.index, start + node.end_mark.index


def touched(before, after):
    """What part of the text before is another after, as (start, end)."""
    start = len(os.path.commonprefix([before, after]))
    end = len(os.path.commonprefix([before[start:][::-1], after[start:][::-1]]))
    return start, len(before) - end


def look(before, operation, after):
    """What is wrong with an edit, or None."""
    wrong = front_matter.check(before, [operation], after)
    if wrong:
        return wrong
    if operation[0] in ("set", "rename", "insert") and comments(before) != comments(after):
        data = front_matter.read(*front_matter.split(before)[:2])
        holder, key = front_matter.walk(data, operation[1])
        old = holder[key] if isinstance(holder, list) and key < len(holder) or key in holder else None
        if not isinstance(old, (dict, list)) or operation[0] != "set":
            return "a comment is lost"
    body = front_matter.split(before)[2]
    if not after.endswith(body):
        return "the body changed"
    if before.count("\r\n") == before.count("\n") and after.count("\r\n") != after.count("\n") \
            and before.count("\n") > 0 and "\\n" not in repr(operation).replace("\\\\", ""):
        return "the line ends are mixed"
    if operation[0] == "set" and "\n" not in operation[2]:
        try:
            area = value_area(before, operation[1])
        except (StopIteration, IndexError, TypeError, AttributeError):
            area = None
        start, end = touched(before, after)
        if area and start < end and (start < area[0] - 1 or end > area[1] + 1) \
                and before[area[0]:area[1]].strip():
            return f"it touched {before[start:end]!r}, the value is {before[area[0]:area[1]]!r}"
    return None


def run(program, text, variant, failures, refusals):
    kind, content, _ = front_matter.split(text)
    data = front_matter.read(kind, content)
    count = 0
    for number, operation in enumerate(operations(data)):
        if variant > 0 and number % 3 != variant:
            continue
        count += 1
        where = f"{operation!r} of {text!r}"
        status, after, message = front_matter.edit(program, text, [operation])
        if status == 1:
            refusals.append(f"{operation!r}: {message.strip()}")
            if after or not re.match(r"\d+:\d+: .", message):
                failures.append(f"{where}: refused, but {after!r} {message!r}")
        elif status != 0:
            failures.append(f"{where}: status {status}, {message}")
        else:
            try:
                wrong = look(text, operation, after)
            except Exception as error:
                wrong = f"unreadable: {error}"
            if wrong:
                failures.append(f"{where}: {wrong}: {after!r}")
    return count


def main():
    program = sys.argv[1]
    chosen = [(name, text) for name, text in documents()
              if len(sys.argv) < 3 or any(part in name for part in sys.argv[2:])]
    print(f"1..{len(chosen)}")
    bad = False
    for number, (name, text) in enumerate(chosen, 1):
        failures, refusals = [], []
        count = sum(run(program, variant, index, failures, refusals)
                    for index, variant in enumerate(variants(text)))
        for failure in failures[:5]:
            print("#", failure[:3000])
        if os.environ.get("VERBOSE"):
            for refusal in refusals:
                print("# refused", refusal)
        bad = bad or bool(failures)
        print(f"{'not ok' if failures else 'ok'} {number} {name} ({count} edits, "
              f"{len(refusals)} refused, {len(failures)} wrong)", flush=True)
    sys.exit(bad)


main()
