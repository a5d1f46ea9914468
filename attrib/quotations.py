"""The quotation marks of a text, paired.

Marks are scanned once, each is given a price for opening, for closing and for being no quotation mark at all (from its
glyph and from the white space around it), and each paragraph is then read the cheapest way. Families of marks are read
one after the other, from the least to the most ambiguous, each inside the regions that the earlier ones have drawn, so
that no two quotations can cross.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from enum import Enum, IntEnum
from functools import lru_cache
from typing import NamedTuple

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


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """Return all quotations of ``text``, sorted by start and properly nested, in time linear in its length.

    No quotation spans a paragraph break: a newline, except a single one before a lower-case letter (a wrapped line).
    Speech over several paragraphs is a run of quotations, the later ones with ``continues``. Titles and scare quotes
    are quotations too. Marks that pair with nothing are left out, save an opening double mark that no other of its
    family follows: it runs to the paragraph's end. Any ``str`` is accepted.
    """
    found: list[Quotation] = []
    carried: tuple[_Family, ...] = ()
    paragraphs = _paragraphs(text)
    leading = [_leading(text, paragraph) for paragraph in paragraphs]
    for index, paragraph in enumerate(paragraphs):
        last = index + 1 == len(paragraphs) or paragraphs[index + 1].number > paragraph.number + 1
        regions = _regions(text, paragraph, frozenset() if last else {mark.family for mark in leading[index + 1]})
        found.extend(_quotations(regions, _continued(leading[index], carried, regions)))
        carried = () if last else tuple(region.family for region in regions if not region.closed)
    return tuple(found)


# ---------------------------------------------------------------- the marks and their prices


class _Family(IntEnum):
    """Marks that may pair with one another, in the order in which they are read."""

    ANGLE = 0
    SINGLE_ANGLE = 1
    DOUBLE = 2
    SINGLE = 3


class _Side(Enum):
    """What a glyph, or the white space around it, says of a mark."""

    OPEN = "open"
    CLOSE = "close"
    EITHER = "either"


class _Prices(NamedTuple):
    """What it costs to take a mark as an opening one, as a closing one, or as neither."""

    open: int
    close: int
    skip: int


class _Mark(NamedTuple):
    start: int
    end: int
    family: _Family
    prices: _Prices


_GLYPHS: dict[str, tuple[_Family, _Side]] = {
    '"': (_Family.DOUBLE, _Side.EITHER),
    "\uff02": (_Family.DOUBLE, _Side.EITHER),  # full-width straight
    "''": (_Family.DOUBLE, _Side.EITHER),
    "``": (_Family.DOUBLE, _Side.OPEN),
    "\u201c": (_Family.DOUBLE, _Side.OPEN),  # 66
    "\u201d": (_Family.DOUBLE, _Side.CLOSE),  # 99
    "\u201e": (_Family.DOUBLE, _Side.OPEN),  # low 99
    "\u201f": (_Family.DOUBLE, _Side.OPEN),  # high reversed 9s
    "\u00ab": (_Family.ANGLE, _Side.OPEN),
    "\u00bb": (_Family.ANGLE, _Side.CLOSE),
    "\u2039": (_Family.SINGLE_ANGLE, _Side.OPEN),
    "\u203a": (_Family.SINGLE_ANGLE, _Side.CLOSE),
    "'": (_Family.SINGLE, _Side.EITHER),
    "`": (_Family.SINGLE, _Side.OPEN),
    "\u2018": (_Family.SINGLE, _Side.OPEN),  # 6
    "\u2019": (_Family.SINGLE, _Side.CLOSE),  # 9, and the typographic apostrophe
    "\u201a": (_Family.SINGLE, _Side.OPEN),  # low 9
    "\u201b": (_Family.SINGLE, _Side.OPEN),  # high reversed 9
}

# The first three alternatives are apostrophes for certain: don't; rock 'n' roll; the "Times"'s.
_SCAN = re.compile(
    r"(?P<apostrophe>(?<=\w)['\u2018\u2019](?=\w)|['\u2018\u2019]n['\u2019](?!\w)|(?<=[^\s][^\s])['\u2019]s(?!\w))"
    r"|``|'(?=''(?!'))|''|[\"\uff02\u201c-\u201f\u00ab\u00bb\u2039\u203a'`\u2018-\u201b]",
    re.IGNORECASE,
)
_ELISION = re.compile(
    r"(?:\d0s|\d\d|em|till?|tis|twas|cause|cos|bout|round|neath|tween|kay|fraid|scuse)(?!\w)", re.IGNORECASE
)

# Prices rest on these orders. Taking a mark against a clear sign costs more than leaving two out, so that two strays
# never make a pair; an unclosed opening mark is cheaper than a stray one, unless it has to take in a pair of its own.
_AGAINST = 8000
_STRAY = 3000
_UNCLOSED = 2700
_NESTED = 400
_INSIDE = 1  # per mark read inside: of two equal readings the shorter quotation wins
_FORBIDDEN = 10**9

_CLEAR = {_Side.OPEN: _Prices(0, _AGAINST, _STRAY), _Side.CLOSE: _Prices(_AGAINST, 0, _STRAY)}
_UNCLEAR = _Prices(1000, 500, 800)
_MISTYPED = {_Side.OPEN: _Prices(1500, 1000, _STRAY), _Side.CLOSE: _Prices(1000, 1500, _STRAY)}
_INCHES = _Prices(_AGAINST, 0, 200)
_FEET_AND_INCHES = _Prices(_AGAINST, 1000, 0)

_ELIDED = _Prices(800, _AGAINST, 0)
_POSSESSIVE = _Prices(_AGAINST, 300, 0)
_SINGLE_OPEN = _Prices(0, _AGAINST, 1000)
_SINGLE_CURLY_OPEN = _Prices(0, _AGAINST, 2000)
_SINGLE_CLOSE_AFTER_POINT = _Prices(_AGAINST, 0, 1000)
_SINGLE_CLOSE = _Prices(_AGAINST, 0, 500)
_SINGLE_UNCLEAR = _Prices(300, 300, 300)
_SINGLE_UNCLOSED = 5000
_SINGLE_UNCLOSED_FROM_START = 1700


def _marks(text: str) -> Iterator[_Mark]:
    """Yield the marks of ``text`` in order, without those that can only be apostrophes."""
    turned = _guillemets_point_inwards(text)
    run: list[re.Match[str]] = []
    for match in _SCAN.finditer(text):
        if match["apostrophe"]:
            continue
        # Marks that touch share what stands around them all: in ("'No,' the quotation opens twice.
        if run and run[-1].end() != match.start():
            yield from _priced(text, run, turned)
            run = []
        run.append(match)
    if run:
        yield from _priced(text, run, turned)


def _priced(text: str, run: list[re.Match[str]], turned: bool) -> Iterator[_Mark]:
    first, last = run[0].start(), run[-1].end()
    lean = _lean(text[max(0, first - 1) : first], text[last : last + 2])
    for match in run:
        start, end = match.span()
        family, glyph = _GLYPHS[match[0]]
        if family is _Family.SINGLE:
            prices = _single_prices(text, start, end, lean)
            if prices is not None:
                yield _Mark(start, end, family, prices)
            continue
        if turned and family is not _Family.DOUBLE:
            glyph = _Side.CLOSE if glyph is _Side.OPEN else _Side.OPEN
        yield _Mark(start, end, family, _double_prices(text, start, glyph, lean))


def _double_prices(text: str, start: int, glyph: _Side, lean: _Side) -> _Prices:
    if glyph is not _Side.OPEN and text[max(0, start - 1) : start].isdecimal():
        return _FEET_AND_INCHES if _FEET.search(text, max(0, start - 4), start) else _INCHES
    if glyph is _Side.EITHER:
        return _UNCLEAR if lean is _Side.EITHER else _CLEAR[lean]
    return _CLEAR[glyph] if lean in (glyph, _Side.EITHER) else _MISTYPED[glyph]


_FEET = re.compile(r"\d['\u2019]\s?\d{1,2}\Z")


def _single_prices(text: str, start: int, end: int, lean: _Side) -> _Prices | None:
    """Return the prices of a single mark, or none where it is an apostrophe."""
    glyph, before = text[start], text[max(0, start - 1) : start]
    if lean is _Side.OPEN:
        if glyph == "\u2019":
            return None
        if _ELISION.match(text, end):
            return _ELIDED
        return _SINGLE_CURLY_OPEN if glyph == "\u2018" else _SINGLE_OPEN
    if lean is _Side.EITHER:
        if glyph == "\u2018":
            return _SINGLE_CURLY_OPEN
        return _SINGLE_UNCLEAR if glyph in "'\u2019" and _kind(before) == "." else None
    if glyph not in "'\u2018\u2019":
        return None
    if _kind(before) == ".":
        return _SINGLE_CLOSE_AFTER_POINT
    return _POSSESSIVE if _drops_letters(text, start, end) else _SINGLE_CLOSE


def _drops_letters(text: str, start: int, end: int) -> bool:
    """Return whether a mark between words may be an apostrophe: workers' pay, goin' home, 6' tall."""
    if not (text[end : end + 1].isspace() and text[end + 1 : end + 2].isalnum()):
        return False
    tail = text[max(0, start - 3) : start].lower()
    return tail.endswith(("s", "x", "z", "in", " o")) or tail in (" ol", " an", " th") or tail[-1:].isdecimal()


