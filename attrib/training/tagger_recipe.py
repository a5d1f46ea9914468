"""Makes the tagger of attributions: first from PolNeAR, then from the worldwide corpus beside a part of PolNeAR, then
from both and articles that were written for the project.

Every tenth article of PolNeAR is kept from it, for the classifiers that decide on what it proposes. Five more taggers
are trained without one fold of the worldwide corpus each, so that figures and classifiers can rest on articles that a
tagger has not seen.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

import torch

from attrib.adapter import Parser, load_stages, spans_of
from attrib.encoder import ShapedTokenizer, SharedEncoder, load_encoder
from attrib.namekinds import NameModel
from attrib.quotations import find_quotations
from attrib.sight import ATTITUDES, GUIDELINES
from attrib.store import ModelStore
from attrib.tagger import FILES, AttributionTagger, dump_tagger, tagger_of_bytes
from attrib.training.cards import MINILM, POLNEAR, WORLDWIDE, WRITTEN, enter, skipping
from attrib.training.gold import GoldArticle, read_articles
from attrib.training.names import fit_names, read_names
from attrib.training.polnear import AttributedText, read_polnear
from attrib.training.reading import FOLDS
from attrib.training.renaming import rename_annotated
from attrib.training.stages import once
from attrib.training.tagger import Annotated, annotate, contents_of, of_claims, of_polnear, train_tagger
from attrib.windows import Text, prepare

EPOCHS = 5
"""Passes over PolNeAR."""

EPOCHS_OF_ALL = 2
"""Passes over the worldwide corpus, twice in each, and then over it and the written articles, in each as they are and
with other names."""

PART = 3
"""One in so many articles of PolNeAR is read again beside these."""

SLOWER, SLOWEST = 0.6, 0.5

MOVED = 0.7
"""How far the weights of the guidelines' view go from what they were before the written articles to what they became by
them (Wortsman et al. 2022, Robust fine-tuning of zero-shot models): all the way they are worse on other texts."""

KEPT = 10


def kept_from_tagger(folder: Path, *, skip_broken: bool = False) -> list[AttributedText]:
    """The articles of PolNeAR that the tagger does not learn from: every tenth."""
    return list(read_polnear(folder, skip_broken=skip_broken))[KEPT - 1 :: KEPT]


def fold_file(work: Path, fold: int | str) -> Path:
    """The tagger that was trained without a fold of the worldwide corpus, or with ``"all"`` of it."""
    return work / f"tagger-{fold}.safetensors"


def make_tagger(data: Path, written: Path, work: Path, out: Path, *, seed: int = 1, skip_broken: bool = False) -> None:
    """Write the taggers of both views to ``out``, where the parser is, and those without a fold to ``work``.

    ``written`` holds the articles that were written for the project. What is finished in ``work`` is kept; an
    interrupted training goes on from its last checkpoint. Raises :class:`DataNotFoundError` for what is not there, and
    :class:`InputValueError` for an annotation that is broken, unless told to skip it.
    """
    torch.set_num_threads(1)
    store = ModelStore(out)
    encoder = load_encoder(store)
    parser = Parser(load_stages(store, encoder))
    labelled = _Labelled(parser, encoder.tokenizer)
    texts = list(read_polnear(data / "polnear" / "train", skip_broken=skip_broken))
    articles, own = read_articles(data / "worldwide"), read_articles(written)
    names = NameModel(fit_names(read_names(data / "ner" / "worldwide", without={article.name for article in articles})))
    worldwide, renamed, composed, recomposed = (
        [labelled.article(article) for article in each]
        for corpus in (articles, own)
        for each in (corpus, rename_annotated(corpus, parser, names, seed=1))
    )
    stages = _Stages(
        store=store,
        encoder=encoder.encoder,
        work=work,
        seed=seed,
        polnear=[labelled.text(text) for k, text in enumerate(texts) if k % KEPT != KEPT - 1],
        worldwide=worldwide,
        renamed=renamed,
        written=[*composed, *recomposed],
    )
    (out / FILES[ATTITUDES]).write_bytes(stages.from_worldwide("all").read_bytes())
    (out / FILES[GUIDELINES]).write_bytes(stages.between("all").read_bytes())
    describe(out, seed=seed, skip_broken=skip_broken)
    for fold in range(FOLDS):
        stages.between(fold)


Article = Sequence[Annotated]
"""A whole article, and each of its contents as a text of its own."""


@dataclass(frozen=True, kw_only=True)
class _Stages:
    """The trainings, each kept as a file in the work folder: with all of the worldwide corpus, or without a fold."""

    store: ModelStore
    encoder: SharedEncoder
    work: Path
    seed: int
    polnear: Sequence[Annotated]
    worldwide: Sequence[Article]
    renamed: Sequence[Article]
    written: Sequence[Article]

    def from_polnear(self) -> Path:
        """Begun with the parser's encoder."""
        return self._make("polnear", self.polnear, lambda: self.store, EPOCHS, 1.0)

    def from_worldwide(self, fold: int | str) -> Path:
        """Gone on from PolNeAR, both views alike at first."""

        def start() -> AttributionTagger:
            tagger = self._load(self.from_polnear())
            tagger.copy_view(ATTITUDES, GUIDELINES)
            return tagger

        whole = [first for first, *_ in self._without(fold, self.worldwide)]
        read = [*whole, *whole, *self._part(f"{fold}")]
        return self._make(f"worldwide-{fold}", read, start, EPOCHS_OF_ALL, SLOWER)

    def from_written(self, fold: int | str) -> Path:
        """Gone on from the worldwide corpus."""
        world = chain(self._without(fold, self.worldwide), self._without(fold, self.renamed))
        read = [*chain.from_iterable(world), *self._part(f"{fold}3"), *chain.from_iterable(self.written)]
        start = partial(self._load, self.from_worldwide(fold))
        return self._make(f"written-{fold}", read, start, EPOCHS_OF_ALL, SLOWEST)

    def between(self, fold: int | str) -> Path:
        """The weights between the last two."""

        def blend(path: Path) -> None:
            tagger, after = self._load(self.from_worldwide(fold)), self._load(self.from_written(fold))
            for weights, moved in zip(tagger.parameters(), after.parameters(), strict=True):
                weights.data.lerp_(moved.data, MOVED)
            path.write_bytes(dump_tagger(tagger))

        return once(fold_file(self.work, fold), blend)

    def _make(
        self,
        name: str,
        read: Sequence[Annotated],
        start: Callable[[], ModelStore | AttributionTagger],
        epochs: int,
        rate: float,
    ) -> Path:
        def train(path: Path) -> None:
            checkpoint = self.work / f"{name}.pt"
            tagger = train_tagger(read, start(), checkpoint, epochs=epochs, seed=self.seed, rate=rate)
            path.write_bytes(dump_tagger(tagger))

        return once(self.work / f"{name}.safetensors", train)

    def _load(self, file: Path) -> AttributionTagger:
        return tagger_of_bytes(self.encoder, file.read_bytes())

    def _without(self, fold: int | str, articles: Sequence[Article]) -> list[Article]:
        return [article for k, article in enumerate(articles) if k % FOLDS != fold]

    def _part(self, chance: str) -> list[Annotated]:
        """Some of PolNeAR's articles."""
        return random.Random(chance).sample(self.polnear, len(self.polnear) // PART)


def describe(out: Path, *, seed: int, skip_broken: bool = False) -> None:
    """Write the card of the taggers in ``out``, and their lines of the manifest."""
    recipe = f"attrib train tagger --data DIR --work DIR --out models --seed {seed}{skipping(skip_broken)}"
    sizes = "\n".join(f"| `{name}` | {(out / name).stat().st_size / 1000:,.0f} kB |" for name in FILES.values())
    (out / "tagger.md").write_text(_CARD.format(recipe=recipe, sizes=sizes), encoding="utf-8")
    for name, data in ((FILES[ATTITUDES], ()), (FILES[GUIDELINES], (WRITTEN,))):
        corpora = (POLNEAR, WORLDWIDE, *data, MINILM)
        enter(out, name, recipe=recipe, data=corpora, licence=_LICENCE, dev={})


class _Labelled:
    """Texts with the labels of their words, in the words that the parser finds."""

    def __init__(self, parser: Parser, tokenizer: ShapedTokenizer):
        self._parser, self._tokenizer = parser, tokenizer

    def text(self, text: AttributedText) -> Annotated:
        """A text of PolNeAR."""
        return annotate(*self._words(text.text), ATTITUDES, *of_polnear(text.attributions))

    def article(self, article: GoldArticle) -> list[Annotated]:
        """An article with annotated chains, and each content of it as a text of its own, as the tagger looks inside."""
        text, spans = self._words(article.text)
        cues, loose = of_claims(article.claims)
        found = [annotate(text, spans, GUIDELINES, cues, loose)]
        for first, last in contents_of(spans, article.text, article.claims):
            part = slice(first, last)
            start, end = spans[first][0], spans[last - 1][1]
            inside = [cue for cue in cues if start <= cue.cue[0].start and cue.cue[-1].end <= end]
            found.append(annotate(text.part(first, last), spans[part], GUIDELINES, inside))
        return found

    def _words(self, text: str) -> tuple[Text, list[tuple[int, int]]]:
        """A text as the tagger reads it, and where its words are."""
        sentences, _ = self._parser.segment(text)
        words = [(n, span) for n, pieces in enumerate(sentences) for span in spans_of(text, pieces)]
        spans = [span for _, span in words]
        numbers = [n for n, _ in words]
        return prepare(text, spans, numbers, find_quotations(text), self._tokenizer.pieces_of), spans


_LICENCE = "trained on texts for which no licence is stated, which cannot be read back, from an Apache-2.0 encoder"
_CARD = f"""# Tagger of attributions

A MiniLM-L6 encoder, begun from the parser's, that reads windows of at most 320 word pieces over several paragraphs. One
head tags the words of sources, cues and contents; another gives, for one candidate cue, the role of every word around
it. Both answer in two views: the annotation guidelines', and PolNeAR's, which has attitudes too. Each view has weights
of its own: what was learned last makes one better and the other worse. The table of word pieces is that of the parser's
encoder and is not in these files.

Weights are in half precision; they are loaded as weights only and run in single precision.

| file | size |
| --- | --: |
{{sizes}}

## Made from

- {POLNEAR}: nine of ten articles of train, {EPOCHS} times; then a third of them, {EPOCHS_OF_ALL} times, beside
- {WORLDWIDE}, twice as often
- `{FILES[GUIDELINES]}` alone: both again, {EPOCHS_OF_ALL} times, beside {WRITTEN};
  these and the worldwide corpus also with other names in them, and each content by itself; of the way that the weights
  went in that, {MOVED:.0%}
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
