# SPDX-License-Identifier: GPL-3.0-or-later
"""A small disk for one program: in memory, and seen by that program alone."""

import ctypes
import errno
import os
import pathlib
import shutil
import subprocess

from galleytest import Skip, equal

LIBC = ctypes.CDLL(None, use_errno=True)
MS_REC, MS_PRIVATE = 1 << 14, 1 << 18


class Disk:
    """What it holds to begin with is put beside it; a program that is started with it gets it."""

    def __init__(self, folder, size):
        self.folder = folder
        self.size = size
        self.process = None
        folder.mkdir()
        pathlib.Path(f"{folder}.content").mkdir()
        # What the sandbox of the preview does, which may not be allowed in there.
        sandbox = ["bwrap", "--unshare-pid", "--ro-bind", "/", "/", "--proc", "/proc", "true"]
        try:
            subprocess.run(sandbox, preexec_fn=self.mount, check=True, stderr=subprocess.DEVNULL)
        except (subprocess.SubprocessError, OSError):
            raise Skip("no disk can be mounted here") from None

    def mount(self):
        """Between fork and exec: the program goes on as the user that it is."""
        try:
            os.unshare(os.CLONE_NEWNS)
        except PermissionError:
            user, group = os.getuid(), os.getgid()
            os.unshare(os.CLONE_NEWUSER | os.CLONE_NEWNS)
            for name, line in (
                ("setgroups", "deny"),
                ("uid_map", f"{user} {user} 1"),
                ("gid_map", f"{group} {group} 1"),
            ):
                pathlib.Path("/proc/self", name).write_text(line)
        options = f"size={self.size},mode=700"
        for source, target, kind, flags, data in (
            (None, "/", None, MS_REC | MS_PRIVATE, None),
            ("disk", str(self.folder), "tmpfs", 0, options),
        ):
            arguments = (text and text.encode() for text in (source, target, kind))
            if LIBC.mount(*arguments, ctypes.c_ulong(flags), data and data.encode()) != 0:
                raise OSError(ctypes.get_errno(), f"mount {target}")
        shutil.copytree(f"{self.folder}.content", self.folder, dirs_exist_ok=True)

    def put(self, name, content):
        """A file that is there when the program starts; its path."""
        path = pathlib.Path(f"{self.folder}.content") / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
        return self.folder / name

    def path(self, path):
        """Where the test finds a file of the program's disk."""
        return pathlib.Path(f"/proc/{self.process.pid}/root{path}")

    def fill(self):
        """Leaves no room at all."""
        with open(self.path(self.folder / "filler"), "wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(1024))
            except OSError as error:
                equal(error.errno, errno.ENOSPC, "a full disk")

    def make_room(self):
        self.path(self.folder / "filler").unlink()
