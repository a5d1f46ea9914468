"""Takes a parsed text through the stages: quotations, cues, links, chains, speakers, directness."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from attrib import commitment, linking, namekinds, profiles
from attrib.accounts import read_access
from attrib.acts import is_bare
from attrib.antecedents import Ranker
from attrib.bearers import Bearers
from attrib.candidates import find_candidates
from attrib.chains import Chain, Statement, build_chains
from attrib.clauses import Clause
from attrib.commitment import CommitmentModel
from attrib.cues import Cue, find_cues
from attrib.directness import LinkFeatures, LinkModel
from attrib.edges import put_right
from attrib.entities import Entity
from attrib.evidence import weigh_candidates
from attrib.interjections import interject
from attrib.labels import labelled, with_labels
from attrib.linking import LinkJudge, decide
from attrib.links import Link, LinkHop
from attrib.mentions import Mention, is_nobody
from attrib.namekinds import NameModel
from attrib.parse import Parse
from attrib.pointing import deny_back, point_back
from attrib.profiles import SourceJudge
from attrib.proposals import propose
from attrib.publisher import owners_of
from attrib.quotations import Outermost, Quotation
from attrib.relays import Relays
from attrib.report import Commitment, Hop, Identification, Source, SourceEntity, SourceType, Span
from attrib.sight import Sight
from attrib.speakers import Speakers, resolve
from attrib.speech import follow_quotations, quoted_share
from attrib.store import ModelStore

SPOKEN_MOST = 16
"""Stretches of what a source says in a paragraph that are looked at for how it knows, besides those of a claim."""

NOBODY = Source(mention=None, entity=None, name=None, type=SourceType.UNKNOWN, identification=Identification.ANONYMOUS)
"""The source of a hop that names none and belongs to none."""


class ChainJudges(NamedTuple):
    """What decides on chains: which candidates are links, who the sources are, and what they do with a content.

    The judge of links has a view, with attitudes or without, in which the tagger saw the text too.
    """

    links: LinkJudge
    sources: SourceJudge
    commitment: CommitmentModel


def load_judges(store: ModelStore, view: str) -> ChainJudges:
    """The shipped judges of one view, verified by ``store``."""
    names = NameModel(store.read(namekinds.FILE))
    return ChainJudges(
        links=LinkJudge(store.read(linking.FILE), view),
        sources=SourceJudge(store.read(profiles.FILE), names),
        commitment=CommitmentModel(store.read(commitment.FILE)),
    )


class ResolvedChain(NamedTuple):
    """A chain with the source of every hop resolved, its last source's commitment, and what the classifiers see of each
    hop."""

    chain: Chain
    commitment: Commitment
    sources: tuple[Source, ...]
    features: tuple[LinkFeatures, ...]

    @property
    def sourced(self) -> bool:
        """Whether anybody at all is made to answer for the content."""
        return any(source.stated for source in self.sources)


def follow(
    parse: Parse,
    quotations: Sequence[Quotation],
    sight: Sight,
    links: LinkJudge,
    ranker: Ranker,
    names: NameModel,
    *,
    publisher: str | None = None,
    attitudes: bool = False,
) -> tuple[tuple[Chain, ...], Speakers]:
    """The chains of a text, and who the sources in them are.

    ``links`` decides links in the view in which the tagger saw the text: with attitudes or without.
    """
    outermost = Outermost(quotations)
    cues = find_cues(parse, attitudes=attitudes)
    candidates = find_candidates(parse, propose(parse, sight), cues, outermost)
    decided = decide(candidates, weigh_candidates(parse, sight, candidates, outermost), links)
    joined = interject(parse, decided, candidates, cues)
    reported = joined if attitudes else _kept_to_guidelines(parse, joined, cues, outermost)
    found = follow_quotations(parse, with_labels(parse, reported, outermost), outermost)
    bearers = Bearers(parse, names, labelled(found))
    relays = Relays(parse, found, bearers, owners_of(parse.text, publisher))
    chains = build_chains(parse, found, outermost, relays)
    mentions = [hop.source for chain in chains for hop in chain.hops if hop.source is not None]
    outlets = {hop.source for chain in chains for hop in chain.hops[:-1] if hop.source is not None and hop.cue is None}
    speakers = resolve(parse, mentions, outlets, bearers, ranker, passed_on(chains), outermost)
    return tuple(_each_once(chain, speakers) for chain in chains if not _retold(chain, speakers)), speakers


def _kept_to_guidelines(
    parse: Parse, links: Sequence[Link], cues: Sequence[Cue], outermost: Outermost
) -> Sequence[Link]:
    """The links of a text as the guidelines have them: with other edges, with what only points back, and without what
    nobody said or somebody only judged."""
    said = (
        link
        for link in links
        if not any(_is_of_nobody(parse, hop.source) for hop in link.hops)
        and (link.cue is None or not is_bare(Clause(parse, link.cue)))
    )
    kept = point_back(parse, [put_right(parse, link, outermost) for link in said])
    return deny_back(parse, kept, cues)


def _is_of_nobody(parse: Parse, source: Mention | None) -> bool:
    return source is not None and is_nobody(parse.sentences[source.sentence], source.head)


def passed_on(chains: Sequence[Chain]) -> set[Mention]:
    """The mentions of sources whose words another source in the text passes on."""
    return {
        hop.source
        for chain in chains
        for k, hop in enumerate(chain.hops)
        if hop.source is not None and any(above.source and above.cue for above in chain.hops[:k])
    }


def trace(
    parse: Parse,
    quotations: Sequence[Quotation],
    sight: Sight,
    judges: ChainJudges,
    *,
    publisher: str | None = None,
    attitudes: bool = False,
) -> tuple[list[ResolvedChain], tuple[SourceEntity, ...]]:
    """The chains of a text as :func:`follow` finds them, with their sources as the document's entities."""
    sources = judges.sources
    chains, speakers = follow(
        parse, quotations, sight, judges.links, sources.ranker, sources.names, publisher=publisher, attitudes=attitudes
    )  # fmt: skip
    entities = sources.describe(parse, speakers.entities, speakers.named)
    outermost = Outermost(quotations)
    number = {id(entity): i for i, entity in enumerate(speakers.entities)}
    resolved = []
    for chain in chains:
        who = _who(chain, speakers)
        stated = tuple(
            _source(hop, None if entity is None else entities[number[id(entity)]])
            for hop, entity in zip(chain.hops, who, strict=True)
        )
        does = judges.commitment.judge(parse, chain.link)
        resolved.append(ResolvedChain(chain, does, stated, _features(parse, chain, stated, outermost)))
    return resolved, entities


