"""Where the phrases begin and end that a stretch of words cuts through."""

from __future__ import annotations

import re

from attrib.mentions import goes_on_name
from attrib.parse import Sentence

BOUNDARY = re.compile(r"[^\w\s'’%$£€-]|\s[-–]|\n")
"""A mark that sets words off from those before."""

COMPLEMENT = frozenset({"that", "to", "if", "whether"})
"""What clauses begin with that somebody says or wants."""

# Relations of the little words that a phrase begins with, and those of words that never end one.
_LEADING = frozenset({"det", "case", "mark", "amod", "compound", "nummod"})
_TRAILING = frozenset({"det", "case", "amod", "compound", "nummod"})
_VERBAL = frozenset({"aux", "cop", "advmod"})


def first_of_phrase(s: Sentence, inside: range) -> int:
    """The first of the little words right before a stretch of a sentence that go with its words."""
    first = inside.start
    while first and _leads_in(s, first - 1, inside):
        first -= 1
    return first


def _leads_in(s: Sentence, i: int, inside: range) -> bool:
    word = s.words[i]
    if word.base_relation not in _LEADING or word.head is None or word.head not in inside:
        return False
    head = s.words[word.head]
    if word.base_relation == "case":  # what the cue governs is reported without its preposition: "called for | talks"
        return word.upos == "ADP" and head.head is not None and head.head in inside
    if word.base_relation == "mark":
        return word.lemma.lower() in ({"of"} if head.has("VerbForm=Ger") else COMPLEMENT)
    return True


def last_of_phrase(text: str, s: Sentence, last: int) -> int:
    """The word that the last little words go with, if nothing but words stands before it; of a verb that was cut off,
    the last word of what it governs: "and was | told to leave"."""
    head, verb = s.words[last].head, _has_particle(s, last)
    while head is not None and head > last and s.words[last].base_relation in _TRAILING | _VERBAL:
        if BOUNDARY.search(text, s.words[last].end, s.words[head].end):
            break
        verb |= s.words[last].base_relation in _VERBAL
        last, head = head, s.words[head].head
    while last + 1 < len(s.words) and goes_on_name(s, last + 1):
        last += 1
    governed = set(s.subtree(last)) if verb else set()
    while last + 1 in governed and not BOUNDARY.search(text, s.words[last].end, s.words[last + 1].end):
        last += 1
    return last


def _has_particle(s: Sentence, i: int) -> bool:
    """Whether a verb's particle stands right behind it: "point | out the house"."""
    behind = s.words[i + 1] if i + 1 < len(s.words) else None
    return behind is not None and behind.head == i and behind.relation == "compound:prt"
