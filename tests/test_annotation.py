"""Web Annotations: every selector leads back to the content, and to nothing else."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attrib.errors import InputTypeError, InputValueError
from attrib.exports.annotation import CONTEXT, MOST_CONTEXT, to_annotations
from attrib.report import CREDIBILITY_NOTE, Report, Span
from tests import samples
from tests.exported import EMPTY, any_report

REPORT = samples.report()
TARGET = "https://example.org/velmora"

# What the Web Annotation Data Model says MUST be there, of the parts that are used.
IRI = {"type": "string", "minLength": 1}
BODY = {
    "type": "object",
    "properties": {
        "type": {"const": "TextualBody"}, "value": {"type": "string"}, "format": {"const": "text/plain"},
        "purpose": {"enum": ["assessing", "describing", "identifying", "tagging"]}, "language": {"const": "en"},
    },
    "required": ["type", "value"], "additionalProperties": False,
}  # fmt: skip
POSITION = {
    "type": "object",
    "properties": {
        "type": {"const": "TextPositionSelector"}, "start": {"type": "integer", "minimum": 0},
        "end": {"type": "integer", "minimum": 0},
    },
    "required": ["type", "start", "end"], "additionalProperties": False,
}  # fmt: skip
QUOTE = {
    "type": "object",
    "properties": {
        "type": {"const": "TextQuoteSelector"}, "exact": {"type": "string"}, "prefix": {"type": "string"},
        "suffix": {"type": "string"},
    },
    "required": ["type", "exact"], "additionalProperties": False,
}  # fmt: skip
TARGETS = {
    "type": "array", "minItems": 1,
    "items": {
        "type": "object",
        "properties": {
            "type": {"const": "SpecificResource"}, "source": IRI,
            "selector": {"type": "array", "prefixItems": [POSITION, QUOTE], "minItems": 2, "maxItems": 2},
        },
        "required": ["source", "selector"], "additionalProperties": False,
    },
}  # fmt: skip
ANNOTATION = {
    "type": "object",
    "properties": {
        "id": IRI, "type": {"const": "Annotation"}, "motivation": {"const": "describing"}, "target": TARGETS,
        "body": {"type": "array", "items": BODY},
        "generator": {
            "type": "object", "properties": {"type": {"const": "Software"}, "name": {"type": "string"}},
            "additionalProperties": False,
        },
    },
    "required": ["id", "type", "target"], "additionalProperties": False,
}  # fmt: skip
PAGE = {
    "type": "object",
    "properties": {
        "id": IRI, "type": {"const": "AnnotationPage"}, "partOf": IRI, "startIndex": {"const": 0},
        "items": {"type": "array", "minItems": 1, "items": ANNOTATION},
    },
    "required": ["id", "type", "partOf", "items"], "additionalProperties": False,
}  # fmt: skip
COLLECTION = {
    "type": "object",
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"}, "id": IRI, "label": {"type": "string"},
        "type": {"const": "AnnotationCollection"}, "total": {"type": "integer"}, "first": PAGE, "last": IRI,
    },
    "required": ["@context", "id", "type", "total"], "additionalProperties": False,
}  # fmt: skip
VALIDATOR = jsonschema.Draft202012Validator(COLLECTION)


def items(collection: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = collection["first"]["items"] if "first" in collection else []
    return found


def by_position(text: str, selector: dict[str, Any]) -> str:
    return text[selector["start"] : selector["end"]]


def by_quote(text: str, selector: dict[str, Any]) -> list[tuple[int, int]]:
    """Every place where the quoted words stand between what is to stand around them."""
    whole = selector["prefix"] + selector["exact"] + selector["suffix"]
    places = [at for at in range(len(text) - len(whole) + 1) if text.startswith(whole, at)]
    first = len(selector["prefix"])
    return [(at + first, at + first + len(selector["exact"])) for at in places]


def assert_selected(report: Report, text: str) -> None:
    collection = to_annotations(report, TARGET, text)
    VALIDATOR.validate(collection)
    assert collection["total"] == len(report.claims) == len(items(collection))
    for claim, annotation in zip(report.claims, items(collection), strict=True):
        assert len(annotation["target"]) == len(claim.content)
        for span, target in zip(claim.content, annotation["target"], strict=True):
            position, quote = target["selector"]
            assert target["source"] == TARGET
            assert by_position(text, position) == quote["exact"] == text[span.start : span.end]
            assert by_quote(text, quote) == [(span.start, span.end)]


@given(any_report)
def test_both_selectors_lead_to_the_content_and_nowhere_else(report: Report) -> None:
    assert report.text is not None
    assert_selected(report, report.text)
    json.dumps(to_annotations(report, TARGET), allow_nan=False).encode("ascii")


@given(st.text("ab😀", min_size=1, max_size=200), st.data())
def test_what_stands_in_many_places_is_quoted_with_enough_around_it(text: str, data: st.DataObject) -> None:
    text *= data.draw(st.integers(1, 5))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 20)))
    content = Span(start=start, end=end, text=text[start:end])
    statement = samples.statement(content, [samples.hop(samples.NOBODY)])
    assert_selected(samples.report(text, [statement], (), (), ()), text)


def test_what_repeats_itself_for_long_is_not_quoted_without_end() -> None:
    text = "ab" * 5000
    content = Span(start=5000, end=5002, text="ab")
    statement = samples.statement(content, [samples.hop(samples.NOBODY)])
    (annotation,) = items(to_annotations(samples.report(text, [statement], (), (), ()), TARGET))
    position, quote = annotation["target"][0]["selector"]
    assert (position["start"], position["end"]) == (5000, 5002)
    assert len(quote["prefix"]) == len(quote["suffix"]) == MOST_CONTEXT
    assert (5000, 5002) in by_quote(text, quote)


def test_offsets_count_code_points() -> None:
    annotation = items(to_annotations(REPORT, TARGET))[3]
    position, quote = annotation["target"][0]["selector"]
    at = samples.TEXT.index("“Nobody")
    assert (position["start"], position["end"]) == (at, at + len("“Nobody 😀 was hurt,”"))
    assert quote["exact"] == "“Nobody 😀 was hurt,”"
    assert quote["prefix"] == samples.TEXT[at - CONTEXT : at]


def test_bodies_tell_what_was_found() -> None:
    bodies = items(to_annotations(REPORT, TARGET))[0]["body"]
    assert [body["value"] for body in bodies if body["purpose"] == "tagging"] == [
        "hearsay", "indirect", "asserted", "B4",
    ]  # fmt: skip
    (assessment,) = (body["value"] for body in bodies if body["purpose"] == "assessing")
    assert assessment.startswith("Grade B4, credibility 0.39") and CREDIBILITY_NOTE in assessment
    (chain,) = (body["value"] for body in bodies if body["purpose"] == "identifying")
    assert chain == "Velmora Courier → sources in the port authority"


def test_a_report_of_nothing_has_no_page() -> None:
    collection = to_annotations(EMPTY, TARGET)
    VALIDATOR.validate(collection)
    assert collection["total"] == 0 and "first" not in collection


def test_the_text_and_the_target_are_needed() -> None:
    bare = Report.from_json(REPORT.to_json())
    with pytest.raises(InputValueError, match="text: needed"):
        to_annotations(bare, TARGET)
    with pytest.raises(InputValueError, match="3 characters given"):
        to_annotations(bare, TARGET, "abc")
    with pytest.raises(InputValueError, match="target: blank"):
        to_annotations(REPORT, " ")
    with pytest.raises(InputTypeError, match="target: expected a string"):
        to_annotations(REPORT, None)  # type: ignore[arg-type]
    assert to_annotations(bare, TARGET, samples.TEXT) == to_annotations(REPORT, TARGET)
