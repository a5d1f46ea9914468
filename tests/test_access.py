"""How a source knows, by its own words and those of its cue."""

from __future__ import annotations

import pytest

from attrib.access import Access, access_of
from attrib.report import Identification, SourceType, Span
from tests import samples


def span_of(text: str) -> Span:
    return Span(start=0, end=len(text), text=text)


@pytest.mark.parametrize(
    ("mention", "kind", "cue", "access"),
    [
        ("the minister", SourceType.PERSON, "said", Access.UNSTATED),
        ("the minister", SourceType.PERSON, "told", Access.UNSTATED),
        ("the minister", SourceType.PERSON, "was told", Access.TOLD),
        ("the minister", SourceType.PERSON, "had heard", Access.TOLD),
        ("Two eyewitnesses", SourceType.GROUP, "said", Access.WITNESSED),
        ("a farmer", SourceType.PERSON, "saw", Access.WITNESSED),
        ("Friends of the Witness", SourceType.ORGANIZATION, "said", Access.UNSTATED),
        ("an expert witness", SourceType.PERSON, "said", Access.UNSTATED),
        ("a lawyer for the survivors", SourceType.PERSON, "said", Access.UNSTATED),
        ("a survivor of the blast", SourceType.PERSON, "said", Access.WITNESSED),
        ("court filings", SourceType.DOCUMENT, "show", Access.RECORD),
        ("the letter", SourceType.DOCUMENT, "says", Access.UNSTATED),
        ("the instrument log of the station", SourceType.UNKNOWN, "shows", Access.RECORD),
        ("the laboratory report of the league", SourceType.ORGANIZATION, "says", Access.RECORD),
        ("the annual report of the league", SourceType.ORGANIZATION, "says", Access.UNSTATED),
        ("the audited ledgers of the mill", SourceType.GROUP, "according to", Access.RECORD),
        ("the visitors' book of the jail", SourceType.UNKNOWN, "shows", Access.RECORD),
        ("the cookery book", SourceType.DOCUMENT, "says", Access.UNSTATED),
        ("the records office", SourceType.ORGANIZATION, "says", Access.UNSTATED),
        ("the Courier", SourceType.OUTLET, "reported", Access.TOLD),
        ("payment orders of the ministry", SourceType.UNKNOWN, "show", Access.RECORD),
        ("court documents", SourceType.DOCUMENT, "show", Access.RECORD),
        ("the order", SourceType.DOCUMENT, "says", Access.UNSTATED),
        ("CCTV footage", SourceType.DOCUMENT, "shows", Access.RECORD),
        ("footage shared online", SourceType.DOCUMENT, "shows", Access.UNSTATED),
        ("an inspection protocol", SourceType.PERSON, "reads", Access.RECORD),
        ("the figures", SourceType.DOCUMENT, "show", Access.RECORD),
        ("opposition figures", SourceType.GROUP, "say", Access.UNSTATED),
        ("the party", SourceType.ORGANIZATION, "sees", Access.UNSTATED),
        (None, SourceType.UNKNOWN, "reportedly", Access.UNSTATED),
    ],
)
def test_access_is_read_from_kind_and_cue(mention: str | None, kind: SourceType, cue: str, access: Access) -> None:
    at = span_of(mention) if mention else None
    who = samples.source(at, None, None, kind, Identification.DESCRIBED)
    assert access_of(samples.hop(who, span_of(cue))) is access
