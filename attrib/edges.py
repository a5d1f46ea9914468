"""Puts the edges of contents right that the tagger drew, by the tree and the text: nothing is decided here."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence

from attrib import lexicon
from attrib.cues import Cue
from attrib.links import Link
from attrib.mentions import RELATIVE, case_of, noun_phrase, shuns_name
from attrib.parse import Parse, Sentence, Word
from attrib.phrases import BOUNDARY, COMPLEMENT, first_of_phrase, last_of_phrase
from attrib.quotations import Outermost
from attrib.report import Commitment, Span
from attrib.speech import joined, span_of

# Frames of cues with somebody who is asked or told; whose object is what is wanted or believed asks nobody.
_ASKING = frozenset({"to", "on", "audience"})
_NOT_ASKING = frozenset({"raising", "belief"})
_BEFORE_TO = frozenset({"PART", "ADV"})
_PAIRS = {")": "(", "]": "[", "”": "“"}
_CLOSING = re.compile(r"[.,]?([”)\]])")
_MANNER = re.compile(r"without (?:\w+ing\b|further details?\b)")
_SILENT = re.compile(
    r",? without (?:elaborating|specifying|further details?|"
    r"(?:giving|providing|offering|citing) (?:\w+ ){0,3}(?:details?|sources?|evidence|names?|reasons?|specifics))\Z"
)
_SOON = 4
"""Words of a fragment among which one tells that somebody asks for no name: "not to be named"."""

_APART = frozenset({"PUNCT", "CCONJ", "SCONJ", "ADV", "SYM"})


def put_right(parse: Parse, link: Link, quotations: Outermost) -> Link:
    """The link with the edges of its content put right."""
    link = _without_manner(parse, _own_paragraph(parse, link, quotations))
    reporting = [each.span for hop in link.hops for each in (hop.source, hop.cue) if each is not None]
    content = _denied(parse, _without_addressee(parse, link), link.cue)
    content = _without_holes(parse, _without_as(parse, content, link), reporting)
    content = tuple(each for span in content for each in _with_antecedent(parse, span, alone=len(content) == 1))
    content = _behind_antecedent(parse, content, link.cue)
    content = _from_its_beginning(parse, content, reporting)
    grown = joined(_balanced(parse.text, *_whole_phrases(parse, span, reporting)) for span in content)
    return dataclasses.replace(link, content=tuple(span_of(parse.text, *stretch) for stretch in grown))


def _without_manner(parse: Parse, link: Link) -> Link:
    """The link without what tells how somebody spoke: "it sank, he said, | without naming the ship", "asking | not to
    be named"."""
    first, *others = link.content
    tag = None if link.cue is None else link.cue.span.start
    kept = [x for x in others if tag is None or x.start < tag or not (_MANNER.match(x.text) or _hides(parse, x))]
    spoken = [(x.start, x.start + len(_SILENT.sub("", x.text).rstrip())) for x in (first, *kept)]
    return dataclasses.replace(link, content=tuple(span_of(parse.text, *stretch) for stretch in spoken))


def _hides(parse: Parse, span: Span) -> bool:
    """Whether a fragment begins in that somebody wants to stay unnamed."""
    places = (parse.places[k] for k in parse.within(span.start, span.end)[:_SOON])
    return any(shuns_name(parse.sentences[n], i) for n, i in places)


# ---------------------------------------------------------------- paragraphs


def _own_paragraph(parse: Parse, link: Link, quotations: Outermost) -> Link:
    """The link without what other paragraphs quote, if somebody is paraphrased in the one of the cue: that is a claim
    of its own."""
    if link.cue is None or link.content[-1].end <= parse.sentences[link.cue.sentence].end:
        return link
    start, end = _paragraph(parse, link.cue.sentence, link.content)
    if parse.text[end - 1] == ":":  # what follows is announced
        return link
    end = start + len(parse.text[start:end].removesuffix(".").rstrip())
    own = [(max(x.start, start), min(x.end, end)) for x in link.content if x.start < end and x.end > start]
    behind = link.content[-1].end > end and any(q.start > end for q in quotations.over(end, link.content[-1].end))
    if not own or not behind or any(quotations.over(*stretch) for stretch in own):
        return link
    return dataclasses.replace(link, content=tuple(span_of(parse.text, *stretch) for stretch in own))


