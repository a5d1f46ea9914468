"""Joins each cue to its source and its content, as the dependency tree has them.

A :class:`Link` is one act of reporting. Most have one hop, the source of the cue; "told the agency" puts a relay in
front of it and "citing officials" another source behind it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from attrib.cues import Cue
from attrib.parse import Parse, Sentence
from attrib.quotations import Quotation
from attrib.report import Span, frozen

_RELATIVE = {"who", "which", "that", "whom"}
_OCCASIONS = {
    "interview",
    "statement",
    "conference",
    "briefing",
    "speech",
    "post",
    "tweet",
    "letter",
    "email",
}
_ABSTRACT = ("tion", "sion", "ment", "ness", "ity", "ance", "ence", "sis", "ship", "ure", "al", "ing", "cy")
_PROPOSITIONAL = {
    "belief", "claim", "concern", "death", "delay", "demand", "fact", "fear", "hope", "idea", "loss", "need", "plan",
    "problem", "rise", "risk", "role", "rumour", "rumor", "support", "threat", "use", "view", "wish", "increase", "cut",
    "ban", "end", "call", "release", "return", "withdrawal", "attack", "arrest", "drop", "fall", "gain", "growth",
}  # fmt: skip
_ADVERBIAL = {"while", "as", "after", "before", "when", "since", "because", "although", "though", "until"}
_QUOTED_BY = {"advcl", "xcomp", "ccomp", "obl"}
_PREPOSITIONAL = (("of", "of", True), ("for-act", "for", True), ("as", "as", True), ("for", "for", False))
"""Frames whose content follows a preposition, and whether the object of the cue is part of it."""


@frozen
class Mention:
    """A noun phrase that names a source: its sentence, the index of its head word, its span."""

    sentence: int
    head: int
    span: Span


@frozen
class LinkHop:
    """One source of a link and the cue that signals it; either may be missing.

    ``elided`` says that the source is not named here: it is the one of an earlier link, or of the sentence before.
    """

    source: Mention | None
    cue: Cue | None
    elided: bool = False


@frozen
class Link:
    """One act of reporting: who stands in front of whom (nearest the reader first), and what is reported.

    ``audience`` is whom the source speaks to, if the text says so; ``content`` are fragments in order.
    """

    sentence: int
    cue: Cue | None
    hops: tuple[LinkHop, ...]
    audience: Mention | None
    content: tuple[Span, ...]

    @property
    def source(self) -> Mention | None:
        """Who speaks: the source of the link's own cue."""
        return next((hop.source for hop in self.hops if hop.cue is self.cue), None)


def find_links(parse: Parse, cues: Sequence[Cue], quotations: Sequence[Quotation]) -> tuple[Link, ...]:
    """The links of all cues that report something, in the order of their cues.

    Where the tree shows no content, a quotation that stands right before or behind the reporting clause is taken.
    """
    by_place = {(cue.sentence, cue.word): cue for cue in cues}
    outer = [q for q in quotations if q.depth == 0]
    starts = [q.start for q in outer]
    found = []
    for cue in cues:
        clause = _Clause(parse, cue)
        content = fragments(parse.text, clause.sentence, clause.content())
        if not content and "that" in cue.entry.frames and not clause.passive:
            near = outer[
                max(bisect_left(starts, clause.sentence.start - 1) - 1, 0) : bisect_left(starts, clause.sentence.end)
            ]
            content = clause.quoted(near)
        if not content:
            continue
        hops = _hops(clause, by_place)
        found.append(Link(sentence=cue.sentence, cue=cue, hops=hops, audience=clause.audience(), content=content))
    return tuple(found)


