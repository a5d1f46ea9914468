"""Media that have the last word in a sentence: "“It rained,” said the mayor, reports the daily" is the daily's."""

from __future__ import annotations

from attrib import lexicon
from attrib.clauses import Clause
from attrib.mentions import Mention
from attrib.parse import Word
from attrib.proposals import Range
from attrib.report import SourceType, Span, frozen

_NAMING = {"DET", "ADJ", "NOUN", "PROPN", "ADV", "PUNCT", "PART"}
"""What the name of a medium is made of, as parsers see it."""

_LONGEST = 8


@frozen
class Closing:
    """A tag that closes a sentence behind a comma: the medium it names, and the text's word that the comma is."""

    medium: Mention
    comma: int

    def grown(self, content: tuple[Range, ...]) -> tuple[Range, ...]:
        """A content with what stands between it and the tag: another's tag, which the medium passes on too."""
        *others, (first, end) = content
        return (*others, (first, max(end, self.comma))) if first < self.comma else content


def closing(clause: Clause) -> Closing | None:
    """The closing tag that a clause is, if it is one: ", reports the daily" at a sentence's end, however the parser
    hung it."""
    s, i, n = clause.sentence, clause.i, clause.cue.sentence
    end = len(s.words)
    while end > i + 1 and s.words[end - 1].upos == "PUNCT":
        end -= 1
    behind = s.words[i + 1 : end]
    if "that" not in clause.frames or "audience" in clause.frames or not 0 < len(behind) <= _LONGEST:
        return None
    if i < 2 or s.words[i - 1].text != ",":
        return None
    if not {word.upos for word in behind} <= _NAMING or "," in {word.text for word in behind}:
        return None
    if not any(map(_is_medium, behind)):
        return None
    start, stop = behind[0].start, behind[-1].end
    head = next(k for k in range(i + 1, end) if s.words[k].head not in range(i + 1, end))
    span = Span(start=start, end=stop, text=clause.parse.text[start:stop])
    return Closing(medium=Mention(sentence=n, head=head, span=span), comma=clause.parse.firsts[n] + i - 1)


def _is_medium(word: Word) -> bool:
    """Whether a word says that what it stands in names a news medium."""
    noun = lexicon.roles().get(word.lemma.lower()) is SourceType.OUTLET
    return noun or (word.text[:1].isupper() and word.text.lower() in lexicon.outlet_words())
