"""Renames everybody in a text consistently, to see whether any score hangs on what somebody is called."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from attrib import lexicon
from attrib.bearers import Bearers
from attrib.mentions import DATES
from attrib.namekinds import NameModel
from attrib.names import TITLES, is_title
from attrib.parse import Parse
from attrib.report import Report, SourceType

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


def rename(parse: Parse, names: NameModel, seed: int) -> str:
    """The text with every word of a proper name exchanged for another of its kind, the same everywhere.

    Words that say what a name is the name of (ministry, bank, post), titles and dates stay.
    """
    chance = random.Random(seed)
    pools = {pool: chance.sample(pool, len(pool)) for pool in (tuple(_GIVEN), tuple(_FAMILY), tuple(_OTHER))}
    given, family, other = pools.values()
    taken = set(_WORD.findall(parse.text))
    exchanged: dict[str, str] = {}
    bearers = Bearers(parse, names)
    for naming in bearers.namings:
        bearer = bearers.at(naming.sentence, naming.last)
        person = bearer is not None and bearer.type is SourceType.PERSON
        for k, word in enumerate(naming.name):
            if word in exchanged or not _is_name(word):
                continue
            pool = (given if k < len(naming.name) - 1 else family) if person else other
            while pool and pool[-1] in taken:
                pool.pop()
            if pool:
                exchanged[word] = pool.pop()
    return _WORD.sub(lambda found: exchanged.get(found.group(), found.group()), parse.text)


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
