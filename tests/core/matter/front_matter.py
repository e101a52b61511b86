# SPDX-License-Identifier: GPL-3.0-or-later
"""Front matter as readers see it that are none of ours, and what an edit is to do to it."""

import copy
import json
import re
import subprocess
import tomllib

import yaml


class Loader(yaml.SafeLoader):
    """Dates stay texts: to Hugo they are the same with and without quotes."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def construct_map(loader, node):
    """Keeps names apart from numbers, and does not merge: what is written counts."""
    pairs = [(loader.construct_object(key, deep=True), loader.construct_object(value, deep=True))
             for key, value in node.value]
    return {str(key): value for key, value in pairs}


Loader.add_constructor("tag:yaml.org,2002:map", construct_map)
Loader.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in resolvers if tag != "tag:yaml.org,2002:merge"]
    for first, resolvers in Loader.yaml_implicit_resolvers.items()
}


def split(text):
    """(kind, content, body); kind is None when there is no front matter."""
    start = re.match("[\\s\ufeff]*", text).end()
    for kind, mark in (("yaml", "---"), ("toml", "+++")):
        if text.startswith(mark, start):
            end = re.compile(r"[\r\n]" + re.escape(mark)).search(text, start + 2)
            if end:
                return kind, text[start + 3:end.start() + 1], text[end.end():]
    if text.startswith("{", start) and not text.startswith("{{", start):
        _, end = json.JSONDecoder().raw_decode(text, start)
        return "json", text[start:end], text[end:]
    return None, "", text[start:] if text.startswith("\ufeff") else text


def read(kind, content):
    if kind == "yaml":
        return yaml.load(content, Loader) or {}
    if kind == "toml":
        return json.loads(json.dumps(tomllib.loads(content.replace("\r\n", "\n")), default=lambda date: date.isoformat()))
    if kind == "json":
        return json.loads(content)
    return {}


STEP = re.compile(r'\.?(?:"((?:[^"\\]|\\.)*)"|([^.\[\]"]+))|\[(\d+)\]')


def steps(path):
    return [int(m[3]) if m[3] else m[2] or re.sub(r"\\(.)", r"\1", m[1])
            for m in STEP.finditer(path)]


def find(data, key):
    if isinstance(key, int) or key in data:
        return key
    return next((name for name in data if name.lower() == key.lower()), key)


def walk(data, path):
    """The map or list that a path leads into, made if need be, and the last step."""
    keys = steps(path)
    for key, following in zip(keys, keys[1:]):
        empty = [] if isinstance(following, int) else {}
        key = find(data, key)
        if isinstance(key, int) and key == len(data):
            data.append(empty)
        elif not isinstance(key, int) and key not in data or data[key] in (None, [], {}):
            data[key] = empty
        data = data[key]
    return data, find(data, keys[-1])


def put(data, path, value):
    holder, key = walk(data, path)
    if isinstance(key, int) and key == len(holder):
        holder.append(value)
    else:
        holder[key] = value


def apply(data, operations):
    """What the data is after operations such as ("set", "title", "x")."""
    data = copy.deepcopy(data)
    for name, path, *more in operations:
        if name in ("style", "add"):
            continue
        if name == "set":
            put(data, path, more[0])
        elif name == "yaml":
            put(data, path, yaml.load(more[0], Loader))
        elif name == "strings":
            holder, key = walk(data, path)
            texts = more[0].split(",") if more[0] else []
            scalar = len(texts) == 1 and isinstance(holder, dict) and isinstance(holder.get(key), str)
            put(data, path, texts[0] if scalar else texts)
        elif name == "unset":
            holder, key = walk(data, path)
            del holder[key]
        elif name == "rename":
            holder, key = walk(data, path)
            holder[more[0]] = holder.pop(key)
        elif name.startswith("insert"):
            value = more[1] if name == "insert" else yaml.load(more[1], Loader)
            holder, key = walk(data, path)
            if isinstance(holder, dict) and holder.get(key) is None:
                holder[key] = []
            holder[key].insert(int(more[0]), value)
        else:
            raise ValueError(name)
    return data


def prune(data, path):
    """Without the maps of a path that hold nothing: TOML has none but those that are named."""
    keys = steps(path)[:-1]
    while keys:
        holder = data
        for key in keys[:-1]:
            holder = holder[key]
        if keys[-1] not in holder or holder[keys[-1]] != {}:
            break
        del holder[keys.pop()]
    return data


def edit(program, text, operations):
    """(status, text, message) of the program under test."""
    arguments = [str(part) for operation in operations for part in operation]
    done = subprocess.run([program, *arguments], input=text.encode(), capture_output=True,
                          check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def check(before, operations, after):
    """What another reader finds wrong with an edit, or None."""
    kind, content, body = split(before)
    if kind is None:
        kind = next((o[1] for o in operations if o[0] == "add"), "yaml")
        body = before.removeprefix("\ufeff")
    new_kind, new_content, new_body = split(after)
    if new_kind != kind:
        return f"it was {kind} and is {new_kind}"
    if new_body.lstrip("\r\n") != body.lstrip("\r\n"):
        return "the body changed"
    expected = apply(read(kind, content) if content else {}, operations)
    found = read(kind, new_content)
    for name, path, *_ in operations:
        if kind == "toml" and name == "unset" and expected != found:
            prune(expected, path)
    if expected != found:
        return f"it says {found!r}, not {expected!r}"
    return None
