"""Tells Hypothesis, which calls this when it is imported, how values of this library's types are drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrib import corroboration, report, trust

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

TYPES = (
    report.Report, report.Claim, report.Hop, report.Source, report.SourceEntity, report.Factor, report.ReportWarning,
    report.Summary, report.Span, trust.TrustTable, corroboration.SharedClaim, corroboration.Appearance,
)  # fmt: skip


def register() -> None:
    """Registers a strategy for every type of :data:`TYPES`, so that ``st.from_type(attrib.Report)`` works."""
    from hypothesis import strategies as st

    for kind in TYPES:
        st.register_type_strategy(kind, _drawn)


def _drawn(kind: type[Any]) -> SearchStrategy[Any]:
    """Imported when a value is asked for: who only imports Hypothesis is not to wait for it."""
    from attrib.strategies.values import of_type

    return of_type(kind)