def _hops(clause: _Clause, cues: dict[tuple[int, int], Cue]) -> tuple[LinkHop, ...]:
    """The hops of a link: a source that quotes the speaker, the speaker, and a source that the speaker cites."""
    cue, s = clause.cue, clause.sentence
    hops = [LinkHop(source=clause.source(), cue=cue)]
    head = s.words[cue.word].head
    quoting = cues.get((cue.sentence, head)) if head is not None else None
    if quoting is not None and "quoting" in quoting.entry.frames and s.words[cue.word].base_relation in _QUOTED_BY:
        hops = _quoted(_Clause(clause.parse, quoting), cue)
    for child in s.dependents(cue.word, "advcl", "conj", "parataxis"):
        citing = cues.get((cue.sentence, child))
        if citing is not None and "quoting" in citing.entry.frames and s.words[child].text.lower().endswith("ing"):
            cited = s.dependents(child, "obj")
            if cited and not s.dependents(child, "ccomp"):
                hops.append(LinkHop(source=mention(clause.parse, cue.sentence, cited[0]), cue=citing))
    return tuple(hops)


def _quoted(outer: _Clause, cue: Cue) -> list[LinkHop]:
    """The hops of "the agency quoted him as saying" and "he was quoted by the agency as saying"."""
    if outer.passive:
        agent = outer.agent()
        relay = [] if agent is None else [LinkHop(source=agent, cue=outer.cue)]
        return [*relay, LinkHop(source=outer.subject_phrase(), cue=cue)]
    quoted = outer.sentence.dependents(outer.i, "obj")
    speakers = [LinkHop(source=mention(outer.parse, cue.sentence, head), cue=cue) for head in quoted[:1]]
    return [LinkHop(source=outer.source(), cue=outer.cue), *speakers]


