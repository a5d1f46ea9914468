"""Looks for texts, parses and sights that break something: ``python -m tests.fuzz --stage pipeline --minutes 10``.

Every stage takes what Hypothesis makes of a seed until its time is up, and prints how much was tried, what was found
(the smallest example of each failure, with its traceback), the processor time and the memory it took.
"""

from __future__ import annotations

import argparse
import contextlib
import resource
import sys
import time
import traceback
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any, NamedTuple

import hypothesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import attrib
from attrib.adapter import Parser
from attrib.assembly import Judges, report_of
from attrib.directness import FILE, LinkModel
from attrib.independence import plain_name
from attrib.linking import FILE as LINKING
from attrib.paraphrase import same_content
from attrib.parse import Parse, write_conllu
from attrib.provenance import load_judges
from attrib.publisher import agency_of, guess_publisher, is_own, owners_of
from attrib.quotations import find_quotations
from attrib.report import Report, Span
from attrib.segmentation import LONGEST_SENTENCE, paragraphs, readable
from attrib.serial import SPLIT_PAIR
from attrib.show import NARROWEST, clean, render
from attrib.sight import VIEWS, Sight
from attrib.store import ModelStore
from attrib.testing import check_report
from attrib.trust import load_trust
from attrib.understanding import warnings_of
from tests import samples
from tests.gold import article_names
from tests.random_parses import (
    CredulousJudge,
    mutated,
    passages,
    random_parse,
    random_sight,
    random_text,
    randoms,
    seeds,
    stages,
    texts,
)

WIDTHS = (NARROWEST, 31, 80, 250)
LONGEST, SLOWEST = 5_000, 5.0
"""Characters that are to be through in that many seconds of processor time."""


class TimeUp(KeyboardInterrupt):
    """The time of a campaign is over, whatever Hypothesis is about."""


class SlowError(AssertionError):
    """A short text took suspiciously long."""


# ---------------------------------------------------------------- what holds for every text


def check(report: Report, text: str) -> None:
    """A report keeps its rules, can be read by people at any width, and can be set beside others."""
    check_report(report, text)
    assert report.text == text
    for width in WIDTHS:
        page = render(report, width=width, colour=width == 80)
        assert width == 80 or all(sum(map(_columns, line)) <= width for line in page.split("\n"))
    shared = attrib.corroborate([report, report])
    for each in shared:
        assert each.to_dict()
        assert {place.report for place in (*each.appearances, *each.denials)} <= {0, 1}


def _columns(char: str) -> int:
    return 0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1


def check_text(text: str) -> None:
    """The stages that read nothing but the text."""
    clear = readable(text)
    assert len(clear) == len(text)
    assert clear.encode().decode() == clear
    spans = paragraphs(clear)
    assert all(a < b for a, b in spans) and all(a[1] <= b[0] for a, b in pairwise(spans))
    outside = (clear[a:b] for a, b in pairwise([0, *(x for span in spans for x in span), len(clear)]))
    assert not any(part.strip(" \t\n-–—\x0b\x0c") and k % 2 == 0 for k, part in enumerate(outside) if part.strip())
    _check_quotations(text)
    for span in _spans_of(text):
        assert text[span.start : span.end] == span.text
    owners = owners_of(text, None)
    assert all(owners) and isinstance(is_own(text, owners), bool) and plain_name(text) is not None
    same_content([text, *text.split("\n")[:20], text.replace("is", "is not")])
    assert clean(text).isprintable() or not clean(text).isascii()
    check_sample(text)


def _check_quotations(text: str) -> None:
    ends: list[int] = []
    quotations = find_quotations(text)
    for q in quotations:
        assert 0 <= q.start < q.inner_start <= q.inner_end <= q.end <= len(text)
        while ends and ends[-1] <= q.start:
            ends.pop()
        assert q.depth == len(ends) and (not ends or q.end <= ends[-1])
        ends.append(q.end)
    assert all(a.start < b.start for a, b in pairwise(quotations))


def _spans_of(text: str) -> list[Span]:
    guesses = (guess_publisher(text), agency_of(text))
    warnings = (warning.span for warning in warnings_of(text))
    return [*(guess.span for guess in guesses if guess is not None), *(span for span in warnings if span is not None)]


