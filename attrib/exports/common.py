"""What the formats share: identifiers that stay, who speaks in a report, and libraries that may not be there."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from importlib import import_module
from typing import Any

from attrib.errors import InputTypeError, MissingExtraError
from attrib.report import Claim, Identification, Report, SourceType, frozen
from attrib.wording import called

NAMESPACE = uuid.UUID("0bf7b024-c5dd-4c02-86d7-a83700b52205")
"""Where the identifiers of this library's reports lie; with another one they would all be others."""

VOCABULARY = "urn:attrib:"
"""In front of the names of this library's own terms."""

PUBLISHER = "publisher"


@frozen
class Speaker:
    """Somebody whom a report names or tells of; ``name`` is never blank and always can be encoded."""

    name: str
    type: SourceType
    identification: Identification
    affiliation: str | None


def load(module: str, extra: str) -> Any:
    """A library that may not be installed; raises :class:`~attrib.errors.MissingExtraError` with what to do."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if error.name is None or not f"{module}.".startswith(f"{error.name}."):
            raise
        raise MissingExtraError(
            f"{error.name} is not installed: pip install 'attrib[{extra}]'", name=error.name
        ) from error


def checked(report: Report) -> Report:
    """``report``, refused if it is none."""
    if not isinstance(report, Report):
        raise InputTypeError(f"report: expected a Report, got {type(report).__name__}")
    return report


def identifier(report: Report) -> uuid.UUID:
    """The same for the same report, on any machine and in any process; another for any other report."""
    return uuid.uuid5(NAMESPACE, report.to_json())


def encodable(text: str) -> str:
    """``text`` as UTF-8 can hold it: halves of a surrogate pair joined, lone ones as U+FFFD."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def speakers(report: Report) -> Mapping[str, Speaker]:
    """Everybody in the chains and the list of sources, by a key that is safe in any identifier."""
    found = {
        f"source-{entity.id}": Speaker(
            name=_shown(entity.name), type=entity.type, identification=entity.identification,
            affiliation=encodable(entity.affiliation) if entity.affiliation else None,
        )
        for entity in report.sources
    }  # fmt: skip
    for claim in report.claims:
        for key, hop in zip(speaker_keys(claim), claim.chain, strict=True):
            if key is not None and key not in found:
                source = hop.source
                found[key] = Speaker(
                    name=_shown(called(source)), type=source.type, identification=source.identification,
                    affiliation=None,
                )  # fmt: skip
    return found


def speaker_keys(claim: Claim) -> tuple[str | None, ...]:
    """For each hop, nearest the reader first, the key of its speaker; none where the text gives no source."""
    return tuple(
        None if not hop.source.stated
        else f"claim-{claim.id}-hop-{step}-source" if hop.source.entity is None
        else f"source-{hop.source.entity}"
        for step, hop in enumerate(claim.chain)
    )  # fmt: skip


def _shown(name: str) -> str:
    return encodable(" ".join(name.split())) or "(unnamed)"
