#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Links, pictures and code of the page."""

import http.server
import struct
import subprocess
import threading
import zlib

from galleytest import ROLE, Atspi, equal, press, run, test, wait_for, xdotool


def png(width, height):
    def chunk(kind, data):
        return (
            struct.pack(">I", len(data)) + kind + data
            + struct.pack(">I", zlib.crc32(kind + data))
        )

    rows = (b"\0" + b"\x30\x80\xd0" * width) * height
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def make_site(session):
    session.file("site/hugo.toml", "title = 'A site'\n")
    session.file("site/static/blue.png", png(160, 40))
    session.file("site/content/posts/one/beside.png", png(120, 30))
    session.file("site/content/posts/two/index.md", "---\ntitle: The second\n---\n\nTwo here.\n")


def open_issue(session, text):
    return session.open(text, "site/content/posts/one/index.md")


def link_of(window, name):
    return wait_for(lambda: window.page.find(ROLE.LINK, name), f"the link {name}")


def description(node):
    node.accessible.clear_cache_single()
    return node.accessible.get_description() or ""


def pictures(window):
    return window.page.find_all(ROLE.IMAGE)


def has_size(node, width, height):
    """Of what stands between two pixels the edges are drawn on both."""
    return abs(node.width - width) <= 1 and abs(node.height - height) <= 1


def click_at(source, offset, modifier):
    """Clicks on a character of the source with a key held down."""
    x, y = source.character_place(offset)
    area = Atspi.Component.get_extents(source.accessible, Atspi.CoordType.WINDOW)
    left, top = source.place()
    left, top = left - area.width // 2 - area.x, top - area.height // 2 - area.y
    xdotool("mousemove", "--sync", left + x + 4, top + y + 8)
    xdotool("keydown", modifier, "click", 1, "keyup", modifier)


class Server:
    """A web server that counts what is asked of it."""

    def __init__(self, answers):
        requests = self.requests = []
        self.gate = threading.Event()
        self.gate.set()
        gate = self.gate

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                requests.append(self.path)
                gate.wait()
                body = answers.get(self.path)
                self.send_response(200 if body else 404)
                self.send_header("Content-Type", "image/png")
                self.send_header("Content-Length", str(len(body or b"")))
                self.end_headers()
                self.wfile.write(body or b"")

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.uri = f"http://127.0.0.1:{self.server.server_port}"

    def stop(self):
        self.gate.set()
        self.server.shutdown()


@test
def link_to_a_page(session):
    """A click on a link to a page opens its file in a window, and once only"""
    make_site(session)
    window, _ = open_issue(session, "# One\n\n[to the second](../two/index.md) and back\n")
    link_of(window, "to the second").click_with_mouse()
    windows = window.program.wait_windows(2)
    windows[1].wait_page("Two here.")
    wait_for(lambda: windows[1].name == "The second", "its title")
    windows[1].action("close")
    window.program.wait_windows(1)
    link_of(window, "to the second").click_with_mouse()
    window.program.wait_windows(2)


@test
def link_in_the_source(session):
    """Control and Enter, or a click with control, open the link of the source"""
    make_site(session)
    window, _ = open_issue(session, "[second](/posts/two/)\n")
    source = window.source
    source.focus()
    press("ctrl+Home", "Right", "Right", "ctrl+Return")
    windows = window.program.wait_windows(2)
    windows[1].wait_page("Two here.")
    equal(source.text(), "[second](/posts/two/)\n", "text")
    windows[1].action("close")
    window.program.wait_windows(1)
    source.focus()
    press("ctrl+End")
    click_at(source, 3, "ctrl")
    windows = window.program.wait_windows(2)
    windows[1].wait_page("Two here.")


@test
def dead_links(session):
    """A link that leads nowhere is marked with the reason, until its file is there"""
    make_site(session)
    window, _ = open_issue(session, "[good](../two/index.md) [dead](../x.md) [tag](/tags/a/)\n")
    wait_for(lambda: "No such page: ../x.md" in description(link_of(window, "dead")), "the reason")
    equal(description(link_of(window, "good")), "", "of the good link")
    equal(description(link_of(window, "tag")), "", "of the unknown link")
    equal(window.page_text().count("dead"), 1, "its text")
    link_of(window, "dead").click_with_mouse()
    wait_for(
        lambda: window.find(ROLE.LABEL, "No such page: ../x.md"), "what is wrong in a toast"
    )
    session.file("site/content/posts/x.md", "---\ntitle: X\n---\n")
    wait_for(lambda: description(link_of(window, "dead")) == "", "the mark to go")


