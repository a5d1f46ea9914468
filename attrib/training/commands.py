"""``attrib train`` makes the models, ``attrib evaluate`` measures them; both read corpora outside the package."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from attrib.training import recipe


def train(arguments: Sequence[str]) -> int:
    """Run ``attrib train parser`` or ``attrib train links`` and return the exit code."""
    parser = argparse.ArgumentParser(
        prog="attrib train",
        description="Make the models.",
        epilog="example: attrib train parser --data ../shared/data --work build --out models",
    )
    kinds = parser.add_subparsers(dest="kind", required=True)
    stanza = kinds.add_parser("parser", help="Stanza's models, from Universal Dependencies (hours)")
    recipe.add_arguments(stanza)
    stanza.set_defaults(run=recipe.run)
    links = kinds.add_parser(
        "links", help="the classifiers of directness and confidence, from annotated news (minutes)"
    )
    links.add_argument("--data", type=Path, required=True, help="folder that holds worldwide/{text,gold}")
    links.add_argument("--out", type=Path, required=True, help="folder of the models, with the parser's in it")
    links.set_defaults(run=_links)
    options = parser.parse_args(arguments)
    return int(options.run(options))


def evaluate(arguments: Sequence[str]) -> int:
    """Run ``attrib evaluate`` and return the exit code: print the parser's figures on the dev files."""
    parser = argparse.ArgumentParser(
        prog="attrib evaluate",
        description="Measure the parser on the dev files of Universal Dependencies English EWT and GUM.",
        epilog="example: attrib evaluate --data ../shared/data",
    )
    parser.add_argument("--data", type=Path, required=True, help="folder that holds ud/en_{ewt,gum}.dev.conllu")
    parser.add_argument("--models", type=Path, help="folder of the models (default: those of the package)")
    options = parser.parse_args(arguments)

    from attrib.store import models_folder
    from attrib.training.evaluate_parser import evaluate as measure
    from attrib.training.evaluate_parser import table

    recipe.need(options.data, (file for file in recipe.NEEDED if ".dev." in file.name))
    sys.stdout.write(table(measure(options.models or models_folder(), options.data)))
    return 0


def _links(options: argparse.Namespace) -> int:
    from attrib.adapter import Parser, load_stages
    from attrib.store import ModelStore
    from attrib.training.links import train_links

    figures = train_links(options.data, options.out, Parser(load_stages(ModelStore(options.out))))
    sys.stdout.writelines(f"{name:22s} {value:g}\n" for name, value in figures.items())
    return 0
