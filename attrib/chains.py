"""Follows each claim back through everybody who stands between its origin and the reader.

A link that stands inside the content of another is what that other source reports: its chain is the outer chain and
its own hops. Audiences that publish ("told the agency") stand in front of the speaker they heard.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import pairwise

from attrib import lexicon
from attrib.commitment import commitment_of
from attrib.links import Link, LinkHop
from attrib.mentions import Mention
from attrib.parse import Parse
from attrib.quotations import Quotation
from attrib.report import Commitment, Form, Hop, Identification, Level, SourceType, Span, frozen
from attrib.sources import describe
from attrib.speech import form_of

_AUDIENCES = {"reporter", "journalist", "correspondent", "press", "media", "audience", "crowd"}
"""Whom one speaks to without being relayed by them as an outlet."""

_SELF = {"i", "we", "me", "us"}


@frozen
class Chain:
    """A content and the hops it came through, nearest the reader first, before the sources are resolved."""

    content: tuple[Span, ...]
    hops: tuple[LinkHop, ...]
    link: Link
    outer: Chain | None
    form: Form
    commitment: Commitment


@frozen
class Statement:
    """A claim before it is weighed: its content, its chain (nearest the reader first) and how directly it came."""

    content: tuple[Span, ...]
    form: Form
    commitment: Commitment
    chain: tuple[Hop, ...]
    level: Level
    directness: float
    confidence: float


def level_of(form: Form, identifications: Sequence[Identification], *, sourced: bool) -> Level:
    """The level of directness after the guidelines' table.

    ``identifications`` are those of the hops, nearest the reader first; ``sourced`` is false where the chain is one
    hop without a source.
    """
    if not sourced or len(identifications) > 2:
        return Level.HEARSAY
    if len(identifications) == 2:
        return Level.HEARSAY if identifications[-1] is Identification.ANONYMOUS else Level.RELAYED
    return {Form.DIRECT: Level.VERBATIM, Form.MIXED: Level.PARTIAL, Form.INDIRECT: Level.PARAPHRASE}[form]


def build_chains(
    parse: Parse, links: Sequence[Link], quotations: Sequence[Quotation], publisher: str | None
) -> tuple[Chain, ...]:
    """The chains of all links, outer ones before those that stand inside them, each content once."""
    found: dict[tuple[tuple[Span, ...], int], Chain] = {}
    outer, people = _Enclosing(), _surnames(parse)
    for link in sorted(links, key=_size, reverse=True):
        parent = None if link.cue is None else outer.around(link.cue.span.start)
        if parent is not None and (_adds_nothing(link) or _retells(link)):
            continue
        if parent is not None and _goes_on(parse, link):
            hops: tuple[LinkHop, ...] = (
                *parent.hops[:-1],
                dataclasses.replace(link.hops[-1], source=parent.hops[-1].source),
            )
        else:
            hops = (*(parent.hops if parent else ()), *_relay(parse, link, publisher, people), *link.hops)
        chain = Chain(
            content=link.content,
            hops=hops,
            link=link,
            outer=parent,
            form=form_of(parse.text, link.content, quotations),
            commitment=commitment_of(parse, link),
        )
        # one content through as many hops is one claim, of which the first cue counts
        if found.setdefault((chain.content, len(chain.hops)), chain) is chain:
            outer.add(chain)
    return tuple(sorted(found.values(), key=lambda c: (c.content[0].start, -_size(c.link), len(c.hops))))


class _Enclosing:
    """The chains found so far, by the stretches of text that their contents cover; larger contents come first."""

    STRETCH = 256

    def __init__(self) -> None:
        self._by_stretch: defaultdict[int, list[Chain]] = defaultdict(list)

    def add(self, chain: Chain) -> None:
        stretches = {k for s in chain.content for k in range(s.start // self.STRETCH, s.end // self.STRETCH + 1)}
        for k in stretches:
            self._by_stretch[k].append(chain)

    def around(self, offset: int) -> Chain | None:
        """The chain with the smallest content around an offset."""
        for chain in reversed(self._by_stretch.get(offset // self.STRETCH, ())):
            if any(span.start <= offset < span.end for span in chain.content):
                return chain
        return None


def _size(link: Link) -> int:
    return sum(span.end - span.start for span in link.content)


def _adds_nothing(link: Link) -> bool:
    """Whether a link names no source: inside another's content it only weakens that content."""
    return (
        all(hop.source is None for hop in link.hops)
        and link.cue is not None
        and ("adverb" in link.cue.entry.frames or "belief" in link.cue.entry.frames)
    )


def _retells(link: Link) -> bool:
    """Whether a speaker reports himself ("I thought")."""
    return link.source is not None and link.source.span.text.lower() in _SELF


def _goes_on(parse: Parse, link: Link) -> bool:
    """Whether a participle without a subject takes up the same source's report ("..., adding that")."""
    if link.source is not None or link.cue is None:
        return False
    return parse.sentences[link.sentence].words[link.cue.word].text.lower().endswith("ing")


def _relay(parse: Parse, link: Link, publisher: str | None, people: Collection[str]) -> list[LinkHop]:
    """The outlet that a source spoke to, if there is one and it is not the publisher of this very text."""
    asker = link.interviewer
    if asker is not None and not _is_publisher(asker, publisher) and not _inside(asker, link):
        return [] if describe(parse, asker).noun in _AUDIENCES else [LinkHop(source=asker, cue=None)]
    heard = link.audience
    if heard is None or _is_publisher(heard, publisher) or _inside(heard, link):
        return []
    description = describe(parse, heard)
    outlet = description.type is SourceType.OUTLET and description.noun not in _AUDIENCES
    # nobody but a reporter is told things by name in the news, unless the text knows a person of that name
    unknown = description.type is SourceType.UNKNOWN and len(description.name) == 1
    initials = len(description.name) == 1 and description.name[0].isupper()
    stranger = (unknown or initials) and description.name[-1].lower() not in {*people, *lexicon.body_words()}
    return [LinkHop(source=heard, cue=None)] if outlet or stranger else []


def _inside(mention: Mention, link: Link) -> bool:
    """Whether a mention stands in what a link reports."""
    return any(span.start <= mention.span.start < span.end for span in link.content)


def _surnames(parse: Parse) -> frozenset[str]:
    """The last words of all proper names of two words or more, in lower case."""
    return frozenset(
        b.text.lower()
        for sentence in parse.sentences
        for a, b in pairwise(sentence.words)
        if a.upos == b.upos == "PROPN"
    )


def _is_publisher(mention: Mention, publisher: str | None) -> bool:
    """Whether an outlet is the publisher itself: by name, or as "this newspaper"."""
    words = mention.span.text.lower().split()
    if words[0] == "this" or words[-1] == "us":
        return True
    name = [word for word in words if word not in {"the", "a", "an"}]
    return publisher is not None and bool(name) and " ".join(name) in publisher.lower()
