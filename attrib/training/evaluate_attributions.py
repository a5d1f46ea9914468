"""Measures attributions on annotated news, with the benchmark's own scorers beside the data.

PolNeAR's dev articles go through the shipped models from the raw text. The worldwide corpus is measured by
cross-validation: tagger, decisions and hops of each article come from models that were made without it.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from attrib.assembly import Judges, report_of
from attrib.errors import DataNotFoundError, InputValueError
from attrib.report import Claim, Report
from attrib.scorer import Scorer
from attrib.training.decisions import Learned, chain_judges, hop_model
from attrib.training.gold import words_in
from attrib.training.hops import Example, expected_calibration_error
from attrib.training.linking import meet
from attrib.training.polnear import AttributedText, read_polnear
from attrib.training.reading import FOLDS
from attrib.trust import load_trust

POLNEAR = {
    "full triple F1": ("triple", "f1"),
    "content overlap F1": ("content", "overlap", "f1"),
    "content exact F1": ("content", "exact", "f1"),
    "cue found F1": ("cue", "f1"),
    "source head accuracy": ("source", "head"),
    "direct quotations: triple recall": ("by_quote", "direct", "triple_r"),
    "mixed quotations: triple recall": ("by_quote", "mixed", "triple_r"),
    "indirect: triple recall": ("by_quote", "indirect", "triple_r"),
}
"""The figures on PolNeAR, and where the scorer's answer has them."""

WORLDWIDE = (
    "claim_p", "claim_r", "claim_f1", "claim_with_chain_f1", "form", "commitment", "hops", "level", "level_qwk",
    "originator", "name", "identification", "type", "relay_f1",
)  # fmt: skip
"""The figures on the worldwide corpus, as their scorer calls them."""

CALIBRATION = "confidence ECE"


class Calibration(NamedTuple):
    """How sure each claim was and whether it was right."""

    confidence: NDArray[np.float64]
    right: NDArray[np.bool_]

    @property
    def error(self) -> float:
        """The expected calibration error over ten bins."""
        return expected_calibration_error(self.confidence, self.right)


def scorer_beside(data: Path, name: str) -> ModuleType:
    """A module of the benchmark, which lies beside the data; :class:`DataNotFoundError` if it is not there."""
    path = data.resolve().parent / "bench" / f"{name}.py"
    if not path.is_file():
        raise DataNotFoundError(f"{path} is missing: attributions are measured with the benchmark beside the data")
    spec = importlib.util.spec_from_file_location(f"bench_{name}", path)
    if spec is None or spec.loader is None:
        raise DataNotFoundError(f"{path} cannot be imported")
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(path.parent))  # its modules import one another
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(path.parent))
    return module


def on_polnear(
    data: Path,
    models: Path | None = None,
    watch: Callable[[Sequence[str]], Iterable[str]] = iter,
    *,
    skip_broken: bool = False,
) -> tuple[dict[str, float], Calibration]:
    """The figures on PolNeAR's dev articles, attitudes included, and how well their confidence is calibrated.

    ``watch`` hands on the texts as they are read. Raises :class:`DataNotFoundError` for what is missing and
    :class:`InputValueError` for a broken annotation, unless told to skip it.
    """
    measure, predict = scorer_beside(data, "score_attribution"), scorer_beside(data, "predict")
    gold = measure.polnear.load(str(data / "polnear" / "dev"))
    texts = list(read_polnear(data / "polnear" / "dev", skip_broken=skip_broken))
    reports = list(Scorer(models=models, attitudes=True).score_many(watch([text.text for text in texts])))
    found = {text.name: predict.flat(report.to_dict()) for text, report in zip(texts, reports, strict=True)}
    answer = measure.score(gold, found, 0)
    figures = {name: round(_at(answer, path), 4) for name, path in POLNEAR.items()}
    calibration = calibrate(zip(texts, reports, strict=True))
    return {**figures, CALIBRATION: round(calibration.error, 4)}, calibration


def _at(answer: Any, path: Sequence[str]) -> float:
    for key in path:
        answer = answer[key]
    return float(answer)


