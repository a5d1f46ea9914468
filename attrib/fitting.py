"""Fits what the tagger proposes for a cue to the tree: what of it is content, and where that begins and ends."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence

from attrib import lexicon
from attrib.cues import Cue
from attrib.links import Link
from attrib.mentions import INTRODUCING, OCCASIONS, Mention, case_of, goes_on_name
from attrib.parse import Parse, Sentence, Word
from attrib.phrases import last_of_phrase
from attrib.proposals import Proposal
from attrib.report import Span

_ADDRESSING = frozenset({"accuse", "ask", "call", "order", "tell", "urge", "warn"})
_ITSELF = frozenset({"it", "he", "she", "they"})
_JOINING = frozenset({",", "and", "but", "or", "yet"})
_OCCASIONS = OCCASIONS | set("appearance call debate hearing meeting rally session stop tour visit".split())
"""On what somebody speaks."""

_QUOTES = frozenset("\"“”‘’'«»") | {"``", "''"}


def fitted(parse: Parse, proposal: Proposal, read: Link, source: Mention | None, *, seen: bool) -> Proposal:
    """A proposal whose content leaves out who speaks, who hears and who passes on, and goes on behind the cue.

    ``source`` is the source of the cue, and ``seen`` whether it is the tagger's or else the tree's, which ``read`` is.
    """
    if source is not None:
        proposal = _apart(parse, proposal, source.span, seen=seen)
        proposal = _resumed(parse, proposal, read, source)
    proposal = _own_clause(parse, _with_subject(parse, proposal, read), read)
    if read.audience is not None:
        proposal = _without_fragments_in(parse, proposal, read.audience.span)
    return _with_beginnings(parse, _behind_passers(parse, _behind_hearer(parse, proposal, read), read), source)


def proposed_for(parse: Parse, proposed: Mapping[tuple[int, int], Proposal], cue: Cue, read: Link) -> Proposal | None:
    """What the tagger proposes for a cue; for "wrote, citing", what it may propose for "citing" alone, and for "as
    saying" behind a content, what it proposes for "quoted" if it is surer of that."""
    own = proposed.get((cue.sentence, cue.word))
    others = (hop.cue for hop in read.hops if hop.cue is not None and hop.cue is not cue)
    quoting = (proposed.get((other.sentence, other.word)) for other in others if "quoting" in other.entry.frames)
    other = next(filter(None, quoting), None)
    if other is None or not read.content:
        return own
    if not read.content[-1].end <= parse.words[other.cue[0]].start < cue.span.start:
        return own or _with_content(parse, other, read)
    if own is not None and own.cue_probability >= other.cue_probability:
        return own
    before = [k for k, (_, end) in enumerate(other.content) if end <= other.cue[0]]
    whole = any(parse.words[i].upos == "VERB" for k in before for i in range(*other.content[k]))
    return _kept(other, before) if whole else _with_content(parse, other, read)


def outside_source(parse: Parse, proposal: Proposal, read: Link) -> Proposal:
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
    """The proposal with the tree's content, if words begin in that."""
    words = (parse.within(span.start, span.end) for span in read.content)
    content = tuple((inside.start, inside.stop) for inside in words if inside)
    if not content:
        return proposal
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
    """The proposal with the clause behind the source, where all before the cue is a phrase of it: "In May, said the
    mayor, | it fell"."""
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


def _with_subject(parse: Parse, proposal: Proposal, read: Link) -> Proposal:
    """The proposal with the tree's content for a passive that nobody does, if it lacks the subject or the end of that:
    "| soldiers | were blamed for theft"."""
    cue = read.cue
    if cue is None or len(read.content) < 2 or not parse.sentences[cue.sentence].dependents(cue.word, "nsubj:pass"):
        return proposal
    words = {k for span in read.content for k in parse.within(span.start, span.end)}
    own = {k for a, b in proposal.content for k in range(a, b)}
    return _with_content(parse, proposal, read) if own < words and read.source is None else proposal


def _own_clause(parse: Parse, proposal: Proposal, read: Link) -> Proposal:
    """The proposal from the "that" of its cue's clause on ("claimed on Monday | that it fell"), or with who is praised
    or blamed, up to what is reported beside it ("said it fell | and warned of more") or the occasion, or else to the
    end of a phrase that was cut through."""
    if read.cue is None:
        return proposal
    s, i, offset = parse.sentences[read.cue.sentence], read.cue.word, parse.firsts[read.cue.sentence]
    begins, ends = list(_begun_by_that(s, i)), [*_reported_beside(s, i), *_occasions(s, i)]
    content = []
    for a, b in proposal.content:
        if not offset + i < a < b <= offset + len(s.words):
            content.append((a, b))
            continue
        begin = next((k for k in begins if a - offset < k < b - offset), _praised(s, read.cue, a - offset))
        end = min((k for k in ends if begin < k < b - offset), default=0)
        if not end:
            end = last_of_phrase(parse.text, s, b - offset - 1) + 1
        while begin < end - 1 and end < b - offset and s.words[end - 1].text in _JOINING:
            end -= 1
        content.append((offset + begin, offset + end))
    return dataclasses.replace(proposal, content=tuple(content))


