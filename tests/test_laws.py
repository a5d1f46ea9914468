"""The laws that hold for every text, through the shipped models.

Some hold in every case, since no model has a say in them. Others a learned model keeps more or less often: how often is
held to a floor, and the smallest cases that break them are kept as known failures.
"""

from __future__ import annotations

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attrib import Report, Scorer
from attrib.strategies import Article, articles, texts
from attrib.testing import check_report
from tests.gold import FIXTURES
from tests.laws import LAWS, Case, rate, verdict

EXAMPLES = settings().max_examples // 2
"""Fifty, and five hundred under the profile "nightly"."""

through_models = settings(max_examples=EXAMPLES)


@pytest.fixture(scope="module")
def scorer() -> Scorer:
    return Scorer()


@through_models
@given(texts())
def test_any_text_gets_a_report_that_keeps_every_rule(scorer: Scorer, text: str) -> None:
    check_report(scorer.score(text), text)


@through_models
@given(articles())
def test_an_article_gets_a_report_that_keeps_every_rule(scorer: Scorer, article: Article) -> None:
    report = scorer.score(article.text, publisher=article.publisher)
    check_report(report, article.text)
    assert scorer.score(article.text, publisher=article.publisher) == report


@through_models
@given(
    st.lists(articles(max_claims=3).map(lambda article: article.text) | texts(max_size=40), max_size=4), st.randoms()
)
def test_company_changes_nothing(scorer: Scorer, some: list[str], chance: random.Random) -> None:
    alone = {text: scorer.score(text) for text in some}
    company = chance.sample(some * 2, len(some) * 2)
    assert list(scorer.score_many(company)) == [alone[text] for text in company]


def test_processes_change_nothing(scorer: Scorer) -> None:
    drawn: list[str] = []

    @settings(max_examples=EXAMPLES, derandomize=True, database=None)
    @given(articles())
    def collect(article: Article) -> None:
        drawn.append(article.text)

    collect()
    assert list(scorer.score_many(drawn, n_jobs=2)) == list(scorer.score_many(drawn))


FLOORS = {
    "relay": 0.98, "anonymity": 0.97, "support": 0.98, "dispute": 0.98, "anonymity of who denies": 0.97,
    "duplicates": 0.98, "order": 0.97, "commitment": 0.98, "names": 0.97, "typography": 0.96, "concatenation": 0.88,
}  # fmt: skip
"""Of which share of the claims each law is kept at least: a little less than over a hundred cases."""


@pytest.mark.parametrize("name", LAWS)
def test_learned_laws_are_mostly_kept(scorer: Scorer, name: str) -> None:
    found = rate(scorer, LAWS[name], EXAMPLES)
    assert len(found) >= 0.8 * EXAMPLES
    assert sum(found) >= FLOORS[name] * len(found)


def known_failures() -> list[Case]:
    found = json.loads((FIXTURES / "law-failures.json").read_text(encoding="utf-8"))
    return [Case(**{**case, "before": tuple(case["before"])}) for case in found]


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=case.law, marks=pytest.mark.xfail(strict=True, reason="read otherwise in other company"))
        for case in known_failures()
    ],
)
def test_known_failures(scorer: Scorer, case: Case) -> None:
    assert verdict(scorer, case) == 1


def test_what_was_scored_before_changes_nothing(scorer: Scorer) -> None:
    text = "The mayor said that the bridge was safe."
    first: Report = scorer.score(text)
    list(scorer.score_many(["Ada Lind said the mayor lied.", "\ud800", "“" * 300]))
    assert scorer.score(text) == first
