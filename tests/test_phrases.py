"""Where the phrases begin and end that a stretch of words cuts through."""

from __future__ import annotations

import pytest

from attrib.phrases import first_of_phrase, last_of_phrase
from tests.test_linking import parse_of

FEES = (
    "of of ADP 4 case|the the DET 4 det|harbour harbour NOUN 4 compound|fees fee NOUN 0 root|Ada Ada PROPN 6 nsubj|"
    "Lind Lind PROPN 5 flat|, , PUNCT 8 punct|paid pay VERB 4 acl"
)


@pytest.mark.parametrize(("last", "end"), [(1, 3), (2, 3), (3, 3), (4, 5), (5, 5)])
def test_a_phrase_ends_with_its_noun_or_the_whole_of_a_name(last: int, end: int) -> None:
    parse = parse_of(FEES.replace("|", "\n"))
    assert last_of_phrase(parse.text, parse.sentences[0], last) == end


def test_a_phrase_begins_with_its_article() -> None:
    sentence = parse_of(FEES.replace("|", "\n")).sentences[0]
    assert first_of_phrase(sentence, range(3, 4)) == 1
