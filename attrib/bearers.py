"""Finds who bears the proper names of a document: a full name, its short forms and an acronym are of one bearer.

Two people with one surname and different first names are never one bearer, nor are Mr and Mrs of that name.
"""

from __future__ import annotations

import dataclasses
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from attrib import lexicon
from attrib.mentions import case_of
from attrib.namekinds import InText, NameKind, NameModel
from attrib.names import initials, is_medium, is_short_for_office, name_at_head, names_in, spelled, type_of_name, whose
from attrib.parse import Parse, Sentence, Word
from attrib.report import SourceType, frozen
from attrib.titles import is_person, is_title

_FEMALE = frozenset(
    "she her mrs ms miss lady madam dame spokeswoman chairwoman businesswoman congresswoman policewoman woman girl "
    "mother sister daughter wife widow aunt queen princess actress".split()
)
_MALE = frozenset(
    "he him his mr sir lord spokesman chairman businessman congressman policeman man boy father brother son husband "
    "uncle king prince actor".split()
)
_COURTESY = frozenset("mr mrs ms miss madam dame lady lord sir".split())
"""Titles that tell a woman from a man and nothing else, so that nobody goes by those of both."""

_PRONOUNS = {"it": "it", "its": "it", "he": "he", "she": "he"}
_WITHIN = {"in", "at", "across", "near", "throughout", "outside", "inside"}
_BESIDE = {"appos", "compound", "flat"}
MOST_ALIKE = 6
"""Bearers that are found by one noun."""

SURE = 0.6
"""From how likely on a name is taken to be a person's or a body's where no word tells."""

TOLD = 0.8
"""How likely the kind is that a title or a pronoun tells."""

_COMPANY = frozenset("co corp inc ltd plc bhd group holdings technologies airlines airways motors".split())


@frozen
class Naming:
    """A place where a name stands: the sentence, its first and last word there, and where it begins in the text.

    ``name`` is the name as it stands, ``nouns`` what stands beside it (titles, roles, appositions) in lower case;
    ``subject`` tells whether it is a subject, ``told_of`` whether it is one or stands beside one, ``definite`` whether
    "the" stands in front, ``place`` whether something is said to be in it; ``pronoun`` is what takes it up in what it
    says or does: "it", "he" (or "she"), or nothing.
    """

    sentence: int
    first: int
    last: int
    start: int
    name: tuple[str, ...]
    nouns: frozenset[str]
    subject: bool
    told_of: bool
    definite: bool
    place: bool
    pronoun: str


@dataclasses.dataclass(eq=False)
class Bearer:
    """Somebody or something with a name: its longest form, all places in order where it stands, how likely it is of
    each :class:`NameKind`, and whether it is ``labelled`` as one who speaks."""

    name: tuple[str, ...]
    namings: list[Naming] = dataclasses.field(default_factory=list)
    likely: NDArray[np.float64] = dataclasses.field(default_factory=lambda: np.full(len(NameKind), 1 / len(NameKind)))
    labelled: bool = False

    @cached_property
    def starts(self) -> list[int]:
        """Where the namings begin in the text."""
        return [naming.start for naming in self.namings]

    @cached_property
    def nouns(self) -> frozenset[str]:
        """What the document calls the bearer besides its name."""
        return frozenset[str]().union(*(naming.nouns for naming in self.namings))

    @cached_property
    def gender(self) -> str:
        """``f`` or ``m`` if a title or a role tells, else empty."""
        return gender_of(self.nouns)

    @property
    def definite(self) -> bool:
        """Whether the name takes an article."""
        return any(naming.definite for naming in self.namings)

    @property
    def _likeliest(self) -> NameKind:
        return NameKind(int(self.likely.argmax()))

    @cached_property
    def told(self) -> NameKind | None:
        """Whether it is a person or a body by a courtesy title, by a label ("LIND: We lost"), or, if it goes by one
        word or by two with "&", by the pronoun for it."""
        kind = type_of_name(self.name)
        medium = kind in {SourceType.OUTLET, SourceType.DOCUMENT}
        speaks = self.labelled and not medium and (self.name[-1].isupper() or self._likeliest is NameKind.PERSON)
        if self.nouns & _COURTESY or speaks:
            return NameKind.PERSON
        pronouns = {naming.pronoun for naming in self.namings if naming.pronoun}
        if len(pronouns) != 1 or kind is not SourceType.UNKNOWN or (len(self.name) > 1 and "&" not in self.name):
            return None
        if pronouns == {"it"}:
            return NameKind.BODY
        # a club speaks of its players, too, and a capital of a spy
        return NameKind.PERSON if self._likeliest is NameKind.PERSON and "&" not in self.name else None

    @cached_property
    def type(self) -> SourceType:
        """What kind of source the name belongs to, as far as its words and the nouns beside it tell."""
        return SourceType.PERSON if self.told is NameKind.PERSON else _kind(self.name, self.nouns, self.likely)


