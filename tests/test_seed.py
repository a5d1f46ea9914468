"""The article that the project was founded on, where its folder is beside the checkout: who said what through whom."""

from __future__ import annotations

from pathlib import Path

import pytest

import attrib
from attrib.report import Claim, Form, Report

SEED = Path(__file__).resolve().parent.parent.parent / "shared" / "seed" / "article.txt"

pytestmark = pytest.mark.skipif(not SEED.is_file(), reason=f"{SEED} is not there")


@pytest.fixture(scope="module")
def report() -> Report:
    text = SEED.read_bytes().decode("utf-8")
    return attrib.score(text, publisher="International Business Times")


def about(report: Report, words: str) -> Claim:
    """The claim with the smallest content that holds some words."""
    found = [claim for claim in report.claims if words in " … ".join(span.text for span in claim.content)]
    assert found, words
    return min(found, key=lambda claim: sum(len(span.text) for span in claim.content))


def names(claim: Claim) -> list[str | None]:
    return [hop.source.name for hop in claim.chain]


def test_advisers_have_left(report: Report) -> None:
    assert names(about(report, "100 Russian advisers have left the country")) == ["Members of the Syrian opposition"]


def test_the_daily_reported_citing_sources(report: Report) -> None:
    claim = about(report, "The Russians left Syria")
    assert names(claim) == ["Asharq al-Awsat", "sources with the Syrian opposition"]
    assert claim.level is attrib.Level.RELAYED


def test_officials_told_the_newspaper(report: Report) -> None:
    claim = about(report, "included experts who were stationed in Damascus")
    assert names(claim) == ["Asharq al-Awsat", "Syrian opposition officials"]
    assert claim.chain[0].source.mention is not None and claim.chain[0].source.mention.text == "the newspaper"


def test_experts_told_another_paper_in_a_mixed_quotation(report: Report) -> None:
    claim = about(report, "Russia does not trust Assad 100 percent")
    assert names(claim) == ["Jerusalem Post", "experts"]
    assert claim.form is Form.MIXED


def test_the_minister_in_his_own_words(report: Report) -> None:
    for words in ("We reject the actions of Iran", "is the only state that interferes"):
        claim = about(report, words)
        assert names(claim) == ["Adel al-Jubeir"]
        assert claim.form is Form.DIRECT and claim.level is attrib.Level.VERBATIM


def test_according_to_fighters(report: Report) -> None:
    claim = about(report, "the Turkish training program has yet to begin")
    assert names(claim) == ["fighters in the ranks of Jaysh al-Fatah"]


def test_what_is_told_to_the_publisher_is_no_relay(report: Report) -> None:
    claim = about(report, "the news of the departures had yet to reach their ranks")
    assert len(claim.chain) == 1
    assert claim.chain[0].source.mention is not None and claim.chain[0].source.mention.text.startswith("Rebels")