def _paragraph(parse: Parse, n: int, content: Sequence[Span]) -> tuple[int, int]:
    """Where the paragraph of a sentence begins and ends, as far as a content reaches."""
    first = last = n
    sentences = parse.sentences
    while sentences[first].start > content[0].start and not _apart(parse, first - 1):
        first -= 1
    while sentences[last].end < content[-1].end and not _apart(parse, last):
        last += 1
    return sentences[first].start, sentences[last].end


def _apart(parse: Parse, n: int) -> bool:
    """Whether a paragraph ends between a sentence and the next."""
    if not 0 <= n < len(parse.sentences) - 1:
        return True
    return "\n" in parse.text[parse.sentences[n].end : parse.sentences[n + 1].start]


# ---------------------------------------------------------------- who is asked


def _without_addressee(parse: Parse, link: Link) -> tuple[Span, ...]:
    """The content from the infinitive on, where the cue asks somebody to act: "urged the council | to"."""
    cue = link.cue
    if cue is None or not cue.entry.frames & _ASKING or cue.entry.frames & _NOT_ASKING:
        return link.content
    sentence = parse.sentences[cue.sentence]
    if sentence.dependents(cue.word, "nsubj:pass"):
        return _without_told(parse, link.content, sentence, cue.word)
    act = _that_is_told(parse, link, sentence, cue.word) or next(_acts(sentence, cue.word), None)
    if act is None:
        return link.content
    start = sentence.words[act].start
    before = (span for span in link.content if span.end <= cue.span.start)
    behind = (span_of(parse.text, max(span.start, start), span.end) for span in link.content if span.end > start)
    return (*before, *behind) or link.content


def _that_is_told(parse: Parse, link: Link, s: Sentence, asking: int) -> int | None:
    """Where what is told begins, if the content begins in who hears it: "told those asked | to help, that"."""
    hearers = {k for c in s.dependents(asking, "iobj", "obj") for k in s.subtree(c)}
    begins = next((k for k, word in enumerate(s.words) if word.start >= link.content[0].start), None)
    marks = (m for c in s.dependents(asking, "ccomp") for m in s.dependents(c, "mark"))
    that = next((m for m in marks if s.words[m].lemma.lower() == "that"), None)
    return that if begins in hearers else None


def _without_told(parse: Parse, content: tuple[Span, ...], s: Sentence, asking: int) -> tuple[Span, ...]:
    """The content without who is told, where that stands before its cue: "The court | was told | that"."""
    told = {s.words[k].start for c in s.dependents(asking, "nsubj:pass") if c < asking for k in s.subtree(c)}
    kept = (x for x in content if not all(parse.words[k].start in told for k in parse.within(x.start, x.end)))
    return tuple(kept) or content


def _denied(parse: Parse, content: tuple[Span, ...], cue: Cue | None) -> tuple[Span, ...]:
    """The content without a noun of saying in front that is nobody's, where the cue denies: "denied reports that"."""
    if cue is None or cue.entry.commitment is not Commitment.DENIED or len(content) > 1:
        return content
    s, (span,) = parse.sentences[cue.sentence], content
    for noun in s.dependents(cue.word, "obj"):
        entry = lexicon.cues().get((s.words[noun].lemma.lower(), "NOUN"))
        if entry is None or "noun" not in entry.frames or s.dependents(noun, "nmod", "compound"):
            continue
        marks = (s.words[m] for c in s.dependents(noun, "acl", "ccomp") for m in s.dependents(c, "mark"))
        that = next((mark for mark in marks if mark.text.lower() == "that"), None)
        if that is not None and span.start <= s.words[noun].start < that.start < span.end:
            return (span_of(parse.text, that.start, span.end),)
    return content


