"""Brings together what the tagger proposes and what the tree says: one candidate link for every cue of either."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from itertools import chain

from attrib.acts import is_act
from attrib.clauses import Clause
from attrib.closings import closing
from attrib.cues import Cue, cue_at, is_pseudo
from attrib.hearers import is_told
from attrib.links import Link, LinkHop, is_hearsay, read_link
from attrib.mentions import INTRODUCING, Mention, case_of, noun_phrase, with_bracket, with_name, without_rest
from attrib.names import is_person
from attrib.parse import Parse, Sentence
from attrib.proposals import Proposal, Range
from attrib.quotations import Outermost
from attrib.report import Span, frozen

_SURE = 0.5
_GENITIVE = {"'s", "’s", "'", "’"}
_RELATIVE = {"who", "whom", "which", "that"}
_QUOTES = frozenset("\"“”‘’'«»") | {"``", "''"}
_NEVER_FIRST = {"SCONJ", "CCONJ", "ADP", "PUNCT"}
_NEVER_LAST = {"DET", "ADP", "CCONJ"}


@frozen
class Candidate:
    """A link that may be one, and what it was made of: the tree's reading of its cue, the tagger's proposal, or both.

    ``place`` is the cue's word and ``stretches`` are the content's, as indices of the text's words.
    """

    cue: Cue
    place: int
    link: Link
    stretches: tuple[range, ...]
    read: Link | None
    proposal: Proposal | None

    @property
    def words(self) -> frozenset[int]:
        """The words of the content. They are not kept: in a long text that nests reports they would fill the memory."""
        return frozenset(chain.from_iterable(self.stretches))

    def holds(self, word: int) -> bool:
        """Whether a word is in the content."""
        return any(word in stretch for stretch in self.stretches)


def find_candidates(
    parse: Parse, proposals: Sequence[Proposal], cues: Sequence[Cue], quotations: Outermost
) -> tuple[Candidate, ...]:
    """The candidates of a text in the order of their cues.

    A cue with which another link passes its source on ("reported, citing ...") is no candidate of its own.
    """
    by_place = {(cue.sentence, cue.word): cue for cue in cues}
    proposed = {}
    for proposal in proposals:
        cue = _cue(parse, proposal.cue, by_place)
        if is_pseudo(parse, cue.sentence, cue.word):
            continue
        by_place.setdefault((cue.sentence, cue.word), cue)
        proposed[cue.sentence, cue.word] = proposal
    found = []
    for place in sorted(by_place):
        candidate = _candidate(parse, by_place[place], proposed, by_place, quotations)
        if candidate is not None:
            found.append(candidate)
    passed_on = {
        (hop.cue.sentence, hop.cue.word)
        for candidate in found
        for hop in candidate.link.hops
        if hop.cue is not None and hop.cue is not candidate.cue and "adverb" not in hop.cue.entry.frames
    }
    return tuple(c for c in found if (c.cue.sentence, c.cue.word) not in passed_on)


def _cue(parse: Parse, words: Range, known: Mapping[tuple[int, int], Cue]) -> Cue:
    """The cue of the tagger's words: the one of the lexicon that is among them, or one made of their head."""
    places = parse.places[words[0] : words[1]]
    for place in places:
        if place in known:
            return known[place]
    n = places[0][0]
    inside = [i for m, i in places if m == n]
    return cue_at(parse, n, _head(parse, n, inside), (inside[0], inside[-1]))


