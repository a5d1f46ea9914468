"""Chains of two and three hops that are made of real attributions."""

from __future__ import annotations

import dataclasses

import pytest

from attrib.parse import Parse, Sentence
from attrib.report import Span
from attrib.training.polnear import GoldAttribution
from attrib.training.reading import Reading
from attrib.training.synthetic import NESTED, PASSED_ON, PLAIN, THREE, Frame, fill, synthesize
from tests.test_linking import parse_of, sight_of

SAID = """
The the DET 3 det
harbour harbour NOUN 3 compound
master master NOUN 4 nsubj
said say VERB 0 root
that that SCONJ 8 mark
the the DET 7 det
ferries ferry NOUN 8 nsubj
left leave VERB 4 ccomp
port port NOUN 8 obj
early early ADV 8 advmod
. . PUNCT 4 punct
"""
WHOLE = "that the ferries left port early"
WORDS = {"s": "the master", "q": "said", "c": "the ferries would stay", "o": "engineers", "m": "the Kalo Times"}
FRAMES = {1: PLAIN, 2: (*NESTED, *PASSED_ON), 3: THREE}


def finite(parse: Parse) -> Parse:
    """The parse with every verb finite."""
    words = (
        dataclasses.replace(word, feats="VerbForm=Fin") if word.upos == "VERB" else word
        for word in parse.sentences[0].words
    )
    return dataclasses.replace(parse, sentences=(Sentence(words=tuple(words)),))


def reading(rows: str, content: str = WHOLE) -> Reading:
    parse = finite(parse_of(rows))

    def span(words: str) -> tuple[Span, ...]:
        at = parse.text.index(words)
        return (Span(start=at, end=at + len(words), text=words),)

    link = GoldAttribution(source=span("The harbour master"), cue=span("said"), content=span(content))
    return Reading("a", 0, parse, (), sight_of(parse, {}), (link,))


def test_articles_are_annotated_where_their_words_stand() -> None:
    articles = synthesize([reading(SAID)], 20, seed=1)
    assert len(articles) == 20
    hops = set()
    for article in articles:
        for claim in article.claims:
            hops.add(len(claim.chain))
            spans = [*claim.content, *(s for hop in claim.chain for s in (hop.source, hop.cue) if s is not None)]
            assert all(article.text[s.start : s.end] == s.text for s in spans)
    assert hops == {1, 2, 3}
    assert synthesize([reading(SAID)], 20, seed=1) == articles


@pytest.mark.parametrize(("hops", "frame"), [(hops, frame) for hops, frames in FRAMES.items() for frame in frames])
def test_every_frame_gives_the_chain_that_it_stands_for(hops: int, frame: Frame) -> None:
    text, claims = fill(frame, WORDS, 0)
    chain = claims[-1].chain
    assert claims[-1].content[0].text.lower().strip("“,”").removeprefix("that ") == "the ferries would stay"
    assert [hop.source.text.lower() if hop.source else "" for hop in chain][-1] == "the master"
    assert len(chain) == hops, text
    assert all(hop.cue for hop in chain) or "told" in text


@pytest.mark.parametrize(
    ("rows", "content"),
    [
        ("", ""),
        (SAID.replace("say VERB", "smile VERB"), WHOLE),
        (SAID.replace("said say VERB", "said say NOUN"), WHOLE),
        (SAID.replace("master NOUN 4 nsubj", "master NOUN 4 obj"), WHOLE),
        (SAID.replace("8 nsubj", "8 obl"), WHOLE),
        (SAID.replace("VERB 4 ccomp", "VERB 4 advcl"), WHOLE),
        (SAID, "that the ferries left port"),
        (SAID.replace("port port", "; ;"), "that the ferries left ; early"),
    ],
)
def test_what_the_tree_does_not_have_as_source_cue_and_clause_is_left_out(rows: str, content: str) -> None:
    assert synthesize([reading(rows, content)] if rows else [], 3, seed=1) == []
