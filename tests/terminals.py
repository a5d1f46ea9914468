"""Runs a program with pseudo-terminals in the places of its streams."""

from __future__ import annotations

import fcntl
import os
import struct
import subprocess
import sys
import termios
import threading
from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Shown(NamedTuple):
    """What a program wrote, with its exit code."""

    out: str
    err: str
    code: int


def run(
    code: str,
    arguments: Sequence[str],
    *,
    terminals: Sequence[str] = (),
    columns: int = 80,
    environment: Mapping[str, str] | None = None,
) -> Shown:
    """What ``code`` writes to ``out`` and ``err``: pipes, but for those in ``terminals``; one terminal if both are."""
    ends = {name: _terminal(columns) if name in terminals else os.pipe() for name in ("out", "err")}
    if {"out", "err"} <= set(terminals):
        for end in ends["err"]:
            os.close(end)
        ends["err"] = ends["out"]
    unset = {"NO_COLOR", "COLUMNS", "TERM"}
    given = {name: value for name, value in os.environ.items() if name not in unset}
    given |= {"PYTHONUTF8": "1", **(environment or {})}
    program = subprocess.Popen(
        [sys.executable, "-c", code, *arguments], stdin=subprocess.DEVNULL, stdout=ends["out"][1],
        stderr=ends["err"][1], env=given,
    )  # fmt: skip
    read: dict[str, str] = {}
    threads = [
        threading.Thread(target=lambda name=name, end=end: read.update({name: _drained(end)}))
        for name, end in {name: ends[name][0] for name in ("out", "err")}.items()
        if name == "out" or ends["err"] is not ends["out"]
    ]
    for thread in threads:
        thread.start()
    for end in {end[1] for end in ends.values()}:
        os.close(end)
    for thread in threads:
        thread.join()
    for end in {end[0] for end in ends.values()}:
        os.close(end)
    return Shown(read["out"], read.get("err", read["out"]), program.wait())


def _terminal(columns: int) -> tuple[int, int]:
    """The two ends of a terminal of so many columns: what it shows, and what is written to."""
    shown, written = os.openpty()
    fcntl.ioctl(written, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    return shown, written


def _drained(end: int) -> str:
    """All that is written, up to the end."""
    parts = []
    try:
        while part := os.read(end, 65536):
            parts.append(part)
    except OSError:  # how a terminal says that nobody writes any more
        pass
    return b"".join(parts).decode("utf-8", "replace")
