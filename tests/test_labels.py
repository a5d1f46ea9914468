"""Attributions by layout: labels of speakers, and headlines with their source."""

from __future__ import annotations

import pytest

from attrib.labels import with_labels
from attrib.quotations import Outermost
from tests.parses import barred

LINE = "{label} {label} PROPN 3 nsubj|: : PUNCT 3 punct|{rest}"


def labelled(*lines: str) -> list[tuple[str, str]]:
    """The sources and contents that the layout shows of lines whose words stand between bars."""
    parse = barred(*lines, between="\n")
    links = with_labels(parse, [], Outermost(()))
    return [(link.source.span.text, link.content[0].text) for link in links if link.source is not None]


def test_a_label_that_comes_again_has_a_speaker_s_words_behind_it() -> None:
    spoken = "we we PRON 4 nsubj|lost lose VERB 0 root"
    lines = [LINE.format(label=label, rest=spoken) for label in ("Iskra", "Bora", "Iskra")]
    assert labelled(*lines) == [("Iskra", "we lost"), ("Bora", "we lost"), ("Iskra", "we lost")]


def test_a_label_before_a_list_has_none() -> None:
    listed = "Lind Lind PROPN 0 root|, , PUNCT 5 punct|Berg Berg PROPN 3 conj"
    assert labelled(*(LINE.format(label=label, rest=listed) for label in ("Iskra", "Subs", "Bora", "Subs"))) == []


@pytest.mark.parametrize(("noun", "source"), [("minister", True), ("video", False)])
def test_a_headline_may_end_in_its_source(noun: str, source: bool) -> None:
    headline = "Storm storm NOUN 2 nsubj|hits hit VERB 0 root|coast coast NOUN 2 obj|: : PUNCT 2 punct|"
    assert labelled(f"{headline}{noun} {noun} NOUN 2 parataxis") == ([(noun, "Storm hits coast")] if source else [])
