"""How many texts of a stream go through together, in one process or to another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

TEXTS_AT_ONCE = 32
"""Texts that are segmented and parsed together."""

CHARACTERS_AT_ONCE = 200_000
"""Characters of them, at most, unless one text alone is longer."""

TEXTS_A_PIECE, CHARACTERS_A_PIECE = 8, 50_000
"""The same for what is sent to another process: enough to fill a batch, and so little that all have something to do."""


def portions(texts: Iterable[object], most: int, characters: int) -> Iterator[list[object]]:
    """The texts in lists of bounded size; where reading them fails, those before come first, and then the error."""
    source = iter(texts)
    failed = None
    while failed is None:
        chunk: list[object] = []
        size = 0
        try:
            for text in islice(source, most):
                chunk.append(text)
                size += len(text) if isinstance(text, str) else 0
                if size > characters:
                    break
        except Exception as error:
            failed = error
        if chunk:
            yield chunk
        elif failed is None:
            return
    raise failed
