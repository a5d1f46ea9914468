"""Tags that interrupt another's: in "The captain insists, his lawyer said, that it is so" the lawyer passes him on."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from attrib.candidates import Candidate
from attrib.cues import Cue
from attrib.links import Link, read_link
from attrib.mentions import INTRODUCING, RELATIVE
from attrib.parse import Parse, Sentence
from attrib.report import Span, frozen

Place = tuple[int, int]
"""The sentence of a cue, and its word."""

_TAGGING = {"according", "audience", "that"}


@frozen
class _Interruption:
    """A reporting clause between commas that interrupts another's before the content: both links, where the content
    begins, and the words of the clause that is interrupted."""

    tag: Link
    begun: Link
    told: Span
    content: int


def interject(
    parse: Parse, links: Sequence[Link], candidates: Sequence[Candidate], cues: Sequence[Cue]
) -> tuple[Link, ...]:
    """The links, where one interrupts another: the interrupted one reports what stands behind both, and the other that
    it does."""
    known: dict[Place, Cue] = {(cue.sentence, cue.word): cue for cue in cues}
    found: dict[Place, Link] = {(link.sentence, link.cue.word): link for link in links if link.cue is not None}
    for candidate in candidates:
        place = (candidate.cue.sentence, candidate.cue.word)
        cut = _interruption(parse, candidate, known)
        if cut is None or cut.begun.cue is None:
            continue
        at = (place[0], cut.begun.cue.word)
        decided = [found[each] for each in (place, at) if each in found]
        content = next((link.content[-1] for link in decided if link.content[-1].start == cut.content), None)
        if content is not None:
            likelihood = decided[0].hops[0].likelihood
            found[at] = _with(found.get(at, cut.begun), (content,), likelihood)
            found[place] = _with(cut.tag, (cut.told, content), likelihood)
    return (*(link for link in links if link.cue is None), *found.values())


def _with(link: Link, content: tuple[Span, ...], likelihood: float | None) -> Link:
    """A link with its content, and as likely as another if nothing has judged it."""
    hops = (hop if hop.likelihood is not None else dataclasses.replace(hop, likelihood=likelihood) for hop in link.hops)
    return dataclasses.replace(link, content=content, hops=tuple(hops))


def _interruption(parse: Parse, candidate: Candidate, cues: Mapping[Place, Cue]) -> _Interruption | None:
    """What a candidate interrupts, if its clause stands between commas, with a source of its own, before a content."""
    cue, n = candidate.cue, candidate.cue.sentence
    s = parse.sentences[n]
    if not cue.entry.frames & _TAGGING:
        return None
    for tag in (candidate.link, read_link(parse, cue, cues, ())):  # the tagger may have missed the source
        content = _content_behind(s, tag)
        if content is None or tag.source is None:
            continue
        start = min(tag.source.span.start, cue.span.start)
        first = next(i for i, word in enumerate(s.words) if word.start >= start)
        if first < 2 or s.words[first - 1].text != ",":
            continue
        for i in _near(s, cue.word, first):
            begun = cues.get((n, i))
            link = (
                None if begun is None or not begun.entry.frames & {"that", "as"} else read_link(parse, begun, cues, ())
            )
            if link is None or link.source is None or link.source.sentence != n:
                continue
            at, end = link.source.span.start, s.words[first - 2].end
            if at < s.words[i].start < start:
                told = Span(start=at, end=end, text=parse.text[at:end])
                return _Interruption(tag=tag, begun=link, told=told, content=content)
    return None


def _content_behind(s: Sentence, tag: Link) -> int | None:
    """Where the content begins that stands right behind a reporting clause and a comma."""
    if tag.cue is None or tag.source is None or tag.source.sentence != tag.sentence:
        return None
    if s.words[tag.source.head].lemma.lower() in RELATIVE:
        return None
    behind = max(tag.cue.span.end, tag.source.span.end)
    comma = next((i for i, word in enumerate(s.words[:-1]) if word.start >= behind and word.text == ","), None)
    if comma is None or s.words[comma + 1].text.lower() not in INTRODUCING:
        return None
    return s.words[comma + 1].start


def _near(s: Sentence, i: int, first: int) -> Iterator[int]:
    """The words before a tag that govern its cue, or that the parser hung on it."""
    yield from (k for k in islice(s.ancestors(i), 2) if k < first)
    yield from (k for k in reversed(s.dependents(i, "ccomp", "parataxis", "dep")) if k < first)
