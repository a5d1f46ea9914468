"""The edges of contents, put right by trees that are written by hand."""

from __future__ import annotations

from attrib.cues import cue_at
from attrib.edges import put_right
from attrib.links import Link, LinkHop
from attrib.report import Span
from tests.test_linking import parse_of

URGED = """
Divers diver NOUN 2 nsubj
urged urge VERB 0 root
the the DET 4 det
harbour harbour NOUN 2 obj
and and CCONJ 6 cc
anglers angler NOUN 4 conj
not not PART 9 advmod
to to PART 9 mark
anchor anchor VERB 2 xcomp
there there ADV 9 advmod
. . PUNCT 2 punct
"""
TOLD = """
The the DET 2 det
jury jury NOUN 4 nsubj:pass
was be AUX 4 aux:pass
told tell VERB 0 root
the the DET 6 det
safe safe NOUN 8 nsubj
was be AUX 8 cop
empty empty ADJ 4 ccomp
. . PUNCT 4 punct
"""
LOST = """
Ada Ada PROPN 2 nsubj
said say VERB 0 root
on on ADP 5 case
wet wet ADJ 5 amod
nights night NOUN 7 obl
ferries ferry NOUN 7 nsubj
lost lose VERB 2 ccomp
two two NUM 9 nummod
hours hour NOUN 7 obj
( ( PUNCT 11 punct
each each DET 9 appos
) ) PUNCT 11 punct
. . PUNCT 2 punct
"""


def content(rows: str, cue: int, *fragments: tuple[int, int]) -> list[str]:
    """The content of a link put right, from the words that its fragments held."""
    parse = parse_of(rows)
    spans = [(parse.words[a].start, parse.words[b - 1].end) for a, b in fragments]
    signal = cue_at(parse, 0, cue, (cue, cue))
    link = Link(
        sentence=0,
        cue=signal,
        hops=(LinkHop(source=None, cue=signal),),
        content=tuple(Span(start=start, end=end, text=parse.text[start:end]) for start, end in spans),
    )
    return [span.text for span in put_right(parse, link).content]


def test_who_is_asked_is_no_part_of_what_is_asked() -> None:
    assert content(URGED, 1, (2, 10)) == ["not to anchor there"]
    assert content(URGED, 1, (5, 10)) == ["not to anchor there"]


def test_who_is_told_is_no_part_of_what_is_told() -> None:
    assert content(TOLD, 3, (0, 2), (4, 8)) == ["the safe was empty"]


def test_phrases_and_brackets_are_whole() -> None:
    whole = "on wet nights ferries lost two hours ( each )"
    assert content(LOST, 1, (4, 8))[0] == "on wet nights ferries lost two hours"
    assert content(LOST, 1, (3, 5), (6, 9)) == ["on wet nights ferries lost two hours"]
    assert content(LOST, 1, (2, 12)) == [whole]


def test_a_hole_with_who_reports_in_it_stays() -> None:
    assert content(TOLD, 3, (0, 3), (5, 8)) == ["The jury was", "the safe was empty"]
