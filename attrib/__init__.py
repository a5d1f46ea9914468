"""Who says so, through whom it reached the reader, how directly, and how well the text supports it by its sourcing."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from attrib.corroboration import Appearance as Appearance
    from attrib.corroboration import SharedClaim as SharedClaim
    from attrib.corroboration import corroborate as corroborate
    from attrib.credibility import recompute as recompute
    from attrib.errors import AttribError as AttribError
    from attrib.errors import BrokenReportError as BrokenReportError
    from attrib.errors import DataNotFoundError as DataNotFoundError
    from attrib.errors import InputTypeError as InputTypeError
    from attrib.errors import InputValueError as InputValueError
    from attrib.errors import MissingExtraError as MissingExtraError
    from attrib.errors import ModelIntegrityError as ModelIntegrityError
    from attrib.report import Claim as Claim
    from attrib.report import Commitment as Commitment
    from attrib.report import Factor as Factor
    from attrib.report import Form as Form
    from attrib.report import Hop as Hop
    from attrib.report import Identification as Identification
    from attrib.report import Level as Level
    from attrib.report import Report as Report
    from attrib.report import ReportWarning as ReportWarning
    from attrib.report import Source as Source
    from attrib.report import SourceEntity as SourceEntity
    from attrib.report import SourceType as SourceType
    from attrib.report import Span as Span
    from attrib.report import Summary as Summary
    from attrib.scorer import Scorer as Scorer
    from attrib.scorer import score as score
    from attrib.scorer import score_many as score_many
    from attrib.trust import TrustTable as TrustTable

__version__ = "0.1.0"

_HOMES = {
    "corroboration": ("Appearance", "SharedClaim", "corroborate"),
    "credibility": ("recompute",),
    "errors": (
        "AttribError", "BrokenReportError", "DataNotFoundError", "InputTypeError", "InputValueError",
        "MissingExtraError", "ModelIntegrityError",
    ),
    "report": (
        "Claim", "Commitment", "Factor", "Form", "Hop", "Identification", "Level", "Report", "ReportWarning",
        "Source", "SourceEntity", "SourceType", "Span", "Summary",
    ),
    "scorer": ("Scorer", "score", "score_many"),
    "trust": ("TrustTable",),
}  # fmt: skip
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = ["__version__", *sorted(_HOME)]


def __getattr__(name: str) -> Any:
    """A public name, from the module that is its home, imported when it is first asked for."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return __all__
