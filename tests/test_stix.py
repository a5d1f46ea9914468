"""STIX: bundles that the library of the standard reads back, the same for the same report."""

from __future__ import annotations

import dataclasses
import datetime
from typing import Any

import pytest
import stix2
from hypothesis import given
from stix2.confidence.scales import admiralty_credibility_to_value

from attrib.errors import InputTypeError, InputValueError, MissingExtraError
from attrib.exports.common import encodable
from attrib.exports.stix import CONFIDENCE, to_stix
from attrib.report import CREDIBILITY_NOTE, Commitment, Report, SourceType
from tests import samples
from tests.exported import EMPTY, any_report, assert_extra_named, hide

REPORT = samples.report()
CREATED = datetime.datetime(2025, 3, 4, 5, 6, 7, tzinfo=datetime.UTC)
ADMIRALTY = {
    "1": "1 - Confirmed by other sources", "2": "2 - Probably True", "3": "3 - Possibly True", "4": "4 - Doubtful",
    "5": "5 - Improbable",
}  # fmt: skip


def of(bundle: Any, kind: str) -> list[Any]:
    return [each for each in bundle.objects if each.type == kind]


def links(bundle: Any) -> set[tuple[str, str, str]]:
    """The relationships, with names for identities and contents for notes."""
    names = {each.id: each.get("name") or each.get("abstract") for each in bundle.objects}
    found = of(bundle, "relationship")
    return {(names[each.source_ref], each.relationship_type, names[each.target_ref]) for each in found}


def test_confidence_is_that_of_the_standard() -> None:
    assert {digit: admiralty_credibility_to_value(name) for digit, name in ADMIRALTY.items()} == CONFIDENCE


@pytest.mark.parametrize("digit", "123456")
def test_confidence_is_left_out_where_it_cannot_be_judged(digit: str) -> None:
    claims = tuple(dataclasses.replace(claim, grade=f"B{digit}") for claim in REPORT.claims)
    for note in of(to_stix(dataclasses.replace(REPORT, claims=claims), created=CREATED), "note"):
        assert note.get("confidence") == CONFIDENCE.get(digit)
        assert f"admiralty-b{digit}" in note.labels
        assert note.content.endswith(CREDIBILITY_NOTE)


def test_who_says_what_through_whom() -> None:
    bundle = to_stix(REPORT, created=CREATED)
    wall, had = REPORT.claims[0].content[0].text, REPORT.claims[1].content[0].text
    denial = REPORT.claims[2].content[0].text
    assert links(bundle) == {
        ("velmora.txt", "published-by", "The Velmora Post"),
        (wall, "attributed-to", "sources in the port authority"),
        ("Velmora Courier", "cites", "sources in the port authority"),
        (wall, "disputed-by", denial),
        (had, "attributed-to", "Ilsa Brandt"),
        (had, "disputed-by", denial),
        (denial, "denied-by", "the port authority"),
        ("“Nobody 😀 was hurt,”", "attributed-to", "Tomas Reyl"),
    }
    classes = {each.name: each.identity_class for each in of(bundle, "identity")}
    assert classes == {
        "attrib": "system", "The Velmora Post": "organization", "Velmora Courier": "organization",
        "sources in the port authority": "group", "Ilsa Brandt": "individual", "the port authority": "organization",
        "Tomas Reyl": "individual",
    }  # fmt: skip


@given(any_report)
def test_any_report_is_read_back_and_always_the_same(report: Report) -> None:
    bundle = to_stix(report, created=CREATED)
    text = bundle.serialize()
    text.encode("utf-8")
    assert text == to_stix(report, created=CREATED).serialize()
    again = stix2.parse(text, allow_custom=False)
    assert again == bundle
    assert [note.abstract for note in of(again, "note")] == [
        encodable(" … ".join(span.text for span in claim.content)) for claim in report.claims
    ]
    ids = [each.id for each in bundle.objects]
    assert len(set(ids)) == len(ids)
    for each in bundle.objects:
        references = [each[name] for name in ("source_ref", "target_ref", "created_by_ref") if name in each]
        assert {*references, *each.get("object_refs", ())} <= set(ids)
        assert each.created == each.modified == CREATED
    (about,) = of(bundle, "report")
    assert set(about.object_refs) == set(ids) - {about.id}
    assert CREDIBILITY_NOTE in about.description


@pytest.mark.parametrize("kind", SourceType)
@pytest.mark.parametrize("commitment", Commitment)
def test_every_kind_has_its_place(kind: SourceType, commitment: Commitment) -> None:
    who = dataclasses.replace(samples.REYL, type=kind)
    statement = samples.statement(samples.span("was hurt"), [samples.hop(who)], commitment=commitment)
    made = samples.report(statements=[statement], sources=(samples.entity(4, who),))
    assert stix2.parse(to_stix(made, created=CREATED).serialize())


def test_a_report_of_nothing_is_a_bundle_too() -> None:
    nothing = dataclasses.replace(EMPTY, doc_id=None, publisher=None, signature="")
    assert [each.type for each in to_stix(nothing, created=CREATED).objects] == ["identity", "report"]


def test_the_time_is_needed_with_its_zone() -> None:
    with pytest.raises(InputValueError, match="needs a time zone"):
        to_stix(REPORT, created=CREATED.replace(tzinfo=None))
    with pytest.raises(InputTypeError, match=r"expected a datetime\.datetime"):
        to_stix(REPORT, created="2025-01-01")  # type: ignore[arg-type]
    with pytest.raises(InputTypeError, match="expected a Report"):
        to_stix(None, created=CREATED)  # type: ignore[arg-type]


def test_the_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    hide("stix2", monkeypatch)
    with pytest.raises(MissingExtraError) as error:
        to_stix(REPORT, created=CREATED)
    assert_extra_named(error, "stix")
