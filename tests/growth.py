"""Measures how time and memory grow with texts of the worst kinds: ``python -m tests.growth`` or ``... --models``.

Every measurement runs in a process of its own, at one, two and four times the size. The exponent is that of the time
over the size: 1 is linear, 2 is the square.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from random import Random

from attrib.adapter import Parser
from attrib.assembly import report_of
from attrib.bench.figures import exponent
from attrib.bench.texts import WORST
from attrib.quotations import find_quotations
from attrib.report import Report
from attrib.show import render
from tests.fuzz import judges, scorer
from tests.random_parses import random_sight, stages

MODELS = {
    "one sentence": 20, "he said": 20, "letters on lines": 20, "letters and tabs": 20, "quotation marks": 100,
    "one letter": 20, "quotations on a line": 10, "people": 10, "speakers": 20, "signed quotations": 20,
    "one content": 10, "denials": 10, "opening marks": 10, "nested quotations": 10,
}  # fmt: skip
"""By what the size is divided where the shipped models read every word."""


def measure(name: str, size: int, models: bool) -> str:
    """The seconds of each part of the way for a text of one size, and the memory."""
    text = WORST[name][1](size)
    taken: list[tuple[str, float]] = []
    report: Report
    if models:
        scorer(False).score("The mayor said that the bridge was safe.")
        before = time.process_time()
        report = scorer(False).score(text)
        taken.append(("score", time.process_time() - before))
    else:
        random = Random(0)
        parser, judged = Parser(stages(random)), judges(False, True)
        parser.parse(["One."])
        before = time.process_time()
        parse = parser.parse([text])[0]
        taken.append(("parse", time.process_time() - before))
        before = time.process_time()
        quotations = find_quotations(text)
        taken.append(("quotations", time.process_time() - before))
        sight = random_sight(parse, random, most=len(parse.words) // 20)
        before = time.process_time()
        report = report_of(parse, quotations, sight, judged, signature="")
        taken.append(("report", time.process_time() - before))
    before = time.process_time()
    Report.from_json(report.to_json(), text)
    render(report)
    taken.append(("forms", time.process_time() - before))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return "\t".join(
        [*(f"{part}={seconds:.3f}" for part, seconds in taken), f"claims={len(report.claims)}", f"MiB={memory:.0f}"]
    )


def grow(name: str, *, models: bool, limit: float) -> None:
    """Print a row for each size of one text, and the exponent of each part."""
    size = WORST[name][0] // (MODELS.get(name, 1) if models else 1)
    sizes: list[int] = []
    rows: list[dict[str, float]] = []
    for scale in (1, 2, 4):
        options = ["--one", name, "--size", str(size * scale), *(["--models"] if models else [])]
        try:
            out = subprocess.run(
                [sys.executable, "-m", "tests.growth", *options],
                capture_output=True,
                text=True,
                timeout=limit,
                check=True,
            ).stdout.strip()
        except subprocess.TimeoutExpired:
            print(f"{name}\t{size * scale}\tnot through in {limit:.0f} s", flush=True)
            return
        except subprocess.CalledProcessError as error:
            print(f"{name}\t{size * scale}\tended with {error.returncode}: {error.stderr[-600:]}", flush=True)
            return
        print(f"{name}\t{size * scale}\t{out}", flush=True)
        sizes.append(size * scale)
        rows.append({part: float(value) for part, _, value in (cell.partition("=") for cell in out.split("\t"))})
    exponents = (
        f"{part}^{exponent(sizes, [row[part] for row in rows]):.2f}" for part in rows[0] if rows[0][part] > 0.05
    )
    print(f"{name}\texponents\t{' '.join(exponents)}", flush=True)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure all texts, or those that are named."""
    parser = argparse.ArgumentParser(prog="python -m tests.growth", description=__doc__)
    parser.add_argument("names", nargs="*", default=list(WORST), help="of texts (all)")
    parser.add_argument("--models", action="store_true", help="with the shipped models, and smaller texts")
    parser.add_argument("--limit", type=float, default=120.0, help="seconds for one measurement")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--size", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.one:
        print(measure(given.one, given.size, given.models))
        return
    for name in given.names:
        grow(name, models=given.models, limit=given.limit)


if __name__ == "__main__":
    main()
