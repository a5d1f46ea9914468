"""The word lists, as data: which words report, and what kind of source a noun names.

``cues.tsv`` gives each reporting word its *frames*, the shapes its content may take:

=============  ==================================================================================================
``that``       a finite clause or a quotation: "said (that) X", "X, she said"
``to``         an infinitive: "promised to X", "urged them to X"
``object``     a noun phrase that carries a proposition: "acknowledged the risk"
``audience``   the object is whom the source speaks to: "told the agency that X"
``of``         "accused Y of X", content Y and X
``for``        "called for X"; ``on``: "called on Y to X"
``for-act``    "blamed Y for X"
``as``         "described Y as X"; ``named``: "called Y X"
``belief``     in the passive and without an agent nobody is made to answer for it: "is expected to X"
``quoting``    passes on another source: "citing officials", "quoted him as saying X"
``noun``       a noun with a holder and a clause: "his claim that X"; ``unheld``: or without one ("rumours that X")
``raising``    the object belongs to the infinitive: "wants them to X", content "them to X"
``attitude``   what it governs is liked, backed or meant, not said: a cue only for a scorer that takes attitudes, as
               ``intention`` is a frame only for it ("wants to X", with no object)
``adverb``     stands in the author's own sentence: "reportedly"
``according``  "according to Y, X"
=============  ==================================================================================================

*Factivity* is how far the word makes readers take its clause for a fact: ``factive`` ("learned that"), ``doubtful``
("imagined that"), or ``neutral``. It follows the judgements of MegaVeridicality 2.1 (White and Rawlins 2018, CC BY-SA
4.0) on "somebody VERBed that a thing happened": a normalised score from 0.4 up, from -1.3 down, or between them. Words
that were not judged, or that have no frame ``that``, are neutral; a verb in "-ise" is judged as its form in "-ize".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from functools import cache
from importlib.resources import files

from attrib.report import Commitment, SourceType, frozen

VERSION = "15"

UNCHANGED = frozenset(
    "beat bet broadcast burst cast cost cut forecast hit hurt let put quit read set shed shut split spread".split()
)
"""Verbs whose past looks like their infinitive."""

ATTITUDES = frozenset({"attitude", "intention"})
"""The frames of what is no claim by the annotation guidelines."""


@frozen
class Entry:
    """A reporting word: its frames, what it commits its source to, and how far it presupposes what is reported."""

    lemma: str
    upos: str
    frames: frozenset[str]
    commitment: Commitment
    factivity: str = "neutral"


def _rows(name: str) -> Iterator[list[str]]:
    """The rows of a table, without its comment and its heading."""
    lines = files(__name__).joinpath(name).read_text(encoding="utf-8").splitlines()
    yield from (line.split("\t") for line in lines[2:])


@cache
def cues() -> Mapping[tuple[str, str], Entry]:
    """The reporting words by lemma and universal part of speech."""
    return {
        (lemma, upos): Entry(
            lemma=lemma,
            upos=upos,
            frames=frozenset(frames.split(",")),
            commitment=Commitment(commitment),
            factivity=factivity,
        )
        for lemma, upos, frames, commitment, factivity, _ in _rows("cues.tsv")
    }


@cache
def pseudo_cues() -> frozenset[str]:
    """Phrases in lower case that hold a reporting word and report nothing."""
    return frozenset(phrase for phrase, _ in _rows("pseudo.tsv"))


@cache
def measures() -> frozenset[str]:
    """Nouns in the singular that something is done according to, and that say nothing."""
    return frozenset(lemma for lemma, _ in _rows("measures.tsv"))


@cache
def nowhere() -> frozenset[str]:
    """Nouns in the singular that one may be in, at or on without being at any scene: "in the capital", "on the run"."""
    return frozenset(lemma for lemma, _ in _rows("nowhere.tsv"))


@cache
def records() -> Mapping[str, frozenset[str]]:
    """What makes a noun in the singular the name of a record.

    It is a ``record`` by itself, or if it is ``written``; a record if ``kept`` of some ``matter`` ("payment orders");
    or a record as the ``finding`` of a ``finder`` ("the autopsy report").
    """
    return {lemma: frozenset(kinds.split(",")) for lemma, kinds, _ in _rows("records.tsv")}


@cache
def roles() -> Mapping[str, SourceType]:
    """What kind of source a noun in the singular names; words listed as groups are plural already."""
    return {lemma: SourceType(kind) for lemma, kind, _ in _rows("roles.tsv")}


@cache
def people() -> frozenset[str]:
    """Nouns in the singular that say of somebody that he is a person, and that are no titles."""
    return frozenset(lemma for lemma, _ in _rows("people.tsv"))


@cache
def outlet_words() -> frozenset[str]:
    """Words in lower case that make a proper name the name of a news medium."""
    return frozenset(word for word, _ in _rows("outlets.tsv"))


@cache
def bodies() -> Mapping[str, str]:
    """What kind of body each word in lower case tells that makes a proper name the name of an organization."""
    return dict(_rows("bodies.tsv"))


def body_words() -> Set[str]:
    """Words in lower case that make a proper name the name of an organization."""
    return bodies().keys()


@cache
def synonyms() -> tuple[tuple[str, ...], ...]:
    """Groups of words and phrases of the news, in their base forms, that claim the same put for each other."""
    return tuple(tuple(members.split(" | ")) for members, _ in _rows("synonyms.tsv"))


@cache
def irregular() -> Mapping[str, tuple[str, str]]:
    """The base and the universal part of speech of each form that is not built with -ed or -s."""
    return {form: (base, upos) for form, base, upos in _rows("irregular.tsv")}