def _candidate(
    parse: Parse,
    cue: Cue,
    proposed: Mapping[tuple[int, int], Proposal],
    cues: Mapping[tuple[int, int], Cue],
    quotations: Outermost,
) -> Candidate | None:
    """The candidate of a cue, none if neither tree nor tagger find a content, or if it is a plain intention."""
    clause = Clause(parse, cue)
    if clause.plain_intention() or is_act(clause):
        return None
    sentence = parse.sentences[cue.sentence]
    read = read_link(parse, cue, cues, quotations.near(sentence.start, sentence.end))
    place = parse.firsts[cue.sentence] + cue.word
    proposal = _proposal(parse, proposed, cue, read)
    if proposal is None:
        if not read.content:
            return None
        stretches = tuple(parse.within(span.start, span.end) for span in read.content)
        return Candidate(cue=cue, place=place, link=read, stretches=stretches, read=read, proposal=None)
    proposal = _outside(parse, proposal, read)
    source = None if proposal.source is None else _whole(parse, _mention(parse, proposal.source, cue), cue)
    if source is not None and (is_told(clause, source) or _said_of_another(parse, read, source)):
        source = None
    if source is not None and read.audience is not None and _is_addressed(parse, read.audience, source):
        source = None
    if source is not None and (_reports_above(parse, read, source) or is_hearsay(clause, source.head)):
        source = None
    tag = closing(clause)
    if tag is not None:
        content = tag.grown(proposal.content)
        surest = proposal.fragment_probabilities[: len(content)]
        source = tag.source
        proposal = dataclasses.replace(proposal, content=content, fragment_probabilities=surest)
    hops = read.hops
    unsourced = proposal.cue_probability > _SURE and len(hops) == 1 and not _has_subject(parse, read)
    # "was told by a guard": no network has to say who speaks
    teller = clause.passive and "audience" in clause.frames and clause.speaker is not None
    teller = teller and not (source and read.source and source.head == read.source.head)
    if (source is not None or unsourced) and not teller and not _passes_on(read, cue, source):
        hops = tuple(dataclasses.replace(hop, source=source) if hop.cue is cue else hop for hop in hops)
    own = next((hop.source for hop in hops if hop.cue is cue), None)
    if own is not None:
        proposal = _apart(parse, proposal, own.span, seen=hops is not read.hops)
        proposal = _resumed(parse, proposal, read, own)
    if read.audience is not None:
        proposal = _without_fragments_in(parse, proposal, read.audience.span)
    hops = tuple(_without_hearer(parse, hop, read.audience) for hop in hops)
    proposal = _behind_passers(parse, _behind_hearer(parse, proposal, cue), read)
    return Candidate(
        cue=cue,
        place=place,
        link=dataclasses.replace(read, content=tuple(_span(parse, r) for r in proposal.content), hops=hops),
        stretches=tuple(range(a, b) for a, b in proposal.content),
        read=read if read.content else None,
        proposal=proposal,
    )


def _said_of_another(parse: Parse, read: Link, source: Mention) -> bool:
    """Whether a mention stands in what is said of the tree's source: "people who stood | below it | said"."""
    subject = read.source
    if subject is None or subject.sentence != source.sentence or subject.head >= source.head:
        return False
    s = parse.sentences[source.sentence]
    relative = [
        c
        for c in s.dependents(subject.head, "acl")
        if s.words[c].has("VerbForm=Part") or any(s.words[k].lemma == "who" for k in s.children[c])
    ]
    inside = source.span.start > s.words[subject.head].start
    return inside and any(c == source.head or c in s.ancestors(source.head) for c in relative)


def _proposal(parse: Parse, proposed: Mapping[tuple[int, int], Proposal], cue: Cue, read: Link) -> Proposal | None:
    """What the tagger proposes for a cue; for "wrote, citing", what it may propose for "citing" alone, and for "as
    saying" behind a content, what it proposes for "quoted" if it is surer of that."""
    own = proposed.get((cue.sentence, cue.word))
    for hop in read.hops:
        if hop.cue is None or hop.cue is cue or "quoting" not in hop.cue.entry.frames:
            continue
        other = proposed.get((hop.cue.sentence, hop.cue.word))
        behind = read.content and read.content[-1].end <= hop.cue.span.start < cue.span.start
        if other is not None and own is None and read.content and not behind:
            return _with_content(parse, other, read)
        if other is not None and behind and (own is None or own.cue_probability < other.cue_probability):
            before = [k for k, (_, end) in enumerate(other.content) if end <= other.cue[0]]
            whole = any(parse.words[i].upos == "VERB" for k in before for i in range(*other.content[k]))
            return _kept(other, before) if whole else _with_content(parse, other, read)
    return own


