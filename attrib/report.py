"""The answer: a report of claims, each with the chain of hops it came through."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any, Literal, TypeVar, dataclass_transform

from attrib.errors import InputValueError

T = TypeVar("T")


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(dataclasses.field,))
def frozen(cls: type[T]) -> type[T]:
    """``cls`` as a frozen, slotted, keyword-only dataclass, which every value of this library is."""
    return dataclasses.dataclass(frozen=True, slots=True, kw_only=True)(cls)


class Form(StrEnum):
    """How much of a claim's content stands inside quotation marks: all, part, none."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class Commitment(StrEnum):
    """What the source that a claim goes back to is reported to do with the content."""

    ASSERTED = "asserted"
    HEDGED = "hedged"
    DENIED = "denied"
    QUESTIONED = "questioned"
    WANTED = "wanted"


class Level(StrEnum):
    """How much stands between the source's words and the reader, nearest first."""

    VERBATIM = "verbatim"
    PARTIAL = "partial"
    PARAPHRASE = "paraphrase"
    RELAYED = "relayed"
    HEARSAY = "hearsay"


class SourceType(StrEnum):
    """What kind of source speaks."""

    PERSON = "person"
    ORGANIZATION = "organization"
    OUTLET = "outlet"
    DOCUMENT = "document"
    GROUP = "group"
    UNKNOWN = "unknown"


class Identification(StrEnum):
    """How far the text says who a source is: by name, by a checkable description, or not at all."""

    NAMED = "named"
    DESCRIBED = "described"
    ANONYMOUS = "anonymous"


@frozen
class Span:
    """A stretch of the text: code points ``start`` to ``end`` (exclusive), and the characters that stand there.

    >>> import attrib
    >>> text = "😀 The pier will close, Mayor Ida Roth said."
    >>> span = attrib.score(text).claims[0].content[0]
    >>> span.start, text[span.start : span.end] == span.text
    (2, True)
    """

    start: int
    end: int
    text: str


@frozen
class Source:
    """Who stands at one hop. ``entity`` is the ``id`` of a :class:`SourceEntity` of the same report."""

    mention: Span | None
    entity: int | None
    name: str | None
    type: SourceType
    identification: Identification

    @property
    def stated(self) -> bool:
        """Whether the text gives any source here at all ("reportedly" gives none)."""
        return self.mention is not None or self.entity is not None or bool(self.name)


@frozen
class Hop:
    """One step of a claim's way to the reader. ``directness`` and ``confidence`` lie in [0, 1]."""

    source: Source
    cue: Span | None
    directness: float
    confidence: float


def is_sourced(chain: Sequence[Hop]) -> bool:
    """Whether the text gives any source along a chain."""
    return any(hop.source.stated for hop in chain)


@frozen
class SourceEntity:
    """A source of the document with all its mentions, and the body it speaks for, if the text names one."""

    id: int
    name: str
    type: SourceType
    identification: Identification
    affiliation: str | None
    mentions: tuple[Span, ...]


CREDIBILITY_NOTE = (
    "Credibility is not a probability of truth: it says how well this text supports a claim by its sourcing."
)
"""The sentence that travels with every summary."""


@frozen
class Factor:
    """One step of an explanation; :func:`attrib.credibility.recompute` folds the steps, in order, into the credibility.

    ``rule`` says what is being weighed, ``factor`` by what, ``value`` lies in [0, 1], ``span`` is the evidence.
    """

    rule: str
    factor: str
    value: float
    span: Span | None
    note: str


@frozen
class Claim:
    """What somebody other than the author is made to answer for, and how it came to the reader.

    ``credibility`` in [0, 1) is not a probability of truth: it says how well this text supports the content by its
    sourcing, over all claims of the same content.  ``directness`` and ``confidence`` lie in [0, 1].  ``chain`` has at
    least one hop, nearest the reader first.  ``origin`` is the entity that all support rests on, if it is one.
    ``disputed_by`` holds the ids of the claims that deny the content.

    >>> import attrib
    >>> report = attrib.score("The pier will close, Mayor Ida Roth said. The council denied that the pier will close.")
    >>> said, denied = report.claims
    >>> said.originator.name, said.disputed_by, str(denied.commitment)
    ('Ida Roth', (1,), 'denied')
    """

    id: int
    content: tuple[Span, ...]
    form: Form
    commitment: Commitment
    chain: tuple[Hop, ...]
    level: Level
    directness: float
    credibility: float
    grade: str
    origin: int | None
    independent_origins: int
    disputed_by: tuple[int, ...]
    explanation: tuple[Factor, ...]
    confidence: float

    @property
    def originator(self) -> Source:
        """The source at the far end of the chain."""
        return self.chain[-1].source


@frozen
class ReportWarning:
    """Something that was cut, skipped or not understood, or that the text says was not verified.

    ``code`` is stable, ``message`` is for people.
    """

    code: str
    message: str
    span: Span | None


@frozen
class Share:
    """How many claims, and which part of all claims that is (0 where there are no claims)."""

    count: int
    share: float