class Bearers:
    """The bearers of all names in a document: ``everybody``.

    ``labelled`` are the sentence and the word of each name that stands as a speaker's label.
    """

    everybody: tuple[Bearer, ...]

    def __init__(self, parse: Parse, model: NameModel, labelled: Collection[tuple[int, int]] = ()):
        self.namings = _namings(parse)
        self._judged = model.judge([_in_text(parse, naming) for naming in self.namings])
        self._starts = [naming.start for naming in self.namings]
        self._aliases = _aliases(parse, self.namings)
        self._of: dict[tuple[int, int], Bearer] = {}
        self._by_noun: defaultdict[str, list[Bearer]] = defaultdict(list)
        self._gather(labelled)

    def at(self, sentence: int, word: int) -> Bearer | None:
        """Who bears the name that a word is part of."""
        return self._of.get((sentence, word))

    def of_phrase(self, parse: Parse, sentence: int, head: int) -> Bearer | None:
        """Whom the phrase with this head names."""
        found = name_at_head(parse.sentences[sentence], head)
        return None if found is None else self.at(sentence, found[1])

    def by_noun(self, noun: str) -> Sequence[Bearer]:
        """Whom the document calls by a noun in lower case: at most :data:`MOST_ALIKE`, the first met."""
        return self._by_noun.get(noun, ())

    def near(self, start: int, before: int, after: int) -> Sequence[Bearer]:
        """Who bears so many names before and after a place in the text, in order."""
        k = bisect_left(self._starts, start)
        return [self._of[naming.sentence, naming.last] for naming in self.namings[max(k - before, 0) : k + after]]

    def _gather(self, labelled: Collection[tuple[int, int]]) -> None:
        """Give every naming to its bearer: long names found bearers, shorter ones join the nearest they can mean."""
        by_name: defaultdict[tuple[tuple[str, ...], str], list[Naming]] = defaultdict(list)
        nouns: defaultdict[tuple[str, ...], frozenset[str]] = defaultdict(frozenset)
        likely: defaultdict[tuple[str, ...], list[NDArray[np.float64]]] = defaultdict(list)
        for naming, p in zip(self.namings, self._judged, strict=True):
            key = _lower(naming.name)
            by_name[key, gender_of(naming.nouns & _COURTESY)].append(naming)
            nouns[key] |= naming.nouns
            likely[key].append(p)
        by_key: defaultdict[str, list[Bearer]] = defaultdict(list)
        kinds: dict[int, SourceType] = {}
        told: defaultdict[int, frozenset[str]] = defaultdict(frozenset)
        for key, gender in sorted(by_name, key=lambda each: (-len(each[0]), by_name[each][0].start)):
            namings = by_name[key, gender]
            name = self._aliases.get(namings[0].name, namings[0].name)
            place = any(naming.place for naming in namings)
            # whose name this can be short for has all its words, as words or as initials
            likeliest = min((by_key.get(word, []) for word in _lower(name)), key=len)
            if len(name) == 1 and (short := _short_form(name[0])) not in {"", *_lower(name)}:
                likeliest = [*likeliest, *by_key.get(short, ())]
            could = [b for b in likeliest if _can_be(b.name, name, kinds[id(b)], place)]
            if gender:  # "Mrs Lind" is not Mr Per Lind, and rather the actress than the spokesman of that name
                could = [b for b in could if gender_of(told[id(b)] & _COURTESY) in {"", gender}]
                could = [b for b in could if gender_of(told[id(b)]) in {"", gender}] or could
            if not could:
                bearer = Bearer(name)
                bearer.likely = np.mean(likely[key], axis=0)
                kinds[id(bearer)] = _kind(name, nouns[key], bearer.likely)
                for k in _keys(name):
                    by_key[k].append(bearer)
                could = [bearer]
            for naming, bearer in _shared_out(namings, could):
                bearer.namings.append(naming)
                told[id(bearer)] |= naming.nouns
                for i in range(naming.first, naming.last + 1):
                    self._of[naming.sentence, i] = bearer
        self.everybody = tuple({id(b): b for b in self._of.values()}.values())
        for at in labelled:
            if at in self._of:
                self._of[at].labelled = True
        for bearer in self.everybody:
            bearer.namings.sort(key=lambda naming: naming.start)
            if bearer.told is not None:
                bearer.likely = TOLD * np.eye(len(NameKind))[bearer.told] + (1 - TOLD) * bearer.likely
            for noun in bearer.nouns:
                if len(self._by_noun[noun]) < MOST_ALIKE:
                    self._by_noun[noun].append(bearer)


