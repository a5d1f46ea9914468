"""A stream of texts: what may be one, and how many go through together, in one process or to another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from attrib.errors import InputTypeError, InputValueError
from attrib.report import frozen

TEXTS_AT_ONCE = 32
"""Texts that are segmented and parsed together."""

CHARACTERS_AT_ONCE = 200_000
"""Characters of them, at most, unless one text alone is longer."""

TEXTS_A_PIECE, CHARACTERS_A_PIECE = 8, 50_000
"""The same for what is sent to another process: enough to fill a batch, and so little that all have something to do."""


@frozen
class NoText:
    """What is sent to another process in place of something that is no text: what kind of thing it was."""

    kind: str


def check_stream(texts: object, n_jobs: object, on_error: object) -> None:
    """Raise :class:`InputTypeError` or :class:`InputValueError` for what is no stream of texts or way to read it."""
    if on_error not in {"raise", "report"}:
        raise InputValueError(f'on_error must be "raise" or "report", not {on_error!r}')
    if n_jobs is not None and (not isinstance(n_jobs, int) or isinstance(n_jobs, bool)):
        raise InputTypeError(f"n_jobs must be an int or None, not {type(n_jobs).__name__}")
    if n_jobs == 0:
        raise InputValueError("n_jobs must not be 0")
    # a mapping gives its keys, and a data frame the names of its columns
    if isinstance(texts, (str, bytes, Mapping)) or hasattr(texts, "columns") or not isinstance(texts, Iterable):
        raise InputTypeError(f"texts must be an iterable of str, not {type(texts).__name__}")


def at_once(texts: Iterable[object]) -> Iterator[list[object]]:
    """The texts in lists of those that this process reads together."""
    return portions(texts, TEXTS_AT_ONCE, CHARACTERS_AT_ONCE)


def pieces(texts: Iterable[object]) -> Iterator[list[object]]:
    """The texts in lists that go to another process, with something that can be sent for what is no text."""
    sent = (text if isinstance(text, str) else NoText(kind=type(text).__name__) for text in texts)
    return portions(sent, TEXTS_A_PIECE, CHARACTERS_A_PIECE)


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
