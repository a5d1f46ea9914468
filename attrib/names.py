"""Finds the proper names of a sentence: how far each reaches, without its titles, and what kind of source bears it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrib import lexicon
from attrib.mentions import DATES, WEEKDAYS, is_frequency
from attrib.parse import Sentence
from attrib.report import SourceType
from attrib.titles import HONOURS, is_person, is_surname, is_title

_PARTICLES = {"-", "&", "al", "bin", "bint", "von", "van", "der", "den", "de", "del", "di", "du", "da", "dos", "la",
              "le", "el", "ibn", "ul", "ould", "y"}  # fmt: skip
_POSSESSIVE = {"'s", "’s", "'", "’"}
_OWN_GENITIVE = {"nsubj", "nsubj:pass", "obj", "obl:agent", "root"}
_HYPHENS = {"-", "–", "/"}
_OPENING, _CLOSING = {'"', "“", "‘", "'"}, {'"', "”", "’", "'"}
MANY = re.compile("([A-Z]{2,})s")
"""Initials in the plural, which are of many and no name: "MPs"."""

_TIES = {"of", "for", "on", "the"}
_JOINS = {"and", "&", ","}
_WHOLE_WORD = 4
"""From how many letters on a word in small letters is taken for a word of English, and not for a particle."""

_REACH = 12
"""How many words behind a run its initials may stand."""

_TELLING = 3
"""Initials from which on the words before them are known for what they stand for."""

_ENDING = {"VERB", "AUX", "PUNCT"}
"""What a name in full does not go on over to its initials in brackets."""

_UNCOUNTED = {"of", "and", "the", "for", "on", "in", "to", "'s", "’s", "&", "-", "/"}
"""What may have no letter among the initials of a name."""

_IN_CAPITALS = {"ngo"}
"""Words for bodies that are words for people in small letters: Ngo is a surname."""

_OF_BODIES = frozenset(
    "atlantic baltic black blue civic civil common federal general global golden grand great green home human "
    "international islamic joint local mutual national new nordic orange pacific popular prime public pure real red "
    "royal silver smart social standard state super supreme true united universal".split()
)
"""Adjectives that begin the names of bodies, and of no people."""

_PLACES = {"city", "town", "township", "county", "village"}
"""What is a body with "of" behind it, and else a part of a place's name."""

BODIES = {SourceType.ORGANIZATION, SourceType.OUTLET, SourceType.DOCUMENT}
_MASTHEADS = frozenset(
    "advertiser argus channel courier dispatch echo evening examiner express globe inquirer journal ledger mail media "
    "mercury mirror monitor observer post press sentinel standard star sun".split()
)
"""Titles of newspapers that begin the names of others, too: "Post Office", "Globe Telecom"."""

_OUTLET_ENDINGS = ("news", "wire", "press", "times", "tv", "radio", "media", "daily", "herald", "online", ".com")

Stretch = tuple[int, int]
"""The first and the last word of a name in its sentence."""


def is_medium(s: Sentence, i: int) -> bool:
    """Whether a word in small letters is one for a news medium that stands in front of a name: "the weekly Iskra"."""
    if not 0 <= i < len(s.words) - 1 or not s.words[i + 1].text[0].isupper():
        return False
    word = s.words[i]
    return word.text.islower() and lexicon.roles().get(word.text) is SourceType.OUTLET


def name_of(s: Sentence, head: int) -> tuple[str, ...]:
    """The proper name of what a phrase with this head speaks of, without titles; empty if it names nobody."""
    found = name_at_head(s, head)
    return spelled(s, found) if found else ()


def name_at_head(s: Sentence, head: int) -> Stretch | None:
    """The name that a phrase's head bears, or that stands beside it: "the spokesman John Smith", "Forbes magazine"."""
    word = s.words[head]
    if word.upos == "PROPN":
        own = name_around(s, head)
        if own is not None:
            return own
    hung = [(c, head) for c in s.dependents(head, "appos", "flat")]
    hung += [(c, k) for k in s.dependents(head, "nmod") for c in s.dependents(k, "appos", "conj")]
    beside = [c for c, k in hung if s.words[c].upos == "PROPN" and whose(s, c, k) == head]
    parts = s.dependents(head, "compound")
    if lexicon.roles().get(word.lemma.lower()) is SourceType.OUTLET or any(s.words[c].lemma == "news" for c in parts):
        beside = [*(c for c in parts if s.words[c].upos == "PROPN"), *beside]
    return next((found for c in reversed(beside) if (found := name_around(s, c))), None)