class _Clause:
    """The neighbourhood of one cue in its sentence."""

    def __init__(self, parse: Parse, cue: Cue):
        self.parse, self.cue = parse, cue
        self.sentence = parse.sentences[cue.sentence]
        self.i = cue.word
        self.word = self.sentence.words[self.i]
        self.passive = bool(self.sentence.dependents(self.i, "nsubj:pass", "aux:pass", "csubj:pass")) or (
            self.word.relation == "acl" and self.word.has("VerbForm=Part") and self.word.has("Voice=Pass")
        )

    # -- who ---------------------------------------------------------------------------------------------------

    def _mention(self, head: int) -> Mention:
        return mention(self.parse, self.cue.sentence, head)

    def source(self) -> Mention | None:
        """The source of the cue, none if the clause names nobody."""
        frames = self.cue.entry.frames
        if "according" in frames:
            head = self._according_phrase()
            return None if head is None else self._mention(head)
        if "noun" in frames:
            head = self._holder()
            return None if head is None else self._mention(head)
        if "adverb" in frames:
            return None
        if self.passive:
            return self.agent()
        head = subject(self.sentence, self.i)
        return None if head is None else self._mention(head)

    def agent(self) -> Mention | None:
        """The source of a passive: "by the ministry"."""
        s = self.sentence
        for c in s.dependents(self.i, "obl"):
            if s.words[c].relation == "obl:agent" or self._case(c) == "by":
                return self._mention(c)
        return None

    def subject_phrase(self) -> Mention | None:
        """The grammatical subject, passive or not."""
        heads = self.sentence.dependents(self.i, "nsubj")
        return self._mention(heads[0]) if heads else None

    def audience(self) -> Mention | None:
        """Whom the source speaks to: the object of "told", or the one after "to" or "with" in an interview."""
        s = self.sentence
        if "audience" in self.cue.entry.frames and not self.passive:
            for c in s.dependents(self.i, "iobj", "obj"):
                return self._mention(c)
        speaker = subject(s, self.i)
        beside = [] if speaker is None else s.dependents(speaker, "nmod")
        for c in [*s.dependents(self.i, "obl", "advcl"), *beside]:
            if s.words[c].upos in {"NOUN", "PROPN"} and self._case(c) == "to" and c not in beside:
                return self._mention(c)
            if s.words[c].lemma.lower() in {"interview", "speak", "talk"}:
                for d in s.dependents(c, "nmod", "obl"):
                    if _case(s, d) in {"with", "to"}:
                        return self._mention(d)
        return None

    def _case(self, i: int) -> str:
        return _case(self.sentence, i)

    def _holder(self) -> int | None:
        """Who holds a claim or belief that is a noun: "his", "the minister's", "by the union"."""
        s = self.sentence
        for c in s.dependents(self.i, "nmod"):
            if s.words[c].relation == "nmod:poss" or (self._case(c) in {"by", "from"}):
                return c
        return None

    def _according_phrase(self) -> int | None:
        """The head of the phrase behind "according to"."""
        s, head = self.sentence, self.word.head
        behind = [c for c in s.dependents(self.i, "obl", "nmod", "obj") if c > self.i]
        if behind:
            return behind[0]
        return head if head is not None and head > self.i and s.words[head].upos not in {"VERB", "AUX"} else None

    # -- what --------------------------------------------------------------------------------------------------

    def content(self) -> list[int]:
        """The word indices of what is reported, empty if nothing is."""
        frames = self.cue.entry.frames
        if "according" in frames:
            return self._according_content()
        if "adverb" in frames:
            return self._adverb_content()
        if "noun" in frames:
            return self._noun_content()
        if "quoting" in frames:
            return self._clausal() if self.sentence.dependents(self.i, "ccomp") else []
        for way in (self._passive, self._clausal, self._infinitive, self._interrupted, self._phrasal):
            found = way()
            if found:
                return found
        return []

    def quoted(self, quotations: Sequence[Quotation]) -> tuple[Span, ...]:
        """The quotation that touches the reporting clause, if one does."""
        s, text = self.sentence, self.parse.text
        head = subject(s, self.i)
        if head is None:
            return ()
        phrase = self._mention(head).span
        start, end = min(phrase.start, self.word.start), max(phrase.end, self.word.end)
        for q in quotations:
            before = q.end <= start and not text[q.end : start].strip(" ,")
            behind = q.start >= end and not text[end : q.start].strip(" ,:")
            if (before or behind) and q.end - q.start > 2:
                return (Span(start=q.start, end=q.end, text=text[q.start : q.end]),)
        return ()

    def _clausal(self) -> list[int]:
        """The clause that the cue governs, with any part of it that the parser hung on the cue itself."""
        s, frames = self.sentence, self.cue.entry.frames
        if not frames & {"that", "belief", "quoting", "named"}:
            return []
        clauses = [c for c in s.dependents(self.i, "ccomp") if not self._introduced_by(c) & _ADVERBIAL]
        clauses = clauses or ([] if self.passive else self._afterthought())
        if not clauses:
            return []
        main = max(clauses, key=lambda c: len(s.subtree(c)))
        found = {i for c in clauses if (c < self.i) == (main < self.i) for i in s.subtree(c)}
        if main > self.i and "audience" not in frames:
            strays = [
                c for c in s.dependents(self.i, "iobj", "obj") if self.i < c < main and s.words[c].upos != "PROPN"
            ]
            found.update(i for c in strays for i in s.subtree(c))
        return sorted(found)

    def _afterthought(self) -> list[int]:
        """A clause set beside the cue: "She had one thing to add: we lost"."""
        s = self.sentence
        return [
            c
            for c in s.dependents(self.i, "parataxis")
            if c > self.i and s.words[c].upos in {"VERB", "AUX", "ADJ", "NOUN"}
        ][:1]

    def _interrupted(self) -> list[int]:
        """The clause that the cue stands in or behind: "The bridge, she said, was safe"."""
        head = self.word.head
        if "that" not in self.cue.entry.frames or head is None or self.word.base_relation != "parataxis":
            return []
        if subject(self.sentence, self.i) is None and not self.passive:
            return []
        return self.sentence.subtree(head, without=[self.i])

    def _infinitive(self) -> list[int]:
        s, frames = self.sentence, self.cue.entry.frames
        if not frames & {"to", "on"}:
            return []
        for c in s.dependents(self.i, "xcomp", "advcl", "ccomp"):
            if "to" in self._introduced_by(c):
                found = s.subtree(c)
                if self.word.lemma.lower() in {"want", "wish"}:
                    wanted = s.dependents(self.i, "obj") + s.dependents(c, "nsubj")
                    if not wanted:
                        return []  # a plain intention of one's own
                    found = sorted({*found, *s.subtree(wanted[0])})
                return found
        return []

    def _passive(self) -> list[int]:
        """What nobody in particular is said to think: "is expected to rise", "it is believed that"."""
        s, frames = self.sentence, self.cue.entry.frames
        if not self.passive:
            return []
        clauses = s.dependents(self.i, "ccomp", "csubj", "csubj:pass")
        if clauses:
            return s.subtree(clauses[0])
        if "belief" not in frames and self.word.lemma.lower() not in {
            "say",
            "report",
            "allege",
            "claim",
            "rumour",
            "rumor",
        }:
            return []
        for c in s.dependents(self.i, "xcomp", "advcl"):
            if self._introduced_by(c) & {"to", "as"}:
                subjects = s.dependents(self.i, "nsubj")
                return sorted({*s.subtree(c), *(s.subtree(subjects[0]) if subjects else ())})
        return []

    def _phrasal(self) -> list[int]:
        """A noun phrase that carries what is said: "denied the claims", "called for talks", "accused them of theft"."""
        s, frames = self.sentence, self.cue.entry.frames
        objects = s.dependents(self.i, "obj")
        for frame, preposition, keeps_object in _PREPOSITIONAL:
            if frame not in frames:
                continue
            for c in s.dependents(self.i, "obl", "advcl", "xcomp"):
                if preposition in self._introduced_by(c) and bool(objects) == (frame != "for"):
                    whole = set(s.subtree(c, without=() if keeps_object else s.dependents(c, "case", "mark")))
                    return sorted(whole.union(*(s.subtree(o) for o in objects if keeps_object)))
        if "named" in frames and objects:
            for c in s.dependents(self.i, "xcomp"):
                return sorted({*s.subtree(objects[0]), *s.subtree(c)})
            if any(s.words[o].lemma.lower() == "what" for o in objects) and len(objects) > 1:  # "what he called a plot"
                return s.subtree(objects[-1])
        if "object" in frames and objects and not self.passive and _carries_proposition(s, objects[0]):
            return s.subtree(objects[0])
        return []

    def _introduced_by(self, i: int) -> set[str]:
        """The prepositions and subordinating words of a phrase."""
        return {self.sentence.words[c].lemma.lower() for c in self.sentence.dependents(i, "case", "mark")}

    def _noun_content(self) -> list[int]:
        s = self.sentence
        if self._holder() is None:
            return []
        for c in s.dependents(self.i, "acl", "ccomp"):
            marks = {s.words[m].lemma.lower() for m in s.dependents(c, "mark")}
            if s.words[c].relation != "acl:relcl" and marks & {"that", "to"}:
                return s.subtree(c)
        return []

    def _adverb_content(self) -> list[int]:
        head = self.word.head
        return [] if head is None else self.sentence.subtree(head, without=[self.i])

    def _according_content(self) -> list[int]:
        s, phrase = self.sentence, self._according_phrase()
        if phrase is None:
            return []
        top = self.i if s.words[self.i].head != phrase else phrase
        head = s.words[top].head
        if head is None:
            return []
        return s.subtree(head, without=[top])


