"""Numbers as newspapers write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attrib.numerals import read_figures


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("12 per cent", ["12%"]),
        ("twelve percent", ["12%"]),
        ("one in five children", ["20%"]),
        ("12 in 24 hours", ["12", "24"]),
        ("a third of the aid", ["33%"]),
        ("a third day", []),
        ("two thirds", ["67%"]),
        ("half of the ballots", ["50%"]),
        ("a quarter of a million euros", ["250000"]),
        ("half a million", ["500000"]),
        ("six hundred and fifty soldiers", ["650"]),
        ("three thousand five hundred", ["3500"]),
        ("1.2 bn", ["1200000000"]),
        ("75,000 pesos", ["75000"]),
        ("eight and a half percent", ["8.5%"]),
        ("one and a half million", ["1500000"]),
        ("two dozen", ["24"]),
        ("a hundred years", ["100"]),
        ("eleven people and four dogs", ["11", "4"]),
        ("one man", []),
        ("at 12:30", ["12:30"]),
    ],
)
def test_figures(text: str, keys: list[str]) -> None:
    assert [figure.key for figure in read_figures(text.split())] == keys


words = st.sampled_from(
    "a one two half third quarters of in and million per cent percent % 3 1,200 1.5 12:30 men".split()
)


@given(st.lists(words | st.text(min_size=1, max_size=3), max_size=12))
def test_figures_are_apart_and_in_order(found: list[str]) -> None:
    figures = read_figures(found)
    edges = [edge for figure in figures for edge in (figure.start, figure.end)]
    assert edges == sorted(edges) and all(figure.start < figure.end <= len(found) for figure in figures)