def whose(s: Sentence, i: int, governor: int) -> int:
    """The noun that a name in apposition is of, also where the parser hung it on the last one before it: that of the
    person in "the head of the pilots' association, Ada Lind" and in "one of the pilots, Ada Lind"."""
    above, found = s.words[governor].head, name_around(s, i)
    if above is None or found is None or s.words[governor].relation != "nmod" or s.dependents(i, "cc"):
        return governor
    name = spelled(s, found)
    set_off = len(name) > 1 and found[0] > 0 and s.words[found[0] - 1].text == "," and type_of_name(name) not in BODIES
    lemma = s.words[above].lemma.lower()
    person = (is_person(lemma) or lemma == "one") and not s.words[above].has("Number=Plur")
    return above if set_off and person else governor


def name_around(s: Sentence, i: int) -> Stretch | None:
    """The name that word ``i`` is in, titles left out; none if it is only a title."""
    run = _run(s, i)
    first, last = _spelled_out(s, *run)
    if (first, last) != run and type_of_name(spelled(s, (first, last))) in BODIES:
        return _whole_body(s, first, last)
    while last > first and s.words[last].text.lower().replace(".", "") in HONOURS | WEEKDAYS:
        last -= 1
    in_front = [
        k
        for k in range(first, last)
        if s.words[k].relation == "nmod:desc" and k < (s.words[k].head or 0) <= last and not is_medium(s, first - 1)
    ]
    behind = max((max(s.subtree(k)) + 1 for k in in_front), default=first)
    if i < behind <= last:
        return None
    first = behind if behind <= last else first
    while _is_common(s, first, last):
        first += 1
    titles = [k for k in range(first, last + 1) if is_title(s.words[k].text) and not is_surname(s, first, k)]
    if titles:
        behind = titles[-1] + 1
        if behind > last or s.words[behind].text.lower() == "of":
            return None
        # "Justice Department" and "General Assembly" are no people, "UN Secretary-General Lind" is one
        if type_of_name(spelled(s, (behind, last))) not in BODIES:
            first = behind
    while first < last and (s.words[first].upos == "PUNCT" or s.words[first].text.lower() in _POSSESSIVE):
        first += 1
    while last > first and s.words[last].text in _POSSESSIVE:
        last -= 1
    if _has_own_genitive(s, last):
        last += 1
    if MANY.fullmatch(s.words[last].text):
        last -= 1
    if last < max(first, i) or _is_small(s, first, last):
        return None
    if (
        not any(map(str.isalpha, s.words[first].text))
        or any("://" in s.words[k].text for k in range(first, last + 1))
        or (_is_date(s, first, last) and not (first and is_title(s.words[first - 1].text)))
    ):
        return None
    first, last = _whole_body(s, first, last)
    if first == last and _is_record(s.words[first].text):
        return None
    return _described(s, last) if first == last else first, last


def _is_record(word: str) -> bool:
    """Whether a word is written like a name and is a common word for a record: "CCTV"."""
    return word.isupper() and lexicon.roles().get(word.lower()) is SourceType.DOCUMENT


def _described(s: Sentence, i: int) -> int:
    """Where a name of one noun begins, which may have adjectives: "the Red Crescent", "National Rail"."""
    first = i
    while first and s.words[first - 1].upos == "ADJ" and _capital(s, first - 1) and s.words[first - 1].head == i:
        first -= 1
    known = s.words[first].text.lower() in _OF_BODIES
    return first if known or (first and s.words[first - 1].text.lower() == "the") else i


def _is_small(s: Sentence, first: int, last: int) -> bool:
    """Whether a run of words is in small letters, in a sentence that has capitals beside its first."""
    return all(s.words[k].text.islower() for k in range(first, last + 1)) and any(
        word.text[0].isupper() for word in s.words[1:]
    )


def _has_own_genitive(s: Sentence, last: int) -> bool:
    """Whether the "'s" behind a word makes nothing another's, but ends a name: "Moody's said"."""
    if last + 1 >= len(s.words) or s.words[last + 1].text not in {"'s", "’s"}:
        return False
    head = s.words[last + 1].head
    return s.words[last + 1].relation == "case" and head is not None and s.words[head].relation in _OWN_GENITIVE


def _is_date(s: Sentence, first: int, last: int) -> bool:
    return all(s.words[k].text.lower().strip(".") in DATES for k in range(first, last + 1))


def spelled(s: Sentence, found: Stretch) -> tuple[str, ...]:
    """The words of a name as they are written, those without a blank between them as one."""
    parts: list[str] = []
    for k in range(found[0], found[1] + 1):
        word = s.words[k]
        if parts and s.words[k - 1].end == word.start:
            parts[-1] += word.text
        else:
            parts.append(word.text)
    return tuple(parts)


def _run(s: Sentence, i: int) -> Stretch:
    """The run of words around ``i`` that may make up one name."""
    first = last = i
    while tied := [k for k in (last + 1, last + 2, last + 4) if _tied(s, last, k)]:
        last = tied[0]
    while tied := [k for k in (first - 1, first - 2, first - 4) if _tied(s, k, first)]:
        first = tied[0]
    return _hanging_together(s, first, last, i)


