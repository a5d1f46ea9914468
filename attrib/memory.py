"""Keeps the memory that a long text takes within bounds."""

from __future__ import annotations

import ctypes
import functools
import os
from collections.abc import Callable


def bound_caches() -> None:
    """Has torch's oneDNN keep what it made for the last few shapes only, unless the environment says how many.

    Batches of a long text have ever new shapes, and what is kept for a thousand of them, as by default, takes hundreds
    of megabytes and is hardly asked for again.  It is read when the first network runs in a process.
    """
    os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "16")


def trim() -> None:
    """Gives back what the C library's heap holds and nobody uses.

    Between the words of a long text, which stay, the tensors of its batches leave holes, which glibc keeps for as long
    as anything behind them lives.  Elsewhere it does nothing.
    """
    release = _malloc_trim()
    if release is not None:
        release(0)


@functools.cache
def _malloc_trim() -> Callable[[int], int] | None:
    """``malloc_trim`` of glibc, none where the C library is another."""
    try:
        return ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):
        return None
