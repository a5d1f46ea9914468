"""How a source knows what it says, as far as the text tells: it was there, holds the record, or was told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from attrib.links import LinkHop
from attrib.parse import Parse, Sentence
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
_SEEING = {"filmed", "photographed", "saw", "seen", "sees", "seeing", "watched", "watching", "witnessed"}
_LEARNING = {"hear", "hears", "heard", "hearing", "learn", "learned", "learning", "learns", "learnt", "informed"}
_BEING = {"am", "are", "be", "been", "being", "is", "was", "were"}
_RECORDS = {
    "affidavit", "affidavits", "archive", "archives", "audit", "audits", "census", "certificate",
    "certificates", "contract", "contracts", "data", "docket", "filing", "filings", "figures", "indictment",
    "indictments", "invoice", "invoices", "ledger", "ledgers", "log", "logs", "minutes", "record", "records",
    "register", "registers", "registry", "ruling", "rulings", "statistics", "transcript", "transcripts",
    "verdict", "verdicts",
}  # fmt: skip
_NEGATORS = {"not", "never"}
_TELLING = {"tell", "inform"}
_PERCEIVING = {"see", "watch", "witness", "film", "photograph"}
_HEARING = {"hear", "learn"}
_PLACING = {"at", "in", "on", "inside", "aboard", "among", "near", "beside", "by"}


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
    if people and (not _SEEING.isdisjoint(cue) or not _WITNESSES.isdisjoint(mention)):
        return Access.WITNESSED
    if source.type is SourceType.DOCUMENT and not _RECORDS.isdisjoint(mention):
        return Access.RECORD
    was_told = "told" in cue and not _BEING.isdisjoint(cue)
    if source.type is SourceType.OUTLET or was_told or not _LEARNING.isdisjoint(cue):
        return Access.TOLD
    return Access.UNSTATED


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def read_access(parse: Parse, found: LinkHop, hop: Hop) -> Access:
    """How the source of a hop knows, by what the sentence says around source and cue, or else by their own words.

    Three places tell it: what is said of the source right behind it ("a driver who was at the scene"), what goes with
    the cue ("said, having been told by a colleague"), and what the source begins with about itself ("said she saw").
    """
    if hop.source.type in (SourceType.PERSON, SourceType.GROUP):
        for s, verb in _accounts(parse, found):
            access = _shown_by(s, verb)
            if access is not None:
                return access
    return access_of(hop)


def _accounts(parse: Parse, found: LinkHop) -> Iterator[tuple[Sentence, int]]:
    """The heads of clauses that may say how the source of a hop knows, each with its sentence."""
    if found.cue is not None and found.cue.entry.upos == "VERB":
        s = parse.sentences[found.cue.sentence]
        yield from ((s, i) for i in s.dependents(found.cue.word, "advcl"))
        # "said she saw": of the source itself, told by a pronoun.
        for i in s.dependents(found.cue.word, "ccomp"):
            if any(s.words[c].upos == "PRON" for c in s.dependents(i, "nsubj")):
                yield s, i
    if found.source is not None:
        s = parse.sentences[found.source.sentence]
        for head in (found.source.head, *s.dependents(found.source.head, "appos")):
            yield from ((s, i) for i in s.dependents(head, "acl"))


def _shown_by(s: Sentence, i: int) -> Access | None:
    """What the clause of a word tells of how its subject knows, if anything: of what came about, and is over."""
    word = s.words[i]
    lemma = word.lemma.lower()
    beside = [s.words[c] for c in s.children[i]]
    over = any(w.has("Tense=Past") or w.has("VerbForm=Part") for w in (word, *beside) if w.upos in {"VERB", "AUX"})
    if not over or any(w.xpos == "MD" or w.lemma.lower() in _NEGATORS for w in beside):
        return None
    if lemma in _PERCEIVING or (word.base_relation == "acl" and _was_there(s, i)):
        return Access.WITNESSED
    passive = word.text.lower() == "told" or any(w.relation == "aux:pass" for w in beside)
    return Access.TOLD if lemma in _HEARING or (lemma in _TELLING and passive) else None


def _was_there(s: Sentence, i: int) -> bool:
    """Whether a clause says that its subject was at a place: "there", "at the scene", "on board"; not "in talks"."""
    if s.words[i].lemma.lower() == "stand":
        return any(_placed(s, c) for c in s.dependents(i, "obl"))
    being = any(s.words[c].lemma.lower() == "be" for c in s.dependents(i, "cop"))
    return being and _placed(s, i)


def _placed(s: Sentence, i: int) -> bool:
    """Whether a word names a place where somebody is: a certain one, since "in talks" and "in office" are none."""
    lemma = s.words[i].lemma.lower()
    at = any(s.words[c].lemma.lower() in _PLACING for c in s.dependents(i, "case"))
    return lemma == "there" or (at and (lemma == "board" or bool(s.dependents(i, "det"))))
