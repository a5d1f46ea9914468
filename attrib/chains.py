"""Follows each claim back through everybody who stands between its origin and the reader.

A link that stands inside the content of another is what that other source reports: its chain is the outer chain and
its own hops. Audiences that publish ("told the agency") stand in front of the speaker they heard.
"""

from __future__ import annotations

import dataclasses
import math
from collections import defaultdict
from collections.abc import Sequence

from attrib.access import Access
from attrib.links import Link, LinkHop
from attrib.mentions import Mention
from attrib.parse import Parse
from attrib.publisher import calls_itself
from attrib.quotations import Outermost
from attrib.relays import Relays
from attrib.report import Commitment, Form, Hop, Identification, Level, Span, frozen, is_sourced
from attrib.speech import form_of

DEEPEST = 8
"""Hops of a chain that are followed; what is reported further inside is no claim of its own."""

_SELF = {"i", "we", "me", "us"}


@frozen
class Chain:
    """A content and the hops it came through, nearest the reader first, before the sources are resolved.

    ``own`` are the media that are no hops because the text is taken to be theirs.
    """

    content: tuple[Span, ...]
    hops: tuple[LinkHop, ...]
    link: Link
    outer: Chain | None
    form: Form
    own: tuple[Mention, ...]


@frozen
class Statement:
    """A claim before it is weighed: its content, its chain of one hop or more (nearest the reader first), and how the
    source of each hop knows."""

    content: tuple[Span, ...]
    form: Form
    commitment: Commitment
    chain: tuple[Hop, ...]
    access: tuple[Access, ...]

    @property
    def level(self) -> Level:
        """The level that follows from form and chain."""
        return level_of(self.form, [hop.source.identification for hop in self.chain], sourced=is_sourced(self.chain))

    @property
    def directness(self) -> float:
        """The directness that follows from that of the hops."""
        return chain_directness([hop.directness for hop in self.chain])

    @property
    def confidence(self) -> float:
        """The confidence of the weakest hop."""
        return min(hop.confidence for hop in self.chain)


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


RHO = 0.9
"""What every further hop leaves of a chain's directness."""


def chain_directness(links: Sequence[float]) -> float:
    """The directness of a chain in [0, 1]: the product over its links, times :data:`RHO` for each hop but the first."""
    return math.prod(links) * RHO ** (len(links) - 1)


def build_chains(parse: Parse, links: Sequence[Link], quotations: Outermost, relays: Relays) -> tuple[Chain, ...]:
    """The chains of all links, outer ones before those that stand inside them, each content once."""
    found: dict[tuple[tuple[Span, ...], int, bool], Chain] = {}
    outer = _Enclosing()
    for link in sorted(links, key=lambda each: (-_size(each), _is_unsourced(each))):
        parent = None if link.cue is None else outer.around(link.cue.span.start)
        if parent is not None and (_adds_nothing(link) or _retells(parse, link)):
            continue
        if parent is not None and _goes_on(parse, link):
            hops: tuple[LinkHop, ...] = (
                *parent.hops[:-1],
                dataclasses.replace(link.hops[-1], source=parent.hops[-1].source),
            )
        else:
            above = parent.hops if parent else ()
            known = {hop.source for hop in above}
            relay = (hop for hop in relays.of(link) if hop.source not in known)
            stated = (hop for hop in link.hops if not (parent and _hedges(hop)))
            hops = (*above, *relay, *stated)
        kept, own = relays.own_apart(hops)
        if len(kept) > DEEPEST:
            continue
        chain = Chain(
            content=link.content,
            hops=kept,
            link=link,
            outer=parent,
            form=form_of(parse.text, link.content, quotations),
            own=tuple(medium for medium in own if not (parent and _says_us(parent, medium))),
        )
        # one content through as many hops is one claim, of which the first cue with a source counts, and one denial
        denies = not _is_unsourced(link) and link.cue is not None and link.cue.entry.commitment is Commitment.DENIED
        same = [(chain.content, len(chain.hops), denied) for denied in (denies, not denies)]
        if same[0] in found or (_is_unsourced(link) and same[1] in found):
            continue
        found[same[0]] = chain
        outer.add(chain)
    return tuple(sorted(found.values(), key=_position))


def _position(chain: Chain) -> tuple[int, ...]:
    """Where a chain stands: by its content, wider ones first, then by hops and by its cue."""
    cue = chain.link.cue
    return chain.content[0].start, -_size(chain.link), len(chain.hops), cue.span.start if cue else -1


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


def _says_us(chain: Chain, mention: Mention) -> bool:
    """Whether a medium without a name is the speaker's in a chain, not the text's: "They told us," he said."""
    inside = any(span.start <= mention.span.start < span.end for span in chain.content)
    return inside and calls_itself(mention.span.text)


def _size(link: Link) -> int:
    return sum(span.end - span.start for span in link.content)


def _hedges(hop: LinkHop) -> bool:
    """Whether a hop is no more than a "reportedly": inside what somebody reports it only weakens that."""
    return hop.source is None and hop.cue is not None and "adverb" in hop.cue.entry.frames


def _is_unsourced(link: Link) -> bool:
    return all(hop.source is None for hop in link.hops)


def _adds_nothing(link: Link) -> bool:
    """Whether a link names no source: inside another's content it only weakens that content, or wishes it."""
    if link.cue is None or not _is_unsourced(link):
        return False
    return bool({"adverb", "belief"} & link.cue.entry.frames) or link.cue.entry.lemma == "hope"


def _retells(parse: Parse, link: Link) -> bool:
    """Whether a speaker reports himself ("I thought"); the US is somebody else."""
    if link.source is None or link.source.span.text.lower() not in _SELF:
        return False
    return parse.sentences[link.source.sentence].words[link.source.head].upos == "PRON"


def _goes_on(parse: Parse, link: Link) -> bool:
    """Whether a participle without a subject takes up the same source's report ("..., adding that")."""
    if link.source is not None or link.cue is None:
        return False
    return parse.sentences[link.sentence].words[link.cue.word].text.lower().endswith("ing")
