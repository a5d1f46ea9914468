"""Finds attributions by layout: a speaker's label before a colon, a name behind a quotation's dash, and a headline that
ends in its source.

Labels and names behind a dash are plain: what else claims their words side by side gives way to them. A headline's
colon may introduce anything: it gives way itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate

from attrib import lexicon
from attrib.cues import cue_at
from attrib.links import Link, LinkHop
from attrib.mentions import Mention
from attrib.names import type_of_name
from attrib.parse import Parse, Sentence
from attrib.quotations import Outermost
from attrib.report import SourceType, Span
from attrib.sources import describe

LONGEST_LABEL = 5
"""Words before a speaker's colon, behind a quotation's dash, or behind a headline's colon."""

_OPENING = frozenset("\"“‘'«") | {"``"}
_SIGNED = re.compile(r"[ \t\u00a0]*\n?[ \t\u00a0]*[―—–](?=[ \t\u00a0]*[^\W\d_])")
_ROLE = {"PROPN", "NOUN", "ADJ"}
_SHOWN = frozenset("audio gallery graphic infographic map photo photos picture pictures video videos".split())
"""What a headline has behind its colon and what says nothing."""


def with_labels(parse: Parse, links: Sequence[Link], quotations: Outermost) -> list[Link]:
    """The links of a text, with those that its layout shows and without those that give way to them."""
    plain = sorted([*_speakers(parse), *_signed(parse, quotations)], key=lambda link: link.content[0].start)
    starts = [label.content[0].start for label in plain]
    kept = [link for link in links if not any(_rivals(link, label) for label in _near(link, plain, starts))]
    contents = sorted((span.start, span.end) for link in (*plain, *kept) for span in link.content)
    reach = list(accumulate((end for _, end in contents), max))
    return [*plain, *kept, *(link for link in _headlines(parse) if not _held(link.content[0], contents, reach))]


def labelled(links: Sequence[Link]) -> frozenset[tuple[int, int]]:
    """Who speaks before a colon: the sentence and the head word of each such source."""
    hops = (hop for link in links for hop in link.hops if hop.cue is not None and hop.cue.span.text == ":")
    return frozenset((hop.source.sentence, hop.source.head) for hop in hops if hop.source is not None)


def _near(link: Link, labels: Sequence[Link], starts: Sequence[int]) -> Iterator[Link]:
    """The labels whose contents overlap a link's; labels stand in order and apart."""
    start, end = link.content[0].start, link.content[-1].end
    first = max(bisect_left(starts, start) - 1, 0)
    return (label for label in labels[first : bisect_left(starts, end)] if start < label.content[0].end)


def _rivals(link: Link, label: Link) -> bool:
    """Whether a link claims a label's words from outside them, and does not report the label itself."""
    if link.cue is None or label.cue is None:
        return True
    content, cue = label.content[0], link.cue.span
    inside = content.start <= cue.start < content.end
    around = any(span.start <= label.cue.span.start < span.end for span in link.content)
    return not inside and not around


def _speakers(parse: Parse) -> Iterator[Link]:
    """A link for every paragraph that begins with a speaker's label: a person's name, or anything in a transcript,
    where labels come again."""
    found = [
        (n, first, colon)
        for n, sentence in enumerate(parse.sentences)
        if _begins_line(parse.text, sentence)
        for first, colon in _label(sentence)
    ]
    labels = Counter(_words(parse, *place) for place in found)
    transcript = max(labels.values(), default=0) > 1
    for n, first, colon in found:
        source = _phrase(parse, n, range(first, colon))
        start = parse.sentences[n].words[colon].end
        end = _line_end(parse.text, start)
        behind = parse.within(start, end)
        if source is None or not behind:
            continue
        # capitals before a colon that comes once are the place of a dateline
        person = describe(parse, source).type is SourceType.PERSON and not source.span.text.isupper()
        if person or (transcript and (colon - first == 1 == len(source.span.text) or _is_speech(parse, behind))):
            yield _link(parse, n, source, colon, parse.words[behind[0]].start, end)


def _is_speech(parse: Parse, places: Sequence[int]) -> bool:
    """Whether some words hold a sentence, and no list."""
    return any(parse.words[k].upos in {"VERB", "AUX"} for k in places)


