"""How far the order of claims by credibility hangs on the digits of the trust table."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from attrib.assembly import Judges
from attrib.chains import Statement
from attrib.credibility import weigh
from attrib.provenance import measure, trace
from attrib.report import SourceEntity, frozen
from attrib.training.reading import Reading
from attrib.trust import TrustTable, load_trust

SHIFT = 0.2
"""The part of itself by which a value is made larger and smaller."""

DRAWS = 200
"""Tables drawn with all values off at once, each by up to that part."""

_SCALES = (
    ("named", "described", "anonymous"),
    ("witnessed", "record", "told", "unstated"),
    ("asserted", "hedged", "wanted", "questioned"),
    ("denied",),
    ("relay",),
    ("dispute",),
)


@frozen
class Told:
    """What one text tells: its statements, and the sources that they point to."""

    statements: tuple[Statement, ...]
    sources: tuple[SourceEntity, ...]


def told(readings: Sequence[Reading], judges: Sequence[Judges]) -> list[Told]:
    """What each text tells, as the judges of its fold decide."""
    found = []
    for reading in readings:
        judge = judges[reading.fold]
        traced, sources = trace(
            reading.parse, reading.quotations, reading.sight, judge.chains, publisher=reading.publisher
        )
        found.append(Told(statements=measure(reading.parse, traced, judge.hops), sources=sources))
    return found


class Shift(NamedTuple):
    """How the order of all claims agrees with the order by the shipped table, and how many pairs of claims of one text
    that differ change places: Spearman's and Kendall's (tau-b) rank correlation in [-1, 1], a share in [0, 1]."""

    spearman: float
    kendall: float
    turned: float


def sensitivity(texts: Sequence[Told]) -> dict[str, Shift]:
    """By value of the table the worse of its two shifts; then the median and the worst of drawn tables."""
    shipped = load_trust()
    before = _scores(texts, shipped)
    found = {}
    for name in (name for scale in _SCALES for name in scale):
        shifts = [_shift(before, _scores(texts, _with(shipped, {name: factor}))) for factor in (1 - SHIFT, 1 + SHIFT)]
        found[name] = min(shifts, key=lambda shift: shift.kendall)
    chance = np.random.default_rng(20)
    drawn = sorted(
        (_shift(before, _scores(texts, table)) for table in _drawn(shipped, chance)), key=lambda shift: shift.kendall
    )
    return {**found, f"all at once, median of {DRAWS} draws": drawn[DRAWS // 2], "all at once, worst": drawn[0]}


def _drawn(shipped: TrustTable, chance: np.random.Generator) -> Iterator[TrustTable]:
    names = [name for scale in _SCALES for name in scale]
    for _ in range(DRAWS):
        yield _with(shipped, dict(zip(names, chance.uniform(1 - SHIFT, 1 + SHIFT, len(names)).tolist(), strict=True)))


def _with(table: TrustTable, factors: dict[str, float]) -> TrustTable:
    """The table with some values multiplied, none above one and none above the better ones of its scale."""
    values: dict[str, Any] = {}
    for scale in _SCALES:
        highest = 1.0
        for name in scale:
            highest = values[name] = min(getattr(table, name) * factors.get(name, 1.0), highest)
    return dataclasses.replace(table, **values)


def _scores(texts: Sequence[Told], table: TrustTable) -> list[list[float]]:
    return [[claim.credibility for claim in weigh(text.statements, text.sources, table)] for text in texts]


def _shift(before: Sequence[Sequence[float]], after: Sequence[Sequence[float]]) -> Shift:
    from scipy.stats import kendalltau, spearmanr

    old, new = ([score for text in scores for score in text] for scores in (before, after))
    turned = differing = 0
    for a, b in zip(before, after, strict=True):
        one, other = (np.sign(np.subtract.outer(scores, scores)) for scores in (a, b))
        upper = np.triu_indices(len(a), 1)
        differing += int(np.count_nonzero(one[upper]))
        turned += int(np.count_nonzero(one[upper] * other[upper] < 0))
    return Shift(float(spearmanr(old, new)[0]), float(kendalltau(old, new)[0]), turned / max(differing, 1))


def table(found: dict[str, Shift]) -> str:
    """The shifts as a Markdown table."""
    rows = "".join(f"| {name} | {s.spearman:.3f} | {s.kendall:.3f} | {s.turned:.1%} |\n" for name, s in found.items())
    head = f"| value off by {SHIFT:.0%} | Spearman | Kendall | pairs of a text turned |\n| --- | --: | --: | --: |\n"
    return head + rows
