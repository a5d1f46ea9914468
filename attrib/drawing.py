"""Whom a source draws on: who is cited, what report a medium goes by, from whom somebody has what he says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrib.clauses import Clause
from attrib.cues import Cue, cue_at
from attrib.mentions import Mention, agent, case_of, noun_phrase, with_particle
from attrib.parse import Parse, Sentence
from attrib.report import SourceType
from attrib.sources import PEOPLE, describe

Step = tuple[Mention | None, Cue | None]
"""A source of a chain and the cue that brings it."""

_DRAWING = {
    "base": {"on", "upon"}, "credit": {""}, "draw": {"on", "upon", "from"}, "pick up": {""}, "refer": {"to"},
    "rely": {"on", "upon"}, "relay": {""}, "reprint": {""}, "republish": {""}, "summarise": {""}, "summarize": {""},
    "take up": {""}, "translate": {""},
}  # fmt: skip
"""What a medium or a body does that goes by another's report, and what its object stands behind: "drawing on"."""

_HEARING = {"gather", "get", "hear", "have", "know", "learn"}
"""What somebody does who has something from another: "had it from lawyers", "learned from the police"."""

TIDINGS = frozenset(
    "account claim complaint detail information it message news remark report story tale testimony that this what "
    "word".split()
)
"""What is told, where it is not told what."""

_INFORMANTS = {"informant", "insider", "source"}
_MEDIA = {SourceType.OUTLET, SourceType.DOCUMENT}


def drawn_on(clause: Clause, cues: Mapping[tuple[int, int], Cue]) -> Iterator[Step]:
    """The hops behind a clause's source, the nearest to it first."""
    yield from cited(clause, cues)
    speaker = clause.mention(clause.speaker)
    if speaker is not None and describe(clause.parse, speaker).type not in PEOPLE:
        yield from _gone_by(clause, speaker.head)
        yield from _with_reference(clause)
    yield from _had_from(clause)


# ---------------------------------------------------------------- cited


def cited(clause: Clause, cues: Mapping[tuple[int, int], Cue]) -> Iterator[Step]:
    """The sources that a speaker cites, wherever the citing word hangs: on the cue, on the speaker, or, after what a
    medium or a body reports, on the verb of that."""
    s, n = clause.sentence, clause.cue.sentence
    places = [(i, False) for i in (clause.i, clause.speaker) if i is not None]
    places += [(i, True) for i in s.dependents(clause.i, "ccomp") if i > clause.i]
    for place, inside in places:
        for child in s.dependents(place, "advcl", "acl", "conj", "parataxis"):
            citing = cues.get((n, child))
            objects = s.dependents(child, "obj")
            if citing is None or "quoting" not in citing.entry.frames or not objects or s.dependents(child, "ccomp"):
                continue
            source = noun_phrase(clause.parse, n, objects[0])
            if not _speaks(clause.parse, source):
                continue
            if _reports_with(clause, child) if inside else _active(s, child):
                yield source, citing


def _speaks(parse: Parse, mention: Mention) -> bool:
    """Whether what is cited may say something, as people, bodies and documents do: no reason ("citing low demand")."""
    described = describe(parse, mention)
    return described.type is not SourceType.UNKNOWN or bool(described.name)


def _reports_with(clause: Clause, citing: int) -> bool:
    """Whether "citing" behind a content is what the speaker does, and no part of the content: "The agency reported that
    the minister had resigned, citing officials"."""
    s = clause.sentence
    speaker = clause.mention(clause.speaker)
    if speaker is None or not s.words[citing].text.lower().endswith("ing") or s.words[citing - 1].text != ",":
        return False
    return describe(clause.parse, speaker).type not in PEOPLE


def _active(s: Sentence, i: int) -> bool:
    """Whether a citing word has whom it cites as its object: "citing officials", "which quoted officials"."""
    return s.words[i].text.lower().endswith("ing") or bool(s.dependents(i, "nsubj"))


# ---------------------------------------------------------------- gone by