def _praised(s: Sentence, cue: Cue, begin: int) -> int:
    """Where a content begins that tells what somebody is praised or blamed for: with him, "lauded | the crew for"."""
    if "for-act" not in cue.entry.frames or s.words[begin].text.lower() != "for":
        return begin
    phrases = (s.subtree(c, without=s.dependents(c, "acl", "nmod")) for c in s.dependents(cue.word, "obj"))
    return next((inside[0] for inside in phrases if inside[-1] == begin - 1 and inside[0] > cue.word), begin)


def _begun_by_that(s: Sentence, i: int) -> Iterator[int]:
    """Where the clauses of a cue begin with "that" behind words that hang on the cue and report nothing themselves."""
    for c in s.dependents(i, "ccomp"):
        first = s.subtree(c)[0]
        between = s.words[i + 1 : first]
        reports = any((word.lemma.lower(), word.upos) in lexicon.cues() or word.text in _QUOTES for word in between)
        if between and not reports and s.words[first].text.lower() == "that" and s.words[first].head == c:
            yield first


def _reported_beside(s: Sentence, i: int) -> Iterator[int]:
    """Where the clauses of other words of reporting begin that stand beside a cue, or beside what its source says of
    itself: "said it was opposed | and warned them"."""
    states = (c for c in s.dependents(i, "ccomp") if s.dependents(c, "cop", "aux:pass"))
    own = [c for c in states if any(s.words[k].text.lower() in _ITSELF for k in s.dependents(c, "nsubj"))]
    for governor in (i, *own):
        for c in s.dependents(governor, "conj"):
            word, lemma = s.words[c], s.words[c].lemma.lower()
            bare = word.has("VerbForm=Inf") and not s.words[i].has("VerbForm=Inf")
            reports = (lemma, "VERB") in lexicon.cues() if governor == i else lemma in _ADDRESSING
            if c > i and reports and word.upos == "VERB" and not bare and not s.dependents(c, "nsubj"):
                yield s.subtree(c)[0]


def _occasions(s: Sentence, i: int) -> Iterator[int]:
    """Where phrases of a cue begin that end its clause and tell on what occasion somebody spoke: "during a rally"."""
    for c in s.dependents(i, "obl"):
        behind = {s.words[k].base_relation for k in s.children[i] if k > c}
        spoken = case_of(s, c) == "during" and s.words[c].lemma.lower() in _OCCASIONS
        if c > i and spoken and behind <= {"obl", "punct"} and not s.dependents(i, "ccomp"):
            yield s.subtree(c)[0]


def _without_fragments_in(parse: Parse, proposal: Proposal, hearer: Span) -> Proposal:
    """The proposal without fragments of its content that stand in who is spoken to, unless it has no others."""
    inside = parse.within(hearer.start, hearer.end)
    kept = [k for k, (a, b) in enumerate(proposal.content) if a not in inside or b - 1 not in inside]
    return _kept(proposal, kept) if kept else proposal


def _behind_hearer(parse: Parse, proposal: Proposal, read: Link) -> Proposal:
    """The proposal without the pronoun of who was told, where its content begins with that: "told | me I had it"."""
    (first, end), *others = proposal.content
    word = parse.words[first]
    cue = read.cue
    told = cue is not None and "audience" in cue.entry.frames and first == parse.firsts[cue.sentence] + cue.word + 1
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


def _with_beginnings(parse: Parse, proposal: Proposal, source: Mention | None) -> Proposal:
    """The proposal with what its fragments have lost of the phrases that they begin with: an article, a title or a
    first name, and a preposition at the head of the sentence: "| the | mill", "| Ada | Lind", "| In | May"."""
    speaks = parse.within(source.span.start, source.span.end) if source is not None else range(0)
    first, end = proposal.cue
    whole = []
    taken = -1
    for a, b in proposal.content:
        begin = a
        while begin - 1 > taken and begin - 1 not in speaks and not first <= begin - 1 < end and _lost(parse, begin, b):
            begin -= 1
        whole.append((begin, b))
        taken = b - 1
    return dataclasses.replace(proposal, content=tuple(whole))


def _lost(parse: Parse, begin: int, end: int) -> bool:
    """Whether the word before a fragment is of the phrase that it begins with: an article, a title, "her"."""
    n, i = parse.places[begin]
    if i == 0:
        return False
    s, offset = parse.sentences[n], parse.firsts[n]
    word = s.words[i - 1]
    inside = word.head is not None and i <= word.head < end - offset
    opens = i == 1 and word.relation == "case"
    return goes_on_name(s, i) or (inside and (word.relation in {"det", "nmod:desc"} or _is_own(word) or opens))


def _is_own(word: Word) -> bool:
    return word.upos == "PRON" and word.relation == "nmod:poss"