def _hanging_together(s: Sentence, first: int, last: int, i: int) -> Stretch:
    """The part of a run around ``i`` that is one name: "Police" is not in "chief of Police | Ada Lind"."""
    begins = [
        k
        for k in range(first + 1, last + 1)
        if _is_beside_office(s, first, k, last) or (s.words[k].text.endswith("ed") and _is_common(s, k, last))
    ]
    return max((k for k in begins if k <= i), default=first), min((k - 1 for k in begins if k > i), default=last)


def _is_common(s: Sentence, k: int, last: int) -> bool:
    """Whether a word of a run is in small letters in front of a name, and no particle: "surnamed", "coach"."""
    word = s.words[k]
    if k == last or len(word.text) < _WHOLE_WORD or not word.text.islower() or word.text in _PARTICLES:
        return False
    behind = s.words[k + 1]
    outlet = type_of_name((s.words[last].text,)) is SourceType.OUTLET
    return word.upos == "PROPN" and word.end < behind.start and behind.text[0].isupper() and not outlet


def _is_beside_office(s: Sentence, first: int, k: int, last: int) -> bool:
    """Whether a person's name begins at a word, behind what a preposition ties to an office: "chief of Police"."""
    before, name = range(first, k), range(k, last + 1)
    if not any(c in name for c in s.dependents(k, "flat")) or not any(s.dependents(j, "case") for j in before):
        return False
    return not any(s.words[j].head in name for j in before) and not any(s.words[j].head in before for j in name)


def _tied(s: Sentence, a: int, b: int) -> bool:
    """Whether a name goes on from one word to another: with nothing, a hyphen, a particle or a nickname between."""
    if a < 0 or b >= len(s.words):
        return False
    left, between, right = s.words[a], s.words[a + 1 : b], s.words[b]
    names = left.upos == right.upos == "PROPN"
    if not between:
        numbered = left.upos == "PROPN" and right.text.isdecimal() and right.head == a and right.relation == "flat"
        return names or ((numbered or is_frequency(s, b)) and left.text.lower() not in DATES)  # "Channel 12"
    first, last = between[0], between[-1]
    if len(between) > 1:
        return names and between[1].upos == "PROPN" and first.text in _OPENING and last.text in _CLOSING
    glued = last.end == right.start and first.text[-1] in _HYPHENS
    half = first.text[:1].isupper()  # "Al-" as a word of its own
    return (glued and (half or left.end == first.start)) or (names and first.text.lower() in _PARTICLES)


def _spelled_out(s: Sentence, first: int, last: int) -> Stretch:
    """A run with all words whose initials stand in brackets behind it: "Harbour Workers and Pilots Union (HWPU)"."""
    ahead = range(last + 1, min(last + _REACH, len(s.words)))
    end = next((k for k in ahead if s.words[k].upos in _ENDING), len(s.words))
    if end + 2 >= len(s.words) or s.words[end].text != "(" or s.words[end + 2].text != ")":
        return first, last
    begin = _first_of_initials(s, end)
    if begin is None or begin > last + 1 or _holds_title(s, begin, end):
        return first, last
    return min(first, begin), end - (2 if s.words[end - 1].text in _POSSESSIVE else 1)


def is_short_for_office(s: Sentence, i: int) -> bool:
    """Whether a word in brackets has the initials of an office before it: "chief port inspector (CPI)"."""
    if i < 2 or s.words[i - 1].text != "(":
        return False
    begin = _first_of_initials(s, i - 1)
    return begin is not None and any(is_title(word.text) for word in s.words[begin : i - 1])


def _first_of_initials(s: Sentence, bracket: int) -> int | None:
    """The first of the words before a bracket whose initials stand in it; none if they are others or too few."""
    letters = [c.lower() for c in s.words[bracket + 1].text if c.isupper()]
    begin = bracket
    for letter in reversed(letters):
        begin -= 1
        while begin > 0 and s.words[begin].text.lower() in _UNCOUNTED and s.words[begin].text[0] != letter:
            begin -= 1
        if begin < 0 or s.words[begin].text[0].lower() != letter:
            return None
    return begin if len(letters) >= _TELLING else None


def _holds_title(s: Sentence, first: int, end: int) -> bool:
    """Whether some words speak of an office, and not of a body: one of them is a title in small letters."""
    return any(word.text.islower() and is_title(word.text) for word in s.words[first:end])


