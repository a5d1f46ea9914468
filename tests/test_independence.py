"""Which sources of one text belong together, and so are one origin."""

from __future__ import annotations

import pytest

from attrib.assembly import Judges, report_of
from attrib.directness import FILE, LinkModel
from attrib.independence import Ties
from attrib.provenance import load_judges
from attrib.quotations import find_quotations
from attrib.report import Identification, SourceEntity, SourceType
from attrib.sight import GUIDELINES
from attrib.store import ModelStore
from attrib.trust import load_trust
from tests.gold import load_cases
from tests.parses import case_parse, sight
from tests.samples import hop, source, span

PERSON, BODY = SourceType.PERSON, SourceType.ORGANIZATION


def are_one(*told: tuple[str, str, SourceType, str | None]) -> bool:
    """Whether two sources are one origin, each given by mention, name, type and affiliation."""
    text = " and ".join(mention for mention, *_ in told)
    entities = [
        SourceEntity(
            id=i, name=name, type=kind, identification=Identification.NAMED, affiliation=body,
            mentions=(span(mention, text),),
        )
        for i, (mention, name, kind, body) in enumerate(told)
    ]  # fmt: skip
    ties = Ties(entities)
    one, other = (
        ties.keys_of([hop(source(entity.mentions[0], entity.id, entity.name, entity.type))]) for entity in entities
    )
    return not one.isdisjoint(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Sheriff Dale Roth", "Dale Roth", PERSON, None), ("Roth's deputy, Ida Quill", "Ida Quill", PERSON, "Roth")),
        (("Sheriff Dale Roth", "Dale Roth", PERSON, None), ("his press aide Ida Quill", "Ida Quill", PERSON, None)),
        (("Halden Rail", "Halden Rail", BODY, None), ("its lawyer Ida Quill", "Ida Quill", PERSON, None)),
        (
            ("Police in Halden", "Police in Halden", BODY, "Halden"),
            ("the force's spokeswoman, Ida Quill", "Ida Quill", PERSON, "the force"),
        ),
        (
            ("Halden Airlines", "Halden Airlines", BODY, None),
            ("the company's spokesman", "the company's spokesman", PERSON, "the company"),
        ),
        (
            ("chess federation president Dale Roth", "Dale Roth", PERSON, "chess federation"),
            ("Federation secretary Ida Quill", "Ida Quill", PERSON, "Federation"),
        ),
        (
            ("Museum curator Dale Roth", "Dale Roth", PERSON, "Museum"),
            ("Ida Quill of the museum’s press office", "Ida Quill", PERSON, "the museum’s press office"),
        ),
        (
            ("Fire officer Dale Roth", "Dale Roth", PERSON, "Fire"),
            ("Ida Quill of the same brigade", "Ida Quill", PERSON, "the same brigade"),
        ),
    ],
)
def test_who_belongs_together(
    one: tuple[str, str, SourceType, str | None], other: tuple[str, str, SourceType, str | None]
) -> None:
    assert are_one(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Sheriff Dale Roth", "Dale Roth", PERSON, None), ("Roth's rival, Ida Quill", "Ida Quill", PERSON, None)),
        (("Sheriff Dale Roth", "Dale Roth", PERSON, None), ("his neighbour Ida Quill", "Ida Quill", PERSON, None)),
        (("Halden Rail", "Halden Rail", BODY, None), ("his lawyer Ida Quill", "Ida Quill", PERSON, None)),
        (
            ("the Halden council", "Halden council", BODY, None),
            ("the force's spokeswoman, Ida Quill", "Ida Quill", PERSON, "the force"),
        ),
        (
            ("Museum curator Dale Roth", "Dale Roth", PERSON, "Museum"),
            ("Ida Quill of the insurers' chamber", "Ida Quill", PERSON, "the insurers' chamber"),
        ),
        (("who", "Dale Roth", PERSON, None), ("the WHO", "WHO", BODY, None)),
    ],
)
def test_who_does_not(
    one: tuple[str, str, SourceType, str | None], other: tuple[str, str, SourceType, str | None]
) -> None:
    assert not are_one(one, other)


@pytest.mark.parametrize(("label", "origins"), [("one-body-two-media", 1), ("two-bodies-two-media", 2)])
def test_a_body_in_two_media_is_one_origin_from_the_text_on(label: str, origins: int) -> None:
    store = ModelStore()
    judges = Judges(
        load_judges(store, GUIDELINES), LinkModel(store.read(FILE), GUIDELINES), load_trust(), attitudes=False
    )
    (case,) = (case for case in load_cases() if case.label == label)
    parse = case_parse(label, case.text)
    report = report_of(parse, find_quotations(case.text), sight(label), judges, signature="")
    one, other = report.claims
    assert one.chain[0].source.entity != other.chain[0].source.entity
    assert one.independent_origins == other.independent_origins == origins
