"""Who has the last word in a sentence: "“It rained,” said the mayor, reports the daily" is the daily's."""

from __future__ import annotations

from attrib import lexicon
from attrib.clauses import Clause
from attrib.drawing import without_tidings
from attrib.mentions import Mention
from attrib.parse import Word
from attrib.proposals import Range
from attrib.report import SourceType, Span, frozen

_NAMING = {"DET", "ADJ", "NOUN", "PROPN", "ADV", "PUNCT", "PART"}
"""What the name of a medium is made of, as parsers see it."""

_LONGEST = 8


@frozen
class Closing:
    """A tag that closes a sentence behind a comma: whom it names, and the text's words that begin the sentence and that
    the comma is."""

    source: Mention
    start: int
    comma: int

    def grown(self, content: tuple[Range, ...]) -> tuple[Range, ...]:
        """A content with what stands between it and the tag: another's tag, which the medium passes on too. Where none
        stands before the tag, it is all that does."""
        *others, (first, end) = content
        return (*others, (first, max(end, self.comma))) if first < self.comma else ((self.start, self.comma),)


def closing(clause: Clause) -> Closing | None:
    """The closing tag that a clause is, if it is one: ", reports the daily" at a sentence's end, however the parser
    hung it, or ", the daily said it was told by a guard"."""
    return _reporting(clause) or _informed(clause)


def _reporting(clause: Clause) -> Closing | None:
    """The tag of a medium behind its cue."""
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
    return _tag(clause, Mention(sentence=n, head=head, span=span), i - 1)


def _informed(clause: Clause) -> Closing | None:
    """The tag of somebody who says from whom he has what stands before."""
    s, i, n = clause.sentence, clause.i, clause.cue.sentence
    commas = [k for k in range(1, i) if s.words[k].text == ","]
    if not commas or clause.speaker is None or not commas[-1] < clause.speaker < i or not without_tidings(s, i):
        return None
    start, end = s.words[commas[-1] + 1].start, s.words[i - 1].end
    span = Span(start=start, end=end, text=clause.parse.text[start:end])
    return _tag(clause, Mention(sentence=n, head=clause.speaker, span=span), commas[-1])


def _tag(clause: Clause, source: Mention, comma: int) -> Closing:
    start = clause.parse.firsts[clause.cue.sentence]
    return Closing(source=source, start=start, comma=start + comma)


def _is_medium(word: Word) -> bool:
    """Whether a word says that what it stands in names a news medium."""
    noun = lexicon.roles().get(word.lemma.lower()) is SourceType.OUTLET
    return noun or (word.text[:1].isupper() and word.text.lower() in lexicon.outlet_words())
