"""Which roles one person may have by what a text calls him, and which are another's."""

from __future__ import annotations

from collections.abc import Set
from functools import cache

from attrib import lexicon
from attrib.titles import is_person

TOLD_OF = frozenset("suspect victim defendant accused complainant man woman boy girl source witness".split())
"""Whom a story tells of: "the suspect" need not be who spoke last."""

MANY_ARE = frozenset("official leader lawmaker legislator politician member".split())
"""What a body has many of: "the Velmora director" is one person, who need not be the one who spoke."""

_KIN = frozenset("aunt brother daughter father husband mother sister son uncle widow wife".split())
_AT_WILL = frozenset({
    *TOLD_OF, *MANY_ARE, *_KIN,
    *"academic activist boss businessman campaigner chief executive expert head player star veteran".split(),
})  # fmt: skip
"""What somebody may be called besides what the text has told that he is."""

_CERTAIN = frozenset({*_KIN, "leader"})
"""What is one's role after all where a word beside it tells whose: "the victim's father", "the opposition leader"."""

_COURTESY = frozenset("mr mr. mrs mrs. ms ms. miss dr dr. sir dame lord lady madam".split())
"""Titles that tell no role."""


def is_another(noun: str, told: Set[str], *, tied: bool = False) -> bool:
    """Whether a noun calls somebody what a person is not of whom a text has told these: "minister", of a lawyer.

    Where it has told no role, everything may be one. ``tied`` says that a word beside the noun tells whose or of what.
    """
    called, known = _plain(noun), set(map(_plain, told))
    if tied and called in _CERTAIN:
        return called not in known and any(map(is_person, known - _COURTESY - _AT_WILL))
    roles = {role for role in known if is_person(role)} - _AT_WILL - _COURTESY
    return bool(roles) and called not in known | _AT_WILL and not roles & _alike(called)


def _plain(noun: str) -> str:
    """A noun without what is tied to its front: an ex-minister may be called minister."""
    return noun.rpartition("-")[2]


@cache
def _alike(noun: str) -> frozenset[str]:
    """What somebody may be called as well who is called by a noun: an attorney is a lawyer."""
    return frozenset().union(*(group for group in lexicon.synonyms() if noun in group))
