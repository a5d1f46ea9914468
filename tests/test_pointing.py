"""A content that only points back is the sentence it points at, unless that is somebody's already."""

from __future__ import annotations

import dataclasses

import pytest

from attrib.cues import find_cues
from attrib.links import Link
from attrib.parse import Parse
from attrib.pointing import deny_back, point_back
from attrib.report import Span
from tests.parses import barred

FERRY = "The the DET 2 det|ferry ferry NOUN 3 nsubj|sails sail VERB 0 root"
STOP = "|. . PUNCT 3 punct"


def parse_of(end: str, behind: str) -> Parse:
    """Two sentences, the first with what ends it, and the second begun by a word."""
    return barred(FERRY + end, f"{behind} this PRON 2 nsubj|came come VERB 0 root")


def link(parse: Parse, sentence: int, words: range) -> Link:
    found = [parse.sentences[sentence].words[k] for k in words]
    start, end = found[0].start, found[-1].end
    content = (Span(start=start, end=end, text=parse.text[start:end]),)
    return Link(sentence=sentence, cue=None, hops=(), content=content)


@pytest.mark.parametrize(
    ("end", "behind", "content"),
    [
        (STOP, "This", "The ferry sails"),
        (STOP, "That", "The ferry sails"),
        (STOP, "Winter", "Winter"),
        ("", "This", "This"),
    ],
    ids=["this", "that", "a noun", "behind a heading"],
)
def test_a_pointing_word_stands_for_the_sentence_before(end: str, behind: str, content: str) -> None:
    parse = parse_of(end, behind)
    (found,) = point_back(parse, [link(parse, 1, range(1))])
    assert "".join(span.text for span in found.content).split() == content.split()


def test_what_somebody_reported_is_left_to_him() -> None:
    parse = parse_of(STOP, "This")
    links = (link(parse, 0, range(3)), link(parse, 1, range(1)))
    assert point_back(parse, links) == links


@pytest.mark.parametrize(
    ("between", "denied"),
    [
        ("which which PRON 7 obj|he he PRON 7 nsubj|denies deny VERB 3 acl:relcl", True),
        ("a a DET 6 det|charge charge NOUN 3 appos|he he PRON 8 nsubj|denies deny VERB 6 acl:relcl", True),
        ("a a DET 6 det|barge barge NOUN 3 appos|he he PRON 8 nsubj|denies deny VERB 6 acl:relcl", False),
        ("which which PRON 6 nsubj|denies deny VERB 3 acl:relcl|it it PRON 6 obj", False),
    ],
    ids=["which", "a charge", "another noun", "who denies is the subject"],
)
def test_what_a_relative_clause_denies_is_the_content_before_it(between: str, denied: bool) -> None:
    parse = barred("|".join([FERRY, ", , PUNCT 3 punct", between]))
    told = link(parse, 0, range(3))
    found = deny_back(parse, [told], find_cues(parse))
    assert found[0] is told
    assert [each.content for each in found[1:]] == ([told.content] if denied else [])


def test_what_it_is_denied_as_gives_way_to_what_is_denied() -> None:
    parse = barred(
        FERRY + "|, , PUNCT 6 punct|a a DET 6 det|charge charge NOUN 3 appos|he he PRON 8 nsubj|"
        "rejects reject VERB 6 acl:relcl|as as ADP 10 case|nonsense nonsense NOUN 8 obl"
    )
    (cue,) = (cue for cue in find_cues(parse) if cue.entry.lemma == "reject")
    told = link(parse, 0, range(3))
    found = deny_back(parse, [told, dataclasses.replace(link(parse, 0, range(8, 10)), cue=cue)], find_cues(parse))
    assert [each.content for each in found] == [told.content, told.content]
