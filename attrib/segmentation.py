"""Where paragraphs and sentences end: what a text's layout says, put right before and after Stanza's segmenter.

Everything here is a pure function over offsets; nothing knows Stanza.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from attrib.report import frozen

LONGEST_SENTENCE = 150
"""Words of a sentence that the parser reads at once; time and memory grow with the square."""

_LINE = re.compile(r"[^\n]+")
_DATELINE = re.compile(
    r"((?:[A-Z]{3,}[\w.'’-]{0,20}(?:,? (?:[A-Z][\w.'’-]{0,20}|\d{1,4}(?:st|nd|rd|th)?|of)){0,6}?"
    r"|[A-Z][\w.' ]{1,30}(?:, [^\n—–()]{1,30})? ?\([A-Z][\w. ]{1,20}\)),? ?(?:—|–|--?)) (?=[\"'“‘«]?[A-Z\d])"
)
"""A place in capitals, or a place and an agency in brackets, before a dash: "NAIROBI, Tuesday — ", "Lima (AFP) - "."""

_CLOSERS = re.compile(r"""["”’»›')\]]+|''""")
_COMMA = re.compile(r""",["”’»›')\]]*\Z""")
_SHORT = re.compile(
    r"\b(?:Adm|Brig|Capt|Cllr|Cmdr|Col|Del|Dr|Gen|Gov|Hon|Insp|Lt|Maj|Mr|Mrs|Ms|Prof|Rep|Rev|Sen|Sgt|Supt"
    r"|(?P<month>Jan|Feb|Aug|Sept|Oct|Nov|Dec))\.\Z"
)
"""A title in short, which a name follows, or a month, which a day follows."""

_LONGEST_SHORT = 6
UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters and lone surrogates: no model has ever seen them."""

LONGEST_RUN = 250
"""Characters without a blank that the segmenter reads at once; its search for addresses takes time by the square."""

UNBROKEN = re.compile(rf"\S{{{LONGEST_RUN}}}(?=\S)")
"""The start of a longer run."""

_BLANK = re.compile(f"{UNREADABLE.pattern}|[\r\u00a0\u2000-\u200b\u202f\u205f\u3000\ufeff]")


@frozen
class Piece:
    """A token as the segmenter found it: its span, and the forms of its syntactic words (one for most tokens)."""

    start: int
    end: int
    words: tuple[str, ...]


def readable(text: str) -> str:
    """The text with a plain blank for every other kind and for what cannot be read: same length, same offsets."""
    return _BLANK.sub(" ", text)


def is_contracted(form: str) -> bool:
    """Whether a token may be several words: treebanks of the web have "its" for "it's", newspapers do not."""
    return form.lower() != "its"


def paragraphs(text: str) -> list[tuple[int, int]]:
    """The spans of the paragraphs, without the white space around them.

    Blank lines always part paragraphs. A single line break does too, unless the text is wrapped, that is, unless one
    of its lines breaks off in mid-sentence and goes on in lower case. A dateline is a paragraph of its own.
    """
    lines = [(m.start(), m.end()) for m in _LINE.finditer(text) if not m.group().isspace()]
    lines = [_strip(text, *line) for line in lines]
    wrapped = any(_goes_on(text, a, b) for a, b in itertools.pairwise(lines))
    found: list[tuple[int, int]] = []
    for start, end in lines:
        if found and wrapped and not _blank_line(text, found[-1][1], start):
            found[-1] = found[-1][0], end
        else:
            found.append((start, end))
    return [part for span in found for part in _after_dateline(text, *span)]


def _after_dateline(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The dateline at the head of a paragraph and what follows its dash, or the paragraph whole."""
    dateline = _DATELINE.match(text, start, end)
    return [(start, dateline.end(1)), (dateline.end(), end)] if dateline else [(start, end)]


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    line = text[start:end]
    return start + len(line) - len(line.lstrip()), end - len(line) + len(line.rstrip())


def _blank_line(text: str, end: int, start: int) -> bool:
    return text.count("\n", end, start) > 1


def _goes_on(text: str, line: tuple[int, int], following: tuple[int, int]) -> bool:
    """Whether a line stops in mid-sentence and the next one takes the sentence up."""
    if _blank_line(text, line[1], following[0]):
        return False
    return text[following[0]].islower() and (text[line[1] - 1].isalnum() or text[line[1] - 1] in ",;-–—")


def mend(text: str, sentences: Sequence[Sequence[Piece]], breaks: Sequence[int]) -> list[list[Piece]]:
    """The sentences with every closing quotation mark or bracket put back to the sentence that it closes, and those in
    one that part in a name or behind its title ("the Foreign Minister Wang | Yi said", "Rep. | Lind"), within a date
    ("Jan. | 3") or behind a comma ("We lost, | Lind said").

    ``breaks`` are the offsets at which a paragraph begins: nothing is moved across one.
    """
    starts = set(breaks)
    mended: list[list[Piece]] = []
    for sentence in sentences:
        rest = list(sentence)
        while mended and rest and rest[0].start not in starts and _closes(text, mended[-1][-1], rest[0]):
            mended[-1].append(rest.pop(0))
        if mended and rest and rest[0].start not in starts and _are_one(text, mended[-1][-1], rest[0]):
            mended[-1] += rest
        elif rest:
            mended.append(rest)
    return mended


def _are_one(text: str, last: Piece, first: Piece) -> bool:
    """Whether a sentence ends in a comma or a title's full stop, or it ends and the next begins with a word like a
    name's, and no mark stands between."""
    if _COMMA.search(text, max(0, last.end - 3), last.end):
        return True
    short = _SHORT.search(text, max(0, last.end - _LONGEST_SHORT), last.end)
    if short:
        return text[first.start].isdecimal() if short["month"] else text[first.start].isupper()
    return all(word.istitle() and word.isalpha() for word in (last.words[-1], first.words[0]))


def _closes(text: str, last: Piece, first: Piece) -> bool:
    """Whether a sentence's first token belongs to the sentence before: a mark that touches it and not what follows."""
    if last.end != first.start or not _CLOSERS.fullmatch(text[first.start : first.end]):
        return False
    return first.end == len(text) or text[first.end].isspace() or not text[first.end].isalnum()


def bound(sentence: Sequence[Piece], longest: int = LONGEST_SENTENCE) -> list[list[Piece]]:
    """The sentence in parts of at most ``longest`` words, cut behind the strongest mark in the last half of each."""
    parts: list[list[Piece]] = []
    start, left = 0, sum(len(piece.words) for piece in sentence)
    while left > longest:
        words = cut = 0
        best = -1
        for i in range(start, len(sentence)):
            words += len(sentence[i].words)
            if words > longest:
                cut = cut or max(i, start + 1)
                break
            if words > longest // 2:
                strength = _strength(sentence[i].words[-1])
                if strength >= best:
                    best, cut = strength, i + 1
        parts.append(list(sentence[start:cut]))
        left -= sum(len(piece.words) for piece in parts[-1])
        start = cut
    return [*parts, list(sentence[start:])] if start < len(sentence) else parts


def _strength(form: str) -> int:
    """How good a place to cut a sentence is behind this word."""
    return 3 if form in ".!?" else 2 if form in ";:" else 1 if form in {",", "-", "–", "—"} else 0