def _is_addressed(parse: Parse, hearer: Mention, source: Mention) -> bool:
    """Whether a mention is to whom somebody speaks: "a clerk confirmed to | the press | that"."""
    same = (hearer.sentence, hearer.head) == (source.sentence, source.head)
    return same and case_of(parse.sentences[source.sentence], source.head) == "to"


def _reports_above(parse: Parse, read: Link, source: Mention) -> bool:
    """Whether a mention is who reports that the tree's source said so, and no source of the cue: "The agency wrote that
    the minister had said"."""
    subject = read.source
    if subject is None or read.cue is None or not _has_subject(parse, read):
        return False
    s = parse.sentences[read.cue.sentence]
    if subject.head not in s.dependents(read.cue.word, "nsubj"):
        return False
    above = [i for i in s.ancestors(read.cue.word) if i < subject.head]
    return (
        source.sentence == subject.sentence
        and source.head < subject.head
        and any(source.head in s.dependents(i, "nsubj") for i in above)
    )


def _has_subject(parse: Parse, read: Link) -> bool:
    """Whether a noun before the cue is its subject, which no tagger can talk away."""
    if read.source is None or read.cue is None or read.source.sentence != read.cue.sentence:
        return False
    word = parse.sentences[read.source.sentence].words[read.source.head]
    # "the agent had the impression that": what he thinks is a noun
    thinks = read.cue.entry.upos == "NOUN" and word.base_relation == "nsubj"
    before = word.upos in {"NOUN", "PROPN"} and read.source.head < read.cue.word
    return before and (read.cue.entry.upos == "VERB" or thinks)


def _outside(parse: Parse, proposal: Proposal, read: Link) -> Proposal:
    """The proposal with the tree's content, if all of its own stands in the tree's source: "a clerk who asked | not to
    be | named said"."""
    named = parse.within(read.source.span.start, read.source.span.end) if read.source is not None else range(0)
    if not read.content or not all(k in named for a, b in proposal.content for k in range(a, b)):
        return proposal
    return _with_content(parse, proposal, read)


def _kept(proposal: Proposal, fragments: Sequence[int]) -> Proposal:
    """The proposal with some of the fragments of its content."""
    return dataclasses.replace(
        proposal,
        content=tuple(proposal.content[k] for k in fragments),
        fragment_probabilities=tuple(proposal.fragment_probabilities[k] for k in fragments),
    )


def _with_content(parse: Parse, proposal: Proposal, read: Link) -> Proposal:
    """The proposal with the tree's content."""
    words = (parse.within(span.start, span.end) for span in read.content)
    content = tuple((inside[0], inside[-1] + 1) for inside in words)
    sure = (max(proposal.fragment_probabilities),) * len(content)
    return dataclasses.replace(proposal, content=content, fragment_probabilities=sure)


def _apart(parse: Parse, proposal: Proposal, source: Span, *, seen: bool) -> Proposal:
    """The proposal without what of its content stands in the source; where the tagger has ``seen`` that source itself,
    without the end of what stands before it: "We lost", a | guard said."""
    inside = parse.within(source.start, source.end)
    kept = []
    for (a, b), p in zip(proposal.content, proposal.fragment_probabilities, strict=True):
        end = min((k for k in inside if a <= k < b), default=b)
        if seen and b - 1 not in inside:
            end = b
        while a < end < b and parse.words[end - 1].upos == "PUNCT" and parse.words[end - 1].text not in _QUOTES:
            end -= 1
        if a < end:
            kept.append(((a, end), p))
    if not kept:
        return proposal
    content, probabilities = zip(*kept, strict=True)
    return dataclasses.replace(proposal, content=content, fragment_probabilities=probabilities)