_POINTS = frozenset(".,;:!?\u2026)]}%")
_OPENING = frozenset("([{\u00bf\u00a1")
_JOINERS = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212/\\*_|=<>~#+&'\u2019")


def _kind(char: str) -> str:
    """Return the kind of a character (or of none): " " blank, "." point, "(" opening, "-" joiner, "a" all else."""
    if not char or char.isspace() or not char.isprintable():
        return " "
    if char in _POINTS:
        return "."
    if char in _OPENING:
        return "("
    return "-" if char in _JOINERS else "a"


@lru_cache(maxsize=4096)
def _lean(char: str, following: str) -> _Side:
    """Return what the character before a run of marks and the two after it say of them."""
    before, after = _kind(char), _kind(following[:1])
    if before in " (" and (following[:1] == "\u2026" or following == ".." or following[1:].isdecimal()):
        after = "a"  # "...and then" and ".50 calibre" are words
    if before == " ":
        return _Side.EITHER if after in " ." else _Side.OPEN
    if after == " ":
        return _Side.EITHER if before == "(" else _Side.CLOSE
    if before == "(":
        return _Side.EITHER if after == "." else _Side.OPEN
    if after == ".":
        return _Side.CLOSE
    if before == "-":
        return _Side.EITHER if after == "-" else _Side.OPEN
    return _Side.CLOSE if after == "-" else _Side.EITHER


