"""Which contents say the same, and which say that it is not so.

One content has to say all that the other says, or the same with synonyms, figures and names in another form; what only
the longer says may be a detail (when, where, how, which), never another act, another side or another figure.
"""

from __future__ import annotations

import bisect
import itertools
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from attrib.contents import COMPLEMENT, MAIN, NOBODY, OBJECT, SUBJECT, Kind, Reading, Word, read_content
from attrib.keys import key_of
from attrib.report import frozen

CROWD = 256
"""A content whose rarest word stands in more contents than this is joined only with those that read alike."""

LONGEST = 200
"""A content of more words than this is joined only with those that read alike."""

_CONTRASTING = {
    "above", "after", "against", "before", "below", "during", "over", "since", "under", "until", "with", "without",
}  # fmt: skip
_TELLING = set(map(key_of, (
    "next last previous former other only first second third deputy acting vice assistant interim shadow"
).split()))  # fmt: skip
_BOTH_WAYS = set(map(key_of, "close open begin start end change break sink burn move stop".split()))
_TIMELY = set(map(key_of, (
    "today yesterday tomorrow overnight ago later earlier second minute hour day night morning afternoon evening week "
    "weekend month year january february march april may june july august september october november december monday "
    "tuesday wednesday thursday friday saturday sunday"
).split()))  # fmt: skip
_PLACES = set(map(key_of, (
    "area city country county district island neighbourhood province region town village"
).split()))  # fmt: skip
_MARKS = (Kind.NAME, Kind.FIGURE)


@frozen
class Likeness:
    """How much two contents have to share: that many words, and a cosine of their words weighted by TF-IDF.

    ``taken_up`` says that they stand in one text, where "the dockers" are the three dockers told of before.
    """

    fewest: int
    cosine: float
    taken_up: bool


WITHIN = Likeness(fewest=2, cosine=0.0, taken_up=True)
"""Inside one text, where what was told before is not told again."""

ACROSS = Likeness(fewest=3, cosine=0.55, taken_up=False)
"""Between texts, where the same words may tell of another event."""


@frozen
class SameContent:
    """Places of contents that say the same, and of those that say it is not so; the first of all says it."""

    said: tuple[int, ...]
    unsaid: tuple[int, ...]


def same_content(
    contents: Sequence[str], speakers: Sequence[str | None] | None = None, likeness: Likeness = WITHIN
) -> tuple[SameContent, ...]:
    """``contents`` in groups: a partition, ordered by first place, most groups of one.

    ``speakers`` are who says "I" in each, if known.  Time grows in proportion to the number of contents.
    """
    places: defaultdict[Reading, list[int]] = defaultdict(list)
    groups = []
    for place, content in enumerate(contents):
        reading = read_content(content, speakers[place] if speakers else None)
        if reading is None:
            groups.append(SameContent(said=(place,), unsaid=()))
        else:
            places[reading].append(place)
    forest = _Forest(len(places))
    readings = sorted(places, key=lambda each: (repr(each.words), sorted(each.negated), sorted(each.modality)))
    for i, j, opposed in _pairs(readings, likeness):
        forest.join(i, j, opposed)
    sides: defaultdict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for i, reading in enumerate(readings):
        root, opposed = forest.find(i)
        sides[root][opposed].extend(places[reading])
    groups += [in_group(one, other) for one, other in sides.values()]
    return tuple(sorted(groups, key=lambda group: group.said))


def in_group(one: Iterable[int], other: Iterable[int]) -> SameContent:
    """The group of two sides at odds, of which one may be empty."""
    said, unsaid = sorted((sorted(one), sorted(other)), key=lambda side: side[:1] or [sys.maxsize])
    return SameContent(said=tuple(said), unsaid=tuple(unsaid))


class _Forest:
    """Sets of things that are alike or opposed to each other: union and find with a parity."""

    def __init__(self, size: int):
        self._parent = list(range(size))
        self._opposed = [False] * size

    def find(self, i: int) -> tuple[int, bool]:
        """The root of ``i``, and whether ``i`` is opposed to it."""
        path = []
        while self._parent[i] != i:
            path.append(i)
            i = self._parent[i]
        opposed = False
        for at in reversed(path):
            opposed ^= self._opposed[at]
            self._parent[at], self._opposed[at] = i, opposed
        return i, opposed if path else False

    def join(self, i: int, j: int, opposed: bool) -> None:
        """Put two sets together; what contradicts what was joined before is let be."""
        (a, left), (b, right) = self.find(i), self.find(j)
        if a != b:
            self._parent[b], self._opposed[b] = a, left ^ right ^ opposed


