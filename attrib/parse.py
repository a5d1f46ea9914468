"""The library's own light view of a parsed text: words with exact offsets, in sentences, each a dependency tree."""

from __future__ import annotations

import dataclasses
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate

from attrib.errors import InputValueError
from attrib.report import ReportWarning, Span, frozen


@frozen
class Word:
    """A syntactic word after Universal Dependencies.

    ``start`` and ``end`` are code points of the text; the words of one multi-word token ("don't") carry their exact
    part of it, or the span of the whole token where they are not parts of its letters. ``text`` is what stands there,
    with blanks for what no model can read. ``head`` is the index of the governing word in the same sentence, none for
    the root. ``feats`` is the UD feature string, empty if there is none.
    """

    start: int
    end: int
    text: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int | None
    relation: str

    @property
    def base_relation(self) -> str:
        """The universal part of the relation: ``nsubj`` of ``nsubj:pass``."""
        return self.relation.partition(":")[0]

    def has(self, feature: str) -> bool:
        """Whether a feature such as ``"VerbForm=Part"`` is among the word's."""
        return feature in self.feats.split("|")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Sentence:
    """The words of one sentence, at least one, in the order of the text."""

    words: tuple[Word, ...]

    @property
    def start(self) -> int:
        """Where the first word begins."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where the last word ends."""
        return self.words[-1].end

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """For each word the indices of the words it governs, in order."""
        found: list[list[int]] = [[] for _ in self.words]
        for i, word in enumerate(self.words):
            if word.head is not None:
                found[word.head].append(i)
        return tuple(map(tuple, found))

    def dependents(self, i: int, *relations: str) -> list[int]:
        """The dependents of word ``i`` in one of the relations; a universal relation also stands for its subtypes."""
        return [
            c
            for c in self.children[i]
            if self.words[c].relation in relations or self.words[c].base_relation in relations
        ]

    def subtree(self, i: int, without: Iterable[int] = ()) -> list[int]:
        """The indices of word ``i`` and all below it, in order, leaving out the subtrees of ``without``."""
        cut = set(without)
        todo, found = [i], []
        while todo:
            j = todo.pop()
            if j not in cut:
                found.append(j)
                todo.extend(self.children[j])
        return sorted(found)

    def head_of(self, inside: Sequence[int]) -> int:
        """The first of some words that is governed from outside them, or the first of them."""
        return next((i for i in inside if self.words[i].head not in inside), inside[0])

    def ancestors(self, i: int) -> Iterator[int]:
        """The governors of word ``i``, nearest first."""
        seen = {i}
        head = self.words[i].head
        while head is not None and head not in seen:
            yield head
            seen.add(head)
            head = self.words[head].head


@dataclasses.dataclass(frozen=True, kw_only=True)
class Parse:
    """A parsed text. Sentences stand in the order of the text and do not overlap."""

    text: str
    sentences: tuple[Sentence, ...]
    warnings: tuple[ReportWarning, ...] = ()

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """All words of the text in order."""
        return tuple(word for sentence in self.sentences for word in sentence.words)

    @cached_property
    def places(self) -> tuple[tuple[int, int], ...]:
        """For each of :attr:`words` the index of its sentence and its index there."""
        return tuple((n, i) for n, sentence in enumerate(self.sentences) for i in range(len(sentence.words)))

    @cached_property
    def firsts(self) -> tuple[int, ...]:
        """For each sentence the index of its first word among :attr:`words`."""
        return tuple(accumulate((len(sentence.words) for sentence in self.sentences), initial=0))[:-1]

    @cached_property
    def _starts(self) -> list[int]:
        return [word.start for word in self.words]

    def within(self, start: int, end: int) -> range:
        """The indices of :attr:`words` that begin in a stretch of the text."""
        return range(bisect_left(self._starts, start), bisect_left(self._starts, end))

    def span(self, first: int, end: int) -> Span:
        """The span of a range of :attr:`words`, the end exclusive."""
        begin, stop = self.words[first].start, self.words[end - 1].end
        return Span(start=begin, end=stop, text=self.text[begin:stop])

    @cached_property
    def _ends(self) -> list[int]:
        return [sentence.end for sentence in self.sentences]

    def sentence_after(self, offset: int) -> int | None:
        """The index of the first sentence that ends behind ``offset``, none if there is none."""
        n = bisect_right(self._ends, offset)
        return n if n < len(self.sentences) else None