def _resumed(parse: Parse, proposal: Proposal, read: Link, source: Mention) -> Proposal:
    """The proposal with the clause behind the source, where all before the cue is a phrase of it: "Perhaps, said the
    mayor, | it will rain"."""
    last = proposal.content[-1]
    if read.cue is None or not read.content or parse.words[last[1] - 1].end > read.cue.span.start:
        return proposal
    if any(parse.words[k].upos in {"VERB", "AUX"} for a, b in proposal.content for k in range(a, b)):
        return proposal
    clause = parse.within(max(read.content[-1].start, source.span.end), read.content[-1].end)
    rest = [k for k in clause if parse.words[k].upos != "PUNCT"]
    if source.span.start < read.cue.span.end or not rest or parse.words[rest[0] - 1].text != ",":
        return proposal
    return dataclasses.replace(
        proposal,
        content=(*proposal.content, (rest[0], rest[-1] + 1)),
        fragment_probabilities=(*proposal.fragment_probabilities, min(proposal.fragment_probabilities)),
    )


def _without_fragments_in(parse: Parse, proposal: Proposal, hearer: Span) -> Proposal:
    """The proposal without fragments of its content that stand in who is spoken to, unless it has no others."""
    inside = parse.within(hearer.start, hearer.end)
    kept = [k for k, (a, b) in enumerate(proposal.content) if a not in inside or b - 1 not in inside]
    return _kept(proposal, kept) if kept else proposal


def _without_hearer(parse: Parse, hop: LinkHop, hearer: Mention | None) -> LinkHop:
    """The hop with its source cut before whom it speaks to: "said the mayor of Lima | to the daily"."""
    source = hop.source
    if source is None or hearer is None or not source.span.start < hearer.span.start < source.span.end:
        return hop
    before = parse.within(source.span.start, hearer.span.start)
    if parse.words[before[-1]].text.lower() != "to" or parse.places[before[-1]][1] <= source.head:
        return hop
    text = parse.text[source.span.start : parse.words[before[-1]].start].rstrip()
    span = Span(start=source.span.start, end=source.span.start + len(text), text=text)
    return dataclasses.replace(hop, source=dataclasses.replace(source, span=span))


def _behind_hearer(parse: Parse, proposal: Proposal, cue: Cue) -> Proposal:
    """The proposal without the pronoun of who was told, where its content begins with that: "told | me I had it"."""
    (first, end), *others = proposal.content
    word = parse.words[first]
    told = "audience" in cue.entry.frames and first == parse.firsts[cue.sentence] + cue.word + 1
    if not told or end - first < 3 or not word.has("Case=Acc") or word.base_relation not in {"iobj", "obj"}:
        return proposal
    return dataclasses.replace(proposal, content=((first + 1, end), *others))


def _behind_passers(parse: Parse, proposal: Proposal, read: Link) -> Proposal:
    """The proposal without the clause or phrase of who passes its source on, where its content begins with words of
    that: "declared, by the account | of a newspaper, that"."""
    (first, end), *others = proposal.content
    foreign = [hop for hop in read.hops if hop.cue is not read.cue]
    passing = (each.span for hop in foreign for each in (hop.source, hop.cue) if each is not None)
    inside = [k for span in passing for k in parse.within(span.start, span.end) if first - 2 <= k < end]
    if not inside or min(inside) > first + 2 or read.cue is None or parse.words[first].start < read.cue.span.end:
        return proposal
    commas = (k for k in range(max(inside) + 1, end - 1) if parse.words[k].text == ",")
    behind = next(commas, None)
    if behind is None or parse.words[behind + 1].text.lower() not in INTRODUCING:
        return proposal
    return dataclasses.replace(proposal, content=((behind + 1, end), *others))


