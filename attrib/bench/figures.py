"""The arithmetic behind the figures: growth, ratios of interleaved runs, and what a number of articles costs."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from statistics import fmean, median

from attrib.errors import InputValueError
from attrib.report import frozen

CORES_A_MACHINE = 32
HOURS_A_DAY = 24


def exponent(sizes: Sequence[float], values: Sequence[float]) -> float:
    """The power of the size that the values grow with: the slope of their logarithms, by least squares.

    Raises :class:`~attrib.errors.InputValueError` unless there are two sizes that differ, and all is above 0.
    """
    if len(sizes) != len(values) or len(set(sizes)) < 2 or min(*sizes, *values) <= 0:
        raise InputValueError("growth: expected a value above 0 for each of two sizes or more")
    x, y = [math.log(size) for size in sizes], [math.log(value) for value in values]
    middle, level = fmean(x), fmean(y)
    spread = sum((each - middle) ** 2 for each in x)
    return sum((a - middle) * (b - level) for a, b in zip(x, y, strict=True)) / spread


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """How many times theirs ours is: the median over runs that were made side by side."""
    return median(a / b for a, b in zip(ours, theirs, strict=True))


@frozen
class Cost:
    """What it takes to score a number of articles: ``machines`` of ``CORES_A_MACHINE`` are those for a day."""

    articles: int
    core_hours: float
    machines: float
    money: float


def cost(articles: int, *, words_an_article: float, words_a_second: float, price: float) -> Cost:
    """The cost at so many words a second of a core, and so much money for an hour of one."""
    core_hours = articles * words_an_article / words_a_second / 3600
    return Cost(
        articles=articles,
        core_hours=core_hours,
        machines=core_hours / HOURS_A_DAY / CORES_A_MACHINE,
        money=core_hours * price,
    )


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown that can be read as it stands; all columns but the first are set to the right."""
    lines = [list(head), *map(list, rows)]
    widths = [max(len(line[k]) for line in lines) for k in range(len(head))]

    def row(cells: Sequence[str]) -> str:
        first, *rest = cells
        parts = [first.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True))]
        return f"| {' | '.join(parts)} |\n"

    rule = ["-" * widths[0], *(f"{'-' * (width - 1)}:" for width in widths[1:])]
    return "".join(map(row, [lines[0], rule, *lines[1:]]))


def number(value: float | None) -> str:
    """A figure with three digits that count; a dash for what was not measured."""
    if value is None:
        return "–"
    if value == 0:
        return "0"
    rounded = float(f"{value:.3g}")
    return f"{rounded:,.{max(0, 2 - math.floor(math.log10(abs(rounded))))}f}"