def measure(parse: Parse, traced: Sequence[ResolvedChain], model: LinkModel) -> tuple[Statement, ...]:
    """The statements of resolved chains, with the directness and confidence that the classifiers give each link."""
    spoken = _spoken(parse, traced)
    found = []
    for each in traced:
        chain, _, sources, features = each
        speech = [() for _ in sources[1:]] + [(*chain.content, *spoken[_speaking(parse, each)][:SPOKEN_MOST])]
        hops = tuple(
            Hop(source=source, cue=hop.cue.span if hop.cue else None, directness=directness, confidence=confidence)
            for hop, source, (directness, confidence) in zip(chain.hops, sources, model.judge(features), strict=True)
        )
        found.append(
            Statement(
                content=chain.content,
                form=chain.form,
                commitment=each.commitment,
                chain=hops,
                access=tuple(read_access(parse, *at) for at in zip(chain.hops, hops, speech, strict=True)),
            )
        )
    return tuple(found)


def _spoken(parse: Parse, traced: Sequence[ResolvedChain]) -> Mapping[tuple[int | None, int], Sequence[Span]]:
    """What each source is given to say in each line, by :func:`_speaking`."""
    found: defaultdict[tuple[int | None, int], list[Span]] = defaultdict(list)
    for each in traced:
        found[_speaking(parse, each)] += each.chain.content
    return found


def _speaking(parse: Parse, each: ResolvedChain) -> tuple[int | None, int]:
    """Who says a content, by the entity, and where the line begins in which it is said."""
    return each.sources[-1].entity, parse.text.rfind("\n", 0, each.chain.content[0].start)


def _who(chain: Chain, speakers: Speakers) -> list[Entity | None]:
    """Whose the source of each hop is."""
    return [None if hop.source is None else speakers.of.get(hop.source) for hop in chain.hops]


def _retold(chain: Chain, speakers: Speakers) -> bool:
    """Whether a chain is a speaker's retelling of himself."""
    who = _who(chain, speakers)
    return chain.outer is not None and len(who) > 1 and who[-1] is not None and who[-1] is who[-2]


def _each_once(chain: Chain, speakers: Speakers) -> Chain:
    """The chain without hops whose source the next hop has too: nobody passes himself on."""
    who = _who(chain, speakers)
    kept = (
        hop for hop, own, behind in zip(chain.hops, who, [*who[1:], None], strict=True) if not own or own is not behind
    )
    return dataclasses.replace(chain, hops=tuple(kept))


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


def _features(parse: Parse, chain: Chain, sources: Sequence[Source], quotations: Outermost) -> tuple[LinkFeatures, ...]:
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
