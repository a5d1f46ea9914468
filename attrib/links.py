"""Joins each cue to its source and its content.

A :class:`Link` is one act of reporting. Most have one hop, the source of the cue; "reported by the agency" puts a relay
in front of it and "citing officials" another source behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrib.clauses import Clause, taken_up
from attrib.cues import Cue
from attrib.hearers import audience, interviewer
from attrib.mentions import (
    CARRYING,
    DATES,
    ISSUING,
    RELAYING,
    Mention,
    agent,
    begins_speech,
    carrier,
    case_of,
    noun_phrase,
)
from attrib.parse import Parse, Sentence
from attrib.quotations import Quotation
from attrib.report import SourceType, Span, frozen
from attrib.sources import Description, describe

_QUOTED_BY = {"advcl", "xcomp", "ccomp", "obl"}
_HEARING = {"hear", "learn"}
_FINDINGS = {"show", "suggest", "indicate", "imply", "signal", "prove", "demonstrate", "determine"}


@frozen
class LinkHop:
    """One source of a link and the cue that signals it; either may be missing.

    ``elided`` says that the source is not named here: it is the one of an earlier link, or of the sentence before.
    ``likelihood`` is how likely the link is one, in [0, 1], none where no classifier judged it.
    """

    source: Mention | None
    cue: Cue | None
    elided: bool = False
    likelihood: float | None = None


@frozen
class Link:
    """One act of reporting: who stands in front of whom (nearest the reader first), and what is reported.

    ``audience`` is whom the source speaks to and ``interviewer`` who asked, if the text says so; ``content`` are
    fragments in order. ``silent`` says that the tree shows no claim: what is withheld ("declined to say"), or what
    the author infers from a thing.
    """

    sentence: int
    cue: Cue | None
    hops: tuple[LinkHop, ...]
    content: tuple[Span, ...]
    audience: Mention | None = None
    interviewer: Mention | None = None
    silent: bool = False

    @property
    def source(self) -> Mention | None:
        """Who speaks: the source of the link's own cue."""
        return next((hop.source for hop in self.hops if hop.cue is self.cue), None)


def read_link(parse: Parse, cue: Cue, cues: Mapping[tuple[int, int], Cue], quotations: Sequence[Quotation]) -> Link:
    """The link of one cue as the tree shows it; its content is empty where the tree shows nothing reported.

    ``cues`` are all cues by sentence and word, ``quotations`` the outermost ones near the sentence.
    """
    clause = Clause(parse, cue)
    silent = _mute(clause) or clause.withheld()
    return Link(
        sentence=cue.sentence,
        cue=cue,
        hops=_hops(clause, cues),
        content=() if silent else clause.content(quotations),
        silent=silent,
        audience=audience(clause),
        interviewer=interviewer(clause),
    )


def _mute(clause: Clause) -> bool:
    """Whether the source is a thing that cannot speak: what the author infers from it is the author's own."""
    source = clause.mention(clause.speaker)
    if clause.cue.entry.lemma not in _FINDINGS or source is None:
        return False
    return describe(clause.parse, source).type is SourceType.UNKNOWN


def _hops(clause: Clause, cues: Mapping[tuple[int, int], Cue]) -> tuple[LinkHop, ...]:
    """The hops of a link: a source that passes the speaker on, the speaker, and a source that the speaker cites."""
    cue, s = clause.cue, clause.sentence
    hops = [LinkHop(source=_speaker(clause), cue=cue)]
    quoting = _quoting(clause, cues)
    if quoting is not None:
        hops = _quoted(Clause(clause.parse, quoting), cue)
    for i in _carriers(clause):
        found = carrier(s, i)
        if found is None:
            continue
        participle, by = found
        relay = noun_phrase(clause.parse, cue.sentence, by)
        if _carries(describe(clause.parse, relay), s.words[participle].lemma.lower(), said=i == clause.i):
            hops.insert(0, LinkHop(source=relay, cue=cues.get((cue.sentence, participle))))
    hops[:0] = _as_told(clause, cues)
    for child in s.dependents(cue.word, "advmod"):
        hedging = cues.get((cue.sentence, child))
        if hedging is not None and "adverb" in hedging.entry.frames:
            hops.insert(0, LinkHop(source=None, cue=hedging))  # "he reportedly told them": somebody reports that he did
    hops += _cited(clause, cues)
    hops += _heard_from(clause)
    return tuple(hops)


