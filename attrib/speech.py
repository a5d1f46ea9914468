"""What the quotation marks say about contents: how far they reach, and which quotations go on without a cue."""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence, Set

from attrib.links import Link, LinkHop
from attrib.mentions import Mention, noun_phrase, subject
from attrib.parse import Parse, Sentence
from attrib.quotations import Outermost, Quotation
from attrib.replies import reply_of
from attrib.report import Form, Span

_WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")
_LEADING = re.compile(r"(?:that|to)\s+(?=[\"“‘'`«])", re.IGNORECASE)
_LEADING_CLAUSE = re.compile(r"(?:and\s+)?that\b", re.IGNORECASE)
_JOINING = re.compile(r"(?:[\s,;]|(?:and|but|while|whereas)\b)*", re.IGNORECASE)
_INTERRUPTION = re.compile(r"[^\n.!?;:\"“”«»]{0,300},[ \t]+(?=[\"“])")
_NESTED = re.compile(r"‘(?:[^‘’\n]|’(?=\w))*[,.!?]’|“[^“”\n]*[,.!?]”")
"""A quotation inside a quotation that ends as speech does."""

_NICKNAMING = re.compile(
    r"(?:(?:known|sold)(?: \w+)? as|so-called|dubbed|nicknamed|codenamed|named|entitled|titled"
    r"|the (?:film|novel|phrase|ship|song|term|word))\s+(?:(?:an?|the)\s+)?\Z",
    re.IGNORECASE,
)
_SMALL = frozenset("a an and for in of on the to".split())
"""Words that titles and names have in small letters."""

_NEAR = 40
"""How many characters around a quotation show whether it makes a paragraph."""

_ENDING = frozenset(".,!?…")
MOST = 0.6
"""The share of a quotation's words from which a content is taken to go as far as the quotation does."""

SHORTEST_SPEECH = 4
"""Words of a quotation that may stand for itself as somebody's speech; shorter ones are terms and titles."""


def follow_quotations(parse: Parse, links: Sequence[Link], outer: Outermost) -> tuple[Link, ...]:
    """The links with their contents as far as their quotations reach, and a link for each quotation that no verb of
    saying stands beside."""
    apart = [_fit(parse, link, outer) for link in _without_sources(parse.text, links)]
    fitted = sorted(_rejoined(parse.text, apart, outer), key=_place_of)
    held = {id(q) for link in fitted for q in _holding(link, outer)}
    fitted = sorted((_whole_run(parse.text, link, outer, held) for link in fitted), key=_place_of)
    held |= {id(q) for link in fitted for q in _holding(link, outer)}
    found: list[Link] = []
    last: int | None = None  # of the links that begin before the quotation, the one that reaches farthest
    waiting = fitted[::-1]
    for quotation in outer.items:
        while waiting and waiting[-1].content[0].start < quotation.start:
            found.append(waiting.pop())
            if last is None or found[-1].content[-1].end > found[last].content[-1].end:
                last = len(found) - 1
        if id(quotation) in held:
            continue
        taken_up = _take_up(parse, None if last is None else found[last], quotation, outer)
        if taken_up is None:
            continue
        if last is not None and taken_up.content[0] == found[last].content[0]:
            found[last] = taken_up
        else:
            found.append(taken_up)
            last = len(found) - 1
    return tuple(sorted([*found, *waiting], key=_place_of))


def _holding(link: Link, outer: Outermost) -> Iterator[Quotation]:
    """The quotations that a link's content stands in or takes in, without one whose words its cue is among.

    A quotation that is neither closed nor taken up again may have a tag among its words that is none of them, and a
    label ("Ada: We lost") is none anyway.
    """
    for span in link.content:
        for q in outer.over(span.start, span.end):
            among = link.cue is not None and q.start <= link.cue.span.start < q.end and link.cue.span.text != ":"
            if not among or not (q.closed or outer.goes_on(q)):
                yield q


def _whole_run(text: str, link: Link, outer: Outermost, held: Set[int]) -> Link:
    """The link with the paragraphs of its quotation before the one with its tag, down to one that is ``held``."""
    run: list[Quotation] = []
    for q in outer.run_before(link.content[0].start):
        if id(q) in held or not _makes_paragraph(text, q):
            break
        run.append(q)
    return dataclasses.replace(link, content=(*(span_of(text, q.start, q.end) for q in reversed(run)), *link.content))


def _place_of(link: Link) -> tuple[int, int]:
    return link.content[0].start, -link.content[-1].end


def quoted_share(text: str, content: Sequence[Span], quotations: Outermost) -> tuple[float, int]:
    """The share of a content's words that stand inside quotation marks, in [0, 1], and the number of its words.

    A leading "that" or "to" outside the marks does not count.
    """
    inside = total = 0
    for span in content:
        lead = _LEADING.match(text, span.start, span.end)
        near = iter(quotations.over(span.start, span.end))
        quotation = next(near, None)
        for word in _WORD.finditer(text, lead.end() if lead else span.start, span.end):
            while quotation is not None and quotation.end <= word.start():
                quotation = next(near, None)
            total += 1
            inside += quotation is not None and quotation.start <= word.start() and word.end() <= quotation.end
    return (inside / total if total else 0.0), total


