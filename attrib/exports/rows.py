"""A report as a table: one row a claim, or one a hop, with the same columns whatever stands in the report."""

from __future__ import annotations

import dataclasses
import functools
import types
import typing
from collections.abc import Sequence
from typing import Any, Literal

from attrib.errors import InputValueError, MissingExtraError
from attrib.exports.common import checked, encodable, load
from attrib.report import Report, Span, frozen, is_sourced
from attrib.serial import encode
from attrib.wording import arrow, called, content_of

By = Literal["claim", "hop"]


@frozen
class ClaimRow:
    """A claim as one row.

    ``content`` has an ellipsis between its ``fragments``, and reaches from ``start`` to ``end``; ``chain`` names the
    sources from the one nearest the reader to the originator; ``disputed_by`` are ids, a space between them.
    """

    doc_id: str | None
    publisher: str | None
    claim: int
    content: str
    start: int
    end: int
    fragments: int
    form: str
    commitment: str
    level: str
    grade: str
    directness: float
    credibility: float
    confidence: float
    hops: int
    chain: str
    sourced: bool
    originator: str | None
    originator_affiliation: str | None
    originator_type: str
    originator_identification: str
    origin: int | None
    independent_origins: int
    disputed: bool
    disputed_by: str
    signature: str


@frozen
class HopRow:
    """A hop as one row.

    ``hop`` counts from 0, nearest the reader, and the last of the ``hops`` is the ``originator``; ``source`` is the id
    of the source in the report; ``stated`` is false where the text gives no source.
    """

    doc_id: str | None
    publisher: str | None
    claim: int
    hop: int
    hops: int
    originator: bool
    stated: bool
    source: int | None
    name: str | None
    affiliation: str | None
    type: str
    identification: str
    mention: str | None
    mention_start: int | None
    mention_end: int | None
    cue: str | None
    cue_start: int | None
    cue_end: int | None
    directness: float
    confidence: float


def to_rows(report: Report, by: By = "claim") -> list[dict[str, Any]]:
    """The claims of a report, or the hops of their chains, as flat dicts of strings, numbers, booleans and none.

    The columns are those of :class:`ClaimRow` or :class:`HopRow`, always all of them and in that order.

    >>> import attrib
    >>> from attrib.exports.rows import to_rows
    >>> report = attrib.score("The pier will close, the Coast Gazette reported, citing two inspectors.")
    >>> [(row["chain"], row["level"], row["grade"]) for row in to_rows(report)]
    [('Coast Gazette → two inspectors', 'hearsay', 'E2')]
    >>> [(row["name"], row["identification"]) for row in to_rows(report, "hop")]
    [('Coast Gazette', 'named'), ('two inspectors', 'anonymous')]
    """
    rows = _KINDS[_known(by)][1](checked(report))
    return [encode(row) for row in rows]


def to_frame(report: Report, by: By = "claim", backend: str = "pandas") -> Any:
    """The rows of :func:`to_rows` as a data frame of ``backend``: pandas, polars, pyarrow, modin or cudf.

    The types of the columns are the same for any report, the empty one too.  What may be missing is missing in the way
    of the backend (in pandas as ``NA``, in columns of ``string`` and ``Int64``); lone surrogates, which no such column
    holds, become U+FFFD.  Needs ``attrib[frame]`` and the backend; raises
    :class:`~attrib.errors.MissingExtraError` for what is not installed, and
    :class:`~attrib.errors.InputValueError` for a backend that makes no frames.

    >>> import attrib
    >>> from attrib.exports.rows import to_frame
    >>> report = attrib.score("The pier will close, the Coast Gazette reported, citing two inspectors.")
    >>> to_frame(report, "hop", backend="polars")["name"].to_list()
    ['Coast Gazette', 'two inspectors']
    >>> to_frame(report)["credibility"].dtype
    dtype('float64')
    """
    narwhals = load("narwhals", "frame")
    rows = to_rows(report, by)
    columns = _columns(_KINDS[by][0])
    if backend not in BACKENDS:
        raise InputValueError(f"backend: {backend!r} is none of {', '.join(BACKENDS)}")
    values = {name: [_held(row[name]) for row in rows] for name in columns}
    pandas_like = backend in PANDAS_LIKE
    kinds = {str: narwhals.String, int: narwhals.Int64, float: narwhals.Float64, bool: narwhals.Boolean}
    schema = None if pandas_like else {name: kinds[column.kind] for name, column in columns.items()}
    try:
        frame = narwhals.from_dict(values, schema=schema, backend=backend).to_native()
    except ModuleNotFoundError as error:
        raise MissingExtraError(f"{backend} is not installed: pip install {backend}", name=error.name) from error
    # Cast by pandas itself: its plain types hold no missing number, and before pandas 3 a missing string became "None".
    return frame.astype({name: _dtype(column) for name, column in columns.items()}) if pandas_like else frame


