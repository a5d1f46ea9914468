"""What only points back: a content that is no more than a pronoun ("This was stated by the mayor") is the sentence
before, unless somebody else is made to answer for that; what a relative clause behind a content denies ("Police say he
lied, which he denies") is that content."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterator, Sequence

from attrib.cues import Cue
from attrib.framing import takes_up
from attrib.links import Link, LinkHop
from attrib.mentions import RELATIVE, noun_phrase
from attrib.parse import Parse
from attrib.report import Commitment
from attrib.speech import span_of

_POINTING = {"this", "that"}
_BETWEEN = " \n,;–—-\"'”’"
_CLOSED = '.!"”’'
"""How a sentence ends that says something, and no heading."""


def point_back(parse: Parse, links: Sequence[Link]) -> tuple[Link, ...]:
    """The links, those whose content is a pointing word at the head of its sentence with the sentence before."""
    reported = {link.sentence for link in links}
    return tuple(_pointed(parse, link) if link.sentence - 1 not in reported else link for link in links)


def _pointed(parse: Parse, link: Link) -> Link:
    n = link.sentence
    if len(link.content) != 1 or n == 0 or link.content[0].text.lower() not in _POINTING:
        return link
    start, end = parse.sentences[n - 1].start, parse.sentences[n - 1].end
    if link.content[0].start != parse.sentences[n].start or parse.text[end - 1] not in _CLOSED:
        return link
    end -= parse.text[end - 1] == "."
    return dataclasses.replace(link, content=(span_of(parse.text, start, end),))


def deny_back(parse: Parse, links: Sequence[Link], cues: Sequence[Cue]) -> list[Link]:
    """The links with one for each denial in a relative clause right behind another's content: ", which he denies", ", a
    charge that the bank denies", ", a claim he dismissed as a joke"; a link of the same cue ("as a joke") gives way."""
    denials = list(_denials(parse, links, cues))
    anew = {link.cue for link in denials}
    return [*(link for link in links if link.cue not in anew), *denials]


def _denials(parse: Parse, links: Sequence[Link], cues: Sequence[Cue]) -> Iterator[Link]:
    taken = {(link.cue.sentence, link.cue.word) for link in links if link.cue is not None and not _is_verdict(link)}
    near: defaultdict[int, list[Link]] = defaultdict(list)
    for link in links:
        near[link.sentence].append(link)
    for cue in cues:
        begin = None if cue.negated or (cue.sentence, cue.word) in taken else _taken_up_from(parse, cue)
        denied = None if begin is None else _before(parse, near[cue.sentence], begin)
        if denied is not None:
            s = parse.sentences[cue.sentence]
            source = noun_phrase(parse, cue.sentence, s.dependents(cue.word, "nsubj")[0])
            yield Link(sentence=cue.sentence, cue=cue, hops=(LinkHop(source=source, cue=cue),), content=denied.content)


def _is_verdict(link: Link) -> bool:
    """Whether a content is no more than what somebody denies another as: "a charge that he dismissed | as a joke"."""
    return len(link.content) == 1 and link.content[0].text.lower().startswith("as ")


def _taken_up_from(parse: Parse, cue: Cue) -> int | None:
    """Where what a denying relative clause takes up a content with begins: its pronoun, or the noun before it."""
    s = parse.sentences[cue.sentence]
    word = s.words[cue.word]
    subjects, objects = s.dependents(cue.word, "nsubj"), s.dependents(cue.word, "obj")
    if cue.entry.commitment is not Commitment.DENIED or word.relation != "acl:relcl" or word.head is None:
        return None
    if not subjects or s.words[subjects[0]].lemma.lower() in RELATIVE:
        return None
    noun = noun_phrase(parse, cue.sentence, word.head).span
    if takes_up(f"the {s.words[word.head].text}") is not None:
        return noun.start
    if objects and s.words[objects[0]].text.lower() == "which":
        return s.words[objects[0]].start
    return None


def _before(parse: Parse, links: Sequence[Link], begin: int) -> Link | None:
    """The link among some whose content ends right before a place."""
    ends = ((link, link.content[-1].end) for link in links)
    return next((link for link, end in ends if end <= begin and not parse.text[end:begin].strip(_BETWEEN)), None)
