"""Cuts a text into windows of word pieces that the attribution network can read at once.

A window holds whole words over several sentences and paragraphs; consecutive windows overlap, and each word is judged
in the one that shows most around it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from attrib.quotations import Quotation

LONGEST = 320
"""Pieces of a window, with the marks of its beginning and end."""

ADVANCE = 200
"""Pieces from the start of one window to the start of the next."""

BEGIN, END, BREAK = 101, 102, 2
"""The pieces that begin a window, end it, and stand between paragraphs."""

Encode = Callable[[Sequence[str]], tuple[list[int], list[int | None]]]
"""What gives the pieces of words, and for each piece the index of its word (none for the marks of the ends)."""


class Text(NamedTuple):
    """The words of a text as the network reads them: arrays of one entry a word, but for ``pieces``.

    ``pieces`` holds the pieces of each word, one at least; ``sentence`` is the index of the word's sentence;
    ``inside`` tells whether it stands inside quotation marks, ``opens`` whether it begins a paragraph.
    """

    pieces: list[list[int]]
    sentence: NDArray[np.int64]
    inside: NDArray[np.int64]
    opens: NDArray[np.bool_]

    def part(self, first: int, last: int) -> Text:
        """The words from ``first`` to ``last`` (exclusive) as a text of their own, outside any quotation marks."""
        words = slice(first, last)
        return Text(self.pieces[words], self.sentence[words], np.zeros_like(self.inside[words]), self.opens[words])


class Window(NamedTuple):
    """The words ``first`` to ``last`` (exclusive) of a text; ``place`` says at which piece each of them begins."""

    first: int
    last: int
    pieces: list[int]
    inside: list[int]
    place: list[int]


def prepare(
    text: str,
    spans: Sequence[tuple[int, int]],
    sentence: Sequence[int],
    quotations: Sequence[Quotation],
    encode: Encode,
) -> Text:
    """The words of ``text`` at ``spans``, with the index of each one's sentence, ready to be cut into windows."""
    found, owners = encode([text[start:end] for start, end in spans])
    pieces: list[list[int]] = [[] for _ in spans]
    for piece, owner in zip(found, owners, strict=True):
        if owner is not None:
            pieces[owner].append(piece)
    starts = np.array([start for start, _ in spans], dtype=np.int64)
    inside = np.zeros(len(spans), dtype=np.int64)
    for q in quotations:
        inside[np.searchsorted(starts, q.start) : np.searchsorted(starts, q.end)] = 1
    number = np.array(sentence, dtype=np.int64)
    opens = np.array(
        [
            k > 0 and number[k] != number[k - 1] and "\n" in text[spans[k - 1][1] : spans[k][0]]
            for k in range(len(spans))
        ],
        dtype=bool,
    )
    return Text([word or [BREAK] for word in pieces], number, inside, opens)


def cut(text: Text, *, longest: int = LONGEST, advance: int = ADVANCE, start: int = 0) -> list[Window]:
    """Overlapping windows over a text from word ``start`` on: each of at most ``longest`` pieces, or of one word."""
    sizes = np.array([len(word) for word in text.pieces], dtype=np.int64) + text.opens
    ends = np.cumsum(sizes)
    windows: list[Window] = []
    while start < len(sizes):
        before = ends[start] - sizes[start]
        last = max(int(np.searchsorted(ends, before + longest - 2, side="right")), start + 1)
        if windows and last == windows[-1].last:  # a long word that needs the window to itself
            start += 1
            continue
        windows.append(_window(text, start, last))
        if last == len(sizes):
            break
        start = min(max(int(np.searchsorted(ends, before + advance, side="right")), start + 1), last)
    return windows


def _window(text: Text, first: int, last: int) -> Window:
    pieces, inside, place = [BEGIN], [0], []
    for k in range(first, last):
        if text.opens[k] and k > first:
            pieces.append(BREAK)
            inside.append(0)
        place.append(len(pieces))
        pieces += text.pieces[k]
        inside += [int(text.inside[k])] * len(text.pieces[k])
    return Window(first, last, [*pieces, END], [*inside, 0], place)


def homes(windows: Sequence[Window], words: int) -> NDArray[np.int64]:
    """For each word of a text the index of the window that shows most on the word's barer side."""
    best = np.full(words, -1, dtype=np.int64)
    home = np.zeros(words, dtype=np.int64)
    for k, window in enumerate(windows):
        at = np.arange(window.first, window.last)
        left = at - window.first if window.first else np.full(len(at), words)
        right = window.last - 1 - at if window.last < words else np.full(len(at), words)
        room = np.minimum(left, right)
        better = room > best[at]
        home[at[better]], best[at[better]] = k, room[better]
    return home
