"""What says what somebody is: forms of address, offices, honours, and the nouns of people."""

from __future__ import annotations

from attrib import lexicon
from attrib.parse import Sentence
from attrib.report import SourceType

TITLES = frozenset(
    "mr mrs ms dr prof sir dame lord lady rev hon gen col lt sgt capt sen gov rep brig maj cpl adm insp supt justice "
    "datuk dato' datin seri puan encik shri smt adv atty engr fr cllr dci di dsi alhaja alhaji hajia malam "
    "mallam".split()
)
"""Forms of address, in lower case and without a full stop."""

_ADDRESS = frozenset("mr mrs ms dr miss".split())
_INITIALS = frozenset("coo di dig sho".split())
"""Titles that are words or names unless they are in capitals."""

_CLIPPED = frozenset({"Del."})
"""Titles that are parts of names without their full stop: "Del Monte"."""

_NO_OFFICE = frozenset("boy girl man son woman".split())
"""What says what somebody is, but stands in front of no name: "Man City", "Son Heung-min"."""

_SURNAMES = frozenset(
    "abbot archer baker bishop butler carpenter carter cook dean driver farmer fisher gardner head hunter judge king "
    "knight major marshal mason miller page pope porter prince shepherd singer smith taylor".split()
)
"""What people are and what they are called."""

HONOURS = frozenset(
    "mp mep msp mla td qc kc sc jp phd md mbe obe cbe am ao ac oam psm qpm cnzm mnzm onzm onz cmg ias ips ifs".split()
)
"""What stands behind the name of a person and is no part of it, in lower case and without full stops."""

_PERSONAL = ("man", "woman", "person", "er", "or", "ist", "ian", "eon", "dent", "ssant")
_OFFICES = ("secretary", "minister", "president", "general")


def is_title(word: str) -> bool:
    """Whether a word says what somebody is: a form of address, or a role that a person has."""
    lower = word.lower().strip(".")
    if (lower in _INITIALS and not word.isupper()) or (lower in _NO_OFFICE and word[:1].isupper()):
        return False
    if word in _CLIPPED:
        return True
    role = lexicon.roles().get(lower.rsplit("-", 1)[-1]) is SourceType.PERSON
    return lower in TITLES or role or lower.endswith(_OFFICES)


def is_person(noun: str) -> bool:
    """Whether a common noun in lower case names a person, by the lexicon or else by its ending."""
    known = lexicon.roles().get(noun)
    unlisted = noun in lexicon.people() or (noun.endswith(_PERSONAL) and len(noun) > 4)
    return known is SourceType.PERSON or (known is None and unlisted)


def is_surname(s: Sentence, first: int, k: int) -> bool:
    """Whether a title is somebody's surname: "Stephen King", "Mr Bishop", but not "Finance Minister"."""
    if k == first or not s.words[k].text.istitle() or s.words[k].text.lower() not in _SURNAMES:
        return False
    head = s.words[k].head
    given = s.words[k].base_relation == "flat" and head is not None and first <= head < k
    return s.words[k - 1].text.lower().strip(".") in _ADDRESS or (given and not is_title(s.words[k - 1].text))
