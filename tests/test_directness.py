"""How direct a link is: by steps and kinds alone, with probabilities that add up to the levels of the guidelines."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attrib.chains import DEEPEST, chain_directness
from attrib.directness import LinkFeatures, LinkModel, directness_vectors, level_probabilities
from attrib.report import Form, Identification, SourceType
from attrib.sight import ATTITUDES, GUIDELINES
from attrib.store import ModelStore
from attrib.training.hops import MonotoneBoosting

PLAIN = LinkFeatures(
    form=Form.INDIRECT, quoted=0.0, frames=frozenset({"that"}), sourced=True, elided=False, type=SourceType.PERSON,
    identification=Identification.NAMED, relayed=False, depth=0, words=12, fragments=1, likelihood=0.9,
)  # fmt: skip


@pytest.fixture(scope="module")
def model() -> LinkModel:
    return LinkModel(ModelStore(None).read("links.npz"), GUIDELINES)


def direct(model: LinkModel, **changes: object) -> float:
    return model.judge([dataclasses.replace(PLAIN, **changes)])[0][0]  # type: ignore[arg-type]


def test_more_of_it_quoted_is_more_direct(model: LinkModel) -> None:
    shares = [direct(model, quoted=share) for share in (0.0, 0.5, 1.0)]
    assert shares == sorted(shares)
    assert shares[0] < 0.55 < shares[1] < 0.85 < shares[2]


def test_what_nobody_answers_for_is_least_direct(model: LinkModel) -> None:
    nobody = direct(model, sourced=False, identification=Identification.ANONYMOUS)
    behind = direct(model, depth=1, identification=Identification.ANONYMOUS)
    assert nobody < 0.2 and behind < 0.3
    assert direct(model, depth=1) > behind


def test_names_lengths_and_likelihoods_move_confidence_alone(model: LinkModel) -> None:
    longer = dataclasses.replace(PLAIN, words=30, fragments=3, likelihood=0.4, quoted=0.0)
    (one, sure), (other, less) = model.judge([PLAIN, longer])
    assert one == other and sure != less


@pytest.mark.parametrize("view", [GUIDELINES, ATTITUDES])
def test_alone_and_in_company_are_the_same_to_the_last_bit(view: str) -> None:
    model = LinkModel(ModelStore(None).read("links.npz"), view)
    links = [
        dataclasses.replace(PLAIN, quoted=quoted, depth=depth, identification=identification)
        for quoted in (0.0, 0.2, 0.7, 1.0) for depth in (0, 1, 2) for identification in Identification
    ]  # fmt: skip
    together = model.classes(links)
    assert np.array_equal(together, np.concatenate([model.classes([link]) for link in links]))
    assert model.judge(links) == [model.judge([link])[0] for link in links]
    assert model.judge([]) == []


def test_levels_follow_the_table() -> None:
    one = np.array([0.1, 0.2, 0.6, 0.1])
    assert level_probabilities(one[None]) == pytest.approx([0.1, 0.0, 0.6, 0.2, 0.1])
    assert level_probabilities(np.stack([one, one])) == pytest.approx([0.1, 0.9, 0.0, 0.0, 0.0])
    assert level_probabilities(np.stack([one] * 3)) == pytest.approx([1.0, 0.0, 0.0, 0.0, 0.0])


@settings(max_examples=2000)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=DEEPEST), st.floats(0, 1), st.integers(0, DEEPEST))
def test_another_hop_is_never_more_direct(links: list[float], another: float, place: int) -> None:
    longer = chain_directness([*links[:place], another, *links[place:]])
    assert 0 <= longer <= chain_directness(links) <= 1


def test_monotone_boosting_never_takes_more_quotation_for_less_direct() -> None:
    chance = np.random.default_rng(3)
    shares = chance.uniform(0, 1, 400)
    rows = directness_vectors([dataclasses.replace(PLAIN, quoted=float(share)) for share in shares])
    noisy = np.clip(np.round(2 - 2 * shares + chance.normal(0, 0.6, 400)), 0, 3).astype(np.int64)
    fitted = MonotoneBoosting().fit(rows, noisy)
    steps = directness_vectors(
        [dataclasses.replace(PLAIN, quoted=share) for share in (0.0, 0.05, 0.2, 0.5, 0.7, 0.9, 1.0)]
    )
    classes = fitted.predict_proba(steps)
    assert classes.shape == (7, 4) and np.allclose(classes.sum(axis=1), 1) and (classes >= 0).all()
    beyond = np.cumsum(classes[:, ::-1], axis=1)  # how likely at least so indirect
    assert (np.diff(beyond, axis=0) <= 1e-12).all()
