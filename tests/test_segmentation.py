"""Paragraphs, mended sentence ends and bounded sentences: pure functions over offsets."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attrib.segmentation import Piece, bound, is_contracted, mend, paragraphs, readable


def pieces(text: str, *sentences: str) -> list[list[Piece]]:
    """Sentences of blank-parted tokens, found one after the other in a text."""
    at, found = 0, []
    for sentence in sentences:
        row = []
        for token in sentence.split():
            at = text.index(token, at)
            row.append(Piece(start=at, end=at + len(token), words=(token,)))
            at += len(token)
        found.append(row)
    return found


def texts(text: str, sentences: list[list[Piece]]) -> list[str]:
    return [text[row[0].start : row[-1].end] for row in sentences]


@pytest.mark.parametrize(("form", "contracted"), [("it's", True), ("cannot", True), ("its", False), ("Its", False)])
def test_a_possessive_is_one_word(form: str, contracted: bool) -> None:
    assert is_contracted(form) is contracted


def test_blank_lines_part_paragraphs() -> None:
    text = "One.\n\n  Two goes\non here.\r\n\r\nThree.\n"
    assert [text[a:b] for a, b in paragraphs(text)] == ["One.", "Two goes\non here.", "Three."]


def test_a_line_is_a_paragraph_where_no_sentence_is_wrapped() -> None:
    text = "Bridge closed\nThe bridge was closed.\n“We lost,” he said."
    assert [text[a:b] for a, b in paragraphs(text)] == text.split("\n")


def test_a_wrapped_text_has_its_lines_joined() -> None:
    text = "The bridge was closed on\nmonday, the mayor\nsaid.\nNobody came.\n\nNext."
    assert len(paragraphs(text)) == 2


@pytest.mark.parametrize(
    "dateline", ["NAIROBI — ", "PORT MARUBA, 3 May – ", "Lima (Agencia Sur) - ", "VAL D’OR, Quebec -- "]
)
def test_a_dateline_is_a_paragraph_of_its_own(dateline: str) -> None:
    text = dateline + "The bridge - an old one - was closed."
    assert [text[a:b] for a, b in paragraphs(text)] == [dateline.rstrip(), "The bridge - an old one - was closed."]


@pytest.mark.parametrize(
    "text",
    [
        "NATO will hold talks - its third - in May.",
        "NATO - the alliance - said so.",
        "The bridge - an old one - was closed.",
        "NATO said it would help.",
        "UN: no deal",
    ],
)
def test_what_is_no_dateline_stays(text: str) -> None:
    assert paragraphs(text) == [(0, len(text))]


def test_a_closing_mark_goes_back_to_its_sentence() -> None:
    text = "“We lost. ” He left."
    assert texts(text, mend(text, pieces(text, "“ We lost .", "” He left ."), [0])) == ["“We lost.", "” He left."]
    text = "“We lost.” He left."
    assert texts(text, mend(text, pieces(text, "“ We lost .", "” He left ."), [0])) == ["“We lost.”", "He left."]


def test_an_opening_mark_stays_where_it_is() -> None:
    text = 'He left."We lost."'
    assert texts(text, mend(text, pieces(text, "He left .", '" We lost . "'), [0])) == ["He left.", '"We lost."']


def test_nothing_moves_across_a_paragraph() -> None:
    text = 'He left.\n" is a mark.'
    assert len(mend(text, pieces(text, "He left .", '" is a mark .'), [0, 9])[0]) == 3


def test_a_sentence_that_parts_a_name_goes_on() -> None:
    text = "Minister Wang Yi left. It rained. We Stopped Lima"
    parts = pieces(text, "Minister Wang", "Yi left .", "It rained .", "We Stopped", "Lima")
    assert texts(text, mend(text, parts, [0, text.index("Lima")])) == [
        "Minister Wang Yi left.", "It rained.", "We Stopped", "Lima",
    ]  # fmt: skip
    assert len(mend("he left we stayed", pieces("he left we stayed", "he left", "we stayed"), [0])) == 2


@pytest.mark.parametrize(
    ("end", "behind", "one"),
    [("Rep.", "Ada", True), ("Rep.", "it", False), ("Jan.", "1", True), ("Jan.", "It", False), ("late.", "Ada", False)],
)
def test_no_sentence_ends_in_a_short_title_or_month(end: str, behind: str, one: bool) -> None:
    text = f"told {end} {behind} left."
    assert len(mend(text, pieces(text, f"told {end}", f"{behind} left ."), [0])) == 1 + (not one)


def test_no_sentence_ends_in_a_comma() -> None:
    text = "The line opens in May, Lind said. “It works,” he added.\nDear Ada,\nthanks"
    parts = ("The line opens in May ,", "Lind said .", "“ It works , ”", "he added .", "Dear Ada ,", "thanks")
    breaks = [0, text.index("Dear"), text.index("thanks")]
    assert texts(text, mend(text, pieces(text, *parts), breaks)) == [
        "The line opens in May, Lind said.", "“It works,” he added.", "Dear Ada,", "thanks",
    ]  # fmt: skip


def test_a_long_sentence_is_cut_behind_its_strongest_mark() -> None:
    text = "a b c d e , f g ; h i j k"
    parts = bound(pieces(text, text)[0], longest=10)
    assert texts(text, parts) == ["a b c d e , f g ;", "h i j k"]


@given(st.lists(st.sampled_from(["a", ",", ";", "."]), min_size=1, max_size=60), st.integers(2, 12))
def test_bounding_loses_no_word_and_keeps_the_bound(tokens: list[str], longest: int) -> None:
    text = " ".join(tokens)
    sentence = pieces(text, text)[0]
    parts = bound(sentence, longest)
    assert [piece for part in parts for piece in part] == sentence
    assert all(1 <= len(part) <= longest for part in parts)


@given(st.text())
def test_what_cannot_be_read_becomes_a_blank_in_its_place(text: str) -> None:
    clean = readable(text)
    assert len(clean) == len(text)
    assert not re.search("[\x00\x1b\ud800-\udfff]", clean)
    clean.encode("utf-8")


@given(st.text())
def test_paragraphs_hold_all_that_is_no_white_space(text: str) -> None:
    spans = paragraphs(text)
    assert all(a < b for a, b in spans) and all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
    outside = "".join(
        text[a:b] for a, b in zip([0, *(e for _, e in spans)], [*(s for s, _ in spans), len(text)], strict=True)
    )
    assert not outside.strip()
