"""Reads annotated text: each claim with its content, its form, its commitment and the chain that it came through.

An annotation gives a fragment as the string it is, or as ``[string, k]``: its k-th occurrence in the text, from 1.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from attrib.errors import DataNotFoundError, InputValueError
from attrib.report import Commitment, Form, Identification, Level, SourceType, Span, frozen
from attrib.training.annotations import placed, read_exactly

WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")
_BY_DIRECTNESS = tuple(reversed(Level))


@frozen
class GoldHop:
    """An annotated hop; ``name`` is who the source is in the document, if the document tells."""

    source: Span | None
    cue: Span | None
    name: str | None
    type: SourceType
    identification: Identification


@frozen
class GoldClaim:
    """An annotated claim; the chain has the hop nearest the reader first."""

    content: tuple[Span, ...]
    form: Form
    commitment: Commitment
    level: Level
    chain: tuple[GoldHop, ...]

    @property
    def directness(self) -> int:
        """The level as the annotators count it, from 0 (hearsay) to 4 (verbatim)."""
        return _BY_DIRECTNESS.index(self.level)


@frozen
class GoldArticle:
    """An annotated article, its text exactly as on disk."""

    name: str
    text: str
    publisher: str | None
    claims: tuple[GoldClaim, ...]


def read_articles(folder: Path) -> list[GoldArticle]:
    """All articles of ``folder/text`` with their annotations from ``folder/gold``, by name.

    Raises :class:`DataNotFoundError` if there are none; other errors as in :func:`read_article`.
    """
    paths = sorted((folder / "gold").glob("*.json"))
    if not paths:
        raise DataNotFoundError(f"{folder / 'gold'} holds no annotated articles")
    return [read_article(folder / "text" / f"{path.stem}.txt", path) for path in paths]


def read_article(text_file: Path, annotation: Path) -> GoldArticle:
    """The article of a text file and its annotation, called after the annotation's file.

    Raises :class:`DataNotFoundError` if either is not there and :class:`InputValueError`, naming file and claim, if the
    annotation is broken or does not fit the text.
    """
    if not annotation.exists():
        raise DataNotFoundError(f"{annotation} is missing: the annotation of {text_file.name}")
    if not text_file.exists():
        raise DataNotFoundError(f"{text_file} is missing: the text that {annotation.name} annotates")
    text = read_exactly(text_file)
    try:
        data = json.loads(read_exactly(annotation))
    except json.JSONDecodeError as error:
        raise InputValueError(f"{annotation} is not JSON: {error}") from error
    if not isinstance(data, dict) or not isinstance(data.get("claims"), list):
        raise InputValueError(f'{annotation}: no list of "claims"')
    claims = read_claims(text, data["claims"], where=str(annotation))
    with placed(str(annotation)):
        return GoldArticle(name=annotation.stem, text=text, publisher=_name(data.get("publisher")), claims=claims)


def read_claims(text: str, entries: Sequence[Mapping[str, Any]], *, where: str) -> tuple[GoldClaim, ...]:
    """The annotated claims of a text; :class:`InputValueError` names ``where`` they are and which does not fit."""
    claims = []
    for k, entry in enumerate(entries):
        with placed(f"{where}: claim {k}"):
            claims.append(_claim(text, entry))
    return tuple(claims)


def _claim(text: str, entry: Mapping[str, Any]) -> GoldClaim:
    directness = entry["directness"]
    if type(directness) is not int or directness not in range(len(_BY_DIRECTNESS)):
        raise ValueError(f"{directness!r} is not a valid directness")
    return GoldClaim(
        content=tuple(locate(text, fragment) for fragment in _listed(entry, "content")),
        form=Form(entry["form"]),
        commitment=Commitment(entry["commitment"]),
        level=_BY_DIRECTNESS[directness],
        chain=tuple(_hop(text, hop) for hop in _listed(entry, "chain")),
    )


def _listed(entry: Mapping[str, Any], key: str) -> list[Any]:
    found = entry[key]
    if not isinstance(found, list) or not found:
        raise ValueError(f"{key}: expected a list that is not empty, got {found!r}")
    return found


def _hop(text: str, hop: Mapping[str, Any]) -> GoldHop:
    return GoldHop(
        source=None if hop["source"] is None else locate(text, hop["source"]),
        cue=None if hop["cue"] is None else locate(text, hop["cue"]),
        name=_name(hop["name"]) or None,
        type=SourceType(hop["type"]),
        identification=Identification(hop["identification"]),
    )


def _name(given: Any) -> str | None:
    if given is not None and not isinstance(given, str):
        raise TypeError(f"expected a name, got {given!r}")
    return given


def locate(text: str, fragment: str | list[Any]) -> Span:
    """The span of a fragment as annotations write it. Occurrences may overlap.

    Raises :class:`InputValueError` if it is no such fragment, or the text has too few of it.
    """
    match fragment:
        case str(wanted) if wanted:
            nth = 1
        case [str(wanted), int(nth)] if wanted and nth >= 1 and nth is not True:
            pass
        case _:
            raise InputValueError(f"{fragment!r} is neither a string nor a string and its occurrence, from 1")
    start = -1
    for _ in range(nth):
        start = text.find(wanted, start + 1)
        if start < 0:
            raise InputValueError(f"occurrence {nth} of {wanted!r} is not in the text")
    return Span(start=start, end=start + len(wanted), text=wanted)


def words_in(text: str, spans: Sequence[Span]) -> frozenset[int]:
    """Where the words of some spans begin."""
    return frozenset(m.start() for span in spans for m in WORD.finditer(text, span.start, span.end))


def match(text: str, gold: Sequence[Sequence[Span]], found: Sequence[Sequence[Span]]) -> Iterator[tuple[int, int]]:
    """Pairs of contents whose words agree (Jaccard of at least one half), one to one, the best first."""
    wanted = [words_in(text, spans) for spans in gold]
    have = [words_in(text, spans) for spans in found]
    candidates = sorted(
        (-len(a & b) / len(a | b), i, j)
        for i, a in enumerate(wanted)
        for j, b in enumerate(have)
        if a & b and 2 * len(a & b) >= len(a | b)
    )
    used: tuple[set[int], set[int]] = (set(), set())
    for _, i, j in candidates:
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            yield i, j