_OUTWARDS = re.compile(r"(?<!\S)[\u00ab\u2039](?=\w)|(?<=[\w.,!?])[\u00bb\u203a](?!\w)")
_INWARDS = re.compile(r"(?<!\S)[\u00bb\u203a](?=\w)|(?<=[\w.,!?])[\u00ab\u2039](?!\w)")


def _guillemets_point_inwards(text: str) -> bool:
    """Return whether the text sets its guillemets as German and Danish books do."""
    return len(_INWARDS.findall(text)) > len(_OUTWARDS.findall(text))


# ---------------------------------------------------------------- paragraphs


class _Paragraph(NamedTuple):
    """A paragraph that holds marks; ``number`` counts all paragraphs."""

    number: int
    start: int
    end: int
    marks: list[_Mark]


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
    marks = _marks(text)
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


def _leading(text: str, paragraph: _Paragraph) -> tuple[_Mark, ...]:
    """Return the marks at the paragraph's very start that can re-open what the paragraph before left open."""
    leading: list[_Mark] = []
    end = paragraph.start
    for mark in paragraph.marks:
        if mark.prices.open > _UNCLEAR.open or mark.prices is _ELIDED or text[end : mark.start].strip():
            break
        leading.append(mark)
        end = mark.end
    return tuple(leading)


# ---------------------------------------------------------------- the cheapest reading


class _Region(NamedTuple):
    """A quotation before its depth is known."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    family: _Family
    closed: bool


def _regions(text: str, paragraph: _Paragraph, reopened: Set[_Family]) -> list[_Region]:
    """Return the paragraph's quotations by start; ``reopened`` are the families that the next paragraph begins with."""
    regions: list[_Region] = []
    bottom = paragraph.start + len(text[paragraph.start : paragraph.end].rstrip())
    for family in sorted({mark.family for mark in paragraph.marks}):
        added = []
        for parent, group in _groups([mark for mark in paragraph.marks if mark.family is family], regions):
            if parent is not None and parent.closed:
                unclosed = _FORBIDDEN
            else:
                unclosed = 0 if family in reopened else _price_of_the_end(text, paragraph, group[0])
            for opening, closing in _pairs(group, unclosed):
                if closing:
                    added.append(_Region(opening.start, closing.end, opening.end, closing.start, family, True))
                elif opening.end < bottom:
                    added.append(_Region(opening.start, bottom, opening.end, bottom, family, False))
        regions = sorted(regions + added)
    return regions


def _price_of_the_end(text: str, paragraph: _Paragraph, first: _Mark) -> int:
    """Return what an unclosed quotation costs: a lone single mark is an apostrophe, unless it opens the paragraph."""
    if first.family is not _Family.SINGLE:
        return _UNCLOSED
    speech = first.start == paragraph.start and text[first.start] == "\u2018"
    return _SINGLE_UNCLOSED_FROM_START if speech else _SINGLE_UNCLOSED


def _groups(marks: list[_Mark], regions: Sequence[_Region]) -> list[tuple[_Region | None, list[_Mark]]]:
    """Return the marks by the innermost region that they stand in."""
    if not regions:
        return [(None, marks)]
    groups: dict[int | None, list[_Mark]] = {}
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


def _pairs(marks: Sequence[_Mark], unclosed: int) -> list[tuple[_Mark, _Mark | None]]:
    """Return the opening marks, each with its closing one or none, of the reading of ``marks`` that costs least."""
    pairs: list[tuple[_Mark, _Mark | None]] = []
    stack: list[_Mark] = []
    for mark, step in zip(marks, _steps(marks, unclosed), strict=True):
        if step > 0:
            stack.append(mark)
        elif step < 0:
            pairs.append((stack.pop(), mark))
    pairs.extend((mark, None) for mark in stack)
    return pairs


def _steps(marks: Sequence[_Mark], unclosed: int) -> list[int]:
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


def _continued(leading: Sequence[_Mark], carried: Sequence[_Family], regions: Sequence[_Region]) -> frozenset[int]:
    """Return the starts of the regions that go on with those left open (``carried``, outermost first)."""
    starts = {region.start for region in regions}
    continued = set()
    for mark, family in zip(leading, carried, strict=False):
        if mark.family is not family or mark.start not in starts:
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
