"""The quotation marks of a text, paired.

Every mark comes with its prices (:mod:`attrib.marks`), and each paragraph is read the cheapest way. Families of marks
are read one after the other, from the least to the most ambiguous, each inside the regions that the earlier ones have
drawn, so that no two quotations can cross.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from attrib.marks import Family, Mark, find_marks
from attrib.report import frozen


@frozen
class Quotation:
    """One pair of marks and what stands between: offsets in code points, the ends exclusive.

    ``start`` and ``end`` include the marks, ``inner_start`` and ``inner_end`` leave them out. ``depth`` is 0 for an
    outermost quotation. ``closed`` is false where the closing mark is missing and the paragraph's end stands for it;
    ``continues`` is true where a mark at the start of a paragraph re-opens the unclosed quotation of the one before.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    depth: int
    closed: bool
    continues: bool


class Outermost:
    """The outermost quotations of a text, found by the stretch that they touch."""

    def __init__(self, quotations: Sequence[Quotation]):
        self.items = [q for q in quotations if q.depth == 0]
        self._starts = [q.start for q in self.items]

    def over(self, start: int, end: int) -> Sequence[Quotation]:
        """The quotations that overlap a stretch."""
        return [q for q in self.near(start, end) if q.end > start]

    def near(self, start: int, end: int) -> Sequence[Quotation]:
        """The quotations that begin in a stretch, and the last one before it."""
        return self.items[max(bisect_left(self._starts, start) - 1, 0) : bisect_left(self._starts, end)]

    def goes_on(self, quotation: Quotation) -> bool:
        """Whether another quotation takes a quotation up."""
        following = bisect_left(self._starts, quotation.start) + 1
        return following < len(self.items) and self.items[following].continues

    def run_before(self, start: int) -> Iterator[Quotation]:
        """The quotations that the one that begins at ``start`` goes on with, the nearest first."""
        k = bisect_left(self._starts, start)
        while k < len(self.items) and self.items[k].start <= start and self.items[k].continues:
            k -= 1
            yield self.items[k]


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """Return all quotations of ``text``, sorted by start and properly nested, in time linear in its length.

    No quotation spans a paragraph break: a newline, except a single one before a lower-case letter (a wrapped line).
    Speech over several paragraphs is a run of quotations, the later ones with ``continues``. Titles and scare quotes
    are quotations too. Marks that pair with nothing are left out, save an opening double mark that no other of its
    family follows: it runs to the paragraph's end. Any ``str`` is accepted.
    """
    found: list[Quotation] = []
    carried: tuple[str, ...] = ()
    paragraphs = _paragraphs(text)
    leading = [_leading(text, paragraph) for paragraph in paragraphs]
    for index, paragraph in enumerate(paragraphs):
        last = index + 1 == len(paragraphs) or paragraphs[index + 1].number > paragraph.number + 1
        regions = _regions(text, paragraph, frozenset() if last else {_sign(text, m) for m in leading[index + 1]})
        found.extend(_quotations(regions, _continued(text, leading[index], carried, regions)))
        carried = () if last else tuple(_sign(text, region) for region in regions if not region.closed)
    return tuple(found)


# ---------------------------------------------------------------- paragraphs


class _Paragraph(NamedTuple):
    """A paragraph that holds marks; ``number`` counts all paragraphs."""

    number: int
    start: int
    end: int
    marks: list[Mark]


_NEWLINE = re.compile(r"(?:\r\n|[\r\n\u2028\u2029])(\s*)")
_BLANK_LINE = re.compile(r"[\r\n\u2028\u2029]")


