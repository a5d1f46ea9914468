"""Windows over the pieces of a text."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from attrib.quotations import find_quotations
from attrib.windows import BEGIN, BREAK, END, Text, cut, homes, prepare


def encode(words: list[str]) -> tuple[list[int], list[int | None]]:
    """A piece for every four letters."""
    found = [(1000 + len(word), k) for k, word in enumerate(words) for _ in range(0, max(len(word), 1), 4)]
    return [BEGIN, *(piece for piece, _ in found), END], [None, *(k for _, k in found), None]


@st.composite
def texts(draw: st.DrawFn) -> Text:
    sizes = draw(st.lists(st.integers(1, 9), min_size=1, max_size=120))
    opens = draw(st.lists(st.booleans(), min_size=len(sizes), max_size=len(sizes)))
    zeros = np.zeros(len(sizes), dtype=np.int64)
    return Text([[7] * size for size in sizes], zeros, zeros, np.array(opens))


@given(texts(), st.integers(12, 60), st.integers(4, 12))
def test_windows_cover_the_text_and_stay_in_bounds(text: Text, longest: int, advance: int) -> None:
    windows = cut(text, longest=longest, advance=advance)
    assert windows[0].first == 0 and windows[-1].last == len(text.pieces)
    for before, after in pairwise(windows):
        assert before.first < after.first <= before.last < after.last
    for window in windows:
        assert len(window.pieces) <= longest or window.last - window.first == 1
        assert len(window.inside) == len(window.pieces)
        assert len(window.place) == window.last - window.first
        assert all(window.pieces[at] == 7 for at in window.place)


@given(texts(), st.integers(12, 60), st.integers(4, 12))
def test_every_word_is_at_home_in_a_window_that_holds_it(text: Text, longest: int, advance: int) -> None:
    windows = cut(text, longest=longest, advance=advance)
    for word, home in enumerate(homes(windows, len(text.pieces))):
        assert windows[home].first <= word < windows[home].last


def test_a_break_stands_between_paragraphs_alone() -> None:
    text = "It rained.\n\n“We stayed,” she\nsaid."
    words = ["It", "rained", ".", "“", "We", "stayed", ",", "”", "she", "said", "."]
    spans, at = [], 0
    for word in words:
        at = text.index(word, at)
        spans.append((at, at + len(word)))
    found = prepare(text, spans, [0] * 3 + [1] * 8, find_quotations(text), encode)  # type: ignore[arg-type]
    assert found.opens.tolist() == [k == 3 for k in range(11)]
    assert found.inside.tolist() == [0] * 3 + [1] * 5 + [0] * 3
    (window,) = cut(found)
    assert window.pieces.count(BREAK) == 1 and window.pieces[window.place[3] - 1] == BREAK
