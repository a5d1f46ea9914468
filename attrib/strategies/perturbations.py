"""Rewrites of a text that change nothing in what it says."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from typing import overload

from hypothesis import strategies as st

from attrib.report import frozen
from attrib.strategies import vocabulary as v
from attrib.strategies.article import Article, Edit, Edits, edited, rewrite


@frozen
class Perturbation:
    """A rewrite: of a text, or of an article, whose provenance moves along."""

    name: str
    find: Callable[[str], Edits]

    @overload
    def __call__(self, what: str) -> str: ...
    @overload
    def __call__(self, what: Article) -> Article: ...
    def __call__(self, what: str | Article) -> str | Article:
        """``what`` rewritten."""
        return rewrite(what, self.find(what)) if isinstance(what, str) else edited(what, self.find)

    def __repr__(self) -> str:
        return f"<{self.name}>"


def perturbations(*, names: bool = True) -> st.SearchStrategy[Perturbation]:
    """Rewrites that leave the meaning as it is.

    Quotation marks straight or curly, line ends of another system, two spaces behind a sentence, a blank line between
    sentences, and, with ``names``, other names for the people and places of :func:`attrib.strategies.articles`.

    >>> from hypothesis import given
    >>> from attrib.strategies import articles, perturbations
    >>> @given(articles(), perturbations())
    ... def test(article, rewrite):
    ...     scores = [claim.credibility for claim in article.report.claims]
    ...     assert [claim.credibility for claim in rewrite(article).report.claims] == scores
    >>> test()
    """
    typography = st.sampled_from(PLAIN)
    if not names:
        return typography
    return typography | renamings()


def renamings() -> st.SearchStrategy[Perturbation]:
    """Other names for the people and places of :func:`attrib.strategies.articles`."""
    return st.builds(renaming, *(st.integers(1, len(pool) - 1) for pool in POOLS))


def renaming(*steps: int) -> Perturbation:
    """Every name exchanged for the one so many ``steps`` behind it in each of :data:`POOLS`, the same everywhere."""
    exchanged = {
        name: pool[(i + step) % len(pool)]
        for pool, step in zip(POOLS, steps, strict=True)
        for i, name in enumerate(pool)
    }
    return Perturbation(
        name=f"other names {steps}", find=lambda text: tuple(_found(_NAME, text, exchanged.__getitem__))
    )


POOLS = (v.WOMEN, v.MEN, v.FAMILY_NAMES, v.PLACES)
_NAME = re.compile(rf"\b(?:{'|'.join(itertools.chain(*POOLS))})\b")
_DOUBLE = re.compile(r'["“”]')
_LINE_END = re.compile(r"(?<!\r)\n")
_SENTENCE_END = re.compile(r"(?<=[.!?])([\"”]?) (?=[\"“]?[^\W\d_a-z])")


def _found(pattern: re.Pattern[str], text: str, make: Callable[[str], str]) -> Iterator[Edit]:
    """Every place of ``pattern`` that reads otherwise afterwards."""
    for match in pattern.finditer(text):
        new = make(match.group())
        if new != match.group():
            yield Edit(start=match.start(), end=match.end(), text=new)


def _straight(text: str) -> Edits:
    return tuple(_found(_DOUBLE, text, lambda _: '"'))


def _curly(text: str) -> Edits:
    """Marks curled as they follow upon each other; a text in which they are not paired stays as it is."""
    marks = [match for match in _DOUBLE.finditer(text) if match.group() == '"']
    if len(marks) % 2:
        return ()
    return tuple(Edit(start=m.start(), end=m.end(), text="“”"[i % 2]) for i, m in enumerate(marks))


def _line_ends(text: str) -> Edits:
    return tuple(_found(_LINE_END, text, lambda _: "\r\n"))


def _between(space: str) -> Callable[[str], Edits]:
    """Puts ``space`` between sentences, outside quotation marks."""

    def find(text: str) -> Edits:
        ends = (match.end() - 1 for match in _SENTENCE_END.finditer(text) if _outside(text, match.end()))
        return tuple(Edit(start=at, end=at + 1, text=space) for at in ends)

    return find


def _outside(text: str, at: int) -> bool:
    before = text[text.rfind("\n\n", 0, at) + 1 : at]
    return before.count("“") == before.count("”") and before.count('"') % 2 == 0


PLAIN = (
    Perturbation(name="straight marks", find=_straight),
    Perturbation(name="curly marks", find=_curly),
    Perturbation(name="CRLF", find=_line_ends),
    Perturbation(name="two spaces", find=_between("  ")),
    Perturbation(name="blank lines", find=_between("\n\n")),
)
