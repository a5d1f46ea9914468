"""The quotation marks of a text, each with its price for opening, for closing and for being no quotation mark at all.

A price comes from the mark's glyph and from the white space around it. Nothing is paired here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, IntEnum
from functools import lru_cache
from typing import NamedTuple


class Family(IntEnum):
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


class Prices(NamedTuple):
    """What it costs to take a mark as an opening one, as a closing one, or as neither."""

    open: int
    close: int
    skip: int


class Mark(NamedTuple):
    """A mark where it stands, the end exclusive; two single marks that touch, or two backquotes, are one mark."""

    start: int
    end: int
    family: Family
    prices: Prices

    @property
    def reopens(self) -> bool:
        """Whether the mark, at a paragraph's start, may go on with a quotation that the one before left open."""
        return self.prices.open <= _UNCLEAR.open and self.prices is not _ELIDED


_GLYPHS: dict[str, tuple[Family, _Side]] = {
    '"': (Family.DOUBLE, _Side.EITHER),
    "\uff02": (Family.DOUBLE, _Side.EITHER),  # full-width straight
    "''": (Family.DOUBLE, _Side.EITHER),
    "``": (Family.DOUBLE, _Side.OPEN),
    "\u2018\u2018": (Family.DOUBLE, _Side.OPEN),  # 6 6
    "\u2019\u2019": (Family.DOUBLE, _Side.CLOSE),  # 9 9
    "\u201c": (Family.DOUBLE, _Side.OPEN),  # 66
    "\u201d": (Family.DOUBLE, _Side.CLOSE),  # 99
    "\u201e": (Family.DOUBLE, _Side.OPEN),  # low 99
    "\u201f": (Family.DOUBLE, _Side.OPEN),  # high reversed 9s
    "\u00ab": (Family.ANGLE, _Side.OPEN),
    "\u00bb": (Family.ANGLE, _Side.CLOSE),
    "\u2039": (Family.SINGLE_ANGLE, _Side.OPEN),
    "\u203a": (Family.SINGLE_ANGLE, _Side.CLOSE),
    "'": (Family.SINGLE, _Side.EITHER),
    "`": (Family.SINGLE, _Side.OPEN),
    "\u2018": (Family.SINGLE, _Side.OPEN),  # 6
    "\u2019": (Family.SINGLE, _Side.CLOSE),  # 9, and the typographic apostrophe
    "\u201a": (Family.SINGLE, _Side.OPEN),  # low 9
    "\u201b": (Family.SINGLE, _Side.OPEN),  # high reversed 9
}

# The first three alternatives are apostrophes for certain: don't; rock 'n' roll; the "Times"'s.
_SCAN = re.compile(
    r"(?P<apostrophe>(?<=\w)['\u2018\u2019](?=\w)|['\u2018\u2019]n['\u2019](?!\w)|(?<=[^\s][^\s])['\u2019]s(?!\w))"
    r"|``|'(?=''(?!'))|''|\u2018\u2018(?!\u2018)|\u2019\u2019(?!\u2019)|[\"\uff02\u201c-\u201f\u00ab\u00bb\u2039\u203a'`\u2018-\u201b]",
    re.IGNORECASE,
)
_ELISION = re.compile(
    r"(?:\d0s|\d\d|em|till?|tis|twas|cause|cos|bout|round|neath|tween|kay|fraid|scuse)(?!\w)", re.IGNORECASE
)

# Taking a mark against a clear sign costs more than leaving two out, so that two strays never make a pair.
_AGAINST = 8000
_STRAY = 3000

_CLEAR = {_Side.OPEN: Prices(0, _AGAINST, _STRAY), _Side.CLOSE: Prices(_AGAINST, 0, _STRAY)}
_UNCLEAR = Prices(1000, 500, 800)
_MISTYPED = {_Side.OPEN: Prices(1500, 1000, _STRAY), _Side.CLOSE: Prices(1000, 1500, _STRAY)}
_MISPLACED = Prices(1000, 500, _STRAY)
_INCHES = Prices(_AGAINST, 0, 200)
_FEET_AND_INCHES = Prices(_AGAINST, 1000, 0)

_ELIDED = Prices(800, _AGAINST, 0)
_POSSESSIVE = Prices(_AGAINST, 300, 0)
_SINGLE_OPEN = Prices(0, _AGAINST, 1000)
_SINGLE_CURLY_OPEN = Prices(0, _AGAINST, 2000)
_SINGLE_CLOSE_AFTER_POINT = Prices(_AGAINST, 0, 1000)
_SINGLE_CLOSE = Prices(_AGAINST, 0, 500)
_SINGLE_UNCLEAR = Prices(300, 300, 300)


def find_marks(text: str) -> Iterator[Mark]:
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


def _priced(text: str, run: list[re.Match[str]], turned: bool) -> Iterator[Mark]:
    first, last = run[0].start(), run[-1].end()
    lean = _lean(text[max(0, first - 1) : first], text[last : last + 2])
    for match in run:
        start, end = match.span()
        family, glyph = _GLYPHS[match[0]]
        if family is Family.SINGLE:
            prices = _single_prices(text, start, end, lean)
            if prices is not None:
                yield Mark(start, end, family, prices)
            continue
        if turned and family is not Family.DOUBLE:
            glyph = _Side.CLOSE if glyph is _Side.OPEN else _Side.OPEN
        yield Mark(start, end, family, _double_prices(text, start, glyph, lean))


def _double_prices(text: str, start: int, glyph: _Side, lean: _Side) -> Prices:
    if glyph is not _Side.OPEN and text[max(0, start - 1) : start].isdecimal():
        return _FEET_AND_INCHES if _FEET.search(text, max(0, start - 4), start) else _INCHES
    if glyph is not _Side.CLOSE and lean is _Side.OPEN and _BEFORE_TAG.match(text, max(0, start - 2)):
        return _MISPLACED
    if glyph is _Side.EITHER:
        return _UNCLEAR if lean is _Side.EITHER else _CLEAR[lean]
    return _CLEAR[glyph] if lean in (glyph, _Side.EITHER) else _MISTYPED[glyph]


# The blank of a closing mark on its wrong side, as the tag behind it shows: "We lost, "she said.
_BEFORE_TAG = re.compile(
    r"[,.?!] [\"\uff02\u201c](?:(?:he|she|they|we|I)|(?:[A-Z][\w.-]{1,30} ){0,3}[A-Z][\w-]{1,30}) "
    r"(?:said|says|added|told|explained|noted|stated|stressed|continued|asked|replied|insisted)\b"
)
_FEET = re.compile(r"\d['\u2019]\s?\d{1,2}\Z")


def _single_prices(text: str, start: int, end: int, lean: _Side) -> Prices | None:
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