def _bounds(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for newline in _NEWLINE.finditer(text):
        wrapped = text[newline.end() : newline.end() + 1].islower() and not _BLANK_LINE.search(newline[1])
        if not wrapped:
            yield start, newline.start()
            start = newline.end()
    yield start, len(text)


def _paragraphs(text: str) -> list[_Paragraph]:
    found = []
    marks = find_marks(text)
    mark = next(marks, None)
    for number, (start, end) in enumerate(_bounds(text)):
        held = []
        while mark is not None and mark.start < end:
            held.append(mark)
            mark = next(marks, None)
        if held:
            found.append(_Paragraph(number, start, end, held))
        if mark is None:
            break
    return found


def _leading(text: str, paragraph: _Paragraph) -> tuple[Mark, ...]:
    """Return the marks at the paragraph's very start that can re-open what the paragraph before left open."""
    leading: list[Mark] = []
    end = paragraph.start
    for mark in paragraph.marks:
        if not mark.reopens or text[end : mark.start].strip():
            break
        leading.append(mark)
        end = mark.end
    return tuple(leading)


# ---------------------------------------------------------------- the cheapest reading

# What a reading costs beside its marks. An unclosed quotation is cheaper than leaving its opening mark out as a stray,
# unless it has to take in a pair of its own.
_UNCLOSED = 2700
_SINGLE_UNCLOSED = 5000
_SINGLE_UNCLOSED_FROM_START = 1700
_NESTED = 400
_INSIDE = 1  # per mark read inside: of two equal readings the shorter quotation wins
_FORBIDDEN = 10**9


class _Region(NamedTuple):
    """A quotation before its depth is known."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    family: Family
    closed: bool


def _sign(text: str, opening: Mark | _Region) -> str:
    """Return a mark as it is written, or that which opens a quotation: the same one re-opens it, no other."""
    return text[opening.start : opening.end if isinstance(opening, Mark) else opening.inner_start]


def _regions(text: str, paragraph: _Paragraph, reopened: Set[str]) -> list[_Region]:
    """Return the paragraph's quotations by start; ``reopened`` are the marks that the next paragraph begins with."""
    regions: list[_Region] = []
    bottom = paragraph.start + len(text[paragraph.start : paragraph.end].rstrip())
    for family in sorted({mark.family for mark in paragraph.marks}):
        added = []
        for parent, group in _groups([mark for mark in paragraph.marks if mark.family is family], regions):
            if parent is not None and parent.closed:
                unclosed = _FORBIDDEN
            else:
                unclosed = 0 if _sign(text, group[0]) in reopened else _price_of_the_end(text, paragraph, group[0])
            for opening, closing in _pairs(group, unclosed):
                if closing:
                    added.append(_Region(opening.start, closing.end, opening.end, closing.start, family, True))
                elif opening.end < bottom:
                    added.append(_Region(opening.start, bottom, opening.end, bottom, family, False))
        regions = sorted(regions + added)
    return regions


def _price_of_the_end(text: str, paragraph: _Paragraph, first: Mark) -> int:
    """Return what an unclosed quotation costs: a lone single mark is an apostrophe, unless it opens the paragraph."""
    if first.family is not Family.SINGLE:
        return _UNCLOSED
    speech = first.start == paragraph.start and text[first.start] == "\u2018"
    return _SINGLE_UNCLOSED_FROM_START if speech else _SINGLE_UNCLOSED


def _groups(marks: list[Mark], regions: Sequence[_Region]) -> list[tuple[_Region | None, list[Mark]]]:
    """Return the marks by the innermost region that they stand in."""
    if not regions:
        return [(None, marks)]
    groups: dict[int | None, list[Mark]] = {}
    around: list[int] = []
    upcoming = 0
    for mark in marks:
        while upcoming < len(regions) and regions[upcoming].start < mark.start:
            while around and regions[around[-1]].end <= regions[upcoming].start:
                around.pop()
            around.append(upcoming)
            upcoming += 1
        while around and regions[around[-1]].end <= mark.start:
            around.pop()
        groups.setdefault(around[-1] if around else None, []).append(mark)
    return [(None if parent is None else regions[parent], group) for parent, group in groups.items()]


def _pairs(marks: Sequence[Mark], unclosed: int) -> list[tuple[Mark, Mark | None]]:
    """Return the opening marks, each with its closing one or none, of the reading of ``marks`` that costs least."""
    pairs: list[tuple[Mark, Mark | None]] = []
    stack: list[Mark] = []
    for mark, step in zip(marks, _steps(marks, unclosed), strict=True):
        if step > 0:
            stack.append(mark)
        elif step < 0:
            pairs.append((stack.pop(), mark))
    pairs.extend((mark, None) for mark in stack)
    return pairs


def _steps(marks: Sequence[Mark], unclosed: int) -> list[int]:
    """Return for each mark whether it opens (1), closes (-1) or neither (0): a shortest path over the depths 0 to 3."""
    if len(marks) % 2 == 0 and not any(mark.prices[index % 2] for index, mark in enumerate(marks)):
        return [1, -1] * (len(marks) // 2)  # nothing is in doubt
    best = [0, _FORBIDDEN, _FORBIDDEN, _FORBIDDEN]
    trail: list[list[int]] = []
    for mark in marks:
        opening, closing, skipping = mark.prices
        cost, steps = [], []
        for depth in range(4):
            least, step = best[depth] + skipping, 0
            if depth < 3 and best[depth + 1] + closing < least:
                least, step = best[depth + 1] + closing, -1
            if depth:
                opened = best[depth - 1] + opening + (_NESTED if depth > 1 else 0)
                if opened < least:
                    least, step = opened, 1
            cost.append(least + _INSIDE * depth)
            steps.append(step)
        best = cost
        trail.append(steps)
    ends = [best[0], best[1] + unclosed, best[2] + unclosed + _UNCLOSED, best[3] + unclosed + 2 * _UNCLOSED]
    depth = ends.index(min(ends))
    path = []
    for steps in reversed(trail):
        path.append(steps[depth])
        depth -= steps[depth]
    return path[::-1]


# ---------------------------------------------------------------- what is handed out


def _continued(
    text: str, leading: Sequence[Mark], carried: Sequence[str], regions: Sequence[_Region]
) -> frozenset[int]:
    """Return the starts of the regions that go on with those left open (``carried``, outermost first)."""
    starts = {region.start for region in regions}
    continued = set()
    for mark, sign in zip(leading, carried, strict=False):
        if _sign(text, mark) != sign or mark.start not in starts:
            break
        continued.add(mark.start)
    return frozenset(continued)


def _quotations(regions: Sequence[_Region], continued: frozenset[int]) -> Iterator[Quotation]:
    ends: list[int] = []
    for region in regions:
        while ends and ends[-1] <= region.start:
            ends.pop()
        yield Quotation(
            start=region.start,
            end=region.end,
            inner_start=region.inner_start,
            inner_end=region.inner_end,
            depth=len(ends),
            closed=region.closed,
            continues=region.start in continued,
        )
        ends.append(region.end)