@test
def pictures_of_the_site(session):
    """Pictures beside the issue and in static are shown; a missing one comes when it is there"""
    make_site(session)
    window, _ = open_issue(
        session, "![beside](beside.png)\n\n![blue](/blue.png)\n\n![late](late.png)\n"
    )
    for name, width in ("beside", 120), ("blue", 160):
        wait_for(
            lambda: any(p.name == name and abs(p.width - width) <= 1 for p in pictures(window)),
            lambda: f"{name}: {[(p.name, p.width) for p in pictures(window)]}",
        )
    window.wait_page("Picture not found in this site: late.png")
    session.file("site/content/posts/one/late.png", png(80, 20))
    window.wait_page(without=["Picture not found"])
    wait_for(lambda: any(has_size(p, 80, 20) for p in pictures(window)), "it")


@test
def remote_picture(session):
    """A picture from the network keeps its place, is asked for once, and says why it fails"""
    server = Server({"/a.png": png(300, 200)})
    server.gate.clear()
    try:
        text = f"Before\n\n![wide]({server.uri}/a.png)\n\nAfter\n"
        window, _ = session.open(text)
        wait_for(lambda: server.requests, "the request")
        window.wait_page("After")
        wait_for(lambda: any(p.height > 100 for p in pictures(window)), "the place that is kept")
        server.gate.set()
        wait_for(
            lambda: any(has_size(p, 300, 200) for p in pictures(window)),
            lambda: f"the picture: {[(p.width, p.height) for p in pictures(window)]}",
        )
        source = window.source
        source.replace("Before", "Beforehand")
        window.wait_page("Beforehand")
        source.replace("![wide]", "Words ![wide]")
        window.wait_page("Words")
        source.replace("After", f"After\n\n![again]({server.uri}/a.png)")
        wait_for(
            lambda: len([p for p in pictures(window) if has_size(p, 300, 200)]) == 2,
            "both",
        )
        equal(server.requests, ["/a.png"], "requests")
        source.replace("After", f"After ![gone]({server.uri}/gone.png)")
        window.wait_page(f"Picture could not be loaded: {server.uri}/gone.png")
        equal(server.requests.count("/a.png"), 1, "requests of the picture")
    finally:
        server.stop()


def colors(node):
    """The colours on the screen where the node is, without the shades between them."""
    area = Atspi.Component.get_extents(node.accessible, Atspi.CoordType.SCREEN)
    x, y = node.place()
    picture = subprocess.run(
        ["import", "-window", "root", "-crop",
         f"{area.width}x{area.height}+{x - area.width // 2}+{y - area.height // 2}",
         "-depth", "8", "rgb:-"],
        stdout=subprocess.PIPE,
    ).stdout
    return {tuple(picture[i:i + 3]) for i in range(0, len(picture), 3)}


def is_colored(node):
    return any(max(c) - min(c) > 90 for c in colors(node))


@test
def code_is_highlighted(session):
    """Code has colours, reads the same, and they follow what is typed"""
    code = "func main() {\n\tx := 1 // one\n}\n"
    window, _ = session.open(f"Words\n\n```go\n{code}```\n\n```none\n{code}```\n")
    window.wait_page(code)
    blocks = wait_for(
        lambda: (lambda found: found if len(found) == 2 else None)(
            [n for n in window.page.walk() if n.text().strip() == code.strip()
             and n.role not in (ROLE.DOCUMENT_WEB,) and not list(n.children())]
        ),
        lambda: f"the code: {[(str(n), n.text()) for n in window.page.walk()]}",
    )
    wait_for(lambda: is_colored(blocks[0]), "the colours")
    equal(is_colored(blocks[1]), False, "colours of what is no language")
    window.source.replace("one", "two // three")
    window.wait_page("x := 1 // two // three")
    equal(window.page_text().count("func main()"), 2, "the code")


@test
def numbered_code(session):
    """Line numbers are no part of the code that is read"""
    window, _ = session.open('```go {linenos=true hl_lines=[2]}\npackage a\nvar b\n```\n')
    window.wait_page("package a\nvar b")
    equal("1" in window.page_text(), False, "a number")


run()