def _label(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The first word of a sentence's label and its colon, if it begins with one."""
    words = sentence.words
    first = int(words[0].text in _OPENING)
    colon = next((i for i, word in enumerate(words[: first + LONGEST_LABEL + 1]) if word.text == ":"), 0)
    if colon > first and all(word.upos in _ROLE for word in words[first:colon]):
        yield first, colon


def _words(parse: Parse, n: int, first: int, colon: int) -> tuple[str, ...]:
    return tuple(word.text for word in parse.sentences[n].words[first:colon])


def _signed(parse: Parse, quotations: Outermost) -> Iterator[Link]:
    """A link for every quotation that makes a paragraph and has a name behind its dash: "“We lost.” — Ada Lind"."""
    for q in quotations.items:
        dash = _SIGNED.match(parse.text, q.end)
        if dash is None or not q.closed or parse.text[parse.text.rfind("\n", 0, q.start) + 1 : q.start].strip():
            continue
        end = _line_end(parse.text, dash.end())
        words = parse.within(dash.end() - 1, end)
        if not 1 < len(words) <= LONGEST_LABEL + 1:
            continue
        places = [parse.places[k] for k in words]
        n = places[-1][0]
        source = _phrase(parse, n, range(places[1][1], places[-1][1] + 1)) if places[1][0] == n else None
        if source is not None and parse.sentences[n].words[source.head].upos == "PROPN":
            yield _link(parse, places[0][0], source, places[0][1], q.start, q.end)


def _headlines(parse: Parse) -> Iterator[Link]:
    """A link for every headline that ends in a colon and its source, without a cue."""
    for n, sentence in enumerate(parse.sentences):
        colons = [i for i, word in enumerate(sentence.words) if word.text == ":"]
        if not colons or not _begins_line(parse.text, sentence) or not _ends_line(parse.text, sentence):
            continue
        if 0 < len(sentence.words) - colons[-1] - 1 <= LONGEST_LABEL and colons[-1]:
            yield from _headline(parse, n, colons[-1])


def _headline(parse: Parse, n: int, colon: int) -> Iterator[Link]:
    """The part of a headline before the colon, if what follows is a person or a body that can speak."""
    sentence = parse.sentences[n]
    source = _phrase(parse, n, range(colon + 1, len(sentence.words)))
    if source is None:
        return
    description = describe(parse, source)
    # a headline's colon may introduce anything; only a role or the name of a body shows a source
    body = type_of_name(description.name or ("",)) is not SourceType.UNKNOWN
    if body or (description.noun in lexicon.roles() and description.noun not in _SHOWN):
        yield _link(parse, n, source, None, sentence.start, sentence.words[colon - 1].end)


def _held(span: Span, contents: Sequence[tuple[int, int]], reach: Sequence[int]) -> bool:
    """Whether one of some contents in order covers most of a span; ``reach`` is how far those up to each one go."""
    near = contents[bisect_left(reach, span.start) : bisect_left(contents, (span.end,))]
    return any(2 * (min(end, span.end) - max(start, span.start)) > span.end - span.start for start, end in near)


def _begins_line(text: str, sentence: Sentence) -> bool:
    return not text[text.rfind("\n", 0, sentence.start) + 1 : sentence.start].strip()


def _ends_line(text: str, sentence: Sentence) -> bool:
    return not text[sentence.end : _line_end(text, sentence.end)].strip() and text[sentence.end - 1] not in ".!?"


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return end if end >= 0 else len(text)


def _phrase(parse: Parse, n: int, indices: range) -> Mention | None:
    """The noun phrase that some words of a sentence are, if they are one."""
    words = parse.sentences[n].words
    heads = [i for i in indices if words[i].head not in indices and words[i].upos in {"PROPN", "NOUN"}]
    if len(heads) != 1 or any(words[i].upos in {"VERB", "AUX"} for i in indices):
        return None
    start, end = words[indices[0]].start, words[indices[-1]].end
    return Mention(sentence=n, head=heads[0], span=Span(start=start, end=end, text=parse.text[start:end]))


def _link(parse: Parse, n: int, source: Mention, mark: int | None, start: int, end: int) -> Link:
    """The link of a source, with the mark that shows it as its cue, if there is one."""
    text = parse.text[start:end].rstrip()
    content = Span(start=start, end=start + len(text), text=text)
    cue = None if mark is None else cue_at(parse, n, mark, (mark, mark))
    return Link(sentence=n, cue=cue, hops=(LinkHop(source=source, cue=cue),), content=(content,))
