"""Credibility orders pairs of passages as readers do, who labelled them without sight of any score."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from attrib import DataNotFoundError, Scorer
from attrib.training.pairs import MIXED, Ordered, order, read_pairs, table
from tests.gold import FIXTURES

SINGLE, AT_ODDS = 0.95, 0.75
"""The share of agreed pairs that is to be ordered as the readers do: of one factor, and of two at odds."""

UNREAD = "how a source knows is read off source, cue and the clauses beside them alone"
UNJOINED = "a second voice that says it in words of its own is not heard as saying the same"
UNTOLD = "roles are told from anonymous people and offices from names by a classifier that errs"
UNPARSED = "passed on, hedged or left without a source in phrases that are no reporting clause"
BELOW = {
    "access-record": UNREAD, "access-witnessed": UNREAD, "told-witnessed": UNREAD,
    "mixed:access-identification": UNREAD,
    "corroboration": UNJOINED, "denial": UNJOINED, "same-body": UNJOINED,
    "commitment": UNPARSED, "relay": UNPARSED, "relay-two": UNPARSED, "unsourced": UNPARSED,
    "mixed:relay-identification": UNPARSED,
    "described-anonymous": UNTOLD, "named-anonymous": UNTOLD, "named-described": UNTOLD,
}  # fmt: skip


PAIRS = read_pairs(FIXTURES / "pairs.json")
FACTORS = sorted({pair.factor for pair in PAIRS if pair.agreed})


def test_the_study_is_whole() -> None:
    assert len({pair.id for pair in PAIRS}) == len({(pair.a, pair.b) for pair in PAIRS}) == len(PAIRS)
    mixed = [pair for pair in PAIRS if pair.factor.startswith(MIXED)]
    assert len(mixed) >= 60 and len(PAIRS) - len(mixed) >= 300
    assert all(pair.content in pair.a and pair.content in pair.b and pair.a != pair.b for pair in PAIRS)
    assert all(label in {"A", "B", "="} for pair in PAIRS for label in pair.labels)
    sides = Counter(pair.labels[0] for pair in PAIRS if pair.agreed)
    assert min(sides.values()) > 0.45 * sum(sides.values())


@pytest.fixture(scope="module")
def ordered() -> dict[str, list[Ordered]]:
    return order(PAIRS, Scorer())


@pytest.mark.parametrize(
    "factor",
    [
        pytest.param(factor, marks=pytest.mark.xfail(strict=True, reason=BELOW[factor]) if factor in BELOW else ())
        for factor in FACTORS
    ],
)
def test_credibility_orders_pairs_as_readers_do(ordered: dict[str, list[Ordered]], factor: str) -> None:
    right = [each.right for each in ordered[factor]]
    assert sum(right) >= (AT_ODDS if factor.startswith(MIXED) else SINGLE) * len(right)


def test_credibility_orders_most_pairs_of_two_factors_as_readers_do(ordered: dict[str, list[Ordered]]) -> None:
    right = [each.right for factor, found in ordered.items() if factor.startswith(MIXED) for each in found]
    assert sum(right) >= AT_ODDS * len(right)


def test_the_table_counts_every_pair_once(ordered: dict[str, list[Ordered]]) -> None:
    *factors, single, mixed = [row.strip(" |").split(" | ") for row in table(ordered).splitlines()[2:]]
    assert len(factors) == len(FACTORS)
    agreed = sum(pair.agreed for pair in PAIRS)
    assert int(single[1]) + int(mixed[1]) == sum(int(row[1]) for row in factors) == agreed


def test_missing_pairs_are_named(tmp_path: Path) -> None:
    with pytest.raises(DataNotFoundError, match=r"pairs\.json is missing"):
        read_pairs(tmp_path / "pairs.json")
