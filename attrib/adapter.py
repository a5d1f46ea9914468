"""Stanza behind one door: texts go in, the library's own :class:`~attrib.parse.Parse` comes out.

Any ``stanza.Pipeline`` with tokenize, pos, lemma and depparse will do (mwt where the language has it). Sentences are
segmented first, put right by :mod:`attrib.segmentation`, and then tagged and parsed in bounded batches.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import pairwise
from sys import intern
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from attrib.errors import InputValueError
from attrib.memory import trim
from attrib.parse import Parse, Sentence, Word
from attrib.report import ReportWarning, Span
from attrib.segmentation import LONGEST_SENTENCE, UNBROKEN, Piece, bound, is_contracted, mend, paragraphs, readable
from attrib.store import ModelStore

if TYPE_CHECKING:
    from stanza.pipeline.processor import Processor

    from attrib.encoder import LoadedEncoder

WORDS_AT_ONCE = 1000
"""Words that are tagged and parsed together: one batch for every stage, so that they share a pass of the encoder."""

CHARACTERS_AT_ONCE = 60_000
"""Characters that are segmented together."""

LONGEST_WORD = 40
"""Characters of a word that tagger, lemmatizer and parser read."""

_STAGES = ("pos", "lemma", "depparse")
_BATCHES: Mapping[str, Mapping[str, int]] = {
    "pos": {"batch_size": WORDS_AT_ONCE},
    "lemma": {"batch_size": WORDS_AT_ONCE},
    "depparse": {"batch_size": 2 * WORDS_AT_ONCE},
}


def load_stages(store: ModelStore, encoder: LoadedEncoder) -> Mapping[str, Processor]:
    """Stanza's processors by name, over the models of ``store``: each file is verified, and loaded from those bytes.

    A ``stanza.Pipeline`` would do the same from paths, after looking for a catalogue of models to download.
    """
    from stanza.models.common.foundation_cache import BertRecord, FoundationCache
    from stanza.pipeline.core import NAME_TO_PROCESSOR_CLASS

    from attrib.decoding import hasten
    from attrib.encoder import NAME

    cache = FoundationCache(local_files_only=True)
    cache.bert[NAME] = BertRecord(*encoder, {})
    stages: dict[str, Processor] = {}
    pipeline = SimpleNamespace(foundation_cache=cache, loaded_processors=stages.values())
    for stage in ("tokenize", "mwt", *_STAGES):
        config = {
            "lang": "en",
            "mode": "predict",
            "model_path": io.BytesIO(store.read(f"{stage}.pt")),
            **_BATCHES.get(stage, {}),
        }
        with _without_optimizer():
            stages[stage] = NAME_TO_PROCESSOR_CLASS[stage](config=config, pipeline=pipeline, device="cpu")
    hasten(stages["depparse"].trainer.model)
    return stages


@contextmanager
def _without_optimizer() -> Iterator[None]:
    """Has Stanza make no optimizers for models that are to read only: torch would import its compiler for one."""
    from stanza.models.common import utils

    make = utils.dispatch_optimizer
    utils.dispatch_optimizer = lambda *_, **__: SimpleNamespace(param_groups=[])
    try:
        yield
    finally:
        utils.dispatch_optimizer = make


class Parser:
    """Parses texts with Stanza's processors: those of :func:`load_stages`, or the ``processors`` of a pipeline."""

    def __init__(self, stages: Mapping[str, Processor]):
        missing = [stage for stage in ("tokenize", *_STAGES) if stage not in stages]
        if missing:
            raise InputValueError(f"the parser has no {', '.join(missing)}")
        self._stages = stages

    def parse(self, texts: Sequence[str]) -> list[Parse]:
        """The parse of each text, in order; none depends on which others are parsed with it."""
        segmented = [self.segment(text) for text in texts]
        clean = map(readable, texts)
        flat = [(text, pieces) for text, (found, _) in zip(clean, segmented, strict=True) for pieces in found]
        lengths = [sum(len(piece.words) for piece in pieces) for _, pieces in flat]
        order = sorted(range(len(flat)), key=lambda i: lengths[i], reverse=True)
        analysed: dict[int, Sentence] = {}
        for batch in _batches([lengths[i] for i in order]):
            chosen = [order[k] for k in batch]
            analysed.update(zip(chosen, self.analyse([flat[i] for i in chosen]), strict=True))
            if len(chosen) < len(order):
                trim()
        sentences = [analysed[i] for i in range(len(flat))]
        parses, at = [], 0
        for text, (found, warnings) in zip(texts, segmented, strict=True):
            parses.append(Parse(text=text, sentences=tuple(sentences[at : at + len(found)]), warnings=warnings))
            at += len(found)
        return parses

    def segment(self, text: str) -> tuple[list[list[Piece]], tuple[ReportWarning, ...]]:
        """The sentences of a text, none over the parser's bound, and a warning for each that had to be cut."""
        clean = readable(text)
        spans = paragraphs(clean)
        found = [sentence for chunk in _chunks(clean, spans) for sentence in self._tokenize(clean, chunk)]
        sentences: list[list[Piece]] = []
        warnings = []
        for pieces in mend(clean, found, [start for start, _ in spans]):
            parts = bound(pieces)
            sentences += parts
            if len(parts) > 1:
                start, end = pieces[0].start, pieces[-1].end
                warnings.append(
                    ReportWarning(
                        code="long-sentence",
                        message=f"a sentence of more than {LONGEST_SENTENCE} words was parsed in {len(parts)} parts",
                        span=Span(start=start, end=end, text=text[start:end]),
                    )
                )
        return sentences, tuple(warnings)

    def _tokenize(self, text: str, spans: Sequence[tuple[int, int]]) -> Iterator[list[Piece]]:
        """Stanza's sentences over some paragraphs of a text, with offsets into the text."""
        # a blank line ends a sentence for Stanza: each paragraph stands between two
        document = self._stages["tokenize"].process("\n\n".join(text[start:end] for start, end in spans))
        if "mwt" in self._stages:
            document = self._stages["mwt"].process(document)
        starts, at = [], 0
        for start, end in spans:
            starts.append((at, start))
            at += end - start + 2
        k = 0
        for sentence in document.sentences:
            pieces = []
            for token in sentence.tokens:
                while k + 1 < len(starts) and starts[k + 1][0] <= token.start_char:
                    k += 1
                shift = starts[k][1] - starts[k][0]
                start, end = token.start_char + shift, token.end_char + shift
                form = text[start:end]
                # Stanza expands a multi-word token that it cannot spell to no words at all
                words = tuple(word.text for word in token.words) if is_contracted(form) else ()
                words = words or (form,)
                pieces.append(Piece(start=start, end=end, words=words))
            yield pieces

    def analyse(self, batch: Sequence[tuple[str, list[Piece]]]) -> list[Sentence]:
        """Tagged and parsed sentences, one for each list of pieces."""
        from stanza.models.common.doc import Document

        rows = [[{"id": (i,), "text": form} for i, form in enumerate(_forms(pieces), 1)] for _, pieces in batch]
        document = Document(rows)
        for stage in _STAGES:
            document = self._stages[stage].process(document)
        return [
            _sentence(text, pieces, found.words)
            for (text, pieces), found in zip(batch, document.sentences, strict=True)
        ]


