"""Joins each cue to its source and its content.

A :class:`Link` is one act of reporting. Most have one hop, the source of the cue; "reported by the agency" puts a relay
in front of it and "citing officials" another source behind it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrib.clauses import Clause
from attrib.cues import Cue, adds_on, cue_at
from attrib.drawing import drawn_on
from attrib.hearers import audience, interviewer
from attrib.mentions import SPEAKING, Mention, agent, begins_speech, case_of, noun_phrase
from attrib.parse import Parse, Word, fragments
from attrib.passing import passers
from attrib.quotations import Quotation
from attrib.report import SourceType, Span, frozen
from attrib.sources import PEOPLE, describe

_QUOTED_BY = {"advcl", "xcomp", "ccomp", "obl"}
_REPORTING = {"give", "paraphrase", "record", "report"}
"""With what others than those that quote it is told what somebody said: "was reported as saying"."""

_CLOSED = {",", '"', "”", "’"}
"""What closes a content that stands before who says it."""

_GOING_AROUND, _HAVING_IT = {"gossip", "hearsay", "rumor", "rumour"}, {"legend", "word"}

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
    hops = _hops(clause, cues)
    return Link(
        sentence=cue.sentence,
        cue=cue,
        hops=hops,
        content=() if silent else clause.content(quotations) or _before_quoting(clause, hops),
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
    hops[:0] = (LinkHop(source=source, cue=by) for source, by in passers(clause, cues))
    for child in s.dependents(cue.word, "advmod"):
        hedging = cues.get((cue.sentence, child))
        if hedging is not None and "adverb" in hedging.entry.frames:
            hops.insert(0, LinkHop(source=None, cue=hedging))  # "he reportedly told them": somebody reports that he did
    hops += (LinkHop(source=source, cue=by) for source, by in drawn_on(clause, cues))
    return tuple(hops)


def _before_quoting(clause: Clause, hops: Sequence[LinkHop]) -> tuple[Span, ...]:
    """The clause before who quotes another "as saying": "It rained, the agency quoted the mayor as saying"."""
    s, i = clause.sentence, clause.i
    quoting = next((hop.cue for hop in hops if hop.cue is not None and "quoting" in hop.cue.entry.frames), None)
    if quoting is None or quoting is clause.cue or not i or not begins_speech(s, i - 1):
        return ()
    spans = [hop.source.span for hop in hops if hop.source is not None and hop.source.sentence == quoting.sentence]
    start = min([quoting.span.start, *(span.start for span in spans)])
    closed = [k for k, word in enumerate(s.words) if word.end <= start and word.text in _CLOSED]
    before = range(closed[-1] + 1) if closed else range(0)
    if not any(s.words[c].base_relation == "nsubj" and c < before.stop for c in before):
        return ()
    return fragments(clause.parse.text, s, before)


def _quoting(clause: Clause, cues: Mapping[tuple[int, int], Cue]) -> Cue | None:
    """The cue with which somebody quotes the speaker of a clause: what governs it, or, of "as saying", what stands
    anywhere above it, since the parser may hang that on the words in between."""
    s, word = clause.sentence, clause.word
    behind = clause.i > 0 and begins_speech(s, clause.i - 1)
    if not behind and word.base_relation not in _QUOTED_BY:
        return None
    above = list(s.ancestors(clause.i)) if behind else [word.head]
    found = [cue for i in above if i is not None and (cue := cues.get((clause.cue.sentence, i))) is not None]
    quoting = next((cue for cue in found if "quoting" in cue.entry.frames), None)
    if quoting is not None:
        return quoting
    if behind:  # "was reported by the station as saying"
        return next((cue for cue in found if cue.entry.lemma in _REPORTING), None)
    # "the dispatch had the police chief saying"
    if word.head is not None and word.base_relation == "xcomp" and _has(clause, word.head):
        return cue_at(clause.parse, clause.cue.sentence, word.head, (word.head, word.head))
    return None


def _has(clause: Clause, i: int) -> bool:
    """Whether a word says that somebody, and no person, has another say what the clause reports."""
    s = clause.sentence
    having = s.words[i].lemma.lower() == "have" and clause.word.text.lower() in SPEAKING
    if not having or not s.dependents(i, "obj"):
        return False
    subjects = (noun_phrase(clause.parse, clause.cue.sentence, c) for c in s.dependents(i, "nsubj"))
    return any(describe(clause.parse, each).type not in PEOPLE for each in subjects)


def is_hearsay(subject: Word, cue: Word) -> bool:
    """Whether what a cue has for a subject goes around, and is nobody who answers for it: "rumour has it"."""
    noun = subject.lemma.lower()
    return noun in _GOING_AROUND or (cue.lemma.lower() == "have" and noun in _HAVING_IT)


def _speaker(clause: Clause) -> Mention | None:
    """The source of a clause; of a participle that takes up a report ("adding"), the source of that report."""
    s, word = clause.sentence, clause.word
    if clause.speaker is not None and is_hearsay(s.words[clause.speaker], word):
        return None
    if adds_on(s, clause.i) and word.base_relation == "advcl" and word.head is not None:
        governor = s.words[word.head]
        if governor.base_relation == "ccomp" and governor.head is not None:
            reporting = s.dependents(governor.head, "nsubj")
            return clause.mention(reporting[0] if reporting else clause.speaker)
    return clause.mention(clause.speaker)


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
