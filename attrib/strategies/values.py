"""Draws valid values of every public type: any text, any spans in it, any chain, weighed as reports are."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from typing import Any

from hypothesis import strategies as st

from attrib.access import Access
from attrib.chains import Statement
from attrib.corroboration import Appearance, SharedClaim, corroborate
from attrib.credibility import weigh
from attrib.report import (
    Claim,
    Commitment,
    Factor,
    Form,
    Hop,
    Identification,
    Report,
    ReportWarning,
    Source,
    SourceEntity,
    SourceType,
    Span,
    Summary,
)
from attrib.strategies.grammar import UNSTATED
from attrib.strategies.plans import articles
from attrib.trust import TrustTable

_PIECES = (
    "the ", "said ", "“", "” ", '"', "bridge ", "Brandt ", "\n\n", "\r\n", "was shut. ", "'s ", "😀", "\u202e", "\x00",
)  # fmt: skip


def texts(*, max_size: int = 200) -> st.SearchStrategy[str]:
    """Any text: characters of all planes, lone surrogates and controls, and pieces of news.

    >>> from hypothesis import given
    >>> from attrib.strategies import texts
    >>> @given(texts(max_size=20))
    ... def test(text):
    ...     assert len(text) <= 20
    >>> test()
    """
    pieces = st.sampled_from(_PIECES) | st.text(st.characters(), max_size=8)
    return st.lists(pieces, max_size=max_size // 8).map(lambda found: "".join(found)[:max_size])


def _shares() -> st.SearchStrategy[float]:
    return st.integers(0, 100).map(lambda hundredths: hundredths / 100)


@st.composite
def spans(draw: st.DrawFn, text: str | None = None) -> Span:
    """A stretch of ``text``, which holds a character or more, or of some text.

    >>> from hypothesis import given
    >>> from attrib.strategies import spans
    >>> @given(spans("The pier is safe."))
    ... def test(span):
    ...     assert "The pier is safe."[span.start : span.end] == span.text
    >>> test()
    """
    within = draw(st.text(st.characters(), min_size=1, max_size=40)) if text is None else text
    start = draw(st.integers(0, len(within) - 1))
    end = draw(st.integers(start + 1, len(within)))
    return Span(start=start, end=end, text=within[start:end])


def _apart(found: Sequence[Span]) -> tuple[Span, ...]:
    """The spans in order, those left out that begin in front of another's end."""
    kept: list[Span] = []
    for span in sorted(found, key=lambda span: (span.start, span.end)):
        if not kept or kept[-1].end <= span.start:
            kept.append(span)
    return tuple(kept)


@st.composite
def _sources(draw: st.DrawFn, text: str, id: int) -> SourceEntity:
    mentions = draw(st.lists(spans(text), min_size=1, max_size=3))
    return SourceEntity(
        id=id, name=draw(st.just(mentions[0].text) | st.text(max_size=20)), type=draw(st.sampled_from(SourceType)),
        identification=draw(st.sampled_from(Identification)), affiliation=draw(st.none() | st.text(max_size=20)),
        mentions=tuple(mentions),
    )  # fmt: skip


@st.composite
def _hops(draw: st.DrawFn, text: str, cast: Sequence[SourceEntity]) -> Hop:
    who = draw(st.none() | st.sampled_from(cast)) if cast else None
    source = UNSTATED
    if who is not None:
        source = Source(
            mention=draw(st.none() | st.sampled_from(who.mentions)), entity=who.id, name=who.name, type=who.type,
            identification=who.identification,
        )  # fmt: skip
    return Hop(source=source, cue=draw(st.none() | spans(text)), directness=draw(_shares()), confidence=draw(_shares()))


@st.composite
def _statements(draw: st.DrawFn, text: str, cast: Sequence[SourceEntity]) -> Statement:
    content = _apart(draw(st.lists(spans(text), min_size=1, max_size=3)))
    chain = tuple(draw(st.lists(_hops(text, cast), min_size=1, max_size=4)))
    return Statement(
        content=content, form=draw(st.sampled_from(Form)), commitment=draw(st.sampled_from(Commitment)), chain=chain,
        access=tuple(draw(st.sampled_from(Access)) for _ in chain),
    )  # fmt: skip