def _whole_body(s: Sentence, first: int, last: int) -> Stretch:
    """The name of a body with what stands in front of it and what "of" and "and" tie to it: "Ministry of Justice and
    Peace"."""
    if type_of_name(spelled(s, (first, last))) not in BODIES and s.words[last].text.lower() not in _PLACES:
        return first, last
    body = range(first, last + 1)
    k = last + 1
    if k < len(s.words) and s.words[k].text.lower() in _TIES:
        while k < len(s.words) and (_capital(s, k) or s.words[k].text.lower() in _TIES | _JOINS):
            above = list(s.ancestors(k))
            joined = s.words[k - 1].text.lower() in _JOINS  # inside the phrase, not another body beside this one
            if s.words[k].text.lower() in DATES:
                break
            if _capital(s, k) and any(i in body for i in above):
                if joined and s.words[k].head in body:
                    break
                last = k
            k += 1
    if first > 2 and s.words[first - 1].text in _POSSESSIVE and _is_of_office(s, first - 2):
        first -= 2
    first = _with_what_belongs(s, first, body)
    if first > 1 and s.words[first - 1].upos == "CCONJ" and _capital(s, first - 2):
        other = first - 2
        while other > 0 and _capital(s, other - 1):
            other -= 1
        # "Lima Bank and Quito Bank" are two, "Energy and Transport Ministry" is one
        apart = other < first - 2 and type_of_name(spelled(s, (other, first - 2))) in BODIES
        if not apart and all(body[-1] in s.ancestors(k) for k in range(other, first)):
            first = _with_what_belongs(s, other, body)
    return first, last


def _is_of_office(s: Sentence, k: int) -> bool:
    """Whether what a word with a capital owns is no person's or country's: "Governor's Office", "Workers' Party"."""
    word = s.words[k]
    return _capital(s, k) and (is_title(word.text) or word.has("Number=Plur"))


def _with_what_belongs(s: Sentence, first: int, body: range) -> int:
    """Where a name begins that has ``body`` in it: with the words before it that have capitals and hang on the body."""
    while first > 1 and _capital(s, first - 1) and any(i in body for i in s.ancestors(first - 1)):
        first -= 1
    return first


def _capital(s: Sentence, i: int) -> bool:
    """Whether a word may be part of the name of a body: a proper noun, or a noun or adjective written like one."""
    word = s.words[i]
    return word.upos == "PROPN" or (word.upos in {"ADJ", "NOUN", "VERB", "NUM"} and word.text[:1].isupper())


def type_of_name(name: tuple[str, ...]) -> SourceType:
    """What kind of source a proper name belongs to, by the words in it; unknown if they do not tell."""
    words = [word.lower().strip(".") for word in name]
    if (
        words[-1] in lexicon.outlet_words()
        or words[-1].endswith(_OUTLET_ENDINGS)
        or (words[0].startswith("tv") and name[0].isupper())  # "TV5"
        or (words[0] in lexicon.outlet_words() - _MASTHEADS and words[-1] not in lexicon.body_words())
        or (words[0] in _MASTHEADS and len(words) > 1 and (words[1] == "of" or words[1].isdecimal()))
        or (words[-1] in {"agency", "service"} and {"news", "press"} & set(words))
    ):
        return SourceType.OUTLET
    roles = lexicon.roles()
    if words[-1].endswith(("'s", "’s")) or (words[0] in _PLACES and "of" in words):
        return SourceType.ORGANIZATION
    told = [word for word, written in zip(words, name, strict=True) if word not in _IN_CAPITALS or written.isupper()]
    if any(word in lexicon.body_words() or roles.get(word) is SourceType.ORGANIZATION for word in told):
        return SourceType.ORGANIZATION
    if roles.get(words[-1]) is SourceType.DOCUMENT:
        return SourceType.DOCUMENT
    if len(name) == 1 and name[0].isupper() and len(name[0]) > 1:
        return SourceType.ORGANIZATION
    return SourceType.UNKNOWN


def initials(name: tuple[str, ...]) -> str:
    """The initials of a name's capitalised words, in lower case."""
    return "".join(word[0] for word in name if word[0].isupper()).lower()


def names_in(s: Sentence) -> Iterator[Stretch]:
    """Every proper name of a sentence, in order; those that overlap are one."""
    kept: list[Stretch] = []
    at = 0
    for i, word in enumerate(s.words):
        found = name_around(s, i) if i >= at and word.upos == "PROPN" else None
        if found is None:
            continue
        at = max(_run(s, i)[1], found[1]) + 1
        while kept and found[0] <= kept[-1][1]:
            found = _joined(s, kept.pop(), found)
        kept.append(found)
    yield from kept


def _joined(s: Sentence, a: Stretch, b: Stretch) -> Stretch:
    """What two names that overlap are: of a body the whole, else the longer of the two."""
    if BODIES.isdisjoint(type_of_name(spelled(s, found)) for found in (a, b)):
        return max(a, b, key=lambda found: found[1] - found[0])
    return min(a[0], b[0]), max(a[1], b[1])
