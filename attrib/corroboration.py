"""Which contents say the same, by their words alone.

Deliberately strict, since a pair wrongly joined would let strangers vouch for each other: numbers, negations and
modality have to agree, and one content has to say, in the same order, all that the other says and little more.  A
word exchanged for another (rose for fell, one place for another) always keeps two contents apart.
"""

from __future__ import annotations

import bisect
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from attrib.report import frozen

COVERAGE = 0.75
"""How much of the longer content's words the shorter has to have."""

FEWEST = 3
"""Content words that two contents have to share, unless they read exactly alike; then two are enough."""

CROWD = 256
"""A content whose rarest word stands in more contents than this is joined only with those that read alike."""

_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’-][^\W\d_]+)*")
_FUNCTION = {
    "a", "an", "the", "this", "that", "these", "those", "of", "to", "in", "on", "at", "by", "for", "from", "with", "as",
    "and", "or", "but", "if", "so", "than", "then", "there", "is", "are", "was", "were", "be", "been", "being", "am",
    "has", "have", "had", "having", "do", "does", "did", "done", "also", "just", "only", "very", "most", "some", "any",
    "all", "both", "each", "such", "its", "his", "her", "their", "whose", "which", "who", "whom", "what", "when",
    "where", "while", "because", "into", "onto", "upon", "about", "again",
}  # fmt: skip
_MODALS = {
    "possible": ("may", "might", "can", "could", "perhaps", "possibly"),
    "future": ("will", "would", "shall"),
    "due": ("must", "should", "ought"),
    "meant": (
        "agree", "attempt", "consider", "expect", "hope", "intend", "plan", "promise", "propose", "seek", "threaten",
        "try", "vow", "want",
    ),
}  # fmt: skip
_NEGATORS = {
    "no", "not", "never", "none", "nobody", "nothing", "nowhere", "neither", "nor", "cannot", "without",
    "hardly", "unable", "fail", "fails", "failed", "failing", "refuse", "refuses", "refused", "refusing",
    "deny", "denies", "denied", "false", "untrue",
}  # fmt: skip
_SPEAKER = {"i", "me", "my", "myself", "we", "us", "our", "ours", "ourselves", "you", "your", "yours"}
_NUMERALS = {
    "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15",
    "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19", "twenty": "20", "thirty": "30",
    "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90",
}  # fmt: skip
_ENDINGS = (("ies", "y"), ("ied", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("s", ""))


@frozen
class _Reading:
    """A content as it is compared: its words in order, and what has to agree: numbers, negations, modality."""

    words: tuple[str, ...]
    strict: tuple[tuple[str, ...], int, frozenset[str]]


def same_content(contents: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    """Places of ``contents`` in groups that say the same: a partition, ordered, most groups of one.

    What speaks of "I", "we" or "you" means another in every mouth and stays alone, as does what has fewer than two
    words that carry content.  Time grows in proportion to the number of contents.
    """
    places: defaultdict[_Reading, list[int]] = defaultdict(list)
    groups: list[list[int]] = []
    for place, content in enumerate(contents):
        reading = _read(content)
        if reading is None:
            groups.append([place])
        else:
            places[reading].append(place)
    readings = list(places)
    parent = list(range(len(readings)))

    def find(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, j in _pairs(readings):
        parent[find(i)] = find(j)
    joined: defaultdict[int, list[int]] = defaultdict(list)
    for i, reading in enumerate(readings):
        joined[find(i)] += places[reading]
    groups += joined.values()
    return tuple(sorted(tuple(sorted(group)) for group in groups))


def _read(content: str) -> _Reading | None:
    """How ``content`` is compared, or none if it cannot be told apart from another's."""
    words, numbers, negations, modality = [], [], 0, set()
    for token in _TOKEN.findall(content.casefold().replace("’", "'")):
        if token in _SPEAKER or token.split("'")[0] in _SPEAKER:
            return None
        if token[0].isdigit() or token in _NUMERALS:
            numbers.append(_NUMERALS.get(token, token.replace(",", "")))
        elif token in _NEGATORS or token.endswith("n't"):
            negations += 1
        elif token not in _FUNCTION:
            stem = _stem(token)
            if stem in _MODALITY:
                modality.add(_MODALITY[stem])
            else:
                words.append(stem)
    if len(words) + len(numbers) < 2 or not words:
        return None
    return _Reading(words=tuple(words), strict=(tuple(sorted(numbers)), negations, frozenset(modality)))


def _stem(word: str) -> str:
    """``word`` without what inflection adds: a key that only has to be the same for the same word."""
    word = word.removesuffix("'s").removesuffix("'")
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) + len(instead) >= 3:
            word = word[: -len(ending)] + instead
            break
    if len(word) > 4 and word[-1] == word[-2]:
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


_MODALITY = {_stem(word): kind for kind, words in _MODALS.items() for word in words}


def _pairs(readings: Sequence[_Reading]) -> Iterator[tuple[int, int]]:
    """Pairs of readings that say the same: each looked for where all of its rarest words stand."""
    sets = [frozenset(reading.words) for reading in readings]
    blocks: defaultdict[object, defaultdict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for i, reading in enumerate(readings):
        index = blocks[reading.strict]
        for word in sets[i]:
            index[word].add(i)
    for i, reading in enumerate(readings):
        index = blocks[reading.strict]
        rarest = sorted((index[word] for word in sets[i]), key=len)[:3]
        if len(sets[i]) < FEWEST or len(rarest[0]) > CROWD:
            continue
        for j in sorted(set.intersection(*rarest) - {i}):
            within = len(sets[i]) >= COVERAGE * len(sets[j]) and sets[i] <= sets[j]
            if within and _same_order(reading.words, readings[j].words):
                yield i, j


def _same_order(shorter: Sequence[str], longer: Sequence[str]) -> bool:
    """Whether words that stand once in both follow each other alike, but for one in five.

    The longest increasing run of their places, by patience sorting.
    """
    once = Counter(shorter), Counter(longer)
    place = {word: i for i, word in enumerate(longer)}
    places = [place[word] for word in shorter if once[0][word] == once[1][word] == 1]
    tops: list[int] = []
    for i in places:
        at = bisect.bisect_left(tops, i)
        tops[at : at + 1] = [i]
    return len(tops) >= 0.8 * len(places)