def _as_told(clause: Clause, cues: Mapping[tuple[int, int], Cue]) -> Iterator[LinkHop]:
    """Who passes on what another says, and whom he cites: "as the daily reported, the mayor said that"."""
    s, n = clause.sentence, clause.cue.sentence
    for child in s.dependents(clause.i, "advcl"):
        cue = cues.get((n, child))
        subjects = s.dependents(child, "nsubj")
        if cue is None or "that" not in cue.entry.frames or not subjects:
            continue
        marks = [s.words[c].lemma.lower() for c in s.dependents(child, "mark")]
        relay = describe(clause.parse, noun_phrase(clause.parse, n, subjects[0]))
        if marks == ["as"] and not _complete(s, child) and _carries(relay, cue.entry.lemma, said=True):
            told = Clause(clause.parse, cue)
            yield LinkHop(source=_speaker(told), cue=cue)
            yield from _cited(told, cues)


def _complete(s: Sentence, i: int) -> bool:
    """Whether a verb says what: "as the ministry demanded answers" only tells when, "as the ministry said" does not."""
    loose = {c for c in s.dependents(i, "obl") if s.words[c].lemma.lower() in DATES or not case_of(s, c)}
    loose.update(c for c in s.dependents(i, "advcl") if s.words[c].lemma.lower() in CARRYING)
    return not loose.issuperset(s.dependents(i, "obj", "ccomp", "xcomp", "obl", "advcl"))


def _quoting(clause: Clause, cues: Mapping[tuple[int, int], Cue]) -> Cue | None:
    """The cue with which somebody quotes the speaker of a clause: what governs it, or, of "as saying", what stands
    anywhere above it, since the parser may hang that on the words in between."""
    s, word = clause.sentence, clause.word
    behind = clause.i > 0 and begins_speech(s, clause.i - 1)
    if not behind and word.base_relation not in _QUOTED_BY:
        return None
    above = list(s.ancestors(clause.i)) if behind else [word.head]
    found = (cues.get((clause.cue.sentence, i)) for i in above if i is not None)
    return next((cue for cue in found if cue is not None and "quoting" in cue.entry.frames), None)


def _cited(clause: Clause, cues: Mapping[tuple[int, int], Cue]) -> Iterator[LinkHop]:
    """The sources that a speaker cites, wherever the citing word hangs: on the cue, on the speaker, or, after what a
    medium or a body reports, on the verb of that."""
    s, n = clause.sentence, clause.cue.sentence
    places = [(i, False) for i in (clause.i, clause.speaker) if i is not None]
    places += [(i, True) for i in s.dependents(clause.i, "ccomp") if i > clause.i]
    for place, inside in places:
        for child in s.dependents(place, "advcl", "acl", "conj", "parataxis"):
            citing = cues.get((n, child))
            cited = s.dependents(child, "obj")
            if citing is None or "quoting" not in citing.entry.frames or not cited or s.dependents(child, "ccomp"):
                continue
            source = noun_phrase(clause.parse, n, cited[0])
            if not _speaks(clause.parse, source):
                continue
            if _reports_with(clause, child) if inside else _active(s, child):
                yield LinkHop(source=source, cue=citing)


def _heard_from(clause: Clause) -> Iterator[LinkHop]:
    """From whom somebody has what he reports: "the court heard from a guard that", "learned from officials that"."""
    s = clause.sentence
    if clause.cue.entry.lemma not in _HEARING or clause.passive:
        return
    for c in s.dependents(clause.i, "obl"):
        if case_of(s, c) == "from":
            teller = noun_phrase(clause.parse, clause.cue.sentence, c)
            # one learns from mistakes, but hears from people
            if clause.cue.entry.lemma == "hear" or _speaks(clause.parse, teller):
                yield LinkHop(source=teller, cue=None)


