"""A news text whose provenance is known, because it was made together with its text."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import fields
from typing import Any

from attrib.chains import Statement
from attrib.credibility import weigh
from attrib.report import Claim, Report, SourceEntity, Span, Summary, frozen

SIGNATURE = "attrib.strategies"


@frozen
class Article:
    """A text, who published it, and what a reader who misses nothing finds in it.

    ``statements`` are the claims before they are weighed, in the order of the text; ``author_voice`` are the sentences
    in which nothing is attributed.
    """

    text: str
    publisher: str | None
    statements: tuple[Statement, ...]
    sources: tuple[SourceEntity, ...]
    author_voice: tuple[Span, ...]

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims, weighed by the shipped trust table."""
        return weigh(self.statements, self.sources)

    @property
    def report(self) -> Report:
        """The report that nothing was missed in: every hop is sure (confidence 1), no warning given."""
        claims = self.claims
        return Report(
            text=self.text, length=len(self.text), doc_id=None, publisher=self.publisher, claims=claims,
            sources=self.sources, author_voice=self.author_voice,
            summary=Summary.of(claims, self.author_voice, len(self.text)), signature=SIGNATURE, warnings=(),
        )  # fmt: skip


@frozen
class Edit:
    """What stands in a text from ``start`` to ``end`` (exclusive), exchanged for ``text``."""

    start: int
    end: int
    text: str


Edits = tuple[Edit, ...]


def rewrite(text: str, edits: Edits) -> str:
    """The text with all edits made; they stand in order and apart."""
    parts, done = [], 0
    for edit in edits:
        parts += [text[done : edit.start], edit.text]
        done = edit.end
    return "".join([*parts, text[done:]])


def edited(article: Article, find: Callable[[str], Edits]) -> Article:
    """The article with the edits made that are found in its text and in its names, and its spans moved along.

    No edit may reach over the border of a span, and none may be empty.
    """
    edits = find(article.text)
    text = rewrite(article.text, edits)

    def moved(offset: int) -> int:
        return offset + sum(len(edit.text) - (edit.end - edit.start) for edit in edits if edit.end <= offset)

    def follow(value: Any) -> Any:
        """``value`` with every span moved and every name edited, to any depth."""
        if isinstance(value, Span):
            start, end = moved(value.start), moved(value.end)
            return Span(start=start, end=end, text=text[start:end])
        if isinstance(value, tuple):
            return tuple(map(follow, value))
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            return dataclasses.replace(value, **{f.name: follow(getattr(value, f.name)) for f in fields(value)})
        return rewrite(value, find(value)) if type(value) is str else value  # and no member of an enumeration

    found: Article = follow(article)
    return found
