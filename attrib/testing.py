"""For test suites: whether a report keeps the rules that every report keeps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrib.chains import chain_directness, level_of
from attrib.credibility import CONFIRMING, CONTEST, DISPUTE, digit_of, recompute
from attrib.errors import BrokenReportError, InputTypeError, InputValueError
from attrib.report import Claim, Commitment, Report, SourceEntity, Span, Summary, is_sourced


def check_report(report: Report, text: str | None = None) -> None:
    """Raise :class:`~attrib.errors.BrokenReportError` with the path of the first rule of a report that is broken.

    ``text`` is what was scored; without it, the report's own text is taken, if it has one. The rules: the JSON form can
    be read back and gives the same report; every span says what stands in the text; ids count claims and sources;
    contents are in order and do not overlap; level, directness and confidence follow from the chain, credibility from
    the explanation, the summary from the claims; claims of one content share their verdict; the digit of the grade, the
    origin and the claims that dispute fit the explanation and the other claims; hops say of a source what the list of
    sources says, and stand among its mentions; what is the author's own voice is in nobody else's mouth. What hangs on
    the table of trust, values and the letter of the grade, is not checked.

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
        for path, broken in (*_in_content(claim), *_in_chain(claim, entities), *_in_verdict(claim, report.claims)):
            yield f"claims[{i}].{path}", broken
    yield from _in_shared(report.claims)
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
        if entity is None:
            continue
        told = (entity.name, entity.type, entity.identification)
        if (source.name, source.type, source.identification) != told:
            yield f"chain[{k}].source", f"it is not as source {entity.id} is told of"
        if source.mention is not None and source.mention not in entity.mentions:
            yield f"chain[{k}].source.mention", f"it is none of the mentions of source {entity.id}"
    identifications = [hop.source.identification for hop in claim.chain]
    if claim.level is not level_of(claim.form, identifications, sourced=is_sourced(claim.chain)):
        yield "level", f"{claim.level} does not follow from the chain"
    if claim.directness != chain_directness([hop.directness for hop in claim.chain]):
        yield "directness", f"{claim.directness} does not follow from the chain"
    if claim.confidence != min(hop.confidence for hop in claim.chain):
        yield "confidence", f"{claim.confidence} is not that of the weakest hop"


def _in_verdict(claim: Claim, claims: Sequence[Claim]) -> Iterator[tuple[str, str]]:
    try:
        amount = recompute(claim.explanation)
    except InputValueError as error:
        yield "explanation", str(error)
    else:
        if amount != claim.credibility:
            yield "explanation", f"it amounts to {amount}, the credibility is {claim.credibility}"
    contested = any(step.rule == CONTEST for step in claim.explanation)
    if contested is not any(step.rule == DISPUTE for step in claim.explanation):
        yield "explanation", "what a dispute weighs stands where there is one, and only there"
    # Other claims may be weighed with it; where it is denied, perhaps only they.
    own = set() if claim.commitment is Commitment.DENIED else {claim.commitment}
    if claim.grade[1] not in {digit_of(own | {c}, claim.independent_origins, contested) for c in Commitment}:
        yield "grade", f"{claim.grade} with {claim.independent_origins} independent origins"
    if claim.independent_origins > len(claims):
        yield "independent_origins", f"{claim.independent_origins} of {len(claims)} claims"
    if claim.origin is not None and claim.independent_origins != 1:
        yield "origin", f"there is one, and there are {claim.independent_origins} independent origins"
    if claim.origin is not None and all(claim.origin != each.originator.entity for each in claims):
        yield "origin", f"no claim goes back to source {claim.origin}"
    known = all(each.originator.entity is not None for each in claims if is_sourced(each.chain))
    if claim.origin is None and claim.independent_origins == 1 and known:
        yield "origin", "there is none, and there is one independent origin"
    yield from _in_dispute(claim, claims, contested)


def _in_dispute(claim: Claim, claims: Sequence[Claim], contested: bool) -> Iterator[tuple[str, str]]:
    denied = claim.commitment is Commitment.DENIED
    if claim.disputed_by and (denied or claim.id in claim.disputed_by):
        yield "disputed_by", "a claim does not dispute itself, and a denial is not disputed"
    if any(one >= other for one, other in pairwise(claim.disputed_by)):
        yield "disputed_by", "not in order, or twice the same"
    if any(claims[place].commitment not in CONFIRMING for place in claim.disputed_by):
        yield "disputed_by", "who asks or wishes disputes nothing"
    if not denied and contested is not bool(claim.disputed_by):
        yield "explanation", "the denials that it weighs are not those that dispute the claim"


def _in_shared(claims: Sequence[Claim]) -> Iterator[tuple[str, str]]:
    """What claims of one content do not share."""
    first: dict[tuple[Span, ...], Claim] = {}
    for i, claim in enumerate(claims):
        other = first.setdefault(claim.content, claim)
        for field in ("credibility", "grade", "origin", "independent_origins", "explanation"):
            if getattr(claim, field) != getattr(other, field):
                yield f"claims[{i}].{field}", f"not that of claim {other.id}, which has the same content"


def _in_voice(report: Report) -> Iterator[tuple[str, str]]:
    end = 0
    taken = sorted((span.start, span.end) for claim in report.claims for span in claim.content)
    for k, span in enumerate(report.author_voice):
        if span.start < end or span.start == span.end:
            yield f"author_voice[{k}]", "empty, or not behind the one before"
        if any(start < span.end and span.start < stop for start, stop in taken):
            yield f"author_voice[{k}]", "it is somebody else's content"
        end = span.end
