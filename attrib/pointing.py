"""Contents that are no more than a word that points back ("This was stated by the mayor"): they are the sentence that
it points at, unless somebody else is made to answer for that."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from attrib.links import Link
from attrib.parse import Parse
from attrib.speech import span_of

_POINTING = {"this", "that"}
_CLOSED = '.!"”’'
"""How a sentence ends that says something, and no heading."""


def point_back(parse: Parse, links: Sequence[Link]) -> tuple[Link, ...]:
    """The links, those whose content is a pointing word at the head of its sentence with the sentence before."""
    reported = {link.sentence for link in links}
    return tuple(_pointed(parse, link) if link.sentence - 1 not in reported else link for link in links)


def _pointed(parse: Parse, link: Link) -> Link:
    n = link.sentence
    if len(link.content) != 1 or n == 0 or link.content[0].text.lower() not in _POINTING:
        return link
    start, end = parse.sentences[n - 1].start, parse.sentences[n - 1].end
    if link.content[0].start != parse.sentences[n].start or parse.text[end - 1] not in _CLOSED:
        return link
    end -= parse.text[end - 1] == "."
    return dataclasses.replace(link, content=(span_of(parse.text, start, end),))