def gender_of(nouns: frozenset[str]) -> str:
    """``f`` or ``m`` if one of some words in lower case tells it, else empty."""
    return "f" if nouns & _FEMALE else "m" if nouns & _MALE else ""


def _lower(name: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word.lower() for word in name)


def _kind(name: tuple[str, ...], nouns: frozenset[str], likely: NDArray[np.float64]) -> SourceType:
    kind = type_of_name(name)
    titled = any(is_title(noun) or is_person(noun) for noun in nouns)
    if titled and (kind is SourceType.UNKNOWN or len(name) == 1):
        return SourceType.PERSON
    roles = {lexicon.roles()[noun] for noun in nouns if noun in lexicon.roles()} - {SourceType.GROUP, SourceType.PERSON}
    if SourceType.OUTLET in roles and (kind is SourceType.UNKNOWN or len(name) == 1):
        return SourceType.OUTLET
    if kind is SourceType.UNKNOWN and len(roles) == 1:
        return next(iter(roles))
    if kind is SourceType.UNKNOWN and likely[NameKind.PERSON] > SURE:
        return SourceType.PERSON
    if kind is SourceType.UNKNOWN and likely[NameKind.BODY] > SURE:
        return SourceType.ORGANIZATION
    return kind


def _taken_up_by(s: Sentence, subject: int) -> str:
    """The pronoun that is first to take a subject up, as far as no other noun may be meant: "Halden said | it | would",
    "Halden cut | its | forecast"."""
    verb = s.words[subject].head
    if verb is None:
        return ""
    aside = {k for c in s.dependents(verb, "obl") for k in s.subtree(c) if s.words[c].upos != "PRON"}
    for k in range(max(verb, subject) + 1, len(s.words)):
        word = s.words[k]
        if word.text.lower() in _PRONOUNS and word.relation in {"nsubj", "nsubj:pass", "nmod:poss"}:
            # what "it rained", "it is late" and "it broke her heart" speak of is no source
            acts = word.head is not None and s.dependents(word.head, "obj") and s.dependents(word.head, "aux")
            return "" if word.text.lower() == "it" and not acts else _PRONOUNS[word.text.lower()]
        if word.upos in {"NOUN", "PROPN", "PRON"} and k not in aside:
            break
    return ""


def _shared_out(namings: Sequence[Naming], bearers: Sequence[Bearer]) -> list[tuple[Naming, Bearer]]:
    """Namings in order, each with the bearer that was named last before it, or else is named first.

    Once somebody goes by a short name, it takes a subject to be called by it instead: who is only spoken of is not.
    """
    if len(bearers) == 1:
        return [(naming, bearers[0]) for naming in namings]
    known = sorted((n.start, k, n.told_of) for k, bearer in enumerate(bearers) for n in bearer.namings)
    found: list[tuple[Naming, Bearer]] = []
    at, last = 0, known[0][1]
    for naming in namings:
        while at < len(known) and known[at][0] < naming.start:
            if known[at][2] or not found:
                last = known[at][1]
            at += 1
        found.append((naming, bearers[last]))
    return found


def _keys(name: tuple[str, ...]) -> tuple[str, ...]:
    """What the forms of one name have in common: a word, the last part of the last word, or the initials."""
    return tuple(dict.fromkeys((*_lower(name), name[-1].lower().rsplit("-", 1)[-1], *_initials(name))))


def _initials(name: tuple[str, ...]) -> tuple[str, str]:
    """The initials of a name without its small words, and with them."""
    return initials(name), "".join(word[0] for word in name).lower()


def _short_form(word: str) -> str:
    """The capitals of a word that is made of initials, in lower case ("MoFA", "IISc"); empty if it is none."""
    capitals = "".join(filter(str.isupper, word)).lower()
    return capitals if len(capitals) > 1 and len(word) < 2 * len(capitals) else ""


def _can_be(full: tuple[str, ...], short: tuple[str, ...], kind: SourceType, place: bool) -> bool:
    """Whether a name, maybe of a ``place``, can be short for a full one of some kind.

    People go by one word of their name, bodies by their beginning, their kind ("the ministry") or their initials, and
    what is neither for sure by its ends.
    """
    long, few = _lower(full), _lower(short)
    if len(few) > 1:
        return set(few) <= set(long) and (few[-1] == long[-1] or few[0] == long[0])
    word = few[0]
    if len(long) == 1:
        return word == long[0]
    if (capitals := _short_form(short[0])) and capitals in _initials(full):
        return True
    if type_of_name(full) is not SourceType.UNKNOWN:
        generic = word in lexicon.body_words() or word in lexicon.roles()
        return (word == long[0] and long[-1].strip(".") in _COMPANY) or (generic and word in long)
    if kind is SourceType.PERSON:
        return word in {*long, long[-1].rsplit("-", 1)[-1]}
    return word in {long[-1], long[-1].rsplit("-", 1)[-1]} or (word == long[0] and not place)


