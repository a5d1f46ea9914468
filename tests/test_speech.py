"""How much of a content stands inside quotation marks."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attrib.quotations import Outermost, find_quotations
from attrib.report import Span
from attrib.speech import joined, quoted_share

texts = st.text(st.sampled_from('“”"‘’ ab.,\n'), max_size=60)


@given(texts, st.data())
def test_a_word_is_quoted_if_it_stands_in_any_quotation(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    quotations = find_quotations(text)
    words = [(m.start() + start, m.end() + start) for m in re.finditer("[ab]+(?:[’.][ab]+)*", text[start:end])]
    inside = sum(any(q.start <= a and b <= q.end for q in quotations) for a, b in words)
    content = [Span(start=start, end=end, text=text[start:end])]
    share, count = quoted_share(text, content, Outermost(quotations))
    assert count == len(words) and share == pytest.approx(inside / len(words) if words else 0)


def test_a_long_line_of_quotations_is_one_walk() -> None:
    text = "“We go,” he said. " * 20_000
    content = [Span(start=0, end=len(text), text=text)]
    assert quoted_share(text, content, Outermost(find_quotations(text))) == (0.5, 80_000)


def test_stretches_that_touch_are_joined() -> None:
    assert joined([(4, 6), (0, 2), (5, 9), (2, 3)]) == [(0, 3), (4, 9)]
    assert joined([]) == []
