"""Follows each claim back through everybody who stands between its origin and the reader.

A link that stands inside the content of another is what that other source reports: its chain is the outer chain and
its own hops. Audiences that publish ("told the agency") stand in front of the speaker they heard.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from attrib import lexicon
from attrib.bearers import Bearers
from attrib.links import Link, LinkHop
from attrib.mentions import Mention
from attrib.namekinds import NameKind
from attrib.names import type_of_name
from attrib.parse import Parse
from attrib.publisher import is_own
from attrib.quotations import Quotation
from attrib.report import Commitment, Form, Hop, Identification, Level, SourceType, Span, frozen
from attrib.sources import describe
from attrib.speech import form_of

_AUDIENCES = {"reporter", "journalist", "correspondent", "press", "media", "audience", "crowd"}
"""Whom one speaks to without being relayed by them as an outlet."""

_GOES_ON = {"advcl", "conj", "xcomp"}
_SELF = {"i", "we", "me", "us"}


@frozen
class Chain:
    """A content and the hops it came through, nearest the reader first, before the sources are resolved."""

    content: tuple[Span, ...]
    hops: tuple[LinkHop, ...]
    link: Link
    outer: Chain | None
    form: Form


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
    parse: Parse, links: Sequence[Link], quotations: Sequence[Quotation], bearers: Bearers, owners: Sequence[str]
) -> tuple[Chain, ...]:
    """The chains of all links, outer ones before those that stand inside them, each content once."""
    found: dict[tuple[tuple[Span, ...], int], Chain] = {}
    outer = _Enclosing()
    by_cue = {(link.sentence, link.cue.word): link for link in links if link.cue is not None}
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
            above = parent.hops if parent else ()
            known = {hop.source for hop in above}
            heard = (hop for hop in _heard_by(parse, link, by_cue, bearers, owners) if hop.source not in known)
            hops = (*above, *heard, *(hop for hop in link.hops if not (parent and _hedges(hop))))
        chain = Chain(
            content=link.content,
            hops=tuple(_each_once(hops)),
            link=link,
            outer=parent,
            form=form_of(parse.text, link.content, quotations),
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


def _each_once(hops: Sequence[LinkHop]) -> Iterator[LinkHop]:
    """The hops without those whose source the hop before them has too: nobody passes himself on."""
    for before, hop in pairwise([None, *hops]):
        if hop is not None and (before is None or hop.source is None or hop.source != before.source):
            yield hop


def _hedges(hop: LinkHop) -> bool:
    """Whether a hop is no more than a "reportedly": inside what somebody reports it only weakens that."""
    return hop.source is None and hop.cue is not None and "adverb" in hop.cue.entry.frames


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


def _heard_by(
    parse: Parse, link: Link, by_cue: Mapping[tuple[int, int], Link], bearers: Bearers, owners: Sequence[str]
) -> list[LinkHop]:
    """The medium that a source spoke to, also where the link goes on with what was said to it ("..., adding that")."""
    found = _relay(parse, link, bearers, owners)
    if not found and link.cue is not None:
        s = parse.sentences[link.sentence]
        before = next(
            (by_cue[link.sentence, i] for i in s.ancestors(link.cue.word) if (link.sentence, i) in by_cue), None
        )
        if before is not None and before is not link and s.words[link.cue.word].base_relation in _GOES_ON:
            return _relay(parse, before, bearers, owners)
    return found


def _relay(parse: Parse, link: Link, bearers: Bearers, owners: Sequence[str]) -> list[LinkHop]:
    """The medium that a source spoke to, if there is one and it is not this text's own."""
    asker = link.interviewer
    if asker is not None and not is_own(asker.span.text, owners) and not _inside(asker, link):
        return [] if describe(parse, asker).noun in _AUDIENCES else [LinkHop(source=asker, cue=None)]
    heard = link.audience
    if heard is None or is_own(heard.span.text, owners) or _inside(heard, link):
        return []
    return [LinkHop(source=heard, cue=None)] if _publishes(parse, heard, bearers) else []


def _publishes(parse: Parse, heard: Mention, bearers: Bearers) -> bool:
    """Whether whom a source speaks to is a news medium. Nobody but a medium is told things by a name that no word shows
    to be a person's or a body's."""
    description = describe(parse, heard)
    if description.noun in _AUDIENCES:
        return False
    bearer = bearers.of_phrase(parse, heard.sentence, heard.head)
    if description.type is SourceType.OUTLET or bearer is None:
        return description.type is SourceType.OUTLET
    if bearer.type is SourceType.OUTLET:
        return True
    told = type_of_name(bearer.name)
    acronym = len(bearer.name) == 1 and bearer.name[0].isupper() and len(bearer.name[0]) > 1
    unknown = told is SourceType.UNKNOWN or (acronym and bearer.name[0].lower() not in lexicon.body_words())
    likelier = bearer.likely[NameKind.BODY] > bearer.likely[NameKind.PERSON]
    return bool(unknown and likelier and bearer.type is not SourceType.PERSON)


def _inside(mention: Mention, link: Link) -> bool:
    """Whether a mention stands in what a link reports."""
    return any(span.start <= mention.span.start < span.end for span in link.content)
