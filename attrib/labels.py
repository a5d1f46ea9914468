"""Finds attributions by layout: a speaker's label before a colon, and a headline that ends in its source."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from attrib import lexicon
from attrib.links import Link, LinkHop
from attrib.mentions import Mention
from attrib.parse import Parse, Sentence
from attrib.report import SourceType, Span
from attrib.sources import describe, type_of_name

LONGEST_LABEL = 5
"""Words before a speaker's colon, or behind a headline's."""


def find_labels(parse: Parse, links: Sequence[Link]) -> tuple[Link, ...]:
    """A link for every paragraph that begins "Name: ..." and for a headline "...: the minister", without a cue.

    Where most of the words are already the content of one of ``links``, there is nothing to find.
    """
    found: list[Link] = []
    for n, sentence in enumerate(parse.sentences):
        if not _begins_line(parse.text, sentence):
            continue
        colons = [i for i, word in enumerate(sentence.words) if word.text == ":"]
        if colons and 0 < colons[0] <= LONGEST_LABEL:
            found += _speaker(parse, n, colons[0])
        if colons and _ends_line(parse.text, sentence) and len(sentence.words) - colons[-1] - 1 <= LONGEST_LABEL:
            found += _headline(parse, n, colons[-1])
    contents = sorted((span.start, span.end) for link in links for span in link.content)
    return tuple(link for link in found if not _held(link.content[0], contents))


def _held(span: Span, contents: Sequence[tuple[int, int]]) -> bool:
    """Whether one of some contents in order covers most of a span."""
    return any(
        2 * (min(end, span.end) - max(start, span.start)) > span.end - span.start
        for start, end in takewhile(lambda each: each[0] < span.end, contents)
    )


def _begins_line(text: str, sentence: Sentence) -> bool:
    return not text[text.rfind("\n", 0, sentence.start) + 1 : sentence.start].strip()


def _ends_line(text: str, sentence: Sentence) -> bool:
    line_end = text.find("\n", sentence.end)
    rest = text[sentence.end : line_end if line_end >= 0 else len(text)]
    return not rest.strip() and text[sentence.end - 1] not in ".!?"


def _speaker(parse: Parse, n: int, colon: int) -> list[Link]:
    """The paragraph behind the label of a person."""
    sentence = parse.sentences[n]
    if any(word.upos not in {"PROPN", "NOUN", "ADJ"} for word in sentence.words[:colon]):
        return []
    source = _phrase(parse, n, range(colon))
    if source is None or describe(parse, source).type is not SourceType.PERSON or colon + 1 >= len(sentence.words):
        return []
    start = sentence.words[colon + 1].start
    line_end = parse.text.find("\n", start)
    end = line_end if line_end >= 0 else len(parse.text)
    return [_link(parse, n, source, start, end)]


def _headline(parse: Parse, n: int, colon: int) -> list[Link]:
    """The part of a headline before the colon, if what follows is a person or a body that can speak."""
    sentence = parse.sentences[n]
    source = _phrase(parse, n, range(colon + 1, len(sentence.words)))
    if source is None:
        return []
    description = describe(parse, source)
    if type_of_name(description.name or ("",)) is SourceType.UNKNOWN and description.noun not in lexicon.roles():
        return []  # a headline's colon may introduce anything; only a role or the name of a body shows a source
    return [_link(parse, n, source, sentence.start, sentence.words[colon - 1].end)] if colon else []


def _phrase(parse: Parse, n: int, indices: range) -> Mention | None:
    """The noun phrase that some words of a sentence are, if they are one."""
    words = parse.sentences[n].words
    heads = [i for i in indices if words[i].head not in indices and words[i].upos in {"PROPN", "NOUN"}]
    if len(heads) != 1 or any(words[i].upos in {"VERB", "AUX"} for i in indices):
        return None
    start, end = words[indices[0]].start, words[indices[-1]].end
    return Mention(sentence=n, head=heads[0], span=Span(start=start, end=end, text=parse.text[start:end]))


def _link(parse: Parse, n: int, source: Mention, start: int, end: int) -> Link:
    text = parse.text[start:end].rstrip()
    content = Span(start=start, end=start + len(text), text=text)
    return Link(sentence=n, cue=None, hops=(LinkHop(source=source, cue=None),), content=(content,))
