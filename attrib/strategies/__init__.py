"""Strategies for Hypothesis: news articles whose provenance is known, and valid values of every public type.

For test suites of programs that use this library; needs the extra ``attrib[hypothesis]``.  Nothing here loads a model.
"""

from __future__ import annotations

from attrib.strategies.article import Article
from attrib.strategies.perturbations import Perturbation, perturbations
from attrib.strategies.plans import articles
from attrib.strategies.values import chains, claims, reports, shared_claims, spans, texts, trust_tables

__all__ = [
    "Article",
    "Perturbation",
    "articles",
    "chains",
    "claims",
    "perturbations",
    "reports",
    "shared_claims",
    "spans",
    "texts",
    "trust_tables",
]
