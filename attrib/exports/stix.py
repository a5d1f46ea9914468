"""A report as a bundle of STIX 2.1: sources as identities, the text as a report, a note on every claim."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from attrib.errors import InputTypeError, InputValueError
from attrib.exports.common import (
    PUBLISHER,
    Speaker,
    checked,
    encodable,
    identifier,
    load,
    speaker_keys,
    speakers,
)
from attrib.report import CREDIBILITY_NOTE, Claim, Commitment, Report, SourceType, frozen
from attrib.wording import content_of, sentence

CONFIDENCE = {"1": 90, "2": 70, "3": 50, "4": 30, "5": 10}
"""The Admiralty scale of credibility after the table in the appendix of STIX 2.1; 6, not to be judged, has no value."""

_CLASSES = {
    SourceType.PERSON: "individual",
    SourceType.ORGANIZATION: "organization",
    SourceType.OUTLET: "organization",
    SourceType.GROUP: "group",
    SourceType.DOCUMENT: "unspecified",
    SourceType.UNKNOWN: "unspecified",
}
_STANCES = {
    Commitment.ASSERTED: "attributed-to",
    Commitment.HEDGED: "attributed-to",
    Commitment.DENIED: "denied-by",
    Commitment.QUESTIONED: "questioned-by",
    Commitment.WANTED: "wanted-by",
}


def to_stix(report: Report, *, created: datetime.datetime) -> Any:
    """The report as a ``stix2.Bundle``; needs ``attrib[stix]``.

    ``created``, with a time zone, stands in every object and as the time the report was published; no clock is asked
    and no identifier drawn, so that the same report and time give the same bundle.  A note's ``confidence`` is the
    digit of the claim's grade on the Admiralty scale, and left out where the digit is 6.  Lone surrogates become
    U+FFFD.

    Raises :class:`~attrib.errors.MissingExtraError` without the library ``stix2``,
    :class:`~attrib.errors.InputTypeError` for what is no time, and :class:`~attrib.errors.InputValueError` for a time
    without its zone.

    >>> import datetime
    >>> import attrib
    >>> from attrib.exports.stix import to_stix
    >>> report = attrib.score("The pier will close, Mayor Ida Roth said.")
    >>> bundle = to_stix(report, created=datetime.datetime(2026, 5, 4, tzinfo=datetime.UTC))
    >>> [thing.name for thing in bundle.objects if thing.type == "identity" and thing.identity_class == "individual"]
    ['Ida Roth']
    """
    stix2 = load("stix2", "stix")
    if not isinstance(created, datetime.datetime):
        raise InputTypeError(f"created: expected a datetime.datetime, got {type(created).__name__}")
    if created.utcoffset() is None:
        raise InputValueError("created: needs a time zone")
    maker = _Maker(library=stix2.v21, base=identifier(checked(report)), created=created)
    signature = {"description": encodable(report.signature)} if report.signature else {}
    software = maker.make("Identity", "software", name="attrib", identity_class="system", **signature)
    found = [*_identities(maker, report), *_claims(maker, report)]
    text = maker.make(
        "Report",
        "report",
        name=encodable(report.doc_id or "") or "News text",
        description=f"{len(report.claims)} claims and their sources. {CREDIBILITY_NOTE}",
        published=created,
        object_refs=[each.id for each in (software, *found)],
    )
    return stix2.v21.Bundle(objects=[software, *found, text], id=maker.name("bundle", "bundle"))


@frozen
class _Maker:
    """Makes the objects of one bundle, each by a key of its own."""

    library: Any
    base: uuid.UUID
    created: datetime.datetime

    def name(self, kind: str, key: str) -> str:
        return f"{kind}--{uuid.uuid5(self.base, f'{kind} {key}')}"

    def make(self, kind: str, key: str, **properties: Any) -> Any:
        return getattr(self.library, kind)(
            id=self.name(kind.lower(), key), created=self.created, modified=self.created,
            created_by_ref=self.name("identity", "software"), **properties,
        )  # fmt: skip


def _identities(maker: _Maker, report: Report) -> Iterator[Any]:
    """The publisher and every source, each also with the words the text has for its body."""
    if report.publisher:
        name = encodable(report.publisher)
        yield maker.make("Identity", PUBLISHER, name=name, identity_class="organization")
        yield _relationship(maker, "published", ("report", "report"), "published-by", ("identity", PUBLISHER))
    for key, speaker in speakers(report).items():
        yield maker.make("Identity", key, **_described(speaker))


def _described(speaker: Speaker) -> Mapping[str, Any]:
    about = {"description": f"Speaks for {speaker.affiliation}."} if speaker.affiliation else {}
    labels = [speaker.identification.value, speaker.type.value]
    return {"name": speaker.name, "identity_class": _CLASSES[speaker.type], "labels": labels, **about}


def _claims(maker: _Maker, report: Report) -> Iterator[Any]:
    for claim in report.claims:
        keys = speaker_keys(claim)
        yield _note(maker, claim, [key for key in dict.fromkeys(keys) if key is not None])
        note = ("note", f"claim-{claim.id}")
        originator = keys[-1]
        if originator is not None:
            kind = _STANCES[claim.commitment]
            yield _relationship(maker, f"claim-{claim.id}-originator", note, kind, ("identity", originator))
        stated = [(step, key) for step, key in enumerate(keys) if key is not None]
        for (step, relay), (_, behind) in pairwise(stated):
            if relay != behind:
                cue = claim.chain[step].cue
                yield _relationship(
                    maker, f"claim-{claim.id}-hop-{step}", ("identity", relay), "cites", ("identity", behind),
                    f"Of claim {claim.id}{f': “{encodable(cue.text)}”' if cue else ''}.",
                )  # fmt: skip
        for other in claim.disputed_by:
            key = f"claim-{claim.id}-disputed-{other}"
            yield _relationship(maker, key, note, "disputed-by", ("note", f"claim-{other}"))


def _note(maker: _Maker, claim: Claim, keys: list[str]) -> Any:
    digit = claim.grade[1]
    confidence = {"confidence": CONFIDENCE[digit]} if digit in CONFIDENCE else {}
    figures = f"Grade {claim.grade}, credibility {claim.credibility:.2f}, directness {claim.directness:.2f}."
    return maker.make(
        "Note",
        f"claim-{claim.id}",
        abstract=encodable(content_of(claim)),
        content=f"{encodable(sentence(claim))} {figures} {CREDIBILITY_NOTE}",
        object_refs=[maker.name("report", "report"), *(maker.name("identity", key) for key in keys)],
        labels=[claim.level.value, claim.form.value, claim.commitment.value, f"admiralty-{claim.grade.lower()}"],
        **confidence,
    )


def _relationship(
    maker: _Maker, key: str, source: tuple[str, str], kind: str, target: tuple[str, str], description: str | None = None
) -> Any:
    return maker.make(
        "Relationship",
        key,
        source_ref=maker.name(*source),
        relationship_type=kind,
        target_ref=maker.name(*target),
        **({} if description is None else {"description": description}),
    )