ENCLOSING = {'"', "“", "”", "‘", "’", "``", "''", "«", "»", "(", ")", "[", "]"}
"""Marks that belong to what stands between them."""


def fragments(text: str, s: Sentence, indices: Iterable[int]) -> tuple[Span, ...]:
    """The spans of runs of words, without the commas, stops, dashes and conjunctions at their edges."""
    runs: list[list[int]] = []
    for i in sorted(indices):
        if runs and i == runs[-1][-1] + 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    found = []
    for run in runs:
        while run and s.words[run[0]].upos in {"PUNCT", "CCONJ"} and s.words[run[0]].text not in ENCLOSING:
            run.pop(0)
        while run and s.words[run[-1]].upos == "PUNCT" and s.words[run[-1]].text not in ENCLOSING:
            run.pop()
        if any(s.words[i].upos != "PUNCT" for i in run):
            start, end = s.words[run[0]].start, s.words[run[-1]].end
            found.append(Span(start=start, end=end, text=text[start:end]))
    return tuple(found)


def read_conllu(conllu: str, text: str) -> Parse:
    """The parse that a CoNLL-U file describes, with its words found one after the other in ``text``.

    Raises :class:`InputValueError` where a word is not there.
    """
    sentences = []
    at = 0
    for block in conllu.strip().split("\n\n"):
        words: list[Word] = []
        whole: tuple[int, int, int] | None = None  # the last word and the span of an open multi-word token
        for line in block.splitlines():
            if line.startswith("#"):
                continue
            number, form, lemma, upos, xpos, feats, head, relation, *_ = line.split("\t")
            if "." in number:
                continue
            if whole is not None and "-" not in number and int(number) <= whole[0]:
                start, end = _part(text, form, at, whole[1], whole[2])
                at = end if (start, end) != whole[1:] else at
            else:
                start = text.find(form, at)
                if start < 0:
                    raise InputValueError(f"the word {form!r} is not in the text after character {at}")
                end = start + len(form)
                at = end
            if "-" in number:
                whole, at = (int(number.split("-")[1]), start, end), start
                continue
            if whole is not None and int(number) == whole[0]:
                at, whole = whole[2], None
            words.append(
                Word(
                    start=start,
                    end=end,
                    text=text[start:end],
                    lemma=lemma,
                    upos=upos,
                    xpos="" if xpos == "_" else xpos,
                    feats="" if feats == "_" else feats,
                    head=int(head) - 1 if int(head) else None,
                    relation=relation,
                )
            )
        if words:
            sentences.append(Sentence(words=tuple(words)))
    return Parse(text=text, sentences=tuple(sentences))


def _part(text: str, form: str, at: int, start: int, end: int) -> tuple[int, int]:
    """Where the word stands inside its multi-word token, or the whole token if it is no part of its letters."""
    found = text.find(form, at, end)
    return (found, found + len(form)) if found >= 0 else (start, end)


def write_conllu(parse: Parse) -> str:
    """The parse as CoNLL-U, one block a sentence; multi-word tokens are written as their words."""
    blocks = []
    for sentence in parse.sentences:
        rows = [
            "\t".join(
                (str(i), word.text.replace("\t", " "), word.lemma, word.upos, word.xpos or "_", word.feats or "_",
                 str(0 if word.head is None else word.head + 1), word.relation, "_", "_")
            )
            for i, word in enumerate(sentence.words, start=1)
        ]  # fmt: skip
        blocks.append("\n".join(rows))
    return "\n\n".join(blocks) + "\n"