@frozen
class Summary:
    """The claims of a text counted, by originator (named, described, anonymous), by form, and by sourcing.

    ``relayed``: two hops or more; ``single_origin``: all support comes from one origin; ``unsourced``: no hop has a
    source; ``author_voice``: the share of the text's characters nobody else is made to answer for.

    >>> import attrib
    >>> summary = attrib.score("The pier will close, sources said. It is safe, Mayor Ida Roth said.").summary
    >>> summary.claims, summary.anonymous.count, summary.anonymous.share
    (2, 1, 0.5)
    """

    note: str
    claims: int
    hops: int
    named: Share
    described: Share
    anonymous: Share
    direct: Share
    mixed: Share
    indirect: Share
    relayed: Share
    single_origin: Share
    disputed: Share
    unsourced: Share
    author_voice: float

    @classmethod
    def of(cls, claims: Sequence[Claim], author_voice: Sequence[Span], length: int) -> Summary:
        """The summary of a text of ``length`` characters."""

        def share(meets: Callable[[Claim], bool]) -> Share:
            count = sum(map(meets, claims))
            return Share(count=count, share=count / len(claims) if claims else 0.0)

        def said_by(identification: Identification) -> Share:
            return share(lambda claim: claim.originator.identification is identification)

        def quoted(form: Form) -> Share:
            return share(lambda claim: claim.form is form)

        return cls(
            note=CREDIBILITY_NOTE,
            claims=len(claims),
            hops=sum(len(claim.chain) for claim in claims),
            named=said_by(Identification.NAMED),
            described=said_by(Identification.DESCRIBED),
            anonymous=said_by(Identification.ANONYMOUS),
            direct=quoted(Form.DIRECT),
            mixed=quoted(Form.MIXED),
            indirect=quoted(Form.INDIRECT),
            relayed=share(lambda claim: len(claim.chain) > 1),
            single_origin=share(lambda claim: claim.independent_origins == 1),
            disputed=share(lambda claim: bool(claim.disputed_by)),
            unsourced=share(lambda claim: not is_sourced(claim.chain)),
            author_voice=sum(span.end - span.start for span in author_voice) / length if length else 0.0,
        )


@frozen
class Report:
    """Every claim of one text with its provenance, the sources behind them, and what is the author's own voice.

    The JSON form holds the text's ``length`` and not the text, so ``text`` is ``None`` in a report read back without
    it, and is left out of comparisons: two reports are equal if their answers are.

    >>> import attrib
    >>> report = attrib.score("It rained all week. The pier will close, Mayor Ida Roth said.", doc_id="pier")
    >>> [source.name for source in report.sources], [span.text for span in report.author_voice]
    (['Ida Roth'], ['It rained all week.'])
    >>> attrib.Report.from_json(report.to_json()) == report
    True
    """

    text: str | None = dataclasses.field(compare=False, repr=False)
    length: int
    doc_id: str | None
    publisher: str | None
    claims: tuple[Claim, ...]
    sources: tuple[SourceEntity, ...]
    author_voice: tuple[Span, ...]
    summary: Summary
    signature: str
    warnings: tuple[ReportWarning, ...]

    def __post_init__(self) -> None:
        """Refuse a length that is not the text's."""
        if self.text is not None and len(self.text) != self.length:
            raise InputValueError(f"length: {self.length} given, the text has {len(self.text)} characters")

    def to_dict(self) -> dict[str, Any]:
        """The report in its JSON form, of plain dicts, lists, strings and numbers."""
        from attrib import serial

        return serial.encode_report(self)

    def to_json(self) -> str:
        """The JSON form as one line of ASCII, whatever characters the text holds."""
        from attrib import serial

        return serial.dump_report(self)

    def to_rows(self, by: Literal["claim", "hop"] = "claim") -> list[dict[str, Any]]:
        """The claims, or the hops of their chains, as flat dicts: see :func:`attrib.exports.rows.to_rows`."""
        from attrib.exports import rows

        return rows.to_rows(self, by)

    def to_frame(self, by: Literal["claim", "hop"] = "claim", backend: str = "pandas") -> Any:
        """The same as a data frame, of pandas, polars or others: see :func:`attrib.exports.rows.to_frame`."""
        from attrib.exports import rows

        return rows.to_frame(self, by, backend)

    def to_html(self, text: str | None = None) -> str:
        """The report as a page for a browser, one file of its own: see :func:`attrib.pages.page.render_html`.

        ``text`` is needed where the report was read from JSON without it.
        """
        from attrib.pages import page

        return page.render_html(self, text)

    def _repr_html_(self) -> str:
        """The report as a table, for notebooks."""
        from attrib.pages import page

        return page.render_compact(self)

    @classmethod
    def from_dict(cls, form: object, text: str | None = None) -> Report:
        """The report that ``form`` holds; given the text, every span is checked against it.

        Raises :class:`~attrib.errors.InputTypeError` or :class:`~attrib.errors.InputValueError` with the path of what
        is wrong (``claims[3].chain[0].source.type``): unknown and missing keys, wrong types, values that make no sense.
        """
        from attrib import serial

        return serial.decode_report(form, text)

    @classmethod
    def from_json(cls, line: str, text: str | None = None) -> Report:
        """The report that a line of JSON holds; errors as in :meth:`from_dict`."""
        from attrib import serial

        return serial.load_report(line, text)
