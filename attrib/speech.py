"""What the quotation marks say about contents: how far they reach, and which quotations go on without a cue."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from attrib.links import Link, LinkHop, mention, subject
from attrib.parse import Parse, Sentence
from attrib.quotations import Quotation
from attrib.report import Form, Span

_WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")
_LEADING = re.compile(r"(?:that|to)\s+(?=[\"“‘'`«])", re.IGNORECASE)
SHORTEST_SPEECH = 4
"""Words of a quotation that may stand for itself as somebody's speech; shorter ones are terms and titles."""


def follow_quotations(parse: Parse, links: Sequence[Link], quotations: Sequence[Quotation]) -> tuple[Link, ...]:
    """The links with their contents as far as their quotations reach, and a link for each quotation with no cue."""
    outer = [q for q in quotations if q.depth == 0]
    found = [_fit(parse, link, outer) for link in links]
    for quotation in outer:
        if not any(_overlap(span, quotation) for link in found for span in link.content):
            found = _place(parse, found, quotation)
    return tuple(sorted(found, key=lambda link: (link.content[0].start, -link.content[-1].end)))


def quoted_share(text: str, content: Sequence[Span], quotations: Sequence[Quotation]) -> tuple[float, int]:
    """The share of a content's words that stand inside quotation marks, in [0, 1], and the number of its words.

    A leading "that" or "to" outside the marks does not count.
    """
    inside = total = 0
    for span in content:
        lead = _LEADING.match(text, span.start, span.end)
        for word in _WORD.finditer(text, lead.end() if lead else span.start, span.end):
            total += 1
            inside += any(q.start <= word.start() and word.end() <= q.end for q in quotations)
    return (inside / total if total else 0.0), total


def form_of(text: str, content: Sequence[Span], quotations: Sequence[Quotation]) -> Form:
    """Whether all, part (three words or more) or none of a content stands inside quotation marks."""
    share, words = quoted_share(text, content, quotations)
    if share == 1:
        return Form.DIRECT
    return Form.MIXED if share * words >= 2.5 else Form.INDIRECT


def _overlap(span: Span, quotation: Quotation) -> bool:
    return span.start < quotation.end and quotation.start < span.end


def _span(text: str, start: int, end: int) -> Span:
    return Span(start=start, end=end, text=text[start:end])


def _words(text: str) -> int:
    return len(_WORD.findall(text))


def _fit(parse: Parse, link: Link, quotations: Sequence[Quotation]) -> Link:
    """The link with each fragment of its content grown to the quotation it begins, or cut to the one it stands in."""
    cue = link.cue
    if cue is None:
        return link
    spans = []
    for span in link.content:
        start, end = span.start, span.end
        for q in quotations:
            if not _overlap(span, q):
                continue
            if q.start <= cue.span.start < q.end:  # reported inside somebody's quotation
                start, end = max(start, q.inner_start), min(end, q.inner_end)
            elif _words(parse.text[max(start, q.start) : min(end, q.end)]) >= 2 or q.end <= end:
                start, end = min(start, q.start), max(end, q.end)
        if start < end:
            spans.append((start, end))
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    content = tuple(_span(parse.text, *x) for x in merged)
    return dataclasses.replace(link, content=content or link.content)


def _place(parse: Parse, links: list[Link], quotation: Quotation) -> list[Link]:
    """The links with a quotation that none of them holds: joined to the one it goes on from, or a link of its own."""
    text = parse.text
    if _words(text[quotation.start : quotation.end]) < SHORTEST_SPEECH:
        return links
    span = _span(text, quotation.start, quotation.end)
    n = next((n for n, s in enumerate(parse.sentences) if s.end > quotation.start), None)
    if n is None or not _stands_alone(parse.sentences[n], quotation):
        return links
    before = [k for k, link in enumerate(links) if link.content[0].start < quotation.start]
    previous = max(before, key=lambda k: (links[k].content[-1].end, -links[k].content[0].start), default=None)
    if previous is not None:
        link = links[previous]
        reach = max(link.content[-1].end, parse.sentences[link.sentence].end)
        if reach > quotation.start:
            return links
        gap = text[reach : quotation.start]
        quoted = text[link.content[-1].end - 1 : link.content[-1].end] in "\"”'’»"
        if not gap.strip(" \t\r\n.") and (quoted or "\n" not in gap):
            joined = dataclasses.replace(link, content=(*link.content, span))
            return [*links[:previous], joined, *links[previous + 1 :]]
        if not gap.strip():
            return [*links, _uncued(n, link.hops[-1].source, span)]
    speaker = _topic(parse, n)
    return [*links, _uncued(n, speaker, span)] if speaker is not None else links


def _uncued(n: int, source: object, span: Span) -> Link:
    hop = LinkHop(source=source, cue=None, elided=True)  # type: ignore[arg-type]
    return Link(sentence=n, cue=None, hops=(hop,), audience=None, content=(span,))


def _stands_alone(sentence: Sentence, quotation: Quotation) -> bool:
    """Whether a quotation begins its sentence and ends one, as speech does and a term does not."""
    return sentence.words[0].start >= quotation.start and sentence.end <= quotation.end + 1


def _topic(parse: Parse, n: int) -> object:
    """Who the sentence before is about: its subject, if it ends in a colon or speaks of one person."""
    if n == 0:
        return None
    sentence = parse.sentences[n - 1]
    root = next(i for i, word in enumerate(sentence.words) if word.head is None)
    head = subject(sentence, root)
    if head is None or sentence.words[head].upos not in {"PROPN", "PRON"}:
        return None
    return mention(parse, n - 1, head)
