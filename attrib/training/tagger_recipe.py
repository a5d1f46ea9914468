"""Makes the tagger of attributions: first from PolNeAR, then from the worldwide corpus with a part of PolNeAR.

Every tenth article of PolNeAR is kept from it, for the classifiers that decide on what it proposes. Five more taggers
are trained without one fold of the worldwide corpus each, so that figures and classifiers can rest on articles that a
tagger has not seen.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import torch

from attrib.adapter import Parser, load_stages, spans_of
from attrib.encoder import ShapedTokenizer, load_encoder
from attrib.quotations import find_quotations
from attrib.report import Span
from attrib.sight import ATTITUDES, GUIDELINES
from attrib.store import ModelStore
from attrib.tagger import FILE, dump_tagger, tagger_of_bytes
from attrib.training.cards import MINILM, POLNEAR, WORLDWIDE, enter, skipping
from attrib.training.gold import read_worldwide
from attrib.training.polnear import AttributedText, GoldAttribution, read_polnear
from attrib.training.reading import FOLDS
from attrib.training.stages import once
from attrib.training.tagger import Annotated, annotate, of_claims, of_polnear, train_tagger
from attrib.windows import prepare

EPOCHS = 5
"""Passes over PolNeAR."""

EPOCHS_OF_ALL = 2
"""Passes over the worldwide corpus, twice in each, beside a part of PolNeAR."""

PART = 3
"""One in so many articles of PolNeAR is read again with the worldwide corpus."""

SLOWER = 0.6
KEPT = 10


def kept_from_tagger(folder: Path, *, skip_broken: bool = False) -> list[AttributedText]:
    """The articles of PolNeAR that the tagger does not learn from: every tenth."""
    return list(read_polnear(folder, skip_broken=skip_broken))[KEPT - 1 :: KEPT]


def fold_file(work: Path, fold: int | str) -> Path:
    """The tagger that was trained without a fold of the worldwide corpus, or with ``"all"`` of it."""
    return work / f"tagger-{fold}.safetensors"


def make_tagger(data: Path, work: Path, out: Path, *, seed: int = 1, skip_broken: bool = False) -> None:
    """Write the tagger to ``out``, where the parser is, and those without a fold to ``work``.

    What is finished in ``work`` is kept; an interrupted training goes on from its last checkpoint. Raises
    :class:`DataNotFoundError` for a corpus that is not in ``data``, and :class:`InputValueError` for an annotation
    that is broken, unless told to skip it.
    """
    torch.set_num_threads(1)
    store = ModelStore(out)
    encoder = load_encoder(store)
    labelled = _Labelled(Parser(load_stages(store, encoder)), encoder.tokenizer)
    texts = list(read_polnear(data / "polnear" / "train", skip_broken=skip_broken))
    articles = read_worldwide(data / "worldwide")
    polnear = [labelled.text(text) for k, text in enumerate(texts) if k % KEPT != KEPT - 1]
    worldwide = [labelled.of(article.text, GUIDELINES, *of_claims(article.claims)) for article in articles]

    def first(path: Path) -> None:
        tagger = train_tagger(polnear, store, work / "tagger-polnear.pt", epochs=EPOCHS, seed=seed)
        path.write_bytes(dump_tagger(tagger))

    start = once(work / "tagger-polnear.safetensors", first)

    def then(fold: int | str) -> Path:
        part = random.Random(str(fold)).sample(polnear, len(polnear) // PART)
        world = [article for k, article in enumerate(worldwide) if k % FOLDS != fold]

        def second(path: Path) -> None:
            tagger = tagger_of_bytes(encoder.encoder, start.read_bytes())
            tagger.copy_view(ATTITUDES, GUIDELINES)
            checkpoint = work / f"tagger-{fold}.pt"
            train_tagger([*world, *world, *part], tagger, checkpoint, epochs=EPOCHS_OF_ALL, seed=seed, rate=SLOWER)
            path.write_bytes(dump_tagger(tagger))

        return once(fold_file(work, fold), second)

    (out / FILE).write_bytes(then("all").read_bytes())
    describe(out, seed=seed, skip_broken=skip_broken)
    for fold in range(FOLDS):
        then(fold)


def describe(out: Path, *, seed: int, skip_broken: bool = False) -> None:
    """Write the card of the tagger in ``out``, and its line of the manifest."""
    recipe = f"attrib train tagger --data DIR --work DIR --out models --seed {seed}{skipping(skip_broken)}"
    size = (out / FILE).stat().st_size / 1000
    (out / "tagger.md").write_text(_CARD.format(recipe=recipe, size=size), encoding="utf-8")
    enter(out, FILE, recipe=recipe, data=(POLNEAR, WORLDWIDE, MINILM), licence=_LICENCE, dev={})


class _Labelled:
    """Texts with the labels of their words, in the words that the parser finds."""

    def __init__(self, parser: Parser, tokenizer: ShapedTokenizer):
        self._parser, self._tokenizer = parser, tokenizer

    def text(self, text: AttributedText) -> Annotated:
        """A text of PolNeAR."""
        return self.of(text.text, ATTITUDES, *of_polnear(text.attributions))

    def of(self, text: str, view: str, cues: Sequence[GoldAttribution], loose: Sequence[tuple[Span, ...]]) -> Annotated:
        """A text with its annotated cues, and the contents that have none."""
        sentences, _ = self._parser.segment(text)
        words = [(n, span) for n, pieces in enumerate(sentences) for span in spans_of(text, pieces)]
        spans = [span for _, span in words]
        prepared = prepare(text, spans, [n for n, _ in words], find_quotations(text), self._tokenizer.pieces_of)
        return annotate(prepared, spans, view, cues, loose)


_LICENCE = "trained on texts for which no licence is stated, which cannot be read back, from an Apache-2.0 encoder"
_CARD = f"""# Tagger of attributions

A MiniLM-L6 encoder, begun from the parser's, that reads windows of at most 320 word pieces over several paragraphs. One
head tags the words of sources, cues and contents; another gives, for one candidate cue, the role of every word around
it. Both answer in two views: the annotation guidelines', and PolNeAR's, which has attitudes too. The table of word
pieces is that of the parser's encoder and is not in this file.

Weights are in half precision; they are loaded as weights only and run in single precision. `{FILE}`: {{size:,.0f}} kB.

## Made from

- {POLNEAR}: nine of ten articles of train, {EPOCHS} times; then a third of them, {EPOCHS_OF_ALL} times, beside
- {WORLDWIDE}, twice as often
- {MINILM}, as the parser's training left it

Licence: {_LICENCE}.

    {{recipe}}

## Figures

The figures of what is found with it stand in `links.md`.

## Limits

- News in English. Windows end after about 250 words: a quotation that is longer is found in parts.
- Words are read to their twentieth character.
- What PolNeAR and the worldwide corpus do not mark, the tagger has learned to leave out.
"""