def calibrate(pairs: Iterable[tuple[AttributedText, Report]]) -> Calibration:
    """Confidence and correctness of all outermost claims: those that PolNeAR would have too."""
    sure: list[float] = []
    right: list[bool] = []
    for text, report in pairs:
        contents = [words_in(text.text, claim.content) for claim in report.claims]
        gold = [words_in(text.text, a.content) for a in text.attributions]
        for claim, words in zip(report.claims, contents, strict=True):
            if any(words < other for other in contents):
                continue
            sure.append(claim.confidence)
            right.append(
                any(
                    2 * len(words & wanted) >= len(words | wanted) and words & wanted and _agree(claim, attribution)
                    for wanted, attribution in zip(gold, text.attributions, strict=True)
                )
            )
    return Calibration(np.array(sure), np.array(right, dtype=bool))


def _agree(claim: Claim, attribution: Any) -> bool:
    """Whether source and cue of an outermost claim are the annotated ones. PolNeAR knows no hop of a medium that a
    source spoke to, which has no cue: such a hop is neither right nor wrong."""
    cued = [hop for hop in claim.chain if hop.cue] or claim.chain
    mention = next((hop.source.mention for hop in cued if hop.source.mention), None)
    cue = cued[0].cue
    return meet([mention] if mention else [], attribution.source) and meet([cue] if cue else [], attribution.cue)


def fold_judges(learned: Learned, examples: tuple[list[Example], list[Example]]) -> list[Judges]:
    """The judges that do not know a fold, for each."""
    return [
        Judges(chain_judges(learned, fold), hop_model(learned, fold, examples), load_trust(), attitudes=False)
        for fold in range(FOLDS)
    ]


def on_worldwide(data: Path, learned: Learned, judges: Sequence[Judges]) -> tuple[dict[str, float], list[Report]]:
    """The cross-validated figures on the worldwide corpus, and the reports that they are of, in the corpus's order."""
    measure, predict = scorer_beside(data, "score_chains"), scorer_beside(data, "predict")
    reports = [
        report_of(r.parse, r.quotations, r.sight, judges[r.fold], signature="", publisher=r.publisher, doc_id=r.name)
        for r in learned.guidelines
    ]
    found = {report.doc_id: predict.claims(report.to_dict()) for report in reports}
    texts = data / "worldwide" / "text"
    answer = measure.score(measure.load_gold(data / "worldwide" / "gold", texts), found, texts)
    return {name: round(float(answer[name]), 4) for name in WORLDWIDE}, reports


def draw_reliability(calibration: Calibration, path: Path, of: str = "confidence of a claim") -> None:
    """Draw how often what is thought likely is right, as a picture; ``of`` names what is thought."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(5, 5), layout="constrained")
    axes = figure.subplots()
    place = np.minimum((calibration.confidence * 10).astype(int), 9)
    bins = np.unique(place)
    sure = [calibration.confidence[place == b].mean() for b in bins]
    right = [calibration.right[place == b].mean() for b in bins]
    sizes = [20 + 300 * float((place == b).mean()) for b in bins]
    axes.plot([0, 1], [0, 1], color="0.7", linewidth=1)
    axes.plot(sure, right, color="tab:blue", linewidth=1)
    axes.scatter(sure, right, s=sizes, color="tab:blue")
    axes.set(xlim=(0, 1), ylim=(0, 1), xlabel=of, ylabel="share that is right")
    axes.set_title(f"{len(calibration.right)} in all, expected calibration error {calibration.error:.3f}", fontsize=10)
    figure.savefig(path, dpi=110)


def check_floors(figures: Mapping[str, float], floors: Mapping[str, float], *, slack: float = 0.0) -> list[str]:
    """A sentence for every figure that is worse than its floor by more than ``slack``; an error of calibration is to
    be small."""
    return [
        f"{name} is {figures[name]:.4f}, its floor {floor:.4f}"
        for name, floor in floors.items()
        if (figures[name] > floor + slack if name == CALIBRATION else figures[name] < floor - slack)
    ]


def update_floors(path: Path, section: str, figures: Mapping[str, float], *, lower: bool = False) -> None:
    """Write figures as the new floors of a section; :class:`InputValueError` if that lowers one, unless told to."""
    floors = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    worse = check_floors(figures, floors.get(section, {}))
    if worse and not lower:
        raise InputValueError(f"{path} is not updated, it would allow worse: {'; '.join(worse)}")
    floors[section] = dict(figures)
    path.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")
