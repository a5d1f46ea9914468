"""A small invented article with its statements written out by hand, and the report made of them."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from attrib.access import access_of
from attrib.chains import Statement
from attrib.credibility import weigh
from attrib.report import (
    Commitment,
    Form,
    Hop,
    Identification,
    Report,
    ReportWarning,
    Source,
    SourceEntity,
    SourceType,
    Span,
    Summary,
)

TEXT = (
    "The harbour wall at Velmora cracked on Tuesday, the Velmora Courier reported, citing sources in the port "
    "authority. Engineer Ilsa Brandt said the harbour wall at Velmora had cracked on Tuesday. "
    "The port authority denied that the harbour wall at Velmora had cracked on Tuesday. "
    "“Nobody 😀 was hurt,” Mayor Tomas Reyl said. The ferries reportedly may be halted. It rained all week."
)


def span(text: str, within: str = TEXT, nth: int = 1) -> Span:
    """The ``nth`` place of ``text``."""
    at = -1
    for _ in range(nth):
        at = within.index(text, at + 1)
    return Span(start=at, end=at + len(text), text=text)


def source(
    mention: Span | None,
    entity: int | None,
    name: str | None,
    kind: SourceType = SourceType.PERSON,
    identification: Identification = Identification.NAMED,
) -> Source:
    return Source(mention=mention, entity=entity, name=name, type=kind, identification=identification)


def hop(source: Source, cue: Span | None = None) -> Hop:
    return Hop(source=source, cue=cue, directness=0.7, confidence=0.9)


def statement(
    content: Span,
    chain: Sequence[Hop],
    *,
    form: Form = Form.INDIRECT,
    commitment: Commitment = Commitment.ASSERTED,
) -> Statement:
    return Statement(
        content=(content,), form=form, commitment=commitment, chain=tuple(chain), access=tuple(map(access_of, chain))
    )


COURIER = source(span("the Velmora Courier"), 0, "Velmora Courier", SourceType.OUTLET)
LEAK = source(
    span("sources in the port authority"), 1, "sources in the port authority", SourceType.GROUP,
    Identification.ANONYMOUS,
)  # fmt: skip
BRANDT = source(span("Engineer Ilsa Brandt"), 2, "Ilsa Brandt")
AUTHORITY = source(
    span("The port authority"), 3, "the port authority", SourceType.ORGANIZATION, Identification.DESCRIBED
)
REYL = source(span("Mayor Tomas Reyl"), 4, "Tomas Reyl")
NOBODY = source(None, None, None, SourceType.UNKNOWN, Identification.ANONYMOUS)

STATEMENTS = (
    statement(
        span("The harbour wall at Velmora cracked on Tuesday"),
        [hop(COURIER, span("reported")), hop(LEAK, span("citing"))],
    ),
    statement(span("the harbour wall at Velmora had cracked on Tuesday"), [hop(BRANDT, span("said"))]),
    statement(
        span("that the harbour wall at Velmora had cracked on Tuesday"),
        [hop(AUTHORITY, span("denied"))],
        commitment=Commitment.DENIED,
    ),
    statement(span("“Nobody 😀 was hurt,”"), [hop(REYL, span("said", nth=2))], form=Form.DIRECT),
    statement(
        span("The ferries may be halted".replace("may", "reportedly may")),
        [hop(NOBODY, span("reportedly"))],
        commitment=Commitment.HEDGED,
    ),
)


def entity(id: int, at: Source, affiliation: str | None = None) -> SourceEntity:
    assert at.mention is not None and at.name is not None
    return SourceEntity(
        id=id, name=at.name, type=at.type, identification=at.identification, affiliation=affiliation,
        mentions=(at.mention,),
    )  # fmt: skip


SOURCES = (
    entity(0, COURIER),
    entity(1, LEAK, "the port authority"),
    entity(2, BRANDT),
    entity(3, AUTHORITY),
    entity(4, REYL),
)


def report(
    text: str = TEXT,
    statements: Sequence[Statement] = STATEMENTS,
    sources: tuple[SourceEntity, ...] = SOURCES,
    voice: tuple[Span, ...] = (span("It rained all week."),),
    warnings: tuple[ReportWarning, ...] = (
        ReportWarning(code="odd-character", message="a pictograph was left alone", span=span("😀")),
        ReportWarning(code="short-text", message="the text is very short", span=None),
    ),
) -> Report:
    claims = weigh(statements, sources)
    return Report(
        text=text, length=len(text), doc_id="velmora.txt", publisher="The Velmora Post", claims=claims,
        sources=sources, author_voice=voice, summary=Summary.of(claims, voice, len(text)),
        signature="attrib:0|models:none|lexicon:none", warnings=warnings,
    )  # fmt: skip


def report_of(text: str) -> Report:
    """A report of any text whatever, with the whole of it claimed by its whole."""
    whole = Span(start=0, end=len(text), text=text)
    who = source(whole, 0, text)
    claimed = statement(whole, [hop(who, whole)])
    return report(text, [claimed], (entity(0, who, text),), (whole,), ())


def hostile_report(text: str) -> Report:
    """A report that says ``text`` wherever a report can say anything."""
    made = report_of(text)
    whole = Span(start=0, end=len(text), text=text)
    (claim,) = made.claims
    steps = tuple(dataclasses.replace(step, note=text) for step in claim.explanation)
    return dataclasses.replace(
        made, doc_id=text, publisher=text, signature=text,
        claims=(dataclasses.replace(claim, explanation=steps, disputed_by=(0,), origin=0),),
        sources=tuple(dataclasses.replace(source, affiliation=text) for source in made.sources),
        warnings=(ReportWarning(code=text, message=text, span=whole),),
    )  # fmt: skip