def _speaks(parse: Parse, cited: Mention) -> bool:
    """Whether what is cited may say something, as people, bodies and documents do: no reason ("citing low demand")."""
    described = describe(parse, cited)
    return described.type is not SourceType.UNKNOWN or bool(described.name)


def _reports_with(clause: Clause, citing: int) -> bool:
    """Whether "citing" behind a content is what the speaker does, and no part of the content: "The agency reported that
    the minister had resigned, citing officials"."""
    s = clause.sentence
    speaker = clause.mention(clause.speaker)
    if speaker is None or not s.words[citing].text.lower().endswith("ing") or s.words[citing - 1].text != ",":
        return False
    people = {SourceType.PERSON, SourceType.GROUP}
    return describe(clause.parse, speaker).type not in people


def _active(s: Sentence, i: int) -> bool:
    """Whether a citing word has whom it cites as its object: "citing officials", "which quoted officials"."""
    return s.words[i].text.lower().endswith("ing") or bool(s.dependents(i, "nsubj"))


def _carries(relay: Description, participle: str, *, said: bool) -> bool:
    """Whether somebody passes on what is said, or a document; who issues a document is taken for its author."""
    if participle in ISSUING and not said:
        return False
    if participle in RELAYING:
        return True
    return relay.type not in {SourceType.PERSON, SourceType.GROUP}


def _speaker(clause: Clause) -> Mention | None:
    """The source of a clause; of a participle that takes up a report ("adding"), the source of that report."""
    s, word = clause.sentence, clause.word
    if taken_up(s, clause.i) and word.base_relation == "advcl" and word.head is not None:
        governor = s.words[word.head]
        if governor.base_relation == "ccomp" and governor.head is not None:
            reporting = s.dependents(governor.head, "nsubj")
            return clause.mention(reporting[0] if reporting else clause.speaker)
    return clause.mention(clause.speaker)


def _carriers(clause: Clause) -> list[int]:
    """The words of a clause that somebody may have passed on: the cue, its source, and the medium of the source."""
    s = clause.sentence
    media = [c for c in s.dependents(clause.i, "obl") if s.words[c].upos == "NOUN"]
    return [i for i in (clause.i, clause.speaker, *media) if i is not None]


def _quoted(outer: Clause, cue: Cue) -> list[LinkHop]:
    """The hops of "the agency quoted him as saying" and "he was quoted by the agency as saying"."""
    s = outer.sentence
    if outer.passive:
        by = _quoted_by(outer, cue.word)
        relay = LinkHop(source=None if by is None else outer.mention(by), cue=outer.cue)
        subjects = s.dependents(outer.i, "nsubj")
        return [relay, LinkHop(source=outer.mention(subjects[0]) if subjects else None, cue=cue)]
    quoted = s.dependents(outer.i, "obj", "iobj")[:1]
    speakers = [LinkHop(source=outer.mention(head), cue=cue) for head in quoted]
    return [LinkHop(source=outer.mention(outer.speaker), cue=outer.cue), *speakers]


def _quoted_by(outer: Clause, saying: int) -> int | None:
    """Who quotes somebody: the agent of "quoted", a medium that one is quoted in, or the phrase with "by" behind either
    verb, wherever it hangs."""
    s, quoted = outer.sentence, outer.i
    by = agent(s, quoted)
    if by is None and quoted + 1 < len(s.words) and s.words[quoted + 1].text.lower() == "by":
        by = s.words[quoted + 1].head
    behind = [c for c in s.children[saying] if c > saying and case_of(s, c) == "by"]
    media = [c for c in s.dependents(quoted, "obl") if case_of(s, c) in {"in", "on"} and _is_medium(outer, c)]
    return by if by is not None else next(iter([*media, *behind]), None)


def _is_medium(clause: Clause, i: int) -> bool:
    return describe(clause.parse, noun_phrase(clause.parse, clause.cue.sentence, i)).type is SourceType.OUTLET
