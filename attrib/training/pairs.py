"""The study of pairs: how often credibility prefers the passage that readers hold to be the better sourced."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from attrib.errors import DataNotFoundError
from attrib.report import Claim, Report, frozen
from attrib.scorer import Scorer

MIXED = "mixed:"
"""What begins the factor of a pair in which two factors are at odds."""


@frozen
class Pair:
    """Two passages that put one claim before the reader, and which of them two readers prefer: "A", "B" or "="."""

    id: str
    factor: str
    content: str
    a: str
    b: str
    labels: tuple[str, str]

    @property
    def agreed(self) -> bool:
        """Whether both readers prefer the same passage."""
        return self.labels[0] == self.labels[1] != "="


@frozen
class Ordered:
    """Whether credibility prefers the passage that the readers prefer, and whether it tells them apart at all."""

    right: bool
    tied: bool


def read_pairs(path: Path) -> list[Pair]:
    """The pairs of a file; :class:`DataNotFoundError` if it is missing."""
    if not path.is_file():
        raise DataNotFoundError(f"{path} is missing: the pairs stand in fixtures/pairs.json of the project")
    found = json.loads(path.read_text(encoding="utf-8"))
    return [Pair(**{**entry, "labels": tuple(entry["labels"])}) for entry in found]


def order(
    pairs: Sequence[Pair], scorer: Scorer, watch: Callable[[Sequence[str]], Iterable[str]] = iter
) -> dict[str, list[Ordered]]:
    """How credibility orders the pairs that the readers agree on, by factor; ``watch`` hands on the texts as they are
    read."""
    agreed = [pair for pair in pairs if pair.agreed]
    reports = iter(scorer.score_many(watch([text for pair in agreed for text in (pair.a, pair.b)])))
    found: defaultdict[str, list[Ordered]] = defaultdict(list)
    for pair in agreed:
        a, b = (credibility(next(reports), text, pair.content) for text in (pair.a, pair.b))
        found[pair.factor].append(Ordered(right=a > b if pair.labels[0] == "A" else b > a, tied=a == b))
    return dict(sorted(found.items()))


def credibility(report: Report, text: str, content: str) -> float:
    """That of the claim which covers the content best (of these, the one of the longest chain); 0 if there is none."""
    start = text.index(content)
    end = start + len(content)

    def cover(claim: Claim) -> float:
        common = sum(max(0, min(end, span.end) - max(start, span.start)) for span in claim.content)
        return common / (end - start + sum(span.end - span.start for span in claim.content) - common)

    best = max(report.claims, key=lambda claim: (cover(claim), len(claim.chain)), default=None)
    return best.credibility if best is not None and cover(best) > 0 else 0.0


def table(found: Mapping[str, Sequence[Ordered]]) -> str:
    """The study as a Markdown table."""
    rows: list[tuple[str, Sequence[Ordered]]] = [
        (factor.replace(MIXED, "mixed: ").replace("-", " "), ordered) for factor, ordered in found.items()
    ]
    for name, mixed in (("**all of one factor**", False), ("**all mixed**", True)):
        rows.append(
            (name, [o for factor, ordered in found.items() if factor.startswith(MIXED) is mixed for o in ordered])
        )
    lines = [f"| {name} | {len(o)} | {sum(x.right for x in o)} | {sum(x.tied for x in o)} |\n" for name, o in rows]
    return "| factor | pairs agreed on | ordered alike | no difference |\n| --- | --: | --: | --: |\n" + "".join(lines)
