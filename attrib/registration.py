"""Tells Hypothesis, which calls this when it is imported, how values of this library's types are drawn."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from attrib import report, trust

TYPES = (
    report.Report, report.Claim, report.Hop, report.Source, report.SourceEntity, report.Factor, report.ReportWarning,
    report.Summary, report.Span, trust.TrustTable,
)  # fmt: skip


def register() -> None:
    """Registers a strategy for every type of :data:`TYPES`, so that ``st.from_type(attrib.Report)`` works."""
    for kind in TYPES:
        st.register_type_strategy(kind, _drawn)


def _drawn(kind: type[Any]) -> st.SearchStrategy[Any]:
    """Imported when a value is asked for: who only imports Hypothesis is not to wait for it."""
    from attrib.strategies.values import of_type

    return of_type(kind)
