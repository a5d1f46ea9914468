"""Makes every Stanza model from the treebanks, measures them, and writes their cards and the manifest."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from attrib.errors import DataNotFoundError

if TYPE_CHECKING:
    from attrib.training.evaluate_parser import Figures

COMMAND = "attrib train parser --data DIR --work DIR --out models --budget {budget:.0f} --seed {seed}{start}"
BUDGET = 7200.0
"""Seconds of one core for tagger and parser; the rest takes less than an hour besides."""

NEEDED = tuple(Path("ud") / f"en_{name}.{split}.conllu" for name in ("ewt", "gum") for split in ("train", "dev"))


def make_parser(
    data: Path, work: Path, out: Path, *, budget: float = BUDGET, seed: int = 1, start: Path | None = None
) -> tuple[Figures, ...]:
    """Make the models in ``out`` and return their figures on dev.

    ``data`` holds ``ud/en_{ewt,gum}.{train,dev}.conllu``, or :class:`DataNotFoundError` says what is missing. Stages
    that are finished in ``work`` are kept; an interrupted one goes on from its last checkpoint.
    """
    need(data, NEEDED)

    from attrib.training.cards import CARDS, write_cards, write_manifest
    from attrib.training.evaluate_parser import evaluate

    work.mkdir(parents=True, exist_ok=True)
    out.mkdir(parents=True, exist_ok=True)
    made = _stages(data, work, budget, seed, start)
    for name in (name for card in CARDS for name in card.files):
        shutil.copyfile(made / name, out / name)
    command = COMMAND.format(budget=budget, seed=seed, start=" --start models" if start else "")
    write_manifest(out, (), recipe=command)  # models are loaded through a manifest, to be measured too
    figures = evaluate(out, data)
    write_manifest(out, figures, recipe=command)
    write_cards(out, figures, recipe=command, seed=seed)
    return figures


def need(data: Path, files: Iterable[Path]) -> None:
    """Raise :class:`DataNotFoundError` unless all ``files`` are in ``data``."""
    missing = [str(file) for file in files if not (data / file).is_file()]
    if missing:
        raise DataNotFoundError(
            f"{data} has no {', '.join(missing)}: the parser is trained on Universal Dependencies English EWT and GUM"
        )


def _stages(data: Path, work: Path, budget: float, seed: int, start: Path | None) -> Path:
    """The folder with all model files."""
    from attrib.training.lemmas import train_lemmas
    from attrib.training.parser import export, train
    from attrib.training.segmenter import train_segmenter

    train_segmenter(data, work, seed=seed)
    train_lemmas(data, work, seed=seed)
    heads, average = train(data, work, budget=budget, seed=seed, start=start)
    with average.in_place():
        export(heads, work)
    return work


def add_arguments(parser: argparse.ArgumentParser, corpora: str = "ud") -> None:
    """Add the options of ``attrib train parser``; ``corpora`` are those that the data have to hold."""
    parser.add_argument("--data", type=Path, metavar="DIR", required=True, help=f"folder that holds {corpora}")
    parser.add_argument(
        "--work", type=Path, metavar="DIR", required=True, help="folder for checkpoints; what is there is gone on with"
    )
    parser.add_argument(
        "--out", type=Path, metavar="DIR", required=True, help="folder for the models, their cards and the manifest"
    )
    parser.add_argument(
        "--budget", type=float, default=BUDGET, help="seconds for tagger and parser (default: %(default).0f)"
    )
    parser.add_argument(
        "--start", type=Path, metavar="DIR", help="models that tagger and parser go on from, not the bare encoder"
    )
    parser.add_argument("--seed", type=int, default=1, help="seed of every random choice (default: %(default)s)")


def run(options: argparse.Namespace) -> int:
    """Make the models as the options say, print their figures, and return the exit code."""
    figures = make_parser(
        options.data, options.work, options.out, budget=options.budget, seed=options.seed, start=options.start
    )

    from attrib.training.evaluate_parser import table

    print(table(figures))
    return 0
