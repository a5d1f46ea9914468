"""Trees that are read off the parser with less work are those of Stanza's own way."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray
from stanza.models.common.chuliu_edmonds import chuliu_edmonds_one_root

from attrib.adapter import Parser, load_stages
from attrib.decoding import best_tree, ends_above, hasten
from attrib.encoder import load_encoder
from attrib.store import ModelStore
from tests.gold import article_names, load_article

DOUBLE_SUBJECT = "The mayor he said the bridge the bridge was safe the council told the council it it it. "


@st.composite
def scores(draw: st.DrawFn) -> NDArray[np.float32]:
    """How likely each word is the head of each, as logarithms; no word is its own."""
    size = draw(st.integers(2, 9))
    found: NDArray[np.float32] = draw(arrays(np.float32, (size, size), elements=st.integers(-40, -1).map(float)))
    np.fill_diagonal(found, -np.inf)
    return found


def worth(tree: NDArray[np.int64], matrix: NDArray[np.float32]) -> float:
    return float(sum(matrix[word, head] for word, head in enumerate(tree) if word))


@given(scores())
def test_no_tree_is_better(matrix: NDArray[np.float32]) -> None:
    tree = best_tree(matrix.copy())
    assert np.count_nonzero(tree[1:] == 0) == 1 and not ends_above(np.array([0, *tree[1:]])).any()
    assert worth(tree, matrix) == worth(chuliu_edmonds_one_root(matrix.copy()), matrix)


def test_circles_do_not_end_at_the_root() -> None:
    assert ends_above(np.array([0, 0, 1, 2, 3])).tolist() == [0] * 5
    assert ends_above(np.array([0, 2, 1, 2, 0])).any()


def test_trees_are_those_of_stanza() -> None:
    store = ModelStore()
    stages = load_stages(store, load_encoder(store))
    model: Any = stages["depparse"].trainer.model
    texts = [load_article(name).text for name in article_names()[:6]] + [DOUBLE_SUBJECT * 3]
    fast = Parser(stages).parse(texts)
    with pytest.MonkeyPatch.context() as patch:
        patch.delattr(model, "predict")
        assert Parser(stages).parse(texts) == fast


def test_another_parser_is_left_as_it_is() -> None:
    other = SimpleNamespace(predict=print)
    hasten(other)
    assert other.predict is print
