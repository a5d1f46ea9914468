"""Takes a parsed text through the stages: quotations, cues, links, chains, speakers, directness."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from attrib.candidates import find_candidates
from attrib.chains import Chain, Statement, build_chains, level_of
from attrib.cues import find_cues
from attrib.directness import LinkFeatures, LinkModel, chain_directness
from attrib.evidence import weigh_candidates
from attrib.labels import with_labels
from attrib.linking import LinkJudge, decide
from attrib.links import LinkHop
from attrib.mentions import Mention
from attrib.parse import Parse
from attrib.proposals import propose
from attrib.quotations import Outermost, Quotation
from attrib.report import Hop, Identification, Source, SourceEntity, SourceType
from attrib.sight import Sight
from attrib.speakers import resolve
from attrib.speech import follow_quotations, quoted_share

NOBODY = Source(mention=None, entity=None, name=None, type=SourceType.UNKNOWN, identification=Identification.ANONYMOUS)
"""The source of a hop that names none and belongs to none."""


class ResolvedChain(NamedTuple):
    """A chain with the source of every hop resolved, and what the classifiers see of each."""

    chain: Chain
    sources: tuple[Source, ...]
    features: tuple[LinkFeatures, ...]

    @property
    def sourced(self) -> bool:
        """Whether anybody at all is made to answer for the content."""
        return any(source.stated for source in self.sources)


def trace(
    parse: Parse,
    quotations: Sequence[Quotation],
    sight: Sight,
    judge: LinkJudge,
    *,
    publisher: str | None = None,
    attitudes: bool = False,
) -> tuple[list[ResolvedChain], tuple[SourceEntity, ...]]:
    """The chains of a text with their sources resolved to the document's entities.

    ``judge`` decides links in the view in which the tagger saw the text: with attitudes or without.
    """
    outermost = Outermost(quotations)
    candidates = find_candidates(parse, propose(parse, sight), find_cues(parse, attitudes=attitudes), outermost)
    reported = decide(parse, candidates, weigh_candidates(parse, sight, candidates, outermost), judge)
    links = follow_quotations(parse, with_labels(parse, reported, outermost), outermost)
    chains = build_chains(parse, links, quotations, publisher)
    mentions = [hop.source for chain in chains for hop in chain.hops if hop.source is not None]
    outlets = {hop.source for chain in chains for hop in chain.hops[:-1] if hop.source is not None and hop.cue is None}
    entities, belongs = resolve(parse, mentions, outlets)
    resolved = []
    for chain in chains:
        ids = [belongs.get(hop.source) if hop.source is not None else None for hop in chain.hops]
        if chain.outer is not None and len(ids) > 1 and ids[-1] is not None and ids[-1] == ids[-2]:
            continue  # a speaker's retelling of himself
        sources = tuple(
            _source(hop, None if i is None else entities[i]) for hop, i in zip(chain.hops, ids, strict=True)
        )
        resolved.append(ResolvedChain(chain, sources, _features(parse, chain, sources, quotations)))
    return resolved, entities


def measure(traced: Sequence[ResolvedChain], model: LinkModel) -> tuple[Statement, ...]:
    """The statements of resolved chains, with the directness and confidence that the classifiers give each link."""
    found = []
    for each in traced:
        chain, sources, features = each
        hops = tuple(
            Hop(source=source, cue=hop.cue.span if hop.cue else None, directness=directness, confidence=confidence)
            for hop, source, (directness, confidence) in zip(chain.hops, sources, model.judge(features), strict=True)
        )
        identifications = [source.identification for source in sources]
        found.append(
            Statement(
                content=chain.content,
                form=chain.form,
                commitment=chain.commitment,
                chain=hops,
                level=level_of(chain.form, identifications, sourced=each.sourced),
                directness=chain_directness([hop.directness for hop in hops]),
                confidence=min(hop.confidence for hop in hops),
            )
        )
    return tuple(found)


def _source(hop: LinkHop, entity: SourceEntity | None) -> Source:
    mention: Mention | None = None if hop.elided else hop.source
    span = mention.span if mention is not None else None
    if entity is None:
        return NOBODY if span is None else Source(
            mention=span, entity=None, name=None, type=SourceType.UNKNOWN, identification=Identification.ANONYMOUS
        )  # fmt: skip
    return Source(
        mention=span, entity=entity.id, name=entity.name or None, type=entity.type, identification=entity.identification
    )


def _features(
    parse: Parse, chain: Chain, sources: Sequence[Source], quotations: Sequence[Quotation]
) -> tuple[LinkFeatures, ...]:
    share, words = quoted_share(parse.text, chain.content, quotations)
    last = len(chain.hops) - 1
    return tuple(
        LinkFeatures(
            form=chain.form,
            quoted=share,
            frames=hop.cue.entry.frames if hop.cue else frozenset(),
            sourced=hop.source is not None,
            elided=hop.elided,
            type=source.type,
            identification=source.identification,
            relayed=k < last,
            depth=k,
            words=words,
            fragments=len(chain.content),
            likelihood=hop.likelihood,
        )
        for k, (hop, source) in enumerate(zip(chain.hops, sources, strict=True))
    )
