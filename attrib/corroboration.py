"""The same claim over many texts: who carries it, and how many origins it has that are independent of each other.

Ten papers that all cite one agency, which cites one official, are one origin.  What a medium is cited for rests on what
that medium itself rests on, as far as its own text is among those given.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrib.answers import said_in_text
from attrib.errors import InputTypeError, InputValueError
from attrib.independence import Node, heaviest, is_anonymous, names_of, plain_name
from attrib.paraphrase import ACROSS, same_content
from attrib.report import (
    Claim,
    Commitment,
    Hop,
    Identification,
    Report,
    Source,
    SourceEntity,
    SourceType,
    frozen,
    is_sourced,
)
from attrib.serial import encode


@frozen
class Appearance:
    """A claim in one of the reports given, which ``report`` counts from 0; ``date`` is ``None`` where none is given."""

    report: int
    doc_id: str | None
    publisher: str | None
    date: datetime.date | None
    claim: Claim

    def to_dict(self) -> dict[str, Any]:
        """Where it stands, in plain values; of the claim its ``id`` in its own report."""
        date = None if self.date is None else self.date.isoformat()
        return {
            "report": self.report, "doc_id": self.doc_id, "publisher": self.publisher, "date": date,
            "claim": self.claim.id,
        }  # fmt: skip


@frozen
class SharedClaim:
    """What one text or many claim: where it is said, where it is denied, and on whom it rests.

    ``content`` is as the first text has it.  ``appearances`` and ``denials`` stand in the order of the reports; who
    asks whether it is so, or wishes it, is in neither.  ``origins`` are sources at the far ends of chains that are
    independent of each other, as many as there are; ``first`` is the earliest appearance, ``None`` without dates.

    >>> import datetime
    >>> import attrib
    >>> reports = list(attrib.score_many(["The pier will close, sources said."] * 2))
    >>> (shared,) = attrib.corroborate(reports, dates=[datetime.date(2026, 5, 2), datetime.date(2026, 5, 1)])
    >>> shared.articles, shared.single_origin, shared.first.report
    (2, True, 1)
    """

    content: str
    appearances: tuple[Appearance, ...]
    denials: tuple[Appearance, ...]
    origins: tuple[Source, ...]
    first: Appearance | None

    @property
    def articles(self) -> int:
        """In how many of the texts it is said."""
        return len({appearance.report for appearance in self.appearances})

    @property
    def independent_origins(self) -> int:
        """How many origins it has that are independent of each other; no count of texts."""
        return len(self.origins)

    @property
    def single_origin(self) -> bool:
        """Whether several texts say it and all go back to one origin, or to none that is told: circular reporting."""
        return self.articles > 1 and self.independent_origins < 2

    def to_dict(self) -> dict[str, Any]:
        """The shared claim as plain dicts, lists, strings and numbers."""
        return {
            "content": self.content,
            "articles": self.articles,
            "independent_origins": self.independent_origins,
            "single_origin": self.single_origin,
            "origins": [encode(origin) for origin in self.origins],
            "first": None if self.first is None else self.first.to_dict(),
            "appearances": [each.to_dict() for each in self.appearances],
            "denials": [each.to_dict() for each in self.denials],
        }


def corroborate(
    reports: Iterable[Report], *, dates: Iterable[datetime.date | None] | None = None
) -> tuple[SharedClaim, ...]:
    """The claims of many reports, each with all texts that make it: those in most texts first.

    Claims are the same if one says, in other words maybe, all that the other says (see :mod:`attrib.paraphrase`).  An
    anonymous source corroborates nothing, since it may be anybody; two sources are one if they share a name or a body,
    and so are media of which one cites the other.  Names are compared as they stand.  Time grows almost in proportion
    to the number of claims.

    ``dates`` are when the texts were published, one for each report (a ``datetime.date`` or ``datetime.datetime``, or
    none).  Raises :class:`~attrib.errors.InputTypeError` for what is no report or no date, and
    :class:`~attrib.errors.InputValueError` for more or fewer dates than reports, or dates that cannot be compared.

    Like every figure of this library, the number of origins is not a probability of truth.

    >>> import attrib
    >>> texts = [
    ...     "The pier will close, Mayor Ida Roth said.",
    ...     "The pier will close, the Coast Gazette reported, citing Mayor Ida Roth.",
    ...     "The pier will close, sources said.",
    ... ]
    >>> (shared,) = attrib.corroborate(attrib.score_many(texts))
    >>> shared.content, shared.articles, [source.name for source in shared.origins]
    ('The pier will close', 3, ['Ida Roth'])
    """
    found = list(reports)
    for i, report in enumerate(found):
        if not isinstance(report, Report):
            raise InputTypeError(f"reports[{i}]: expected a Report, got {type(report).__name__}")
    when = _checked(dates, len(found))
    clusters = [cluster for place, report in enumerate(found) for cluster in _clusters(place, report)]
    shared = []
    for group in same_content([cluster.content for cluster in clusters], likeness=ACROSS):
        members = [(clusters[i], i in group.unsaid) for i in sorted((*group.said, *group.unsaid))]
        claims = [(c.report, claim, denied ^ turned) for c, turned in members for claim, denied in c.claims]
        if claims:
            shared.append(_shared(clusters[group.said[0]].content, claims, found, when))
    return tuple(sorted(shared, key=lambda each: -each.articles))


@frozen
class _Cluster:
    """What one text says of one content, in its fullest words: its claims, each with whether it denies the content."""

    report: int
    content: str
    claims: tuple[tuple[Claim, bool], ...]


def _clusters(place: int, report: Report) -> Iterator[_Cluster]:
    """The contents of one text; what asks or wishes says of none that it is so or is not."""
    claims = [claim for claim in report.claims if claim.commitment not in (Commitment.QUESTIONED, Commitment.WANTED)]
    contents = [" ".join(span.text for span in claim.content) for claim in claims]
    denied = [claim.commitment is Commitment.DENIED for claim in claims]
    for group in said_in_text([claim.content for claim in claims], [claim.originator for claim in claims], denied):
        fullest = max(group.said, key=lambda i: len(contents[i]))
        members = [(i, False) for i in group.said] + [(i, True) for i in group.unsaid]
        yield _Cluster(
            report=place,
            content=contents[fullest],
            claims=tuple((claims[i], denied[i] ^ turned) for i, turned in sorted(members)),
        )


def _checked(dates: Iterable[datetime.date | None] | None, count: int) -> Sequence[datetime.date | None]:
    # a missing date of pandas is not equal to itself
    when = [None] * count if dates is None else [date if date == date else None for date in dates]
    for i, date in enumerate(when):
        if date is not None and not isinstance(date, datetime.date):
            raise InputTypeError(f"dates[{i}]: expected a datetime.date or None, got {type(date).__name__}")
    if len(when) != count:
        raise InputValueError(f"dates: {len(when)} given for {count} reports")
    try:
        min(filter(None, when), default=None)
    except TypeError as error:
        raise InputValueError(f"dates: {error}") from None
    return when


def _shared(
    content: str,
    claims: Sequence[tuple[int, Claim, bool]],
    reports: Sequence[Report],
    when: Sequence[datetime.date | None],
) -> SharedClaim:
    said: list[Appearance] = []
    denied: list[Appearance] = []
    for place, claim, denies in claims:
        report = reports[place]
        appearance = Appearance(
            report=place, doc_id=report.doc_id, publisher=report.publisher, date=when[place], claim=claim
        )
        (denied if denies else said).append(appearance)
    dated = [(each.date, each) for each in said if each.date is not None]
    return SharedClaim(
        content=content,
        appearances=tuple(said),
        denials=tuple(denied),
        origins=tuple(_origins(said, reports)),
        first=min(dated, key=lambda pair: pair[0])[1] if dated else None,
    )


def _origins(appearances: Sequence[Appearance], reports: Sequence[Report]) -> Iterator[Source]:
    """The far ends of as many chains as are independent of each other."""
    links = [_linked(each.claim.chain, {s.id: s for s in reports[each.report].sources}) for each in appearances]
    published: defaultdict[str, list[int]] = defaultdict(list)
    for i, each in enumerate(appearances):
        if each.publisher:
            published[f"name {plain_name(each.publisher)}"].append(i)
    lone = [any(map(is_anonymous, each.claim.chain)) for each in appearances]
    found: dict[frozenset[str], tuple[frozenset[str], bool]] = {}  # many papers cite the same ones
    nodes = []
    for i in range(len(appearances)):
        if links[i] not in found:
            behind = _behind(links[i], links, published)
            found[links[i]] = links[i].union(*(links[j] for j in behind)), any(lone[j] for j in behind)
        keys, anonymous = found[links[i]]
        nodes.append(Node(place=i, value=0.5, keys=keys, lone=lone[i] or anonymous or not keys))
    for i in heaviest(nodes):
        if is_sourced(appearances[i].claim.chain):
            yield appearances[i].claim.originator


def _behind(cited: frozenset[str], links: Sequence[frozenset[str]], published: Mapping[str, Sequence[int]]) -> set[int]:
    """The appearances that one rests on which cites some media: those in these, and in the media that they cite."""
    reached, ahead = set[int](), [cited]
    while ahead:
        new = {i for key in ahead.pop() for i in published.get(key, ())} - reached
        reached |= new
        ahead += [links[i] for i in new]
    return reached


def _linked(chain: Sequence[Hop], entities: Mapping[int, SourceEntity]) -> frozenset[str]:
    """Whom a chain leads through, by names that mean the same in another text."""
    keys: set[str] = set()
    for hop in chain:
        source = hop.source
        entity = entities.get(source.entity) if source.entity is not None else None
        keys.update(f"name {plain_name(name)}" for name in names_of(source, entity))
        if source.type is SourceType.PERSON and source.identification is Identification.NAMED:
            own = (source.name, entity.name if entity else None)
            keys.update(f"person {name.split()[-1].casefold()}" for name in own if name and name.split())
    return frozenset(keys)
