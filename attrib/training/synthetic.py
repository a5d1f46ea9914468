"""Makes chains of two and three hops from real attributions: relays are rare, and PolNeAR has none by design.

Each sentence puts a real source, its cue and its clause, as the parser found them, into a frame with another real
source, with a news medium, or with both. The sentences stand in articles of their own, plain ones among them, and are
annotated as the guidelines want it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from attrib import lexicon
from attrib.mentions import noun_phrase
from attrib.parse import Parse, Sentence
from attrib.report import Commitment, Form, Identification, Level, SourceType, Span
from attrib.training.gold import GoldArticle, GoldClaim, GoldHop
from attrib.training.polnear import GoldAttribution
from attrib.training.reading import Reading

SENTENCES_AN_ARTICLE = 8

SHORTEST, LONGEST = 5, 35
"""Words of a clause that is put into a frame."""

LONGEST_SOURCE = 8

Steps = tuple[tuple[str, str | None], ...]
"""The hops of a chain: the slot of each source, and its cue: words of the frame, the slot ``q``, or none."""

_INNER = ("s", "q")


class Frame(NamedTuple):
    """A sentence with slots, and the chains of what is reported in it.

    Slots are a source ``s`` with its cue ``q`` and its clause ``c``, another source ``o`` and a news medium ``m``;
    their capitals begin a sentence. ``inner`` is the chain of what stands in square brackets, ``outer`` of what stands
    in angle brackets, if anything does.
    """

    text: str
    inner: Steps
    outer: Steps = ()


def _nested(text: str, *outer: tuple[str, str | None]) -> Frame:
    """A frame around a whole attribution, whose chain its own source ends."""
    return Frame(text, (*outer, _INNER), outer)


NESTED = (
    _nested("{O} said <{s} {q} [{c}]>.", ("o", "said")),
    _nested("{O} told reporters <that {s} {q} [{c}]>.", ("o", "told")),
    _nested("{O} explained <that {s} {q} [{c}]>.", ("o", "explained")),
    _nested("According to {o}, <{s} {q} [{c}]>.", ("o", "According to")),
    _nested("<{S} {q} [{c}]>, {o} said.", ("o", "said")),
    _nested("<{S} {q} [{c}]>, {m} reported.", ("m", "reported")),
    _nested("<{S} {q} [{c}]>, according to {o}.", ("o", "according to")),
    _nested("<“{S} {q} [{c}],”> {o} said.", ("o", "said")),
    _nested("{O} noted <that {s} {q} [{c}]>, but did not elaborate.", ("o", "noted")),
)
"""One source tells what another says."""

PASSED_ON = (
    Frame("{M} reported, citing {s}, [that {c}].", (("m", "reported"), ("s", "citing"))),
    Frame("{M} reported [that {c}], quoting {s}.", (("m", "reported"), ("s", "quoting"))),
    Frame("[{C}], {m} reported, citing {s}.", (("m", "reported"), ("s", "citing"))),
    Frame("{M} quoted {s} as saying [that {c}].", (("m", "quoted"), ("s", "saying"))),
    Frame("[“{C},”] {m} quoted {s} as saying.", (("m", "quoted"), ("s", "saying"))),
    Frame("[{C}], {s} was quoted as saying by {m}.", (("m", "quoted"), ("s", "saying"))),
    Frame("{S} told {m} [that {c}].", (("m", None), ("s", "told"))),
    Frame("[“{C},”] {s} told {m}.", (("m", None), ("s", "told"))),
)
"""A medium passes a source on, in one attribution of two hops."""

THREE = (
    _nested("{O} told {m} <that {s} {q} [{c}]>.", ("m", None), ("o", "told")),
    _nested("{M} reported, citing {o}, <that {s} {q} [{c}]>.", ("m", "reported"), ("o", "citing")),
    _nested("{M} quoted {o} as saying <that {s} {q} [{c}]>.", ("m", "quoted"), ("o", "saying")),
    _nested("<{S} {q} [{c}]>, {m} reported, citing {o}.", ("m", "reported"), ("o", "citing")),
)
"""A medium passes on a source who tells what another says."""

PLAIN = (Frame("{S} {q} [{c}].", (_INNER,)),)

_KINDS = (NESTED, NESTED, NESTED, PASSED_ON, PASSED_ON, THREE, PLAIN, PLAIN)
"""From which a frame is drawn, so that most are of two hops."""

_PIECE = re.compile(r"\{(\w)\}|([<>\[\]])|([^{<>\[\]]+)")
_UNQUOTABLE = re.compile(r"[.?!:;\"“”‘\n]")
_MEDIA = ("Times", "Herald", "Post", "Gazette", "Daily", "Tribune", "News Agency", "Radio", "Chronicle")
_SYLLABLES = ("ka", "lo", "mer", "ti", "su", "ran", "del", "vo", "nash", "bel")


class Parts(NamedTuple):
    """An attribution as its sentence has it: who, the cue, and the clause that hangs on it, without "that"."""

    source: str
    cue: str
    clause: str


def synthesize(readings: Sequence[Reading], articles: int, *, seed: int) -> list[GoldArticle]:
    """So many articles of synthetic sentences, from the annotated attributions of some parsed texts."""
    rng = random.Random(seed)
    parts = [part for reading in readings for link in reading.links for part in _parts(reading.parse, link)]
    return [_article(parts, k, rng) for k in range(articles)] if parts else []


def _parts(parse: Parse, link: GoldAttribution) -> Iterator[Parts]:
    """The parts of an annotated attribution that the tree has too: a verb of saying, its subject and its clause."""
    if not len(link.source) == len(link.cue) == len(link.content) == 1:
        return
    words = parse.within(link.cue[0].start, link.cue[0].end)
    if len(words) != 1:
        return
    n, i = parse.places[words[0]]
    s = parse.sentences[n]
    entry = lexicon.cues().get((s.words[i].lemma.lower(), s.words[i].upos))
    subjects, clauses = s.dependents(i, "nsubj"), s.dependents(i, "ccomp")
    if entry is None or entry.upos != "VERB" or "that" not in entry.frames or len(subjects) != 1 or len(clauses) != 1:
        return
    source, cue = noun_phrase(parse, n, subjects[0]).span, link.cue[0]
    clause = _clause(parse, s, clauses[0])
    if clause is None or source != link.source[0] or clause.end != _end(link.content[0]):
        return
    between = parse.text[source.end : cue.start].strip(), parse.text[cue.end : clause.start].strip()
    if between not in {("", ""), ("", "that")}:
        return
    if SHORTEST <= len(clause.text.split()) <= LONGEST and len(source.text.split()) <= LONGEST_SOURCE:
        yield Parts(_inside(s, source), cue.text, _inside(s, clause))


def _clause(parse: Parse, s: Sentence, head: int) -> Span | None:
    """A clause with a subject and a finite verb, without "that"; none if it is broken up or holds more than words."""
    inside = s.subtree(head, without=[c for c in s.dependents(head, "mark", "punct")])
    around = [head, *s.dependents(head, "aux", "cop")]
    finite = any(s.words[k].has("VerbForm=Fin") for k in around)
    whole = inside == list(range(inside[0], inside[-1] + 1))
    start, end = s.words[inside[0]].start, s.words[inside[-1]].end
    text = parse.text[start:end]
    fits = finite and whole and s.dependents(head, "nsubj") and not _UNQUOTABLE.search(text)
    return Span(start=start, end=end, text=text) if fits else None


def _end(content: Span) -> int:
    """Where the words of an annotated content end."""
    return content.start + len(content.text.rstrip(" .,"))


def _inside(s: Sentence, span: Span) -> str:
    """Some words as they stand inside a sentence: only a name keeps its capital."""
    first = next(word for word in s.words if word.start >= span.start)
    keeps = first.upos == "PROPN" or first.text == "I" or first.text[1:] != first.text[1:].lower()
    return span.text if keeps else span.text[:1].lower() + span.text[1:]


def _article(parts: Sequence[Parts], k: int, rng: random.Random) -> GoldArticle:
    text = ""
    claims: list[GoldClaim] = []
    for _ in range(SENTENCES_AN_ARTICLE):
        inner, outer = rng.choice(parts), rng.choice(parts)
        words = {"s": inner.source, "q": inner.cue, "c": inner.clause, "o": outer.source, "m": _medium(rng)}
        sentence, found = fill(rng.choice(rng.choice(_KINDS)), words, len(text))
        text += sentence + "\n\n"
        claims += found
    return GoldArticle(name=f"synthetic-{k}", text=text, publisher=None, claims=tuple(claims))


def _medium(rng: random.Random) -> str:
    """A news medium: a real agency or broadcaster, or one of a made-up name."""
    if rng.random() < 0.4:
        return rng.choice(sorted(word for word in lexicon.outlet_words() if len(word) < 5)).upper()
    place = "".join(rng.choice(_SYLLABLES) for _ in range(2))
    return f"the {place.title()} {rng.choice(_MEDIA)}"


def fill(frame: Frame, words: Mapping[str, str], start: int) -> tuple[str, list[GoldClaim]]:
    """A sentence of a frame with words in its slots, and its claims, the outer first, with offsets from ``start``."""
    text = ""
    marks: dict[str, int] = {}
    found: dict[str, tuple[int, int]] = {}
    for slot, mark, literal in _PIECE.findall(frame.text):
        if mark:
            marks[mark] = len(text)
        word = words[slot.lower()] if slot else literal
        if slot.isupper():
            word = word[:1].upper() + word[1:]
        found |= {slot.lower(): (len(text), len(text) + len(word))} if slot else _cues(frame, literal, len(text))
        text += word

    def span(a: int, b: int) -> Span:
        return Span(start=start + a, end=start + b, text=text[a:b])

    def claim(opening: str, closing: str, steps: Steps) -> GoldClaim:
        hops = [(span(*found[slot]), None if cue is None else span(*found[cue])) for slot, cue in steps]
        return _claim(span(marks[opening], marks[closing]), hops)

    outer = [claim("<", ">", frame.outer)] if frame.outer else []
    return text, [*outer, claim("[", "]", frame.inner)]


def _cues(frame: Frame, literal: str, at: int) -> dict[str, tuple[int, int]]:
    """Where the cues of a frame stand in words of its own."""
    places = ((cue, literal.find(cue)) for _, cue in frame.inner if cue is not None and len(cue) > 1)
    return {cue: (at + place, at + place + len(cue)) for cue, place in places if place >= 0}


def _claim(content: Span, chain: Sequence[tuple[Span, Span | None]]) -> GoldClaim:
    hops = tuple(
        GoldHop(source=source, cue=cue, name=None, type=SourceType.UNKNOWN, identification=Identification.DESCRIBED)
        for source, cue in chain
    )
    level = {1: Level.PARAPHRASE, 2: Level.RELAYED}.get(len(hops), Level.HEARSAY)
    return GoldClaim(content=(content,), form=Form.INDIRECT, commitment=Commitment.ASSERTED, level=level, chain=hops)
