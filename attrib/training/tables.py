"""The tables of attributions that ``attrib train links`` and ``attrib evaluate`` print, the same from both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrib.assembly import Judges
from attrib.training import sensitivity
from attrib.training.decisions import Learned
from attrib.training.hops import Example, compare_directness, cross_validate


def of_polnear(figures: Mapping[str, float]) -> str:
    """The figures on PolNeAR."""
    return table("PolNeAR dev, attitudes included", figures)


def of_worldwide(figures: Mapping[str, float], examples: tuple[Sequence[Example], Sequence[Example]]) -> str:
    """The cross-validated figures on the worldwide corpus, and those of its hops."""
    return "\n".join(
        (
            table("worldwide corpus, five folds by article", figures),
            table("hops, the same folds", cross_validate(*examples)),
        )
    )


def of_variants(learned: Learned, guidelines: Sequence[Example], judges: Sequence[Judges]) -> str:
    """Directness by other classifiers and other features, and how far the order of claims hangs on the trust table."""
    shifts = sensitivity.sensitivity(sensitivity.told(learned.guidelines, judges))
    return "\n".join(
        (
            *(table(f"directness, {name}", figures) for name, figures in compare_directness(guidelines).items()),
            sensitivity.table(shifts),
        )
    )


def table(title: str, figures: Mapping[str, float]) -> str:
    """Figures as a Markdown table."""
    rows = "".join(f"| {name} | {value:.3f} |\n" for name, value in figures.items())
    return f"| {title} | |\n| --- | --: |\n{rows}"
