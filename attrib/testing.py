"""For test suites: whether a report keeps the rules that every report keeps."""

from __future__ import annotations

from collections.abc import Iterator

from attrib.chains import chain_directness, level_of
from attrib.credibility import DISPUTE, recompute
from attrib.errors import BrokenReportError, InputTypeError, InputValueError
from attrib.report import Claim, Commitment, Report, SourceEntity, Summary, is_sourced


def check_report(report: Report, text: str | None = None) -> None:
    """Raise :class:`~attrib.errors.BrokenReportError` with the path of the first rule of a report that is broken.

    ``text`` is what was scored; without it, the report's own text is taken, if it has one. The rules: the JSON form can
    be read back and gives the same report; every span says what stands in the text; ids count claims and sources;
    contents are in order and do not overlap; level, directness and confidence follow from the chain, credibility from
    the explanation, the summary from the claims; hops say of a source what the list of sources says; what is the
    author's own voice is in nobody else's mouth.

    >>> import dataclasses
    >>> import attrib
    >>> from attrib.testing import check_report
    >>> report = attrib.score("The pier will close, Mayor Ida Roth said.")
    >>> check_report(report)
    >>> check_report(dataclasses.replace(report, claims=()))
    Traceback (most recent call last):
    attrib.errors.BrokenReportError: summary: it does not count the claims
    """
    if not isinstance(report, Report):
        raise InputTypeError(f"expected a Report, got {type(report).__name__}")
    known = report.text if text is None else text
    try:
        again = Report.from_json(report.to_json(), known)
    except (InputTypeError, InputValueError) as error:
        raise BrokenReportError(str(error)) from error
    if again != report:
        raise BrokenReportError("report: its JSON form gives another report")
    for path, broken in _broken(report):
        raise BrokenReportError(f"{path}: {broken}")


def _broken(report: Report) -> Iterator[tuple[str, str]]:
    """Every rule that is broken, by the path of what breaks it."""
    entities = {source.id: source for source in report.sources}
    for i, source in enumerate(report.sources):
        if source.id != i:
            yield f"sources[{i}].id", f"{source.id} is not its place"
        if not source.mentions:
            yield f"sources[{i}].mentions", "empty"
    for i, claim in enumerate(report.claims):
        if claim.id != i:
            yield f"claims[{i}].id", f"{claim.id} is not its place"
        for path, broken in (*_in_content(claim), *_in_chain(claim, entities), *_in_verdict(claim)):
            yield f"claims[{i}].{path}", broken
    yield from _in_voice(report)
    if report.summary != Summary.of(report.claims, report.author_voice, report.length):
        yield "summary", "it does not count the claims"


def _in_content(claim: Claim) -> Iterator[tuple[str, str]]:
    end = 0
    for k, span in enumerate(claim.content):
        if span.start < end or span.start == span.end:
            yield f"content[{k}]", "empty, or not behind the one before"
        end = span.end


def _in_chain(claim: Claim, entities: dict[int, SourceEntity]) -> Iterator[tuple[str, str]]:
    for k, hop in enumerate(claim.chain):
        source = hop.source
        entity = entities.get(source.entity) if source.entity is not None else None
        if entity is not None and (source.type, source.identification) != (entity.type, entity.identification):
            yield f"chain[{k}].source", f"it is not as source {entity.id} is told of"
    identifications = [hop.source.identification for hop in claim.chain]
    if claim.level is not level_of(claim.form, identifications, sourced=is_sourced(claim.chain)):
        yield "level", f"{claim.level} does not follow from the chain"
    if claim.directness != chain_directness([hop.directness for hop in claim.chain]):
        yield "directness", f"{claim.directness} does not follow from the chain"
    if claim.confidence != min(hop.confidence for hop in claim.chain):
        yield "confidence", f"{claim.confidence} is not that of the weakest hop"


def _in_verdict(claim: Claim) -> Iterator[tuple[str, str]]:
    try:
        amount = recompute(claim.explanation)
    except InputValueError as error:
        yield "explanation", str(error)
    else:
        if amount != claim.credibility:
            yield "explanation", f"it amounts to {amount}, the credibility is {claim.credibility}"
    if claim.origin is not None and claim.independent_origins != 1:
        yield "origin", f"there is one, and there are {claim.independent_origins} independent origins"
    if claim.disputed_by and (claim.commitment is Commitment.DENIED or claim.id in claim.disputed_by):
        yield "disputed_by", "a claim does not dispute itself, and a denial is not disputed"
    if claim.disputed_by and not any(step.rule == DISPUTE for step in claim.explanation):
        yield "explanation", "it is silent on the denials"


def _in_voice(report: Report) -> Iterator[tuple[str, str]]:
    end = 0
    taken = sorted((span.start, span.end) for claim in report.claims for span in claim.content)
    for k, span in enumerate(report.author_voice):
        if span.start < end or span.start == span.end:
            yield f"author_voice[{k}]", "empty, or not behind the one before"
        if any(start < span.end and span.start < stop for start, stop in taken):
            yield f"author_voice[{k}]", "it is somebody else's content"
        end = span.end
