"""Texts, parses and sights at random: everything that the stages behind them have to take, likely or not.

All is drawn from a :class:`random.Random`, so that Hypothesis can shrink what it finds (``st.randoms``) and a plain
seed can make long texts fast.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from random import Random
from types import SimpleNamespace
from typing import Any

import numpy as np
from hypothesis import strategies as st

from attrib import lexicon
from attrib.linking import LinkJudge
from attrib.parse import Parse, Sentence, Word
from attrib.segmentation import readable
from attrib.sight import ROLES, TAGS, SeenCue, Sight
from tests.gold import article_names, load_article, load_cases

UPOS = (
    "NOUN", "PROPN", "VERB", "PUNCT", "PRON", "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NUM", "PART",
    "SCONJ", "SYM", "X",
)  # fmt: skip
RELATIONS = (
    "nsubj", "obj", "ccomp", "punct", "acl", "acl:relcl", "advcl", "advcl:relcl", "advmod", "amod", "appos", "aux",
    "aux:pass", "case", "cc", "cc:preconj", "compound", "compound:prt", "conj", "cop", "csubj", "csubj:pass", "dep",
    "det", "det:predet", "discourse", "dislocated", "expl", "fixed", "flat", "goeswith", "iobj", "list", "mark", "nmod",
    "nmod:desc", "nmod:poss", "nmod:unmarked", "nsubj:outer", "nsubj:pass", "nummod", "obl", "obl:agent",
    "obl:unmarked", "orphan", "parataxis", "reparandum", "vocative", "xcomp",
)  # fmt: skip
TELLING = (
    "nsubj", "ccomp", "obj", "obl", "advcl", "parataxis", "xcomp", "acl", "acl:relcl", "appos", "nmod", "conj", "case",
    "mark", "compound", "flat", "nsubj:pass", "obl:agent",
)  # fmt: skip
"""Relations that the stages look at most."""

FEATURES = (
    "Number=Plur", "Number=Sing", "VerbForm=Part", "VerbForm=Ger", "Voice=Pass", "Tense=Past", "Mood=Imp",
    "PronType=Rel", "Typo=Yes",
)  # fmt: skip
LEMMAS = (
    "say", "report", "tell", "deny", "quote", "cite", "accord", "according", "believe", "claim", "allege", "reportedly",
    "want", "call", "accuse", "interview", "statement", "that", "who", "by", "to", "as", "not", "anonymity", "source",
)  # fmt: skip

MARKS = "\"'“”„‟‘’‚‛«»‹›`＂"
ODD = (
    "", " ", "\n", "\n\n", "\r\n", "\t", "\x00", "\x07", "\x1c", "\x85", "\xa0", "\u2028", "\u2029", "\u200b",
    "\u200e", "\u00ad", "\ufeff", "\ufffe", "\ud800", "\udfff", "\ud83d\ude00", "😀", "👩\u200d👧", "\U000e0041",
    "\U0010ffff", "İ", "ß", "ﬁ", "ǅ", "e\u0301", "٣", "Ⅷ", "²", "中文", "العربية", "``", "''", "—", "--", "…", "...",
    ":", ";", ",", ".", "(", ")", "[", "]", "-", "/", "://", "https://www.velmoratimes.com/news/1", "www.", "@", "#",
    "<b>", "</b>", "&amp;", "'s", "’s", "n't", "5,000", "3.5", "$", "%", "a" * 60, "1" * 50, "-" * 30, "." * 30, "A.",
    "U.N.", "Al-", "al",
)  # fmt: skip
PHRASES = (
    "said", "the mayor", "Mayor Ilsa Brandt", "Brandt", "told the Velmora Times", "according to", "sources in",
    "on condition of anonymity", "the Ministry of Justice", "(MoJ)", "reportedly", "denied that", "he", "she", "they",
    "who", "which", "an unnamed official", "was quoted by", "as saying", "citing", "officials", "adding that",
    "did not", "could not be verified", "declined to comment", "the claim was false", "no such thing",
    "in an interview with", "the bridge was safe", "three people were hurt", "Dr. Lind", "Lind", "UN",
    "VELMORA, July 3 (Wire) -", "Q:", "A:", "Reuters", "this newspaper", "our correspondent", "a letter to", "I",
    "we", "that", "it", "is", "and", "of", "in",
)  # fmt: skip


# ---------------------------------------------------------------- texts


@cache
def passages() -> tuple[str, ...]:
    """The articles and cases of the fixtures, and their paragraphs."""
    articles = [load_article(name).text for name in article_names()]
    cases = [case.text for case in load_cases()]
    return (*cases, *(line for text in articles for line in text.split("\n") if line.strip()), *articles)


def _chunk(random: Random) -> str:
    kind = random.randrange(6)
    if kind == 0:
        return random.choice(PHRASES)
    if kind == 1:
        return random.choice(MARKS)
    if kind == 2:
        return random.choice(ODD)
    if kind == 3:
        return chr(random.randrange(0x110000))
    if kind == 4:
        return random.choice(MARKS) * random.randrange(1, 9)
    return random.choice(("w", "New", "x" * random.randrange(1, 300), "—" * random.randrange(1, 50)))


def composed(random: Random, chunks: int) -> str:
    """A text of phrases, marks and oddities, most of them with a blank between."""
    found = []
    for _ in range(random.randrange(chunks // 4, chunks + 1)):
        found += [_chunk(random), random.choice((" ", " ", " ", "", "\n", "\n\n", ". ", ", "))]
    return "".join(found)


def mutated(random: Random, text: str, edits: int) -> str:
    """A text with stretches taken out, doubled, moved or broken by an oddity."""
    for _ in range(random.randrange(1, edits + 1)):
        a = random.randrange(len(text) + 1)
        b = min(len(text), a + random.randrange(40))
        kind = random.randrange(5)
        if kind == 0:
            text = text[:a] + text[b:]
        elif kind == 1:
            text = text[:b] + text[a:b] * random.randrange(1, 4) + text[b:]
        elif kind == 2:
            text = text[:a] + text[b:] + text[a:b]
        elif kind == 3:
            text = text[:a] + text[a:b].swapcase() + text[b:]
        else:
            text = text[:a] + _chunk(random) + text[a:]
    return text


def random_text(random: Random, *, chunks: int = 30) -> str:
    """A text of any of the kinds: composed, or a passage of the fixtures mutated."""
    if random.randrange(2):
        return composed(random, chunks)
    some = [random.choice(passages()[: -len(article_names())]) for _ in range(1 + chunks // 40)]
    return mutated(random, random.choice(("\n", " ", "\n\n")).join(some), 6)


# ---------------------------------------------------------------- parses

_TOKEN = re.compile(r"\w+(?:[-.]\w+)*|\S")


def tokens(text: str, random: Random) -> list[tuple[int, int]]:
    """Spans that cover all of a text but its blanks, cut now and then where no tokenizer should."""
    found: list[tuple[int, int]] = []
    for match in _TOKEN.finditer(readable(text)):
        start, end = match.span()
        odd = random.randrange(40)
        if odd == 1 and end - start > 1:
            cut = random.randrange(start + 1, end)
            found += [(start, cut), (cut, end)]
        elif odd == 2 and found and "\n" not in text[found[-1][0] : start]:
            found[-1] = found[-1][0], end
        else:
            found.append((start, end))
    return found


def sentences_of(spans: Sequence[tuple[int, int]], random: Random) -> Iterator[Sequence[tuple[int, int]]]:
    """The spans in sentences of any length."""
    longest = random.choice((3, 12, 40, 150))
    at = 0
    while at < len(spans):
        size = random.randrange(1, longest + 1)
        yield spans[at : at + size]
        at += size


def heads(size: int, random: Random) -> list[int | None]:
    """A tree over so many words, as the head of each, none for the root."""
    order = list(range(size))
    if random.randrange(2):
        random.shuffle(order)
    found: list[int | None] = [None] * size
    for k in range(1, size):
        near = random.randrange(max(k - 3, 0), k) if random.randrange(2) else random.randrange(k)
        found[order[k]] = order[near]
    return found


def analysis(form: str, random: Random) -> tuple[str, str, str, str]:
    """Lemma, part of speech, fine tag and features of a word: plausible for its letters, or anything."""
    upos = random.choice(UPOS)
    if not random.randrange(4):
        upos = "PROPN" if form[:1].isupper() else "NOUN" if form[:1].isalpha() else "PUNCT"
    entry = random.choice(_cue_lemmas()) if not random.randrange(12) else None
    if entry is not None:
        lemma, upos = entry
    else:
        lemma = random.choice(LEMMAS) if not random.randrange(6) else form.lower()
    features = "|".join(sorted({random.choice(FEATURES) for _ in range(random.randrange(3))}))
    return lemma, upos, random.choice(("", "MD", "NN", "VBG")), features


@cache
def _cue_lemmas() -> tuple[tuple[str, str], ...]:
    return tuple(sorted(lexicon.cues()))


def random_parse(text: str, random: Random) -> Parse:
    """A parse of a text: its words where they stand, and any analysis whatever that makes each sentence a tree."""
    clean = readable(text)
    sentences = []
    for spans in sentences_of(tokens(text, random), random):
        parts = [part for span in spans for part in _parts(span, random)]
        words = []
        for (start, end), head in zip(parts, heads(len(parts), random), strict=True):
            lemma, upos, xpos, feats = analysis(clean[start:end], random)
            relation = "root" if head is None else random.choice(random.choice((RELATIONS, TELLING)))
            words.append(
                Word(
                    start=start, end=end, text=clean[start:end], lemma=lemma, upos=upos, xpos=xpos, feats=feats,
                    head=head, relation=relation,
                )
            )  # fmt: skip
        sentences.append(Sentence(words=tuple(words)))
    return Parse(text=text, sentences=tuple(sentences))


def _parts(span: tuple[int, int], random: Random) -> list[tuple[int, int]]:
    """The words of a token: itself, two exact parts, or two words that both stand on all of it."""
    start, end = span
    odd = random.randrange(20)
    if odd == 1:
        return [span, span]
    if odd == 2 and end - start > 1:
        cut = random.randrange(start + 1, end)
        return [(start, cut), (cut, end)]
    return [span]


# ---------------------------------------------------------------- sights


def random_sight(parse: Parse, random: Random, *, most: int | None = None) -> Sight:
    """What a tagger might see of a parse: ``most`` cues or any number, each with words of a source and a content."""
    words = len(parse.words)
    tags = np.full((words, len(TAGS)), 1 / len(TAGS), dtype=np.float32)
    if not words:
        return Sight(tags, ())
    cues = []
    count = random.randrange(1 + min(words, 4 + words // 6)) if most is None else most
    firsts = {random.randrange(words) for _ in range(count)}
    for first in sorted(firsts):
        last = min(first + (0 if random.randrange(3) else random.randrange(4)), words - 1)
        start, end = max(0, first - random.randrange(40)), min(words, last + 1 + random.randrange(40))
        tags[first] = 0.01
        tags[first, TAGS.index("B-cue")] = random.choice((0.2, 0.45, 0.6, 0.99))
        cues.append(SeenCue(first, last, start, _roles(end - start, random), not random.randrange(5)))
    return Sight(tags, tuple(cues))


def _roles(size: int, random: Random) -> Any:
    """The roles of the words around a cue: stretches of source and of content, sure or hardly so."""
    roles = np.zeros((size, len(ROLES)), dtype=np.float32)
    roles[:, 0] = 1
    for _ in range(random.randrange(1, 5)):
        a = random.randrange(size)
        b = min(size, a + random.randrange(1, 25))
        role, p = random.choice((1, 2, 2)), random.choice((0.3, 0.51, 0.8, 0.99))
        roles[a:b] = (1 - p) / 2
        roles[a:b, role] = p
    return roles


class CredulousJudge(LinkJudge):
    """Takes every candidate for a link, so that the stages behind it see far more of them."""

    @property
    def threshold(self) -> float:
        return 0.0


# ---------------------------------------------------------------- Stanza's processors


def token_of(start: int, end: int, forms: Sequence[str]) -> Any:
    """A token as Stanza's tokenizer has it, of words with such forms."""
    return SimpleNamespace(start_char=start, end_char=end, words=[SimpleNamespace(text=form) for form in forms])


