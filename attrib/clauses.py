"""Reads one reporting clause off the dependency tree: who reports, and what."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from functools import cached_property

from attrib.cues import Cue, adds_on, answers, negated
from attrib.framing import takes_up
from attrib.mentions import (
    CARRYING,
    INTERROGATIVE,
    OCCASIONS,
    Mention,
    agent,
    case_of,
    marked,
    noun_phrase,
    shuns_name,
    subject,
)
from attrib.parse import ENCLOSING, Parse, Sentence, fragments
from attrib.quotations import Quotation
from attrib.report import Span

_PREPOSITIONAL = (("of", "of", True), ("for-act", "for", True), ("as", "as", False), ("for", "for", False))
"""Frames whose content follows a preposition, and whether the preposition is part of it."""

_ABSTRACT = ("tion", "sion", "ment", "ness", "ity", "ance", "ence", "sis", "ship", "ure", "al", "ing", "cy")
_PROPOSITIONAL = frozenset(
    "arrest attack ban belief call claim concern cut death delay demand drop end fact fall fear gain growth hope idea "
    "increase loss need plan problem release return rise risk role rumor rumour support threat use view wish "
    "withdrawal".split()
)
_ADVERBIAL = frozenset("while as after before when since because although though until".split())
_CONCESSIVE = frozenset("although though while if even".split())

_HOLDING = {"form", "gain", "get", "have", "hold"}
"""Whose subject the thought is of that is their object."""

_DECLINING = {"decline", "fail", "forget", "neglect", "omit", "refuse"}


class Clause:
    """The neighbourhood of one cue in its sentence."""

    def __init__(self, parse: Parse, cue: Cue):
        self.parse, self.cue = parse, cue
        self.sentence = parse.sentences[cue.sentence]
        self.i = cue.word
        self.word = self.sentence.words[self.i]
        self.frames = cue.entry.frames
        self.passive = bool(self.sentence.dependents(self.i, "nsubj:pass", "aux:pass", "csubj:pass")) or (
            self.word.base_relation in {"acl", "advcl"}
            and self.word.has("VerbForm=Part")
            and self.word.has("Voice=Pass")
            and self._unnamed() is None
        )

    # -- who ---------------------------------------------------------------------------------------------------

    @cached_property
    def speaker(self) -> int | None:
        """The head of the phrase that names the source of the cue, none if the clause names nobody."""
        if "according" in self.frames:
            return self._according_phrase()
        if "noun" in self.frames:
            return self._holder()
        if "adverb" in self.frames:
            return None
        if self.passive:
            return agent(self.sentence, self.i)
        others = (self._inverted, self._unnamed, lambda: subject(self.sentence, self.i), self._apposed)
        return next((found for other in others if (found := other()) is not None), None)

    def mention(self, head: int | None) -> Mention | None:
        """The noun phrase around a word of the clause's sentence, as far as it stands before the cue."""
        if head is None:
            return None
        found = noun_phrase(self.parse, self.cue.sentence, head)
        start, end = found.span.start, found.span.end
        if head < self.i and start < self.word.start < end:
            end = self.sentence.words[self.i - 1].end
        # a preposition that the parser hung on the second word of a name
        inside = (w for w in self.sentence.words if start <= w.start < end)
        start = next((w.start for w in inside if w.upos != "ADP"), start)
        return dataclasses.replace(found, span=Span(start=start, end=end, text=self.parse.text[start:end]))

    def _inverted(self) -> int | None:
        """The source that stands behind its cue, as after a quotation: "..., said the engineer Luc Tessier"."""
        s, i = self.sentence, self.i
        if "that" not in self.frames or not i or s.words[i - 1].text not in ENCLOSING | {","}:
            return None
        # the parser may take a source that stands behind its cue for an object
        objects = () if "audience" in self.frames or s.dependents(i, "nsubj") else ("iobj", "obj")
        for c in s.dependents(i, "nsubj", *objects):
            if c > i and s.subtree(c)[0] == i + 1 and s.words[c].upos in {"PROPN", "NOUN", "PRON"}:
                return c
        return None

    def _unnamed(self) -> int | None:
        """The source that asked not to be named, whose request the parser may have led on into the cue.

        "An official who asked not to be named told the agency", with "told" hung on "named", or on nothing of it.
        """
        s, i = self.sentence, self.i
        behind = i - 1 if i and not s.dependents(i, "nsubj") else None
        return next((x for k in (self.word.head, behind) if (x := self._hiding(k)) is not None), None)

    def _hiding(self, k: int | None) -> int | None:
        """Who asks not to be named in the relative clause that a word before the cue is in."""
        words = self.sentence.words
        hiding = False
        while k is not None and k < self.i:
            hiding = hiding or shuns_name(self.sentence, k)
            if words[k].relation == "acl:relcl":
                return words[k].head if hiding and not self._introduced_by(self.i) else None
            k = words[k].head
        return None

    def _apposed(self) -> int | None:
        """The subject that the parser took for an apposition in what stands before it: "Speaking to the agency, the
        minister, Ada Lind, said"."""
        s, i = self.sentence, self.i
        fronted = [k for c in s.dependents(i, "advcl", "obl") if c < i for k in s.subtree(c)]
        beside = (k for k in fronted if s.words[k].relation == "appos" and s.words[s.subtree(k)[0]].text == ",")
        return next(beside, None) if fronted and fronted[-1] == i - 1 else None

    def _holder(self) -> int | None:
        """Who holds a claim or belief that is a noun: "his", "the minister's", "by the union"."""
        s = self.sentence
        for c in s.dependents(self.i, "nmod"):
            if s.words[c].relation == "nmod:poss" or case_of(s, c) in {"by", "from"}:
                return c
        head = self.word.head
        if head is not None and self.word.base_relation == "obj" and s.words[head].lemma.lower() in _HOLDING:
            return subject(s, head)  # "had the impression that"
        if case_of(s, self.i) in {"of", "under"}:  # "was of the opinion that"
            return next(iter(s.dependents(self.i, "nsubj")), None)
        return None

    def _according_phrase(self) -> int | None:
        """The head of the phrase behind "according to"."""
        s, head = self.sentence, self.word.head
        behind = [c for c in s.dependents(self.i, "obl", "nmod", "obj") if c > self.i]
        if behind:
            return behind[0]
        return head if head is not None and head > self.i and s.words[head].upos not in {"VERB", "AUX"} else None

    # -- what --------------------------------------------------------------------------------------------------

    def content(self, quotations: Sequence[Quotation]) -> tuple[Span, ...]:
        """The fragments of what is reported, empty if nothing is.

        Where the tree shows nothing, a quotation that stands right before or behind the clause is taken;
        ``quotations`` are the outermost ones near the sentence.
        """
        found = fragments(self.parse.text, self.sentence, self._indices())
        if not found and "that" in self.frames and not self.passive:
            return self._touching(quotations)
        return found

    def _indices(self) -> list[int]:
        if "according" in self.frames:
            return self._according_content()
        if "adverb" in self.frames:
            head = self.word.head
            return [] if head is None else self.sentence.subtree(head, without=[self.i])
        if "noun" in self.frames:
            return self._noun_content()
        if "quoting" in self.frames:
            return self._clausal() if self.sentence.dependents(self.i, "ccomp") else []
        ways = (self._passive, self._clausal, self._infinitive, self._interrupted, self._phrasal)
        return next(filter(None, (way() for way in ways)), [])

    def plain_intention(self) -> bool:
        """Whether somebody means to do something ("wants to stay"), which is no claim for whom attitudes are none."""
        if self.word.lemma.lower() not in {"want", "wish"} or "intention" in self.frames or self.passive:
            return False
        s = self.sentence
        return not s.dependents(self.i, "obj") and all(
            "to" in self._introduced_by(c) and not s.dependents(c, "nsubj") for c in s.dependents(self.i, "xcomp")
        )

    def withheld(self) -> bool:
        """Whether the clause says that something was not said: "declined to say whether", "did not say how many"."""
        s = self.sentence
        governor = self.word.head
        if self.word.lemma.lower() in _DECLINING or (
            governor is not None and s.words[governor].lemma.lower() in _DECLINING and not negated(s, governor)
        ):
            return True
        return self.cue.negated and any(
            s.words[k].lemma.lower() in {"whether", *INTERROGATIVE}
            for c in s.dependents(self.i, "ccomp", "advcl")
            for k in s.subtree(c)[:2]
        )

    def _clausal(self) -> list[int]:
        """The clause that the cue governs, with any part of it that the parser hung on the cue itself."""
        s = self.sentence
        if not self.frames & {"that", "belief", "quoting", "object"}:
            return []
        clauses = [c for c in s.dependents(self.i, "ccomp") if not self._introduced_by(c) & _ADVERBIAL]
        clauses += [c for c in s.dependents(self.i, "xcomp") if s.words[c].has("VerbForm=Ger") and c > self.i]
        media = [c for c in s.dependents(self.i, "obl") if s.words[c].lemma.lower() in OCCASIONS]
        clauses += [c for m in media for c in s.dependents(m, "acl", "ccomp") if "that" in self._introduced_by(c)]
        clauses = clauses or self._behind_cited() or self._afterthought()
        if not clauses:
            return []
        main = max(clauses, key=lambda c: len(s.subtree(c)))
        same = [c for c in clauses if (c < self.i) == (main < self.i) or self._quoted(c)]
        found = {i for c in same for i in s.subtree(c, [*self._own_reports(c), *self._before_that(c)])}
        for c in self._strays(main):
            found.update(s.subtree(c))
        return sorted(found)

    def _quoted(self, clause: int) -> bool:
        """Whether a clause has quotation marks of its own: the half of a split quotation."""
        return any(self.sentence.words[c].text in ENCLOSING for c in self.sentence.dependents(clause, "punct"))

    def _strays(self, main: int) -> list[int]:
        """Dependents of the cue that belong to the content, by where they stand."""
        s, i = self.sentence, self.i
        if main < i:  # "By nightfall the boat had left, the pilot said"
            return [c for c in s.dependents(i, "obl", "advmod") if c < main]
        between = [c for c in s.children[i] if i < c < main]
        return [
            c
            for c in between
            if (
                s.words[c].base_relation in {"iobj", "obj"}
                and "audience" not in self.frames
                and s.words[c].upos != "PROPN"
            )
            or (s.words[c].base_relation == "advcl" and self._introduced_by(c) & _CONCESSIVE)
        ]

    def _own_reports(self, clause: int) -> list[int]:
        """Participles in a content that take up the cue's own report: "said it was late, adding that ..."."""
        s = self.sentence
        return [
            c
            for c in s.dependents(clause, "advcl")
            if c > clause and adds_on(s, c) and s.words[s.subtree(c)[0] - 1].text in {",", "”", '"'}
        ]

    def _before_that(self, clause: int) -> list[int]:
        """Adverbial clauses that stand before a content's "that", and so belong to the cue, wherever they hang."""
        s = self.sentence
        that = next((c for c in s.dependents(clause, "mark") if s.words[c].lemma.lower() == "that"), 0)
        return [c for c in s.dependents(clause, "advcl") if c < that]

    def _behind_cited(self) -> list[int]:
        """The clause that the parser hung on who is cited before it: "wrote, citing the daily, that"."""
        s = self.sentence
        citing = (c for c in s.dependents(self.i, "advcl") if c > self.i and s.words[c].lemma.lower() in CARRYING)
        below = (k for c in citing for o in s.dependents(c, "obj") for k in s.dependents(o, "acl", "ccomp"))
        return [k for k in below if marked(s, k, "that") and s.words[s.subtree(k)[0]].text == ","][:1]

    def _afterthought(self) -> list[int]:
        """A clause set beside the cue: "She had one thing to add: we lost"."""
        s = self.sentence
        if self.passive:
            return []
        beside = s.dependents(self.i, "parataxis")
        return [c for c in beside if c > self.i and s.words[c].upos in {"VERB", "AUX", "ADJ", "NOUN"}][:1]

    def _interrupted(self) -> list[int]:
        """The clause that the cue stands in or behind: "The bridge, she said, was safe"."""
        head = self.word.head
        if "that" not in self.frames or head is None or self.word.base_relation not in {"parataxis", "advcl"}:
            return []
        marked = bool(self._introduced_by(self.i) & _ADVERBIAL)
        if marked or (self.word.base_relation == "advcl" and not self.passive):
            return []
        if self.speaker is None and not self.passive:
            return []
        return self.sentence.subtree(head, without=[self.i])

    def _infinitive(self) -> list[int]:
        s = self.sentence
        if not self.frames & {"to", "on"}:
            return []
        for c in s.dependents(self.i, "xcomp", "advcl", "ccomp"):
            if "to" not in self._introduced_by(c) or any(shuns_name(s, k) for k in s.subtree(c)):
                continue
            raised = [*s.dependents(self.i, "obj"), *s.dependents(c, "nsubj")] if "raising" in self.frames else []
            return sorted({*s.subtree(c), *(k for r in raised for k in s.subtree(r))})
        return []

    def _passive(self) -> list[int]:
        """What nobody in particular is said to think: "is expected to rise", "it is believed that"."""
        s = self.sentence
        if not self.passive:
            return []
        clauses = s.dependents(self.i, "ccomp", "csubj", "csubj:pass")
        if clauses:
            return s.subtree(clauses[0])
        for c in s.dependents(self.i, "xcomp", "advcl", "obl"):
            introduced = self._introduced_by(c)
            bare = not introduced and "belief" in self.frames and self._is_state(c)  # "is feared dead"
            if introduced == {"for"} and not (s.words[c].upos == "VERB" and s.dependents(self.i, "nsubj:pass")):
                continue  # "praised for his courage"
            if bare or introduced & {frame for frame in ("to", "as", "for") if self._passive_takes(frame)}:
                head = next(iter(s.dependents(self.i, "nsubj")), self.word.head)
                what = [] if head is None else s.subtree(head, without=[self.i])
                if bare:  # "is feared dead after a crash"
                    what += [k for d in s.dependents(self.i, "advcl", "obl") if d > c for k in s.subtree(d)]
                as_ = [k for k in s.dependents(c, "case", "mark") if s.words[k].lemma.lower() == "as"]
                return sorted({*s.subtree(c, without=as_), *what})
        return []

    def _is_state(self, i: int) -> bool:
        word = self.sentence.words[i]
        return word.relation == "xcomp" and (word.upos == "ADJ" or word.has("VerbForm=Part"))

    def _passive_takes(self, introduced_by: str) -> bool:
        hearsay = bool(self.frames & {"belief"}) or self.word.lemma.lower() in {"say", "report", "claim"}
        return hearsay if introduced_by == "to" else {"as": "as", "for": "for-act"}[introduced_by] in self.frames

    def _phrasal(self) -> list[int]:
        """A noun phrase that carries what is said: "denied the claims", "called for talks", "accused them of theft"."""
        s = self.sentence
        objects = s.dependents(self.i, "obj")
        for frame, preposition, keeps in _PREPOSITIONAL:
            if frame not in self.frames:
                continue
            below = [
                *s.dependents(self.i, "obl", "advcl", "xcomp"),
                *(c for o in objects for c in s.dependents(o, "acl", "nmod")),
            ]
            for c in below:
                if preposition in self._introduced_by(c) and bool(objects) == (frame != "for"):
                    whole = set(s.subtree(c, without=() if keeps else s.dependents(c, "case", "mark")))
                    return sorted(whole.union(*(s.subtree(o, without=() if keeps else [c]) for o in objects)))
        if "named" in self.frames and objects:
            for c in [*s.dependents(self.i, "xcomp"), *objects[1:]]:
                what = s.words[objects[0]].lemma.lower() == "what"  # "what he called a plot"
                return sorted({*s.subtree(c), *(() if what else s.subtree(objects[0]))})
        told = objects and "audience" in self.frames and s.dependents(self.i, "iobj")
        if told and any(
            s.words[k].upos == "VERB" for k in s.subtree(objects[0])
        ):  # "told the paper those who left ..."
            return s.subtree(objects[0])
        if "attitude" in self.frames and objects and not self.passive:
            return s.subtree(objects[0])
        if "object" in self.frames and objects and not self.passive:
            said = s.subtree(objects[0])
            if _carries_proposition(s, objects[0]) or self._answers(said):
                return said
        return []

    def _answers(self, said: Sequence[int]) -> bool:
        """Whether the cue denies or confirms what was said before: "denied this", "confirmed the account"."""
        words = self.sentence.words
        told = self.parse.text[words[said[0]].start : words[said[-1]].end]
        return answers(self.cue) and takes_up(told) is not None

    def _introduced_by(self, i: int) -> set[str]:
        """The prepositions and subordinating words of a phrase."""
        return {self.sentence.words[c].lemma.lower() for c in self.sentence.dependents(i, "case", "mark")}

    def _noun_content(self) -> list[int]:
        s = self.sentence
        if self._holder() is None and "unheld" not in self.frames:
            return []
        for c in s.dependents(self.i, "acl", "ccomp"):
            if self._introduced_by(c) & {"that", "to"} and s.words[c].head == self.i:
                return s.subtree(c)
        return []

    def _according_content(self) -> list[int]:
        s, phrase = self.sentence, self._according_phrase()
        if phrase is None:
            return []
        top = self.i if s.words[self.i].head != phrase else phrase
        head = s.words[top].head
        return [] if head is None else s.subtree(head, without=[top])

    def _touching(self, quotations: Sequence[Quotation]) -> tuple[Span, ...]:
        """The quotation that touches the reporting clause, if one does."""
        text, phrase = self.parse.text, self.mention(self.speaker)
        if phrase is None:
            return ()
        start, end = min(phrase.span.start, self.word.start), max(phrase.span.end, self.word.end)
        for q in quotations:
            before = q.end <= start and not text[q.end : start].strip(" ,")
            behind = q.start >= end and not text[end : q.start].strip(" ,:")
            if before or behind:
                return (Span(start=q.start, end=q.end, text=text[q.start : q.end]),)
        return ()


def _carries_proposition(s: Sentence, i: int) -> bool:
    """Whether a noun phrase says more than a thing: an abstract noun with its complement ("the risk of a split")."""
    word = s.words[i]
    abstract = word.lemma.lower().endswith(_ABSTRACT) or word.lemma.lower() in _PROPOSITIONAL
    return word.upos == "NOUN" and abstract and len(s.subtree(i)) > 2
