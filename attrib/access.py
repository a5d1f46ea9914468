"""How a source knows what it says, as far as the text tells: it was there, holds the record, or was told."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from enum import StrEnum

from attrib.links import LinkHop
from attrib.mentions import case_of, marked
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
    "certificates", "contract", "contracts", "data", "deed", "deeds", "docket", "entries", "entry", "filing", "filings",
    "figures", "indictment", "indictments", "inventory", "invoice", "invoices", "ledger", "ledgers", "log", "logbook",
    "logbooks", "logs", "manifest", "minutes", "payroll", "payrolls", "receipt", "receipts", "record", "records",
    "register", "registers", "registry", "roll", "rolls", "ruling", "rulings", "statistics", "transcript",
    "transcripts", "verdict", "verdicts", "voucher", "vouchers",
}  # fmt: skip
_BOOKS = {"book", "books", "declaration", "declarations", "sheet", "sheets", "slip", "slips"}
_KEPT = {
    "admission", "admissions", "attendance", "customs", "duty", "guest", "order", "pay", "payroll", "stock", "tax",
    "time", "visitors", "wage",
}  # fmt: skip
"""What books and the like are kept of that are records: "the visitors' book"."""

_REPORTS = {"report", "results"}
_FINDING = {
    "audit", "autopsy", "coroner", "forensic", "inspection", "lab", "laboratory", "police", "post-mortem", "test",
}  # fmt: skip
"""Whose report or finding is a record."""

_BEHIND = {
    "at", "by", "filed", "for", "from", "in", "issued", "kept", "of", "on", "seen", "that", "to", "which", "with",
}  # fmt: skip
_NEGATORS = {"not", "never"}
_TELLING = {"tell", "inform"}
_PERCEIVING = {"attend", "film", "observe", "photograph", "see", "watch", "witness"}
_HEARING = {"hear", "learn"}
_POSTS = {"board", "duty", "guard", "shift", "stage", "watch"}
"""Where one is without an article: "on duty"."""

_STORIES = {"account", "information", "news", "story", "tale", "word"}
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
    if source.type is not SourceType.OUTLET and _is_record(mention, source.type):
        return Access.RECORD
    was_told = "told" in cue and not _BEING.isdisjoint(cue)
    if source.type is SourceType.OUTLET or was_told or not _LEARNING.isdisjoint(cue):
        return Access.TOLD
    return Access.UNSTATED


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _is_record(mention: list[str], kind: SourceType) -> bool:
    """Whether a mention names a record: a document by any of its words, all else by what it is called."""
    if kind is SourceType.DOCUMENT and not _RECORDS.isdisjoint(mention):
        return True
    called = list(itertools.takewhile(lambda word: word not in _BEHIND, mention))
    if not called:
        return False
    kept = called[-1] in _BOOKS and not _KEPT.isdisjoint(called)
    found = called[-1] in _REPORTS and not _FINDING.isdisjoint(called)
    return kept or found or called[-1] in _RECORDS


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
    if found.source is not None:
        s = parse.sentences[found.source.sentence]
        span = found.source.span
        apposed = s.dependents(found.source.head, "appos")
        for head, word in enumerate(s.words):
            if span.start <= word.start < span.end or head in apposed:
                yield from ((s, i) for i in s.dependents(head, "acl"))
                # "who said he had been there himself"
                yield from ((s, i) for c in s.dependents(head, "acl") for i in _of_oneself(s, c))
    if found.cue is not None and found.cue.entry.upos == "VERB":
        s = parse.sentences[found.cue.sentence]
        cue = found.cue.word
        beside = s.dependents(cue, "advcl", "conj")
        yield from ((s, i) for i in s.dependents(cue, "advcl"))
        # "said she saw", "said ..., adding that she had seen it"
        yield from ((s, i) for c in (cue, *beside) for i in _of_oneself(s, c))
        for i, word in enumerate(s.words):
            if word.lemma.lower() == "something":  # "..., something she had watched"
                yield from ((s, c) for c in s.dependents(i, "acl"))
            elif word.base_relation == "advcl" and marked(s, i, "as") and _pronoun(s, i):  # "..., as he saw himself"
                yield s, i
        if found.cue.sentence + 1 < len(parse.sentences):
            yield from _afterwards(parse.sentences[found.cue.sentence + 1])


def _of_oneself(s: Sentence, i: int) -> Iterator[int]:
    """Clauses that a verb of saying governs and that speak of the one who says so, by a pronoun."""
    yield from (c for c in s.dependents(i, "ccomp", "parataxis") if _pronoun(s, c))


def _afterwards(s: Sentence) -> Iterator[tuple[Sentence, int]]:
    """The main clause of a sentence that goes on about a source: "He had been told by two players, he added"."""
    root = next((i for i, word in enumerate(s.words) if word.head is None), None)
    if root is not None and s.words[0].upos == "PRON" and _pronoun(s, root):
        yield s, root


def _pronoun(s: Sentence, i: int) -> bool:
    return any(s.words[c].upos == "PRON" for c in s.dependents(i, "nsubj"))


def _shown_by(s: Sentence, i: int) -> Access | None:
    """What the clause of a word tells of how its subject knows, if anything: of what came about, and is over."""
    word = s.words[i]
    lemma = word.lemma.lower()
    beside = [s.words[c] for c in s.children[i]]
    over = any(w.has("Tense=Past") or w.has("VerbForm=Part") for w in (word, *beside) if w.upos in {"VERB", "AUX"})
    able = lemma in _PERCEIVING and any(w.text.lower() == "could" for w in beside)
    open_ended = any((w.xpos == "MD" and not able) or w.lemma.lower() in _NEGATORS for w in beside)
    if not (over or able) or open_ended:
        return None
    looked_on = lemma == "look" and any(w.text.lower() == "on" for w in beside)
    if lemma in _PERCEIVING or looked_on or _was_there(s, i):
        return Access.WITNESSED
    told = lemma in _TELLING and not s.dependents(i, "xcomp") and (word.text.lower() == "told" or _passive(s, i))
    if told and not _passive(s, i) and word.base_relation != "acl":
        # "what neighbours had told them": it is the source that was told
        told = any(w.upos == "PRON" and w.base_relation in {"obj", "iobj"} for w in beside) and not _pronoun(s, i)
    second_hand = lemma == "have" and any(w.lemma.lower() in _STORIES and w.base_relation == "obj" for w in beside)
    second_hand = second_hand or (lemma == "know" and any(case_of(s, c) == "from" for c in s.dependents(i, "obl")))
    return Access.TOLD if lemma in _HEARING or told or second_hand else None


def _passive(s: Sentence, i: int) -> bool:
    return any(s.words[c].relation == "aux:pass" for c in s.children[i])


def _was_there(s: Sentence, i: int) -> bool:
    """Whether a clause says that its subject was at a place: "there", "at the scene", "on board"; not "in talks".

    Only of who speaks of himself: a clause about the source, or one whose subject is a pronoun.
    """
    if s.words[i].base_relation not in {"acl", "advcl"} and not _pronoun(s, i):
        return False
    if any(s.words[c].has("Tense=Pres") and s.words[c].has("VerbForm=Fin") for c in s.dependents(i, "aux")):
        return False  # "has been in the trade for years"
    busy = s.words[i].has("VerbForm=Part") or s.words[i].has("VerbForm=Ger")
    if busy and any(s.words[c].lemma.lower() == "time" and case_of(s, c) == "at" for c in s.dependents(i, "obl")):
        return True  # "was holding the horse at the time"
    if s.words[i].lemma.lower() == "stand":
        return any(_placed(s, c) for c in s.dependents(i, "obl"))
    being = any(s.words[c].lemma.lower() == "be" for c in s.dependents(i, "cop"))
    return being and _placed(s, i)


def _placed(s: Sentence, i: int) -> bool:
    """Whether a word names a place where somebody is: a certain one, since "in talks" and "in office" are none."""
    lemma = s.words[i].lemma.lower()
    at = any(s.words[c].lemma.lower() in _PLACING for c in s.dependents(i, "case"))
    return lemma == "there" or (at and (lemma in _POSTS or bool(s.dependents(i, "det"))))
