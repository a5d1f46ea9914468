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


class Token(NamedTuple):
    """A word in lower case as written, and the key it is compared under."""

    word: str
    key: str
    capital: bool = False
    figure: bool = False


def tokens_of(text: str) -> list[Token]:
    """The words of a text, its figures and synonyms under keys of their own."""
    written = _written(text)
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
        if capital and plain[i].endswith("an"):
            key = stem(plain[i][:-1])
        tokens.append(Token(plain[i], key or stem(plain[i]), capital=capital))
        i += size or 1
    return tokens


def _written(text: str) -> list[str]:
    """The words of a text, its currencies behind their figures: "$2.4m" is "2.4 m dollars"."""
    words, currency = [], ""
    for word in _TOKEN.findall(text):
        if currency and not (word[0].isdecimal() or word.casefold() in SCALES):
            words.append(currency)
            currency = ""
        if word in _CURRENCIES:
            currency = _CURRENCIES[word]
        elif word.casefold().startswith("ex-"):
            words += ["former", word[3:]]
        else:
            words.append(word)
    return [*words, currency] if currency else words


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
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) + len(instead) >= 3:
            word = word[: -len(ending)] + instead
            break
    if len(word) > 4 and word[-1] == word[-2]:
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("e") else word