PANDAS_LIKE = ("pandas", "modin", "cudf")
BACKENDS = (*PANDAS_LIKE, "polars", "pyarrow")


@frozen
class _Column:
    """What one column holds."""

    kind: type
    nullable: bool


def _dtype(column: _Column) -> str:
    """What pandas calls a type that holds what the column may hold."""
    if column.kind is int and column.nullable:
        return "Int64"
    return {str: "string", int: "int64", float: "float64", bool: "bool"}[column.kind]


@functools.cache
def _columns(row: type) -> dict[str, _Column]:
    hints = typing.get_type_hints(row)
    columns = {}
    for name in (field.name for field in dataclasses.fields(row)):
        arms = typing.get_args(hints[name]) or (hints[name],)
        columns[name] = _Column(kind=arms[0], nullable=types.NoneType in arms)
    return columns


def _known(by: str) -> By:
    for kind in typing.get_args(By):
        if by == kind:
            found: By = kind
            return found
    raise InputValueError(f"by: {by!r} is none of {', '.join(typing.get_args(By))}")


def _held(value: Any) -> Any:
    return encodable(value) if isinstance(value, str) else value


def _claim_rows(report: Report) -> Sequence[ClaimRow]:
    affiliations = {entity.id: entity.affiliation for entity in report.sources}
    return [
        ClaimRow(
            doc_id=report.doc_id, publisher=report.publisher, claim=claim.id, content=content_of(claim),
            start=claim.content[0].start, end=claim.content[-1].end, fragments=len(claim.content), form=claim.form,
            commitment=claim.commitment, level=claim.level, directness=claim.directness,
            credibility=claim.credibility, grade=claim.grade, confidence=claim.confidence, hops=len(claim.chain),
            chain=arrow(claim.chain), sourced=is_sourced(claim.chain),
            originator=called(claim.originator) or None, originator_type=claim.originator.type,
            originator_identification=claim.originator.identification,
            originator_affiliation=None if claim.originator.entity is None else affiliations[claim.originator.entity],
            origin=claim.origin, independent_origins=claim.independent_origins, disputed=bool(claim.disputed_by),
            disputed_by=" ".join(map(str, claim.disputed_by)), signature=report.signature,
        )
        for claim in report.claims
    ]  # fmt: skip


def _hop_rows(report: Report) -> Sequence[HopRow]:
    affiliations = {entity.id: entity.affiliation for entity in report.sources}
    return [
        HopRow(
            doc_id=report.doc_id, publisher=report.publisher, claim=claim.id, hop=step, hops=len(claim.chain),
            originator=step == len(claim.chain) - 1, stated=hop.source.stated, source=hop.source.entity,
            name=called(hop.source) or None, type=hop.source.type, identification=hop.source.identification,
            affiliation=None if hop.source.entity is None else affiliations[hop.source.entity],
            **_placed("mention", hop.source.mention), **_placed("cue", hop.cue), directness=hop.directness,
            confidence=hop.confidence,
        )
        for claim in report.claims
        for step, hop in enumerate(claim.chain)
    ]  # fmt: skip


def _placed(name: str, span: Span | None) -> dict[str, Any]:
    return {
        name: span.text if span else None,
        f"{name}_start": span.start if span else None,
        f"{name}_end": span.end if span else None,
    }


_KINDS: dict[By, tuple[type, Any]] = {"claim": (ClaimRow, _claim_rows), "hop": (HopRow, _hop_rows)}