def _carries_proposition(s: Sentence, i: int) -> bool:
    """Whether a noun phrase says more than a thing: an abstract noun with its complement ("the risk of a split")."""
    word = s.words[i]
    abstract = word.lemma.lower().endswith(_ABSTRACT) or word.lemma.lower() in _PROPOSITIONAL
    return word.upos == "NOUN" and abstract and len(s.subtree(i)) > 2


def _case(s: Sentence, i: int) -> str:
    """The preposition of a phrase, in lower case, empty if it has none."""
    return next((s.words[c].lemma.lower() for c in s.dependents(i, "case")), "")


def subject(s: Sentence, i: int) -> int | None:
    """The head of the phrase that a verb's subject is: its own, or the one that it shares with its governor."""
    seen: set[int] = set()
    while i not in seen:
        seen.add(i)
        word = s.words[i]
        own = [c for c in s.dependents(i, "nsubj") if s.words[c].relation != "nsubj:outer"]
        if own:
            return own[0]
        if word.head is None:
            return None
        if word.relation == "acl":
            return word.head
        if word.relation == "acl:relcl":
            return word.head
        if word.base_relation == "xcomp":
            controlled = s.dependents(word.head, "obj")
            if controlled:
                return controlled[0]
        if word.base_relation not in {"conj", "advcl", "xcomp", "parataxis"}:
            return None
        if word.base_relation == "parataxis" and not word.has("VerbForm=Part"):
            return None
        i = word.head
    return None


