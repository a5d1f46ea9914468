"""``attrib train`` makes the models, ``attrib evaluate`` measures them; both read corpora outside the package."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from attrib.training import recipe


def train(arguments: Sequence[str]) -> int:
    """Run ``attrib train parser``, ``tagger``, ``links`` or ``all`` and return the exit code."""
    parser = argparse.ArgumentParser(
        prog="attrib train",
        description="Make the models.",
        epilog="example: attrib train all --data ../shared/data --work build --out models",
    )
    kinds = parser.add_subparsers(dest="kind", required=True)
    stanza = kinds.add_parser("parser", help="Stanza's models, from Universal Dependencies (hours)")
    recipe.add_arguments(stanza)
    stanza.set_defaults(run=recipe.run)
    for name, run, what in (
        ("tagger", _tagger, "the tagger of attributions, from annotated news (hours)"),
        ("links", _links, "the classifiers of links and hops, from annotated news (minutes)"),
        ("all", _all, "parser, tagger and classifiers, one after the other"),
    ):
        kind = kinds.add_parser(name, help=what)
        if name == "all":
            recipe.add_arguments(kind)
        else:
            kind.add_argument("--data", type=Path, required=True, help="folder that holds polnear and worldwide")
            kind.add_argument("--work", type=Path, required=True, help="folder for checkpoints and the folds' taggers")
            kind.add_argument("--out", type=Path, required=True, help="folder of the models, with the parser's in it")
            kind.add_argument("--seed", type=int, default=1, help="seed of every random choice (default: %(default)s)")
        kind.add_argument("--skip-broken", action="store_true", help="go on without annotations that are broken")
        kind.set_defaults(run=run)
    options = parser.parse_args(arguments)
    return int(options.run(options))


def evaluate(arguments: Sequence[str]) -> int:
    """Run ``attrib evaluate`` and return the exit code: print the figures of the models on development data."""
    parser = argparse.ArgumentParser(
        prog="attrib evaluate",
        description="Measure the parser on Universal Dependencies English EWT and GUM, attributions on PolNeAR and, "
        "where the folds' taggers are, on the worldwide corpus, and credibility on pairs that readers labelled.",
        epilog="example: attrib evaluate --data ../shared/data --work build",
    )
    parser.add_argument("--data", type=Path, help="folder that holds ud, polnear and worldwide")
    parser.add_argument("--models", type=Path, help="folder of the models (default: those of the package)")
    parser.add_argument("--only", choices=("parser", "polnear", "worldwide", "pairs"), help="measure this alone")
    parser.add_argument("--pairs", type=Path, help="file of pairs of passages, as in fixtures/pairs.json")
    parser.add_argument("--work", type=Path, help="folder with the folds' taggers, for the worldwide corpus")
    parser.add_argument("--diagram", type=Path, help="draw how well confidence is calibrated, as PNG")
    parser.add_argument("--levels", type=Path, help="draw how well the probabilities of levels are calibrated, as PNG")
    parser.add_argument("--floors", type=Path, help="file of floors that the figures are to become")
    parser.add_argument("--lower", action="store_true", help="let floors sink")
    options = parser.parse_args(arguments)

    from attrib.store import models_folder

    models = options.models or models_folder()
    if options.pairs is not None and options.only in {None, "pairs"}:
        from attrib.scorer import Scorer
        from attrib.training import pairs

        sys.stdout.write(pairs.table(pairs.order(pairs.read_pairs(options.pairs), Scorer(models=models))) + "\n")
    if options.only in {None, "parser", "polnear", "worldwide"} and options.data is None:
        parser.error("the following arguments are required: --data")
    if options.only in {None, "parser"}:
        from attrib.training.evaluate_parser import evaluate as measure
        from attrib.training.evaluate_parser import table as parser_table

        recipe.need(options.data, (file for file in recipe.NEEDED if ".dev." in file.name))
        sys.stdout.write(parser_table(measure(models, options.data)) + "\n")
    if options.only in {None, "polnear"}:
        _on_polnear(options, models)
    if options.work is not None and options.only in {None, "worldwide"}:
        _on_worldwide(options, models)
    return 0


def _on_polnear(options: argparse.Namespace, models: Path) -> None:
    from attrib.training.evaluate_attributions import draw_reliability, on_polnear, table, update_floors
    from attrib.training.links_recipe import POLNEAR_TITLE

    figures, calibration = on_polnear(options.data, models)
    sys.stdout.write(table(POLNEAR_TITLE, figures) + "\n")
    if options.diagram is not None:
        draw_reliability(calibration, options.diagram)
    if options.floors is not None:
        update_floors(options.floors, "polnear", figures, lower=options.lower)


def _on_worldwide(options: argparse.Namespace, models: Path) -> None:
    import numpy as np

    from attrib.training import sensitivity
    from attrib.training.decisions import hop_examples, learn
    from attrib.training.evaluate_attributions import (
        Calibration,
        draw_reliability,
        fold_judges,
        on_worldwide,
        table,
        update_floors,
    )
    from attrib.training.hops import compare_directness, judge_directness
    from attrib.training.links_recipe import WORLDWIDE_TITLE

    learned = learn(options.data, options.work, models, skip_broken=True)
    examples = hop_examples(learned)
    judges = fold_judges(learned, examples)
    figures, _ = on_worldwide(options.data, learned, judges)
    sys.stdout.write(table(WORLDWIDE_TITLE, figures))
    for name, measured in compare_directness(examples[0]).items():
        sys.stdout.write("\n" + table(f"directness, {name}", measured))
    told = sensitivity.told(learned.guidelines, judges)
    sys.stdout.write("\n" + sensitivity.table(sensitivity.sensitivity(told)))
    if options.levels is not None:
        levels, _, wanted = judge_directness(examples[0])
        of_each = Calibration(levels.ravel(), np.eye(levels.shape[1], dtype=bool)[wanted].ravel())
        draw_reliability(of_each, options.levels, "probability of a level")
    if options.floors is not None:
        update_floors(options.floors, "worldwide", figures, lower=options.lower)


def _tagger(options: argparse.Namespace) -> int:
    from attrib.training.tagger_recipe import make_tagger

    make_tagger(options.data, options.work, options.out, seed=options.seed, skip_broken=options.skip_broken)
    return 0


def _links(options: argparse.Namespace) -> int:
    from attrib.training.links_recipe import make_links

    sys.stdout.write(make_links(options.data, options.work, options.out, skip_broken=options.skip_broken))
    return 0


def _all(options: argparse.Namespace) -> int:
    return recipe.run(options) or _tagger(options) or _links(options)
