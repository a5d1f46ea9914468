"""The same claim over many texts: who makes it, and how many origins are independent of each other."""

from __future__ import annotations

import dataclasses
import datetime
import json
import random

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attrib import (
    Commitment,
    Hop,
    Identification,
    InputTypeError,
    InputValueError,
    Report,
    Scorer,
    SharedClaim,
    SourceType,
    corroborate,
)
from tests.gold import FIXTURES
from tests.samples import hop, report, source, span, statement

CONTENTS = (
    "the harbour wall at Velmora cracked on Tuesday",
    "that the harbour wall at Velmora had cracked on Tuesday",
    "the mayor of Ostrel will resign in June",
    "the mayor of Ostrel will not resign in June",
    "nobody was hurt when the crane fell on the quay",
)
NAMES = ("Ilsa Brandt", "Tomas Reyl", "Velmora Courier", "Ostrel Wire")


def named(name: str, identification: Identification = Identification.NAMED) -> Hop:
    kind = SourceType.OUTLET if name.endswith(("Courier", "Wire")) else SourceType.PERSON
    return hop(source(span(name, name), None, name, kind, identification))


def article(
    content: str, *names: str, publisher: str | None = None, commitment: Commitment = Commitment.ASSERTED
) -> Report:
    """A report of one claim, "anonymous" being a source without a name."""
    chain = [named(name, Identification.ANONYMOUS if name == "anonymous" else Identification.NAMED) for name in names]
    made = report(content, [statement(span(content, content), chain, commitment=commitment)], (), (), ())
    return dataclasses.replace(made, publisher=publisher)


def only(*reports: Report) -> SharedClaim:
    (shared,) = corroborate(reports)
    return shared


def test_two_people_are_two_origins() -> None:
    shared = only(article(CONTENTS[0], "Ilsa Brandt"), article(CONTENTS[1], "Tomas Reyl"))
    assert [origin.name for origin in shared.origins] == ["Ilsa Brandt", "Tomas Reyl"]
    assert (shared.articles, shared.independent_origins, shared.single_origin) == (2, 2, False)
    assert shared.content == CONTENTS[0]


def test_one_agency_is_one_origin_however_often_it_is_cited() -> None:
    shared = only(*(article(CONTENTS[i % 2], "Ostrel Wire", publisher=f"Paper {i}") for i in range(10)))
    assert (shared.articles, shared.independent_origins, shared.single_origin) == (10, 1, True)


def test_who_cites_a_medium_rests_on_what_it_rests_on() -> None:
    first = article(CONTENTS[0], "Ostrel Wire", "anonymous", publisher="The Velmora Courier")
    second = article(CONTENTS[1], "Velmora Courier", publisher="Third Paper")
    third = article(CONTENTS[1], "Ostrel Wire", publisher="Fourth Paper")
    assert only(first, second, third).single_origin
    assert only(second, third).independent_origins == 2  # nothing given says that the Courier had it from the Wire


def test_the_anonymous_corroborate_nobody() -> None:
    alone = only(article(CONTENTS[0], "anonymous"), article(CONTENTS[1], "anonymous"))
    assert alone.single_origin
    beside = only(article(CONTENTS[0], "anonymous"), article(CONTENTS[1], "Ilsa Brandt"))
    assert [origin.name for origin in beside.origins] == ["Ilsa Brandt"]


def test_a_person_is_known_by_the_last_name() -> None:
    assert only(article(CONTENTS[0], "Ilsa Brandt"), article(CONTENTS[1], "Brandt")).single_origin


def test_denials_stand_apart_and_questions_are_neither() -> None:
    shared = only(
        article(CONTENTS[2], "Ilsa Brandt"),
        article(CONTENTS[3], "Tomas Reyl"),
        article(CONTENTS[2], "Ostrel Wire", commitment=Commitment.DENIED),
        article(CONTENTS[2], "Velmora Courier", commitment=Commitment.QUESTIONED),
    )
    assert [each.report for each in shared.appearances] == [0]
    assert [each.report for each in shared.denials] == [1, 2]


def test_the_first_appearance_is_the_earliest() -> None:
    reports = [article(CONTENTS[i % 2], "Ilsa Brandt") for i in range(3)]
    dates = [None, datetime.date(2031, 4, 3), datetime.date(2031, 4, 1)]
    (shared,) = corroborate(reports, dates=dates)
    assert shared.first is not None and shared.first.report == 2
    assert [each.date for each in shared.appearances] == dates
    assert corroborate(reports)[0].first is None


def test_a_missing_date_of_pandas_is_none() -> None:
    reports = [article(CONTENTS[i % 2], "Ilsa Brandt") for i in range(2)]
    (shared,) = corroborate(reports, dates=pd.to_datetime(pd.Series([None, "2031-04-03"])))
    assert shared.first is not None and shared.first.report == 1 and shared.appearances[0].date is None


