"""Every annotated case through all stages behind the parser: contents, forms, commitments, levels, and of each
hop the mention, the cue, the name, the type and the identification."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache

import pytest

from attrib.chains import level_of
from attrib.provenance import ResolvedChain
from attrib.report import Commitment, Form, Identification, Level, SourceType, Span
from attrib.training.gold import GoldClaim, words_in
from tests.gold import FIXTURES, GoldCase, article_names, load_article, load_cases
from tests.parses import article_parse, case_parse, trace_fixture

CASES = {case.label: case for case in load_cases()}


def read_table(name: str) -> list[list[str]]:
    lines = (FIXTURES / "cases" / name).read_text(encoding="utf-8").splitlines()[1:]
    return [line.split("\t") for line in lines]


KNOWN_FAILURES = {label: reason for label, reason in read_table("known-failures.tsv")}
COVERAGE = {row: labels.split() for row, labels in read_table("coverage.tsv")}
"""The cases that show each row of the guidelines' tables, and each of their conventions, which go by numbers."""
VALUES: Mapping[str, type[StrEnum]] = {
    "type": SourceType, "identification": Identification, "form": Form, "level": Level, "commitment": Commitment
}  # fmt: skip
"""The tables of the guidelines whose rows are the values of a field."""


def words(text: str, spans: Iterable[Span | None]) -> frozenset[int]:
    return words_in(text, [span for span in spans if span is not None])


def describe_gold(text: str, claim: GoldClaim) -> tuple[object, ...]:
    """All that an annotated claim is compared by, but for its cues: contents and mentions count by their words."""
    hops = tuple((words(text, [hop.source]), hop.name, hop.type, hop.identification) for hop in claim.chain)
    return words(text, claim.content), hops, claim.form, claim.commitment, claim.level


def describe_found(text: str, found: ResolvedChain) -> tuple[object, ...]:
    """The same of a chain that the stages found."""
    level = level_of(found.chain.form, [s.identification for s in found.sources], sourced=found.sourced)
    hops = tuple((words(text, [s.mention]), s.name, s.type, s.identification) for s in found.sources)
    return words(text, found.chain.content), hops, found.chain.form, found.commitment, level


def same_cues(text: str, claim: GoldClaim, found: ResolvedChain) -> bool:
    """Whether the cues of every hop share a word, or have none: how far a cue of several words reaches is open."""
    pairs = (
        (words(text, [hop.cue]), words(text, [link.cue.span if link.cue else None]))
        for hop, link in zip(claim.chain, found.chain.hops, strict=True)
    )
    return all(wanted & have or not wanted | have for wanted, have in pairs)


def differences(case: GoldCase) -> list[tuple[object, ...]]:
    """The claims that only the annotators or only the stages have."""
    left = trace_fixture(case.label, case_parse(case.label, case.text), case.publisher)
    missed = []
    for claim in case.claims:
        wanted = describe_gold(case.text, claim)
        alike = (f for f in left if describe_found(case.text, f) == wanted and same_cues(case.text, claim, f))
        found = next(alike, None)
        if found is None:
            missed.append(wanted)
        else:
            left.remove(found)
    return missed + [describe_found(case.text, found) for found in left]


@pytest.mark.parametrize(
    "label",
    [
        pytest.param(label, marks=pytest.mark.xfail(reason=KNOWN_FAILURES[label], strict=True, raises=AssertionError))
        if label in KNOWN_FAILURES
        else label
        for label in CASES
    ],
)
def test_case(label: str) -> None:
    assert not differences(CASES[label])


def test_known_failures_are_cases() -> None:
    assert set(KNOWN_FAILURES) <= set(CASES)


def held_by(case: GoldCase, field: str) -> set[object]:
    """What the claims of a case, and the hops of their chains, hold in a field."""
    holders = [*case.claims, *(hop for claim in case.claims for hop in claim.chain)]
    return {getattr(holder, field, None) for holder in holders}


@pytest.mark.parametrize("row", COVERAGE)
def test_a_row_of_the_guidelines_is_shown(row: str) -> None:
    cases = [CASES[label] for label in COVERAGE[row]]
    assert cases
    table, _, value = row.partition(",")[0].partition(": ")
    assert table not in VALUES or all(VALUES[table](value) in held_by(case, table) for case in cases)


def test_no_value_and_no_convention_goes_unshown() -> None:
    shown = {tuple(row.partition(",")[0].split(": ")) for row in COVERAGE}
    assert shown >= {(table, value.value) for table, values in VALUES.items() for value in values}
    assert {table for table, _ in shown} >= {str(number) for number in range(1, 18)}


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
