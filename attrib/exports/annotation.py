"""A report as W3C Web Annotations: what is found of each claim, tied to the characters of the text it is made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrib.errors import InputTypeError, InputValueError
from attrib.exports.common import checked, identifier
from attrib.report import CREDIBILITY_NOTE, Claim, Report, Span
from attrib.serial import text_of
from attrib.wording import arrow, sentence

CONTEXT, MOST_CONTEXT = 32, 1024
"""Characters of the text before and after a quotation, at least (where there are as many) and at most."""


def to_annotations(report: Report, target: str, text: str | None = None) -> dict[str, Any]:
    """An ``AnnotationCollection`` with one ``Annotation`` a claim, on the resource whose IRI is ``target``.

    Each fragment of a claim's content is a target with two selectors: its position in code points, and its words with
    as much of the text around them as makes their place the only one, up to ``MOST_CONTEXT`` characters on each side:
    in a text that repeats itself for longer, only the position is a single place. Both hold for the text as it was
    scored: who has it from a page selects from the same plain text.

    ``text`` is needed where the report was read from JSON without it.  Raises
    :class:`~attrib.errors.InputTypeError` for a target or a text that is no string, and
    :class:`~attrib.errors.InputValueError` if there is none, or the text is not the one that the report speaks of.

    >>> import attrib
    >>> from attrib.exports.annotation import to_annotations
    >>> found = to_annotations(attrib.score("The pier will close, Mayor Ida Roth said."), "https://example.org/pier")
    >>> position, quotation = found["first"]["items"][0]["target"][0]["selector"]
    >>> position["start"], position["end"], quotation["exact"]
    (0, 19, 'The pier will close')
    """
    found = text_of(checked(report), text)
    if not isinstance(target, str):
        raise InputTypeError(f"target: expected a string, got {type(target).__name__}")
    if not target.strip():
        raise InputValueError("target: blank")
    base = f"urn:uuid:{identifier(report)}"
    items = [_annotation(f"{base}#claim-{claim.id}", claim, target, found, report.signature) for claim in report.claims]
    collection: dict[str, Any] = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": base,
        "type": "AnnotationCollection",
        "label": f"Claims and their sources. {CREDIBILITY_NOTE}",
        "total": len(items),
    }
    if items:  # a page has one annotation or more
        collection["first"] = {
            "id": f"{base}#page", "type": "AnnotationPage", "partOf": base, "startIndex": 0, "items": items,
        }  # fmt: skip
        collection["last"] = f"{base}#page"
    return collection


def _annotation(name: str, claim: Claim, target: str, text: str, signature: str) -> dict[str, Any]:
    return {
        "id": name,
        "type": "Annotation",
        "motivation": "describing",
        "generator": {"type": "Software", "name": signature},
        "body": list(_bodies(claim)),
        "target": [
            {"type": "SpecificResource", "source": target, "selector": _selectors(text, span)} for span in claim.content
        ],
    }


def _bodies(claim: Claim) -> Iterator[dict[str, Any]]:
    yield _body("describing", sentence(claim))
    yield _body("identifying", arrow(claim.chain))
    for value in (claim.level, claim.form, claim.commitment):
        yield _body("tagging", value.value)
    yield _body("tagging", claim.grade)
    figures = f"Grade {claim.grade}, credibility {claim.credibility:.2f}, directness {claim.directness:.2f}."
    yield _body("assessing", f"{figures} {CREDIBILITY_NOTE}")


def _body(purpose: str, value: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain", "language": "en"}


def _selectors(text: str, span: Span) -> list[dict[str, Any]]:
    before, after = _around(text, span)
    return [
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        {
            "type": "TextQuoteSelector",
            "exact": text[span.start : span.end],
            "prefix": text[before : span.start],
            "suffix": text[span.end : after],
        },
    ]


def _around(text: str, span: Span) -> tuple[int, int]:
    """From where to where the text has to be quoted, so that it reads so nowhere else, within limits."""
    width = CONTEXT
    while True:
        before, after = max(0, span.start - width), min(len(text), span.end + width)
        quoted = text[before:after]
        if width >= MOST_CONTEXT or text.find(quoted, text.find(quoted) + 1) < 0:
            return before, after
        width *= 2