def _without_as(parse: Parse, content: tuple[Span, ...], link: Link) -> tuple[Span, ...]:
    """The content of a passive that nobody does without its "as": "it is regarded as | the best"."""
    cue = link.cue
    if cue is None or link.source is not None or not parse.sentences[cue.sentence].dependents(cue.word, "nsubj:pass"):
        return content
    behind = (span for span in content[1:] if span.start > cue.span.start and span.text.startswith("as "))
    first = next(behind, None)
    return tuple(span_of(parse.text, span.start + 3, span.end) if span is first else span for span in content)


def _acts(s: Sentence, asking: int) -> Iterator[int]:
    """The first words of the infinitives that say what somebody is asked to do who stands between."""
    asked = [c for c in s.dependents(asking, "obj", "iobj", "obl") if c > asking and _is_asked(s, c)]
    # a thing governs an infinitive of its own: "ordered a decree to be drawn up"
    people = [c for c in asked if s.words[c].upos in {"PROPN", "PRON"} or s.words[c].has("Number=Plur")]
    for act in [c for i in (asking, *people) for c in s.dependents(i, "xcomp", "ccomp", "advcl", "acl")]:
        first = next((c for c in s.dependents(act, "mark") if s.words[c].text.lower() == "to"), None)
        if first is None or s.dependents(act, "aux:pass"):
            continue
        while first - 1 in (*s.children[act], *s.children[asking]) and s.words[first - 1].upos in _BEFORE_TO:
            first -= 1
        if any(asking < c < first for c in (*asked, *s.dependents(act, "nsubj"))):
            yield first


def _is_asked(s: Sentence, i: int) -> bool:
    """Whether a phrase behind a cue may be who is asked: an object, or what stands behind "on" or "to"."""
    return s.words[i].base_relation != "obl" or case_of(s, i) in {"on", "upon", "to"}


# ---------------------------------------------------------------- phrases that are cut through


def _from_its_beginning(parse: Parse, content: tuple[Span, ...], reporting: Sequence[Span]) -> tuple[Span, ...]:
    """The content from the beginning of its sentence, where it begins in the middle of a phrase and all that reports it
    stands behind: "The ship is taking | water, according to"."""
    inside = parse.within(content[0].start, content[0].end) if len(content) == 1 else []
    if not inside or any(each.start < content[0].end for each in reporting):
        return content
    n, first = parse.places[inside[0]]
    s = parse.sentences[n]
    cut = first > 1 and s.words[first - 1].upos not in _APART and s.words[first].text.lower() not in COMPLEMENT
    return (span_of(parse.text, s.start, content[0].end),) if cut else content


def _whole_phrases(parse: Parse, span: Span, reporting: Sequence[Span]) -> tuple[int, int]:
    """The stretch with the little words that its first phrase begins with, and the word that its last ones go with."""
    inside = parse.within(span.start, span.end)
    if not inside:
        return span.start, span.end
    n, first = parse.places[inside[0]]
    m, last = parse.places[inside[-1]]
    length = len(inside) if n == m else len(parse.sentences[n].words)
    first = first_of_phrase(parse.sentences[n], range(first, first + length))
    last = last_of_phrase(parse.text, parse.sentences[m], last)
    start = min(span.start, parse.sentences[n].words[first].start)
    end = max(span.end, parse.sentences[m].words[last].end)
    if any(start < each.end and each.start < end for each in reporting):
        return span.start, span.end
    return start, end


# ---------------------------------------------------------------- holes


def _without_holes(parse: Parse, content: Sequence[Span], reporting: Sequence[Span]) -> tuple[Span, ...]:
    """The fragments, those as one that only words of the same clause stand between, and not who reports."""
    found = list(content[:1])
    for span in content[1:]:
        start, end = found[-1].end, span.start
        if any(start <= each.start < end for each in reporting) or not _same_clause(parse, start, end):
            found.append(span)
        else:
            found[-1] = span_of(parse.text, found[-1].start, span.end)
    return tuple(found)


