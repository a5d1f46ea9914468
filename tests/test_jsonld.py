"""JSON-LD: nothing but what schema.org has, and nobody made the author of what he denies."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given

from attrib.errors import InputTypeError
from attrib.exports.common import encodable
from attrib.exports.jsonld import to_jsonld
from attrib.report import CREDIBILITY_NOTE, Commitment, Form, Report, SourceType
from tests import samples
from tests.exported import EMPTY, any_report

REPORT = samples.report()

# From https://schema.org/docs/full.html: what each type is a subtype of.
PARENT = {
    "CreativeWork": "Thing", "Organization": "Thing", "Person": "Thing",
    "Article": "CreativeWork", "NewsArticle": "Article", "Claim": "CreativeWork", "Dataset": "CreativeWork",
    "Quotation": "CreativeWork", "NewsMediaOrganization": "Organization",
}  # fmt: skip
# From the page of each property: the types it is used on, and those of its values.
PROPERTIES: dict[str, tuple[set[str], set[str]]] = {
    "name": ({"Thing"}, {"Text"}),
    "description": ({"Thing"}, {"Text"}),
    "identifier": ({"Thing"}, {"Text"}),
    "text": ({"CreativeWork"}, {"Text"}),
    "inLanguage": ({"CreativeWork"}, {"Text"}),
    "version": ({"CreativeWork"}, {"Text"}),
    "author": ({"CreativeWork"}, {"Person", "Organization"}),
    "creator": ({"CreativeWork"}, {"Person", "Organization"}),
    "contributor": ({"CreativeWork"}, {"Person", "Organization"}),
    "publisher": ({"CreativeWork"}, {"Person", "Organization"}),
    "sourceOrganization": ({"CreativeWork"}, {"Organization"}),
    "isBasedOn": ({"CreativeWork"}, {"CreativeWork"}),
    "isPartOf": ({"CreativeWork"}, {"CreativeWork"}),
    "hasPart": ({"CreativeWork"}, {"CreativeWork"}),
    "appearance": ({"Claim"}, {"CreativeWork"}),
    "spokenByCharacter": ({"Quotation"}, {"Person", "Organization"}),
    "affiliation": ({"Person"}, {"Organization"}),
    "memberOf": ({"Person", "Organization"}, {"Organization"}),
}


def is_a(kind: str, wanted: set[str]) -> bool:
    return kind in wanted or (kind in PARENT and is_a(PARENT[kind], wanted))


def each(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Every node that says something, to any depth."""
    for item in each(value):
        if isinstance(item, dict) and "@type" in item:
            yield item
            for inner in item.values():
                yield from nodes(inner)


def assert_of_schema_org(document: dict[str, Any]) -> None:
    assert document.keys() == {"@context", "@graph"} and document["@context"] == "https://schema.org"
    types = {node["@id"]: node["@type"] for node in nodes(document["@graph"]) if "@id" in node}
    assert len(types) == len(document["@graph"])
    for node in nodes(document["@graph"]):
        assert node["@type"] in PARENT
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}#[a-z0-9-]+", node.get("@id", "urn:uuid:" + "0" * 36 + "#x"))
        for name, value in node.items():
            if name.startswith("@"):
                continue
            domain, ranges = PROPERTIES[name]
            assert is_a(node["@type"], domain), (node["@type"], name)
            for item in each(value):
                kind = "Text" if isinstance(item, str) else item.get("@type") or types[item["@id"]]
                assert is_a(kind, ranges), (name, kind)


def claims(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [node for node in document["@graph"] if node["@type"] in ("Claim", "Quotation")]


def name_of(document: dict[str, Any], reference: dict[str, Any]) -> str:
    (found,) = (node["name"] for node in document["@graph"] if node["@id"] == reference["@id"])
    assert isinstance(found, str)
    return found


def test_quotations_are_spoken_and_claims_are_made() -> None:
    document = to_jsonld(REPORT)
    hearsay, said, denied, quoted, unsourced = claims(document)
    assert [node["@type"] for node in claims(document)] == ["Claim", "Claim", "Claim", "Quotation", "Claim"]
    assert name_of(document, quoted["spokenByCharacter"]) == name_of(document, quoted["creator"]) == "Tomas Reyl"
    assert name_of(document, said["author"]) == "Ilsa Brandt"
    assert name_of(document, hearsay["author"]) == "sources in the port authority"
    relay = hearsay["appearance"][1]
    assert relay["@type"] == "CreativeWork" and name_of(document, relay["publisher"]) == "Velmora Courier"
    assert "author" not in unsourced
    assert "author" not in denied and "as a denial" in denied["description"]
    assert document["@graph"][0]["description"] == CREDIBILITY_NOTE


@pytest.mark.parametrize("commitment", Commitment)
@pytest.mark.parametrize("form", Form)
def test_only_who_asserts_is_the_author(commitment: Commitment, form: Form) -> None:
    statement = samples.statement(samples.span("was hurt"), [samples.hop(samples.REYL)], form=form)
    made = samples.report(statements=[dataclasses.replace(statement, commitment=commitment)])
    document = to_jsonld(made)
    assert_of_schema_org(document)
    (node,) = claims(document)
    quoted = form is Form.DIRECT and commitment is not Commitment.DENIED
    assert (node["@type"] == "Quotation") is quoted is ("spokenByCharacter" in node)
    asserted = commitment in (Commitment.ASSERTED, Commitment.HEDGED)
    assert ("author" in node) is (asserted and not quoted)


@pytest.mark.parametrize("kind", SourceType)
@pytest.mark.parametrize("form", Form)
def test_every_type_of_source_has_a_place_or_none(kind: SourceType, form: Form) -> None:
    reyl, brandt = (dataclasses.replace(source, type=kind) for source in (samples.REYL, samples.BRANDT))
    sources = (samples.entity(2, brandt, "the port"), samples.entity(4, reyl, "the town"))
    content = samples.span("was hurt")
    chains = [[samples.hop(reyl)], [samples.hop(brandt), samples.hop(reyl)]]
    made = [samples.statement(content, chain, form=form) for chain in chains]
    assert_of_schema_org(to_jsonld(samples.report(statements=made, sources=sources)))


@given(any_report)
def test_any_report_is_of_schema_org(report: Report) -> None:
    document = to_jsonld(report)
    assert_of_schema_org(document)
    assert document == to_jsonld(report)
    json.dumps(document, ensure_ascii=False, allow_nan=False).encode("utf-8")
    assert len(claims(document)) == len(report.claims)
    for claim, node in zip(report.claims, claims(document), strict=True):
        assert node["text"] == encodable(" … ".join(span.text for span in claim.content))
    assert "ClaimReview" not in {node["@type"] for node in nodes(document["@graph"])}


def test_a_report_of_nothing() -> None:
    document = to_jsonld(EMPTY)
    assert_of_schema_org(document)
    assert document["@graph"][0]["hasPart"] == []
    with pytest.raises(InputTypeError, match="expected a Report"):
        to_jsonld(None)  # type: ignore[arg-type]
