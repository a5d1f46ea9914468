"""``attrib train`` makes the models, ``attrib evaluate`` measures them; both read corpora outside the package."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from attrib.progress import watched
from attrib.training import recipe
from attrib.usage import described


def train(arguments: Sequence[str]) -> int:
    """Run ``attrib train parser``, ``tagger``, ``links`` or ``all`` and return the exit code."""
    parser = argparse.ArgumentParser(
        prog="attrib train",
        **described("Make the models.", "attrib train all --data data --work build --out models"),
    )
    kinds = parser.add_subparsers(dest="kind", metavar="KIND", required=True)
    for name, run, what in (
        ("parser", recipe.run, "Stanza's models, from Universal Dependencies (hours)"),
        ("tagger", _tagger, "the tagger of attributions, from annotated news (hours)"),
        ("links", _links, "the classifiers of links and hops, from annotated news (minutes)"),
        ("all", _all, "parser, tagger and classifiers, one after the other"),
    ):
        example = f"attrib train {name} --data data --work build --out models"
        kind = kinds.add_parser(name, help=what, **described(f"Make {what}.", example))
        if name in {"parser", "all"}:
            recipe.add_arguments(kind)
        else:
            kind.add_argument(
                "--data", type=Path, metavar="DIR", required=True, help="folder that holds polnear and worldwide"
            )
            kind.add_argument(
                "--work", type=Path, metavar="DIR", required=True, help="folder for checkpoints and the folds' taggers"
            )
            kind.add_argument(
                "--out", type=Path, metavar="DIR", required=True, help="folder of the models, the parser's among them"
            )
            kind.add_argument("--seed", type=int, default=1, help="seed of every random choice (default: %(default)s)")
        if name != "parser":
            kind.add_argument("--skip-broken", action="store_true", help="go on without annotations that are broken")
        kind.set_defaults(run=run)
    options = parser.parse_args(arguments)
    return int(options.run(options))


def evaluate(arguments: Sequence[str]) -> int:
    """Run ``attrib evaluate`` and return the exit code: print the figures of the models on development data."""
    parser = argparse.ArgumentParser(
        prog="attrib evaluate",
        **described(
            "Measure the parser on Universal Dependencies, attributions on PolNeAR and on the worldwide corpus, "
            "credibility on pairs of passages that readers labelled.",
            "attrib evaluate --only pairs --pairs fixtures/pairs.json",
        ),
    )
    parser.add_argument("--data", type=Path, metavar="DIR", help="folder that holds ud, polnear and worldwide")
    parser.add_argument("--models", type=Path, metavar="DIR", help="folder of the models (default: the shipped ones)")
    parser.add_argument("--only", choices=("parser", "polnear", "worldwide", "pairs"), help="measure this alone")
    parser.add_argument("--pairs", type=Path, metavar="JSON", help="pairs of passages, as in fixtures/pairs.json")
    parser.add_argument("--work", type=Path, metavar="DIR", help="folder with the folds' taggers, for worldwide")
    parser.add_argument("--diagram", type=Path, metavar="PNG", help="draw how well confidence is calibrated")
    parser.add_argument("--levels", type=Path, metavar="PNG", help="draw how well levels are calibrated")
    parser.add_argument("--floors", type=Path, metavar="JSON", help="floors that the figures are to become")
    parser.add_argument("--lower", action="store_true", help="let floors sink")
    options = parser.parse_args(arguments)

    from attrib.store import models_folder

    models = options.models or models_folder()
    if options.pairs is not None and options.only in {None, "pairs"}:
        from attrib.scorer import Scorer
        from attrib.training import pairs

        scorer, watch = Scorer(models=models), partial(watched, what="pairs")
        sys.stdout.write(pairs.table(pairs.order(pairs.read_pairs(options.pairs), scorer, watch)) + "\n")
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

    figures, calibration = on_polnear(options.data, models, partial(watched, what="PolNeAR"))
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
