"""The figures that the pages give are those that the manifest records; the commands beside them print them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
RECORDED = json.loads((ROOT / "models" / "MANIFEST.json").read_text(encoding="utf-8"))["files"]["linking.npz"]["dev"]
FIGURES: dict[str, float] = RECORDED["PolNeAR dev"] | RECORDED["worldwide"]

PLACES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("README.md", r"attributions whole .*?\| #;", ("full triple F1",)),
    ("README.md", r"claims / claims with their whole chain.*?\| # / #", ("claim_f1", "claim_with_chain_f1")),
    ("README.md", r"relays / originator .*?\| # / # / # / #", ("relay_f1", "originator", "name", "level_qwk")),
    ("docs/accuracy.md", r"attributions whole .*?\| #", ("full triple F1",)),
    ("docs/accuracy.md", r"source of a found content right \| #", ("source head accuracy",)),
    ("docs/accuracy.md", r"direct quotations found whole \| #", ("direct quotations: triple recall",)),
    ("docs/accuracy.md", r"indirect ones \| #", ("indirect: triple recall",)),
    ("docs/accuracy.md", r"expected calibration error of the confidence \| #", ("confidence ECE",)),
    ("docs/accuracy.md", r"claims, worldwide: precision / recall \| # / #", ("claim_p", "claim_r")),
    ("docs/accuracy.md", r"claims with their whole chain: F1 \| #", ("claim_with_chain_f1",)),
    ("docs/accuracy.md", r"relays: F1 \| #", ("relay_f1",)),
    ("docs/accuracy.md", r"who the originator is, by name \| #", ("name",)),
    ("docs/accuracy.md", r"identification \| #", ("identification",)),
    ("docs/accuracy.md", r"level: quadratic kappa \| #", ("level_qwk",)),
    ("docs/accuracy.md", r"\(recall #\)", ("claim_r",)),
    ("docs/accuracy.md", r"\(precision #\)", ("claim_p",)),
    ("docs/accuracy.md", r"the weakest part\*\* \(F1 #\)", ("relay_f1",)),
    ("docs/accuracy.md", r"originator is mentioned is right for #\.", ("originator",)),
    ("docs/accuracy.md", r"\(kappa #\).*?\(form: #\).*?\(#\)", ("level_qwk", "form", "hops")),
    ("docs/attributions.md", r"full triple F1 \| #", ("full triple F1",)),
    ("docs/attributions.md", r"content overlap F1 \| #", ("content overlap F1",)),
    ("docs/attributions.md", r"content exact F1 \| #", ("content exact F1",)),
    ("docs/attributions.md", r"cue found F1 \| #", ("cue found F1",)),
    ("docs/attributions.md", r"source head accuracy \| #", ("source head accuracy",)),
    ("docs/attributions.md", r"direct quotations: triple recall \| #", ("direct quotations: triple recall",)),
    ("docs/attributions.md", r"mixed quotations: triple recall \| #", ("mixed quotations: triple recall",)),
    ("docs/attributions.md", r"indirect: triple recall \| #", ("indirect: triple recall",)),
    ("docs/attributions.md", r"expected calibration error of confidence \| #", ("confidence ECE",)),
    ("docs/attributions.md", r"claims: precision \| #", ("claim_p",)),
    ("docs/attributions.md", r"claims: recall \| #", ("claim_r",)),
    ("docs/attributions.md", r"claims: F1 \| #", ("claim_f1",)),
    ("docs/attributions.md", r"\| type \| #", ("type",)),
    *(
        (page, rf"{row} \| #", (name,))
        for page in ("docs/attributions.md", "docs/chains.md")
        for row, name in {
            "number of hops": "hops",
            "originator": "originator",
            "originator's resolved name": "name",
            "identification": "identification",
            "commitment": "commitment",
            "relays: F1": "relay_f1",
            "level: quadratic kappa": "level_qwk",
        }.items()
    ),
    ("docs/comparison.md", r"\*\*attrib\*\* \| # \| #", ("content overlap F1", "full triple F1")),
    ("docs/comparison.md", r"its F1 is # for claims with .* chain, and # for", ("claim_with_chain_f1", "relay_f1")),
)  # fmt: skip
"""Page, what stands there with a ``#`` for each figure, and the figures' names; those above 1 are percentages."""


@pytest.mark.parametrize(("page", "pattern", "names"), PLACES)
def test_figures_are_those_of_the_manifest(page: str, pattern: str, names: tuple[str, ...]) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    found = re.search(pattern.replace("#", r"(\d+\.\d+)"), text, re.DOTALL)
    assert found, f"{page} has no {pattern}"
    for given, name in zip(found.groups(), names, strict=True):
        figure = FIGURES[name] * (100 if float(given) > 1 else 1)
        half = 0.5 * 10 ** -len(given.split(".")[1])
        assert abs(float(given) - figure) <= half + 1e-9, f"{page} says {given}, {name} is {figure}"


def test_the_parser_is_as_good_as_the_readme_says() -> None:
    dev = json.loads((ROOT / "models" / "MANIFEST.json").read_text(encoding="utf-8"))["files"]["depparse.pt"]["dev"]
    found = re.search(r"raw text: LAS, the same \| (.*?) \|", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert found
    assert found[1].split(" / ") == [f"{dev[treebank]['LAS']:.1f}" for treebank in ("EWT", "GUM", "GUM news")]


def test_known_failures_are_counted() -> None:
    page = (ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")
    listed = (ROOT / "fixtures" / "cases" / "known-failures.tsv").read_text(encoding="utf-8").splitlines()[1:]
    cases = json.loads((ROOT / "fixtures" / "cases" / "chains.json").read_text(encoding="utf-8"))
    assert f"{len(listed)} of {len(cases)} are known" in page
    renamed = (ROOT / "fixtures" / "renaming-failures.txt").read_text(encoding="utf-8").split()
    assert f"In {len(renamed)} of 100 texts something did change" in page
    scores = (ROOT / "docs" / "scores.md").read_text(encoding="utf-8")
    assert f"In {100 - len(renamed)} texts all scores" in scores and f"the {len(renamed)} others are listed" in scores


def test_the_models_are_as_large_as_the_readme_says() -> None:
    (said,) = re.findall(r"models on disk \| (\d+) MiB", (ROOT / "README.md").read_text(encoding="utf-8"))
    size = sum(path.stat().st_size for path in (ROOT / "models").iterdir()) / 2**20
    assert size <= int(said) < size + 2  # what du prints is rounded up, and counts whole blocks


def test_pairs_are_counted_alike() -> None:
    rows = re.findall(r"\*\*all .*?\*\* \| (\d+) \| (\d+)", (ROOT / "docs" / "pairs.md").read_text(encoding="utf-8"))
    single, mixed = (f"{right} of {pairs}" for pairs, right in rows)
    assert f"| {single} / {mixed} |" in (ROOT / "README.md").read_text(encoding="utf-8")
    page = (ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")
    assert f"one factor | {single} |" in page and f"at odds | {mixed} |" in page