def _chunks(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """The paragraphs in groups of bounded length; one over the bound is cut at a blank, an unbroken run anywhere."""
    chunk: list[tuple[int, int]] = []
    size = 0
    for start, end in (part for span in spans for part in _cut(text, *span)):
        if chunk and size + end - start > CHARACTERS_AT_ONCE:
            yield chunk
            chunk, size = [], 0
        chunk.append((start, end))
        size += end - start
    if chunk:
        yield chunk


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for first, last in pairwise([start, *(run.end() for run in UNBROKEN.finditer(text, start, end)), end]):
        at = first
        while last - at > CHARACTERS_AT_ONCE:
            # what has no blank for that long is cut as an unbroken run already
            cut = next(k for k in range(at + CHARACTERS_AT_ONCE - 1, at, -1) if text[k].isspace())
            yield at, cut
            at = cut
        yield at, last


def _batches(lengths: Sequence[int]) -> Iterator[range]:
    """Ranges of consecutive sentences of at most ``WORDS_AT_ONCE`` words together, at least one sentence each."""
    cuts, words = [0], 0
    for i, length in enumerate(lengths):
        if i > cuts[-1] and words + length > WORDS_AT_ONCE:
            cuts.append(i)
            words = 0
        words += length
    yield from (range(a, b) for a, b in pairwise([*cuts, len(lengths)]) if a < b)


def _forms(pieces: Sequence[Piece]) -> list[str]:
    """The words as the models are to read them: what is longer than any word is an address, and costs its square."""
    return [form[:LONGEST_WORD] for piece in pieces for form in piece.words]


def _sentence(text: str, pieces: Sequence[Piece], found: Sequence[Any]) -> Sentence:
    """A sentence of our own from Stanza's words and the spans of their tokens."""
    words = []
    for (start, end), word in zip(spans_of(text, pieces), found, strict=True):
        words.append(
            Word(
                start=start,
                end=end,
                # a long text has many words, and each of these strings many times
                text=intern(text[start:end]),
                lemma=intern(word.lemma or word.text),
                upos=intern(word.upos or "X"),
                xpos=intern(word.xpos or ""),
                feats=intern(word.feats or ""),
                head=word.head - 1 if word.head else None,
                relation=intern(word.deprel or "dep"),
            )
        )
    return Sentence(words=tuple(words))


def spans_of(text: str, pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """The span of every word: its exact part of the token where the words spell the token, else the token's."""
    for piece in pieces:
        if len(piece.words) > 1 and "".join(piece.words) == text[piece.start : piece.end]:
            at = piece.start
            for form in piece.words:
                yield at, at + len(form)
                at += len(form)
        else:
            yield from ((piece.start, piece.end) for _ in piece.words)
