"""Renames everybody in a text consistently, to see whether any score hangs on what somebody is called."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from enum import IntEnum

from attrib import lexicon
from attrib.adapter import Parser
from attrib.bearers import Bearers
from attrib.mentions import DATES
from attrib.namekinds import NameModel
from attrib.parse import Parse
from attrib.report import Report, SourceType, Span
from attrib.titles import TITLES, is_title
from attrib.training.gold import GoldArticle, GoldHop

_GIVEN = (
    "Amina Bram Celia Dario Emeka Farida Goran Hana Ivo Jonas Kofi Leila Marta Nadia Omar Petra Rafael Selma "
    "Tariq Ursula Viktor Wanda Yusuf Zora Aisha Benito Chloe Dmitri Elena Faisal Greta Hugo Ines Joao Karin "
    "Luca Mateo Nils Olga Pavel"
).split()
_FAMILY = (
    "Abarca Bielski Castro Dlamini Eriksen Fontaine Garcia Haddad Ivanov Jansen Kowalski Lindgren Moreau "
    "Nakamura Okafor Petrov Quispe Rahman Sorensen Tanaka Ulloa Varga Weber Yamada Zhang Adeyemi Bianchi "
    "Cardoso Duarte Fischer Gomez Hansen Jensen Khan Lopez Meyer Novak Oliveira Pereira Rossi Silva Torres "
    "Vasquez Wagner Yilmaz Zapata"
).split()
_OTHER = (
    "Arvela Belmora Caldera Dorvan Estrela Farsund Galvia Harlow Istria Jarvik Kelmar Lorvane Maldon Norvik "
    "Ostia Pelara Quenby Rosario Selvik Tarnow Umbria Valdor Westerby Yarrow Zelten Ambra Borealis Corvina "
    "Delphi Elmira"
).split()
_WORD = re.compile(r"[^\W\d_]+")


class _Part(IntEnum):
    """Where a word stands in a name, and whether a person bears it."""

    GIVEN = 0
    FAMILY = 1
    OTHER = 2


def rename(parse: Parse, names: NameModel, seed: int) -> str:
    """The text with every word of a proper name exchanged for an invented one of its kind, the same everywhere.

    Words that say what a name is the name of (ministry, bank, post), titles and dates stay.
    """
    exchanged = _exchange(parse.text, list(_named(parse, names)), (_GIVEN, _FAMILY, _OTHER), random.Random(seed))
    return _with(exchanged, parse.text)


def rename_annotated(articles: Sequence[GoldArticle], parser: Parser, names: NameModel, seed: int) -> list[GoldArticle]:
    """The articles, each with names in it that the others have, and the annotation moved along."""
    named = [list(_named(parser.parse([article.text])[0], names)) for article in articles]
    chance = random.Random(seed)
    found = []
    for article, own in zip(articles, named, strict=True):
        others = {pair for each in named if each is not own for pair in each}
        pools = [sorted(word for word, kind in others if kind is pool) for pool in _Part]
        found.append(_moved(article, _exchange(article.text, own, pools, chance)))
    return found


def _named(parse: Parse, names: NameModel) -> Iterator[tuple[str, _Part]]:
    """The words of the proper names in a text, and what part of a name each is."""
    bearers = Bearers(parse, names)
    for naming in bearers.namings:
        bearer = bearers.at(naming.sentence, naming.last)
        person = bearer is not None and bearer.type is SourceType.PERSON
        for k, word in enumerate(naming.name):
            if _is_name(word):
                yield word, (_Part.GIVEN if k < len(naming.name) - 1 else _Part.FAMILY) if person else _Part.OTHER


def _exchange(
    text: str, named: Sequence[tuple[str, _Part]], pools: Sequence[Sequence[str]], chance: random.Random
) -> dict[str, str]:
    """For each word of a name another from the pool of its part, which the text does not have, as long as there are."""
    left = [chance.sample(pool, len(pool)) for pool in pools]
    taken = set(_WORD.findall(text))
    exchanged: dict[str, str] = {}
    for word, part in named:
        pool = left[part]
        while pool and pool[-1] in taken:
            pool.pop()
        if pool and word not in exchanged:
            exchanged[word] = pool.pop()
            taken.add(exchanged[word])
    return exchanged


def _with(exchanged: Mapping[str, str], text: str) -> str:
    return _WORD.sub(lambda found: exchanged.get(found.group(), found.group()), text)


def _moved(article: GoldArticle, exchanged: Mapping[str, str]) -> GoldArticle:
    """The article with words exchanged, and all spans where their words are now."""
    text = _with(exchanged, article.text)

    def span(old: Span) -> Span:
        start = len(_with(exchanged, article.text[: old.start]))
        moved = _with(exchanged, old.text)
        return Span(start=start, end=start + len(moved), text=moved)

    def hop(old: GoldHop) -> GoldHop:
        source, cue, name = old.source and span(old.source), old.cue and span(old.cue), old.name
        return replace(old, source=source, cue=cue, name=None if name is None else _with(exchanged, name))

    claims = tuple(
        replace(claim, content=tuple(map(span, claim.content)), chain=tuple(map(hop, claim.chain)))
        for claim in article.claims
    )
    return replace(article, text=text, claims=claims)


def _is_name(word: str) -> bool:
    lower = word.lower()
    known = (lexicon.roles(), lexicon.body_words(), lexicon.outlet_words(), DATES, TITLES)
    return (
        _WORD.fullmatch(word) is not None
        and word[0].isupper()
        and not word.isupper()
        and not is_title(word)
        and not any(lower in words or lower.removesuffix("s") in words for words in known)
    )


def scores_of(report: Report) -> Sequence[tuple[object, ...]]:
    """All that a report says of its claims but names and places in the text."""
    return [
        (c.form, c.commitment, c.level, len(c.chain), c.directness, c.credibility, c.grade, c.independent_origins)
        for c in report.claims
    ]