def form_of(text: str, content: Sequence[Span], quotations: Outermost) -> Form:
    """Whether all, part or none of a content stands inside quotation marks; a part is three words, or fewer that are
    plainly somebody's and no name."""
    share, words = quoted_share(text, content, quotations)
    if share == 1:
        return Form.DIRECT
    near = ((span, q) for span in content for q in quotations.over(span.start, span.end))
    mixed = share * words >= 2.5 or (share > 0 and any(_is_worded(text, *each) for each in near))
    return Form.MIXED if mixed else Form.INDIRECT


def _is_worded(text: str, span: Span, quotation: Quotation) -> bool:
    """Whether a quotation in a content is somebody's words, and not what somebody or something is called."""
    inner = text[quotation.inner_start : quotation.inner_end]
    named = all(word[0].isupper() or word in _SMALL for word in _WORD.findall(inner))
    named |= inner.lower().startswith("so-called")
    return not named and not _NICKNAMING.search(text, max(span.start, quotation.start - _NEAR), quotation.start)


def joined(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches in order, those that touch or overlap as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def span_of(text: str, start: int, end: int) -> Span:
    """The span of a stretch of a text."""
    return Span(start=start, end=end, text=text[start:end])


def _words(text: str) -> int:
    return len(_WORD.findall(text))


def _without_sources(text: str, links: Sequence[Link]) -> Iterator[Link]:
    """The links without what of their contents is a source: their own, and what another's tag begins behind theirs, as
    in "It rained, she said, and the mayor said it snowed"."""
    sources = sorted({(link.source.span.start, link.source.span.end) for link in links if link.source is not None})
    for link in links:
        tag = link.cue.span.start if link.cue is not None else 0
        own = [hop.source.span for hop in link.hops if hop.source is not None]
        content = []
        for span in link.content:
            start = _begin(text, span.start, span.end)
            before = sources[bisect_right(sources, (start, len(text))) - 1] if sources else (0, 0)
            if link.content[0].start < tag < span.start and before[0] <= start < before[1]:
                continue
            behind = next((each.end for each in own if each.start <= span.start < each.end < span.end), None)
            first = span.start if behind is None else _begin(text, behind, span.end)
            if first < span.end:
                content.append(span_of(text, first, span.end))
        yield dataclasses.replace(link, content=tuple(content) or link.content)


def _begin(text: str, start: int, end: int) -> int:
    """Where a stretch begins behind what joins it to the one before."""
    joining = _JOINING.match(text, start, end)
    return joining.end() if joining else start


def _fit(parse: Parse, link: Link, quotations: Outermost) -> Link:
    """The link with each fragment of its content grown to the quotation it begins, or cut to the one it stands in.

    Of a quotation that ends where its speaker is named ("..., “We lost,” she said") all is content, and behind the cue
    only what is quoted goes on with it.
    """
    cue = link.cue
    if cue is None:
        return link
    closing = _closing(parse.text, link, quotations)
    spans: list[tuple[int, int]] = []
    for span in link.content:
        start, end = span.start, span.end
        over = quotations.over(start, end)
        for q in over:
            if q.start <= cue.span.start < q.end:  # reported inside somebody's quotation
                start, end = max(start, q.inner_start), min(end, q.inner_end)
                nested = _NESTED.match(parse.text, start, end)
                end = nested.end() if nested else end
            elif q is closing or _most_of(parse.text, q, start, end):
                start, end = min(start, q.start), max(end, q.end)
        if closing is not None and start >= cue.span.end and not _LEADING_CLAUSE.match(parse.text, start, end):
            spans += _runs(parse.text, [q for q in over if start <= q.start and q.end <= end])
        elif start < end:
            spans.append((start, end))
    content = tuple(span_of(parse.text, *x) for x in joined(spans))
    return dataclasses.replace(link, content=content or link.content)


def _runs(text: str, quotations: Iterable[Quotation]) -> list[tuple[int, int]]:
    """The stretches of quotations, those with nothing between them as one."""
    found: list[tuple[int, int]] = []
    for q in quotations:
        if found and not text[found[-1][1] : q.start].strip():
            found[-1] = found[-1][0], q.end
        else:
            found.append((q.start, q.end))
    return found


def _closing(text: str, link: Link, quotations: Outermost) -> Quotation | None:
    """The quotation of a link that ends right before its speaker or its cue, as direct speech does."""
    if link.cue is None:
        return None
    speakers = [link.cue.span] + (
        [] if link.source is None or link.source.sentence != link.sentence else [link.source.span]
    )
    named = min(span.start for span in speakers)
    near = quotations.near(link.content[0].start, named)
    last = near[-1] if near else None
    if last is None or not last.closed or last.end > named:
        return None
    held = next((span for span in link.content if span.start < last.end and last.start < span.end), None)
    if held is None or held.start < last.start:
        return None
    return last if _back(text, named) <= last.end else None


def _most_of(text: str, quotation: Quotation, start: int, end: int) -> bool:
    """Whether a stretch has so much of a quotation that it is taken to go as far as that does."""
    words = _words(text[max(start, quotation.start) : min(end, quotation.end)])
    return words > MOST * _words(text[quotation.start : quotation.end])


def _rejoined(text: str, links: Sequence[Link], quotations: Outermost) -> list[Link]:
    """The links, each with the rest of the quoted sentence that its cue interrupts, of which nothing that stands in
    between reports a part: "“If so,” she said, pointing to the map, “we are lost.”"."""
    cues = {link.cue.span.end for link in links if link.cue is not None}
    rests = [_rest(text, link, quotations, cues) for link in links]
    between = sorted(
        (link.cue.span.end, rest.start)
        for link, rest in zip(links, rests, strict=True)
        if link.cue is not None and rest is not None
    )
    found = []
    for link, rest in zip(links, rests, strict=True):
        content = link.content
        if rest is not None:
            content = (*content, span_of(text, rest.start, rest.end))
        elif link.cue is not None and between:
            start, end = between[max(bisect_right(between, (link.cue.span.start, len(text))) - 1, 0)]
            if start <= link.cue.span.start < end:
                before = ((span.start, _back(text, min(span.end, end))) for span in content)
                content = tuple(span_of(text, *stretch) for stretch in before if stretch[0] < stretch[1])
        found.append(dataclasses.replace(link, content=content or link.content))
    return found


def _rest(text: str, link: Link, quotations: Outermost, cues: Set[int]) -> Quotation | None:
    """The rest of the quoted sentence that a link's cue interrupts: after commas, in lower case, without a cue of its
    own right before it; ``cues`` are the ends of all."""
    closing = _closing(text, link, quotations)
    if closing is None or link.cue is None or text[closing.inner_end - 1] != ",":
        return None
    line = _INTERRUPTION.match(text, link.cue.span.end)
    rest = (
        next((q for q in quotations.over(line.end(), line.end() + 1) if q.start >= line.end()), None) if line else None
    )
    if rest is None or not text[rest.inner_start].islower() or rest.start < link.content[-1].end:
        return None
    return None if _back(text, rest.start) in cues else rest


def _back(text: str, end: int) -> int:
    """The end of the last word before an offset."""
    while end and text[end - 1] in " \t,":
        end -= 1
    return end


def _take_up(parse: Parse, last: Link | None, quotation: Quotation, outer: Outermost) -> Link | None:
    """The link of a quotation that none holds: the last link with it joined on, one of its own, or none."""
    text = parse.text
    span = span_of(text, quotation.start, quotation.end)
    n = parse.sentence_after(quotation.start)
    if n is None:
        return None
    reply = reply_of(parse, n, quotation)
    if reply is not None or not _stands_alone(parse.sentences[n], quotation):
        return reply
    if last is not None:
        reach = max(last.content[-1].end, parse.sentences[last.sentence].end)
        if reach > quotation.start:
            return None
        gap = text[reach : quotation.start]
        quoted = text[last.content[-1].end - 1] in "\"”'’»" and (quotation.closed or outer.goes_on(quotation))
        if not gap.strip(" \t\r\n.") and (quoted or quotation.continues or "\n" not in gap):
            return dataclasses.replace(last, content=(*last.content, span))
        if _words(span.text) < SHORTEST_SPEECH:
            return None
        if not gap.strip():
            return _uncued(n, last.hops[-1].source, span)
    speaker = _topic(parse, n)
    if speaker is None and not _makes_paragraph(text, quotation):
        return None
    return _uncued(n, speaker or (None if last is None else last.hops[-1].source), span)


def _uncued(n: int, source: Mention | None, span: Span) -> Link:
    hop = LinkHop(source=source, cue=None, elided=True)
    return Link(sentence=n, cue=None, hops=(hop,), content=(span,))


def _stands_alone(sentence: Sentence, quotation: Quotation) -> bool:
    """Whether a quotation begins its sentence and ends one, as speech does and a term does not."""
    return sentence.words[0].start >= quotation.start and sentence.end <= quotation.end + 1


def _makes_paragraph(text: str, quotation: Quotation) -> bool:
    """Whether nothing else stands in a quotation's paragraph, it is no heading, and no colon announces who speaks."""
    before = text[max(0, quotation.start - _NEAR) : quotation.start].rstrip(" \t\r")
    behind = text[quotation.end : quotation.end + _NEAR].lstrip(" \t\r.")
    whole = (before or "\n").endswith("\n") and (behind or "\n").startswith("\n") and not before.rstrip().endswith(":")
    return (
        whole
        and text[quotation.inner_end - 1] in _ENDING
        and _words(text[quotation.start : quotation.end]) >= SHORTEST_SPEECH
    )


def _topic(parse: Parse, n: int) -> Mention | None:
    """Who the sentence before is about: its subject, if it ends in a colon or speaks of one person."""
    if n == 0:
        return None
    sentence = parse.sentences[n - 1]
    root = next(i for i, word in enumerate(sentence.words) if word.head is None)
    head = subject(sentence, root)
    if head is None or sentence.words[head].upos not in {"PROPN", "PRON"}:
        return None
    return noun_phrase(parse, n - 1, head)
