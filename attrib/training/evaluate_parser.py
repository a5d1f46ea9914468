"""Measures the parser, run as the library runs it, on the dev files by the metric of Universal Dependencies."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from attrib.parse import Sentence
from attrib.report import frozen
from attrib.segmentation import Piece
from attrib.store import ModelStore
from attrib.training.rawtext import documents, raw, tokens
from attrib.training.treebank import Sentences, read_treebank

if TYPE_CHECKING:
    from attrib.adapter import Parser

METRICS = ("Tokens", "Sentences", "Words", "UPOS", "XPOS", "UFeats", "Lemmas", "UAS", "LAS")
"""The columns of the table; LAS compares the universal part of a relation."""

SENTENCES_AT_ONCE = 100


@frozen
class Figures:
    """F1 in percent of each metric on one treebank, from gold tokens or from the raw text."""

    treebank: str
    raw: bool
    f1: tuple[float, ...]

    def of(self, metric: str) -> float:
        """The figure of one of :data:`METRICS`."""
        return self.f1[METRICS.index(metric)]

    def to_dict(self) -> dict[str, float]:
        """The figures by metric, to two digits."""
        return {metric: round(value, 2) for metric, value in zip(METRICS, self.f1, strict=True)}


def evaluate(models: Path, data: Path) -> tuple[Figures, ...]:
    """The figures of the models in a folder on EWT, GUM and GUM's news: from gold tokens, then from raw text.

    No gold tag is given to any of the models. ``models`` must have its manifest; ``data`` holds ``ud``.
    """
    from attrib.adapter import Parser, load_stages
    from attrib.encoder import load_encoder

    store = ModelStore(models)
    parser = Parser(load_stages(store, load_encoder(store)))
    gold = {"EWT": read_treebank(data / "ud", "dev", "ewt"), "GUM": read_treebank(data / "ud", "dev", "gum")}
    gold["GUM news"] = news(gold["GUM"])
    return (
        *(score(name, from_tokens(parser, sentences), sentences, raw=False) for name, sentences in gold.items()),
        *(score(name, from_text(parser, sentences), sentences, raw=True) for name, sentences in gold.items()),
    )


def news(sentences: Sentences) -> Sentences:
    """The sentences of GUM's news documents."""
    found = (document.blocks for name, document in documents(sentences) if name.startswith("GUM_news"))
    return Sentences(tuple(block for blocks in found for block in blocks))


def from_tokens(parser: Parser, gold: Sentences) -> Sentences:
    """What the parser makes of the gold tokens and sentences."""
    given = [_pieces(block) for block in gold.blocks]
    return Sentences(tuple(block for batch in _batched(given) for block in _analysed(parser, batch)))


def from_text(parser: Parser, gold: Sentences) -> Sentences:
    """What the parser makes of the raw text, a document at a time."""
    found: list[str] = []
    for _, document in documents(gold):
        text = raw(document).text
        sentences, _ = parser.segment(text)
        for batch in _batched([(text, pieces) for pieces in sentences]):
            found += _analysed(parser, batch)
    return Sentences(tuple(found))


def score(treebank: str, system: Sentences, gold: Sentences, *, raw: bool) -> Figures:
    """F1 in percent of ``system`` against ``gold`` over the same text, by ``udtools.udeval``."""
    from udtools import udeval

    read = [udeval.load_conllu(io.StringIO(_plain(sentences).conllu), "", {}) for sentences in (gold, system)]
    scores = udeval.evaluate(*read)
    return Figures(treebank=treebank, raw=raw, f1=tuple(100 * scores[metric].f1 for metric in METRICS))


def table(figures: Iterable[Figures]) -> str:
    """The figures as a Markdown table."""
    rows = [("", *METRICS), ("---", *("--:" for _ in METRICS))]
    for row in figures:
        # what is given cannot be found
        shown = (f"{value:.2f}" if row.raw or i > 2 else "" for i, value in enumerate(row.f1))
        rows.append((f"{row.treebank}, {'raw text' if row.raw else 'gold tokens'}", *shown))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n"


def _pieces(block: str) -> tuple[str, list[Piece]]:
    """A sentence's text with a blank between any two tokens, and its tokens in it."""
    text, pieces = "", []
    for token in tokens(block):
        pieces.append(Piece(start=len(text), end=len(text) + len(token.form), words=token.words))
        text += token.form + " "
    return text, pieces


def _batched(given: Sequence[tuple[str, list[Piece]]]) -> Iterator[Sequence[tuple[str, list[Piece]]]]:
    for start in range(0, len(given), SENTENCES_AT_ONCE):
        yield given[start : start + SENTENCES_AT_ONCE]


def _analysed(parser: Parser, batch: Sequence[tuple[str, list[Piece]]]) -> Iterator[str]:
    for (text, pieces), sentence in zip(batch, parser.analyse(batch), strict=True):
        yield _block(text, pieces, sentence)


def _block(text: str, pieces: Sequence[Piece], sentence: Sentence) -> str:
    """A parsed sentence in CoNLL-U, with a range for every token of several words."""
    lines: list[str] = []
    at = 0
    for piece in pieces:
        if len(piece.words) > 1:
            form = text[piece.start : piece.end]
            lines.append("\t".join((f"{at + 1}-{at + len(piece.words)}", form, *"________")))
        for form in piece.words:
            word = sentence.words[at]
            at += 1
            head = "0" if word.head is None else str(word.head + 1)
            cells = (str(at), form, word.lemma, word.upos, word.xpos or "_", word.feats or "_", head, word.relation)
            lines.append("\t".join((*cells, "_", "_")))
    return "\n".join(lines)


def _plain(sentences: Sentences) -> Sentences:
    """The basic trees alone: no comments, empty nodes, enhanced relations."""
    blocks = []
    for block in sentences.blocks:
        rows = [line.split("\t") for line in block.split("\n") if not line.startswith("#")]
        blocks.append("\n".join("\t".join((*row[:8], "_", "_")) for row in rows if "." not in row[0]))
    return Sentences(tuple(blocks))