def _same_clause(parse: Parse, start: int, end: int) -> bool:
    """Whether a stretch between two fragments is neither set off nor a clause by itself."""
    words = [(*parse.places[k], parse.words[k]) for k in parse.within(start, end)]
    inside = {(n, i) for n, i, _ in words}
    clause = any(word.base_relation == "nsubj" and (n, word.head) in inside for n, _, word in words)
    return not clause and not BOUNDARY.search(parse.text, start, end)


# ---------------------------------------------------------------- relative pronouns


def _with_antecedent(parse: Parse, span: Span, *, alone: bool) -> Iterator[Span]:
    """The span, or what its relative pronoun stands for and the rest, where it is a fragment of that and little more
    ("the quay, which | the engineers said | would hold") or ends in that ("It is by the quay, which |, they said,")."""
    words = [parse.words[k] for k in parse.within(span.start, span.end)]
    ends = words[:1] if len(words) < 3 else words[-1:]
    pronoun = next((word for word in ends if word.lemma.lower() in RELATIVE), None)
    antecedent = None if alone or pronoun is None else _antecedent(parse, span, pronoun)
    if antecedent is None:
        yield span
        return
    yield antecedent
    if len(words) == 2:
        yield span_of(parse.text, words[1].start, span.end)


def _antecedent(parse: Parse, span: Span, pronoun: Word) -> Span | None:
    """What the relative pronoun at an end of a fragment stands for."""
    n, i = parse.places[parse.within(pronoun.start, pronoun.end)[0]]
    sentence = parse.sentences[n]
    clause = next((k for k in (i, *sentence.ancestors(i)) if sentence.words[k].relation == "acl:relcl"), None)
    head = None if clause is None else sentence.words[clause].head
    set_off = parse.text[span.end : span.end + 1] == "," == sentence.words[i - 1].text  # not "most of which, he said"
    if head is None or head > i or not (pronoun.start == span.start or set_off):
        return None
    return _noun_before(parse, n, head, pronoun.start)


def _noun_before(parse: Parse, n: int, head: int, end: int) -> Span | None:
    """The noun phrase around a word as far as it stands before a place, none if it does not."""
    found = noun_phrase(parse, n, head).span
    text = parse.text[found.start : min(found.end, end)].rstrip(" ,")
    return span_of(parse.text, found.start, found.start + len(text)) if text else None


def _behind_antecedent(parse: Parse, content: tuple[Span, ...], cue: Cue | None) -> tuple[Span, ...]:
    """The content with what it says something of, where that is the noun before the clause of its cue: "| a honey |
    that sellers claim | is good"."""
    if cue is None or len(content) > 1 or content[0].start < cue.span.end:
        return content
    s = parse.sentences[cue.sentence]
    above = s.words[cue.word].head
    clauses = [c for c in s.dependents(cue.word, "ccomp") if c > cue.word and not s.dependents(c, "mark")]
    subjects = [k for c in clauses for k in s.dependents(c, "nsubj")]
    own = any(s.words[k].lemma.lower() not in RELATIVE for k in s.dependents(cue.word, "nsubj"))
    lacking = own and all(k < cue.word and s.words[k].lemma.lower() in RELATIVE for k in subjects)
    if s.words[cue.word].relation != "acl:relcl" or above is None or above > cue.word or not clauses or not lacking:
        return content
    if s.words[above].upos not in {"NOUN", "PROPN"}:  # not "what sellers claim"
        return content
    that = next((w.start for w in s.words[above + 1 : cue.word] if w.lemma.lower() in RELATIVE), cue.span.start)
    antecedent = _noun_before(parse, cue.sentence, above, that)
    return content if antecedent is None else (antecedent, *content)


# ---------------------------------------------------------------- brackets


def _balanced(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch with the bracket or the mark right behind it that closes one inside it."""
    closing = _CLOSING.match(text, end)
    if closing is None:
        return start, end
    mark = closing.group(1)
    is_open = text.count(_PAIRS[mark], start, end) > text.count(mark, start, end)
    return start, closing.end() if is_open else end