def _namings(parse: Parse) -> list[Naming]:
    """Every name of a document, in order."""
    return [
        _naming(n, sentence, first, last)
        for n, sentence in enumerate(parse.sentences)
        for first, last in names_in(sentence)
    ]


def _naming(n: int, s: Sentence, first: int, last: int) -> Naming:
    run = range(first, last + 1)
    nouns: set[str] = set()
    k = first - 1
    while k >= 0 and (s.words[k].upos == "PROPN" or is_title(s.words[k].text)) and not case_of(s, k):
        nouns.add(s.words[k].text.lower().strip("."))  # titles in front
        k -= 1
    beside = k >= 0 and s.words[k].upos == "NOUN" and (k == first - 1 or s.words[k + 1].text[0].isupper())
    if beside or is_medium(s, k):  # "weekly" may be taken for an adjective
        nouns.add(s.words[k].lemma.lower())
    for k in run:
        around = [c for c in s.children[k] if _stands_beside(s.words[c])]
        governor = s.words[k].head
        if governor is not None and s.words[k].base_relation in {"appos", "flat"}:
            around.append(whose(s, k, governor))
        elif governor is not None and s.words[k].base_relation == "conj" and whose(s, k, governor) != governor:
            around.append(whose(s, k, governor))  # "an attorney for Lind, Per Holt"
        if governor is not None and s.words[k].relation == "nsubj" and s.dependents(governor, "cop"):
            around.append(governor)
        nouns |= {s.words[c].lemma.lower() for c in around if s.words[c].upos in {"NOUN", "PROPN"} and c not in run}
        nouns |= {compound for c in around for compound in _compounds(s, c)}
    if is_short_for_office(s, first):  # the police are no word for their chief, "chief of police (CP)"
        nouns = {noun for noun in nouns if is_title(noun) or is_person(noun)}
    above = (s.words[k].head for k in run if _stands_beside(s.words[k]))
    subject = any(s.words[k].base_relation == "nsubj" for k in run)
    return Naming(
        sentence=n, first=first, last=last, start=s.words[first].start, name=spelled(s, (first, last)),
        nouns=frozenset(nouns), subject=subject,
        told_of=subject or any(i is not None and s.words[i].base_relation == "nsubj" for i in above),
        definite=first > 0 and s.words[first - 1].text.lower() == "the",
        place=any(case_of(s, k) in _WITHIN for k in run),
        pronoun=next((_taken_up_by(s, k) for k in run if s.words[k].base_relation == "nsubj"), ""),
    )  # fmt: skip


def _compounds(s: Sentence, i: int) -> Iterator[str]:
    """A noun with each word that it is a compound of, as the list of roles has them: "agency news"."""
    for c in s.dependents(i, "compound"):
        name = f"{s.words[i].lemma} {s.words[c].lemma}".lower()
        if name in lexicon.roles():
            yield name


def _stands_beside(word: Word) -> bool:
    """Whether a word says what the name above it is: a title in front, an apposition, a part of the whole name."""
    return word.base_relation in _BESIDE or word.relation == "nmod:desc"


def _in_text(parse: Parse, naming: Naming) -> InText:
    words = parse.sentences[naming.sentence].words
    before = [words[k].text if k >= 0 else "" for k in (naming.first - 2, naming.first - 1)]
    behind = words[naming.last + 1].text if naming.last + 1 < len(words) else ""
    return InText(naming.name, (before[0], before[1]), behind)


def _aliases(parse: Parse, namings: Sequence[Naming]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """The full names of short ones in brackets: of a body before them, "the Ministry of Tourism (Mitur)", or of whose
    office they are short for, "the chief port inspector (CPI) Ada Lind"."""
    found = {}
    for a, b in pairwise(namings):
        s = parse.sentences[a.sentence]
        if a.sentence != b.sentence or b.first != a.last + 2:
            continue
        if s.words[a.last + 1].text == "(" and len(a.name) > 1 and _is_bracketed(s, b):
            found[b.name] = a.name
        elif _is_bracketed(s, a) and is_short_for_office(s, a.first):
            found[a.name] = b.name
    return found


def _is_bracketed(s: Sentence, naming: Naming) -> bool:
    """Whether a name of one word stands alone in brackets."""
    around = s.words[max(naming.first - 1, 0)].text + s.words[min(naming.last + 1, len(s.words) - 1)].text
    return around == "()" and len(naming.name) == 1 and naming.name[0][0].isupper()