class StubStage:
    """A processor of a ``stanza.Pipeline`` that answers at random; ``stages`` makes a whole set of them."""

    def __init__(self, name: str, random: Random):
        self._name, self._random = name, random

    def process(self, given: Any) -> Any:
        """A document: of a text for the tokenizer, else the same one with more of its fields filled."""
        return getattr(self, f"_{self._name}")(given)

    def _tokenize(self, text: str) -> Any:
        """Sentences that end at blank lines at least, as Stanza's do; some tokens are of several words."""
        random = self._random
        sentences = []
        for paragraph in re.finditer(r"(?:(?!\n\s*\n).)+", text, re.DOTALL):
            spans = [(paragraph.start() + a, paragraph.start() + b) for a, b in tokens(paragraph.group(), random)]
            for some in sentences_of(spans, random):
                found = [token_of(a, b, self._forms(text[a:b])) for a, b in some]
                sentences.append(SimpleNamespace(tokens=found))
        return SimpleNamespace(sentences=sentences)

    def _forms(self, token: str) -> list[str]:
        odd = self._random.randrange(25)
        if odd == 1 and len(token) > 1:
            return [token[:1], token[1:]]
        if odd == 2:
            return ["do", "not"]
        if odd == 3:
            return [token.lower()]
        if odd == 4:
            return [token] * 3
        if odd == 5:
            return []  # an expansion that Stanza could not spell
        return [token]

    def _pos(self, document: Any) -> Any:
        for sentence in document.sentences:
            for word in sentence.words:
                _, word.upos, word.xpos, word.feats = analysis(word.text, self._random)
                word.feats = word.feats or None
                word.xpos = word.xpos or None
        return document

    def _lemma(self, document: Any) -> Any:
        for sentence in document.sentences:
            for word in sentence.words:
                word.lemma = self._random.choice((None, "", "_", word.text, word.text.lower(), *LEMMAS))
        return document

    def _depparse(self, document: Any) -> Any:
        for sentence in document.sentences:
            for word, head in zip(sentence.words, heads(len(sentence.words), self._random), strict=True):
                word.head = 0 if head is None else head + 1
                word.deprel = "root" if head is None else self._random.choice(RELATIONS)
        return document


def stages(random: Random) -> dict[str, Any]:
    """A set of stub processors by name."""
    return {name: StubStage(name, random) for name in ("tokenize", "pos", "lemma", "depparse")}


# ---------------------------------------------------------------- for Hypothesis

seeds = st.integers(0, 2**24 - 1)  # from 25 bits on, small numbers come again and again
randoms: st.SearchStrategy[Random] = st.one_of(st.randoms(use_true_random=False), seeds.map(Random))
"""Sources of chance: drawn one by one, which shrinks well, or from a seed, which makes larger values."""

anything = st.text(st.characters(codec=None), max_size=200)
"""Any string at all, of any plane, lone surrogates and control characters included."""


@st.composite
def texts(draw: st.DrawFn) -> str:
    """News-like texts with every kind of mark in them, mutated fixtures, and strings of any characters."""
    kind = draw(st.integers(0, 7))
    if kind == 0:
        return draw(anything)
    if kind < 4:
        return random_text(draw(randoms))
    return random_text(Random(draw(seeds)), chunks=120)