def check_sample(text: str) -> None:
    """The JSON form of a report in which a text says itself, and what people read of it."""
    report = samples.report_of(text)
    back = Report.from_json(report.to_json(), text)
    assert Report.from_dict(report.to_dict(), text) == report
    assert back == report or SPLIT_PAIR.search(text)
    for width in WIDTHS:
        render(report, width=width, colour=True)
    attrib.corroborate([report])


def check_parse(parse: Parse, text: str) -> None:
    """Words say what stands in the text, leave no letter out, and make a tree of each sentence."""
    words = parse.words
    assert parse.text == text
    assert all(readable(text)[w.start : w.end] == w.text and w.start < w.end for w in words)
    assert all(a.start <= b.start and a.end <= b.end for a, b in pairwise(words))
    assert all(a.end <= b.start for a, b in pairwise(parse.sentences))
    covered = {i for w in words for i in range(w.start, w.end)}
    assert not "".join(c for i, c in enumerate(readable(text)) if i not in covered).strip()
    for sentence in parse.sentences:
        assert sum(w.head is None for w in sentence.words) == 1
        root = next(i for i, w in enumerate(sentence.words) if w.head is None)
        assert len(sentence.subtree(root)) == len(sentence.words)
        assert all(w.lemma and w.upos and w.relation for w in sentence.words)
    for warning in parse.warnings:
        assert warning.span is not None and text[warning.span.start : warning.span.end] == warning.span.text


def check_adapter(text: str, random: Random) -> Parse:
    """The door to Stanza, whatever its processors answer."""
    parser = Parser(stages(random))
    first, second = parser.parse([text, text[::-1]])
    check_parse(first, text)
    check_parse(second, text[::-1])
    for sentence in (*first.sentences, *second.sentences):
        assert len(sentence.words) <= LONGEST_SENTENCE or len({w.start for w in sentence.words}) == 1
    return first


class Case(NamedTuple):
    """What goes into the stages behind parser and tagger; the judges are the shipped ones, or take everything."""

    parse: Parse
    sight: Sight
    publisher: str | None
    attitudes: bool
    credulous: bool

    def __repr__(self) -> str:
        cues = [
            (cue.first, cue.last, cue.start, cue.within, [[round(float(x), 2) for x in row] for row in cue.roles])
            for cue in self.sight.cues
        ]
        return (
            f"text={self.parse.text!r}\npublisher={self.publisher!r} attitudes={self.attitudes} "
            f"credulous={self.credulous}\n{write_conllu(self.parse)!s}cues={cues}"
        )


def case_of(text: str, random: Random) -> Case:
    """A case at random over a text."""
    parse = random_parse(text, random)
    publisher = random.choice((None, None, "", " ", "Velmora Times", readable(text[:30])))
    return Case(
        parse, random_sight(parse, random), publisher, not random.randrange(3), bool(random.randrange(6))
    )  # fmt: skip


@cache
def judges(attitudes: bool, credulous: bool) -> Judges:
    """The shipped judges of a view, or all but the one of links."""
    store, view = ModelStore(), VIEWS[not attitudes]
    chains = load_judges(store, view)
    if credulous:
        chains = chains._replace(links=CredulousJudge(store.read(LINKING), view))
    return Judges(chains, LinkModel(store.read(FILE), view), load_trust(), attitudes)


def check_pipeline(case: Case) -> Report:
    """All that comes behind parser and tagger, up to the report."""
    parse = case.parse
    report = report_of(
        parse, find_quotations(parse.text), case.sight, judges(case.attitudes, case.credulous),
        signature="attrib:0|models:none", publisher=case.publisher,
    )  # fmt: skip
    check(report, parse.text)
    return report


@cache
def scorer(attitudes: bool) -> attrib.Scorer:
    """A scorer with the shipped models, loaded, so that no text is taken for slow that only came first."""
    made = attrib.Scorer(attitudes=attitudes)
    made.score("The mayor said that the bridge was safe.")
    return made


def check_models(text: str, attitudes: bool) -> None:
    """The whole way with the shipped models."""
    check(scorer(attitudes).score(text), text)


def check_tagged(text: str, random: Random) -> None:
    """The shipped tagger and judges behind whatever a parser answers."""
    shipped = scorer(attitudes=False)
    own = attrib.Scorer(parser=SimpleNamespace(processors=stages(random)))
    own._tagger, own._judges = shipped._tagger, shipped._judges  # loaded once
    check(own.score(text), text)


# ---------------------------------------------------------------- what they are given