def _passes_on(read: Link, cue: Cue, source: Mention | None) -> bool:
    """Whether a source is that of another hop than the cue's own: who quotes, not who is quoted."""
    others = [hop.source for hop in read.hops if hop.cue is not cue and hop.source is not None]
    return source is not None and any(
        other.span.start < source.span.end and source.span.start < other.span.end for other in others
    )


def _mention(parse: Parse, words: Range, cue: Cue) -> Mention:
    """The noun phrase of some words: those of their last sentence, around the word that governs the others."""
    n = parse.places[words[1] - 1][0]
    first = max(words[0], parse.firsts[n])
    last = parse.words[words[1] - 1]
    if words[1] - first > 1 and last.text.lower() in _RELATIVE and last.head != cue.word:
        words = (words[0], words[1] - 1)
    while first + 1 < words[1] and parse.words[first].upos in _NEVER_FIRST:
        first += 1
    if parse.words[words[1] - 1].text in _GENITIVE:  # "Lima's" alone speaks for nobody: "Lima's mayor"
        owners = [word for word in parse.words[first : words[1]] if word.relation == "nmod:poss"]
        owned = owners[-1].head if owners else None
        if owned is not None and parse.places[words[1] - 1][1] < owned < cue.word:
            return noun_phrase(parse, n, owned)
    s, offset = parse.sentences[n], parse.firsts[n]
    head = _head(parse, n, [parse.places[k][1] for k in range(first, words[1])])
    named = with_name(s, without_rest(s, head, words[1] - 1 - offset))
    words = (words[0], with_bracket(s, first - offset, named) + 1 + offset)
    if parse.words[words[1] - 1].upos in _NEVER_LAST:  # "the keeper of the | north light"
        return noun_phrase(parse, n, head)
    return Mention(sentence=n, head=head, span=_span(parse, (first, words[1])))


def _whole(parse: Parse, mention: Mention, cue: Cue) -> Mention:
    """The mention with its article and title, and with the noun that it only says more of: "| a | guard", "| documents
    | seen by the daily", "| the head of | the choir"."""
    s, head = parse.sentences[mention.sentence], mention.head
    while (governor := _noun_above(s, head)) is not None:
        head = governor
    first = parse.within(mention.span.start, mention.span.end)[0] - parse.firsts[mention.sentence]
    if head != mention.head:
        span = noun_phrase(parse, mention.sentence, head).span
        begin = parse.within(span.start, span.end)[0] - parse.firsts[mention.sentence]
    else:
        begin = first
        while begin and s.words[begin - 1].head == head and s.words[begin - 1].relation in {"det", "nmod:desc"}:
            begin -= 1
    if begin >= first or (mention.sentence == cue.sentence and begin <= cue.word < first):
        return mention
    start = s.words[begin].start
    span = Span(start=start, end=mention.span.end, text=parse.text[start : mention.span.end])
    return Mention(sentence=mention.sentence, head=head, span=span)


def _noun_above(s: Sentence, i: int) -> int | None:
    """The noun before a word that the word cannot stand without: that of a clause or a participle that the word is in
    ("| a sheet shown to | a clerk"), or a person whose body it is."""
    participle = s.words[i].head if s.words[i].base_relation == "obl" else i
    if participle is None:
        return None
    word, governor = s.words[participle], s.words[participle].head
    if governor is None or governor > i or s.words[governor].upos != "NOUN":
        return None
    of_person = case_of(s, i) == "of" and is_person(s.words[governor].lemma.lower())
    says_more = word.relation == "acl" or (word.base_relation == "acl" and participle == i)
    return governor if says_more or (word.base_relation == "nmod" and of_person) else None


def _head(parse: Parse, n: int, inside: Sequence[int]) -> int:
    """The first of some words of a sentence that is governed from outside them."""
    words = parse.sentences[n].words
    return next((i for i in inside if words[i].head not in inside), inside[0])


def _span(parse: Parse, words: Range) -> Span:
    start, end = parse.words[words[0]].start, parse.words[words[1] - 1].end
    return Span(start=start, end=end, text=parse.text[start:end])