@st.composite
def reports(draw: st.DrawFn, *, min_claims: int = 0, max_claims: int = 5) -> Report:
    """Reports that keep every rule, of any text whatever; for texts that make sense, see :func:`articles`.

    >>> from hypothesis import given
    >>> from attrib import Report
    >>> from attrib.strategies import reports
    >>> @given(reports(max_claims=2))
    ... def test(report):
    ...     assert Report.from_json(report.to_json(), report.text).text == report.text
    >>> test()
    """
    text = draw(texts().filter(len) if min_claims else texts())
    count = draw(st.integers(min_claims, max_claims)) if text else 0
    cast = tuple(draw(_sources(text, id)) for id in range(draw(st.integers(0, 4)) if text else 0))
    claims = weigh([draw(_statements(text, cast)) for _ in range(count)], cast, draw(st.none() | trust_tables()))
    taken = [span for claim in claims for span in claim.content]
    free = draw(st.lists(spans(text), max_size=3)) if text else []
    voice = _apart([s for s in free if all(s.end <= t.start or t.end <= s.start for t in taken)])
    return Report(
        text=text, length=len(text), doc_id=draw(_names), publisher=draw(_names), claims=claims, sources=cast,
        author_voice=voice, summary=Summary.of(claims, voice, len(text)), signature=draw(st.text(max_size=30)),
        warnings=tuple(draw(st.lists(_warnings(text), max_size=2))),
    )  # fmt: skip


_names = st.none() | st.text(max_size=20)


@st.composite
def _warnings(draw: st.DrawFn, text: str) -> ReportWarning:
    span = draw(st.none() | spans(text)) if text else None
    code = draw(st.sampled_from(("markup", "no-words")))
    return ReportWarning(code=code, message=draw(st.text(max_size=30)), span=span)


def claims() -> st.SearchStrategy[Claim]:
    """Claims of reports drawn by :func:`reports`; spans, entities and ``disputed_by`` point into those.

    >>> from hypothesis import given
    >>> from attrib import recompute
    >>> from attrib.strategies import claims
    >>> @given(claims())
    ... def test(claim):
    ...     assert recompute(claim.explanation) == claim.credibility < 1
    >>> test()
    """
    return reports(min_claims=1).flatmap(lambda report: st.sampled_from(report.claims))


def chains() -> st.SearchStrategy[tuple[Hop, ...]]:
    """Chains of one to four hops, nearest the reader first.

    >>> from hypothesis import given
    >>> from attrib.strategies import chains
    >>> @given(chains())
    ... def test(chain):
    ...     assert 1 <= len(chain) <= 4
    >>> test()
    """
    return claims().map(lambda claim: claim.chain)


def shared_claims() -> st.SearchStrategy[SharedClaim]:
    """What :func:`attrib.corroborate` makes of a few articles.

    >>> from hypothesis import given
    >>> from attrib.strategies import shared_claims
    >>> @given(shared_claims())
    ... def test(shared):
    ...     assert shared.independent_origins <= len(shared.appearances)
    >>> test()
    """
    date = st.none() | st.dates(datetime.date(2020, 1, 1), datetime.date(2035, 12, 31))
    dated = st.lists(st.tuples(articles(max_claims=2), date), min_size=1, max_size=4)
    shared = dated.map(lambda found: corroborate([a.report for a, _ in found], dates=[day for _, day in found]))
    return shared.filter(len).flatmap(st.sampled_from)


@st.composite
def trust_tables(draw: st.DrawFn) -> TrustTable:
    """Tables of any values that keep the order that the laws of the score rest on.

    >>> from hypothesis import given
    >>> from attrib.strategies import trust_tables
    >>> @given(trust_tables())
    ... def test(table):
    ...     assert table.named >= table.described >= table.anonymous
    >>> test()
    """

    def scale(size: int) -> list[float]:
        return sorted((draw(_shares()) for _ in range(size)), reverse=True)

    named, described, anonymous = scale(3)
    witnessed, record, told, unstated = scale(4)
    asserted, hedged, wanted, questioned = scale(4)
    a, b, c, d = scale(4)
    return TrustTable(
        version="drawn", named=named, described=described, anonymous=anonymous, witnessed=witnessed, record=record,
        told=told, unstated=unstated, asserted=asserted, hedged=hedged, wanted=wanted, questioned=questioned,
        denied=draw(_shares()), relay=draw(_shares()), dispute=draw(_shares()), letters=(a, b, c, d),
    )  # fmt: skip


def of_type(kind: type[Any]) -> st.SearchStrategy[Any]:
    """Values of one of the types that :mod:`attrib.registration` tells Hypothesis of."""
    some = texts().filter(len)
    strategies: dict[type[Any], Callable[[], st.SearchStrategy[Any]]] = {
        Report: reports,
        Claim: claims,
        Hop: lambda: chains().flatmap(st.sampled_from),
        Source: lambda: chains().map(lambda chain: chain[-1].source),
        SourceEntity: lambda: some.flatmap(lambda text: _sources(text, 0)),
        Factor: lambda: claims().flatmap(lambda claim: st.sampled_from(claim.explanation)),
        ReportWarning: lambda: texts().flatmap(_warnings),
        Summary: lambda: reports().map(lambda report: report.summary),
        Span: spans,
        TrustTable: trust_tables,
        SharedClaim: shared_claims,
        Appearance: lambda: shared_claims().flatmap(
            lambda shared: st.sampled_from((*shared.appearances, *shared.denials))
        ),
    }
    return strategies[kind]()
