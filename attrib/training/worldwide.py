"""Reads the worldwide corpus: newswire articles with the provenance of every claim, annotated after the guidelines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from attrib.errors import DataNotFoundError, InputValueError
from attrib.report import Form, Span, frozen

_WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")


@frozen
class GoldHop:
    """An annotated hop: its source's mention, if it has one."""

    source: Span | None


@frozen
class GoldClaim:
    """An annotated claim: content, form, hops nearest the reader first, level of directness from 0 to 4."""

    content: tuple[Span, ...]
    form: Form
    chain: tuple[GoldHop, ...]
    level: int


@frozen
class GoldArticle:
    """An annotated article."""

    name: str
    text: str
    publisher: str | None
    claims: tuple[GoldClaim, ...]


def read_worldwide(folder: Path) -> list[GoldArticle]:
    """All articles of ``folder/text`` with their annotations from ``folder/gold``, by name.

    Raises :class:`DataNotFoundError` if they are not there and :class:`InputValueError`, naming file and claim, if an
    annotation does not fit its text.
    """
    paths = sorted((folder / "gold").glob("*.json"))
    if not paths:
        raise DataNotFoundError(f"{folder / 'gold'} holds no annotated articles: the worldwide corpus is missing")
    return [_article(path, folder / "text" / f"{path.stem}.txt") for path in paths]


def _article(gold: Path, text_file: Path) -> GoldArticle:
    if not text_file.exists():
        raise DataNotFoundError(f"{text_file} is missing: the text that {gold.name} annotates")
    with open(text_file, encoding="utf-8", newline="") as file:
        text = file.read()
    data = json.loads(gold.read_text(encoding="utf-8"))
    claims = []
    for k, claim in enumerate(data["claims"]):
        where = f"{gold}: claim {k}"
        claims.append(
            GoldClaim(
                content=tuple(_find(text, fragment, where) for fragment in claim["content"]),
                form=Form(claim["form"]),
                chain=tuple(
                    GoldHop(source=_find(text, hop["source"], where) if hop.get("source") else None)
                    for hop in claim["chain"]
                ),
                level=claim["directness"],
            )
        )
    return GoldArticle(name=gold.stem, text=text, publisher=data.get("publisher"), claims=tuple(claims))


def _find(text: str, fragment: Any, where: str) -> Span:
    """The span of a fragment: a string, or a string and which of its occurrences, counted from one."""
    wanted, nth = (fragment, 1) if isinstance(fragment, str) else fragment
    at = -1
    for _ in range(nth):
        at = text.find(wanted, at + 1)
        if at < 0:
            raise InputValueError(f"{where}: {wanted!r} does not stand in the text {nth} times")
    return Span(start=at, end=at + len(wanted), text=wanted)


def words_in(text: str, spans: Sequence[Span]) -> frozenset[int]:
    """Where the words of some spans begin."""
    return frozenset(m.start() for span in spans for m in _WORD.finditer(text, span.start, span.end))


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
