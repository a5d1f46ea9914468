"""Quotations that somebody's reply, answer or message is said to be: "Her answer was short: “No.”"."""

from __future__ import annotations

from attrib.cues import cue_at
from attrib.links import Link, LinkHop
from attrib.mentions import case_of, noun_phrase
from attrib.parse import Parse
from attrib.quotations import Quotation
from attrib.report import SourceType, Span
from attrib.sources import PEOPLE, describe

_REPLIES = frozenset("advice answer appeal message plea quip remark reply response retort statement warning".split())
"""Nouns that are somebody's words."""

_OF = frozenset({"by", "from", "of"})
_SPEAKING = PEOPLE | {SourceType.ORGANIZATION}


def reply_of(parse: Parse, n: int, quotation: Quotation) -> Link | None:
    """The link of a quotation in sentence ``n`` that stands behind the colon of whose reply it is, or before a copula:
    "“We will stay,” was the farmer's reply"; none if it is nobody's."""
    s = parse.sentences[n]
    for i, word in enumerate(s.words):
        if word.lemma.lower() not in _REPLIES or word.upos != "NOUN":
            continue
        before = word.base_relation == "nsubj" and parse.text[word.end : quotation.start].rstrip().endswith(":")
        behind = s.start == quotation.start and word.start >= quotation.end and bool(s.dependents(i, "cop"))
        whose = [*s.dependents(i, "nmod:poss"), *(c for c in s.dependents(i, "nmod") if case_of(s, c) in _OF)]
        source = noun_phrase(parse, n, whose[0]) if whose and (before or behind) else None
        if source is not None and describe(parse, source).type in _SPEAKING and source.span.text.lower() != "its":
            cue = cue_at(parse, n, i, (i, i))
            text = parse.text[quotation.start : quotation.end]
            content = (Span(start=quotation.start, end=quotation.end, text=text),)
            return Link(sentence=n, cue=cue, hops=(LinkHop(source=source, cue=cue),), content=content)
    return None
