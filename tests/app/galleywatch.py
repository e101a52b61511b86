# SPDX-License-Identifier: GPL-3.0-or-later
"""What the main thread of the program waits for, and a mount whose server is gone: the tests' side of
tests/faults/galley-watch.c."""

import os
import pathlib
import shutil
import subprocess

CALL = "galley-watch: "
FRAME = "galley-watch-frame: "


class Mount:
    """A folder in which each call of the program hangs from hang() to let_go()."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir()
        gate = pathlib.Path(f"{folder}.gate")
        os.mkfifo(gate)
        self.gate = os.open(gate, os.O_RDWR)
        self.env = {
            "LD_PRELOAD": os.environ["GALLEY_FAULTS_LIBRARY"],
            "GALLEY_WATCH": "1",
            "GALLEY_WATCH_MOUNT": str(folder),
            "GALLEY_WATCH_GATE": str(gate),
        }
        self.let_go()

    def hang(self):
        os.read(self.gate, 1)

    def let_go(self):
        os.write(self.gate, b".")


def name_frames(frames):
    """The functions of the program in a backtrace, innermost first."""
    program = os.environ["GALLEY_DESKTOP_PROGRAM"]
    places = [place for library, place, *_ in frames if os.path.samefile(library, program)]
    if not places or not shutil.which("addr2line"):
        return [" ".join(frame) for frame in frames]
    command = ["addr2line", "-e", program, "-f", "-s", *places]
    lines = subprocess.run(command, stdout=subprocess.PIPE, text=True).stdout.splitlines()
    return [f"{name} ({place.split()[0]})" for name, place in zip(lines[::2], lines[1::2])]


def waits(lines):
    """What a log says that the main thread waited for: a call of each place that makes some."""
    calls = {}
    for line in lines:
        if line.startswith(CALL):
            frames = []
            calls.setdefault(line.removeprefix(CALL), frames)
        elif line.startswith(FRAME) and calls:
            frames.append(line.removeprefix(FRAME).split())
    places = {}
    for call, frames in calls.items():
        places.setdefault(" < ".join(name_frames(frames)[:5]), []).append(call)
    return [
        f"the main thread waits for {found[0]} (and {len(found) - 1} more) in {place}"
        for place, found in places.items()
    ]