def _pairs(readings: Sequence[Reading], likeness: Likeness) -> Iterator[tuple[int, int, bool]]:
    """Pairs of readings that say the same or the opposite: each looked for where all of its rarest words stand."""
    index: defaultdict[str, set[int]] = defaultdict(set)
    short = [i for i, reading in enumerate(readings) if len(reading.words) <= LONGEST]
    for i in short:
        for word in readings[i].words:
            index[word.key].add(i)
    needed = [frozenset(word.key for word in reading.words if not word.spare) for reading in readings]
    weight = {key: (1 + math.log(len(readings) / len(places))) ** 2 for key, places in index.items()}

    def cosine(i: int, j: int) -> float:
        shared, *norms = (
            math.fsum(weight[key] for key in keys) for keys in (needed[i] & needed[j], needed[i], needed[j])
        )
        return shared / math.sqrt(math.prod(norms))

    for i in short:
        reading = readings[i]
        if not needed[i] or len(needed[i]) + (MAIN in reading.negated) < likeness.fewest:
            continue
        sought = needed[i] - _PLACES if likeness.taken_up else needed[i]
        rarest = sorted((index[key] for key in sought), key=len)[:3]
        if not rarest or len(rarest[0]) > CROWD:
            continue
        within = [
            j
            for j in sorted(set.intersection(*rarest) - {i})
            if says_all(reading, readings[j], likeness) and (not likeness.cosine or cosine(i, j) >= likeness.cosine)
        ]
        if not _at_odds([readings[j] for j in within]):
            for j in within:
                yield i, j, (MAIN in reading.negated) != (MAIN in readings[j].negated)


def _at_odds(readings: Sequence[Reading]) -> bool:
    """Whether what all of these say in part is said of different names or figures, so that it joins none of them."""
    marks = sorted(({word.key for word in reading.words if word.kind in _MARKS} for reading in readings), key=len)
    return any(not one <= other for one, other in itertools.pairwise(marks))


def says_all(part: Reading, whole: Reading, likeness: Likeness) -> bool:
    """Whether ``whole`` says all that ``part`` says, or that it is not so, and besides it nothing but details."""
    found: defaultdict[str, list[Word]] = defaultdict(list)
    for word in whole.words:
        found[word.key].append(word)
    matched = [
        (word, min(found[word.key], key=lambda other: (other.clause != word.clause, other.phrase != word.phrase)))
        for word in part.words
        if word.key in found and word.kind is not Kind.PRONOUN
    ]
    keys = {word.key for word in part.words}
    shared = len({word.key for word, _ in matched}) + (MAIN in part.negated)
    return (
        all(
            word.spare or word.key in found or (likeness.taken_up and _stands_for_place(word, whole))
            for word in part.words
        )
        and shared >= likeness.fewest
        and _same_stance(part, whole, matched)
        and _same_roles(matched)
        and _same_order(part, whole, matched)
        and not _at_odds_in_small(part, whole)
        and all(word.key in keys or _is_detail(i, whole.words, part, likeness) for i, word in enumerate(whole.words))
    )


def _stands_for_place(word: Word, whole: Reading) -> bool:
    """Whether a word takes up a place that the longer content has by name: "in the district", "in Upper Tellmark"."""
    return (
        word.key in _PLACES
        and word.phrase not in ("", SUBJECT, OBJECT, COMPLEMENT)
        and any(
            other.kind is Kind.NAME and _same_side(other, word) and other.key not in _TIMELY for other in whole.words
        )
    )


def _same_stance(part: Reading, whole: Reading, matched: Sequence[tuple[Word, Word]]) -> bool:
    """Whether both say it as fact, as possible, as planned; and deny alike what stands in a clause within it."""
    for here, there in {(one.clause, other.clause) for one, other in matched}:
        if _modality_of(part, here) != _modality_of(whole, there):
            return False
        if (here, there) != (MAIN, MAIN) and (here in part.negated) != (there in whole.negated):
            return False
    return all(
        other.clause == MAIN and other.phrase in ("", SUBJECT, OBJECT, one.phrase)
        for one, other in matched
        if one.kind is Kind.VERB and one.clause == MAIN
    )


def _modality_of(reading: Reading, clause: str) -> set[str]:
    return {kind for at, kind in reading.modality if at == clause}


def _same_roles(matched: Sequence[tuple[Word, Word]]) -> bool:
    """Whether nobody has changed sides, and nothing its time."""
    both_ways = any(one.kind is Kind.VERB and one.key in _BOTH_WAYS for one, _ in matched)
    changed = set()
    for one, other in matched:
        if one.phrase == other.phrase or Kind.VERB in (one.kind, other.kind):
            continue
        phrases = {one.phrase, other.phrase}
        if phrases <= _CONTRASTING or (phrases <= {SUBJECT, OBJECT} and not both_ways):
            return False
        changed.add((one.phrase, other.phrase))
    return not any((other, one) in changed for one, other in changed)


