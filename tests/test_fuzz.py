"""The harness of the fuzzing campaigns: a short round of each stage, and what a campaign says of what it finds."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attrib.report import Form
from attrib.testing import check_report
from tests import fuzz, samples
from tests.random_parses import random_parse, random_sight, random_text, randoms, texts


@settings(max_examples=200)
@given(texts())
def test_what_reads_only_the_text_takes_any(text: str) -> None:
    fuzz.check_text(text)


@settings(max_examples=60)
@given(fuzz.adapter_cases())
def test_whatever_the_processors_answer_makes_a_parse(case: tuple[str, Random]) -> None:
    fuzz.check_adapter(*case)


@settings(max_examples=100)
@given(fuzz.cases())
def test_any_parse_and_any_sight_make_a_report(case: fuzz.Case) -> None:
    fuzz.check_pipeline(case)


@settings(max_examples=20)
@given(fuzz.adapter_cases())
def test_the_tagger_takes_whatever_the_processors_answer(case: tuple[str, Random]) -> None:
    fuzz.check_tagged(*case)


@pytest.mark.parametrize("seed", range(4))
def test_mutated_articles_go_the_whole_way(seed: int) -> None:
    fuzz.check_models(random_text(Random(seed)), attitudes=bool(seed % 2))


@settings(max_examples=30)
@given(texts(), randoms)
def test_a_random_parse_is_a_parse(text: str, random: Random) -> None:
    parse = random_parse(text, random)
    fuzz.check_parse(parse, text)
    sight = random_sight(parse, random)
    assert sight.tags.shape[0] == len(parse.words)
    assert all(a.first < b.first for a, b in pairwise(sight.cues))
    for cue in sight.cues:
        assert 0 <= cue.start <= cue.first <= cue.last < cue.start + len(cue.roles) <= len(parse.words)


def test_random_reports_are_not_trivial() -> None:
    reports = [
        fuzz.check_pipeline(fuzz.case_of(random_text(random, chunks=120), random)) for random in map(Random, range(40))
    ]
    claims = [claim for report in reports for claim in report.claims]
    assert len(claims) > 100
    assert {claim.form for claim in claims} == set(Form)
    assert max(len(claim.chain) for claim in claims) > 3
    assert len({claim.level for claim in claims}) == 5
    assert len({claim.commitment for claim in claims}) > 2


def test_a_campaign_shrinks_and_names_what_it_finds(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def check(text: str) -> None:
        if "é" in text:
            check_report(samples.report(), "another text")

    monkeypatch.setitem(fuzz.STAGES, "text", (check, st.text(st.sampled_from("aé"))))
    assert fuzz.main(["--stage", "text", "--minutes", "0.05"]) == 1
    printed = capsys.readouterr().out
    assert "--- BrokenReportError" in printed and "\n'é'\n" in printed and "1 findings" in printed


def test_a_clean_campaign_ends_with_zero(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(fuzz.STAGES, "text", (str.upper, st.text(max_size=3)))
    assert fuzz.main(["--stage", "text", "--minutes", "0.005"]) == 0
    assert " 0 findings" in capsys.readouterr().out
