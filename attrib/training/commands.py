"""``attrib train`` makes the models, ``attrib evaluate`` measures them; both read corpora outside the package."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from attrib.errors import InputValueError
from attrib.progress import watched
from attrib.training import recipe
from attrib.usage import described

NEEDS: Mapping[str, Sequence[str]] = {
    "parser": ("data",), "polnear": ("data",), "worldwide": ("data", "work"), "pairs": ("pairs",),
}  # fmt: skip
"""What can be measured, and the options that each needs."""

WRITTEN = Path("fixtures", "written")
"""In a checkout, the articles that were written for the tagger to learn from."""

SKIP_BROKEN = "go on without annotations of PolNeAR that are broken"


def train(arguments: Sequence[str]) -> int:
    """Run ``attrib train parser``, ``tagger``, ``links`` or ``all`` and return the exit code."""
    parser = argparse.ArgumentParser(
        prog="attrib train",
        **described("Make the models.", "attrib train all --data data --work build --out models"),
    )
    kinds = parser.add_subparsers(dest="kind", metavar="KIND", required=True)
    for name, run, corpora, what in (
        ("parser", recipe.run, "ud", "Stanza's models, from Universal Dependencies (hours)"),
        ("tagger", _tagger, "polnear, worldwide, ner", "tagger of attributions, from annotated news (hours)"),
        ("links", _links, "polnear, worldwide, ner", "classifiers of links and hops, from annotated news (minutes)"),
        ("all", _all, "ud, polnear, worldwide, ner", "parser, tagger and classifiers, one after the other"),
    ):
        example = f"attrib train {name} --data data --work build --out models"
        kind = kinds.add_parser(name, help=what, **described(f"Make {what}.", example))
        if name in {"parser", "all"}:
            recipe.add_arguments(kind, corpora)
        else:
            kind.add_argument("--data", type=Path, metavar="DIR", required=True, help=f"folder that holds {corpora}")
            kind.add_argument(
                "--work", type=Path, metavar="DIR", required=True, help="folder for checkpoints and the folds' taggers"
            )
            kind.add_argument(
                "--out", type=Path, metavar="DIR", required=True, help="folder of the models, the parser's among them"
            )
            kind.add_argument("--seed", type=int, default=1, help="seed of every random choice (default: %(default)s)")
        if name in {"tagger", "all"}:
            kind.add_argument(
                "--written", type=Path, metavar="DIR", default=WRITTEN, help="more articles (default: %(default)s)"
            )
        if name != "parser":
            kind.add_argument("--skip-broken", action="store_true", help=SKIP_BROKEN)
        kind.set_defaults(run=run)
    options = parser.parse_args(arguments)
    return int(options.run(options))


def evaluate(arguments: Sequence[str]) -> int:
    """Run ``attrib evaluate`` and return the exit code: print the figures of the models on development data.

    Raises :class:`InputValueError` if an option is missing for what is to be measured.
    """
    parser = argparse.ArgumentParser(
        prog="attrib evaluate",
        **described(
            "Measure the parser on Universal Dependencies, attributions on PolNeAR and on the worldwide corpus, "
            "credibility on pairs of passages that readers labelled.",
            "attrib evaluate --only pairs --pairs fixtures/pairs.json",
        ),
    )
    parser.add_argument("--data", type=Path, metavar="DIR", help="folder that holds ud, polnear, worldwide and ner")
    parser.add_argument("--models", type=Path, metavar="DIR", help="folder of the models (default: the shipped ones)")
    parser.add_argument("--skip-broken", action="store_true", help=SKIP_BROKEN)
    parser.add_argument("--only", choices=NEEDS, help="measure this alone")
    parser.add_argument("--pairs", type=Path, metavar="JSON", help="pairs of passages, as in fixtures/pairs.json")
    parser.add_argument("--work", type=Path, metavar="DIR", help="folder with the folds' taggers, for worldwide")
    parser.add_argument("--diagram", type=Path, metavar="PNG", help="draw how well confidence is calibrated")
    parser.add_argument("--levels", type=Path, metavar="PNG", help="draw how well levels are calibrated")
    parser.add_argument("--floors", type=Path, metavar="JSON", help="floors that the figures are to become")
    parser.add_argument("--lower", action="store_true", help="let floors sink")
    options = parser.parse_args(arguments)
    parts = _parts(options)

    from attrib.store import models_folder

    models = options.models or models_folder()
    if "pairs" in parts:
        from attrib.scorer import Scorer
        from attrib.training import pairs

        scorer, watch = Scorer(models=models), partial(watched, what="pairs")
        sys.stdout.write(pairs.table(pairs.order(pairs.read_pairs(options.pairs), scorer, watch)) + "\n")
    if "parser" in parts:
        from attrib.training.evaluate_parser import evaluate as measure
        from attrib.training.evaluate_parser import table as parser_table

        recipe.need(options.data, (file for file in recipe.NEEDED if ".dev." in file.name))
        sys.stdout.write(parser_table(measure(models, options.data)) + "\n")
    if "polnear" in parts:
        _on_polnear(options, models)
    if "worldwide" in parts:
        _on_worldwide(options, models)
    return 0


def _parts(options: argparse.Namespace) -> Sequence[str]:
    """What is to be measured; what is left out for want of its options is said on standard error."""
    missing = {
        part: " and ".join(f"--{name}" for name in needs if getattr(options, name) is None)
        for part, needs in NEEDS.items()
    }
    asked = options.only or "parser"  # the corpora have to be there unless pairs alone are asked for
    if missing[asked]:
        raise InputValueError(f"{missing[asked]}: needed to measure {asked}")
    if options.only is not None:
        return [options.only]
    left_out = [f"{part} for want of {names}" for part, names in missing.items() if names]
    if left_out:
        print(f"attrib: not measured: {', '.join(left_out)}.", file=sys.stderr)
    return [part for part, names in missing.items() if not names]


def _on_polnear(options: argparse.Namespace, models: Path) -> None:
    from attrib.training.evaluate_attributions import draw_reliability, on_polnear, update_floors
    from attrib.training.tables import of_polnear

    watch = partial(watched, what="PolNeAR")
    figures, calibration = on_polnear(options.data, models, watch, skip_broken=options.skip_broken)
    sys.stdout.write(of_polnear(figures) + "\n")
    if options.diagram is not None:
        draw_reliability(calibration, options.diagram)
    if options.floors is not None:
        update_floors(options.floors, "polnear", figures, lower=options.lower)


def _on_worldwide(options: argparse.Namespace, models: Path) -> None:
    import numpy as np

    from attrib.training.decisions import hop_examples, learn
    from attrib.training.evaluate_attributions import (
        Calibration,
        draw_reliability,
        fold_judges,
        on_worldwide,
        update_floors,
    )
    from attrib.training.hops import judge_directness
    from attrib.training.tables import of_variants, of_worldwide

    learned = learn(options.data, options.work, models, skip_broken=options.skip_broken)
    examples = hop_examples(learned)
    judges = fold_judges(learned, examples)
    figures, _ = on_worldwide(options.data, learned, judges)
    sys.stdout.write(of_worldwide(figures, examples) + "\n")
    sys.stdout.write(of_variants(learned, examples[0], judges))
    if options.levels is not None:
        levels, _, wanted = judge_directness(examples[0])
        of_each = Calibration(levels.ravel(), np.eye(levels.shape[1], dtype=bool)[wanted].ravel())
        draw_reliability(of_each, options.levels, "probability of a level")
    if options.floors is not None:
        update_floors(options.floors, "worldwide", figures, lower=options.lower)


def _tagger(options: argparse.Namespace) -> int:
    from attrib.training.tagger_recipe import make_tagger

    make_tagger(
        options.data, options.written, options.work, options.out, seed=options.seed, skip_broken=options.skip_broken
    )
    return 0


def _links(options: argparse.Namespace) -> int:
    from attrib.training.links_recipe import make_links

    sys.stdout.write(make_links(options.data, options.work, options.out, skip_broken=options.skip_broken))
    return 0


def _all(options: argparse.Namespace) -> int:
    from attrib.training.corpora import check_corpora

    check_corpora(options.data, options.written, skip_broken=options.skip_broken)
    return recipe.run(options) or _tagger(options) or _links(options)
