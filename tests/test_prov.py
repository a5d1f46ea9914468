"""PROV: every chain from its originator to the text, in a document that its own library reads back."""

from __future__ import annotations

import dataclasses
import json
import re

import prov.model
import pytest
from hypothesis import given
from prov.model import ProvDocument

from attrib.errors import InputTypeError, InputValueError, MissingExtraError
from attrib.exports.common import encodable
from attrib.exports.prov import to_prov
from attrib.report import CREDIBILITY_NOTE, Report
from tests import samples
from tests.exported import EMPTY, any_report, assert_extra_named, hide

REPORT = samples.report()


def written(document: ProvDocument) -> str:
    text = document.serialize(format="json")
    assert text is not None
    return text


def relations(document: ProvDocument, kind: type) -> set[tuple[str, str]]:
    """The two ends of every relation of a kind, without their prefix."""
    found = set()
    for record in document.get_records(kind):
        ends = [str(value).removeprefix("report:") for _, value in record.formal_attributes if value is not None]
        found.add((ends[0], ends[1]))
    return found


def test_a_chain_leads_from_the_originator_to_the_text() -> None:
    document = to_prov(REPORT)
    derived = relations(document, prov.model.ProvDerivation)
    assert {
        ("claim-0-said-0", "claim-0-said-1"), ("text", "claim-0-said-0"), ("claim-0", "claim-0-said-0"),
        ("claim-0", "claim-0-said-1"), ("claim-0", "text"),
    } <= derived  # fmt: skip
    assert relations(document, prov.model.ProvAttribution) == {
        ("text", "publisher"), ("claim-0-said-0", "source-0"), ("claim-0-said-1", "source-1"),
        ("claim-1-said-0", "source-2"), ("claim-2-said-0", "source-3"), ("claim-3-said-0", "source-4"),
    }  # fmt: skip
    assert relations(document, prov.model.ProvDelegation) == {("source-1", "body-0")}
    assert ("claim-0-hop-0", "claim-0-hop-1") in relations(document, prov.model.ProvCommunication)
    assert ("claim-0-hop-0", "claim-0-said-1") in relations(document, prov.model.ProvUsage)


def test_a_source_that_is_not_stated_is_nobody() -> None:
    associated = relations(to_prov(REPORT), prov.model.ProvAssociation)
    assert not [ends for ends in associated if ends[0].startswith("claim-4")]


def test_verdicts_stand_with_the_claim_and_the_note_with_the_analysis() -> None:
    notation = to_prov(REPORT).get_provn()
    claim = next(line for line in notation.splitlines() if "entity(report:claim-0," in line)
    for part in ('attrib:level="hearsay"', 'attrib:grade="B4"', "attrib:disputedBy='report:claim-2'"):
        assert part in claim
    analysis = next(line for line in notation.splitlines() if "activity(report:analysis," in line)
    assert CREDIBILITY_NOTE in analysis
    assert "prov:type='prov:Person'" in notation and "prov:type='prov:SoftwareAgent'" in notation


def test_the_digest_of_the_text_is_given_where_it_is_known() -> None:
    bare = Report.from_json(REPORT.to_json())
    assert "attrib:sha256" not in to_prov(bare).get_provn()
    assert to_prov(bare, samples.TEXT) == to_prov(REPORT)
    assert "attrib:sha256" in to_prov(REPORT).get_provn()
    with pytest.raises(InputValueError, match="characters 0 to 46"):
        to_prov(bare, samples.TEXT.replace("harbour", "Harbour"))
    with pytest.raises(InputTypeError, match="expected a Report"):
        to_prov("x")  # type: ignore[arg-type]


@given(any_report)
def test_any_report_round_trips_and_is_written_in_both_notations(report: Report) -> None:
    document = to_prov(report)
    text = written(document)
    assert ProvDocument.deserialize(content=text, format="json") == document
    text.encode("ascii")
    document.get_provn().encode("utf-8")
    claims = [r for r in document.get_records(prov.model.ProvEntity) if re.search(r"claim-\d+$", str(r.identifier))]
    contents = [" … ".join(span.text for span in claim.content) for claim in report.claims]
    assert [next(iter(claim.value)) for claim in claims] == [encodable(content) for content in contents]


@given(any_report)
def test_identifiers_are_safe_and_stay(report: Report) -> None:
    document = to_prov(report)
    assert written(document) == written(to_prov(report))
    names = {str(record.identifier) for record in document.get_records() if record.identifier}
    assert all(re.fullmatch(r"report:[a-z]+(-([a-z]+|\d+))*", name) for name in names), names
    ends = {str(value) for record in document.get_records() for _, value in record.formal_attributes if value}
    assert {end for end in ends if end.startswith("report:")} <= names


def test_documents_of_different_reports_do_not_meet() -> None:
    other = dataclasses.replace(REPORT, doc_id="other.txt")
    documents = [set(json.loads(written(to_prov(report)))["prefix"].values()) for report in (REPORT, other, EMPTY)]
    assert len({uri for prefixes in documents for uri in prefixes if uri.startswith("urn:uuid:")}) == 3


def test_the_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    hide("prov", monkeypatch)
    with pytest.raises(MissingExtraError) as error:
        to_prov(REPORT)
    assert_extra_named(error, "prov")
