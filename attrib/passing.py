"""Who passes a source's words on, as the clause itself says: "as relayed by his lawyer", "in a post that was summarised
by a portal", "by the account of a newspaper"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrib.clauses import Clause
from attrib.cues import Cue, cue_at
from attrib.drawing import Step, cited
from attrib.mentions import CARRYING, DATES, RELATIVE, RELAYING, agent, case_of, marked, noun_phrase, with_particle
from attrib.parse import Sentence
from attrib.report import SourceType
from attrib.sources import PEOPLE, Description, describe

_ISSUING = frozenset({"report", "publish", "release"})
"""What its author does to a document, or an outlet to what somebody says: "as reported by the agency"."""

_APPEARING = frozenset({"air", "appear", "broadcast", "carry", "print", "publish", "run"})
"""What is done with somebody's words in a medium: "extracts of which appeared in the daily"."""

_HANDLING = frozenset({"monitor", "obtain", "review", "see", "view"})
"""What a medium does to documents, and anybody to people."""

_SPOKEN = frozenset({"comment", "conversation", "interview", "remark", "speech"})
"""What nobody publishes himself."""

_ACCOUNTS = frozenset("account narration reckoning rendering report retelling summary telling version".split())
"""What somebody tells of another's words: "by the account of a newspaper"."""


def passers(clause: Clause, cues: Mapping[tuple[int, int], Cue]) -> list[Step]:
    """The hops in front of a clause's source, the outermost first."""
    return [*_as_told(clause, cues), *_by_account(clause), *_carried(clause, cues), *_brought(clause, cues)]


# ---------------------------------------------------------------- by whom a participle says it is passed on


def _carried(clause: Clause, cues: Mapping[tuple[int, int], Cue]) -> list[Step]:
    """Those by whom the cue, its source, or the vehicle of the source ("in a statement") is passed on."""
    s = clause.sentence
    # what somebody speaks according to is a source itself
    vehicles = [
        c
        for c in s.dependents(clause.i, "obl")
        if s.words[c].upos == "NOUN" and not any(s.words[k].text.lower() == "according" for k in s.children[c])
    ]
    found: list[Step] = []
    for i in (clause.i, clause.speaker):
        if i is not None:
            found[:0] = _carriers_of(clause, cues, i, vehicle=False)
    for i in vehicles:
        found[:0] = _carriers_of(clause, cues, i, vehicle=True)
    return found


def _carriers_of(clause: Clause, cues: Mapping[tuple[int, int], Cue], i: int, *, vehicle: bool) -> list[Step]:
    """By whom what a word names is passed on, and who takes that up again: "in a piece taken up by the agency"."""
    s, n = clause.sentence, clause.cue.sentence
    below = s.dependents(i, "acl", "advcl")
    # "said, as relayed by his lawyer, that he was ill": the parser may hang it on what is said
    below += [c for k in s.dependents(i, "ccomp") for c in s.dependents(k, "advcl") if c < k and marked(s, c, "as")]
    for c in below:
        if s.words[c].relation == "acl:relcl" and not (vehicle and s.dependents(c, "nsubj:pass")):
            continue
        doing = {verb for k in (c, *s.dependents(c, "conj")) for verb in _verbs(s, k)}
        by = next((a for k in (c, *s.dependents(c, "conj")) if (a := agent(s, k)) is not None), None)
        if by is None or not doing & (CARRYING | _APPEARING | _ISSUING | RELAYING):
            continue
        handling = i == clause.speaker and doing & CARRYING and doing & CARRYING <= _HANDLING
        if handling and describe(clause.parse, noun_phrase(clause.parse, n, i)).type in PEOPLE:
            continue  # "patients seen by the clinic"
        relay = noun_phrase(clause.parse, n, by)
        spoken = vehicle and s.words[i].lemma.lower() in _SPOKEN and s.words[by].upos == "PROPN"
        if _carries(describe(clause.parse, relay), doing, said=i == clause.i, vehicle=vehicle, spoken=spoken):
            again = (k for k in s.dependents(c, "obl") if s.words[k].upos == "NOUN")
            above = next(filter(None, (_carriers_of(clause, cues, k, vehicle=True) for k in again)), [])
            # who is a medium by what it does needs no cue, anybody else does
            made = cue_at(clause.parse, n, c, (c, c)) if doing & RELAYING else None
            return [*above, (relay, cues.get((n, c), made))]
    return _printed(clause, cues, i) if vehicle else []


def _printed(clause: Clause, cues: Mapping[tuple[int, int], Cue], vehicle: int) -> list[Step]:
    """The medium in which a vehicle came out, or parts: "an interview, extracts of which appeared in the daily"."""
    s, n = clause.sentence, clause.cue.sentence
    for k in range(vehicle + 1, clause.i if vehicle < clause.i else len(s.words)):
        if not set(_verbs(s, k)) & _APPEARING:
            continue
        parts = [
            c for c in s.dependents(k, "nsubj", "obl") if any(s.words[j].text.lower() == "which" for j in s.subtree(c))
        ]
        media = [noun_phrase(clause.parse, n, c) for c in s.dependents(k, "obl") if case_of(s, c) in {"in", "on", "by"}]
        spoken = s.words[k].head == vehicle and s.words[vehicle].lemma.lower() in _SPOKEN
        for medium in media if parts or spoken else ():
            if describe(clause.parse, medium).type is SourceType.OUTLET:
                return [(medium, cues.get((n, k)))]
    return []