@st.composite
def adapter_cases(draw: st.DrawFn) -> tuple[str, Random]:
    return draw(texts()), draw(randoms)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    text = draw(texts())
    return case_of(text, draw(randoms))


@st.composite
def long_texts(draw: st.DrawFn) -> str:
    """Texts as long as articles are."""
    random = Random(draw(seeds))
    if random.randrange(3):
        return mutated(random, random.choice(passages()[-len(article_names()) :]), 12)
    return random_text(random, chunks=60)


STAGES: dict[str, tuple[Callable[..., Any], st.SearchStrategy[Any]]] = {
    "text": (lambda text: check_text(text), texts()),
    "adapter": (lambda pair: check_adapter(*pair), adapter_cases()),
    "pipeline": (check_pipeline, cases()),
    "tagged": (lambda pair: check_tagged(*pair), adapter_cases()),
    "models": (lambda pair: check_models(*pair), st.tuples(long_texts(), st.booleans())),
}


# ---------------------------------------------------------------- the campaign


class Campaign:
    """One stage, tried until its time is up; a failure is told by its error and the place in the library."""

    def __init__(self, stage: str):
        self._check, self._cases = STAGES[stage]
        if stage in ("tagged", "models"):
            for attitudes in (False, True):
                scorer(attitudes)
        self.executions = self.characters = 0
        self.slowest = 0.0
        self.findings: dict[tuple[str, str], tuple[str, str]] = {}
        self._known: set[tuple[str, str]] = set()

    def run(self, minutes: float, seed: int, *, examples: int = 500) -> None:
        """Try rounds of examples, each of its own seed, for so many minutes of processor time."""
        until = time.process_time() + 60 * minutes
        while time.process_time() < until:
            with contextlib.suppress(TimeUp):
                self._round(seed, examples, until)
            self._known |= set(self.findings)
            seed += 1

    def _round(self, seed: int, examples: int, until: float) -> None:
        @hypothesis.seed(seed)
        @settings(max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(self._cases)
        def tried(case: Any) -> None:
            if time.process_time() > until:
                raise TimeUp
            self._try(case)

        try:
            tried()
        except (Exception, BaseExceptionGroup):
            if not set(self.findings) - self._known:
                raise

    def _try(self, case: Any) -> None:
        self.executions += 1
        size = len(case) if isinstance(case, str) else len(case[0].text if isinstance(case, Case) else case[0])
        self.characters += size
        before = time.process_time()
        try:
            self._check(case)
            seconds = time.process_time() - before
            self.slowest = max(self.slowest, seconds)
            if seconds > SLOWEST and size < LONGEST:
                raise SlowError(f"{seconds:.1f} s for {size} characters")
        except Exception as error:
            place = _place(error)
            if place not in self._known:
                self.findings[place] = (repr(case), traceback.format_exc())
                raise


def _place(error: Exception) -> tuple[str, str]:
    """The kind of an error and the last place of the library in its traceback."""
    own = (str(Path(attrib.__file__).parent), __file__)
    frame = [f for f in traceback.extract_tb(error.__traceback__) if f.filename.startswith(own)][-1]
    place = f"{Path(frame.filename).name}:{frame.lineno}"
    detail = str(error).partition(":")[2] if place.startswith("testing") else ""
    return type(error).__name__ + "".join(c for c in detail if not c.isdigit()), place


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a campaign and print what came of it; the exit code is 1 if anything was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--stage", choices=STAGES, required=True)
    parser.add_argument("--minutes", type=float, default=1.0, help="of processor time")
    parser.add_argument("--seed", type=int, default=0)
    given_ = parser.parse_args(arguments)
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    campaign = Campaign(given_.stage)
    before = time.process_time()
    campaign.run(given_.minutes, given_.seed)
    for (kind, place), (case, trace) in campaign.findings.items():
        print(f"--- {kind} at {place}\n{case}\n{trace}")
    usage = resource.getrusage(resource.RUSAGE_SELF)
    print(
        f"{given_.stage}: {campaign.executions} executions over {campaign.characters} characters, "
        f"{len(campaign.findings)} findings; slowest {campaign.slowest:.2f} s, peak RSS {usage.ru_maxrss / 1024:.0f} "
        f"MiB, {(time.process_time() - before) / 60:.1f} CPU minutes, seed {given_.seed}"
    )
    return bool(campaign.findings)


if __name__ == "__main__":
    sys.exit(main())
