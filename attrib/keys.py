"""The keys under which words are compared: one for all inflections and synonyms, one for all forms of a figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from attrib import lexicon
from attrib.numerals import SCALES, read_figures

_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,:]\d+)*|[%€$£]|[,;:()—–]")
_CURRENCIES = {"$": "dollars", "€": "euros", "£": "pounds"}
_ENDINGS = (("ies", "y"), ("ied", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("s", ""))
_CONTRACTED = {"n't": "not", "'ll": "will", "'re": "are", "'ve": "have", "'m": "am"}
_CLIPPED = {"won't": "will", "shan't": "shall", "can't": "can", "cannot": "can", "ain't": "is"}
_INITIALS = re.compile(r"\b(?:[A-Z]\.){2,}")
_NUMBERED = {"War", "Part", "Phase", "Article", "Type", "Division", "Title"}
_WHOLE = {"evening", "goods", "news", "status", "summons"}
"""Words that end as if they were inflected."""

_VERBS_IN_EE = {"disagree", "foresee", "guarantee", "oversee"}
"""Nouns in -ee are of whom something is done to, "employee"."""

# Words that without their last letter are other words: verbs first, which keep it in all their forms.
_MUTE = tuple(
    "bare bathe bite breathe care clothe code cope dine fade fine gape grade gripe hate hide hope mope note pare paste "
    "pine pipe plane prime rage rape rate ride scare scrape shame shine slope soothe spare stage stare state tame tape "
    "tone unite use wage wane waste wipe write".split()
)
_MUTE_NOUNS = tuple(
    "bane cane cape caste cone cube cute dame dime dome envelope fame fare fate finale fore glade globe grime huge "
    "humane jute kite lobe locale mane mare mate mode morale ore page pane pope pure quite rationale ripe robe route "
    "same shade site slime spine spite statue stripe suite theme tome tube twine urbane vane wine".split()
)


class Token(NamedTuple):
    """A word in lower case as written, and the key it is compared under."""

    word: str
    key: str
    capital: bool = False
    figure: bool = False


def tokens_of(text: str) -> list[Token]:
    """The words of a text, its figures and synonyms under keys of their own."""
    written = [part for word in _written(text) for part in _parts(word)]
    plain = [word.casefold() for word in written]
    figures = {figure.start: figure for figure in read_figures(plain)}
    tokens = []
    i = 0
    while i < len(written):
        figure = figures.get(i)
        if figure is not None:
            tokens.append(Token(" ".join(plain[i : figure.end]), figure.key, figure=True))
            i = figure.end
            continue
        capital = i > 0 and written[i][0].isupper()
        size, key = (0, "") if capital else _synonym(plain, i)
        # A place that ends in -a and what is of it are one letter apart.
        if capital and plain[i].endswith("an") and len(plain[i]) > 4:
            key = stem(plain[i][:-1])
        tokens.append(Token(plain[i], key or stem(plain[i]), capital=capital))
        i += size or 1
    return tokens


def _written(text: str) -> list[str]:
    """The words of a text, its currencies behind their figures: "$2.4m" is "2.4 m dollars"."""
    words, currency = [], ""
    shouted = text.isupper()
    for word in _TOKEN.findall(_INITIALS.sub(lambda found: found[0].replace(".", ""), text)):
        if currency and not (word[0].isdecimal() or word.casefold() in SCALES):
            words.append(currency)
            currency = ""
        if word in _CURRENCIES:
            currency = _CURRENCIES[word]
        elif word.casefold().startswith("ex-"):
            words += ["former", word[3:]]
        elif word == "US" and not shouted:
            words.append("USA")
        elif word == "I" and words and words[-1] in _NUMBERED:
            words.append("1")
        else:
            words.append(word)
    return [*words, currency] if currency else words


def _parts(word: str) -> list[str]:
    """A word in two if it is contracted with a negation or an auxiliary: "won't", "they'll"."""
    plain = word.replace("’", "'")
    if plain.casefold() in _CLIPPED:
        return [_CLIPPED[plain.casefold()], "not"]
    for ending, whole in _CONTRACTED.items():
        if plain.casefold().endswith(ending):
            return [part for part in (word[: -len(ending)], whole) if part]
    return [word]


def _synonym(words: Sequence[str], i: int) -> tuple[int, str]:
    """How many words from ``i`` on stand for a group of synonyms, and its key; 0 if none do."""
    table = _synonyms()
    for size in range(min(3, len(words) - i), 0, -1):
        key = table.get(tuple(map(stem, words[i : i + size])))
        if key is not None:
            return size, key
    return 0, ""


def key_of(word: str) -> str:
    """The key that ``word`` is compared under."""
    return _synonym([word], 0)[1] or stem(word)


@cache
def _synonyms() -> dict[tuple[str, ...], str]:
    return {tuple(map(stem, member.split())): f"={group[0]}" for group in lexicon.synonyms() for member in group}


@lru_cache(maxsize=1 << 14)
def stem(word: str) -> str:
    """``word`` without what inflection adds: a key that only has to be the same for the same word."""
    word = word.removesuffix("'s").removesuffix("'")
    word, _ = lexicon.irregular().get(word, (word, ""))
    if word in _mute():
        return _mute()[word]
    if word in _WHOLE:
        return word
    if word.removesuffix("s").endswith("ee") and len(word) > 6 and word not in _VERBS_IN_EE:
        return word.removesuffix("s")
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) + len(instead) >= 3:
            word = word[: -len(ending)] + instead
            break
    if len(word) > 4 and word[-1] == word[-2]:
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


@cache
def _mute() -> dict[str, str]:
    """The forms of words that keep their last letter, and the words."""
    forms = {form: word for word in (*_MUTE, *_MUTE_NOUNS) for form in (word, f"{word}s")}
    return forms | {form: word for word in _MUTE for form in (f"{word}d", f"{word[:-1]}ing")}