def test_claims_of_most_articles_come_first() -> None:
    found = corroborate([article(CONTENTS[4], "Tomas Reyl"), *(article(CONTENTS[0], "Ilsa Brandt") for _ in range(2))])
    assert [each.articles for each in found] == [2, 1]
    assert corroborate([]) == ()


def test_what_is_no_report_and_no_date_is_refused() -> None:
    with pytest.raises(InputTypeError, match=r"reports\[1\]: expected a Report, got str"):
        corroborate([article(CONTENTS[0], "Ilsa Brandt"), "text"])  # type: ignore[list-item]
    one = [article(CONTENTS[0], "Ilsa Brandt")] * 2
    with pytest.raises(InputTypeError, match=r"dates\[0\]: expected a datetime.date or None, got str"):
        corroborate(one, dates=["2031-04-01", None])  # type: ignore[list-item]
    with pytest.raises(InputValueError, match="dates: 1 given for 2 reports"):
        corroborate(one, dates=[None])
    with pytest.raises(InputValueError, match="dates: can't compare"):
        corroborate(one, dates=[datetime.date(2031, 4, 1), datetime.datetime(2031, 4, 1)])


articles = st.builds(
    lambda content, names, publisher: article(content, *names, publisher=publisher),
    st.sampled_from(CONTENTS),
    st.lists(st.sampled_from((*NAMES, "anonymous")), min_size=1, max_size=3, unique=True),
    st.sampled_from((None, *NAMES[2:])),
)


def described(found: tuple[SharedClaim, ...], order: list[int]) -> set[tuple[object, ...]]:
    return {
        (
            frozenset(order[each.report] for each in shared.appearances),
            frozenset(order[each.report] for each in shared.denials),
            shared.independent_origins,
        )
        for shared in found
    }


def sides(found: set[tuple[object, ...]]) -> set[frozenset[object]]:
    return {frozenset(entry[:2]) for entry in found}


@given(st.lists(articles, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_reports_is_irrelevant(reports: list[Report], chance: random.Random) -> None:
    order = chance.sample(range(len(reports)), len(reports))
    shuffled = corroborate([reports[i] for i in order])
    # what is said and what is denied change places with whoever comes first
    assert sides(described(shuffled, order)) == sides(described(corroborate(reports), list(range(len(reports)))))


@given(st.lists(articles, min_size=1, max_size=5), st.integers(0, 4))
def test_an_article_twice_is_no_further_origin(reports: list[Report], which: int) -> None:
    again = corroborate([*reports, reports[which % len(reports)]])
    before = corroborate(reports)
    assert sorted(s.independent_origins for s in again) == sorted(s.independent_origins for s in before)


@given(st.lists(articles, max_size=6))
def test_origins_are_among_the_claims_and_no_more_than_articles(reports: list[Report]) -> None:
    for shared in corroborate(reports):
        ends = [each.claim.originator for each in shared.appearances]
        assert all(origin in ends for origin in shared.origins)
        assert shared.independent_origins <= shared.articles
    said = [each for shared in corroborate(reports) for each in (*shared.appearances, *shared.denials)]
    assert sorted(each.report for each in said) == list(range(len(reports)))


@settings(deadline=None)
@given(st.lists(articles, min_size=1, max_size=5))
def test_a_further_relay_adds_no_origin(reports: list[Report]) -> None:
    names = (h.source.name or "" for h in reports[0].claims[0].chain)
    relayed = article(reports[0].claims[0].content[0].text, "Sixth Paper", *names, publisher=reports[0].publisher)
    before, after = corroborate(reports), corroborate([relayed, *reports[1:]])
    assert max(s.independent_origins for s in after) <= max(s.independent_origins for s in before)


def test_three_stories_in_twelve_papers() -> None:
    folder = FIXTURES / "corroboration"
    index = json.loads((folder / "articles.json").read_text(encoding="utf-8"))
    scorer = Scorer()
    reports = [
        scorer.score((folder / entry["file"]).read_text(encoding="utf-8"), publisher=entry["publisher"])
        for entry in index
    ]
    tunnel, ferry, harvest = corroborate(
        reports, dates=[datetime.date.fromisoformat(entry["date"]) for entry in index]
    )[:3]
    # Ten papers, one official who is not named: it came through one agency, which some papers do not name.
    assert (tunnel.articles, tunnel.independent_origins, tunnel.single_origin) == (10, 1, True)
    assert tunnel.first is not None and tunnel.first.publisher == "Ondoru Sentinel"
    # The harbour master in two papers, a fisherman, the coastguard.
    assert (ferry.articles, ferry.independent_origins, ferry.single_origin) == (4, 3, False)
    # The minister in two papers, the farmers; the traders deny it.
    assert (harvest.articles, harvest.independent_origins, len(harvest.denials)) == (3, 2, 1)
