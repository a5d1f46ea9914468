"""Every annotated case through all stages behind the parser: contents, chains, forms, commitments, levels."""

from __future__ import annotations

from functools import cache

import pytest

from attrib.chains import level_of
from attrib.provenance import ResolvedChain
from attrib.report import Span
from attrib.training.gold import GoldClaim, words_in
from tests.gold import FIXTURES, GoldCase, article_names, load_article, load_cases
from tests.parses import article_parse, case_parse, trace_fixture

CASES = {case.label: case for case in load_cases()}
KNOWN_FAILURES = dict(
    line.split("\t")
    for line in (FIXTURES / "cases" / "known-failures.tsv").read_text(encoding="utf-8").splitlines()[1:]
)


def describe_gold(text: str, claim: GoldClaim) -> tuple[object, ...]:
    """What an annotated claim is compared by: the words of its content and of each source, form, commitment, level."""
    sources = tuple(words_in(text, [hop.source] if hop.source else []) for hop in claim.chain)
    return words_in(text, claim.content), sources, claim.form, claim.commitment, claim.level


def describe_found(text: str, found: ResolvedChain) -> tuple[object, ...]:
    """The same of a chain that the stages found."""
    mentions: list[Span | None] = [source.mention for source in found.sources]
    level = level_of(found.chain.form, [s.identification for s in found.sources], sourced=found.sourced)
    sources = tuple(words_in(text, [m] if m else []) for m in mentions)
    return words_in(text, found.chain.content), sources, found.chain.form, found.commitment, level


def differences(case: GoldCase) -> set[tuple[object, ...]]:
    """The claims that only the annotators or only the stages have."""
    found = trace_fixture(case.label, case_parse(case.label, case.text), case.publisher)
    wanted = {describe_gold(case.text, claim) for claim in case.claims}
    return wanted ^ {describe_found(case.text, chain) for chain in found}


@pytest.mark.parametrize(
    "label",
    [
        pytest.param(label, marks=pytest.mark.xfail(reason=KNOWN_FAILURES[label], strict=True))
        if label in KNOWN_FAILURES
        else label
        for label in CASES
    ],
)
def test_case(label: str) -> None:
    assert not differences(CASES[label])


def test_known_failures_are_cases() -> None:
    assert set(KNOWN_FAILURES) <= set(CASES)


@cache
def overlap(name: str) -> tuple[int, int, int]:
    """Of an article: annotated claims, found chains, and those whose content words agree by half or more."""
    article = load_article(name)
    found = trace_fixture(name, article_parse(name), article.publisher)
    wanted = [words_in(article.text, claim.content) for claim in article.claims]
    have = [words_in(article.text, chain.chain.content) for chain in found]
    hits = sum(any(2 * len(a & b) >= len(a | b) for b in have) for a in wanted)
    return len(wanted), len(have), hits


@pytest.mark.parametrize("name", article_names())
def test_article(name: str) -> None:
    wanted, found, hits = overlap(name)
    assert hits >= 0.6 * wanted
    assert found <= 1.5 * wanted
