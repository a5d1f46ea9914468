"""A bar on standard error while a command is at long work.

There is one where standard error is a terminal and tqdm is installed (``attrib[progress]``), and nothing otherwise.
The library itself shows none: the command line asks for it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from typing import Any, TextIO, TypeVar

T = TypeVar("T")

PATIENCE = 1.0
"""Seconds of work before there is a bar."""

BYTES = "B"
"""The unit that is shown in thousands and millions."""


class Progress:
    """How far some work is, shown while a ``with`` lasts.

    ``total`` is how many ``unit`` there are to do, none if that is unknown.
    """

    def __init__(self, what: str, total: int | None, unit: str = "text"):
        self._bar = _bar(what, total, unit)

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()

    def over(self, items: Iterable[T], size: Callable[[T], int] = lambda _: 1) -> Iterator[T]:
        """The items, each counted by its ``size`` when the next one is asked for."""
        for item in items:
            yield item
            if self._bar is not None:
                self._bar.update(size(item))

    def print(self, line: str, file: TextIO | None = None) -> None:
        """Print a line, on standard output by default, and not into the bar where both are on one terminal."""
        out = file or sys.stdout
        shown = self._bar is not None and self._bar.last_print_n and out.isatty()
        with self._bar.external_write_mode(out) if shown else nullcontext():
            print(line, file=out, flush=True)


def watched(items: Sequence[T], what: str) -> Iterator[T]:
    """The items, with a bar of how many of them are through."""
    with Progress(what, len(items)) as progress:
        yield from progress.over(items)


def _bar(what: str, total: int | None, unit: str) -> Any:
    """A bar of tqdm, or none where nobody would see it."""
    if not sys.stderr.isatty():
        return None
    try:
        from tqdm import tqdm
    except ImportError:
        return None
    bar = tqdm(
        desc=what, total=total, unit=unit, unit_scale=unit == BYTES, file=sys.stderr, leave=False, delay=PATIENCE,
        dynamic_ncols=True,
    )  # fmt: skip
    return None if bar.disable else bar