def _gone_by(clause: Clause, speaker: int) -> Iterator[Step]:
    """The report that a medium or a body goes by: "The portal, drawing on the agency, wrote"."""
    s, n = clause.sentence, clause.cue.sentence
    below = [c for i in (speaker, clause.i) for c in s.dependents(i, "acl", "advcl")]
    if clause.word.base_relation == "parataxis" and clause.word.head is not None:
        # "It rained, the portal wrote, drawing on the agency"
        below += [c for c in s.dependents(clause.word.head, "advcl") if c > clause.i]
    for child in below:
        verb = with_particle(s, child)
        prepositions = _DRAWING.get(verb) or _DRAWING.get(s.words[child].lemma.lower())
        if prepositions is None or s.words[child - 1].text not in {",", "which", "that"}:
            continue
        if verb != "base" and not _active(s, child):
            continue
        for c in s.dependents(child, "obl", "obj"):
            source = noun_phrase(clause.parse, n, c)
            described = describe(clause.parse, source)
            if case_of(s, c) in prepositions and (described.type in _MEDIA or described.noun in _INFORMANTS):
                yield source, cue_at(clause.parse, n, child, (child, child))
                break


def _with_reference(clause: Clause) -> Iterator[Step]:
    """Whom a medium refers to for what it reports: "reported the agency, with reference to the police"."""
    s, n = clause.sentence, clause.cue.sentence
    for c in s.dependents(clause.i, "obl"):
        if s.words[c].lemma.lower() == "reference" and case_of(s, c) == "with":
            for d in s.dependents(c, "nmod"):
                source = noun_phrase(clause.parse, n, d)
                if case_of(s, d) == "to" and _speaks(clause.parse, source):
                    yield source, cue_at(clause.parse, n, c, (c, c))


# ---------------------------------------------------------------- had from


def _had_from(clause: Clause) -> Iterator[Step]:
    """From whom a source has what it says: "had it from lawyers", "said a clerk to whom the nurse had told it"."""
    s, n, i = clause.sentence, clause.cue.sentence, clause.i
    if clause.speaker is None:
        return
    teller = _heard_from(s, i)
    if teller is not None:
        source = noun_phrase(clause.parse, n, teller)
        # one learns from mistakes, but hears from people
        if s.words[i].lemma.lower() == "hear" or _speaks(clause.parse, source):
            word = next(iter(s.dependents(teller, "case")), teller)
            yield source, cue_at(clause.parse, n, word, (word, word))
    for c in (*s.dependents(clause.speaker, "acl"), *without_tidings(s, i)):
        teller = told_by(s, c)
        if teller is not None:
            yield noun_phrase(clause.parse, n, teller), cue_at(clause.parse, n, c, (c, c))


def without_tidings(s: Sentence, i: int) -> list[int]:
    """The clauses behind a cue that only say by whom its subject was told: "the daily said it was told by a guard"."""
    return [
        c
        for c in s.dependents(i, "ccomp")
        if c > i
        and s.words[c - 1].upos in {"AUX", "PRON"}
        and any(s.words[k].upos == "PRON" and k == i + 1 for k in s.dependents(c, "nsubj"))
        and not s.dependents(c, "ccomp", "xcomp", "csubj", "advcl", "obj")
        and told_by(s, c) is not None
    ]


def _heard_from(s: Sentence, i: int) -> int | None:
    """From whom something is heard: "learned from the police that", "had it from lawyers that"."""
    lemma = s.words[i].lemma.lower()
    if lemma not in _HEARING:
        return None
    if lemma in {"get", "have"} and not _tidings(s, i):
        return None
    return next((c for c in s.dependents(i, "obl") if case_of(s, c) == "from" and c > i), None)


def told_by(s: Sentence, i: int) -> int | None:
    """By whom somebody is told, whichever way: "was told by the clerk", "heard it from", "to whom he told it"."""
    lemma = s.words[i].lemma.lower()
    if lemma in {"brief", "inform", "notify", "tell"} and s.dependents(i, "nsubj:pass", "aux:pass"):
        return agent(s, i)
    whom = [c for c in s.dependents(i, "obl") if s.words[c].text.lower() in {"whom", "which"} and case_of(s, c) == "to"]
    if whom and _tidings(s, i):
        return next(iter(s.dependents(i, "nsubj")), None)
    return _heard_from(s, i)


def _tidings(s: Sentence, i: int) -> bool:
    """Whether the object of a verb is what is told: "radioed the news", "had it from"."""
    return any(s.words[c].lemma.lower() in TIDINGS for c in s.dependents(i, "obj", "expl", "iobj"))
