"""How a source knows what it says, as far as its own words go: it was there, is a record, or was told."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from enum import StrEnum

from attrib import lexicon
from attrib.report import Hop, SourceType


class Access(StrEnum):
    """How a source knows what it says, as far as the text tells."""

    WITNESSED = "witnessed"
    RECORD = "record"
    TOLD = "told"
    UNSTATED = "unstated"


_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_WITNESSES = {
    "bystander", "bystanders", "eyewitness", "eyewitnesses", "onlooker", "onlookers", "passer-by", "passers-by",
    "survivor", "survivors", "witness", "witnesses",
}  # fmt: skip
_UNSEEING = {"cancer", "character", "expert", "jehovah", "polio", "stroke"}
"""Who is called a witness or a survivor of this saw nothing of what happened."""

_SEEING = {"filmed", "photographed", "saw", "watched", "witnessed"}
_LEARNING = {"hear", "hears", "heard", "hearing", "learn", "learned", "learning", "learns", "learnt", "informed"}
_BEING = {"am", "are", "be", "been", "being", "is", "was", "were"}
_BEHIND = {
    "at", "by", "filed", "for", "from", "in", "issued", "kept", "of", "on", "seen", "that", "to", "which", "with",
}  # fmt: skip


def access_of(hop: Hop) -> Access:
    """How the source of ``hop`` knows, by the words of its mention and its cue and its type; names play no part.

    ========= ===================================================================================
    witnessed a cue of seeing, or people who are called witnesses: they speak of what they saw
    record    a document that is a record by its kind; any other document only repeats its author
    told      a cue of learning or being told, or a news medium: passing on is its trade
    unstated  anything else
    ========= ===================================================================================
    """
    source = hop.source
    mention = _words(source.mention.text) if source.mention else []
    cue = _words(hop.cue.text) if hop.cue else []
    people = source.type in (SourceType.PERSON, SourceType.GROUP)
    if people and (not _SEEING.isdisjoint(cue) or _is_witness(mention)):
        return Access.WITNESSED
    if source.type is not SourceType.OUTLET and _is_record(mention, source.type):
        return Access.RECORD
    was_told = "told" in cue and not _BEING.isdisjoint(cue)
    if source.type is SourceType.OUTLET or was_told or not _LEARNING.isdisjoint(cue):
        return Access.TOLD
    return Access.UNSTATED


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _is_witness(mention: list[str]) -> bool:
    """Whether a mention calls somebody a witness: no "expert witness", no "lawyer for the survivors"."""
    called = list(itertools.takewhile(lambda word: word not in _BEHIND, mention))
    return not _WITNESSES.isdisjoint(called) and _UNSEEING.isdisjoint(called)


def _is_record(mention: list[str], kind: SourceType) -> bool:
    """Whether a mention names a record: a document by any of its words, all else by what it is called."""
    if kind is SourceType.DOCUMENT and any(_kinds(word) & {"record", "written"} for word in mention):
        return True
    return names_record(list(itertools.takewhile(lambda word: word not in _BEHIND, mention)))


def names_record(words: Sequence[str]) -> bool:
    """Whether words in lower case, the last of them the noun, are what a record is called: "the visitors' book"."""
    if not words:
        return False
    called = _kinds(words[-1])
    beside = frozenset[str]().union(*map(_kinds, words[:-1]))
    return (
        "record" in called or ("kept" in called and "matter" in beside) or ("finding" in called and "finder" in beside)
    )


def _kinds(word: str) -> frozenset[str]:
    """What the lexicon says of a noun in the singular or the plural."""
    known = lexicon.records()
    forms = (word, word.removesuffix("s"), word.removesuffix("ies") + "y")
    return next((known[form] for form in forms if form in known), frozenset())
