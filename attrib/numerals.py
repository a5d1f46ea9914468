"""Numbers as newspapers write them: 12 per cent, three thousand, a quarter of a million, one in five."""

from __future__ import annotations

import re
from fractions import Fraction

from attrib.report import frozen

_UNITS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * value for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
SCALES = {
    "hundred": 100, "thousand": 1000, "k": 1000, "million": 10**6, "m": 10**6, "mn": 10**6, "billion": 10**9,
    "bn": 10**9, "trillion": 10**12, "tn": 10**12, "dozen": 12,
}  # fmt: skip
_PARTS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5,
    "tenth": 10, "tenths": 10,
}  # fmt: skip
_SPANS = {
    f"{unit}{ending}"
    for unit in "second minute hour day week month year decade game match".split()
    for ending in ("", "s")
} | {"matches"}
"""What follows a number that is no whole: "12 in 24 hours"."""

_LONGEST = 30
"""Characters of a word past which it is no number to reckon with."""

_DIGITS = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


@frozen
class Figure:
    """A number that stands at words ``start`` to ``end`` (exclusive); shares are in per cent: "20%" for one in five."""

    start: int
    end: int
    key: str


def read_figures(words: list[str]) -> list[Figure]:
    """The numbers among words in lower case, in order; "one" and "a" alone are none."""
    found = []
    i = 0
    while i < len(words):
        figure = _share(words, i) or _count(words, i)
        if figure is None:
            i += 1
        else:
            found.append(figure)
            i = figure.end
    return found


def _share(words: list[str], i: int) -> Figure | None:
    """A part of a whole: "12 per cent", "one in five", "two thirds", "half"."""
    value, end = _number(words, i)
    if value is not None:
        if words[end : end + 1] in (["%"], ["percent"]):
            return _figure(i, end + 1, value, "%")
        if words[end : end + 2] == ["per", "cent"]:
            return _figure(i, end + 2, value, "%")
        whole, after = _number(words, end + 1) if words[end : end + 1] == ["in"] else (None, end)
        counted = whole is not None and words[after : after + 1] and words[after] in _SPANS
        if whole is not None and 0 < value < whole <= 100 and not counted:
            return _figure(i, after, 100 * value / whole, "%")
    elif words[i] in ("a", "half"):
        value, end = Fraction(1), i + (words[i] == "a")
    parts = _PARTS.get(words[end]) if value is not None and end < len(words) else None
    if value is None or parts is None:
        return None
    # "a third day" is a day; "a third of the crop", "one third", "half the crop" are shares.
    if words[i] == "a" and words[end + 1 : end + 2] != ["of"]:
        return None
    return _part_of_scale(words, i, end + 1, value / parts) or _figure(i, end + 1, 100 * value / parts, "%")


def _part_of_scale(words: list[str], start: int, i: int, part: Fraction) -> Figure | None:
    """ "a quarter of a million", "half a million"."""
    i += words[i : i + 1] == ["of"]
    if words[i : i + 1] == ["a"] and i + 1 < len(words) and words[i + 1] in SCALES:
        return _figure(start, i + 2, part * SCALES[words[i + 1]])
    return None


def _count(words: list[str], i: int) -> Figure | None:
    value, end = _number(words, i)
    if value is None:
        return Figure(start=i, end=i + 1, key=words[i]) if words[i][:1].isdecimal() else None
    return None if words[i] == "one" and end == i + 1 else _figure(i, end, value)


def _number(words: list[str], i: int) -> tuple[Fraction | None, int]:
    """The number that starts at word ``i``, in digits, words or both, and where it ends."""
    total, current, seen = Fraction(0), Fraction(0), False
    start = i
    if words[i : i + 1] == ["a"] and i + 1 < len(words) and words[i + 1] in SCALES:
        current, seen, i = Fraction(1), True, i + 1
    while i < len(words):
        word = words[i]
        if seen and words[i : i + 3] == ["and", "a", "half"]:
            current, i = current + Fraction(1, 2), i + 3
            continue
        if (
            word == "and"
            and seen
            and i + 1 < len(words)
            and words[i - 1] in SCALES
            and _plain(words[i + 1]) is not None
        ):
            i += 1
            continue
        value = _plain(word)
        if value is not None:
            if seen and not (words[i - 1] in SCALES or words[i - 1] == "and"):
                break
            current += value
        elif word in SCALES and seen and current < 10**_LONGEST:
            scale = SCALES[word]
            if scale >= 1000:
                total, current = total + current * scale, Fraction(0)
            else:
                current *= scale
        else:
            break
        seen, i = True, i + 1
    return (total + current, i) if seen else (None, start)


def _plain(word: str) -> Fraction | None:
    """The value of one word: digits, or a numeral below a hundred."""
    if len(word) <= _LONGEST and _DIGITS.fullmatch(word):
        return Fraction(word.replace(",", ""))
    tens, _, units = word.partition("-")
    if word in _UNITS or word in _TENS:
        return Fraction(_UNITS.get(word, _TENS.get(word, 0)))
    return Fraction(_TENS[tens] + _UNITS[units]) if tens in _TENS and units in _UNITS else None


def _figure(start: int, end: int, value: Fraction, unit: str = "") -> Figure:
    number = round(value) if unit and value.denominator != 1 and value > 1 and value.denominator % 3 == 0 else value
    key = str(number) if Fraction(number).denominator == 1 else f"{float(number):.10g}"
    return Figure(start=start, end=end, key=key + unit)
