"""Every rule of a report, broken on purpose, is found and named by the path of what is broken."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from attrib.errors import AttribError, BrokenReportError
from attrib.report import Commitment, Identification, Level, Report, ReportWarning, Span
from attrib.testing import check_report
from tests import samples

REPORT = samples.report()
EMPTY = Span(start=3, end=3, text="")


def with_claim(place: int, **changes: Any) -> Report:
    """The sample with one claim changed and the summary as before."""
    claims = list(REPORT.claims)
    claims[place] = dataclasses.replace(claims[place], **changes)
    return dataclasses.replace(REPORT, claims=tuple(claims))


def with_hop(place: int, **changes: Any) -> Report:
    """The sample with the first hop of one claim changed."""
    first, *others = REPORT.claims[place].chain
    return with_claim(place, chain=(dataclasses.replace(first, **changes), *others))


def with_source(place: int, **changes: Any) -> Report:
    sources = list(REPORT.sources)
    sources[place] = dataclasses.replace(sources[place], **changes)
    return dataclasses.replace(REPORT, sources=tuple(sources))


@pytest.mark.parametrize("report", [REPORT, samples.report("", (), (), (), ())], ids=["sample", "empty"])
def test_a_report_as_it_should_be_passes(report: Report) -> None:
    check_report(report)
    check_report(report, report.text)
    check_report(Report.from_json(report.to_json()))


def asked_in_dispute() -> Report:
    """The sample with a claim disputed by one whose source only asks."""
    *others, said, asked = REPORT.claims
    asked = dataclasses.replace(asked, commitment=Commitment.QUESTIONED)
    return dataclasses.replace(REPORT, claims=(*others, dataclasses.replace(said, disputed_by=(asked.id,)), asked))


def said_twice() -> Report:
    """The sample with a claim made twice and believed but once."""
    *others, said, _ = REPORT.claims
    again = dataclasses.replace(said, id=4, independent_origins=2, origin=None, grade="B1")
    return dataclasses.replace(REPORT, claims=(*others, said, again))


ANONYMOUS = dataclasses.replace(samples.COURIER, identification=Identification.ANONYMOUS)
CHANGES: dict[str, Callable[[], Report]] = {
    "sources[0].id: ": lambda: dataclasses.replace(REPORT, sources=REPORT.sources[::-1]),
    "sources[1].mentions: ": lambda: with_source(1, mentions=()),
    "sources[0].mentions[0]: ": lambda: with_source(0, mentions=(Span(start=0, end=3, text="Tha"),)),
    "claims[0].id: ": lambda: dataclasses.replace(REPORT, claims=REPORT.claims[::-1]),
    "claims[0].content: ": lambda: with_claim(0, content=()),
    "claims[0].content[0]: ": lambda: with_claim(0, content=(EMPTY,)),
    "claims[0].content[1]: ": lambda: with_claim(0, content=REPORT.claims[0].content * 2),
    "claims[0].chain[0].source: ": lambda: with_hop(0, source=ANONYMOUS),
    "claims[1].chain[0].source: ": lambda: with_hop(1, source=dataclasses.replace(samples.BRANDT, name="Ilse Brandt")),
    "claims[1].chain[0].source.mention: ": lambda: with_hop(
        1, source=dataclasses.replace(samples.BRANDT, mention=samples.span("Ilsa Brandt"))
    ),
    "claims[0].chain[0].source.entity: ": lambda: with_hop(0, source=dataclasses.replace(samples.COURIER, entity=9)),
    "claims[1].level: ": lambda: with_claim(1, level=Level.VERBATIM),
    "claims[1].directness: ": lambda: with_claim(1, directness=0.123),
    "claims[1].confidence: ": lambda: with_claim(1, confidence=0.123),
    "claims[1].explanation: ": lambda: with_claim(1, credibility=0.123),
    "claims[3].grade: ": lambda: with_claim(3, grade="B1"),
    "claims[3].independent_origins: ": lambda: with_claim(3, independent_origins=7, origin=None, grade="B1"),
    "claims[0].origin: ": lambda: with_claim(0, independent_origins=2, grade="B3"),
    "claims[1].grade: ": lambda: with_claim(1, grade="B5"),  # that of a contested claim that is hedged
    "claims[1].origin: ": lambda: with_claim(1, origin=None),
    "claims[3].origin: ": lambda: with_claim(3, origin=0),
    "claims[0].disputed_by: ": lambda: with_claim(0, disputed_by=(2, 2)),
    "claims[0].explanation: ": lambda: with_claim(0, disputed_by=()),
    "claims[3].disputed_by: ": asked_in_dispute,
    "claims[4].grade: ": said_twice,
    "claims[2].disputed_by: ": lambda: with_claim(2, disputed_by=(0,)),
    "claims[3].explanation: ": lambda: with_claim(3, disputed_by=(0,)),
    "author_voice[0]: ": lambda: dataclasses.replace(REPORT, author_voice=(samples.span("The harbour wall"),)),
    "author_voice[1]: ": lambda: dataclasses.replace(REPORT, author_voice=REPORT.author_voice * 2),
    "warnings[0].span: ": lambda: dataclasses.replace(
        REPORT, warnings=(ReportWarning(code="x", message="y", span=Span(start=0, end=1, text="x")),)
    ),
}


def recounted(report: Report) -> Report:
    """``report`` with a summary that counts its claims, so that nothing else is broken."""
    summary = type(report.summary).of(report.claims, report.author_voice, report.length)
    return dataclasses.replace(report, summary=summary)


@pytest.mark.parametrize("path", CHANGES)
def test_what_is_broken_is_named_by_its_path(path: str) -> None:
    with pytest.raises(BrokenReportError) as caught:
        check_report(recounted(CHANGES[path]()))
    assert str(caught.value).startswith(path)
    assert isinstance(caught.value, AttribError) and isinstance(caught.value, AssertionError)


def test_a_summary_that_counts_other_claims_is_broken() -> None:
    claims = REPORT.claims[:3]
    with pytest.raises(BrokenReportError, match=r"^summary: "):
        check_report(dataclasses.replace(REPORT, claims=claims))


def test_a_report_of_another_text_is_broken() -> None:
    with pytest.raises(BrokenReportError, match=r"^length: "):
        check_report(REPORT, "another text")


def test_what_is_no_report_is_refused() -> None:
    with pytest.raises(TypeError, match="dict"):
        check_report({})  # type: ignore[arg-type]
