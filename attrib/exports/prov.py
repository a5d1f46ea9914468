"""A report in W3C PROV: from what the originator said to what the reader reads, and who is answerable for each step."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from attrib.exports.common import (
    PUBLISHER,
    VOCABULARY,
    checked,
    encodable,
    identifier,
    load,
    speaker_keys,
    speakers,
)
from attrib.report import CREDIBILITY_NOTE, Claim, Level, Report, SourceType
from attrib.serial import text_of
from attrib.wording import content_of, sentence

if TYPE_CHECKING:
    from prov.model import ProvDocument

_AGENTS = {
    SourceType.PERSON: "prov:Person",
    SourceType.ORGANIZATION: "prov:Organization",
    SourceType.OUTLET: "prov:Organization",
}


def to_prov(report: Report, text: str | None = None) -> ProvDocument:
    """The report as a PROV document; needs ``attrib[prov]``.

    The text and every claim are entities; sources are agents; every hop is an activity that a source is associated
    with and that generates what it said, from what the source behind it said.  Identifiers follow from the report and
    hold no names.  The same report gives the same document, without times.  Where the text is known (``text``, or the
    report's own) its SHA-256 is given; its words are not, but for the contents of claims.

    Raises :class:`~attrib.errors.MissingExtraError` without the library ``prov``, and for a text that the report does
    not speak of :class:`~attrib.errors.InputValueError`.

    >>> import attrib
    >>> from attrib.exports.prov import to_prov
    >>> document = to_prov(attrib.score("The pier will close, Mayor Ida Roth said."))
    >>> "wasAttributedTo(report:claim-0-said-0, report:source-0)" in document.get_provn()
    True
    """
    model = load("prov.model", "prov")
    known = None if text is None and checked(report).text is None else text_of(report, text)
    document: ProvDocument = model.ProvDocument()
    document.add_namespace("attrib", VOCABULARY)
    document.add_namespace("report", f"urn:uuid:{identifier(report)}#")
    _text(document, report, known)
    _speakers(document, report)
    for claim in report.claims:
        _claim(document, claim)
    return document


def _text(document: ProvDocument, report: Report, text: str | None) -> None:
    """The text, who published it, and the analysis that its claims come from."""
    known: dict[Any, Any] = {}
    if text is not None:
        known = {"attrib:sha256": hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()}
    document.entity(
        "report:text",
        {"prov:type": _term(document, "Text"), **_label(report.doc_id), "attrib:length": report.length, **known},
    )
    if report.publisher:
        kind = document.valid_qualified_name("prov:Organization")
        document.agent(f"report:{PUBLISHER}", {"prov:type": kind, **_label(report.publisher)})
        document.wasAttributedTo("report:text", f"report:{PUBLISHER}")
    kind = document.valid_qualified_name("prov:SoftwareAgent")
    signature = encodable(report.signature)
    document.agent("report:software", {"prov:type": kind, "prov:label": "attrib", "attrib:signature": signature})
    document.activity(
        "report:analysis",
        other_attributes={"prov:type": _term(document, "Analysis"), "attrib:note": CREDIBILITY_NOTE},
    )
    document.used("report:analysis", "report:text")
    document.wasAssociatedWith("report:analysis", "report:software")


def _speakers(document: ProvDocument, report: Report) -> None:
    """Every source as an agent, and the bodies that sources speak for."""
    bodies: dict[str, str] = {}
    for key, speaker in speakers(report).items():
        attributes: dict[str, Any] = {
            **_label(speaker.name),
            "attrib:sourceType": speaker.type.value,
            "attrib:identification": speaker.identification.value,
        }
        if speaker.type in _AGENTS:
            attributes["prov:type"] = document.valid_qualified_name(_AGENTS[speaker.type])
        document.agent(f"report:{key}", attributes)
        if speaker.affiliation:
            if speaker.affiliation not in bodies:
                bodies[speaker.affiliation] = f"report:body-{len(bodies)}"
                document.agent(bodies[speaker.affiliation], _label(speaker.affiliation))
            document.actedOnBehalfOf(f"report:{key}", bodies[speaker.affiliation])


def _claim(document: ProvDocument, claim: Claim) -> None:
    name = f"report:claim-{claim.id}"
    document.entity(name, list(_verdict(document, claim)))
    document.wasGeneratedBy(name, "report:analysis")
    document.wasQuotedFrom(name, "report:text")
    last = len(claim.chain) - 1
    keys = speaker_keys(claim)
    for step in range(last, -1, -1):
        hop, said, saying = claim.chain[step], f"{name}-said-{step}", f"{name}-hop-{step}"
        stance: dict[Any, Any] = {"attrib:commitment": claim.commitment.value} if step == last else {}
        document.entity(said, {"prov:type": _term(document, "Statement"), **stance})
        document.activity(
            saying,
            other_attributes={
                "prov:type": _term(document, "Hop"),
                **_label(hop.cue.text if hop.cue else None),
                "attrib:step": step,
                "attrib:directness": hop.directness,
                "attrib:confidence": hop.confidence,
            },
        )
        document.wasGeneratedBy(said, saying)
        if keys[step] is not None:
            document.wasAssociatedWith(saying, f"report:{keys[step]}")
            document.wasAttributedTo(said, f"report:{keys[step]}")
        if step < last:
            document.used(saying, f"{name}-said-{step + 1}")
            document.wasInformedBy(saying, f"{name}-hop-{step + 1}")
            document.wasDerivedFrom(said, f"{name}-said-{step + 1}", activity=saying)
    if claim.level is Level.VERBATIM:
        document.wasQuotedFrom(name, f"{name}-said-0")
    else:
        document.wasDerivedFrom(name, f"{name}-said-0")
    document.wasDerivedFrom("report:text", f"{name}-said-0")
    document.hadPrimarySource(name, f"{name}-said-{last}")


def _verdict(document: ProvDocument, claim: Claim) -> Iterator[tuple[str, Any]]:
    """What the analysis found of a claim."""
    yield "prov:type", _term(document, "Claim")
    yield "prov:value", encodable(content_of(claim))
    for span in claim.content:
        yield "attrib:fragment", f"{span.start}-{span.end}"
    for name in ("form", "commitment", "level", "grade"):
        yield f"attrib:{name}", str(getattr(claim, name))
    for name in ("directness", "credibility", "confidence"):
        yield f"attrib:{name}", getattr(claim, name)
    yield "attrib:independentOrigins", claim.independent_origins
    yield "attrib:provenance", encodable(sentence(claim))
    if claim.origin is not None:
        yield "attrib:origin", document.valid_qualified_name(f"report:source-{claim.origin}")
    for other in claim.disputed_by:
        yield "attrib:disputedBy", document.valid_qualified_name(f"report:claim-{other}")


def _label(text: str | None) -> dict[Any, Any]:
    return {"prov:label": encodable(text)} if text else {}


def _term(document: ProvDocument, name: str) -> Any:
    return document.valid_qualified_name(f"attrib:{name}")