def _brought(clause: Clause, cues: Mapping[tuple[int, int], Cue]) -> list[Step]:
    """The medium that brings what the cue stands in: "The daily published a letter in which the mayor says that"."""
    s, n = clause.sentence, clause.cue.sentence
    vehicle = clause.word.head
    in_which = any(s.words[c].lemma.lower() == "which" and case_of(s, c) == "in" for c in s.children[clause.i])
    if vehicle is None or clause.word.relation != "acl:relcl" or not in_which:
        return []
    bringing = s.words[vehicle].head
    if bringing is None or s.words[vehicle].base_relation != "obj" or not set(_verbs(s, bringing)) & _APPEARING:
        return []
    media = (noun_phrase(clause.parse, n, c) for c in s.dependents(bringing, "nsubj"))
    return [(each, cues.get((n, bringing))) for each in media if describe(clause.parse, each).type is SourceType.OUTLET]


def _verbs(s: Sentence, i: int) -> Iterator[str]:
    """The lemma of a word as it may stand in a list: with its particle or not, and without a letter that a lemmatizer
    added that had not met it."""
    for verb in (s.words[i].lemma.lower(), with_particle(s, i)):
        yield verb
        yield verb.removesuffix("e")


def _carries(relay: Description, doing: set[str], *, said: bool, vehicle: bool, spoken: bool) -> bool:
    """Whether somebody passes on what is said, or a document; who issues a document is taken for its author, unless it
    is a medium and another speaks in it. Who publishes what was ``spoken`` is a medium, whatever its name."""
    if spoken or doing & RELAYING:
        return True
    if not said and not doing & CARRYING:
        return vehicle and relay.type is SourceType.OUTLET
    return relay.type not in PEOPLE


# ---------------------------------------------------------------- as somebody tells it


def _as_told(clause: Clause, cues: Mapping[tuple[int, int], Cue]) -> Iterator[Step]:
    """Who passes on what another says, and whom he cites: "as the daily reported, the mayor said that"."""
    s, n = clause.sentence, clause.cue.sentence
    for child in _as_clauses(clause):
        cue = cues.get((n, child))
        subjects = s.dependents(child, "nsubj")
        if cue is None or "that" not in cue.entry.frames or not subjects:
            continue
        if [s.words[c].lemma.lower() for c in s.dependents(child, "mark")] != ["as"] or _complete(s, child):
            continue
        teller = describe(clause.parse, noun_phrase(clause.parse, n, subjects[0]))
        if teller.type not in PEOPLE or cue.entry.lemma in RELAYING or _retells(s, child, subjects[0]):
            told = Clause(clause.parse, cue)
            yield told.mention(told.speaker), cue
            yield from cited(told, cues)


def _as_clauses(clause: Clause) -> list[int]:
    """The clauses that hang on a cue, on its source, or on what is said and stand before that: the parser may take what
    is set between two of them for part of either."""
    s, i = clause.sentence, clause.i
    before = [] if clause.speaker is None else s.subtree(clause.speaker)
    between = [c for k in before for c in s.dependents(k, "advcl", "acl") if k < c < i and s.words[i - 1].text == ","]
    said = [c for k in s.dependents(i, "ccomp") for c in s.dependents(k, "advcl") if i < c < k]
    return [*s.dependents(i, "advcl"), *between, *(c for c in said if _before_that(s, c))]


def _before_that(s: Sentence, i: int) -> bool:
    """Whether a clause is followed by a comma and "that"."""
    last = max((k for k in s.subtree(i) if s.words[k].upos != "PUNCT"), default=i)
    return [word.text.lower() for word in s.words[last + 1 : last + 3]] == [",", "that"]


def _retells(s: Sentence, i: int, subject: int) -> bool:
    """Whether somebody tells what another told: "as her lawyer tells it", "as the guard had it"."""
    it = any(s.words[c].text.lower() == "it" for c in s.dependents(i, "obj", "iobj"))
    return it and s.words[subject].upos != "PRON"


def _complete(s: Sentence, i: int) -> bool:
    """Whether a verb says what: "as the ministry demanded answers" only tells when, "as the ministry said" does not."""
    loose = {c for c in s.dependents(i, "obl") if s.words[c].lemma.lower() in DATES or not case_of(s, c)}
    loose.update(c for c in s.dependents(i, "advcl") if s.words[c].lemma.lower() in CARRYING)
    loose.update(c for c in s.dependents(i, "obj") if s.words[c].text.lower() in RELATIVE | {"it"})
    # what stands behind a comma is said by the one whom the clause interrupts
    loose.update(c for c in s.children[i] if any(word.text == "," for word in s.words[i:c]))
    return not loose.issuperset(s.dependents(i, "obj", "ccomp", "xcomp", "obl", "advcl"))


# ---------------------------------------------------------------- by somebody's account


def _by_account(clause: Clause) -> Iterator[Step]:
    """Whose account of another's words is given: "declared, by the account of a newspaper, that"."""
    s, n = clause.sentence, clause.cue.sentence
    for c in s.dependents(clause.i, "obl"):
        if s.words[c].lemma.lower() not in _ACCOUNTS or case_of(s, c) not in {"by", "in", "from", "on"}:
            continue
        for holder in s.dependents(c, "nmod"):
            if s.words[holder].upos == "PRON" or (case_of(s, holder) not in {"of", "'s", "’s", "'"}):
                continue
            teller = noun_phrase(clause.parse, n, holder)
            described = describe(clause.parse, teller)
            if described.name or described.type is not SourceType.UNKNOWN:
                yield teller, cue_at(clause.parse, n, c, (c, c))
