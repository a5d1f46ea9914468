"""Trains the classifier of what bears a proper name, on newswire from all over the world with named entities."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from attrib.errors import DataNotFoundError, InputValueError
from attrib.namekinds import WIDTH, InText, NameKind, columns
from attrib.training.linking import to_npz

KINDS = {
    "Person": NameKind.PERSON, "Organization": NameKind.BODY, "Location": NameKind.PLACE, "Facility": NameKind.PLACE,
    "NORP": NameKind.PEOPLE, "Misc": NameKind.OTHER, "Product": NameKind.OTHER,
}  # fmt: skip
"""What the classes of the corpus are here; amounts and dates are no names."""

REGULARITY = 1.0

_LABEL = re.compile(r"O|[BIES]-\w+")


class Labelled(NamedTuple):
    """A name in its sentence, and what bears it."""

    name: InText
    kind: NameKind


def read_names(folder: Path, without: Collection[str] = ()) -> list[Labelled]:
    """The names in all articles of a folder but some: a word and its class a line, a blank line between sentences.

    Raises :class:`DataNotFoundError` if there are none and :class:`InputValueError` for a line that is no such pair.
    """
    paths = [path for path in sorted(folder.glob("*.tsv")) if path.name.split(".")[0] not in without]
    if not paths:
        raise DataNotFoundError(f"{folder} holds no articles with named entities")
    return [name for path in paths for sentence in _sentences(path) for name in _names(sentence)]


def _sentences(path: Path) -> Iterator[list[tuple[str, str]]]:
    rows: list[tuple[str, str]] = []
    for n, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        cells = line.split("\t") if "\t" in line else line.rsplit(maxsplit=1)  # some articles have blanks
        if not line.strip():
            yield rows
            rows = []
        elif len(cells) > 1 and _LABEL.fullmatch(
            cells[1].strip()
        ):  # a few words have a second class, of a name inside the name
            rows.append((cells[0], cells[1].strip()))
        else:
            raise InputValueError(f"{path}, line {n}: {line!r} is not a word and its class")
    yield rows


def _names(sentence: list[tuple[str, str]]) -> Iterator[Labelled]:
    words = ["", "", *(word for word, _ in sentence), ""]
    labels = [label for _, label in sentence]
    i = 0
    while i < len(labels):
        kind = KINDS.get(labels[i].partition("-")[2])
        end = i + 1
        while end < len(labels) and labels[end].startswith("I-"):
            end += 1
        if labels[i].startswith("B-") and kind is not None:
            yield Labelled(InText(tuple(words[i + 2 : end + 2]), (words[i], words[i + 1]), words[end + 2]), kind)
        i = end if labels[i].startswith("B-") else i + 1


def fit_names(data: list[Labelled]) -> bytes:
    """The classifier, fitted, as the bytes of an ``npz`` file in half precision."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    hashed = [columns(each.name) for each in data]
    ends = np.cumsum([0, *map(len, hashed)])
    counts = csr_matrix((np.ones(ends[-1]), np.concatenate(hashed), ends), shape=(len(data), WIDTH))
    model = LogisticRegression(C=REGULARITY, max_iter=300).fit(counts, [each.kind for each in data])
    half = np.float16
    return to_npz([("coef", model.coef_.astype(half)), ("intercept", model.intercept_.astype(half))])
