"""A claim's provenance in words that a reader understands without the vocabulary of this library."""

from __future__ import annotations

from collections.abc import Sequence

from attrib import lexicon
from attrib.caveats import MEANING
from attrib.credibility import CAVEAT, COMMITMENT, DISPUTE, REST, SUPPORT
from attrib.mentions import ANYBODY
from attrib.report import Claim, Commitment, Hop, Identification, Level, Source, SourceType, is_sourced

UNATTRIBUTED = "(unattributed)"

_HOW = {
    Level.VERBATIM: "Verbatim: in the words of",
    Level.PARTIAL: "Partly quoted: from",
    Level.PARAPHRASE: "Paraphrased: from",
    Level.RELAYED: "Relayed: reached the reader",
    Level.HEARSAY: "Hearsay: reached the reader",
}
_STANCE = {
    Commitment.HEDGED: ", hedged",
    Commitment.DENIED: ", as a denial",
    Commitment.QUESTIONED: ", as a question",
    Commitment.WANTED: ", as a demand",
}


def arrow(chain: Sequence[Hop]) -> str:
    """The chain from the reader to the originator: ``Asharq al-Awsat → sources with the Syrian opposition``."""
    return " → ".join(called(hop.source) or UNATTRIBUTED for hop in chain)


def content_of(claim: Claim) -> str:
    """The content of a claim as one string, its fragments as they stand with an ellipsis between them."""
    return " … ".join(span.text for span in claim.content)


def counted(number: int, noun: str) -> str:
    """So many things: ``1 claim``, ``2 claims``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def called(source: Source) -> str:
    """What a source is called: by its name, else by its mention, else not at all (empty)."""
    return " ".join((source.name or (source.mention.text if source.mention else "")).split())


def sentence(claim: Claim) -> str:
    """One sentence on how a claim reached the reader and who else in the text says so, or denies it."""
    head = f"{_HOW[claim.level]} {_way(claim)}" if is_sourced(claim.chain) else _UNSOURCED
    return f"{head}{_STANCE.get(claim.commitment, '')}; {_company(claim)}{_remarks(claim)}."


_UNSOURCED = "Hearsay: the text does not say from whom"


def _way(claim: Claim) -> str:
    *relays, originator = [_introduced(hop.source) for hop in claim.chain]
    if claim.level not in (Level.RELAYED, Level.HEARSAY):
        return " through ".join((originator, *relays[-1:]))
    through = f"through {_listed(relays)} " if relays else ""
    return f"{through}from {originator}"


def _introduced(source: Source) -> str:
    """The source as a reader is told of it, with the warning that it is unnamed where that is not plain."""
    name = called(source)
    if not name:
        return "somebody unnamed"
    people = source.type in (SourceType.PERSON, SourceType.GROUP, SourceType.UNKNOWN)
    if source.identification is Identification.NAMED or not people or "unnamed" in name.casefold():
        return name
    first, _, rest = name.partition(" ")
    if first.casefold() in ANYBODY:
        return _small(name)
    if first.casefold() in ("a", "an") and rest:
        return f"an unnamed {rest}"
    if first.casefold() in _DETERMINERS:
        return f"{_small(name)} (unnamed)"
    return f"unnamed {_small(name) if _is_role(first) else name}"


_DETERMINERS = {
    "the", "some", "several", "many", "few", "one", "another", "other", "most", "two", "three", "his", "her",
    "their", "its", "he", "she", "they",
}  # fmt: skip


def _is_role(word: str) -> bool:
    """Whether a word is a common noun for a speaker, capitalised only if a sentence began with it."""
    plain = word.casefold()
    return plain in lexicon.roles() or plain.removesuffix("es") in lexicon.roles() or plain[:-1] in lexicon.roles()


def _small(name: str) -> str:
    return name[:1].lower() + name[1:]


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _company(claim: Claim) -> str:
    """Who else stands behind the content or against it, as the explanation has it."""
    supported = any(step.rule == SUPPORT and step.factor == COMMITMENT for step in claim.explanation)
    repeated = any(step.rule == SUPPORT and step.factor == REST for step in claim.explanation)
    disputed = any(step.rule == DISPUTE for step in claim.explanation)
    if claim.commitment is Commitment.DENIED:
        return "others in the text say so" if supported else "nobody in the text says so"
    if claim.independent_origins > 1:
        company = f"{claim.independent_origins} independent origins in the text say so"
    elif repeated:
        company = "it is said elsewhere in the text too, but not from an independent origin"
    else:
        company = "nobody else in the text says so"
    return f"{company}, and it is denied" if disputed else company


def _remarks(claim: Claim) -> str:
    """What the text remarks on the content besides."""
    kinds = dict.fromkeys(step.factor for step in claim.explanation if step.rule == CAVEAT)
    return "".join(f"; {MEANING[kind]}" for kind in kinds)
