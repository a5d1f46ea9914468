"""A report as JSON-LD in the vocabulary of schema.org: quotations and claims, with who makes them and where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrib.exports.common import PUBLISHER, Speaker, checked, encodable, identifier, speaker_keys, speakers
from attrib.report import CREDIBILITY_NOTE, Claim, Commitment, Identification, Level, Report, SourceType
from attrib.wording import content_of, sentence

_TYPES = {
    SourceType.PERSON: "Person",
    SourceType.ORGANIZATION: "Organization",
    SourceType.OUTLET: "NewsMediaOrganization",
    SourceType.GROUP: "Organization",
    SourceType.DOCUMENT: "CreativeWork",
}
"""What schema.org lets be an author or a work; of a source of no known kind it can say nothing."""


def to_jsonld(report: Report) -> dict[str, Any]:
    """The report as a JSON-LD object with a ``@graph``; it holds no lone surrogates.

    What a source is quoted with verbatim is a ``Quotation``; everything else is a ``Claim``, whose ``author`` is
    whoever asserts it, and nobody where the text says that its source denies, questions or wishes it.  There is no
    ``ClaimReview``: that would judge whether a claim is true.  Scores have no place in this vocabulary.

    >>> import attrib
    >>> from attrib.exports.jsonld import to_jsonld
    >>> found = to_jsonld(attrib.score("“The pier is safe,” Mayor Ida Roth said."))
    >>> [thing["text"] for thing in found["@graph"] if thing["@type"] == "Quotation"]
    ['“The pier is safe,”']
    """
    base = f"urn:uuid:{identifier(checked(report))}#"
    cast = speakers(report)
    nodes = {key: _speaker(base, key, speaker) for key, speaker in cast.items() if speaker.type in _TYPES}
    claims = [_claim(base, claim, cast) for claim in report.claims]
    return {
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "Dataset",
                "@id": f"{base}report",
                "name": "Claims and their sources",
                "description": CREDIBILITY_NOTE,
                "version": encodable(report.signature),
                "isBasedOn": {"@id": f"{base}text"},
                "hasPart": [{"@id": claim["@id"]} for claim in claims],
            },
            *_text(base, report),
            *nodes.values(),
            *claims,
        ],
    }


def _text(base: str, report: Report) -> Iterator[dict[str, Any]]:
    node: dict[str, Any] = {"@type": "NewsArticle", "@id": f"{base}text", "inLanguage": "en"}
    if report.doc_id:
        node["identifier"] = encodable(report.doc_id)
    if report.publisher:
        node["publisher"] = {"@id": f"{base}{PUBLISHER}"}
        name = encodable(report.publisher)
        yield {"@type": "NewsMediaOrganization", "@id": f"{base}{PUBLISHER}", "name": name}
    yield node


def _speaker(base: str, key: str, speaker: Speaker) -> dict[str, Any]:
    node: dict[str, Any] = {
        "@type": _TYPES[speaker.type],
        "@id": f"{base}{key}",
        "name": speaker.name,
        "description": f"{speaker.identification} source",
    }
    if speaker.affiliation:
        belongs = {SourceType.PERSON: "affiliation", SourceType.DOCUMENT: "sourceOrganization"}
        body = {"@type": "Organization", "name": speaker.affiliation}
        node[belongs.get(speaker.type, "memberOf")] = body
    return node


def _claim(base: str, claim: Claim, cast: Mapping[str, Speaker]) -> dict[str, Any]:
    quoted = claim.level is Level.VERBATIM and claim.commitment is not Commitment.DENIED
    node: dict[str, Any] = {
        "@type": "Quotation" if quoted else "Claim",
        "@id": f"{base}claim-{claim.id}",
        "text": encodable(content_of(claim)),
        "description": encodable(sentence(claim)),
        "inLanguage": "en",
    }
    *relays, originator = speaker_keys(claim)
    if originator is not None and (quoted or claim.commitment in (Commitment.ASSERTED, Commitment.HEDGED)):
        node |= _origin(base, originator, cast[originator], quoted=quoted)
    places: list[dict[str, Any]] = [{"@id": f"{base}text"}]
    contributors = []
    for key in filter(None, relays):
        reference = {"@id": f"{base}{key}"}
        kind = cast[key].type
        if kind is SourceType.OUTLET:
            places.append({"@type": "CreativeWork", "publisher": reference})
        elif kind is SourceType.DOCUMENT:
            places.append(reference)
        elif kind in _TYPES:
            contributors.append(reference)
    node["isPartOf" if quoted else "appearance"] = places
    if contributors:
        node["contributor"] = contributors
    return node


def _origin(base: str, key: str, speaker: Speaker, *, quoted: bool) -> dict[str, Any]:
    """Whose the words are, as the text has it; the author of a quotation only where the source is named."""
    reference = {"@id": f"{base}{key}"}
    if speaker.type not in _TYPES:
        return {}
    if speaker.type is SourceType.DOCUMENT:
        return {"isBasedOn": reference}
    if not quoted:
        return {"author": reference}
    named = speaker.identification is Identification.NAMED
    return {"spokenByCharacter": reference, **({"creator": reference} if named else {})}
