"""Says, in warnings, what about a text will not have been understood."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrib.report import ReportWarning, Span
from attrib.segmentation import LONGEST_RUN, UNBROKEN, UNREADABLE

_LETTERS = re.compile(r"[^\W\d_]+")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_FUNCTION_WORDS = frozenset(
    "the of to and a in is it that for on was with as be by at this have from or had not are but an they which you "
    "were her she he his there been one their we who will has its said would if can".split()
)
SHORTEST_SAMPLE = 20
"""Words from which on a text's language is judged."""


def warnings_of(text: str) -> Iterator[ReportWarning]:
    """What the reader of a report should know of its text, as warnings in a fixed order."""
    words = [word.lower() for word in _LETTERS.findall(text)]
    if not words:
        yield ReportWarning(code="no-words", message="the text holds no words", span=None)
        return
    odd = UNREADABLE.search(text)
    if odd is not None:
        yield ReportWarning(
            code="unreadable-characters",
            message="control characters or lone surrogates were read as blanks",
            span=Span(start=odd.start(), end=odd.end(), text=odd.group()),
        )
    run = UNBROKEN.search(text)
    if run is not None:
        yield ReportWarning(
            code="unbroken-text",
            message=f"a run of more than {LONGEST_RUN} characters without a blank was read in parts",
            span=Span(start=run.start(), end=run.end(), text=run.group()),
        )
    tag = _TAG.search(text)
    if tag is not None:
        yield ReportWarning(
            code="markup",
            message="the text holds markup, which was read as words; pass plain text",
            span=Span(start=tag.start(), end=tag.end(), text=tag.group()),
        )
    if len(words) >= SHORTEST_SAMPLE and sum(word in _FUNCTION_WORDS for word in words) < 0.15 * len(words):
        yield ReportWarning(code="not-english", message="the text does not read like English", span=None)
    letters = [c for c in text if c.isalpha()]
    if len(words) >= SHORTEST_SAMPLE and sum(map(str.isupper, letters)) > 0.7 * len(letters):
        yield ReportWarning(
            code="capitals", message="the text is in capitals: names cannot be told from other words", span=None
        )