def mention(parse: Parse, n: int, head: int) -> Mention:
    """The noun phrase around ``head``: with its titles, without what follows it after a comma."""
    s = parse.sentences[n]
    if s.words[head].text.lower() in _RELATIVE:
        word = s.words[head]
        return Mention(sentence=n, head=head, span=Span(start=word.start, end=word.end, text=word.text))
    cut = [c for c in s.children[head] if _left_out(s, head, c)]
    inside = set(s.subtree(head, without=cut))
    first = last = head
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside and not _set_off(s, last + 1):
        last += 1
    first, last = _whole_tokens(s, first, last)
    while last > head and s.words[last].upos == "PUNCT" and s.words[last].text not in _CLOSING:
        last -= 1
    while first < head and s.words[first].upos == "PUNCT" and s.words[first].text not in _OPENING:
        first += 1
    start, end = s.words[first].start, s.words[last].end
    return Mention(sentence=n, head=head, span=Span(start=start, end=end, text=parse.text[start:end]))


def _whole_tokens(s: Sentence, first: int, last: int) -> tuple[int, int]:
    """The range grown over hyphens and what they tie to it ("al-Jubeir"), wherever the parser hung them."""
    while first > 1 and s.words[first - 1].text == "-" and s.words[first - 2].end == s.words[first].start - 1:
        first -= 2
    while (
        last + 2 < len(s.words) and s.words[last + 1].text == "-" and s.words[last].end == s.words[last + 2].start - 1
    ):
        last += 2
    return first, last


def _set_off(s: Sentence, i: int) -> bool:
    """Whether a comma stands here and a relative clause begins behind it."""
    return (
        s.words[i].text == ","
        and i + 1 < len(s.words)
        and s.words[i + 1].lemma.lower() in _RELATIVE | {"where", "whose"}
    )


def _left_out(s: Sentence, head: int, c: int) -> bool:
    """Whether a dependent of a mention's head does not belong to the mention."""
    word = s.words[c]
    if word.relation in {"case", "cc", "mark", "cop", "parataxis", "advcl", "nsubj", "ccomp", "aux", "discourse"}:
        return True
    if word.lemma.lower() in _OCCASIONS and _case(s, c) in {"in", "at", "during", "on"}:
        return True
    if word.base_relation in {"acl", "appos", "nmod", "conj"} and c > head:
        first = s.subtree(c)[0]
        before = s.words[first - 1].text if first else ""
        comma = before in {",", "—", "–", "-", "("} or s.words[first].text in {",", "(", "—", "–"}
        if word.base_relation == "conj":
            return word.upos in {"VERB", "AUX"}
        return comma
    return False


_OPENING = {'"', "“", "‘", "``", "«", "(", "["}
_CLOSING = {'"', "”", "’", "''", "»", ")", "]"}


def fragments(text: str, s: Sentence, indices: Iterable[int]) -> tuple[Span, ...]:
    """The spans of runs of words, without the commas, stops and dashes at their edges."""
    runs: list[list[int]] = []
    for i in sorted(indices):
        if runs and i == runs[-1][-1] + 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    found = []
    for run in runs:
        while run and s.words[run[0]].upos in {"PUNCT", "CCONJ"} and s.words[run[0]].text not in _OPENING:
            run.pop(0)
        while run and s.words[run[-1]].upos == "PUNCT" and s.words[run[-1]].text not in _CLOSING:
            run.pop()
        if any(s.words[i].upos != "PUNCT" for i in run):
            start, end = s.words[run[0]].start, s.words[run[-1]].end
            found.append(Span(start=start, end=end, text=text[start:end]))
    return tuple(found)