def _same_order(part: Reading, whole: Reading, matched: Sequence[tuple[Word, Word]]) -> bool:
    """Whether the words of the main clause outside phrases follow each other alike, but for one in five.

    The longest increasing run of their places, by patience sorting.
    """
    once = [Counter(word.key for word in reading.words) for reading in (part, whole)]
    ranks = sorted(
        (_rank(one, part), _rank(other, whole))
        for one, other in matched
        if once[0][one.key] == once[1][one.key] == 1 and _is_core(one) and _is_core(other)
    )
    tops: list[tuple[int, int]] = []
    for _, place in ranks:
        at = bisect.bisect_left(tops, place)
        tops[at : at + 1] = [place]
    return len(tops) >= 0.8 * len(ranks)


def _is_core(word: Word) -> bool:
    return word.clause == MAIN and word.phrase in ("", SUBJECT, OBJECT)


def _rank(word: Word, reading: Reading) -> tuple[int, int]:
    return {SUBJECT: 0, OBJECT: 2}.get(word.phrase, 1), reading.words.index(word)


def _at_odds_in_small(part: Reading, whole: Reading) -> bool:
    """Whether each has a first name, a pronoun or an adverb of the main clause that the other lacks."""
    for kind in (Kind.NAME, Kind.PRONOUN, Kind.ADVERB):
        one, other = (
            {
                (word.key, word.phrase)
                for word in reading.words
                if word.spare and word.kind is kind and word.clause == MAIN and word.key != NOBODY
            }
            for reading in (part, whole)
        )
        if {phrase for _, phrase in one - other} & {phrase for _, phrase in other - one}:
            return True
    return False


def _is_detail(i: int, words: Sequence[Word], part: Reading, likeness: Likeness) -> bool:
    """Whether a word that only the longer content has adds nothing but a detail."""
    word = words[i]
    keys = {other.key for other in part.words}
    rest = words[i : next((j for j in range(i, len(words)) if words[j].closing), i) + 1]
    before_matched = any(other.key in keys for other in rest[1:])
    if word.spare:
        return True
    if word.key in _TELLING and before_matched:
        return False
    if all(other.key in _TELLING | _TIMELY or other.kind is Kind.FIGURE for other in rest) and rest[-1].key in _TIMELY:
        return True
    if word.of or word.clause != MAIN or word.phrase not in ("", SUBJECT, OBJECT, COMPLEMENT):
        return True
    if word.phrase and any(other.kind is Kind.PRONOUN and _same_side(other, word) for other in part.words):
        return True  # the pronoun stands for it
    if word.phrase == SUBJECT and all(other.phrase != SUBJECT for other in part.words if other.clause == MAIN):
        return True  # "the bridge was closed", whoever closed it
    if likeness.taken_up and word.phrase == OBJECT and word.kind is not Kind.VERB and _is_complete(part):
        return True  # "the van crossed at a red light", whatever it crossed
    if word.kind is Kind.VERB or word.phrase == COMPLEMENT or (word.kind is Kind.FIGURE and not likeness.taken_up):
        return False
    if likeness.taken_up and _counted(i, words, part):
        return True  # "three were hurt", the three dockers
    called = next((other for other in reversed(words[:i]) if not (other.spare and other.kind is Kind.NAME)), None)
    if likeness.taken_up and word.kind is Kind.NAME and called and called.key in keys and not called.closing:
        return True  # "the ship Nilufar Star", later "the ship"
    apposed = any(other.key in keys and _same_side(other, word) and other.part != word.part for other in words)
    return before_matched or (apposed and word.phrase != "")


def _counted(i: int, words: Sequence[Word], part: Reading) -> bool:
    """Whether a word belongs to the noun of a figure that the shorter content has without one."""
    before = itertools.takewhile(lambda word: not word.closing, reversed(words[:i]))
    figure = next((word for word in before if word.kind is Kind.FIGURE), None)
    return figure is not None and any(
        other.key == figure.key and other.closing and other.kind is Kind.FIGURE for other in part.words
    )


def _is_complete(part: Reading) -> bool:
    """Whether a content without an object tells enough by itself: who, what and one thing more."""
    main = [word for word in part.words if word.clause == MAIN]
    told = len({word.key for word in main if word.kind is not Kind.PRONOUN})
    return told > 2 and all(word.phrase != OBJECT for word in main)


def _same_side(one: Word, other: Word) -> bool:
    return one.clause == other.clause and one.phrase == other.phrase
