"""Says what bears a proper name (a person, a body, a place), from the name's own letters and the words around it."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from enum import IntEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from attrib.classifiers import read_arrays, softmax

FILE = "names.npz"
WIDTH = 2**17
"""Columns that the features are hashed to."""


class NameKind(IntEnum):
    """What may bear a name; a column of the classifier each."""

    PERSON = 0
    BODY = 1
    PLACE = 2
    PEOPLE = 3
    OTHER = 4


class InText(NamedTuple):
    """A name as it stands in a sentence: its words, the two before it and the one behind it, empty at the ends."""

    words: tuple[str, ...]
    before: tuple[str, str]
    behind: str


def features(name: InText) -> Iterator[str]:
    """The features of a name, as strings to be hashed."""
    words = [word.lower() for word in name.words]
    first, last = words[0], words[-1]
    size = min(len(words), 4)
    yield f"size={size}"
    for word in words:
        yield f"word={word}"
    for place, word in (("first", first), ("last", last)):
        yield f"{place}={word}"
        for k in (2, 3, 4):
            yield f"{place}^{word[:k]}"
            yield f"{place}${word[-k:]}"
    for word in name.words[:4]:
        yield f"shape={_shape(word)},{size}"
    yield f"before={name.before[1].lower()}"
    yield f"before={name.before[1].lower()},{size}"
    yield f"before2={name.before[0].lower()} {name.before[1].lower()}"
    yield f"behind={name.behind.lower()}"
    yield f"behind={name.behind.lower()},{size}"


def _shape(word: str) -> str:
    kinds = ("A" if c.isupper() else "a" if c.isalpha() else "0" if c.isdigit() else c for c in word)
    found = ""
    for kind in kinds:
        if not found.endswith(kind * 2):
            found += kind
    return found[:8]


def columns(name: InText) -> NDArray[np.int64]:
    """The columns that the features of a name are hashed to, below :data:`WIDTH`; one for each feature."""
    return np.array([zlib.crc32(feature.encode()) % WIDTH for feature in features(name)])


class NameModel:
    """The trained classifier, from the arrays of an ``npz`` file."""

    def __init__(self, data: bytes):
        arrays = read_arrays(data)
        self._weights = arrays["coef"].T.astype(np.float64)
        self._intercept = arrays["intercept"].astype(np.float64)

    def judge(self, names: Sequence[InText]) -> NDArray[np.float64]:
        """How likely each name is of each :class:`NameKind`; shape (names, kinds)."""
        if not names:
            return np.zeros((0, len(NameKind)))
        return softmax(np.array([self._weights[columns(name)].sum(axis=0) for name in names]) + self._intercept)
