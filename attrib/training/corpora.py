"""Reads the corpora of a recipe before it begins: what is missing or broken is named before hours of training."""

from __future__ import annotations

from pathlib import Path

from attrib.training.gold import read_articles
from attrib.training.names import read_names
from attrib.training.polnear import read_polnear
from attrib.training.recipe import NEEDED, need


def check_corpora(data: Path, written: Path, *, skip_broken: bool = False) -> None:
    """Raise what making all models from two folders would raise sooner or later.

    That is :class:`DataNotFoundError` for a corpus that is not there, and :class:`InputValueError` for an annotation
    that is broken; lines of PolNeAR are only reported, on standard error, with ``skip_broken``.
    """
    need(data, NEEDED)
    for split in ("train", "dev"):
        for _ in read_polnear(data / "polnear" / split, skip_broken=skip_broken):
            pass
    read_articles(data / "worldwide")
    read_articles(written)
    read_names(data / "ner" / "worldwide")
